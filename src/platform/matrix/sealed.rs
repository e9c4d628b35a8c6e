//! Events that could not be read → questions, once their keys have come.
//!
//! In a task of its own: the keys come with the sync, but the events are fetched anew, and a homeserver that makes the bot
//! wait for them must not hold up the sync. Where a key does not come, a bot that says nothing seems broken: in direct
//! conversations whoever wrote is told, once for each session. What is still without its key is forgotten when it is too
//! old to be answered.
//! Called by: `run`.

use super::answer::Desk;
use super::hub::{Halt, Hub, now};
use super::journal::{Content, Entry, Sealed};
use super::message::{self, Address};
use super::{queue, settings, sync};
use futures_util::StreamExt;
use matrix_sdk::Room;
use matrix_sdk::ruma::RoomId;
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
    looked_at(open(&hub, None).await);
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
        let Some(came) = came else {
            looked_at(tell(&hub).await);
            continue;
        };
        match came {
            Some(Ok(keys)) => {
                for key in keys {
                    looked_at(open(&hub, Some((key.room_id.as_str(), &key.session_id))).await);
                }
            }
            // More came than were kept until they were looked at.
            Some(Err(_)) => looked_at(open(&hub, None).await),
            None => return,
        }
    }
}

fn looked_at(opened: rusqlite::Result<()>) {
    if let Err(error) = opened {
        tracing::error!("the journal can not be used: {error}");
    }
}

/// Looks again at events that could not be read: those of one room and one session, or all.
async fn open(hub: &Arc<Hub>, by: Option<(&str, &str)>) -> rusqlite::Result<()> {
    let mut opened = Vec::new();
    for sealed in hub.journal.sealed(by)? {
        let Some(room) = room_of(hub, &sealed).filter(|_| sealed.at >= hub.too_old()) else {
            hub.journal.done(&sealed.event, &sealed.room, None, now())?;
            continue;
        };
        let Ok(event) = hub.fetch_at_most(ATTEMPTS, &room, &sealed.event).await else { break };
        // Still without its key, or of a session that it only pretends to be of, or gone.
        let Some(event) = event else { continue };
        match hub.read(&room, &event).await {
            Some(incoming) => {
                let content = Content::Asked { sender: incoming.sender.clone() };
                let entry = Entry { event: sealed.event, room: sealed.room, at: sealed.at, content };
                opened.push((entry, Some(incoming)));
            }
            None => hub.journal.done(&sealed.event, &sealed.room, None, now())?,
        }
    }
    // In the order in which they were sent.
    opened.reverse();
    sync::note(hub, opened, None)
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
            && let Err(Halt::Ending) = say(hub, &room, &sealed.event).await
        {
            break;
        }
        hub.journal.told(&sealed.room, &sealed.session)?;
    }
    Ok(())
}

/// Says so in reply to an event.
async fn say(hub: &Hub, room: &Room, event: &str) -> Result<(), Halt> {
    let Some(raw) = hub.fetch_raw(ATTEMPTS, room, event).await? else { return Ok(()) };
    let sender = raw.get_field::<String>("sender").ok().flatten();
    let Some(sender) = sender.filter(|sender| !hub.config.ignore.contains(sender)) else { return Ok(()) };
    let settings = hub.bot.store.settings(&settings::place(room.room_id().as_str()));
    let pages = Desk { bot: &hub.bot, settings: &settings, prefix: &hub.config.prefix }.sealed();
    let Some(page) = pages.first() else { return Ok(()) };
    let address = Address { to: event.to_owned(), thread: None, asker: sender };
    // Not the transaction of the answer, which may still come.
    let purpose = format!("that it can not read {event}");
    queue::send(hub, room, &purpose, message::reply(page, &address, hub.config.msgtype)).await.map(|_| ())
}
