//! What may be meant by the letters typed so far: topics, speakers, sources, quotes; and whom a typed name means.
//!
//! Pure. Free text is always allowed, so that a list without the right line is no dead end.
//! Called by: `answer`.

use super::answer::{Desk, Scene};
use super::limits::size;
use super::markdown::shortened;
use super::message::Response;
use crate::library::{Language, Library, Person, Source};
use crate::matching::normalize::fold;
use crate::reply::source_label;
use serenity::builder::AutocompleteChoice;
use serenity::model::application::CommandInteraction;

/// The most lines of a list. <https://discord.com/developers/docs/interactions/application-commands>
const LINES: usize = 25;
/// The longest line, and the longest value of one.
const LINE: usize = 100;

/// What an option is filled with, and how its line reads.
struct Line {
    value: String,
    label: String,
}

/// The lines for the option that is being typed into.
pub(super) fn choices(desk: &Desk<'_>, command: &CommandInteraction) -> Response {
    let Some(option) = command.data.autocomplete() else { return Response::Complete(Vec::new()) };
    let language = Scene::of_command(desk, command).language;
    let library = desk.bot.service.library();
    let lines = match (command.data.name.as_str(), option.name) {
        ("stance", _) => topics(desk, option.value, language),
        (_, "speaker") => people(library, option.value, language),
        (_, "source") => sources(library, option.value, language),
        (_, "id") => quotes(library, option.value, language),
        _ => Vec::new(),
    };
    let fitting = lines.into_iter().filter(|line| size(&line.value) <= LINE && !line.label.trim().is_empty());
    let choice = |line: Line| AutocompleteChoice::new(shortened(&line.label, LINE), line.value);
    Response::Complete(fitting.take(LINES).map(choice).collect())
}

/// Topics with a name that begins so, in the reader's language where there is one; then those with a name that has a word
/// which begins so.
fn topics(desk: &Desk<'_>, typed: &str, language: Language) -> Vec<Line> {
    let library = desk.bot.service.library();
    let beginning = desk.bot.service.topics_beginning(typed, language);
    let mut lines: Vec<(usize, &str)> = beginning;
    for (index, topic) in library.topics.iter().enumerate() {
        let mut names = topic.name.iter().chain(topic.aliases.iter()).map(|(_, name)| name);
        if !lines.iter().any(|(known, _)| *known == index) && names.any(|name| has_word(name, typed)) {
            lines.push((index, topic.name.get(language)));
        }
    }
    let line = |(index, found): (usize, &str)| {
        let topic = library.topics.get(index)?;
        let name = topic.name.get(language);
        // What was typed stands in the line, or it would not be understood why the line is there.
        let label = if found == name || found == topic.id { name.to_owned() } else { format!("{name} ({found})") };
        Some(Line { value: topic.id.clone(), label })
    };
    lines.into_iter().filter_map(line).collect()
}

/// Those who speak in the sources.
fn people(library: &Library, typed: &str, language: Language) -> Vec<Line> {
    let speaks = |person: usize| {
        let in_it =
            |source: &Source| source.own_voice == person || source.voices.iter().any(|voice| voice.speaker == person);
        library.sources.iter().any(in_it)
    };
    let known = library.people.iter().enumerate().filter(|(index, _)| speaks(*index)).map(|(_, person)| person);
    let is_meant = |person: &&Person| {
        let mut names = person.name.iter().chain(person.names.iter()).map(|(_, name)| name);
        names.any(|name| has_word(name, typed)) || person.id.starts_with(typed)
    };
    let line = |person: &Person| {
        let (name, role) = (person.name.get(language), person.role.get(language));
        let label = if role.is_empty() { name.to_owned() } else { format!("{name}, {role}") };
        Line { value: person.id.clone(), label }
    };
    known.filter(is_meant).map(line).collect()
}

fn sources(library: &Library, typed: &str, language: Language) -> Vec<Line> {
    let line =
        |source: &Source| Line { value: source.id.clone(), label: source_label(library, source, language).to_owned() };
    let lines = library.sources.iter().map(line);
    lines.filter(|line| has_word(&line.label, typed) || line.value.starts_with(typed)).collect()
}

/// Quotes that curators chose, by their ids or by words of the questions that they answer.
fn quotes(library: &Library, typed: &str, language: Language) -> Vec<Line> {
    let typed = typed.trim();
    let question =
        |index: usize| library.entries[index].questions.first(language).unwrap_or(&library.entries[index].id);
    let mut lines: Vec<Line> = Vec::new();
    for (index, entry) in library.entries.iter().enumerate() {
        for quote in &entry.quotes {
            let is_new = lines.iter().all(|line| line.value != quote.id());
            if is_new && (quote.id().starts_with(typed) || has_word(question(index), typed)) {
                lines.push(Line {
                    value: quote.id().to_owned(),
                    label: format!("{} · {}", quote.id(), question(index)),
                });
            }
        }
        if lines.len() >= LINES {
            break;
        }
    }
    lines
}

/// The person whom an id or any of their names means.
pub(super) fn person<'l>(library: &'l Library, given: &str) -> Option<&'l Person> {
    let given = fold(given.trim());
    let names = |person: &Person| {
        let mut names = person.name.iter().chain(person.names.iter()).map(|(_, name)| name);
        fold(&person.id) == given || names.any(|name| fold(name) == given)
    };
    library.people.iter().find(|person| names(person))
}

/// The source that an id or its label means.
pub(super) fn source<'l>(library: &'l Library, given: &str) -> Option<&'l Source> {
    let given = fold(given.trim());
    let labels = |source: &Source| Language::ALL.map(|language| fold(source_label(library, source, language)));
    library.sources.iter().find(|source| fold(&source.id) == given || labels(source).contains(&given))
}

/// A text without mentions of users, roles and channels.
pub(super) fn without_mentions(text: &str) -> String {
    let is_mention = |word: &&str| word.starts_with("<@") || word.starts_with("<#");
    text.split_whitespace().filter(|word| !is_mention(word)).collect::<Vec<_>>().join(" ")
}

/// Whether the name, or one of its words, begins with what was typed.
fn has_word(name: &str, typed: &str) -> bool {
    let (name, typed) = (fold(name), fold(typed.trim()));
    let starts = name.match_indices(|c: char| !c.is_alphanumeric()).map(|(at, between)| at + between.len());
    std::iter::once(0).chain(starts).any(|start| name[start..].starts_with(&typed))
}
