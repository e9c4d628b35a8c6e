//! The answers that were sent and the reactions that turn their pages, so that a reaction of months later is understood.
//!
//! Never a word of what was asked or answered. Called by: `queue`.

use super::{Journal, number};
use rusqlite::{OptionalExtension, Transaction, params};

/// An answer that was sent, as a reaction needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The answer's id.
    pub answer: String,
    /// The event that it answers.
    pub question: String,
    /// How it was made: [`crate::platform::matrix::answer::Made::write`].
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

impl Journal {
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
}

/// Writes an answer down; of one that is known, which page it shows.
pub(super) fn keep(transaction: &Transaction<'_>, room: &str, answer: &Answer, now: u64) -> rusqlite::Result<()> {
    let sql = "INSERT INTO answers (answer, room, question, made, page, pages, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
               ON CONFLICT (answer) DO UPDATE SET page = excluded.page, pages = excluded.pages";
    let Answer { answer, question, made, page, pages } = answer;
    let (page, pages) = (i64::try_from(*page).unwrap_or(0), i64::try_from(*pages).unwrap_or(1));
    let values = params![answer, room, question, made, page, pages, number(now)];
    transaction.execute(sql, values).map(|_| ())
}
