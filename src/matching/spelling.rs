//! Spelling: a word that neither the base nor general English knows goes to the nearest word of the base.
//!
//! Pure. Only corrects queries, for matching; never what is shown. Distance: optimal string alignment (strsim), at most 1
//! for words of 4 to 7 letters, 2 from 8 on; ties go to the same first letter, then to the more frequent word.
//! Called by: `model`.

use super::tokens::has_digit;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// General English words, folded, one a line, sorted by bytes (SCOWL; see NOTICE; made by scripts/words.py).
const ENGLISH: &str = include_str!("../../data/words/en.txt");

/// The base's words, by length.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Speller {
    /// Words by number of letters.
    by_length: Vec<Bucket>,
}

/// The words of one length. Their [`Signature`]s stand apart, so that a scan over them stays in the processor's cache.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Bucket {
    once: Vec<u32>,
    twice: Vec<u32>,
    /// Each word with how often it stands in the base, by word.
    words: Vec<(u32, String)>,
}

/// Longest word that is corrected; longer ones are no words.
const LONGEST: usize = 30;

impl Speller {
    /// A speller of these words (folded, with repeats).
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Speller {
        let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
        words.for_each(|word| *counts.entry(word).or_default() += 1);
        let mut sorted: Vec<(&str, u32)> = counts.into_iter().collect();
        sorted.sort_unstable();
        let mut speller = Speller { by_length: vec![Bucket::default(); LONGEST + 3] };
        for (word, count) in sorted {
            let letters = word.chars().count();
            if letters <= LONGEST {
                let bucket = &mut speller.by_length[letters];
                let Signature { once, twice } = signature(word);
                bucket.once.push(once);
                bucket.twice.push(twice);
                bucket.words.push((count, word.to_owned()));
            }
        }
        speller
    }

    /// Whether the base has this word of so many letters.
    fn knows(&self, word: &str, letters: usize) -> bool {
        let words = self.by_length.get(letters).map(|bucket| &bucket.words);
        words.is_some_and(|words| words.binary_search_by(|(_, known)| known.as_str().cmp(word)).is_ok())
    }

    /// The word of the base that an unknown `word` (folded) was meant to be; `None` where it is known, or none is near.
    pub fn correct(&self, word: &str) -> Option<&str> {
        let letters = word.chars().count();
        if !(4..=LONGEST).contains(&letters) || has_digit(word) || self.knows(word, letters) {
            return None;
        }
        // Only English has a list of general words; elsewhere a short unknown word is more likely a word than a slip.
        let ascii = word.is_ascii();
        if ascii && is_general(word) || !ascii && letters < 6 {
            return None;
        }
        // Nearest first, so that the wide search is only made where the narrow one finds nothing.
        let near = self.nearest::<1>(word, letters);
        if near.is_none() && letters >= 8 { self.nearest::<2>(word, letters) } else { near }
    }

    /// The nearest word within `REACH` edits (1 or 2) of a word of so many letters.
    fn nearest<const REACH: usize>(&self, word: &str, letters: usize) -> Option<&str> {
        let mask = signature(word);
        let mut best: Option<(usize, bool, u32, &str)> = None;
        for bucket in &self.by_length[letters - REACH..=letters + REACH] {
            for (block, once) in bucket.once.chunks(BLOCK).enumerate() {
                // First whether any of a block is near: without a branch, so that the processor compares several at once.
                if once.iter().fold(0, |near, once| near | u32::from(is_near::<REACH>(mask.once ^ once))) == 0 {
                    continue;
                }
                for index in block * BLOCK..block * BLOCK + once.len() {
                    let difference =
                        (mask.once ^ bucket.once[index]).count_ones() + (mask.twice ^ bucket.twice[index]).count_ones();
                    if difference as usize > 2 * REACH {
                        continue;
                    }
                    let (count, known) = &bucket.words[index];
                    let distance = strsim::osa_distance(word, known);
                    let other_start = word.chars().next() != known.chars().next();
                    let key = (distance, other_start, u32::MAX - count, known.as_str());
                    if distance <= REACH && best.is_none_or(|best| key < best) {
                        best = Some(key);
                    }
                }
            }
        }
        best.map(|(.., word)| word)
    }
}

/// So many signatures are compared before it is asked whether any was near.
const BLOCK: usize = 32;

/// Whether the letters of two words, with this difference, allow for `REACH` edits (1 or 2) between them.
fn is_near<const REACH: usize>(difference: u32) -> bool {
    // Takes the lowest bit away, which is cheaper than counting all: an edit changes at most two.
    let less = |bits: u32| bits & bits.wrapping_sub(1);
    let two_less = less(less(difference));
    if REACH == 1 { two_less == 0 } else { less(less(two_less)) == 0 }
}

/// Whether the sorted list of general words has `word`.
fn is_general(word: &str) -> bool {
    let list = ENGLISH.as_bytes();
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = list[low..middle].iter().rposition(|byte| *byte == b'\n').map_or(low, |at| low + at + 1);
        let end = list[start..].iter().position(|byte| *byte == b'\n').map_or(list.len(), |at| start + at);
        match list[start..end].cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = (end + 1).min(high),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

/// Which letters a word has, modulo 32, and which it has twice. An edit changes at most two bits of all.
#[derive(Clone, Copy, Default)]
struct Signature {
    once: u32,
    twice: u32,
}

fn signature(word: &str) -> Signature {
    word.chars().fold(Signature::default(), |Signature { once, twice }, c| {
        let letter = 1 << (c as u32 % 32);
        Signature { once: once | letter, twice: twice | (once & letter) }
    })
}

#[cfg(test)]
mod tests {
    use super::Speller;

    #[test]
    fn general_words_are_found_by_halves() {
        let all: Vec<&str> = super::ENGLISH.lines().collect();
        assert!(all.is_sorted() && all.len() > 50_000);
        assert!(all.iter().step_by(37).all(|word| super::is_general(word)));
        assert!(super::is_general(all[0]) && super::is_general(all[all.len() - 1]));
        assert!(["palestinee", "aaaa", "zzzz", "embasy"].iter().all(|word| !super::is_general(word)));
    }

    #[test]
    fn only_an_unknown_word_goes_to_the_nearest_word_of_the_base() {
        let base = ["palestine", "palestine", "palestinian", "embassy", "azerbaijan", "particular", "summit"];
        let speller = Speller::new(base.into_iter());
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
            assert_eq!(speller.correct(word), meant, "{word}");
        }
    }
}
