//! The matcher over any labels: phrasings with labels in, the likeliest label for a text out. No library, no refusals.
//!
//! Pure. Called by: `cli::classify` (external benchmarks), the benches.

use super::model::{Model, Reader};
use super::threads;
use super::train::{Text, train};

/// A trained classifier.
pub struct Classifier {
    reader: Reader,
    model: Model,
    labels: Vec<String>,
    threshold: f32,
}

/// What a text was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct Classified<'c> {
    /// The likeliest label; empty where there are no labels.
    pub label: &'c str,
    /// How likely it is, 0 to 1.
    pub score: f32,
    /// Whether the score is at least half the 10th percentile of the phrasings' own, which training has raised.
    pub accepted: bool,
    /// The likeliest labels with their scores, best first, at most ten.
    pub ranked: Vec<(&'c str, f32)>,
}

impl Classifier {
    /// Trains on (phrasing, label) pairs.
    pub fn train(pairs: &[(String, String)]) -> Classifier {
        let mut labels: Vec<String> = pairs.iter().map(|(_, label)| label.clone()).collect();
        labels.sort();
        labels.dedup();
        let words: Vec<String> = labels.iter().map(|label| label.replace(['_', '-', '?'], " ")).collect();
        let class = |label: &String| labels.binary_search(label).unwrap_or_default() as u16;
        let mut texts: Vec<Text<'_>> =
            pairs.iter().map(|(text, label)| Text { class: class(label), text, weight: 1.0 }).collect();
        // A label's own words are one more phrasing: "card_arrival" says what it is about.
        texts.extend(words.iter().enumerate().map(|(class, text)| Text { class: class as u16, text, weight: 1.0 }));
        let reader = Reader::new();
        let reads = threads::map(&texts, |text| reader.read(text.text));
        let (model, _) = train(&texts, &reads, labels.len());
        let mut classifier = Classifier { reader, model, labels, threshold: 0.0 };
        let mut scores: Vec<f32> = pairs.iter().take(2000).map(|(text, _)| classifier.classify(text).score).collect();
        scores.sort_by(f32::total_cmp);
        classifier.threshold = scores.get(scores.len() / 10).copied().unwrap_or_default() / 2.0;
        classifier
    }

    /// The likeliest labels of `text`.
    pub fn classify(&self, text: &str) -> Classified<'_> {
        let (read, _) = self.model.read_query(&self.reader, text);
        let ranked: Vec<(&str, f32)> =
            self.model.rank(&read).into_iter().map(|(class, score)| (self.labels[class].as_str(), score)).collect();
        let (label, score) = ranked.first().copied().unwrap_or_default();
        Classified { label, score, accepted: score >= self.threshold, ranked }
    }
}
