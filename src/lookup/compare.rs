//! What differs between a claim and the texts, given which words are the same; and the places that it was taken from.
//!
//! Never hides a difference: those that do not count are named as well, each kind once, where it comes first. Only what
//! a source declares an aside (a caption between two paragraphs) may be left out of a claim without a word.
//! Called by: `verify`.

use super::align::Link;
use super::claim::{Claim, Edge, Join, Reading};
use super::cut::{self, Loss, Placed};
use super::difference::{Difference, Kind, Sense};
use super::index::Index;
use super::marks::parts_clauses;
use super::pieces::{speaker_at, voice_at};
use super::respelling;
use super::sense::{Spelled, loss, sense};
use super::vocabulary::{NEGATIONS, is_in};
use crate::library::{Language, Library, Mode};
use std::ops::Range;

/// "he said", "the president told reporters on Monday": the source's own words between two parts of a speaker's have at
/// most so many words where leaving them out changes nothing.
const MAX_INTERJECTION: usize = 8;

fn is_negation(form: &str) -> bool {
    is_in(NEGATIONS, form)
}

/// A claim beside the texts.
pub(super) struct Comparison<'a> {
    pub(super) index: &'a Index,
    pub(super) library: &'a Library,
    pub(super) claim: &'a Claim<'a>,
    pub(super) reading: &'a Reading,
    /// In the claim's order.
    pub(super) differences: Vec<Difference>,
    /// Positions of the texts from which the claim was taken, in the claim's order; what is dropped or changed within.
    pub(super) places: Vec<Range<usize>>,
    /// The last position of the texts that the claim has.
    last: usize,
}

/// Compares a reading of a claim with the texts along `links`, of which there is one at least.
pub(super) fn compare<'a>(
    index: &'a Index,
    library: &'a Library,
    claim: &'a Claim<'a>,
    reading: &'a Reading,
    links: &[Link],
) -> Comparison<'a> {
    let mut comparison =
        Comparison { index, library, claim, reading, differences: Vec::new(), places: Vec::new(), last: 0 };
    let (Some(first), Some(last)) = (links.first(), links.last()) else { return comparison };
    comparison.last = last.position;
    comparison.places.push(first.position..first.position + 1);
    comparison.head(first);
    comparison.spelling(first);
    for pair in links.windows(2) {
        comparison.between(&pair[0], &pair[1]);
        comparison.spelling(&pair[1]);
    }
    comparison.tail(last);
    comparison
}

impl Comparison<'_> {
    /// What stands before the first word that both have.
    fn head(&mut self, first: &Link) {
        let sentence = self.index.positions_of_sentence(self.index.sentence_of(first.position));
        let voice = voice_at(self.index, self.library, first.position);
        let same_voice = |position: &usize| voice_at(self.index, self.library, *position) == voice;
        let before = (sentence.start..first.position).rev().take_while(same_voice).count();
        let added = 0..first.claim;
        let replaced = if self.join_within(0, first.claim) == Join::Next { before.min(self.width(&added)) } else { 0 };
        let mut start = first.position - replaced;
        // "Everyone" for "no one": what denies belongs to what was replaced.
        while replaced > 0 && start > first.position - before && self.forms(start - 1..start).all(is_negation) {
            start -= 1;
        }
        self.words(added, start..first.position);
        let lost = first.position - before..start;
        if self.reading.opening == Edge::Ellipsis {
            return;
        }
        let end = (start..sentence.end).take_while(same_voice).last().map_or(start, |last| last + 1);
        let (cut_off, kept) = (self.placed(lost.clone()), self.placed(start..end.min(self.last + 1)));
        let to_end = start + kept.len() == end;
        if let Some(Loss { sense, words }) = cut::before(&cut_off, &kept, to_end) {
            let lost = lost.start + words.start..lost.start + words.end;
            self.extend_place(lost.start);
            self.push(Kind::CutAtStart, sense, 0..0, lost);
        }
    }

    /// What stands after the last word that both have.
    fn tail(&mut self, last: &Link) {
        let sentence = self.index.positions_of_sentence(self.index.sentence_of(last.position));
        let voice = voice_at(self.index, self.library, last.position);
        let same_voice = |position: &usize| voice_at(self.index, self.library, *position) == voice;
        let after = (last.position + 1..sentence.end).take_while(same_voice).count();
        let words = self.reading.words.len();
        let added = last.claim + 1..words;
        let replaced = if self.join_within(last.claim, words - 1) == Join::Next { after.min(added.len()) } else { 0 };
        let end = last.position + 1 + replaced;
        self.words(added, last.position + 1..end);
        let lost = end..last.position + 1 + after;
        let loss = match self.reading.closing {
            Edge::Ellipsis => None,
            _ if lost.is_empty() => None,
            Edge::Stop => {
                let sense = loss(self.forms(lost.clone())).unwrap_or(Sense::Plain);
                Some(Loss { sense, words: 0..lost.len() })
            }
            Edge::Plain => cut::after(&self.placed(lost.clone())),
        };
        if let Some(Loss { sense, words: shown }) = loss {
            let lost = lost.start + shown.start..lost.start + shown.end;
            self.extend_place(lost.end - 1);
            self.push(Kind::CutAtEnd, sense, words..words, lost);
        } else if lost.is_empty() && replaced == 0 {
            self.final_stop(last);
        }
    }

    /// What stands between two words that follow each other among those that both have.
    fn between(&mut self, one: &Link, other: &Link) {
        let added = one.claim + 1..other.claim;
        let forward = other.position > one.position && self.source(one.position) == self.source(other.position);
        let between = if forward { one.position + 1..other.position } else { other.position..other.position };
        let join = self.join_within(one.claim, other.claim);
        if join == Join::Next && !other.jumps {
            return self.nearby(one, other, added, between);
        }
        self.words(added, other.position..other.position);
        if forward && between.is_empty() {
            return self.extend_place(other.position);
        }
        if let Some(kind) = self.joint(one, other, join, forward) {
            self.push(kind, Sense::Plain, other.claim..other.claim, between);
        }
        self.places.push(other.position..other.position + 1);
    }

    /// What it is that two parts from different places are joined; `None` where they are two quotations.
    fn joint(&self, one: &Link, other: &Link, join: Join, forward: bool) -> Option<Kind> {
        match join {
            Join::Quotation => None,
            Join::Ellipsis if forward && self.differ_in_speaker(one.position, other.position) => {
                Some(Kind::JoinedVoices)
            }
            Join::Ellipsis if forward && self.hides_negation(one.position, other.position) => {
                Some(Kind::HiddenNegation)
            }
            Join::Ellipsis if forward => Some(Kind::Ellipsis),
            Join::Ellipsis | Join::Next => Some(Kind::Spliced),
        }
    }

    /// Where claim and text go on nearby without a mark.
    fn nearby(&mut self, one: &Link, other: &Link, added: Range<usize>, between: Range<usize>) {
        if between.is_empty() {
            if added.is_empty() {
                self.style(one, other);
            }
            self.words(added, between);
            return self.extend_place(other.position);
        }
        let sentences = self.index.sentence_of(one.position)..self.index.sentence_of(other.position);
        if added.is_empty() && self.is_aside(&between) {
            return self.places.push(other.position..other.position + 1);
        }
        let kind = if added.is_empty() && self.is_interjection(&between) {
            Kind::Interjection
        } else if self.differ_in_voice(one.position, other.position) {
            Kind::JoinedVoices
        } else if sentences.len() > 1 {
            Kind::Spliced
        } else {
            self.words(added, between);
            return self.extend_place(other.position);
        };
        self.words(added, between.start..between.start);
        self.push(kind, Sense::Plain, other.claim..other.claim, between);
        self.places.push(other.position..other.position + 1);
    }

    /// Notes that the claim has the words `added` where the text has those at `between`.
    fn words(&mut self, added: Range<usize>, between: Range<usize>) {
        let kind = match (added.is_empty(), between.is_empty()) {
            (true, true) => return,
            (false, false) => Kind::Changed,
            (true, false) => Kind::Dropped,
            (false, true) => Kind::Inserted,
        };
        let original: Vec<Spelled> = between.clone().map(|position| self.text_word(position)).collect();
        let claimed: Vec<Spelled> = added.clone().map(|word| self.claim_word(word)).collect();
        let sense = sense(&original, &claimed);
        let (kind, sense) = match (kind, sense) {
            // Written out, a contraction is the same words, whatever they are.
            (Kind::Changed, sense)
                if self.is_respelt(&original, &claimed, between.start, has_slips(sense, &original)) =>
            {
                (Kind::Respelt, Sense::Plain)
            }
            as_it_is => as_it_is,
        };
        if !between.is_empty() {
            self.extend_place(between.start);
            self.extend_place(between.end - 1);
        }
        self.push(kind, sense, added, between);
    }

    /// How many words these of the reading are, contractions written out.
    fn width(&self, words: &Range<usize>) -> usize {
        words.clone().map(|word| respelling::width(self.claim_word(word).form)).sum()
    }

    /// Whether the claim has words of an English text, which begin at this position, in another spelling; mistyped only where
    /// slips are forgiven.
    fn is_respelt(&self, original: &[Spelled], claimed: &[Spelled], position: usize, slips: bool) -> bool {
        let language = self.library.sources[self.source(position)].citation.language.as_deref();
        let is_english = language.map_or(self.library.language == Language::En, |code| code.starts_with("en"));
        is_english && respelling::is_respelt(self.index, &forms(original), &forms(claimed), slips)
    }

    /// The strongest mark between two words of the reading.
    fn join_within(&self, one: usize, other: usize) -> Join {
        let joins = || self.reading.words.iter().take(other + 1).skip(one + 1).map(|word| word.join);
        joins()
            .find(|join| *join == Join::Quotation)
            .or_else(|| joins().find(|join| *join == Join::Ellipsis))
            .unwrap_or(Join::Next)
    }

    /// Whether only the source's own few words between two parts of one speaker's stand at these positions.
    fn is_interjection(&self, between: &Range<usize>) -> bool {
        let speaker = |position| speaker_at(self.index, self.library, position);
        let (before, after) = (speaker(between.start - 1), speaker(between.end));
        before == after
            && before.1 != Mode::Own
            && between.len() <= MAX_INTERJECTION
            && between.clone().all(|position| voice_at(self.index, self.library, position).is_none())
    }

    /// Whether only captions and the like, which make no claim, stand at these positions.
    fn is_aside(&self, between: &Range<usize>) -> bool {
        let source = &self.library.sources[self.source(between.start)];
        between.clone().all(|position| source.is_aside(&self.index.word(position).range()))
    }

    /// Whether words of two voices meet. The outlet's own words and its paraphrase of somebody are both its words.
    fn differ_in_voice(&self, one: usize, other: usize) -> bool {
        let (one, other) = (speaker_at(self.index, self.library, one), speaker_at(self.index, self.library, other));
        one != other && !matches!((one.1, other.1), (Mode::Own, Mode::Reported) | (Mode::Reported, Mode::Own))
    }

    /// Whether words of two speakers meet.
    fn differ_in_speaker(&self, one: usize, other: usize) -> bool {
        let speaker = |position| speaker_at(self.index, self.library, position).0;
        speaker(one) != speaker(other) && self.differ_in_voice(one, other)
    }

    /// Whether a negation between two positions governs what is kept. Of another sentence, only its beginning can.
    fn hides_negation(&self, one: usize, other: usize) -> bool {
        let sentence = self.index.positions_of_sentence(self.index.sentence_of(other)).start;
        let placed = self.placed(sentence.max(one + 1)..other + 1);
        let Some((next, lost)) = placed.split_last() else { return false };
        cut::hides_negation(lost, *next)
    }

    /// Notes a difference between these words of the reading and these positions; either may be empty.
    pub(super) fn push(&mut self, kind: Kind, sense: Sense, claimed: Range<usize>, between: Range<usize>) {
        let claim = self.bytes_of_claim(claimed);
        let (source, range) = self.bytes_of_text(between);
        let original = self.library.sources[source].text()[range.clone()].to_owned();
        let claimed = self.claim.text()[claim.clone()].to_owned();
        self.differences.push(Difference { kind, sense, claim, source, range, original, claimed });
    }

    fn extend_place(&mut self, position: usize) {
        if let Some(place) = self.places.last_mut() {
            *place = place.start.min(position)..place.end.max(position + 1);
        }
    }

    /// The bytes of the claim from the first to the last of these words of the reading; of none: the place before.
    fn bytes_of_claim(&self, words: Range<usize>) -> Range<usize> {
        let range = |word: usize| self.claim.words()[self.reading.words[word].word].range.clone();
        if words.is_empty() {
            let at = if words.start < self.reading.words.len() {
                range(words.start).start
            } else {
                words.start.checked_sub(1).map_or(0, |last| range(last).end)
            };
            return at..at;
        }
        range(words.start).start..range(words.end - 1).end
    }

    /// The source and its bytes from the first to the last of these positions; of none: the place before.
    fn bytes_of_text(&self, positions: Range<usize>) -> (usize, Range<usize>) {
        let range = |position: usize| self.index.word(position).range();
        if !positions.is_empty() {
            return (self.source(positions.start), range(positions.start).start..range(positions.end - 1).end);
        }
        // At the end of a source, the position is already the next source's, or nobody's: take the last word's end.
        let before = positions.start.checked_sub(1).filter(|before| {
            positions.start == self.index.len() || self.source(*before) != self.source(positions.start)
        });
        let (at, source) = match before {
            Some(before) => (range(before).end, self.source(before)),
            None => (range(positions.start).start, self.source(positions.start)),
        };
        (source, at..at)
    }

    fn text_word(&self, position: usize) -> Spelled<'_> {
        let word = self.index.word(position);
        let sentence = self.index.positions_of_sentence(self.index.sentence_of(position));
        Spelled {
            raw: &self.library.sources[self.source(position)].text()[word.range()],
            form: self.index.spelling(word.form),
            initial: sentence.start == position,
        }
    }

    fn claim_word(&self, word: usize) -> Spelled<'_> {
        let number = self.reading.words[word].word;
        let starts = word == 0 || self.claim.gap(number).contains(['.', '!', '?']);
        Spelled { raw: self.claim.raw(number), form: &self.claim.words()[number].form, initial: starts }
    }

    /// Words of the texts with the borders between them.
    fn placed(&self, positions: Range<usize>) -> Vec<Placed<'_>> {
        let placed = |position: usize| {
            let start = self.index.word(position).range().start;
            let before = position.checked_sub(1).filter(|before| self.source(*before) == self.source(position));
            let from = before.map_or(start, |before| self.index.word(before).range().end);
            let gap = &self.library.sources[self.source(position)].text()[from..start];
            Placed { form: self.index.spelling(self.index.word(position).form), parted: parts_clauses(gap) }
        };
        positions.map(placed).collect()
    }

    fn source(&self, position: usize) -> usize {
        self.index.source_of(position)
    }

    fn forms(&self, positions: Range<usize>) -> impl Iterator<Item = &str> + Clone {
        positions.map(|position| self.index.spelling(self.index.word(position).form))
    }
}

fn forms<'a>(words: &[Spelled<'a>]) -> Vec<&'a str> {
    words.iter().map(|word| word.form).collect()
}

/// Whether a slip is forgiven in these words of the text: in a name only where it is so long that what is nearly the same is
/// hardly another one, as Zambia is for Gambia.
fn has_slips(sense: Sense, original: &[Spelled]) -> bool {
    const LONG_NAME: usize = 10;
    match sense {
        Sense::Plain => true,
        Sense::Name => original.iter().all(|word| word.form.chars().count() >= LONG_NAME),
        _ => false,
    }
}
