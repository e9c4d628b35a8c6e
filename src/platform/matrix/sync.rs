//! The sync loop: what comes is written down in the journal, in order, without a gap; nothing is answered here.
//!
//! Its own loop around `sync_once`, since the library's waits between two syncs. The library keeps how far it has synced
//! before it gives out what came; the journal keeps it after that was written down. So at a start, whatever came between
//! the journal's place and the library's is asked for once more; what is known already is known by its id. So it is where
//! the library fails at a response, by an error or a panic, as one strange event of anybody's can make it: the events are
//! then asked for and read without it.
//! Called by: `run`.

use super::hub::{Halt, Hub, decrypted, is_sealed, now, once};
use super::incoming::Incoming;
use super::journal::{Content, Entry};
use super::stop::{Failure, Patience, Stop};
use super::{invites, queue};
use futures_util::FutureExt;
use matrix_sdk::config::SyncSettings;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::api::client::filter::{Filter, FilterDefinition, LazyLoadOptions, RoomEventFilter};
use matrix_sdk::ruma::api::client::message::get_message_events;
use matrix_sdk::ruma::api::client::sync::sync_events;
use matrix_sdk::ruma::events::AnyTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedRoomId, RoomId, UInt};
use matrix_sdk::store::StateStoreDataKey;
use matrix_sdk::sync::SyncResponse;
use matrix_sdk::{Client, Room};
use serde_json::Value;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

/// The most events of a room in one response. The usual 10 are soon too few, and what is left out must be fetched.
const TIMELINE: u32 = 100;
/// How long the homeserver waits for news before it answers.
const POLL: Duration = Duration::from_secs(30);
/// The longest wait between two attempts.
const MOST_WAIT: Duration = Duration::from_secs(30);
/// How often one page is asked for, so that one room's trouble does not hold up all for good: half a minute.
const GAP_ATTEMPTS: u32 = 7;
/// The most pages of [`TIMELINE`] events that are fetched to fill a gap.
const GAP_PAGES: usize = 100;

/// Syncs until it is time to end.
pub(super) async fn run(hub: &Arc<Hub>) -> Result<(), Stop> {
    let mut since = hub.journal.since()?;
    // Where the library is no further, its next sync brings all.
    if let Some(place) = &since
        && library_place(hub).await.as_ref() != Some(place)
    {
        let Some(caught_up) = hub.unless_ending(catch_up(hub, place)).await else { return Ok(()) };
        caught_up?;
    }
    hub.client.invited_rooms().into_iter().for_each(|room| invites::consider(hub, room));
    hub.journal.rooms()?.iter().for_each(|room| wake(hub, room));
    let mut patience = Patience::new(MOST_WAIT);
    while !hub.is_ending() {
        let synced = match since {
            Some(_) => hub.unless_ending(guarded(&hub.client, news())).await,
            // What stands in the rooms then is of long ago.
            None => hub.unless_ending(without_words(&hub.client)).await,
        };
        let Some(synced) = synced else { return Ok(()) };
        match synced {
            Ok(response) => {
                if patience.attempts() > 0 {
                    tracing::info!("the homeserver answers again");
                }
                patience = Patience::new(MOST_WAIT);
                take(hub, &response, since.as_deref()).await?;
                since = Some(response.next_batch);
            }
            Err(error) => {
                let after = match Failure::of(&error) {
                    Failure::UnknownToken => return Err(Stop::UnknownToken),
                    Failure::Later { after } => after,
                    Failure::Unclear | Failure::Never => None,
                };
                if patience.attempts() == 0 {
                    tracing::warn!("a sync has failed; trying again until it works: {error}");
                }
                let wait = patience.next(after);
                if let Some(long) = patience.long() {
                    tracing::warn!("no sync for {} s; trying on: {error}", long.as_secs());
                }
                if !hub.wait(wait).await {
                    return Ok(());
                }
                let is_response = !matches!(error, matrix_sdk::Error::Http(_));
                if let (true, Some(place)) = (is_response, &since) {
                    since = Some(step_over(hub, place).await?);
                }
            }
        }
    }
    Ok(())
}

/// One sync; a panic of the library is an error.
async fn guarded(client: &Client, settings: SyncSettings) -> matrix_sdk::Result<SyncResponse> {
    AssertUnwindSafe(client.sync_once(settings)).catch_unwind().await.unwrap_or_else(|_| {
        tracing::error!("the Matrix library panicked at a response of the homeserver");
        Err(matrix_sdk::Error::UnknownError("a panic".into()))
    })
}

/// One sync at once, without what was said: nothing that anybody said can make the library fail at it. With the whole state
/// of all rooms, since a homeserver that leaves out what was said leaves out what changed with it: that a room is
/// encrypted now, who is in it, and who may what.
pub(super) async fn without_words(client: &Client) -> matrix_sdk::Result<SyncResponse> {
    let mut filter = filter();
    filter.room.timeline = RoomEventFilter::ignore_all();
    // All members: who came in this time must get the keys of what the bot says.
    filter.room.state.lazy_load_options = LazyLoadOptions::Disabled;
    let settings = SyncSettings::new().filter(filter.into()).timeout(Duration::ZERO).full_state(true);
    guarded(client, settings).await
}

/// Up to where the library has synced.
async fn library_place(hub: &Hub) -> Option<String> {
    let kept = hub.client.state_store().get_kv_data(StateStoreDataKey::SyncToken).await.ok()??;
    kept.into_sync_token()
}

/// Goes past a response at which the library fails: it syncs without what was said, and that is asked for and read without
/// it. Returns the place from which to go on: the same where this fails too, or it is time to end.
async fn step_over(hub: &Arc<Hub>, since: &str) -> Result<String, Stop> {
    let Some(Ok(response)) = hub.unless_ending(without_words(&hub.client)).await else { return Ok(since.to_owned()) };
    let Some(caught_up) = hub.unless_ending(catch_up(hub, since)).await else { return Ok(since.to_owned()) };
    caught_up?;
    note(hub, Vec::new(), Some(&response.next_batch))?;
    hub.client.invited_rooms().into_iter().for_each(|room| invites::consider(hub, room));
    Ok(response.next_batch)
}

/// How the bot asks for what is new.
fn news() -> SyncSettings {
    SyncSettings::new().filter(filter().into()).timeout(POLL)
}

/// What the bot wants to hear of.
fn filter() -> FilterDefinition {
    let mut filter = FilterDefinition::with_lazy_loading();
    filter.room.timeline.limit = Some(TIMELINE.into());
    filter.presence = Filter::ignore_all();
    filter.room.ephemeral = RoomEventFilter::ignore_all();
    filter
}

/// Writes down what a response brings, and wakes whoever has something to do then. Before the first place that was kept,
/// nothing is answered: what stands in the rooms then is of long ago.
async fn take(hub: &Arc<Hub>, response: &SyncResponse, since: Option<&str>) -> Result<(), Stop> {
    let mut entries = Vec::new();
    if since.is_some() {
        for (id, update) in &response.rooms.joined {
            let Some(room) = hub.client.get_room(id) else { continue };
            let timeline = &update.timeline;
            let from = timeline.prev_batch.clone().filter(|_| timeline.limited);
            match entries_of(hub, &room, timeline.events.clone(), (from, since)).await {
                Ok(more) => entries.extend(more),
                // Nothing of it is written down: it is asked for again after the next start.
                Err(_) => return ended(hub),
            }
        }
    }
    note(hub, entries, Some(&response.next_batch))?;
    for id in response.rooms.invited.keys() {
        if let Some(room) = hub.client.get_room(id) {
            invites::consider(hub, room);
        }
    }
    hub.journal.forget(hub.too_old(), now())?;
    Ok(())
}

/// Writes down what came after `since`, as far as the library may have given it out without its being written down.
async fn catch_up(hub: &Arc<Hub>, since: &str) -> Result<(), Stop> {
    // Homeservers answer the same request within minutes with what they answered before. Of presence nothing is wanted, so
    // that it can make each request another.
    let mut filter = filter();
    filter.presence.limit = Some(UInt::new_saturating(1 + now() % 1_000_000_000));
    let request = || {
        let mut request = sync_events::v3::Request::new();
        request.filter = Some(filter.clone().into());
        request.since = Some(since.to_owned());
        request.timeout = Some(Duration::ZERO);
        let client = hub.client.clone();
        async move { Ok(client.send(request).with_request_config(once()).await?) }
    };
    let response: sync_events::v3::Response = match hub.insist(request).await {
        Ok(response) => response,
        Err(Halt::Ending) => return ended(hub),
        // The place is of another homeserver, or of a database that was reset: the library's own is as good. Or something
        // between refuses in the homeserver's place, for so long that the bot would rather answer what comes now.
        Err(Halt::NotYet(error) | Halt::Never(error)) => {
            tracing::warn!("what came while the bot was away could not be asked for: {error}");
            return Ok(());
        }
    };
    let mut entries = Vec::new();
    for (id, update) in response.rooms.join {
        let Some(room) = hub.client.get_room(&id) else { continue };
        let mut events = Vec::new();
        for raw in update.timeline.events {
            events.push(decrypted(&room, raw).await);
        }
        let from = update.timeline.prev_batch.filter(|_| update.timeline.limited);
        match entries_of(hub, &room, events, (from, Some(since))).await {
            Ok(more) => entries.extend(more),
            Err(_) => return ended(hub),
        }
    }
    Ok(note(hub, entries, None)?)
}

/// What comes of work that was left since it was time to end, or else since the session has ended.
fn ended(hub: &Hub) -> Result<(), Stop> {
    if hub.is_ending() { Ok(()) } else { Err(Stop::UnknownToken) }
}

/// What of a room's events is to be written down, in their order; those before `from` are fetched, back to `since`. An
/// error where it is time to end before that is done.
async fn entries_of(
    hub: &Hub,
    room: &Room,
    events: Vec<TimelineEvent>,
    (from, since): (Option<String>, Option<&str>),
) -> Result<Vec<(Entry, Option<Incoming>)>, Halt> {
    let mut events = events;
    if let Some(from) = from
        && own_join(hub, &events).is_none()
    {
        let mut earlier = gap(hub, room, from, since).await?;
        earlier.extend(events);
        events = earlier;
    }
    // What was said before the bot came was not said to it.
    let first = own_join(hub, &events).map_or(0, |join| join + 1);
    let mut entries = Vec::new();
    for event in events.iter().skip(first) {
        entries.extend(entry(hub, room, event).await);
    }
    Ok(entries)
}

/// Where the bot came into the room.
fn own_join(hub: &Hub, events: &[TimelineEvent]) -> Option<usize> {
    events.iter().rposition(|event| {
        let raw = event.raw().json().get();
        // Most events are no members; those need not be read whole.
        if !raw.contains("m.room.member") {
            return false;
        }
        let Ok(event) = serde_json::from_str::<Value>(raw) else { return false };
        event["type"] == "m.room.member"
            && event["state_key"] == hub.me.as_str()
            // What is encrypted can claim to be such an event; nobody else sends the bot's own.
            && event["sender"] == hub.me.as_str()
            && event["content"]["membership"] == "join"
            && event["unsigned"]["prev_content"]["membership"] != "join"
    })
}

/// The events between `since` and `from`, in their order; as far back as they would be answered, and as they can be
/// fetched. Not by the library's `Room::messages`, for the reason of [`Hub::fetch_raw`].
async fn gap(hub: &Hub, room: &Room, from: String, since: Option<&str>) -> Result<Vec<TimelineEvent>, Halt> {
    let (mut from, mut newest_first, mut is_whole) = (from, Vec::new(), false);
    for _ in 0..GAP_PAGES {
        let mut request = get_message_events::v3::Request::backward(room.room_id().to_owned());
        request.from = Some(from.clone());
        request.to = since.map(str::to_owned);
        request.limit = TIMELINE.into();
        let page = hub.insist_at_most(GAP_ATTEMPTS, || async {
            Ok(hub.client.send(request.clone()).with_request_config(once()).await?)
        });
        let page = match page.await {
            Ok(page) => page,
            Err(Halt::Ending) => return Err(Halt::Ending),
            Err(Halt::NotYet(_) | Halt::Never(_)) => break,
        };
        let sent = |raw: &Raw<AnyTimelineEvent>| raw.get_field::<u64>("origin_server_ts").ok().flatten();
        // By the newest: one sender's clock must not end it.
        let newest = page.chunk.iter().filter_map(sent).max();
        let mut events = Vec::new();
        for raw in page.chunk {
            events.push(decrypted(room, raw.cast_unchecked()).await);
        }
        let is_enough =
            events.is_empty() || own_join(hub, &events).is_some() || newest.is_some_and(|at| at < hub.too_old());
        newest_first.extend(events);
        match page.end {
            Some(end) if !is_enough && end != from => from = end,
            _ => {
                is_whole = true;
                break;
            }
        }
    }
    if !is_whole {
        tracing::warn!(room = %room.room_id(), "some of what was said while the bot was away can not be fetched");
    }
    newest_first.reverse();
    Ok(newest_first)
}

/// What is to be written down of an event that can not be read yet.
pub(super) fn unread(room: &str, event: &Value) -> Option<Entry> {
    let session = event["content"]["session_id"].as_str()?.to_owned();
    let content = Content::Sealed { session, sender: event["sender"].as_str()?.to_owned() };
    // A clock that goes fast must not make it be kept for ever.
    let at = event["origin_server_ts"].as_u64().unwrap_or_default().min(now());
    Some(Entry { event: event["event_id"].as_str()?.to_owned(), room: room.to_owned(), at, content })
}

/// What is to be written down of one that asks something.
pub(super) fn asked(room: &str, incoming: &Incoming) -> Entry {
    let content = Content::Asked { sender: incoming.sender.clone() };
    Entry { event: incoming.event.clone(), room: room.to_owned(), at: incoming.at.min(now()), content }
}

/// What is to be written down of an event, if anything.
async fn entry(hub: &Hub, room: &Room, event: &TimelineEvent) -> Option<(Entry, Option<Incoming>)> {
    let room_id = room.room_id().to_string();
    let json: Value = serde_json::from_str(event.raw().json().get()).ok()?;
    if is_sealed(event) {
        let entry = unread(&room_id, &json)?;
        let is_own = json["sender"] == hub.me.as_str();
        return (!is_own && entry.at >= hub.too_old()).then_some((entry, None));
    }
    let incoming = hub.read(room, &json).await?;
    if incoming.at < hub.too_old() {
        return None;
    }
    Some((asked(&room_id, &incoming), Some(incoming)))
}

/// Writes events down, and wakes their rooms.
pub(super) fn note(
    hub: &Arc<Hub>,
    entries: Vec<(Entry, Option<Incoming>)>,
    since: Option<&str>,
) -> rusqlite::Result<()> {
    let (entries, incoming): (Vec<Entry>, Vec<Option<Incoming>>) = entries.into_iter().unzip();
    let turned_away = hub.journal.note(&entries, since)?;
    if turned_away > 0 {
        tracing::warn!(turned_away, "too many questions wait; these will not be answered");
    }
    incoming.into_iter().flatten().for_each(|incoming| hub.keep_fresh(incoming));
    let asked = entries.iter().filter(|entry| matches!(entry.content, Content::Asked { .. }));
    let mut rooms: Vec<&str> = asked.map(|entry| entry.room.as_str()).collect();
    rooms.dedup();
    rooms.into_iter().for_each(|room| wake(hub, room));
    Ok(())
}

fn wake(hub: &Arc<Hub>, room: &str) {
    match <&RoomId>::try_from(room) {
        Ok(room) => queue::wake(hub, OwnedRoomId::from(room)),
        Err(_) => tracing::warn!("the journal names a room that can not be one"),
    }
}
