//! What a cut leaves out of a sentence, and whether that governs what is kept.
//!
//! A claim may begin or end within a sentence. It then says something else where a negation or a condition that was cut
//! off governs the words that are left: "risking lives" of "we have no intention of risking lives". One in another
//! clause does not: "acts as a partner" of "does not seek to dictate, but rather acts as a partner". What governs is
//! told from the words between and from the borders of clauses, without a parser, and where that tells nothing, the
//! claim stays verbatim: a real quote called altered is the worse mistake.
//! Called by: `compare`.

use super::difference::Sense;
use super::vocabulary::{AUXILIARIES, CONDITIONS, CONNECTIVES, LIGHT, NEGATIONS, OPENERS, is_in};
use std::ops::Range;

/// So many light words may stand between a negation and the first word that it governs: "no intention of |risking", "not
/// to |contribute". Others take the negation for themselves: "does not forget |its interests".
const REACH: usize = 2;
/// After these words a negation denies nothing: "not only".
const ONLY: &[&str] = &["only", "just", "yalniz", "tekce", "sadece", "только", "лишь", "فقط"];

/// What may stand before a condition that is added at the end: "and only if".
const JOINING: &[&str] = &["and", "but", "or", "yet", "amma", "ama", "но", "и", "و", "لكن"];

/// A word of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    /// Folded.
    pub(super) form: &'a str,
    /// Whether a comma, dash or another mark that parts clauses stands before it.
    pub(super) parted: bool,
}

/// What is lost at the cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Loss {
    /// What that does to the sense.
    pub(super) sense: Sense,
    /// The words, by their numbers in what was given, that show it: its clause up to the cut, or from it.
    pub(super) words: Range<usize>,
}

/// What the words `lost` before the words `kept` of a sentence take from these. `to_end`: these go to its end.
pub(super) fn before(lost: &[Placed], kept: &[Placed], to_end: bool) -> Option<Loss> {
    let first = kept.first()?;
    let negation = |sense, at: usize| Some(Loss { sense, words: clause_start(lost, at)..lost.len() });
    if !first.parted && !is_border(first) {
        for at in (lost.len().saturating_sub(REACH + 1)..lost.len()).rev() {
            let form = lost[at].form;
            let next = lost.get(at + 1).unwrap_or(first);
            if is_in(NEGATIONS, form) && !ONLY.contains(&next.form) {
                return negation(Sense::NegationDropped, at);
            }
            if is_in(CONDITIONS, form) && !is_not_only(lost, at) {
                return negation(Sense::Condition, at);
            }
            if form == "than" && at > 0 && lost[at - 1].form == "rather" {
                return negation(Sense::NegationDropped, at - 1);
            }
            if lost[at].parted || is_border(&lost[at]) || !is_in(LIGHT, form) {
                break;
            }
        }
    }
    let states = to_end || kept.iter().any(|word| is_in(AUXILIARIES, word.form));
    if !first.parted || !states {
        return None;
    }
    // "If the wind turns, |the breakwater holds"; the sentence's first clause may govern all others.
    let begins = |at: usize| lost[at].parted || is_border(&lost[at]);
    let beside = (0..lost.len()).rev().find(|at| begins(*at)).unwrap_or(0);
    let opens = |start: usize| (start..lost.len()).find(|at| !is_border(&lost[*at]));
    let condition = |start: usize| opens(start).filter(|opens| opens_condition(&lost[*opens..]));
    let start = condition(beside).or_else(|| condition(0).filter(|_| to_end))?;
    Some(Loss { sense: Sense::Condition, words: start..lost.len() })
}

/// What the words `lost` after a kept part of a sentence take from it.
pub(super) fn after(lost: &[Placed]) -> Option<Loss> {
    let first = lost.first()?;
    let end = (1..lost.len()).find(|at| lost[*at].parted).unwrap_or(lost.len());
    let loss = |sense| Some(Loss { sense, words: 0..end });
    let is_only = |at: usize| lost.get(at).is_some_and(|word| ONLY.contains(&word.form));
    // "not formal, but substantive": without it, nothing is said rather than the opposite.
    let is_contrast = lost[end..].first().is_some_and(|word| JOINING.contains(&word.form));
    if !first.parted && is_in(NEGATIONS, first.form) && !opens_condition(lost) && !is_only(1) {
        return if is_contrast { None } else { loss(Sense::NegationDropped) };
    }
    let opens = lost.iter().position(|word| !JOINING.contains(&word.form)).unwrap_or(0);
    if opens_condition(&lost[opens..]) || (is_in(CONDITIONS, lost[opens].form) && !first.parted) {
        return loss(Sense::Condition);
    }
    // "a bridge |that stands for only half of the year": what the last word kept is restricted by.
    let restricts = !first.parted && ["that", "which", "who", "whose", "where"].contains(&first.form);
    let conditioned = (1..end).any(|at| is_in(CONDITIONS, lost[at].form) && !is_not_only(lost, at));
    if restricts && conditioned { loss(Sense::Condition) } else { None }
}

/// Whether the words `lost` between two parts hide a negation: one that denies the part before directly, or one in the
/// clause with which the part that begins with `next` goes on, however far.
pub(super) fn hides_negation(lost: &[Placed], next: Placed) -> bool {
    let denies = |at: usize| {
        let after = lost.get(at + 1).unwrap_or(&next);
        is_in(NEGATIONS, lost[at].form) && !ONLY.contains(&after.form)
    };
    let begins = |word: &Placed| word.parted || is_border(word);
    let clause = (0..lost.len()).rev().find(|at| begins(&lost[*at])).unwrap_or(0);
    let clause = if begins(&next) { lost.len() } else { clause };
    (clause..lost.len()).any(denies) || lost.first().is_some_and(|first| !first.parted && denies(0))
}

/// Whether the words begin a condition: "if", "in the absence of".
fn opens_condition(words: &[Placed]) -> bool {
    OPENERS.iter().any(|opener| {
        let mut here = words.iter();
        opener.split(' ').all(|word| here.next().is_some_and(|placed| placed.form == word))
    })
}

/// Whether the word begins a clause of its own.
fn is_border(word: &Placed) -> bool {
    is_in(CONNECTIVES, word.form)
}

/// Where the clause of this word begins.
fn clause_start(words: &[Placed], at: usize) -> usize {
    let begins = (1..=at).rev().find(|at| words[*at].parted || is_border(&words[at - 1]));
    begins.unwrap_or(0)
}

fn is_not_only(words: &[Placed], at: usize) -> bool {
    at > 0 && ONLY.contains(&words[at].form) && is_in(NEGATIONS, words[at - 1].form)
}
