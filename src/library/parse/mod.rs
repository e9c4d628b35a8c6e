//! Files → [`Library`] and every problem at once.
//!
//! Pure. Never stops at the first problem; a part with an error is left out, the rest is kept. Causes come before what
//! depends on them: people, sources with their voices, topics, entries, refusals, tests, then phrasings in two places.
//! Called by: `cli` and the adapters, after `shelf` read the files; tests.

mod anchor;
mod difference;
mod document;
mod entries;
mod fields;
mod nearest;
mod people;
mod questions;
mod quotes;
mod register;
mod shared;
mod sources;
mod topics;
mod values;
mod voices;
mod words;

use super::{Diagnostic, Library};
use fields::{Place, did_you_mean};

pub use document::MAX_FILE_BYTES;

/// Every code that a diagnostic can have; knowledge/README.md has a heading for each.
pub const CODES: [&str; 44] = [
    "ambiguous-anchor",
    "aside-not-found",
    "bad-date",
    "bad-id",
    "bad-syntax",
    "bad-url",
    "depends-on-left-out",
    "duplicate-id",
    "duplicate-phrasing",
    "duplicate-quote",
    "empty-file",
    "empty-value",
    "entry-nearer-to-another",
    "entry-without-questions",
    "entry-without-quotes",
    "invalid-utf8",
    "missing-field",
    "no-entries",
    "no-library-file",
    "no-sources",
    "passages-or-refuse",
    "quote-crosses-voice",
    "quote-not-in-source",
    "quote-without-words",
    "shared-phrasing",
    "source-without-toml",
    "test-is-trained-on",
    "toml-without-text",
    "too-large",
    "too-long-for-discord",
    "topic-without-quotes",
    "unexpected-file",
    "unknown-field",
    "unknown-language",
    "unknown-person",
    "unknown-source",
    "unknown-topic",
    "unknown-value",
    "voice-cue-far",
    "voice-cue-not-found",
    "voice-from-not-found",
    "voice-overlap",
    "voice-to-not-found",
    "wrong-type",
];

/// One file of a library, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryFile {
    /// Path inside the library's folder, with `/`: `sources/news-az.txt`.
    pub path: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The files of a library, by what they hold, each list by path.
#[derive(Default)]
struct Sorted<'f> {
    library: Option<&'f LibraryFile>,
    people: Option<&'f LibraryFile>,
    sources: Vec<&'f LibraryFile>,
    topics: Vec<&'f LibraryFile>,
    entries: Vec<&'f LibraryFile>,
    refusals: Vec<&'f LibraryFile>,
    questions: Vec<&'f LibraryFile>,
}

/// The library that these files hold, in whatever order they come, and what is wrong with them.
pub fn parse(files: &[LibraryFile]) -> (Library, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let files = sort(files, &mut problems);
    let mut library = Library::default();
    match files.library {
        Some(file) => people::decode_library(file, &mut library, &mut problems),
        None => problems.push(no_library_file()),
    }
    let mut people = people::decode(files.people, &mut library, &mut problems);
    let mut sources = sources::decode(&files.sources, &mut people, &library, &mut problems);
    people.finish(&mut problems);
    let topics = topics::decode(&files.topics, &mut sources, &mut library, &mut problems);
    let mut entries = entries::decode(&files.entries, &mut sources, &topics, &library, &mut problems);
    let refusals = questions::decode_refusals(&files.refusals, &mut problems);
    let tests = questions::decode_tests(&files.questions, &mut sources, &library, &mut problems);
    shared::check(&mut entries, &refusals, &tests, &mut problems);
    nothing_to_do(&files, entries.is_empty(), &mut problems);
    library.sources = sources.kept(&mut problems);
    library.entries = entries.into_iter().filter_map(entries::Draft::kept).collect();
    library.refusals = refusals.iter().map(questions::Refused::kept).collect();
    library.tests = tests.into_iter().map(|(_, test)| test).collect();
    (library, problems)
}

fn sort<'f>(files: &'f [LibraryFile], problems: &mut Vec<Diagnostic>) -> Sorted<'f> {
    let mut files: Vec<&LibraryFile> = files.iter().collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files.dedup_by(|one, other| one.path == other.path);
    let mut sorted = Sorted::default();
    for file in files {
        let parts: Vec<&str> = file.path.split('/').collect();
        match parts[..] {
            ["library.toml"] => sorted.library = Some(file),
            ["people.toml"] => sorted.people = Some(file),
            ["sources", name] if name.ends_with(".txt") || name.ends_with(".toml") => sorted.sources.push(file),
            ["topics", name] if name.ends_with(".toml") => sorted.topics.push(file),
            ["entries", name] if name.ends_with(".toml") => sorted.entries.push(file),
            ["refusals", name] if name.ends_with(".toml") => sorted.refusals.push(file),
            ["questions", name] if name.ends_with(".toml") => sorted.questions.push(file),
            _ => problems.push(unexpected_file(&file.path, &parts)),
        }
    }
    sorted
}

fn unexpected_file(path: &str, parts: &[&str]) -> Diagnostic {
    let folders = ["sources", "topics", "entries", "refusals", "questions"];
    let help = match parts {
        [name] => match did_you_mean(name, ["library.toml", "people.toml"]) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "Beside the folders, there are only library.toml and people.toml. Move or delete it.".to_owned(),
        },
        ["sources", _] => "A source is `ID.txt` with `ID.toml` beside it. Rename, move or delete it.".to_owned(),
        [folder, _] if folders.contains(folder) => {
            format!("Files in {folder}/ end in `.toml`. Rename, move or delete it.")
        }
        [folder, ..] => match did_you_mean(folder, folders).filter(|near| near != folder) {
            Some(near) => format!("Did you mean `{near}/`?"),
            None => format!("The folders are {}, without folders in them. Move or delete it.", folders.join(", ")),
        },
        [] => "Delete it.".to_owned(),
    };
    let label = Place::whole(path).label("not read");
    Diagnostic::warning("unexpected-file", format!("`{path}` is no file of a library"), label).with_help(help)
}

fn no_library_file() -> Diagnostic {
    let label = Place::whole("library.toml").label("missing");
    Diagnostic::warning("no-library-file", "there is no library.toml, so the library has no name", label)
        .with_help("Write library.toml with `name = \"…\"` and `language = \"en\"`.")
}

/// Says so where the library has no source or no entry at all, broken ones included.
fn nothing_to_do(files: &Sorted<'_>, no_entry: bool, problems: &mut Vec<Diagnostic>) {
    if files.sources.is_empty() {
        let label = Place::whole("sources").label("no file here");
        problems.push(
            Diagnostic::error("no-sources", "the library has no source, so there is nothing to quote", label)
                .with_help("Put a text into sources/ID.txt, and who speaks in it into sources/ID.toml."),
        );
    }
    if no_entry {
        let label = Place::whole("entries").label("no entry here");
        problems.push(
            Diagnostic::warning("no-entries", "the library has no entry, so no question can be answered", label)
                .with_help("Write entries/ANY-NAME.toml with `[[entry]]`."),
        );
    }
}
