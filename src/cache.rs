//! Trained matchers on disk, so that only the first start with a library trains.
//!
//! An adapter: the only I/O of training. Never needed: whatever is wrong with the folder or a file in it, the matcher is
//! trained again, and at worst a warning is logged. A file's name is the hash of all that the training depends on.
//! Called by: `cli`, when it starts.

use crate::library::{Library, LibraryFile};
use crate::matching::Matcher;
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

/// So many trained matchers are kept: those that were trained last.
const KEPT: usize = 4;
/// How their files end.
const SUFFIX: &str = "matcher";

/// The matcher for `library`, which was parsed from `files`: from `folder` if it is there, else trained, and kept there.
pub fn matcher(folder: Option<&Path>, files: &[LibraryFile], library: &Library) -> Matcher {
    let Some(folder) = folder else { return Matcher::train(library) };
    let path = path(folder, files);
    read(&path).unwrap_or_else(|| train(folder, &path, library).0)
}

/// Trains where nothing is kept yet. Whether that was so, and a matcher is kept now.
pub fn prepare(folder: Option<&Path>, files: &[LibraryFile], library: &Library) -> bool {
    let Some(folder) = folder else { return false };
    let path = path(folder, files);
    !path.exists() && train(folder, &path, library).1
}

fn path(folder: &Path, files: &[LibraryFile]) -> PathBuf {
    folder.join(format!("{}.{SUFFIX}", key(files)))
}

/// The matcher, and whether it could be kept.
fn train(folder: &Path, path: &Path, library: &Library) -> (Matcher, bool) {
    let matcher = Matcher::train(library);
    let kept = write(folder, path, &matcher.to_bytes());
    if let Err(error) = &kept {
        tracing::warn!(
            "can not keep the trained matcher in `{}`: {error}. Every start will train anew",
            folder.display()
        );
    }
    (matcher, kept.is_ok())
}

/// The code that trains, and the tables that it reads. They are part of the key, so that a matcher which an older build of
/// the same version trained is never taken for this one's.
static TRAINING: [Dir<'_>; 3] = [
    include_dir!("$CARGO_MANIFEST_DIR/src/matching"),
    include_dir!("$CARGO_MANIFEST_DIR/data/names"),
    include_dir!("$CARGO_MANIFEST_DIR/data/refusals"),
];

/// The hash of the files' names and bytes, and of this program's version, training code and tables. Each part is hashed with its
/// length, so that no two lists of files run together the same.
fn key(files: &[LibraryFile]) -> String {
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    part(env!("CARGO_PKG_VERSION").as_bytes());
    TRAINING.iter().flat_map(Dir::files).for_each(|file| part(file.contents()));
    for file in files {
        part(file.path.as_bytes());
        part(&file.bytes);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(path: &Path) -> Option<Matcher> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::debug!("no trained matcher at `{}`: {error}", path.display());
            return None;
        }
    };
    let matcher = unseal(&bytes).and_then(Matcher::from_bytes);
    if matcher.is_none() {
        tracing::debug!("the trained matcher at `{}` is damaged or of another version", path.display());
    }
    matcher
}

/// `bytes` with their hash before them: a flipped bit in a weight would decode, and give wrong answers.
fn seal(bytes: &[u8]) -> Vec<u8> {
    [&Sha256::digest(bytes)[..], bytes].concat()
}

/// What [`seal`] was given, if it is unchanged.
fn unseal(sealed: &[u8]) -> Option<&[u8]> {
    let (hash, bytes) = sealed.split_at_checked(Sha256::output_size())?;
    (hash == &Sha256::digest(bytes)[..]).then_some(bytes)
}

/// Writes beside the target and renames, so that no other process ever reads half a file; then drops the oldest files.
fn write(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let partial = folder.join(format!("{}.partial", std::process::id()));
    let written = fs::write(&partial, seal(bytes)).and_then(|()| fs::rename(&partial, path));
    if written.is_err() {
        // Half a file helps nobody; if it can not be removed either, the warning about the write says enough.
        let _ = fs::remove_file(&partial);
    }
    written?;
    // Another process may be doing the same, so a file that is gone by now is nothing to warn of.
    if let Err(error) = drop_old(folder, path) {
        tracing::debug!("can not drop old matchers in `{}`: {error}", folder.display());
    }
    Ok(())
}

fn drop_old(folder: &Path, newest: &Path) -> io::Result<()> {
    let mut others: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if path.extension().is_some_and(|end| end == SUFFIX) && path != newest {
            others.push((entry.metadata()?.modified()?, path));
        }
    }
    others.sort();
    let surplus = (others.len() + 1).saturating_sub(KEPT);
    others.iter().take(surplus).try_for_each(|(_, path)| fs::remove_file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> Vec<LibraryFile> {
        vec![LibraryFile { path: "library.toml".into(), bytes: text.into() }]
    }

    fn kept(folder: &Path) -> Vec<PathBuf> {
        let all = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        let mut all: Vec<PathBuf> = all.collect();
        all.sort();
        all
    }

    #[test]
    fn what_was_sealed_is_read_back_and_any_flipped_bit_is_noticed() {
        let sealed = seal(b"weights");
        assert_eq!(unseal(&sealed), Some(&b"weights"[..]));
        for at in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert_eq!(unseal(&damaged), None, "byte {at}");
        }
        assert_eq!(unseal(b"short"), None);
    }

    #[test]
    fn each_content_has_a_file_of_its_own_and_only_the_last_are_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let library = Library::default();
        for number in 0..KEPT + 3 {
            matcher(Some(folder.path()), &files(&number.to_string()), &library);
        }
        assert_eq!(kept(folder.path()).len(), KEPT);
        let last = folder.path().join(format!("{}.{SUFFIX}", key(&files(&(KEPT + 2).to_string()))));
        assert!(last.is_file(), "the newest is among them");
    }

    #[test]
    fn a_damaged_file_is_replaced_and_a_folder_that_is_none_does_no_harm() {
        let folder = tempfile::tempdir().expect("a folder");
        let library = Library::default();
        matcher(Some(folder.path()), &files("a"), &library);
        let path = kept(folder.path()).remove(0);
        let whole = fs::read(&path).expect("a file");
        fs::write(&path, b"damaged").expect("a file");
        matcher(Some(folder.path()), &files("a"), &library);
        assert_eq!(fs::read(&path).expect("a file"), whole);
        matcher(Some(&path), &files("a"), &library);
    }

    #[test]
    fn only_the_first_start_is_one_to_begin_anew_after() {
        let folder = tempfile::tempdir().expect("a folder");
        let library = Library::default();
        assert!(prepare(Some(folder.path()), &files("a"), &library), "trained and kept");
        assert!(!prepare(Some(folder.path()), &files("a"), &library), "kept already");
        let file = kept(folder.path()).remove(0);
        assert!(!prepare(Some(&file), &files("a"), &library), "can not be kept: beginning anew would train again");
        assert!(!prepare(None, &files("a"), &library));
    }

    #[test]
    fn names_and_contents_do_not_run_together() {
        let one = [LibraryFile { path: "a".into(), bytes: b"bc".into() }];
        let other = [LibraryFile { path: "ab".into(), bytes: b"c".into() }];
        assert_ne!(key(&one), key(&other));
    }
}
