//! How many edits are between two words: optimal string alignment, by bit vectors (Hyyrö 2003, "A bit-vector algorithm for
//! computing Levenshtein and Damerau edit distances"). A word is prepared once and then compared with many, each letter of
//! the other word costing a dozen operations; the same distance as `strsim::osa_distance`, which a test holds it to.
//!
//! Pure. Called by: `spelling`.

/// Letters of the longest word that can be prepared: a bit for each.
pub const LONGEST: usize = 64;
/// A power of two above [`LONGEST`], so that a free slot is always found.
const SLOTS: usize = 128;

/// A word, prepared for comparing.
pub struct Prepared {
    letters: usize,
    /// Each of its letters with the places where it stands, as bits; at the letter's number modulo the slots, or after it.
    places: [(char, u64); SLOTS],
}

impl Prepared {
    /// `None` for the empty word, and for one of more than [`LONGEST`] letters.
    pub fn new(word: &str) -> Option<Prepared> {
        let mut prepared = Prepared { letters: 0, places: [('\0', 0); SLOTS] };
        for letter in word.chars() {
            if prepared.letters == LONGEST {
                return None;
            }
            let slot = prepared.slot(letter);
            prepared.places[slot].0 = letter;
            prepared.places[slot].1 |= 1 << prepared.letters;
            prepared.letters += 1;
        }
        (prepared.letters > 0).then_some(prepared)
    }

    /// The slot of a letter, or the free one where it would be.
    fn slot(&self, letter: char) -> usize {
        let mut slot = letter as usize % SLOTS;
        while self.places[slot].1 != 0 && self.places[slot].0 != letter {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }

    /// The number of edits to `other`: letters left out, put in, replaced, or swapped with the next.
    pub fn distance(&self, other: &str) -> usize {
        let last = 1u64 << (self.letters - 1);
        let mut distance = self.letters;
        // Down the column of the table of distances: where a step goes up by one, where down by one.
        let (mut up, mut down) = (u64::MAX, 0u64);
        let (mut diagonal, mut places_before) = (0u64, 0u64);
        for letter in other.chars() {
            let places = self.places[self.slot(letter)].1;
            let swapped = ((!diagonal & places) << 1) & places_before;
            diagonal = ((places & up).wrapping_add(up) ^ up) | places | down | swapped;
            let right_up = down | !(diagonal | up);
            let right_down = diagonal & up;
            distance += usize::from(right_up & last != 0);
            distance -= usize::from(right_down & last != 0);
            let (right_up, right_down) = (right_up << 1 | 1, right_down << 1);
            up = right_down | !(diagonal | right_up);
            down = right_up & diagonal;
            places_before = places;
        }
        distance
    }
}

#[cfg(test)]
mod tests {
    use super::Prepared;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_distance_of_strsim(one in "[abcə]{1,12}", other in "[abcə]{0,12}") {
            let prepared = Prepared::new(&one).expect("a word");
            prop_assert_eq!(prepared.distance(&other), strsim::osa_distance(&one, &other));
        }
    }

    #[test]
    fn letters_that_share_a_slot_are_told_apart() {
        // 'a' is 97, 'š' (0x161) is 97 modulo 128.
        assert_eq!(Prepared::new("aša").expect("a word").distance("šaš"), strsim::osa_distance("aša", "šaš"));
        assert!(Prepared::new("").is_none() && Prepared::new(&"a".repeat(65)).is_none());
        assert_eq!(Prepared::new(&"a".repeat(64)).expect("a word").distance("a"), 63);
    }
}
