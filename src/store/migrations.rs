//! The database's tables, and how an older file becomes one of today.
//!
//! Never changes a migration that a release has applied: a new shape is a new step at the end. Each is applied once and
//! whole; `user_version` counts them.
//! Called by: `Store::open`.

use super::{BUSY, StoreError, explain};
use rusqlite::Connection;
use std::path::Path;

/// Each step makes the tables of one version more.
const STEPS: [&str; 1] = ["
    CREATE TABLE settings (
        place    TEXT PRIMARY KEY,   -- `discord:guild:1`, `matrix:room:!a:b`
        written  TEXT NOT NULL       -- settings as JSON
    ) STRICT;
    CREATE TABLE gaps (
        day      TEXT NOT NULL,      -- UTC, `2026-11-24`
        reason   TEXT NOT NULL,      -- `silent` or `not-it`
        language TEXT NOT NULL,      -- of the reply
        words    TEXT NOT NULL,      -- of the question, folded
        count    INTEGER NOT NULL,
        PRIMARY KEY (day, reason, language, words)
    ) STRICT;
"];

/// Makes `connection` ready for use: its modes, and the tables of today.
pub(super) fn apply(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    match steps(connection) {
        Ok(true) => Ok(()),
        Ok(false) => Err(StoreError::Newer(path.to_owned())),
        Err(error) => Err(explain(path, error)),
    }
}

/// Whether the file is of this version now; not if it is of a later one.
fn steps(connection: &mut Connection) -> rusqlite::Result<bool> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // At once for writing, so that two processes that start together do not both apply a step.
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let done: usize = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if done > STEPS.len() {
        return Ok(false);
    }
    for step in &STEPS[done..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", STEPS.len())?;
    transaction.commit()?;
    Ok(true)
}
