//! The commands that Discord shows: names, descriptions, options and what they take, localised.
//!
//! Never says what a command does (`answer` knows): here stands what people see while they type. Discord has locales for
//! two of our languages besides English, Turkish and Russian; the others see English names.
//! Called by: `wire` (registers the commands where Discord has others, tells how they stand), `answer` (the names).
//!
//! The rules for names and lengths: <https://discord.com/developers/docs/interactions/application-commands>

mod same;

pub use same::differ;

use super::limits::MENU_LINES;
use super::memory::MOST_COOLDOWN;
use super::settings;
use crate::library::Language;
use crate::reply::citation::Style;
use crate::reply::strings::{Key, Strings, key};
use crate::service::Service;
use serenity::builder::{CreateCommand, CreateCommandOption};
use serenity::model::Permissions;
use serenity::model::application::{
    CommandOptionType as Kind, CommandType, InstallationContext as Install, InteractionContext as Context,
};
use serenity::model::channel::ChannelType;

/// The context menu of a message: is its text a real quote.
pub const CHECK: &str = "Check this quote";
/// The context menu of a message: what do the texts say on what it says.
pub const FIND: &str = "Find a quote on this";
/// The command for those who may manage the guild.
pub const SETTINGS: &str = "settings";

/// The longest question, in characters: it stands in the footer of its answer (2,048 at most), so that buttons can ask it
/// again, and leaves room for the answer.
pub const ASKED: u16 = 1_500;
/// The longest text of an option.
const LONGEST_TEXT: u16 = 6_000;
/// The longest value that completion can give, so the longest id.
const LONGEST_CHOICE: u16 = 100;

/// Discord's locales for our languages.
const LOCALES: [(&str, Language); 2] = [("tr", Language::Tr), ("ru", Language::Ru)];

/// The channels that a guild can allow: those in which people write.
const CHANNELS: [ChannelType; 8] = [
    ChannelType::Text,
    ChannelType::Voice,
    ChannelType::News,
    ChannelType::NewsThread,
    ChannelType::PublicThread,
    ChannelType::PrivateThread,
    ChannelType::Stage,
    ChannelType::Forum,
];

/// The commands as Discord should have them.
pub fn wanted(service: &Service) -> Vec<CreateCommand> {
    let words = Words(service.strings());
    let id = || words.option(Kind::String, "id", key("option-id"), key("option-id-is")).max_length(LONGEST_CHOICE);
    let plain = |name, called, does| words.command(name, called, does);
    let with = |name, called, does, options: Vec<CreateCommandOption>| plain(name, called, does).set_options(options);
    vec![
        with("stance", key("name-stance"), key("help-stance"), vec![words.topic(), words.private()]),
        with("ask", key("name-ask"), key("help-ask"), vec![words.question(), words.private()]),
        with(
            "quote",
            key("name-quote"),
            key("help-quote"),
            vec![words.words(), words.speaker(key("option-speaker-only")), words.source(), words.private()],
        ),
        with(
            "verify",
            key("name-verify"),
            key("help-verify"),
            vec![words.text(), words.speaker(key("option-speaker-said")), words.private()],
        ),
        with(
            "context",
            key("name-context"),
            key("help-context"),
            vec![id().required(true).set_autocomplete(true), words.private()],
        ),
        with(
            "cite",
            key("name-cite"),
            key("help-cite"),
            vec![id().required(true).set_autocomplete(true), words.style(), words.private()],
        ),
        with("topics", key("name-topics"), key("help-topics"), vec![words.private()]),
        with("sources", key("name-sources"), key("help-sources"), vec![words.private()]),
        with("help", key("name-help"), key("help-help"), vec![words.private()]),
        plain(SETTINGS, key("name-settings"), key("help-settings"))
            .set_options(words.settings())
            .default_member_permissions(Permissions::MANAGE_GUILD)
            .integration_types(vec![Install::Guild])
            .contexts(vec![Context::Guild]),
        words.menu(CHECK, key("name-check-message")),
        words.menu(FIND, key("name-find-message")),
    ]
}

/// What is said in each locale.
struct Words<'a>(&'a Strings);

impl Words<'_> {
    fn english(&self, key: Key) -> String {
        self.0.wording(Language::En).say(key)
    }

    fn localised(&self, key: Key) -> impl Iterator<Item = (&'static str, String)> {
        LOCALES.into_iter().map(move |(locale, language)| (locale, self.0.wording(language).say(key)))
    }

    fn command(&self, name: &str, called: Key, does: Key) -> CreateCommand {
        let mut command = CreateCommand::new(name).kind(CommandType::ChatInput).description(self.english(does));
        for (locale, description) in self.localised(does) {
            command = command.description_localized(locale, description);
        }
        self.everywhere(command, called)
    }

    fn menu(&self, name: &str, called: Key) -> CreateCommand {
        self.everywhere(CreateCommand::new(name).kind(CommandType::Message), called)
    }

    /// Usable in guilds and in direct messages, whether the guild or the user has installed the bot.
    fn everywhere(&self, mut command: CreateCommand, called: Key) -> CreateCommand {
        for (locale, name) in self.localised(called) {
            command = command.name_localized(locale, name);
        }
        command.integration_types(vec![Install::Guild, Install::User]).contexts(vec![
            Context::Guild,
            Context::BotDm,
            Context::PrivateChannel,
        ])
    }

    fn option(&self, kind: Kind, name: &str, called: Key, is: Key) -> CreateCommandOption {
        let mut option = CreateCommandOption::new(kind, name, self.english(is));
        for (locale, name) in self.localised(called) {
            option = option.name_localized(locale, name);
        }
        for (locale, description) in self.localised(is) {
            option = option.description_localized(locale, description);
        }
        option
    }

    fn private(&self) -> CreateCommandOption {
        self.option(Kind::Boolean, "private", key("option-private"), key("option-private-is"))
    }

    fn topic(&self) -> CreateCommandOption {
        let option = self.option(Kind::String, "topic", key("option-topic"), key("option-topic-is"));
        option.required(true).set_autocomplete(true).max_length(ASKED)
    }

    fn question(&self) -> CreateCommandOption {
        let option = self.option(Kind::String, "question", key("option-question"), key("option-question-is"));
        option.required(true).max_length(ASKED)
    }

    fn words(&self) -> CreateCommandOption {
        let option = self.option(Kind::String, "words", key("option-words"), key("option-words-are"));
        option.required(true).max_length(ASKED - 2 * LONGEST_CHOICE)
    }

    fn text(&self) -> CreateCommandOption {
        let option = self.option(Kind::String, "text", key("option-text"), key("option-text-is"));
        option.required(true).max_length(LONGEST_TEXT)
    }

    fn speaker(&self, is: Key) -> CreateCommandOption {
        let option = self.option(Kind::String, "speaker", key("option-speaker"), is);
        option.set_autocomplete(true).max_length(LONGEST_CHOICE)
    }

    fn source(&self) -> CreateCommandOption {
        let option = self.option(Kind::String, "source", key("option-source"), key("option-source-is"));
        option.set_autocomplete(true).max_length(LONGEST_CHOICE)
    }

    fn style(&self) -> CreateCommandOption {
        let option = self.option(Kind::String, "style", key("option-style"), key("option-style-is"));
        let names = Style::names().take(MENU_LINES);
        names.fold(option, |option, style| option.add_string_choice(style, style))
    }

    fn settings(&self) -> Vec<CreateCommandOption> {
        let language = self.option(Kind::String, "language", key("option-language"), key("option-language-is"));
        let readers = self.localised(key("settings-language-reader"));
        let language = language.add_string_choice_localized(
            self.english(key("settings-language-reader")),
            settings::READERS_LANGUAGE,
            readers,
        );
        let language = Language::ALL
            .into_iter()
            .fold(language, |option, language| option.add_string_choice(language.own_name(), language.code()));
        let channel = |name, called, is| self.option(Kind::Channel, name, called, is).channel_types(CHANNELS.to_vec());
        let cooldown = self.option(Kind::Integer, "cooldown", key("option-cooldown"), key("option-cooldown-is"));
        vec![
            language,
            self.option(Kind::Boolean, "private", key("option-private"), key("option-private-default")),
            channel("allow-channel", key("option-allow"), key("option-allow-is")),
            channel("disallow-channel", key("option-disallow"), key("option-disallow-is")),
            cooldown.min_int_value(0).max_int_value(u64::from(MOST_COOLDOWN)),
        ]
    }
}
