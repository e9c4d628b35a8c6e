//! The rooms that are direct conversations: all that is said there is said to the bot.
//!
//! Written down before the bot joins. What the homeserver keeps of it (`m.direct`) is one list for all rooms, of which two
//! invitations at once, or a crash after joining, can lose one.
//! Called by: `invites` (writes), `hub` (reads).

use super::Journal;

impl Journal {
    /// Writes down whether a room is a direct conversation, as its invitation says.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_direct(&self, room: &str, is_direct: bool) -> rusqlite::Result<()> {
        let sql = match is_direct {
            true => "INSERT INTO direct (room) VALUES (?1) ON CONFLICT DO NOTHING",
            false => "DELETE FROM direct WHERE room = ?1",
        };
        self.lock().execute(sql, [room]).map(|_| ())
    }

    /// Whether a room was written down as a direct conversation.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn is_direct(&self, room: &str) -> rusqlite::Result<bool> {
        self.lock().prepare_cached("SELECT 1 FROM direct WHERE room = ?1")?.exists([room])
    }
}
