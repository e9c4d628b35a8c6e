//! An answer to a question, suggestions, or silence.
//!
//! Called by: `reply::compose`.

use super::strings::key;
use super::{Block, Choice, Row, Writer};
use crate::library::{Entry, Quote};
use crate::matching::{Candidate, Decision, Silence, Verdict};
use crate::request::Command;

impl Writer<'_> {
    /// What to say to a question on which the matcher decided.
    pub(super) fn decided(&self, query: &str, decision: &Decision, near: &[usize]) -> Vec<Block> {
        let mut blocks = match &decision.verdict {
            Verdict::Answer { entry, quotes } => {
                let mut blocks = self.entry(*entry, quotes, decision.person);
                if let Some(choices) = self.topic_choices(near) {
                    blocks.extend([Block::Text(self.wording.say(key("answer-topic"))), choices]);
                }
                blocks
            }
            Verdict::Suggest => self.suggestions(decision.suggestions()),
            Verdict::Silent(reason) => self.silence(*reason, near),
        };
        blocks.extend(self.explanation(query, decision));
        blocks
    }

    /// What to say when an entry was picked from suggestions: all of its quotes, as the curator put them.
    pub(super) fn picked(&self, entry: usize) -> Vec<Block> {
        let quotes = self.library.entries.get(entry).map_or(0, |entry| entry.quotes.len());
        self.entry(entry, &(0..quotes).collect::<Vec<_>>(), None)
    }

    /// The question in the reader's language by which an entry is shown.
    pub(super) fn question<'e>(&self, entry: &'e Entry) -> &'e str {
        entry.questions.first(self.wording.language).unwrap_or(&entry.id)
    }

    fn entry(&self, entry: usize, order: &[usize], person: Option<usize>) -> Vec<Block> {
        let Some(entry) = self.library.entries.get(entry) else { return Vec::new() };
        let quotes: Vec<&Quote> = order.iter().filter_map(|index| entry.quotes.get(*index)).collect();
        let Some((first, others)) = quotes.split_first() else { return Vec::new() };

        let mut blocks = vec![self.understood(self.question(entry))];
        // Asked for one person's words, readers take what they get for that person's, so say it before the quote.
        if let Some(person) = person.filter(|person| quotes.iter().all(|quote| quote.speaker() != *person)) {
            let name = [("person", self.name(person).into())];
            blocks.push(Block::Text(self.wording.say_with(key("answer-other-speaker"), &name)));
        }
        blocks.push(self.quote(first));
        if !others.is_empty() {
            let same = |quote: &&Quote| quote.speaker() == first.speaker() && quote.mode() == first.mode();
            let heading = if others.iter().all(same) { key("answer-more") } else { key("answer-other-voices") };
            blocks.push(Block::Section(self.wording.say(heading)));
            blocks.extend(others.iter().map(|quote| self.quote(quote)));
        }
        blocks.extend(self.note(&entry.note));
        blocks
    }

    /// How the reader's words were understood, so that a misreading is seen.
    pub(super) fn understood(&self, value: &str) -> Block {
        Block::Fact(Row { label: self.wording.say(key("understood")), value: value.to_owned() })
    }

    fn suggestions(&self, candidates: &[Candidate]) -> Vec<Block> {
        let entries = candidates.iter().filter_map(|candidate| self.library.entries.get(candidate.entry));
        let choice = |entry: &Entry| Choice {
            label: self.question(entry).to_owned(),
            detail: String::new(),
            command: Command::Entry(entry.id.clone()),
        };
        vec![Block::Text(self.wording.say(key("suggest"))), Block::Choices(entries.map(choice).collect())]
    }

    fn silence(&self, reason: Silence, near: &[usize]) -> Vec<Block> {
        let message = match reason {
            Silence::NoWords => key("silence-no-words"),
            Silence::NoQuestion => key("silence-no-question"),
            Silence::OffTopic => key("silence-off-topic"),
            Silence::NotInTexts => key("silence-not-in-texts"),
            Silence::EmptyLibrary => key("silence-empty-library"),
        };
        let next = match reason {
            Silence::NoWords => key("next-help"),
            Silence::EmptyLibrary => key("next-fill-library"),
            _ if near.is_empty() => key("next-topics"),
            Silence::NoQuestion => key("next-topics-there-are"),
            Silence::OffTopic => key("next-these-topics"),
            Silence::NotInTexts => key("next-near-topics"),
        };
        let prefix = [("prefix", self.request.prefix.as_str().into())];
        let problem = Block::Problem { message: self.wording.say(message), next: self.wording.say_with(next, &prefix) };
        std::iter::once(problem).chain(self.topic_choices(near)).collect()
    }
}
