//! `sayswho gaps`: the questions that got no answer, or not the one that was meant: what to curate next.
//!
//! Called by: `cli`.

use super::{Failure, Setup};
use crate::store::{FILE, Gap, Reason, Store, StoreError};
use clap::Args;
use serde_json::json;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Lists the questions that the bot could not answer, or not as they were meant, most frequent first.
///
/// Words only, without case and signs, with how often and when last they came: who asked is not kept.
#[derive(Debug, Args)]
pub(super) struct Gaps {
    /// Write them as one line of JSON
    #[arg(long)]
    json: bool,
}

impl Gaps {
    /// 0, whether or not there are some.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        let gaps = read(setup.config.state_dir.as_deref())?;
        let mut out = anstream::stdout().lock();
        if self.json {
            let gaps: Vec<_> = gaps.iter().map(as_json).collect();
            writeln!(out, "{}", json!({ "gaps": gaps }))?;
        } else {
            write_table(&gaps, &mut out)?;
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The gaps; none where nothing was ever kept, and then no store is made.
fn read(state_dir: Option<&Path>) -> Result<Vec<Gap>, StoreError> {
    let folder = state_dir.ok_or(StoreError::Nowhere)?;
    if folder.join(FILE).exists() { Store::open(folder)?.gaps() } else { Ok(Vec::new()) }
}

fn as_json(gap: &Gap) -> serde_json::Value {
    json!({
        "words": gap.words,
        "language": gap.language.code(),
        "reason": gap.reason.name(),
        "count": gap.count,
        "day": gap.day,
    })
}

fn write_table(gaps: &[Gap], out: &mut impl Write) -> io::Result<()> {
    if gaps.is_empty() {
        return writeln!(out, "No gaps are kept: no question has gone unanswered since the bot first ran.");
    }
    writeln!(out, "{:>5}  {:10}  {:8}  {:12}  words", "count", "last day", "language", "what came")?;
    for gap in gaps {
        let came = match gap.reason {
            Reason::Silent => "no answer",
            Reason::NotIt => "wrong answer",
        };
        writeln!(out, "{:>5}  {:10}  {:8}  {came:12}  {}", gap.count, gap.day, gap.language.code(), gap.words)?;
    }
    Ok(())
}
