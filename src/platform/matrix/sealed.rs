//! Events that could not be read → questions, once their keys have come.
//!
//! In a task of its own: the keys come with the sync, but the events are fetched anew, and a homeserver that makes the bot
//! wait for them must not hold up the sync. What is still without its key is forgotten when it is too old to be answered.
//! Called by: `run`.

use super::hub::{Hub, now};
use super::journal::Entry;
use super::sync;
use futures_util::StreamExt;
use matrix_sdk::ruma::RoomId;
use std::collections::HashSet;
use std::sync::Arc;

/// Looks at what could not be read as its keys come, until it is time to end.
pub(super) async fn run(hub: Arc<Hub>) {
    let Some(keys) = hub.client.encryption().room_keys_received_stream().await else { return };
    let mut keys = std::pin::pin!(keys);
    let mut shutdown = hub.shutdown.clone();
    // Those whose keys came before the bot ended, and were not looked at any more.
    looked_at(open(&hub, None).await);
    loop {
        let came = tokio::select! {
            _ = shutdown.wait_for(|is_ending| *is_ending) => return,
            came = keys.next() => came,
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
    let mut without_key = HashSet::new();
    for sealed in hub.journal.sealed(by)? {
        if without_key.contains(&(sealed.room.clone(), sealed.session.clone())) {
            continue;
        }
        let room = <&RoomId>::try_from(sealed.room.as_str()).ok().and_then(|room| hub.client.get_room(room));
        let Some(room) = room.filter(|_| sealed.at >= hub.too_old()) else {
            hub.journal.done(&sealed.event, &sealed.room, None, now())?;
            continue;
        };
        let Ok(event) = hub.fetch(&room, &sealed.event).await else { break };
        let Some(event) = event else {
            without_key.insert((sealed.room, sealed.session));
            continue;
        };
        match hub.read(&room, &event).await {
            Some(incoming) => opened.push((Entry { session: None, ..sealed }, Some(incoming))),
            None => hub.journal.done(&sealed.event, &sealed.room, None, now())?,
        }
    }
    // In the order in which they were sent.
    opened.reverse();
    sync::note(hub, opened, None)
}
