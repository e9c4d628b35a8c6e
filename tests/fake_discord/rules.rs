//! The rules of Discord that its OpenAPI description leaves out, and our own on top.
//!
//! Each is documented on <https://discord.com/developers/docs>, on the page that stands beside it.
//! Called by: `rest`, for every request.

use super::routes::{CALLBACK, CREATE_MESSAGE, EDIT_ORIGINAL, FOLLOW_UP, REGISTER};
use serde_json::Value;
use std::collections::HashSet;

/// All texts of all embeds of a message together (resources/message#embed-object-embed-limits).
const EMBED_SUM: usize = 6000;
/// Names, descriptions and values of a command together (interactions/application-commands).
const COMMAND_SUM: usize = 8000;
/// Rows of a message without components V2, and buttons of a row (components/reference#action-row).
const ROWS: usize = 5;
const BUTTONS: usize = 5;
/// Lines of a select menu (components/reference#string-select), choices of an option or of a completion.
const LINES: usize = 25;
/// A choice's name, and its value if it is text (interactions/application-commands#application-command-object).
const CHOICE: usize = 100;
/// Locales that Discord has (reference#locales).
const LOCALES: [&str; 33] = [
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR",
    "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko", "he",
];
const SELECTS: [u64; 5] = [3, 5, 6, 7, 8];

/// What is wrong with a request, each with the path to it.
pub struct Rules {
    path: Vec<String>,
    found: Vec<String>,
}

/// What is wrong with the body of an operation, each with the path to it: `/data/embeds: …`.
pub fn request(operation: &'static str, body: &Value) -> Vec<String> {
    let mut rules = Rules { path: Vec::new(), found: Vec::new() };
    match operation {
        CALLBACK => rules.callback(body),
        EDIT_ORIGINAL | FOLLOW_UP | CREATE_MESSAGE => rules.message(body),
        REGISTER => rules.commands(body),
        _ => {}
    }
    rules.found
}

impl Rules {
    fn wrong(&mut self, what: impl Into<String>) {
        self.found.push(format!("{}: {}", self.path.concat(), what.into()));
    }

    /// Looks at a part of the body, below where it is.
    fn at(&mut self, step: impl std::fmt::Display, look: impl FnOnce(&mut Rules)) {
        self.path.push(format!("/{step}"));
        look(self);
        self.path.pop();
    }

    fn each(&mut self, name: &str, list: &Value, mut look: impl FnMut(&mut Rules, &Value)) {
        self.at(name, |rules| {
            for (index, item) in items(list).iter().enumerate() {
                rules.at(index, |rules| look(rules, item));
            }
        });
    }

    fn callback(&mut self, body: &Value) {
        let data = &body["data"];
        match body["type"].as_u64() {
            Some(4 | 7) => self.at("data", |rules| rules.message(data)),
            Some(8) => self.at("data", |rules| rules.choices(&data["choices"])),
            _ => {}
        }
    }

    fn message(&mut self, message: &Value) {
        let has = |name: &str| !text(&message[name]).is_empty() || !items(&message[name]).is_empty();
        if !["content", "embeds", "components", "attachments", "sticker_ids", "poll"].into_iter().any(has) {
            self.wrong("an empty message (code 50006)");
        }
        // Ours: nothing that we send pings anybody. An absent list would mean that all may be pinged.
        let mentions = &message["allowed_mentions"];
        let is_empty = |name: &str| items(&mentions[name]).is_empty();
        if mentions["parse"].as_array().is_none_or(|parse| !parse.is_empty())
            || !is_empty("users")
            || !is_empty("roles")
        {
            self.at("allowed_mentions", |rules| rules.wrong("must be there and allow none"));
        }
        if mentions["replied_user"] == Value::Bool(true) {
            self.at("allowed_mentions", |rules| rules.wrong("must not ping whom it replies to"));
        }
        let sum: usize = items(&message["embeds"]).iter().map(embed_chars).sum();
        if sum > EMBED_SUM {
            self.at("embeds", |rules| rules.wrong(format!("{sum} characters together, {EMBED_SUM} is the limit")));
        }
        self.each("embeds", &message["embeds"], |rules, embed| {
            if embed_chars(embed) == 0 && embed["image"].is_null() && embed["thumbnail"].is_null() {
                rules.wrong("an embed without anything to show");
            }
        });
        self.rows(&message["components"]);
    }

    fn rows(&mut self, rows: &Value) {
        let mut ids = HashSet::new();
        if items(rows).len() > ROWS {
            self.at("components", |rules| rules.wrong(format!("more than {ROWS} rows")));
        }
        self.each("components", rows, |rules, row| {
            if row["type"] != 1 {
                return rules.wrong("only rows may stand here");
            }
            let inner = items(&row["components"]);
            let selects = inner.iter().filter(|item| is_select(item)).count();
            if inner.is_empty() {
                rules.wrong("an empty row");
            } else if selects > 0 && inner.len() > 1 {
                rules.wrong("a select menu takes a row alone");
            } else if inner.len() > BUTTONS {
                rules.wrong(format!("more than {BUTTONS} buttons"));
            }
            rules.each("components", &row["components"], |rules, item| {
                let id = text(&item["custom_id"]);
                if !id.is_empty() && !ids.insert(id.to_owned()) {
                    rules.at("custom_id", |rules| rules.wrong("this custom_id stands twice in the message"));
                }
                if is_select(item) { rules.select(item) } else { rules.button(item) }
            });
        });
    }

    fn button(&mut self, button: &Value) {
        let has = |name: &str| !text(&button[name]).is_empty();
        match (button["style"].as_u64(), has("url"), has("custom_id")) {
            (Some(5), true, false) | (Some(1..=4), false, true) => {}
            (Some(5), ..) => self.wrong("a link button has a url and no custom_id"),
            _ => self.wrong("a button has a custom_id and no url"),
        }
        if !has("label") && button["emoji"].is_null() {
            self.wrong("a button without a label");
        }
    }

    fn select(&mut self, select: &Value) {
        let options = items(&select["options"]);
        if select["type"] == 3 && !(1..=LINES).contains(&options.len()) {
            self.at("options", |rules| rules.wrong(format!("{} lines; 1 to {LINES} may be there", options.len())));
        }
        self.unique("options", &select["options"], "value");
        let (least, most) = (select["min_values"].as_u64().unwrap_or(1), select["max_values"].as_u64().unwrap_or(1));
        if least > most || (select["type"] == 3 && most > options.len() as u64) {
            self.wrong("min_values and max_values do not fit the lines");
        }
    }

    fn choices(&mut self, choices: &Value) {
        if items(choices).len() > LINES {
            self.at("choices", |rules| rules.wrong(format!("more than {LINES} choices")));
        }
        self.unique("choices", choices, "name");
        self.each("choices", choices, |rules, choice| {
            if !(1..=CHOICE).contains(&chars(&choice["name"])) {
                rules.at("name", |rules| rules.wrong(format!("1 to {CHOICE} characters")));
            }
            if choice["value"].is_string() && !(1..=CHOICE).contains(&chars(&choice["value"])) {
                rules.at("value", |rules| rules.wrong(format!("1 to {CHOICE} characters")));
            }
        });
    }

    fn commands(&mut self, commands: &Value) {
        let mut names = HashSet::new();
        for (index, command) in items(commands).iter().enumerate() {
            self.at(index, |rules| {
                let kind = command["type"].as_u64().unwrap_or(1);
                if !names.insert((kind, text(&command["name"]).to_owned())) {
                    rules.at("name", |rules| rules.wrong("this name stands twice"));
                }
                if kind == 1 {
                    rules.named(command);
                    rules.options(&command["options"]);
                } else if !text(&command["description"]).is_empty() {
                    rules.at("description", |rules| rules.wrong("a command of a context menu has none"));
                }
                let sum = command_chars(command);
                if sum > COMMAND_SUM {
                    rules.wrong(format!("{sum} characters together, {COMMAND_SUM} is the limit"));
                }
            });
        }
    }

    /// A slash command, or an option: its name and description, in every language.
    fn named(&mut self, named: &Value) {
        self.at("name", |rules| rules.name(&named["name"]));
        if !(1..=100).contains(&chars(&named["description"])) {
            self.at("description", |rules| rules.wrong("1 to 100 characters"));
        }
        for field in ["name_localizations", "description_localizations"] {
            self.at(field, |rules| {
                for (locale, value) in named[field].as_object().into_iter().flatten() {
                    rules.at(locale, |rules| {
                        if !LOCALES.contains(&locale.as_str()) {
                            rules.wrong("Discord has no such locale");
                        }
                        if field == "name_localizations" {
                            rules.name(value);
                        }
                    });
                }
            });
        }
    }

    fn name(&mut self, name: &Value) {
        let name = text(name);
        let fits = |c: char| c == '-' || c == '_' || c == '\'' || c.is_alphanumeric() || is_mark(c);
        if name.is_empty() || name.chars().count() > 32 || !name.chars().all(fits) {
            self.wrong(format!("`{name}`: 1 to 32 letters, digits, - and _"));
        }
        if name.to_lowercase() != name {
            self.wrong(format!("`{name}`: lower case only"));
        }
    }

    fn options(&mut self, options: &Value) {
        self.unique("options", options, "name");
        let mut optional = false;
        self.each("options", options, |rules, option| {
            rules.named(option);
            let required = option["required"] == Value::Bool(true);
            if required && optional {
                rules.wrong("a required option after an optional one");
            }
            optional |= !required;
            if option["autocomplete"] == Value::Bool(true) && !items(&option["choices"]).is_empty() {
                rules.wrong("completion or choices, not both");
            }
            rules.choices(&option["choices"]);
            rules.options(&option["options"]);
        });
    }

    fn unique(&mut self, list: &str, values: &Value, field: &str) {
        let mut seen = HashSet::new();
        self.each(list, values, |rules, item| {
            if !seen.insert(item[field].to_string()) {
                rules.at(field, |rules| rules.wrong(format!("this {field} stands twice")));
            }
        });
    }
}

/// Vowel signs and joiners, which names in Hindi and Thai have.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{097F}' | '\u{0E00}'..='\u{0E7F}')
}

fn is_select(item: &Value) -> bool {
    item["type"].as_u64().is_some_and(|kind| SELECTS.contains(&kind))
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn chars(value: &Value) -> usize {
    text(value).chars().count()
}

fn embed_chars(embed: &Value) -> usize {
    let fields = items(&embed["fields"]).iter().map(|field| chars(&field["name"]) + chars(&field["value"]));
    let texts = [&embed["title"], &embed["description"], &embed["footer"]["text"], &embed["author"]["name"]];
    texts.into_iter().map(chars).chain(fields).sum()
}

/// Of a text in several languages, the longest counts.
fn longest(named: &Value, field: &str) -> usize {
    let others =
        named[format!("{field}_localizations")].as_object().into_iter().flatten().map(|(_, other)| chars(other));
    others.chain([chars(&named[field])]).max().unwrap_or_default()
}

fn command_chars(named: &Value) -> usize {
    let choices = items(&named["choices"]).iter().map(|choice| longest(choice, "name") + chars(&choice["value"]));
    let options = items(&named["options"]).iter().map(command_chars);
    longest(named, "name") + longest(named, "description") + choices.sum::<usize>() + options.sum::<usize>()
}

#[path = "rules_tests.rs"]
mod tests;
