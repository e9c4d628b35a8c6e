//! The fake itself, with clients that do what a test says and nothing else.

use super::routes::{CALLBACK, EDIT_ORIGINAL, GATEWAY};
use super::{Call, Fake, Fault, OnIdentify, Order, Seen, Setup, Trouble, events};
use flate2::read::ZlibDecoder;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::io::Read;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A bot that does only what it is told.
struct Puppet {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    token: String,
}

impl Puppet {
    /// Connects, and takes HELLO.
    async fn connect(fake: &Fake) -> Puppet {
        let (socket, _) = connect_async(fake.gateway_url()).await.expect("a connection");
        let mut puppet = Puppet { socket, token: Setup::default().token };
        assert_eq!(puppet.next().await["op"], 10);
        puppet
    }

    async fn say(&mut self, payload: Value) {
        self.socket.send(Frame::Text(payload.to_string())).await.expect("an open connection");
    }

    async fn identify(&mut self) -> String {
        let token = self.token.clone();
        self.say(json!({"op": 2, "d": {"token": token, "intents": 0, "shard": [0, 1], "properties": {}}})).await;
        let ready = self.next().await;
        assert_eq!((&ready["t"], &ready["s"]), (&json!("READY"), &json!(1)));
        ready["d"]["session_id"].as_str().expect("a session").to_owned()
    }

    async fn resume(&mut self, session: &str, seq: u64) {
        let token = self.token.clone();
        self.say(json!({"op": 6, "d": {"token": token, "session_id": session, "seq": seq}})).await;
    }

    /// The next payload, decompressed.
    async fn next(&mut self) -> Value {
        match self.socket.next().await.expect("a frame").expect("a frame") {
            Frame::Text(text) => serde_json::from_str(&text).expect("JSON"),
            Frame::Binary(bytes) => {
                let mut text = String::new();
                ZlibDecoder::new(&bytes[..]).read_to_string(&mut text).expect("zlib");
                serde_json::from_str(&text).expect("JSON")
            }
            other => panic!("no payload: {other:?}"),
        }
    }

    /// The code that the other side closes with; none if the line is cut.
    async fn closed(&mut self) -> Option<u16> {
        loop {
            match self.socket.next().await {
                Some(Ok(Frame::Close(frame))) => return frame.map(|frame| frame.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }
}

/// A request as serenity would make it.
async fn request(fake: &Fake, operation: &str, path: &str, body: Value) -> Result<(u16, Value), reqwest::Error> {
    let method = operation.split(' ').next().expect("a method").to_uppercase().parse().expect("a method");
    let request = fake
        .client()
        .request(method, format!("https://discord.com/api/v10{path}"))
        .header("user-agent", "DiscordBot (https://a.example, 1)")
        .header("authorization", format!("Bot {}", Setup::default().token));
    let request = match body {
        Value::Null => request,
        body => request.header("content-type", "application/json").body(body.to_string()),
    };
    let response = request.send().await?;
    let status = response.status().as_u16();
    let text = response.text().await?;
    Ok((status, serde_json::from_str(&text).unwrap_or_default()))
}

fn say(content: &str) -> Value {
    json!({"type": 4, "data": {"content": content, "allowed_mentions": {"parse": []}}})
}

#[tokio::test]
async fn an_interaction_takes_one_callback_in_time() {
    let fake = Fake::with(Setup { deadline: Duration::from_secs(3), ..Setup::default() }).await;
    let mut puppet = Puppet::connect(&fake).await;
    puppet.identify().await;
    let id = fake.send(Call::command("ask", &[("question", "gaza?")]));
    let event = puppet.next().await;
    assert_eq!((&event["t"], &event["d"]["data"]["name"]), (&json!("INTERACTION_CREATE"), &json!("ask")));
    let token = event["d"]["token"].as_str().expect("a token");
    let callback = format!("/interactions/{id}/{token}/callback");
    let original = format!("/webhooks/{}/{token}/messages/@original", events::APPLICATION);

    let early = request(&fake, EDIT_ORIGINAL, &original, say("a")["data"].clone()).await.expect("an answer");
    assert_eq!((early.0, &early.1["code"]), (404, &json!(10015)), "nothing to edit before the callback");
    assert_eq!(request(&fake, CALLBACK, &callback, json!({"type": 5})).await.expect("an answer"), (204, Value::Null));
    let again = request(&fake, CALLBACK, &callback, say("a")).await.expect("an answer");
    assert_eq!((again.0, &again.1["code"]), (400, &json!(40060)));
    let edited = request(&fake, EDIT_ORIGINAL, &original, say("later")["data"].clone()).await.expect("an answer");
    assert_eq!((edited.0, &edited.1["content"]), (200, &json!("later")));
    assert_eq!(fake.answered(id).await["content"], "later");

    // Time passes without anybody sleeping: the deadline is moved instead.
    let late = fake.send(Call::command("ask", &[("question", "gaza?")]));
    let token = puppet.next().await["d"]["token"].as_str().expect("a token").to_owned();
    fake.change(|state| state.setup.deadline = Duration::ZERO);
    let late = request(&fake, CALLBACK, &format!("/interactions/{late}/{token}/callback"), say("a")).await;
    let late = late.expect("an answer");
    assert_eq!((late.0, &late.1["code"]), (404, &json!(10062)));
}

#[tokio::test]
async fn what_a_bot_does_wrong_is_refused_and_kept() {
    let fake = Fake::start().await;
    let mut puppet = Puppet::connect(&fake).await;
    puppet.identify().await;
    let id = fake.send(Call::command("ask", &[]));
    let token = puppet.next().await["d"]["token"].as_str().expect("a token").to_owned();
    let callback = format!("/interactions/{id}/{token}/callback");
    let pinging = json!({"type": 4, "data": {"content": "a"}});
    assert_eq!(request(&fake, CALLBACK, &callback, pinging).await.expect("an answer").0, 400);
    assert_eq!(request(&fake, CALLBACK, &callback, say(&"a".repeat(2001))).await.expect("an answer").0, 400);
    assert_eq!(request(&fake, "get", "/guilds/1", Value::Null).await.expect("an answer").0, 404);
    let length = "/data/content: value is longer than 2000 characters";
    assert_eq!(
        fake.take_violations(),
        [
            format!("{CALLBACK}/data/allowed_mentions: must be there and allow none"),
            format!("{CALLBACK}{length}"),
            "GET /api/v10/guilds/1: the fake has no such route".to_owned(),
        ]
    );
}

#[tokio::test]
async fn faults_come_as_often_as_they_should_and_then_no_more() {
    let fake = Fake::start().await;
    fake.fault(Fault::once(GATEWAY, Trouble::Status(503)).times(2));
    fake.fault(Fault::once(GATEWAY, Trouble::TooMany { global: true, retry_after: 0.5 }));
    fake.fault(Fault::once(GATEWAY, Trouble::Cut));
    for expected in [Some(503), Some(503), Some(429), None, Some(200)] {
        let answer = request(&fake, GATEWAY, "/gateway", Value::Null).await;
        assert_eq!(answer.ok().map(|(status, _)| status), expected);
    }
    let statuses: Vec<u16> = fake.look(|state| {
        let status = |seen: &Seen| if let Seen::Request { status, .. } = seen { Some(*status) } else { None };
        state.log.iter().filter_map(status).collect()
    });
    assert_eq!(statuses, [503, 503, 429, 0, 200]);
}

#[tokio::test]
async fn a_session_is_resumed_with_what_was_missed() {
    let fake = Fake::start().await;
    let mut puppet = Puppet::connect(&fake).await;
    let session = puppet.identify().await;
    puppet.say(json!({"op": 1, "d": 1})).await;
    assert_eq!(puppet.next().await["op"], 11);
    fake.order(Order::Cut);
    assert_eq!(puppet.closed().await, None);
    fake.seen("the end", 1, |seen| matches!(seen, Seen::Gone { .. })).await;
    fake.dispatch("MESSAGE_CREATE", events::message(1, "one", true));
    fake.dispatch("MESSAGE_CREATE", events::message(2, "two", true));

    let mut puppet = Puppet::connect(&fake).await;
    puppet.resume(&session, 1).await;
    for (seq, event) in [(2, "MESSAGE_CREATE"), (3, "MESSAGE_CREATE"), (4, "RESUMED")] {
        let payload = puppet.next().await;
        assert_eq!((&payload["s"], &payload["t"]), (&json!(seq), &json!(event)));
    }
    let unknown = &mut Puppet::connect(&fake).await;
    unknown.resume("session-of-nobody", 1).await;
    assert_eq!(unknown.next().await, json!({"op": 9, "t": null, "s": null, "d": false}));
    unknown.say(json!({"op": 7, "d": null})).await;
    assert_eq!(unknown.closed().await, Some(4001));
    assert_eq!(fake.take_violations(), ["the gateway was sent op Some(7)"]);
}

#[tokio::test]
async fn who_identifies_wrongly_or_too_often_is_closed() {
    let fake = Fake::start().await;
    let mut puppet = Puppet::connect(&fake).await;
    puppet.say(json!({"op": 2, "d": {"token": "another", "intents": 0}})).await;
    assert_eq!(puppet.closed().await, Some(4004));

    fake.change(|state| state.on_identify.extend([OnIdentify::Close(4014), OnIdentify::Invalid(true)]));
    let mut puppet = Puppet::connect(&fake).await;
    puppet.say(json!({"op": 2, "d": {"token": "whatever", "intents": 0}})).await;
    assert_eq!(puppet.closed().await, Some(4014));
    let mut puppet = Puppet::connect(&fake).await;
    puppet.say(json!({"op": 2, "d": {"token": "whatever", "intents": 0}})).await;
    assert_eq!(puppet.next().await["d"], true);
    puppet.socket.send(Frame::Text("{".to_owned())).await.expect("an open connection");
    assert_eq!(puppet.closed().await, Some(4002));
    assert_eq!(fake.take_violations().len(), 2, "two came within 5 seconds of the one before");
}

#[tokio::test]
async fn who_is_not_heard_of_is_closed() {
    let fake = Fake::with(Setup { heartbeat_interval: Duration::from_millis(50), ..Setup::default() }).await;
    let mut puppet = Puppet::connect(&fake).await;
    puppet.identify().await;
    assert_eq!(puppet.closed().await, Some(4009));
}
