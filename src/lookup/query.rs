//! What a reader types to look for passages: words, phrases in quotation marks, and filters (`speaker:aliyev
//! source:news-az page:2`).
//!
//! Never guesses what a filter means: a name that nobody has is told, not ignored.
//! Called by: `find`.

use super::index::Index;
use super::marks::is_quotation_mark;
use super::words::{for_each_word, form};
use crate::library::Library;
use crate::matching::normalize::fold;

/// A query, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// All but the filters.
    pub(super) words: String,
    /// Persons one of whom must speak; empty: anybody.
    pub(super) speakers: Vec<usize>,
    /// Sources in one of which it must stand; empty: any.
    pub(super) sources: Vec<usize>,
    /// Which page, from 1.
    pub(super) page: usize,
}

/// A filter that fits nothing in the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSuch {
    /// Nobody has this name.
    Speaker(String),
    /// No source has this id or name.
    Source(String),
}

impl Query {
    /// Reads a query. Filters may stand anywhere; of several of one kind, any may hold.
    ///
    /// # Errors
    /// [`NoSuch`] with the filter's value where the library has nothing of that name.
    pub(super) fn read(index: &Index, library: &Library, typed: &str) -> Result<Query, NoSuch> {
        let mut query = Query { page: 1, ..Query::default() };
        let mut rest = typed;
        while let Some((before, name, value, after)) = next_filter(rest) {
            query.words.push_str(before);
            rest = after;
            match name {
                "speaker" => {
                    let found = index.people(library, value);
                    if found.is_empty() {
                        return Err(NoSuch::Speaker(value.to_owned()));
                    }
                    query.speakers.extend(found);
                }
                "source" => {
                    let found = sources(library, value);
                    if found.is_empty() {
                        return Err(NoSuch::Source(value.to_owned()));
                    }
                    query.sources.extend(found);
                }
                _ => query.page = value.parse().unwrap_or(1).max(1),
            }
        }
        query.words.push_str(rest);
        query.words = query.words.trim().to_owned();
        Ok(query)
    }
}

/// The first filter in `typed`: what stands before it, its name, its value (bare, or in quotation marks), what follows.
fn next_filter(typed: &str) -> Option<(&str, &'static str, &str, &str)> {
    let lower = typed.to_ascii_lowercase();
    let starts_word = |at: usize| at == 0 || typed[..at].ends_with(char::is_whitespace);
    let (at, name) = ["speaker", "source", "page"]
        .into_iter()
        .flat_map(|name| lower.match_indices(name).map(move |(at, _)| (at, name)))
        .filter(|(at, name)| starts_word(*at) && lower[at + name.len()..].starts_with(':'))
        .min()?;
    let given = &typed[at + name.len() + 1..];
    let quoted = given.chars().next().filter(|c| is_quotation_mark(*c));
    let (value, after) = match quoted {
        Some(mark) => {
            let inner = &given[mark.len_utf8()..];
            let end = inner.find(is_quotation_mark).unwrap_or(inner.len());
            let close = inner[end..].chars().next().map_or(0, char::len_utf8);
            (&inner[..end], &inner[end + close..])
        }
        None => given.split_at(given.find(char::is_whitespace).unwrap_or(given.len())),
    };
    Some((&typed[..at], name, value.trim(), after))
}

impl Index {
    /// The people of `library`, the one that the index was made of, who are named so: by id, or by any of their names in any
    /// language, endings included. Empty where `value` says anything else.
    pub fn people(&self, library: &Library, value: &str) -> Vec<usize> {
        if let Some((person, _)) = library.person(&value.to_lowercase()) {
            return vec![person];
        }
        let mut forms = Vec::new();
        for_each_word(value, |_, word| forms.push(form(word)));
        if let Some((length, person)) = self.names.at(forms.iter().map(String::as_str))
            && length == forms.len()
        {
            return vec![person];
        }
        let wanted = fold(value);
        let is_called = |person: usize| {
            let known = &library.people[person];
            known.name.iter().chain(known.names.iter()).any(|(_, name)| fold(name) == wanted)
        };
        (0..library.people.len()).filter(|person| !wanted.is_empty() && is_called(*person)).collect()
    }
}

/// The source with this id, or all whose id begins so or whose title or label has the words.
fn sources(library: &Library, value: &str) -> Vec<usize> {
    if let Some((source, _)) = library.source(value) {
        return vec![source];
    }
    let wanted = fold(value);
    let fits = |number: &usize| {
        let source = &library.sources[*number];
        let titles = source.citation.title.iter().chain(&source.citation.container_title).map(String::as_str);
        let mut names = source.label.iter().map(|(_, label)| label).chain(titles);
        fold(&source.id).starts_with(&wanted) || names.any(|name| fold(name).contains(&wanted))
    };
    (0..library.sources.len()).filter(|number| !wanted.is_empty() && fits(number)).collect()
}

#[cfg(test)]
mod tests {
    use super::next_filter;

    #[test]
    fn filters_stand_anywhere_and_take_quoted_values() {
        assert_eq!(next_filter("gaza speaker:aliyev now"), Some(("gaza ", "speaker", "aliyev", " now")));
        assert_eq!(next_filter("Speaker:“Ilham Aliyev” gaza"), Some(("", "speaker", "Ilham Aliyev", " gaza")));
        assert_eq!(next_filter("source:\"a b"), Some(("", "source", "a b", "")));
        assert_eq!(next_filter("page:2"), Some(("", "page", "2", "")));
        assert_eq!(next_filter("loudspeaker:x the source is: here"), None);
    }
}
