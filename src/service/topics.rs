//! Which topic is meant by the words after `/stance`: names, aliases and ids of all languages, spelling forgiven.
//!
//! Pure. Never guesses far: one typo is corrected (and the reply says so), more only makes a topic "near".
//! Called by: `service`.

use crate::library::{Language, Library, Topic};
use crate::matching::normalize::fold;

/// Letters that a name must have for one of them to be wrong: `iraq` is no misspelt `iran`.
const LETTERS_FOR_ONE_TYPO: usize = 5;
/// Letters that a name must have for two of them to be wrong; such a name is only called near.
const LETTERS_FOR_TWO_TYPOS: usize = 8;

/// What joins two topics, folded: in English, Azerbaijani, Turkish, Russian and Arabic.
const JOINING: &[&str] = &["and", "or", "vs", "versus", "ve", "ile", "veya", "ya", "yaxud", "и", "или", "و", "او"];
/// Signs that do, beside commas.
const JOINING_SIGNS: &[char] = &['&', '+', '/'];
/// Signs that do, and part keywords.
pub(super) const COMMAS: &[char] = &[',', ';', '،', '؛', '\n'];
/// What Arabic writes "and" as, before the next word.
const ARABIC_AND: char = 'و';

/// All names of all topics, folded.
pub(super) struct TopicNames {
    names: Vec<(String, usize)>,
}

/// What the words after `/stance` were read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A topic's name, id or alias.
    Topic(usize),
    /// The only topic with a name that is one typo away.
    Typo(usize),
    /// No topic, or one of several.
    Unknown,
}

impl TopicNames {
    /// The names, aliases and ids of the library's topics.
    pub(super) fn of(library: &Library) -> TopicNames {
        let mut names = Vec::new();
        for (index, topic) in library.topics.iter().enumerate() {
            let called = topic.name.iter().chain(topic.aliases.iter()).map(|(_, name)| name);
            for name in std::iter::once(topic.id.as_str()).chain(called).map(bare).filter(|name| !name.is_empty()) {
                names.push((name, index));
            }
        }
        TopicNames { names }
    }

    /// The topic that `asked` names.
    pub(super) fn read(&self, asked: &str) -> Reading {
        let asked = bare(asked);
        if let Some((_, topic)) = self.names.iter().find(|(name, _)| *name == asked) {
            return Reading::Topic(*topic);
        }
        let mut close = self.names.iter().filter(|(name, _)| typos(name, &asked) == Some(1)).map(|(_, topic)| *topic);
        match close.next() {
            Some(topic) if close.all(|other| other == topic) => Reading::Typo(topic),
            _ => Reading::Unknown,
        }
    }

    /// The topics that `asked` lists, by name or alias, each once: "Gaza & Palestine". Empty where it says anything else,
    /// or names only one.
    pub(super) fn list(&self, asked: &str) -> Vec<usize> {
        let mut parts = vec![String::new()];
        for (number, listed) in asked.split(|c| JOINING_SIGNS.contains(&c) || COMMAS.contains(&c)).enumerate() {
            if number > 0 {
                parts.push(String::new());
            }
            for word in bare(listed).split(' ') {
                let next = word.strip_prefix(ARABIC_AND).filter(|next| self.topic(next).is_some());
                match next {
                    Some(next) => parts.push(next.to_owned()),
                    None if JOINING.contains(&word) => parts.push(String::new()),
                    None => parts.last_mut().into_iter().for_each(|part| *part = format!("{part} {word}")),
                }
            }
        }
        let named = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).map(|part| self.topic(part));
        let mut topics: Vec<usize> = Vec::new();
        for topic in named.collect::<Option<Vec<usize>>>().unwrap_or_default() {
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        if topics.len() > 1 { topics } else { Vec::new() }
    }

    /// The topic with this name or alias.
    fn topic(&self, name: &str) -> Option<usize> {
        match self.read(name) {
            Reading::Topic(topic) => Some(topic),
            Reading::Typo(_) | Reading::Unknown => None,
        }
    }

    /// The topics that a question may be about, by name: those that it names in full first, then those with a name that
    /// one of its words nearly is. Each once, in the library's order.
    pub(super) fn near(&self, query: &str) -> Vec<usize> {
        let query = bare(query);
        let words: Vec<&str> = query.split(' ').collect();
        let padded = format!(" {query} ");
        let named = self.names.iter().filter(|(name, _)| padded.contains(&format!(" {name} ")));
        let nearly = |name: &str| typos(name, &query).is_some() || words.iter().any(|word| typos(name, word).is_some());
        let misspelt = self.names.iter().filter(|(name, _)| nearly(name));
        let mut near = Vec::new();
        for (_, topic) in named.chain(misspelt) {
            if !near.contains(topic) {
                near.push(*topic);
            }
        }
        near
    }
}

/// The topics with a name that `typed` begins, each with that name: the one shown in `language` where it is so, else an
/// alias or the id. All topics where nothing is typed yet.
pub(super) fn beginning<'l>(library: &'l Library, typed: &str, language: Language) -> Vec<(usize, &'l str)> {
    let typed = bare(typed);
    let name = |topic: &'l Topic| {
        let aliases = topic.aliases.of(language).chain(topic.aliases.iter().map(|(_, alias)| alias));
        let mut names = std::iter::once(topic.name.get(language)).chain(aliases).chain([topic.id.as_str()]);
        names.find(|name| bare(name).starts_with(&typed))
    };
    library.topics.iter().enumerate().filter_map(|(index, topic)| Some((index, name(topic)?))).collect()
}

/// Folded, with one space for whatever stands between letters and digits: `Sharm el-Sheikh` → `sharm el sheikh`.
fn bare(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// By how many typos (optimal string alignment) two folded names differ; `None` where they are too many for such short
/// names, or none.
fn typos(one: &str, other: &str) -> Option<usize> {
    let letters = one.chars().count().max(other.chars().count());
    let allowed = usize::from(letters >= LETTERS_FOR_ONE_TYPO) + usize::from(letters >= LETTERS_FOR_TWO_TYPOS);
    if one.len().abs_diff(other.len()) > allowed * char::MAX.len_utf8() {
        return None;
    }
    let distance = strsim::osa_distance(one, other);
    (1..=allowed).contains(&distance).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::{Reading, TopicNames, bare, beginning};
    use crate::library::{Language, Library, Localized, Topic};

    fn library(topics: &[(&str, &[&str])]) -> Library {
        let topic = |(name, aliases): &(&str, &[&str])| {
            let mut topic = Topic { id: bare(name).replace(' ', "-"), ..Topic::default() };
            topic.name = Localized::plain(Language::En, *name);
            aliases.iter().for_each(|alias| topic.aliases.push(Language::Az, *alias));
            topic
        };
        Library { topics: topics.iter().map(topic).collect(), ..Library::default() }
    }

    fn names(topics: &[(&str, &[&str])]) -> TopicNames {
        TopicNames::of(&library(topics))
    }

    #[test]
    fn completion_offers_the_shown_name_else_an_alias() {
        let library = library(&[("The pond", &["gölməçə"]), ("Gates", &[])]);
        assert_eq!(beginning(&library, "", Language::En), [(0, "The pond"), (1, "Gates")]);
        assert_eq!(beginning(&library, "The p", Language::En), [(0, "The pond")]);
        assert_eq!(beginning(&library, "g", Language::En), [(0, "gölməçə"), (1, "Gates")]);
        assert_eq!(beginning(&library, "x", Language::En), []);
    }

    #[test]
    fn names_aliases_and_ids_are_read_whatever_their_case_and_accents() {
        let names = names(&[("The pond", &["gölməçə"]), ("Water-lilies", &["su zanbağı"])]);
        for (asked, reading) in [
            ("the POND", Reading::Topic(0)),
            ("the-pond", Reading::Topic(0)),
            ("golmece", Reading::Topic(0)),
            ("water lilies", Reading::Topic(1)),
            (" Su  Zanbagi! ", Reading::Topic(1)),
        ] {
            assert_eq!(names.read(asked), reading, "{asked}");
        }
    }

    #[test]
    fn several_topics_are_a_list_where_nothing_else_is_said() {
        let names = names(&[("Pond", &["البركة"]), ("Water-lilies", &[]), ("Gates and walls", &["بوابة"])]);
        for asked in
            ["pond and water lilies", "The pond", "Pond & Water-lilies", "pond, water lilies", "pond ve water lilies"]
        {
            let expected: &[usize] = if asked == "The pond" { &[] } else { &[0, 1] };
            assert_eq!(names.list(asked), expected, "{asked}");
        }
        assert_eq!(names.list("البركة وبوابة"), [0, 2]);
        for asked in
            ["gates and walls", "pond and pond", "pond and fish", "is the pond and the gates paid?", "", "and", "&"]
        {
            assert_eq!(names.list(asked), [] as [usize; 0], "{asked}");
        }
    }

    #[test]
    fn one_typo_is_corrected_where_one_topic_fits_and_the_name_is_long_enough() {
        let names = names(&[("Iran", &[]), ("Orchard", &["apple trees"]), ("Benches", &[]), ("Beeches", &[])]);
        assert_eq!(names.read("orchrad"), Reading::Typo(1));
        assert_eq!(names.read("aple trees"), Reading::Typo(1));
        assert_eq!(names.read("orchad"), Reading::Typo(1));
        assert_eq!(names.read("iraq"), Reading::Unknown, "a short name has no typos");
        assert_eq!(names.read("beaches"), Reading::Unknown, "two topics are one typo away");
        assert_eq!(names.read(""), Reading::Unknown);
    }

    #[test]
    fn topics_that_a_question_names_or_nearly_names_are_near() {
        let names = names(&[("Orchard", &[]), ("Water-lilies", &[]), ("Pond", &[])]);
        assert_eq!(names.near("who owns the pond?"), [2]);
        assert_eq!(names.near("are water lilies and the orchad paid for?"), [1, 0]);
        assert_eq!(names.near("why?"), [] as [usize; 0]);
    }
}
