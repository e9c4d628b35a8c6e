//! What outlives a restart: the settings of each place, and the questions that got no answer. In one SQLite file.
//!
//! An adapter: the only database. Never keeps who asked, nor a message as it was written: a gap is a question with its
//! words folded, a count and a day. Never ends the program: [`Settings`] that can not be read are the defaults, and what
//! can not be written is an error that says what to do.
//! Called by: the platforms that keep running (`discord`, `matrix`) and `cli` (`run`, `gaps`, `doctor`).
//!
//! The file is in WAL mode with `synchronous = FULL`, so that a change that was confirmed is there after `kill -9` or a
//! power cut (<https://www.sqlite.org/wal.html>).

mod gaps;
mod migrations;
mod settings;
#[cfg(test)]
mod tests;

pub use gaps::{Gap, Reason};
pub use settings::{Place, Settings};

use rusqlite::{Connection, ErrorCode};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The file's name in the state folder.
pub const FILE: &str = "sayswho.db";
/// How long to wait for another process that writes.
const BUSY: Duration = Duration::from_secs(2);

/// The settings and gaps. Shared by all platforms of a process; several processes may share its file.
pub struct Store {
    /// What it is kept in; `None` where the file could not be opened, and nothing is kept beyond this process.
    connection: Option<Mutex<Connection>>,
    /// A second one that only reads, so that answering never waits for something that is being written.
    reader: Option<Mutex<Connection>>,
    path: PathBuf,
    /// Settings that could not be kept, and hold until the process ends.
    unkept: Mutex<HashMap<Place, Settings>>,
}

/// Why something could not be kept, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no room.
    #[error("the disk that `{path}` is on is full. Make room; until then nothing is kept", path = .0.display())]
    Full(PathBuf),
    /// It may not be written to.
    #[error("`{path}` can not be written to. Give sayswho the right to write there, or name another folder with \
             SAYSWHO_STATE_DIR; until then nothing is kept", path = .0.display())]
    ReadOnly(PathBuf),
    /// Something else than a store is there, or a damaged one.
    #[error("`{path}` is damaged, or no file of sayswho's. Move it away, and a new one is made; until then nothing is kept",
            path = .0.display())]
    Damaged(PathBuf),
    /// A newer sayswho has changed it.
    #[error("`{path}` was made by a newer version of sayswho. Run that version, or name another folder with \
             SAYSWHO_STATE_DIR; until then nothing is kept", path = .0.display())]
    Newer(PathBuf),
    /// Another process has had it locked for too long.
    #[error("another program has `{path}` locked. Is a second sayswho or a backup running? Try again", path = .0.display())]
    Busy(PathBuf),
    /// There is no place to keep anything in.
    #[error("there is no folder to keep things in. Name one with SAYSWHO_STATE_DIR or in config.toml, [state] dir")]
    Nowhere,
    /// Whatever else the database says.
    #[error("can not use `{path}`: {error}", path = path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        error: rusqlite::Error,
    },
}

impl Store {
    /// Opens the store in `folder`, and makes both where there are none.
    ///
    /// # Errors
    /// [`StoreError`] where that is impossible. [`Store::in_memory`] then serves until the cause is mended.
    pub fn open(folder: &Path) -> Result<Store, StoreError> {
        let path = folder.join(FILE);
        std::fs::create_dir_all(folder).map_err(|error| match error.kind() {
            std::io::ErrorKind::StorageFull => StoreError::Full(path.clone()),
            _ => StoreError::ReadOnly(path.clone()),
        })?;
        make_for_nobody_else(&path);
        let mut connection = Connection::open(&path).map_err(|error| explain(&path, error))?;
        migrations::apply(&mut connection, &path)?;
        let reader = Connection::open(&path).map_err(|error| explain(&path, error))?;
        reader.busy_timeout(BUSY).map_err(|error| explain(&path, error))?;
        let [connection, reader] = [connection, reader].map(|connection| Some(Mutex::new(connection)));
        Ok(Store { connection, reader, path, unkept: Mutex::default() })
    }

    /// A store that forgets when the process ends.
    pub fn in_memory() -> Store {
        Store { connection: None, reader: None, path: PathBuf::new(), unkept: Mutex::default() }
    }

    /// Whether it outlives the process.
    pub fn is_kept(&self) -> bool {
        self.connection.is_some()
    }

    /// Tries whether something can be written, and leaves everything as it was.
    ///
    /// # Errors
    /// [`StoreError`] where it can not.
    pub fn try_writing(&self) -> Result<(), StoreError> {
        self.with(|connection| {
            let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            transaction.execute("INSERT INTO settings (place, written) VALUES ('', '{}')", [])?;
            transaction.rollback()
        })
    }

    /// Runs `work` on the database.
    fn with<T>(&self, work: impl FnOnce(&mut Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let connection = self.connection.as_ref().ok_or(StoreError::Nowhere)?;
        work(&mut lock(connection)).map_err(|error| explain(&self.path, error))
    }
}

/// Makes a new file that only its owner may read: it holds what people asked. SQLite gives its other files the same mode,
/// and says what is wrong where no file can be made.
fn make_for_nobody_else(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.open(path);
}

/// What is behind a lock. A panic elsewhere while it was held can not have left half a change: SQLite rolls back, and a
/// map is changed in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What SQLite says, as what to do.
fn explain(path: &Path, error: rusqlite::Error) -> StoreError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full(path),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => StoreError::ReadOnly(path),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::Damaged(path),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy(path),
        _ => StoreError::Other { path, error },
    }
}
