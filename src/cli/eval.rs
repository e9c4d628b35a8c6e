//! `sayswho eval`: puts the library's own test questions, counts what comes, and lists what went wrong.
//!
//! Asks through the service, as a reader does. For curators, so in English.
//!
//! A question with passages is *right* when the first quote covers at least half (in bytes) of one of them, and at least
//! half of that quote lies in passages of the test; *wrong* when it does not; else it was *refused* or *suggested*. A
//! question without passages must be refused; a suggestion is no answer either, but is counted apart.

use super::{Failure, Setup, exit_code};
use crate::library::{LibraryFile, Quote, TestQuestion, parse};
use crate::matching::Verdict;
use crate::reply::Outcome;
use crate::service::{Command, Request, Service};
use clap::Args;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;

/// Puts the library's test questions and counts right, wrong, refused and suggested, by language and by kind.
///
/// Right: the first quote covers at least half of one of the passages that the test names, and at least half of the
/// quote lies in such passages. Exit code 1 if a threshold is missed.
#[derive(Debug, Args)]
pub(super) struct Eval {
    /// Questions to put in place of those in the library's questions/ [a TOML file of the same form]
    #[arg(long, value_name = "FILE")]
    questions: Option<PathBuf>,
    /// The least share of right answers to questions that the texts answer, in percent
    #[arg(long, value_name = "PERCENT")]
    min_right: Option<f64>,
    /// The greatest share of wrong answers to questions that the texts answer, in percent
    #[arg(long, value_name = "PERCENT")]
    max_wrong: Option<f64>,
    /// The least share of questions without an answer that get none, in percent
    #[arg(long, value_name = "PERCENT")]
    min_refused: Option<f64>,
}

/// What came of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Right,
    Wrong,
    Refused,
    Suggested,
}

impl Eval {
    /// 0 where all thresholds are met.
    pub(super) fn run(self, mut setup: Setup) -> Result<ExitCode, Failure> {
        if let Some(path) = &self.questions {
            let bytes = std::fs::read(path).map_err(|error| Failure::Unreadable { path: path.clone(), error })?;
            setup.files.retain(|file| !file.path.starts_with("questions/"));
            setup.files.push(LibraryFile { path: "questions/given.toml".to_owned(), bytes });
            (setup.library, setup.problems) = parse(&setup.files);
        }
        let service = setup.service();
        let tests = &service.library().tests;
        let marks: Vec<(Mark, String)> = tests.iter().map(|test| put(&service, test)).collect();

        let mut out = io::BufWriter::new(io::stdout().lock());
        let marked: Vec<(&TestQuestion, Mark)> = tests.iter().zip(marks.iter().map(|(mark, _)| *mark)).collect();
        let (answerable, others): (Vec<_>, Vec<_>) = marked.iter().partition(|(test, _)| !test.passages.is_empty());
        write_table("in the texts", &answerable, &mut out)?;
        write_table("not in the texts", &others, &mut out)?;
        for (test, (mark, came)) in tests.iter().zip(&marks).filter(|(test, (mark, _))| !is_good(test, *mark)) {
            writeln!(out, "{} [{} {}] {}\n    {came}", name(*mark), test.language, test.kind, test.question)?;
        }
        let missed = self.missed(&answerable, &others);
        for miss in &missed {
            writeln!(out, "{miss}")?;
        }
        out.flush()?;
        Ok(exit_code(missed.is_empty()))
    }

    /// The thresholds that are missed.
    fn missed(&self, answerable: &[(&TestQuestion, Mark)], others: &[(&TestQuestion, Mark)]) -> Vec<String> {
        let right = percent(answerable, &[Mark::Right]);
        let wrong = percent(answerable, &[Mark::Wrong]);
        let refused = percent(others, &[Mark::Refused, Mark::Suggested]);
        let least = |what: &str, share: Option<f64>, least: Option<f64>| {
            let (share, least) = (share?, least?);
            (share < least).then(|| format!("missed: {what} {share:.1} %, at least {least} % wanted"))
        };
        let most = |what: &str, share: Option<f64>, most: Option<f64>| {
            let (share, most) = (share?, most?);
            (share > most).then(|| format!("missed: {what} {share:.1} %, at most {most} % wanted"))
        };
        let all = [
            least("right", right, self.min_right),
            most("wrong", wrong, self.max_wrong),
            least("not answered", refused, self.min_refused),
        ];
        all.into_iter().flatten().collect()
    }
}

/// Puts one question: what came of it, and the line that tells a curator.
fn put(service: &Service, test: &TestQuestion) -> (Mark, String) {
    let library = service.library();
    let reply = service.handle(&Request::new(Command::Ask(test.question.clone()), test.language));
    let decision = match (&reply.outcome, reply.quotes().next()) {
        (Outcome::Decided { decision, .. }, _) => decision,
        (Outcome::Stance { topic, .. }, Some(quote)) => {
            let mark = if is_right(quote, test) { Mark::Right } else { Mark::Wrong };
            let topic = library.topics.get(*topic).map_or("", |topic| topic.id.as_str());
            return (mark, format!("topic {topic}: {}", quote.exact()));
        }
        (Outcome::Speaker { .. } | Outcome::SeveralTopics { .. }, _) => {
            return (Mark::Suggested, "topics".to_owned());
        }
        _ => return (Mark::Refused, "no decision".to_owned()),
    };
    let first = decision.candidates.first().and_then(|candidate| library.entries.get(candidate.entry));
    let first = first.map_or("no candidate", |entry| entry.id.as_str());
    let sure = decision.confidence;
    match (&decision.verdict, reply.quotes().next()) {
        (Verdict::Answer { .. }, Some(quote)) => {
            let mark = if is_right(quote, test) { Mark::Right } else { Mark::Wrong };
            (mark, format!("{first} ({sure:.2}): {}", quote.exact()))
        }
        (Verdict::Suggest, _) => {
            let offered = decision.suggestions().iter().filter_map(|offered| library.entries.get(offered.entry));
            let offered: Vec<&str> = offered.map(|entry| entry.id.as_str()).collect();
            (Mark::Suggested, format!("{} ({sure:.2})", offered.join(" | ")))
        }
        _ => (Mark::Refused, format!("nearest {first} ({sure:.2})")),
    }
}

/// The rule above.
fn is_right(quote: &Quote, test: &TestQuestion) -> bool {
    let range = quote.range();
    let here: Vec<&Range<usize>> =
        test.passages.iter().filter(|(source, _)| *source == quote.source()).map(|(_, passage)| passage).collect();
    let shared = |passage: &Range<usize>| range.end.min(passage.end).saturating_sub(range.start.max(passage.start));
    let covers = here.iter().any(|passage| 2 * shared(passage) >= passage.len());
    // Passages may overlap, so count the quote's bytes that lie in any of them.
    let within = range.clone().filter(|byte| here.iter().any(|passage| passage.contains(byte))).count();
    covers && 2 * within >= range.len()
}

fn is_good(test: &TestQuestion, mark: Mark) -> bool {
    match mark {
        Mark::Right => true,
        Mark::Wrong => false,
        Mark::Refused | Mark::Suggested => test.passages.is_empty(),
    }
}

fn name(mark: Mark) -> &'static str {
    match mark {
        Mark::Right => "right",
        Mark::Wrong => "wrong",
        Mark::Refused => "refused",
        Mark::Suggested => "suggested",
    }
}

/// The share of these marks, in percent; `None` of no questions.
fn percent(marked: &[(&TestQuestion, Mark)], wanted: &[Mark]) -> Option<f64> {
    let count = marked.iter().filter(|(_, mark)| wanted.contains(mark)).count();
    (!marked.is_empty()).then(|| 100.0 * count as f64 / marked.len() as f64)
}

/// A line for all, for each language, and for each kind.
fn write_table(title: &str, marked: &[(&TestQuestion, Mark)], out: &mut impl Write) -> io::Result<()> {
    if marked.is_empty() {
        return Ok(());
    }
    let mut groups: BTreeMap<(u8, String), Vec<(&TestQuestion, Mark)>> = BTreeMap::new();
    for (test, mark) in marked {
        for group in [(0, "all".to_owned()), (1, test.language.to_string()), (2, test.kind.clone())] {
            groups.entry(group).or_default().push((*test, *mark));
        }
    }
    writeln!(out, "{title:<18}{:>7}{:>9}{:>9}{:>9}{:>11}", "number", "right", "wrong", "refused", "suggested")?;
    for ((_, group), marked) in &groups {
        let share = |mark| format!("{:.1} %", percent(marked, &[mark]).unwrap_or_default());
        writeln!(
            out,
            "  {group:<16}{:>7}{:>9}{:>9}{:>9}{:>11}",
            marked.len(),
            share(Mark::Right),
            share(Mark::Wrong),
            share(Mark::Refused),
            share(Mark::Suggested),
        )?;
    }
    writeln!(out)
}
