//! `sayswho context ID`: the paragraphs around a quote.

use super::script::{self, Output};
use super::{Failure, Setup};
use crate::service::Command;
use clap::Args;
use std::process::ExitCode;

/// Shows the paragraphs around a quote.
#[derive(Debug, Args)]
pub(super) struct Context {
    /// The id that stands under the quote, such as `annual-report:p12.1-20`
    #[arg(value_name = "ID", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    id: Option<String>,
    #[command(flatten)]
    output: Output,
}

impl Context {
    /// 0 where there is such a quote.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        script::run(
            setup,
            self.output,
            &self.id.unwrap_or_default(),
            |id| Command::Context(id.to_owned()),
            |reply| reply.quotes().next().is_some(),
            |names, reply| script::value(names.context_line(reply)?),
        )
    }
}
