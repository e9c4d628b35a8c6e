//! Text → words: Unicode words (UAX #29), folded, with clitics and suffixes behind an apostrophe taken off, and the stem
//! of each.
//!
//! Pure. Adding a language: a script or word test in [`Script::of`], a stemmer in [`Stemmers::stem`].
//! Called by: `spelling`, `features`, `names`, `evidence`, `lookup`.

use super::normalize::fold;
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// A query or phrasing longer than this many words is read up to here: a limit on work, far above any question.
pub const MAX_WORDS: usize = 400;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word, folded.
    pub word: String,
    /// Its stem.
    pub stem: String,
    /// Byte offset of the word in the text as given.
    pub start: usize,
    /// Byte offset of its end in the text as given.
    pub end: usize,
}

/// Which family of letters a word is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Latin letters: English, Turkish, Azerbaijani.
    Latin,
    /// Cyrillic letters: Russian.
    Cyrillic,
    /// Arabic letters.
    Arabic,
    /// Digits and all else.
    Other,
}

impl Script {
    /// The script of the first letter that has one.
    pub fn of(word: &str) -> Script {
        word.chars()
            .find_map(|c| match c {
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(Script::Latin),
                '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
                '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Some(Script::Arabic),
                _ => None,
            })
            .unwrap_or(Script::Other)
    }
}

/// The stemmers, made once.
pub struct Stemmers {
    english: Stemmer,
    russian: Stemmer,
}

impl Default for Stemmers {
    fn default() -> Self {
        Stemmers { english: Stemmer::create(Algorithm::English), russian: Stemmer::create(Algorithm::Russian) }
    }
}

impl Stemmers {
    /// The stem of a folded word. English and Russian: Snowball. Arabic: light stemming, prefixes and suffixes off
    /// (after Larkey, Ballesteros & Connell 2002, "light10"). Turkish and Azerbaijani share Latin script with English and
    /// have no letters of their own once folded; their stem is the English one, and `features` adds the word's first
    /// five letters (after Can et al. 2008, who found fixed prefixes as good as morphology for Turkish).
    pub fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        match Script::of(word) {
            Script::Latin => self.english.stem(word),
            Script::Cyrillic => self.russian.stem(word),
            Script::Arabic => Cow::Borrowed(stem_arabic(word)),
            Script::Other => Cow::Borrowed(word),
        }
    }

    /// The words of `text`, in order, at most [`MAX_WORDS`].
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = words(text);
        tokens.iter_mut().for_each(|token| token.stem = self.stem(&token.word).into_owned());
        tokens
    }
}

/// The words of `text` without their stems, in order, at most [`MAX_WORDS`].
pub fn words(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (start, raw) in text.unicode_word_indices().take(MAX_WORDS) {
        let folded = fold(raw);
        for (offset, word) in parts(&folded) {
            // Where folding kept the length, a part's own place is known; else the whole word's. Letters of other lengths
            // may still have moved it into the middle of one.
            let part = start + offset..start + offset + word.len();
            let kept = folded.len() == raw.len() && text.get(part.clone()).is_some();
            let (from, to) = if kept { (part.start, part.end) } else { (start, start + raw.len()) };
            tokens.push(Token { word: word.to_owned(), stem: String::new(), start: from, end: to });
        }
    }
    tokens
}

/// The parts of a folded word that count: without a suffix behind an apostrophe (English `'s`, Azerbaijani `Bakı'nın`),
/// `n't` as a word `not` of its own, empty parts left out.
fn parts(folded: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    match folded.split_once('\'') {
        Some((word, "t")) if word.len() > 1 && word.ends_with('n') => {
            found.push((0, &word[..word.len() - 1]));
            found.push((word.len() - 1, "not"));
        }
        Some((word, _)) if word.chars().count() > 1 => found.push((0, word)),
        Some((_, rest)) => found.push((folded.len() - rest.len(), rest)),
        None => {
            let mut at = 0;
            for word in folded.split(['.', '_', ':']) {
                found.push((at, word));
                at += word.len() + 1;
            }
        }
    }
    found.retain(|(_, word)| !word.is_empty());
    found
}

/// Whether a folded word is, or holds, a number.
pub fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Light stemming of a folded Arabic word: one conjunction, one article or preposition, one ending.
fn stem_arabic(word: &str) -> &str {
    let count = |word: &str| word.chars().count();
    let mut stem = bare_arabic(word);
    for suffix in ["هما", "كما", "تين", "ها", "ان", "ات", "ون", "ين", "يه", "هم", "نا", "ه", "ي"]
    {
        if let Some(rest) = stem.strip_suffix(suffix).filter(|rest| count(rest) >= 3) {
            stem = rest;
            break;
        }
    }
    stem
}

/// A folded Arabic word without a conjunction and an article, with or without a preposition, before it.
pub fn bare_arabic(word: &str) -> &str {
    let count = |word: &str| word.chars().count();
    let mut bare = word;
    if let Some(rest) = bare.strip_prefix('و').filter(|rest| count(rest) >= 4) {
        bare = rest;
    }
    for prefix in ["بال", "كال", "فال", "وال", "لل", "ال"] {
        if let Some(rest) = bare.strip_prefix(prefix).filter(|rest| count(rest) >= 2) {
            return rest;
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::Stemmers;

    fn stems(text: &str) -> Vec<String> {
        Stemmers::default().tokens(text).into_iter().map(|token| token.stem).collect()
    }

    #[test]
    fn clitics_and_suffixes_behind_an_apostrophe_are_dropped() {
        assert_eq!(stems("Azerbaijan’s embassies"), ["azerbaijan", "embassi"]);
        assert_eq!(stems("Bakı'nın mövqeyi"), ["baki", "movqeyi"]);
        assert_eq!(stems("don't won’t"), ["do", "not", "wo", "not"]);
    }

    #[test]
    fn one_word_in_its_forms_has_one_stem() {
        for (one, other) in [
            ("peacekeeping", "peacekeep"),
            ("независимого", "независимое"),
            ("الفلسطينية", "فلسطيني"),
            ("والمساعدات", "مساعدات"),
        ] {
            assert_eq!(stems(one), stems(other), "{one} / {other}");
        }
    }

    #[test]
    fn places_are_bytes_of_the_text_as_given() {
        let text = "Где Əliyev?";
        let tokens = Stemmers::default().tokens(text);
        let words: Vec<&str> = tokens.iter().map(|token| &text[token.start..token.end]).collect();
        assert_eq!(words, ["Где", "Əliyev"]);
        // `ə` folds to a byte less, `Ⱥ` to a byte more.
        let text = "аə'Ⱥ0";
        assert!(Stemmers::default().tokens(text).iter().all(|token| text.get(token.start..token.end).is_some()));
    }
}
