//! Words → a sparse vector: blocks of features, weighted by how few classes have them.
//!
//! Pure. A feature is known by the 64-bit hash of its kind and letters; two features that collide would share a weight,
//! which at 10⁵ features happens in one library of 10⁹ and costs a little accuracy, never a wrong quote.
//! Called by: `model`.

use super::threads;
use super::tokens::{Script, Token};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};
use std::hash::Hasher;

/// A sparse vector: (feature's index, value); each feature once.
pub type Sparse = Vec<(u32, f32)>;

/// How many blocks of features there are; each block of a vector has a length of its own.
pub const BLOCKS: usize = 3;

/// The block of stems, pairs of stems, and word beginnings.
pub const WORDS: usize = 0;
/// The block of runs of letters inside word borders.
pub const LETTERS: usize = 1;
/// The block of names.
pub const NAMES: usize = 2;

/// The feature hashes of one text, per block, sorted, repeats included.
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
    let mut letters = Letters::default();
    // Each stem is hashed once; a pair's hash is made of its stems' hashes.
    let stems: Vec<u64> = tokens.iter().map(|token| stem_key(&token.stem)).collect();
    raw[WORDS].reserve(tokens.len() * (PAIR_WINDOW + 2));
    raw[LETTERS].reserve(tokens.iter().map(|token| token.word.len()).sum());
    for (index, token) in tokens.iter().enumerate() {
        raw[WORDS].push(stems[index]);
        raw[WORDS].extend(stems[index + 1..].iter().take(PAIR_WINDOW).map(|other| pair_key(stems[index], *other)));
        if Script::of(&token.word) == Script::Latin
            && let Some((end, _)) = token.word.char_indices().nth(PREFIX_LETTERS)
        {
            raw[WORDS].push(hash(b'p', &token.word[..end]));
        }
        letters.push_runs(&token.word, &mut raw[LETTERS]);
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
    raw.iter_mut().for_each(|block| block.sort_unstable());
    raw
}

/// The hash of a stem's feature.
pub fn stem_key(stem: &str) -> u64 {
    hash(b'w', stem)
}

/// The hash of two stems that stand near each other, in either order.
fn pair_key(one: u64, other: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(one.min(other));
    hasher.write_u64(one.max(other));
    hasher.finish() | PAIR
}

fn name_key(tag: u8, name: u16, next: u16) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(tag);
    hasher.write_u16(name);
    hasher.write_u16(next);
    hasher.finish() & !PAIR
}

/// Cuts words into runs of letters; keeps its buffers from word to word.
#[derive(Default)]
struct Letters {
    padded: String,
    /// Where each letter of `padded` begins, and the end: a run is a slice between two of them.
    borders: Vec<usize>,
}

impl Letters {
    fn push_runs(&mut self, word: &str, out: &mut Vec<u64>) {
        self.padded.clear();
        self.padded.extend([" ", word, " "]);
        self.borders.clear();
        self.borders.extend(self.padded.char_indices().map(|(at, _)| at));
        self.borders.push(self.padded.len());
        out.extend(self.borders.windows(GRAM + 1).map(|run| hash(b'c', &self.padded[run[0]..run[GRAM]])));
    }
}

/// A feature this common (three classes of four have it) is left out, and counts in a vector's length as an unknown one
/// does: "what is azerbaijan" then has little that an entry could be recognised by. Measured on the shipped library: with
/// their own small weight in the length instead, the AUROC of refusal falls from .988 to .982.
const LEAST_RARITY: f32 = 0.3;

/// Set in the hash of a pair of words, so that rare pairs can be told apart from rare words.
const PAIR: u64 = 1;

fn hash(tag: u8, letters: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(tag);
    hasher.write(letters.as_bytes());
    hasher.finish() & !PAIR
}

/// How a [`Space`] is made.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Number of classes.
    pub classes: usize,
    /// A pair of words is kept where at least this many texts have it; other features always are.
    pub least_pairs: u32,
    /// Length of each block of a vector.
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

/// A text as the models see it.
#[derive(Clone, Debug, Default)]
pub struct Vectors {
    /// All blocks, each to its length.
    pub whole: Sparse,
    /// The block of words alone, at length 1.
    pub words: Sparse,
}

/// The features of many texts by number, in the order in which they are first seen.
#[derive(Default)]
struct Census {
    keys: Vec<u64>,
    /// Per feature: texts that have it.
    texts: Vec<u32>,
    /// Per feature: classes that have it.
    classes: Vec<u32>,
    /// Per text and block: (feature's number, how often it stands there).
    counts: Vec<[Vec<(u32, u32)>; BLOCKS]>,
}

impl Census {
    /// Counts; texts without a class are counted as texts only.
    fn of(texts: &[(Option<u16>, &Raw)]) -> Census {
        let mut census = Census { counts: vec![Default::default(); texts.len()], ..Census::default() };
        // A feature stands a dozen times on average; growing the table costs more than a guess that is somewhat off.
        let all: usize = texts.iter().flat_map(|(_, raw)| raw.iter()).map(Vec::len).sum();
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(all / 12, FxBuildHasher);
        // Class by class, so that a feature need only remember the last class that had it.
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_by_key(|text| (texts[*text].0.is_none(), texts[*text].0));
        let mut last_class: Vec<Option<u16>> = Vec::new();
        for text in order {
            let (class, raw) = &texts[text];
            for (block, counts) in raw.iter().zip(&mut census.counts[text]) {
                counts.reserve(block.len());
                for run in block.chunk_by(|one, other| one == other) {
                    let number = *numbers.entry(run[0]).or_insert_with(|| {
                        census.keys.push(run[0]);
                        census.texts.push(0);
                        census.classes.push(0);
                        last_class.push(None);
                        last_class.len() as u32 - 1
                    });
                    counts.push((number, run.len() as u32));
                    census.texts[number as usize] += 1;
                    if class.is_some() && last_class[number as usize] != *class {
                        last_class[number as usize] = *class;
                        census.classes[number as usize] += 1;
                    }
                }
            }
        }
        census
    }
}

impl Space {
    /// The space of these texts, each with its class, and the texts as vectors of it. Features that nearly every class has
    /// are left out. The features of texts of no class (the refusals) are known too, as rare as can be, for the gate's sake.
    pub fn fit(texts: &[(Option<u16>, &Raw)], shape: Shape) -> (Space, Vec<Vectors>) {
        let census = Census::of(texts);
        let all = 1.0 + shape.classes as f32;
        let mut space = Space { unseen: all.ln(), scale: shape.scale, ..Space::default() };
        let mut index_of: Vec<Option<u32>> = Vec::with_capacity(census.keys.len());
        for (number, key) in census.keys.iter().enumerate() {
            let rarity = (all / (1.0 + census.classes[number] as f32)).ln();
            let is_common = rarity <= LEAST_RARITY;
            let is_kept = !is_common && (key & PAIR == 0 || census.texts[number] >= shape.least_pairs);
            index_of.push(is_kept.then_some(space.keys.len() as u32));
            if is_common {
                space.common.push(*key);
            } else if is_kept {
                space.keys.push(*key);
                space.rarity.push(rarity);
            }
        }
        space.common.sort_unstable();
        space.reindex();
        let vectors = threads::map(&census.counts, |counts| {
            let found = |(number, count): &(u32, u32)| (index_of[*number as usize], *count);
            let block = |block: usize, scale: f32, vector: &mut Sparse| {
                space.push_block(counts[block].iter().map(found), scale, vector);
            };
            let mut vectors = Vectors::default();
            block(WORDS, 1.0, &mut vectors.words);
            (0..BLOCKS).for_each(|index| block(index, space.scale[index], &mut vectors.whole));
            vectors.whole.sort_unstable_by_key(|(index, _)| *index);
            vectors
        });
        (space, vectors)
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
            let runs = block.chunk_by(|one, other| one == other);
            self.push_block(runs.map(|run| (self.find(run[0]), run.len() as u32)), scale, &mut vector);
        }
        vector
    }

    /// Adds a block of these (feature, if it is known; how often) at the length `scale`.
    fn push_block(&self, counts: impl Iterator<Item = (Option<u32>, u32)>, scale: f32, vector: &mut Sparse) {
        let first = vector.len();
        let mut square = 0.0f32;
        for (feature, count) in counts {
            let frequency = if count == 1 { 1.0 } else { 1.0 + (count as f32).ln() };
            match feature {
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
