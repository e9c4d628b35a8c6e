//! `sources/ID.txt` and `sources/ID.toml` → the texts, with citation, voices and asides.
//!
//! Never changes a text. A source whose `.toml` has an error is left out of the library, but its text still serves to
//! check the quotes of the other files.
//! Called by: `parse`; `anchor` and `quotes` read the drafts.

use super::document::{self, Document};
use super::fields::{Fields, Place, Text, did_you_mean};
use super::register::{Kind, Register};
use super::values::{bad_id, is_id};
use super::voices;
use super::words::WordIndex;
use super::{Diagnostic, LibraryFile};
use crate::library::{Citation, Language, Library, ParagraphStyle, Source};
use std::collections::BTreeMap;

/// A text that could be read, kept or not.
pub(super) struct Draft<'f> {
    /// The id: the file's name.
    pub id: &'f str,
    /// The text's file.
    pub path: &'f str,
    /// The source itself, complete once its voices are declared.
    pub source: Source,
    /// Where its words stand.
    pub words: WordIndex,
    /// Its number in `Library::sources`; `None` where it is left out.
    pub index: Option<usize>,
}

/// All sources of the library.
pub(super) struct Sources<'f> {
    /// The texts that could be read.
    pub drafts: Vec<Draft<'f>>,
    /// All ids, of texts that could not be read as well.
    pub register: Register<'f>,
}

/// The two files of one source.
#[derive(Default)]
struct Pair<'f> {
    text: Option<&'f LibraryFile>,
    toml: Option<&'f LibraryFile>,
}

/// Everything in a source's `.toml`.
struct Declaration<'f> {
    style: ParagraphStyle,
    citation: Citation,
    label: crate::library::Localized,
    own_voice: Option<usize>,
    voices: Vec<voices::Declared<'f>>,
    asides: Vec<Fields<'f>>,
}

/// The sources in these files; those without an error have a number.
pub(super) fn decode<'f>(
    files: &[&'f LibraryFile],
    people: &mut Register<'f>,
    library: &Library,
    problems: &mut Vec<Diagnostic>,
) -> Sources<'f> {
    let kind = Kind {
        name: "source",
        unknown: "unknown-source",
        declare: "put the text into sources/ under that name, with its .toml file",
    };
    let mut sources = Sources { drafts: Vec::new(), register: Register::new(kind) };
    let pairs = pairs(files);
    let mut kept = 0;
    for (id, pair) in &pairs {
        let (Some(path), Some(place)) = (pair.path(), pair.path().map(Place::whole)) else {
            continue;
        };
        sources.register.insert((*id).to_owned(), place.clone());
        let mut sound = is_id(id);
        if !sound {
            problems.push(bad_id(id, &place, "a source, which is named by its file"));
        }
        if let Some(diagnostic) = pair.lonely(id, path, &pairs) {
            problems.push(diagnostic);
            sound = false;
        }
        let text = pair.text.and_then(|file| document::text(file, true, problems));
        let declaration = pair.toml.and_then(|file| {
            let document = Document::read(file, true, problems)?;
            let mut fields = document.fields(&format!("the source `{id}`"));
            let declaration = declaration(&mut fields, people, library.language);
            sound &= fields.finish(problems);
            Some(declaration)
        });
        sound &= declaration.is_some();
        let (Some(text), Some(file)) = (text, pair.text) else {
            if let Some(declaration) = declaration {
                voices::check_without_text(declaration.voices, declaration.asides, problems);
            }
            continue;
        };
        let draft = draft(id, file, text, declaration, library, problems);
        sources.drafts.push(draft);
        if let Some(draft) = sources.drafts.last_mut().filter(|_| sound) {
            draft.index = Some(kept);
            sources.register.keep(id, kept);
            kept += 1;
        }
    }
    sources
}

impl<'f> Sources<'f> {
    /// The sources that are kept, in the order of their numbers.
    pub fn kept(self, problems: &mut Vec<Diagnostic>) -> Vec<Source> {
        self.register.finish(problems);
        self.drafts.into_iter().filter(|draft| draft.index.is_some()).map(|draft| draft.source).collect()
    }
}

fn draft<'f>(
    id: &'f str,
    file: &'f LibraryFile,
    text: &str,
    declaration: Option<Declaration<'f>>,
    library: &Library,
    problems: &mut Vec<Diagnostic>,
) -> Draft<'f> {
    let style = declaration.as_ref().map_or(ParagraphStyle::default(), |declaration| declaration.style);
    let source = Source::new(id, text.to_owned(), style);
    let words = WordIndex::new(source.text());
    let mut draft = Draft { id, path: &file.path, source, words, index: None };
    if let Some(declaration) = declaration {
        draft.source.citation = declaration.citation;
        draft.source.label = declaration.label;
        draft.source.own_voice = declaration.own_voice.unwrap_or_default();
        voices::declare(declaration.voices, &mut draft, &library.people, problems);
        voices::set_aside(declaration.asides, &mut draft, problems);
    }
    draft
}

fn declaration<'f>(fields: &mut Fields<'f>, people: &mut Register<'f>, language: Language) -> Declaration<'f> {
    let speaker = fields.need_text("speaker");
    let own_voice = speaker.and_then(|id| people.find(&id, fields));
    let style = fields.text("paragraphs").and_then(|style| {
        let styles = [("lines", ParagraphStyle::Lines), ("blank-lines", ParagraphStyle::BlankLines)];
        fields.choice(&style, "paragraphs", &styles)
    });
    Declaration {
        style: style.unwrap_or_default(),
        label: fields.localized("label", language).unwrap_or_default(),
        citation: citation(fields),
        own_voice,
        voices: voices::decode(fields, people),
        asides: fields.items("aside", &format!("an aside of {}", fields.what().to_owned())),
    }
}

fn citation(fields: &mut Fields<'_>) -> Citation {
    let owned = |text: Text<'_>| text.value.into_owned();
    Citation {
        title: fields.text("title").map(owned),
        author: fields.texts("author", true).into_iter().map(owned).collect(),
        container_title: fields.text("container-title").map(owned),
        publisher: fields.text("publisher").map(owned),
        issued: fields.date("issued"),
        accessed: fields.date("accessed"),
        url: fields.url("url"),
        language: fields.language_tag("language"),
    }
}

fn pairs<'f>(files: &[&'f LibraryFile]) -> BTreeMap<&'f str, Pair<'f>> {
    let mut pairs: BTreeMap<&str, Pair<'_>> = BTreeMap::new();
    for file in files {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        if let Some(id) = name.strip_suffix(".txt") {
            pairs.entry(id).or_default().text = Some(file);
        } else if let Some(id) = name.strip_suffix(".toml") {
            pairs.entry(id).or_default().toml = Some(file);
        }
    }
    pairs
}

impl<'f> Pair<'f> {
    fn path(&self) -> Option<&'f str> {
        self.text.or(self.toml).map(|file| file.path.as_str())
    }

    /// The error for a text without a `.toml`, or a `.toml` without a text.
    fn lonely(&self, id: &str, path: &str, pairs: &BTreeMap<&str, Pair<'_>>) -> Option<Diagnostic> {
        let (code, message, help, others): (_, _, _, Vec<&str>) = match (self.text, self.toml) {
            (Some(_), None) => (
                "source-without-toml",
                format!("the text `{path}` has no `sources/{id}.toml`, so nobody knows who speaks in it"),
                format!("Write `sources/{id}.toml` with `speaker = \"…\"`, the id of a person in people.toml."),
                pairs.iter().filter(|(_, other)| other.text.is_none()).map(|(id, _)| *id).collect(),
            ),
            (None, Some(_)) => (
                "toml-without-text",
                format!("`{path}` describes a text that is not there: `sources/{id}.txt`"),
                format!("Put the text into `sources/{id}.txt`, or delete `{path}`."),
                pairs.iter().filter(|(_, other)| other.toml.is_none()).map(|(id, _)| *id).collect(),
            ),
            _ => return None,
        };
        let near = did_you_mean(id, others).map(|near| format!(" Or does it belong to `{near}`? Then rename one."));
        let label = Place::whole(path).label("one of the two files is missing");
        Some(Diagnostic::error(code, message, label).with_help(help + near.unwrap_or_default().as_str()))
    }
}
