//! The curated questions and refusals nearest to a query: cosine over stems and pairs of stems, by an inverted index.
//!
//! Pure. Called by: `model`; the two cosines are evidence, and `--explain` shows the two texts.

use super::features::Sparse;
use serde::{Deserialize, Serialize};

/// Vectors of all phrasings and refusals, by feature.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Neighbours {
    /// Where each feature's rows begin; one more than there are features.
    start: Vec<u32>,
    row: Vec<u32>,
    /// A component of a unit vector, in 255ths: the cosine is right to about one per cent, and the index half as large.
    value: Vec<u8>,
    /// The rows of each class, and last those of the refusals.
    rows_of_class: Vec<Vec<u32>>,
    rows: usize,
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
    pub fn new<'a>(rows: impl Iterator<Item = (&'a Sparse, u16)>, features: usize, classes: usize) -> Neighbours {
        let mut lists: Vec<Vec<(u32, u8)>> = vec![Vec::new(); features];
        let mut neighbours = Neighbours { rows_of_class: vec![Vec::new(); classes + 1], ..Neighbours::default() };
        for (row, (vector, class)) in rows.enumerate() {
            neighbours.rows_of_class[(class as usize).min(classes)].push(row as u32);
            neighbours.rows += 1;
            for (feature, value) in vector {
                lists[*feature as usize].push((row as u32, (value * 255.0).round().clamp(0.0, 255.0) as u8));
            }
        }
        for list in lists {
            neighbours.start.push(neighbours.row.len() as u32);
            for (row, value) in list {
                neighbours.row.push(row);
                neighbours.value.push(value);
            }
        }
        neighbours.start.push(neighbours.row.len() as u32);
        neighbours
    }

    /// The cosine of every row with a vector whose block of words has length `scale`.
    pub fn cosines(&self, vector: &Sparse, scale: f32) -> Vec<f32> {
        let mut cosines = vec![0.0f32; self.rows];
        let unit = 1.0 / (255.0 * scale.max(f32::MIN_POSITIVE));
        for (feature, value) in vector {
            let range = self.start[*feature as usize] as usize..self.start[*feature as usize + 1] as usize;
            let value = value * unit;
            for (row, component) in self.row[range.clone()].iter().zip(&self.value[range]) {
                cosines[*row as usize] += value * f32::from(*component);
            }
        }
        cosines
    }

    /// The nearest row of `class` among these cosines; cosine 0 where the class has no row.
    pub fn nearest(&self, cosines: &[f32], class: u16) -> Nearest {
        let mut best = Nearest::default();
        let Some(last) = self.rows_of_class.len().checked_sub(1) else { return best };
        for row in &self.rows_of_class[(class as usize).min(last)] {
            let cosine = cosines[*row as usize];
            if cosine > best.cosine {
                best = Nearest { row: *row as usize, cosine };
            }
        }
        best
    }
}
