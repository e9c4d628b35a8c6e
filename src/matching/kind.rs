//! What kind of fact a question asks for: a number, a time, a place, a person, a list, a reason … by its question words, in
//! five languages.
//!
//! Pure. Never decides: that no phrasing of an entry asks so is evidence for `model`.
//! Called by: `evidence`.

use super::tokens::Token;

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
            "neçe",
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

/// The kinds of fact that a text asks for.
pub fn kinds(tokens: &[Token]) -> Kinds {
    let fits = |pattern: &str, at: usize| {
        pattern.split(' ').enumerate().all(|(offset, part)| {
            tokens.get(at + offset).is_some_and(|token| match part.strip_suffix('*') {
                Some(start) => token.word.starts_with(start),
                None => token.word == part,
            })
        })
    };
    WORDS
        .iter()
        .filter(|(_, patterns)| patterns.iter().any(|pattern| (0..tokens.len()).any(|at| fits(pattern, at))))
        .fold(0, |all, (kind, _)| all | kind)
}
