//! The store against what disks and other processes do to it.

use super::{FILE, Place, Reason, Settings, Store, StoreError};
use crate::library::Language;
use rusqlite::Connection;
use std::fs;
use std::io::{BufRead, BufReader, Write, stdin};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, UNIX_EPOCH};

/// Tells a child process of these tests which folder to write to.
const CHILD: &str = "SAYSWHO_TEST_STORE";
/// Tells it to write once for each line that it reads.
const IN_STEP: &str = "SAYSWHO_TEST_STORE_IN_STEP";

fn place(id: u32) -> Place {
    Place::new("discord:guild", id)
}

fn cooldown(seconds: u32) -> Settings {
    Settings { cooldown: seconds, ..Settings::default() }
}

fn open(folder: &Path) -> Store {
    Store::open(folder).expect("a store")
}

/// What an error says, with the folder called `~`.
fn said<T>(result: Result<T, StoreError>, folder: &Path) -> String {
    result.err().expect("an error").to_string().replace(&folder.display().to_string(), "~")
}

/// A process of its own that counts the cooldown of place 1 up for ever, and writes each number that is kept.
fn child(folder: &Path) -> Child {
    command(folder).spawn().expect("a child")
}

fn command(folder: &Path) -> Command {
    let program = std::env::current_exe().expect("this program");
    let mut command = Command::new(program);
    command.args(["--exact", "store::tests::child_process", "--nocapture", "--ignored"]).env(CHILD, folder);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

#[test]
#[ignore = "the other process of other tests"]
fn child_process() {
    let Ok(folder) = std::env::var(CHILD) else { return };
    let store = open(Path::new(&folder));
    let mut go = stdin().lines();
    for number in 1.. {
        // SQLite's lock is not fair: one who writes without a pause can keep others waiting for seconds.
        if std::env::var_os(IN_STEP).is_some() && go.next().is_none() {
            return;
        }
        store.set_settings(&place(1), &cooldown(number)).expect("it is kept");
        println!("\nkept {number}");
    }
}

/// The next number that a child says it has kept.
fn kept(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> Option<u32> {
    lines.find_map(|line| line.ok()?.strip_prefix("kept ")?.parse().ok())
}

#[test]
fn settings_and_gaps_outlive_the_process() {
    let folder = tempfile::tempdir().expect("a folder");
    let set =
        Settings { language: Some(Language::Tr), private: Some(true), channels: vec!["7".to_owned()], cooldown: 30 };
    let first = open(&folder.path().join("made/for/it"));
    assert_eq!(first.settings(&place(1)), Settings::default());
    first.set_settings(&place(1), &set).expect("it is kept");
    let day = UNIX_EPOCH + Duration::from_secs(1_795_478_400);
    for query in ["Does it rain?", "does it  RAIN"] {
        first.count_gap(query, Language::En, Reason::Silent, day).expect("it is kept");
    }
    drop(first);
    let second = open(&folder.path().join("made/for/it"));
    assert_eq!((second.settings(&place(1)), second.settings(&place(2))), (set, Settings::default()));
    let gaps = second.gaps().expect("gaps");
    assert_eq!((gaps.len(), gaps[0].words.as_str(), gaps[0].count), (1, "does it rain", 2));
    assert_eq!(gaps[0].day, "2026-11-24");
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_what_people_asked() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let store = open(folder.path());
    store.set_settings(&place(1), &cooldown(7)).expect("kept");
    for file in fs::read_dir(folder.path()).expect("a folder").map(|file| file.expect("a file")) {
        let mode = file.metadata().expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.path().display());
    }
}

#[test]
fn what_was_confirmed_is_there_after_kill_9() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut child = child(folder.path());
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    for _ in 0..50 {
        kept(&mut lines).expect("it goes on");
    }
    child.kill().expect("it is killed");
    let mut last = 50;
    while let Some(number) = kept(&mut lines) {
        last = number;
    }
    child.wait().expect("it is gone");
    let found = open(folder.path()).settings(&place(1)).cooldown;
    // The one after the last that was confirmed may have been kept, and not been said any more.
    assert!(found == last || found == last + 1, "confirmed: {last}, found: {found}");
}

#[test]
fn two_processes_share_a_file_and_see_each_others_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = open(folder.path());
    assert_eq!(store.settings(&place(1)).cooldown, 0);
    let mut child = command(folder.path()).env(IN_STEP, "yes").stdin(Stdio::piped()).spawn().expect("a child");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut go = child.stdin.take().expect("its input");
    for number in 1..=50 {
        writeln!(go).expect("it reads");
        store.set_settings(&place(2), &cooldown(number)).expect("the other one does not keep us from it");
        let other = kept(&mut lines).expect("we do not keep the other one from it");
        assert!(store.settings(&place(1)).cooldown >= other, "the other one's change is seen");
    }
    drop(go);
    assert!(child.wait().expect("it is gone").success());
    assert_eq!(open(folder.path()).settings(&place(2)), cooldown(50));
}

#[test]
fn a_full_disk_is_said_and_the_bot_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = open(folder.path());
    store.set_settings(&place(1), &cooldown(1)).expect("it is kept");
    // As if the disk had room for no page more.
    store
        .with(|connection| {
            let pages: u32 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
            connection.pragma_update(None, "max_page_count", pages)
        })
        .expect("a limit");
    let large = Settings { channels: vec!["x".repeat(20_000)], ..Settings::default() };
    assert_eq!(
        said(store.set_settings(&place(2), &large), folder.path()),
        "the disk that `~/sayswho.db` is on is full. Make room; until then nothing is kept",
    );
    assert_eq!(store.settings(&place(2)), large, "it holds as long as the process runs");
    assert_eq!(store.settings(&place(1)), cooldown(1), "what was kept is still there");
    // Room is made.
    store.with(|connection| connection.pragma_update(None, "max_page_count", 1_000_000)).expect("no limit");
    store.set_settings(&place(2), &cooldown(2)).expect("it is kept again");
    assert_eq!(open(folder.path()).settings(&place(2)), cooldown(2));
}

#[test]
fn a_folder_that_can_not_be_written_to_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "`~/sayswho.db` can not be written to. Give sayswho the right to write there, or name another folder with \
                SAYSWHO_STATE_DIR; until then nothing is kept";
    let file = folder.path().join("file");
    fs::write(&file, "").expect("a file");
    assert_eq!(said(Store::open(&file), &file), text, "a file is where the folder should be");
    let store = open(folder.path());
    store.with(|connection| connection.pragma_update(None, "query_only", true)).expect("it only reads");
    assert_eq!(said(store.set_settings(&place(1), &cooldown(9)), folder.path()), text);
    assert_eq!(said(store.try_writing(), folder.path()), text);
    assert_eq!(store.settings(&place(1)), cooldown(9), "it holds as long as the process runs");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_of_the_system_can_not_be_written_to() {
    let folder = Path::new("/proc/sayswho");
    assert!(said(Store::open(folder), folder).starts_with("`~/sayswho.db` can not be written to."));
}

#[test]
fn something_else_than_a_store_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(FILE);
    let text = "`~/sayswho.db` is damaged, or no file of sayswho's. Move it away, and a new one is made; until then \
                nothing is kept";
    fs::write(&path, "Dear diary, ".repeat(1_000)).expect("a file");
    assert_eq!(said(Store::open(folder.path()), folder.path()), text);
    assert!(fs::read_to_string(&path).expect("it is there").starts_with("Dear diary"));
    fs::remove_file(&path).expect("it is moved away");

    let store = open(folder.path());
    store.set_settings(&place(1), &cooldown(1)).expect("it is kept");
    let garble = |connection: &mut Connection| connection.execute("UPDATE settings SET written = '{'", []);
    assert_eq!(store.with(garble).ok(), Some(1));
    assert_eq!(store.settings(&place(1)), Settings::default(), "what can not be read is the default");
}

#[test]
fn a_file_that_is_broken_in_the_middle_never_ends_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = open(folder.path());
    for number in 0..200 {
        store.set_settings(&place(number), &cooldown(number)).expect("it is kept");
    }
    drop(store);
    let path = folder.path().join(FILE);
    let whole = fs::read(&path).expect("the file");
    for start in (0..whole.len()).step_by(512) {
        let mut broken = whole.clone();
        let end = (start + 512).min(broken.len());
        broken[start..end].fill(0xA5);
        fs::write(&path, &broken).expect("the file");
        if let Ok(store) = Store::open(folder.path()) {
            let _ = store.settings(&place(7));
            let _ = store.set_settings(&place(7), &cooldown(7));
            assert_eq!(store.settings(&place(7)), cooldown(7), "broken from byte {start}");
        }
        for end in ["-wal", "-shm"] {
            let _ = fs::remove_file(folder.path().join(format!("{FILE}{end}")));
        }
    }
}

#[test]
fn a_file_of_a_newer_version_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(open(folder.path()));
    let newer = Connection::open(folder.path().join(FILE)).expect("the file");
    newer.pragma_update(None, "user_version", 99).expect("a newer version");
    assert_eq!(
        said(Store::open(folder.path()), folder.path()),
        "`~/sayswho.db` was made by a newer version of sayswho. Run that version, or name another folder with \
         SAYSWHO_STATE_DIR; until then nothing is kept",
    );
    let version: u32 = newer.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
    assert_eq!(version, 99);
}

#[test]
fn without_a_file_settings_hold_until_the_end_and_that_is_said() {
    let store = Store::in_memory();
    assert!(!store.is_kept());
    assert_eq!(
        said(store.set_settings(&place(1), &cooldown(5)), Path::new("~")),
        "there is no folder to keep things in. Name one with SAYSWHO_STATE_DIR or in config.toml, [state] dir",
    );
    assert_eq!(store.settings(&place(1)), cooldown(5));
}

#[test]
fn trying_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = open(folder.path());
    store.try_writing().expect("it can be written to");
    let count = |connection: &mut Connection| {
        connection.query_row("SELECT count(*) FROM settings", [], |row| row.get::<_, u32>(0))
    };
    assert_eq!(store.with(count).ok(), Some(0));
}
