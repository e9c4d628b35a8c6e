//! `!sayswho settings`: how the bot behaves in a room, for those who may manage it.
//!
//! Pure. Called by: `answer`.

use crate::library::Language;
use crate::reply::strings::{Wording, key};
use crate::reply::{Block, Row};
use crate::store::{Place, Settings};

/// The command's name, after `!sayswho`.
pub(super) const NAME: &str = "settings";
/// The power level from which somebody may manage a room's settings: that of those who may change the room's name and
/// topic, where the room says nothing else. <https://spec.matrix.org/v1.18/client-server-api/#mroompower_levels>
pub const LEAST_LEVEL: i64 = 50;
/// The one setting.
const LANGUAGE: &str = "language";
/// What stands for no language of the room's own.
const DEFAULT: &str = "auto";

/// Where a room's settings are kept in the store.
pub fn place(room: &str) -> Place {
    Place::new("matrix:room", room)
}

/// What comes of the command: what to say, and the settings to keep where they change.
pub(super) struct Settled {
    pub(super) blocks: Vec<Block>,
    pub(super) changed: Option<Settings>,
}

/// Shows the settings, or changes what `given` names; `wording` gives the words in a language.
pub(super) fn settle<'w>(
    given: &str,
    now: &Settings,
    (level, usual): (i64, Language),
    prefix: &str,
    wording: impl Fn(Language) -> Wording<'w>,
) -> Settled {
    let words = wording(now.language.unwrap_or(usual));
    if level < LEAST_LEVEL {
        let text = words.say_with(key("matrix-settings-not-yours"), &[("level", LEAST_LEVEL.into())]);
        return Settled { blocks: vec![Block::Text(text)], changed: None };
    }
    let (name, value) = given.split_once(char::is_whitespace).unwrap_or((given, ""));
    let value = value.trim();
    if name.is_empty() {
        let blocks = shown(&words, key_title(false), now, prefix);
        return Settled { blocks, changed: None };
    }
    if !name.eq_ignore_ascii_case(LANGUAGE) {
        let message = words.say_with(key("matrix-settings-unknown"), &[("name", name.into())]);
        return Settled { blocks: vec![Block::Problem { message, next: usage(&words, prefix) }], changed: None };
    }
    let language = match Language::from_code(value) {
        None if value != DEFAULT => {
            let message = words.say_with(key("console-no-language"), &[("code", value.into())]);
            return Settled { blocks: vec![Block::Problem { message, next: usage(&words, prefix) }], changed: None };
        }
        language => language,
    };
    let settings = Settings { language, ..now.clone() };
    // What is confirmed is in the language that was chosen.
    let words = wording(language.unwrap_or(usual));
    Settled { blocks: shown(&words, key_title(true), &settings, prefix), changed: Some(settings) }
}

/// What to say where changed settings could not be kept: they hold until the bot is started anew.
pub(super) fn not_kept(words: &Wording<'_>) -> Vec<Block> {
    let (message, next) = (words.say(key("matrix-settings-not-kept")), words.say(key("matrix-settings-not-kept-next")));
    vec![Block::Problem { message, next }]
}

fn key_title(is_saved: bool) -> crate::reply::strings::Key {
    if is_saved { key("matrix-settings-saved") } else { key("matrix-settings") }
}

fn shown(words: &Wording<'_>, title: crate::reply::strings::Key, settings: &Settings, prefix: &str) -> Vec<Block> {
    let value = match settings.language {
        Some(language) => language.own_name().to_owned(),
        None => words.say(key("matrix-settings-language-usual")),
    };
    vec![
        Block::Title(words.say(title)),
        Block::Fact(Row { label: words.say(key("matrix-settings-language")), value }),
        Block::Text(usage(words, prefix)),
    ]
}

fn usage(words: &Wording<'_>, prefix: &str) -> String {
    let codes: Vec<&str> = Language::ALL.map(Language::code).into_iter().chain([DEFAULT]).collect();
    let command = format!("{prefix}{} {NAME} {LANGUAGE}", super::incoming::OWN);
    words.say_with(key("matrix-settings-change"), &[("command", command.into()), ("codes", codes.join(" · ").into())])
}
