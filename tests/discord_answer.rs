//! What sayswho answers on Discord, as dialogues: events as Discord sends them in, what is answered and kept out.

#[path = "discord_answer/asking.rs"]
mod asking;
#[path = "discord_answer/events.rs"]
mod events;
#[path = "discord_answer/guild.rs"]
mod guild;
#[path = "discord_answer/listed.rs"]
mod listed;
#[path = "discord_answer/pressing.rs"]
mod pressing;
#[path = "discord_answer/writing.rs"]
mod writing;

use crate::garden;
use sayswho::library::{Language, parse};
use sayswho::matching::Matcher;
use sayswho::platform::discord::answer::{self, Desk};
use sayswho::platform::discord::limits::excesses;
use sayswho::platform::discord::memory::Memory;
use sayswho::platform::discord::{Bot, Effect, Message, Response, Turn};
use sayswho::service::Service;
use sayswho::shelf;
use sayswho::store::{Settings, Store};
use serde_json::{Value, json};
use serenity::model::id::{MessageId, UserId};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};

static GARDEN: LazyLock<Bot> = LazyLock::new(|| bot(garden::service()));
static SHIPPED: LazyLock<Bot> = LazyLock::new(|| {
    let (library, problems) = parse(&shelf::built_in());
    assert_eq!(problems, []);
    let matcher = Matcher::train(&library);
    bot(Service::new(library, matcher))
});

fn bot(service: Service) -> Bot {
    Bot { service: Arc::new(service), store: Arc::new(Store::in_memory()), language: Language::En, private: false }
}

/// A bot in a guild with these settings, with a memory and a clock.
struct Table {
    bot: &'static Bot,
    settings: Settings,
    memory: Mutex<Memory>,
    start: Instant,
    elapsed: Duration,
}

/// The garden club's bot in a guild that has set nothing.
fn table() -> Table {
    with(Settings::default())
}

fn with(settings: Settings) -> Table {
    let (memory, start, elapsed) = (Mutex::default(), Instant::now(), Duration::ZERO);
    Table { bot: &GARDEN, settings, memory, start, elapsed }
}

impl Table {
    fn desk(&self) -> Desk<'_> {
        let settings = self.settings.clone();
        Desk { bot: self.bot, settings, now: self.start + self.elapsed, memory: &self.memory }
    }

    fn wait(&mut self, seconds: u64) {
        self.elapsed += Duration::from_secs(seconds);
    }

    /// What comes of an interaction.
    fn turn(&self, interaction: Value) -> Turn {
        let interaction = serde_json::from_value(interaction).expect("an interaction");
        answer::interaction(&self.desk(), &interaction)
    }

    /// What is answered to an interaction; whatever it is, Discord takes it.
    fn send(&self, interaction: Value) -> Value {
        seen(self.turn(interaction).response)
    }

    /// What comes of a message.
    fn hear(&self, message: Value) -> Option<Turn> {
        let message = serde_json::from_value(message).expect("a message");
        answer::message(&self.desk(), UserId::new(events::BOT), &message, None)
    }
}

/// A response as data: `say`, `update`, `publish`, `repeat` or `complete`.
fn seen(response: Response) -> Value {
    match response {
        Response::Say { message, private } => json!({ "say": shown(message), "private": private }),
        Response::Update(message) => json!({ "update": shown(message) }),
        Response::Publish { update, public } => json!({ "publish": shown(public), "update": shown(update) }),
        Response::Repeat(repeat) => {
            let link = shown(repeat.link(MessageId::new(99)));
            json!({ "repeat": link, "otherwise": shown(repeat.otherwise), "earlier": format!("{:?}", repeat.earlier) })
        }
        Response::Complete(choices) => json!({ "complete": choices }),
        Response::Nothing => Value::Null,
    }
}

/// A message as it is sent.
fn shown(message: Message) -> Value {
    assert_eq!(excesses(&message), [] as [&str; 0]);
    let sent = serde_json::to_value(message.into_message()).expect("JSON");
    assert_eq!(sent["allowed_mentions"], json!({ "parse": [], "users": [], "roles": [] }), "nobody is ever pinged");
    sent
}

/// What a message's embed says.
fn text(message: &Value) -> &str {
    message["embeds"][0]["description"].as_str().expect("a description")
}

fn footer(message: &Value) -> Option<&str> {
    message["embeds"][0]["footer"]["text"].as_str()
}

/// The labels of a message's buttons, and the placeholders of its menus.
fn labels(message: &Value) -> Vec<&str> {
    let rows = message["components"].as_array().expect("rows").iter();
    let all = rows.flat_map(|row| row["components"].as_array().expect("components"));
    all.map(|one| one["label"].as_str().or(one["placeholder"].as_str()).expect("a label")).collect()
}

/// The `custom_id` of the button with this label.
fn id_of<'m>(message: &'m Value, label: &str) -> &'m str {
    let rows = message["components"].as_array().expect("rows").iter();
    let mut all = rows.flat_map(|row| row["components"].as_array().expect("components"));
    let found = all.find(|one| one["label"] == label);
    found.unwrap_or_else(|| panic!("no {label} in {:?}", labels(message)))["custom_id"].as_str().expect("a custom_id")
}

/// The lines of a message's first menu: (label, value).
fn lines(message: &Value) -> Vec<(&str, &str)> {
    let rows = message["components"].as_array().expect("rows").iter();
    let mut all = rows.flat_map(|row| row["components"].as_array().expect("components"));
    let menu = all.find(|one| one["options"].is_array()).expect("a menu");
    menu["options"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| (line["label"].as_str().expect("a label"), line["value"].as_str().expect("a value")))
        .collect()
}

/// The notice that says this, and then that.
fn notice(text: &str, next: &str) -> String {
    if next.is_empty() { format!("**{text}**") } else { format!("**{text}**\n{next}") }
}

/// The gaps among the effects, with their reasons.
fn gaps(turn: &Turn) -> Vec<(String, &'static str)> {
    let gap = |effect: &Effect| match effect {
        Effect::Gap { query, reason, .. } => Some((query.clone(), reason.name())),
        _ => None,
    };
    turn.effects.iter().filter_map(gap).collect()
}
