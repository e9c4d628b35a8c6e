//! What the texts say on a topic, voice by voice.
//!
//! Called by: `reply::compose`.

use super::strings::key;
use super::{Block, Choice, Writer};
use crate::library::{Mode, Quote, Topic};
use crate::matching::Decision;
use crate::request::Command;

impl Writer<'_> {
    /// A topic's quotes, grouped by voice: voices in the order of their first quotes, quotes in the curator's order.
    pub(super) fn stance(&self, topic: usize, corrected: bool) -> Vec<Block> {
        let Some(topic) = self.library.topics.get(topic) else { return Vec::new() };
        let name = topic.name.get(self.wording.language);
        let mut blocks = vec![Block::Title(name.to_owned())];
        if corrected {
            blocks.push(self.understood(name));
        }
        for quotes in by_voice(&topic.quotes) {
            blocks.push(Block::Section(self.attribution(quotes[0])));
            blocks.extend(quotes.into_iter().map(|quote| self.quote(quote)));
        }
        blocks.extend(self.note(&topic.note));
        blocks
    }

    /// The topics on which somebody is quoted, and where to find all that they say.
    pub(super) fn speaker(&self, person: usize) -> Vec<Block> {
        let Some(known) = self.library.people.get(person) else { return Vec::new() };
        let name = [("speaker", self.name(person).into())];
        let all = [("prefix", self.request.prefix.as_str().into()), ("id", known.id.as_str().into())];
        let own = |topic: &Topic| topic.quotes.iter().filter(|quote| quote.speaker() == person).count();
        let topics = self.library.topics.iter().map(|topic| (topic, own(topic))).filter(|(_, count)| *count > 0);
        let choices = self.counted_choices(topics);
        let heading = if choices.is_some() { key("speaker-topics") } else { key("speaker-no-topics") };
        let mut blocks = vec![Block::Text(self.wording.say_with(heading, &name))];
        blocks.extend(choices);
        blocks.push(Block::Text(self.wording.say_with(key("speaker-all"), &all)));
        blocks
    }

    /// Which of several topics is meant.
    pub(super) fn several_topics(&self, topics: &[usize]) -> Vec<Block> {
        let ask = Block::Text(self.wording.say(key("several-topics")));
        std::iter::once(ask).chain(self.topic_choices(topics)).collect()
    }

    /// What to say where a topic is asked for that there is not, and no entry answers the words either.
    pub(super) fn no_topic(&self, asked: &str, decision: &Decision, near: &[usize]) -> Vec<Block> {
        let message = self.wording.say_with(key("no-topic"), &[("asked", self.echo(asked).into())]);
        let next = if near.is_empty() { key("next-topics") } else { key("next-near-topics") };
        let next = self.wording.say_with(next, &[("prefix", self.request.prefix.as_str().into())]);
        let mut blocks = vec![Block::Problem { message, next }];
        blocks.extend(self.topic_choices(near));
        blocks.extend(self.explanation(asked, decision));
        blocks
    }

    /// These topics to pick from, with how many quotes each has; nothing where there are none.
    pub(super) fn topic_choices(&self, topics: &[usize]) -> Option<Block> {
        let topics = topics.iter().filter_map(|index| self.library.topics.get(*index));
        self.counted_choices(topics.map(|topic| (topic, topic.quotes.len())))
    }

    /// Topics to pick from, each with how many quotes are meant.
    fn counted_choices<'t>(&self, topics: impl Iterator<Item = (&'t Topic, usize)>) -> Option<Block> {
        let choice = |(topic, count): (&Topic, usize)| Choice {
            label: topic.name.get(self.wording.language).to_owned(),
            detail: self.wording.say_with(key("topic-quotes"), &[("count", count.into())]),
            command: Command::Stance(topic.id.clone()),
        };
        let choices: Vec<Choice> = topics.map(choice).collect();
        (!choices.is_empty()).then_some(Block::Choices(choices))
    }

    /// What the reader typed, to be named in the reply: on one line, and cut where it is long (it is no quote).
    pub(super) fn echo(&self, typed: &str) -> String {
        const ECHO_CHARS: usize = 80;
        let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(ECHO_CHARS) {
            Some((end, _)) => format!("{}…", line[..end].trim_end()),
            None => line,
        }
    }
}

/// The quotes of each voice. A voice is a speaker in a mode; reported speech of one person in two sources is two voices,
/// because two outlets answer for it.
fn by_voice(quotes: &[Quote]) -> Vec<Vec<&Quote>> {
    let outlet = |quote: &Quote| (quote.mode() == Mode::Reported).then(|| quote.source());
    let voice = |quote: &Quote| (quote.speaker(), quote.mode(), outlet(quote));
    let mut groups: Vec<Vec<&Quote>> = Vec::new();
    for quote in quotes {
        match groups.iter_mut().find(|group| voice(group[0]) == voice(quote)) {
            Some(group) => group.push(quote),
            None => groups.push(vec![quote]),
        }
    }
    groups
}
