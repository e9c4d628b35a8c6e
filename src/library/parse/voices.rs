//! `[[voice]]` and `[[aside]]` of a source: spans of its text that are another's words, or that make no claim.
//!
//! Never guesses whose words a span is: where a voice has an error, its span (or, where that is not known either, all of
//! the text that it may be) becomes unproved, and nobody is quoted there.
//! Called by: `sources`.

use super::Diagnostic;
use super::anchor::{Anchor, Role};
use super::fields::{Fields, Place};
use super::register::Register;
use super::sources::Draft;
use crate::library::{Language, Mode, Person, Voice};
use std::ops::Range;

const FROM: Role = Role { name: "beginning of the voice", not_found: "voice-from-not-found" };
const TO: Role = Role { name: "end of the voice", not_found: "voice-to-not-found" };
const CUE: Role = Role { name: "cue of the voice", not_found: "voice-cue-not-found" };
const ASIDE: Role = Role { name: "aside", not_found: "aside-not-found" };

/// A cue further from its span than so many paragraphs is doubtful.
const MAX_CUE_DISTANCE: usize = 2;

/// A voice as the file declares it, not yet looked for in the text.
pub(super) struct Declared<'f> {
    fields: Fields<'f>,
    speaker: Option<usize>,
    mode: Option<Mode>,
    from: Option<Anchor<'f>>,
    to: Option<Anchor<'f>>,
    cue: Option<Anchor<'f>>,
}

/// A voice that stands in the text, with the place of its declaration.
struct Found<'f> {
    voice: Voice,
    declared: Place<'f>,
}

/// The voices that a source's file declares.
pub(super) fn decode<'f>(source: &mut Fields<'f>, people: &mut Register<'f>) -> Vec<Declared<'f>> {
    let what = format!("a voice of {}", source.what());
    let mut declared = Vec::new();
    for mut fields in source.items("voice", &what) {
        let speaker = fields.need_text("person").and_then(|id| people.find(&id, &mut fields));
        let mode = fields
            .need_text("mode")
            .and_then(|mode| fields.choice(&mode, "mode", &[("direct", Mode::Direct), ("reported", Mode::Reported)]));
        let (from, to) = (fields.need_anchor("from"), fields.need_anchor("to"));
        let cue = fields.need_anchor("cue");
        declared.push(Declared { fields, speaker, mode, from, to, cue });
    }
    declared
}

/// Looks the declared voices up in the text of `draft` and adds those without an error; the spans of the others become
/// unproved.
pub(super) fn declare<'f>(
    declared: Vec<Declared<'f>>,
    draft: &mut Draft<'f>,
    people: &[Person],
    problems: &mut Vec<Diagnostic>,
) {
    let mut found: Vec<Found<'f>> = Vec::new();
    for mut voice in declared {
        let span = voice.span(draft);
        let cue = voice.cue(&span, draft);
        let place = voice.fields.place().clone();
        let sound = voice.fields.finish(problems);
        match (voice.speaker, voice.mode, cue, span) {
            (Some(speaker), Some(mode), Some(cue), Ok(span)) if sound => {
                found.push(Found { voice: Voice { speaker, mode, span, cue }, declared: place });
            }
            (.., Ok(span) | Err(span)) => draft.source.unproved.push(span),
        }
    }
    found.sort_by_key(|found| (found.voice.span.start, found.voice.span.end));
    let overlaps = overlaps(&found);
    for (one, other) in &overlaps {
        problems.push(overlap(&found[*one], &found[*other], draft, people));
    }
    for (index, found) in found.into_iter().enumerate() {
        if overlaps.iter().any(|(one, other)| index == *one || index == *other) {
            draft.source.unproved.push(found.voice.span);
        } else {
            draft.source.voices.push(found.voice);
        }
    }
}

/// Reports what is wrong with the fields of voices and asides whose text could not be read.
pub(super) fn check_without_text(voices: Vec<Declared<'_>>, asides: Vec<Fields<'_>>, problems: &mut Vec<Diagnostic>) {
    for voice in voices {
        voice.fields.finish(problems);
    }
    for mut aside in asides {
        aside.anchor();
        aside.finish(problems);
    }
}

/// Adds every place of each declared aside.
pub(super) fn set_aside(declared: Vec<Fields<'_>>, draft: &mut Draft<'_>, problems: &mut Vec<Diagnostic>) {
    for mut fields in declared {
        let anchor = fields.anchor();
        let places: Vec<Range<usize>> = anchor.iter().flat_map(|anchor| anchor.places(draft)).collect();
        if let Some(anchor) = anchor.filter(|_| places.is_empty()) {
            fields.report(anchor.not_found(ASIDE, draft));
        }
        if fields.finish(problems) {
            draft.source.asides.extend(places);
        }
    }
    draft.source.asides.sort_by_key(|aside| (aside.start, aside.end));
    draft.source.asides.dedup();
}

impl<'f> Declared<'f> {
    /// The span from the first byte of `from` to the last of the first `to` at or after it; else the span that it may
    /// be, after an error.
    fn span(&mut self, draft: &Draft<'f>) -> Result<Range<usize>, Range<usize>> {
        let whole = 0..draft.source.text().len();
        let Some(from) = self.from.as_ref().and_then(|from| from.locate(FROM, draft, &mut self.fields)) else {
            if let Some(to) = self.to.as_ref().filter(|to| to.places(draft).next().is_none()) {
                self.fields.report(to.not_found(TO, draft));
            }
            return Err(whole);
        };
        let rest = from.start..whole.end;
        let Some(to) = &self.to else {
            return Err(rest);
        };
        let end = to.places(draft).find(|place| place.start >= from.start && place.end >= from.end);
        if let Some(end) = end {
            return Ok(from.start..end.end);
        }
        let diagnostic = match to.places(draft).next() {
            None => to.not_found(TO, draft),
            Some(before) => ends_before_it_begins(to, before, from, draft),
        };
        self.fields.report(diagnostic);
        Err(rest)
    }

    /// The place of the cue that is nearest to the span.
    fn cue(&mut self, span: &Result<Range<usize>, Range<usize>>, draft: &Draft<'f>) -> Option<Range<usize>> {
        let cue = self.cue.as_ref()?;
        let (Ok(near) | Err(near)) = span;
        let distance =
            |place: &Range<usize>| near.start.saturating_sub(place.end).max(place.start.saturating_sub(near.end));
        let Some(nearest) = cue.places(draft).min_by_key(distance) else {
            self.fields.report(cue.not_found(CUE, draft));
            return None;
        };
        if let Ok(span) = span {
            let paragraph = |offset: usize| draft.source.paragraph_at(offset);
            let before = paragraph(span.start).saturating_sub(paragraph(nearest.start));
            let after = paragraph(nearest.start).saturating_sub(paragraph(span.end - 1));
            if before.max(after) > MAX_CUE_DISTANCE {
                self.fields.report(cue_is_far(cue, &nearest, span, before.max(after), draft));
            }
        }
        Some(nearest)
    }
}

fn ends_before_it_begins(to: &Anchor<'_>, before: Range<usize>, from: Range<usize>, draft: &Draft<'_>) -> Diagnostic {
    let there = |span: Range<usize>| Place { file: draft.path, span };
    let message = format!("the end of the voice stands in `{}`, but only before its beginning", draft.path);
    Diagnostic::error(TO.not_found, message, to.exact.place.label("not after `from`"))
        .with_label(there(from).label("the voice begins here"))
        .with_label(there(before).label("`to` stands here"))
        .with_help("Write the last words of the span in `to`, and its first words in `from`.")
}

fn cue_is_far(
    cue: &Anchor<'_>,
    nearest: &Range<usize>,
    span: &Range<usize>,
    paragraphs: usize,
    draft: &Draft<'_>,
) -> Diagnostic {
    let there = |span: Range<usize>| Place { file: draft.path, span };
    let message = format!("the cue of the voice stands {paragraphs} paragraphs away from its span");
    Diagnostic::warning("voice-cue-far", message, cue.exact.place.label("is it the right cue?"))
        .with_label(there(nearest.clone()).label("the cue"))
        .with_label(there(span.start..span.start).label("the voice begins here"))
        .with_help("Name the words next to the span that say who speaks, or move `from` and `to`.")
}

/// Pairs of voices, by number, that share bytes. Each voice is held against the one before it that reaches furthest.
fn overlaps(found: &[Found<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut furthest = 0;
    for number in 1..found.len() {
        if found[number].voice.span.start < found[furthest].voice.span.end {
            pairs.push((furthest, number));
        }
        if found[number].voice.span.end > found[furthest].voice.span.end {
            furthest = number;
        }
    }
    pairs
}

fn overlap(one: &Found<'_>, other: &Found<'_>, draft: &Draft<'_>, people: &[Person]) -> Diagnostic {
    let name = |found: &Found<'_>| {
        people.get(found.voice.speaker).map_or("", |person| person.name.get(Language::En)).to_owned()
    };
    let shared = other.voice.span.start..other.voice.span.end.min(one.voice.span.end);
    let message = format!("two voices share words of `{}`: {} and {}", draft.path, name(one), name(other));
    Diagnostic::error("voice-overlap", message, other.declared.label("this voice"))
        .with_label(one.declared.label("and this one"))
        .with_label(Place { file: draft.path, span: shared }.label("these words are in both"))
        .with_help("Move `from` or `to` of one of them, so that each word has one speaker.")
}
