//! `sayswho cite ID STYLE`: how to cite the text in which a quote stands.

use super::{Failure, Setup};
use crate::reply::Outcome;
use crate::service::Command;
use clap::Args;
use std::process::ExitCode;

/// Cites the text in which a quote stands.
#[derive(Debug, Args)]
pub(super) struct Cite {
    /// The id that stands under the quote, such as `annual-report:p12.1-20`
    #[arg(value_name = "ID")]
    id: String,
    /// The style: apa, chicago, mla, …
    #[arg(value_name = "STYLE")]
    style: Option<String>,
}

impl Cite {
    /// 0 where there is such a quote and such a style.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        let command = Command::Cite { id: self.id, style: self.style };
        setup.answer(command, |reply| matches!(reply.outcome, Outcome::Cited { .. }))
    }
}
