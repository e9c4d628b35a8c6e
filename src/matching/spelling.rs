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

/// The words of one length. Signatures stand apart, so that a scan over them stays in the processor's cache.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Bucket {
    signatures: Vec<u64>,
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
                speller.by_length[letters].signatures.push(signature(word));
                speller.by_length[letters].words.push((count, word.to_owned()));
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
        let reach = if letters >= 8 { 2 } else { 1 };
        // Nearest first, so that the wide search is only made where the narrow one finds nothing.
        (1..=reach).find_map(|reach| self.nearest(word, letters, reach))
    }

    /// The nearest word within `reach` edits of a word of so many letters.
    fn nearest(&self, word: &str, letters: usize, reach: usize) -> Option<&str> {
        let mask = signature(word);
        let mut best: Option<(usize, bool, u32, &str)> = None;
        for bucket in &self.by_length[letters - reach..=letters + reach] {
            for (index, signature) in bucket.signatures.iter().enumerate() {
                if (mask ^ signature).count_ones() as usize > 2 * reach {
                    continue;
                }
                let (count, known) = &bucket.words[index];
                let distance = strsim::osa_distance(word, known);
                let other_start = word.chars().next() != known.chars().next();
                let key = (distance, other_start, u32::MAX - count, known.as_str());
                if distance <= reach && best.is_none_or(|best| key < best) {
                    best = Some(key);
                }
            }
        }
        best.map(|(.., word)| word)
    }
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

/// One bit for each letter that a word has, and one for each that it has twice (modulo 32): an edit changes at most two.
fn signature(word: &str) -> u64 {
    word.chars().fold(0, |mask, c| {
        let once = 1 << (c as u64 % 32);
        mask | if mask & once == 0 { once } else { once << 32 }
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
