//! What `quote`, `context` and `cite` share: one reply shown, or written as JSON, or a line of JSON for each that is read.
//!
//! Called by: `quote`, `context`, `cite`.

use super::ask::{SCRIPT_CHARS, print_json};
use super::machine::{self, Names};
use super::{Failure, PREFIX, Setup, exit_code, setup};
use crate::reply::Reply;
use crate::request::Limits;
use crate::service::{Command, Request};
use clap::Args;
use serde_json::Value;
use std::io;
use std::process::ExitCode;

/// How to write what comes.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// Write it as one line of JSON
    #[arg(long)]
    json: bool,
    /// Answer each line of standard input, {"id":…,"text":…}, with one of standard output, as JSON
    #[arg(long)]
    jsonl: bool,
}

/// Answers the command that `command` makes of `typed`, or of each line that is read. The exit code says whether `is_yes`
/// holds of the reply; with --jsonl, whether all lines could be answered.
pub(super) fn run(
    setup: Setup,
    output: Output,
    typed: &str,
    command: impl Fn(&str) -> Command,
    is_yes: fn(&Reply) -> bool,
    line: impl for<'a> Fn(Names<'a>, &'a Reply) -> Result<Value, String>,
) -> Result<ExitCode, Failure> {
    let language = setup.language;
    let service = setup.service();
    let names = Names { library: service.library(), language };
    let limits = Limits { text_chars: SCRIPT_CHARS, ..Limits::default() };
    let answer = |text: &str| {
        let request = Request::new(command(text), language);
        service.handle(&Request { prefix: PREFIX.to_owned(), limits, ..request })
    };
    if output.jsonl {
        let answer = |id: &Value, text: &str| machine::line(id, line(names, &answer(text))?);
        return Ok(exit_code(machine::lines(&mut io::stdin().lock(), &mut io::stdout().lock(), answer)?));
    }
    let reply = answer(typed);
    if output.json {
        return print_json(line(names, &reply), is_yes(&reply));
    }
    setup::show(&reply.blocks, language)?;
    Ok(exit_code(is_yes(&reply)))
}

/// What is written, as JSON.
pub(super) fn value(line: impl serde::Serialize) -> Result<Value, String> {
    serde_json::to_value(line).map_err(|error| error.to_string())
}
