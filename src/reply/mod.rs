//! A reply: what the bot says, as blocks that every platform renders in its own markup.
//!
//! Pure, and without markup: all strings are plain text in the reader's language, to be escaped by the renderer as they
//! stand. Never holds source words outside of a [`Quote`] or a [`Surroundings`], both slices of the stored text; never
//! cuts one. How long a message may be, and where to part it, is the platform's business.
//! Called by: `service` (makes replies), the platforms (render them), `cli` (writes their [`Outcome`] as JSON).

mod answer;
mod attribution;
mod browse;
mod checked;
pub mod citation;
mod deep_link;
mod explanation;
mod found;
mod outcome;
mod problem;
mod stance;
pub mod strings;

pub use attribution::source_label;
pub use deep_link::deep_link;
pub use found::{at_page, page_of};
pub use outcome::{Outcome, Problem};

use crate::library::{Language, Library, Quote};
use crate::request::{Command, Request};
use std::ops::Range;
use strings::{Strings, Wording};

/// What is sent back.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The language of all but the quotes.
    pub language: Language,
    /// What it says, as data: for JSON, for `eval`, for whatever a platform remembers.
    pub outcome: Outcome,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// A part of a reply.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// What the reply is about, in a few words; at most one, at the top.
    Title(String),
    /// A paragraph of the bot's own words.
    Text(String),
    /// A named fact: "Understood as: …".
    Fact(Row),
    /// Heads the blocks after it.
    Section(String),
    /// A passage with all that belongs to it.
    Quote(QuoteBlock),
    /// The editor's words on what is quoted: never to be taken for the source's.
    Note(Row),
    /// Things to pick from.
    Choices(Vec<Choice>),
    /// The commands that there are.
    Commands(Vec<CommandHelp>),
    /// A quote with the text around it.
    Context(Surroundings),
    /// Where a claimed quote and the text part.
    Differences {
        /// What to call the text's side.
        original: String,
        /// What to call the claim's side.
        claimed: String,
        /// The changes, in the claim's order.
        changes: Vec<Change>,
    },
    /// How a work is cited, as plain text to copy.
    Citation {
        /// What the style is called.
        style: String,
        /// The citation; of several lines in the styles that are data (BibTeX, CSL-JSON).
        text: String,
        /// The id of the quote that is cited.
        quote: String,
    },
    /// Named facts that a reader may fold away.
    Details {
        /// What they tell.
        label: String,
        /// The facts.
        rows: Vec<Row>,
    },
    /// Why the reader gets nothing, and what to do.
    Problem {
        /// What is wrong.
        message: String,
        /// The next step.
        next: String,
    },
}

/// A label with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// What there is to know.
    pub value: String,
}

/// A quote with whose words it is and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteBlock {
    /// The proved words, with speaker, mode, place and id.
    pub quote: Quote,
    /// Bytes of `quote.exact()` to mark, in order, without overlap: the words that were looked for.
    pub marks: Vec<Range<usize>>,
    /// The speaker's name.
    pub speaker: String,
    /// The speaker's office or occupation, where the texts give one.
    pub role: Option<String>,
    /// Whether the words are the speaker's own, in words: "direct quote", "reported speech".
    pub mode: String,
    /// Whose words, in one line: "Ilham Aliyev, President", "Matin Mammadli, as reported by News.Az".
    pub attribution: String,
    /// What the source is called.
    pub source: String,
    /// Where it stands, in one line: source and paragraph.
    pub place: String,
    /// The BCP 47 code of the source's language, where the library gives it.
    pub language: Option<String>,
    /// The source's address on the web, where the library gives it.
    pub url: Option<String>,
    /// That address, leading to the very words (a text fragment). May be long.
    pub link: Option<String>,
}

/// Something to pick: what it says and what picking it asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it says.
    pub label: String,
    /// A little more on it; may be empty.
    pub detail: String,
    /// What picking it asks.
    pub command: Command,
}

/// A command as help shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandHelp {
    /// Its name, without the platform's prefix.
    pub name: String,
    /// What comes after the name; empty where nothing does.
    pub argument: String,
    /// What it does.
    pub detail: String,
}

/// Whole paragraphs of a source, among them those in which a quote stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// The quote, whose speaker is named; the other words may be anybody's.
    pub quote: QuoteBlock,
    /// The paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number in the source, from 1.
    pub number: usize,
    /// Its words, byte for byte.
    pub exact: String,
    /// Bytes of `exact` that belong to the quote.
    pub marked: Option<Range<usize>>,
}

/// A change between what is claimed and what the text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of change, in words: "a negation is left out".
    pub label: String,
    /// The words of the text; empty where the claim adds some.
    pub original: String,
    /// The words of the claim; empty where it leaves some out.
    pub claimed: String,
}

/// What a reply is written with. Lives as long as one call.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'a> {
    library: &'a Library,
    wording: Wording<'a>,
    request: &'a Request,
}

/// The reply that says `outcome` to whoever made `request`.
pub fn compose(library: &Library, strings: &Strings, request: &Request, outcome: Outcome) -> Reply {
    let writer = Writer { library, wording: strings.wording(request.language), request };
    let blocks = match &outcome {
        Outcome::Decided { query, decision, near } => writer.decided(query, decision, near),
        Outcome::Picked { entry } => writer.picked(*entry),
        Outcome::Stance { topic, corrected, .. } => writer.stance(*topic, *corrected),
        Outcome::Speaker { person } => writer.speaker(*person),
        Outcome::SeveralTopics { topics } => writer.several_topics(topics),
        Outcome::NoTopic { asked, decision, near } => writer.no_topic(asked, decision, near),
        Outcome::Found { words, found } => writer.found(words, found),
        Outcome::Checked { check, .. } => writer.checked(check),
        Outcome::Context { context } => writer.context(context),
        Outcome::Cited { quote, style } => writer.cited(quote, *style),
        Outcome::Topics => writer.topics(),
        Outcome::Sources => writer.sources(),
        Outcome::Help => writer.help(),
        Outcome::Problem(problem) => vec![writer.problem(problem)],
    };
    Reply { language: request.language, outcome, blocks }
}

impl Reply {
    /// The quotes that it shows, in order; that of a [`Block::Context`] among them.
    pub fn quotes(&self) -> impl Iterator<Item = &Quote> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Quote(shown) => Some(&shown.quote),
            Block::Context(surroundings) => Some(&surroundings.quote.quote),
            _ => None,
        })
    }

    /// The things to pick from, in order, all lists taken together.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Choices(choices) => choices.as_slice(),
            _ => &[],
        })
    }
}
