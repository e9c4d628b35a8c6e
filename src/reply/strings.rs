//! The words of the bot in its five languages, from locales/ (Project Fluent), embedded.
//!
//! Never reads a file at run time. Every message is named at its place of use as `key("…")`, whole: tests/locales.rs
//! reads the code for these and proves that each locale has exactly these messages, with the same variables.
//! Called by: `reply`, `platform`.

use crate::library::Language;
pub use fluent_bundle::FluentValue;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

/// The locale's file for each language, in the order of [`Language::ALL`].
const FILES: [&str; 5] = [
    include_str!("../../locales/en.ftl"),
    include_str!("../../locales/az.ftl"),
    include_str!("../../locales/tr.ftl"),
    include_str!("../../locales/ru.ftl"),
    include_str!("../../locales/ar.ftl"),
];

/// The name of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(&'static str);

/// Names a message. Give it a literal, so that the test which reads the code for names finds it.
pub const fn key(name: &'static str) -> Key {
    Key(name)
}

/// All messages of all languages.
pub struct Strings {
    bundles: [(Language, FluentBundle<FluentResource>); 5],
}

impl Strings {
    /// The embedded messages.
    pub fn built_in() -> Strings {
        let mut files = FILES.into_iter();
        Strings {
            bundles: Language::ALL.map(|language| (language, bundle(language, files.next().unwrap_or_default()))),
        }
    }

    /// The messages of one language.
    pub fn wording(&self, language: Language) -> Wording<'_> {
        let of = |wanted| self.bundles.iter().find(|(language, _)| *language == wanted).map(|(_, bundle)| bundle);
        Wording { language, own: of(language), english: of(Language::En) }
    }
}

/// The messages of one language, with English where one is missing.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The language.
    pub language: Language,
    own: Option<&'a FluentBundle<FluentResource>>,
    english: Option<&'a FluentBundle<FluentResource>>,
}

impl Wording<'_> {
    /// A message without variables.
    pub fn say(&self, key: Key) -> String {
        self.say_with(key, &[])
    }

    /// A message with its variables filled in. A message that no locale has is shown as its name, in braces.
    pub fn say_with(&self, key: Key, variables: &[(&'static str, FluentValue<'_>)]) -> String {
        let arguments: FluentArgs<'_> = variables.iter().map(|(name, value)| (*name, value.clone())).collect();
        let said = [self.own, self.english].into_iter().flatten().find_map(|bundle| {
            let pattern = bundle.get_message(key.0)?.value()?;
            Some(bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
        });
        said.unwrap_or_else(|| format!("{{{}}}", key.0))
    }
}

/// The bundle of one locale. What a broken line of the file would say is missing from it (a test finds it out).
fn bundle(language: Language, file: &str) -> FluentBundle<FluentResource> {
    let tag = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // The isolating marks would be invisible clutter in what people copy; ar.ftl, which needs them, sets its own.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(read, _)| read);
    bundle.add_resource_overriding(resource);
    bundle
}
