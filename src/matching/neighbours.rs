//! The curated questions and refusals nearest to a query: cosine over stems and pairs of stems, by an inverted index.
//!
//! Pure. Called by: `model`; the two cosines are evidence, and `--explain` shows the two texts.

use super::features::Sparse;
use serde::{Deserialize, Serialize};

/// Vectors of all phrasings and refusals, by feature.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Neighbours {
    /// Where each feature's places begin; one more than there are features.
    start: Vec<u32>,
    /// A place is a row's number when the rows stand class by class, the refusals last.
    place: Vec<u32>,
    /// A component of a unit vector, in 255ths: the cosine is right to about one per cent, and the index half as large.
    value: Vec<u8>,
    /// Where each class's places begin, last those of the refusals; one more than that.
    start_of_class: Vec<u32>,
    /// The row at each place.
    row: Vec<u32>,
}

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
        let start = starts(features, row.iter().flat_map(vector_of).map(|(feature, _)| *feature as usize));
        let all = start.last().map_or(0, |end| *end as usize);
        let (mut place, mut value) = (vec![0; all], vec![0; all]);
        let mut next = start.clone();
        for (number, row) in row.iter().enumerate() {
            for (feature, component) in vector_of(row) {
                let at = next[*feature as usize] as usize;
                next[*feature as usize] += 1;
                place[at] = number as u32;
                value[at] = (component * 255.0).round().clamp(0.0, 255.0) as u8;
            }
        }
        Neighbours { start, place, value, start_of_class, row }
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
            let range = self.start[*feature as usize] as usize..self.start[*feature as usize + 1] as usize;
            let (places, components) = (&self.place[range.clone()], &self.value[range]);
            let from = places.partition_point(|place| *place < first);
            let until = from + places[from..].partition_point(|place| *place < end);
            let value = value * unit;
            for (place, component) in places[from..until].iter().zip(&components[from..until]) {
                cosines[(place - first) as usize] += value * f32::from(*component);
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
}

/// Where each of `groups` groups begins when items are put group by group, and the end; `items` tells each one's group.
fn starts(groups: usize, items: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut start = vec![0u32; groups + 1];
    items.for_each(|group| start[group + 1] += 1);
    (0..groups).for_each(|group| start[group + 1] += start[group]);
    start
}
