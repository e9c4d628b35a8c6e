//! Why the matcher decided as it did, for readers and curators.
//!
//! Called by: `reply::answer`, `reply::stance`, where the request wants an explanation.

use super::strings::key;
use super::{Block, Row, Writer};
use crate::matching::{Candidate, Decision, Silence, Verdict, WordTrace};

/// A contribution below this is shown as nothing.
const LEAST: f32 = 0.005;

impl Writer<'_> {
    /// The words matched and not, the candidates, what is nearest, and the evidence for an answer; nothing where the
    /// request did not ask for it.
    pub(super) fn explanation(&self, query: &str, decision: &Decision) -> Option<Block> {
        let why = decision.explanation.as_ref().filter(|_| self.request.explain)?;
        let row = |key, value: String| Row { label: self.wording.say(key), value };
        let mut rows = vec![row(key("explain-decision"), self.decision(&decision.verdict))];
        rows.push(row(key("explain-confidence"), number(decision.confidence)));

        let words = |pick: fn(&WordTrace) -> bool| {
            let picked = why.words.iter().filter(|word| pick(word)).filter_map(|word| spelled(query, word));
            picked.collect::<Vec<_>>().join(" · ")
        };
        for (key, value) in [
            (key("explain-matched"), words(|word| word.matched)),
            (key("explain-elsewhere"), words(|word| word.known && !word.matched)),
            (key("explain-unknown"), words(|word| !word.known && !word.matched)),
        ] {
            if !value.is_empty() {
                rows.push(row(key, value));
            }
        }
        if let Some(person) = decision.person {
            rows.push(row(key("explain-person"), self.name(person).to_owned()));
        }
        let places = [key("explain-first"), key("explain-second"), key("explain-third")];
        for (place, candidate) in places.into_iter().zip(&decision.candidates) {
            rows.extend(self.candidate(candidate).map(|value| row(place, value)));
        }
        for (key, nearest) in [
            (key("explain-nearest-question"), &why.nearest_question),
            (key("explain-nearest-refusal"), &why.nearest_refusal),
        ] {
            rows.extend(nearest.as_ref().map(|(question, cosine)| row(key, self.scored(question, *cosine))));
        }
        // What moves nothing is left out: JSON has it all.
        for evidence in why.evidence.iter().filter(|evidence| evidence.contribution.abs() >= LEAST) {
            let value = format!("{:+.2} ({:.2})", evidence.contribution, evidence.value);
            rows.push(Row { label: evidence.name.to_owned(), value });
        }
        if !why.evidence.is_empty() {
            rows.push(Row { label: "bias".to_owned(), value: format!("{:+.2}", why.bias) });
        }
        Some(Block::Details { label: self.wording.say(key("explain")), rows })
    }

    fn decision(&self, verdict: &Verdict) -> String {
        self.wording.say(match verdict {
            Verdict::Answer { .. } => key("explain-answered"),
            Verdict::Suggest => key("explain-suggested"),
            Verdict::Silent(Silence::NoWords) => key("silence-no-words"),
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
