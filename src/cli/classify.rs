//! `sayswho classify`: the matcher over any labels, without a library; external benchmarks use it.

use super::machine;
use super::{Failure, exit_code};
use crate::matching::classify::{Classified, Classifier};
use clap::Args;
use serde::Serialize;
use serde_json::Value;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Trains the matcher on labelled phrasings, and labels each line of standard input.
///
/// Reads {"id":…,"text":…} a line, and writes a line with "id", "label", "score", "accepted" and "ranked" for each, in
/// order; "ranked" lists pairs of label and score. Needs no library. Exit code 1 if a line could not be read.
#[derive(Debug, Args)]
pub(super) struct Classify {
    /// The phrasings: a line for each, with a tab before its label
    #[arg(long, value_name = "FILE.tsv")]
    train: PathBuf,
    /// Answer each line of standard input with one of standard output, as JSON
    #[arg(long, required = true)]
    jsonl: bool,
}

/// What is written for a text.
#[derive(Serialize)]
struct LabelLine<'c> {
    label: &'c str,
    score: f32,
    accepted: bool,
    ranked: Vec<(&'c str, f32)>,
}

impl Classify {
    /// 0 where all lines could be read.
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let classifier = Classifier::train(&read(&self.train)?);
        let answer = |id: &Value, text: &str| {
            let Classified { label, score, accepted, ranked } = classifier.classify(text);
            machine::line(id, LabelLine { label, score, accepted, ranked })
        };
        Ok(exit_code(machine::lines(&mut io::stdin().lock(), &mut io::stdout().lock(), answer)?))
    }
}

/// The (phrasing, label) pairs of a file; empty lines are passed over.
fn read(path: &Path) -> Result<Vec<(String, String)>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })?;
    let mut pairs = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match line.rsplit_once('\t') {
            Some((phrasing, label)) => pairs.push((phrasing.trim().to_owned(), label.trim().to_owned())),
            None => return Err(Failure::NoLabel { path: path.to_owned(), line: number }),
        }
    }
    Ok(pairs)
}
