//! The proof that every reply of a library can be shown on Discord, in every language, with buttons that lead on.
//!
//! Called by: `cli::check`.

use super::excesses;
use crate::library::{Diagnostic, Label, Language, Library, Quote};
use crate::lookup;
use crate::platform::discord::custom_id::{Press, Recall};
use crate::platform::discord::render::{View, page_message, pages_in};
use crate::reply::strings::Strings;
use crate::reply::{Outcome, compose};
use crate::request::{Command, Limits, Request};

/// The longest number of a page that an id must leave room for.
const LAST_PAGE: usize = 999;

/// Every entry, topic, quote and list of the library that Discord would refuse, or whose buttons could not say what they
/// lead to.
pub fn problems(library: &Library) -> Vec<Diagnostic> {
    let strings = Strings::built_in();
    let mut problems = Vec::new();
    for subject in subjects(library) {
        let label = || match &subject.recall {
            Recall::Entry(id) => {
                library.entry(id).map(|(_, entry)| entry.place.clone()).unwrap_or_else(|| file("entries".to_owned()))
            }
            Recall::Topic(id) => file(format!("topics/{id}.toml")),
            Recall::Context(id) => file(format!("sources/{}.toml", id.split(':').next().unwrap_or_default())),
            _ => file("library.toml".to_owned()),
        };
        let unwritten = presses(&subject.recall).iter().any(|press| press.write().is_none());
        if unwritten {
            let message = format!("{} has an id that is too long for Discord's buttons", subject.name);
            let help = "Shorten the id: with what a button does, it may have 100 characters";
            problems.push(Diagnostic::warning("too-long-for-discord", message, label()).with_help(help));
        }
        if let Some(found) = excesses_of(library, &strings, &subject) {
            let message = format!("Discord would refuse {}", subject.name);
            problems.push(
                Diagnostic::warning("too-long-for-discord", message, label())
                    .with_note(found)
                    .with_help("Shorten the names, labels or notes in it; quotes are parted by themselves"),
            );
        }
    }
    problems
}

fn file(path: String) -> Label {
    Label { file: path, span: 0..0, message: String::new() }
}

/// Something that can be asked for by a button.
struct Subject {
    /// What to call it.
    name: String,
    recall: Recall,
    outcome: Outcome,
}

fn subjects(library: &Library) -> Vec<Subject> {
    let entries = library.entries.iter().enumerate().map(|(entry, found)| Subject {
        name: format!("the entry `{}`", found.id),
        recall: Recall::Entry(found.id.clone()),
        outcome: Outcome::Picked { entry },
    });
    let topics = library.topics.iter().enumerate().map(|(topic, found)| Subject {
        name: format!("the topic `{}`", found.id),
        recall: Recall::Topic(found.id.clone()),
        outcome: Outcome::Stance { asked: found.id.clone(), topic, corrected: true },
    });
    let of_entries = library.entries.iter().flat_map(|entry| &entry.quotes);
    let mut quotes: Vec<&Quote> = of_entries.chain(library.topics.iter().flat_map(|topic| &topic.quotes)).collect();
    quotes.sort_by_key(|quote| quote.id());
    quotes.dedup_by_key(|quote| quote.id());
    let quotes = quotes.into_iter().filter_map(|quote| {
        let context = lookup::context(library, quote.id(), Limits::default().context_paragraphs)?;
        Some(Subject {
            name: format!("the paragraphs around `{}`", quote.id()),
            recall: Recall::Context(quote.id().to_owned()),
            outcome: Outcome::Context { context },
        })
    });
    let list = |name: &str, recall, outcome| Subject { name: name.to_owned(), recall, outcome };
    let lists = [
        list("the list of topics", Recall::Topics, Outcome::Topics),
        list("the list of sources", Recall::Sources, Outcome::Sources),
        list("the help", Recall::Help, Outcome::Help),
    ];
    entries.chain(topics).chain(quotes).chain(lists).collect()
}

/// The longest ids that can lead to a subject or away from it.
fn presses(recall: &Recall) -> Vec<Press> {
    let mut presses = vec![Press::Page(LAST_PAGE, recall.clone()), Press::NotIt(recall.clone())];
    if let Recall::Context(quote) = recall {
        presses.push(Press::Cite(quote.clone()));
    }
    presses
}

/// What Discord would refuse of the subject's messages; each once, with the first language and page that has it.
fn excesses_of(library: &Library, strings: &Strings, subject: &Subject) -> Option<String> {
    for language in Language::ALL {
        let reply = compose(library, strings, &Request::new(Command::Help, language), subject.outcome.clone());
        let view = View::new(strings, language, Some("?"), &subject.recall, true);
        let pages = pages_in(&reply, &view);
        for number in 0..pages.len() {
            let found = excesses(&page_message(&reply, &view, &pages, number));
            if !found.is_empty() {
                return Some(format!("{language}, page {}: {}", number + 1, found.join("; ")));
            }
        }
    }
    None
}
