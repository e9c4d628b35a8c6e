//! Runs: stretches in which claim and texts have the same words in the same order, as long as they go.
//!
//! Found from the places of the claim's rarer words, so the work is their number, not the texts' length (seed and
//! extend, as in MUMmer: Delcher et al. 1999).
//! Called by: `align`.

use super::index::Index;

/// A word with more places than this is no seed, unless it is the claim's rarest: its runs are found from their rarer
/// words. Bounds the work on large texts.
const MAX_SEED_PLACES: usize = 5_000;
/// So many runs are kept, the weightiest; chaining compares each with each.
const MAX_RUNS: usize = 400;

/// The same words in claim and texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Run {
    /// The first word in the claim's reading.
    pub(super) claim: usize,
    /// The position of the first word in the texts.
    pub(super) position: usize,
    /// How many words.
    pub(super) length: usize,
    /// The sum of the words' weights.
    pub(super) weight: f32,
}

/// All runs of a claim's forms (`None`: the texts do not have the word) in the texts, by their place in the claim. None
/// goes over a mark in the claim: `is_parted` tells whether one stands between two words.
pub(super) fn runs(index: &Index, forms: &[Option<u32>], is_parted: impl Fn(usize, usize) -> bool) -> Vec<Run> {
    let places = |form: u32| index.places(form).len();
    let rarest = forms.iter().flatten().map(|form| places(*form)).min().unwrap_or(0);
    let is_seed = |form: &Option<u32>| form.is_some_and(|form| places(form) <= MAX_SEED_PLACES.max(rarest));
    let seeds: Vec<bool> = forms.iter().map(is_seed).collect();
    let mut found = Vec::new();
    for (at, form) in forms.iter().enumerate().filter(|(at, _)| seeds[*at]) {
        for position in form.iter().flat_map(|form| index.places(*form)) {
            found.extend(run_through(index, forms, &seeds, at, *position as usize, &is_parted));
        }
    }
    // A word alone explains nothing, unless it is all that stands between two marks; between runs, `align` links it.
    if found.iter().any(|run| run.length > 1) {
        let parted = |word: usize| word == 0 || word == forms.len() || is_parted(word - 1, word);
        found.retain(|run| run.length > 1 || (parted(run.claim) && parted(run.claim + 1)));
    }
    found.sort_by(|one, other| other.weight.total_cmp(&one.weight).then(one.position.cmp(&other.position)));
    found.truncate(MAX_RUNS);
    found.sort_by_key(|run| (run.claim, run.position));
    found
}

/// The run through this word of the claim and this position; `None` where an earlier seed of it has found it already.
fn run_through(
    index: &Index,
    forms: &[Option<u32>],
    seeds: &[bool],
    at: usize,
    position: usize,
    is_parted: &impl Fn(usize, usize) -> bool,
) -> Option<Run> {
    let source = index.positions_of(index.source_of(position));
    let same = |at: usize, position: usize| forms[at] == Some(index.word(position).form);
    let mut back = 0;
    while back < at
        && position - back > source.start
        && same(at - back - 1, position - back - 1)
        && !is_parted(at - back - 1, at)
    {
        back += 1;
        if seeds[at - back] {
            return None;
        }
    }
    let mut ahead = 1;
    while at + ahead < forms.len()
        && position + ahead < source.end
        && same(at + ahead, position + ahead)
        && !is_parted(at, at + ahead)
    {
        ahead += 1;
    }
    let claim = at - back;
    let weight = forms[claim..at + ahead].iter().map(|form| index.weight(*form)).sum();
    Some(Run { claim, position: position - back, length: back + ahead, weight })
}
