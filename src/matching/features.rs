//! Words → a sparse vector: blocks of features, weighted by how few classes have them.
//!
//! Pure. A feature is known by the 64-bit hash of its kind and letters; two features that collide would share a weight,
//! which at 10⁵ features happens in one library of 10⁹ and costs a little accuracy, never a wrong quote.
//! Called by: `model`.

use super::tokens::{Script, Token};
use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};
use std::hash::Hasher;

/// A sparse vector: (feature's index, value), by index.
pub type Sparse = Vec<(u32, f32)>;

/// How many blocks of features there are; each block of a vector has a length of its own.
pub const BLOCKS: usize = 3;

/// The block of stems, pairs of stems, and word beginnings.
pub const WORDS: usize = 0;
/// The block of runs of letters inside word borders.
pub const LETTERS: usize = 1;
/// The block of names.
pub const NAMES: usize = 2;

/// The feature hashes of one text, per block, repeats included.
pub type Raw = [Vec<u64>; BLOCKS];

/// Length of the word beginnings that stand in for a Turkish or Azerbaijani stem.
const PREFIX_LETTERS: usize = 5;
/// Length of the runs of letters. Runs of 4 alone rank as well as runs of 3 to 5 (library and both public benchmarks,
/// within a point either way) at a third of the features.
const GRAM: usize = 4;
/// How far apart two words may stand to make a pair, in words. Pairs have no order: "embassy of Palestine" and
/// "Palestine's embassy" are one.
const PAIR_WINDOW: usize = 8;

/// The features of a text's tokens, and of the names found in it, in order.
pub fn extract(tokens: &[Token], names: &[u16]) -> Raw {
    let mut raw: Raw = Default::default();
    for (index, token) in tokens.iter().enumerate() {
        raw[WORDS].push(stem_key(&token.stem));
        for other in tokens.iter().skip(index + 1).take(PAIR_WINDOW) {
            raw[WORDS].push(pair_key(&token.stem, &other.stem));
        }
        if Script::of(&token.word) == Script::Latin
            && let Some((end, _)) = token.word.char_indices().nth(PREFIX_LETTERS)
        {
            raw[WORDS].push(hash(b'p', &[&token.word[..end]]));
        }
        letters(&token.word, &mut raw[LETTERS]);
    }
    for (index, name) in names.iter().enumerate() {
        raw[NAMES].push(name_key(b'e', *name, 0));
        if index == 0 {
            raw[NAMES].push(name_key(b'f', *name, 0));
        }
        // Ordered pairs of neighbours tell "Palestine's embassy in Azerbaijan" from "Azerbaijan's in Palestine".
        if let Some(next) = names.get(index + 1) {
            raw[NAMES].push(name_key(b'g', *name, *next));
        }
    }
    raw
}

/// The hash of a stem's feature.
pub fn stem_key(stem: &str) -> u64 {
    hash(b'w', &[stem])
}

fn pair_key(one: &str, other: &str) -> u64 {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    hash(b'b', &[first, second]) | PAIR
}

fn name_key(tag: u8, name: u16, next: u16) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(tag);
    hasher.write_u16(name);
    hasher.write_u16(next);
    hasher.finish() & !PAIR
}

fn letters(word: &str, out: &mut Vec<u64>) {
    let padded = format!(" {word} ");
    // Where each letter begins, and the end: a run is a slice between two of them.
    let borders: Vec<usize> = padded.char_indices().map(|(at, _)| at).chain(std::iter::once(padded.len())).collect();
    for window in borders.windows(GRAM + 1) {
        out.push(hash(b'c', &[&padded[window[0]..window[GRAM]]]));
    }
}

/// A feature this common (three classes of four have it) is left out, and counts in a vector's length as an unknown one
/// does: "what is azerbaijan" then has little that an entry could be recognised by. Measured on the shipped library: with
/// their own small weight in the length instead, the AUROC of refusal falls from .988 to .982.
const LEAST_RARITY: f32 = 0.3;

/// Set in the hash of a pair of words, so that rare pairs can be told apart from rare words.
const PAIR: u64 = 1;

fn hash(tag: u8, parts: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(tag);
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish() & !PAIR
}

/// How a [`Space`] is made.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Number of classes.
    pub classes: usize,
    /// A pair of words is kept where at least this many texts have it; other features always are.
    pub least_pairs: u32,
    /// Length of each block of a vector; 0 leaves the block out.
    pub scale: [f32; BLOCKS],
}

/// The features that a set of texts has, with their weights.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Space {
    /// Feature hashes; the position is the feature's index.
    keys: Vec<u64>,
    /// Per feature: ln((1 + N) / (1 + cf)), cf = classes that have it, N = classes.
    rarity: Vec<f32>,
    /// The same for a feature that no class has.
    unseen: f32,
    /// Hashes of features that nearly all classes have, and that are left out; sorted.
    common: Vec<u64>,
    scale: [f32; BLOCKS],
    #[serde(skip)]
    index: FxHashMap<u64, u32>,
}

impl Space {
    /// The space of these texts, each with its class. Features that nearly every class has are left out.
    /// `refused`: texts of no class; their features are known too, as rare as can be, for the gate's sake.
    pub fn fit<'a>(texts: impl Iterator<Item = (usize, &'a Raw)>, refused: &[&'a Raw], shape: Shape) -> Space {
        // Per feature: texts that have it, classes that have it.
        let mut seen: FxHashMap<u64, (u32, Vec<u16>)> = FxHashMap::default();
        let mut order: Vec<u64> = Vec::new();
        let refused = refused.iter().map(|raw| (None, *raw));
        for (class, raw) in texts.map(|(class, raw)| (Some(class as u16), raw)).chain(refused) {
            let mut unique: Vec<u64> = Vec::new();
            unique.extend(raw.iter().zip(shape.scale).filter(|(_, scale)| *scale > 0.0).flat_map(|(block, _)| block));
            unique.sort_unstable();
            unique.dedup();
            for key in unique {
                let (texts, classes) = seen.entry(key).or_insert_with(|| {
                    order.push(key);
                    (0, Vec::new())
                });
                *texts += 1;
                if let Some(class) = class.filter(|class| !classes.contains(class)) {
                    classes.push(class);
                }
            }
        }
        let all = 1.0 + shape.classes as f32;
        let mut space = Space { unseen: all.ln(), scale: shape.scale, ..Space::default() };
        for key in order {
            let (texts, classes) = &seen[&key];
            let rarity = (all / (1.0 + classes.len() as f32)).ln();
            if rarity <= LEAST_RARITY {
                space.common.push(key);
            } else if key & PAIR == 0 || *texts >= shape.least_pairs {
                space.keys.push(key);
                space.rarity.push(rarity);
            }
        }
        space.common.sort_unstable();
        space.reindex();
        space
    }

    /// Makes the look-up table anew, after the space was read from a cache.
    pub fn reindex(&mut self) {
        self.index = self.keys.iter().enumerate().map(|(index, key)| (*key, index as u32)).collect();
    }

    /// The same without the look-up table, for vectors that are made already.
    pub fn without_index(&self) -> Space {
        Space { scale: self.scale, ..Space::default() }
    }

    /// The length of a block of a vector.
    pub fn scale(&self, block: usize) -> f32 {
        self.scale[block]
    }

    /// The squared length that the vector of a text would have if every feature were known.
    pub fn square_length(&self, raw: &Raw) -> f32 {
        let blocks = raw.iter().zip(self.scale).filter(|(block, _)| !block.is_empty());
        blocks.map(|(_, scale)| scale * scale).sum::<f32>().max(f32::MIN_POSITIVE)
    }

    /// One block of a text's vector, at length 1.
    pub fn block(&self, raw: &Raw, block: usize) -> Sparse {
        let mut vector = Vec::new();
        self.push_block(&raw[block], 1.0, &mut vector);
        vector
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// The index of a feature.
    pub fn find(&self, key: u64) -> Option<u32> {
        self.index.get(&key).copied()
    }

    /// Whether nearly all classes have this feature, so that it is left out.
    pub fn is_common(&self, key: u64) -> bool {
        self.common.binary_search(&key).is_ok()
    }

    /// The vector of a text: (1 + ln tf) · rarity, each block to its length; unknown features count in the length.
    pub fn vector(&self, raw: &Raw) -> Sparse {
        let mut vector: Sparse = Vec::with_capacity(raw.iter().map(Vec::len).sum());
        for (block, scale) in raw.iter().zip(self.scale) {
            self.push_block(block, scale, &mut vector);
        }
        vector.sort_unstable_by_key(|(index, _)| *index);
        vector
    }

    fn push_block(&self, block: &[u64], scale: f32, vector: &mut Sparse) {
        if scale == 0.0 || block.is_empty() {
            return;
        }
        let mut sorted = block.to_vec();
        sorted.sort_unstable();
        let first = vector.len();
        let mut square = 0.0f32;
        for run in sorted.chunk_by(|one, other| one == other) {
            let frequency = 1.0 + (run.len() as f32).ln();
            match self.find(run[0]) {
                Some(index) => {
                    let value = frequency * self.rarity[index as usize];
                    square += value * value;
                    vector.push((index, value));
                }
                None => square += (frequency * self.unseen).powi(2),
            }
        }
        let factor = scale / square.sqrt().max(f32::MIN_POSITIVE);
        vector[first..].iter_mut().for_each(|(_, value)| *value *= factor);
    }
}
