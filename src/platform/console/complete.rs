//! Completion and hints while a line is being typed.
//!
//! Called by: rustyline, through `console`.

use super::session::{OWN_COMMANDS, PREFIX};
use crate::library::Language;
use crate::request::COMMANDS;
use crate::service::Service;
use anstyle::Style;
use rustyline::completion::Completer;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::Validator;
use rustyline::{Context, Helper};
use std::borrow::Cow;

/// How a hint looks: the letters that are not typed yet.
const HINT: Style = Style::new().dimmed();

/// The commands after which nothing comes, so that completing them adds no space.
const WITHOUT_ARGUMENT: [&str; 5] = ["topics", "sources", "help", "explain", "quit"];

/// What rustyline asks while somebody types.
pub(super) struct Assistant<'s> {
    pub(super) service: &'s Service,
    pub(super) language: Language,
    pub(super) colour: bool,
}

impl Helper for Assistant<'_> {}
impl Validator for Assistant<'_> {}

impl Completer for Assistant<'_> {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(candidates(self.service, self.language, line.get(..at).unwrap_or(line)))
    }
}

impl Hinter for Assistant<'_> {
    type Hint = String;

    fn hint(&self, line: &str, at: usize, _: &Context<'_>) -> Option<String> {
        if at < line.len() || !line.starts_with(PREFIX) || line.ends_with(PREFIX) {
            return None;
        }
        let (start, words) = candidates(self.service, self.language, line);
        let rest = words.iter().find_map(|word| word.strip_prefix(&line[start..]));
        rest.map(str::trim_end).filter(|rest| !rest.is_empty()).map(str::to_owned)
    }
}

impl Highlighter for Assistant<'_> {
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if self.colour { Cow::Owned(format!("{HINT}{hint}{HINT:#}")) } else { Cow::Borrowed(hint) }
    }
}

/// The words of which `typed` may end in the beginning, and the byte where that beginning starts: commands at the start
/// of a line, topics after `/stance`, languages after `/language`.
fn candidates(service: &Service, language: Language, typed: &str) -> (usize, Vec<String>) {
    let Some(rest) = typed.strip_prefix(PREFIX) else { return (typed.len(), Vec::new()) };
    let Some((name, argument)) = rest.split_once(' ') else {
        let names = COMMANDS.iter().chain(&OWN_COMMANDS).filter(|name| name.starts_with(rest));
        let space = |name: &str| if WITHOUT_ARGUMENT.contains(&name) { "" } else { " " };
        return (PREFIX.len(), names.map(|name| format!("{name}{}", space(name))).collect());
    };
    let words: Vec<String> = match name {
        "stance" => service.topics_beginning(argument, language).into_iter().map(|(_, name)| name.to_owned()).collect(),
        "language" => {
            let codes = Language::ALL.into_iter().map(Language::code);
            codes.filter(|code| code.starts_with(argument)).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    };
    (typed.len() - argument.len(), words)
}

#[cfg(test)]
mod tests {
    use super::candidates;
    use crate::library::{Language, Library, Localized, Topic};
    use crate::matching::Matcher;
    use crate::service::Service;

    #[test]
    fn commands_topics_and_languages_are_completed() {
        let topic = |name: &str| Topic { name: Localized::plain(Language::En, name), ..Topic::default() };
        let library = Library { topics: vec![topic("Pond"), topic("Path")], ..Library::default() };
        let matcher = Matcher::train(&library);
        let service = Service::new(library, matcher);
        for (typed, start, words) in [
            ("/st", 1, vec!["stance "]),
            ("/qu", 1, vec!["quote ", "quit"]),
            ("/stance ", 8, vec!["Pond", "Path"]),
            ("/stance pa", 8, vec!["Path"]),
            ("/language t", 10, vec!["tr"]),
            ("/ask p", 5, vec![]),
            ("po", 2, vec![]),
        ] {
            let words = words.into_iter().map(str::to_owned).collect();
            assert_eq!(candidates(&service, Language::En, typed), (start, words), "{typed}");
        }
    }
}
