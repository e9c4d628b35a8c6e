//! Texts with classes, and refusals → a [`Model`].
//!
//! Pure and deterministic: folds and orders are fixed, threads only share out work. Never sees a test question.
//! Called by: `matcher`, `classify`.

use super::calibrate::Calibrator;
use super::features::{Raw, Shape, Space, Sparse, Vectors};
use super::gate::Gate;
use super::model::{EVIDENCE, KINDS_OF_EVIDENCE, Model, Profile, Read};
use super::neighbours::{Neighbours, REFUSED};
use super::softmax::{Row, Softmax, Training};
use super::spelling::Speller;
use super::tokens::has_digit;

use std::panic::resume_unwind;

/// A text to train on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    /// The class; [`REFUSED`] for a refusal.
    pub class: u16,
    pub text: &'a str,
    /// How much it counts; 1 is usual.
    pub weight: f32,
}

/// Length of the blocks of words, letters and names in a vector.
const SCALE: [f32; 3] = [1.3, 1.0, 0.5];
/// The gate's and the calibrator's evidence is made on texts that the models have not seen, by so many folds.
const FOLDS: usize = 2;
/// A pair of words seen once tells nothing that its words do not, once classes have more phrasings than this.
const MANY_PHRASINGS: usize = 20;

/// What training also finds out about the base itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Report {
    /// Per text: the class that models trained without it give it.
    pub guesses: Vec<u16>,
}

/// Trains on these texts of `classes` classes; `reads` are the same texts, read.
pub(super) fn train(texts: &[Text<'_>], reads: &[Read], classes: usize) -> (Model, Report) {
    let answered = texts.iter().filter(|text| text.class != REFUSED).count();
    let shape = Shape { classes, least_pairs: if answered > MANY_PHRASINGS * classes { 2 } else { 1 }, scale: SCALE };
    let class = |text: &Text<'_>| Some(text.class).filter(|class| *class != REFUSED);
    let labelled: Vec<(Option<u16>, &Raw)> = texts.iter().zip(reads).map(|(t, read)| (class(t), &read.raw)).collect();
    let (space, vectors) = Space::fit(&labelled, shape);
    let base = Base { texts, reads, vectors: &vectors, space: &space, classes };
    let everything: Vec<usize> = (0..texts.len()).collect();
    let refusals = answered < texts.len();

    let (mut model, folds) = std::thread::scope(|scope| {
        let whole = scope.spawn(|| base.learn(&everything));
        let folds: Vec<_> =
            if refusals { (0..FOLDS).map(|fold| base.evidence_of_fold(fold)).collect() } else { Vec::new() };
        (whole.join().unwrap_or_else(|panic| resume_unwind(panic)), folds)
    });
    let mut report = Report { guesses: vec![REFUSED; texts.len()] };
    let mut rows: Vec<([f32; KINDS_OF_EVIDENCE], bool)> = Vec::with_capacity(texts.len());
    for (index, class, evidence) in folds.into_iter().flatten() {
        report.guesses[index] = class;
        // A question that goes to the wrong entry says nothing about whether the library answers it: counted as refused,
        // such questions, at the borders of entries, would teach the calibrator to mistrust the gate.
        if texts[index].class == REFUSED || class == texts[index].class {
            rows.push((evidence, texts[index].class != REFUSED));
        }
    }
    (model.calibrator, model.speller) = std::thread::scope(|scope| {
        let answered = texts.iter().zip(reads).filter(|(text, _)| text.class != REFUSED);
        let words = answered.flat_map(|(_, read)| read.tokens.iter().map(|t| (t.word.as_str(), t.stem.as_str())));
        let speller = scope.spawn(|| Speller::new(words));
        let calibrator = Calibrator::fit(&rows, EVIDENCE.map(|(_, sign)| sign));
        (calibrator, speller.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    model.calibrated = refusals;
    model.space = space;
    (model, report)
}

/// The texts with all that is worked out about them.
struct Base<'a> {
    texts: &'a [Text<'a>],
    reads: &'a [Read],
    vectors: &'a [Vectors],
    space: &'a Space,
    classes: usize,
}

impl Base<'_> {
    /// The model of the texts with these indices, but for the calibrator, the speller and the space.
    fn learn(&self, which: &[usize]) -> Model {
        let rows: Vec<Row<'_>> = which
            .iter()
            .filter(|index| self.texts[**index].class != REFUSED)
            .map(|index| {
                let text = &self.texts[*index];
                Row { vector: &self.vectors[*index].whole, class: text.class as usize, weight: text.weight }
            })
            .collect();
        let gate: Vec<(&Sparse, bool)> =
            which.iter().map(|index| (&self.vectors[*index].whole, self.texts[*index].class != REFUSED)).collect();
        let unit: Vec<(&Sparse, u16)> =
            which.iter().map(|index| (&self.vectors[*index].words, self.texts[*index].class)).collect();
        let (profiles, all) = self.profiles(which);
        Model {
            ranker: Softmax::train(&rows, self.space.len(), self.classes, ranking(rows.len())),
            gate: Gate::train(&gate, self.space.len(), Training { epochs: 6, step: 2.0 }),
            neighbours: Neighbours::new(&unit, self.space.len(), self.classes),
            profiles,
            all,
            ..Model::default()
        }
    }

    /// (index, guessed class, evidence) of each text of a fold, by models that have not seen it.
    fn evidence_of_fold(&self, fold: usize) -> Vec<(usize, u16, [f32; KINDS_OF_EVIDENCE])> {
        let (seen, unseen): (Vec<usize>, Vec<usize>) = (0..self.texts.len()).partition(|index| index % FOLDS != fold);
        let mut model = self.learn(&seen);
        model.space = self.space.without_index();
        unseen
            .into_iter()
            // A quote's own text is no question: it trains the ranker, not the calibrator.
            .filter(|index| self.texts[*index].weight == 1.0)
            .map(|index| {
                let finding = model.find_vector(&self.reads[index], &self.vectors[index].whole);
                (index, finding.ranked.first().map_or(REFUSED, |class| *class as u16), finding.evidence)
            })
            .collect()
    }

    fn profiles(&self, which: &[usize]) -> (Vec<Profile>, Profile) {
        let mut profiles = vec![Profile::default(); self.classes];
        let mut all = Profile::default();
        for index in which.iter().filter(|index| self.texts[**index].class != REFUSED) {
            let read = &self.reads[*index];
            for profile in [&mut profiles[self.texts[*index].class as usize], &mut all] {
                profile.kinds |= read.kinds;
                read.names.iter().for_each(|name| insert(&mut profile.names, name));
                let numbers = read.tokens.iter().map(|token| &token.word).filter(|word| has_digit(word));
                numbers.for_each(|number| insert(&mut profile.numbers, number));
            }
        }
        (profiles, all)
    }
}

fn insert<T: PartialEq + Clone>(list: &mut Vec<T>, item: &T) {
    if !list.contains(item) {
        list.push(item.clone());
    }
}

/// How to train the ranker on so many rows: small bases take small steps and many passes, large ones few.
fn ranking(rows: usize) -> Training {
    if rows > 4000 { Training { epochs: 4, step: 14.0 } } else { Training { epochs: 20, step: 1.0 } }
}
