//! Made-up text: words by Zipf's law, sentences of 8 to 30 of them, always the same.
//!
//! Called by: `lookup`.

use sayswho::library::Library;
use std::collections::HashMap;

const CONSONANTS: &[u8] = b"bdfgklmnprstvz";
const VOWELS: &[u8] = b"aeiou";

/// Writes text and claims.
pub struct Writer {
    state: u64,
    words: Vec<String>,
    /// The sum of the weights up to each word.
    sums: Vec<f64>,
    counts: HashMap<String, usize>,
}

impl Writer {
    /// A writer with a vocabulary that fits so many bytes of text (Heaps' law: about the square root of its words).
    pub fn new(bytes: usize) -> Writer {
        let size = 20 * ((bytes / 6) as f64).sqrt() as usize;
        let mut writer =
            Writer { state: 0x9E37_79B9_7F4A_7C15, words: Vec::new(), sums: Vec::new(), counts: HashMap::new() };
        let mut sum = 0.0;
        for rank in 0..size {
            let word = writer.word(1 + (rank as f64).log(60.0) as usize);
            writer.words.push(word);
            sum += 1.0 / (rank as f64 + 2.7);
            writer.sums.push(sum);
        }
        writer
    }

    /// So many bytes of text, at least: paragraphs of sentences.
    pub fn text(&mut self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 400);
        while text.len() < bytes {
            for _ in 0..2 + self.below(5) {
                let length = 8 + self.below(23);
                for at in 0..length {
                    let word = self.pick();
                    *self.counts.entry(word.clone()).or_default() += 1;
                    if at == 0 {
                        text.push_str(&word[..1].to_uppercase());
                        text.push_str(&word[1..]);
                    } else {
                        text.push_str(if at % 9 == 8 { ", " } else { " " });
                        text.push_str(&word);
                    }
                }
                text.push_str(". ");
            }
            text.push('\n');
        }
        text
    }

    /// Words in a row from anywhere in the texts, from within one paragraph where it has so many.
    pub fn slice(&mut self, library: &Library, words: usize) -> String {
        loop {
            let source = &library.sources[self.below(library.sources.len())];
            let paragraph = source.paragraphs()[self.below(source.paragraphs().len())].clone();
            let all: Vec<&str> = source.text()[paragraph].split_whitespace().collect();
            if all.len() > words {
                let from = self.below(all.len() - words);
                return all[from..from + words].join(" ").trim_end_matches(['.', ',']).to_owned();
            }
        }
    }

    /// The words with one in the midst replaced.
    pub fn changed(&mut self, slice: &str) -> String {
        let mut words: Vec<String> = slice.split(' ').map(str::to_owned).collect();
        let at = 10 + self.below(words.len() - 20);
        words[at] = format!("{}x", self.word(3));
        words.join(" ")
    }

    /// So many words, as they come in the texts but in no order of theirs.
    pub fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.pick()).collect::<Vec<_>>().join(" ")
    }

    /// Three of a sentence's rarer words, and the sentence.
    pub fn search(&mut self, library: &Library) -> Option<(String, String)> {
        let source = &library.sources[self.below(library.sources.len())];
        let sentence = &source.text()[source.sentences()[self.below(source.sentences().len())].clone()];
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let mut words: Vec<String> = sentence.split(' ').map(bare).collect();
        words.sort_by_key(|word| (self.counts.get(word).copied().unwrap_or(0), word.clone()));
        words.dedup();
        words.truncate(3);
        (words.len() == 3).then(|| (words.join(" "), sentence.to_owned()))
    }

    fn word(&mut self, syllables: usize) -> String {
        let mut word = String::new();
        for _ in 0..=syllables {
            word.push(char::from(CONSONANTS[self.below(CONSONANTS.len())]));
            word.push(char::from(VOWELS[self.below(VOWELS.len())]));
        }
        word
    }

    fn pick(&mut self) -> String {
        let all = self.sums.last().copied().unwrap_or(1.0);
        let at = self.next() as f64 / u64::MAX as f64 * all;
        let rank = self.sums.partition_point(|sum| *sum < at).min(self.words.len() - 1);
        self.words[rank].clone()
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// Marsaglia's xorshift: no dependency, always the same.
    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }
}
