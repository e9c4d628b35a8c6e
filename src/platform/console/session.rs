//! One chat in a terminal: what a line means, given what was said before.
//!
//! No I/O: lines in, blocks out. Adds to the service only what needs a memory: picking from the last list by number,
//! `/context` and `/cite` of the quote just shown, `/explain` of the last answer, `/language`, `/quit`.
//! Called by: `console`.

use crate::library::Language;
use crate::reply::citation::Style;
use crate::reply::strings::{Key, Wording, key};
use crate::reply::{Block, Choice, CommandHelp, Outcome};
use crate::request::split_command;
use crate::service::{Command, Explain, Request, Service};

/// What stands before a command.
pub(super) const PREFIX: &str = "/";
/// The terminal's own commands.
pub(super) const OWN_COMMANDS: [&str; 3] = ["explain", "language", "quit"];

/// What came of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// Show this.
    Say(Vec<Block>),
    /// The line was empty.
    Nothing,
    /// End the chat.
    Quit,
}

/// A chat with its memory.
pub struct Session<'s> {
    service: &'s Service,
    language: Language,
    /// Whether someone sits at a keyboard, to be told about numbers.
    interactive: bool,
    /// The last request that the matcher decided on.
    decided: Option<Request>,
    /// What the numbers of the last reply stand for.
    choices: Vec<Command>,
    /// The id of the first quote of the last reply that had one.
    quote: String,
}

impl<'s> Session<'s> {
    /// A chat in this language.
    pub fn new(service: &'s Service, language: Language, interactive: bool) -> Session<'s> {
        Session { service, language, interactive, decided: None, choices: Vec::new(), quote: String::new() }
    }

    /// The language of the replies, which `/language` changes.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What to say before the first line: what this is, and two things to try, from the library itself.
    pub fn welcome(&mut self) -> Vec<Block> {
        let wording = self.wording();
        let library = self.service.library();
        let name = library.name.get(self.language);
        let title = if name.is_empty() { "sayswho".to_owned() } else { format!("sayswho · {name}") };
        let mut blocks = vec![Block::Title(title), Block::Text(wording.say(key("help")))];

        let topic = library.topics.first().map(|topic| Choice {
            label: format!("{PREFIX}stance {}", topic.name.get(self.language)),
            detail: String::new(),
            command: Command::Stance(topic.id.clone()),
        });
        let question = library.entries.first().and_then(|entry| entry.questions.first(self.language));
        let question = question.map(|question| Choice {
            label: question.to_owned(),
            detail: String::new(),
            command: Command::Ask(question.to_owned()),
        });
        let examples: Vec<Choice> = topic.into_iter().chain(question).collect();
        if !examples.is_empty() {
            blocks.extend([Block::Text(wording.say(key("console-try"))), Block::Choices(examples)]);
        }
        blocks.push(Block::Text(wording.say_with(key("console-leave"), &[("prefix", PREFIX.into())])));
        self.remember_choices(&blocks);
        blocks
    }

    /// What comes of one line.
    pub fn line(&mut self, line: &str) -> Turn {
        let line = line.trim();
        if line.is_empty() {
            return Turn::Nothing;
        }
        if let Some(turn) = self.picked(line) {
            return turn;
        }
        match split_command(line, PREFIX) {
            Some((name, _)) if name == "quit" || name == "exit" => Turn::Quit,
            Some((name, code)) if name == "language" => self.set_language(code),
            Some((name, _)) if name == "explain" => self.explain(),
            Some((name, "")) if name == "context" => self.ask(Command::Context(self.quote.clone())),
            Some((name, style)) if name == "cite" && (style.is_empty() || Style::from_name(style).is_some()) => {
                let style = Some(style.to_owned()).filter(|style| !style.is_empty());
                self.ask(Command::Cite { id: self.quote.clone(), style })
            }
            _ => self.ask(Command::parse(line, PREFIX, &OWN_COMMANDS)),
        }
    }

    /// A bare number after a list picks from it; after a reply without a list it is a question like any other.
    fn picked(&mut self, line: &str) -> Option<Turn> {
        if self.choices.is_empty() || !line.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let index = line.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        Some(match index.and_then(|index| self.choices.get(index)) {
            Some(command) => self.ask(command.clone()),
            None => {
                let message = self.wording().say_with(key("console-no-choice"), &[("number", line.into())]);
                Turn::Say(vec![Block::Problem { message, next: self.wording().say(key("console-pick")) }])
            }
        })
    }

    fn ask(&mut self, command: Command) -> Turn {
        let request = Request::new(command, self.language);
        let reply = self.service.handle(&request);
        if let Some(quote) = reply.quotes().next() {
            self.quote = quote.id().to_owned();
        }
        if matches!(reply.outcome, Outcome::Decided { .. } | Outcome::NoTopic { .. }) {
            self.decided = Some(request);
        }
        let mut blocks = reply.blocks;
        if matches!(reply.outcome, Outcome::Help)
            && let Some(Block::Commands(commands)) = blocks.last_mut()
        {
            commands.extend(self.own_help());
        }
        self.remember_choices(&blocks);
        if self.interactive && !self.choices.is_empty() {
            blocks.push(Block::Text(self.wording().say(key("console-pick"))));
        }
        Turn::Say(blocks)
    }

    fn explain(&mut self) -> Turn {
        let explained = self.decided.clone().map(|request| Request {
            explain: Explain::InFigures,
            language: self.language,
            ..request
        });
        let blocks = explained.map(|request| self.service.handle(&request).blocks).unwrap_or_default();
        let details: Vec<Block> = blocks.into_iter().filter(|block| matches!(block, Block::Details { .. })).collect();
        if details.is_empty() {
            let next = self.wording().say_with(key("console-ask-first"), &[("prefix", PREFIX.into())]);
            return Turn::Say(vec![Block::Problem {
                message: self.wording().say(key("console-nothing-to-explain")),
                next,
            }]);
        }
        Turn::Say(details)
    }

    fn set_language(&mut self, code: &str) -> Turn {
        if let Some(language) = Language::from_code(code) {
            self.language = language;
            return Turn::Say(vec![Block::Text(self.wording().say(key("console-language")))]);
        }
        let codes = Language::ALL.map(Language::code).join(" ");
        let wording = self.wording();
        Turn::Say(vec![Block::Problem {
            message: wording.say_with(key("console-no-language"), &[("code", code.into())]),
            next: wording.say_with(key("console-languages"), &[("codes", codes.into())]),
        }])
    }

    fn own_help(&self) -> Vec<CommandHelp> {
        let help = |name: &&str| {
            let (argument, purpose): (Option<Key>, Key) = match *name {
                "explain" => (None, key("help-explain")),
                "language" => (Some(key("argument-code")), key("help-language")),
                _ => (None, key("help-quit")),
            };
            CommandHelp {
                name: (*name).to_owned(),
                argument: argument.map(|key| self.wording().say(key)).unwrap_or_default(),
                detail: self.wording().say(purpose),
            }
        };
        OWN_COMMANDS.iter().map(help).collect()
    }

    fn remember_choices(&mut self, blocks: &[Block]) {
        self.choices.clear();
        for block in blocks {
            if let Block::Choices(choices) = block {
                self.choices.extend(choices.iter().map(|choice| choice.command.clone()));
            }
        }
    }

    fn wording(&self) -> Wording<'s> {
        self.service.strings().wording(self.language)
    }
}
