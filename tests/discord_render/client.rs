//! What Discord does with a message, written from its documentation and independent of src/: which messages it refuses,
//! and what a reader sees of Markdown.

use serde_json::Value;
use std::collections::BTreeSet;

/// Panics where Discord would refuse the message `{content, embeds, components}`.
/// <https://discord.com/developers/docs/resources/message>, <https://discord.com/developers/docs/components/reference>
pub fn accept(message: &Value) {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    assert!(units(&message["content"]) <= 2000, "content");
    let embeds = list(&message["embeds"]);
    assert!((1..=10).contains(&embeds.len()), "embeds");
    let mut sum = 0;
    for embed in &embeds {
        for (text, most) in [(&embed["title"], 256), (&embed["description"], 4096), (&embed["footer"]["text"], 2048)] {
            if text.is_null() {
                continue;
            }
            assert!(!trimmed(text).is_empty(), "an empty part of an embed: {embed}");
            assert!(units(text) <= most, "{} of {most}: {text}", units(text));
            sum += units(text);
        }
        assert!(embed.get("fields").is_none_or(|fields| list(fields).is_empty()), "telephones stack fields");
        assert!(embed["description"].is_string());
    }
    assert!(sum <= 6000, "{sum} characters of embeds");
    let rows = list(&message["components"]);
    assert!(rows.len() <= 5, "{} rows", rows.len());
    let mut ids = BTreeSet::new();
    for row in &rows {
        assert_eq!(row["type"], 1);
        let components = list(&row["components"]);
        assert!((1..=5).contains(&components.len()), "{} components of a row", components.len());
        for component in &components {
            let id = component["custom_id"].as_str().expect("a custom_id");
            assert!((1..=100).contains(&id.encode_utf16().count()), "{id}");
            assert!(ids.insert(id.to_owned()), "twice: {id}");
            if component["type"] == 3 {
                assert_eq!(components.len(), 1, "a menu takes a row of its own");
                menu(component);
            } else {
                assert_eq!(component["type"], 2);
                assert!(!trimmed(&component["label"]).is_empty() && units(&component["label"]) <= 80, "{component}");
            }
        }
    }
}

fn menu(menu: &Value) {
    assert!(units(&menu["placeholder"]) <= 150);
    let options = menu["options"].as_array().expect("options");
    assert!((1..=25).contains(&options.len()), "{} lines of a menu", options.len());
    let mut values = BTreeSet::new();
    for option in options {
        for part in ["label", "value", "description"] {
            if part != "description" || !option[part].is_null() {
                assert!((1..=100).contains(&units(&option[part])) && !trimmed(&option[part]).is_empty(), "{option}");
            }
        }
        assert!(values.insert(option["value"].to_string()), "twice: {option}");
    }
}

fn units(text: &Value) -> usize {
    text.as_str().unwrap_or_default().encode_utf16().count()
}

fn trimmed(text: &Value) -> &str {
    text.as_str().unwrap_or_default().trim()
}

/// What a reader sees of a description.
#[derive(Debug, Default)]
pub struct Seen {
    /// All text, line by line.
    pub text: String,
    /// The text of each block quote.
    pub quotes: Vec<String>,
    /// The words in bold, of block quotes only.
    pub bold: String,
    /// Where links lead.
    pub links: Vec<String>,
    /// Whatever else Discord would make of it: mentions, emoji, headings, lists, spoilers.
    pub active: Vec<String>,
}

/// Reads Markdown as Discord's clients do: a backslash before punctuation takes its meaning away.
pub fn see(markdown: &str) -> Seen {
    let mut seen = Seen::default();
    let mut quoting = false;
    let mut verbatim = false;
    for line in markdown.split('\n') {
        if line == "```" {
            verbatim = !verbatim;
            continue;
        }
        if verbatim {
            seen.text.push_str(line);
            seen.text.push('\n');
            continue;
        }
        let quoted = line.strip_prefix("> ");
        let body = quoted.unwrap_or(line);
        let start = body.trim_start();
        let digits = start.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_list = start.len() > digits.len() && digits.starts_with(['.', ')']);
        if start.starts_with(['#', '>', '-', '+']) || start.starts_with("* ") || is_list {
            seen.active.push(line.to_owned());
        }
        let text = inline(body, &mut seen, quoted.is_some());
        seen.text.push_str(&text);
        seen.text.push('\n');
        match (quoted.is_some(), quoting) {
            (true, false) => seen.quotes.push(text),
            (true, true) => {
                let last = seen.quotes.last_mut().expect("a quote was begun");
                last.push('\n');
                last.push_str(&text);
            }
            _ => {}
        }
        quoting = quoted.is_some();
    }
    assert!(!verbatim, "a block of code that does not end");
    seen
}

/// One line.
fn inline(line: &str, seen: &mut Seen, quoted: bool) -> String {
    let mut text = String::new();
    let mut rest = line;
    let mut bold = false;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let next = after.chars().next();
        let mut shown = c;
        let mut taken = c.len_utf8();
        match c {
            '\\' if next.is_some_and(|next| !next.is_ascii_alphanumeric() && !next.is_whitespace()) => {
                shown = next.unwrap_or_default();
                taken += shown.len_utf8();
            }
            '*' if after.starts_with('*') => {
                bold = !bold;
                rest = &after[1..];
                continue;
            }
            '~' if after.starts_with('~') => {
                rest = &after[1..];
                continue;
            }
            '*' => {
                rest = after;
                continue;
            }
            '`' => {
                let (code, beyond) = after.split_once('`').unwrap_or_else(|| panic!("a stray backtick in {line}"));
                text.push_str(code);
                rest = beyond;
                continue;
            }
            '[' => {
                let (label, beyond) = link(after).unwrap_or_else(|| panic!("a stray bracket in {line}"));
                let (target, beyond) = beyond.split_once(')').expect("a link that ends");
                text.push_str(&inline(label, seen, false));
                seen.links.push(target.to_owned());
                rest = beyond;
                continue;
            }
            '_' | '|' | '<' | '>' | ']' | '@' => seen.active.push(rest.to_owned()),
            ':' if after.starts_with("//") || is_emoji(after) => seen.active.push(rest.to_owned()),
            _ => {}
        }
        text.push(shown);
        if bold && quoted {
            seen.bold.push(shown);
        }
        rest = &rest[taken..];
    }
    assert!(!bold, "bold that does not end: {line}");
    text
}

/// Whether this, after a colon, is the name of an emoji up to the next colon.
fn is_emoji(after: &str) -> bool {
    let name = after.split_once(':').map_or("", |(name, _)| name);
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '\\')
}

/// The label of a link and what comes after `](`.
fn link(text: &str) -> Option<(&str, &str)> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == ']' && !escaped {
            return text[at + 1..].strip_prefix('(').map(|beyond| (&text[..at], beyond));
        }
        escaped = c == '\\' && !escaped;
    }
    None
}
