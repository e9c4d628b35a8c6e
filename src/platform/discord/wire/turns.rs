//! From an event to its answer: found off the runtime's threads, sent in time, or acknowledged in time and sent later.
//!
//! The settings of a guild are kept before their change is confirmed; gaps are counted after the answer is on its way.
//! Never answers an event with silence where it can say what went wrong.
//! Called by: `gateway`, `http`.

use super::send::{Address, NotSent, Rest, UNKNOWN_INTERACTION};
use super::under_way::UnderWay;
use crate::library::Language;
use crate::platform::discord::answer::{self, Desk};
use crate::platform::discord::memory::{Earlier, Memory};
use crate::platform::discord::{Bot, Effect, Message, Repeat, Response, Turn, not_kept, place};
use crate::reply::strings::{Key, key};
use serde_json::Value;
use serenity::builder::{CreateAutocompleteResponse, CreateInteractionResponse, CreateInteractionResponseMessage};
use serenity::model::application::Interaction;
use serenity::model::channel;
use serenity::model::id::{ApplicationId, GuildId, InteractionId, MessageId, UserId};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, timeout, timeout_at};

/// The longest to look whether an acknowledgement is to be private; if it takes longer, it is.
const LOOK: Duration = Duration::from_millis(300);
/// The longest to look for an earlier answer, while somebody waits.
const FIND_EARLIER: Duration = Duration::from_millis(700);

/// What finds answers and sends them. Shared by all events.
pub(super) struct Turns {
    pub(super) bot: Arc<Bot>,
    pub(super) rest: Rest,
    pub(super) under_way: UnderWay,
    /// After how long an answer that is not ready is acknowledged.
    acknowledge_after: Duration,
    /// Answers of the last minute; `None` where each event is answered without any.
    memory: Option<Arc<Mutex<Memory>>>,
    /// As many answers are looked for at a time as there are processors; the others wait in order.
    processors: Arc<Semaphore>,
    /// How many events were not understood.
    odd: AtomicU64,
}

/// How an interaction was acknowledged.
#[derive(Clone, Copy, Debug)]
pub(super) enum Acknowledged {
    /// "is thinking …", seen by the asker only or by all.
    Thinking { private: bool },
    /// Nothing changes for now: a button or a menu was used.
    Quietly,
}

impl Acknowledged {
    pub(super) fn response(self) -> CreateInteractionResponse {
        match self {
            Acknowledged::Thinking { private } => {
                CreateInteractionResponse::Defer(CreateInteractionResponseMessage::new().ephemeral(private))
            }
            Acknowledged::Quietly => CreateInteractionResponse::Acknowledge,
        }
    }
}

impl Turns {
    /// `remembers`: whether answers of the last minute are known when the next is given.
    pub(super) fn new(bot: Arc<Bot>, rest: Rest, acknowledge_after: Duration, remembers: bool) -> Turns {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Turns {
            bot,
            rest,
            under_way: UnderWay::new(),
            acknowledge_after,
            memory: remembers.then(Arc::default),
            processors: Arc::new(Semaphore::new(processors)),
            odd: AtomicU64::new(0),
        }
    }

    /// What to answer to an interaction. Settings that it changes are kept by then.
    pub(super) async fn find(&self, interaction: Arc<Interaction>) -> Turn {
        let locale = locale(&interaction);
        let turn = self.at_desk(interaction.guild_id(), move |desk| {
            let turn = answer::interaction(desk, &interaction);
            settings_kept(desk, &interaction, turn)
        });
        turn.await.unwrap_or_else(|| self.notice(key("discord-failed"), locale.as_deref()))
    }

    /// When an answer that is not there by then is to be acknowledged.
    pub(super) fn acknowledge_at(&self, received: Instant) -> Instant {
        received + self.acknowledge_after
    }

    /// How to acknowledge an interaction; `None` where that can not be done.
    pub(super) async fn acknowledgement(&self, interaction: &Arc<Interaction>) -> Option<Acknowledged> {
        match **interaction {
            Interaction::Component(_) => Some(Acknowledged::Quietly),
            Interaction::Command(_) | Interaction::Modal(_) => {
                let (bot, memory, asked) = (self.bot.clone(), Arc::default(), interaction.clone());
                let look = spawn_blocking(move || answer::is_private(&desk(&bot, &memory, asked.guild_id()), &asked));
                let private = timeout(LOOK, look).await.ok().and_then(Result::ok).unwrap_or(true);
                Some(Acknowledged::Thinking { private })
            }
            _ => None,
        }
    }

    /// Answers an interaction that came at `received` over the gateway.
    pub(super) async fn answer(&self, interaction: Interaction, received: Instant) {
        let (to, interaction) = (Address::from(&interaction), Arc::new(interaction));
        let finding = self.find(interaction.clone());
        tokio::pin!(finding);
        let (turn, acknowledged) = match before(self.acknowledge_at(received), &mut finding).await {
            Some(turn) => (turn, None),
            None => {
                let acknowledged = self.acknowledge(&to, &interaction, received).await;
                (finding.await, acknowledged)
            }
        };
        let sent = match acknowledged {
            None => self.send(&to, turn.response, received).await,
            Some(how) => self.send_later(&to, turn.response, how).await,
        };
        report(sent, &to, received);
        self.keep(turn.effects, None).await;
    }

    /// Acknowledges an interaction; `None` where that can not be done, or did not work.
    async fn acknowledge(
        &self,
        to: &Address,
        interaction: &Arc<Interaction>,
        received: Instant,
    ) -> Option<Acknowledged> {
        let how = self.acknowledgement(interaction).await?;
        match self.rest.respond(to, &how.response(), received).await {
            Ok(()) => Some(how),
            Err(error) => {
                report(Err(error), to, received);
                None
            }
        }
    }

    /// Answers a message, if it is for the bot.
    pub(super) async fn reply(&self, me: UserId, message: channel::Message) {
        let (channel, id) = (message.channel_id, message.id);
        let turn = self.at_desk(message.guild_id, move |desk| answer::message(desk, me, &message)).await;
        let Some(Some(turn)) = turn else { return };
        let said = match turn.response {
            Response::Say { message, .. } | Response::Update(message) => message,
            Response::Publish { public, .. } => public,
            Response::Repeat(repeat) => self.repeat(repeat).await.0,
            Response::Complete(_) | Response::Nothing => return self.keep(turn.effects, None).await,
        };
        match self.rest.reply(channel, id, said).await {
            Ok(sent) => self.keep(turn.effects, sent).await,
            Err(error) => {
                tracing::warn!("a message was not answered: {error}");
                self.keep(turn.effects, None).await;
            }
        }
    }

    /// Answers an interaction that serenity does not understand, if it can be answered at all.
    pub(super) async fn answer_odd(&self, value: &Value, received: Instant) {
        let Some((to, response)) = self.odd(value) else { return };
        report(self.rest.respond(&to, &response, received).await, &to, received);
    }

    /// What to answer to an interaction that serenity does not understand, and where.
    pub(super) fn odd(&self, value: &Value) -> Option<(Address, CreateInteractionResponse)> {
        let number = self.odd.fetch_add(1, Ordering::Relaxed) + 1;
        let kind = value["type"].as_u64().unwrap_or_default();
        tracing::warn!(
            number,
            kind,
            "Discord has sent an interaction in a form that this version of sayswho does not know"
        );
        let id = |name: &str| value[name].as_str()?.parse::<u64>().ok().filter(|id| *id != 0);
        let to = Address {
            id: InteractionId::new(id("id")?),
            application: ApplicationId::new(id("application_id").unwrap_or(1)),
            token: value["token"].as_str()?.to_owned(),
        };
        let response = match kind {
            // Completion: there is nothing to complete.
            4 => CreateInteractionResponse::Autocomplete(CreateAutocompleteResponse::new()),
            _ => {
                let notice = self.notice_message(key("discord-incomplete"), value["locale"].as_str());
                CreateInteractionResponse::Message(notice.into_response(true))
            }
        };
        Some((to, response))
    }

    /// A response as the first answer to an interaction, and what is to follow it for everyone to see.
    pub(super) async fn first(&self, response: Response) -> (Option<CreateInteractionResponse>, Option<Message>) {
        use CreateInteractionResponse as Create;
        match response {
            Response::Say { message, private } => (Some(Create::Message(message.into_response(private))), None),
            Response::Update(message) => (Some(Create::UpdateMessage(message.into_response(false))), None),
            Response::Publish { update, public } => {
                (Some(Create::UpdateMessage(update.into_response(false))), Some(public))
            }
            Response::Repeat(repeat) => {
                let (message, private) = self.repeat(repeat).await;
                (Some(Create::Message(message.into_response(private))), None)
            }
            Response::Complete(choices) => {
                (Some(Create::Autocomplete(CreateAutocompleteResponse::new().set_choices(choices))), None)
            }
            Response::Nothing => (None, None),
        }
    }

    /// Sends a response as the first answer to an interaction.
    async fn send(&self, to: &Address, response: Response, received: Instant) -> Result<(), NotSent> {
        let (first, public) = self.first(response).await;
        let Some(first) = first else { return Ok(()) };
        self.rest.respond(to, &first, received).await?;
        self.follow(to, public).await
    }

    /// Sends what is to follow the first answer.
    pub(super) async fn follow(&self, to: &Address, public: Option<Message>) -> Result<(), NotSent> {
        match public {
            Some(message) => self.rest.follow_up(to, message, false).await,
            None => Ok(()),
        }
    }

    /// Sends a response to an interaction that was acknowledged.
    pub(super) async fn send_later(&self, to: &Address, response: Response, how: Acknowledged) -> Result<(), NotSent> {
        let (message, private) = match response {
            Response::Say { message, private } => (message, private),
            Response::Repeat(repeat) => self.repeat(repeat).await,
            Response::Update(message) => return self.rest.edit_original(to, message).await,
            Response::Publish { update, public } => {
                self.rest.edit_original(to, update).await?;
                return self.follow(to, Some(public)).await;
            }
            Response::Complete(_) | Response::Nothing => {
                return match how {
                    Acknowledged::Thinking { .. } => self.rest.delete_original(to).await,
                    Acknowledged::Quietly => Ok(()),
                };
            }
        };
        match how {
            Acknowledged::Thinking { private: as_thought } if as_thought == private => {
                self.rest.edit_original(to, message).await
            }
            Acknowledged::Thinking { .. } => {
                // Who sees it was settled by the acknowledgement; what takes its place can be seen by others.
                self.rest.delete_original(to).await?;
                self.rest.follow_up(to, message, private).await
            }
            Acknowledged::Quietly => self.rest.follow_up(to, message, private).await,
        }
    }

    /// Keeps what is to be kept beside settings; `sent` is the message that the answer became.
    pub(super) async fn keep(&self, effects: Vec<Effect>, sent: Option<MessageId>) {
        let now = std::time::Instant::now();
        for effect in effects {
            match effect {
                Effect::Settings(..) => {}
                Effect::Remember(key) => {
                    if let (Some(memory), Some(sent)) = (&self.memory, sent) {
                        let mut memory = memory.lock().unwrap_or_else(PoisonError::into_inner);
                        memory.answered(key, Earlier::Message(sent), now);
                    }
                }
                Effect::Gap { query, language, reason } => {
                    let bot = self.bot.clone();
                    let kept = spawn_blocking(move || bot.store.count_gap(&query, language, reason, SystemTime::now()));
                    if let Ok(Err(error)) = kept.await {
                        tracing::warn!("a gap was not kept: {error}");
                    }
                }
            }
        }
    }

    /// The link to an earlier answer, for the asker; or the answer once more, where the earlier one is gone.
    async fn repeat(&self, repeat: Repeat) -> (Message, bool) {
        let id = match &repeat.earlier {
            Earlier::Message(id) => Some(*id),
            Earlier::Interaction { application, token } => {
                let to = Address { id: InteractionId::new(1), application: *application, token: token.clone() };
                self.rest.original_id(&to, FIND_EARLIER).await.ok().flatten()
            }
        };
        match id {
            Some(id) => (repeat.link(id), true),
            None => (repeat.otherwise, false),
        }
    }

    /// Works at the desk of a guild, where that does not hold up the connections. `None` where the work panicked.
    async fn at_desk<T: Send + 'static>(
        &self,
        guild: Option<GuildId>,
        work: impl FnOnce(&Desk<'_>) -> T + Send + 'static,
    ) -> Option<T> {
        let permit = self.processors.clone().acquire_owned().await;
        let (bot, memory) = (self.bot.clone(), self.memory.clone().unwrap_or_default());
        let done = spawn_blocking(move || {
            let _permit = permit;
            work(&desk(&bot, &memory, guild))
        });
        match done.await {
            Ok(done) => Some(done),
            Err(error) => {
                tracing::error!("a question was not answered, by a mistake in sayswho: {}", cause(&error));
                None
            }
        }
    }

    fn notice(&self, name: Key, locale: Option<&str>) -> Turn {
        Response::Say { message: self.notice_message(name, locale), private: true }.into()
    }

    fn notice_message(&self, name: Key, locale: Option<&str>) -> Message {
        let language = locale.and_then(Language::from_code).unwrap_or(self.bot.language);
        Message { content: self.bot.service.strings().wording(language).say(name), ..Message::default() }
    }
}

/// What comes before `until`. Where it is that late already, nothing does.
pub(super) async fn before<T>(until: Instant, work: impl Future<Output = T>) -> Option<T> {
    if Instant::now() >= until { None } else { timeout_at(until, work).await.ok() }
}

/// The desk of a guild, or of no guild.
fn desk<'a>(bot: &'a Bot, memory: &'a Mutex<Memory>, guild: Option<GuildId>) -> Desk<'a> {
    let settings = guild.map(|guild| bot.store.settings(&place(guild))).unwrap_or_default();
    Desk { bot, settings, now: std::time::Instant::now(), memory }
}

/// Keeps the settings that a turn changes. Where they can not be kept, the turn says so instead of confirming them.
fn settings_kept(desk: &Desk<'_>, interaction: &Interaction, mut turn: Turn) -> Turn {
    for effect in &turn.effects {
        let Effect::Settings(place, settings) = effect else { continue };
        if let Err(error) = desk.bot.store.set_settings(place, settings) {
            tracing::warn!("settings were not kept: {error}");
            turn.response = Response::Say { message: not_kept(desk, interaction), private: true };
            break;
        }
    }
    turn
}

/// Where the mistake is, without what was asked: a panic's message may hold anything, its place is printed by the
/// panic hook.
fn cause(error: &tokio::task::JoinError) -> &'static str {
    if error.is_panic() { "it panicked" } else { "it was given up" }
}

fn locale(interaction: &Interaction) -> Option<String> {
    match interaction {
        Interaction::Command(command) | Interaction::Autocomplete(command) => Some(command.locale.clone()),
        Interaction::Component(component) => Some(component.locale.clone()),
        Interaction::Modal(modal) => Some(modal.locale.clone()),
        _ => None,
    }
}

/// Logs what was not sent.
fn report(sent: Result<(), NotSent>, to: &Address, received: Instant) {
    let after = received.elapsed().as_millis();
    match sent {
        Ok(()) => tracing::debug!(after, "answered"),
        Err(error) if error.code() == Some(UNKNOWN_INTERACTION) => {
            let made = SystemTime::from(*to.id.created_at());
            let age = SystemTime::now().duration_since(made).unwrap_or_default().as_millis();
            tracing::warn!(
                "an answer came too late: the interaction was {age} ms old, and came {after} ms ago. Is this machine's \
                 clock or network slow?"
            );
        }
        Err(error) => tracing::warn!("an interaction was not answered, {after} ms after it came: {error}"),
    }
}
