//! What a user pasted, taken apart: its words, and which of them are the claimed quote. Around the quote stand marks
//! and chat: `> `, `**`, `Aliyev: "…"`, `"…" — Mammadli`, `did X really say "…"?`.
//!
//! Never decides which reading is right: it offers the whole and, where there is one, the inner reading, and `verify`
//! takes the one that the texts bear out, since a text may hold quotation marks and "he said" of its own.
//! Called by: `verify`.

use super::ClaimedSpeaker;
use super::frame::{Body, Class, bare, classes, frames, speaker};
use super::marks::{has_ellipsis, quoted};
use super::names::Names;
use super::words::{for_each_word, form};
use std::ops::Range;

/// A quotation of at least so many words, and of as many as stand outside of it, is taken for the claimed quote even
/// where nothing around it says so. Fewer may be a term in quotation marks: with a frame, they must at least outnumber
/// the words that no frame explains.
const DOMINANT_WORDS: usize = 4;
/// Quotation marks within quotation marks are taken off so many times.
const MAX_LAYERS: usize = 3;

/// A claim's words.
pub(super) struct Claim<'a> {
    text: &'a str,
    words: Vec<ClaimWord>,
    /// Where addresses of pages and mentions of users stand.
    addresses: Vec<Range<usize>>,
}

/// A word of a claim.
pub(super) struct ClaimWord {
    /// Its folded form.
    pub(super) form: String,
    /// Its bytes in the claim as given.
    pub(super) range: Range<usize>,
}

impl<'a> Claim<'a> {
    /// The words of `text`; addresses of pages and mentions of users are no words.
    pub(super) fn read(text: &'a str) -> Claim<'a> {
        let addresses = addresses(text);
        let mut words = Vec::new();
        for_each_word(text, |range, word| {
            let form = form(word);
            if !form.is_empty() && !addresses.iter().any(|address| address.contains(&range.start)) {
                words.push(ClaimWord { form, range });
            }
        });
        Claim { text, words, addresses }
    }

    /// All of the text, as given.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The words, in order.
    pub(super) fn words(&self) -> &[ClaimWord] {
        &self.words
    }

    /// A word as spelt.
    pub(super) fn raw(&self, word: usize) -> &'a str {
        &self.text[self.words[word].range.clone()]
    }

    /// The bytes before a word, from the word before it; for the number after the last, those to the end.
    pub(super) fn gap_range(&self, word: usize) -> Range<usize> {
        let from = word.checked_sub(1).map_or(0, |before| self.words[before].range.end);
        from..self.words.get(word).map_or(self.text.len(), |here| here.range.start)
    }

    /// What stands before a word, from the word before it.
    pub(super) fn gap(&self, word: usize) -> &'a str {
        &self.text[self.gap_range(word)]
    }

    /// The outermost quotations, each with its words; those without words left out.
    pub(super) fn quotations(&self) -> Vec<Body> {
        quotations(self, &self.body())
    }

    /// All of it.
    fn body(&self) -> Body {
        Body { words: 0..self.words.len(), bytes: 0..self.text.len() }
    }

    /// The words that lie in these bytes.
    fn words_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let from = self.words.partition_point(|word| word.range.start < bytes.start);
        let to = self.words.partition_point(|word| word.range.end <= bytes.end);
        from..to.max(from)
    }
}

/// One way to read a claim: the words that are claimed as a quote.
pub(super) struct Reading {
    /// The words, in order.
    pub(super) words: Vec<ReadWord>,
    /// How it begins.
    pub(super) opening: Edge,
    /// How it ends.
    pub(super) closing: Edge,
    /// Who is claimed to have said it.
    pub(super) claimed: Option<ClaimedSpeaker>,
    /// Words of the claim that this reading leaves out although no frame explains them.
    pub(super) unexplained: Vec<usize>,
    /// Whether a frame tells that this is the claimed quote.
    pub(super) framed: bool,
}

/// A word of a reading.
#[derive(Clone, Copy)]
pub(super) struct ReadWord {
    /// Its number in the claim.
    pub(super) word: usize,
    /// How it follows the word before it.
    pub(super) join: Join,
}

/// How a word follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// Directly.
    Next,
    /// After an ellipsis.
    Ellipsis,
    /// In a quotation of its own.
    Quotation,
}

/// How a reading begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// With its first or last word.
    Plain,
    /// With a full stop.
    Stop,
    /// With an ellipsis.
    Ellipsis,
}

/// All words, with nothing taken off. `None` where there is no word.
pub(super) fn whole(claim: &Claim) -> Option<Reading> {
    (!claim.words.is_empty()).then(|| reading(claim, &[claim.body()]))
}

/// What stands between quotation marks, or is left when label, "did he say" and the name at the end are off. `None`
/// where nothing comes off.
pub(super) fn inner(claim: &Claim, names: &Names) -> Option<Reading> {
    if claim.words.is_empty() {
        return None;
    }
    let classes = classes(claim, names);
    let (parts, framed) = parts(claim, &classes);
    let outside = outside(claim, &parts);
    if parts.len() == 1 && parts[0].bytes == (0..claim.text.len()) {
        return None;
    }
    let mut reading = reading(claim, &parts);
    let stranger_words;
    (reading.claimed, stranger_words) = speaker(claim, &classes, names, &outside);
    reading.framed = framed;
    reading.unexplained = outside.into_iter().filter(|word| classes[*word] == Class::Other).collect();
    reading.unexplained.retain(|word| !stranger_words.contains(word));
    Some(reading)
}

/// What stands between quotation marks alone, whatever is said around it. `None` where that is too little to be more than
/// a term, or all there is.
pub(super) fn quoted_alone(claim: &Claim, names: &Names) -> Option<Reading> {
    let spans = claim.quotations();
    let inside: usize = spans.iter().map(|span| span.words.len()).sum();
    if inside < DOMINANT_WORDS || inside == claim.words.len() {
        return None;
    }
    Some(alone(claim, names, &spans))
}

/// These parts alone, with whoever is named around them.
pub(super) fn alone(claim: &Claim, names: &Names, parts: &[Body]) -> Reading {
    let claimed = speaker(claim, &classes(claim, names), names, &outside(claim, parts)).0;
    Reading { claimed, ..reading(claim, parts) }
}

/// The words of the claim that are in none of these parts.
fn outside(claim: &Claim, parts: &[Body]) -> Vec<usize> {
    (0..claim.words.len()).filter(|word| !parts.iter().any(|part| part.words.contains(word))).collect()
}

/// The parts of the claim that are the quote, and whether a frame says so. One part with all words: nothing came off.
fn parts(claim: &Claim, classes: &[Class]) -> (Vec<Body>, bool) {
    let mut body = claim.body();
    for _ in 0..MAX_LAYERS {
        let spans = quotations(claim, &body);
        let inside: usize = spans.iter().map(|span| span.words.len()).sum();
        if inside == 0 {
            break;
        }
        if spans.len() == 1 && inside == body.words.len() {
            body = spans[0].clone();
            continue;
        }
        let is_outside = |word: &usize| !spans.iter().any(|span| span.words.contains(word));
        let stray = body.words.clone().filter(is_outside).filter(|word| classes[*word] == Class::Other).count();
        let framed = frames(claim, classes, &body, &spans) && (inside >= DOMINANT_WORDS || inside >= stray);
        if framed || (inside >= DOMINANT_WORDS && inside >= body.words.len() - inside) {
            return (spans, framed);
        }
        break;
    }
    let is_quoted = body.bytes.len() < claim.text.len();
    let body = bare(claim, classes, body, is_quoted);
    (vec![body], true)
}

/// The quotations within a body, each with its words; those without words left out.
fn quotations(claim: &Claim, body: &Body) -> Vec<Body> {
    let spans = quoted(&claim.text[body.bytes.clone()]);
    let absolute = |span: Range<usize>| body.bytes.start + span.start..body.bytes.start + span.end;
    let with_words = |bytes: Range<usize>| Body { words: claim.words_in(&bytes), bytes };
    spans.into_iter().map(absolute).map(with_words).filter(|span| !span.words.is_empty()).collect()
}

fn reading(claim: &Claim, parts: &[Body]) -> Reading {
    let mut words = Vec::new();
    for part in parts {
        for word in part.words.clone() {
            let join = if word == part.words.start && !words.is_empty() {
                Join::Quotation
            } else if word > part.words.start && has_ellipsis(claim.gap(word)) {
                Join::Ellipsis
            } else {
                Join::Next
            };
            words.push(ReadWord { word, join });
        }
    }
    let before = |body: &Body| &claim.text[body.bytes.start..claim.words[body.words.start].range.start];
    let after = |body: &Body| {
        let start = claim.words[body.words.end - 1].range.end;
        let address = claim.addresses.iter().map(|address| address.start).filter(|address| *address >= start).min();
        &claim.text[start..address.map_or(body.bytes.end, |address| address.min(body.bytes.end))]
    };
    Reading {
        words,
        opening: parts.first().map_or(Edge::Plain, |part| edge(before(part), &[])),
        closing: parts.last().map_or(Edge::Plain, |part| edge(after(part), &['.', '!', '。', '۔'])),
        claimed: None,
        unexplained: Vec::new(),
        framed: false,
    }
}

fn edge(text: &str, stops: &[char]) -> Edge {
    if has_ellipsis(text) {
        Edge::Ellipsis
    } else if text.contains(stops) {
        Edge::Stop
    } else {
        Edge::Plain
    }
}

/// Where addresses of web pages and mentions of chat users stand.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for start in ["https://", "http://", "<@", "<#"] {
        for (at, _) in text.match_indices(start) {
            let length = text[at..].find(|c: char| c.is_whitespace() || c == ')').unwrap_or(text.len() - at);
            found.push(at..at + length);
        }
    }
    found
}
