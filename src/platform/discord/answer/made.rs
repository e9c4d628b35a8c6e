//! Answers, made of requests: with their footers, and with what makes them again.
//!
//! Called by: `answer` (`slash`, `press`, `text`).

use super::Desk;
use super::scene::Scene;
use crate::matching::normalize::fold;
use crate::matching::{Silence, Verdict};
use crate::platform::discord::commands::SETTINGS;
use crate::platform::discord::custom_id::Recall;
use crate::platform::discord::memory::Key;
use crate::platform::discord::message::{Effect, Message};
use crate::platform::discord::render::{self, Look};
use crate::reply::strings::key;
use crate::reply::{Block, CommandHelp, Outcome, Reply};
use crate::service::{Command, Request};
use crate::store::Reason;

/// A reply with what it takes to show it and to make it again.
pub(super) struct Answer {
    pub(super) reply: Reply,
    /// What was asked, for the footer.
    pub(super) asked: Option<String>,
    pub(super) recall: Recall,
}

/// The answer to a request; `asked` is what its footer says.
pub(super) fn answer(desk: &Desk<'_>, scene: &Scene, command: Command, asked: Option<String>) -> Answer {
    answer_to(desk, &Request::new(command, scene.language), asked)
}

/// The answer to a request that may want an explanation.
pub(super) fn answer_to(desk: &Desk<'_>, request: &Request, asked: Option<String>) -> Answer {
    let mut reply = desk.bot.service.handle(request);
    if matches!(reply.outcome, Outcome::Help)
        && let Some(Block::Commands(commands)) = reply.blocks.last_mut()
    {
        let detail = desk.bot.service.strings().wording(request.language).say(key("help-settings"));
        commands.push(CommandHelp { name: SETTINGS.to_owned(), argument: String::new(), detail });
    }
    let library = desk.bot.service.library();
    let recall = match &reply.outcome {
        Outcome::Picked { entry } => {
            library.entries.get(*entry).map_or(Recall::Asked, |entry| Recall::Entry(entry.id.clone()))
        }
        Outcome::Stance { topic, .. } => {
            library.topics.get(*topic).map_or(Recall::Topics, |topic| Recall::Topic(topic.id.clone()))
        }
        Outcome::Decided { .. } | Outcome::NoTopic { .. } | Outcome::Problem(_) => Recall::Asked,
        Outcome::Speaker { .. } | Outcome::SeveralTopics { .. } => Recall::Asked,
        Outcome::Found { .. } => Recall::Found,
        Outcome::Checked { .. } => Recall::Verified,
        Outcome::Context { context } => Recall::Context(context.quote.id().to_owned()),
        Outcome::Cited { quote, style } => Recall::Cited { style: style.name().to_owned(), id: quote.id().to_owned() },
        Outcome::Topics => Recall::Topics,
        Outcome::Sources => Recall::Sources,
        Outcome::Help => Recall::Help,
    };
    Answer { reply, asked, recall }
}

impl Answer {
    /// A page as a message; `may_be_shown`: only the asker sees it, and may show it to everyone.
    pub(super) fn message(&self, desk: &Desk<'_>, page: usize, may_be_shown: bool) -> Message {
        let look = Look {
            service: &desk.bot.service,
            language: self.reply.language,
            asked: self.asked.as_deref(),
            recall: self.recall.clone(),
            private: may_be_shown,
        };
        render::message(&self.reply, &look, page)
    }

    /// Whether nothing could be done with the request: nobody but the asker needs to see that.
    pub(super) fn is_problem(&self) -> bool {
        matches!(self.reply.outcome, Outcome::Problem(_))
    }

    /// The gap to keep where the texts do not answer a question.
    pub(super) fn gap(&self) -> Option<Effect> {
        let query = match &self.reply.outcome {
            Outcome::Decided { query, decision, .. } => match decision.verdict {
                Verdict::Silent(Silence::OffTopic | Silence::NotInTexts) => query,
                _ => return None,
            },
            Outcome::NoTopic { asked, .. } => asked,
            _ => return None,
        };
        Some(Effect::Gap { query: query.clone(), language: self.reply.language, reason: Reason::Silent })
    }
}

/// What tells one question from another in this channel; `None` where nothing is asked in words.
pub(super) fn key_of(scene: &Scene, command: &Command) -> Option<Key> {
    let words = match command {
        Command::Stance(words) | Command::Ask(words) | Command::Quote(words) => {
            fold(words).split_whitespace().collect::<Vec<_>>().join(" ")
        }
        // Of a claim, each character may count.
        Command::Verify(claim) => claim.trim().to_owned(),
        _ => return None,
    };
    if words.is_empty() {
        return None;
    }
    Some(Key::new(scene.channel, scene.language, command.name(), &words))
}
