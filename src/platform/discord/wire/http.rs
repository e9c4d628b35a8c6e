//! Interactions over HTTP: Discord calls, and the answer is what the call gives back.
//!
//! Keeps nothing between two calls, so that any number of copies can stand behind a balancer. Never looks into a body
//! before its signature is checked.
//! Called by: `wire`. <https://discord.com/developers/docs/interactions/overview#configuring-an-interactions-endpoint-url>

use super::register::register;
use super::send::{ANSWER_WITHIN, Address, NotSent};
use super::turns::{Turns, before};
use super::{DRAIN, Stop};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use serenity::builder::CreateInteractionResponse;
use serenity::interactions_endpoint::Verifier;
use serenity::model::application::Interaction;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::{Instant, timeout, timeout_at};

/// The longest body: an interaction with a message in it has some ten thousand bytes.
const MOST_BYTES: usize = 1 << 20;
/// How far a signed timestamp may be from now, so that a recorded call can not be made again later.
const MOST_AGE: Duration = Duration::from_secs(5 * 60);
/// How long a body may take to come in; Discord waits for 3 seconds in all.
const READ_WITHIN: Duration = Duration::from_secs(3);
/// What follows an answer is sent after Discord has it: so much later, and again where that was too early.
const FOLLOW_AFTER: Duration = Duration::from_millis(50);

const SIGNATURE: &str = "x-signature-ed25519";
const TIMESTAMP: &str = "x-signature-timestamp";

/// What all calls share.
#[derive(Clone)]
struct Endpoint {
    turns: Arc<Turns>,
    verifier: Verifier,
}

/// Takes calls until it is to end, and answers those under way.
pub(super) async fn run(
    turns: Arc<Turns>,
    listen: SocketAddr,
    public_key: [u8; 32],
    shutdown: watch::Receiver<bool>,
) -> Result<(), Stop> {
    let verifier = Verifier::try_new(public_key).map_err(|_| Stop::PublicKey)?;
    let cannot = |error| Stop::Listen { address: listen, error };
    let listener = TcpListener::bind(listen).await.map_err(cannot)?;
    let address = listener.local_addr().unwrap_or(listen);
    tracing::info!("waiting for Discord's calls: POST http://{address}/discord/interactions");
    let (registrar, ending) = (turns.clone(), shutdown.clone());
    tokio::spawn(async move { register(&registrar.rest, &registrar.bot, ending).await });
    let (mut end, mut at_end) = (shutdown.clone(), shutdown);
    let endpoint = Endpoint { turns: turns.clone(), verifier };
    let serving = axum::serve(listener, router(endpoint)).with_graceful_shutdown(async move {
        super::ended(&mut end).await;
    });
    let serving = tokio::spawn(serving.into_future());
    super::ended(&mut at_end).await;
    // Answers under way, then what follows them.
    let until = Instant::now() + DRAIN;
    let served = timeout_at(until, serving).await.is_ok();
    if !turns.under_way.drain(until.saturating_duration_since(Instant::now())).await || !served {
        tracing::warn!("some answers were still under way after {} s and are lost", DRAIN.as_secs());
    }
    Ok(())
}

fn router(endpoint: Endpoint) -> Router {
    Router::new()
        .route("/discord/interactions", post(interaction))
        .route("/health", get(|| async { "ok" }))
        .with_state(endpoint)
}

/// One call.
async fn interaction(State(endpoint): State<Endpoint>, headers: HeaderMap, body: Body) -> Response {
    let received = Instant::now();
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let (Some(signature), Some(timestamp)) = (text(SIGNATURE), text(TIMESTAMP)) else {
        return refuse(StatusCode::UNAUTHORIZED, "the call is not signed");
    };
    if !is_recent(timestamp, SystemTime::now()) {
        return refuse(StatusCode::UNAUTHORIZED, "the call's timestamp is not of now");
    }
    let body = match timeout(READ_WITHIN, to_bytes(body, MOST_BYTES)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the body is too long, or was broken off"),
        Err(_) => return refuse(StatusCode::REQUEST_TIMEOUT, "the body took too long"),
    };
    if endpoint.verifier.verify(signature, timestamp, &body).is_err() {
        return refuse(StatusCode::UNAUTHORIZED, "the signature is not Discord's");
    }
    endpoint.answer(&body, received).await
}

/// Whether a timestamp (seconds since 1970) is near enough to now.
fn is_recent(timestamp: &str, now: SystemTime) -> bool {
    let Ok(seconds) = timestamp.parse::<u64>() else { return false };
    let now = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    seconds.abs_diff(now) <= MOST_AGE.as_secs()
}

fn refuse(status: StatusCode, why: &'static str) -> Response {
    tracing::debug!("a call was refused: {why}");
    (status, why).into_response()
}

fn answer_with(response: &CreateInteractionResponse) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], json!(response).to_string()).into_response()
}

impl Endpoint {
    /// What a call that is Discord's gives back.
    async fn answer(self, body: &Bytes, received: Instant) -> Response {
        let Ok(value) = serde_json::from_slice::<Value>(body) else {
            return refuse(StatusCode::BAD_REQUEST, "the body is no JSON");
        };
        if value["type"] == 1 {
            return answer_with(&CreateInteractionResponse::Pong);
        }
        match serde_json::from_value::<Interaction>(value.clone()) {
            Ok(interaction) => self.in_time(interaction, received).await,
            Err(_) => match self.turns.odd(&value) {
                Some((_, response)) => answer_with(&response),
                None => refuse(StatusCode::BAD_REQUEST, "the body is no interaction"),
            },
        }
    }

    /// The answer, or an acknowledgement after which the answer is sent.
    async fn in_time(self, interaction: Interaction, received: Instant) -> Response {
        let turns = self.turns;
        let Some(under_way) = turns.under_way.begin() else {
            return refuse(StatusCode::SERVICE_UNAVAILABLE, "the bot is about to end");
        };
        let (to, interaction) = (Address::from(&interaction), Arc::new(interaction));
        // A task of its own: where Discord gives up the call, effects are kept all the same.
        let mut finding = tokio::spawn({
            let (turns, interaction) = (turns.clone(), interaction.clone());
            async move { turns.find(interaction).await }
        });
        // A completion can not be acknowledged: there is no later for it.
        let is_completion = matches!(*interaction, Interaction::Autocomplete(_));
        let until = if is_completion { received + ANSWER_WITHIN } else { turns.acknowledge_at(received) };
        if let Some(found) = before(until, &mut finding).await {
            let Ok(turn) = found else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
            let (first, public) = turns.first(turn.response).await;
            tokio::spawn(async move {
                turns.keep(turn.effects, None).await;
                if public.is_some() {
                    tokio::time::sleep(FOLLOW_AFTER).await;
                    report(turns.follow(&to, public).await);
                }
                drop(under_way);
            });
            return first.map_or_else(|| StatusCode::NO_CONTENT.into_response(), |first| answer_with(&first));
        }
        let how = turns.acknowledgement(&interaction).await;
        tokio::spawn(async move {
            let Ok(turn) = finding.await else { return };
            if let Some(how) = how {
                tokio::time::sleep(FOLLOW_AFTER).await;
                report(turns.send_later(&to, turn.response, how).await);
            }
            turns.keep(turn.effects, None).await;
            drop(under_way);
        });
        match how {
            Some(how) => answer_with(&how.response()),
            None => refuse(StatusCode::SERVICE_UNAVAILABLE, "there was no answer in time"),
        }
    }
}

fn report(sent: Result<(), NotSent>) {
    if let Err(error) = sent {
        tracing::warn!("an interaction was not answered in full: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::is_recent;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn a_timestamp_is_of_now_give_or_take_five_minutes() {
        let now = UNIX_EPOCH + Duration::from_secs(10_000);
        for (timestamp, recent) in [
            ("10000", true),
            ("9700", true),
            ("10300", true),
            ("9699", false),
            ("10301", false),
            ("", false),
            ("-1", false),
        ] {
            assert_eq!(is_recent(timestamp, now), recent, "{timestamp}");
        }
    }
}
