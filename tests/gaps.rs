//! `sayswho gaps`: what curators see of the questions that were not answered.

use crate::garden;
use assert_cmd::Command;
use sayswho::library::Language;
use sayswho::store::{Reason, Store};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// `sayswho gaps` with its state in `folder`.
fn gaps(folder: &Path, options: &[&str]) -> Command {
    garden::write_to(&folder.join("library"));
    let mut command = Command::cargo_bin("sayswho").expect("the binary");
    command.current_dir(folder).env_clear().env("SAYSWHO_STATE_DIR", folder.join("state"));
    command.args(["gaps", "--library", "library"]).args(options);
    command
}

/// A state folder in which some questions are kept.
fn kept(folder: &Path) {
    let store = Store::open(&folder.join("state")).expect("a store");
    let day = |number: u64| SystemTime::UNIX_EPOCH + Duration::from_secs(number * 86_400);
    for (query, language, reason, number) in [
        ("How deep is the pond?", Language::En, Reason::Silent, 20_000),
        ("how DEEP is the pond", Language::En, Reason::Silent, 20_001),
        ("Is the pond free?", Language::En, Reason::NotIt, 20_002),
    ] {
        store.count_gap(query, language, reason, day(number)).expect("kept");
    }
}

#[test]
fn gaps_are_listed_most_frequent_first() {
    let folder = tempfile::tempdir().expect("a folder");
    kept(folder.path());
    gaps(folder.path(), &[]).assert().code(0).stdout(
        "count  last day    language  what came     words\n    \
         2  2024-10-05  en        no answer     how deep is the pond\n    \
         1  2024-10-06  en        wrong answer  is the pond free\n",
    );
}

#[test]
fn gaps_are_written_as_one_line_of_json() {
    let folder = tempfile::tempdir().expect("a folder");
    kept(folder.path());
    let output = gaps(folder.path(), &["--json"]).assert().code(0).get_output().stdout.clone();
    assert_eq!(output.iter().filter(|byte| **byte == b'\n').count(), 1);
    let first = json!({
        "words": "how deep is the pond", "language": "en", "reason": "silent", "count": 2, "day": "2024-10-05",
    });
    let second = json!({
        "words": "is the pond free", "language": "en", "reason": "not-it", "count": 1, "day": "2024-10-06",
    });
    assert_eq!(serde_json::from_slice::<Value>(&output).expect("JSON"), json!({ "gaps": [first, second] }));
}

#[test]
fn where_nothing_was_ever_kept_nothing_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = "No gaps are kept: no question has gone unanswered since the bot first ran.\n";
    gaps(folder.path(), &[]).assert().code(0).stdout(said);
    gaps(folder.path(), &["--json"]).assert().code(0).stdout("{\"gaps\":[]}\n");
    assert!(!folder.path().join("state").exists(), "no store is made to look into");
}

#[test]
fn what_is_no_store_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("state").join("sayswho.db");
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    std::fs::write(&file, "not a database, but long enough to be taken for one that is damaged").expect("a file");
    gaps(folder.path(), &[]).assert().code(2).stderr(format!(
        "error: `{}` is damaged, or no file of sayswho's. Move it away, and a new one is made; until then nothing is \
         kept\n",
        file.display()
    ));
}
