//! Where libraries stand: reads a folder into [`LibraryFile`]s, or yields the library that is built in.
//!
//! The only I/O that a library needs. Never looks into the files: `library::parse` does. Hidden files, `README.md` and
//! editors' backups are passed over.
//! Called by: `cli` and the platforms, when they start or reload.

use crate::library::LibraryFile;
use crate::library::parse::MAX_FILE_BYTES;
use include_dir::{Dir, include_dir};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A folder with more files than this is no library: a limit on work, should the path be a wrong one.
pub const MAX_FILES: usize = 10_000;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/knowledge");

/// Why a folder could not be read as a library: what, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// There is nothing at the path.
    #[error("there is no folder `{0}`. Check the path; a library is a folder with library.toml and sources/ in it")]
    Missing(PathBuf),
    /// There is a file at the path.
    #[error("`{0}` is no folder. Give the folder that library.toml is in")]
    NoFolder(PathBuf),
    /// A file or folder could not be read.
    #[error("can not read `{path}`: {error}. Check that it exists and that you may read it, or delete it")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system says.
        error: io::Error,
    },
    /// There are more than [`MAX_FILES`] files.
    #[error("`{0}` holds more than {MAX_FILES} files. Is it the right folder?")]
    TooMany(PathBuf),
}

/// The files of the library in `folder`, by path. Of a file larger than `library` reads, only the beginning is taken.
///
/// # Errors
/// [`ShelfError`] where the folder or any file in it can not be read.
pub fn read(folder: &Path) -> Result<Vec<LibraryFile>, ShelfError> {
    let metadata = fs::metadata(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ShelfError::Missing(folder.to_owned()),
        _ => ShelfError::Unreadable { path: folder.to_owned(), error },
    })?;
    if !metadata.is_dir() {
        return Err(ShelfError::NoFolder(folder.to_owned()));
    }
    let mut files = Vec::new();
    read_folder(folder, "", &mut BTreeSet::new(), &mut files).map_err(|problem| match problem {
        Some((path, error)) => ShelfError::Unreadable { path, error },
        None => ShelfError::TooMany(folder.to_owned()),
    })?;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// The files of the library that is built into the program, by path.
pub fn built_in() -> Vec<LibraryFile> {
    let mut files = Vec::new();
    let mut folders = vec![&BUILT_IN];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs().filter(|inner| !is_passed_over(&name_of(inner.path()))));
        for file in folder.files().filter(|file| !is_passed_over(&name_of(file.path()))) {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.push(LibraryFile { path, bytes: file.contents().to_owned() });
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

/// Adds the files of `folder`, whose path inside the library is `prefix`. `seen` are the folders read so far, links
/// followed, so that a link to a folder above ends. The error is a path with its reason; none where there are too many.
fn read_folder(
    folder: &Path,
    prefix: &str,
    seen: &mut BTreeSet<PathBuf>,
    files: &mut Vec<LibraryFile>,
) -> Result<(), Option<(PathBuf, io::Error)>> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| Some((path, error))
    };
    if !seen.insert(fs::canonicalize(folder).map_err(at(folder))?) {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        let name = name_of(&path);
        if is_passed_over(&name) {
            continue;
        }
        let metadata = fs::metadata(&path).map_err(at(&path))?;
        if metadata.is_dir() {
            read_folder(&path, &format!("{prefix}{name}/"), seen, files)?;
        } else if metadata.is_file() {
            if files.len() == MAX_FILES {
                return Err(None);
            }
            let mut bytes = Vec::new();
            let limit = MAX_FILE_BYTES as u64 + 1;
            File::open(&path).and_then(|file| file.take(limit).read_to_end(&mut bytes)).map_err(at(&path))?;
            files.push(LibraryFile { path: format!("{prefix}{name}"), bytes });
        }
    }
    Ok(())
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether a file or folder of this name is none of a library's: hidden, a readme, or an editor's backup.
fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || name == "README.md" || [".swp", ".orig", "~"].iter().any(|end| name.ends_with(end))
}
