//! What kind of fact a question asks for: a number, a time, a place, a person, a list, a reason … by its question words, in
//! five languages.
//!
//! Pure. Never decides: that no phrasing of an entry asks so is evidence for `model`.
//! Called by: `model`.

use super::tokens::Token;
use rustc_hash::FxHashMap;

/// Kinds of question, as bits; a text may have several.
pub type Kinds = u16;

/// Question words, folded, by kind. A word ending in `*` stands for all that begin so; two words must follow each other.
const WORDS: [(Kinds, &[&str]); 8] = [
    (
        1,
        &[
            "how many",
            "how much",
            "how often",
            "how long",
            "how big",
            "how old",
            "how far",
            "number of",
            "amount of",
            "percentage",
            "population",
            "budget",
            "nece nefer",
            "nece dene",
            "ne qeder",
            "kac*",
            "ne kadar",
            "сколько",
            "скольк*",
            "كم",
        ],
    ),
    (
        2,
        &[
            "when",
            "what year",
            "what date",
            "which year",
            "what day",
            "what month",
            "what time",
            "since when",
            "date",
            "ne vaxt",
            "hansi il*",
            "hansi tarix*",
            "hacan",
            "ne zaman",
            "hangi yil*",
            "hangi tarih*",
            "когда",
            "в каком году",
            "какого числа",
            "متي",
            "اي عام",
            "اي سنه",
        ],
    ),
    (4, &["where", "harada", "haradan", "haraya", "nerede*", "nereye", "где", "куда", "откуда", "اين", "وين", "فين"]),
    (
        8,
        &[
            "who",
            "whom",
            "whose",
            "kim",
            "kimdir",
            "kimin",
            "kimler",
            "кто",
            "кого",
            "кому",
            "кем",
            "чей",
            "مين",
            "من هو",
            "من هم",
            "منو",
        ],
    ),
    (
        16,
        &[
            "which",
            "what are the",
            "list",
            "hansi*",
            "hangi*",
            "какие",
            "какая",
            "какой",
            "каких",
            "какую",
            "اي",
            "ما هي",
        ],
    ),
    (32, &["why", "how come", "niye", "neden", "nicin", "почему", "зачем", "отчего", "لماذا", "ليش", "ليه", "لمه"]),
    (64, &["how", "nece", "nasil", "как", "каким образом", "كيف", "ازاي", "شلون"]),
    (128, &["address", "phone", "salary", "name of", "named", "called", "wife", "father", "born", "age", "old is"]),
];

/// The table, by first word.
pub struct QuestionWords {
    whole: FxHashMap<&'static str, Vec<(Kinds, Vec<&'static str>)>>,
    /// Beginnings of words that are a question word by themselves.
    beginnings: Vec<(&'static str, Kinds)>,
}

impl QuestionWords {
    /// The program's own table.
    pub fn new() -> QuestionWords {
        let mut table = QuestionWords { whole: FxHashMap::default(), beginnings: Vec::new() };
        for (kind, pattern) in
            WORDS.iter().flat_map(|(kind, patterns)| patterns.iter().map(move |pattern| (kind, pattern)))
        {
            let mut words = pattern.split(' ');
            let Some(first) = words.next() else { continue };
            match first.strip_suffix('*') {
                Some(beginning) => table.beginnings.push((beginning, *kind)),
                None => table.whole.entry(first).or_default().push((*kind, words.collect())),
            }
        }
        table
    }

    /// The kinds of fact that a text asks for.
    pub fn kinds(&self, tokens: &[Token]) -> Kinds {
        let fits = |part: &str, token: &Token| match part.strip_suffix('*') {
            Some(beginning) => token.word.starts_with(beginning),
            None => token.word == part,
        };
        let mut found = 0;
        for (at, token) in tokens.iter().enumerate() {
            for (kind, rest) in self.whole.get(token.word.as_str()).into_iter().flatten() {
                let following = &tokens[at + 1..];
                if rest.len() <= following.len() && rest.iter().zip(following).all(|(part, token)| fits(part, token)) {
                    found |= kind;
                }
            }
            let begun = self.beginnings.iter().filter(|(beginning, _)| token.word.starts_with(beginning));
            found |= begun.fold(0, |all, (_, kind)| all | kind);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::tokens::Stemmers;

    #[test]
    fn every_pattern_is_folded_as_texts_are() {
        for pattern in WORDS.iter().flat_map(|(_, patterns)| *patterns) {
            assert_eq!(crate::matching::normalize::fold(pattern), *pattern);
        }
    }

    #[test]
    fn question_words_are_known_in_five_languages() {
        let kinds = |text: &str| QuestionWords::new().kinds(&Stemmers::default().tokens(text));
        for text in ["How many are there?", "Neçə nəfər?", "Kaç kişi?", "Сколько их?", "كم عدد السكان؟"]
        {
            assert_eq!(kinds(text) & 1, 1, "{text}");
        }
        assert_eq!(kinds("Hansı ildə oldu?") & 2, 2, "two words, the second open");
        assert_eq!(kinds("Baku keeps its soldiers at home"), 0);
    }
}
