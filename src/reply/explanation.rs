//! Why the matcher decided as it did: in plain words for readers, then in figures for curators.
//!
//! Called by: `reply::answer`, `reply::stance`, where the request wants an explanation.

use super::strings::{Key, key};
use super::{Block, Row, Writer};
use crate::matching::{Candidate, Decision, Explanation, Silence, Verdict, WordTrace};
use crate::request::Explain;

/// From these probabilities on an answer is very likely right, likely, or as likely as not; below, unlikely. They choose
/// words only: nothing is decided by them.
const VERY_LIKELY: f32 = 0.9;
const LIKELY: f32 = 0.6;
const EVEN: f32 = 0.3;

/// A contribution below this is shown as nothing.
const LEAST: f32 = 0.005;

impl Writer<'_> {
    /// First in plain words: what was decided, by which words, how sure it is, and what came next; then all of it in
    /// figures. As much of it as the request asks for.
    pub(super) fn explanation(&self, query: &str, decision: &Decision) -> Vec<Block> {
        let Some(why) = &decision.explanation else { return Vec::new() };
        let details = |key, rows| Block::Details { label: self.wording.say(key), rows };
        let words = || details(key("explain"), self.in_words(query, decision, why));
        let figures = || details(key("explain-figures"), self.in_figures(query, decision, why));
        match self.request.explain {
            Explain::No => Vec::new(),
            Explain::InWords => vec![words()],
            Explain::InFigures => vec![words(), figures()],
        }
    }

    fn in_words(&self, query: &str, decision: &Decision, why: &Explanation) -> Vec<Row> {
        let mut rows = vec![self.labelled(key("explain-decision"), self.decision(&decision.verdict))];
        rows.extend(self.words(key("explain-matched"), query, why, |word| word.matched));
        rows.extend(self.words(key("explain-not-matched"), query, why, |word| !word.matched));
        if let Some(person) = decision.person {
            rows.push(self.labelled(key("explain-person"), self.name(person).to_owned()));
        }
        rows.push(self.labelled(key("explain-sure"), self.sure(decision.confidence)));
        let next = match decision.verdict {
            Verdict::Answer { .. } => decision.candidates.get(1).map(|next| (key("explain-runner-up"), next)),
            Verdict::Silent(_) => decision.candidates.first().map(|next| (key("explain-came-nearest"), next)),
            Verdict::Suggest => None,
        };
        let entry = next.and_then(|(key, next)| Some((key, self.library.entries.get(next.entry)?)));
        rows.extend(entry.map(|(key, entry)| self.labelled(key, self.question(entry).to_owned())));
        rows
    }

    fn in_figures(&self, query: &str, decision: &Decision, why: &Explanation) -> Vec<Row> {
        let mut rows = vec![self.labelled(key("explain-confidence"), number(decision.confidence))];
        rows.extend(self.words(key("explain-elsewhere"), query, why, |word| word.known && !word.matched));
        rows.extend(self.words(key("explain-unknown"), query, why, |word| !word.known && !word.matched));
        let places = [key("explain-first"), key("explain-second"), key("explain-third")];
        for (place, candidate) in places.into_iter().zip(&decision.candidates) {
            rows.extend(self.candidate(candidate).map(|value| self.labelled(place, value)));
        }
        for (key, nearest) in [
            (key("explain-nearest-question"), &why.nearest_question),
            (key("explain-nearest-refusal"), &why.nearest_refusal),
        ] {
            rows.extend(nearest.as_ref().map(|(question, cosine)| self.labelled(key, self.scored(question, *cosine))));
        }
        // What moves nothing is left out: JSON has it all.
        for evidence in why.evidence.iter().filter(|evidence| evidence.contribution.abs() >= LEAST) {
            let value = format!("{:+.2} ({:.2})", evidence.contribution, evidence.value);
            rows.push(Row { label: evidence.name.to_owned(), value });
        }
        if !why.evidence.is_empty() {
            rows.push(Row { label: "bias".to_owned(), value: format!("{:+.2}", why.bias) });
        }
        rows
    }

    fn labelled(&self, key: Key, value: String) -> Row {
        Row { label: self.wording.say(key), value }
    }

    /// These words of the query, where there are any.
    fn words(&self, key: Key, query: &str, why: &Explanation, pick: fn(&WordTrace) -> bool) -> Option<Row> {
        let picked = why.words.iter().filter(|word| pick(word)).filter_map(|word| spelled(query, word));
        let value = picked.collect::<Vec<_>>().join(" · ");
        (!value.is_empty()).then(|| self.labelled(key, value))
    }

    fn sure(&self, confidence: f32) -> String {
        let sure = match confidence {
            sure if sure >= VERY_LIKELY => key("explain-sure-very"),
            sure if sure >= LIKELY => key("explain-sure-rather"),
            sure if sure >= EVEN => key("explain-sure-little"),
            _ => key("explain-sure-not"),
        };
        let hundredths = (confidence * 100.0).round().clamp(0.0, 100.0);
        let variables = [("sure", self.wording.say(sure).into()), ("hundredths", hundredths.into())];
        self.wording.say_with(key("explain-sure-scored"), &variables)
    }

    fn decision(&self, verdict: &Verdict) -> String {
        self.wording.say(match verdict {
            Verdict::Answer { .. } => key("explain-answered"),
            Verdict::Suggest => key("explain-suggested"),
            Verdict::Silent(Silence::NoWords) => key("silence-no-words"),
            Verdict::Silent(Silence::NoQuestion) => key("silence-no-question"),
            Verdict::Silent(Silence::OffTopic) => key("silence-off-topic"),
            Verdict::Silent(Silence::NotInTexts) => key("silence-not-in-texts"),
            Verdict::Silent(Silence::EmptyLibrary) => key("silence-empty-library"),
        })
    }

    fn candidate(&self, candidate: &Candidate) -> Option<String> {
        let entry = self.library.entries.get(candidate.entry)?;
        Some(self.scored(self.question(entry), candidate.score))
    }

    fn scored(&self, question: &str, score: f32) -> String {
        let variables = [("question", question.into()), ("score", number(score).into())];
        self.wording.say_with(key("explain-scored"), &variables)
    }
}

/// A word of the query; with the word that it was taken for, where its spelling was corrected.
fn spelled(query: &str, word: &WordTrace) -> Option<String> {
    let typed = query.get(word.span.clone())?;
    Some(match &word.corrected {
        Some(corrected) => format!("{typed} → {corrected}"),
        None => typed.to_owned(),
    })
}

fn number(value: f32) -> String {
    format!("{value:.2}")
}
