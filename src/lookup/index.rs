//! Where every word of the library stands: the words of all sources in one row, and for each folded form its places.
//!
//! In memory, about 16 bytes for each word of the texts and one entry for each distinct word. Never holds the text:
//! every method that needs bytes takes the library, which must be the one that the index was made of.
//! Called by: `service` and `cli` (make it); `find`, `runs`, `align`, `compare`, `verify` (read it).

use super::names::Names;
use super::words::{for_each_word, form};
use crate::library::Library;
use crate::matching::tokens::Stemmers;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The places of all words of a library. A *position* counts words over all sources, in order.
pub struct Index {
    pub(super) stemmers: Stemmers,
    pub(super) names: Names,
    forms: FxHashMap<String, u32>,
    /// The form with each number.
    spellings: Vec<String>,
    /// Forms by stem. A form that holds several words ("news.az") is under the stem of each.
    stems: FxHashMap<String, Vec<u32>>,
    words: Vec<Word>,
    sentences: Vec<Sentence>,
    /// The first position of each source.
    sources: Vec<u32>,
    /// Where each form's places begin in `places`; one more than there are forms.
    starts: Vec<u32>,
    /// Positions by form, each form's in order.
    places: Vec<u32>,
}

/// A word where it stands.
#[derive(Clone, Copy)]
pub(super) struct Word {
    /// Its folded form.
    pub(super) form: u32,
    start: u32,
    end: u32,
}

impl Word {
    /// Its bytes in its source.
    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A sentence that has words.
#[derive(Clone, Copy)]
struct Sentence {
    source: u32,
    /// Its number among the source's sentences.
    number: u32,
    /// The position of its first word.
    first: u32,
}

impl Index {
    /// The places of all words of `library`. A source is read up to 4 GiB, all of them up to 2³² words.
    pub fn new(library: &Library) -> Index {
        let stemmers = Stemmers::default();
        let mut builder = Builder::new(&stemmers);
        for (number, source) in library.sources.iter().enumerate() {
            builder.sources.push(builder.words.len() as u32);
            for (sentence, range) in source.sentences().iter().enumerate() {
                builder.add_sentence(number as u32, sentence as u32, range.start, &source.text()[range.clone()]);
            }
        }
        let Builder { forms, spellings, stems, words, sentences, sources, .. } = builder;
        let (starts, places) = places(&words, forms.len());
        let names = Names::of(library);
        Index { stemmers, names, forms, spellings, stems, words, sentences, sources, starts, places }
    }

    /// How many words the texts have.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of this folded form; `None` where the texts do not have it.
    pub(super) fn form(&self, form: &str) -> Option<u32> {
        self.forms.get(form).copied()
    }

    /// All folded forms, in the order in which they first come, with their numbers.
    pub(super) fn forms(&self) -> impl Iterator<Item = (&str, u32)> {
        self.spellings.iter().map(String::as_str).zip(0..)
    }

    /// The folded form with this number.
    pub(super) fn spelling(&self, form: u32) -> &str {
        &self.spellings[form as usize]
    }

    /// The forms that have this stem.
    pub(super) fn forms_of_stem(&self, stem: &str) -> &[u32] {
        self.stems.get(stem).map_or(&[], Vec::as_slice)
    }

    /// This folded form, where the texts have it, and the other forms that share a stem with it.
    pub(super) fn kin(&self, form: &str) -> Vec<u32> {
        let stems = self.stemmers.tokens(form).into_iter().flat_map(|token| self.forms_of_stem(&token.stem).to_vec());
        let mut kin: Vec<u32> = self.form(form).into_iter().chain(stems).collect();
        kin.sort_unstable();
        kin.dedup();
        kin
    }

    /// Where these forms stand in a row, in one source; at most `limit` places, in order.
    pub(super) fn occurrences(&self, forms: &[u32], limit: usize) -> Vec<usize> {
        let Some(rarest) = (0..forms.len()).min_by_key(|word| self.places(forms[*word]).len()) else {
            return Vec::new();
        };
        let stands_at = |start: &usize| {
            let source = self.positions_of(self.source_of(*start));
            *start + forms.len() <= source.end
                && forms.iter().enumerate().all(|(word, form)| self.words[*start + word].form == *form)
        };
        let starts = self.places(forms[rarest]).iter().filter_map(|place| (*place as usize).checked_sub(rarest));
        starts.filter(stands_at).take(limit).collect()
    }

    /// The positions at which a form stands, in order.
    pub(super) fn places(&self, form: u32) -> &[u32] {
        let form = form as usize;
        &self.places[self.starts[form] as usize..self.starts[form + 1] as usize]
    }

    /// The word at a position.
    pub(super) fn word(&self, position: usize) -> Word {
        self.words[position]
    }

    /// The source in which a position lies.
    pub(super) fn source_of(&self, position: usize) -> usize {
        self.sources.partition_point(|first| *first as usize <= position) - 1
    }

    /// The positions of a source.
    pub(super) fn positions_of(&self, source: usize) -> Range<usize> {
        let end = self.sources.get(source + 1).map_or(self.words.len(), |first| *first as usize);
        self.sources[source] as usize..end
    }

    /// How many sentences have words.
    pub(super) fn sentence_count(&self) -> usize {
        self.sentences.len()
    }

    /// The number of the sentence, over all sources, in which a position lies.
    pub(super) fn sentence_of(&self, position: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.first as usize <= position) - 1
    }

    /// The positions of a sentence.
    pub(super) fn positions_of_sentence(&self, sentence: usize) -> Range<usize> {
        let end = self.sentences.get(sentence + 1).map_or(self.words.len(), |next| next.first as usize);
        self.sentences[sentence].first as usize..end
    }

    /// The bytes of a sentence in its source.
    pub(super) fn sentence_range(&self, library: &Library, sentence: usize) -> Range<usize> {
        let Sentence { source, number, .. } = self.sentences[sentence];
        library.sources[source as usize].sentences()[number as usize].clone()
    }

    /// How much a word tells, above 0 and at most 1: its inverse frequency in the texts, 1 for one that they lack.
    pub(super) fn weight(&self, form: Option<u32>) -> f32 {
        let all = self.words.len() as f32;
        form.map_or(1.0, |form| (1.0 + all / self.places(form).len() as f32).ln() / (1.0 + all).ln())
    }
}

/// An index in the making.
struct Builder<'a> {
    stemmers: &'a Stemmers,
    forms: FxHashMap<String, u32>,
    spellings: Vec<String>,
    stems: FxHashMap<String, Vec<u32>>,
    /// The form of each word as spelt, so that each spelling is folded once; `None` for what is no word.
    spelled: FxHashMap<String, Option<u32>>,
    words: Vec<Word>,
    sentences: Vec<Sentence>,
    sources: Vec<u32>,
}

impl<'a> Builder<'a> {
    fn new(stemmers: &'a Stemmers) -> Builder<'a> {
        Builder {
            stemmers,
            forms: FxHashMap::default(),
            spellings: Vec::new(),
            stems: FxHashMap::default(),
            spelled: FxHashMap::default(),
            words: Vec::new(),
            sentences: Vec::new(),
            sources: Vec::new(),
        }
    }

    fn add_sentence(&mut self, source: u32, number: u32, offset: usize, text: &str) {
        let first = self.words.len();
        for_each_word(text, |range, word| {
            let places = (u32::try_from(offset + range.start), u32::try_from(offset + range.end));
            let (Ok(start), Ok(end)) = places else { return };
            if let Some(form) = self.form_of(word).filter(|_| self.words.len() < u32::MAX as usize) {
                self.words.push(Word { form, start, end });
            }
        });
        if self.words.len() > first {
            self.sentences.push(Sentence { source, number, first: first as u32 });
        }
    }

    fn form_of(&mut self, word: &str) -> Option<u32> {
        if let Some(known) = self.spelled.get(word) {
            return *known;
        }
        let folded = form(word);
        let number = if folded.is_empty() { None } else { Some(self.number_of(folded, word)) };
        self.spelled.insert(word.to_owned(), number);
        number
    }

    fn number_of(&mut self, folded: String, word: &str) -> u32 {
        if let Some(number) = self.forms.get(&folded) {
            return *number;
        }
        let number = self.forms.len() as u32;
        self.spellings.push(folded.clone());
        self.forms.insert(folded, number);
        for token in self.stemmers.tokens(word) {
            let forms = self.stems.entry(token.stem).or_default();
            if forms.last() != Some(&number) {
                forms.push(number);
            }
        }
        number
    }
}

/// The positions of each form, one form after another, and where each form's begin.
fn places(words: &[Word], forms: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; forms + 1];
    for word in words {
        starts[word.form as usize + 1] += 1;
    }
    for form in 0..forms {
        starts[form + 1] += starts[form];
    }
    let mut next = starts.clone();
    let mut places = vec![0_u32; words.len()];
    for (position, word) in words.iter().enumerate() {
        let slot = &mut next[word.form as usize];
        places[*slot as usize] = position as u32;
        *slot += 1;
    }
    (starts, places)
}
