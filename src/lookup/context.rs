//! The paragraphs around a quote, by its id.
//!
//! Never answers for a place that is not a quote. Which words of the paragraphs are whose, the reader must not guess:
//! they may be anybody's, and only the quote is attributed.
//! Called by: `service`.

use super::marks::is_dash;
use crate::library::{Library, Quote, range_of_id};
use crate::matching::normalize::fold;
use std::ops::RangeInclusive;

/// A quote and the paragraphs around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The quote that the id names.
    pub quote: Quote,
    /// Numbers, from 1, of the paragraphs around it and of its own: `source.paragraphs()[number - 1]`.
    pub paragraphs: RangeInclusive<usize>,
}

/// The place with this id (`SOURCE:p12.30-44`; the source may be left out where there is only one), with up to `around`
/// paragraphs before and after it. `None` where no source has such a place, or nobody can be named as its speaker. The id may
/// come as it was copied: in capitals, with marks around it, with invisible ones in it.
pub fn context(library: &Library, id: &str, around: usize) -> Option<Context> {
    let id = tidied(id);
    let (index, source, place) = match id.rsplit_once(':') {
        Some((name, place)) => {
            let mut sources = library.sources.iter().enumerate();
            sources.find(|(_, source)| fold(&source.id) == name).map(|(index, source)| (index, source, place))?
        }
        None if library.sources.len() == 1 => (0, library.sources.first()?, id.as_str()),
        None => return None,
    };
    let quote = Quote::of(source, index, range_of_id(source, place)?).ok()?;
    let last = source.paragraph_at(quote.range().end.saturating_sub(1));
    let until = last.saturating_add(around).min(source.paragraphs().len());
    let paragraphs = quote.paragraph().saturating_sub(around).max(1)..=until;
    Some(Context { quote, paragraphs })
}

/// An id as it is written, of one as it is copied from a chat: no capitals, invisible characters, or marks around it, and
/// hyphens for the dashes that editors put in.
fn tidied(id: &str) -> String {
    let hyphened = fold(id).replace(is_dash, "-");
    hyphened.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
