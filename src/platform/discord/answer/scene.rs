//! Who asks from where: in which language they are answered, and who sees the answer.
//!
//! Called by: `answer`, `complete`, `settings`.

use super::Desk;
use crate::library::Language;
use serenity::model::application::{CommandInteraction, ComponentInteraction, InteractionContext};
use serenity::model::channel::{self, PartialChannel};
use serenity::model::id::{ChannelId, GuildId, UserId};

/// Who asks from where.
pub(in super::super) struct Scene {
    /// The language of the answer.
    pub language: Language,
    /// `None` in direct messages.
    pub guild: Option<GuildId>,
    pub channel: ChannelId,
    pub user: UserId,
    /// Whether nobody but the asker and the bot is there.
    pub alone: bool,
    /// Whether the guild lets everyone see answers in this channel.
    pub open: bool,
}

/// Who sees an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    ByAll,
    /// By the asker; `shown`: who may then show it to all.
    ByAsker {
        shown: bool,
    },
}

impl Seen {
    pub(super) fn is_private(self) -> bool {
        self != Seen::ByAll
    }

    /// Whether the answer has the button that shows it to everyone.
    pub(super) fn may_be_shown(self) -> bool {
        self == (Seen::ByAsker { shown: true })
    }
}

impl Scene {
    pub(in super::super) fn of_command(desk: &Desk<'_>, command: &CommandInteraction) -> Scene {
        Scene {
            language: language(desk, Some(&command.locale), command.guild_locale.as_deref()),
            guild: command.guild_id,
            channel: command.channel_id,
            user: command.user.id,
            alone: is_alone(command.context, command.guild_id),
            open: is_open(desk, command.guild_id, command.channel_id, command.channel.as_ref()),
        }
    }

    pub(super) fn of_component(desk: &Desk<'_>, component: &ComponentInteraction) -> Scene {
        Scene {
            language: language(desk, Some(&component.locale), component.guild_locale.as_deref()),
            guild: component.guild_id,
            channel: component.channel_id,
            user: component.user.id,
            alone: is_alone(component.context, component.guild_id),
            open: is_open(desk, component.guild_id, component.channel_id, component.channel.as_ref()),
        }
    }

    pub(super) fn of_message(desk: &Desk<'_>, message: &channel::Message) -> Scene {
        Scene {
            language: language(desk, None, None),
            guild: message.guild_id,
            channel: message.channel_id,
            user: message.author.id,
            alone: message.guild_id.is_none(),
            open: is_open(desk, message.guild_id, message.channel_id, None),
        }
    }

    /// Who sees an answer, where the asker wants it `private` or not, or does not say.
    pub(super) fn seen(&self, desk: &Desk<'_>, private: Option<bool>) -> Seen {
        let usual = || desk.settings.private.unwrap_or(desk.bot.private);
        match private {
            _ if self.alone && !private.unwrap_or(false) => Seen::ByAll,
            _ if self.alone || !self.open => Seen::ByAsker { shown: false },
            private if private.unwrap_or_else(usual) || self.wait(desk).is_some() => Seen::ByAsker { shown: true },
            _ => Seen::ByAll,
        }
    }

    /// An answer that is for whoever pressed a button, whatever the settings.
    pub(super) fn seen_by_asker(&self) -> Seen {
        Seen::ByAsker { shown: self.open && !self.alone }
    }

    /// For how many seconds the asker gets no more public answer; `None` where they do.
    pub(super) fn wait(&self, desk: &Desk<'_>) -> Option<u64> {
        desk.memory().wait(self.guild?, self.user, desk.settings.cooldown, desk.now)
    }

    /// Keeps that the asker got a public answer.
    pub(super) fn answered_publicly(&self, desk: &Desk<'_>) {
        if let Some(guild) = self.guild
            && desk.settings.cooldown > 0
        {
            desk.memory().answered_publicly(guild, self.user, desk.now);
        }
    }
}

/// The guild's setting; else the reader's locale, if we speak it; else the guild's own; else the default.
fn language(desk: &Desk<'_>, reader: Option<&str>, guild: Option<&str>) -> Language {
    let known = |locale: Option<&str>| locale.and_then(Language::from_code);
    desk.settings.language.or_else(|| known(reader)).or_else(|| known(guild)).unwrap_or(desk.bot.language)
}

fn is_alone(context: Option<InteractionContext>, guild: Option<GuildId>) -> bool {
    match context {
        Some(context) => context == InteractionContext::BotDm,
        None => guild.is_none(),
    }
}

/// Whether everyone may see answers here: the guild allows all channels, or this one, or the one that this is a thread of.
fn is_open(desk: &Desk<'_>, guild: Option<GuildId>, channel: ChannelId, known: Option<&PartialChannel>) -> bool {
    let allowed = &desk.settings.channels;
    let is_allowed = |id: ChannelId| allowed.contains(&id.to_string());
    let parent = known.and_then(|channel| channel.parent_id);
    guild.is_none() || allowed.is_empty() || is_allowed(channel) || parent.is_some_and(is_allowed)
}
