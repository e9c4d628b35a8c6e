//! Answers what the journal says is to be answered: room by room, in order, each exactly once.
//!
//! The queue itself is the journal, which bounds it; here is at most one task for each room. A room that has to wait, since
//! the homeserver says so, holds up no other room and not the sync.
//! Called by: `sync` (wakes rooms), `run` (waits for the end).

use super::answer::{Desk, Effect, Made, Question, Turn};
use super::hub::{Fetched, Halt, Hub, lock, now, once};
use super::incoming::{self, About, Asked, Incoming};
use super::journal::{Answer, Next, Turner};
use super::message::{self, Address};
use super::reactions::{Sign, turned};
use super::render::Page;
use super::{settings, sync};
use crate::store::Reason;
use matrix_sdk::Room;
use matrix_sdk::ruma::events::room::power_levels::UserPowerLevel;
use matrix_sdk::ruma::{OwnedRoomId, OwnedTransactionId, UserId};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Sees to it that what waits in a room is answered.
pub(super) fn wake(hub: &Arc<Hub>, room: OwnedRoomId) {
    match lock(&hub.active).entry(room.clone()) {
        Entry::Occupied(mut more) => {
            more.insert(true);
            return;
        }
        Entry::Vacant(none) => {
            none.insert(false);
        }
    }
    let hub = hub.clone();
    tokio::spawn(async move {
        // A task that panics must not leave its room asleep for good.
        let worker = tokio::spawn({
            let (hub, room) = (hub.clone(), room.clone());
            async move { work(&hub, &room).await }
        });
        if worker.await.is_err() {
            tracing::error!(room = %room, "a question was not answered, by a mistake in sayswho");
            if let Ok(Some(next)) = hub.journal.next(room.as_str()) {
                let _ = hub.journal.done(&next.event, room.as_str(), None, now());
            }
            lock(&hub.active).remove(&room);
            if !hub.is_ending() {
                wake(&hub, room);
            }
        }
    });
}

/// Waits until no room is worked on, at most for `patience`. Whether that is so.
pub(super) async fn drained(hub: &Hub, patience: Duration) -> bool {
    const LOOK: Duration = Duration::from_millis(20);
    let until = tokio::time::Instant::now() + patience;
    while !lock(&hub.active).is_empty() {
        if tokio::time::Instant::now() > until {
            return false;
        }
        tokio::time::sleep(LOOK).await;
    }
    true
}

/// Answers what waits in a room, until nothing does.
async fn work(hub: &Arc<Hub>, id: &OwnedRoomId) {
    loop {
        let next = if hub.is_ending() { Ok(None) } else { hub.journal.next(id.as_str()) };
        let next = next.unwrap_or_else(|error| {
            tracing::error!("the journal can not be read: {error}");
            None
        });
        let Some(next) = next else {
            let mut active = lock(&hub.active);
            // What came since the journal was asked.
            if active.insert(id.clone(), false) == Some(true) && !hub.is_ending() {
                continue;
            }
            active.remove(id);
            return;
        };
        let answered = match hub.client.get_room(id) {
            Some(room) => match waiting(hub, &room, &next.event).await {
                Ok(Waiting::Asks(incoming)) => answer(hub, &room, (*incoming, &next)).await,
                Ok(Waiting::Nothing) => Ok(None),
                Ok(Waiting::Sealed) => continue,
                Err(halt) => Err(halt),
            },
            None => Err(Halt::Never("the bot is not in the room".to_owned())),
        };
        let done = match answered {
            Ok(done) => done,
            Err(Halt::Ending) => {
                lock(&hub.active).remove(id);
                return;
            }
            Err(Halt::NotYet(reason) | Halt::Never(reason)) => {
                tracing::warn!(room = %id, event = next.event, "not answered: {reason}");
                None
            }
        };
        if let Err(error) = hub.journal.done(&next.event, id.as_str(), done.as_ref(), now()) {
            tracing::error!("the journal can not be written: {error}");
            if !hub.wait(Duration::from_secs(5)).await {
                lock(&hub.active).remove(id);
                return;
            }
        }
    }
}

/// What there is of an event that waits.
enum Waiting {
    /// It asks something.
    Asks(Box<Incoming>),
    /// It can not be read any more, since the keys that it was read with were lost; it is with those whose keys have not come.
    Sealed,
    /// It is gone, or asks nothing.
    Nothing,
}

/// An event that waits: as it came, or fetched again after a restart.
async fn waiting(hub: &Hub, room: &Room, event: &str) -> Result<Waiting, Halt> {
    let read =
        |incoming: Option<Incoming>| incoming.map_or(Waiting::Nothing, |incoming| Waiting::Asks(Box::new(incoming)));
    if let Some(fresh) = hub.take_fresh(event) {
        return Ok(read(Some(fresh)));
    }
    match hub.fetched(room, event).await? {
        Fetched::Event(event) => Ok(read(hub.read(room, &event).await)),
        Fetched::Nothing => Ok(Waiting::Nothing),
        Fetched::Sealed(event) => match sync::unread(room.room_id().as_str(), &event) {
            Some(entry) => hub.journal.seal(&entry).map_err(failed).map(|()| Waiting::Sealed),
            None => Ok(Waiting::Nothing),
        },
    }
}

/// Answers one event. `None`: it needs no answer.
async fn answer(hub: &Arc<Hub>, room: &Room, (incoming, next): (Incoming, &Next)) -> Result<Option<Answer>, Halt> {
    if incoming.at < hub.too_old() {
        return Ok(None);
    }
    match incoming.asked.clone() {
        Asked::Reaction { to, sign } => {
            let Some(earlier) = known(hub, room, &to)? else { return Ok(None) };
            if let Sign::Next | Sign::Previous = sign {
                let turner = Turner { answer: to, forward: sign == Sign::Next };
                hub.journal.remember(&next.event, room.room_id().as_str(), &turner, now()).map_err(failed)?;
            }
            react(hub, room, (&incoming, next), sign, earlier).await
        }
        Asked::TakenBack(reaction) => {
            let turner = hub.journal.turner(room.room_id().as_str(), &reaction).map_err(failed)?;
            let Some(Turner { answer, forward }) = turner else { return Ok(None) };
            let Some(earlier) = known(hub, room, &answer)? else { return Ok(None) };
            // Not where somebody else tidies up.
            let reaction = hub.fetch(room, &reaction).await?;
            if reaction.is_none_or(|reaction| reaction["sender"] != incoming.sender.as_str()) {
                return Ok(None);
            }
            let sign = if forward { Sign::Next } else { Sign::Previous };
            react(hub, room, (&incoming, next), sign, earlier).await
        }
        Asked::Number { to, number, command } => match known(hub, room, &to)? {
            Some(earlier) => react(hub, room, (&incoming, next), Sign::Pick(number), earlier).await,
            None if command.is_some() => say(hub, room, (&incoming, &incoming), Made::Asked, &next.event).await,
            None => Ok(None),
        },
        Asked::Command { .. } | Asked::Settings(_) => {
            say(hub, room, (&incoming, &incoming), Made::Asked, &next.event).await
        }
    }
}

/// The question that an earlier answer is to.
async fn question_of(hub: &Hub, room: &Room, earlier: &Answer) -> Result<Option<Incoming>, Halt> {
    let Some(event) = hub.fetch(room, &earlier.question).await? else { return Ok(None) };
    Ok(hub.read(room, &event).await)
}

fn known(hub: &Hub, room: &Room, answer: &str) -> Result<Option<Answer>, Halt> {
    hub.journal.answer(room.room_id().as_str(), answer).map_err(failed)
}

fn failed(error: rusqlite::Error) -> Halt {
    Halt::Never(error.to_string())
}

/// Does what a reaction to an earlier answer asks. Nobody can have the same reaction twice on an event, so that who turns
/// two pages takes it back for the second: to whoever clicks, each click turns one.
async fn react(
    hub: &Arc<Hub>,
    room: &Room,
    (incoming, next): (&Incoming, &Next),
    sign: Sign,
    earlier: Answer,
) -> Result<Option<Answer>, Halt> {
    let Some(question) = question_of(hub, room, &earlier).await? else { return Ok(None) };
    let made = Made::read(&earlier.made);
    match sign {
        Sign::Next | Sign::Previous => {
            let Some(page) = next.page.or_else(|| turned(sign, earlier.page, earlier.pages)) else { return Ok(None) };
            hub.journal.decide(&next.event, page).map_err(failed)?;
            // Who asked has it; where somebody else has picked, the answer itself tells who.
            let answer = if made == Made::Asked { None } else { hub.fetch(room, &earlier.answer).await? };
            let Some(turn) = turn(hub, room, &question, made).await? else { return Ok(None) };
            let page = page.min(turn.pages.len().saturating_sub(1));
            let Some(shown) = turn.pages.get(page) else { return Ok(None) };
            let asker = answer.as_ref().and_then(|answer| answer["content"]["m.mentions"]["user_ids"][0].as_str());
            let asker = asker.unwrap_or(&question.sender);
            let content = message::edit(shown, &earlier.answer, asker, hub.config.msgtype);
            send(hub, room, (&next.event, incoming.at), content).await?;
            Ok(Some(Answer { page, pages: turn.pages.len(), ..earlier }))
        }
        Sign::NotIt if made == Made::Asked => say(hub, room, (&question, incoming), Made::NotIt, &earlier.answer).await,
        Sign::NotIt => Ok(None),
        Sign::Pick(number) => {
            let choices = at_desk(hub, room, &question, move |desk, question| desk.choices(question, &made)).await?;
            let picked = choices.and_then(|choices| choices.into_iter().nth(number.checked_sub(1)?));
            let Some(choice) = picked else {
                // A number that is none of the answer's may be a question of its own: in a direct conversation, "1948".
                let Asked::Number { command: Some(_), .. } = incoming.asked else { return Ok(None) };
                return say(hub, room, (incoming, incoming), Made::Asked, &next.event).await;
            };
            let to = if matches!(incoming.asked, Asked::Number { .. }) { &incoming.event } else { &earlier.answer };
            say(hub, room, (&question, incoming), Made::Picked(choice.command), to).await
        }
    }
}

/// Sends the answer to `question`, made so, to whoever has now asked for it, as a reply to `to`.
async fn say(
    hub: &Arc<Hub>,
    room: &Room,
    (question, asker): (&Incoming, &Incoming),
    made: Made,
    to: &str,
) -> Result<Option<Answer>, Halt> {
    let Some(mut turn) = turn(hub, room, question, made.clone()).await? else { return Ok(None) };
    // Of what is said in an encrypted room nothing is kept, unless whoever asked says so: by a 👎.
    let keeps = |effect: &Effect| {
        !matches!(effect, Effect::Gap { reason: Reason::Silent, .. }) || !room.encryption_state().is_encrypted()
    };
    for effect in std::mem::take(&mut turn.effects).into_iter().filter(keeps) {
        keep(hub, room, effect, &mut turn.pages).await;
    }
    let Some(first) = turn.pages.first() else { return Ok(None) };
    let thread = asker.thread.clone().or_else(|| question.thread.clone());
    let address = Address { to: to.to_owned(), thread, asker: asker.sender.clone() };
    let answer = send(hub, room, (&asker.event, asker.at), message::reply(first, &address, hub.config.msgtype)).await?;
    let question = question.event.clone();
    Ok(Some(Answer { answer, question, made: made.write(), page: 0, pages: turn.pages.len() }))
}

async fn turn(hub: &Arc<Hub>, room: &Room, question: &Incoming, made: Made) -> Result<Option<Turn>, Halt> {
    let turn = at_desk(hub, room, question, move |desk, question| desk.answer(question, &made)).await?;
    match turn {
        Some(turn) => Ok(turn),
        // A mistake of ours: who asked is told, and the log has the place.
        None => {
            let settings = hub.bot.store.settings(&settings::place(room.room_id().as_str()));
            let desk = Desk { bot: &hub.bot, settings: &settings, prefix: &hub.config.prefix };
            Ok(Some(Turn { pages: desk.failed(), effects: Vec::new() }))
        }
    }
}

/// Works at the desk of a room, where that holds up nothing else. `None` where the work panicked.
async fn at_desk<T: Send + 'static>(
    hub: &Arc<Hub>,
    room: &Room,
    question: &Incoming,
    work: impl FnOnce(&Desk<'_>, &Question<'_>) -> T + Send + 'static,
) -> Result<Option<T>, Halt> {
    let about = match &question.asked {
        Asked::Command { about: Some(event), .. } => Some(hub.fetched(room, event).await?),
        _ => None,
    };
    let is_own = matches!(&about, Some(Fetched::Event(event)) if event["sender"] == hub.me.as_str());
    let about = about.map(|about| match about {
        Fetched::Event(event) => incoming::words(&event).map_or(About::NoWords, About::Words),
        Fetched::Nothing => About::NoWords,
        Fetched::Sealed(_) => About::Sealed,
    });
    let level = match question.asked {
        Asked::Settings(_) => level(room, &question.sender).await,
        _ => 0,
    };
    let permit = hub.processors.clone().acquire_owned().await;
    let (hub, asked, place) = (hub.clone(), question.asked.clone(), settings::place(room.room_id().as_str()));
    let done = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        let settings = hub.bot.store.settings(&place);
        let desk = Desk { bot: &hub.bot, settings: &settings, prefix: &hub.config.prefix };
        work(&desk, &Question { asked: &asked, about: about.as_ref(), is_own, level })
    });
    // The panic's message may hold what was asked; its place is printed by the panic hook.
    Ok(done.await.map_err(|_| tracing::error!("a question was not answered, by a mistake in sayswho")).ok())
}

/// The power level of somebody in a room, by what the room says or what holds where it says nothing.
async fn level(room: &Room, user: &str) -> i64 {
    let Ok(user) = UserId::parse(user) else { return i64::MIN };
    match room.power_levels_or_default().await.for_user(&user) {
        UserPowerLevel::Infinite => i64::MAX,
        UserPowerLevel::Int(level) => level.into(),
        _ => i64::MIN,
    }
}

/// Keeps what is to be kept. Where settings can not be, the answer says so instead of confirming them.
async fn keep(hub: &Arc<Hub>, room: &Room, effect: Effect, pages: &mut Vec<Page>) {
    let (hub, place) = (hub.clone(), settings::place(room.room_id().as_str()));
    let kept = tokio::task::spawn_blocking(move || match effect {
        Effect::Settings(settings) => {
            let error = hub.bot.store.set_settings(&place, &settings).err()?;
            tracing::warn!("settings were not kept: {error}");
            let desk = Desk { bot: &hub.bot, settings: &settings, prefix: &hub.config.prefix };
            Some(desk.not_kept(&settings))
        }
        Effect::Gap { query, language, reason } => {
            if let Err(error) = hub.bot.store.count_gap(&query, language, reason, SystemTime::now()) {
                tracing::warn!("a gap was not kept: {error}");
            }
            None
        }
    });
    if let Ok(Some(instead)) = kept.await {
        *pages = instead;
    }
}

/// Sends what answers an event of this time, once: however often it is sent, the homeserver knows it by its transaction id.
/// Tries until the event is too old to be answered.
pub(super) async fn send(hub: &Hub, room: &Room, (event, at): (&str, u64), content: Value) -> Result<String, Halt> {
    let transaction = transaction(event);
    let attempt = || {
        room.send_raw("m.room.message", content.clone()).with_transaction_id(&transaction).with_request_config(once())
    };
    let sent = hub.insist_while(|_| at >= hub.too_old(), attempt).await?;
    Ok(sent.response.event_id.to_string())
}

/// The transaction id of the answer to an event: the same after every restart.
fn transaction(event: &str) -> OwnedTransactionId {
    let hash = Sha256::digest(format!("sayswho answers {event}").as_bytes());
    let digits: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("sayswho-{digits}").into()
}

#[cfg(test)]
mod tests {
    use super::transaction;

    #[test]
    fn the_same_event_has_the_same_transaction_after_every_restart() {
        assert_eq!(transaction("$one").as_str(), transaction("$one").as_str());
        assert_ne!(transaction("$one").as_str(), transaction("$two").as_str());
        assert_eq!(transaction("$one").as_str().len(), 40);
    }
}
