//! How to cite the text in which a quote stands.
//!
//! Never fills what the library does not give: no title, no year, no address is made up.
//! Called by: `reply::compose`, `service` (names of styles).

use super::{Block, Writer};
use crate::library::{Quote, Source};

/// A style of citation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// What is known, in a row.
    #[default]
    Plain,
}

impl Style {
    /// All styles, the usual one first.
    pub const ALL: [Style; 1] = [Style::Plain];

    /// Its name, as it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Style::Plain => "plain",
        }
    }

    /// The style that is meant by this name; case does not count.
    pub fn from_name(typed: &str) -> Option<Style> {
        Style::ALL.into_iter().find(|style| style.name().eq_ignore_ascii_case(typed.trim()))
    }
}

impl Writer<'_> {
    /// The quote, and how to cite it.
    pub(super) fn cited(&self, quote: &Quote, style: Style) -> Vec<Block> {
        let Some(source) = self.library.sources.get(quote.source()) else { return Vec::new() };
        let text = plain(source, quote);
        let citation = Block::Citation { style: style.name().to_owned(), text, quote: quote.id().to_owned() };
        vec![self.quote(quote), citation]
    }
}

fn plain(source: &Source, quote: &Quote) -> String {
    let citation = &source.citation;
    let authors = (!citation.author.is_empty()).then(|| citation.author.join(", "));
    let given = [&authors, &citation.title, &citation.container_title, &citation.publisher, &citation.issued];
    let given = given.into_iter().flatten().chain(&citation.url).map(String::as_str);
    given.chain([quote.id()]).collect::<Vec<_>>().join(". ")
}
