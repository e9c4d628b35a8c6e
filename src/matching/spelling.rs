//! Spelling: a word that neither the base nor general English knows goes to the nearest word of the base.
//!
//! Pure. Only corrects queries, for matching; never what is shown. Distance: optimal string alignment, at most 1
//! for words of 4 to 7 letters, 2 from 8 on; ties go to the same first letter, then to the more frequent word.
//! Called by: `model`.

use super::distance::Prepared;
use super::tokens::has_digit;
use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::hash::Hasher;

/// General English words, folded, one a line, sorted by bytes (SCOWL; see NOTICE; made by scripts/words.py).
const ENGLISH: &str = include_str!("../../data/words/en.txt");

/// The base's words, by length.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Speller {
    /// Words by number of letters.
    by_length: Vec<Bucket>,
    /// The hash of each word → its number of letters, and its place among the words of so many.
    #[serde(skip)]
    index: FxHashMap<u64, (u32, u32)>,
}

/// The words of one length, by bytes. What a scan goes through stands apart, and so in the processor's cache.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Bucket {
    /// See [`signature`].
    signatures: Vec<u32>,
    /// How often each word stands in the base.
    counts: Vec<u32>,
    words: Strings,
    stems: Strings,
}

/// Many strings, end to end.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Strings {
    letters: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Strings {
    fn push(&mut self, string: &str) {
        self.letters.push_str(string);
        self.ends.push(self.letters.len() as u32);
    }

    fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[index] as usize]
    }
}

/// Longest word that is corrected; longer ones are no words.
const LONGEST: usize = 30;

/// What the base makes of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelled<'s> {
    /// It has the word.
    Known {
        /// The word's stem.
        stem: &'s str,
    },
    /// It has not; this is the word of the base that it was meant to be.
    Corrected {
        /// The word of the base.
        word: &'s str,
        /// That word's stem.
        stem: &'s str,
    },
    /// It has not, and no word of the base is near, or the word is a word of general English.
    Unknown,
}

impl Speller {
    /// A speller of these words (folded, with repeats), each with its stem.
    pub fn new<'a>(words: impl Iterator<Item = (&'a str, &'a str)>) -> Speller {
        let mut counts: FxHashMap<&str, (&str, u32)> = FxHashMap::default();
        words.for_each(|(word, stem)| counts.entry(word).or_insert((stem, 0)).1 += 1);
        let mut sorted: Vec<_> = counts.into_iter().collect();
        sorted.sort_unstable();
        let mut speller = Speller { by_length: vec![Bucket::default(); LONGEST + 3], ..Speller::default() };
        for (word, (stem, count)) in sorted {
            let letters = word.chars().count();
            if letters <= LONGEST {
                let bucket = &mut speller.by_length[letters];
                bucket.signatures.push(signature(word));
                bucket.counts.push(count);
                bucket.words.push(word);
                bucket.stems.push(stem);
            }
        }
        speller.reindex();
        speller
    }

    /// Makes the look-up table anew, after the speller was read from a cache.
    pub fn reindex(&mut self) {
        let buckets = self.by_length.iter().zip(0..);
        self.index = buckets
            .flat_map(|(bucket, letters)| {
                (0..bucket.counts.len()).map(move |at| (hash(bucket.words.get(at)), (letters, at as u32)))
            })
            .collect();
    }

    /// What the base makes of a folded word.
    pub fn look_up(&self, word: &str) -> Spelled<'_> {
        if let Some((letters, at)) = self.index.get(&hash(word)) {
            let (bucket, at) = (&self.by_length[*letters as usize], *at as usize);
            // Two words of one hash: one of them is unknown, which at 64 bits no library meets.
            if bucket.words.get(at) == word {
                return Spelled::Known { stem: bucket.stems.get(at) };
            }
        }
        match self.correct(word, word.chars().count()) {
            Some((bucket, at)) => Spelled::Corrected { word: bucket.words.get(at), stem: bucket.stems.get(at) },
            None => Spelled::Unknown,
        }
    }

    /// The place of the word that an unknown word was meant to be.
    fn correct(&self, word: &str, letters: usize) -> Option<(&Bucket, usize)> {
        if !(4..=LONGEST).contains(&letters) || self.by_length.is_empty() || has_digit(word) {
            return None;
        }
        // Only English has a list of general words; elsewhere a short unknown word is more likely a word than a slip.
        let ascii = word.is_ascii();
        if ascii && is_general(word) || !ascii && letters < 6 {
            return None;
        }
        let meant = Prepared::new(word)?;
        // Nearest first, so that the wide search is only made where the narrow one finds nothing.
        let near = self.nearest::<1>(word, letters, &meant);
        if near.is_none() && letters >= 8 { self.nearest::<2>(word, letters, &meant) } else { near }
    }

    /// The place of the nearest word within `REACH` edits (1 or 2) of a word of so many letters.
    fn nearest<const REACH: usize>(&self, word: &str, letters: usize, meant: &Prepared) -> Option<(&Bucket, usize)> {
        let mine = signature(word);
        let mut best = None;
        for bucket in &self.by_length[letters - REACH..=letters + REACH] {
            for (block, signatures) in bucket.signatures.chunks(BLOCK).enumerate() {
                // First whether any of a block is near: without a branch, so that the processor compares several at once.
                if signatures.iter().fold(0, |near, other| near | u32::from(is_near::<REACH>(mine ^ other))) == 0 {
                    continue;
                }
                for (offset, _) in signatures.iter().enumerate().filter(|(_, other)| is_near::<REACH>(mine ^ *other)) {
                    let at = block * BLOCK + offset;
                    let known = bucket.words.get(at);
                    let distance = meant.distance(known);
                    if distance <= REACH {
                        let other_start = word.chars().next() != known.chars().next();
                        let key = (distance, other_start, u32::MAX - bucket.counts[at], known);
                        if best.is_none_or(|(least, _)| key < least) {
                            best = Some((key, (bucket, at)));
                        }
                    }
                }
            }
        }
        best.map(|(_, place)| place)
    }
}

/// So many signatures are compared before it is asked whether any was near.
const BLOCK: usize = 16;

/// Whether two words whose signatures differ in these bits may be `REACH` edits (1 or 2) apart.
fn is_near<const REACH: usize>(difference: u32) -> bool {
    // Takes the lowest bit away, which is cheaper than counting all.
    let less = |bits: u32| bits & bits.wrapping_sub(1);
    let two_less = less(less(difference));
    if REACH == 1 { two_less == 0 } else { less(less(two_less)) == 0 }
}

pub(super) fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// Whether the sorted list of general words has `word`.
pub(crate) fn is_general(word: &str) -> bool {
    let list = ENGLISH.as_bytes();
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = list[low..middle].iter().rposition(|byte| *byte == b'\n').map_or(low, |at| low + at + 1);
        let end = list[start..].iter().position(|byte| *byte == b'\n').map_or(list.len(), |at| start + at);
        match list[start..end].cmp(word.as_bytes()) {
            Ordering::Equal => return true,
            Ordering::Less => low = (end + 1).min(high),
            Ordering::Greater => high = start,
        }
    }
    false
}

/// A bit turned over for each letter that a word has, and another for each that it has again: a letter left out or put in
/// turns one bit, a replaced one two, so an edit changes at most two.
fn signature(word: &str) -> u32 {
    let (mut bits, mut seen) = (0u32, 0u32);
    for letter in word.chars().map(|c| c as u32 % 32) {
        bits ^= if seen >> letter & 1 == 0 { 1 << letter } else { 1 << ((letter + AGAIN) % 32) };
        seen |= 1 << letter;
    }
    bits
}

/// How far from a letter's first bit its second is; from there on, every further one turns the second again.
const AGAIN: u32 = 11;

#[cfg(test)]
mod tests {
    use super::{Spelled, Speller};
    use proptest::prelude::*;

    #[test]
    fn general_words_are_found_by_halves() {
        let all: Vec<&str> = super::ENGLISH.lines().collect();
        assert!(all.is_sorted() && all.len() > 50_000);
        assert!(all.iter().step_by(37).all(|word| super::is_general(word)));
        assert!(super::is_general(all[0]) && super::is_general(all[all.len() - 1]));
        assert!(["palestinee", "aaaa", "zzzz", "embasy"].iter().all(|word| !super::is_general(word)));
    }

    proptest! {
        #[test]
        fn an_edit_changes_at_most_two_bits(one in "[abcdeаәш]{3,9}", other in "[abcdeаәш]{3,9}") {
            let changed = (super::signature(&one) ^ super::signature(&other)).count_ones() as usize;
            prop_assert!(changed <= 2 * strsim::osa_distance(&one, &other));
        }
    }

    #[test]
    fn only_an_unknown_word_goes_to_the_nearest_word_of_the_base() {
        let base = ["palestine", "palestine", "palestinian", "embassy", "azerbaijan", "particular", "summit"];
        let speller = Speller::new(base.into_iter().map(|word| (word, &word[..3])));
        for (word, meant) in [
            ("palestain", Some("palestine")),
            ("embasy", Some("embassy")),
            ("azerbiajan", Some("azerbaijan")),
            ("submit", None),    // an English word
            ("palestine", None), // right already
            ("sumit", Some("summit")),
            ("oil", None),
            ("b2b4", None),
        ] {
            let corrected = match speller.look_up(word) {
                Spelled::Corrected { word, stem } if stem == &word[..3] => Some(word),
                _ => None,
            };
            assert_eq!(corrected, meant, "{word}");
        }
        assert_eq!(speller.look_up("embassy"), Spelled::Known { stem: "emb" });
        assert_eq!(Speller::default().look_up("embassy"), Spelled::Unknown);
    }
}
