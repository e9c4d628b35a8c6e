//! Anchors: how a file names a passage of a text (`exact`, with `prefix` and `suffix`: the W3C Web Annotation model's
//! TextQuoteSelector), and where the passage stands.
//!
//! Never approximate: `exact` matches byte for byte. What is near is shown in the message only.
//! Called by: `quotes` and `voices`.

use super::Diagnostic;
use super::difference;
use super::fields::{Fields, Place, Text, Value};
use super::nearest::nearest;
use super::sources::Draft;
use super::words::{WordIndex, is_invisible, words};
use std::ops::Range;
use toml::de::DeValue;

/// So many places of an ambiguous anchor are shown.
const SHOWN_PLACES: usize = 5;
/// So many places of an anchor are counted.
const MAX_PLACES: usize = 1000;
/// So many bytes before or after a place are shown where `prefix` or `suffix` does not fit.
const SHOWN_CONTEXT: usize = 24;
/// A nearest passage up to this many bytes is shown whole, ready to be copied.
const SHOWN_PASSAGE: usize = 400;

/// A passage as a file names it.
#[derive(Clone, Debug)]
pub(super) struct Anchor<'f> {
    /// The words themselves.
    pub exact: Text<'f>,
    /// What must stand just before them.
    pub prefix: Option<Text<'f>>,
    /// What must stand just after them.
    pub suffix: Option<Text<'f>>,
}

/// What an anchor is for, as messages say it.
#[derive(Clone, Copy)]
pub(super) struct Role {
    /// "quote", "cue" …
    pub name: &'static str,
    /// The code where the text does not hold it.
    pub not_found: &'static str,
}

impl<'f> Fields<'f> {
    /// The fields `exact`, `prefix` and `suffix` of this table.
    pub fn anchor(&mut self) -> Option<Anchor<'f>> {
        let (exact, prefix, suffix) = (self.need_text("exact"), self.text("prefix"), self.text("suffix"));
        Some(Anchor { exact: exact?, prefix, suffix })
    }

    /// A field that must be there and is an anchor: a string, or a table with `exact`, `prefix` and `suffix`.
    pub fn need_anchor(&mut self, name: &'static str) -> Option<Anchor<'f>> {
        let value = self.need(name)?;
        match value.value {
            DeValue::Table(table) => {
                let mut inner = self.inner(table, value.place, format!("`{name}` of {}", self.what()));
                let anchor = inner.anchor();
                self.absorb(inner);
                anchor
            }
            string @ DeValue::String(_) => {
                let exact = self.text_of(Value { value: string, place: value.place }, name)?;
                Some(Anchor { exact, prefix: None, suffix: None })
            }
            other => {
                self.wrong_type(&other, &value.place, name, "a string, or a table with `exact`");
                None
            }
        }
    }
}

impl Anchor<'_> {
    /// Every place of the text where the anchor stands, in order.
    pub fn places<'t>(&'t self, draft: &'t Draft<'_>) -> impl Iterator<Item = Range<usize>> + 't {
        let text = draft.source.text();
        let length = self.exact.value.len();
        let fits = move |start: &usize| {
            let before = self.prefix.as_ref().is_none_or(|prefix| text[..*start].ends_with(&*prefix.value));
            before && self.suffix.as_ref().is_none_or(|suffix| text[*start + length..].starts_with(&*suffix.value))
        };
        starts(&self.exact.value, text, &draft.words).filter(fits).map(move |start| start..start + length)
    }

    /// The one place where the anchor stands. Where it stands nowhere or more than once, an error for `fields`.
    pub fn locate(&self, role: Role, draft: &Draft<'_>, fields: &mut Fields<'_>) -> Option<Range<usize>> {
        let places: Vec<Range<usize>> = self.places(draft).take(MAX_PLACES + 1).collect();
        match &places[..] {
            [place] => return Some(place.clone()),
            [] => fields.report(self.not_found(role, draft)),
            _ => fields.report(self.ambiguous(role, draft, &places)),
        }
        None
    }

    /// The error for an anchor that stands nowhere in the text (or, `draft` being so, not where it should).
    pub fn not_found(&self, role: Role, draft: &Draft<'_>) -> Diagnostic {
        let message = format!("the {} does not stand in `{}`", role.name, draft.path);
        let diagnostic = Diagnostic::error(role.not_found, message, self.exact.place.label("not in the text"));
        let elsewhere: Vec<usize> = starts(&self.exact.value, draft.source.text(), &draft.words).take(2).collect();
        match elsewhere[..] {
            [] => self.nearest(draft, diagnostic),
            [start, ..] => self.wrong_context(draft, start, diagnostic),
        }
    }

    /// `exact` stands in the text, but not between `prefix` and `suffix`.
    fn wrong_context(&self, draft: &Draft<'_>, start: usize, diagnostic: Diagnostic) -> Diagnostic {
        let (text, end) = (draft.source.text(), start + self.exact.value.len());
        let place = Place { file: draft.path, span: start..end };
        let mut diagnostic = diagnostic.with_label(place.label("it stands here, but not with this prefix and suffix"));
        if let Some(prefix) = self.prefix.as_ref().filter(|prefix| !text[..start].ends_with(&*prefix.value)) {
            let from = text.floor_char_boundary(start.saturating_sub(prefix.value.len().max(SHOWN_CONTEXT)));
            let note = format!("before it stands {:?}, not {:?}", &text[from..start], prefix.value);
            diagnostic = diagnostic.with_label(prefix.place.label("not before it")).with_note(note);
        }
        if let Some(suffix) = self.suffix.as_ref().filter(|suffix| !text[end..].starts_with(&*suffix.value)) {
            let to = text.ceil_char_boundary((end + suffix.value.len().max(SHOWN_CONTEXT)).min(text.len()));
            let note = format!("after it stands {:?}, not {:?}", &text[end..to], suffix.value);
            diagnostic = diagnostic.with_label(suffix.place.label("not after it")).with_note(note);
        }
        diagnostic.with_help("Copy `prefix` and `suffix` from the text, spaces included.")
    }

    fn nearest(&self, draft: &Draft<'_>, diagnostic: Diagnostic) -> Diagnostic {
        let text = draft.source.text();
        let Some(near) = nearest(&self.exact.value, text, &draft.words) else {
            return diagnostic
                .with_note("no passage of the text comes near to it")
                .with_help(format!("Copy the words from `{}`, byte for byte.", draft.path));
        };
        let passage = &text[near.clone()];
        let place = Place { file: draft.path, span: near };
        let facts = difference::describe(&self.exact.value, passage);
        let diagnostic = diagnostic.with_label(place.label("the nearest passage"));
        let diagnostic = facts.into_iter().fold(diagnostic, Diagnostic::with_note);
        if passage.len() > SHOWN_PASSAGE {
            return diagnostic.with_help(format!("Copy the words from `{}` as they stand there.", draft.path));
        }
        diagnostic.with_help(format!("If that passage is meant, write it as it stands: {}", toml_string(passage)))
    }

    fn ambiguous(&self, role: Role, draft: &Draft<'_>, places: &[Range<usize>]) -> Diagnostic {
        let times = match places.len() {
            2 => "twice".to_owned(),
            many if many > MAX_PLACES => format!("more than {MAX_PLACES} times"),
            many => format!("{many} times"),
        };
        let message = format!("the {} stands {times} in `{}`", role.name, draft.path);
        let mut diagnostic = Diagnostic::error("ambiguous-anchor", message, self.exact.place.label("which one?"));
        for (number, span) in places.iter().take(SHOWN_PLACES).enumerate() {
            let place = Place { file: draft.path, span: span.clone() };
            diagnostic = diagnostic.with_label(place.label(format!("number {}", number + 1)));
        }
        diagnostic.with_help("Add a `prefix` or `suffix`: the words that stand just before or after the one you mean.")
    }
}

/// Every offset at which `exact` begins in `text`, overlapping ones too, in order.
///
/// A word that `exact` holds whole, with other characters on both sides, stands whole in the text as well: the rarest
/// such word leads to all places. Without one, the text is searched.
fn starts<'t>(exact: &'t str, text: &'t str, index: &'t WordIndex) -> Box<dyn Iterator<Item = usize> + 't> {
    let rarest = words(exact)
        .filter(|word| word.start > 0 && word.end < exact.len())
        .min_by_key(|word| index.starts(&exact[word.clone()]).len());
    let Some(word) = rarest else {
        return Box::new(search(exact, text));
    };
    Box::new(index.starts(&exact[word.clone()]).filter_map(move |place| {
        let start = place.checked_sub(word.start)?;
        text.as_bytes()[start..].starts_with(exact.as_bytes()).then_some(start)
    }))
}

fn search<'t>(exact: &'t str, text: &'t str) -> impl Iterator<Item = usize> + 't {
    let finder = memchr::memmem::Finder::new(exact);
    let step = exact.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + finder.find(text.as_bytes().get(from..)?)?;
        from = start + step;
        Some(start)
    })
}

/// `text` as a TOML string in double quotes.
fn toml_string(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            c if c.is_control() || c != ' ' && c.is_whitespace() || is_invisible(c) => {
                written.push_str(&format!("\\u{:04X}", c as u32));
            }
            c => written.push(c),
        }
    }
    written.push('"');
    written
}
