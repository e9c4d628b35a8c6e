//! `sayswho sources`: the texts, with what is known of each.

use super::{Failure, Setup};
use crate::reply::Block;
use crate::service::Command;
use clap::Args;
use std::process::ExitCode;

/// Lists the texts, with what is known of each.
#[derive(Debug, Args)]
pub(super) struct Sources {}

impl Sources {
    /// 0 where there is one.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        setup.answer(Command::Sources, |reply| !matches!(reply.blocks[..], [Block::Problem { .. }]))
    }
}
