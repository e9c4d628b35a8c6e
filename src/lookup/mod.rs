//! Words → the passages that hold them; a claimed quote → whether it stands in the texts, what was changed, and whose
//! words it is. Over all sentences of all sources, curated or not.
//!
//! Pure. Never shows a passage that is not a [`Quote`], so never one that mixes two voices; never offers a near match
//! for a claim that is not in the texts.
//!
//! How it reads: `words` parts texts into folded words, `index` knows where each stands. `query` reads what is looked
//! for, `find` ranks sentences by it. `verify` takes a claim apart (`claim`, with `frame` and `names`: what is quoted, and
//! who is said to have said it; `beside`: a sentence with somebody's comment), aligns it with the texts (`runs`, `align`),
//! and judges what differs (`compare`, `sense`, `respelling`, `style`). `pieces` makes quotes, `context` tells what stands around one.
//! Called by: `service`, `cli::machine` (`verify --jsonl`).

mod align;
mod beside;
mod claim;
mod compare;
mod context;
mod cut;
mod difference;
mod find;
mod frame;
mod index;
mod marks;
mod names;
mod opposite;
mod pieces;
mod query;
mod respelling;
mod runs;
mod sense;
mod style;
mod verify;
mod vocabulary;
mod words;

pub use context::{Context, context};
pub use difference::{Difference, Kind, Sense};
pub use index::Index;
pub use query::NoSuch;

use crate::library::Quote;
use std::ops::Range;

/// A sentence of a source that holds words that were looked for. Where the sentence holds two voices: its part in the
/// voice that has most of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The sentence, or its part.
    pub quote: Quote,
    /// Bytes of `quote.exact()` that were looked for: whole words, in order, without overlap.
    pub matched: Vec<Range<usize>>,
    /// How well it fits, above 0; comparable within one search only.
    pub score: f32,
}

/// What came of a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The passages of this page, best first.
    pub passages: Vec<Passage>,
    /// How many come before them.
    pub offset: usize,
    /// How many there are in all, those before and after included; a lower bound where `is_all` is false.
    pub total: usize,
    /// The page, from 1, that the query asks for.
    pub page: usize,
    /// Whether all that there are have been counted.
    pub is_all: bool,
}

/// What the texts say to a claimed quote.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Whether it stands there.
    pub verdict: Verdict,
    /// Where it stands, in the claim's order, parted where the claim leaves something out or the voice changes. Where
    /// words were dropped or changed, what the text has instead is within. Empty if absent, and where the text stands
    /// in a span whose speaker is not proved.
    pub passages: Vec<Quote>,
    /// What differs, in the claim's order: what counts ([`Kind::counts`]) and what does not. Empty if absent.
    pub differences: Vec<Difference>,
    /// Who is claimed to have said it.
    pub claimed: Option<ClaimedSpeaker>,
    /// Whether that is who said it.
    pub attribution: SpeakerCheck,
}

/// Whether a claimed quote stands in the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Word for word; only style differs.
    Verbatim,
    /// It stands there with other words, or is cut so that it says something else.
    Altered,
    /// Parts from different places are joined as if they stood together.
    Spliced,
    /// The texts do not have it.
    Absent,
}

impl Verdict {
    /// `verbatim`, `altered`, `spliced` or `absent`: as the machine interface spells it.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Verbatim => "verbatim",
            Verdict::Altered => "altered",
            Verdict::Spliced => "spliced",
            Verdict::Absent => "absent",
        }
    }
}

/// Who is claimed to have said something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimedSpeaker {
    /// Someone of the library: an index into `Library::people`.
    Person(usize),
    /// Someone whom the library does not know, as the claim names them.
    Stranger(String),
}

/// Whether a claim names the right speaker, by where the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeakerCheck {
    /// Most of the words are the claimed speaker's (their own, or the source's paraphrase of them; [`Quote::mode`]
    /// tells which), and none is another declared speaker's.
    Right,
    /// They are somebody else's; the passages tell whose.
    Wrong,
    /// Nobody is claimed, or there is no passage to compare with.
    NoneClaimed,
}

impl SpeakerCheck {
    /// `right`, `wrong` or `none`: as the machine interface spells it.
    pub fn name(self) -> &'static str {
        match self {
            SpeakerCheck::Right => "right",
            SpeakerCheck::Wrong => "wrong",
            SpeakerCheck::NoneClaimed => "none",
        }
    }
}
