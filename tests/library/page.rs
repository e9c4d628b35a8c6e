//! The page on the file format, knowledge/README.md: it must be complete and its examples must work.

use super::Files;
use sayswho::library::parse::CODES;

const PAGE: &str = include_str!("../../knowledge/README.md");

#[test]
fn it_explains_every_code_in_the_order_of_the_alphabet() {
    let headings = PAGE.lines().filter_map(|line| line.strip_prefix("#### `"));
    let explained: Vec<&str> = headings.filter_map(|heading| heading.split('`').next()).collect();
    assert_eq!(explained, CODES);
}

/// The indented blocks under the heading that begins like this, as one file.
fn example(heading: &str) -> String {
    let start = PAGE.find(&format!("\n### {heading}")).expect("no such heading") + 1;
    let section = PAGE[start + 4..].split("\n### ").next().unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    let lines = section.lines().filter(|line| line.is_empty() || line.starts_with("    "));
    lines.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn its_examples_are_a_library_without_problems() {
    let speech = "“We will plant two hundred trees by spring,” said Ada Green.\nPhoto: The Gazette\n";
    let files = Files(Vec::new())
        .with("library.toml", example("library.toml"))
        .with("people.toml", example("people.toml"))
        .source("mayor-speech", speech, &example("sources/ID.txt"))
        .source("party-paper", "They want a green town.", "speaker = \"gazette\"")
        .with("topics/park.toml", example("topics/ID.toml"))
        .with("entries/park.toml", example("entries/"))
        .with("refusals/trap.toml", example("refusals/"))
        .with("questions/tests.toml", example("questions/"));
    assert_eq!(files.problems(), "");
    let (library, _) = files.parse();
    assert_eq!((library.people.len(), library.sources.len(), library.topics.len()), (2, 2, 1));
    assert_eq!((library.entries.len(), library.refusals.len(), library.tests.len()), (1, 2, 2));
    assert_eq!(library.sources[0].voices.len(), 1);
}
