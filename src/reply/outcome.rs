//! What came of a request, as data: no words of any language, only what was found.
//!
//! Called by: `service` (makes it), `reply` (puts it into words), `cli::machine` (writes it as JSON), `cli::eval`.

use super::citation::Style;
use crate::library::Quote;
use crate::lookup::{Check, Context, Found};
use crate::matching::Decision;

/// What came of a request. Numbers are indices into the library's own lists.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A question was put to the matcher: an answer, suggestions, or silence, by the decision's verdict.
    Decided {
        /// The question as it was asked.
        query: String,
        /// What the matcher made of it.
        decision: Decision,
        /// The topics nearest to it, nearest first; of an answer, those that the question names and says
        /// nothing else.
        near: Vec<usize>,
    },
    /// An entry was picked from suggestions.
    Picked {
        /// Which.
        entry: usize,
    },
    /// A topic was asked for, and there is one.
    Stance {
        /// The words it was asked for with.
        asked: String,
        /// Which.
        topic: usize,
        /// Whether the words had to be corrected to find it.
        corrected: bool,
    },
    /// Nothing but the name of somebody who speaks in the texts was given.
    Speaker {
        /// Who.
        person: usize,
    },
    /// Nothing but the names of several topics was given.
    SeveralTopics {
        /// Which, in the order in which they were named; two at least.
        topics: Vec<usize>,
    },
    /// A topic was asked for that there is not, and no entry answers the words either.
    NoTopic {
        /// The words it was asked for with.
        asked: String,
        /// What the matcher made of them.
        decision: Decision,
        /// The topics nearest to them, nearest first.
        near: Vec<usize>,
    },
    /// Words were looked for in the texts.
    Found {
        /// The words.
        words: String,
        /// Where they stand.
        found: Found,
    },
    /// A claimed quote was checked.
    Checked {
        /// The claim.
        claim: String,
        /// What the texts say to it.
        check: Check,
    },
    /// The text around a quote was asked for.
    Context {
        /// The quote, and where the text around it stands.
        context: Context,
    },
    /// It was asked how to cite a quote.
    Cited {
        /// The quote.
        quote: Quote,
        /// In which style.
        style: Style,
    },
    /// All topics were asked for.
    Topics,
    /// All sources were asked for.
    Sources,
    /// Help was asked for.
    Help,
    /// Nothing could be done with the request.
    Problem(Problem),
}

/// Why nothing could be done with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A command came without the words that it needs.
    NothingGiven {
        /// The command's name.
        command: &'static str,
    },
    /// The text is longer than the limit.
    TooLong {
        /// The limit, in characters.
        limit: usize,
    },
    /// No text has the place that this id names, or nobody can be named as its speaker.
    NoSuchQuote {
        /// The id.
        id: String,
    },
    /// There is no such style of citation.
    NoSuchStyle {
        /// Its name as typed.
        typed: String,
    },
    /// Nobody of this name speaks in the texts.
    NoSuchSpeaker {
        /// The name as typed.
        name: String,
    },
    /// No text has this id or name.
    NoSuchSource {
        /// The name as typed.
        name: String,
    },
    /// No entry has this id (it was picked from a reply of another library).
    NoSuchEntry {
        /// The id.
        id: String,
    },
    /// There is no such command.
    UnknownCommand {
        /// Its name as typed.
        typed: String,
        /// The name that comes nearest.
        nearest: Option<String>,
    },
}
