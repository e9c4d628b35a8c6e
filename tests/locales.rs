//! The five locales say the same things: one set of messages, one set of variables for each, all of them used.

use fluent_bundle::FluentResource;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const LOCALES: [&str; 5] = ["en", "az", "tr", "ru", "ar"];

/// A message's variables, by its name.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(locale: &str) -> String {
    fs::read_to_string(root().join("locales").join(locale).with_extension("ftl")).expect("a locale")
}

/// The messages of a locale, and the names that stand more than once.
fn messages(locale: &str) -> (Messages, Vec<String>) {
    let (mut messages, mut twice) = (Messages::new(), Vec::new());
    let mut last = None;
    for line in text(locale).lines() {
        let starts = line.starts_with(|c: char| c.is_ascii_lowercase());
        if let Some((name, _)) = line.split_once('=').filter(|_| starts) {
            let name = name.trim().to_owned();
            if messages.insert(name.clone(), BTreeSet::new()).is_some() {
                twice.push(name.clone());
            }
            last = Some(name);
        }
        let Some(variables) = last.as_ref().and_then(|name| messages.get_mut(name)) else { continue };
        if !line.starts_with(['#', '-']) {
            variables.extend(
                line.split('$')
                    .skip(1)
                    .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect()),
            );
        }
    }
    (messages, twice)
}

/// Every file of src/, with its text.
fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            found.push((path, text));
        }
    }
}

/// Every name that the code gives as `key("…")`.
fn used() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let names = files.iter().flat_map(|(_, text)| text.split("key(\"").skip(1));
    names
        .filter_map(|rest| rest.split_once("\")"))
        .map(|(name, _)| name.to_owned())
        .filter(|name| name != "…")
        .collect()
}

#[test]
fn every_locale_is_well_formed_and_says_nothing_twice() {
    for locale in LOCALES {
        if let Err((_, errors)) = FluentResource::try_new(text(locale)) {
            panic!("{locale}.ftl: {errors:?}");
        }
        assert_eq!(messages(locale).1, [] as [String; 0], "{locale}.ftl has these twice");
    }
}

#[test]
fn every_locale_has_the_same_messages_with_the_same_variables() {
    let (english, _) = messages("en");
    assert!(english.len() > 100, "the messages were found");
    for locale in &LOCALES[1..] {
        assert_eq!(messages(locale).0, english, "{locale}.ftl against en.ftl");
    }
}

#[test]
fn every_message_is_used_and_every_used_message_is_there() {
    let there: BTreeSet<String> = messages("en").0.into_keys().collect();
    let used = used();
    assert_eq!(used.difference(&there).collect::<Vec<_>>(), [] as [&String; 0], "used, but in no locale");
    assert_eq!(there.difference(&used).collect::<Vec<_>>(), [] as [&String; 0], "in the locales, but never used");
}

#[test]
fn no_locale_repeats_the_english_words() {
    let english: BTreeMap<String, String> = values("en");
    for locale in &LOCALES[1..] {
        for (name, value) in values(locale) {
            let same = english.get(&name) == Some(&value);
            // What has no words of its own is the same everywhere.
            let wordless = value
                .replace(|c: char| !c.is_alphabetic(), " ")
                .split_whitespace()
                .all(|word| ["speaker", "role", "question", "score", "count"].contains(&word));
            assert!(!same || wordless, "{locale}.ftl: {name} = {value}");
        }
    }
}

/// The values of messages that stand on one line.
fn values(locale: &str) -> BTreeMap<String, String> {
    let text = text(locale);
    let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    lines.filter_map(|line| line.split_once(" = ")).map(|(name, value)| (name.into(), value.into())).collect()
}
