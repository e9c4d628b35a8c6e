//! Values with a form of their own: ids, languages, localized strings, phrasings, dates, links, words from a list.
//!
//! Called by: the decoders of `parse`, through [`Fields`].

use super::Diagnostic;
use super::fields::{Fields, Place, Text, Value, did_you_mean};
use crate::library::{Language, Localized, Phrasings};
use crate::matching::normalize::fold;
use toml::de::{DeTable, DeValue};

/// A longer key is hardly meant as a language tag.
const LONGEST_TAG: usize = 3;

/// A question, name or alias of one language.
#[derive(Clone, Debug)]
pub(super) struct Phrase<'f> {
    /// The language whose list it stands in.
    pub language: Language,
    /// The string.
    pub text: Text<'f>,
}

/// The phrases without their places.
pub(super) fn phrasings(phrases: &[Phrase<'_>]) -> Phrasings {
    let mut phrasings = Phrasings::default();
    for phrase in phrases {
        phrasings.push(phrase.language, &*phrase.text.value);
    }
    phrasings
}

/// Whether `id` has the form of an id: lower-case ASCII letters, digits and hyphens.
pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The error for an id of another form.
pub(super) fn bad_id(id: &str, place: &Place<'_>, what: &str) -> Diagnostic {
    let words: Vec<String> = fold(id)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let help = match words.join("-") {
        none if none.is_empty() => "Write it with lower-case letters a-z, digits and hyphens.".to_owned(),
        like => format!("Write it with lower-case letters a-z, digits and hyphens, such as `{like}`."),
    };
    Diagnostic::error("bad-id", format!("`{id}` is no id for {what}"), place.label("bad id")).with_help(help)
}

impl<'f> Fields<'f> {
    /// The `id` of the part, which must be there and have an id's form. From here on messages call the part by it.
    pub fn id(&mut self, kind: &str) -> Option<Text<'f>> {
        let id = self.need_text("id")?;
        if !is_id(&id.value) {
            let what = self.what().to_owned();
            self.report(bad_id(&id.value, &id.place, &what));
        }
        self.call(format!("the {kind} `{}`", id.value));
        Some(id)
    }

    /// One of the five languages, by its code.
    pub fn language(&mut self, name: &'static str) -> Option<Language> {
        let code = self.text(name)?;
        let language = language_of(&code.value);
        if language.is_none() {
            self.report(unknown_language(&code.value, &code.place));
        }
        language
    }

    /// An optional string, or table with a string for each language; `default` is the language of a plain string.
    pub fn localized(&mut self, name: &'static str, default: Language) -> Option<Localized> {
        let value = self.take(name)?;
        self.localized_of(value, name, default)
    }

    /// The same where it must be there.
    pub fn need_localized(&mut self, name: &'static str, default: Language) -> Option<Localized> {
        let value = self.need(name)?;
        self.localized_of(value, name, default)
    }

    fn localized_of(&mut self, value: Value<'f>, name: &'static str, default: Language) -> Option<Localized> {
        let DeValue::Table(table) = value.value else {
            return match value.value {
                string @ DeValue::String(_) => {
                    let text = self.text_of(Value { value: string, place: value.place }, name)?;
                    Some(Localized::plain(default, text.value))
                }
                other => {
                    self.wrong_type(&other, &value.place, name, "a string, or a table of strings by language");
                    None
                }
            };
        };
        let mut localized = Localized::default();
        if table.is_empty() {
            self.empty(&value.place, name);
        }
        for (language, value) in self.by_language(table) {
            if let Some(text) = self.text_of(value, name) {
                localized.set(language, text.value);
            }
        }
        Some(localized)
    }

    /// A table with an array of strings for each language, in the order of the file.
    pub fn phrasings(&mut self, name: &'static str) -> Vec<Phrase<'f>> {
        let Some(value) = self.take(name) else {
            return Vec::new();
        };
        let table = match value.value {
            DeValue::Table(table) => table,
            other => {
                self.wrong_type(&other, &value.place, name, "a table with an array of strings for each language");
                return Vec::new();
            }
        };
        let mut phrases = Vec::new();
        for (language, value) in self.by_language(table) {
            let texts = self.texts_of(value, name, false);
            phrases.extend(texts.into_iter().map(|text| Phrase { language, text }));
        }
        phrases
    }

    /// The values of a table whose keys are language codes, in the order of the file.
    fn by_language(&mut self, table: DeTable<'f>) -> Vec<(Language, Value<'f>)> {
        let mut values = Vec::with_capacity(table.len());
        for (key, value) in table {
            match language_of(key.get_ref()) {
                Some(language) => {
                    let place = self.place_of(value.span());
                    values.push((key.span().start, language, Value { value: value.into_inner(), place }));
                }
                None => {
                    let place = self.place_of(key.span());
                    self.report(unknown_language(key.get_ref(), &place));
                }
            }
        }
        values.sort_by_key(|(start, _, _)| *start);
        values.into_iter().map(|(_, language, value)| (language, value)).collect()
    }

    /// A word out of a fixed list, with what it means.
    pub fn choice<T: Copy>(&mut self, text: &Text<'f>, name: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        if let Some((_, meaning)) = choices.iter().find(|(word, _)| *word == text.value) {
            return Some(*meaning);
        }
        let words: Vec<String> = choices.iter().map(|(word, _)| format!("`{word}`")).collect();
        let help = match did_you_mean(&text.value, choices.iter().map(|(word, _)| *word)) {
            Some(near) => format!("Did you mean `{near}`? It can be {}.", words.join(", ")),
            None => format!("It can be {}.", words.join(", ")),
        };
        let message = format!("`{name}` of {} is `{}`, which means nothing", self.what(), text.value);
        self.report(Diagnostic::error("unknown-value", message, text.place.label("unknown value")).with_help(help));
        None
    }

    /// An ISO 8601 date: `yyyy`, `yyyy-mm` or `yyyy-mm-dd`, as a string or as TOML's own date.
    pub fn date(&mut self, name: &'static str) -> Option<String> {
        let value = self.take(name)?;
        let date = match value.value {
            DeValue::Datetime(date) => Text { value: date.to_string().into(), place: value.place },
            other => self.text_of(Value { value: other, place: value.place }, name)?,
        };
        if is_date(&date.value) {
            return Some(date.value.into_owned());
        }
        let message = format!("`{name}` of {} is no date: `{}`", self.what(), date.value);
        self.report(
            Diagnostic::error("bad-date", message, date.place.label("no ISO 8601 date"))
                .with_help("Write the year, or year and month, or the whole date: `2026`, `2026-01` or `2026-01-05`."),
        );
        None
    }

    /// A link that readers may follow: http or https, without spaces.
    pub fn url(&mut self, name: &'static str) -> Option<String> {
        let url = self.text(name)?;
        let rest = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
        let is_link = rest.is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
                && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"`\\".contains(c))
        });
        if !is_link {
            let message = format!("`{name}` of {} is no web address: `{}`", self.what(), url.value);
            self.report(
                Diagnostic::error("bad-url", message, url.place.label("no web address"))
                    .with_help("Write the whole address, beginning with `https://` or `http://`, without spaces."),
            );
            return None;
        }
        Some(url.value.into_owned())
    }

    /// Any BCP 47 language tag.
    pub fn language_tag(&mut self, name: &'static str) -> Option<String> {
        let tag = self.text(name)?;
        if tag.value.parse::<unic_langid::LanguageIdentifier>().is_err() {
            let message = format!("`{}` is no language tag", tag.value);
            self.report(
                Diagnostic::error("unknown-language", message, tag.place.label("no BCP 47 tag"))
                    .with_help("Write a BCP 47 tag, such as `en`, `az` or `sr-Latn`."),
            );
            return None;
        }
        Some(tag.value.into_owned())
    }
}

/// The language with exactly this code.
fn language_of(code: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.code() == code)
}

fn unknown_language(code: &str, place: &Place<'_>) -> Diagnostic {
    let codes: Vec<String> = Language::ALL.iter().map(|language| format!("`{language}`")).collect();
    let help = match Language::from_code(code) {
        Some(near) => format!("Write `{near}`."),
        None if code.len() <= LONGEST_TAG => format!("The languages are {}.", codes.join(", ")),
        None => format!(
            "The languages are {}. A field of the part itself belongs above its first `[table]` line.",
            codes.join(", ")
        ),
    };
    Diagnostic::error("unknown-language", format!("there is no language `{code}`"), place.label("unknown language"))
        .with_help(help)
}

/// Whether this is a year, a month or a day that there is, in ISO 8601's form.
fn is_date(date: &str) -> bool {
    let parts: Vec<&str> = date.split('-').collect();
    let number = |part: &str, digits: usize| -> Option<u32> {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
    };
    let (year, month, day) = match parts[..] {
        [year] => (number(year, 4), Some(1), Some(1)),
        [year, month] => (number(year, 4), number(month, 2), Some(1)),
        [year, month, day] => (number(year, 4), number(month, 2), number(day, 2)),
        _ => return false,
    };
    let (Some(year), Some(month), Some(day)) = (year, month, day) else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}
