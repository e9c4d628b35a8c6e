//! What comes in → what is answered and what is kept. Pure: no I/O, no clock; the settings and the time come in.
//!
//! Never decides what the texts say (`service` does) nor how it looks (`render` does): here it is decided which request an
//! event is, in which language it is answered, and who sees the answer.
//! Called by: `wire`.
//!
//! How it reads: `slash` reads commands and context menus, `press` buttons and menus, `text` mentions and direct messages.
//! `scene` knows who asks from where, `made` makes answers.

mod made;
mod press;
mod scene;
mod slash;
mod text;

pub(super) use scene::Scene;
pub(super) use slash::Options;

use super::memory::Memory;
use super::message::Response;
use super::{Bot, Message, Turn, complete, render};
use crate::reply::strings::Wording;
use crate::store::Settings;
use serenity::model::application::Interaction;
use serenity::model::channel;
use serenity::model::id::UserId;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// What stands before a command's name where a reply names one.
pub(super) const PREFIX: &str = "/";

/// What events are answered with.
pub struct Desk<'a> {
    /// The library, the replies, and the defaults.
    pub bot: &'a Bot,
    /// The guild's settings ([`super::place`] names them in the store); the defaults outside of guilds.
    pub settings: Settings,
    /// The time.
    pub now: Instant,
    /// Recent answers.
    pub memory: &'a Mutex<Memory>,
}

impl Desk<'_> {
    /// The words to answer in.
    pub(super) fn wording(&self, scene: &Scene) -> Wording<'_> {
        self.bot.service.strings().wording(scene.language)
    }

    /// Recent answers. A panic elsewhere while they were locked can not have left half a change.
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What to answer to an interaction.
pub fn interaction(desk: &Desk<'_>, interaction: &Interaction) -> Turn {
    match interaction {
        Interaction::Command(command) => slash::command(desk, command),
        Interaction::Autocomplete(command) => complete::choices(desk, command).into(),
        Interaction::Component(component) => press::press(desk, component),
        _ => Response::Nothing.into(),
    }
}

/// Whether the answer to an interaction will be seen by the asker only, for an acknowledgement that comes before it.
/// Changes nothing. A button's answer may also take the place of its message.
pub fn is_private(desk: &Desk<'_>, interaction: &Interaction) -> bool {
    match interaction {
        Interaction::Command(command) => slash::is_private(desk, command),
        _ => true,
    }
}

/// What to answer to a message: to one that mentions `me` in a guild, and to any in a direct conversation. `None`: it is
/// not for the bot.
pub fn message(desk: &Desk<'_>, me: UserId, message: &channel::Message) -> Option<Turn> {
    text::message(desk, me, message)
}

/// Why nothing comes of what was asked, and the next step, if any. Only the asker sees it.
pub(super) struct Refusal {
    text: String,
    next: String,
}

impl Refusal {
    pub(super) fn new(text: String, next: String) -> Refusal {
        Refusal { text, next }
    }

    /// Where the text says all.
    pub(super) fn bare(text: String) -> Refusal {
        Refusal { text, next: String::new() }
    }
}

impl From<Refusal> for Turn {
    fn from(refusal: Refusal) -> Turn {
        Response::Say { message: notice(&refusal.text, &refusal.next), private: true }.into()
    }
}

/// A notice: what there is to say, and the next step, if any.
pub(super) fn notice(text: &str, next: &str) -> Message {
    render::notice(text, Some(next).filter(|next| !next.is_empty()))
}
