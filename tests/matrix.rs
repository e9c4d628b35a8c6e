//! Matrix without a homeserver: what an event asks, what is answered, and what is sent.

#[path = "matrix/answering.rs"]
mod answering;
#[path = "matrix/events.rs"]
mod events;
#[cfg(feature = "matrix-mock")]
#[path = "matrix/mock.rs"]
mod mock;
#[path = "matrix/rendering.rs"]
mod rendering;

use crate::garden;
use sayswho::library::Language;
use sayswho::platform::matrix::Bot;
use sayswho::platform::matrix::markup::json_bytes;
use sayswho::platform::matrix::render::{PAGE_BYTES, Page};
use sayswho::store::Store;
use std::sync::{Arc, LazyLock};

/// Trained once: that takes a second.
static BOT: LazyLock<Arc<Bot>> = LazyLock::new(|| {
    Arc::new(Bot { service: Arc::new(garden::service()), store: Arc::new(Store::in_memory()), language: Language::En })
});

/// The tags that the specification lists, of those that are used.
const TAGS: [&str; 12] =
    ["p", "br", "b", "strong", "em", "del", "blockquote", "code", "pre", "details", "summary", "a"];

/// What a client shows of HTML: its text, without tags. Panics at a tag that is not allowed, or not closed.
pub fn text_of(html: &str) -> String {
    let (mut text, mut open) = (String::new(), Vec::new());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or_else(|| panic!("a tag that does not end: {html}"));
        rest = after;
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        assert!(TAGS.contains(&name), "<{tag}> in {html}");
        match tag.strip_prefix('/') {
            _ if name == "br" => {}
            Some(name) => assert_eq!(open.pop(), Some(name.to_owned()), "{html}"),
            None => open.push(name.to_owned()),
        }
        if let Some(attributes) = tag.strip_prefix("a ") {
            let url =
                attributes.strip_prefix("href=\"").and_then(|rest| rest.strip_suffix('"')).expect("one attribute");
            assert!(url.starts_with("https://") || url.starts_with("http://"), "{url}");
            assert!(!url.contains('"'), "{url}");
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
    text.push_str(rest);
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.into_iter().fold(text, |text, (entity, c)| text.replace(entity, c))
}

/// Panics unless every page is what a homeserver and a client take.
fn accept(pages: &[Page]) {
    assert!(!pages.is_empty());
    for page in pages {
        assert!(!page.body.trim().is_empty() && !text_of(&page.html).trim().is_empty());
        assert!(page.bytes() <= PAGE_BYTES, "{} bytes", page.bytes());
        let json = serde_json::to_string(&page.body).expect("JSON");
        assert_eq!(json_bytes(&page.body), json.len() - 2);
    }
}
