//! `sayswho topics`: the topics, with how many quotes each has.

use super::{Failure, Setup};
use crate::reply::Block;
use crate::service::Command;
use clap::Args;
use std::process::ExitCode;

/// Lists the topics, with how many quotes each has.
#[derive(Debug, Args)]
pub(super) struct Topics {}

impl Topics {
    /// 0 where there is one.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        setup.answer(Command::Topics, |reply| !matches!(reply.blocks[..], [Block::Problem { .. }]))
    }
}
