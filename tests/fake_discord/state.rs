//! What the fake knows: sessions, commands, interactions, messages, and all that has come in.
//!
//! Called by: `rest`, `gateway`, `Fake`.

use super::events::{self, APPLICATION, CHANNEL};
use super::{Call, Chaos, Fault};
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::UnboundedSender;
use tokio_tungstenite::tungstenite::Message as Frame;

/// How a fake behaves from its start.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The token that it lets in.
    pub token: String,
    /// What HELLO says.
    pub heartbeat_interval: Duration,
    /// How many shards `GET /gateway/bot` recommends.
    pub shards: u32,
    /// Whether READY is compressed for those who take that.
    pub compress: bool,
    /// How long an interaction waits for its callback.
    pub deadline: Duration,
    /// Whether all that comes is kept in the log.
    pub log: bool,
    /// One request in so many is held against the OpenAPI description and the rules.
    pub checked_one_in: usize,
    /// How long a test waits for something before it fails. Nothing that is right takes as long.
    pub patience: Duration,
    /// Troubles by chance.
    pub chaos: Option<Chaos>,
}

impl Default for Setup {
    fn default() -> Setup {
        Setup {
            token: "MTEw.test.token".to_owned(),
            heartbeat_interval: Duration::from_millis(41_250),
            shards: 1,
            compress: true,
            deadline: Duration::from_secs(3),
            log: true,
            checked_one_in: 1,
            patience: Duration::from_secs(20),
            chaos: None,
        }
    }
}

/// What happens to an IDENTIFY, or to a RESUME, instead of what should.
#[derive(Clone, Copy, Debug)]
pub enum OnIdentify {
    Close(u16),
    /// Op 9; `true`: the session may be resumed.
    Invalid(bool),
}

/// What a connection is told to do.
#[derive(Debug)]
pub enum Order {
    /// Sends this.
    Say(Value),
    /// Sends whatever this is.
    Raw(Frame),
    /// Closes with a code.
    Close(u16),
    /// Ends without a word.
    Cut,
}

/// What has come in.
#[derive(Clone, Debug)]
pub enum Seen {
    Request {
        operation: &'static str,
        path: String,
        body: Value,
        status: u16,
        at: Instant,
    },
    Identify {
        data: Value,
    },
    Resume {
        data: Value,
    },
    Heartbeat,
    /// A connection has ended; the code where the bot gave one.
    Gone {
        code: Option<u16>,
    },
}

/// A session of the gateway.
#[derive(Debug)]
pub struct Session {
    pub id: String,
    /// Whether it may still be resumed.
    pub valid: bool,
    pub seq: u64,
    /// What was sent: sequence number and payload.
    pub sent: Vec<(u64, Value)>,
    /// The connection that it is on now.
    pub connection: Option<UnboundedSender<Order>>,
}

/// An interaction that was sent.
#[derive(Debug)]
pub struct Given {
    pub token: String,
    pub kind: u64,
    pub channel: u64,
    pub sent: Instant,
    /// The callback's type, and when it came.
    pub callback: Option<(u64, Instant)>,
    /// When there was something to see.
    pub shown: Option<Instant>,
    /// The message that answers it, or that its button is on.
    pub message: Option<u64>,
    pub source: Option<u64>,
    /// How many messages came after the answer.
    pub follow_ups: usize,
    /// What completion was offered.
    pub choices: Option<Value>,
}

/// All of it.
pub struct State {
    pub setup: Setup,
    pub sessions: Vec<Session>,
    pub commands: Vec<Value>,
    pub interactions: HashMap<u64, Given>,
    pub tokens: HashMap<String, u64>,
    pub messages: HashMap<u64, Value>,
    /// The channels that can be asked for.
    pub channels: HashMap<u64, Value>,
    /// The messages that were created in channels, in order, and those by their nonce.
    pub posted: Vec<u64>,
    pub nonces: HashMap<String, u64>,
    /// How many requests came, and how many interactions have something to show.
    pub requests: usize,
    pub answered: usize,
    pub faults: Vec<Fault>,
    pub log: Vec<Seen>,
    pub violations: Vec<String>,
    /// What happens to the next IDENTIFYs and RESUMEs.
    pub on_identify: VecDeque<OnIdentify>,
    pub on_resume: VecDeque<OnIdentify>,
    /// Whether heartbeats are acknowledged.
    pub acknowledge: bool,
    /// When the last IDENTIFY came.
    pub identified: Option<Instant>,
    last_id: u64,
}

impl State {
    pub fn new(setup: Setup) -> State {
        State {
            setup,
            sessions: Vec::new(),
            commands: Vec::new(),
            interactions: HashMap::new(),
            tokens: HashMap::new(),
            messages: HashMap::new(),
            channels: HashMap::new(),
            posted: Vec::new(),
            nonces: HashMap::new(),
            requests: 0,
            answered: 0,
            faults: Vec::new(),
            log: Vec::new(),
            violations: Vec::new(),
            on_identify: VecDeque::new(),
            on_resume: VecDeque::new(),
            acknowledge: true,
            identified: None,
            last_id: 1_600_000_000_000_000_000,
        }
    }

    /// A new id: later ones are greater.
    pub fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    pub fn saw(&mut self, seen: Seen) {
        if self.setup.log {
            self.log.push(seen);
        }
    }

    /// An event for the last session: sent now, or when the bot resumes.
    pub fn dispatch(&mut self, event: &str, data: Value) {
        self.sessions.last_mut().expect("a session").dispatch(event, data);
    }

    /// A call becomes an interaction: its id, and the event.
    pub fn begin(&mut self, Call(mut data): Call) -> (u64, Value) {
        let id = self.next_id();
        let token = format!("aW50ZXJhY3Rpb24.{id}");
        data["id"] = json!(id.to_string());
        data["token"] = json!(token);
        let number = |value: &Value| value.as_str().and_then(|id| id.parse().ok());
        let given = Given {
            token: token.clone(),
            kind: data["type"].as_u64().unwrap_or_default(),
            channel: number(&data["channel_id"]).unwrap_or(CHANNEL),
            sent: Instant::now(),
            callback: None,
            shown: None,
            message: None,
            source: number(&data["message"]["id"]),
            follow_ups: 0,
            choices: None,
        };
        self.tokens.insert(token, id);
        self.interactions.insert(id, given);
        (id, data)
    }

    /// A message of the bot's from the body of a request: kept, and returned as Discord shows it.
    pub fn post(&mut self, channel: u64, body: &Value, answers: Option<u64>) -> Value {
        let id = self.next_id();
        let mut message = events::bare_message(id, channel, events::bot_user());
        message["flags"] = json!(body["flags"].as_u64().unwrap_or_default());
        if let Some(interaction) = answers {
            message["webhook_id"] = json!(APPLICATION.to_string());
            message["application_id"] = json!(APPLICATION.to_string());
            message["type"] = json!(20);
            message["interaction_metadata"] = json!({"id": interaction.to_string(), "type": 2,
                "user": events::user(events::USER, "reader"), "authorizing_integration_owners": {}});
        }
        apply(&mut message, body);
        self.messages.insert(id, message.clone());
        message
    }

    /// An interaction has something to show, `message` where that is one.
    pub fn show(&mut self, interaction: u64, message: Option<u64>) {
        let given = self.interactions.get_mut(&interaction).expect("an interaction that was sent");
        given.message = message.or(given.message);
        if given.shown.is_none() {
            given.shown = Some(Instant::now());
            self.answered += 1;
        }
    }

    /// Changes a message by the body of a request.
    pub fn edit(&mut self, id: u64, body: &Value) -> Value {
        let message = self.messages.get_mut(&id).expect("a message that was posted");
        apply(message, body);
        message.clone()
    }

    /// What has come in, in lines.
    pub fn story(&self) -> String {
        let line = |seen: &Seen| match seen {
            Seen::Request { operation, path, body, status, .. } => {
                format!("{operation} ({path}) → {status}: {}", shortened(&body.to_string()))
            }
            other => shortened(&format!("{other:?}")),
        };
        let lines: Vec<String> = self.log.iter().rev().take(30).rev().map(line).collect();
        format!("{}\nviolations: {:?}", lines.join("\n"), self.violations)
    }
}

impl Session {
    /// Numbers an event, keeps it, and sends it if there is a connection.
    pub fn dispatch(&mut self, event: &str, data: Value) {
        self.seq += 1;
        let payload = json!({"op": 0, "t": event, "s": self.seq, "d": data});
        if let Some(connection) = &self.connection {
            // A connection that has just ended is resumed, and then this is replayed.
            let _ = connection.send(Order::Say(payload.clone()));
        }
        self.sent.push((self.seq, payload));
    }
}

/// So much of a text as a failing test needs to show.
fn shortened(text: &str) -> String {
    text.chars().take(400).collect()
}

/// Puts what a request says into a message, as Discord completes it.
fn apply(message: &mut Value, body: &Value) {
    for name in ["content", "embeds", "components"] {
        if !body[name].is_null() {
            message[name] = body[name].clone();
        }
    }
    for embed in message["embeds"].as_array_mut().into_iter().flatten() {
        embed["type"] = json!("rich");
    }
    let mut number = 0;
    for row in message["components"].as_array_mut().into_iter().flatten() {
        number += 1;
        row["id"] = json!(number);
        for item in row["components"].as_array_mut().into_iter().flatten() {
            number += 1;
            item["id"] = json!(number);
            // A menu takes one line unless it says otherwise.
            for bound in ["min_values", "max_values"] {
                if item["type"] == 3 && item[bound].is_null() {
                    item[bound] = json!(1);
                }
            }
        }
    }
}
