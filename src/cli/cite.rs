//! `sayswho cite ID STYLE`: how to cite the text in which a quote stands.

use super::script::{self, Output};
use super::{Failure, Setup};
use crate::reply::Outcome;
use crate::service::Command;
use clap::Args;
use std::process::ExitCode;

/// Cites the text in which a quote stands. What the library does not give is left out.
///
/// Styles: apa (the default), chicago, chicago-notes, mla, ieee, harvard, vancouver, iso690, gost; bibtex and csl-json for
/// reference managers; and any other that hayagriva bundles, by its name there.
#[derive(Debug, Args)]
pub(super) struct Cite {
    /// The id that stands under the quote, such as `annual-report:p12.1-20`
    #[arg(value_name = "ID", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    id: Option<String>,
    /// The style
    #[arg(value_name = "STYLE")]
    style: Option<String>,
    #[command(flatten)]
    output: Output,
}

impl Cite {
    /// 0 where there is such a quote and such a style.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        let typed: Vec<String> = self.id.into_iter().chain(self.style).collect();
        script::run(
            setup,
            self.output,
            &typed.join(" "),
            Command::cite,
            |reply| matches!(reply.outcome, Outcome::Cited { .. }),
            |names, reply| script::value(names.cite_line(reply)?),
        )
    }
}
