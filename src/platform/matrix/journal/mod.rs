//! Which events are to be answered, in order, and which are answered: so that each is answered once, whatever happens
//! between. Kept beside the keys, since the store of settings may be shared by several processes and this must not be.
//!
//! Ids and numbers only: what was asked is fetched again where it is needed after a restart. What waits is bounded, in each
//! room and of each sender in it, and all that is kept.
//! Called by: `sync` (writes down what came), `queue` (takes the next, and crosses it out).
//!
//! In WAL mode with `synchronous = NORMAL`: nothing is lost when the process is killed. A power cut can lose the last
//! changes, but not half of one: then the server sends the same events again, and answers that were sent already are
//! recognised by their transaction ids.

mod answers;
mod direct;
mod sealed;

pub use answers::{Answer, Turner};
pub use sealed::Sealed;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file's name in the bot's folder.
pub const FILE: &str = "journal.db";
/// The most events of a room that wait for an answer; what comes beyond is not answered.
pub const MOST_WAITING: i64 = 500;
/// The most events of a room that can not be read yet; what comes beyond is not answered even if its key comes.
pub const MOST_SEALED: i64 = 200;
/// The most of one sender's in a room, which may be all that they say there.
pub const MOST_SEALED_OF_ONE: i64 = 50;
/// How long it is kept of which question an answer was, so that a reaction to it is understood: 90 days.
const ANSWERS_MS: u64 = 90 * 24 * 60 * 60 * 1_000;

/// The most of one sender's events in a room that wait, so that one can not use up what there is for all.
pub const MOST_OF_ONE: i64 = 100;
/// The most events that are known as answered, answers, and reactions that turn pages; the oldest go first.
const MOST_KEPT: i64 = 100_000;

/// The changes of the tables, from one version of them to the next; `user_version` says how many were made.
const MIGRATIONS: [&str; 3] = [
    // Journals of before versions were counted have these tables.
    "CREATE TABLE IF NOT EXISTS place (only INTEGER PRIMARY KEY CHECK (only = 1), since TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS events (
        number INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, room TEXT NOT NULL, at INTEGER NOT NULL,
        status INTEGER NOT NULL, page INTEGER);
    CREATE TABLE IF NOT EXISTS sealed (
        number INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, room TEXT NOT NULL, session TEXT NOT NULL, at INTEGER NOT NULL,
        told INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX IF NOT EXISTS sealed_by ON sealed (room, session);
    CREATE TABLE IF NOT EXISTS answers (
        answer TEXT PRIMARY KEY, room TEXT NOT NULL, question TEXT NOT NULL, made TEXT NOT NULL, page INTEGER NOT NULL,
        pages INTEGER NOT NULL, at INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS turns (
        reaction TEXT PRIMARY KEY, room TEXT NOT NULL, answer TEXT NOT NULL, forward INTEGER NOT NULL, at INTEGER NOT NULL);",
    "ALTER TABLE events ADD COLUMN sender TEXT;
    ALTER TABLE events ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
    DROP INDEX IF EXISTS waiting;
    CREATE INDEX waiting ON events (room, turn, number) WHERE status = 1;",
    "ALTER TABLE sealed ADD COLUMN sender TEXT;
    CREATE TABLE direct (room TEXT PRIMARY KEY);",
];

/// How an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It waits for its answer.
    Waiting = 1,
    /// It is answered, or never will be.
    Done = 2,
}

/// An event as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub event: String,
    /// Its room.
    pub room: String,
    /// When it was sent, in milliseconds since 1970.
    pub at: u64,
    /// What is known of it.
    pub content: Content,
}

/// What is known of an event as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// It asks something.
    Asked {
        /// Who asks; known only until it is answered.
        sender: String,
    },
    /// It can not be read yet.
    Sealed {
        /// The session with whose key it was encrypted, which has not come.
        session: String,
        /// Who sent it.
        sender: String,
    },
}

/// The next event of a room that is to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Its id.
    pub event: String,
    /// The page that an earlier process has decided to turn to, if it came so far.
    pub page: Option<usize>,
}

/// The journal.
pub struct Journal {
    connection: Mutex<Connection>,
}

impl Journal {
    /// Opens the journal in `folder`, and makes it where there is none.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open(folder: &Path) -> rusqlite::Result<Journal> {
        Journal::on(Connection::open(folder.join(FILE))?)
    }

    /// A journal that is gone with the process, for tests.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn in_memory() -> rusqlite::Result<Journal> {
        Journal::on(Connection::open_in_memory()?)
    }

    fn on(mut connection: Connection) -> rusqlite::Result<Journal> {
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")?;
        migrate(&mut connection)?;
        Ok(Journal { connection: Mutex::new(connection) })
    }

    /// The database. A panic elsewhere can not have left half a change: SQLite rolls back.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Up to where everything is written down: the token of the last sync. `None` before the first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn since(&self) -> rusqlite::Result<Option<String>> {
        self.lock().query_row("SELECT since FROM place", [], |row| row.get(0)).optional()
    }

    /// Writes down events in their order, and up to where that is all; those that are known already are left as they are.
    /// Returns how many had to be turned away, since too many wait in their room.
    ///
    /// # Errors
    /// What SQLite says; then nothing is written.
    pub fn note(&self, entries: &[Entry], since: Option<&str>) -> rusqlite::Result<usize> {
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        let mut turned_away = 0;
        for entry in entries {
            let is_known =
                transaction.prepare_cached("SELECT 1 FROM events WHERE event = ?1")?.exists([&entry.event])?;
            if !is_known && !note_one(&transaction, entry)? {
                turned_away += 1;
            }
        }
        if let Some(since) = since {
            let sql = "INSERT INTO place (only, since) VALUES (1, ?1) ON CONFLICT (only) DO UPDATE SET since = excluded.since";
            transaction.prepare_cached(sql)?.execute([since])?;
        }
        transaction.commit()?;
        Ok(turned_away)
    }

    /// The event that is to be answered next in a room: of each sender in their order, and of several senders by turns, so
    /// that whoever asks one thing does not wait for all that another asks.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn next(&self, room: &str) -> rusqlite::Result<Option<Next>> {
        let sql = "SELECT event, page FROM events WHERE room = ?1 AND status = 1 ORDER BY turn, number LIMIT 1";
        let next = |row: &rusqlite::Row<'_>| {
            let page: Option<i64> = row.get(1)?;
            Ok(Next { event: row.get(0)?, page: page.and_then(|page| usize::try_from(page).ok()) })
        };
        self.lock().prepare_cached(sql)?.query_row([room], next).optional()
    }

    /// The rooms in which an event waits.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn rooms(&self) -> rusqlite::Result<Vec<String>> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached("SELECT DISTINCT room FROM events WHERE status = 1")?;
        statement.query_map([], |row| row.get(0))?.collect()
    }

    /// Puts an event that waits with those that can not be read yet.
    ///
    /// # Errors
    /// What SQLite says; then nothing is changed.
    pub fn seal(&self, entry: &Entry) -> rusqlite::Result<()> {
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        transaction.execute("DELETE FROM events WHERE event = ?1", [&entry.event])?;
        note_one(&transaction, entry)?;
        transaction.commit()
    }

    /// How many events wait in all rooms, and when the oldest of them was sent, in milliseconds since 1970.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn waiting(&self) -> rusqlite::Result<(u64, Option<u64>)> {
        let read = |row: &rusqlite::Row<'_>| {
            let (count, oldest): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
            Ok((u64::try_from(count).unwrap_or(0), oldest.and_then(|at| u64::try_from(at).ok())))
        };
        self.lock().query_row("SELECT count(*), min(at) FROM events WHERE status = 1", [], read)
    }

    /// Writes down to which page an answer is to be turned, before it is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn decide(&self, event: &str, page: usize) -> rusqlite::Result<()> {
        let sql = "UPDATE events SET page = ?2 WHERE event = ?1";
        self.lock().execute(sql, params![event, i64::try_from(page).unwrap_or(0)]).map(|_| ())
    }

    /// Crosses out an event, and keeps what its answer became, if there is one: a new one, or one that shows another page.
    ///
    /// # Errors
    /// What SQLite says; then nothing is written.
    pub fn done(&self, event: &str, room: &str, answer: Option<&Answer>, now: u64) -> rusqlite::Result<()> {
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        let sql = "INSERT INTO events (event, room, at, status) VALUES (?1, ?2, ?3, 2)
                   ON CONFLICT (event) DO UPDATE SET status = 2, sender = NULL";
        transaction.execute(sql, params![event, room, number(now)])?;
        transaction.execute("DELETE FROM sealed WHERE event = ?1", [event])?;
        if let Some(answer) = answer {
            answers::keep(&transaction, room, answer, now)?;
        }
        transaction.commit()
    }

    /// Forgets what is no longer needed: events that were sent before `before`, which are too old to be answered anyway, and
    /// answers of long ago; and the oldest, where more is kept than should be.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn forget(&self, before: u64, now: u64) -> rusqlite::Result<()> {
        self.forget_but(MOST_KEPT, before, now)
    }

    fn forget_but(&self, most: i64, before: u64, now: u64) -> rusqlite::Result<()> {
        let connection = self.lock();
        for sql in ["DELETE FROM events WHERE at < ?1 AND status != 1", "DELETE FROM sealed WHERE at < ?1"] {
            connection.execute(sql, [number(before)])?;
        }
        for sql in ["DELETE FROM answers WHERE at < ?1", "DELETE FROM turns WHERE at < ?1"] {
            connection.execute(sql, [number(now.saturating_sub(ANSWERS_MS))])?;
        }
        for (table, what) in [("events", "status != 1"), ("answers", "true"), ("turns", "true")] {
            let newest = format!("(SELECT max(rowid) FROM {table})");
            connection.execute(&format!("DELETE FROM {table} WHERE rowid <= {newest} - ?1 AND {what}"), [most])?;
        }
        Ok(())
    }
}

/// Makes the changes of the tables that were not made yet, each whole or not at all.
fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let version: usize = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    for (number, change) in MIGRATIONS.iter().enumerate().skip(version) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(change)?;
        transaction.pragma_update(None, "user_version", number + 1)?;
        transaction.commit()?;
    }
    Ok(())
}

/// Writes down an event that is not yet; `false` where too many wait.
fn note_one(transaction: &Transaction<'_>, entry: &Entry) -> rusqlite::Result<bool> {
    let sender = match &entry.content {
        Content::Sealed { session, sender } => return sealed::note(transaction, entry, (session, sender)),
        Content::Asked { sender } => sender,
    };
    let waiting = "SELECT count(*) FROM events WHERE status = 1 AND room = ?1";
    let of_one = "SELECT count(*) FROM events WHERE status = 1 AND room = ?1 AND sender = ?2";
    let is_room = count(transaction, waiting, [&entry.room])? < MOST_WAITING
        && count(transaction, of_one, [&entry.room, sender])? < MOST_OF_ONE;
    let status = if is_room { Status::Waiting } else { Status::Done };
    // Start-time fair queueing (Goyal, Vin, Cheng 1996), where all answers are of one size: after the sender's last turn,
    // but not before the turn that is being served.
    let sql = "INSERT INTO events (event, room, at, status, sender, turn) VALUES (?1, ?2, ?3, ?4, ?5, coalesce(
                   (SELECT max(turn) + 1 FROM events WHERE status = 1 AND room = ?2 AND sender = ?5),
                   (SELECT min(turn) FROM events WHERE status = 1 AND room = ?2), 0))";
    let values = params![entry.event, entry.room, number(entry.at), status as i64, is_room.then_some(sender)];
    transaction.prepare_cached(sql)?.execute(values)?;
    transaction.prepare_cached("DELETE FROM sealed WHERE event = ?1")?.execute([&entry.event])?;
    Ok(is_room)
}

fn count(connection: &Connection, sql: &str, of: impl rusqlite::Params) -> rusqlite::Result<i64> {
    connection.prepare_cached(sql)?.query_row(of, |row| row.get(0))
}

fn number(at: u64) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
