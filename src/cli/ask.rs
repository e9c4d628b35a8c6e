//! `sayswho ask`: a question, answered once; or a file of them, for scripts.

use super::machine::{self, Names};
use super::{Failure, NO, PREFIX, Setup, exit_code, setup};
use crate::matching::Verdict;
use crate::reply::{Outcome, Reply};
use crate::request::Limits;
use crate::service::{Command, Explain, Request};
use clap::Args;
use serde_json::Value;
use std::io::{self, Write};
use std::process::ExitCode;

/// The longest text that a script may send, in characters.
pub(super) const SCRIPT_CHARS: usize = 200_000;

/// Answers a question with a quote, or says that the texts do not answer it.
///
/// With --jsonl: reads {"id":…,"text":…} a line from standard input, and writes a line for each, in order. Exit code 0
/// whatever the answers, 1 if a line could not be read.
#[derive(Debug, Args)]
pub(super) struct Ask {
    /// The question, in any of the five languages
    #[arg(value_name = "QUESTION", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    question: Vec<String>,
    /// Show why the reply is what it is: words matched, candidates, evidence
    #[arg(long)]
    explain: bool,
    /// Write the reply as one line of JSON
    #[arg(long)]
    json: bool,
    /// Answer each line of standard input with one of standard output, as JSON
    #[arg(long)]
    jsonl: bool,
}

impl Ask {
    /// 0 where there is an answer.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        let language = setup.language;
        let service = setup.service();
        let names = Names { library: service.library(), language };
        let limits = Limits { text_chars: SCRIPT_CHARS, ..Limits::default() };
        let explain = if self.explain { Explain::InFigures } else { Explain::No };
        let ask = |text: &str| {
            let request = Request::new(Command::Ask(text.to_owned()), language);
            service.handle(&Request { explain, prefix: PREFIX.to_owned(), limits, ..request })
        };
        if self.jsonl {
            let mut out = io::stdout().lock();
            let answer = |id: &Value, text: &str| machine::line(id, names.ask_line(&ask(text))?);
            return Ok(exit_code(machine::lines(&mut io::stdin().lock(), &mut out, answer)?));
        }
        let reply = ask(&self.question.join(" "));
        if self.json {
            return print_json(names.ask_line(&reply), is_answer(&reply));
        }
        setup::show(&reply.blocks, language)?;
        Ok(exit_code(is_answer(&reply)))
    }
}

fn is_answer(reply: &Reply) -> bool {
    match &reply.outcome {
        Outcome::Decided { decision, .. } => matches!(decision.verdict, Verdict::Answer { .. }),
        outcome => matches!(outcome, Outcome::Stance { .. }),
    }
}

/// Writes one object, or what is wrong.
pub(super) fn print_json(line: Result<impl serde::Serialize, String>, is_yes: bool) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    let code = match line {
        Ok(line) => {
            serde_json::to_writer(&mut out, &line).map_err(io::Error::from)?;
            exit_code(is_yes)
        }
        Err(error) => {
            serde_json::to_writer(&mut out, &serde_json::json!({ "error": error })).map_err(io::Error::from)?;
            ExitCode::from(NO)
        }
    };
    writeln!(out)?;
    Ok(code)
}
