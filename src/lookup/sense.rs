//! What a change of words does to the sense, as far as words alone can tell.
//!
//! Never weighs: a change counts whatever this says; it only names what a reader should see first.
//! Called by: `compare`.

use super::difference::Sense;
use super::vocabulary::{CONDITIONS, NEGATING_PREFIXES, NEGATIONS, NUMBERS, QUALIFIERS, is_in};

/// A word of either side.
#[derive(Clone, Copy)]
pub(super) struct Spelled<'a> {
    /// As spelt.
    pub(super) raw: &'a str,
    /// Folded.
    pub(super) form: &'a str,
    /// Whether it is the first of a sentence, so that its capital letter tells nothing.
    pub(super) initial: bool,
}

/// What it does to the sense that `claimed` stands where the text has `original`; either may be empty.
pub(super) fn sense(original: &[Spelled], claimed: &[Spelled]) -> Sense {
    let count = |list: &[&str], words: &[Spelled]| words.iter().filter(|word| is_in(list, word.form)).count();
    let differs = |list: &[&str]| count(list, original) != count(list, claimed);
    let denied = count(NEGATIONS, original) + prefixed(original, claimed);
    let denies = count(NEGATIONS, claimed) + prefixed(claimed, original);
    if denied != denies {
        return if denied > denies { Sense::NegationDropped } else { Sense::NegationAdded };
    }
    if numbers(original) != numbers(claimed) {
        Sense::Number
    } else if names(original) != names(claimed) {
        Sense::Name
    } else if differs(CONDITIONS) {
        Sense::Condition
    } else if differs(QUALIFIERS) {
        Sense::Qualifier
    } else {
        Sense::Plain
    }
}

/// What the loss of these words at an end of a quote does to the sense; `None` where nothing that matters is lost.
pub(super) fn loss<'a>(lost: impl Iterator<Item = &'a str> + Clone) -> Option<Sense> {
    if lost.clone().any(|form| is_in(NEGATIONS, form)) {
        Some(Sense::NegationDropped)
    } else {
        lost.clone().any(|form| is_in(CONDITIONS, form)).then_some(Sense::Condition)
    }
}

/// How many of `words` are one of `others` with a denying prefix: "unclear" for "clear".
fn prefixed(words: &[Spelled], others: &[Spelled]) -> usize {
    let denies = |word: &str, other: &str| {
        word.strip_suffix(other).is_some_and(|prefix| NEGATING_PREFIXES.contains(&prefix)) && !other.is_empty()
    };
    words.iter().filter(|word| others.iter().any(|other| denies(word.form, other.form))).count()
}

fn numbers<'a>(words: &[Spelled<'a>]) -> Vec<&'a str> {
    let is_number = |word: &&Spelled| word.form.contains(char::is_numeric) || is_in(NUMBERS, word.form);
    words.iter().filter(is_number).map(|word| word.form).collect()
}

/// Words with a capital letter that they do not owe to their place. One letter alone is no name ("I").
fn names<'a>(words: &[Spelled<'a>]) -> Vec<&'a str> {
    let is_name = |word: &&Spelled| {
        !word.initial && word.raw.chars().nth(1).is_some() && word.raw.chars().next().is_some_and(char::is_uppercase)
    };
    words.iter().filter(is_name).map(|word| word.form).collect()
}
