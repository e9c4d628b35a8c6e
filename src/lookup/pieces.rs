//! Positions → quotes: parted where the voice changes, since a quote is in one voice.
//!
//! Never makes a quote itself: [`Quote::of`] does, and what it refuses is left out.
//! Called by: `find`, `compare`, `verify`.

use super::index::Index;
use crate::library::{Library, Mode, Quote, Source};
use std::ops::Range;

/// Whose words the word at `position` is: the number of its voice among the source's, `None` for the source's own.
pub(super) fn voice_at(index: &Index, library: &Library, position: usize) -> Option<usize> {
    let source = &library.sources[index.source_of(position)];
    let start = index.word(position).range().start;
    let before = source.voices.partition_point(|voice| voice.span.start <= start).checked_sub(1)?;
    (start < source.voices[before].span.end).then_some(before)
}

/// The speaker, an index into `Library::people`, and the mode of the word at `position`, by its voice.
pub(super) fn speaker_at(index: &Index, library: &Library, position: usize) -> (usize, Mode) {
    let source = &library.sources[index.source_of(position)];
    match voice_at(index, library, position) {
        Some(voice) => (source.voices[voice].speaker, source.voices[voice].mode),
        None => (source.own_voice, Mode::Own),
    }
}

/// Stretches of `positions`, all of one source, in which the voice stays the same.
pub(super) fn stretches(index: &Index, library: &Library, positions: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut voice = None;
    for position in positions {
        let here = voice_at(index, library, position);
        match found.last_mut() {
            Some(last) if voice == here => last.end = position + 1,
            _ => found.push(position..position + 1),
        }
        voice = here;
    }
    found
}

/// The quotes that these positions, all of one source, hold: one for each stretch in one voice.
pub(super) fn quotes(index: &Index, library: &Library, positions: Range<usize>) -> Vec<Quote> {
    let quote = |stretch: Range<usize>| {
        let number = index.source_of(stretch.start);
        Quote::of(&library.sources[number], number, bytes(index, library, stretch)).ok()
    };
    stretches(index, library, positions).into_iter().filter_map(quote).collect()
}

/// The bytes of these positions, all of one source, in it. A full stop behind the last word belongs to it.
pub(super) fn bytes(index: &Index, library: &Library, positions: Range<usize>) -> Range<usize> {
    let source = &library.sources[index.source_of(positions.start)];
    let end = index.word(positions.end - 1).range().end;
    index.word(positions.start).range().start..end + final_stop(source, end)
}

/// How many bytes of marks that end a sentence stand at `end`.
fn final_stop(source: &Source, end: usize) -> usize {
    let rest = &source.text()[end..];
    rest.len() - rest.trim_start_matches(['.', '!', '?', '…', '؟', '۔', '。']).len()
}
