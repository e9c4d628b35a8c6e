//! Discord's interactions over HTTP: signatures made as Discord makes them, against the endpoint as it runs.

use crate::fake_discord::{Call, Fake, routes};
use crate::garden;
use ed25519_dalek::{Signer, SigningKey};
use reqwest::StatusCode;
use sayswho::config::{Discord, Interactions, Secret};
use sayswho::library::Language;
use sayswho::platform::discord::{self, Bot, Connection, Stop};
use sayswho::store::Store;
use serde_json::{Value, json};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// An endpoint that runs, with the Discord that it makes its own calls to.
struct Endpoint {
    fake: Fake,
    key: SigningKey,
    address: SocketAddr,
    client: reqwest::Client,
    end: watch::Sender<bool>,
    running: JoinHandle<Result<(), Stop>>,
}

impl Endpoint {
    async fn start() -> Endpoint {
        Endpoint::with(|_| ()).await
    }

    async fn with(change: impl FnOnce(&mut Discord)) -> Endpoint {
        let fake = Fake::start().await;
        let key = SigningKey::from_bytes(&[7; 32]);
        let address = free_address();
        let mut config = Discord {
            token: Secret::new(&fake.look(|state| state.setup.token.clone())),
            interactions: Interactions::Http { listen: address, public_key: key.verifying_key().to_bytes() },
            api_base: Some(fake.api_base()),
            ..Discord::default()
        };
        change(&mut config);
        let bot = Bot {
            service: Arc::new(garden::service()),
            store: Arc::new(Store::in_memory()),
            language: Language::En,
            private: config.private,
        };
        let client = reqwest::Client::new();
        let (end, shutdown) = watch::channel(false);
        let connection = Connection { client: client.clone() };
        let running = tokio::spawn(async move { discord::run(&config, Arc::new(bot), connection, shutdown).await });
        let endpoint = Endpoint { fake, key, address, client, end, running };
        endpoint.wait_until_up().await;
        endpoint
    }

    async fn wait_until_up(&self) {
        let give_up = Instant::now() + Duration::from_secs(20);
        while self.client.get(self.url("/health")).send().await.is_err() {
            assert!(Instant::now() < give_up, "the endpoint does not come up");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn sign(&self, timestamp: &str, body: &str) -> String {
        let signature = self.key.sign([timestamp.as_bytes(), body.as_bytes()].concat().as_slice());
        signature.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Sends a body with a timestamp and a signature.
    async fn send(&self, timestamp: &str, signature: &str, body: String) -> (StatusCode, Value) {
        let call = self.client.post(self.url("/discord/interactions"));
        let call = call.header("X-Signature-Ed25519", signature).header("X-Signature-Timestamp", timestamp);
        let response = call.body(body).send().await.expect("an answer");
        let status = response.status();
        (status, serde_json::from_slice(&response.bytes().await.expect("a body")).unwrap_or_default())
    }

    /// Sends a body as Discord does.
    async fn say(&self, body: String) -> (StatusCode, Value) {
        let timestamp = seconds().to_string();
        let signature = self.sign(&timestamp, &body);
        self.send(&timestamp, &signature, body).await
    }

    /// Makes an interaction of a call, sends it, and tells the fake what was answered. Gives the interaction's id too.
    async fn ask(&self, call: Call) -> (u64, Value) {
        let (id, data) = self.fake.change(|state| state.begin(call));
        let (status, answer) = self.say(data.to_string()).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let kind = answer["type"].as_u64().expect("a type");
        self.fake.change(|state| {
            let channel = state.interactions[&id].channel;
            let message = (kind == 4).then(|| state.post(channel, &answer["data"], Some(id)));
            let given = state.interactions.get_mut(&id).expect("it was begun");
            given.callback = Some((kind, Instant::now()));
            given.message = message.and_then(|message| message["id"].as_str().and_then(|id| id.parse().ok()));
        });
        (id, answer)
    }

    /// The message that answers an interaction, as Discord shows it.
    fn message(&self, id: u64) -> Value {
        self.fake.look(|state| state.messages[&state.interactions[&id].message.expect("a message")].clone())
    }
}

fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs()
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address")
}

fn ask(question: &str) -> Call {
    Call::command("ask", &[("question", question)])
}

/// The custom id of the button that `custom_id` begins.
fn has_button(message: &Value, custom_id: &str) -> bool {
    let rows = message["components"].as_array().cloned().unwrap_or_default();
    let mut buttons = rows.iter().flat_map(|row| row["components"].as_array().cloned().unwrap_or_default());
    buttons.any(|button| button["custom_id"] == custom_id)
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_discord_has_signed_now_is_answered() {
    let endpoint = Endpoint::start().await;
    let ping = || json!({"type": 1, "id": "1", "application_id": "1", "token": "t", "version": 1}).to_string();
    let now = seconds();
    let at = |time: u64, body: &str| (time.to_string(), endpoint.sign(&time.to_string(), body));

    assert_eq!(endpoint.say(ping()).await, (StatusCode::OK, json!({"type": 1, "data": null})));
    let (timestamp, signature) = at(now, &ping());
    let mut longer = ping();
    longer.push(' ');
    let (old, of_old) = at(now - 301, &ping());
    let (future, of_future) = at(now + 330, &ping());
    let foreign = SigningKey::from_bytes(&[8; 32]).sign([timestamp.as_bytes(), ping().as_bytes()].concat().as_slice());
    let foreign: String = foreign.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    for (what, timestamp, signature, body) in [
        ("another body", &timestamp, &signature, longer),
        ("another time", &(now - 1).to_string(), &signature, ping()),
        ("another key", &timestamp, &foreign, ping()),
        ("no signature", &timestamp, &String::new(), ping()),
        ("half a signature", &timestamp, &signature[..64].to_owned(), ping()),
        ("no hexadecimal digits", &timestamp, &"x".repeat(128), ping()),
        ("a recording", &old, &of_old, ping()),
        ("the future", &future, &of_future, ping()),
        ("no time", &"soon".to_owned(), &endpoint.sign("soon", &ping()), ping()),
    ] {
        let (status, answer) = endpoint.send(timestamp, signature, body).await;
        assert_eq!((status, answer), (StatusCode::UNAUTHORIZED, Value::Null), "{what}");
    }
    let unsigned = endpoint.client.post(endpoint.url("/discord/interactions")).body(ping()).send().await;
    assert_eq!(unsigned.expect("an answer").status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_interaction_is_refused_or_answered_in_words() {
    let endpoint = Endpoint::start().await;
    assert_eq!(endpoint.say("no JSON".to_owned()).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(endpoint.say("{}".to_owned()).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(endpoint.say(" ".repeat((1 << 20) + 1)).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    let odd = |kind: u64, locale: &str| json!({"type": kind, "id": "5", "token": "t", "locale": locale}).to_string();
    let (status, answer) = endpoint.say(odd(2, "tr")).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!((&answer["type"], &answer["data"]["flags"]), (&json!(4), &json!(64)));
    assert_eq!(answer["data"]["content"], "Bu bana eksik ulaştı. Lütfen yeniden deneyin.");
    assert_eq!(
        endpoint.say(odd(99, "xx")).await.1["data"]["content"],
        "This did not reach me whole. Please try again."
    );
    assert_eq!(endpoint.say(odd(4, "en-US")).await.1, json!({"type": 8, "data": {"choices": []}}));

    let get = |path: &str| endpoint.client.get(endpoint.url(path)).send();
    let health = get("/health").await.expect("an answer");
    assert_eq!((health.status(), health.text().await.expect("text").as_str()), (StatusCode::OK, "ok"));
    assert_eq!(get("/discord/interactions").await.expect("an answer").status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(get("/").await.expect("an answer").status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_answered_with_what_the_gateway_would_get() {
    let endpoint = Endpoint::start().await;
    endpoint.fake.requested(routes::REGISTER, 1).await;
    let (_, answer) = endpoint.ask(ask("Who pays for the pond?")).await;
    assert_eq!(answer["type"], 4);
    let description = answer["data"]["embeds"][0]["description"].as_str().expect("an embed").to_owned();
    assert!(description.contains("nobody will be asked to pay for it"), "{description}");
    let (_, completed) = endpoint.ask(Call::complete("stance", "topic", "mon")).await;
    assert_eq!(completed["type"], 8);
    assert_eq!(completed["data"]["choices"][0]["name"], "Money");
    // Nothing is remembered between calls: the same question has the same answer, no link to the first.
    assert_eq!(endpoint.ask(ask("Who pays for the pond?")).await.1, answer);
    assert_eq!(endpoint.fake.count(routes::CALLBACK), 0, "what a call gives back is the only answer");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_to_everyone_follows_the_answer() {
    let endpoint = Endpoint::with(|config| config.private = true).await;
    let (id, answer) = endpoint.ask(ask("Who pays for the pond?")).await;
    assert_eq!(answer["data"]["flags"], 64);
    let message = endpoint.message(id);
    assert!(has_button(&message, "s"), "{message}");
    let (_, shown) = endpoint.ask(Call::press(&message, "s")).await;
    assert_eq!(shown["type"], 7);
    let public = endpoint.fake.requested(routes::FOLLOW_UP, 1).await;
    assert_eq!(public["embeds"][0]["description"], message["embeds"][0]["description"]);
    assert_ne!(public["flags"], 64);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_not_ready_is_acknowledged_and_sent_later() {
    let endpoint = Endpoint::with(|config| config.acknowledge_after = Duration::ZERO).await;
    let (id, answer) = endpoint.ask(ask("Who pays for the pond?")).await;
    assert_eq!(answer["type"], 5);
    let message = endpoint.fake.change(|state| {
        let message = state.post(state.interactions[&id].channel, &json!({"content": "is thinking"}), Some(id));
        let message = message["id"].as_str().and_then(|id| id.parse().ok());
        state.interactions.get_mut(&id).expect("it was begun").message = message;
        message.expect("an id")
    });
    let is_there = |state: &crate::fake_discord::State| {
        let shown = &state.messages[&message]["embeds"][0]["description"];
        shown.as_str().filter(|words| words.contains("nobody will be asked to pay for it")).map(str::to_owned)
    };
    endpoint.fake.wait("the answer", is_there).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_when_it_is_told_to_and_takes_no_more_calls() {
    let endpoint = Endpoint::start().await;
    endpoint.end.send(true).expect("it runs");
    let result = tokio::time::timeout(Duration::from_secs(15), endpoint.running).await.expect("it ends");
    assert!(result.expect("no panic").is_ok());
    assert!(endpoint.client.get(format!("http://{}/health", endpoint.address)).send().await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_taken_and_a_key_that_is_none_are_said() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let listen = taken.local_addr().expect("an address");
    let end_of = |listen, public_key| async move {
        let config = Discord {
            token: Secret::new("t"),
            interactions: Interactions::Http { listen, public_key },
            api_base: Some("http://127.0.0.1:9".to_owned()),
            ..Discord::default()
        };
        let (service, store) = (garden::service(), Store::in_memory());
        let bot = Arc::new(Bot {
            service: Arc::new(service),
            store: Arc::new(store),
            language: Language::En,
            private: false,
        });
        let (_end, shutdown) = watch::channel(false);
        let connection = Connection { client: reqwest::Client::new() };
        discord::run(&config, bot, connection, shutdown).await.expect_err("it can not run").to_string()
    };
    let key = SigningKey::from_bytes(&[7; 32]).verifying_key().to_bytes();
    let said = end_of(listen, key).await;
    assert!(said.starts_with(&format!("can not listen on {listen}: Address already in use")), "{said}");
    assert!(said.ends_with("Set another address with [discord] listen or SAYSWHO_DISCORD_LISTEN"), "{said}");
    let said = end_of(free_address(), [2; 32]).await;
    assert!(said.starts_with("[discord] public_key is no Ed25519 key."), "{said}");
}
