//! `sayswho verify`: is a claimed quote real; or a file of claims, for scripts.

use super::ask::{SCRIPT_CHARS, print_json};
use super::machine::{self, Names};
use super::{Failure, PREFIX, Setup, exit_code, setup};
use crate::lookup::{SpeakerCheck, Verdict};
use crate::reply::{Outcome, Reply};
use crate::request::Limits;
use crate::service::{Command, Request};
use clap::Args;
use serde_json::Value;
use std::io;
use std::process::ExitCode;

/// Checks whether a quote stands in the texts, what was changed, and whose words it is.
///
/// A speaker may be claimed in the text itself: `Name: "…"`. With --jsonl: reads {"id":…,"text":…} a line from standard
/// input, and writes a line for each, in order. Exit code 0 whatever the verdicts, 1 if a line could not be read.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The claimed quote
    #[arg(value_name = "TEXT", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    text: Vec<String>,
    /// Write the verdict as one line of JSON
    #[arg(long)]
    json: bool,
    /// Answer each line of standard input with one of standard output, as JSON
    #[arg(long)]
    jsonl: bool,
}

impl Verify {
    /// 0 where the words are verbatim, and nobody else's than claimed.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        let language = setup.language;
        let service = setup.service();
        let names = Names { library: service.library(), language };
        let limits = Limits { text_chars: SCRIPT_CHARS, ..Limits::default() };
        let verify = |text: &str| {
            let request = Request::new(Command::Verify(text.to_owned()), language);
            service.handle(&Request { prefix: PREFIX.to_owned(), limits, ..request })
        };
        if self.jsonl {
            let mut out = io::stdout().lock();
            let answer = |id: &Value, text: &str| machine::line(id, names.verify_line(&verify(text))?);
            return Ok(exit_code(machine::lines(&mut io::stdin().lock(), &mut out, answer)?));
        }
        let reply = verify(&self.text.join(" "));
        if self.json {
            return print_json(names.verify_line(&reply), is_right(&reply));
        }
        setup::show(&reply.blocks, language)?;
        Ok(exit_code(is_right(&reply)))
    }
}

fn is_right(reply: &Reply) -> bool {
    let Outcome::Checked { check, .. } = &reply.outcome else { return false };
    check.verdict == Verdict::Verbatim && check.attribution != SpeakerCheck::Wrong
}
