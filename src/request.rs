//! A request: what somebody asks of the bot, in a form that no platform knows of.
//!
//! Data, and the one reading of a typed line (`/stance palestine`, or a bare question). Never looks at a library.
//! Called by: the platforms and `cli` (make requests), `service` (answers them), `reply` (offers them as choices).

use crate::library::Language;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// What do the texts say on this topic: its name, an alias, or free words.
    Stance(String),
    /// A question in the reader's own words.
    Ask(String),
    /// One entry by its id, as picked from suggestions.
    Entry(String),
    /// Passages that hold these words.
    Quote(String),
    /// Is this text really in the sources, and whose is it.
    Verify(String),
    /// The paragraphs around the quote with this id.
    Context(String),
    /// How to cite the quote with this id, in the style with this name; `None`: the usual one.
    Cite {
        /// The quote's id.
        id: String,
        /// The style as typed.
        style: Option<String>,
    },
    /// All topics.
    Topics,
    /// All sources.
    Sources,
    /// What the bot is and what can be asked.
    Help,
    /// A command that there is not.
    Unknown {
        /// Its name as typed, without the prefix.
        typed: String,
        /// The name that comes nearest.
        nearest: Option<String>,
    },
}

/// The names of the commands that every platform has, in the order in which help lists them.
pub const COMMANDS: [&str; 9] = ["stance", "ask", "quote", "verify", "context", "cite", "topics", "sources", "help"];

impl Command {
    /// The command's name, without a prefix; empty where it has none.
    pub fn name(&self) -> &'static str {
        match self {
            Command::Stance(_) => "stance",
            Command::Ask(_) => "ask",
            Command::Quote(_) => "quote",
            Command::Verify(_) => "verify",
            Command::Context(_) => "context",
            Command::Cite { .. } => "cite",
            Command::Topics => "topics",
            Command::Sources => "sources",
            Command::Help => "help",
            Command::Entry(_) | Command::Unknown { .. } => "",
        }
    }

    /// What the words after `/cite` ask for: an id, and a style where more follows.
    pub fn cite(given: &str) -> Command {
        let (id, style) = given.trim().split_once(char::is_whitespace).unwrap_or((given.trim(), ""));
        let style = Some(style.trim().to_owned()).filter(|style| !style.is_empty());
        Command::Cite { id: id.to_owned(), style }
    }

    /// What a typed line asks for: a command where it starts with `prefix`, else a question. `others` are the names of
    /// the platform's own commands, only to be proposed where a name is mistyped.
    pub fn parse(line: &str, prefix: &str, others: &[&str]) -> Command {
        let Some((name, rest)) = split_command(line, prefix) else {
            return Command::Ask(line.trim().to_owned());
        };
        let rest = rest.to_owned();
        match name.as_str() {
            "stance" => Command::Stance(rest),
            "ask" => Command::Ask(rest),
            "quote" => Command::Quote(rest),
            "verify" => Command::Verify(rest),
            "context" => Command::Context(rest),
            "cite" => Command::cite(&rest),
            "topics" => Command::Topics,
            "sources" => Command::Sources,
            "help" | "" => Command::Help,
            _ => Command::Unknown { nearest: nearest_name(&name, others), typed: name },
        }
    }
}

/// The name (in lower case) and the argument of a line that starts with `prefix`; `None` for any other line.
pub fn split_command<'a>(line: &'a str, prefix: &str) -> Option<(String, &'a str)> {
    let line = line.trim().strip_prefix(prefix)?;
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    Some((name.to_lowercase(), rest.trim()))
}

/// The command that `typed` begins or that begins it (a space forgotten), or from which it differs by at most two letters
/// (optimal string alignment).
fn nearest_name(typed: &str, others: &[&str]) -> Option<String> {
    const TYPOS: usize = 2;
    let names = || COMMANDS.iter().chain(others);
    let begun = names().find(|name| typed.len() >= 2 && (name.starts_with(typed) || typed.starts_with(**name)));
    let close = || {
        let far = |name: &&&str| strsim::osa_distance(name, typed);
        names().filter(|name| far(name) <= TYPOS && typed.chars().count() > TYPOS).min_by_key(far)
    };
    begun.or_else(close).map(|name| (*name).to_owned())
}

/// How much to look for and to show. Policy, so it comes in with the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest text to look at, in characters.
    pub text_chars: usize,
    /// Passages that `/quote` shows.
    pub passages: usize,
    /// Passages that `/quote` leaves out before the first that it shows.
    pub offset: usize,
    /// Topics named where there is no answer.
    pub topics: usize,
    /// Paragraphs shown on either side of a quote's own by `/context`.
    pub context_paragraphs: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { text_chars: 8_000, passages: 5, offset: 0, topics: 5, context_paragraphs: 1 }
    }
}

/// How much to show of why the matcher decided as it did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Explain {
    /// Nothing.
    #[default]
    No,
    /// Plain words, for readers.
    InWords,
    /// Plain words, and then all of it in figures, for curators.
    InFigures,
}

/// One thing asked by one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is asked.
    pub command: Command,
    /// The language of the reply (the quotes keep their own).
    pub language: Language,
    /// How much to show of why the matcher decided as it did.
    pub explain: Explain,
    /// What stands before a command's name where the reply names one: `/`, `!`, or `sayswho `.
    pub prefix: String,
    /// How much to look for and to show.
    pub limits: Limits,
}

impl Request {
    /// A request without explanation, with `/` before commands and the usual limits.
    pub fn new(command: Command, language: Language) -> Request {
        Request { command, language, explain: Explain::No, prefix: "/".to_owned(), limits: Limits::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::Command;

    fn parse(line: &str) -> Command {
        Command::parse(line, "/", &["quit", "language"])
    }

    #[test]
    fn a_bare_line_is_a_question_and_a_prefix_makes_a_command() {
        assert_eq!(parse("  will it rain? "), Command::Ask("will it rain?".into()));
        assert_eq!(parse("/Stance  the  pond "), Command::Stance("the  pond".into()));
        assert_eq!(parse("/verify\t“It may.”"), Command::Verify("“It may.”".into()));
        assert_eq!(parse("/"), Command::Help);
        assert_eq!(Command::parse("!topics", "!", &[]), Command::Topics);
        assert_eq!(Command::parse("/topics", "!", &[]), Command::Ask("/topics".into()));
    }

    #[test]
    fn a_mistyped_name_gets_the_nearest_one() {
        for (line, nearest) in [
            ("/stanse pond", Some("stance")),
            ("/st", Some("stance")),
            ("/stancepond", Some("stance")),
            ("/quti", Some("quit")),
            ("/lang", Some("language")),
            ("/xyz", None),
            ("/q", None),
            ("/?", None),
        ] {
            let Command::Unknown { nearest: found, .. } = parse(line) else { panic!("{line} was understood") };
            assert_eq!(found.as_deref(), nearest, "{line}");
        }
    }
}
