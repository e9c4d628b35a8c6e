//! The gate: is this a question that the library answers at all? Binary logistic regression over the same vectors as the
//! ranker's, trained on all phrasings against the refusals, both sides weighing the same.
//!
//! Pure and deterministic. Called by: `model`; its log-odds are one kind of evidence.

use super::features::Sparse;
use super::softmax::{Generator, Training};
use serde::{Deserialize, Serialize};

/// A trained gate.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Gate {
    weight: Vec<f32>,
    bias: f32,
}

impl Gate {
    /// Trains on vectors that the library answers (`true`) or must refuse (`false`), of `features` features.
    pub fn train(rows: &[(&Sparse, bool)], features: usize, how: Training) -> Gate {
        let answers = rows.iter().filter(|(_, answered)| *answered).count() as f32;
        let refusals = rows.len() as f32 - answers;
        let mut gate = Gate { weight: vec![0.0; features], bias: 0.0 };
        if answers == 0.0 || refusals == 0.0 {
            return gate;
        }
        let half = rows.len() as f32 / 2.0;
        let (of_answer, of_refusal) = ((half / answers).min(1.0), (half / refusals).max(1.0));
        let mut order: Vec<u32> = (0..rows.len() as u32).collect();
        let mut generator = Generator::new();
        let all = (how.epochs * rows.len()) as f32;
        let mut done = 0.0f32;
        for _ in 0..how.epochs {
            generator.shuffle(&mut order);
            for row in &order {
                let (vector, answered) = rows[*row as usize];
                let step = how.step * (1.0 - done / all) * if answered { of_answer } else { of_refusal };
                done += 1.0;
                let target = if answered { 1.0 } else { 0.0 };
                let off = step * (1.0 / (1.0 + (-gate.log_odds(vector)).exp()) - target);
                vector.iter().for_each(|(feature, value)| gate.weight[*feature as usize] -= off * value);
                gate.bias -= 0.1 * off;
            }
        }
        gate
    }

    /// The log-odds that the library answers a text with this vector; above zero: it does.
    pub fn log_odds(&self, vector: &Sparse) -> f32 {
        self.bias + vector.iter().map(|(feature, value)| self.weight[*feature as usize] * value).sum::<f32>()
    }
}
