//! A sentence of the texts that stands in a claim word for word, with somebody's comment beside it and no marks to tell
//! the two apart: "lol he really said that: No one protected us."
//!
//! Never takes a part of a sentence, nor one that goes on in the claim: what is taken begins and ends where the text's own
//! sentence does, and something parts it from the comment on every side. Never decides the verdict: `verify` does, and
//! names what was left out of account.
//! Called by: `verify`.

use super::Verdict;
use super::claim::Claim;
use super::difference::Difference;
use super::frame::Body;
use super::index::Index;
use super::marks::is_dash;
use super::pieces::voice_at;
use super::runs::runs;
use crate::library::Library;
use std::ops::Range;

/// Fewer words than this are anybody's, even as a whole sentence.
const MIN_WORDS: usize = 4;
/// Of a text that has more than so many words for each one of the sentence, the sentence is not what it claims.
const MAX_COMMENT: usize = 3;

/// A sentence, or several in a row, within a claim.
pub(super) struct Beside {
    /// The words taken, with the stop that ends them.
    pub(super) body: Body,
    /// Bytes of the comment before and after, from its first to its last word; either may be empty.
    pub(super) comments: [Range<usize>; 2],
    /// Whether each comment shows that it is none of the quote: it ends with a colon before it, or it asks.
    pub(super) is_remark: bool,
}

impl Beside {
    /// Whether what is taken may be judged in place of the whole claim, of which the texts say this: where all that is beside it
    /// shows that it is none of the quote, and the texts lack the whole, or it differs in nothing else. "No one protected us.
    /// Except Turkey, of course." is one quote, and an altered one.
    pub(super) fn stands_for(&self, verdict: Verdict, differences: &[Difference]) -> bool {
        let within = |claim: &Range<usize>| {
            self.comments.iter().any(|comment| comment.start <= claim.start && claim.end <= comment.end)
        };
        let counting = || differences.iter().filter(|difference| difference.kind.counts());
        match verdict {
            Verdict::Absent => self.is_remark,
            Verdict::Altered => self.is_remark && counting().all(|difference| within(&difference.claim)),
            Verdict::Verbatim | Verdict::Spliced => false,
        }
    }
}

/// The longest row of whole sentences that `claim` has word for word beside a comment. `None` where marks put comment and
/// sentence into one quotation: then both are claimed.
pub(super) fn beside(index: &Index, library: &Library, claim: &Claim) -> Option<Beside> {
    let words = claim.words();
    let forms: Vec<Option<u32>> = words.iter().map(|word| index.form(&word.form)).collect();
    // A run may go over anything: between two sentences of the claim nothing parts it in the texts.
    let found = runs(index, &forms, |_, _| false);
    let taken = found.iter().filter_map(|run| sentences(index, library, claim, run.claim, run.position, run.length));
    let taken = taken.max_by_key(|taken| (taken.len(), std::cmp::Reverse(taken.start)))?;
    let comment = words.len() - taken.len();
    let is_apart = claim.quotations().iter().all(|marked| {
        let inside = marked.words.clone().filter(|word| taken.contains(word)).count();
        inside == 0 || inside == marked.words.len()
    });
    let is_much = taken.len() >= MIN_WORDS && (1..=MAX_COMMENT * taken.len()).contains(&comment);
    (is_apart && is_much).then(|| part(claim, taken))
}

/// The words of the claim, of these that stand in a row in the texts, that are whole sentences on both sides.
fn sentences(
    index: &Index,
    library: &Library,
    claim: &Claim,
    first: usize,
    position: usize,
    length: usize,
) -> Option<Range<usize>> {
    let begins = |n: &usize| begins(index, library, position + n) && parts_before(claim, first + n);
    let ends = |n: &usize| ends_at(index, library, position + n - 1) && parts_after(claim, first + n);
    let start = (0..length).find(begins)?;
    let end = (start + 1..=length).rfind(ends)?;
    Some(first + start..first + end)
}

/// Whether a sentence of the texts begins at this position, or the part of one in another voice.
fn begins(index: &Index, library: &Library, position: usize) -> bool {
    let is_first = index.positions_of_sentence(index.sentence_of(position)).start == position;
    is_first || voice_at(index, library, position - 1) != voice_at(index, library, position)
}

/// Whether one ends with this position.
fn ends_at(index: &Index, library: &Library, position: usize) -> bool {
    let is_last = index.positions_of_sentence(index.sentence_of(position)).end == position + 1;
    is_last || voice_at(index, library, position + 1) != voice_at(index, library, position)
}

/// Whether the claim may begin anew with this word: behind a stop, colon or line, or behind a dash with a capital letter.
fn parts_before(claim: &Claim, word: usize) -> bool {
    let gap = claim.gap(word);
    word == 0 || gap.contains(is_stop) || gap.contains([':', '\n']) || (has_dash(gap) && is_capitalized(claim, word))
}

/// Whether a sentence of the claim may end before this word: with a stop, or where what follows begins anew on a line of its
/// own, or asks behind a dash. "Every citizen is precious to us - except soldiers" goes on.
fn parts_after(claim: &Claim, word: usize) -> bool {
    let gap = claim.gap(word);
    word == claim.words().len()
        || gap.contains(is_stop)
        || (gap.contains('\n') && is_capitalized(claim, word))
        || (has_dash(gap) && asks(claim))
}

/// The sentences at these words, and what is beside them.
fn part(claim: &Claim, taken: Range<usize>) -> Beside {
    let words = claim.words();
    let gap = claim.gap_range(taken.end);
    let stop =
        claim.gap(taken.end).find(is_stop).filter(|at| !claim.gap(taken.end)[..*at].contains(char::is_whitespace));
    let end = stop.map_or(gap.start, |at| gap.start + at + 1);
    let bytes = |comment: Range<usize>| match comment.clone().next_back() {
        Some(last) => words[comment.start].range.start..words[last].range.end,
        None => 0..0,
    };
    let leads = taken.start == 0 || claim.gap(taken.start).contains([':', '?', '؟']);
    let trails = taken.end == words.len() || asks(claim);
    Beside {
        comments: [bytes(0..taken.start), bytes(taken.end..words.len())],
        is_remark: leads && trails,
        body: Body { bytes: words[taken.start].range.start..end, words: taken },
    }
}

/// Whether the claim ends with a question.
fn asks(claim: &Claim) -> bool {
    claim.gap(claim.words().len()).contains(['?', '؟'])
}

fn has_dash(gap: &str) -> bool {
    gap.contains(is_dash) && gap.trim() != gap
}

fn is_capitalized(claim: &Claim, word: usize) -> bool {
    claim.raw(word).chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

fn is_stop(c: char) -> bool {
    ".!?؟。۔".contains(c)
}
