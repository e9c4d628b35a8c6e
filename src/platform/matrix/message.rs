//! A page → the content of a Matrix event.
//!
//! Pure. The one place that writes `m.mentions`: always there, so that no word of a user or a library notifies anybody
//! (<https://spec.matrix.org/v1.18/client-server-api/#user-and-room-mentions>), and naming nobody but the asker.
//! Called by: `queue`.

use super::incoming::AUTOMATED;
use super::render::Page;
use crate::config::MessageType;
use serde_json::{Value, json};

/// The format of `formatted_body`.
const HTML: &str = "org.matrix.custom.html";
/// The largest content that is sent, in bytes of JSON before encryption. An event may have 65,536 bytes in all, and
/// encryption adds a third. <https://spec.matrix.org/v1.18/client-server-api/#size-limits>
pub const CONTENT_BYTES: usize = 40_000;

/// What an answer answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The event that it replies to.
    pub to: String,
    /// The thread of that event.
    pub thread: Option<String>,
    /// Who asked, and is told.
    pub asker: String,
}

/// The content of an answer: a reply to what was asked, in its thread where it is in one.
pub fn reply(page: &Page, to: &Address, msgtype: MessageType) -> Value {
    let replied = json!({ "event_id": to.to });
    let relation = match &to.thread {
        // A real reply, not the fallback for clients that know no threads.
        Some(root) => json!({
            "rel_type": "m.thread", "event_id": root, "m.in_reply_to": replied, "is_falling_back": false,
        }),
        None => json!({ "m.in_reply_to": replied }),
    };
    let mut content = text(page, "", msgtype);
    content["m.mentions"] = json!({ "user_ids": [to.asker] });
    content["m.relates_to"] = relation;
    content
}

/// The content of an event that puts another page into the place of an answer. Whoever is mentioned was told when the
/// answer came, and is not told again.
pub fn edit(page: &Page, answer: &str, asker: &str, msgtype: MessageType) -> Value {
    let mut new = text(page, "", msgtype);
    new["m.mentions"] = json!({ "user_ids": [asker] });
    // What clients show that know no edits.
    let mut content = text(page, "* ", msgtype);
    content["m.mentions"] = json!({});
    content["m.new_content"] = new;
    content["m.relates_to"] = json!({ "rel_type": "m.replace", "event_id": answer });
    content
}

fn text(page: &Page, before: &str, msgtype: MessageType) -> Value {
    let msgtype = match msgtype {
        MessageType::Notice => "m.notice",
        MessageType::Text => "m.text",
    };
    json!({
        "msgtype": msgtype,
        "body": format!("{before}{}", page.body),
        "format": HTML,
        "formatted_body": format!("{before}{}", page.html),
        AUTOMATED: true,
    })
}
