//! An event of a room → what it asks of the bot, if anything.
//!
//! Pure: JSON in, data out. Never takes for a question what the bot, another bot or an edit says: notices, the bot's own
//! events, ignored accounts, replacements of an event. Field names: <https://spec.matrix.org/v1.18/client-server-api/>.
//! Called by: `sync` (events as they come), `queue` (events of an earlier process).

use super::reactions::{self, Sign};
use super::settings;
use crate::request::{Command, split_command};
use serde_json::Value;

/// What the bot's own commands begin with, after the prefix: `!sayswho settings`.
pub(super) const OWN: &str = "sayswho";

/// What asks for help where all is said to the bot: the word in its five languages, and a greeting alone, which is how a
/// conversation with something new begins.
const HELP: [&str; 20] = [
    "help",
    "kömək",
    "komek",
    "yardım",
    "yardim",
    "помощь",
    "справка",
    "مساعدة",
    "hi",
    "hello",
    "hey",
    "start",
    "salam",
    "merhaba",
    "selam",
    "привет",
    "здравствуйте",
    "مرحبا",
    "السلام عليكم",
    "سلام",
];

/// What marks a message of a machine, whatever kind of message it is.
/// <https://github.com/matrix-org/matrix-spec-proposals/pull/3955>
pub(super) const AUTOMATED: &str = "org.matrix.msc1767.automated";

/// Where an event is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene<'a> {
    /// The bot's account.
    pub me: &'a str,
    /// What the bot is called in this room, if it has a name.
    pub name: Option<&'a str>,
    /// What stands before a command's name.
    pub prefix: &'a str,
    /// Accounts that are never answered.
    pub ignore: &'a [String],
    /// Whether the room is a direct conversation: all that is said there is said to the bot.
    pub direct: bool,
}

/// An event that is for the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Its id.
    pub event: String,
    /// Who asks.
    pub sender: String,
    /// When, in milliseconds since 1970, by the sender's homeserver.
    pub at: u64,
    /// The thread that it is in, by the id of its first event.
    pub thread: Option<String>,
    /// What it asks.
    pub asked: Asked,
}

/// What an event asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To answer this.
    Command {
        /// What is asked.
        command: Command,
        /// The event whose words it is about, where the command came without any, as a reply.
        about: Option<String>,
    },
    /// To show or change the room's settings; what follows the name of the command.
    Settings(String),
    /// A reaction to an event, which may be an answer.
    Reaction {
        /// The event.
        to: String,
        /// What it means.
        sign: Sign,
    },
    /// To take back an event, which may be a reaction that has turned a page.
    TakenBack(String),
    /// A number in reply to an event, which may be an answer with things to pick from; otherwise `command` is asked.
    Number {
        /// The event.
        to: String,
        /// The number.
        number: usize,
        /// What the message asks if the event is no answer; `None` where it is not for the bot then.
        command: Option<Command>,
    },
}

/// Whether an event is of a kind that can ask something.
pub(super) fn is_readable(event: &Value) -> bool {
    matches!(event["type"].as_str(), Some("m.room.message" | "m.reaction" | "m.room.redaction"))
}

/// What an event asks of the bot; `None` where it is not for it.
pub fn read(event: &Value, scene: &Scene<'_>) -> Option<Incoming> {
    let sender = event["sender"].as_str()?;
    let is_foreign = sender != scene.me && !scene.ignore.iter().any(|ignored| ignored == sender);
    if !is_foreign || event.get("state_key").is_some() {
        return None;
    }
    let content = &event["content"];
    let relation = &content["m.relates_to"];
    let asked = match event["type"].as_str()? {
        "m.room.message" => message(content, relation, scene)?,
        "m.reaction" if relation["rel_type"] == "m.annotation" => {
            let (to, sign) = (relation["event_id"].as_str()?, reactions::sign(relation["key"].as_str()?)?);
            Asked::Reaction { to: to.to_owned(), sign }
        }
        // Older versions of rooms have it beside the content.
        "m.room.redaction" => {
            Asked::TakenBack(content["redacts"].as_str().or_else(|| event["redacts"].as_str())?.to_owned())
        }
        _ => return None,
    };
    Some(Incoming {
        event: event["event_id"].as_str()?.to_owned(),
        sender: sender.to_owned(),
        at: event["origin_server_ts"].as_u64().unwrap_or_default(),
        thread: thread_of(event).map(str::to_owned),
        asked,
    })
}

/// The thread that an event is in, by the id of its first event; of one that can not be read, too.
pub(super) fn thread_of(event: &Value) -> Option<&str> {
    thread(&event["content"]["m.relates_to"])
}

/// What a command is about that came without words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// These words.
    Words(String),
    /// A message that has none, or is not there.
    NoWords,
    /// A message whose key the bot does not have.
    Sealed,
}

/// The words of an event, for a command that is about them: of any message in words, whoever sent it, as it reads after
/// its last edit.
pub fn words(event: &Value) -> Option<String> {
    let content = &event["content"];
    // Of a picture or a file it is a name.
    if !matches!(content["msgtype"].as_str(), Some("m.text" | "m.notice" | "m.emote")) {
        return None;
    }
    let edited = &event["unsigned"]["m.relations"]["m.replace"]["content"]["m.new_content"]["body"];
    let text = match edited.as_str() {
        Some(text) => text,
        None => said(content["body"].as_str()?, &content["m.relates_to"]),
    };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn message(content: &Value, relation: &Value, scene: &Scene<'_>) -> Option<Asked> {
    // An edit repeats what was asked. A notice is what bots say to people, and so is what says so of itself.
    if content["msgtype"] != "m.text" || relation["rel_type"] == "m.replace" || content[AUTOMATED] == true {
        return None;
    }
    let body = said(content["body"].as_str()?, relation);
    let named = content["m.mentions"]["user_ids"].as_array();
    let is_mentioned = named.is_some_and(|ids| ids.iter().any(|id| id == scene.me));
    let without_name = if is_mentioned { without_mention(body, content, scene) } else { None };
    let text = bare(without_name.as_deref().unwrap_or(body));
    let replied_to = replied_to(relation);
    // Clients mention whoever is replied to: "thanks, I did not know that" is said to everybody.
    let is_remark = without_name.is_none() && replied_to.is_some() && !text.contains(['?', '؟']);
    asked(text, is_mentioned && !is_remark, (replied_to, thread(relation)), scene)
}

/// What a message asks, in reply to an event or in a thread.
fn asked(
    text: &str,
    is_mentioned: bool,
    (replied_to, thread): (Option<&str>, Option<&str>),
    scene: &Scene<'_>,
) -> Option<Asked> {
    let command = command(text, is_mentioned || scene.direct, replied_to.is_some(), scene.prefix);
    if let (Some(to), Some(number)) = (replied_to, number(text)) {
        let command = match command {
            Some(Read::Command(command)) => Some(command),
            _ => None,
        };
        return Some(Asked::Number { to: to.to_owned(), number, command });
    }
    match command? {
        Read::Settings(rest) => Some(Asked::Settings(rest)),
        Read::Command(command) => {
            // In a thread without a reply of its own: what the thread is about.
            let about = replied_to.or(thread).filter(|_| lacks_words(&command)).map(str::to_owned);
            Some(Asked::Command { command, about })
        }
    }
}

/// Text without spaces around it, nor the marks of direction that come along where a command is copied from a reply.
fn bare(text: &str) -> &str {
    let is_mark = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}');
    text.trim_matches(|c: char| c.is_whitespace() || is_mark(c))
}

/// The number that a line is: `3`, `3.`, `3)`, `#3` or the key 3️⃣, in western or Arabic digits.
fn number(text: &str) -> Option<usize> {
    const ZEROS: [char; 2] = ['\u{660}', '\u{6f0}'];
    let bare = text.trim_start_matches('#').trim_end_matches(['.', ')', '\u{fe0f}', '\u{20e3}']);
    let digit = |c: char| {
        let of = |zero: char| u32::from(c).checked_sub(u32::from(zero)).and_then(|value| char::from_digit(value, 10));
        ZEROS.into_iter().find_map(of).unwrap_or(c)
    };
    bare.chars().map(digit).collect::<String>().parse().ok().filter(|number| *number > 0)
}

/// What a line was read as.
enum Read {
    Command(Command),
    Settings(String),
}

/// What a line asks, where it is for the bot.
fn command(text: &str, is_to_me: bool, is_reply: bool, prefix: &str) -> Option<Read> {
    let Some((name, rest)) = split_command(text, prefix) else {
        return is_to_me.then(|| match text {
            // A bare mention asks what the bot is; as a reply, what the texts say on what is replied to.
            "" if !is_reply => Read::Command(Command::Help),
            _ if HELP.contains(&text.trim_end_matches(['!', '.', '?']).to_lowercase().as_str()) => {
                Read::Command(Command::Help)
            }
            // As on other platforms.
            _ => Read::Command(match Command::parse(text, "/", &[]) {
                Command::Unknown { .. } => Command::Ask(text.to_owned()),
                command => command,
            }),
        });
    };
    if name == OWN {
        return Some(own(rest, prefix));
    }
    match Command::parse(text, prefix, &[OWN]) {
        // In a room the prefix is everybody's: another bot's command, or an exclamation.
        Command::Unknown { .. } if !is_to_me => None,
        Command::Help if name.is_empty() && !is_to_me => None,
        command => Some(Read::Command(command)),
    }
}

/// What follows `!sayswho`: `settings`, or any command, for rooms in which another bot has the same ones.
fn own(rest: &str, prefix: &str) -> Read {
    let (name, given) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if name.eq_ignore_ascii_case(settings::NAME) {
        return Read::Settings(given.trim().to_owned());
    }
    Read::Command(Command::parse(&format!("{prefix}{rest}"), prefix, &[settings::NAME]))
}

/// Whether a command came without the words that it needs.
fn lacks_words(command: &Command) -> bool {
    match command {
        Command::Stance(given)
        | Command::Ask(given)
        | Command::Quote(given)
        | Command::Verify(given)
        | Command::Context(given) => given.trim().is_empty(),
        // What is no id is a style.
        Command::Cite { id, .. } => !id.contains(':'),
        _ => false,
    }
}

/// The first event of the thread that this one is in.
fn thread(relation: &Value) -> Option<&str> {
    relation["event_id"].as_str().filter(|_| relation["rel_type"] == "m.thread")
}

/// The event that this one replies to; not the one that a thread names for clients that know no threads.
fn replied_to(relation: &Value) -> Option<&str> {
    let is_fallback = relation["is_falling_back"] == true;
    relation["m.in_reply_to"]["event_id"].as_str().filter(|_| !is_fallback)
}

/// A message's own words: without the lines that old clients quote above a reply.
/// <https://spec.matrix.org/v1.12/client-server-api/#fallbacks-for-rich-replies>
fn said<'a>(body: &'a str, relation: &Value) -> &'a str {
    if relation["m.in_reply_to"].is_null() || !body.starts_with("> <") {
        return body;
    }
    let mut rest = body;
    while rest.starts_with('>') {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest.strip_prefix('\n').unwrap_or(rest)
}

/// The words of a message without the name by which it mentions the bot, where that stands in them; once.
fn without_mention(body: &str, content: &Value, scene: &Scene<'_>) -> Option<String> {
    let local = scene.me.strip_prefix('@').and_then(|rest| rest.split_once(':')).map(|(local, _)| local);
    let pill = content["formatted_body"].as_str().and_then(|html| pill(html, scene.me));
    let full = [pill.as_deref(), Some(scene.me)];
    let names = full.into_iter().chain([scene.name, local]).flatten().filter(|name| !name.is_empty());
    for name in names {
        let Some(at) = find(body, name) else { continue };
        let (before, after) = (&body[..at.start], &body[at.end..]);
        let before = before.strip_suffix('@').unwrap_or(before);
        // "sayswho: what does …"
        let after = if before.trim().is_empty() { after.trim_start_matches([':', ',']) } else { after };
        let joint = if before.ends_with(' ') && after.starts_with(' ') { after.trim_start() } else { after };
        return Some(format!("{before}{joint}").trim().to_owned());
    }
    None
}

/// Where `name` stands as a whole word; of ASCII letters, whatever their case: a telephone begins a line with a capital.
fn find(body: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let (lower, name) = (body.to_ascii_lowercase(), name.to_ascii_lowercase());
    lower.match_indices(&name).map(|(at, name)| at..at + name.len()).find(|at| {
        let parts = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        parts(body[..at.start].chars().next_back()) && parts(body[at.end..].chars().next())
    })
}

/// The text of the link by which clients mention `me`, as the body has it.
fn pill(html: &str, me: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("https://matrix.to/#/{me}")).or_else(|| {
        let encoded = me.replacen('@', "%40", 1).replacen(':', "%3A", 1);
        html.split_once(&format!("https://matrix.to/#/{encoded}"))
    })?;
    let (text, _) = rest.split_once('>')?.1.split_once("</a>")?;
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    Some(plain.replace("&amp;", "&")).filter(|text| !text.is_empty())
}
