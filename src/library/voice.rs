//! Voices: which spans of a source are whose words. A quote's speaker follows from where it stands, never from what an
//! entry says.
//!
//! Never lets a quote cross a border between two voices.
//! Called by: `library::parse` (declares them), `quote` (asks whose words a range is).

use super::source::Source;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Whether the words are the person's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The person's own words, in quotation marks in the text.
    Direct,
    /// The source's paraphrase of the person.
    Reported,
    /// The source speaks for itself.
    Own,
}

impl Mode {
    /// `direct`, `reported` or `own`: as the library's files and the machine interface spell it.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Direct => "direct",
            Mode::Reported => "reported",
            Mode::Own => "own",
        }
    }
}

/// A declared span of one person's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Index into `Library::people`.
    pub speaker: usize,
    /// Direct or reported.
    pub mode: Mode,
    /// Bytes of the source.
    pub span: Range<usize>,
    /// Bytes of the source's own words that attribute the span ("President Aliyev emphasized").
    pub cue: Range<usize>,
}

/// Whose words a range of a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Index into `Library::people`.
    pub speaker: usize,
    /// Direct, reported, or the source's own words.
    pub mode: Mode,
}

/// A range that holds words of two voices; such a quote is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossesBorder {
    /// The voice whose border is crossed, as an index into `Source::voices`.
    pub voice: usize,
    /// The part of the range that lies in that voice.
    pub inside: Range<usize>,
}

/// Why nobody can be named as the speaker of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSpeaker {
    /// It holds words of two voices.
    CrossesBorder(CrossesBorder),
    /// This part of it lies where a voice was declared that could not be proved ([`Source::unproved`]).
    Unproved(Range<usize>),
}

/// Whose words `range` is, by position alone.
///
/// # Errors
/// [`NoSpeaker`] where the range lies partly inside and partly outside a declared voice, or touches a span whose voice
/// is not proved. Quotation marks, spaces and final punctuation at the border belong to neither side.
pub fn attribute(source: &Source, range: &Range<usize>) -> Result<Attribution, NoSpeaker> {
    let core = trim_to_words(source.text(), range);
    for doubtful in &source.unproved {
        let inside = core.start.max(doubtful.start)..core.end.min(doubtful.end);
        if inside.start < inside.end {
            return Err(NoSpeaker::Unproved(inside));
        }
    }
    for (index, voice) in source.voices.iter().enumerate() {
        let span = trim_to_words(source.text(), &voice.span);
        let inside = core.start.max(span.start)..core.end.min(span.end);
        if inside.start >= inside.end {
            continue;
        }
        if inside == core {
            return Ok(Attribution { speaker: voice.speaker, mode: voice.mode });
        }
        return Err(NoSpeaker::CrossesBorder(CrossesBorder { voice: index, inside }));
    }
    Ok(Attribution { speaker: source.own_voice, mode: Mode::Own })
}

/// `range` without the characters at either end that are no letters or digits.
fn trim_to_words(text: &str, range: &Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = slice.len() - slice.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let end = slice.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    if start >= end { range.clone() } else { range.start + start..range.start + end }
}
