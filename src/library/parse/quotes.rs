//! Anchors of a file → proved quotes.
//!
//! Never makes a quote that a source does not hold, or whose speaker is in doubt: each such one is an error of the part
//! that wants it.
//! Called by: the decoders of topics, entries and test questions.

use super::Diagnostic;
use super::anchor::{Anchor, Role};
use super::fields::{Fields, Place, Text, Value};
use super::register::Found;
use super::sources::{Draft, Sources};
use crate::library::{CrossesBorder, Language, Mode, NoQuote, Person, Quote, attribute};
use std::ops::Range;
use toml::de::DeValue;

const QUOTE: Role = Role { name: "quote", not_found: "quote-not-in-source" };

/// A passage that a file names, and the source that it names for it.
#[derive(Clone, Debug)]
pub(super) struct Passage<'f> {
    /// The words.
    pub anchor: Anchor<'f>,
    /// The source's id, where the file gives one.
    pub source: Option<Text<'f>>,
}

/// The source of the passages of a file that name none.
pub(super) enum DefaultSource {
    /// The file names none: the library's only text, if it has but one.
    Only,
    /// This draft, named at the head of the file.
    Draft(usize),
    /// None, for a reason that is reported already.
    LeftOut,
}

impl<'f> Fields<'f> {
    /// The passages of an array of strings and tables.
    pub fn passages(&mut self, name: &'static str) -> Vec<Passage<'f>> {
        let Some(value) = self.take(name) else {
            return Vec::new();
        };
        let DeValue::Array(array) = value.value else {
            self.wrong_type(&value.value, &value.place, name, "an array of quotes");
            return Vec::new();
        };
        let mut passages = Vec::with_capacity(array.len());
        for item in array {
            let place = self.place_of(item.span());
            passages.extend(self.passage(Value { value: item.into_inner(), place }, name));
        }
        passages
    }

    fn passage(&mut self, value: Value<'f>, name: &'static str) -> Option<Passage<'f>> {
        match value.value {
            DeValue::Table(table) => {
                let mut inner = self.inner(table, value.place, format!("a quote of {}", self.what()));
                let (anchor, source) = (inner.anchor(), inner.text("source"));
                self.absorb(inner);
                Some(Passage { anchor: anchor?, source })
            }
            string @ DeValue::String(_) => {
                let exact = self.text_of(Value { value: string, place: value.place }, name)?;
                Some(Passage { anchor: Anchor { exact, prefix: None, suffix: None }, source: None })
            }
            other => {
                self.wrong_type(&other, &value.place, name, "a string, or a table with `exact`");
                None
            }
        }
    }
}

impl<'f> Sources<'f> {
    /// What the field `source` at the head of a file means.
    pub fn default_source(&mut self, head: &mut Fields<'f>) -> DefaultSource {
        let Some(id) = head.text("source") else {
            return if head.is_sound() { DefaultSource::Only } else { DefaultSource::LeftOut };
        };
        match self.draft_of(&id, head) {
            Some(draft) => DefaultSource::Draft(draft),
            None => DefaultSource::LeftOut,
        }
    }

    /// Where a passage stands: the number of its draft, and the bytes. Else `fields` are left out, with an error unless
    /// another one is the cause.
    pub fn locate(
        &mut self,
        passage: &Passage<'f>,
        default: &mut DefaultSource,
        fields: &mut Fields<'f>,
    ) -> Option<(usize, Range<usize>)> {
        let draft = match (&passage.source, &*default) {
            (Some(id), _) => self.draft_of(id, fields)?,
            (None, DefaultSource::Draft(draft)) => *draft,
            (None, DefaultSource::Only) if self.drafts.len() == 1 => 0,
            (None, DefaultSource::Only) => {
                self.no_source(passage, fields);
                *default = DefaultSource::LeftOut;
                return None;
            }
            (None, DefaultSource::LeftOut) => {
                fields.leave_out();
                return None;
            }
        };
        let range = self.locate_in(draft, passage, fields)?;
        if self.drafts[draft].index.is_none() {
            let what = format!("the source `{}`", self.drafts[draft].id);
            self.register.note_use(what, &passage.anchor.exact.place);
            fields.leave_out();
            return None;
        }
        Some((draft, range))
    }

    /// A passage as a quote. Else `fields` are left out, with an error unless another one is the cause.
    pub fn quote(
        &mut self,
        passage: &Passage<'f>,
        default: &mut DefaultSource,
        people: &[Person],
        fields: &mut Fields<'f>,
    ) -> Option<Quote> {
        let (number, range) = self.locate(passage, default, fields)?;
        let draft = &self.drafts[number];
        let place = &passage.anchor.exact.place;
        match Quote::of(&draft.source, draft.index?, range.clone()) {
            Ok(quote) => Some(quote),
            Err(NoQuote::NotAPassage(_)) => {
                let message = format!("a quote of {} has no words", fields.what());
                let diagnostic = Diagnostic::error("quote-without-words", message, place.label("only marks"));
                fields.report(diagnostic.with_help("Quote at least one word or number."));
                None
            }
            Err(NoQuote::CrossesBorder(border)) => {
                fields.report(crosses(draft, &range, &border, people, place));
                None
            }
            Err(NoQuote::UnprovedVoice(_)) => {
                self.register.note_use(format!("a voice of the source `{}`", draft.id), place);
                fields.leave_out();
                None
            }
        }
    }

    /// The range of a passage in a draft; where it does not stand there, the error says in which other source it does.
    fn locate_in(&self, number: usize, passage: &Passage<'f>, fields: &mut Fields<'f>) -> Option<Range<usize>> {
        let draft = &self.drafts[number];
        let before = fields.problems().len();
        let range = passage.anchor.locate(QUOTE, draft, fields);
        if let Some(problem) = fields.problems().get_mut(before).filter(|problem| problem.code == QUOTE.not_found) {
            let others = self.drafts.iter().enumerate().filter(|(other, _)| *other != number);
            let elsewhere = others.filter_map(|(_, other)| Some((other, passage.anchor.places(other).next()?))).next();
            if let Some((other, span)) = elsewhere {
                problem.labels.truncate(1);
                problem.labels.push(Place { file: other.path, span }.label("it stands here"));
                problem.notes.clear();
                problem.help = format!("Name that source: `source = \"{}\"`.", other.id);
            }
        }
        range
    }

    /// The draft that `id` names; `None`, with `fields` left out, where its text could not be read.
    fn draft_of(&mut self, id: &Text<'f>, fields: &mut Fields<'f>) -> Option<usize> {
        if let Some(draft) = self.drafts.iter().position(|draft| draft.id == id.value) {
            return Some(draft);
        }
        match self.register.look_up(&id.value) {
            Found::Unknown => fields.report(self.register.unknown(id)),
            Found::Kept(_) | Found::LeftOut => {
                self.register.note_use(format!("the source `{}`", id.value), &id.place);
                fields.leave_out();
            }
        }
        None
    }

    /// Says that neither the passage nor the head of its file names one of several sources. Where there is no text at
    /// all, that is reported already.
    fn no_source(&mut self, passage: &Passage<'f>, fields: &mut Fields<'f>) {
        let place = &passage.anchor.exact.place;
        let any = self.register.ids().next().map(str::to_owned);
        match (self.drafts.len(), any) {
            (0, Some(id)) => {
                self.register.note_use(format!("the source `{id}`"), place);
                fields.leave_out();
            }
            (0, None) => fields.leave_out(),
            _ => {
                let ids: Vec<String> = self.register.ids().map(|id| format!("`{id}`")).collect();
                let message = format!("a quote of {} names no source", fields.what());
                let help = format!(
                    "Add `source` at the head of the file, for all its quotes, or to each. There are {}.",
                    ids.join(", ")
                );
                let label = place.label("from which source?");
                fields.report(Diagnostic::error("missing-field", message, label).with_help(help));
            }
        }
    }
}

/// The error for a quote that holds words of two voices, with both parts shown in the text.
fn crosses(
    draft: &Draft<'_>,
    range: &Range<usize>,
    border: &CrossesBorder,
    people: &[Person],
    place: &Place<'_>,
) -> Diagnostic {
    let who = |speaker: usize, mode: Mode| {
        let name = people.get(speaker).map_or("", |person| person.name.get(Language::En));
        (name.to_owned(), format!("{name}, {}", mode.name()))
    };
    let voice = &draft.source.voices[border.voice];
    let outside =
        if border.inside.start > range.start { range.start..border.inside.start } else { border.inside.end..range.end };
    let (speaker, inside_label) = who(voice.speaker, voice.mode);
    let (other, outside_label) = match attribute(&draft.source, &outside) {
        Ok(attribution) => who(attribution.speaker, attribution.mode),
        Err(_) => ("other voices".to_owned(), "other voices".to_owned()),
    };
    let part = |span: Range<usize>| Place { file: draft.path, span };
    Diagnostic::error(
        "quote-crosses-voice",
        format!("the quote holds words of {speaker} and of {other}"),
        place.label("words of two voices"),
    )
    .with_label(part(border.inside.clone()).label(inside_label))
    .with_label(part(outside).label(outside_label))
    .with_note("a quote has one speaker, who follows from where the words stand")
    .with_help(format!(
        "Quote the two parts apart. If the border itself is wrong, move `from` or `to` of that voice in sources/{}.toml.",
        draft.id
    ))
}
