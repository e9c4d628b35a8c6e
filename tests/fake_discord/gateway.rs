//! The fake's gateway: HELLO, IDENTIFY, RESUME with what was missed, heartbeats, and closing as a test wants it.
//!
//! Called by: `Fake`.

use super::state::{OnIdentify, Order, Seen, Session, State};
use super::{Shared, events};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

/// Discord lets one shard identify in 5 seconds; a little is given for the clock.
const BETWEEN_IDENTIFIES: Duration = Duration::from_millis(4_900);

/// Serves until it is dropped.
pub async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else { return };
        let _ = stream.set_nodelay(true);
        connections.spawn(connection(stream, shared.clone()));
        while connections.try_join_next().is_some() {}
    }
}

/// One connection's way to speak.
struct Line {
    socket: WebSocketStream<TcpStream>,
    /// All that is sent is one zlib stream, if the bot has asked for that (`compress=zlib-stream`).
    stream: Option<ZlibEncoder<Vec<u8>>>,
}

impl Line {
    async fn say(&mut self, payload: &Value, compressed: bool) -> Option<()> {
        let text = payload.to_string();
        let frame = match &mut self.stream {
            Some(stream) => {
                stream.write_all(text.as_bytes()).and_then(|()| stream.flush()).ok()?;
                Frame::Binary(std::mem::take(stream.get_mut()))
            }
            None if compressed => {
                let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(text.as_bytes()).ok()?;
                Frame::Binary(encoder.finish().ok()?)
            }
            None => Frame::Text(text),
        };
        self.socket.send(frame).await.ok()
    }

    async fn close(&mut self, code: u16) {
        let frame = CloseFrame { code: code.into(), reason: "".into() };
        let _ = self.socket.send(Frame::Close(Some(frame))).await;
        // What the bot still says is of no interest, but its answer is to be read before the line is cut.
        while let Ok(Some(Ok(_))) = tokio::time::timeout(Duration::from_secs(1), self.socket.next()).await {}
    }
}

async fn connection(stream: TcpStream, shared: Arc<Shared>) {
    let mut zlib = false;
    // The type of its error is the library's.
    #[expect(clippy::result_large_err)]
    let callback = |request: &Request, response: Response| {
        zlib = request.uri().query().is_some_and(|query| query.contains("compress=zlib-stream"));
        Ok(response)
    };
    let Ok(socket) = tokio_tungstenite::accept_hdr_async(stream, callback).await else { return };
    let stream = zlib.then(|| ZlibEncoder::new(Vec::new(), Compression::fast()));
    let mut line = Line { socket, stream };
    let (sender, orders) = unbounded_channel();
    let code = talk(&mut line, &shared, &sender, orders).await;
    shared.change(|state| {
        for session in &mut state.sessions {
            if session.connection.as_ref().is_some_and(|connection| connection.same_channel(&sender)) {
                session.connection = None;
            }
        }
        state.saw(Seen::Gone { code });
    });
}

/// Speaks until one side has had enough; the code that the bot closed with.
async fn talk(
    line: &mut Line,
    shared: &Shared,
    sender: &UnboundedSender<Order>,
    mut orders: UnboundedReceiver<Order>,
) -> Option<u16> {
    let interval = shared.look(|state| state.setup.heartbeat_interval);
    let hello =
        json!({"op": 10, "t": null, "s": null, "d": {"heartbeat_interval": interval.as_millis() as u64, "_trace": []}});
    line.say(&hello, false).await?;
    // Discord gives up on a bot that has not been heard of for a while.
    let mut heard = tokio::time::Instant::now();
    loop {
        let order = tokio::select! {
            biased;
            order = orders.recv() => order?,
            () = tokio::time::sleep_until(heard + 2 * interval) => Order::Close(4009),
            frame = line.socket.next() => match frame? {
                Ok(Frame::Text(text)) => match serde_json::from_str::<Value>(&text) {
                    Ok(payload) => {
                        if payload["op"] == 1 {
                            heard = tokio::time::Instant::now();
                        }
                        match shared.change(|state| heard_from(state, shared, sender, &payload)) {
                            Some(order) => order,
                            None => continue,
                        }
                    }
                    Err(_) => Order::Close(4002),
                },
                Ok(Frame::Close(frame)) => {
                    let _ = line.socket.flush().await;
                    return frame.map(|frame| frame.code.into());
                }
                Ok(_) => continue,
                Err(_) => return None,
            },
        };
        match order {
            Order::Say(payload) => {
                let is_ready = payload["t"] == "READY" && shared.look(|state| state.setup.compress);
                line.say(&payload, is_ready).await?;
            }
            Order::Raw(frame) => line.socket.send(frame).await.ok()?,
            Order::Close(code) => {
                line.close(code).await;
                return None;
            }
            Order::Cut => return None,
        }
    }
}

/// What the bot says, and what to do on it.
fn heard_from(state: &mut State, shared: &Shared, sender: &UnboundedSender<Order>, payload: &Value) -> Option<Order> {
    let data = &payload["d"];
    match payload["op"].as_u64() {
        Some(1) => {
            state.saw(Seen::Heartbeat);
            state.acknowledge.then(|| Order::Say(json!({"op": 11, "t": null, "s": null, "d": null})))
        }
        Some(2) => identify(state, shared, sender, data),
        Some(6) => resume(state, sender, data),
        Some(3) => None,
        other => {
            state.violations.push(format!("the gateway was sent op {other:?}"));
            Some(Order::Close(4001))
        }
    }
}

fn is_token(state: &State, data: &Value) -> bool {
    data["token"].as_str().is_some_and(|token| token.trim_start_matches("Bot ") == state.setup.token)
}

fn instead(outcome: OnIdentify) -> Order {
    match outcome {
        OnIdentify::Close(code) => Order::Close(code),
        OnIdentify::Invalid(may_resume) => Order::Say(json!({"op": 9, "t": null, "s": null, "d": may_resume})),
    }
}

fn identify(state: &mut State, shared: &Shared, sender: &UnboundedSender<Order>, data: &Value) -> Option<Order> {
    let on_this = |session: &Session| session.connection.as_ref().is_some_and(|line| line.same_channel(sender));
    if state.sessions.iter().any(on_this) {
        state.violations.push("IDENTIFY twice on one connection".to_owned());
        return Some(Order::Close(4005));
    }
    let now = Instant::now();
    if let Some(since) = state.identified.replace(now).map(|before| now - before)
        && since < BETWEEN_IDENTIFIES
    {
        state.violations.push(format!("IDENTIFY {since:?} after the one before; Discord takes one in 5 s"));
    }
    state.saw(Seen::Identify { data: data.clone() });
    if let Some(outcome) = state.on_identify.pop_front() {
        return Some(instead(outcome));
    }
    if !is_token(state, data) {
        return Some(Order::Close(4004));
    }
    let id = format!("session-{}", state.next_id());
    let ready = events::ready(&id, &format!("ws://{}", shared.gateway), &data["shard"]);
    let mut session = Session { id, valid: true, seq: 0, sent: Vec::new(), connection: Some(sender.clone()) };
    session.dispatch("READY", ready);
    state.sessions.push(session);
    None
}

/// Goes on with a session: what was missed, in order, then RESUMED.
fn resume(state: &mut State, sender: &UnboundedSender<Order>, data: &Value) -> Option<Order> {
    let token = is_token(state, data);
    let outcome = state.on_resume.pop_front();
    let seq = data["seq"].as_u64().unwrap_or_default();
    let known = state.sessions.iter_mut().find(|session| data["session_id"] == session.id && session.valid);
    let order = match (outcome, known) {
        (Some(outcome), _) => Some(instead(outcome)),
        _ if !token => Some(Order::Close(4004)),
        (None, Some(session)) if seq <= session.seq => {
            let missed: Vec<Value> =
                session.sent.iter().filter(|(number, _)| *number > seq).map(|(_, payload)| payload.clone()).collect();
            for payload in missed {
                let _ = sender.send(Order::Say(payload));
            }
            session.connection = Some(sender.clone());
            session.dispatch("RESUMED", json!({"_trace": []}));
            None
        }
        (None, _) => Some(instead(OnIdentify::Invalid(false))),
    };
    state.saw(Seen::Resume { data: data.clone() });
    order
}
