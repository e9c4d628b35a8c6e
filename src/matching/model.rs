//! The trained model: everything that is learnt from a base, and what it finds about one query.
//!
//! Pure and deterministic. Knows classes and refusals, not libraries: `Matcher` puts a library's entries behind it,
//! `classify` puts any labels.
//! Called by: `matcher`, `classify`; made by `train`.

use super::calibrate::Calibrator;
use super::decision::{Evidence, WordTrace};
use super::features::{self, Raw, Space, Sparse};
use super::gate::Gate;
use super::kind::{Kinds, QuestionWords};
use super::names::{Name, Names};
use super::neighbours::{Nearest, Neighbours, REFUSED};
use super::softmax::Softmax;
use super::spelling::{Spelled, Speller};
use super::tokens::{self, Stemmers, Token, has_digit};
use serde::{Deserialize, Serialize};

/// The kinds of evidence for an answer: stable name, and the only sign that its weight may have.
pub(super) const EVIDENCE: [(&str, f32); 11] = [
    ("gate", 1.0),           // log-odds of the gate
    ("rank", 1.0),           // log-odds of the first class
    ("margin", 1.0),         // log of the first class's probability over the second's
    ("question", 1.0),       // cosine to the nearest phrasing of the first class
    ("refusal", -1.0),       // cosine to the nearest refusal
    ("explained", 1.0),      // share of the query's weight that the first class has
    ("known", 1.0),          // share that any class has
    ("other-names", -1.0),   // names that the first class lacks
    ("foreign-names", -1.0), // names that no class has
    ("other-numbers", -1.0), // numbers that the first class lacks
    ("other-kind", -1.0),    // kinds of question that no phrasing of the first class is of
];

/// How many kinds of evidence there are.
pub(super) const KINDS_OF_EVIDENCE: usize = EVIDENCE.len();

/// The place of the share of the query's weight that the first class has.
const EXPLAINED: usize = 5;

/// What the phrasings of a class have.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Profile {
    pub names: Vec<Name>,
    pub numbers: Vec<String>,
    pub kinds: Kinds,
}

/// A text, read.
pub(super) struct Read {
    pub tokens: Vec<Token>,
    pub names: Vec<Name>,
    pub raw: Raw,
    pub kinds: Kinds,
}

/// What is learnt from a base.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Model {
    pub space: Space,
    pub ranker: Softmax,
    pub gate: Gate,
    pub neighbours: Neighbours,
    pub speller: Speller,
    pub profiles: Vec<Profile>,
    pub all: Profile,
    pub calibrator: Calibrator,
    /// Whether there were refusals to train the gate and the calibrator on.
    pub calibrated: bool,
}

/// What the model finds about a query.
pub(super) struct Finding {
    /// Probability of each class.
    pub probabilities: Vec<f32>,
    /// Classes by probability, best first, at most ten.
    pub ranked: Vec<usize>,
    pub evidence: [f32; KINDS_OF_EVIDENCE],
    pub question: Nearest,
    pub refusal: Nearest,
}

/// The tools that reading needs and that are not learnt.
pub(super) struct Reader {
    pub stemmers: Stemmers,
    pub names: Names,
    pub question_words: QuestionWords,
}

impl Reader {
    pub fn new() -> Reader {
        Reader { stemmers: Stemmers::default(), names: Names::general(), question_words: QuestionWords::new() }
    }

    /// The text as the model sees it.
    pub fn read(&self, text: &str) -> Read {
        self.read_tokens(self.stemmers.tokens(text))
    }

    fn read_tokens(&self, tokens: Vec<Token>) -> Read {
        let names = self.names.find(&tokens);
        let raw = features::extract(&tokens, &names);
        let kinds = self.question_words.kinds(&tokens);
        Read { tokens, names, raw, kinds }
    }
}

impl Model {
    /// A query, read, with its spelling corrected; and for each token the word it was corrected to.
    pub fn read_query(&self, reader: &Reader, query: &str) -> (Read, Vec<Option<String>>) {
        let mut tokens = tokens::words(query);
        let mut corrected = vec![None; tokens.len()];
        for (token, corrected) in tokens.iter_mut().zip(&mut corrected) {
            match self.speller.look_up(&token.word) {
                Spelled::Known { stem } => stem.clone_into(&mut token.stem),
                Spelled::Corrected { word, stem } => {
                    word.clone_into(&mut token.word);
                    stem.clone_into(&mut token.stem);
                    *corrected = Some(word.to_owned());
                }
                Spelled::Unknown => token.stem = reader.stemmers.stem(&token.word).into_owned(),
            }
        }
        (reader.read_tokens(tokens), corrected)
    }

    /// The likeliest classes of a text with their probabilities, best first, at most ten; nothing else is worked out.
    pub fn rank(&self, read: &Read) -> Vec<(usize, f32)> {
        let probabilities = self.ranker.probabilities(&self.space.vector(&read.raw));
        best(&probabilities, 10).into_iter().map(|class| (class, probabilities[class])).collect()
    }

    /// What the model finds about a text.
    pub fn find(&self, read: &Read) -> Finding {
        let vector = self.space.vector(&read.raw);
        self.find_vector(read, &vector)
    }

    pub fn find_vector(&self, read: &Read, vector: &Sparse) -> Finding {
        let probabilities = self.ranker.probabilities(vector);
        let ranked = best(&probabilities, 10);
        let first = ranked.first().copied().unwrap_or_default();
        let nearest = |class| self.neighbours.nearest(vector, self.space.scale(features::WORDS), class);
        let (question, refusal) = (nearest(first as u16), nearest(REFUSED));
        let evidence = self.evidence(read, vector, &probabilities, &ranked, question.cosine, refusal.cosine);
        Finding { probabilities, ranked, evidence, question, refusal }
    }

    fn evidence(
        &self,
        read: &Read,
        vector: &Sparse,
        probabilities: &[f32],
        ranked: &[usize],
        question: f32,
        refusal: f32,
    ) -> [f32; KINDS_OF_EVIDENCE] {
        let Some(first) = ranked.first().copied() else { return [0.0; KINDS_OF_EVIDENCE] };
        let at = |rank: usize| ranked.get(rank).map_or(0.0, |class| probabilities[*class]).clamp(1e-6, 1.0 - 1e-6);
        let profile = &self.profiles[first];
        let (own, any) = self.ranker.explained(vector, first, self.space.square_length(&read.raw));
        let numbers = read.tokens.iter().filter(|token| has_digit(&token.word));
        let lacking = |has: &[Name]| read.names.iter().filter(|name| !has.contains(name)).count().min(3) as f32;
        [
            self.gate.log_odds(vector).clamp(-12.0, 12.0),
            (at(0) / (1.0 - at(0))).ln(),
            (at(0) / at(1)).ln().min(8.0),
            question,
            refusal,
            own,
            any,
            lacking(&profile.names),
            lacking(&self.all.names),
            numbers.filter(|number| !profile.numbers.contains(&number.word)).count().min(3) as f32,
            (read.kinds & !profile.kinds).count_ones() as f32,
        ]
    }

    /// What became of each word of a query whose first class is `class`.
    pub fn trace(&self, read: &Read, corrected: Vec<Option<String>>, class: Option<usize>) -> Vec<WordTrace> {
        read.tokens
            .iter()
            .zip(corrected)
            .map(|(token, corrected)| {
                let key = features::stem_key(&token.stem);
                let (matched, known) = match (self.space.find(key), class) {
                    _ if self.space.is_common(key) => (true, true),
                    (Some(feature), Some(class)) => self.ranker.has(feature, class),
                    _ => (false, false),
                };
                WordTrace { span: token.start..token.end, corrected, matched, known }
            })
            .collect()
    }

    /// The log-odds that answering with the first class is right. Without refusals to learn from: the share of the query's
    /// weight that the class has, against a half.
    pub fn odds(&self, finding: &Finding) -> f32 {
        if self.calibrated {
            self.calibrator.log_odds(&finding.evidence)
        } else {
            8.0 * (finding.evidence[EXPLAINED] - 0.5)
        }
    }

    /// Each kind of evidence with what it adds.
    pub fn explain(&self, evidence: &[f32; KINDS_OF_EVIDENCE]) -> Vec<Evidence> {
        let weights = self.calibrator.weight.iter().chain(std::iter::repeat(&0.0));
        EVIDENCE
            .iter()
            .zip(evidence)
            .zip(weights)
            .map(|(((name, _), value), weight)| Evidence { name, value: *value, contribution: value * weight })
            .collect()
    }

    /// Makes the look-up table anew, after the model was read from a cache.
    pub fn reindex(&mut self) {
        self.space.reindex();
    }
}

/// The indices of the `most` largest values, largest first; ties by index.
fn best(values: &[f32], most: usize) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::with_capacity(most + 1);
    // The least of the best, once there are enough of them: nearly every value is below it.
    let mut least = f32::NEG_INFINITY;
    for (index, value) in values.iter().enumerate() {
        if *value <= least {
            continue;
        }
        let at = best.partition_point(|other| values[*other] >= *value);
        best.insert(at, index);
        best.truncate(most);
        if best.len() == most {
            least = best.last().map_or(least, |last| values[*last]);
        }
    }
    best
}
