//! `sayswho check`: every problem of the library at once, and how much of the texts its entries quote.
//!
//! For curators, so in English.

use super::report::{self, Look};
use super::{Failure, Setup, exit_code};
use crate::library::{Coverage, Language, Library, Source};
#[cfg(feature = "discord")]
use crate::platform::discord;
use anstream::{AutoStream, ColorChoice};
use clap::Args;
use std::io::{self, Write};
use std::process::ExitCode;

/// Checks the library: reports every problem with its place and the next step, and how much of the texts is quoted.
#[derive(Debug, Args)]
pub(super) struct Check {}

impl Check {
    /// 0 where there is no problem.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        let mut problems = setup.problems.clone();
        problems.extend(setup.matcher().stray_entries(&setup.library));
        #[cfg(feature = "discord")]
        problems.extend(discord::limits::problems(&setup.library));
        let colour = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
        let mut out = io::BufWriter::new(anstream::stdout().lock());
        report::draw(&problems, &setup.files, Look { root: &setup.root, colour }, &mut out)?;
        writeln!(out, "{}", contents(&setup.library))?;
        for (index, source) in setup.library.sources.iter().enumerate() {
            write_coverage(source, &setup.library.coverage(index), &mut out)?;
        }
        writeln!(out, "{}", report::summary(&problems))?;
        out.flush()?;
        Ok(exit_code(problems.is_empty()))
    }
}

/// What the library holds, in one line.
fn contents(library: &Library) -> String {
    let questions: usize = library.entries.iter().map(|entry| entry.questions.len()).sum();
    let of_language = |language: Language| -> usize {
        library.entries.iter().map(|entry| entry.questions.of(language).count()).sum()
    };
    let by_language: Vec<String> =
        Language::ALL.into_iter().map(|language| format!("{language} {}", of_language(language))).collect();
    format!(
        "sources: {}; people: {}; topics: {}; entries: {}; questions: {questions} ({}); refusals: {}; tests: {}",
        library.sources.len(),
        library.people.len(),
        library.topics.len(),
        library.entries.len(),
        by_language.join(", "),
        library.refusals.len(),
        library.tests.len(),
    )
}

/// The share of sentences that make a claim which some entry quotes, and each that none quotes.
fn write_coverage(source: &Source, coverage: &Coverage, out: &mut impl Write) -> io::Result<()> {
    let all = coverage.quoted + coverage.unquoted.len();
    // Rounded down: 100 % means all.
    let percent = (coverage.share() * 100.0).floor();
    writeln!(
        out,
        "coverage of {}: {} of {all} sentences that make a claim are quoted ({percent} %)",
        source.id, coverage.quoted,
    )?;
    for sentence in &coverage.unquoted {
        let words = source.text()[sentence.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "  not quoted, paragraph {}: {words}", source.paragraph_at(sentence.start))?;
    }
    Ok(())
}
