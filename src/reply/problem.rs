//! What to say to a request with which nothing can be done: what is wrong, and the next step.
//!
//! Called by: `reply::compose`.

use super::citation::Style;
use super::outcome::Problem;
use super::strings::{Key, key};
use super::{Block, Writer};

impl Writer<'_> {
    /// The message and the next step.
    pub(super) fn problem(&self, problem: &Problem) -> Block {
        let prefix = self.request.prefix.as_str();
        let say = |key: Key, name: &'static str, value: &str| {
            self.wording.say_with(key, &[(name, value.into()), ("prefix", prefix.into())])
        };
        let (message, next) = match problem {
            Problem::NothingGiven { command } => {
                (say(key("nothing-given"), "command", command), say(self.example(command), "command", command))
            }
            Problem::TooLong { limit } => (
                self.wording.say_with(key("too-long"), &[("limit", (*limit).into())]),
                self.wording.say(key("next-shorter")),
            ),
            Problem::NoSuchQuote { id } => {
                (say(key("no-such-quote"), "id", &self.echo(id)), self.wording.say(key("next-quote-id")))
            }
            Problem::NoSuchStyle { typed } => {
                let styles = Style::names().collect::<Vec<_>>().join(" ");
                (say(key("no-such-style"), "style", &self.echo(typed)), say(key("next-styles"), "styles", &styles))
            }
            Problem::NoSuchSpeaker { name } => {
                let speakers = self.speakers().join(" · ");
                (say(key("no-such-speaker"), "name", &self.echo(name)), say(key("next-speakers"), "names", &speakers))
            }
            Problem::NoSuchSource { name } => {
                (say(key("no-such-source"), "name", &self.echo(name)), say(key("next-sources"), "name", ""))
            }
            Problem::NoSuchEntry { id } => {
                (say(key("no-such-entry"), "id", &self.echo(id)), self.wording.say(key("next-ask-again")))
            }
            Problem::UnknownCommand { typed, nearest } => {
                let message = say(key("unknown-command"), "typed", &self.echo(typed));
                let next = match nearest {
                    Some(nearest) => say(key("next-did-you-mean"), "command", nearest),
                    None => say(key("next-help"), "command", ""),
                };
                (message, next)
            }
        };
        Block::Problem { message, next }
    }

    /// What to give to a command that came with nothing.
    fn example(&self, command: &str) -> Key {
        match command {
            "quote" => key("example-quote"),
            "verify" => key("example-verify"),
            "context" => key("example-context"),
            "cite" => key("example-cite"),
            _ => key("example-ask"),
        }
    }
}
