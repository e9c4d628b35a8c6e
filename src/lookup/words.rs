//! Text → words with their places, the same way for sources and for what a user types.
//!
//! A word here is finer than `matching`'s: it keeps what stands behind an apostrophe, since "Aliyev" and "Aliyev's" are
//! two words in a quote, and signs that change what a text says (`%`, `€`) are words too. Never cut off: a source has
//! as many words as it has.
//! Called by: `index`, `claim`.

use crate::matching::normalize::fold;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Signs that are read as words, since another one or none says something else.
const SIGNS: &str = "%‰°§&+=$€£¥₼₺₽№";

/// The folded form by which words are compared; empty for what is no word (a lone hamza, invisible characters).
pub(super) fn form(word: &str) -> String {
    fold(word)
}

/// Calls `each` with the bytes of every word of `text` and with the word, in order. Zero-width spaces within a word
/// and Markdown's underscores around one are left out of the word, but not of its bytes.
pub(super) fn for_each_word(text: &str, mut each: impl FnMut(Range<usize>, &str)) {
    if !text.contains(['\u{200b}', '_']) {
        segments(text, &mut each);
        return;
    }
    // Both are characters that UAX #29 takes for the border or for a part of a word: read the text without them, and
    // tell the places that the bytes left have in the text as given.
    let mut kept = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices().filter(|(_, c)| *c != '\u{200b}') {
        kept.push(if c == '_' { ' ' } else { c });
        places.extend(at..at + c.len_utf8());
    }
    segments(&kept, &mut |range: Range<usize>, word: &str| each(places[range.start]..places[range.end - 1] + 1, word));
}

fn segments(text: &str, each: &mut impl FnMut(Range<usize>, &str)) {
    for (at, segment) in text.split_word_bound_indices() {
        // UAX #29 takes a colon within letters for a part of the word (Swedish); here it ends a label: "Aliyev:We".
        let mut from = at;
        for word in segment.split(':') {
            if word.contains(char::is_alphanumeric) || (!word.is_empty() && SIGNS.contains(word)) {
                each(from..from + word.len(), word);
            }
            from += word.len() + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{for_each_word, form};

    fn words(text: &str) -> Vec<(String, &str)> {
        let mut found = Vec::new();
        for_each_word(text, |range, word| found.push((form(word), &text[range])));
        found
    }

    #[test]
    fn invisible_characters_and_underscores_do_not_part_words() {
        assert_eq!(
            words("_Pal\u{200b}estine_ paid"),
            [("palestine".to_owned(), "Pal\u{200b}estine"), ("paid".to_owned(), "paid")]
        );
    }

    #[test]
    fn signs_that_change_the_sense_are_words() {
        let found: Vec<String> = words("5 % of €3 — “no”!").into_iter().map(|(form, _)| form).collect();
        assert_eq!(found, ["5", "%", "of", "€", "3", "no"]);
    }
}
