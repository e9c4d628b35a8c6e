//! What all tasks of the bot share, and how an event of the homeserver becomes one that is asked.
//!
//! Called by: `run`, `sync`, `queue`, `invites`.

use super::Bot;
use super::incoming::{self, Incoming, Scene};
use super::journal::Journal;
use super::stop::{Failure, Patience};
use crate::config;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::api::client::room::get_room_event;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{EventId, OwnedRoomId, OwnedUserId};
use matrix_sdk::{Client, Room};
use serde_json::Value;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::{Semaphore, watch};

/// The most events that are kept until they are answered, so that they need not be fetched again.
const MOST_FRESH: usize = 1_000;
/// The longest wait between two attempts at the same request.
const MOST_WAIT: Duration = Duration::from_secs(30);
/// How often a request is tried whose failure may be the bot's own.
const ATTEMPTS: u32 = 8;
/// How often it is looked whether the key of an event has come out of the backup, and how long apart.
const KEY_ATTEMPTS: u32 = 4;
const KEY_WAIT: Duration = Duration::from_millis(500);

/// What all tasks share.
pub(super) struct Hub {
    pub(super) client: Client,
    pub(super) me: OwnedUserId,
    pub(super) bot: Arc<Bot>,
    pub(super) config: config::Matrix,
    pub(super) journal: Journal,
    /// Whether it is time to end.
    pub(super) shutdown: watch::Receiver<bool>,
    /// As many questions are looked at at once as there are processors.
    pub(super) processors: Arc<Semaphore>,
    /// The rooms that are worked on; whether there is more to do in them.
    pub(super) active: Mutex<HashMap<OwnedRoomId, bool>>,
    fresh: Mutex<Fresh>,
}

/// Events that came lately, by their ids; the oldest goes first.
#[derive(Default)]
struct Fresh {
    events: HashMap<String, Incoming>,
    order: VecDeque<String>,
}

/// What there is of an event.
pub(super) enum Fetched {
    /// It, readable.
    Event(Value),
    /// It is there, as it was sent, but its key is not.
    Sealed(Value),
    /// There is none, or none that can be had.
    Nothing,
}

/// Why something was not fetched or sent.
#[derive(Debug)]
pub(super) enum Halt {
    /// It is time to end, or the session has ended: it is done after the next start.
    Ending,
    /// It did not work so far, and why; it may later.
    NotYet(String),
    /// It can not be done, and why.
    Never(String),
}

/// What is behind a lock. A panic elsewhere while it was held can not have left half a change.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Now, in milliseconds since 1970.
pub(super) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

impl Hub {
    pub(super) fn new(
        (client, me): (Client, OwnedUserId),
        bot: Arc<Bot>,
        config: config::Matrix,
        journal: Journal,
        shutdown: watch::Receiver<bool>,
    ) -> Hub {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Hub {
            client,
            me,
            bot,
            config,
            journal,
            shutdown,
            processors: Arc::new(Semaphore::new(processors)),
            active: Mutex::default(),
            fresh: Mutex::default(),
        }
    }

    /// Whether it is time to end.
    pub(super) fn is_ending(&self) -> bool {
        *self.shutdown.borrow()
    }

    /// Waits; `false` if it is time to end before.
    pub(super) async fn wait(&self, duration: Duration) -> bool {
        self.unless_ending(tokio::time::sleep(duration)).await.is_some()
    }

    /// The time before which an event is too old to be answered.
    pub(super) fn too_old(&self) -> u64 {
        let most = u64::try_from(self.config.max_age.as_millis()).unwrap_or(u64::MAX);
        now().saturating_sub(most)
    }

    /// Whether a room is a direct conversation: all that is said there is said to the bot.
    pub(super) async fn is_direct(&self, room: &Room) -> bool {
        let is_written = self.journal.is_direct(room.room_id().as_str()).unwrap_or_else(|error| {
            tracing::error!("the journal can not be read: {error}");
            false
        });
        // What other clients of the bot's account, or earlier versions, have told the homeserver.
        let is_direct = is_written || room.is_direct().await.unwrap_or(false);
        // Where a third has come, not all that is said is said to the bot.
        is_direct && room.active_members_count() <= 2
    }

    /// Does something, unless it is time to end before it is done.
    pub(super) async fn unless_ending<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let mut shutdown = self.shutdown.clone();
        tokio::select! {
            // Or whoever could say so is gone: as good as said.
            _ = shutdown.wait_for(|is_ending| *is_ending) => None,
            done = work => Some(done),
        }
    }

    /// What an event asks of the bot.
    pub(super) async fn read(&self, room: &Room, event: &Value) -> Option<Incoming> {
        // Most are no questions, whatever the room is.
        if !incoming::is_readable(event) {
            return None;
        }
        let member = room.get_member_no_sync(&self.me).await.ok().flatten();
        let scene = Scene {
            me: self.me.as_str(),
            name: member.as_ref().and_then(|member| member.display_name()),
            prefix: &self.config.prefix,
            ignore: &self.config.ignore,
            direct: self.is_direct(room).await,
        };
        incoming::read(event, &scene)
    }

    /// Keeps an event until it is answered.
    pub(super) fn keep_fresh(&self, incoming: Incoming) {
        let mut fresh = lock(&self.fresh);
        fresh.order.push_back(incoming.event.clone());
        fresh.events.insert(incoming.event.clone(), incoming);
        while fresh.order.len() > MOST_FRESH {
            if let Some(oldest) = fresh.order.pop_front() {
                fresh.events.remove(&oldest);
            }
        }
    }

    /// An event that was kept.
    pub(super) fn take_fresh(&self, event: &str) -> Option<Incoming> {
        lock(&self.fresh).events.remove(event)
    }

    /// An event of a room, readable; `None` where there is none, or the bot can not read it.
    pub(super) async fn fetch(&self, room: &Room, event: &str) -> Result<Option<Value>, Halt> {
        match self.fetched(room, event).await? {
            Fetched::Event(event) => Ok(Some(event)),
            Fetched::Sealed(_) | Fetched::Nothing => Ok(None),
        }
    }

    /// An event of a room, as far as there is one that can be read.
    pub(super) async fn fetched(&self, room: &Room, event: &str) -> Result<Fetched, Halt> {
        let raw = match self.fetch_raw(u32::MAX, room, event).await {
            Ok(Some(raw)) => raw,
            Ok(None) => return Ok(Fetched::Nothing),
            Err(Halt::Ending) => return Err(Halt::Ending),
            Err(Halt::NotYet(reason) | Halt::Never(reason)) => {
                tracing::debug!(room = %room.room_id(), event, "an event can not be fetched: {reason}");
                return Ok(Fetched::Nothing);
            }
        };
        for attempt in 1..=KEY_ATTEMPTS {
            let event = decrypted(room, raw.clone()).await;
            if !is_sealed(&event) {
                return Ok(value(&event).map_or(Fetched::Nothing, Fetched::Event));
            }
            // The attempt to read it has begun to look for its key in the backup, where there is one.
            if attempt == KEY_ATTEMPTS || !self.client.encryption().backups().are_enabled().await {
                break;
            }
            if !self.wait(KEY_WAIT).await {
                return Err(Halt::Ending);
            }
        }
        Ok(serde_json::from_str(raw.json().get()).map_or(Fetched::Nothing, Fetched::Sealed))
    }

    /// An event of a room as it was sent. Not by the library's `Room::event`, which looks at push rules, too, and panics at
    /// an event that is nested too deeply, as anybody can send one.
    pub(super) async fn fetch_raw(
        &self,
        most: u32,
        room: &Room,
        event: &str,
    ) -> Result<Option<Raw<AnySyncTimelineEvent>>, Halt> {
        let Ok(id) = EventId::parse(event) else { return Ok(None) };
        let request = get_room_event::v3::Request::new(room.room_id().to_owned(), id);
        let fetched = self.insist_at_most(most, || async {
            Ok(self.client.send(request.clone()).with_request_config(once()).await?)
        });
        Ok(Some(fetched.await?.event.cast_unchecked()))
    }

    /// Does something until it works, or never will, or it is time to end; waits between attempts as long as the homeserver
    /// says.
    pub(super) async fn insist<T, F>(&self, attempt: impl Fn() -> F) -> Result<T, Halt>
    where
        F: IntoFuture<Output = matrix_sdk::Result<T>>,
    {
        self.insist_while(|_| true, attempt).await
    }

    /// The same, but so often at the most.
    pub(super) async fn insist_at_most<T, F>(&self, most: u32, attempt: impl Fn() -> F) -> Result<T, Halt>
    where
        F: IntoFuture<Output = matrix_sdk::Result<T>>,
    {
        self.insist_while(|tried| tried < most, attempt).await
    }

    /// The same, but after a failure only while `goes_on` holds of how often it was tried.
    pub(super) async fn insist_while<T, F>(
        &self,
        goes_on: impl Fn(u32) -> bool,
        attempt: impl Fn() -> F,
    ) -> Result<T, Halt>
    where
        F: IntoFuture<Output = matrix_sdk::Result<T>>,
    {
        let mut patience = Patience::new(MOST_WAIT);
        loop {
            let error = match attempt().await {
                Ok(done) => return Ok(done),
                Err(error) => error,
            };
            let tried = patience.attempts() + 1;
            let after = match Failure::of(&error) {
                Failure::Later { after } if goes_on(tried) => after,
                Failure::Unclear if tried < ATTEMPTS && goes_on(tried) => None,
                // The next sync meets the same, and ends the bot with what to do; what waits is done after that.
                Failure::UnknownToken => return Err(Halt::Ending),
                Failure::Later { .. } | Failure::Unclear => return Err(Halt::NotYet(error.to_string())),
                Failure::Never => return Err(Halt::Never(error.to_string())),
            };
            let wait = patience.next(after);
            match patience.long() {
                Some(long) => {
                    tracing::warn!("the homeserver has not done it for {} s; trying on: {error}", long.as_secs())
                }
                None if tried == 1 && after.is_none() => {
                    tracing::warn!("the homeserver does not answer; trying again: {error}");
                }
                None => tracing::debug!(wait = wait.as_millis(), "the homeserver makes the bot wait: {error}"),
            }
            if !self.wait(wait).await {
                return Err(Halt::Ending);
            }
        }
    }
}

/// One attempt: how often and when to try again is decided here, not by the library.
pub(super) fn once() -> RequestConfig {
    RequestConfig::new().timeout(Duration::from_secs(30)).disable_retry()
}

/// An event as it came → one that can be read, if its key is there.
pub(super) async fn decrypted(room: &Room, raw: Raw<AnySyncTimelineEvent>) -> TimelineEvent {
    if !is_encrypted(&raw) {
        return TimelineEvent::from_plaintext(raw);
    }
    match room.decrypt_event(raw.cast_ref_unchecked(), None).await {
        Ok(event) => event,
        Err(_) => TimelineEvent::from_plaintext(raw),
    }
}

/// Whether an event is one that could not be decrypted, or was not.
pub(super) fn is_sealed(event: &TimelineEvent) -> bool {
    event.kind.is_utd() || is_encrypted(event.raw())
}

fn is_encrypted(raw: &Raw<AnySyncTimelineEvent>) -> bool {
    matches!(raw.get_field::<String>("type"), Ok(Some(kind)) if kind == "m.room.encrypted")
}

/// An event as JSON; `None` where the bot can not read it.
pub(super) fn value(event: &TimelineEvent) -> Option<Value> {
    if is_sealed(event) {
        return None;
    }
    serde_json::from_str(event.raw().json().get()).ok()
}
