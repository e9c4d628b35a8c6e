//! How to cite the text in which a quote stands: in a bundled CSL style, or as BibTeX or CSL-JSON for a reference
//! manager.
//!
//! Never fills what the library does not give: no title, no year, no address is made up; a style may write "n.d." for a
//! date that is missing, and the reply names what is missing.
//! Called by: `reply::compose`, `service` and `platform` (names of styles).

mod bibtex;
mod csl_json;
#[cfg(feature = "cite")]
mod styled;

use super::strings::{Key, key};
use super::{Block, Row, Writer};
use crate::library::{Citation, Quote, Source};

/// Styles by which readers ask: the name to type, and what the style calls itself. The first is the usual one.
#[cfg(feature = "cite")]
const COMMON: &[(&str, &str)] = &[
    ("apa", "APA"),
    ("chicago", "Chicago (author-date)"),
    ("chicago-notes", "Chicago (notes)"),
    ("mla", "MLA"),
    ("ieee", "IEEE"),
    ("harvard", "Harvard (Cite Them Right)"),
    ("vancouver", "Vancouver"),
    ("iso690", "ISO 690"),
    ("gost", "GOST R 7.0.5"),
];
/// Without the feature `cite` there are only the styles that are data.
#[cfg(not(feature = "cite"))]
const COMMON: &[(&str, &str)] = &[];
/// For reference managers.
const DATA: &[(&str, &str)] = &[("bibtex", "BibTeX"), ("csl-json", "CSL-JSON")];

/// A style of citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    name: &'static str,
    title: &'static str,
}

impl Style {
    /// The names of the styles to offer, the usual one first. With the feature `cite`, any other bundled style is known by
    /// the name of its file in the CSL repository.
    pub fn names() -> impl Iterator<Item = &'static str> {
        COMMON.iter().chain(DATA).map(|(name, _)| *name)
    }

    /// The style that is meant by this name; case and spaces around do not count.
    pub fn from_name(typed: &str) -> Option<Style> {
        let typed = typed.trim().to_lowercase();
        let same = |(name, title): &&(&'static str, &'static str)| *name == typed || title.to_lowercase() == typed;
        let common = COMMON.iter().chain(DATA).find(same).map(|(name, title)| Style { name, title });
        #[cfg(feature = "cite")]
        let common = common.or_else(|| styled::bundled(&typed).map(|(name, title)| Style { name, title }));
        common
    }

    /// Its name, as it is typed.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// What it calls itself.
    pub fn title(self) -> &'static str {
        self.title
    }
}

impl Default for Style {
    fn default() -> Style {
        let (name, title) = COMMON.first().unwrap_or(&DATA[0]);
        Style { name, title }
    }
}

/// A citation, as plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Cited {
    /// For the list of works.
    work: String,
    /// For the place in the running text where the quote stands; `None` where the style has none.
    in_text: Option<String>,
}

impl Writer<'_> {
    /// The quote, how to cite its text, and what of the citation the library does not give.
    pub(super) fn cited(&self, quote: &Quote, style: Style) -> Vec<Block> {
        let Some(source) = self.library.sources.get(quote.source()) else { return Vec::new() };
        let Cited { work, in_text } = cite(source, quote, style);
        let citation = Block::Citation { style: style.title.to_owned(), text: work, quote: quote.id().to_owned() };
        let mut blocks = vec![self.quote(quote), citation];
        let fact = |label: Key, value: String| Block::Fact(Row { label: self.wording.say(label), value });
        blocks.extend(in_text.map(|value| fact(key("cite-in-text"), value)));
        let missing: Vec<String> = missing(&source.citation).into_iter().map(|key| self.wording.say(key)).collect();
        if !missing.is_empty() {
            blocks.push(fact(key("cite-missing"), missing.join(" · ")));
        }
        blocks
    }
}

fn cite(source: &Source, quote: &Quote, style: Style) -> Cited {
    match style.name {
        "bibtex" => Cited { work: bibtex::entry(source), in_text: None },
        "csl-json" => Cited { work: csl_json::item(source), in_text: None },
        #[cfg(feature = "cite")]
        name => styled::cite(source, quote, name),
        #[cfg(not(feature = "cite"))]
        _ => Cited { work: quote.id().to_owned(), in_text: None },
    }
}

/// What nearly every style asks for and the library does not give.
fn missing(citation: &Citation) -> Vec<Key> {
    let asked = [
        (key("source-author"), citation.author.is_empty()),
        (key("source-title"), citation.title.is_none()),
        (key("source-issued"), citation.issued.is_none()),
        (key("source-url"), citation.url.is_none()),
    ];
    asked.into_iter().filter(|(_, is_missing)| *is_missing).map(|(key, _)| key).collect()
}

/// A person's name as the library has it: family name and given name where a comma parts them ("Brandt, Ada"), else as
/// it is, since where a name parts can not be told.
fn name_parts(name: &str) -> (&str, Option<&str>) {
    match name.split_once(',') {
        Some((family, given)) if !given.trim().is_empty() => (family.trim(), Some(given.trim())),
        _ => (name.trim(), None),
    }
}

/// Year, month and day of an ISO 8601 date, as far as it goes.
fn date_parts(date: &str) -> Vec<u32> {
    date.split('-').map_while(|part| part.parse().ok()).take(3).collect()
}
