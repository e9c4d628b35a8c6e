//! How a claim and the text differ, as data: what was done, what that does to the sense, and where, on both sides.
//!
//! Never worded for a reader: `reply` does that.
//! Called by: `compare` (makes them), `verify` (judges by them); read by `reply` and `cli::machine`.

use std::ops::Range;

/// One difference between a claim and the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What was done.
    pub kind: Kind,
    /// What it does to the sense; [`Sense::Plain`] for differences that do not count.
    pub sense: Sense,
    /// Bytes of the claim as given; empty, at the place, where words are missing from it.
    pub claim: Range<usize>,
    /// Index into `Library::sources`.
    pub source: usize,
    /// Bytes of that source; empty, at the place, where the claim has words of its own.
    pub range: Range<usize>,
    /// What the text has there: the bytes of `range`. For a splice: what stands between the two parts, empty where
    /// they do not follow each other in one source.
    pub original: String,
    /// What the claim has there: the bytes of `claim`.
    pub claimed: String,
}

/// What was done to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Other words stand in its place.
    Changed,
    /// The same words in another spelling: contracted, or mistyped.
    Respelt,
    /// Words are missing, and no mark says so.
    Dropped,
    /// Words are added.
    Inserted,
    /// It begins within a sentence, and what is left out before it matters.
    CutAtStart,
    /// It ends within a sentence, and what is left out after it matters, or a full stop hides that there is more.
    CutAtEnd,
    /// Parts from different places, or around a whole sentence that is left out, are joined without a mark.
    Spliced,
    /// Parts of two voices are joined.
    JoinedVoices,
    /// An ellipsis leaves out a negation within the sentence that it joins.
    HiddenNegation,
    /// An ellipsis between two parts in their order. Does not count, nor do those after it.
    Ellipsis,
    /// Only the source's own "he said" between two parts of one speaker's words is left out.
    Interjection,
    /// Other or no quotation marks or apostrophes.
    QuotationMarks,
    /// Another dash, or hyphens for spaces.
    Dashes,
    /// Spaces or line breaks.
    Spacing,
    /// Another case of a letter.
    LetterCase,
    /// Letters without their diacritics, or in another Unicode form.
    LetterForm,
    /// A comma, colon or the like.
    Punctuation,
    /// The full stop at the end.
    FinalStop,
    /// Somebody's comment beside the quote, of which nothing is checked.
    Beside,
}

impl Kind {
    /// Whether it makes a claim other than verbatim.
    pub fn counts(self) -> bool {
        match self {
            Kind::Changed | Kind::Respelt | Kind::Dropped | Kind::Inserted | Kind::CutAtStart | Kind::CutAtEnd => true,
            Kind::Spliced | Kind::JoinedVoices | Kind::HiddenNegation => true,
            Kind::Ellipsis | Kind::Interjection | Kind::QuotationMarks | Kind::Dashes | Kind::Spacing => false,
            Kind::LetterCase | Kind::LetterForm | Kind::Punctuation | Kind::FinalStop | Kind::Beside => false,
        }
    }

    /// Whether it joins what does not stand together, so that the claim is spliced and not only altered.
    pub fn splices(self) -> bool {
        matches!(self, Kind::Spliced | Kind::JoinedVoices | Kind::HiddenNegation)
    }

    /// As the machine interface spells it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Changed => "changed",
            Kind::Respelt => "respelt",
            Kind::Dropped => "dropped",
            Kind::Inserted => "inserted",
            Kind::CutAtStart => "cut-at-start",
            Kind::CutAtEnd => "cut-at-end",
            Kind::Spliced => "spliced",
            Kind::JoinedVoices => "joined-voices",
            Kind::HiddenNegation => "hidden-negation",
            Kind::Ellipsis => "ellipsis",
            Kind::Interjection => "interjection",
            Kind::QuotationMarks => "quotation-marks",
            Kind::Dashes => "dashes",
            Kind::Spacing => "spacing",
            Kind::LetterCase => "letter-case",
            Kind::LetterForm => "letter-form",
            Kind::Punctuation => "punctuation",
            Kind::FinalStop => "final-stop",
            Kind::Beside => "beside",
        }
    }
}

/// What a difference does to the sense. Where several hold, the first in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// The text denies it, the claim does not.
    NegationDropped,
    /// The claim denies it, the text does not.
    NegationAdded,
    /// Another number or date.
    Number,
    /// Another name.
    Name,
    /// A condition is gone or added: if, unless, only, without.
    Condition,
    /// A hedge or degree is gone or added: may, in part, at present.
    Qualifier,
    /// None of these.
    Plain,
}

impl Sense {
    /// As the machine interface spells it.
    pub fn name(self) -> &'static str {
        match self {
            Sense::NegationDropped => "negation-dropped",
            Sense::NegationAdded => "negation-added",
            Sense::Number => "number",
            Sense::Name => "name",
            Sense::Condition => "condition",
            Sense::Qualifier => "qualifier",
            Sense::Plain => "plain",
        }
    }
}
