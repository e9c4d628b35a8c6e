//! Whether words are the same in another spelling: contracted ("didn't" for "did not"), or mistyped ("recieved").
//!
//! Never takes one word for another: a mistyped word is one that neither English nor the texts have, near to one that stands
//! there, and what is contracted is written out and compared, so that a negation can not hide. Only for texts in English:
//! elsewhere a letter may be an ending, and no list tells which words there are.
//! Called by: `compare`.

use super::index::Index;
use crate::matching::is_english;

/// A word of so many letters may have one mistyped …
const LETTERS_FOR_ONE: usize = 5;
/// … and one of so many may have two.
const LETTERS_FOR_TWO: usize = 9;
/// What stands behind the apostrophe of a contraction, and what it may be.
const SHORT: &[(&str, &[&str])] = &[
    ("s", &["is", "has", "us"]),
    ("re", &["are"]),
    ("ve", &["have"]),
    ("ll", &["will", "shall"]),
    ("d", &["would", "had"]),
    ("m", &["am"]),
];
/// What is contracted in its stem too.
const IRREGULAR: &[(&str, [&str; 2])] = &[
    ("can't", ["can", "not"]),
    ("cannot", ["can", "not"]),
    ("won't", ["will", "not"]),
    ("shan't", ["shall", "not"]),
    ("noone", ["no", "one"]),
];

/// Whether `claimed` is `original` in another spelling: contracted or written out, or, where `slips` are forgiven, mistyped.
/// Folded words, neither empty.
pub(super) fn is_respelt(index: &Index, original: &[&str], claimed: &[&str], slips: bool) -> bool {
    let (mut rest, mut typed) = (original, claimed);
    while let ([word, ..], [other, ..]) = (rest, typed) {
        let (taken, given) =
            if word == other || is_same_short(word, other) || (slips && is_mistyped(index, word, other)) {
                (1, 1)
            } else if is_contracted(rest, other) {
                (2, 1)
            } else if is_contracted(typed, word) {
                (1, 2)
            } else {
                return false;
            };
        (rest, typed) = (&rest[taken..], &typed[given..]);
    }
    rest.is_empty() && typed.is_empty()
}

/// How many words a word is, written out.
pub(super) fn width(form: &str) -> usize {
    let is_short = |end: &str| SHORT.iter().any(|(short, _)| *short == end);
    let contracted = form.ends_with("n't") || form.split_once('\'').is_some_and(|(_, end)| is_short(end) && end != "s");
    if contracted || form == "cannot" || form == "noone" { 2 } else { 1 }
}

/// Whether `short` is the first two of `words` in one.
fn is_contracted(words: &[&str], short: &str) -> bool {
    let [first, second, ..] = words else { return false };
    if let Some((_, written)) = IRREGULAR.iter().find(|(known, _)| *known == short) {
        return written == &[*first, *second];
    }
    if let Some(stem) = short.strip_suffix("n't") {
        return stem == *first && *second == "not";
    }
    let Some((stem, end)) = short.split_once('\'') else { return false };
    stem == *first && SHORT.iter().any(|(short, long)| *short == end && long.contains(second))
}

/// Whether both are contracted from the same words: "cannot" and "can't".
fn is_same_short(one: &str, other: &str) -> bool {
    let written = |form: &str| IRREGULAR.iter().find(|(known, _)| *known == form).map(|(_, written)| written);
    written(one).is_some_and(|words| written(other) == Some(words))
}

/// Whether `typed` is no word, but nearly `word`. An ending more or less is another form of the word, and no slip.
fn is_mistyped(index: &Index, word: &str, typed: &str) -> bool {
    // "it's" for "its", and the other way round.
    if word.strip_suffix("'s").or(word.strip_suffix("s'")).is_some() || typed.ends_with("'s") || typed.ends_with("s'") {
        return word.replace('\'', "") == typed.replace('\'', "");
    }
    let letters = word.chars().count().min(typed.chars().count());
    let allowed = usize::from(letters >= LETTERS_FOR_ONE) + usize::from(letters >= LETTERS_FOR_TWO);
    let is_word = |form: &str| form.chars().all(|c| c.is_ascii_lowercase());
    is_word(word)
        && is_word(typed)
        && !(word.starts_with(typed) || typed.starts_with(word))
        && strsim::osa_distance(word, typed) <= allowed
        && !is_english(typed)
        && index.form(typed).is_none()
}

#[cfg(test)]
mod tests {
    use super::{is_respelt, width};
    use crate::library::Library;
    use crate::lookup::Index;

    #[test]
    fn contractions_and_slips_are_the_same_words() {
        let index = Index::new(&Library::default());
        for (original, claimed) in [
            ("did not", "didn't"),
            ("didn't", "did not"),
            ("can not", "cannot"),
            ("cannot", "can't"),
            ("we have no", "we've no"),
            ("it is not safe", "it's not safe"),
            ("it is not safe", "it isn't safe"),
            ("received", "recieved"),
            ("international", "internatonal"),
            ("its", "it's"),
            ("no one", "noone"),
            ("mammadli", "mammadly"),
        ] {
            let words = |text: &'static str| text.split(' ').collect::<Vec<_>>();
            assert!(is_respelt(&index, &words(original), &words(claimed), true), "{original}, {claimed}");
        }
    }

    #[test]
    fn another_word_is_no_slip() {
        let index = Index::new(&Library::default());
        for (original, claimed) in [
            ("did not", "did"),
            ("did", "didn't"),
            ("will not", "can't"),
            ("we have no", "we've"),
            ("were", "we're"),
            ("cant", "can't"),
            ("military", "militant"),
            ("possible", "impossible"),
            ("careful", "careless"),
            ("protect", "protects"),
            ("armenian", "armenians"),
            ("iraq", "iran"),
            ("5000", "5001"),
            ("пришел", "пришёл не"),
        ] {
            let words = |text: &'static str| text.split(' ').collect::<Vec<_>>();
            assert!(!is_respelt(&index, &words(original), &words(claimed), true), "{original}, {claimed}");
        }
    }

    #[test]
    fn a_contraction_is_two_words_wide() {
        let widths = ["don't", "we've", "cannot", "azerbaijan's", "word"].map(width);
        assert_eq!(widths, [2, 2, 2, 1, 1]);
    }
}
