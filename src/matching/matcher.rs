//! A library's entries behind the model: query → [`Decision`].
//!
//! Pure. Never looks at `Library::tests`; never shows a quote itself, only says which.
//! Called by: `service`, `cli`.

use super::curated::Curated;
use super::decision::{Candidate, Decision, Explanation, Silence, Verdict};
use super::general::{self, Remarks};
use super::model::{Finding, Model, Reader};
use super::names::Names;
use super::neighbours::{Nearest, REFUSED};
use super::threads;
use super::train::{Text, train};
use crate::library::{Diagnostic, Entry, Library, Person};

/// The weight of a quote's own text as one more phrasing of its entry.
const QUOTE_WEIGHT: f32 = 0.4;
/// A first candidate less likely than this shares the field with others: ask which is meant.
const CLEAR: f32 = 0.15;
/// Log-odds from which on a query is answered. Below even: the calibrator learns from models that have seen half of the
/// base, and is stricter than the whole one needs.
const ANSWERED: f32 = -0.7;
/// Below these odds nothing in the library is near enough to be offered.
const NEAR_ENOUGH: f32 = -4.0;

/// A trained matcher.
pub struct Matcher {
    reader: Reader,
    /// (index into `Library::people`, form) of every name by which a person is known.
    forms: Vec<(String, String)>,
    people: Names,
    remarks: Remarks,
    curated: Curated,
    model: Model,
    /// The general refusals that it was trained on beside the library's, in their order.
    general: Vec<u32>,
    /// Per entry: another entry to which most of its phrasings are nearer, if there is one.
    strays: Vec<Option<usize>>,
}

impl Matcher {
    /// Trains on the library's questions, first quotes and refusals, and beside these on the general refusals that are near
    /// to none of its questions.
    ///
    /// A library without a refusal of its own gets no general ones: they teach that whatever sounds like the library is
    /// answered. Measured on 12 entries with 12 English phrasings each out of the shipped library: of the questions that
    /// those answer, 51 % right and 25 % wrong with them, 7 % and 0 % without; but of near questions that they do not
    /// answer, 51 % got a quote, against none. Beside 48 own refusals they took such quotes on far questions from 15 % to 0
    /// and on other politics from 21 % to 8 %.
    pub fn train(library: &Library) -> Matcher {
        let reader = Reader::new();
        let mut texts: Vec<Text<'_>> = Vec::new();
        for (class, entry) in library.entries.iter().enumerate() {
            let class = class as u16;
            texts.extend(entry.questions.iter().map(|(_, text)| Text { class, text, weight: 1.0 }));
            texts.extend(entry.quotes.iter().take(1).map(|q| Text { class, text: q.exact(), weight: QUOTE_WEIGHT }));
        }
        let phrasings = texts.len();
        let refusal = |text| Text { class: REFUSED, text, weight: 1.0 };
        texts.extend(library.refusals.iter().map(|own| refusal(own.question.as_str())));
        let mut reads = threads::map(&texts, |text| reader.read(text.text));
        let mut general = Vec::new();
        let all = if library.refusals.is_empty() { Vec::new() } else { general::refusals() };
        let all_read = threads::map(&all, |text| reader.read(text));
        let apart = general::are_apart(&all_read, reads[..phrasings].iter());
        for (index, (read, _)) in all_read.into_iter().zip(apart).enumerate().filter(|(_, (_, apart))| *apart) {
            general.push(index as u32);
            texts.push(refusal(all[index]));
            reads.push(read);
        }
        let (model, report) = train(&texts, &reads, library.entries.len());
        let strays = strays(&texts, &report.guesses, library.entries.len());
        let forms = forms(library);
        let (remarks, curated) = (Remarks::new(), Curated::of(library));
        Matcher { reader, people: people(&forms), remarks, curated, forms, model, general, strays }
    }

    /// What to do with `query`, without the reasons. `library` must be the one that the matcher was trained on.
    pub fn decide(&self, library: &Library, query: &str) -> Decision {
        self.decision(library, query, false)
    }

    /// The same decision with its reasons, which take as long again to put together.
    pub fn explain(&self, library: &Library, query: &str) -> Decision {
        self.decision(library, query, true)
    }

    fn decision(&self, library: &Library, query: &str, explain: bool) -> Decision {
        let (read, corrected) = self.model.read_query(&self.reader, query);
        let person = self.people.find(&read.tokens).first().map(|name| *name as usize);
        if library.entries.is_empty() || read.tokens.is_empty() {
            let why = if library.entries.is_empty() { Silence::EmptyLibrary } else { Silence::NoWords };
            return silent(why, person, explain);
        }
        // A library on courtesy may answer "thank you".
        if self.remarks.make_up(query) && self.curated.entries(library, query).is_empty() {
            return silent(Silence::NoQuestion, person, explain);
        }
        let finding = self.model.find(&read);
        let odds = self.model.odds(&finding);
        // One word that is taken for another is a guess: "привет" for "привел".
        let is_guess = read.tokens.len() == 1 && corrected.iter().any(Option::is_some);
        let verdict = self.verdict(library, &finding, odds, person);
        let verdict = match verdict {
            Verdict::Answer { .. } if is_guess => Verdict::Suggest,
            // What a curator has written to be answered is, however near it is to a refusal.
            Verdict::Silent(_) => {
                let asked = self.curated.entries(library, query);
                match finding.ranked.iter().copied().find(|entry| asked.contains(entry)) {
                    Some(entry) => answer(library, entry, person),
                    None => verdict,
                }
            }
            verdict => verdict,
        };
        let candidates = finding
            .ranked
            .iter()
            .map(|class| Candidate { entry: *class, score: finding.probabilities[*class] })
            .collect();
        let explanation = explain.then(|| Explanation {
            words: self.model.trace(&read, corrected, finding.ranked.first().copied()),
            nearest_question: self.nearest_text(library, finding.question),
            nearest_refusal: self.nearest_text(library, finding.refusal),
            evidence: self.model.explain(&finding.evidence),
            bias: self.model.calibrator.bias,
        });
        Decision { verdict, candidates, confidence: 1.0 / (1.0 + (-odds).exp()), person, explanation }
    }

    fn verdict(&self, library: &Library, finding: &Finding, odds: f32, person: Option<usize>) -> Verdict {
        let Some(entry) = finding.ranked.first().copied() else { return Verdict::Silent(Silence::EmptyLibrary) };
        let (question, refusal) = (&finding.question, &finding.refusal);
        // No question of the library has anything of it.
        let is_foreign = question.cosine <= 0.0;
        let is_general = || refusal.cosine > question.cosine && is_general(library, refusal.row);
        if odds < NEAR_ENOUGH || is_foreign || (odds < ANSWERED && is_general()) {
            Verdict::Silent(Silence::OffTopic)
        } else if odds < ANSWERED {
            Verdict::Silent(Silence::NotInTexts)
        } else if finding.probabilities[entry] < CLEAR && library.entries.len() > 1 {
            Verdict::Suggest
        } else {
            answer(library, entry, person)
        }
    }

    /// The text of the nearest row with its cosine; `None` where no row is near at all, and the row says nothing.
    fn nearest_text(&self, library: &Library, nearest: Nearest) -> Option<(String, f32)> {
        self.text_of(library, nearest.row).filter(|_| nearest.cosine > 0.0).map(|text| (text, nearest.cosine))
    }

    /// The text of a training row: the rows are the entries' questions and first quotes, entry by entry, then the library's
    /// refusals, then the general ones.
    fn text_of(&self, library: &Library, mut row: usize) -> Option<String> {
        for entry in &library.entries {
            if let Some((_, question)) = entry.questions.iter().nth(row) {
                return Some(question.to_owned());
            }
            row -= entry.questions.len();
            match row {
                0 if !entry.quotes.is_empty() => return Some(entry.quotes[0].exact().to_owned()),
                _ => row -= entry.quotes.len().min(1),
            }
        }
        if let Some(refusal) = library.refusals.get(row) {
            return Some(refusal.question.clone());
        }
        let general = *self.general.get(row - library.refusals.len())?;
        general::refusals().get(general as usize).map(|text| (*text).to_owned())
    }

    /// Entries most of whose phrasings are nearer to another entry's, as diagnostics at the entries' places.
    pub fn stray_entries(&self, library: &Library) -> Vec<Diagnostic> {
        let entry = |index: usize| library.entries.get(index);
        let strays =
            self.strays.iter().enumerate().filter_map(|(index, other)| Some((entry(index)?, entry((*other)?)?)));
        strays
            .map(|(entry, other)| {
                let message =
                    format!("the questions of `{}` are nearer to those of `{}` than to each other", entry.id, other.id);
                Diagnostic::warning("entry-nearer-to-another", message, entry.place.clone())
                    .with_help("give it questions that tell the two apart, or make them one entry with several quotes")
            })
            .collect()
    }

    /// The trained state as bytes, for a cache.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(&(&self.model, &self.forms, &self.general, &self.strays, &self.curated)).unwrap_or_default()
    }

    /// A matcher from bytes that [`Matcher::to_bytes`] gave; `None` where they are damaged or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Matcher> {
        type State = (Model, Vec<(String, String)>, Vec<u32>, Vec<Option<usize>>, Curated);
        let (mut model, forms, general, strays, curated): State = postcard::from_bytes(bytes).ok()?;
        model.reindex();
        let (reader, remarks) = (Reader::new(), Remarks::new());
        Some(Matcher { reader, people: people(&forms), remarks, curated, forms, model, general, strays })
    }
}

/// The decision that there is nothing to rank.
fn silent(why: Silence, person: Option<usize>, explain: bool) -> Decision {
    Decision {
        verdict: Verdict::Silent(why),
        candidates: Vec::new(),
        confidence: 0.0,
        person,
        explanation: explain.then(Explanation::default),
    }
}

/// The verdict that this entry answers; quotes of a person who is named come first.
fn answer(library: &Library, entry: usize, person: Option<usize>) -> Verdict {
    let all = library.entries.get(entry).map_or(&[][..], |entry| &entry.quotes);
    let mut quotes: Vec<usize> = (0..all.len()).collect();
    quotes.sort_by_key(|quote| person.is_some_and(|person| all[*quote].speaker() != person));
    Verdict::Answer { entry, quotes }
}

/// Whether a training row is one of the refusals that no library has of its own: "tell me a joke".
fn is_general(library: &Library, row: usize) -> bool {
    let rows = |entry: &Entry| entry.questions.len() + entry.quotes.len().min(1);
    row >= library.entries.iter().map(rows).sum::<usize>() + library.refusals.len()
}

/// The names of all people, each with the person's index.
fn forms(library: &Library) -> Vec<(String, String)> {
    let of_person = |(index, person): (usize, &Person)| {
        let names = person.name.iter().chain(person.names.iter());
        names.map(|(_, form)| (index.to_string(), form.to_owned())).collect::<Vec<_>>()
    };
    library.people.iter().enumerate().flat_map(of_person).collect()
}

/// The table of these names; since every person has one, a name's index is the person's.
fn people(forms: &[(String, String)]) -> Names {
    let mut names = Names::default();
    forms.iter().for_each(|(id, form)| names.add(id, form, false));
    names
}

/// So many phrasings must go astray before an entry is called a stray: models of a small library guess.
const STRAY_PHRASINGS: usize = 8;

/// Per entry: the other entry to which models that had not seen them give most of its phrasings, and more than to it.
fn strays(texts: &[Text<'_>], guesses: &[u16], entries: usize) -> Vec<Option<usize>> {
    let mut counts = vec![std::collections::BTreeMap::<u16, usize>::new(); entries];
    for (text, guess) in texts.iter().zip(guesses).filter(|(text, guess)| text.class != REFUSED && **guess != REFUSED) {
        *counts[text.class as usize].entry(*guess).or_default() += 1;
    }
    let most = |entry: usize| counts[entry].iter().max_by_key(|(class, count)| (**count, **class as usize == entry));
    let stray = |entry: usize| {
        let (class, count) = most(entry)?;
        (*class as usize != entry && *count >= STRAY_PHRASINGS).then_some(*class as usize)
    };
    (0..entries).map(stray).collect()
}
