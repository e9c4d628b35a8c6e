//! A source: one text, byte for byte, with its place marks (paragraphs, sentences, words) and its voices.
//!
//! Never changes a byte of the text; every offset in this crate is a byte offset into it, a byte-order mark included.
//! Called by: `library::parse` (builds it), `quote` (slices it), `lookup` (searches it).

use super::language::Localized;
use super::voice::Voice;
use std::ops::Range;
use std::sync::OnceLock;
use unicode_segmentation::UnicodeSegmentation;

/// How a text marks its paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ParagraphStyle {
    /// Every line that is not blank is a paragraph (the default).
    #[default]
    Lines,
    /// Blank lines part paragraphs; single line breaks are only wraps.
    BlankLines,
}

/// What is known of a source for its citation, in CSL / hayagriva terms. What the text does not give stays `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The work's own title.
    pub title: Option<String>,
    /// Who wrote it, in the order of the title page.
    pub author: Vec<String>,
    /// The larger work or outlet in which it stands.
    pub container_title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was issued, as an ISO 8601 date or part of one.
    pub issued: Option<String>,
    /// When it was read, as an ISO 8601 date.
    pub accessed: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Its language, as a BCP 47 code.
    pub language: Option<String>,
}

/// One text with its voices. Build it with [`Source::new`]; voices are added by `library::parse` after they are proved.
#[derive(Clone, Debug)]
pub struct Source {
    /// The id: the file's name without `.txt`.
    pub id: String,
    /// What a reader calls it where it has no title ("News.Az article on …").
    pub label: Localized,
    /// Citation fields.
    pub citation: Citation,
    /// Index into `Library::people` of whoever speaks where no voice is declared: the outlet or author.
    pub own_voice: usize,
    /// Declared voices, by start, without overlap.
    pub voices: Vec<Voice>,
    /// Spans where a voice is declared that has an error: whose words they are is not known, so nobody is quoted there.
    pub unproved: Vec<Range<usize>>,
    /// Spans that make no claim (captions, bylines).
    pub asides: Vec<Range<usize>>,
    text: String,
    paragraphs: Vec<Range<usize>>,
    sentences: Vec<Range<usize>>,
    /// The words of each paragraph, once somebody asks: a text may be one paragraph of megabytes.
    words: Vec<OnceLock<Vec<Range<usize>>>>,
}

impl Source {
    /// A source of this text: paragraphs and sentences (UAX #29, within paragraphs) are marked; no voices yet.
    pub fn new(id: impl Into<String>, text: String, style: ParagraphStyle) -> Source {
        let paragraphs = paragraphs(&text, style);
        let sentences = paragraphs.iter().flat_map(|paragraph| sentences(&text, paragraph.clone())).collect();
        let words = vec![OnceLock::new(); paragraphs.len()];
        Source {
            id: id.into(),
            label: Localized::default(),
            citation: Citation::default(),
            own_voice: 0,
            voices: Vec::new(),
            unproved: Vec::new(),
            asides: Vec::new(),
            text,
            paragraphs,
            sentences,
            words,
        }
    }

    /// The stored text, as it is on disk.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte ranges of the paragraphs, in order, without the line breaks around them.
    pub fn paragraphs(&self) -> &[Range<usize>] {
        &self.paragraphs
    }

    /// Byte ranges of the sentences, in order, without the space around them.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The number, from 1, of the paragraph in which this offset stands (or which it follows).
    pub fn paragraph_at(&self, offset: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.start <= offset).max(1)
    }

    /// The sentences that this range touches.
    pub fn sentences_in(&self, range: &Range<usize>) -> &[Range<usize>] {
        let from = self.sentences.partition_point(|sentence| sentence.end <= range.start);
        let to = self.sentences.partition_point(|sentence| sentence.start < range.end);
        &self.sentences[from.min(to)..to]
    }

    /// Byte ranges of the words (UAX #29) of paragraph `number`, counted from 1; empty where there is no such paragraph.
    pub fn words_of_paragraph(&self, number: usize) -> Vec<Range<usize>> {
        let index = number.checked_sub(1);
        let Some((paragraph, words)) = index.and_then(|index| self.paragraphs.get(index).zip(self.words.get(index)))
        else {
            return Vec::new();
        };
        let find = || {
            let words = self.text[paragraph.clone()].unicode_word_indices();
            words.map(|(at, word)| paragraph.start + at..paragraph.start + at + word.len()).collect()
        };
        words.get_or_init(find).clone()
    }

    /// Whether the whole range, white space aside, lies in spans that make no claim.
    pub fn is_aside(&self, range: &Range<usize>) -> bool {
        self.asides.iter().any(|aside| aside.start <= range.start && range.end <= aside.end)
    }
}

fn paragraphs(text: &str, style: ParagraphStyle) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut after_blank = true;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches('\u{feff}');
        let start = at + (line.len() - bare.len()) + (bare.len() - bare.trim_start().len());
        let end = start + bare.trim().len();
        at += line.len();
        if start == end {
            after_blank = true;
            continue;
        }
        match found.last_mut() {
            Some(last) if style == ParagraphStyle::BlankLines && !after_blank => last.end = end,
            _ => found.push(start..end),
        }
        after_blank = false;
    }
    found
}

fn sentences(text: &str, paragraph: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    text[paragraph.clone()].split_sentence_bound_indices().filter_map(move |(at, sentence)| {
        let start = paragraph.start + at + (sentence.len() - sentence.trim_start().len());
        let end = start + sentence.trim().len();
        (start < end).then_some(start..end)
    })
}
