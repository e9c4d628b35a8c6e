//! A source in a bundled CSL style, by hayagriva.
//!
//! Called by: `citation`.

use super::{Cited, date_parts, name_parts};
use crate::library::{Language, Quote, Source};
use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style};
use hayagriva::types::{Date, EntryType, FormatString, Person, Publisher, QualifiedUrl, StringChunk};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, Entry, LocatorPayload,
    SpecificLocator,
};
use std::sync::LazyLock;

/// Names by which the bundle does not know its styles.
const ALIASES: &[(&str, &str)] = &[
    ("chicago", "chicago-author-date"),
    ("harvard", "harvard-cite-them-right"),
    ("iso690", "iso-690-author-date"),
    ("gost", "gost-r-705-2008-numeric"),
];

/// The terms ("n.d.", "para.") of the languages of replies, as far as the bundle has them; English, in which its styles are
/// written, stands in for others. The bundle is unpacked once; it takes some milliseconds.
static TERMS: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let is_ours = |locale: &Locale| locale.lang.as_ref().is_some_and(|code| Language::from_code(&code.0).is_some());
    locales().into_iter().filter(is_ours).collect()
});

/// The locale whose terms a citation in this language takes: a text in Turkish cites in Turkish, whatever it cites. A
/// style that is made for one language (GOST) keeps its own.
fn terms_of(language: Language, style: &IndependentStyle) -> Option<LocaleCode> {
    if language == Language::En || style.default_locale.is_some() {
        return None;
    }
    TERMS.iter().filter_map(|locale| locale.lang.clone()).find(|code| Language::from_code(&code.0) == Some(language))
}

/// The bundled style that has this name: its own name for itself, and its title.
pub(super) fn bundled(name: &str) -> Option<(&'static str, &'static str)> {
    let style = ArchivedStyle::by_name(name)?;
    Some((style.names().first()?, style.display_name()))
}

/// The source in the style of this name, which is a common or bundled one, for a text in this language.
pub(super) fn cite(source: &Source, quote: &Quote, name: &str, language: Language) -> Cited {
    let known = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, known)| known);
    let Some(Style::Independent(style)) = ArchivedStyle::by_name(known).map(ArchivedStyle::get) else {
        return Cited::default();
    };
    let entry = entry(source);
    let paragraph = quote.paragraph().to_string();
    let locator = SpecificLocator(Locator::Paragraph, LocatorPayload::Str(&paragraph));
    let terms = terms_of(language, &style);
    let in_text = rendered(&entry, &style, &terms, Some(locator)).0;
    let (note, work) = rendered(&entry, &style, &terms, None);
    Cited {
        work: work.unwrap_or(note),
        // A style that numbers its works, or has neither name nor year to put there, says nothing without its list.
        in_text: Some(in_text).filter(|text| text.contains(char::is_alphabetic)),
    }
}

/// A citation of the entry, and the entry in a list of works where the style has such a list.
fn rendered(
    entry: &Entry,
    style: &IndependentStyle,
    terms: &Option<LocaleCode>,
    locator: Option<SpecificLocator>,
) -> (String, Option<String>) {
    let mut driver = BibliographyDriver::new();
    let item = CitationItem::with_locator(entry, locator);
    driver.citation(CitationRequest::new(vec![item], style, terms.clone(), &TERMS, None));
    let rendered = driver.finish(BibliographyRequest::new(style, terms.clone(), &TERMS));
    let citation = rendered.citations.first().map(|cited| plain(&cited.citation)).unwrap_or_default();
    let works = rendered.bibliography.as_ref().and_then(|list| list.items.first());
    (citation, works.map(|work| plain(&work.content)))
}

fn plain(text: &ElemChildren) -> String {
    // The alternate form is the one without terminal colours. Styles may leave two spaces where a field is missing.
    let text = format!("{text:#}").split_whitespace().collect::<Vec<_>>().join(" ");
    // … and begin with what would part the next field from one that is missing.
    text.trim_start_matches(|c: char| "/,;:. ".contains(c)).to_owned()
}

fn entry(source: &Source) -> Entry {
    let citation = &source.citation;
    let kind = match (&citation.container_title, &citation.url) {
        (Some(_), _) => EntryType::Article,
        (None, Some(_)) => EntryType::Web,
        (None, None) => EntryType::Misc,
    };
    let mut entry = Entry::new(&source.id, kind);
    if let Some(title) = &citation.title {
        entry.set_title(FormatString::with_value(title));
    }
    if let Some(container) = &citation.container_title {
        let mut parent = Entry::new(&source.id, EntryType::Newspaper);
        // A name: its letters keep their case in every style.
        parent.set_title(verbatim(container));
        entry.set_parents(vec![parent]);
    }
    let authors: Vec<Person> = citation.author.iter().filter_map(|name| person(name)).collect();
    if !authors.is_empty() {
        entry.set_authors(authors);
    }
    if let Some(publisher) = &citation.publisher {
        entry.set_publisher(Publisher::new(Some(verbatim(publisher)), None));
    }
    if let Some(issued) = citation.issued.as_deref().and_then(date) {
        entry.set_date(issued);
    }
    if let Some(value) = citation.url.as_deref().and_then(|url| url.parse().ok()) {
        entry.set_url(QualifiedUrl { value, visit_date: citation.accessed.as_deref().and_then(date) });
    }
    if let Some(language) = citation.language.as_deref().and_then(|language| language.parse().ok()) {
        entry.set_language(language);
    }
    entry
}

fn verbatim(text: &str) -> FormatString {
    StringChunk::verbatim(text).into()
}

fn person(name: &str) -> Option<Person> {
    let (family, given) = name_parts(name);
    let given_name = given.map(str::to_owned);
    let name = family.to_owned();
    (!name.is_empty()).then_some(Person {
        name,
        given_name,
        prefix: None,
        suffix: None,
        comma_suffix: false,
        alias: None,
    })
}

fn date(iso: &str) -> Option<Date> {
    let parts = date_parts(iso);
    let from_one = |at: usize, most: u32| parts.get(at).filter(|n| (1..=most).contains(*n)).map(|n| (n - 1) as u8);
    let year = i32::try_from(*parts.first()?).ok()?;
    let month = from_one(1, 12);
    Some(Date { month, day: month.and(from_one(2, 31)), ..Date::from_year(year) })
}
