//! A quote: a proved slice of a stored source, with its speaker by position.
//!
//! Never exists without its source's bytes: the only constructor slices a [`Source`] and asks `voice` whose words they
//! are. Nothing else in the crate can make one.
//! Called by: `library::parse`, `lookup`; read by `reply`.

use super::source::Source;
use super::voice::{Attribution, CrossesBorder, Mode, NoSpeaker, attribute};
use std::ops::Range;

/// Words that stand in a source, whose words they are, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    exact: String,
    source: usize,
    range: Range<usize>,
    paragraph: usize,
    attribution: Attribution,
    id: String,
}

/// Why a range of a source is no quote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoQuote {
    /// The range is empty, ends outside the text, or cuts a character in two.
    #[error("the range {0:?} is not a passage of the text")]
    NotAPassage(Range<usize>),
    /// The range holds words of two voices.
    #[error("the passage crosses the border of a voice")]
    CrossesBorder(CrossesBorder),
    /// The range touches a span whose voice was declared but not proved.
    #[error("the passage lies where a voice is declared that has an error")]
    UnprovedVoice(Range<usize>),
}

impl From<NoSpeaker> for NoQuote {
    fn from(reason: NoSpeaker) -> NoQuote {
        match reason {
            NoSpeaker::CrossesBorder(border) => NoQuote::CrossesBorder(border),
            NoSpeaker::Unproved(range) => NoQuote::UnprovedVoice(range),
        }
    }
}

impl Quote {
    /// The bytes `range` of `source`, which is number `index` of its library, as a quote.
    ///
    /// # Errors
    /// [`NoQuote`] where the range is not on character borders of the text, holds no word, crosses a voice border, or
    /// touches a span whose voice is not proved.
    pub fn of(source: &Source, index: usize, range: Range<usize>) -> Result<Quote, NoQuote> {
        let Some(exact) = source.text().get(range.clone()).filter(|exact| exact.chars().any(char::is_alphanumeric))
        else {
            return Err(NoQuote::NotAPassage(range));
        };
        let attribution = attribute(source, &range)?;
        let paragraph = source.paragraph_at(range.start);
        let id = place(source, &range);
        Ok(Quote { exact: exact.to_owned(), source: index, range, paragraph, attribution, id })
    }

    /// The words, byte for byte.
    pub fn exact(&self) -> &str {
        &self.exact
    }

    /// Index into `Library::sources`.
    pub fn source(&self) -> usize {
        self.source
    }

    /// Byte offsets into the source's file.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The number, from 1, of the paragraph in which it starts.
    pub fn paragraph(&self) -> usize {
        self.paragraph
    }

    /// Index into `Library::people` of the speaker.
    pub fn speaker(&self) -> usize {
        self.attribution.speaker
    }

    /// Direct, reported, or the source's own words.
    pub fn mode(&self) -> Mode {
        self.attribution.mode
    }

    /// A short name that stays the same as long as the source does: `SOURCE:p12.30-44`, words 30 to 44 of paragraph 12.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// `SOURCE:pP.FROM-TO`, with the words counted from 1 in the paragraph where the range starts. A range that runs into
/// later paragraphs ends in `…-pP.TO`.
fn place(source: &Source, range: &Range<usize>) -> String {
    let word_at = |paragraph: usize, last: bool| {
        let words = source.words_of_paragraph(paragraph);
        if last {
            words.partition_point(|word| word.start < range.end).max(1)
        } else {
            words.partition_point(|word| word.end <= range.start) + 1
        }
    };
    let first = source.paragraph_at(range.start);
    let last = source.paragraph_at(range.end.saturating_sub(1).max(range.start));
    let (from, to) = (word_at(first, false), word_at(last, true));
    if first == last {
        format!("{}:p{first}.{from}-{to}", source.id)
    } else {
        format!("{}:p{first}.{from}-p{last}.{to}", source.id)
    }
}

/// The bytes that an id of [`Quote::id`]'s form names in `source`, or `None` where the text has no such place.
/// The part before the colon must be the source's id; it may be left out together with the colon.
pub fn range_of_id(source: &Source, id: &str) -> Option<Range<usize>> {
    let place = match id.rsplit_once(':') {
        Some((name, place)) if name == source.id => place,
        Some(_) => return None,
        None => id,
    };
    let (from, to) = place.strip_prefix('p')?.split_once('-')?;
    let (first, from) = from.split_once('.')?;
    let (last, to) = match to.strip_prefix('p') {
        Some(far) => far.split_once('.')?,
        None => (first, to),
    };
    let paragraph = |number: &str| -> Option<(Range<usize>, Vec<Range<usize>>)> {
        let number: usize = number.parse().ok()?;
        let paragraph = source.paragraphs().get(number.checked_sub(1)?)?;
        Some((paragraph.clone(), source.words_of_paragraph(number)))
    };
    // A quote may begin after the last word of its first paragraph, and end in a paragraph without words ("* * *").
    let start = || {
        let ((paragraph, words), from) = (paragraph(first)?, from.parse::<usize>().ok()?.checked_sub(1)?);
        let after_all = || words.last().map_or(paragraph.start, |word| word.end);
        words.get(from).map(|word| word.start).or_else(|| (from == words.len()).then(after_all))
    };
    let end = || {
        let ((paragraph, words), to) = (paragraph(last)?, to.parse::<usize>().ok()?.checked_sub(1)?);
        words.get(to).map(|word| word.end).or_else(|| (words.is_empty() && to == 0).then_some(paragraph.end))
    };
    let range = start()?..end()?;
    (range.start < range.end).then_some(range)
}
