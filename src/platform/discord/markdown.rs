//! Text → Discord's Markdown that shows it as it stands: no emphasis, link, mention, emoji, list or heading comes of it.
//!
//! Never changes or drops a character of the text; only adds backslashes, and invisible marks that end what a text's own
//! direction marks begin, so that they turn nothing around them. Also finds where to part a text that is too long.
//! Called by: `render`.

use super::limits::size;
use crate::library::Language;
use crate::platform::cut::cuts;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// First strong isolate: what follows has a direction of its own …
const ISOLATE: char = '\u{2068}';
/// … up to this.
const END_ISOLATE: char = '\u{2069}';
/// Invisible, and runs from right to left like a letter.
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';
/// Ends an embedding or override.
const END_EMBEDDING: char = '\u{202c}';

/// `text` so that Discord shows it as it stands, line by line.
pub fn escape(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| escape_line(line) + closers(line).as_str()).collect();
    lines.join("\n")
}

/// `text` escaped; where it runs the other way than `language`, isolated, so that its punctuation stays with it.
pub fn value(text: &str, language: Language) -> String {
    let isolated = runs_against(text, language);
    let lines: Vec<String> = text.split('\n').map(|line| whole_line(line, &escape_line(line), isolated)).collect();
    lines.join("\n")
}

/// `text` escaped, in a style such as `**`; isolated as [`value`] does.
pub fn styled(text: &str, mark: &str, language: Language) -> String {
    let isolated = runs_against(text, language);
    let line = |line: &str| match line.trim() {
        "" => line.to_owned(),
        _ => whole_line(line, &format!("{mark}{}{mark}", escape_line(line)), isolated),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// A line that says whose words, escaped, with the speaker's `name` in bold where it stands in it; isolated as [`value`]
/// does.
pub fn naming(line: &str, name: &str, language: Language) -> String {
    let bold = line.find(name).filter(|_| !name.is_empty()).map(|at| at..at + name.len());
    let markdown = marked(line, &(0..line.len()), bold.as_slice());
    whole_line(line, &markdown, runs_against(line, language))
}

/// `text`, which is no more than an id, in the type of a machine.
pub fn code(text: &str) -> String {
    if text.contains('`') || text.is_empty() { escape(text) } else { format!("`{text}`") }
}

/// `text` in the type of a machine on lines of its own, to be copied as it stands.
pub fn code_block(text: &str) -> String {
    if text.contains("``") || text.ends_with('`') { escape(text) } else { format!("```\n{text}\n```") }
}

/// These bytes of `text` as a block quote with the `marks` (bytes of `text`, in order) in bold. `[…]` stands where it
/// begins after the text's beginning or ends before its end.
pub fn block_quote(text: &str, part: Range<usize>, marks: &[Range<usize>], language: Language) -> String {
    let isolated = runs_against(text, language);
    let [before, after] = cuts(text, &part);
    let mut quote = String::new();
    let mut start = part.start;
    for (number, line) in text[part.clone()].split('\n').enumerate() {
        let range = start..start + line.len();
        start = range.end + 1;
        let mut markdown = marked(text, &range, marks);
        if number == 0 {
            markdown.insert_str(0, &escape_line(&before));
        }
        if range.end == part.end {
            markdown.push_str(&escape_line(&after));
        }
        quote.push_str(if number == 0 { "> " } else { "\n> " });
        quote.push_str(&whole_line(line, &markdown, isolated));
    }
    quote
}

/// One line, whose Markdown is `markdown`, with the marks that keep its direction to itself.
fn whole_line(line: &str, markdown: &str, isolated: bool) -> String {
    let closers = closers(line);
    if isolated && !line.trim().is_empty() {
        format!("{ISOLATE}{markdown}{closers}{END_ISOLATE}")
    } else {
        format!("{markdown}{closers}")
    }
}

/// Bytes of one line of `text`, with what of them is marked in bold.
fn marked(text: &str, line: &Range<usize>, marks: &[Range<usize>]) -> String {
    let mut markdown = String::new();
    let mut at = line.start;
    for mark in marks {
        let mark = mark.start.clamp(at, line.end)..mark.end.clamp(at, line.end);
        let (Some(before), Some(inside)) = (text.get(at..mark.start), text.get(mark.clone())) else { continue };
        markdown.push_str(&escape_line(before));
        // Bold around nothing or white space would show its asterisks; two bolds that touch are one.
        match (inside.trim().is_empty(), markdown.ends_with("**") && before.is_empty()) {
            (true, _) => markdown.push_str(inside),
            (_, true) => {
                markdown.truncate(markdown.len() - 2);
                markdown.push_str(&format!("{}**", escape_line(inside)));
            }
            _ => markdown.push_str(&format!("**{}**", escape_line(inside))),
        }
        at = mark.end;
    }
    markdown.push_str(&escape_line(text.get(at..line.end).unwrap_or_default()));
    markdown
}

/// What means something to Discord wherever it stands. The colon: links, emoji and times; the rest of them is words.
const SPECIAL: [char; 12] = ['\\', '*', '_', '~', '`', '|', '<', '>', '[', ']', '@', ':'];
/// What means something where a line begins: headings, small print, lists.
const SPECIAL_AT_START: [char; 3] = ['#', '-', '+'];

/// A line, or a part of one, with a backslash before whatever would be taken for Markdown.
fn escape_line(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let bare = line.trim_start();
    let start = line.len() - bare.len();
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let after = line[at + c.len_utf8()..].chars().next();
        let special = match c {
            ':' => after.is_some_and(|after| !after.is_whitespace()),
            '.' | ')' => digits > 0 && at == start + digits,
            _ if at == start && SPECIAL_AT_START.contains(&c) => true,
            _ => SPECIAL.contains(&c),
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// What ends the embeddings, overrides and isolates that a line begins and does not end.
/// Unicode Bidirectional Algorithm, UAX #9, BD8 to BD12.
fn closers(line: &str) -> String {
    let mut open: Vec<char> = Vec::new();
    for c in line.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(END_EMBEDDING),
            '\u{2066}'..=ISOLATE => open.push(END_ISOLATE),
            END_EMBEDDING if open.last() == Some(&END_EMBEDDING) => {
                open.pop();
            }
            END_ISOLATE => {
                if let Some(at) = open.iter().rposition(|end| *end == END_ISOLATE) {
                    open.truncate(at);
                }
            }
            _ => {}
        }
    }
    open.iter().rev().collect()
}

/// Whether a text by itself runs the other way than the language: its first letter or direction mark outside of isolates
/// does (UAX #9, P2 and P3).
fn runs_against(text: &str, language: Language) -> bool {
    let is_leftwards = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    let mut isolates = 0_usize;
    for c in text.chars() {
        match c {
            '\n' => isolates = 0,
            '\u{2066}'..=ISOLATE => isolates += 1,
            END_ISOLATE => isolates = isolates.saturating_sub(1),
            _ if isolates > 0 => {}
            RIGHT_TO_LEFT_MARK => return language != Language::Ar,
            letter if letter.is_alphabetic() => return is_leftwards(letter) != (language == Language::Ar),
            _ => {}
        }
    }
    false
}

/// A label of at most `most` characters on one line: what is longer ends in `…`. Not for quotes.
pub fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if size(&line) <= most {
        return line;
    }
    let mut end = 0;
    let mut taken = 1;
    for (at, grapheme) in line.grapheme_indices(true) {
        taken += size(grapheme);
        if taken > most {
            break;
        }
        end = at + grapheme.len();
    }
    format!("{}…", line[..end].trim_end())
}

/// How finely a text may be parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Only where a sentence ends.
    Sentences,
    /// Also between words, and within one that is longer than there is room.
    Words,
}

/// Where to end a part of `text` that begins at `from`: as late as `fits` allows (which must hold of any range within
/// one of which it holds). `room` is a length that surely does not fit when it is exceeded. `None`: no part fits that
/// ends where `grain` says. The space between two parts belongs to the first.
pub fn part_end(
    text: &str,
    from: usize,
    room: usize,
    grain: Grain,
    fits: impl Fn(Range<usize>) -> bool,
) -> Option<usize> {
    let rest = text.get(from..)?;
    // A look beyond the room, since where a sentence ends depends on what follows.
    const BEYOND: usize = 100;
    let window = rest.char_indices().nth(room + BEYOND).map_or(rest, |(end, _)| &rest[..end]);
    let whole = window.len() == rest.len();
    let last_fitting = |ends: &mut dyn Iterator<Item = usize>| {
        let ends: Vec<usize> = ends.filter(|end| *end > 0 && (whole || *end < window.len())).collect();
        // By halves. Only an end that was tried and found to fit is taken, even should `fits` break its promise.
        let (mut low, mut high) = (0, ends.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if fits(from..from + ends[middle]) { low = middle + 1 } else { high = middle }
        }
        low.checked_sub(1).map(|last| from + ends[last])
    };
    let mut sentences = window.split_sentence_bound_indices().map(|(at, sentence)| at + sentence.len());
    let found = last_fitting(&mut sentences);
    if found.is_some() || grain == Grain::Sentences {
        return found;
    }
    let mut words = window.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
    let mut graphemes = window.grapheme_indices(true).map(|(at, grapheme)| at + grapheme.len());
    let mut chars = window.char_indices().map(|(at, c)| at + c.len_utf8());
    last_fitting(&mut words).or_else(|| last_fitting(&mut graphemes)).or_else(|| last_fitting(&mut chars))
}
