//! The fake's REST: what each request does, its answer, and what goes wrong on the way.
//!
//! Called by: `Fake`.

use super::events::{self, APPLICATION};
use super::faults::{Fault, Trouble};
use super::state::{Seen, State};
use super::{Shared, openapi, routes, rules};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, USER_AGENT};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Instant;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

/// The connection is to end without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the fake drops the connection")]
struct Cut;

/// A status, and a body unless it has none.
type Answer = (u16, Value);

/// Serves until it is dropped.
pub async fn serve(listener: TcpListener, tls: Option<TlsAcceptor>, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else { return };
        let _ = stream.set_nodelay(true);
        let (tls, shared) = (tls.clone(), shared.clone());
        connections.spawn(async move {
            match tls {
                None => connection(stream, shared).await,
                Some(tls) => match tls.accept(stream).await {
                    Ok(stream) => connection(stream, shared).await,
                    Err(error) => eprintln!("fake discord: no TLS: {error}"),
                },
            }
        });
        while connections.try_join_next().is_some() {}
    }
}

async fn connection(stream: impl AsyncRead + AsyncWrite + Unpin, shared: Arc<Shared>) {
    let service = hyper::service::service_fn(|request| handle(request, shared.clone()));
    // An error is a connection that has ended, by the bot's wish or by ours.
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn handle(request: Request<Incoming>, shared: Arc<Shared>) -> Result<Response<Full<Bytes>>, Cut> {
    let (parts, body) = request.into_parts();
    let bytes = body.collect().await.map_err(|_| Cut)?.to_bytes();
    let full_path = parts.uri.path().to_owned();
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let found = full_path.strip_prefix("/api/v10").and_then(|path| routes::operation(parts.method.as_str(), path));
    let Some((operation, given)) = found else {
        let method = parts.method;
        shared.change(|state| state.violations.push(format!("{method} {full_path}: the fake has no such route")));
        return Ok(respond((404, error(0, "404: Not Found")), None));
    };
    let body = if bytes.is_empty() { Ok(Value::Null) } else { serde_json::from_slice(&bytes) };
    let (answer, fault) = shared.change(|state| {
        let fault = fault(state, operation);
        let body = match body {
            Ok(body) => body,
            Err(wrong) => {
                state.violations.push(format!("{operation}: the body is no JSON: {wrong}"));
                Value::Null
            }
        };
        let answer = match &fault {
            Some(Fault { done: false, .. }) => None,
            _ => Some(answer(state, &shared, operation, &given, &parts.headers, &body, &query)),
        };
        let status = match (&answer, fault.as_ref().map(|fault| fault.trouble)) {
            (_, Some(Trouble::TooMany { .. })) => 429,
            (_, Some(Trouble::Status(status))) => status,
            (_, Some(Trouble::Cut)) => 0,
            (answer, _) => answer.as_ref().map_or(0, |(status, _)| *status),
        };
        state.saw(Seen::Request { operation, path: full_path.clone(), body, status, at: Instant::now() });
        (answer, fault)
    });
    match fault.map(|fault| fault.trouble) {
        Some(Trouble::Cut) => Err(Cut),
        Some(trouble @ Trouble::Status(status)) => Ok(respond((status, error(0, "the fake's wish")), Some(trouble))),
        Some(trouble @ Trouble::TooMany { global, retry_after }) => {
            let body = json!({"message": "You are being rate limited.", "retry_after": retry_after, "global": global});
            Ok(respond((429, body), Some(trouble)))
        }
        None => Ok(respond(answer.unwrap_or_default(), None)),
    }
}

/// The fault that hits a request now.
fn fault(state: &mut State, operation: &'static str) -> Option<Fault> {
    let hits = |fault: &Fault| fault.times > 0 && fault.on.is_none_or(|on| on == operation);
    if let Some(fault) = state.faults.iter_mut().find(|fault| hits(fault)) {
        fault.times -= 1;
        return Some(fault.clone());
    }
    let answers = [routes::CALLBACK, routes::EDIT_ORIGINAL, routes::FOLLOW_UP].contains(&operation);
    let trouble = state.setup.chaos.as_mut().filter(|_| answers)?.trouble()?;
    Some(Fault { on: None, times: 0, done: false, trouble })
}

fn respond((status, body): Answer, trouble: Option<Trouble>) -> Response<Full<Bytes>> {
    let is_empty = body.is_null();
    let bytes = if body.is_null() { Bytes::new() } else { Bytes::from(body.to_string()) };
    let mut response = Response::new(Full::new(bytes));
    *response.status_mut() = StatusCode::from_u16(status).expect("a status");
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &str| headers.insert(name, value.parse().expect("a header"));
    if !is_empty {
        set("content-type", "application/json");
    }
    match trouble {
        Some(Trouble::TooMany { global, retry_after }) => {
            let retry_after = retry_after.to_string();
            set("retry-after", &retry_after);
            if global {
                set("x-ratelimit-global", "true");
                set("x-ratelimit-scope", "global");
            } else {
                for (name, value) in [
                    ("x-ratelimit-limit", "5"),
                    ("x-ratelimit-remaining", "0"),
                    ("x-ratelimit-reset-after", &retry_after),
                    ("x-ratelimit-bucket", "0123456789abcdef"),
                    ("x-ratelimit-scope", "user"),
                ] {
                    set(name, value);
                }
            }
        }
        _ => {
            set("x-ratelimit-limit", "1000");
            set("x-ratelimit-remaining", "999");
            set("x-ratelimit-reset-after", "1.000");
            set("x-ratelimit-bucket", "0123456789abcdef");
        }
    }
    response
}

fn error(code: u32, message: &str) -> Value {
    json!({"code": code, "message": message})
}

/// Checks a request and does what it is for.
fn answer(
    state: &mut State,
    shared: &Shared,
    operation: &'static str,
    given: &[&str],
    headers: &HeaderMap,
    body: &Value,
    query: &str,
) -> Answer {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    state.requests += 1;
    let checked = state.requests.is_multiple_of(state.setup.checked_one_in);
    let mut wrong = if checked { openapi::request(operation, body) } else { Vec::new() };
    if checked {
        wrong.extend(rules::request(operation, body));
    }
    // Libraries do not name themselves where a token stands in the path, and Discord lets them.
    let by_token = operation.contains("_token}") || operation == routes::GATEWAY;
    if !by_token && !header(USER_AGENT).starts_with("DiscordBot (") {
        wrong.push(": Discord turns away a User-Agent that is not `DiscordBot (url, version)`".to_owned());
    }
    if !body.is_null() && header(CONTENT_TYPE) != "application/json" {
        wrong.push(format!(": the body's type is {}", header(CONTENT_TYPE)));
    }
    let broken = !wrong.is_empty();
    state.violations.extend(wrong.into_iter().map(|wrong| format!("{operation}{wrong}")));
    if broken {
        return (400, error(50035, "Invalid Form Body"));
    }
    if !by_token && header(AUTHORIZATION) != format!("Bot {}", state.setup.token) {
        return (401, error(0, "401: Unauthorized"));
    }
    let answer = act(state, shared, operation, given, body, query);
    if checked && answer.0 < 300 {
        let wrong = openapi::answer(operation, answer.0, &answer.1);
        state.violations.extend(wrong.into_iter().map(|wrong| format!("the fake's own answer to {operation}{wrong}")));
    }
    answer
}

fn act(
    state: &mut State,
    shared: &Shared,
    operation: &'static str,
    given: &[&str],
    body: &Value,
    query: &str,
) -> Answer {
    let url = format!("ws://{}", shared.gateway);
    match operation {
        routes::GATEWAY => (200, json!({"url": url})),
        routes::GATEWAY_BOT => {
            let limit = json!({"total": 1000, "remaining": 999, "reset_after": 3_600_000, "max_concurrency": 1});
            (200, json!({"url": url, "shards": state.setup.shards, "session_start_limit": limit}))
        }
        routes::ME => {
            let mut user = events::bot_user();
            for (name, value) in [("mfa_enabled", json!(false)), ("locale", json!("en-US")), ("verified", json!(true))]
            {
                user[name] = value;
            }
            (200, user)
        }
        routes::APPLICATION | routes::OLD_APPLICATION => (200, events::application()),
        routes::COMMANDS => (200, commands(state, query)),
        routes::REGISTER => (200, register(state, body)),
        routes::CALLBACK => callback(state, given, body, query),
        routes::ORIGINAL => match original(state, given) {
            Ok(id) => (200, state.messages[&id].clone()),
            Err(answer) => answer,
        },
        routes::EDIT_ORIGINAL => edit_original(state, given, body),
        routes::FOLLOW_UP => follow_up(state, given, body),
        routes::DELETE_ORIGINAL => match original(state, given) {
            Ok(id) => {
                state.messages.remove(&id);
                let id = state.tokens[given[1]];
                state.interactions.get_mut(&id).expect("it has a token").message = None;
                (204, Value::Null)
            }
            // "is thinking …" can be taken away too.
            Err((404, body)) if body["code"] == 10008 => (204, Value::Null),
            Err(answer) => answer,
        },
        routes::CREATE_MESSAGE => create_message(state, given, body),
        routes::MESSAGE => match given[1].parse().ok().and_then(|id: u64| state.messages.get(&id)) {
            Some(message) => (200, message.clone()),
            None => (404, error(10008, "Unknown Message")),
        },
        other => (501, error(0, &format!("the fake does not know what {other} does"))),
    }
}

/// Localisations are left out unless they are asked for.
fn commands(state: &State, query: &str) -> Value {
    let mut commands = json!(state.commands);
    if !query.contains("with_localizations=true") {
        remove_localizations(&mut commands);
    }
    commands
}

fn remove_localizations(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(remove_localizations),
        Value::Object(fields) => {
            fields.retain(|name, _| !name.ends_with("_localizations"));
            fields.values_mut().for_each(remove_localizations);
        }
        _ => {}
    }
}

/// A message in a channel; the one that is there already where its nonce is to be taken once.
fn create_message(state: &mut State, given: &[&str], body: &Value) -> Answer {
    let Ok(channel) = given[0].parse() else { return (404, error(10003, "Unknown Channel")) };
    let nonce = (body["enforce_nonce"] == true).then(|| body["nonce"].to_string());
    if let Some(id) = nonce.as_ref().and_then(|nonce| state.nonces.get(nonce)) {
        return (200, state.messages[id].clone());
    }
    let message = state.post(channel, body, None);
    let id = message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    state.posted.push(id);
    if let Some(nonce) = nonce {
        state.nonces.insert(nonce, id);
    }
    (200, message)
}

/// Discord gives back nothing that says nothing: null, false, and empty lists.
fn forget_unset(value: &mut Value) {
    let is_set = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    match value {
        Value::Array(items) => items.iter_mut().for_each(forget_unset),
        Value::Object(fields) => {
            fields.values_mut().for_each(forget_unset);
            fields.retain(|_, field| is_set(field));
        }
        _ => {}
    }
}

fn register(state: &mut State, body: &Value) -> Value {
    let written = body.as_array().cloned().unwrap_or_default();
    state.commands = written
        .into_iter()
        .map(|mut command| {
            forget_unset(&mut command);
            let id = state.next_id().to_string();
            for (name, value) in [
                ("id", json!(id)),
                ("application_id", json!(APPLICATION.to_string())),
                ("version", json!(id)),
                ("default_member_permissions", Value::Null),
                ("type", json!(1)),
                ("nsfw", json!(false)),
                ("description", json!("")),
                ("integration_types", json!([0])),
                ("contexts", Value::Null),
            ] {
                if command[name].is_null() {
                    command[name] = value;
                }
            }
            // Discord gives permissions back as text, however they were written.
            if let Some(bits) = command["default_member_permissions"].as_u64() {
                command["default_member_permissions"] = json!(bits.to_string());
            }
            command
        })
        .collect();
    json!(state.commands)
}

/// The first answer to an interaction: one, and in time.
fn callback(state: &mut State, given: &[&str], body: &Value, query: &str) -> Answer {
    let unknown = (404, error(10062, "Unknown interaction"));
    let deadline = state.setup.deadline;
    let Some(id) = given[0].parse::<u64>().ok() else { return unknown };
    let Some(interaction) = state.interactions.get_mut(&id).filter(|known| known.token == given[1]) else {
        return unknown;
    };
    if interaction.callback.is_some() {
        return (400, error(40060, "Interaction has already been acknowledged."));
    }
    if interaction.sent.elapsed() > deadline {
        return unknown;
    }
    let kind = body["type"].as_u64().unwrap_or_default();
    let fits = match interaction.kind {
        4 => kind == 8,
        3 => [4, 5, 6, 7, 9].contains(&kind),
        _ => [4, 5, 9].contains(&kind),
    };
    if !fits {
        return (400, error(50035, "Invalid Form Body"));
    }
    let now = Instant::now();
    interaction.callback = Some((kind, now));
    let (channel, source) = (interaction.channel, interaction.source);
    let message = match kind {
        4 => Some(state.post(channel, &body["data"], Some(id))),
        6 => source.and_then(|id| state.messages.get(&id).cloned()),
        7 => source.filter(|id| state.messages.contains_key(id)).map(|id| state.edit(id, &body["data"])),
        _ => None,
    };
    let message_id = message.as_ref().and_then(|message| message["id"].as_str()).and_then(|id| id.parse().ok());
    if matches!(kind, 4 | 7 | 8) {
        state.show(id, message_id);
    }
    if kind == 8 {
        state.interactions.get_mut(&id).expect("it was there").choices = Some(body["data"]["choices"].clone());
    }
    let interaction = &state.interactions[&id];
    if !query.contains("with_response=true") {
        return (204, Value::Null);
    }
    let resource = message.map(|message| json!({"type": kind, "message": message}));
    (
        200,
        json!({"interaction": {"id": id.to_string(), "type": interaction.kind, "response_message_id": message_id.map(|id| id.to_string()),
        "response_message_loading": kind == 5, "response_message_ephemeral": body["data"]["flags"] == 64}, "resource": resource}),
    )
}

/// The message that answers the interaction with this token.
fn original(state: &State, given: &[&str]) -> Result<u64, Answer> {
    let unknown = || (404, error(10015, "Unknown Webhook"));
    let id = state.tokens.get(given[1]).ok_or_else(unknown)?;
    let interaction = &state.interactions[id];
    let (kind, _) = interaction.callback.ok_or_else(unknown)?;
    let message = if kind == 6 { interaction.source } else { interaction.message };
    message.ok_or((404, error(10008, "Unknown Message")))
}

fn edit_original(state: &mut State, given: &[&str], body: &Value) -> Answer {
    match original(state, given) {
        Ok(message) => {
            let id = state.tokens[given[1]];
            state.show(id, Some(message));
            (200, state.edit(message, body))
        }
        Err(answer) => {
            let id = state.tokens.get(given[1]).copied();
            let deferred = id.filter(|id| state.interactions[id].callback.is_some_and(|(kind, _)| kind == 5));
            let Some(id) = deferred else { return answer };
            let message = state.post(state.interactions[&id].channel, body, Some(id));
            state.show(id, message["id"].as_str().and_then(|id| id.parse().ok()));
            (200, message)
        }
    }
}

fn follow_up(state: &mut State, given: &[&str], body: &Value) -> Answer {
    let id = state.tokens.get(given[1]).copied().filter(|id| state.interactions[id].callback.is_some());
    let Some(id) = id else { return (404, error(10015, "Unknown Webhook")) };
    let message = state.post(state.interactions[&id].channel, body, Some(id));
    let interaction = state.interactions.get_mut(&id).expect("it has a token");
    if interaction.callback.is_some_and(|(kind, _)| kind == 5) && interaction.message.is_none() {
        // In place of "is thinking …", which was taken away.
        state.show(id, message["id"].as_str().and_then(|id| id.parse().ok()));
    } else {
        interaction.follow_ups += 1;
    }
    (200, message)
}
