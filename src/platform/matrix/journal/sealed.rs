//! The events that could not be read when they came, until their keys come or they are too old.
//!
//! Called by: `matrix::sealed` (looks at them again), the journal (notes them).

use super::{Entry, Journal, MOST_SEALED, MOST_SEALED_OF_ONE, count, number};
use rusqlite::{Transaction, params};

/// An event that can not be read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Its id.
    pub event: String,
    /// Its room.
    pub room: String,
    /// When it was sent, in milliseconds since 1970.
    pub at: u64,
    /// The session with whose key it was encrypted.
    pub session: String,
}

impl Journal {
    /// The events that can not be read yet, newest first: those of one room that were encrypted with one session, or all.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sealed(&self, by: Option<(&str, &str)>) -> rusqlite::Result<Vec<Sealed>> {
        let sql = "SELECT event, room, at, session FROM sealed
                   WHERE ?1 IS NULL OR (room = ?1 AND session = ?2) ORDER BY number DESC";
        self.sealed_by(sql, [by.map(|by| by.0), by.map(|by| by.1)])
    }

    /// Those that a query finds: event, room, time, session.
    fn sealed_by(&self, sql: &str, parameters: impl rusqlite::Params) -> rusqlite::Result<Vec<Sealed>> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached(sql)?;
        let sealed = |row: &rusqlite::Row<'_>| {
            let at: i64 = row.get(2)?;
            Ok(Sealed {
                event: row.get(0)?,
                room: row.get(1)?,
                at: u64::try_from(at).unwrap_or(0),
                session: row.get(3)?,
            })
        };
        statement.query_map(parameters, sealed)?.collect()
    }

    /// The first event of each session whose key has not come, and of which nobody has been told; of those sent before
    /// `before`, in milliseconds since 1970.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn untold(&self, before: u64) -> rusqlite::Result<Vec<Sealed>> {
        let sql = "SELECT event, room, at, session, min(number) FROM sealed WHERE at < ?1
                   GROUP BY room, session HAVING sum(told) = 0 ORDER BY min(number)";
        self.sealed_by(sql, [number(before)])
    }

    /// Writes down that somebody was told of the events of one session, or that nobody need be.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn told(&self, room: &str, session: &str) -> rusqlite::Result<()> {
        let sql = "UPDATE sealed SET told = 1 WHERE room = ?1 AND session = ?2";
        self.lock().execute(sql, [room, session]).map(|_| ())
    }
}

/// Writes one down, of this session and sender; `false` where there are too many in its room.
pub(super) fn note(
    transaction: &Transaction<'_>,
    entry: &Entry,
    (session, sender): (&str, &str),
) -> rusqlite::Result<bool> {
    let all = "SELECT count(*) FROM sealed WHERE room = ?1";
    let of_one = "SELECT count(*) FROM sealed WHERE room = ?1 AND sender = ?2";
    let is_room = count(transaction, all, [&entry.room])? < MOST_SEALED
        && count(transaction, of_one, [entry.room.as_str(), sender])? < MOST_SEALED_OF_ONE;
    if is_room {
        let sql =
            "INSERT INTO sealed (event, room, session, sender, at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
        let values = params![entry.event, entry.room, session, sender, number(entry.at)];
        transaction.prepare_cached(sql)?.execute(values)?;
    }
    Ok(is_room)
}
