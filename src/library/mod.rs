//! The library: source texts, the people who speak in them, topics, and entries (things that the texts say, with the
//! ways in which people ask for them).
//!
//! Pure: bytes of files in, [`Library`] and [`Diagnostic`]s out; reads no disk. A part with a problem is left out and
//! named, the rest stays. Never invents: a citation field that a file does not give is `None`.
//! Called by: `matching` (trains on it), `lookup` (searches it), `reply` (shows it), `cli::check` (reports on it).

mod diagnostic;
mod language;
pub mod parse;
mod quote;
mod source;
mod voice;

pub use diagnostic::{Diagnostic, Label, Severity};
pub use language::{Language, Localized, Phrasings};
pub use parse::{LibraryFile, parse};
pub use quote::{NoQuote, Quote, range_of_id};
pub use source::{Citation, ParagraphStyle, Source};
pub use voice::{Attribution, CrossesBorder, Mode, NoSpeaker, Voice, attribute};

/// A whole library, proved: every quote stands in its source, every id resolves.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What the library is called.
    pub name: Localized,
    /// The language in which it is kept; replies fall back to it.
    pub language: Language,
    /// Who speaks in the sources, the outlets among them.
    pub people: Vec<Person>,
    /// The texts.
    pub sources: Vec<Source>,
    /// What `/stance` offers, in the order of the files' names, `order` first.
    pub topics: Vec<Topic>,
    /// What questions are matched against.
    pub entries: Vec<Entry>,
    /// Questions that must not be answered.
    pub refusals: Vec<Refusal>,
    /// The curator's own tests for `eval`. The matcher must never see them.
    pub tests: Vec<TestQuestion>,
}

/// Someone who speaks in a source: a person, or an outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The id that voices and sources use.
    pub id: String,
    /// The name to show.
    pub name: Localized,
    /// Office or occupation, shown beside the name; empty where the texts give none.
    pub role: Localized,
    /// The ways in which users name them.
    pub names: Phrasings,
}

/// Something that the texts say.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The id that topics, tests and the machine interface use.
    pub id: String,
    /// Where the id is written, for diagnostics that are found after parsing.
    pub place: Label,
    /// Indices into `Library::topics`.
    pub topics: Vec<usize>,
    /// The ways in which people ask for it; the first of each language is shown as "matched question".
    pub questions: Phrasings,
    /// The passages that say it, best first, other voices after it. Never empty.
    pub quotes: Vec<Quote>,
    /// The editor's note, shown apart from the quote.
    pub note: Localized,
}

/// A subject for `/stance`, with the passages on it.
#[derive(Clone, Debug, Default)]
pub struct Topic {
    /// The id: the file's name without `.toml`.
    pub id: String,
    /// The name to show and to complete.
    pub name: Localized,
    /// Other words for it.
    pub aliases: Phrasings,
    /// The passages, in the order in which to show them. Never empty.
    pub quotes: Vec<Quote>,
    /// The editor's note, shown apart from the quotes.
    pub note: Localized,
}

/// How far from the texts a question that they do not answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RefusalKind {
    /// The same domain, another fact.
    Near,
    /// The text's own words, another meaning.
    Trap,
    /// Other politics.
    Mid,
    /// Chat.
    Far,
}

impl RefusalKind {
    /// All kinds, nearest first.
    pub const ALL: [RefusalKind; 4] = [RefusalKind::Near, RefusalKind::Trap, RefusalKind::Mid, RefusalKind::Far];

    /// `near`, `trap`, `mid` or `far`: as the library's files spell it.
    pub fn name(self) -> &'static str {
        match self {
            RefusalKind::Near => "near",
            RefusalKind::Trap => "trap",
            RefusalKind::Mid => "mid",
            RefusalKind::Far => "far",
        }
    }
}

/// A question that must not be answered; it trains the refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// How far it is from the texts.
    pub kind: RefusalKind,
    /// The language it is asked in.
    pub language: Language,
    /// The question.
    pub question: String,
}

/// A question of the curator's own test set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestQuestion {
    /// The question.
    pub question: String,
    /// The language it is asked in.
    pub language: Language,
    /// A word for the report: `direct`, `slang`, `near`, …
    pub kind: String,
    /// Passages any of which is a right answer, as (source, bytes); empty: the question must be refused.
    pub passages: Vec<(usize, std::ops::Range<usize>)>,
}

impl Library {
    /// The person with this id, with its index.
    pub fn person(&self, id: &str) -> Option<(usize, &Person)> {
        self.people.iter().enumerate().find(|(_, person)| person.id == id)
    }

    /// The source with this id, with its index.
    pub fn source(&self, id: &str) -> Option<(usize, &Source)> {
        self.sources.iter().enumerate().find(|(_, source)| source.id == id)
    }

    /// The topic with this id, with its index.
    pub fn topic(&self, id: &str) -> Option<(usize, &Topic)> {
        self.topics.iter().enumerate().find(|(_, topic)| topic.id == id)
    }

    /// The entry with this id, with its index.
    pub fn entry(&self, id: &str) -> Option<(usize, &Entry)> {
        self.entries.iter().enumerate().find(|(_, entry)| entry.id == id)
    }

    /// The share of sentences that make a claim (all but asides) which some entry quotes, per source:
    /// (quoted, all that make a claim, those that none quotes).
    pub fn coverage(&self, source: usize) -> Coverage {
        let text = &self.sources[source];
        let quoted = |sentence: &std::ops::Range<usize>| {
            self.entries.iter().flat_map(|entry| &entry.quotes).any(|quote| {
                let range = quote.range();
                quote.source() == source && range.start < sentence.end && sentence.start < range.end
            })
        };
        let claims = text.sentences().iter().filter(|sentence| !text.is_aside(sentence));
        let (quoted, unquoted): (Vec<_>, Vec<_>) = claims.cloned().partition(quoted);
        Coverage { quoted: quoted.len(), unquoted }
    }
}

/// How much of a source the entries quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Sentences that make a claim and that some entry quotes, in whole or in part.
    pub quoted: usize,
    /// Byte ranges of the sentences that make a claim and that no entry quotes.
    pub unquoted: Vec<std::ops::Range<usize>>,
}

impl Coverage {
    /// Quoted sentences over sentences that make a claim, 0 to 1; 1 for a text without claims.
    pub fn share(&self) -> f64 {
        let all = self.quoted + self.unquoted.len();
        if all == 0 { 1.0 } else { self.quoted as f64 / all as f64 }
    }
}
