//! Invitations: those of the people and servers that config.toml allows are accepted, the others are left as they are.
//!
//! Called by: `sync`.

use super::hub::Hub;
use super::stop::{Failure, Patience};
use crate::config::Allowed;
use matrix_sdk::ruma::UserId;
use matrix_sdk::{Room, RoomState};
use std::sync::Arc;
use std::time::Duration;

/// How often joining a room is tried. A room of another server may not be ready when its invitation comes.
const ATTEMPTS: u32 = 10;
/// The longest wait between two attempts.
const MOST_WAIT: Duration = Duration::from_secs(60);

/// Whether an invitation of `inviter` is accepted; where there is no list, those of the bot's own server are.
pub fn is_allowed(allow: Option<&[Allowed]>, me: &UserId, inviter: &UserId) -> bool {
    let is_of = |allowed: &Allowed| match allowed {
        Allowed::Everybody => true,
        Allowed::User(user) => inviter.as_str() == user,
        Allowed::Server(server) => inviter.server_name().as_str().eq_ignore_ascii_case(server),
    };
    allow.map_or_else(|| inviter.server_name() == me.server_name(), |allow| allow.iter().any(is_of))
}

/// Accepts an invitation, if that is wanted, in a task of its own.
pub(super) fn consider(hub: &Arc<Hub>, room: Room) {
    let hub = hub.clone();
    tokio::spawn(async move {
        let invite = match room.invite_details().await {
            Ok(invite) => invite,
            Err(error) => return tracing::warn!(room = %room.room_id(), "an invitation could not be read: {error}"),
        };
        let (inviter, room_id) = (&invite.inviter_id, room.room_id());
        if !is_allowed(hub.config.allow.as_deref(), &hub.me, inviter) {
            return tracing::warn!(
                room = %room_id,
                "an invitation of {inviter} is left as it is: [matrix] allow names neither them nor their server"
            );
        }
        let is_direct = room.is_direct().await.unwrap_or(false);
        if let Err(error) = hub.journal.set_direct(room_id.as_str(), is_direct) {
            tracing::error!("the journal can not be written: {error}");
        }
        join(&hub, &room).await;
    });
}

async fn join(hub: &Hub, room: &Room) {
    let mut patience = Patience::new(MOST_WAIT);
    while room.state() == RoomState::Invited {
        let error = match room.join().await {
            Ok(()) => return tracing::info!(room = %room.room_id(), "joined"),
            Err(error) => error,
        };
        let after = match Failure::of(&error) {
            Failure::Later { after } => after,
            Failure::UnknownToken => return,
            // A homeserver may say "forbidden" of a room that it does not know yet.
            Failure::Unclear | Failure::Never => None,
        };
        if patience.attempts() + 1 >= ATTEMPTS {
            return tracing::warn!(room = %room.room_id(), "could not join: {error}");
        }
        tracing::debug!(room = %room.room_id(), "could not join yet: {error}");
        if !hub.wait(patience.next(after)).await {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;
    use crate::config::Allowed;
    use matrix_sdk::ruma::{UserId, user_id};

    #[test]
    fn who_may_invite() {
        let me = user_id!("@bot:home.example");
        let (neighbour, stranger): (&UserId, &UserId) = (user_id!("@a:home.example"), user_id!("@a:far.example"));
        assert!(is_allowed(None, me, neighbour) && !is_allowed(None, me, stranger));
        assert!(!is_allowed(Some(&[]), me, neighbour));
        let user = [Allowed::User("@a:far.example".into())];
        assert!(is_allowed(Some(&user), me, stranger) && !is_allowed(Some(&user), me, neighbour));
        let server = [Allowed::Server("FAR.example".into())];
        assert!(is_allowed(Some(&server), me, stranger) && !is_allowed(Some(&server), me, neighbour));
        assert!(is_allowed(Some(&[Allowed::Everybody]), me, stranger));
    }
}
