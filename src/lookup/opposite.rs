//! Short claims that say the opposite of the text: "Palestine protected us" for "Palestine did not particularly protect
//! us". Too little of them stands in a row for `align` to be sure, and yet a reader must see what was done.
//!
//! Never finds a paraphrase: the claim's words come in the text's order, in whatever form, all but one; the text has
//! nothing between them but small words; and one of the two sides denies.
//! Called by: `verify`, for claims that it would else call absent.

use super::align::Link;
use super::index::Index;
use super::vocabulary::{AUXILIARIES, NEGATIONS, PRONOUNS, QUALIFIERS, is_in};
use std::ops::Range;

/// Claims of so many words are short.
const SHORT: Range<usize> = 3..13;
/// The text has at most so many words more than the claim.
const MAX_MORE: usize = 4;
/// Sentences are looked at around so many places of the claim's rarest word, and no more.
const MAX_PLACES: usize = 1_000;

/// A word of a claim.
pub(super) struct Wanted<'a> {
    /// Folded.
    pub(super) form: &'a str,
    /// The forms of the texts that are this word or another form of it.
    pub(super) forms: Vec<u32>,
}

/// Which word of the claim is which of the texts, where a sentence says the opposite: the one with most of the words, in
/// the shortest stretch (ties: the first).
pub(super) fn opposite(index: &Index, claim: &[Wanted]) -> Option<Vec<Link>> {
    if !SHORT.contains(&claim.len()) {
        return None;
    }
    let places = |word: &Wanted| word.forms.iter().map(|form| index.places(*form).len()).sum::<usize>();
    let tells = |word: &&Wanted| !is_small(word.form) && !word.forms.is_empty();
    let rarest = claim.iter().filter(tells).min_by_key(|word| places(word))?;
    let mut best: Option<(usize, usize, Vec<Link>)> = None;
    for place in rarest.forms.iter().flat_map(|form| index.places(*form)).take(MAX_PLACES) {
        let sentence = index.positions_of_sentence(index.sentence_of(*place as usize));
        let reach = claim.len() + MAX_MORE;
        let near = (*place as usize).saturating_sub(reach).max(sentence.start)
            ..(*place as usize + reach + 1).min(sentence.end);
        let links = in_order(index, claim, near);
        let Some(stretch) = denied(index, claim, &links, &sentence) else { continue };
        let more = stretch.len();
        if best.as_ref().is_none_or(|(most, least, _)| (links.len(), *least) > (*most, more)) {
            best = Some((links.len(), more, links));
        }
    }
    best.map(|(_, _, links)| links)
}

/// The positions that the claim stands for, where it is as good as the same but for a negation.
fn denied(index: &Index, claim: &[Wanted], links: &[Link], sentence: &Range<usize>) -> Option<Range<usize>> {
    let (first, last) = (links.first()?, links.last()?);
    let tells = links.iter().any(|link| !is_small(claim[link.claim].form));
    if links.len() < 2 || links.len() + 1 < claim.len() || !tells {
        return None;
    }
    // A word before the first that both have stands for the text's first words: "someone" for "no one".
    let head =
        if first.claim > 0 && first.position - sentence.start <= MAX_MORE { sentence.start } else { first.position };
    let stretch = head..last.position + 1;
    let form = |position: usize| index.spelling(index.word(position).form);
    let is_linked = |position: &usize| links.iter().any(|link| link.position == *position);
    let more: Vec<&str> = stretch.clone().filter(|position| !is_linked(position)).map(form).collect();
    let denies = |forms: &mut dyn Iterator<Item = &str>| forms.filter(|form| is_in(NEGATIONS, form)).count();
    let text = denies(&mut stretch.clone().map(form));
    let said = denies(&mut claim.iter().map(|word| word.form));
    let fits = more.len() <= MAX_MORE && more.iter().all(|form| is_small(form));
    (fits && text != said).then_some(stretch)
}

/// The longest way to find the claim's words, in whatever form, in their order at these positions.
fn in_order(index: &Index, claim: &[Wanted], near: Range<usize>) -> Vec<Link> {
    let columns = near.len() + 1;
    let same = |row: usize, column: usize| claim[row].forms.contains(&index.word(near.start + column).form);
    let mut best = vec![0_u32; (claim.len() + 1) * columns];
    for row in (0..claim.len()).rev() {
        for column in (0..near.len()).rev() {
            let skipped = best[(row + 1) * columns + column].max(best[row * columns + column + 1]);
            let linked = if same(row, column) { best[(row + 1) * columns + column + 1] + 1 } else { 0 };
            best[row * columns + column] = skipped.max(linked);
        }
    }
    let (mut row, mut column, mut links) = (0, 0, Vec::new());
    while row < claim.len() && column < near.len() {
        let here = best[row * columns + column];
        if same(row, column) && here == best[(row + 1) * columns + column + 1] + 1 {
            links.push(Link { claim: row, position: near.start + column, jumps: false });
            (row, column) = (row + 1, column + 1);
        } else if here == best[(row + 1) * columns + column] {
            row += 1;
        } else {
            column += 1;
        }
    }
    // Of a word that stands several times before the next one, the nearest is meant.
    for at in (0..links.len().saturating_sub(1)).rev() {
        let Link { claim: row, position, .. } = links[at];
        let nearer = (position + 1..links[at + 1].position).rev();
        if let Some(nearest) = nearer.into_iter().find(|nearer| same(row, nearer - near.start)) {
            links[at].position = nearest;
        }
    }
    links
}

/// Whether a word says little on its own: a small verb, a negation, a degree, a pronoun.
fn is_small(form: &str) -> bool {
    [AUXILIARIES, NEGATIONS, QUALIFIERS, PRONOUNS].iter().any(|list| is_in(list, form))
}
