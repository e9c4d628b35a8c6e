//! Messages that are for the bot: mentions in a guild, and whatever is written to it directly. A way to ask for people
//! whose client hides slash commands.
//!
//! Never answers bots, webhooks, itself, or the messages that Discord writes on its own; never sees what was not sent to
//! it. An answer to a message is seen by all who see the message, so where a guild wants privacy it says how to ask.
//! Called by: `answer`.

use super::made::{Answer, answer, key_of};
use super::scene::{Scene, Seen};
use super::slash::repeat;
use super::{Desk, PREFIX, notice};
use crate::platform::discord::commands::SETTINGS;
use crate::platform::discord::message::{Effect, Message, Response, Turn};
use crate::reply::strings::key;
use crate::request::split_command;
use crate::service::Command;
use serenity::model::channel::{self, MessageType};
use serenity::model::id::UserId;

/// What may stand before a typed command.
const TYPED_PREFIXES: [&str; 2] = [PREFIX, "!"];

/// What to answer to a message, if it is for the bot.
pub(super) fn message(desk: &Desk<'_>, me: UserId, message: &channel::Message) -> Option<Turn> {
    let written_by_someone = !message.author.bot && message.webhook_id.is_none() && message.author.id != me;
    let is_written = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
    if !written_by_someone || !is_written {
        return None;
    }
    let scene = Scene::of_message(desk, message);
    let mentions = [format!("<@{me}>"), format!("<@!{me}>")];
    let is_mentioned = mentions.iter().any(|mention| message.content.contains(mention));
    let is_for_me = scene.alone || (is_mentioned && scene.open);
    if !is_for_me {
        return None;
    }
    let text = mentions.iter().fold(message.content.clone(), |text, mention| text.replace(mention, " "));
    match scene.seen(desk, None) {
        Seen::ByAll => Some(reply(desk, &scene, text.trim())),
        Seen::ByAsker { .. } => instead(desk, &scene).map(|message| Response::Say { message, private: false }.into()),
    }
}

/// The answer, as a reply that all see.
fn reply(desk: &Desk<'_>, scene: &Scene, text: &str) -> Turn {
    let Some(command) = read(text) else {
        let wording = desk.wording(scene);
        let next = wording.say_with(key("settings-typed"), &[("prefix", PREFIX.into())]);
        return Response::Say { message: notice(&wording.say(key("settings-as-command")), &next), private: false }
            .into();
    };
    let asked = match &command {
        Command::Stance(words) | Command::Ask(words) | Command::Quote(words) | Command::Verify(words) => {
            Some(words.clone())
        }
        _ => None,
    };
    let made: Answer = answer(desk, scene, command.clone(), asked);
    let mut effects: Vec<Effect> = made.gap().into_iter().collect();
    let message = made.message(desk, 0, false);
    if let Some(key) = key_of(scene, &command).filter(|_| !scene.alone && !made.is_problem()) {
        if let Some(earlier) = desk.memory().earlier(&key, desk.now).cloned() {
            return Turn { response: Response::Repeat(repeat(desk, scene, earlier, message)), effects };
        }
        effects.push(Effect::Remember(key));
    }
    scene.answered_publicly(desk);
    Turn { response: Response::Say { message, private: false }, effects }
}

/// What a line asks: a command with `/` or `!`, or a question; nothing asks for help. `None`: the settings.
fn read(text: &str) -> Option<Command> {
    if text.is_empty() {
        return Some(Command::Help);
    }
    for prefix in TYPED_PREFIXES {
        match split_command(text, prefix) {
            Some((name, _)) if name == SETTINGS => return None,
            Some(_) => return Some(Command::parse(text, prefix, &[])),
            None => {}
        }
    }
    Some(Command::Ask(text.to_owned()))
}

/// What to say where an answer may not be seen by all, which an answer to a message is: to wait, once; or how to ask.
fn instead(desk: &Desk<'_>, scene: &Scene) -> Option<Message> {
    let wording = desk.wording(scene);
    let next = wording.say_with(key("discord-ask-privately"), &[("prefix", PREFIX.into())]);
    if desk.settings.private.unwrap_or(desk.bot.private) {
        return Some(notice(&wording.say(key("discord-private-here")), &next));
    }
    let (guild, seconds) = (scene.guild?, scene.wait(desk)?);
    let is_first = desk.memory().is_first_telling(guild, scene.user);
    is_first.then(|| notice(&wording.say_with(key("discord-wait"), &[("seconds", seconds.into())]), &next))
}
