//! Whose words, and from where: the lines that stand under every quote.
//!
//! Never takes a speaker from anywhere but the quote itself, which has it from its place in the source.
//! Called by: the other parts of `reply`; `cli::check` (names of sources).

use super::deep_link::deep_link;
use super::strings::key;
use super::{Block, QuoteBlock, Row, Writer};
use crate::library::{Language, Library, Localized, Mode, Quote, Source};
use std::ops::Range;

/// What to call a source: its label; else its title, the work that contains it, who speaks in it, or its id.
pub fn source_label<'a>(library: &'a Library, source: &'a Source, language: Language) -> &'a str {
    let outlet = library.people.get(source.own_voice).map(|person| person.name.get(language));
    let citation = &source.citation;
    [Some(source.label.get(language)), citation.title.as_deref(), citation.container_title.as_deref(), outlet]
        .into_iter()
        .flatten()
        .find(|name| !name.is_empty())
        .unwrap_or(&source.id)
}

impl Writer<'_> {
    /// The name of person number `person`.
    pub(super) fn name(&self, person: usize) -> &str {
        self.library.people.get(person).map_or("", |person| person.name.get(self.wording.language))
    }

    /// The office of person number `person`, where there is one.
    fn role(&self, person: usize) -> Option<&str> {
        let role = self.library.people.get(person)?.role.get(self.wording.language);
        (!role.is_empty()).then_some(role)
    }

    /// Whose words a quote is, in one line.
    pub(super) fn attribution(&self, quote: &Quote) -> String {
        let name = self.name(quote.speaker());
        let who = match self.role(quote.speaker()) {
            Some(role) => self.wording.say_with(key("voice-role"), &[("speaker", name.into()), ("role", role.into())]),
            None => name.to_owned(),
        };
        let outlet = self.library.sources.get(quote.source()).map(|source| source.own_voice);
        match outlet {
            Some(outlet) if quote.mode() == Mode::Reported && outlet != quote.speaker() => self
                .wording
                .say_with(key("voice-reported"), &[("speaker", who.into()), ("outlet", self.name(outlet).into())]),
            _ => who,
        }
    }

    /// A quote with whose words it is and where it stands; `marks` are bytes of it to mark.
    pub(super) fn quote_block(&self, quote: &Quote, marks: &[Range<usize>]) -> QuoteBlock {
        let source = self.library.sources.get(quote.source());
        let label = source.map_or("", |source| source_label(self.library, source, self.wording.language));
        let place = [("source", label.into()), ("paragraph", quote.paragraph().into())];
        let mode = match quote.mode() {
            Mode::Direct => key("mode-direct"),
            Mode::Reported => key("mode-reported"),
            Mode::Own => key("mode-own"),
        };
        QuoteBlock {
            quote: quote.clone(),
            marks: marks.to_vec(),
            speaker: self.name(quote.speaker()).to_owned(),
            role: self.role(quote.speaker()).map(str::to_owned),
            mode: self.wording.say(mode),
            attribution: self.attribution(quote),
            source: label.to_owned(),
            place: self.wording.say_with(key("place"), &place),
            language: source.and_then(|source| source.citation.language.clone()),
            url: source.and_then(|source| source.citation.url.clone()),
            link: source.and_then(|source| deep_link(source, &quote.range())),
        }
    }

    /// A quote as a block, nothing marked.
    pub(super) fn quote(&self, quote: &Quote) -> Block {
        Block::Quote(self.quote_block(quote, &[]))
    }

    /// The editor's note, where there is one.
    pub(super) fn note(&self, note: &Localized) -> Option<Block> {
        let value = note.get(self.wording.language);
        let row = || Row { label: self.wording.say(key("editors-note")), value: value.to_owned() };
        (!value.is_empty()).then(|| Block::Note(row()))
    }
}
