//! Libraries on disk: what `library::parse` makes of files, and what it says about those with problems.
//!
//! Each problem's whole text is asserted, as `check` prints it without colour.

mod anchors;
mod fields;
mod files;
mod ids;
mod page;
mod phrasings;
mod properties;
mod report;
mod shelf;
mod values;
mod voices;

use sayswho::cli::report::{Look, draw};
use sayswho::library::parse::CODES;
use sayswho::library::{Diagnostic, Language, Library, LibraryFile, Mode, RefusalKind, Severity, parse};

pub(crate) const ARTICLE: &str = "\
The council met on Monday.
“We will plant trees,” said Ada Green, the mayor. “The park stays open.”
According to Bo Reed, the budget is too small for new roads. It was written in haste.
Photo: Gazette
The vote is planned for May.
";

const ARTICLE_TOML: &str = r#"
speaker = "gazette"
title = "Trees for the park"
author = "C. Lane"
container-title = "Gazette"
issued = 2026-01-05
url = "https://gazette.example/trees"
language = "en"

[[voice]]
person = "ada"
mode = "direct"
from = "We will plant"
to = "trees,"
cue = "said Ada Green"

[[voice]]
person = "ada"
mode = "direct"
from = "The park"
to = "open."
cue = "said Ada Green"

[[voice]]
person = "bo"
mode = "reported"
from = "the budget"
to = "new roads."
cue = "According to Bo Reed"

[[aside]]
exact = "Photo: Gazette"
"#;

const PEOPLE: &str = r#"
[[person]]
id = "gazette"
name = "Gazette"

[[person]]
id = "ada"
name = { en = "Ada Green", ru = "Ада Грин" }
role = "mayor"
[person.names]
en = ["Green", "the mayor"]
ru = ["Грин"]

[[person]]
id = "bo"
name = "Bo Reed"
"#;

const TOPIC: &str = r#"
name = { en = "Park", tr = "Park" }
order = 1
[aliases]
en = ["trees"]
[[quote]]
exact = "We will plant trees"
[[quote]]
exact = "The council met on Monday."
"#;

const ENTRIES: &str = r#"
[[entry]]
id = "trees"
topics = ["park"]
quotes = [ { exact = "We will plant trees" }, "The council met on Monday." ]
[entry.questions]
en = ["Will there be trees?", "planting"]
az = ["Ağac əkiləcək?"]

[[entry]]
id = "budget"
note = "Bo Reed sits in the opposition."
quotes = [ "the budget is too small" ]
[entry.questions]
en = ["Is there enough money?"]
"#;

const REFUSALS: &str = r#"
kind = "near"
[questions]
en = ["How many trees?"]
"#;

const TESTS: &str = r#"
[[question]]
text = "any new plants"
kind = "slang"
passages = ["We will plant trees"]

[[question]]
text = "who is the president"
refuse = true
"#;

/// The files of a library, to be changed by a test.
#[derive(Clone)]
pub(crate) struct Files(pub(crate) Vec<LibraryFile>);

impl Files {
    /// A small library without problems.
    pub(crate) fn clean() -> Files {
        Files(Vec::new())
            .with("library.toml", "name = \"Town\"\nlanguage = \"en\"\n")
            .with("people.toml", PEOPLE)
            .with("sources/article.txt", ARTICLE)
            .with("sources/article.toml", ARTICLE_TOML)
            .with("topics/park.toml", TOPIC)
            .with("entries/park.toml", ENTRIES)
            .with("refusals/near.toml", REFUSALS)
            .with("questions/tests.toml", TESTS)
    }

    /// The same with this file, in place of one of the same path.
    pub(crate) fn with(self, path: &str, content: impl Into<Vec<u8>>) -> Files {
        let mut files = self.without(path);
        files.0.push(LibraryFile { path: path.to_owned(), bytes: content.into() });
        files
    }

    /// The same without this file.
    pub(crate) fn without(mut self, path: &str) -> Files {
        self.0.retain(|file| file.path != path);
        self
    }

    /// The same with `new` in place of `old`, which must stand in the file.
    pub(crate) fn replace(self, path: &str, old: &str, new: &str) -> Files {
        let file = self.0.iter().find(|file| file.path == path).expect("no such file");
        let text = String::from_utf8(file.bytes.clone()).expect("not UTF-8");
        assert!(text.contains(old), "{old:?} does not stand in {path}");
        self.with(path, text.replacen(old, new, 1))
    }

    /// The same with this source and its entry.
    pub(crate) fn source(self, id: &str, text: &str, toml: &str) -> Files {
        self.with(&format!("sources/{id}.txt"), text).with(&format!("sources/{id}.toml"), toml)
    }

    /// The same with only one entry, whose quotes are these.
    pub(crate) fn quoting(self, quotes: &str) -> Files {
        let entry = format!("[[entry]]\nid = \"it\"\nquotes = [ {quotes} ]\n[entry.questions]\nen = [\"what\"]\n");
        self.with("entries/park.toml", entry)
    }

    pub(crate) fn parse(&self) -> (Library, Vec<Diagnostic>) {
        let (library, diagnostics) = parse(&self.0);
        for diagnostic in &diagnostics {
            assert!(CODES.contains(&diagnostic.code), "CODES lacks {}", diagnostic.code);
            assert!(!diagnostic.help.is_empty(), "no next step: {diagnostic:?}");
        }
        (library, diagnostics)
    }

    /// All problems, as `check` prints them.
    pub(crate) fn problems(&self) -> String {
        let mut out = Vec::new();
        let (_, diagnostics) = self.parse();
        draw(&diagnostics, &self.0, Look { root: "", colour: false }, &mut out).expect("a Vec takes all");
        String::from_utf8(out).expect("not UTF-8")
    }

    /// The codes of all problems, in order.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.parse().1.iter().map(|diagnostic| diagnostic.code).collect()
    }

    /// The ids of the entries that are kept.
    pub(crate) fn entries(&self) -> Vec<String> {
        self.parse().0.entries.into_iter().map(|entry| entry.id).collect()
    }
}

#[test]
fn a_clean_library_is_read_whole() {
    let files = Files::clean();
    assert_eq!(files.problems(), "");
    let (library, _) = files.parse();
    assert_eq!(library.name.get(Language::Ru), "Town");
    assert_eq!(library.people.iter().map(|person| person.id.as_str()).collect::<Vec<_>>(), ["gazette", "ada", "bo"]);
    assert_eq!(library.people[1].name.get(Language::Ru), "Ада Грин");
    assert_eq!(library.people[1].role.get(Language::En), "mayor");
    assert_eq!(library.people[1].names.of(Language::En).collect::<Vec<_>>(), ["Green", "the mayor"]);

    let source = &library.sources[0];
    assert_eq!((source.id.as_str(), source.own_voice, source.text()), ("article", 0, ARTICLE));
    assert_eq!(source.citation.author, ["C. Lane"]);
    assert_eq!(source.citation.issued.as_deref(), Some("2026-01-05"));
    assert_eq!(source.citation.accessed, None);
    let spans: Vec<&str> = source.voices.iter().map(|voice| &ARTICLE[voice.span.clone()]).collect();
    assert_eq!(spans, ["We will plant trees,", "The park stays open.", "the budget is too small for new roads."]);
    assert_eq!(&ARTICLE[source.voices[2].cue.clone()], "According to Bo Reed");
    assert_eq!(&ARTICLE[source.asides[0].clone()], "Photo: Gazette");

    let topic = &library.topics[0];
    assert_eq!((topic.id.as_str(), topic.name.get(Language::Tr), topic.quotes.len()), ("park", "Park", 2));
    let entry = &library.entries[0];
    assert_eq!((entry.id.as_str(), &entry.topics[..], entry.questions.len()), ("trees", &[0][..], 3));
    let said: Vec<(&str, usize, Mode)> =
        entry.quotes.iter().map(|quote| (quote.exact(), quote.speaker(), quote.mode())).collect();
    assert_eq!(said, [("We will plant trees", 1, Mode::Direct), ("The council met on Monday.", 0, Mode::Own)]);
    assert_eq!(library.entries[1].quotes[0].speaker(), 2);
    assert_eq!(library.entries[1].note.get(Language::Az), "Bo Reed sits in the opposition.");

    assert_eq!(
        (library.refusals[0].kind, library.refusals[0].question.as_str()),
        (RefusalKind::Near, "How many trees?")
    );
    let place = ARTICLE.find("We will").expect("stands");
    assert_eq!(library.tests[0].passages, [(0, place..place + "We will plant trees".len())]);
    assert_eq!((library.tests[0].kind.as_str(), library.tests[0].language), ("slang", Language::En));
    assert!(library.tests[1].passages.is_empty());
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let files = Files::clean().replace("entries/park.toml", "money?\"", "money?\", \"planting\"");
    let mut turned = files.clone();
    turned.0.reverse();
    assert_eq!(files.problems(), turned.problems());
    assert_eq!(files.entries(), turned.entries());
}

#[test]
fn errors_come_with_what_is_left_out_and_warnings_do_not() {
    let (_, diagnostics) = Files::clean().with("stray.toml", "").with("topics/bad.toml", "name = 1").parse();
    let found: Vec<(&str, Severity)> = diagnostics.iter().map(|found| (found.code, found.severity)).collect();
    assert_eq!(found, [("unexpected-file", Severity::Warning), ("wrong-type", Severity::Error)]);
}
