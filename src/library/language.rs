//! The five languages that sayswho speaks, by their BCP 47 codes.
//!
//! Never guesses: which language a query is in, `matching` decides; which one a reply is in, the adapter says.
//! Called by: everything.

use serde::{Deserialize, Serialize};

/// A language of questions, aliases and replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Azerbaijani, in Latin script.
    Az,
    /// Turkish.
    Tr,
    /// Russian.
    Ru,
    /// Arabic.
    Ar,
}

impl Language {
    /// All of them, in the order in which help lists them.
    pub const ALL: [Language; 5] = [Language::En, Language::Az, Language::Tr, Language::Ru, Language::Ar];

    /// The BCP 47 code: `en`, `az`, `tr`, `ru` or `ar`.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Az => "az",
            Language::Tr => "tr",
            Language::Ru => "ru",
            Language::Ar => "ar",
        }
    }

    /// What those who speak it call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::Az => "Azərbaycanca",
            Language::Tr => "Türkçe",
            Language::Ru => "Русский",
            Language::Ar => "العربية",
        }
    }

    /// The language with this code; region and script subtags are ignored (`tr-TR` is Turkish).
    pub fn from_code(code: &str) -> Option<Language> {
        let primary = code.split(['-', '_', '.']).next().unwrap_or_default();
        Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// A string that may differ by language: a name, a role, a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized {
    by_language: Vec<(Language, String)>,
}

impl Localized {
    /// The same string in every language.
    pub fn plain(language: Language, string: impl Into<String>) -> Localized {
        Localized { by_language: vec![(language, string.into())] }
    }

    /// Sets the string of one language.
    pub fn set(&mut self, language: Language, string: impl Into<String>) {
        self.by_language.retain(|(known, _)| *known != language);
        self.by_language.push((language, string.into()));
    }

    /// The string in `language`; else in English; else the first that there is.
    pub fn get(&self, language: Language) -> &str {
        let find = |wanted| self.by_language.iter().find(|(known, _)| *known == wanted);
        find(language).or_else(|| find(Language::En)).or(self.by_language.first()).map_or("", |(_, string)| string)
    }

    /// Whether there is no string at all.
    pub fn is_empty(&self) -> bool {
        self.by_language.is_empty()
    }

    /// Each language that has a string of its own, with it.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        self.by_language.iter().map(|(language, string)| (*language, string.as_str()))
    }
}

/// Several strings for each language: phrasings, aliases, names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrasings {
    by_language: Vec<(Language, String)>,
}

impl Phrasings {
    /// Adds one string in one language, after those already there.
    pub fn push(&mut self, language: Language, string: impl Into<String>) {
        self.by_language.push((language, string.into()));
    }

    /// All strings, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        self.by_language.iter().map(|(language, string)| (*language, string.as_str()))
    }

    /// The strings of one language, in the order of the file.
    pub fn of(&self, language: Language) -> impl Iterator<Item = &str> {
        self.iter().filter(move |(known, _)| *known == language).map(|(_, string)| string)
    }

    /// The first string in `language`; else in English; else the first that there is.
    pub fn first(&self, language: Language) -> Option<&str> {
        self.of(language).next().or_else(|| self.of(Language::En).next()).or_else(|| self.iter().next().map(|(_, s)| s))
    }

    /// How many strings there are, in all languages.
    pub fn len(&self) -> usize {
        self.by_language.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_language.is_empty()
    }
}
