//! Who is named in a claim's frame ("President Aliyev emphasized:"): the library's people by all their names, in every
//! language and with its endings.
//!
//! Never decides that somebody is claimed to have spoken: `frame` does, from where the name stands.
//! Called by: `index` (makes them), `frame`.

use super::words::{for_each_word, form};
use crate::library::{Library, Person};
use rustc_hash::{FxHashMap, FxHashSet};

/// A word of a name takes an ending ("Əliyevin", "Алиевым") only from this length on …
const INFLECTED_FROM: usize = 5;
/// … and an ending has at most so many letters.
const LONGEST_ENDING: usize = 3;
/// Words that Arabic writes as the first letter of the next.
const ARABIC_PREFIXES: [char; 5] = ['ل', 'ب', 'و', 'ك', 'ف'];
/// A part of a name ("Aliyev" of "Ilham Aliyev") stands for the person from this length on.
const PART_FROM: usize = 4;

/// The names of all people of a library, and the words of their offices.
pub(super) struct Names {
    names: Vec<Name>,
    /// Numbers of names by the first letters of their first word, the longest name first.
    by_start: FxHashMap<String, Vec<usize>>,
    /// Words that describe people: "president", "department", "head".
    roles: FxHashSet<String>,
    /// All words of people's own names.
    words: FxHashSet<String>,
    /// Whether a person is the voice of a source: an outlet or author.
    outlets: Vec<bool>,
}

struct Name {
    words: Vec<String>,
    person: usize,
}

impl Names {
    /// The names of the people of `library`.
    pub(super) fn of(library: &Library) -> Names {
        let is_outlet = |person| library.sources.iter().any(|source| source.own_voice == person);
        let mut names = parts(&library.people);
        let mut roles: FxHashSet<String> = FxHashSet::default();
        for (person, known) in library.people.iter().enumerate() {
            roles.extend(known.role.iter().flat_map(|(_, role)| forms(role)));
            for words in known.names.iter().chain(known.name.iter()).map(|(_, name)| forms(name)) {
                // "The article says" names the place, not a speaker; "News.Az says" does.
                if is_outlet(person) && !is_own_name(known, &words) {
                    roles.extend(words);
                } else if !words.is_empty() {
                    names.push(Name { words, person });
                }
            }
        }
        names.sort_by(|one, other| other.words.len().cmp(&one.words.len()).then_with(|| one.words.cmp(&other.words)));
        names.dedup_by(|one, other| one.words == other.words && one.person == other.person);
        let mut by_start: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (number, name) in names.iter().enumerate() {
            by_start.entry(start_of(&name.words[0])).or_default().push(number);
        }
        let own_words = |person: &Person| person.name.iter().flat_map(|(_, name)| forms(name)).collect::<Vec<_>>();
        Names {
            names,
            by_start,
            roles,
            words: library.people.iter().flat_map(own_words).collect(),
            outlets: (0..library.people.len()).map(is_outlet).collect(),
        }
    }

    /// The longest name with which `forms` begins, as how many words it takes and whose it is.
    pub(super) fn at<'f>(&self, forms: impl Iterator<Item = &'f str> + Clone) -> Option<(usize, usize)> {
        self.name_at(forms.clone()).or_else(|| {
            // "لعلييف", "وعلييف": Arabic writes "to", "by", "as" and "and" as a letter of the word.
            let bare = forms.clone().next()?.strip_prefix(ARABIC_PREFIXES)?;
            self.name_at(std::iter::once(bare).chain(forms.skip(1)))
        })
    }

    fn name_at<'f>(&self, forms: impl Iterator<Item = &'f str> + Clone) -> Option<(usize, usize)> {
        let candidates = self.by_start.get(&start_of(forms.clone().next()?))?;
        let stands_here = |name: &&Name| {
            let mut here = forms.clone();
            name.words.iter().all(|word| here.next().is_some_and(|form| is_form_of(form, word)))
        };
        let name = candidates.iter().map(|number| &self.names[*number]).find(stands_here)?;
        Some((name.words.len(), name.person))
    }

    /// Whether the word describes somebody of the library: a word of an office or occupation.
    pub(super) fn is_role(&self, form: &str) -> bool {
        self.roles.contains(without_ending(form))
    }

    /// Whether the word is part of somebody's own name.
    pub(super) fn is_part(&self, form: &str) -> bool {
        self.words.contains(without_ending(form))
    }

    /// Whether the person is the voice of a source.
    pub(super) fn is_outlet(&self, person: usize) -> bool {
        self.outlets.get(person).copied().unwrap_or(false)
    }
}

/// Words of people's names that are one person's only.
fn parts(people: &[Person]) -> Vec<Name> {
    let mut owners: FxHashMap<String, FxHashSet<usize>> = FxHashMap::default();
    for (person, known) in people.iter().enumerate() {
        for word in known.name.iter().flat_map(|(_, name)| forms(name)) {
            owners.entry(word).or_default().insert(person);
        }
    }
    let long = |word: &String| word.chars().count() >= PART_FROM;
    let alone = |(word, owners): (String, FxHashSet<usize>)| {
        let person = owners.iter().next().copied().filter(|_| owners.len() == 1)?;
        Some(Name { words: vec![word], person })
    };
    owners.into_iter().filter(|(word, _)| long(word)).filter_map(alone).collect()
}

/// Whether these words are, or begin with, the person's own name in some language; spaces and stops do not count.
fn is_own_name(person: &Person, words: &[String]) -> bool {
    let joined = |words: &[String]| words.concat().replace(|c: char| !c.is_alphanumeric(), "");
    let alias = joined(words);
    person.name.iter().any(|(_, name)| alias.starts_with(&joined(&forms(name))) && !alias.is_empty())
}

fn forms(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for_each_word(text, |_, word| found.push(form(word)));
    found.retain(|form| !form.is_empty());
    found
}

/// Whether `form` is the name's word, as it is or with an ending.
fn is_form_of(form: &str, word: &str) -> bool {
    let bare = without_ending(form);
    let ending = bare.strip_prefix(word).map(|ending| ending.chars().count());
    form == word || ending == Some(0) || {
        let inflected = word.chars().count() >= INFLECTED_FROM;
        inflected && ending.is_some_and(|letters| letters <= LONGEST_ENDING)
    }
}

/// The word without what stands behind an apostrophe.
fn without_ending(form: &str) -> &str {
    form.split('\'').next().filter(|bare| !bare.is_empty()).unwrap_or(form)
}

/// What a word and the same word with an ending have in common: its first letters.
fn start_of(word: &str) -> String {
    word.chars().take(INFLECTED_FROM - 1).take_while(|c| *c != '\'').collect()
}
