//! Reading a library from a folder, and the one that is built in.

use sayswho::shelf::{built_in, read};
use std::fs;
use tempfile::tempdir;

#[test]
fn a_folder_is_read_without_hidden_files_readmes_and_backups() {
    let folder = tempdir().expect("a folder");
    let write = |path: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, path_bytes()).expect("written");
    };
    for path in [
        "library.toml",
        "sources/a.txt",
        "sources/a.txt~",
        "sources/.a.txt.swp",
        "sources/b.swp",
        "entries/x.toml.orig",
        "entries/README.md",
        "README.md",
        ".git/config",
        "entries/deep/stray.toml",
    ] {
        write(path);
    }
    let files = read(folder.path()).expect("read");
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["entries/deep/stray.toml", "library.toml", "sources/a.txt"]);
    assert_eq!(files[2].bytes, path_bytes());
}

/// Bytes that are no text: reading must not care.
fn path_bytes() -> Vec<u8> {
    vec![0xff, 0, b'\r', b'\n']
}

#[test]
fn what_is_no_folder_is_said() {
    let folder = tempdir().expect("a folder");
    let missing = folder.path().join("none");
    assert_eq!(
        read(&missing).expect_err("missing").to_string(),
        format!(
            "there is no folder `{}`. Check the path; a library is a folder with library.toml and sources/ in it",
            missing.display()
        )
    );
    let file = folder.path().join("file");
    fs::write(&file, "").expect("written");
    assert_eq!(
        read(&file).expect_err("a file").to_string(),
        format!("`{}` is no folder. Give the folder that library.toml is in", file.display())
    );
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_ends_and_a_dead_link_is_said() {
    use std::os::unix::fs::symlink;
    let folder = tempdir().expect("a folder");
    fs::create_dir(folder.path().join("sources")).expect("made");
    fs::write(folder.path().join("sources/a.txt"), "a").expect("written");
    symlink(folder.path(), folder.path().join("sources/above")).expect("linked");
    let files = read(folder.path()).expect("read");
    assert_eq!(files.len(), 1);

    let dead = folder.path().join("dead.toml");
    symlink(folder.path().join("nowhere"), &dead).expect("linked");
    let error = read(folder.path()).expect_err("dead").to_string();
    let start = format!("can not read `{}`: ", dead.display());
    assert!(error.starts_with(&start), "{error}");
    assert!(error.ends_with(". Check that it exists and that you may read it, or delete it"), "{error}");
}

#[test]
fn the_built_in_library_is_the_folder_knowledge() {
    let on_disk = read(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge"))).expect("read");
    assert_eq!(built_in(), on_disk);
}
