//! Events that could not be read → questions, once their keys have come.
//!
//! In a task of its own: the keys come with the sync, but the events are fetched anew, and a homeserver that makes the bot
//! wait for them must not hold up the sync. Where a key does not come, a bot that says nothing seems broken: in direct
//! conversations whoever wrote is told, once for each session. What is still without its key is forgotten when it is too
//! old to be answered.
//! Called by: `run`.

use super::answer::Desk;
use super::hub::{Halt, Hub, decrypted, now, value};
use super::journal::Sealed;
use super::message::{self, Address};
use super::{incoming, queue, settings, sync};
use futures_util::StreamExt;
use matrix_sdk::Room;
use matrix_sdk::ruma::RoomId;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::MissedTickBehavior;

/// How often an event is asked for, so that one that can not be had does not hold up the others.
const ATTEMPTS: u32 = 4;
/// How long a key may take before whoever waits for an answer is told.
const OVERDUE: Duration = Duration::from_secs(30);

/// Looks at what could not be read as its keys come, until it is time to end.
pub(super) async fn run(hub: Arc<Hub>) {
    let Some(keys) = hub.client.encryption().room_keys_received_stream().await else { return };
    let mut keys = std::pin::pin!(keys);
    let mut shutdown = hub.shutdown.clone();
    // Those whose keys came before the bot ended, and were not looked at any more.
    let mut is_missed = !open(&hub, None).await;
    let mut overdue = tokio::time::interval(OVERDUE);
    overdue.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first comes at once, before the sync has brought the keys of what was said while the bot was away.
    overdue.tick().await;
    loop {
        let came = tokio::select! {
            _ = shutdown.wait_for(|is_ending| *is_ending) => return,
            came = keys.next() => Some(came),
            _ = overdue.tick() => None,
        };
        match came {
            Some(Some(Ok(keys))) => {
                for key in keys {
                    is_missed |= !open(&hub, Some((key.room_id.as_str(), &key.session_id))).await;
                }
            }
            // More came than were kept until they were looked at.
            Some(Some(Err(_))) => is_missed = !open(&hub, None).await,
            Some(None) => return,
            None => {
                if is_missed {
                    is_missed = !open(&hub, None).await;
                }
                tell(&hub).await.unwrap_or_else(|error| unusable(&error));
            }
        }
    }
}

fn unusable(error: &rusqlite::Error) {
    tracing::error!("the journal can not be used: {error}");
}

/// Looks again at events that could not be read: those of one room and one session, or all. `false`: some could not be had
/// from the homeserver, and are to be looked at once more.
async fn open(hub: &Arc<Hub>, by: Option<(&str, &str)>) -> bool {
    opened(hub, by).await.unwrap_or_else(|error| {
        unusable(&error);
        false
    })
}

async fn opened(hub: &Arc<Hub>, by: Option<(&str, &str)>) -> rusqlite::Result<bool> {
    let (mut opened, mut is_whole) = (Vec::new(), true);
    for sealed in hub.journal.sealed(by)? {
        let Some(room) = room_of(hub, &sealed).filter(|_| sealed.at >= hub.too_old()) else {
            hub.journal.done(&sealed.event, &sealed.room, None, now())?;
            continue;
        };
        let raw = match hub.fetch_raw(ATTEMPTS, &room, &sealed.event).await {
            Ok(Some(raw)) => raw,
            // It is gone.
            Ok(None) | Err(Halt::Never(_)) => continue,
            Err(Halt::NotYet(_)) => {
                is_whole = false;
                continue;
            }
            Err(Halt::Ending) => break,
        };
        // Still without its key, or of a session that it only pretends to be of.
        let Some(event) = value(&decrypted(&room, raw).await) else { continue };
        match hub.read(&room, &event).await {
            Some(incoming) => opened.push((sync::asked(&sealed.room, &incoming), Some(incoming))),
            None => hub.journal.done(&sealed.event, &sealed.room, None, now())?,
        }
    }
    // In the order in which they were sent.
    opened.reverse();
    sync::note(hub, opened, None)?;
    Ok(is_whole)
}

fn room_of(hub: &Hub, sealed: &Sealed) -> Option<Room> {
    <&RoomId>::try_from(sealed.room.as_str()).ok().and_then(|room| hub.client.get_room(room))
}

/// Tells whoever is in a direct conversation with the bot that it can not read what they write; elsewhere it may not have
/// been said to the bot, and the log says it.
async fn tell(hub: &Arc<Hub>) -> rusqlite::Result<()> {
    let overdue = u64::try_from(OVERDUE.as_millis()).unwrap_or(u64::MAX);
    for sealed in hub.journal.untold(now().saturating_sub(overdue))? {
        tracing::warn!(
            room = sealed.room,
            event = sealed.event,
            "a message can not be read: its key has not come. The sender's client may keep keys from devices that are not verified"
        );
        if let Some(room) = room_of(hub, &sealed)
            && hub.is_direct(&room).await
            && let Err(Halt::Ending) = say(hub, &room, &sealed).await
        {
            break;
        }
        hub.journal.told(&sealed.room, &sealed.session)?;
    }
    Ok(())
}

/// Says so in reply to an event.
async fn say(hub: &Hub, room: &Room, sealed: &Sealed) -> Result<(), Halt> {
    let Some(raw) = hub.fetch_raw(ATTEMPTS, room, &sealed.event).await? else { return Ok(()) };
    let Ok(event) = serde_json::from_str::<Value>(raw.json().get()) else { return Ok(()) };
    let sender = event["sender"].as_str().filter(|sender| !hub.config.ignore.iter().any(|ignored| ignored == sender));
    let Some(sender) = sender else { return Ok(()) };
    let settings = hub.bot.store.settings(&settings::place(room.room_id().as_str()));
    let pages = Desk { bot: &hub.bot, settings: &settings, prefix: &hub.config.prefix }.sealed();
    let Some(page) = pages.first() else { return Ok(()) };
    let thread = incoming::thread_of(&event).map(str::to_owned);
    let address = Address { to: sealed.event.clone(), thread, asker: sender.to_owned() };
    // Not the transaction of the answer, which may still come.
    let purpose = format!("that it can not read {}", sealed.event);
    queue::send(hub, room, (&purpose, sealed.at), message::reply(page, &address, hub.config.msgtype)).await.map(|_| ())
}
