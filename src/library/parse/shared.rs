//! Phrasings that stand where they must not: twice in an entry, in two entries, in an entry and a refusal, in the
//! training and the tests.
//!
//! Two phrasings are the same where they fold to the same words; case, accents, punctuation and spaces do not count.
//! Called by: `parse`, once everything is decoded.

use super::Diagnostic;
use super::entries::Draft;
use super::fields::{Place, Text};
use super::questions::Refused;
use super::values::Phrase;
use crate::library::{Language, TestQuestion};
use crate::matching::normalize::fold;
use std::collections::HashMap;

/// Where a phrasing stands that the matcher is trained on.
#[derive(Clone)]
enum Owner<'f> {
    Entry(usize, Language, Place<'f>),
    Refusal(Place<'f>),
}

/// Reports phrasings that stand in two places. One that two entries share is taken out of the later one; one that is
/// also a refusal, out of the entry.
pub(super) fn check<'f>(
    entries: &mut [Draft<'f>],
    refusals: &[Refused<'f>],
    tests: &[(Text<'f>, TestQuestion)],
    problems: &mut Vec<Diagnostic>,
) {
    let mut known: HashMap<String, Owner<'f>> = HashMap::new();
    for Refused { question, .. } in refusals {
        let place = question.text.place.clone();
        match known.get(&key(&question.text.value)) {
            Some(Owner::Refusal(first)) => problems.push(duplicate(question, first)),
            _ => {
                known.insert(key(&question.text.value), Owner::Refusal(place));
            }
        }
    }
    for number in 0..entries.len() {
        let questions = std::mem::take(&mut entries[number].questions);
        let (mut kept, mut found) = (Vec::with_capacity(questions.len()), Vec::new());
        for question in questions {
            let key = key(&question.text.value);
            match known.get(&key) {
                None => {
                    known.insert(key, Owner::Entry(number, question.language, question.text.place.clone()));
                }
                Some(Owner::Entry(owner, language, first)) if *owner == number => {
                    if *language == question.language {
                        problems.push(duplicate(&question, first));
                    }
                }
                Some(owner) => {
                    found.push((question, owner.clone()));
                    continue;
                }
            }
            kept.push(question);
        }
        entries[number].questions = kept;
        for (question, owner) in found {
            problems.push(shared(&question, &owner, number, entries));
        }
    }
    for (text, _) in tests {
        if let Some(Owner::Entry(_, _, place) | Owner::Refusal(place)) = known.get(&key(&text.value)) {
            problems.push(trained_on(text, place));
        }
    }
}

/// What two phrasings that are the same have in common. One without any letter is the same as its like only.
fn key(phrasing: &str) -> String {
    let folded = fold(phrasing);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { folded.trim().to_owned() } else { words.join(" ") }
}

fn duplicate(question: &Phrase<'_>, first: &Place<'_>) -> Diagnostic {
    let message = format!("the phrasing {:?} stands twice", question.text.value);
    Diagnostic::warning("duplicate-phrasing", message, question.text.place.label("again"))
        .with_label(first.label("the first time"))
        .with_note("case, accents, punctuation and spaces do not count")
        .with_help("Delete one of the two; other words would help more.")
}

fn shared(question: &Phrase<'_>, owner: &Owner<'_>, number: usize, entries: &[Draft<'_>]) -> Diagnostic {
    let name = |number: usize| {
        let id: Option<&Draft<'_>> = entries.get(number);
        id.and_then(|entry| entry.id.as_ref()).map_or("without id".to_owned(), |id| format!("`{}`", id.value))
    };
    let (with, place, help) = match owner {
        Owner::Entry(other, _, place) => (
            format!("the entry {}", name(*other)),
            place,
            "A question can lead to one entry only. Keep it where it fits best, or say what tells the two apart.",
        ),
        Owner::Refusal(place) => {
            ("a refusal".to_owned(), place, "Delete it from the refusals if the entry answers it, else from the entry.")
        }
    };
    let message = format!("the phrasing {:?} of the entry {} is also one of {with}", question.text.value, name(number));
    Diagnostic::error("shared-phrasing", message, question.text.place.label("left out here"))
        .with_label(place.label(format!("in {with}")))
        .with_note("case, accents, punctuation and spaces do not count")
        .with_help(help)
}

fn trained_on(text: &Text<'_>, place: &Place<'_>) -> Diagnostic {
    let message = format!("the test question {:?} is also a phrasing that the matcher is trained on", text.value);
    Diagnostic::warning("test-is-trained-on", message, text.place.label("a test that proves nothing"))
        .with_label(place.label("the phrasing"))
        .with_note("case, accents, punctuation and spaces do not count")
        .with_help("Ask it in other words in the test, or take it out of the tests.")
}
