//! Alignment: which word of a claim is which word of the texts.
//!
//! The best chain of runs is found (as in minimap: Li 2018): a gap is cheap where claim and text go on nearby, dear
//! where the claim jumps to another place, and free of that at an ellipsis between parts in their order. Then the gaps
//! are filled with the words that both sides have (longest common subsequence).
//! Never judges: a low [`Alignment::share`] is for `verify` to refuse.
//! Called by: `verify`.

use super::claim::{Join, ReadWord};
use super::index::Index;
use super::runs::{Run, runs};

/// Claim and text go on nearby where each leaves out at most so many words: about a long sentence.
const MAX_NEAR: usize = 40;
/// What going on nearby costs, plus so much for each word of the text that is left out, but no more than a jump; in
/// weights of words, 1 being a word that the texts have once.
const NEAR_COST: f32 = 0.15;
const LEFT_OUT_COST: f32 = 0.12;
/// What a word costs that is left out at an ellipsis, and all of them at most: the nearer of two places is meant.
const MARKED_COST: f32 = 0.001;
const MAX_MARKED_COST: f32 = 0.2;
/// What a jump costs: as much as three or four words tell, so that a stock phrase from elsewhere explains no change.
const JUMP_COST: f32 = 2.0;
/// A run in the claimed speaker's words is preferred to the same words of somebody else, by this factor.
const SPEAKER_BONUS: f32 = 1.02;
/// Gaps are filled up to so many words on each side.
const MAX_FILL: usize = 60;
/// Before the first and after the last run, the text is looked at for so many words more than the claim has there.
const END_SLACK: usize = 3;

/// A word of the claim's reading and the word of the texts that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// Its number in the reading.
    pub(super) claim: usize,
    /// Its position in the texts.
    pub(super) position: usize,
    /// Whether the claim jumps here from another place.
    pub(super) jumps: bool,
}

/// A claim aligned with the texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    /// In the claim's order.
    pub(super) links: Vec<Link>,
    /// The share of the claim, by weight of its words, that the texts have in this order; what jumps and words left out
    /// cost is taken off. From 0 to 1.
    pub(super) share: f32,
    /// How many words the longest run has.
    pub(super) longest: usize,
}

/// Aligns the words of a reading, given by their forms. `is_claimed` tells whether a position is in the claimed
/// speaker's words.
pub(super) fn align(
    index: &Index,
    words: &[ReadWord],
    forms: &[Option<u32>],
    is_claimed: impl Fn(usize) -> bool,
) -> Alignment {
    let joins = Joins::of(words);
    let found = runs(index, forms, |one, other| joins.between(one, other));
    let bonuses: Vec<f32> =
        found.iter().map(|run| if is_claimed(run.position) { SPEAKER_BONUS } else { 1.0 }).collect();
    let chain = chain(index, forms, &found, &bonuses, &joins);
    let longest = chain.iter().map(|run| run.length).max().unwrap_or(0);
    let mut links = Vec::new();
    let mut paid = 0.0;
    for run in &chain {
        let step = links.last().map(|last| step(index, &joins, last, run.claim, run.position));
        paid += step.as_ref().map_or(0.0, |step| step.cost);
        let jumps = step.is_some_and(|step| step.jumps);
        fill(index, forms, &mut links, run, jumps);
        links.extend((0..run.length).map(|n| Link {
            claim: run.claim + n,
            position: run.position + n,
            jumps: jumps && n == 0,
        }));
    }
    fill_ends(index, forms, &mut links);
    let weight = |claim: usize| index.weight(forms[claim]);
    let all: f32 = (0..forms.len()).map(weight).sum();
    let linked: f32 = links.iter().map(|link| weight(link.claim)).sum();
    Alignment { links, share: if all > 0.0 { (linked - paid).max(0.0) / all } else { 0.0 }, longest }
}

/// How many ellipses and ends of quotations stand before each word of a reading.
struct Joins(Vec<u32>);

impl Joins {
    fn of(words: &[ReadWord]) -> Joins {
        let mut count = 0;
        let counted = words.iter().map(|word| {
            count += u32::from(word.join != Join::Next);
            count
        });
        Joins(counted.collect())
    }

    fn between(&self, one: usize, other: usize) -> bool {
        self.0[one] != self.0[other]
    }
}

struct Step {
    cost: f32,
    jumps: bool,
}

/// What it costs to go on from a link to this word of the claim and this position.
fn step(index: &Index, joins: &Joins, from: &Link, claim: usize, position: usize) -> Step {
    let jump = Step { cost: JUMP_COST, jumps: true };
    if position <= from.position {
        return jump;
    }
    let (left_out, added) = (position - from.position - 1, claim - from.claim - 1);
    let near = left_out <= MAX_NEAR && added <= MAX_NEAR;
    let marked = joins.between(from.claim, claim);
    if !(near || marked) || index.source_of(position) != index.source_of(from.position) {
        return jump;
    }
    let words = left_out as f32;
    let cost = if marked { (MARKED_COST * words).min(MAX_MARKED_COST) } else { LEFT_OUT_COST * words };
    Step { cost: (NEAR_COST + cost).min(JUMP_COST), jumps: false }
}

/// How a run is best reached.
struct Best {
    score: f32,
    before: Option<usize>,
    /// How many words are cut off the run's head since the run before has them.
    cut: usize,
}

/// The best chain: runs in the claim's order, cut where they would overlap. Each run's weight is worth its bonus.
fn chain(index: &Index, forms: &[Option<u32>], runs: &[Run], bonuses: &[f32], joins: &Joins) -> Vec<Run> {
    let mut best: Vec<Best> = Vec::with_capacity(runs.len());
    for (at, (run, bonus)) in runs.iter().zip(bonuses).enumerate() {
        let mut here = Best { score: run.weight * bonus, before: None, cut: 0 };
        for (before, other) in runs[..at].iter().enumerate() {
            // Not even free of cost would it be better.
            if best[before].score + run.weight * bonus <= here.score {
                continue;
            }
            let cut = overlap(other, run);
            if cut >= run.length {
                continue;
            }
            let lost: f32 = forms[run.claim..run.claim + cut].iter().map(|form| index.weight(*form)).sum();
            let cost = step(index, joins, &last_link(other), run.claim + cut, run.position + cut).cost;
            let score = best[before].score + (run.weight - lost) * bonus - cost;
            if score > here.score {
                here = Best { score, before: Some(before), cut };
            }
        }
        best.push(here);
    }
    // The first of several that are equally good: the earliest in the texts.
    let mut end = (0..best.len()).reduce(|one, other| if best[other].score > best[one].score { other } else { one });
    let mut chain = Vec::new();
    while let Some(at) = end {
        let Run { claim, position, length, weight } = runs[at];
        let cut = best[at].cut;
        chain.push(Run { claim: claim + cut, position: position + cut, length: length - cut, weight });
        end = best[at].before;
    }
    chain.reverse();
    chain
}

fn last_link(run: &Run) -> Link {
    Link { claim: run.claim + run.length - 1, position: run.position + run.length - 1, jumps: false }
}

/// How many words of `run` the run before has already: of the claim, and in one place of the texts too.
fn overlap(before: &Run, run: &Run) -> usize {
    let last = last_link(before);
    let in_claim = (last.claim + 1).saturating_sub(run.claim);
    let goes_on = run.position > before.position && run.position <= last.position;
    if goes_on { in_claim.max(last.position + 1 - run.position) } else { in_claim }
}

/// Links the words that both sides have between the last link and `run`, where they go on nearby.
fn fill(index: &Index, forms: &[Option<u32>], links: &mut Vec<Link>, run: &Run, jumps: bool) {
    let Some(last) = links.last().copied().filter(|_| !jumps) else { return };
    let (claim, texts) = (last.claim + 1..run.claim, last.position + 1..run.position);
    if claim.len() <= MAX_FILL && texts.len() <= MAX_FILL {
        links.extend(common(index, forms, claim, texts));
    }
}

/// Links the words that both sides have before the first and after the last link.
fn fill_ends(index: &Index, forms: &[Option<u32>], links: &mut Vec<Link>) {
    let (Some(first), Some(last)) = (links.first().copied(), links.last().copied()) else { return };
    let before = first.claim.saturating_sub(MAX_FILL)..first.claim;
    let reach = before.len() + if before.is_empty() { 0 } else { END_SLACK };
    let start = index.positions_of(index.source_of(first.position)).start;
    let head = common(index, forms, before, first.position.saturating_sub(reach).max(start)..first.position);
    let after = last.claim + 1..forms.len().min(last.claim + 1 + MAX_FILL);
    let reach = after.len() + if after.is_empty() { 0 } else { END_SLACK };
    let end = index.positions_of(index.source_of(last.position)).end;
    let tail = common(index, forms, after, last.position + 1..(last.position + 1 + reach).min(end));
    links.splice(0..0, head);
    links.extend(tail);
}

/// The weightiest common subsequence of these words of the claim and of the texts.
fn common(
    index: &Index,
    forms: &[Option<u32>],
    claim: std::ops::Range<usize>,
    texts: std::ops::Range<usize>,
) -> Vec<Link> {
    let columns = texts.len() + 1;
    // Row by row from the end, so that the links come out in order.
    let mut best = vec![0.0_f32; (claim.len() + 1) * columns];
    let same = |row: usize, column: usize| {
        let form = index.word(texts.start + column).form;
        (forms[claim.start + row] == Some(form)).then(|| index.weight(Some(form)))
    };
    for row in (0..claim.len()).rev() {
        for column in (0..texts.len()).rev() {
            let skipped = best[(row + 1) * columns + column].max(best[row * columns + column + 1]);
            let linked = same(row, column).map_or(0.0, |weight| weight + best[(row + 1) * columns + column + 1]);
            best[row * columns + column] = skipped.max(linked);
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut links = Vec::new();
    while row < claim.len() && column < texts.len() {
        let here = best[row * columns + column];
        if same(row, column).is_some_and(|weight| here == weight + best[(row + 1) * columns + column + 1]) {
            links.push(Link { claim: claim.start + row, position: texts.start + column, jumps: false });
            (row, column) = (row + 1, column + 1);
        } else if here == best[(row + 1) * columns + column] {
            row += 1;
        } else {
            column += 1;
        }
    }
    links
}
