//! A homeserver by script, and the bot on it.

use crate::matrix::BOT;
use matrix_sdk::ruma::{device_id, user_id};
use matrix_sdk::test_utils::mocks::MatrixMockServer;
use sayswho::config::{self, Allowed};
use sayswho::platform::matrix::session::{self, Identity, Way};
use sayswho::platform::matrix::{self, Stop};
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tempfile::TempDir;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use wiremock::matchers::{method, path_regex};
use wiremock::{Mock, Request, Respond, ResponseTemplate};

pub const ME: &str = "@sayswho:localhost";
pub const ASKER: &str = "@rosa:localhost";
/// Longer than any answer takes; whoever waits this long has found a mistake.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What the homeserver says next to one kind of request, before it says what it always says; and what it was asked.
#[derive(Clone)]
pub struct Script {
    next: Arc<Mutex<VecDeque<ResponseTemplate>>>,
    asked: mpsc::UnboundedSender<(Instant, Request)>,
    always: Arc<dyn Fn(&Request) -> ResponseTemplate + Send + Sync>,
}

pub type Asked = mpsc::UnboundedReceiver<(Instant, Request)>;

impl Script {
    pub fn new(always: impl Fn(&Request) -> ResponseTemplate + Send + Sync + 'static) -> (Script, Asked) {
        let (asked, heard) = mpsc::unbounded_channel();
        (Script { next: Arc::default(), asked, always: Arc::new(always) }, heard)
    }

    pub fn say(&self, response: ResponseTemplate) {
        self.next.lock().expect("a script").push_back(response);
    }
}

impl Respond for Script {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let next = self.next.lock().expect("a script").pop_front();
        // Whoever no longer listens does not want to know.
        let _ = self.asked.send((Instant::now(), request.clone()));
        next.unwrap_or_else(|| (self.always)(request))
    }
}

pub fn ok(body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

pub fn refusal(status: u16, code: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({"errcode": code, "error": "No."}))
}

pub fn limited(retry_after_ms: u64) -> ResponseTemplate {
    let body = json!({"errcode": "M_LIMIT_EXCEEDED", "error": "Too Many Requests", "retry_after_ms": retry_after_ms});
    ResponseTemplate::new(429).set_body_json(body)
}

/// A homeserver on which the bot is signed in.
pub struct World {
    pub server: MatrixMockServer,
    pub config: config::Matrix,
    pub syncs: Script,
    synced: Asked,
    pub sends: Script,
    sent: Asked,
    events: AtomicU64,
    _folder: TempDir,
}

/// The bot at work.
pub struct Running {
    end: watch::Sender<bool>,
    task: JoinHandle<Result<(), Stop>>,
}

impl Running {
    pub async fn end(self) -> Result<(), Stop> {
        self.end.send(true).expect("a bot that listens");
        self.stopped().await
    }

    pub async fn stopped(self) -> Result<(), Stop> {
        tokio::time::timeout(PATIENCE, self.task).await.expect("it ends").expect("no panic")
    }
}

impl World {
    pub async fn new() -> World {
        let server = MatrixMockServer::new().await;
        let folder = tempfile::tempdir().expect("a folder");
        let places = AtomicU64::new(0);
        // As long as nothing is new, a homeserver holds the response back.
        let (syncs, synced) = Script::new(move |_| {
            let place = format!("quiet-{}", places.fetch_add(1, Ordering::Relaxed));
            ok(&json!({ "next_batch": place })).set_delay(Duration::from_millis(100))
        });
        let answers = AtomicU64::new(0);
        let (sends, sent) = Script::new(move |_| {
            ok(&json!({"event_id": format!("$answer-{}", answers.fetch_add(1, Ordering::Relaxed))}))
        });
        let config = config::Matrix {
            homeserver: Some(server.uri()),
            user: Some(ME.to_owned()),
            dir: Some(folder.path().join("matrix")),
            allow: Some(vec![Allowed::Everybody]),
            ..config::Matrix::default()
        };
        let world = World { server, config, syncs, synced, sends, sent, events: AtomicU64::new(0), _folder: folder };
        world.mount().await;
        world
    }

    pub async fn mount(&self) {
        let server = &self.server;
        server.mock_crypto_endpoints_preset().await;
        server.mock_versions().ignore_access_token().ok().mount().await;
        server.mock_sync().ignore_access_token().respond_with(self.syncs.clone()).mount().await;
        server.mock_room_send().ignore_access_token().respond_with(self.sends.clone()).mount().await;
        server.mock_room_state_encryption().ignore_access_token().plain().mount().await;
        server.mock_add_room_keys_version().ok().mount().await;
        self.on("GET", "/account/whoami$", ok(&json!({"user_id": ME, "device_id": "BOT"}))).await;
        self.on("GET", "/room_keys/version$", refusal(404, "M_NOT_FOUND")).await;
        let (kept, keep) = (Arc::new(Mutex::new(HashMap::<String, Vec<u8>>::new())), "/user/[^/]+/account_data/");
        let given = kept.clone();
        Mock::given(method("PUT"))
            .and(path_regex(keep))
            .respond_with(move |request: &Request| {
                kept.lock().expect("data").insert(request.url.path().to_owned(), request.body.clone());
                ok(&json!({}))
            })
            .mount(server)
            .await;
        Mock::given(method("GET"))
            .and(path_regex(keep))
            .respond_with(move |request: &Request| match given.lock().expect("data").get(request.url.path()) {
                Some(body) => ResponseTemplate::new(200).set_body_raw(body.clone(), "application/json"),
                None => refusal(404, "M_NOT_FOUND"),
            })
            .mount(server)
            .await;
    }

    /// What the homeserver says to requests of this kind.
    pub async fn on(&self, verb: &str, path: &str, response: impl Respond + 'static) {
        Mock::given(method(verb)).and(path_regex(path)).respond_with(response).mount(&self.server).await;
    }

    /// What it says once to a request of this kind, before anything else.
    pub async fn once(&self, verb: &str, path: &str, response: ResponseTemplate) {
        let mock = Mock::given(method(verb)).and(path_regex(path)).respond_with(response);
        mock.up_to_n_times(1).with_priority(1).mount(&self.server).await;
    }

    /// Signs in, with a token, since that is what the mock knows accounts by.
    pub async fn sign_in(&self) {
        let _known =
            self.server.client_builder_for_crypto_end_to_end(user_id!("@sayswho:localhost"), device_id!("BOT"));
        let way = Way::Token { device: "BOT".to_owned() };
        let signed_in = session::login(&self.config, &way, false, &mut |_| Ok("TOKEN_0".to_owned())).await;
        assert!(matches!(signed_in.expect("signed in").identity, Identity::New(_)));
    }

    /// The bot, signed in and running.
    pub async fn running() -> (World, Running) {
        let mut world = World::new().await;
        world.sign_in().await;
        while world.synced.try_recv().is_ok() {}
        let running = world.start();
        world.asks_for_news().await;
        (world, running)
    }

    pub fn start(&self) -> Running {
        let (end, shutdown) = watch::channel(false);
        let config = self.config.clone();
        let task = tokio::spawn(async move { matrix::run(&config, BOT.clone(), shutdown).await });
        Running { end, task }
    }

    /// Somebody says something in a room; gives the event's id.
    pub fn say(&self, room: &str, body: &str) -> String {
        self.send(room, json!({"msgtype": "m.text", "body": body}))
    }

    pub fn send(&self, room: &str, content: Value) -> String {
        let id = format!("$question-{}", self.events.fetch_add(1, Ordering::Relaxed));
        self.syncs.say(ok(&self.synced_with(room, &event(&id, "m.room.message", ASKER, content))));
        id
    }

    /// A response to a sync that brings an event of a room.
    pub fn synced_with(&self, room: &str, brought: &Value) -> Value {
        let mut joined = event(&format!("$join-{room}"), "m.room.member", ME, json!({"membership": "join"}));
        joined["state_key"] = json!(ME);
        let place = format!("news-{}", self.events.load(Ordering::Relaxed));
        json!({"next_batch": place, "rooms": {"join": {format!("!{room}:localhost"): {
            "state": {"events": [joined]},
            "timeline": {"events": [brought], "limited": false, "prev_batch": "before"},
        }}}})
    }

    /// The next attempt to send something.
    pub async fn attempt(&mut self) -> Attempt {
        let came = tokio::time::timeout(PATIENCE, self.sent.recv()).await;
        let (at, request) = came.expect("the bot sends something").expect("a script");
        let path = request.url.path().to_owned();
        Attempt { at, path, content: request.body_json().expect("JSON") }
    }

    /// Waits until the bot asks for news once more than it was waited for; gives the place from which it asks.
    pub async fn asks_for_news(&mut self) -> String {
        let asked = tokio::time::timeout(PATIENCE, self.synced.recv()).await;
        place_of(&asked.expect("the bot syncs").expect("a script").1)
    }

    /// How the bot has asked for news, since it was last looked at.
    pub fn requests(&mut self) -> Vec<Request> {
        std::iter::from_fn(|| self.synced.try_recv().ok()).map(|(_, request)| request).collect()
    }

    /// From which places the bot has asked for news, since they were last looked at.
    pub fn places(&mut self) -> Vec<String> {
        self.requests().iter().map(place_of).collect()
    }

    /// That nothing was sent but what was looked at.
    pub async fn nothing_more(&mut self, running: Running) {
        running.end().await.expect("a good end");
        if let Ok((_, request)) = self.sent.try_recv() {
            panic!("sent besides: {}", String::from_utf8_lossy(&request.body));
        }
    }
}

fn place_of(request: &Request) -> String {
    let since = request.url.query_pairs().find(|(name, _)| name == "since");
    since.map(|(_, place)| place.into_owned()).unwrap_or_default()
}

/// One attempt to send an answer.
#[derive(Debug)]
pub struct Attempt {
    pub at: Instant,
    pub path: String,
    pub content: Value,
}

impl Attempt {
    pub fn answers(&self, event: &str) -> bool {
        self.content["m.relates_to"]["m.in_reply_to"]["event_id"] == event
    }

    /// Whether the homeserver takes both for one.
    pub fn is_same(&self, other: &Attempt) -> bool {
        self.path == other.path && self.content == other.content
    }

    pub fn body(&self) -> &str {
        self.content["body"].as_str().unwrap_or_default()
    }
}

pub fn event(id: &str, kind: &str, sender: &str, content: Value) -> Value {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock");
    let now = u64::try_from(now.as_millis()).expect("a time");
    json!({"type": kind, "event_id": id, "sender": sender, "origin_server_ts": now, "content": content})
}
