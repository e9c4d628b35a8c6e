//! Text → HTML that Matrix clients show; how much of an event a text takes; where a text may be parted.
//!
//! Pure. Only tags that the specification lists are ever written
//! (<https://spec.matrix.org/v1.18/client-server-api/#mroommessage-msgtypes>), and no text becomes one.
//! Called by: `render`.

use crate::library::Language;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// U+2068 and U+2069: what is between has its own direction.
const ISOLATE: char = '\u{2068}';
const END_ISOLATE: char = '\u{2069}';

/// Text as HTML that shows it, byte for byte once the entities are read; line ends break the line.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\n' => html.push_str("<br>\n"),
            c => html.push(c),
        }
    }
    html
}

/// These bytes of `text` as HTML, with the `marks` (bytes of `text`, in order) in bold.
pub(super) fn marked(text: &str, part: &Range<usize>, marks: &[Range<usize>]) -> String {
    let (mut html, mut at) = (String::new(), part.start);
    let slice = |range: Range<usize>| text.get(range).unwrap_or_default();
    for mark in marks {
        let mark = mark.start.clamp(at, part.end)..mark.end.clamp(at, part.end);
        if mark.is_empty() {
            continue;
        }
        html.push_str(&format!("{}<b>{}</b>", escape(slice(at..mark.start)), escape(slice(mark.clone()))));
        at = mark.end;
    }
    html.push_str(&escape(slice(at..part.end)));
    html
}

/// Text whose first letter runs the other way than the reply keeps its direction, and its punctuation, to itself.
pub(super) fn isolated(text: &str, language: Language, shown: &str) -> String {
    let leftwards = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    let first = text.chars().find(|c| c.is_alphabetic());
    match first {
        Some(letter) if leftwards(letter) != (language == Language::Ar) => format!("{ISOLATE}{shown}{END_ISOLATE}"),
        _ => shown.to_owned(),
    }
}

/// How many bytes a text takes in an event's JSON.
pub fn json_bytes(text: &str) -> usize {
    let byte = |byte: u8| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0c => 2,
        0..=0x1f => 6,
        _ => 1,
    };
    text.bytes().map(byte).sum()
}

/// Whether clients make a link of an address: only schemes that the specification lists.
pub(super) fn is_address(url: &str) -> bool {
    let known = url.starts_with("https://") || url.starts_with("http://");
    known && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Where to end a part of `text` that begins at `from`: as late as `fits` allows, which must hold of any range within one
/// of which it holds; where a sentence ends, else between words, else between characters. Always moves on.
pub(super) fn part_end(text: &str, from: usize, fits: impl Fn(Range<usize>) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let last = |ends: Vec<usize>| {
        let fitting = ends.partition_point(|end| fits(from..from + end));
        fitting.checked_sub(1).and_then(|last| ends.get(last)).map(|end| from + end)
    };
    let ends = |(at, piece): (usize, &str)| at + piece.len();
    last(rest.split_sentence_bound_indices().map(ends).collect())
        .or_else(|| {
            let spaces = rest.char_indices().filter(|(_, c)| c.is_whitespace());
            last(spaces.map(|(at, c)| at + c.len_utf8()).collect())
        })
        .or_else(|| last(rest.char_indices().map(|(at, c)| at + c.len_utf8()).collect()))
        .unwrap_or_else(|| from + rest.chars().next().map_or(0, char::len_utf8))
}

/// A label of at most `most` characters on one line: what is longer ends in `…`. Not for quotes.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        None => line,
        Some(_) => {
            let kept: String = line.graphemes(true).take(most.saturating_sub(1)).collect();
            let kept: String = kept.chars().take(most.saturating_sub(1)).collect();
            format!("{}…", kept.trim_end())
        }
    }
}
