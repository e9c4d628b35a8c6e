//! The bot's folder: the session, the keys, the journal. For nobody but the user that the bot runs as: folders have mode
//! 0700, files 0600; and for one process at a time.
//!
//! Called by: `session`.

use super::journal;
use super::stop::Stop;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const SESSION: &str = "session.json";
const DRAFT: &str = "session.new";
const STORE: &str = "store";
const LOCK: &str = "lock";

/// A session, as it is kept.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The homeserver's address, as it was found when the bot signed in.
    pub(super) homeserver: String,
    pub(super) user_id: String,
    pub(super) device_id: String,
    pub(super) access_token: String,
}

/// The folder, held by this process.
pub(super) struct Folder {
    path: PathBuf,
    /// Held as long as this lives; the system frees it whatever way the process ends.
    _lock: File,
}

impl Folder {
    /// Takes the folder, and makes it where there is none.
    pub(super) fn take(path: &Path) -> Result<Folder, Stop> {
        let unusable = |error| Stop::Folder { path: path.to_owned(), error };
        make_private(path).map_err(unusable)?;
        let lock = private_file(&path.join(LOCK)).map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Folder { path: path.to_owned(), _lock: lock }),
            Err(fs::TryLockError::WouldBlock) => Err(Stop::InUse(path.to_owned())),
            Err(fs::TryLockError::Error(error)) => Err(unusable(error)),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The folder of the keys.
    pub(super) fn store(&self) -> PathBuf {
        self.path.join(STORE)
    }

    /// The session, if somebody has signed in.
    pub(super) fn session(&self) -> Result<Option<Kept>, Stop> {
        let path = self.path.join(SESSION);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Stop::Folder { path, error }),
        };
        // Not with what is wrong in it, which could hold the token.
        let damaged = |_| Stop::Store(format!("`{}` is damaged", path.display()));
        serde_json::from_str(&text).map(Some).map_err(damaged)
    }

    /// Keeps a session in the place of any other, wholly or not at all.
    pub(super) fn keep(&self, session: &Kept) -> Result<(), Stop> {
        let (path, draft) = (self.path.join(SESSION), self.path.join(DRAFT));
        let write = || {
            let mut file = private_file(&draft)?;
            file.set_len(0)?;
            file.write_all(&serde_json::to_vec_pretty(session)?)?;
            file.sync_all()?;
            fs::rename(&draft, &path)
        };
        write().map_err(|error| Stop::Folder { path: path.clone(), error })
    }

    /// Moves the keys of an earlier session aside: they are of no use to the next, and are not for us to destroy.
    pub(super) fn set_aside(&self) -> Result<(), Stop> {
        let path = self.store();
        if !path.exists() {
            return Ok(());
        }
        let free = (1..).map(|number| self.path.join(format!("{STORE}.old-{number}"))).find(|path| !path.exists());
        let to = free.unwrap_or_else(|| self.path.join(format!("{STORE}.old")));
        fs::rename(&path, to).map_err(|error| Stop::Folder { path, error })
    }

    /// Deletes the keys of a sign-in that was refused: nobody ever knew them.
    pub(super) fn discard(&self) -> Result<(), Stop> {
        let path = self.store();
        fs::remove_dir_all(&path).map_err(|error| Stop::Folder { path, error })
    }

    /// Takes from all others what rights they have to the bot's files in it, whoever made them.
    pub(super) fn close_to_others(&self) -> Result<(), Stop> {
        close(&self.path, is_own).map_err(|error| Stop::Folder { path: self.path.clone(), error })
    }
}

#[cfg(unix)]
fn make_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o700))
}

#[cfg(unix)]
fn private_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)
}

/// Whether a file of the folder is the bot's, which may be a folder with other things in it.
fn is_own(name: &str) -> bool {
    [SESSION, DRAFT, LOCK, STORE, journal::FILE].iter().any(|own| name.starts_with(own))
}

#[cfg(unix)]
fn close(path: &Path, is_meant: fn(&str) -> bool) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        // What a link leads to is not in the folder.
        if entry.file_type()?.is_symlink() || !is_meant(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let is_folder = entry.file_type()?.is_dir();
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(if is_folder { 0o700 } else { 0o600 }))?;
        if is_folder {
            close(&entry.path(), |_| true)?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn make_private(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

#[cfg(not(unix))]
fn private_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).open(path)
}

#[cfg(not(unix))]
fn close(_: &Path, _: fn(&str) -> bool) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Folder, Kept};
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("a file").permissions().mode() & 0o777
    }

    #[test]
    fn nobody_else_may_read_it_and_one_process_has_it() {
        let parent = tempfile::tempdir().expect("a folder");
        let path = parent.path().join("matrix");
        let folder = Folder::take(&path).expect("the folder");
        assert!(folder.session().expect("none").is_none());
        let kept = Kept {
            homeserver: "https://a.example/".into(),
            user_id: "@bot:a.example".into(),
            device_id: "D".into(),
            access_token: "secret".into(),
        };
        folder.keep(&kept).expect("kept");
        folder.keep(&Kept { access_token: "s".into(), ..kept }).expect("kept again, shorter");
        assert_eq!(folder.session().expect("one").map(|kept| kept.access_token).as_deref(), Some("s"));
        fs::create_dir(folder.store()).expect("a store");
        fs::write(folder.store().join("keys"), "k").expect("keys");
        let script = path.join("script");
        fs::write(&script, "somebody's own").expect("a script");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a script");
        std::os::unix::fs::symlink(&script, folder.store().join("link")).expect("a link");
        folder.close_to_others().expect("closed");
        assert_eq!(mode(&script), 0o755);
        for (file, expected) in [("", 0o700), ("session.json", 0o600), ("store", 0o700), ("store/keys", 0o600)] {
            assert_eq!(mode(&path.join(file)), expected, "{file}");
        }
        let again = Folder::take(&path).err().map(|stop| stop.to_string());
        let expected = format!(
            "another sayswho uses `{}`. One account's keys are for one process: end the other, or give this one an account \
             and a folder of its own",
            path.display()
        );
        assert_eq!(again, Some(expected));
        folder.set_aside().expect("set aside");
        assert!(!folder.store().exists() && path.join("store.old-1/keys").exists());
        drop(folder);
        Folder::take(&path).expect("free again");
    }

    #[test]
    fn a_damaged_session_is_said_without_its_words() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = Folder::take(parent.path()).expect("the folder");
        fs::write(parent.path().join("session.json"), "{\"access_token\": \"secret").expect("written");
        let said = folder.session().err().map(|stop| stop.to_string()).expect("an error");
        assert!(said.contains("is damaged") && !said.contains("secret"), "{said}");
    }
}
