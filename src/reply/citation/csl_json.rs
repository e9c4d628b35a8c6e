//! A source as an item of CSL-JSON, which Zotero and others read.
//!
//! Called by: `citation`.

use super::{date_parts, name_parts};
use crate::library::Source;
use serde_json::{Map, Value, json};

/// The item, in a list as importers expect it; fields that the library does not give are left out.
pub(super) fn item(source: &Source) -> String {
    let citation = &source.citation;
    let kind = match (&citation.container_title, &citation.url) {
        (Some(_), _) => "article-newspaper",
        (None, Some(_)) => "webpage",
        (None, None) => "document",
    };
    let name = |name: &String| match name_parts(name) {
        (family, Some(given)) => json!({ "family": family, "given": given }),
        (literal, None) => json!({ "literal": literal }),
    };
    let authors: Vec<Value> = citation.author.iter().map(name).collect();
    let date = |date: &Option<String>| date.as_deref().map(|date| json!({ "date-parts": [date_parts(date)] }));
    let text = |text: &Option<String>| text.clone().map(Value::String);
    let fields = [
        ("id", Some(Value::String(source.id.clone()))),
        ("type", Some(Value::String(kind.to_owned()))),
        ("author", (!authors.is_empty()).then_some(Value::Array(authors))),
        ("title", text(&citation.title)),
        ("container-title", text(&citation.container_title)),
        ("publisher", text(&citation.publisher)),
        ("issued", date(&citation.issued)),
        ("accessed", date(&citation.accessed)),
        ("URL", text(&citation.url)),
        ("language", text(&citation.language)),
    ];
    let item: Map<String, Value> =
        fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    serde_json::to_string_pretty(&[item]).unwrap_or_default()
}
