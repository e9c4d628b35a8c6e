//! `topics/ID.toml` → what `/stance` offers.
//!
//! A topic with an error is left out as a whole: with one quote less it would lose a voice.
//! Called by: `parse`.

use super::document::Document;
use super::fields::Place;
use super::quotes::DefaultSource;
use super::register::{Kind, Register};
use super::sources::Sources;
use super::values::{bad_id, is_id, phrasings};
use super::{Diagnostic, LibraryFile};
use crate::library::{Library, Quote, Topic};

/// The topics in these files, by id; those without an error are in the library, in the order in which to show them.
pub(super) fn decode<'f>(
    files: &[&'f LibraryFile],
    sources: &mut Sources<'f>,
    library: &mut Library,
    problems: &mut Vec<Diagnostic>,
) -> Register<'f> {
    let declare = "write topics/ID.toml for it, with that ID";
    let mut register = Register::new(Kind { name: "topic", unknown: "unknown-topic", declare });
    let mut topics: Vec<(i64, Topic)> = Vec::new();
    for file in files {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let id = name.strip_suffix(".toml").unwrap_or(name);
        let place = Place::whole(&file.path);
        register.insert(id.to_owned(), place.clone());
        if !is_id(id) {
            problems.push(bad_id(id, &place, "a topic, which is named by its file"));
        }
        if let Some(topic) = topic(id, file, sources, library, problems).filter(|_| is_id(id)) {
            topics.push(topic);
        }
    }
    topics.sort_by(|(one_order, one), (other_order, other)| (one_order, &one.id).cmp(&(other_order, &other.id)));
    for (_, topic) in topics {
        register.keep(&topic.id, library.topics.len());
        library.topics.push(topic);
    }
    register
}

/// The topic with its place in the order (missing: last), or `None` after saying what is wrong with it.
fn topic<'f>(
    id: &str,
    file: &'f LibraryFile,
    sources: &mut Sources<'f>,
    library: &Library,
    problems: &mut Vec<Diagnostic>,
) -> Option<(i64, Topic)> {
    let document = Document::read(file, true, problems)?;
    let mut fields = document.fields(&format!("the topic `{id}`"));
    let name = fields.need_localized("name", library.language);
    let order = fields.integer("order").unwrap_or(i64::MAX);
    let note = fields.localized("note", library.language).unwrap_or_default();
    let aliases = phrasings(&fields.phrasings("aliases"));
    let passages = fields.passages("quote");
    if passages.is_empty() && fields.is_sound() {
        let message = format!("the topic `{id}` has no quotes");
        let diagnostic = Diagnostic::error("topic-without-quotes", message, fields.place().label("no [[quote]]"));
        fields.report(diagnostic.with_help("Add `[[quote]]` with `exact = \"…\"`, or delete the file."));
    }
    let mut default = DefaultSource::Only;
    let quotes: Vec<Quote> = passages
        .iter()
        .filter_map(|passage| sources.quote(passage, &mut default, &library.people, &mut fields))
        .collect();
    let sound = fields.finish(problems);
    sound.then_some((order, Topic { id: id.to_owned(), name: name?, aliases, quotes, note }))
}
