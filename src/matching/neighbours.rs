//! The curated questions and refusals nearest to a query: cosine over stems and pairs of stems, by an inverted index.
//!
//! Pure. Called by: `model`; the two cosines are evidence, and `--explain` shows the two texts.

use super::features::Sparse;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Vectors of all phrasings and refusals, by feature.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Neighbours {
    /// Where each feature's entries begin in `entries`, and those of its refusals, which are the last; one more than there
    /// are features.
    start: Vec<[u32; 2]>,
    /// A row's place, which is its number when the rows stand class by class, the refusals last; and in the lowest
    /// [`COMPONENT_BITS`] a component of a unit vector, in 255ths: the cosine is right to about one per cent. One number for
    /// both, since to fetch them is what takes the time.
    entries: Vec<u32>,
    /// Where each class's places begin, last those of the refusals; one more than that.
    start_of_class: Vec<u32>,
    /// The row at each place.
    row: Vec<u32>,
}

/// How many bits of an entry are its component.
const COMPONENT_BITS: u32 = 8;
/// Rows that have a place to be found at; further ones, beyond any library, are not.
const MOST_ROWS: u32 = 1 << (u32::BITS - COMPONENT_BITS);

/// The class of a refusal.
pub const REFUSED: u16 = u16::MAX;

/// The nearest row of some kind, with its cosine.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Nearest {
    /// Row, in the order in which they were given.
    pub row: usize,
    /// Cosine, 0 to 1.
    pub cosine: f32,
}

impl Neighbours {
    /// An index of these (vector, class) rows of `features` features; vectors of length 1, of the block of words alone.
    pub fn new(rows: &[(&Sparse, u16)], features: usize, classes: usize) -> Neighbours {
        let class_of = |row: &u32| (rows[*row as usize].1 as usize).min(classes);
        let mut row: Vec<u32> = (0..rows.len() as u32).collect();
        row.sort_by_key(class_of);
        let start_of_class = starts(classes + 1, row.iter().map(class_of));
        let vector_of = |row: &u32| rows[*row as usize].0;
        let found = row.iter().zip(0..MOST_ROWS);
        let begin = starts(features, found.clone().flat_map(|(row, _)| vector_of(row)).map(|(f, _)| *f as usize));
        let mut entries = vec![0; begin.last().map_or(0, |end| *end as usize)];
        let mut next = begin.clone();
        for (row, place) in found {
            for (feature, component) in vector_of(row) {
                let component = (component * 255.0).round().clamp(0.0, 255.0) as u32;
                entries[next[*feature as usize] as usize] = place << COMPONENT_BITS | component;
                next[*feature as usize] += 1;
            }
        }
        let refused = start_of_class[classes];
        let ends = begin.iter().skip(1).chain(begin.last());
        let start = begin.iter().zip(ends).map(|(begin, end)| {
            let of_feature = &entries[*begin as usize..*end as usize];
            [*begin, begin + of_feature.partition_point(|entry| place(*entry) < refused) as u32]
        });
        Neighbours { start: start.collect(), entries, start_of_class, row }
    }

    /// The row of `class` ([`REFUSED`] for the refusals) that is nearest to a vector whose block of words has length
    /// `scale`; ties go to the first row. Cosine 0 where the class has no row, or none that shares a feature.
    pub fn nearest(&self, vector: &Sparse, scale: f32, class: u16) -> Nearest {
        let Some(last) = self.start_of_class.len().checked_sub(2) else { return Nearest::default() };
        let class = (class as usize).min(last);
        let (first, end) = (self.start_of_class[class], self.start_of_class[class + 1]);
        let mut cosines = vec![0.0f32; (end - first) as usize];
        let unit = 1.0 / (255.0 * scale.max(f32::MIN_POSITIVE));
        for (feature, value) in vector {
            let value = value * unit;
            for entry in self.entries_of(*feature as usize, class == last, first..end) {
                let component = entry & ((1 << COMPONENT_BITS) - 1);
                cosines[(place(*entry) - first) as usize] += value * component as f32;
            }
        }
        // No cosine is negative, so they compare as the integers of the same bits, several at once.
        let bits = |cosine: &f32| cosine.to_bits() as i32;
        let most = cosines.iter().map(bits).fold(0, |most, bits| if bits > most { bits } else { most });
        match cosines.iter().position(|cosine| bits(cosine) == most) {
            Some(at) if most > 0 => Nearest { row: self.row[first as usize + at] as usize, cosine: cosines[at] },
            _ => Nearest::default(),
        }
    }

    /// The entries of a feature among the refusals, or at these places of a class.
    fn entries_of(&self, feature: usize, refused: bool, places: Range<u32>) -> &[u32] {
        let ([begin, refusals], [end, _]) = (self.start[feature], self.start[feature + 1]);
        if refused {
            return &self.entries[refusals as usize..end as usize];
        }
        let answered = &self.entries[begin as usize..refusals as usize];
        let from = answered.partition_point(|entry| place(*entry) < places.start);
        // A class has few of a feature's entries: its end is sooner come to than searched for.
        let many = answered[from..].iter().take_while(|entry| place(**entry) < places.end).count();
        &answered[from..from + many]
    }
}

/// An entry's place.
fn place(entry: u32) -> u32 {
    entry >> COMPONENT_BITS
}

/// Where each of `groups` groups begins when items are put group by group, and the end; `items` tells each one's group.
fn starts(groups: usize, items: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut start = vec![0u32; groups + 1];
    items.for_each(|group| start[group + 1] += 1);
    (0..groups).for_each(|group| start[group + 1] += start[group]);
    start
}

#[cfg(test)]
mod tests {
    use super::{Nearest, Neighbours, REFUSED};
    use crate::matching::features::Sparse;
    use proptest::prelude::*;

    /// What the index is to find, by looking at every row.
    fn by_hand(rows: &[(Sparse, u16)], query: &Sparse, class: u16) -> Nearest {
        let of = |vector: &Sparse, feature: u32| vector.iter().find(|(f, _)| *f == feature).map_or(0.0, |(_, v)| *v);
        let mut best = Nearest::default();
        for (row, (vector, _)) in rows.iter().enumerate().filter(|(_, (_, own))| *own == class) {
            let cosine: f32 = query.iter().map(|(feature, value)| value * of(vector, *feature)).sum();
            if cosine > best.cosine {
                best = Nearest { row, cosine };
            }
        }
        best
    }

    /// Components are whole 255ths, as the index keeps them.
    fn vector() -> impl Strategy<Value = Sparse> {
        let components = proptest::collection::btree_map(0u32..12, 1u8..=255, 0..6);
        components.prop_map(|of| of.into_iter().map(|(feature, value)| (feature, f32::from(value) / 255.0)).collect())
    }

    proptest! {
        #[test]
        fn it_is_the_row_that_looking_at_all_of_them_finds(
            rows in proptest::collection::vec((vector(), prop_oneof![0u16..3, Just(REFUSED)]), 0..20),
            query in vector(),
            class in prop_oneof![0u16..3, Just(REFUSED)],
        ) {
            let given: Vec<(&Sparse, u16)> = rows.iter().map(|(vector, class)| (vector, *class)).collect();
            let found = Neighbours::new(&given, 12, 3).nearest(&query, 1.0, class);
            let wanted = by_hand(&rows, &query, class);
            prop_assert!((found.cosine - wanted.cosine).abs() < 1e-4, "{found:?} {wanted:?}");
            // Rows as near as each other may change places in the last digit.
            let shown = rows.get(found.row).map_or(0.0, |row| by_hand(std::slice::from_ref(row), &query, class).cosine);
            prop_assert!(wanted.cosine == 0.0 || (shown - wanted.cosine).abs() < 1e-4);
        }
    }
}
