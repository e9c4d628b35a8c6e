//! `entries/*.toml` → what questions are matched against.
//!
//! An entry with an error is left out as a whole: with one quote less it would lose a voice.
//! Called by: `parse`; `shared` looks at the phrasings of all drafts before the entries are made.

use super::document::Document;
use super::fields::{Fields, Text};
use super::quotes::DefaultSource;
use super::register::{Found, Kind, Register};
use super::sources::Sources;
use super::values::{Phrase, phrasings};
use super::{Diagnostic, LibraryFile};
use crate::library::{Entry, Library, Localized, Quote};

/// An entry, kept or not, with the places of its phrasings.
pub(super) struct Draft<'f> {
    /// Its id, where it has one.
    pub id: Option<Text<'f>>,
    /// The ways of asking for it; `shared` takes out those that it must not have.
    pub questions: Vec<Phrase<'f>>,
    topics: Vec<usize>,
    quotes: Vec<Quote>,
    note: Localized,
    sound: bool,
}

/// The entries in these files, in their order.
pub(super) fn decode<'f>(
    files: &[&'f LibraryFile],
    sources: &mut Sources<'f>,
    topics: &Register<'f>,
    library: &Library,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Draft<'f>> {
    let mut ids = Register::new(Kind { name: "entry", unknown: "unknown-entry", declare: "write it" });
    let mut drafts = Vec::new();
    for file in files {
        let Some(document) = Document::read_list(file, "entry", problems) else {
            continue;
        };
        let (mut head, entries) = document.items("entry", "an entry", problems);
        let mut default = sources.default_source(&mut head);
        head.finish(problems);
        for mut fields in entries {
            let id = fields.id("entry");
            let is_new = id.as_ref().is_none_or(|id| ids.declare(id, &mut fields));
            let mut draft = draft(&mut fields, id, &mut default, sources, topics, library);
            draft.sound = fields.finish(problems) && is_new;
            drafts.push(draft);
        }
    }
    drafts
}

fn draft<'f>(
    fields: &mut Fields<'f>,
    id: Option<Text<'f>>,
    default: &mut DefaultSource,
    sources: &mut Sources<'f>,
    topics: &Register<'f>,
    library: &Library,
) -> Draft<'f> {
    let topics = topics_of(fields, topics);
    let note = fields.localized("note", library.language).unwrap_or_default();
    let before = fields.problems().len();
    let questions = fields.phrasings("questions");
    if questions.is_empty() && fields.problems().len() == before {
        fields.report(without(fields, "questions", "entry-without-questions", "nobody can ask for it"));
    }
    let before = fields.problems().len();
    let passages = fields.passages("quotes");
    if passages.is_empty() && fields.problems().len() == before {
        fields.report(without(fields, "quotes", "entry-without-quotes", "it says nothing"));
    }
    let mut quotes: Vec<Quote> = Vec::with_capacity(passages.len());
    for passage in &passages {
        let Some(quote) = sources.quote(passage, default, &library.people, fields) else {
            continue;
        };
        if quotes.contains(&quote) {
            let message = format!("{} has the same quote twice", fields.what());
            let label = passage.anchor.exact.place.label("again");
            fields.report(Diagnostic::warning("duplicate-quote", message, label).with_help("Delete one of the two."));
        }
        quotes.push(quote);
    }
    Draft { id, questions, topics, quotes, note, sound: false }
}

/// The topics that the entry names. One that is left out is passed over: the entry can do without it.
fn topics_of<'f>(fields: &mut Fields<'f>, topics: &Register<'f>) -> Vec<usize> {
    let mut indices = Vec::new();
    for id in fields.texts("topics", false) {
        match topics.look_up(&id.value) {
            Found::Kept(index) if !indices.contains(&index) => indices.push(index),
            Found::Kept(_) | Found::LeftOut => {}
            Found::Unknown => fields.report(topics.unknown(&id)),
        }
    }
    indices
}

fn without(fields: &Fields<'_>, name: &'static str, code: &'static str, so: &str) -> Diagnostic {
    let message = format!("{} has no {name}, so {so}", fields.what());
    let help = match name {
        "questions" => "Add `[entry.questions]` with `en = [\"…\"]`: the ways in which people ask for it.",
        _ => "Add `quotes = [ { exact = \"…\" } ]`: the passages that say it, best first.",
    };
    Diagnostic::error(code, message, fields.place().label(format!("no {name}"))).with_help(help)
}

impl Draft<'_> {
    /// The entry, if it has no error and anybody can ask for it.
    pub fn kept(self) -> Option<Entry> {
        let id = self.id.filter(|_| self.sound && !self.questions.is_empty() && !self.quotes.is_empty())?;
        Some(Entry {
            place: id.place.label(""),
            id: id.value.into_owned(),
            topics: self.topics,
            questions: phrasings(&self.questions),
            quotes: self.quotes,
            note: self.note,
        })
    }
}
