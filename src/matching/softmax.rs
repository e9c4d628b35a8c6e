//! Softmax (multinomial logistic) regression over sparse vectors, with weights only where a feature occurs in a class.
//!
//! Pure and deterministic: rows are visited in an order that a fixed generator gives. Full weights rank a point better at
//! most (CLINC150, BANKING77, the shipped library) and are fifty times as many.
//! Called by: `model`.

use super::features::Sparse;
use serde::{Deserialize, Serialize};

/// One training row.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The vector.
    pub vector: &'a Sparse,
    /// The class.
    pub class: usize,
    /// How much it counts; 1 is usual.
    pub weight: f32,
}

/// How to train: stochastic gradient descent with a step that falls linearly to zero (Bottou 2012).
#[derive(Clone, Copy, Debug)]
pub struct Training {
    /// Passes over the rows.
    pub epochs: usize,
    /// First step size.
    pub step: f32,
}

/// Probabilities that are off by less than this move nothing: most classes of most rows.
const NEGLIGIBLE: f32 = 0.002;

/// A trained model: scores of classes, linear in the features that a class has.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Softmax {
    classes: usize,
    /// Where each feature's weights begin; one more than there are features.
    start: Vec<u32>,
    class: Vec<u16>,
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Softmax {
    /// Trains on `rows` of `features` features and `classes` classes.
    pub fn train(rows: &[Row<'_>], features: usize, classes: usize, how: Training) -> Softmax {
        let mut model = Softmax::support(rows, features, classes);
        let mut gradient = vec![0.0f32; classes];
        let mut order: Vec<u32> = (0..rows.len() as u32).collect();
        let mut generator = Generator::new();
        let all = (how.epochs * rows.len()) as f32;
        for (done, row) in (0..how.epochs)
            .flat_map(|_| {
                generator.shuffle(&mut order);
                order.clone()
            })
            .enumerate()
        {
            let row = rows[row as usize];
            let step = how.step * (1.0 - done as f32 / all) * row.weight;
            model.probabilities_into(row.vector, &mut gradient);
            gradient[row.class] -= 1.0;
            if gradient[row.class].abs() < NEGLIGIBLE {
                continue;
            }
            gradient.iter_mut().for_each(|off| *off = if off.abs() < NEGLIGIBLE { 0.0 } else { *off * step });
            model.descend(row.vector, &gradient);
        }
        model
    }

    /// The weights' places, all zero: (feature, class) pairs that occur together.
    fn support(rows: &[Row<'_>], features: usize, classes: usize) -> Softmax {
        // Feature by feature, class by class: rows are gone through in the order of their classes, and a feature's last
        // class is the last of its list.
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|row| rows[*row].class);
        let mut last = vec![usize::MAX; features];
        let mut pairs: Vec<(u32, u16)> = Vec::new();
        for row in order.iter().map(|row| &rows[*row]) {
            for (feature, _) in row.vector {
                if std::mem::replace(&mut last[*feature as usize], row.class) != row.class {
                    pairs.push((*feature, row.class as u16));
                }
            }
        }
        let mut model = Softmax { classes, bias: vec![0.0; classes], ..Softmax::default() };
        model.start = vec![0; features + 1];
        pairs.iter().for_each(|(feature, _)| model.start[*feature as usize + 1] += 1);
        (0..features).for_each(|feature| model.start[feature + 1] += model.start[feature]);
        model.class = vec![0; pairs.len()];
        model.weight = vec![0.0; pairs.len()];
        let mut next = model.start.clone();
        for (feature, class) in pairs {
            model.class[next[feature as usize] as usize] = class;
            next[feature as usize] += 1;
        }
        model
    }

    fn descend(&mut self, vector: &Sparse, gradient: &[f32]) {
        /// Biases move slower: how often a class was asked in training says little of how often users will ask it.
        const BIAS_STEP: f32 = 0.1;
        for (feature, value) in vector {
            let range = self.range(*feature);
            for (class, weight) in self.class[range.clone()].iter().zip(&mut self.weight[range]) {
                *weight -= gradient[*class as usize] * value;
            }
        }
        self.bias.iter_mut().zip(gradient).for_each(|(bias, off)| *bias -= BIAS_STEP * off);
    }

    fn range(&self, feature: u32) -> std::ops::Range<usize> {
        self.start[feature as usize] as usize..self.start[feature as usize + 1] as usize
    }

    fn probabilities_into(&self, vector: &Sparse, out: &mut [f32]) {
        out.copy_from_slice(&self.bias);
        for (feature, value) in vector {
            let range = self.range(*feature);
            for (class, weight) in self.class[range.clone()].iter().zip(&self.weight[range]) {
                out[*class as usize] += value * weight;
            }
        }
        let top = in_lanes(out, f32::NEG_INFINITY, |top, score| if score > top { score } else { top });
        out.iter_mut().for_each(|score| *score = exp(*score - top));
        let sum = in_lanes(out, 0.0, |sum, score| sum + score);
        let share = 1.0 / sum;
        out.iter_mut().for_each(|score| *score *= share);
    }

    /// The probability of each class.
    pub fn probabilities(&self, vector: &Sparse) -> Vec<f32> {
        let mut out = vec![0.0; self.classes];
        self.probabilities_into(vector, &mut out);
        out
    }

    /// The share of the vector's squared length in features that `class` has, and in features that any class has.
    /// `length` is the squared length that a vector of known features only would have.
    pub fn explained(&self, vector: &Sparse, class: usize, length: f32) -> (f32, f32) {
        let mut by_class = 0.0;
        let mut by_any = 0.0;
        for (feature, value) in vector {
            let classes = &self.class[self.range(*feature)];
            if !classes.is_empty() {
                by_any += value * value;
            }
            if classes.binary_search(&(class as u16)).is_ok() {
                by_class += value * value;
            }
        }
        (by_class / length, by_any / length)
    }

    /// Whether `class` has this feature, and whether any class has.
    pub fn has(&self, feature: u32, class: usize) -> (bool, bool) {
        let classes = &self.class[self.range(feature)];
        (classes.binary_search(&(class as u16)).is_ok(), !classes.is_empty())
    }
}

/// Folds values in [`LANES`] lanes, each taking every so many-th value, so that the processor need not wait for
/// one step before it begins the next; then the lanes' results. `start` must change nothing.
fn in_lanes(values: &[f32], start: f32, step: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [start; LANES];
    let chunks = values.chunks_exact(LANES);
    let rest = chunks.remainder().iter().copied().fold(start, &step);
    for chunk in chunks {
        lanes.iter_mut().zip(chunk).for_each(|(lane, value)| *lane = step(*lane, *value));
    }
    lanes.into_iter().fold(rest, step)
}

const LANES: usize = 16;

/// e to the power of `x` for x ≤ 0, right to about two units in the last place (Cephes' polynomial for `expf`). Without
/// a branch or a call, so that the compiler can take several classes at once; and the same on every machine.
fn exp(x: f32) -> f32 {
    /// Added to a small number, leaves its nearest integer in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    let shifted = x.max(-87.0) * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    // ln 2 in two parts, so that the product with `whole` loses nothing.
    let rest = (x.max(-87.0) - whole * 0.693_359_4) + whole * 2.121_944_4e-4;
    let mut sum = 1.987_569_1e-4;
    for coefficient in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        sum = sum * rest + coefficient;
    }
    let fraction = sum * rest * rest + rest + 1.0;
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23));
    fraction * power
}

/// SplitMix64 (Steele, Lea & Flood 2014): the order of rows, the same on every machine.
pub struct Generator(u64);

impl Generator {
    /// The generator with the one seed that the crate uses.
    pub fn new() -> Generator {
        Generator(0x9e37_79b9_7f4a_7c15)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Fisher–Yates.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, (self.next() % (last as u64 + 1)) as usize);
        }
    }
}

impl Default for Generator {
    fn default() -> Self {
        Generator::new()
    }
}

#[cfg(test)]
mod tests {
    use super::exp;

    #[test]
    fn exp_is_right_to_a_few_millionths() {
        for step in 0..8700 {
            let x = -(step as f32) / 100.0;
            let (fast, exact) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((fast / exact - 1.0).abs() < 1e-6, "exp({x}) = {fast}, not {exact}");
        }
        assert_eq!(exp(0.0), 1.0);
        assert!(exp(-1000.0) < 1e-37);
    }
}
