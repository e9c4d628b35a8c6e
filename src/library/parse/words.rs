//! Where each word of a text stands: finds rare words of a large text without reading it again.
//!
//! A word is a run of letters and digits; ASCII case and invisible characters in it are ignored. Hits are by hash and
//! may be false: callers compare.
//! Called by: `anchor` (places to compare an anchor with), `nearest` (places that may be near to it).

use std::ops::Range;

/// The words of a text, by hash.
pub(super) struct WordIndex {
    /// (hash, start), sorted: equal words stand together, in the order of the text.
    words: Vec<(u32, u32)>,
}

impl WordIndex {
    /// The index of a text, which must be shorter than 4 GiB (`document` sees to that).
    pub fn new(text: &str) -> WordIndex {
        let mut index: Vec<(u32, u32)> = words(text)
            .map(|word| (hash(&text[word.clone()]), u32::try_from(word.start).unwrap_or(u32::MAX)))
            .collect();
        index.sort_unstable();
        WordIndex { words: index }
    }

    /// Where words with this word's hash start, in the order of the text.
    pub fn starts(&self, word: &str) -> impl ExactSizeIterator<Item = usize> + '_ {
        let hash = hash(word);
        let from = self.words.partition_point(|(known, _)| *known < hash);
        let to = from + self.words[from..].partition_point(|(known, _)| *known == hash);
        self.words[from..to].iter().map(|(_, start)| *start as usize)
    }
}

/// FNV-1a of the word as it counts.
fn hash(word: &str) -> u32 {
    counted(word).fold(0x811c_9dc5, |hash, c| (hash ^ c as u32).wrapping_mul(0x0100_0193))
}

/// Whether two words are the same but for ASCII case and invisible characters.
pub(super) fn are_same(one: &str, other: &str) -> bool {
    counted(one).eq(counted(other))
}

fn counted(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().filter(|c| !is_invisible(*c)).map(|c| c.to_ascii_lowercase())
}

/// Soft hyphens, zero-width characters, direction marks: what an editor does not show.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Byte ranges of the runs of letters, digits and invisible characters, in order.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = skip(text, at, false);
        let end = skip(text, start, true);
        at = end;
        (start < end).then_some(start..end)
    })
}

/// The first offset from `at` on whose character belongs to a word (`inside` false) or to none (`inside` true).
fn skip(text: &str, mut at: usize, inside: bool) -> usize {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        let (is_word, length) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            let c = text[at..].chars().next().unwrap_or_default();
            (c.is_alphanumeric() || is_invisible(c), c.len_utf8())
        };
        if is_word != inside {
            break;
        }
        at += length;
    }
    at
}
