//! What the matcher makes of a query: the outcome, the ranked entries, and why.
//!
//! Data only. Called by: `matching` (makes it), `service` and `reply` (show it), `cli::ask` (writes it).

/// An entry with how likely it is to be the one that is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Index into `Library::entries`.
    pub entry: usize,
    /// 0 to 1; the scores of all entries sum to 1.
    pub score: f32,
}

/// What to do with a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Show this entry.
    Answer {
        /// Index into `Library::entries`.
        entry: usize,
        /// Indices into the entry's quotes, in the order in which to show them: those of a person whom the query names
        /// come first, else as the curator put them.
        quotes: Vec<usize>,
    },
    /// Two or three entries are as likely: ask which is meant.
    Suggest,
    /// The texts do not say.
    Silent(Silence),
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Silence {
    /// No word to go by: emoji, punctuation, an empty line.
    NoWords,
    /// Words that ask nothing: "ok thanks".
    NoQuestion,
    /// Nothing in the library is about this.
    OffTopic,
    /// The library is about this, but what is asked is not in it.
    NotInTexts,
    /// The library has no entries.
    EmptyLibrary,
}

/// All that the matcher found about a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// What to do.
    pub verdict: Verdict,
    /// The likeliest entries, best first, at most ten.
    pub candidates: Vec<Candidate>,
    /// How sure the matcher is that the library answers the query with its first candidate, 0 to 1.
    pub confidence: f32,
    /// Index into `Library::people` of a person whom the query names as a speaker.
    pub person: Option<usize>,
    /// Why; only where it was asked for.
    pub explanation: Option<Explanation>,
}

impl Decision {
    /// The entries to offer where the verdict is [`Verdict::Suggest`] or a silence with topics near: at most three.
    pub fn suggestions(&self) -> &[Candidate] {
        &self.candidates[..self.candidates.len().min(3)]
    }
}

/// Why the matcher decided as it did; `--explain` shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// Each word of the query, in order.
    pub words: Vec<WordTrace>,
    /// The curated question nearest to the query in the first candidate: (its text, cosine 0 to 1).
    pub nearest_question: Option<(String, f32)>,
    /// The curated refusal nearest to the query: (its text, cosine 0 to 1).
    pub nearest_refusal: Option<(String, f32)>,
    /// Each kind of evidence, with its value and what it adds to the log-odds of an answer.
    pub evidence: Vec<Evidence>,
    /// What is added whatever the query.
    pub bias: f32,
}

/// What became of one word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordTrace {
    /// Byte offsets into the query.
    pub span: std::ops::Range<usize>,
    /// The word that it was taken for, where its spelling was corrected.
    pub corrected: Option<String>,
    /// Whether the first candidate's questions or quotes have the word (by stem).
    pub matched: bool,
    /// Whether any entry has it.
    pub known: bool,
}

/// One kind of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Its stable name, as `--explain` prints it in every language: `gate`, `rank`, `coverage`, …
    pub name: &'static str,
    /// Its value.
    pub value: f32,
    /// Value times weight.
    pub contribution: f32,
}
