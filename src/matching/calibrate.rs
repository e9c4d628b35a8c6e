//! The calibrator: evidence → log-odds that answering is right. Logistic regression with sign-constrained weights: more
//! coverage may never speak against an answer, a foreign name never for it. Unconstrained weights overfit the base.
//!
//! Pure and deterministic. Called by: `model`.

use serde::{Deserialize, Serialize};

/// A fitted calibrator over `N` kinds of evidence.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Calibrator {
    /// Per kind, on the evidence's own scale.
    pub weight: Vec<f32>,
    /// Log-odds where all evidence is zero.
    pub bias: f32,
}

/// Passes of gradient descent; the problem is convex and tiny.
const PASSES: usize = 300;
/// L2 penalty on the standardized weights.
const PENALTY: f32 = 1e-3;

impl Calibrator {
    /// Fits on (evidence, whether answering was right), both outcomes weighing the same. `sign[k]` is +1 or -1: the only
    /// sign that the weight of evidence `k` may have. Projected gradient descent with momentum on standardized values.
    pub fn fit<const N: usize>(rows: &[([f32; N], bool)], sign: [f32; N]) -> Calibrator {
        let right = rows.iter().filter(|(_, right)| *right).count() as f32;
        let wrong = rows.len() as f32 - right;
        if right == 0.0 || wrong == 0.0 {
            return Calibrator { weight: vec![0.0; N], bias: 0.0 };
        }
        let (mean, deviation) = moments(rows);
        let standard = |evidence: &[f32; N]| std::array::from_fn(|k| (evidence[k] - mean[k]) / deviation[k]);
        let rows: Vec<([f32; N], bool)> = rows.iter().map(|(evidence, answer)| (standard(evidence), *answer)).collect();
        let mut weight = [0.0f32; N];
        let mut bias = 0.0f32;
        let (mut speed, mut bias_speed) = ([0.0f32; N], 0.0f32);
        for _ in 0..PASSES {
            let mut slope = weight.map(|weight| weight * PENALTY);
            let mut bias_slope = 0.0;
            for (value, answer) in &rows {
                let odds = bias + (0..N).map(|k| weight[k] * value[k]).sum::<f32>();
                let share = if *answer { 0.5 / right } else { 0.5 / wrong };
                let off = share * (1.0 / (1.0 + (-odds).exp()) - if *answer { 1.0 } else { 0.0 });
                (0..N).for_each(|k| slope[k] += off * value[k]);
                bias_slope += off;
            }
            for k in 0..N {
                speed[k] = 0.9 * speed[k] - slope[k];
                weight[k] += speed[k];
                if weight[k] * sign[k] < 0.0 {
                    (weight[k], speed[k]) = (0.0, 0.0);
                }
            }
            bias_speed = 0.9 * bias_speed - bias_slope;
            bias += bias_speed;
        }
        let weight: Vec<f32> = (0..N).map(|k| weight[k] / deviation[k]).collect();
        let bias = bias - weight.iter().zip(mean).map(|(weight, mean)| weight * mean).sum::<f32>();
        Calibrator { weight, bias }
    }

    /// The log-odds that answering is right.
    pub fn log_odds(&self, evidence: &[f32]) -> f32 {
        self.bias + self.weight.iter().zip(evidence).map(|(weight, value)| weight * value).sum::<f32>()
    }
}

fn moments<const N: usize>(rows: &[([f32; N], bool)]) -> ([f32; N], [f32; N]) {
    let count = rows.len() as f32;
    let mut mean = [0.0f32; N];
    rows.iter().for_each(|(evidence, _)| (0..N).for_each(|k| mean[k] += evidence[k] / count));
    let mut square = [0.0f32; N];
    rows.iter().for_each(|(evidence, _)| (0..N).for_each(|k| square[k] += (evidence[k] - mean[k]).powi(2) / count));
    (mean, square.map(|square| square.sqrt().max(1e-4)))
}

#[cfg(test)]
mod tests {
    use super::Calibrator;

    #[test]
    fn a_weight_never_takes_the_forbidden_sign() {
        let rows: Vec<([f32; 2], bool)> = (0..40).map(|i| ([i as f32, -(i as f32) / 2.0], i >= 20)).collect();
        let fit = Calibrator::fit(&rows, [1.0, 1.0]);
        assert!(fit.weight[0] > 0.0);
        assert_eq!(fit.weight[1], 0.0, "this evidence falls where answers are right, but may only speak for them");
        assert!(fit.log_odds(&[39.0, 0.0]) > 0.0 && fit.log_odds(&[0.0, 0.0]) < 0.0);
    }
}
