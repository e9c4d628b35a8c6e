//! Differences that do not count: marks, spaces, case, letters without their diacritics. Each kind is named once.
//!
//! Never hides a word: what is compared here is the same word, or what stands between the same two words.
//! Called by: `compare`.

use super::align::Link;
use super::claim::Edge;
use super::compare::Comparison;
use super::difference::{Kind, Sense};
use super::marks::{is_dash, is_quotation_mark, is_single_mark};
use std::ops::Range;

/// Markdown and other marks of a chat, which a claim may have between its words.
const CHAT_MARKS: &str = "*~`|#>_\u{200b}\u{feff}";

impl Comparison<'_> {
    /// How a word is spelt, case and letters.
    pub(super) fn spelling(&mut self, link: &Link) {
        let claimed = self.claim.raw(self.reading.words[link.claim].word);
        let original =
            &self.library.sources[self.index.source_of(link.position)].text()[self.index.word(link.position).range()];
        let form = self.index.word(link.position).form;
        if self.index.spelling(form) != self.claim.words()[self.reading.words[link.claim].word].form {
            // Another form of the word: `opposite` links such.
            self.push(Kind::Changed, Sense::Plain, link.claim..link.claim + 1, link.position..link.position + 1);
        } else if let Some(kind) = spelling(original, claimed) {
            self.name(kind, link.claim..link.claim + 1, link.position..link.position + 1);
        }
    }

    /// What stands between two words that follow each other on both sides.
    pub(super) fn style(&mut self, one: &Link, other: &Link) {
        let words = (self.reading.words[one.claim].word, self.reading.words[other.claim].word);
        if words.0 + 1 != words.1 {
            return;
        }
        let text = self.library.sources[self.index.source_of(one.position)].text();
        let original = &text[self.index.word(one.position).range().end..self.index.word(other.position).range().start];
        for kind in between(original, self.claim.gap(words.1)) {
            self.name(kind, one.claim..other.claim + 1, one.position..other.position + 1);
        }
    }

    /// Whether a full stop ends the text there and the claim not, or the other way round.
    pub(super) fn final_stop(&mut self, last: &Link) {
        let text = self.library.sources[self.index.source_of(last.position)].text();
        let stops = text[self.index.word(last.position).range().end..].starts_with(['.', '!', '?']);
        if self.reading.closing != Edge::Ellipsis && stops != (self.reading.closing == Edge::Stop) {
            self.name(Kind::FinalStop, last.claim..last.claim + 1, last.position..last.position + 1);
        }
    }

    fn name(&mut self, kind: Kind, claimed: Range<usize>, positions: Range<usize>) {
        if !self.differences.iter().any(|known| known.kind == kind) {
            self.push(kind, Sense::Plain, claimed, positions);
        }
    }
}

/// How two spellings of one word differ.
fn spelling(original: &str, claimed: &str) -> Option<Kind> {
    let level = |word: &str| word.replace(is_single_mark, "'");
    let (one, other) = (level(original), level(claimed));
    if original == claimed {
        None
    } else if one == other {
        Some(Kind::QuotationMarks)
    } else if one.to_lowercase() == other.to_lowercase() {
        Some(Kind::LetterCase)
    } else {
        Some(Kind::LetterForm)
    }
}

/// The kinds in which two gaps between the same two words differ; spaces only where nothing else does.
fn between(original: &str, claimed: &str) -> Vec<Kind> {
    let claimed = claimed.replace(|c| CHAT_MARKS.contains(c), "");
    let is_other = |c: char| !is_quotation_mark(c) && !is_dash(c) && !c.is_whitespace();
    let differs =
        |kept: &dyn Fn(char) -> bool| !original.chars().filter(|c| kept(*c)).eq(claimed.chars().filter(|c| kept(*c)));
    let mut kinds = Vec::new();
    for (kind, kept) in [
        (Kind::QuotationMarks, &is_quotation_mark as &dyn Fn(char) -> bool),
        (Kind::Dashes, &is_dash),
        (Kind::Punctuation, &is_other),
    ] {
        if differs(kept) {
            kinds.push(kind);
        }
    }
    if kinds.is_empty() && original != claimed {
        kinds.push(Kind::Spacing);
    }
    kinds
}
