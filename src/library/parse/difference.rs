//! How a string differs from the passage that is nearest to it: which kinds of marks, and where first.
//!
//! Never judges: for the message of a quote that does not stand in its source.
//! Called by: `anchor`.

use super::words::is_invisible;
use unicode_normalization::UnicodeNormalization;

/// So many characters of a word are shown.
const SHOWN_WORD: usize = 40;

/// A kind of difference that leaves the words the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    QuotationMarks,
    Dashes,
    Spaces,
    Ellipses,
    Case,
    Composition,
    Invisible,
}

impl Kind {
    const ALL: [Kind; 7] = [
        Kind::QuotationMarks,
        Kind::Dashes,
        Kind::Spaces,
        Kind::Ellipses,
        Kind::Case,
        Kind::Composition,
        Kind::Invisible,
    ];

    fn name(self) -> &'static str {
        match self {
            Kind::QuotationMarks => "quotation marks or apostrophes",
            Kind::Dashes => "dashes",
            Kind::Spaces => "spaces or line breaks",
            Kind::Ellipses => "ellipses (one character or three full stops)",
            Kind::Case => "capital letters",
            Kind::Composition => "how accented letters are stored (composed or not)",
            Kind::Invisible => "invisible characters",
        }
    }
}

/// Facts about how `exact` differs from `passage`, which is near to it: one a line.
pub(super) fn describe(exact: &str, passage: &str) -> Vec<String> {
    let mut facts = Vec::new();
    if level(exact, None) == level(passage, None) {
        let kinds: Vec<&str> = Kind::ALL
            .into_iter()
            .filter(|kind| level(exact, Some(*kind)) != level(passage, Some(*kind)))
            .map(Kind::name)
            .collect();
        facts.push(format!("the words are the same; what differs: {}", kinds.join(", ")));
    }
    facts.push(first_difference(exact, passage));
    if passage.contains("\r\n") && !exact.contains("\r\n") {
        facts.push("lines of the text end in CR LF there; an anchor over a line break has \\r\\n".to_owned());
    } else if passage.contains('\n') && !exact.contains('\n') {
        facts.push("the passage runs over a line break there; in the anchor it is \\n".to_owned());
    }
    facts
}

/// `text` with every kind of difference levelled except `kept`.
fn level(text: &str, kept: Option<Kind>) -> String {
    let levels = |kind: Kind| kept != Some(kind);
    let text: String = if levels(Kind::Composition) { text.nfc().collect() } else { text.to_owned() };
    let text = if levels(Kind::Ellipses) { text.replace('…', "...") } else { text };
    let mut levelled = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if levels(Kind::Invisible) && is_invisible(c) => {}
            c if levels(Kind::QuotationMarks) && is_quotation_mark(c) => levelled.push('\''),
            c if levels(Kind::Dashes) && is_dash(c) => levelled.push('-'),
            c if levels(Kind::Spaces) && c.is_whitespace() => {
                if !levelled.ends_with(' ') {
                    levelled.push(' ');
                }
            }
            c if levels(Kind::Case) => levelled.extend(c.to_lowercase()),
            c => levelled.push(c),
        }
    }
    levelled
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '\'' | '"' | '`' | '´' | '‘'..='‟' | '‹' | '›' | '«' | '»' | 'ʼ' | 'ʻ' | '′' | '″' | '＂' | '＇')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '﹣' | '－')
}

/// The first place where the two differ: the words there, and the characters where both are marks or spaces.
fn first_difference(exact: &str, passage: &str) -> String {
    let same: usize =
        exact.chars().zip(passage.chars()).take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum();
    let (here, there) = (exact[same..].chars().next(), passage[same..].chars().next());
    let (Some(here), Some(there)) = (here, there) else {
        return match here {
            None => format!("first difference: the anchor ends where the text has {:?}", word_at(passage, same, false)),
            Some(_) => format!("first difference: the text lacks {:?} there", word_at(exact, same, false)),
        };
    };
    let are_spaces = here.is_whitespace() && there.is_whitespace();
    let (one, other) = (word_at(exact, same, are_spaces), word_at(passage, same, are_spaces));
    let words = format!("first difference: {one:?} in the anchor, {other:?} in the text");
    if here.is_alphanumeric() || there.is_alphanumeric() {
        return words;
    }
    format!("{words} ({} and {})", code_point(here), code_point(there))
}

/// The word around `at`, [`SHOWN_WORD`] characters each way at most. `over_spaces`: and the next word after the spaces
/// at `at`. Where `at` is a space between words, the word before it.
fn word_at(text: &str, at: usize, over_spaces: bool) -> &str {
    let before = text[..at].char_indices().rev().take(SHOWN_WORD).take_while(|(_, c)| !c.is_whitespace()).last();
    let start = before.map_or(at, |(start, _)| start);
    let rest = &text[at..];
    let spaces = if over_spaces || start == at { rest.len() - rest.trim_start().len() } else { 0 };
    let after = rest[spaces..].char_indices().take(SHOWN_WORD).take_while(|(_, c)| !c.is_whitespace()).last();
    &text[start..at + spaces + after.map_or(0, |(end, c)| end + c.len_utf8())]
}

fn code_point(c: char) -> String {
    format!("U+{:04X}", c as u32)
}
