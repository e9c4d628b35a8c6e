//! `sayswho quote WORDS`: passages that hold these words.

use super::{Failure, Setup};
use crate::service::Command;
use clap::Args;
use std::process::ExitCode;

/// Finds passages that hold these words, in all texts, whether or not an entry quotes them.
#[derive(Debug, Args)]
pub(super) struct Quote {
    /// The words
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,
}

impl Quote {
    /// 0 where there is a passage.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        setup.answer(Command::Quote(self.words.join(" ")), |reply| reply.quotes().next().is_some())
    }
}
