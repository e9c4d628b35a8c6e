//! Calls to Discord's REST interface: each is made again where that may help, and never past its time.
//!
//! Never logs an address or a body: addresses hold interactions' tokens, bodies hold words. Never asks what a message says.
//! Called by: `turns`, `gateway`, `register`, `doctor`.

use crate::platform::discord::Message;
use reqwest::header::{AUTHORIZATION, USER_AGENT};
use serde::Serialize;
use serde_json::Value;
use serenity::Error;
use serenity::builder::CreateInteractionResponse;
use serenity::http::{Http, HttpError, LightMethod, Request, Route};
use serenity::model::application::Interaction;
use serenity::model::channel::{MessageReference, Nonce};
use serenity::model::id::{ApplicationId, ChannelId, InteractionId, MessageId};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};

/// Discord forgets an interaction that is not answered in this time.
/// <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback>
pub(super) const ANSWER_WITHIN: Duration = Duration::from_secs(3);
/// How long is tried to send what need not be sent within [`ANSWER_WITHIN`].
const SEND_WITHIN: Duration = Duration::from_secs(60);
/// When a try to answer an interaction is given up for another one; the same answer sent twice is taken once.
const ANSWER_TRY: Duration = Duration::from_millis(1_200);
/// The wait before the second try is none, before the third this; from then on it doubles.
const SECOND_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// The wait after the first "too many requests"; it doubles too.
const LIMITED_WAIT: Duration = Duration::from_millis(250);
/// How many routes serenity's rate limiter may remember before those not in use are dropped.
const MOST_ROUTES: usize = 10_000;

/// "Interaction has already been acknowledged."
const ALREADY_ANSWERED: isize = 40_060;
/// "Unknown interaction": older than [`ANSWER_WITHIN`].
pub(super) const UNKNOWN_INTERACTION: isize = 10_062;
/// "Unknown webhook": also where a follow-up comes before the answer that it follows.
const UNKNOWN_WEBHOOK: isize = 10_015;
/// "Invalid form body": for a reply among others where the message that it refers to can not be read.
const INVALID_FORM: isize = 50_035;

/// Why something was not sent. Holds no address and nobody's words.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotSent {
    /// Discord does not take it.
    #[error("Discord refuses it: status {status}, code {code}: {message}")]
    Refused {
        /// The status of HTTP.
        status: u16,
        /// Discord's own code; 0 where it gives none.
        code: isize,
        /// What Discord says.
        message: String,
    },
    /// Nothing came back, or not in time.
    #[error("Discord was not reached: {0}")]
    Unreached(String),
}

impl NotSent {
    /// Discord's own code, if it gave one.
    pub(super) fn code(&self) -> Option<isize> {
        match self {
            NotSent::Refused { code, .. } => Some(*code),
            NotSent::Unreached(_) => None,
        }
    }

    /// Whether the token is not, or no longer, a bot's.
    pub(super) fn is_unauthorized(&self) -> bool {
        matches!(self, NotSent::Refused { status: 401, .. })
    }

    /// Whether the same call may succeed later: Discord is busy or out of reach.
    fn may_pass(&self) -> bool {
        match self {
            NotSent::Refused { status, .. } => *status == 429 || *status >= 500,
            NotSent::Unreached(_) => true,
        }
    }
}

impl From<Error> for NotSent {
    fn from(error: Error) -> NotSent {
        match error {
            Error::Http(HttpError::UnsuccessfulRequest(response)) => {
                let told = response.error.code >= 0;
                let plain = || response.status_code.canonical_reason().unwrap_or("no reason given").to_owned();
                NotSent::Refused {
                    status: response.status_code.as_u16(),
                    code: response.error.code.max(0),
                    message: if told { response.error.message.clone() } else { plain() },
                }
            }
            Error::Http(HttpError::Request(error)) => NotSent::Unreached(innermost(&error.without_url())),
            // serenity's other errors tell of no address.
            Error::Http(error) => NotSent::Unreached(error.to_string()),
            _ => NotSent::Unreached("the call could not be made".to_owned()),
        }
    }
}

/// What is at the bottom of an error: "connection refused" rather than "error sending request".
fn innermost(error: &dyn std::error::Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}

/// Where an interaction is answered.
#[derive(Clone)]
pub(super) struct Address {
    pub(super) id: InteractionId,
    pub(super) application: ApplicationId,
    pub(super) token: String,
}

impl From<&Interaction> for Address {
    fn from(interaction: &Interaction) -> Address {
        Address {
            id: interaction.id(),
            application: interaction.application_id(),
            token: interaction.token().to_owned(),
        }
    }
}

/// A call, and how far it may be repeated.
struct Call<'a> {
    route: Route<'a>,
    method: LightMethod,
    body: Option<Vec<u8>>,
    params: Option<Vec<(&'static str, String)>>,
    until: Instant,
    /// When a try is given up.
    patience: Duration,
    /// Whether making it twice is the same as making it once.
    repeatable: bool,
}

impl<'a> Call<'a> {
    fn new(method: LightMethod, route: Route<'a>) -> Call<'a> {
        let until = Instant::now() + SEND_WITHIN;
        Call { route, method, body: None, params: None, until, patience: SEND_WITHIN, repeatable: true }
    }

    fn body(self, body: &impl Serialize) -> Call<'a> {
        Call { body: serde_json::to_vec(body).ok(), ..self }
    }
}

/// Discord's REST interface.
pub(super) struct Rest {
    pub(super) http: Arc<Http>,
    client: reqwest::Client,
}

impl Rest {
    /// Calls by `http`, which sends through `client`.
    pub(super) fn new(http: Http, client: reqwest::Client) -> Rest {
        Rest { http: Arc::new(http), client }
    }

    /// The application that the token belongs to.
    pub(super) async fn application(&self) -> Result<Value, NotSent> {
        // serenity knows only an older route, of which Discord's page on applications says nothing.
        let base = self.http.proxy.as_deref().unwrap_or("https://discord.com");
        let call = self.client.get(format!("{base}/api/v10/applications/@me"));
        let call = call.header(AUTHORIZATION, self.http.token()).header(USER_AGENT, serenity::constants::USER_AGENT);
        let response = call.send().await.map_err(HttpError::Request).map_err(Error::Http)?;
        let (status, body) = (response.status(), response.bytes().await);
        let body: Value = serde_json::from_slice(&body.unwrap_or_default()).unwrap_or_default();
        if status.is_success() {
            return Ok(body);
        }
        let message = body["message"].as_str().or(status.canonical_reason()).unwrap_or_default().to_owned();
        Err(NotSent::Refused { status: status.as_u16(), code: body["code"].as_i64().unwrap_or(0) as isize, message })
    }

    /// The first answer to an interaction that came at `received`.
    pub(super) async fn respond(
        &self,
        to: &Address,
        response: &CreateInteractionResponse,
        received: Instant,
    ) -> Result<(), NotSent> {
        let route = Route::InteractionResponse { interaction_id: to.id, token: &to.token };
        let call = Call::new(LightMethod::Post, route).body(response);
        let sent = self.call(&Call { until: received + ANSWER_WITHIN, patience: ANSWER_TRY, ..call }).await;
        self.forget(route).await;
        sent.map(drop)
    }

    /// In place of the first answer.
    pub(super) async fn edit_original(&self, to: &Address, message: Message) -> Result<(), NotSent> {
        let call = Call::new(LightMethod::Patch, original(to)).body(&message.into_edit());
        self.after_the_answer(&call).await.map(drop)
    }

    /// Takes the first answer away.
    pub(super) async fn delete_original(&self, to: &Address) -> Result<(), NotSent> {
        self.after_the_answer(&Call::new(LightMethod::Delete, original(to))).await.map(drop)
    }

    /// The id of the first answer, if it can be had within `patience`.
    pub(super) async fn original_id(&self, to: &Address, patience: Duration) -> Result<Option<MessageId>, NotSent> {
        let call = Call::new(LightMethod::Get, original(to));
        let found = self.call(&Call { until: Instant::now() + patience, patience, ..call }).await?;
        Ok(id_of(&found).map(MessageId::new))
    }

    /// One more answer.
    pub(super) async fn follow_up(&self, to: &Address, message: Message, private: bool) -> Result<(), NotSent> {
        let route = Route::WebhookFollowupMessages { application_id: to.application, token: &to.token };
        let call = Call::new(LightMethod::Post, route).body(&message.into_followup(private));
        self.after_the_answer(&Call { repeatable: false, ..call }).await.map(drop)
    }

    /// A message in a channel, as a reply to another. Gives its id.
    pub(super) async fn reply(
        &self,
        channel: ChannelId,
        to: MessageId,
        message: Message,
    ) -> Result<Option<MessageId>, NotSent> {
        // With its nonce, Discord takes the same message once.
        let message = message.into_message().nonce(Nonce::String(to.to_string())).enforce_nonce(true);
        let reference = MessageReference::from((channel, to)).fail_if_not_exists(false);
        let route = Route::ChannelMessages { channel_id: channel };
        let call = Call::new(LightMethod::Post, route).body(&message.clone().reference_message(reference));
        let sent = match self.call(&call).await {
            // Who may not read a channel's history may not refer to it, but may write.
            Err(refused) if refused.code() == Some(INVALID_FORM) => {
                self.call(&Call::new(LightMethod::Post, route).body(&message)).await?
            }
            sent => sent?,
        };
        Ok(id_of(&sent).map(MessageId::new))
    }

    /// What `GET` of a route gives.
    pub(super) async fn get(&self, route: Route<'_>, params: &[(&'static str, &str)]) -> Result<Value, NotSent> {
        let params = params.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.once(&Call { params: Some(params), ..Call::new(LightMethod::Get, route) }).await
    }

    /// `PUT` of a route.
    pub(super) async fn put(&self, route: Route<'_>, body: &impl Serialize) -> Result<Value, NotSent> {
        self.once(&Call::new(LightMethod::Put, route).body(body)).await
    }

    /// A call that makes sense only after the first answer, which Discord may still be taking in.
    async fn after_the_answer(&self, call: &Call<'_>) -> Result<Value, NotSent> {
        for wait in [100, 300, 900] {
            match self.call(call).await {
                Err(early) if early.code() == Some(UNKNOWN_WEBHOOK) => sleep(Duration::from_millis(wait)).await,
                sent => return sent,
            }
        }
        self.call(call).await
    }

    /// Makes a call, and makes it again where that may help: at once, then after growing waits.
    async fn call(&self, call: &Call<'_>) -> Result<Value, NotSent> {
        let (mut tries, mut wait) = (0_u32, Duration::ZERO);
        loop {
            tries += 1;
            let error = match self.once(call).await {
                // An earlier try reached Discord, though its answer did not reach us.
                Err(refused) if tries > 1 && refused.code() == Some(ALREADY_ANSWERED) => return Ok(Value::Null),
                Err(error) if error.may_pass() => error,
                done => return done,
            };
            let limited = matches!(error, NotSent::Refused { status: 429, .. });
            wait = if limited { wait.max(LIMITED_WAIT) } else { wait };
            let may_have_worked = matches!(error, NotSent::Unreached(_)) && !call.repeatable;
            if may_have_worked || Instant::now() + wait >= call.until {
                return Err(error);
            }
            tracing::debug!(tries, "a call to Discord is made again: {error}");
            sleep(wait).await;
            wait = (wait * 2).clamp(SECOND_WAIT, LONGEST_WAIT);
        }
    }

    /// Makes a call once.
    async fn once(&self, call: &Call<'_>) -> Result<Value, NotSent> {
        let request = Request::new(call.route, call.method).body(call.body.clone()).params(call.params.clone());
        let until = call.until.min(Instant::now() + call.patience);
        let made = async {
            let response = self.http.request(request).await?;
            let body = response.bytes().await.map_err(|error| Error::Http(HttpError::Request(error)))?;
            // Deletions and answers to interactions give nothing back.
            Ok::<Value, Error>(serde_json::from_slice(&body).unwrap_or_default())
        };
        match timeout_at(until, made).await {
            Ok(made) => Ok(made?),
            Err(_) => Err(NotSent::Unreached("no answer in time".to_owned())),
        }
    }

    /// Lets serenity's rate limiter forget a route that is never called again: it has one for each interaction, and keeps
    /// all of them.
    async fn forget(&self, route: Route<'_>) {
        let Some(limiter) = &self.http.ratelimiter else { return };
        let routes = limiter.routes();
        let mut routes = routes.write().await;
        routes.remove(&route.ratelimiting_bucket());
        if routes.len() > MOST_ROUTES {
            routes.retain(|_, limit| Arc::strong_count(limit) > 1);
        }
    }
}

fn original(to: &Address) -> Route<'_> {
    Route::WebhookOriginalInteractionResponse { application_id: to.application, token: &to.token }
}

/// The id of what came back.
fn id_of(value: &Value) -> Option<u64> {
    value["id"].as_str()?.parse().ok().filter(|id| *id != 0)
}

#[cfg(test)]
mod tests {
    use super::{ANSWER_WITHIN, Address, MOST_ROUTES, Rest};
    use serenity::builder::CreateInteractionResponse;
    use serenity::http::{HttpBuilder, Route};
    use serenity::model::id::{ApplicationId, ChannelId, InteractionId};
    use std::time::Duration;
    use tokio::time::Instant;

    /// Calls to a discord.com at which nobody listens, with serenity's rate limiter.
    fn nowhere() -> Rest {
        let client = reqwest::Client::builder().resolve("discord.com", ([127, 0, 0, 1], 1).into()).build();
        let client = client.expect("a client");
        Rest::new(HttpBuilder::new("t").client(client.clone()).build(), client)
    }

    #[tokio::test]
    async fn the_rate_limiter_remembers_no_interaction() {
        let rest = nowhere();
        let routes = rest.http.ratelimiter.as_ref().expect("a rate limiter").routes();
        for id in 1..=20 {
            let to = Address { id: InteractionId::new(id), application: ApplicationId::new(1), token: "t".to_owned() };
            let received = Instant::now() + Duration::from_millis(20) - ANSWER_WITHIN;
            let sent = rest.respond(&to, &CreateInteractionResponse::Acknowledge, received).await;
            assert!(sent.is_err(), "nobody listens");
        }
        assert_eq!(routes.read().await.len(), 0);
    }

    #[tokio::test]
    async fn the_rate_limiter_remembers_so_many_channels_and_no_more() {
        let rest = nowhere();
        let routes = rest.http.ratelimiter.as_ref().expect("a rate limiter").routes();
        let channel = |id: u64| Route::ChannelMessages { channel_id: ChannelId::new(id) };
        for id in 1..=MOST_ROUTES as u64 + 1 {
            routes.write().await.entry(channel(id).ratelimiting_bucket()).or_default();
        }
        let in_use = routes.read().await[&channel(7).ratelimiting_bucket()].clone();
        rest.forget(channel(1)).await;
        assert_eq!(routes.read().await.len(), MOST_ROUTES);
        routes.write().await.entry(channel(1).ratelimiting_bucket()).or_default();
        rest.forget(Route::UserMe).await;
        assert_eq!(routes.read().await.len(), 1, "what is in use stays");
        drop(in_use);
    }
}
