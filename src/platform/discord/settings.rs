//! `/settings`: how the bot behaves in a guild, for those who may manage it.
//!
//! Never trusts that Discord asks only those who may: who manages a guild can give the command to others, and what it
//! changes is not theirs to change.
//! Called by: `answer`; `wire` (where settings are kept, and what to say where they could not be).

use super::answer::{Desk, Options, Refusal, Scene, notice};
use super::memory::MOST_COOLDOWN;
use super::message::{Effect, Message, Response, Turn};
use crate::library::Language;
use crate::reply::strings::{Wording, key};
use crate::store::{Place, Settings};
use serenity::builder::CreateEmbed;
use serenity::model::Permissions;
use serenity::model::application::{CommandInteraction, Interaction};
use serenity::model::id::GuildId;

/// The choice of the language that lets each reader have their own.
pub(super) const READERS_LANGUAGE: &str = "auto";
/// The most channels that can be allowed: as many as fit into the reply that lists them.
const MOST_CHANNELS: usize = 100;
/// The colour of the reply.
const COLOUR: u32 = 0x71_80_96;

/// Where a guild's settings are kept in the store.
pub fn place(guild: GuildId) -> Place {
    Place::new("discord:guild", guild)
}

/// Changes what is asked to be changed, and shows how the settings are then.
pub(super) fn answer(desk: &Desk<'_>, scene: &Scene, command: &CommandInteraction) -> Turn {
    let wording = desk.wording(scene);
    let Some(guild) = scene.guild else {
        return Refusal::new(wording.say(key("settings-of-server")), wording.say(key("settings-of-server-next")))
            .into();
    };
    let permissions = command.member.as_ref().and_then(|member| member.permissions).unwrap_or_default();
    if !permissions.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR) {
        return Refusal::bare(wording.say(key("settings-not-yours"))).into();
    }
    match changed(&wording, &desk.settings, &Options::of(command)) {
        Err(refusal) => refusal.into(),
        Ok(None) => show(desk, &wording, &desk.settings, false).into(),
        Ok(Some(settings)) => {
            // What is confirmed is in the language that was chosen.
            let wording = desk.bot.service.strings().wording(settings.language.unwrap_or(scene.language));
            let response = show(desk, &wording, &settings, true);
            Turn { response, effects: vec![Effect::Settings(place(guild), settings)] }
        }
    }
}

/// The settings with what is asked to be changed; `None` where nothing is.
fn changed(wording: &Wording<'_>, now: &Settings, options: &Options<'_>) -> Result<Option<Settings>, Refusal> {
    let mut settings = now.clone();
    let mut is_asked = false;
    if let Some(code) = options.text("language") {
        settings.language = match Language::from_code(code) {
            None if code != READERS_LANGUAGE => {
                let codes = Language::ALL.map(Language::code).join(" ");
                let text = wording.say_with(key("console-no-language"), &[("code", code.into())]);
                let next = wording.say_with(key("console-languages"), &[("codes", codes.into())]);
                return Err(Refusal::new(text, next));
            }
            language => language,
        };
        is_asked = true;
    }
    if let Some(private) = options.flag("private") {
        settings.private = Some(private);
        is_asked = true;
    }
    if let Some(channel) = options.channel("allow-channel").map(|channel| channel.to_string()) {
        if settings.channels.len() >= MOST_CHANNELS && !settings.channels.contains(&channel) {
            let text = wording.say_with(key("settings-most-channels"), &[("most", MOST_CHANNELS.into())]);
            return Err(Refusal::new(text, wording.say(key("settings-most-channels-next"))));
        }
        if !settings.channels.contains(&channel) {
            settings.channels.push(channel);
        }
        is_asked = true;
    }
    if let Some(channel) = options.channel("disallow-channel").map(|channel| channel.to_string()) {
        if settings.channels.is_empty() {
            return Err(Refusal::new(wording.say(key("settings-no-list")), wording.say(key("settings-no-list-next"))));
        }
        settings.channels.retain(|known| *known != channel);
        is_asked = true;
    }
    if let Some(seconds) = options.number("cooldown") {
        settings.cooldown = match u32::try_from(seconds) {
            Ok(seconds) if seconds <= MOST_COOLDOWN => seconds,
            _ => {
                let text = wording.say_with(key("settings-bounds"), &[("most", MOST_COOLDOWN.into())]);
                return Err(Refusal::bare(text));
            }
        };
        is_asked = true;
    }
    Ok(is_asked.then_some(settings))
}

/// The settings, line by line, to whoever asked.
fn show(desk: &Desk<'_>, wording: &Wording<'_>, settings: &Settings, is_saved: bool) -> Response {
    let language = settings
        .language
        .map_or_else(|| wording.say(key("settings-language-reader")), |language| language.own_name().to_owned());
    let private = wording.say(match settings.private.unwrap_or(desk.bot.private) {
        true => key("settings-private-yes"),
        false => key("settings-private-no"),
    });
    let channels = match settings.channels.as_slice() {
        [] => wording.say(key("settings-channels-all")),
        channels => channels.iter().map(|id| format!("<#{id}>")).collect::<Vec<_>>().join(" "),
    };
    let cooldown = wording.say_with(key("settings-cooldown-seconds"), &[("count", settings.cooldown.into())]);
    let rows = [
        (key("settings-language"), language),
        (key("settings-private"), private),
        (key("settings-channels"), channels),
        (key("settings-cooldown"), cooldown),
    ];
    let lines: Vec<String> =
        rows.into_iter().map(|(label, value)| format!("**{}** {value}", wording.say(label))).collect();
    let title = if is_saved { key("settings-saved") } else { key("settings-title") };
    let embed = CreateEmbed::new().title(wording.say(title)).description(lines.join("\n")).colour(COLOUR);
    Response::Say { message: Message { embeds: vec![embed], ..Message::default() }, private: true }
}

/// What to say in place of a confirmation where [`crate::store::Store::set_settings`] failed: the change holds until the
/// bot is started anew.
pub fn not_kept(desk: &Desk<'_>, interaction: &Interaction) -> Message {
    let language = match interaction {
        Interaction::Command(command) => Scene::of_command(desk, command).language,
        _ => desk.bot.language,
    };
    let wording = desk.bot.service.strings().wording(language);
    notice(&wording.say(key("settings-not-kept")), &wording.say(key("settings-not-kept-next")))
}
