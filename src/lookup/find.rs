//! Words → the sentences that hold them, best first.
//!
//! BM25 (Robertson & Zaragoza 2009) over sentences and stems, times the share of the query that a sentence has, so that
//! one with all words comes before one that repeats some. What stands in quotation marks must stand so in the text.
//! A word that no text has is read as the nearest that one has. Never shows a sentence for its common words alone.
//! Called by: `service`.

use super::index::Index;
use super::marks::quoted;
use super::pieces::{bytes, speaker_at, stretches};
use super::query::{NoSuch, Query};
use super::words::{for_each_word, form};
use super::{Found, Passage};
use crate::library::{Library, Quote};
use crate::matching::tokens::Token;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use strsim::osa_distance;

/// BM25's constants, as usual: how soon repetition stops to count, and how much a sentence's length does.
const K1: f32 = 1.2;
const B: f32 = 0.75;
/// A word in more than this share of the sentences is common: alone, it finds nothing.
const COMMON_SHARE: f32 = 0.25;

/// Passages behind those that are shown are counted up to so many.
const MAX_COUNTED: usize = 1_000;

/// A sentence that has what was looked for: its score, its number, and the positions of the words with their weights.
type Ranked = (f32, usize, Vec<(usize, f32)>);

/// A word of the query, as the texts have it.
struct Term {
    forms: Vec<u32>,
    /// Its inverse document frequency over sentences.
    weight: f32,
    is_common: bool,
    /// Whether it stands in the query outside of phrases, so that it is marked wherever it comes.
    is_loose: bool,
}

/// What a sentence has of the query.
#[derive(Default)]
struct Hit {
    score: f32,
    weight: f32,
    /// Whether one of its words tells something.
    tells: bool,
    /// How many of the query's phrases touch it.
    phrases: usize,
    /// The positions of what was looked for, with their terms' weights.
    matched: Vec<(usize, f32)>,
}

impl Index {
    /// The sentences of `library`, the one that the index was made of, that hold these words, best first (ties: the
    /// texts' order): `limit` of them behind the first `offset`. Words in quotation marks are a phrase; typing errors are
    /// forgiven elsewhere. `speaker:NAME` and `source:ID` narrow the search, `page:N` goes on by as many as `limit`; with
    /// filters alone, it is all that the speaker says, in the texts' order.
    ///
    /// # Errors
    /// [`NoSuch`] where a filter fits nothing in the library.
    pub fn find(&self, library: &Library, typed: &str, offset: usize, limit: usize) -> Result<Found, NoSuch> {
        let query = Query::read(self, library, typed)?;
        let offset = offset.saturating_add((query.page - 1).saturating_mul(limit));
        let is_wanted = |sentence: &usize| {
            let source = self.source_of(self.positions_of_sentence(*sentence).start);
            query.sources.is_empty() || query.sources.contains(&source)
        };
        let is_filtered = !(query.sources.is_empty() && query.speakers.is_empty());
        let ranked = if query.words.is_empty() && is_filtered {
            (0..self.sentence_count()).map(|sentence| (0.0, sentence, Vec::new())).collect()
        } else {
            self.ranked(&query.words)
        };
        let mut ranked = ranked.into_iter().filter(|(_, sentence, _)| is_wanted(sentence));
        let passage =
            |(score, sentence, matched): Ranked| self.passage(library, sentence, &matched, &query.speakers, score);
        let mut found = ranked.by_ref().filter_map(passage);
        let skipped = found.by_ref().take(offset).count();
        let passages: Vec<Passage> = found.by_ref().take(limit).collect();
        let counted = found.by_ref().take(MAX_COUNTED).count();
        let total = skipped + passages.len() + counted;
        Ok(Found { passages, offset, total, page: query.page, is_all: found.next().is_none() })
    }

    /// The sentences that hold these words, best first, each with its score and the positions of what was looked for.
    fn ranked(&self, words: &str) -> Vec<Ranked> {
        let Some(phrases) = self.phrases(words) else { return Vec::new() };
        let terms = self.terms(words);
        let mut hits: FxHashMap<usize, Hit> = FxHashMap::default();
        let only_common = terms.iter().all(|term| term.is_common);
        for term in terms.iter().filter(|term| !term.is_common || only_common) {
            self.add_term(term, &mut hits);
        }
        for phrase in &phrases {
            self.add_phrase(phrase, &mut hits);
        }
        // A common word finds nothing, but counts where others do: no need to walk through all of its places.
        for term in terms.iter().filter(|term| term.is_common && !only_common) {
            for (sentence, hit) in &mut hits {
                let stands = |position: &usize| term.forms.contains(&self.word(*position).form);
                let positions: Vec<usize> = self.positions_of_sentence(*sentence).filter(stands).collect();
                if !positions.is_empty() {
                    self.add_to(hit, term, *sentence, positions);
                }
            }
        }
        let all: f32 = terms.iter().map(|term| term.weight).sum();
        let mut ranked: Vec<(f32, usize)> = hits
            .iter()
            .filter(|(_, hit)| hit.phrases == phrases.len() && (hit.tells || only_common || !phrases.is_empty()))
            .map(|(sentence, hit)| (hit.score * hit.weight / all.max(f32::MIN_POSITIVE), *sentence))
            .collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut matched = |sentence| hits.remove(&sentence).map(|hit| hit.matched).unwrap_or_default();
        ranked.into_iter().map(|(score, sentence)| (score, sentence, matched(sentence))).collect()
    }

    /// The query's phrases as forms; `None` where one has a word that no text has.
    fn phrases(&self, words: &str) -> Option<Vec<Vec<u32>>> {
        let mut phrases = Vec::new();
        for span in quoted(words) {
            let mut phrase = Vec::new();
            for_each_word(&words[span], |_, word| phrase.push(form(word)));
            phrase.retain(|form| !form.is_empty());
            let phrase: Option<Vec<u32>> = phrase.iter().map(|form| self.form(form)).collect();
            phrases.push(phrase?);
        }
        phrases.retain(|phrase| !phrase.is_empty());
        Some(phrases)
    }

    /// The query's words, each once, those outside of phrases first.
    fn terms(&self, words: &str) -> Vec<Term> {
        let phrases = quoted(words);
        let is_loose = |token: &Token| !phrases.iter().any(|phrase| phrase.contains(&token.start));
        let (loose, bound): (Vec<Token>, Vec<Token>) = self.stemmers.tokens(words).into_iter().partition(is_loose);
        let mut stems = FxHashSet::default();
        let all = loose.into_iter().map(|token| (token, true)).chain(bound.into_iter().map(|token| (token, false)));
        all.filter(|(token, _)| stems.insert(token.stem.clone()))
            .map(|(token, is_loose)| {
                let term = match self.forms_of_stem(&token.stem) {
                    [] => self.corrected(&token.word),
                    forms => self.term(forms.to_vec()),
                };
                Term { is_loose, ..term }
            })
            .collect()
    }

    fn term(&self, forms: Vec<u32>) -> Term {
        let mut sentences: Vec<usize> =
            forms.iter().flat_map(|form| self.places(*form)).map(|place| self.sentence_of(*place as usize)).collect();
        sentences.sort_unstable();
        sentences.dedup();
        let (with, all) = (sentences.len() as f32, self.sentence_count() as f32);
        let weight = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
        Term { forms, weight, is_common: with > COMMON_SHARE * all, is_loose: true }
    }

    /// The term for a word that no text has: the nearest word, by optimal string alignment, with all that share its
    /// stem; else one that finds nothing. Ties: the same first letter, then the more frequent, then the earlier.
    fn corrected(&self, word: &str) -> Term {
        let length = word.chars().count();
        let allowed = match length {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        let nearest = self
            .forms()
            .filter(|(form, _)| allowed > 0 && form.chars().count().abs_diff(length) <= allowed)
            .map(|(form, number)| (osa_distance(word, form), form, number))
            .filter(|(distance, ..)| *distance <= allowed)
            .min_by_key(|(distance, form, number)| {
                let other_start = form.chars().next() != word.chars().next();
                (*distance, other_start, usize::MAX - self.places(*number).len(), *number)
            });
        match nearest.and_then(|(_, form, _)| self.stemmers.tokens(form).into_iter().next()) {
            Some(token) => self.term(self.forms_of_stem(&token.stem).to_vec()),
            None => self.term(Vec::new()),
        }
    }

    fn add_term(&self, term: &Term, hits: &mut FxHashMap<usize, Hit>) {
        let mut by_sentence: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for place in term.forms.iter().flat_map(|form| self.places(*form)) {
            let position = *place as usize;
            by_sentence.entry(self.sentence_of(position)).or_default().push(position);
        }
        for (sentence, positions) in by_sentence {
            self.add_to(hits.entry(sentence).or_default(), term, sentence, positions);
        }
    }

    /// Counts a term for a sentence in which it stands at these positions.
    fn add_to(&self, hit: &mut Hit, term: &Term, sentence: usize, positions: Vec<usize>) {
        let mean_length = self.len() as f32 / self.sentence_count().max(1) as f32;
        let count = positions.len() as f32;
        let length = self.positions_of_sentence(sentence).len() as f32 / mean_length;
        hit.score += term.weight * count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length));
        hit.weight += term.weight;
        hit.tells |= !term.is_common;
        if term.is_loose {
            hit.matched.extend(positions.into_iter().map(|position| (position, term.weight)));
        }
    }

    /// Counts a phrase for every sentence that it touches: it may run over the end of one.
    fn add_phrase(&self, phrase: &[u32], hits: &mut FxHashMap<usize, Hit>) {
        let Some(rarest) = (0..phrase.len()).min_by_key(|word| self.places(phrase[*word]).len()) else { return };
        let mut touched = FxHashSet::default();
        for place in self.places(phrase[rarest]) {
            let Some(start) = (*place as usize).checked_sub(rarest) else { continue };
            let range = start..start + phrase.len();
            let stands_here = range.end <= self.positions_of(self.source_of(*place as usize)).end
                && start >= self.positions_of(self.source_of(*place as usize)).start
                && range.clone().zip(phrase).all(|(position, form)| self.word(position).form == *form);
            if stands_here {
                for position in range {
                    let sentence = self.sentence_of(position);
                    let hit = hits.entry(sentence).or_default();
                    hit.matched.push((position, 0.0));
                    if touched.insert(sentence) {
                        hit.phrases += 1;
                    }
                }
            }
        }
    }

    /// The sentence, or its part in the voice that has most of what was looked for, of these speakers where there are
    /// some; `None` where it has none, or nobody can be named as its speaker.
    fn passage(
        &self,
        library: &Library,
        sentence: usize,
        matched: &[(usize, f32)],
        speakers: &[usize],
        score: f32,
    ) -> Option<Passage> {
        let positions = self.positions_of_sentence(sentence);
        let source = self.source_of(positions.start);
        let text = &library.sources[source];
        let mut stretches = stretches(self, library, positions);
        let weight_in = |stretch: &Range<usize>| -> f32 {
            matched.iter().filter(|(position, _)| stretch.contains(position)).map(|(_, weight)| 1.0 + weight).sum()
        };
        stretches.sort_by(|one, other| weight_in(other).total_cmp(&weight_in(one)));
        let whole = (stretches.len() == 1).then(|| self.sentence_range(library, sentence));
        let is_theirs = |stretch: &&Range<usize>| {
            speakers.is_empty() || speakers.contains(&speaker_at(self, library, stretch.start).0)
        };
        let quote = |stretch: &Range<usize>| {
            let bytes = whole.clone().unwrap_or_else(|| bytes(self, library, stretch.clone()));
            let quote = Quote::of(text, source, bytes).ok()?;
            let marked = self.marked(&quote, stretch, matched);
            (!marked.is_empty() || matched.is_empty()).then_some(Passage { quote, matched: marked, score })
        };
        stretches.iter().filter(is_theirs).find_map(quote)
    }

    /// The matched words within a stretch, as bytes of its quote.
    fn marked(&self, quote: &Quote, stretch: &Range<usize>, matched: &[(usize, f32)]) -> Vec<Range<usize>> {
        let mut positions: Vec<usize> =
            matched.iter().map(|(position, _)| *position).filter(|position| stretch.contains(position)).collect();
        positions.sort_unstable();
        positions.dedup();
        let start = quote.range().start;
        let bytes = |position| self.word(position).range();
        positions.into_iter().map(bytes).map(|word| word.start - start..word.end - start).collect()
    }
}
