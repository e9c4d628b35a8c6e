//! What is asked → what is answered and what is kept. Pure: no I/O, no clock; the room's settings and whatever has to be
//! fetched come in.
//!
//! Never decides what the texts say (`service` does) nor how it looks (`render` does): here it is decided in which language
//! and in how many pages an answer comes, and what a reaction to it does.
//! Called by: `queue`.

use super::Bot;
use super::incoming::{About, Asked, OWN};
use super::render::{self, Look, Page};
use super::settings::{self, Settled};
use crate::library::Language;
use crate::matching::{Silence, Verdict};
use crate::reply::strings::{Key, Wording, key};
use crate::reply::{Block, Choice, CommandHelp, Outcome, Reply, at_page, page_of};
use crate::service::{Command, Explain, Request};
use crate::store::{Reason, Settings};
use std::borrow::Cow;

/// Suggestions that are offered where an answer was not what was asked.
const OTHERS: usize = 5;

/// What events are answered with.
pub struct Desk<'a> {
    /// The library, the replies, and the defaults.
    pub bot: &'a Bot,
    /// The room's settings.
    pub settings: &'a Settings,
    /// What stands before a command's name.
    pub prefix: &'a str,
}

/// A question, with what had to be fetched for it.
pub struct Question<'a> {
    /// What is asked.
    pub asked: &'a Asked,
    /// The event that it is about, where it is about one.
    pub about: Option<&'a About>,
    /// Whether that event is an answer of the bot's own.
    pub is_own: bool,
    /// The asker's power level in the room.
    pub level: i64,
}

/// How an answer was made of its question, so that it can be made again. Written down without a word of the asker's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// As the question asks.
    Asked,
    /// Since the first answer was not to what was asked.
    NotIt,
    /// By picking what this command asks.
    Picked(Command),
    /// By picking another page of what the question looks for, counted from 1.
    Page(usize),
}

/// What comes of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The answer's pages, at least one.
    pub pages: Vec<Page>,
    /// What is kept.
    pub effects: Vec<Effect>,
}

/// What is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The room's settings.
    Settings(Settings),
    /// A question that got no answer, or not the one that was meant.
    Gap {
        /// The question as it was asked; the store folds it.
        query: String,
        /// The language of the reply.
        language: Language,
        /// Why it is a gap.
        reason: Reason,
    },
}

impl Made {
    /// As one line.
    pub fn write(&self) -> String {
        match self {
            Made::Asked => "asked".to_owned(),
            Made::NotIt => "not-it".to_owned(),
            Made::Picked(Command::Entry(id)) => format!("entry:{id}"),
            Made::Picked(Command::Context(id)) => format!("context:{id}"),
            Made::Picked(Command::Stance(id)) => format!("topic:{id}"),
            Made::Page(page) => format!("page:{page}"),
            // The words are the asker's; only the page is written down.
            Made::Picked(Command::Quote(words)) => Made::Page(page_of(words).unwrap_or(1)).write(),
            // Nothing else is ever offered.
            Made::Picked(_) => "asked".to_owned(),
        }
    }

    /// From that line; a line of another version is as asked.
    pub fn read(line: &str) -> Made {
        match line.split_once(':') {
            Some(("entry", id)) => Made::Picked(Command::Entry(id.to_owned())),
            Some(("context", id)) => Made::Picked(Command::Context(id.to_owned())),
            Some(("page", page)) => Made::Page(page.parse().unwrap_or(1)),
            Some(("topic", id)) => Made::Picked(Command::Stance(id.to_owned())),
            _ if line == "not-it" => Made::NotIt,
            _ => Made::Asked,
        }
    }
}

impl<'a> Desk<'a> {
    /// The answer to a question, and what is kept of it. `None`: there is nothing to say.
    pub fn answer(&self, question: &Question<'_>, made: &Made) -> Option<Turn> {
        if let (Asked::Settings(given), Made::Asked) = (question.asked, made) {
            return Some(self.settings(given, question.level));
        }
        if let (Some(key), Made::Asked) = (unreadable(question), made) {
            let words = self.wording(self.language());
            return Some(Turn {
                pages: render::pages(&[Block::Text(words.say(key))], self.look(words, false)),
                effects: vec![],
            });
        }
        let reply = self.reply(question, made)?;
        let mut effects = Vec::new();
        // Where no question of theirs can be kept, nothing is promised.
        if *made == Made::NotIt && not_it(question.asked, reply.language).is_none() {
            return None;
        }
        match made {
            // What is asked about another's words is no question of theirs to keep.
            Made::Asked if question.about.is_none() => effects.extend(gap(&reply)),
            Made::NotIt => effects.extend(not_it(question.asked, reply.language)),
            _ => {}
        }
        Some(Turn { pages: self.pages(&reply, made), effects })
    }

    /// What can be picked from an answer, in the order of the numbers that it shows.
    pub fn choices(&self, question: &Question<'_>, made: &Made) -> Vec<Choice> {
        self.reply(question, made).map(|reply| reply.choices().cloned().collect()).unwrap_or_default()
    }

    /// What to say where settings could not be kept.
    pub fn not_kept(&self, settings: &Settings) -> Vec<Page> {
        let words = self.wording(settings.language.unwrap_or(self.bot.language));
        render::pages(&settings::not_kept(&words), self.look(words, false))
    }

    /// What to say where answering went wrong.
    pub fn failed(&self) -> Vec<Page> {
        let words = self.wording(self.language());
        render::pages(&[Block::Text(words.say(key("matrix-failed")))], self.look(words, false))
    }

    /// What to say where a message can not be read, since its key has not come.
    pub fn sealed(&self) -> Vec<Page> {
        let words = self.wording(self.language());
        render::pages(&[Block::Text(words.say(key("matrix-sealed")))], self.look(words, false))
    }

    fn language(&self) -> Language {
        self.settings.language.unwrap_or(self.bot.language)
    }

    fn wording(&self, language: Language) -> Wording<'a> {
        self.bot.service.strings().wording(language)
    }

    fn look(&self, wording: Wording<'a>, others_apart: bool) -> Look<'a> {
        Look { wording, prefix: self.prefix, others_apart }
    }

    fn settings(&self, given: &str, level: i64) -> Turn {
        let usual = self.bot.language;
        let wording = |language| self.wording(language);
        let Settled { blocks, changed } = settings::settle(given, self.settings, (level, usual), self.prefix, wording);
        let language = changed.as_ref().map_or(self.language(), |settings| settings.language.unwrap_or(usual));
        let pages = render::pages(&blocks, self.look(self.wording(language), false));
        Turn { pages, effects: changed.map(Effect::Settings).into_iter().collect() }
    }

    fn pages(&self, reply: &Reply, made: &Made) -> Vec<Page> {
        let words = self.wording(reply.language);
        let is_answer = matches!(reply.outcome, Outcome::Decided { .. } | Outcome::Picked { .. });
        let mut blocks = Cow::Borrowed(&reply.blocks);
        if *made == Made::NotIt {
            blocks.to_mut().insert(0, Block::Text(words.say(key("matrix-noted"))));
        }
        if matches!(reply.outcome, Outcome::Help) {
            let command = format!("{}{}", self.prefix, Command::Ask(String::new()).name());
            let asking = words.say_with(key("matrix-help-asking"), &[("command", command.into())]);
            let list = blocks.iter().position(|block| matches!(block, Block::Commands(_))).unwrap_or(blocks.len());
            blocks.to_mut().insert(list, Block::Text(asking));
            let detail = words.say(key("matrix-help-settings"));
            let name = format!("{OWN} {}", settings::NAME);
            blocks.to_mut().push(Block::Commands(vec![CommandHelp { name, argument: String::new(), detail }]));
        }
        let offered = blocks.iter().rposition(|block| matches!(block, Block::Choices(choices) if !choices.is_empty()));
        if let Some(last) = offered {
            blocks.to_mut().insert(last + 1, Block::Text(words.say(key("matrix-pick"))));
        }
        render::pages(&blocks, self.look(words, is_answer))
    }

    /// The reply to a question. `None`: nothing is asked in words.
    fn reply(&self, question: &Question<'_>, made: &Made) -> Option<Reply> {
        let command = match (made, question.asked) {
            (Made::Picked(command), _) => command.clone(),
            (_, Asked::Command { command, about: None }) => command.clone(),
            (_, Asked::Command { command, about: Some(_) }) => self.about(command, question),
            (_, Asked::Number { command, .. }) => command.clone()?,
            (_, Asked::Settings(_) | Asked::Reaction { .. } | Asked::TakenBack(_)) => return None,
        };
        let command = match (made, command) {
            (Made::Page(page), Command::Quote(words)) => Command::Quote(at_page(&words, *page)),
            (_, command) => command,
        };
        let mut reply = self.handle(command, if *made == Made::Asked { Explain::InWords } else { Explain::No });
        if *made == Made::NotIt {
            reply.blocks = self.others(&reply);
        }
        Some(reply)
    }

    fn handle(&self, command: Command, explain: Explain) -> Reply {
        let request = Request { explain, prefix: self.prefix.to_owned(), ..Request::new(command, self.language()) };
        self.bot.service.handle(&request)
    }

    /// A command with the words of the event that it is about; of one that needs a quote's id, with the first that stands
    /// in them.
    fn about(&self, command: &Command, question: &Question<'_>) -> Command {
        let words = match question.about {
            Some(About::Words(words)) => words.as_str(),
            _ => "",
        };
        match command {
            Command::Stance(_) => Command::Stance(words.to_owned()),
            Command::Ask(_) => Command::Ask(words.to_owned()),
            Command::Quote(_) => Command::Quote(words.to_owned()),
            // Of an answer of the bot's own, the quote is meant.
            Command::Verify(_) if question.is_own => {
                Command::Verify(self.quote_in(words).unwrap_or_else(|| words.to_owned()))
            }
            Command::Verify(_) => Command::Verify(words.to_owned()),
            Command::Context(_) => Command::Context(self.id_in(words)),
            Command::Cite { id, style } => {
                let style = format!("{id} {}", style.as_deref().unwrap_or_default()).trim().to_owned();
                Command::Cite { id: self.id_in(words), style: Some(style).filter(|style| !style.is_empty()) }
            }
            other => other.clone(),
        }
    }

    fn id_in(&self, words: &str) -> String {
        let is_id = |word: &&str| {
            let context = || self.handle(Command::Context((*word).to_owned()), Explain::No);
            word.contains(':') && matches!(context().outcome, Outcome::Context { .. })
        };
        words.split_whitespace().find(is_id).unwrap_or_default().to_owned()
    }

    /// The first quote whose id stands in an answer.
    fn quote_in(&self, words: &str) -> Option<String> {
        match self.handle(Command::Context(self.id_in(words)), Explain::No).outcome {
            Outcome::Context { context } => Some(context.quote.exact().to_owned()),
            _ => None,
        }
    }

    /// What else may have been meant by a question: the entries that came next.
    fn others(&self, reply: &Reply) -> Vec<Block> {
        let words = self.wording(reply.language);
        let library = self.bot.service.library();
        let Outcome::Decided { decision, .. } = &reply.outcome else { return Vec::new() };
        let answered = match &decision.verdict {
            Verdict::Answer { entry, .. } => Some(*entry),
            _ => None,
        };
        let others = decision.candidates.iter().filter(|candidate| Some(candidate.entry) != answered).take(OTHERS);
        let choices: Vec<Choice> = others
            .filter_map(|candidate| {
                let entry = library.entries.get(candidate.entry)?;
                let label = entry.questions.first(reply.language).unwrap_or(&entry.id).to_owned();
                Some(Choice { label, detail: String::new(), command: Command::Entry(entry.id.clone()) })
            })
            .collect();
        if choices.is_empty() {
            return Vec::new();
        }
        vec![Block::Text(words.say(key("matrix-others"))), Block::Choices(choices)]
    }
}

/// What to say where a command is about a message without words that the bot can read.
fn unreadable(question: &Question<'_>) -> Option<Key> {
    match question.about? {
        About::Words(_) => None,
        About::NoWords => Some(key("matrix-about-no-words")),
        About::Sealed => Some(key("matrix-about-sealed")),
    }
}

/// The gap to keep where the texts do not answer a question.
fn gap(reply: &Reply) -> Option<Effect> {
    let query = match &reply.outcome {
        Outcome::Decided { query, decision, .. } => match decision.verdict {
            Verdict::Silent(Silence::OffTopic | Silence::NotInTexts) => query,
            _ => return None,
        },
        Outcome::NoTopic { asked, .. } => asked,
        _ => return None,
    };
    Some(Effect::Gap { query: query.clone(), language: reply.language, reason: Reason::Silent })
}

/// The gap to keep where an answer was not to what was asked.
fn not_it(asked: &Asked, language: Language) -> Option<Effect> {
    let query = match asked {
        Asked::Command { command: Command::Ask(query) | Command::Stance(query), about: None } => query,
        Asked::Number { command: Some(Command::Ask(query)), .. } => query,
        _ => return None,
    };
    Some(Effect::Gap { query: query.clone(), language, reason: Reason::NotIt })
}
