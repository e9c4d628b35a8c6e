//! The passage of a text that comes nearest to a string which it does not hold.
//!
//! Rare words of the string vote for where it would begin; the best few places are aligned with it word by word
//! (edit distance with free ends in the text). Works in milliseconds on ten megabytes, given the index.
//! Never decides anything: an anchor matches byte for byte or not at all; this is for the message.
//! Called by: `anchor`.

use super::words::{WordIndex, are_same, words};
use std::cmp::Reverse;
use std::ops::Range;

/// So many words of the string are aligned; a longer string is judged by its beginning.
const MAX_WORDS: usize = 250;
/// So many words of the string vote, the rarest of the text first.
const VOTERS: usize = 12;
/// So many places of a voting word count.
const MAX_PLACES: usize = 3000;
/// So many places are aligned.
const CANDIDATES: usize = 3;
/// So many words of the text around a place are aligned.
const MAX_WINDOW_WORDS: usize = 1000;
/// Costs of an alignment: a word that is missing, added or another one; and one that is only spelt another way.
const OTHER_WORD: u16 = 2;
const OTHER_SPELLING: u16 = 1;

/// The passage nearest to `exact`, or `None` where fewer than about half of its words come in order.
pub(super) fn nearest(exact: &str, text: &str, index: &WordIndex) -> Option<Range<usize>> {
    let wanted: Vec<Range<usize>> = words(exact).take(MAX_WORDS).collect();
    let aligned = candidates(exact, &wanted, index)
        .into_iter()
        .filter_map(|place| align(exact, &wanted, text, place))
        .min_by_key(|alignment| alignment.cost)?;
    (usize::from(aligned.cost) <= wanted.len()).then_some(aligned.range)
}

/// Ranges of offsets at which `exact` may begin, likeliest first. They may lie before the text.
fn candidates(exact: &str, wanted: &[Range<usize>], index: &WordIndex) -> Vec<Range<i64>> {
    let mut voters: Vec<(usize, &Range<usize>)> = wanted
        .iter()
        .map(|word| (index.starts(&exact[word.clone()]).len(), word))
        .filter(|(places, _)| *places > 0)
        .collect();
    voters.sort_by_key(|(places, _)| *places);
    voters.truncate(VOTERS);
    let mut votes: Vec<(i64, f64)> = Vec::new();
    for (places, word) in voters {
        let weight = 1.0 / (places as f64).sqrt();
        let starts = index.starts(&exact[word.clone()]).take(MAX_PLACES);
        votes.extend(starts.map(|start| (start as i64 - word.start as i64, weight)));
    }
    votes.sort_by_key(|(place, _)| *place);
    let width = (exact.len() / 4 + 48) as i64;
    let mut sums: Vec<(f64, Range<i64>)> = Vec::with_capacity(votes.len());
    let (mut sum, mut to) = (0.0, 0);
    for from in 0..votes.len() {
        while to < votes.len() && votes[to].0 <= votes[from].0 + width {
            sum += votes[to].1;
            to += 1;
        }
        sums.push((sum, votes[from].0..votes[to - 1].0));
        sum -= votes[from].1;
    }
    sums.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut best: Vec<Range<i64>> = Vec::new();
    for (_, place) in sums {
        if best.iter().all(|known| known.start.abs_diff(place.start) > width as u64) {
            best.push(place);
        }
        if best.len() == CANDIDATES {
            break;
        }
    }
    best
}

struct Alignment {
    cost: u16,
    range: Range<usize>,
}

/// The cheapest alignment of `exact` with some part of the text near `place`.
fn align(exact: &str, wanted: &[Range<usize>], text: &str, place: Range<i64>) -> Option<Alignment> {
    let slack = (exact.len() / 4 + 64) as i64;
    let offset = |at: i64| text.floor_char_boundary(usize::try_from(at).unwrap_or(0));
    let from = offset(place.start - slack);
    let to = offset(place.end + exact.len() as i64 + slack);
    let there: Vec<Range<usize>> = words(text.get(from..to)?)
        .map(|word| from + word.start..from + word.end)
        .take((2 * wanted.len() + 64).min(MAX_WINDOW_WORDS))
        .collect();
    let columns = there.len() + 1;
    let mut costs = vec![0_u16; (wanted.len() + 1) * columns];
    let price = |row: usize, column: usize| word_cost(&exact[wanted[row].clone()], &text[there[column].clone()]);
    for row in 1..=wanted.len() {
        costs[row * columns] = OTHER_WORD * row as u16;
        for column in 1..columns {
            let both = costs[(row - 1) * columns + column - 1] + price(row - 1, column - 1);
            let missing = costs[(row - 1) * columns + column] + OTHER_WORD;
            let added = costs[row * columns + column - 1] + OTHER_WORD;
            costs[row * columns + column] = both.min(missing).min(added);
        }
    }
    // Of equal ends the last: another word in place of the wanted one, rather than none.
    let end = (0..columns).min_by_key(|column| (costs[wanted.len() * columns + column], Reverse(*column)))?;
    let (mut row, mut column) = (wanted.len(), end);
    let cost = costs[row * columns + column];
    let (mut first, mut last) = (None, None);
    while row > 0 && column > 0 {
        let here = costs[row * columns + column];
        if here == costs[(row - 1) * columns + column - 1] + price(row - 1, column - 1) {
            (row, column) = (row - 1, column - 1);
            first = Some((row, column));
            last = last.or(first);
        } else if here == costs[(row - 1) * columns + column] + OTHER_WORD {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    let ((first, at), (last, end)) = (first?, last?);
    let lead = if first == 0 { exact[..wanted[0].start].chars().count() } else { 0 };
    let tail = if last + 1 == wanted.len() { exact[wanted[last].end..].chars().count() } else { 0 };
    let start = there[at].start - marks(text[..there[at].start].chars().rev(), lead);
    let stop = there[end].end + marks(text[there[end].end..].chars(), tail);
    Some(Alignment { cost, range: start..stop })
}

/// How many bytes the marks and spaces at the head of `chars` take, `limit` of them at most.
fn marks(chars: impl Iterator<Item = char>, limit: usize) -> usize {
    chars.take(limit).take_while(|c| !c.is_alphanumeric()).map(char::len_utf8).sum()
}

fn word_cost(one: &str, other: &str) -> u16 {
    if are_same(one, other) {
        return 0;
    }
    let longest = one.len().max(other.len());
    let alike = longest <= 40
        && one.len().abs_diff(other.len()) <= longest / 3
        && (one.as_bytes()[0].eq_ignore_ascii_case(&other.as_bytes()[0])
            || one.as_bytes().last() == other.as_bytes().last())
        && strsim::osa_distance(&one.to_lowercase(), &other.to_lowercase()) <= one.chars().count().max(3) / 3;
    if alike { OTHER_SPELLING } else { OTHER_WORD }
}
