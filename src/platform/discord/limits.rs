//! Discord's limits, each beside the page that sets it; whether a message keeps them; the proof that all of a library's do.
//!
//! Pure. Discord counts characters and does not say of which kind: [`size`] counts UTF-16 units, which are never fewer
//! than code points, so that both hold.
//! Called by: `custom_id`, `render`, `commands`, `cli::check`.

mod proof;

pub use proof::problems;

use super::message::Message;
use serde_json::Value;

/// Characters of a component's `custom_id`, and of the value of a menu's line.
/// <https://discord.com/developers/docs/components/reference>
pub const CUSTOM_ID: usize = 100;
/// Characters of a button's label. The same page.
pub const BUTTON_LABEL: usize = 80;
/// Buttons of a row; a menu takes a row of its own. The same page.
pub const BUTTONS: usize = 5;
/// Rows of a message. The same page.
pub const ROWS: usize = 5;
/// Lines of a menu. The same page.
pub const MENU_LINES: usize = 25;
/// Characters of a menu's line: its label, its value, its description, each. The same page.
pub const MENU_LINE: usize = 100;
/// Characters of a menu's placeholder. The same page.
pub const PLACEHOLDER: usize = 150;
/// Characters of a message's `content`. <https://discord.com/developers/docs/resources/message#create-message>
pub const CONTENT: usize = 2_000;
/// Embeds of a message. The same page.
pub const EMBEDS: usize = 10;
/// Characters of an embed's title. <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>
pub const TITLE: usize = 256;
/// Characters of an embed's description. The same page.
pub const EMBED_DESCRIPTION: usize = 4_096;
/// Characters of an embed's footer. The same page.
pub const FOOTER: usize = 2_048;
/// Characters of all embeds of a message together. The same page.
pub const EMBEDS_SUM: usize = 6_000;

/// What we fill of a description: a little less than Discord takes.
pub const DESCRIPTION: usize = 4_000;
/// The longest question that is kept in the footer, where two characters stand before it.
pub const ASKED: usize = FOOTER - 2;

/// How long Discord takes a text to be, at most.
pub fn size(text: &str) -> usize {
    text.encode_utf16().count()
}

/// What of a message Discord would refuse, each in a few words; empty where it takes the message.
pub fn excesses(message: &Message) -> Vec<String> {
    let mut report = Report::default();
    report.text("content", &message.content, 0, CONTENT);
    report.at_most("embeds", message.embeds.len(), EMBEDS);
    report.at_most("rows", message.components.len(), ROWS);
    let json = |value: serde_json::Result<Value>| value.unwrap_or_default();
    let mut sum = 0;
    for embed in message.embeds.iter().map(|embed| json(serde_json::to_value(embed))) {
        let parts = [
            ("title", &embed["title"], TITLE),
            ("description", &embed["description"], EMBED_DESCRIPTION),
            ("footer", &embed["footer"]["text"], FOOTER),
        ];
        for (name, value, most) in parts {
            let Some(text) = value.as_str() else { continue };
            sum += size(text);
            report.text(name, text, 1, most);
        }
    }
    report.at_most("characters of all embeds", sum, EMBEDS_SUM);
    for row in message.components.iter().map(|row| json(serde_json::to_value(row))) {
        report.row(&row);
    }
    if message.content.is_empty() && message.embeds.is_empty() {
        report.found.push("the message is empty".to_owned());
    }
    report.found
}

/// Collects what is too much.
#[derive(Default)]
struct Report {
    found: Vec<String>,
    /// The `custom_id`s so far: no two may be the same.
    ids: Vec<String>,
}

impl Report {
    fn at_most(&mut self, name: &str, there: usize, most: usize) {
        if there > most {
            self.found.push(format!("{name}: {there} of at most {most}"));
        }
    }

    fn text(&mut self, name: &str, text: &str, least: usize, most: usize) {
        // Discord takes white space off both ends, and then refuses what is empty.
        if size(text.trim()) < least {
            self.found.push(format!("{name}: empty"));
        }
        self.at_most(&format!("characters of {name}"), size(text), most);
    }

    fn row(&mut self, row: &Value) {
        let components = row["components"].as_array().map_or(&[][..], Vec::as_slice);
        self.at_most("buttons of a row", components.len(), BUTTONS);
        for component in components {
            if let Some(id) = component["custom_id"].as_str() {
                self.text("a custom_id", id, 1, CUSTOM_ID);
                if self.ids.iter().any(|known| known == id) {
                    self.found.push(format!("two components with the custom_id `{id}`"));
                }
                self.ids.push(id.to_owned());
            }
            match component["options"].as_array() {
                Some(lines) => self.menu(component, lines),
                None => self.text("a button", component["label"].as_str().unwrap_or_default(), 1, BUTTON_LABEL),
            }
        }
    }

    fn menu(&mut self, menu: &Value, lines: &[Value]) {
        self.text("a placeholder", menu["placeholder"].as_str().unwrap_or_default(), 0, PLACEHOLDER);
        self.at_most("lines of a menu", lines.len(), MENU_LINES);
        for (index, line) in lines.iter().enumerate() {
            self.text("a menu's line", line["label"].as_str().unwrap_or_default(), 1, MENU_LINE);
            self.text("a menu line's value", line["value"].as_str().unwrap_or_default(), 1, MENU_LINE);
            if let Some(description) = line["description"].as_str() {
                self.text("a menu line's description", description, 1, MENU_LINE);
            }
            if lines[..index].iter().any(|other| other["value"] == line["value"]) {
                self.found.push(format!("two lines of a menu with the value {}", line["value"]));
            }
        }
    }
}
