//! Which events are to be answered, in order, and which are answered: so that each is answered once, whatever happens
//! between. Kept beside the keys, since the store of settings may be shared by several processes and this must not be.
//!
//! Ids and numbers only: what was asked is fetched again where it is needed after a restart. What waits is bounded in each room.
//! Called by: `sync` (writes down what came), `queue` (takes the next, and crosses it out).
//!
//! In WAL mode with `synchronous = NORMAL`: nothing is lost when the process is killed. A power cut can lose the last
//! changes, but not half of one: then the server sends the same events again, and answers that were sent already are
//! recognised by their transaction ids.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file's name in the bot's folder.
pub const FILE: &str = "journal.db";
/// The most events of a room that wait for an answer; what comes beyond is not answered.
pub const MOST_WAITING: i64 = 500;
/// The most events of a room that can not be read yet; what comes beyond is not answered even if its key comes.
pub const MOST_SEALED: i64 = 200;
/// How long it is kept of which question an answer was, so that a reaction to it is understood: 90 days.
const ANSWERS_MS: u64 = 90 * 24 * 60 * 60 * 1_000;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS place (only INTEGER PRIMARY KEY CHECK (only = 1), since TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS events (
        number INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, room TEXT NOT NULL, at INTEGER NOT NULL,
        status INTEGER NOT NULL, page INTEGER);
    CREATE INDEX IF NOT EXISTS waiting ON events (room, number) WHERE status = 1;
    CREATE TABLE IF NOT EXISTS sealed (
        number INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, room TEXT NOT NULL, session TEXT NOT NULL, at INTEGER NOT NULL,
        told INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX IF NOT EXISTS sealed_by ON sealed (room, session);
    CREATE TABLE IF NOT EXISTS answers (
        answer TEXT PRIMARY KEY, room TEXT NOT NULL, question TEXT NOT NULL, made TEXT NOT NULL, page INTEGER NOT NULL,
        pages INTEGER NOT NULL, at INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS turns (
        reaction TEXT PRIMARY KEY, room TEXT NOT NULL, answer TEXT NOT NULL, forward INTEGER NOT NULL, at INTEGER NOT NULL);
";

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
    /// The session with whose key it was encrypted, where that has not come: it can not be read yet.
    pub session: Option<String>,
}

/// The next event of a room that is to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Its id.
    pub event: String,
    /// The page that an earlier process has decided to turn to, if it came so far.
    pub page: Option<usize>,
}

/// An answer that was sent, as a reaction needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The answer's id.
    pub answer: String,
    /// The event that it answers.
    pub question: String,
    /// How it was made: [`super::answer::Made::write`].
    pub made: String,
    /// The page that it shows, from 0.
    pub page: usize,
    /// How many it has.
    pub pages: usize,
}

/// A reaction that turns the pages of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turner {
    /// The answer's id.
    pub answer: String,
    /// Whether it turns to the next page.
    pub forward: bool,
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

    fn on(connection: Connection) -> rusqlite::Result<Journal> {
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.execute_batch(SCHEMA)?;
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

    /// The event that is to be answered next in a room.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn next(&self, room: &str) -> rusqlite::Result<Option<Next>> {
        let sql = "SELECT event, page FROM events WHERE room = ?1 AND status = 1 ORDER BY number LIMIT 1";
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

    /// The events that can not be read yet, newest first: those of one room that were encrypted with one session, or all.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sealed(&self, by: Option<(&str, &str)>) -> rusqlite::Result<Vec<Entry>> {
        let sql = "SELECT event, room, at, session FROM sealed
                   WHERE ?1 IS NULL OR (room = ?1 AND session = ?2) ORDER BY number DESC";
        self.entries(sql, [by.map(|by| by.0), by.map(|by| by.1)])
    }

    /// The sealed events that a query finds: event, room, time, session.
    fn entries(&self, sql: &str, parameters: impl rusqlite::Params) -> rusqlite::Result<Vec<Entry>> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached(sql)?;
        let entry = |row: &rusqlite::Row<'_>| {
            let at: i64 = row.get(2)?;
            let session = Some(row.get(3)?);
            Ok(Entry { event: row.get(0)?, room: row.get(1)?, at: u64::try_from(at).unwrap_or(0), session })
        };
        statement.query_map(parameters, entry)?.collect()
    }

    /// The first event of each session whose key has not come, and of which nobody has been told; of those sent before
    /// `before`, in milliseconds since 1970.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn untold(&self, before: u64) -> rusqlite::Result<Vec<Entry>> {
        let sql = "SELECT event, room, at, session, min(number) FROM sealed WHERE at < ?1
                   GROUP BY room, session HAVING sum(told) = 0 ORDER BY min(number)";
        self.entries(sql, [number(before)])
    }

    /// Writes down that somebody was told of the events of one session, or that nobody need be.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn told(&self, room: &str, session: &str) -> rusqlite::Result<()> {
        let sql = "UPDATE sealed SET told = 1 WHERE room = ?1 AND session = ?2";
        self.lock().execute(sql, [room, session]).map(|_| ())
    }

    /// Writes down to which page an answer is to be turned, before it is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn decide(&self, event: &str, page: usize) -> rusqlite::Result<()> {
        let sql = "UPDATE events SET page = ?2 WHERE event = ?1";
        self.lock().execute(sql, params![event, i64::try_from(page).unwrap_or(0)]).map(|_| ())
    }

    /// Writes down that a reaction turns the pages of an answer: taken back, it does so again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn remember(&self, reaction: &str, room: &str, turner: &Turner, now: u64) -> rusqlite::Result<()> {
        let sql = "INSERT INTO turns (reaction, room, answer, forward, at) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (reaction) DO NOTHING";
        let values = params![reaction, room, turner.answer, turner.forward, number(now)];
        self.lock().execute(sql, values).map(|_| ())
    }

    /// What a reaction in a room turns, if it does.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn turner(&self, room: &str, reaction: &str) -> rusqlite::Result<Option<Turner>> {
        let sql = "SELECT answer, forward FROM turns WHERE reaction = ?1 AND room = ?2";
        let read = |row: &rusqlite::Row<'_>| Ok(Turner { answer: row.get(0)?, forward: row.get(1)? });
        self.lock().prepare_cached(sql)?.query_row([reaction, room], read).optional()
    }

    /// Crosses out an event, and keeps what its answer became, if there is one: a new one, or one that shows another page.
    ///
    /// # Errors
    /// What SQLite says; then nothing is written.
    pub fn done(&self, event: &str, room: &str, answer: Option<&Answer>, now: u64) -> rusqlite::Result<()> {
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        let sql = "INSERT INTO events (event, room, at, status) VALUES (?1, ?2, ?3, 2)
                   ON CONFLICT (event) DO UPDATE SET status = 2";
        transaction.execute(sql, params![event, room, number(now)])?;
        transaction.execute("DELETE FROM sealed WHERE event = ?1", [event])?;
        if let Some(answer) = answer {
            transaction.execute(
                "INSERT INTO answers (answer, room, question, made, page, pages, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (answer) DO UPDATE SET page = excluded.page, pages = excluded.pages",
                params![
                    answer.answer,
                    room,
                    answer.question,
                    answer.made,
                    i64::try_from(answer.page).unwrap_or(0),
                    i64::try_from(answer.pages).unwrap_or(1),
                    number(now)
                ],
            )?;
        }
        transaction.commit()
    }

    /// What is known of an answer in a room.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn answer(&self, room: &str, answer: &str) -> rusqlite::Result<Option<Answer>> {
        let sql = "SELECT answer, question, made, page, pages FROM answers WHERE answer = ?1 AND room = ?2";
        let read = |row: &rusqlite::Row<'_>| {
            let (page, pages): (i64, i64) = (row.get(3)?, row.get(4)?);
            Ok(Answer {
                answer: row.get(0)?,
                question: row.get(1)?,
                made: row.get(2)?,
                page: usize::try_from(page).unwrap_or(0),
                pages: usize::try_from(pages).unwrap_or(1),
            })
        };
        self.lock().prepare_cached(sql)?.query_row([answer, room], read).optional()
    }

    /// Forgets what is no longer needed: events that were sent before `before`, which are too old to be answered anyway, and
    /// answers of long ago.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn forget(&self, before: u64, now: u64) -> rusqlite::Result<()> {
        let connection = self.lock();
        for sql in ["DELETE FROM events WHERE at < ?1 AND status != 1", "DELETE FROM sealed WHERE at < ?1"] {
            connection.execute(sql, [number(before)])?;
        }
        for sql in ["DELETE FROM answers WHERE at < ?1", "DELETE FROM turns WHERE at < ?1"] {
            connection.execute(sql, [number(now.saturating_sub(ANSWERS_MS))])?;
        }
        Ok(())
    }
}

/// Writes down an event that is not yet; `false` where too many wait.
fn note_one(transaction: &Transaction<'_>, entry: &Entry) -> rusqlite::Result<bool> {
    if let Some(session) = &entry.session {
        let is_room = count(transaction, "SELECT count(*) FROM sealed WHERE room = ?1", [&entry.room])? < MOST_SEALED;
        if is_room {
            let sql = "INSERT INTO sealed (event, room, session, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
            let values = params![entry.event, entry.room, session, number(entry.at)];
            transaction.prepare_cached(sql)?.execute(values)?;
        }
        return Ok(is_room);
    }
    let waiting = "SELECT count(*) FROM events WHERE status = 1 AND room = ?1";
    let is_room = count(transaction, waiting, [&entry.room])? < MOST_WAITING;
    let status = if is_room { Status::Waiting } else { Status::Done };
    let sql = "INSERT INTO events (event, room, at, status) VALUES (?1, ?2, ?3, ?4)";
    let values = params![entry.event, entry.room, number(entry.at), status as i64];
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
mod tests {
    use super::{Answer, Entry, Journal, MOST_SEALED, MOST_WAITING, Next, Turner};

    fn entry(event: &str, room: &str) -> Entry {
        Entry { event: event.to_owned(), room: room.to_owned(), at: 1_000, session: None }
    }

    fn sealed(event: &str, room: &str, session: &str) -> Entry {
        Entry { session: Some(session.to_owned()), ..entry(event, room) }
    }

    fn next(journal: &Journal, room: &str) -> Option<String> {
        journal.next(room).expect("a journal").map(|next| next.event)
    }

    #[test]
    fn each_event_is_answered_once_in_its_rooms_order_whatever_comes_again() {
        let journal = Journal::in_memory().expect("a journal");
        let entries = [entry("$1", "!a"), entry("$2", "!b"), entry("$3", "!a")];
        assert_eq!(journal.note(&entries, Some("s1")), Ok(0));
        assert_eq!(journal.since(), Ok(Some("s1".to_owned())));
        assert_eq!(next(&journal, "!a").as_deref(), Some("$1"));
        journal.done("$1", "!a", None, 0).expect("done");
        assert_eq!(journal.note(&entries, Some("s2")), Ok(0));
        assert_eq!(next(&journal, "!a").as_deref(), Some("$3"));
        journal.done("$3", "!a", None, 0).expect("done");
        assert_eq!(next(&journal, "!a"), None);
        assert_eq!(journal.rooms(), Ok(vec!["!b".to_owned()]));
    }

    #[test]
    fn it_is_the_same_after_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::open(folder.path()).expect("a journal");
        journal.note(&[entry("$1", "!a")], Some("s1")).expect("noted");
        journal.decide("$1", 2).expect("decided");
        drop(journal);
        let journal = Journal::open(folder.path()).expect("a journal");
        assert_eq!(journal.next("!a"), Ok(Some(Next { event: "$1".to_owned(), page: Some(2) })));
        assert_eq!(journal.since(), Ok(Some("s1".to_owned())));
    }

    #[test]
    fn what_could_not_be_read_waits_once_its_key_has_come() {
        let journal = Journal::in_memory().expect("a journal");
        let (one, two) = (sealed("$1", "!a", "s"), sealed("$2", "!a", "t"));
        journal.note(&[one.clone(), two.clone(), one.clone()], None).expect("noted");
        assert_eq!(next(&journal, "!a"), None);
        assert_eq!(journal.sealed(None), Ok(vec![two.clone(), one.clone()]));
        assert_eq!(journal.sealed(Some(("!a", "s"))), Ok(vec![one.clone()]));
        assert_eq!(journal.sealed(Some(("!b", "s"))), Ok(vec![]));
        journal.note(&[entry("$1", "!a")], None).expect("noted");
        assert_eq!(next(&journal, "!a").as_deref(), Some("$1"));
        journal.note(&[one], None).expect("noted");
        assert_eq!(journal.sealed(None), Ok(vec![two]));
        journal.done("$2", "!a", None, 0).expect("not for the bot");
        assert_eq!(journal.sealed(None), Ok(vec![]));
    }

    #[test]
    fn of_each_session_without_a_key_somebody_is_told_once() {
        let journal = Journal::in_memory().expect("a journal");
        let (first, second, other) = (sealed("$1", "!a", "s"), sealed("$2", "!a", "s"), sealed("$3", "!b", "s"));
        journal.note(&[first.clone(), second, other.clone()], None).expect("noted");
        assert_eq!(journal.untold(1_000), Ok(vec![]));
        assert_eq!(journal.untold(1_001), Ok(vec![first, other.clone()]));
        journal.told("!a", "s").expect("told");
        journal.note(&[sealed("$4", "!a", "s")], None).expect("noted");
        assert_eq!(journal.untold(1_001), Ok(vec![other]));
    }

    #[test]
    fn one_room_can_not_fill_it() {
        let journal = Journal::in_memory().expect("a journal");
        let many: Vec<Entry> = (0..MOST_WAITING + 3).map(|number| entry(&format!("${number}"), "!a")).collect();
        assert_eq!(journal.note(&many, None), Ok(3));
        assert_eq!(journal.note(&[entry("$x", "!b")], None), Ok(0));
        assert_eq!(next(&journal, "!b").as_deref(), Some("$x"));
        let junk: Vec<Entry> = (0..MOST_SEALED + 2).map(|number| sealed(&format!("$s{number}"), "!a", "s")).collect();
        assert_eq!(journal.note(&junk, None), Ok(2));
        assert_eq!(journal.note(&[sealed("$y", "!b", "s")], None), Ok(0));
    }

    #[test]
    fn an_answer_is_known_in_its_room_until_it_is_old() {
        let journal = Journal::in_memory().expect("a journal");
        let answer =
            Answer { answer: "$a".to_owned(), question: "$1".to_owned(), made: "asked".to_owned(), page: 0, pages: 3 };
        journal.done("$1", "!a", Some(&answer), 5_000).expect("done");
        assert_eq!(journal.answer("!a", "$a"), Ok(Some(answer.clone())));
        assert_eq!(journal.answer("!b", "$a"), Ok(None));
        let turned = Answer { page: 1, ..answer };
        journal.done("$r", "!a", Some(&turned), 6_000).expect("done");
        assert_eq!(journal.answer("!a", "$a"), Ok(Some(turned)));
        journal.forget(0, super::ANSWERS_MS).expect("forgotten");
        assert!(journal.answer("!a", "$a").expect("a journal").is_some());
        journal.forget(0, super::ANSWERS_MS + 5_001).expect("forgotten");
        assert_eq!(journal.answer("!a", "$a"), Ok(None));
    }

    #[test]
    fn what_a_reaction_turns_is_known_in_its_room_until_it_is_old() {
        let journal = Journal::in_memory().expect("a journal");
        let turner = Turner { answer: "$a".to_owned(), forward: true };
        journal.remember("$r", "!a", &turner, 5_000).expect("written");
        journal.remember("$r", "!a", &Turner { forward: false, ..turner.clone() }, 6_000).expect("left as it is");
        assert_eq!(journal.turner("!a", "$r"), Ok(Some(turner)));
        assert_eq!(journal.turner("!b", "$r"), Ok(None));
        assert_eq!(journal.turner("!a", "$a"), Ok(None));
        journal.forget(0, super::ANSWERS_MS + 5_001).expect("forgotten");
        assert_eq!(journal.turner("!a", "$r"), Ok(None));
    }

    #[test]
    fn what_is_too_old_is_forgotten_but_never_what_waits() {
        let journal = Journal::in_memory().expect("a journal");
        journal.note(&[entry("$1", "!a"), sealed("$2", "!a", "s")], None).expect("noted");
        journal.done("$3", "!a", None, 1_000).expect("done");
        journal.forget(1_001, 0).expect("forgotten");
        assert_eq!(next(&journal, "!a").as_deref(), Some("$1"));
        assert_eq!(journal.sealed(None), Ok(vec![]));
    }
}
