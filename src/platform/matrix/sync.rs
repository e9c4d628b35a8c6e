//! The sync loop: what comes is written down in the journal, in order, without a gap; nothing is answered here.
//!
//! Its own loop around `sync_once`, since the library's waits between two syncs. The library keeps how far it has synced
//! before it gives out what came; the journal keeps it after that was written down. So at a start, whatever came between
//! the journal's place and the library's is asked for once more; what is known already is known by its id.
//! Called by: `run`.

use super::hub::{Hub, now, once};
use super::incoming::Incoming;
use super::journal::Entry;
use super::stop::{Failure, Patience, Stop};
use super::{invites, queue};
use matrix_sdk::Room;
use matrix_sdk::config::SyncSettings;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::api::client::filter::{Filter, FilterDefinition, RoomEventFilter};
use matrix_sdk::ruma::api::client::sync::sync_events;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedRoomId, RoomId};
use matrix_sdk::sync::SyncResponse;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// The most events of a room in one response. The usual 10 are soon too few, and what is left out must be fetched.
const TIMELINE: u32 = 100;
/// How long the homeserver waits for news before it answers.
const POLL: Duration = Duration::from_secs(30);
/// The longest wait between two attempts.
const MOST_WAIT: Duration = Duration::from_secs(30);
/// The most pages of [`TIMELINE`] events that are fetched to fill a gap.
const GAP_PAGES: usize = 100;

/// Syncs until it is time to end.
pub(super) async fn run(hub: &Arc<Hub>) -> Result<(), Stop> {
    let mut since = hub.journal.since()?;
    if let Some(place) = &since {
        catch_up(hub, place).await?;
    }
    hub.client.invited_rooms().into_iter().for_each(|room| invites::consider(hub, room));
    hub.journal.rooms()?.iter().for_each(|room| wake(hub, room));
    let mut patience = Patience::new(MOST_WAIT);
    let mut shutdown = hub.shutdown.clone();
    while !hub.is_ending() {
        let poll = if since.is_none() { Duration::ZERO } else { POLL };
        let synced = tokio::select! {
            _ = shutdown.wait_for(|is_ending| *is_ending) => return Ok(()),
            synced = hub.client.sync_once(SyncSettings::new().filter(filter().into()).timeout(poll)) => synced,
        };
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
                    Failure::Never => None,
                };
                if patience.attempts() == 0 {
                    tracing::warn!("the homeserver does not answer; trying again until it does: {error}");
                }
                hub.wait(patience.next(after)).await;
            }
        }
    }
    Ok(())
}

/// What the bot wants to hear of.
pub(super) fn filter() -> FilterDefinition {
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
            entries.extend(entries_of(hub, &room, timeline.events.clone(), (from, since)).await);
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
    let request = || {
        let mut request = sync_events::v3::Request::new();
        request.filter = Some(filter().into());
        request.since = Some(since.to_owned());
        request.timeout = Some(Duration::ZERO);
        let client = hub.client.clone();
        async move { Ok(client.send(request).with_request_config(once()).await?) }
    };
    let mut patience = Patience::new(MOST_WAIT);
    let response = loop {
        let asked: matrix_sdk::Result<sync_events::v3::Response> = request().await;
        let after = match asked {
            Ok(response) => break response,
            Err(error) => match Failure::of(&error) {
                Failure::UnknownToken => return Err(Stop::UnknownToken),
                Failure::Later { after } => {
                    if patience.attempts() == 0 {
                        tracing::warn!("the homeserver does not answer; trying again until it does: {error}");
                    }
                    after
                }
                // The place is of another homeserver, or of a database that was reset: the library's own is as good.
                Failure::Never => {
                    tracing::warn!("what came while the bot was away could not be asked for: {error}");
                    return Ok(());
                }
            },
        };
        if !hub.wait(patience.next(after)).await {
            return Ok(());
        }
    };
    let mut entries = Vec::new();
    for (id, update) in response.rooms.join {
        let Some(room) = hub.client.get_room(&id) else { continue };
        let mut events = Vec::new();
        for raw in update.timeline.events {
            events.push(read(&room, raw).await);
        }
        let from = update.timeline.prev_batch.filter(|_| update.timeline.limited);
        entries.extend(entries_of(hub, &room, events, (from, Some(since))).await);
    }
    Ok(note(hub, entries, None)?)
}

/// An event as it came → one that can be read, if its key is there.
async fn read(room: &Room, raw: Raw<AnySyncTimelineEvent>) -> TimelineEvent {
    let is_encrypted = matches!(raw.get_field::<String>("type"), Ok(Some(kind)) if kind == "m.room.encrypted");
    if !is_encrypted {
        return TimelineEvent::from_plaintext(raw);
    }
    match room.decrypt_event(raw.cast_ref_unchecked(), None).await {
        Ok(event) => event,
        Err(_) => TimelineEvent::from_plaintext(raw),
    }
}

/// What of a room's events is to be written down, in their order; those before `from` are fetched, back to `since`.
async fn entries_of(
    hub: &Hub,
    room: &Room,
    events: Vec<TimelineEvent>,
    (from, since): (Option<String>, Option<&str>),
) -> Vec<(Entry, Option<Incoming>)> {
    let mut events = events;
    if let Some(from) = from
        && own_join(hub, &events).is_none()
    {
        let mut earlier = gap(hub, room, from, since).await;
        earlier.extend(events);
        events = earlier;
    }
    // What was said before the bot came was not said to it.
    let first = own_join(hub, &events).map_or(0, |join| join + 1);
    let mut entries = Vec::new();
    for event in events.iter().skip(first) {
        entries.extend(entry(hub, room, event).await);
    }
    entries
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
            && event["content"]["membership"] == "join"
            && event["unsigned"]["prev_content"]["membership"] != "join"
    })
}

/// The events between `since` and `from`, in their order; as far back as they would be answered.
async fn gap(hub: &Hub, room: &Room, from: String, since: Option<&str>) -> Vec<TimelineEvent> {
    let (mut from, mut newest_first) = (from, Vec::new());
    for _ in 0..GAP_PAGES {
        let page = hub.insist(|| {
            let mut options = MessagesOptions::backward().from(from.as_str());
            options.to = since.map(str::to_owned);
            options.limit = TIMELINE.into();
            room.messages(options)
        });
        let page = match page.await {
            Ok(page) => page,
            Err(_) => {
                tracing::warn!(room = %room.room_id(), "some of what was said while the bot was away can not be fetched");
                break;
            }
        };
        let oldest = page.chunk.last().and_then(|event| event.timestamp).map(|at| u64::from(at.0));
        let is_enough = page.chunk.is_empty()
            || own_join(hub, &page.chunk).is_some()
            || oldest.is_some_and(|at| at < hub.too_old());
        newest_first.extend(page.chunk);
        match page.end {
            Some(end) if !is_enough && end != from => from = end,
            _ => break,
        }
    }
    newest_first.reverse();
    newest_first
}

/// What is to be written down of an event, if anything.
async fn entry(hub: &Hub, room: &Room, event: &TimelineEvent) -> Option<(Entry, Option<Incoming>)> {
    let room_id = room.room_id().to_string();
    let is_sealed = event.kind.is_utd();
    let json: Value = serde_json::from_str(event.raw().json().get()).ok()?;
    if is_sealed || json["type"] == "m.room.encrypted" {
        let at = json["origin_server_ts"].as_u64().unwrap_or_default();
        let is_own = json["sender"] == hub.me.as_str();
        let session = Some(json["content"]["session_id"].as_str()?.to_owned());
        let entry = Entry { event: json["event_id"].as_str()?.to_owned(), room: room_id, at, session };
        return (!is_own && at >= hub.too_old()).then_some((entry, None));
    }
    let incoming = hub.read(room, &json).await?;
    if incoming.at < hub.too_old() {
        return None;
    }
    let entry = Entry { event: incoming.event.clone(), room: room_id, at: incoming.at, session: None };
    Some((entry, Some(incoming)))
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
    let mut rooms: Vec<&str> =
        entries.iter().filter(|entry| entry.session.is_none()).map(|entry| entry.room.as_str()).collect();
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
