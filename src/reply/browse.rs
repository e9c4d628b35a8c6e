//! What there is: topics, sources, commands, and the text around a quote.
//!
//! Called by: `reply::compose`.

use super::attribution::source_label;
use super::strings::{Key, key};
use super::{Block, CommandHelp, Paragraph, Row, Surroundings, Writer};
use crate::library::{Mode, Source};
use crate::lookup::Context;
use crate::request::COMMANDS;
use std::ops::Range;

impl Writer<'_> {
    /// All topics, to pick from.
    pub(super) fn topics(&self) -> Vec<Block> {
        let all: Vec<usize> = (0..self.library.topics.len()).collect();
        match self.topic_choices(&all) {
            Some(choices) => vec![Block::Title(self.wording.say(key("topics"))), choices],
            None => vec![self.empty()],
        }
    }

    /// All sources, with what is known of each.
    pub(super) fn sources(&self) -> Vec<Block> {
        if self.library.sources.is_empty() {
            return vec![self.empty()];
        }
        let title = Block::Title(self.wording.say(key("sources")));
        std::iter::once(title).chain(self.library.sources.iter().flat_map(|source| self.source(source))).collect()
    }

    fn source(&self, source: &Source) -> Vec<Block> {
        let citation = &source.citation;
        let authors = (!citation.author.is_empty()).then(|| citation.author.join(", "));
        let given = [
            (key("source-title"), citation.title.clone()),
            (key("source-author"), authors),
            (key("source-container"), citation.container_title.clone()),
            (key("source-publisher"), citation.publisher.clone()),
            (key("source-issued"), citation.issued.clone()),
            (key("source-accessed"), citation.accessed.clone()),
            (key("source-url"), citation.url.clone()),
            (key("source-language"), citation.language.clone()),
            (key("source-voices"), Some(self.voices(source))),
            (key("source-paragraphs"), Some(source.paragraphs().len().to_string())),
        ];
        let heading = Block::Section(source_label(self.library, source, self.wording.language).to_owned());
        let fact = |(key, value): (Key, Option<String>)| {
            Some(Block::Fact(Row { label: self.wording.say(key), value: value? }))
        };
        std::iter::once(heading).chain(given.into_iter().filter_map(fact)).collect()
    }

    /// Who speaks in the texts, each once, in the order of the sources.
    pub(super) fn speakers(&self) -> Vec<&str> {
        let mut speakers: Vec<usize> = Vec::new();
        for source in &self.library.sources {
            let voices = source.voices.iter().map(|voice| voice.speaker);
            for speaker in std::iter::once(source.own_voice).chain(voices) {
                if !speakers.contains(&speaker) {
                    speakers.push(speaker);
                }
            }
        }
        speakers.into_iter().map(|speaker| self.name(speaker)).collect()
    }

    /// Who speaks in a source: its own voice first, then the others, each once.
    fn voices(&self, source: &Source) -> String {
        let mut speakers = vec![source.own_voice];
        for voice in &source.voices {
            if !speakers.contains(&voice.speaker) {
                speakers.push(voice.speaker);
            }
        }
        speakers.into_iter().map(|speaker| self.name(speaker)).collect::<Vec<_>>().join(" · ")
    }

    /// What the bot is and what can be asked.
    pub(super) fn help(&self) -> Vec<Block> {
        let command = |name: &&str| CommandHelp {
            name: (*name).to_owned(),
            argument: argument(name).map(|key| self.wording.say(key)).unwrap_or_default(),
            detail: self.wording.say(purpose(name)),
        };
        vec![
            Block::Title("sayswho".to_owned()),
            Block::Text(self.wording.say(key("help"))),
            Block::Commands(COMMANDS.iter().map(command).collect()),
        ]
    }

    /// A quote within the paragraphs around it.
    pub(super) fn context(&self, context: &Context) -> Vec<Block> {
        let quote = &context.quote;
        let Some(source) = self.library.sources.get(quote.source()) else { return Vec::new() };
        let numbered = (1..).zip(source.paragraphs()).filter(|(number, _)| context.paragraphs.contains(number));
        let paragraphs = numbered.map(|(number, range)| Paragraph {
            number,
            exact: source.text()[range.clone()].to_owned(),
            marked: overlap(range, &quote.range()),
        });
        let surroundings = Surroundings { quote: self.quote_block(quote, &[]), paragraphs: paragraphs.collect() };
        let mut blocks = vec![Block::Context(surroundings)];
        // The paragraphs around hold other people's words, and only the marked ones are attributed.
        if quote.mode() != Mode::Own || !source.voices.is_empty() {
            blocks.push(Block::Text(self.wording.say(key("context-only-marked"))));
        }
        blocks
    }

    fn empty(&self) -> Block {
        Block::Problem {
            message: self.wording.say(key("silence-empty-library")),
            next: self.wording.say(key("next-fill-library")),
        }
    }
}

/// The part of `paragraph` that lies in `range`, as bytes of the paragraph.
fn overlap(paragraph: &Range<usize>, range: &Range<usize>) -> Option<Range<usize>> {
    let inside = paragraph.start.max(range.start)..paragraph.end.min(range.end);
    (inside.start < inside.end).then(|| inside.start - paragraph.start..inside.end - paragraph.start)
}

fn argument(command: &str) -> Option<Key> {
    match command {
        "stance" => Some(key("argument-topic")),
        "ask" => Some(key("argument-question")),
        "quote" => Some(key("argument-words")),
        "verify" => Some(key("argument-text")),
        "context" => Some(key("argument-id")),
        "cite" => Some(key("argument-id-style")),
        _ => None,
    }
}

fn purpose(command: &str) -> Key {
    match command {
        "stance" => key("help-stance"),
        "ask" => key("help-ask"),
        "quote" => key("help-quote"),
        "verify" => key("help-verify"),
        "context" => key("help-context"),
        "cite" => key("help-cite"),
        "topics" => key("help-topics"),
        "sources" => key("help-sources"),
        _ => key("help-help"),
    }
}
