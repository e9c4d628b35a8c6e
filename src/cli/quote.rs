//! `sayswho quote WORDS`: passages that hold these words.

use super::script::{self, Output};
use super::{Failure, Setup};
use crate::service::Command;
use clap::Args;
use std::process::ExitCode;

/// Finds passages that hold these words, in all texts, whether or not an entry quotes them.
///
/// "a phrase" in quotation marks must stand so. speaker:NAME and source:ID narrow the search, page:2 goes on.
#[derive(Debug, Args)]
pub(super) struct Quote {
    /// The words
    #[arg(value_name = "WORDS", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    words: Vec<String>,
    #[command(flatten)]
    output: Output,
}

impl Quote {
    /// 0 where there is a passage.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        script::run(
            setup,
            self.output,
            &self.words.join(" "),
            |words| Command::Quote(words.to_owned()),
            |reply| reply.quotes().next().is_some(),
            |names, reply| script::value(names.found_line(reply)?),
        )
    }
}
