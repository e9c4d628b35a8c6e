//! The one door: a request in, a reply out. Every platform and every command goes through here, so that all of them
//! give the same answer.
//!
//! Pure: no I/O, clock, async, logging or state; the same request always gets the same reply. Never chooses words
//! (`reply` does) and never ranks entries (`matching` does).
//! Called by: `platform`, `cli`, tests.

mod topics;

pub use crate::request::{Command, Explain, Limits, Request};

use crate::library::{Language, Library, Source};
use crate::lookup::{self, Index, NoSuch};
use crate::matching::{self, Decision, Matcher, Silence, Verdict};
use crate::reply::citation::Style;
use crate::reply::strings::Strings;
use crate::reply::{Outcome, Problem, Reply, compose};
use topics::{Reading, TopicNames};

/// A library, what is made of it to answer fast, and the words to reply with.
pub struct Service {
    library: Library,
    matcher: Matcher,
    index: Index,
    strings: Strings,
    topics: TopicNames,
}

impl Service {
    /// A service on this library; `matcher` must have been trained on it.
    pub fn new(library: Library, matcher: Matcher) -> Service {
        let (index, topics) = (Index::new(&library), TopicNames::of(&library));
        Service { library, matcher, index, strings: Strings::built_in(), topics }
    }

    /// The library that it answers from.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The words that it replies with, for what a platform says on its own.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// The reply to a request.
    pub fn handle(&self, request: &Request) -> Reply {
        compose(&self.library, &self.strings, request, self.outcome(request))
    }

    /// The topics that a reader may mean by the first letters `typed`, for completion: (index, the name that begins so).
    pub fn topics_beginning(&self, typed: &str, language: Language) -> Vec<(usize, &str)> {
        topics::beginning(&self.library, typed, language)
    }

    fn outcome(&self, request: &Request) -> Outcome {
        let problem = |problem| Outcome::Problem(problem);
        let given = match self.argument(request) {
            Ok(given) => given,
            Err(found) => return problem(found),
        };
        match &request.command {
            Command::Stance(_) if given.is_empty() => Outcome::Topics,
            Command::Stance(_) => self.stance(given, request),
            Command::Ask(_) => self.ask(given, request),
            Command::Entry(_) => match self.library.entry(given) {
                Some((entry, _)) => Outcome::Picked { entry },
                None => problem(Problem::NoSuchEntry { id: given.to_owned() }),
            },
            Command::Quote(_) => {
                let Limits { offset, passages, .. } = request.limits;
                match self.index.find(&self.library, given, offset, passages) {
                    Ok(found) => Outcome::Found { words: given.to_owned(), found },
                    Err(NoSuch::Speaker(name)) => problem(Problem::NoSuchSpeaker { name }),
                    Err(NoSuch::Source(name)) => problem(Problem::NoSuchSource { name }),
                }
            }
            Command::Verify(_) => {
                Outcome::Checked { claim: given.to_owned(), check: self.index.verify(&self.library, given) }
            }
            Command::Context(_) => match self.context(given, request.limits.context_paragraphs) {
                Some(context) => Outcome::Context { context },
                None => problem(Problem::NoSuchQuote { id: given.to_owned() }),
            },
            Command::Cite { style, .. } => self.cite(given, style.as_deref()),
            Command::Topics => Outcome::Topics,
            Command::Sources => Outcome::Sources,
            Command::Help => Outcome::Help,
            Command::Unknown { typed, nearest } => {
                problem(Problem::UnknownCommand { typed: typed.clone(), nearest: nearest.clone() })
            }
        }
    }

    /// The words that came with a command, within the limits; only `/stance` may come without.
    fn argument<'r>(&self, request: &'r Request) -> Result<&'r str, Problem> {
        let given = match &request.command {
            Command::Stance(given) => return within(given.trim(), request),
            Command::Ask(given)
            | Command::Entry(given)
            | Command::Quote(given)
            | Command::Verify(given)
            | Command::Context(given)
            | Command::Cite { id: given, .. } => given.trim(),
            Command::Topics | Command::Sources | Command::Help | Command::Unknown { .. } => return Ok(""),
        };
        if given.is_empty() {
            return Err(Problem::NothingGiven { command: request.command.name() });
        }
        within(given, request)
    }

    /// A speaker, where the words are nothing but the name. The name of a topic may be the keyword of one entry, too: with its
    /// answer the topic is offered, and where there is no answer, shown. So it is with names between commas, as keywords stand;
    /// of topics that are joined otherwise it is asked which one is meant, unless a curator wrote just this. Else whatever the matcher
    /// makes of the words.
    fn ask(&self, query: &str, request: &Request) -> Outcome {
        let shown = |topic| Outcome::Stance { asked: query.to_owned(), topic, corrected: false };
        let topics = match self.topics.read(query) {
            Reading::Topic(topic) => vec![topic],
            Reading::Typo(_) | Reading::Unknown => self.topics.list(query),
        };
        if let Some(person) = self.speaker(query).filter(|_| topics.is_empty()) {
            return Outcome::Speaker { person };
        }
        let decision = self.decide(query, request);
        let near = match (&decision.verdict, &topics[..]) {
            (_, []) => self.near(query, &decision, request),
            (Verdict::Answer { .. }, [_]) => topics,
            (_, [topic]) => return shown(*topic),
            (Verdict::Answer { .. }, _) if query.contains(topics::COMMAS) => topics,
            (Verdict::Answer { entry, .. }, _) if matching::asks(&self.library, *entry, query) => topics,
            (_, _) => return Outcome::SeveralTopics { topics },
        };
        Outcome::Decided { query: query.to_owned(), decision, near }
    }

    /// A topic by name, alias or id in any language; else a speaker or several topics by name; else a topic by a name one
    /// typo away; else whatever the matcher makes of the words.
    fn stance(&self, asked: &str, request: &Request) -> Outcome {
        let found = |topic, corrected| Outcome::Stance { asked: asked.to_owned(), topic, corrected };
        let reading = self.topics.read(asked);
        if let Reading::Topic(topic) = reading {
            return found(topic, false);
        }
        if let Some(person) = self.speaker(asked) {
            return Outcome::Speaker { person };
        }
        let topics = self.topics.list(asked);
        if !topics.is_empty() {
            return Outcome::SeveralTopics { topics };
        }
        if let Reading::Typo(topic) = reading {
            return found(topic, true);
        }
        let decision = self.decide(asked, request);
        let near = self.near(asked, &decision, request);
        match decision.verdict {
            Verdict::Answer { .. } | Verdict::Suggest => Outcome::Decided { query: asked.to_owned(), decision, near },
            Verdict::Silent(_) => Outcome::NoTopic { asked: asked.to_owned(), decision, near },
        }
    }

    /// The only person who is named so and speaks in the texts.
    fn speaker(&self, name: &str) -> Option<usize> {
        let [person] = self.index.people(&self.library, name)[..] else { return None };
        let voices = |source: &Source| source.voices.iter().any(|voice| voice.speaker == person);
        let speaks = |source: &Source| source.own_voice == person || voices(source);
        self.library.sources.iter().any(speaks).then_some(person)
    }

    /// The matcher's decision, with its reasons where the request wants them.
    fn decide(&self, query: &str, request: &Request) -> Decision {
        let (matcher, library) = (&self.matcher, &self.library);
        match request.explain {
            Explain::No => matcher.decide(library, query),
            Explain::InWords | Explain::InFigures => matcher.explain(library, query),
        }
    }

    /// The topics nearest to a question that has no answer: those whose names it holds or nearly holds, then those of
    /// the likeliest entries. Where the question has nothing to do with the library: its first topics.
    fn near(&self, query: &str, decision: &Decision, request: &Request) -> Vec<usize> {
        let Verdict::Silent(reason) = decision.verdict else { return Vec::new() };
        let mut near = self.topics.near(query);
        match reason {
            Silence::NoWords | Silence::EmptyLibrary => return Vec::new(),
            Silence::NoQuestion | Silence::OffTopic => near.extend(0..self.library.topics.len()),
            Silence::NotInTexts => near.extend(self.topics_of_candidates(decision)),
        }
        let mut named = vec![false; self.library.topics.len()];
        near.retain(|topic| !std::mem::replace(&mut named[*topic], true));
        near.truncate(request.limits.topics);
        near
    }

    /// Topics by the sum of their entries' scores, highest first (ties: the library's order).
    fn topics_of_candidates(&self, decision: &Decision) -> Vec<usize> {
        let mut scores = vec![0.0f32; self.library.topics.len()];
        for candidate in &decision.candidates {
            let topics = self.library.entries.get(candidate.entry).map_or(&[][..], |entry| &entry.topics);
            for topic in topics {
                scores[*topic] += candidate.score;
            }
        }
        let mut topics: Vec<usize> = (0..scores.len()).filter(|topic| scores[*topic] > 0.0).collect();
        topics.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]));
        topics
    }

    fn cite(&self, id: &str, style: Option<&str>) -> Outcome {
        let style = match style {
            None => Style::default(),
            Some(typed) => match Style::from_name(typed) {
                Some(style) => style,
                None => return Outcome::Problem(Problem::NoSuchStyle { typed: typed.to_owned() }),
            },
        };
        match self.context(id, 0) {
            Some(context) => Outcome::Cited { quote: context.quote, style },
            None => Outcome::Problem(Problem::NoSuchQuote { id: id.to_owned() }),
        }
    }

    /// The quote with this id and the paragraphs around it. Where a curator has the quote, it is the curator's own: an id
    /// names words, and so does not tell whether the stop after them belongs to the quote.
    fn context(&self, id: &str, around: usize) -> Option<lookup::Context> {
        let library = &self.library;
        let mut context = lookup::context(library, id, around)?;
        let topics = library.topics.iter().flat_map(|topic| &topic.quotes);
        let mut curated = library.entries.iter().flat_map(|entry| &entry.quotes).chain(topics);
        if let Some(quote) = curated.find(|quote| quote.id() == context.quote.id()) {
            context.quote = quote.clone();
        }
        Some(context)
    }
}

/// `given`, unless it is longer than the request's limit.
fn within<'r>(given: &'r str, request: &Request) -> Result<&'r str, Problem> {
    let limit = request.limits.text_chars;
    if given.chars().nth(limit).is_some() { Err(Problem::TooLong { limit }) } else { Ok(given) }
}
