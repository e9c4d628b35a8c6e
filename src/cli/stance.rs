//! `sayswho stance TOPIC`: what the texts say on a topic.

use super::{Failure, Setup};
use crate::reply::Outcome;
use crate::service::Command;
use clap::Args;
use std::process::ExitCode;

/// Shows what the texts say on a topic, voice by voice.
///
/// The topic may be named in any of the five languages; free words are put as a question. Without a topic: lists them.
#[derive(Debug, Args)]
pub(super) struct Stance {
    /// The topic's name or alias, or free words
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
}

impl Stance {
    /// 0 where there is a quote, or the list was wanted.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        setup.answer(Command::Stance(self.topic.join(" ")), |reply| {
            reply.quotes().next().is_some() || matches!(reply.outcome, Outcome::Topics)
        })
    }
}
