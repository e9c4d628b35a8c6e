//! Slash commands, and the context menus of messages.
//!
//! Called by: `answer`.

use super::made::{Answer, answer, key_of};
use super::scene::{Scene, Seen};
use super::{Desk, Refusal};
use crate::library::Language;
use crate::platform::discord::commands::{CHECK, FIND, SETTINGS};
use crate::platform::discord::complete;
use crate::platform::discord::memory::Earlier;
use crate::platform::discord::message::{Effect, Message, Repeat, Response, Turn};
use crate::platform::discord::settings;
use crate::reply::Outcome;
use crate::reply::strings::key;
use crate::service::Command;
use serenity::model::application::{
    CommandDataOption, CommandDataOptionValue, CommandInteraction, CommandType, ResolvedTarget,
};
use serenity::model::channel;
use serenity::model::id::ChannelId;

/// What to answer to a command.
pub(super) fn command(desk: &Desk<'_>, command: &CommandInteraction) -> Turn {
    let scene = Scene::of_command(desk, command);
    match (command.data.kind, command.data.name.as_str()) {
        (CommandType::Message, name) => menu(desk, &scene, command, name),
        (_, SETTINGS) => settings::answer(desk, &scene, command),
        (_, name) => match request(desk, &scene, command, name) {
            Ok((asked, request)) => {
                let made = answer(desk, &scene, request.clone(), asked);
                let gap = made.gap();
                say(desk, &scene, command, &request, made, gap)
            }
            Err(refusal) => refusal.into(),
        },
    }
}

/// Whether only the asker will see the answer, as far as that is known before it.
pub(super) fn is_private(desk: &Desk<'_>, command: &CommandInteraction) -> bool {
    let scene = Scene::of_command(desk, command);
    command.data.name == SETTINGS || scene.seen(desk, Options::of(command).flag("private")).is_private()
}

/// The request that a slash command is, and what its answer's footer says.
fn request(
    desk: &Desk<'_>,
    scene: &Scene,
    command: &CommandInteraction,
    name: &str,
) -> Result<(Option<String>, Command), Refusal> {
    let options = Options::of(command);
    let text = |name| options.text(name).unwrap_or_default().trim().to_owned();
    let with_footer = |words: String, make: fn(String) -> Command| (Some(words.clone()), make(words));
    Ok(match name {
        "stance" => {
            let asked = text("topic");
            // Completion gives a topic's id, which nobody typed.
            let topic = desk.bot.service.library().topic(&asked);
            let shown = topic.map_or(asked.clone(), |(_, topic)| topic.name.get(scene.language).to_owned());
            (Some(shown), Command::Stance(asked))
        }
        "ask" => with_footer(text("question"), Command::Ask),
        "quote" => with_footer(filtered(desk, scene, text("words"), &options)?, Command::Quote),
        "verify" => with_footer(claim(desk, text("text"), options.text("speaker")), Command::Verify),
        "context" => (None, Command::Context(text("id"))),
        "cite" => (None, Command::Cite { id: text("id"), style: options.text("style").map(str::to_owned) }),
        "topics" => (None, Command::Topics),
        "sources" => (None, Command::Sources),
        "help" => (None, Command::Help),
        // A command that an older or newer version has registered.
        other => (None, Command::Unknown { typed: other.to_owned(), nearest: None }),
    })
}

/// The words to look for with the filters after them: `blessing speaker:matin-mammadli source:news-az`.
fn filtered(desk: &Desk<'_>, scene: &Scene, words: String, options: &Options<'_>) -> Result<String, Refusal> {
    let (library, wording) = (desk.bot.service.library(), desk.wording(scene));
    let mut filtered = words;
    if let Some(given) = options.text("speaker") {
        let Some(person) = complete::person(library, given) else {
            let text = wording.say_with(key("discord-no-speaker"), &[("name", given.into())]);
            return Err(Refusal::new(text, wording.say(key("discord-pick-from-list"))));
        };
        filtered = format!("{filtered} speaker:{}", person.id);
    }
    if let Some(given) = options.text("source") {
        let Some(source) = complete::source(library, given) else {
            let text = wording.say_with(key("discord-no-source"), &[("name", given.into())]);
            return Err(Refusal::new(text, wording.say(key("discord-pick-from-list"))));
        };
        filtered = format!("{filtered} source:{}", source.id);
    }
    Ok(filtered)
}

/// A claim with who is said to have said it, as people write it: `Rosa Lind: "The pond stays open."`
fn claim(desk: &Desk<'_>, text: String, speaker: Option<&str>) -> String {
    let Some(speaker) = speaker.map(str::trim).filter(|speaker| !speaker.is_empty()) else { return text };
    let person = complete::person(desk.bot.service.library(), speaker);
    let speaker = person.map_or(speaker, |person| person.name.get(Language::En));
    // Quotation marks of its own are the quotation marks.
    let quoted = text.starts_with(['"', '“', '„', '«', '‘', '\'']) && text.ends_with(['"', '”', '“', '»', '’', '\'']);
    if quoted { format!("{speaker}: {text}") } else { format!("{speaker}: \"{text}\"") }
}

/// The answer, to whom it is due; or a link to the same one, given a moment ago.
fn say(
    desk: &Desk<'_>,
    scene: &Scene,
    command: &CommandInteraction,
    request: &Command,
    made: Answer,
    gap: Option<Effect>,
) -> Turn {
    let mut seen = scene.seen(desk, Options::of(command).flag("private"));
    if made.is_problem() {
        seen = Seen::ByAsker { shown: false };
    }
    let message = made.message(desk, 0, seen.may_be_shown());
    let effects: Vec<Effect> = gap.into_iter().collect();
    if seen == Seen::ByAll && !scene.alone {
        let key = key_of(scene, request);
        let earlier = key.as_ref().and_then(|key| desk.memory().earlier(key, desk.now).cloned());
        if let Some(earlier) = earlier {
            return Turn { response: Response::Repeat(repeat(desk, scene, earlier, message)), effects };
        }
        if let Some(key) = key {
            let token = command.token.clone();
            let here = Earlier::Interaction { application: command.application_id, token };
            desk.memory().answered(key, here, desk.now);
        }
        scene.answered_publicly(desk);
    }
    Turn { response: Response::Say { message, private: seen.is_private() }, effects }
}

/// A link to an answer given a moment ago.
pub(super) fn repeat(desk: &Desk<'_>, scene: &Scene, earlier: Earlier, otherwise: Message) -> Repeat {
    let guild = scene.guild.map_or_else(|| "@me".to_owned(), |guild| guild.to_string());
    Repeat {
        earlier,
        otherwise,
        text: desk.wording(scene).say(key("discord-repeat")),
        label: desk.wording(scene).say(key("discord-repeat-link")),
        channel: format!("https://discord.com/channels/{guild}/{}/", scene.channel),
    }
}

/// The context menus of a message.
fn menu(desk: &Desk<'_>, scene: &Scene, command: &CommandInteraction, name: &str) -> Turn {
    let content = match command.data.target() {
        Some(ResolvedTarget::Message(message)) => content(message),
        _ => "",
    };
    if content.is_empty() {
        let wording = desk.wording(scene);
        let next = wording.say_with(key("discord-no-text-next"), &[("prefix", super::PREFIX.into())]);
        return Refusal::new(wording.say(key("discord-no-text")), next).into();
    }
    match name {
        CHECK => {
            let request = Command::Verify(content.to_owned());
            let made = answer(desk, scene, request.clone(), Some(content.to_owned()));
            say(desk, scene, command, &request, made, None)
        }
        FIND => {
            // No gap is kept: nobody asked this of the bot.
            let (request, made) = find(desk, scene, content);
            say(desk, scene, command, &request, made, None)
        }
        other => {
            let request = Command::Unknown { typed: other.to_owned(), nearest: None };
            let made = answer(desk, scene, request.clone(), None);
            say(desk, scene, command, &request, made, None)
        }
    }
}

/// What the texts say on what a message says: an answer or suggestions; else the passages that share its words; else
/// that they do not say.
fn find(desk: &Desk<'_>, scene: &Scene, content: &str) -> (Command, Answer) {
    let words = complete::without_mentions(content);
    let make = |request: Command| {
        let made = answer(desk, scene, request.clone(), Some(words.clone()));
        (request, made)
    };
    let asked = make(Command::Ask(words.clone()));
    if asked.1.gap().is_none() {
        return asked;
    }
    let found = make(Command::Quote(words.clone()));
    match &found.1.reply.outcome {
        Outcome::Found { found: passages, .. } if !passages.passages.is_empty() => found,
        _ => asked,
    }
}

/// The text of a message, or of the one that it forwards.
fn content(message: &channel::Message) -> &str {
    let forwarded = || message.message_snapshots.first().map_or("", |snapshot| snapshot.content.trim());
    Some(message.content.trim()).filter(|content| !content.is_empty()).unwrap_or_else(forwarded)
}

/// What was filled in.
pub(in super::super) struct Options<'a>(&'a [CommandDataOption]);

impl<'a> Options<'a> {
    pub(in super::super) fn of(command: &'a CommandInteraction) -> Options<'a> {
        Options(&command.data.options)
    }

    fn value(&self, name: &str) -> Option<&'a CommandDataOptionValue> {
        self.0.iter().find(|option| option.name == name).map(|option| &option.value)
    }

    pub(in super::super) fn text(&self, name: &str) -> Option<&'a str> {
        self.value(name)?.as_str()
    }

    pub(in super::super) fn flag(&self, name: &str) -> Option<bool> {
        self.value(name)?.as_bool()
    }

    pub(in super::super) fn number(&self, name: &str) -> Option<i64> {
        self.value(name)?.as_i64()
    }

    pub(in super::super) fn channel(&self, name: &str) -> Option<ChannelId> {
        self.value(name)?.as_channel_id()
    }
}
