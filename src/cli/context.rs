//! `sayswho context ID`: the paragraphs around a quote.

use super::{Failure, Setup};
use crate::service::Command;
use clap::Args;
use std::process::ExitCode;

/// Shows the paragraphs around a quote.
#[derive(Debug, Args)]
pub(super) struct Context {
    /// The id that stands under the quote, such as `annual-report:p12.1-20`
    #[arg(value_name = "ID")]
    id: String,
}

impl Context {
    /// 0 where there is such a quote.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        setup.answer(Command::Context(self.id), |reply| reply.quotes().next().is_some())
    }
}
