//! A source as a BibTeX entry.
//!
//! Called by: `citation`.

use super::date_parts;
use crate::library::Source;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The entry; fields that the library does not give are left out.
pub(super) fn entry(source: &Source) -> String {
    let citation = &source.citation;
    let kind = if citation.container_title.is_some() { "article" } else { "misc" };
    let braced = |text: &String| format!("{{{}}}", escaped(text));
    let issued = citation.issued.as_deref().map(date_parts).unwrap_or_default();
    let authors = citation.author.iter().map(|name| match name.contains(',') {
        true => escaped(name),
        // Inner braces: a name that is not to be parted.
        false => format!("{{{}}}", escaped(name)),
    });
    let authors = authors.collect::<Vec<_>>().join(" and ");
    let fields = [
        ("author", (!authors.is_empty()).then(|| format!("{{{authors}}}"))),
        // Inner braces: capital letters are to stay.
        ("title", citation.title.as_ref().map(|title| format!("{{{{{}}}}}", escaped(title)))),
        ("journal", citation.container_title.as_ref().map(braced)),
        ("publisher", citation.publisher.as_ref().map(braced)),
        ("year", issued.first().map(|year| format!("{{{year}}}"))),
        (
            "month",
            issued.get(1).and_then(|month| MONTHS.get((*month as usize).checked_sub(1)?)).map(|m| (*m).to_owned()),
        ),
        ("day", issued.get(2).map(|day| format!("{{{day}}}"))),
        ("url", citation.url.as_ref().map(|url| format!("{{{}}}", url.replace(['{', '}'], "")))),
        ("urldate", citation.accessed.as_ref().map(braced)),
        ("language", citation.language.as_ref().map(braced)),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| Some(format!(",\n  {name} = {}", value?)));
    format!("@{kind}{{{}{}\n}}", key(&source.id), fields.collect::<String>())
}

/// A key of characters that BibTeX takes.
fn key(id: &str) -> String {
    let key: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    if key.is_empty() { "source".to_owned() } else { key }
}

/// `text` with the characters escaped that TeX would obey.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
