//! Diagnostics → text for a terminal or a log: the file, the line, the passage underlined, the next step.
//!
//! Shows the labelled lines only, and of a long line only what is around its labels: a source may be one line of
//! megabytes. Without colour all that is drawn is ASCII; what is quoted from the files stays as it is, except that
//! control characters and hidden ones are replaced. Never panics, whatever the files hold and wherever the labels point.
//! Called by: `check`, and the platforms when a library has problems.

use crate::library::{Diagnostic, Label, LibraryFile, Severity};
use ariadne::{Cache, CharSet, Color, Config, Report, ReportKind, Source, Span};
use std::collections::HashMap;
use std::fmt::{self, Display};
use std::io::{self, Write};
use std::ops::Range;

/// So many bytes of a line are shown before and after a label.
const MARGIN: usize = 40;
/// So many bytes are shown of each end of a label that is longer than both.
const ENDS: usize = 50;
/// What stands for the part of a line that is not shown; a shorter part is shown.
const CUT: &str = "[...]";
const SHORT: usize = 16;
/// Marks a path in what ariadne draws, until its line and column are put right.
const MARK: char = '\u{1}';

/// How to draw.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// What to put before each path, such as `knowledge/`, so that an editor finds the file; may be empty.
    pub root: &'a str,
    /// Colours and line-drawing characters; else plain ASCII.
    pub colour: bool,
}

/// Draws the diagnostics, one after the other, with the lines of `files` that they point to.
///
/// # Errors
/// Whatever `out` says.
pub fn draw(diagnostics: &[Diagnostic], files: &[LibraryFile], look: Look<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut lines = Lines::new(files);
    for diagnostic in diagnostics {
        draw_one(diagnostic, &mut lines, look, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// The count of both severities in words: `2 errors, 1 warning`; `no problems` where there are none.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let words = |number: usize, word: &str| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        many => Some(format!("{many} {word}s")),
    };
    let parts = [words(count(Severity::Error), "error"), words(count(Severity::Warning), "warning")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}

fn draw_one(diagnostic: &Diagnostic, lines: &mut Lines<'_>, look: Look<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut excerpts = Excerpts { list: Vec::new() };
    let (kind, colour) = match diagnostic.severity {
        Severity::Error => (ReportKind::Error, Color::Red),
        Severity::Warning => (ReportKind::Warning, Color::Yellow),
    };
    let mut names: Vec<&str> = Vec::new();
    for label in &diagnostic.labels {
        if !names.contains(&label.file.as_str()) {
            names.push(&label.file);
        }
    }
    let config = Config::new().with_color(look.colour).with_char_set(if look.colour {
        CharSet::Unicode
    } else {
        CharSet::Ascii
    });
    let mut labels = Vec::new();
    for (number, name) in names.into_iter().enumerate() {
        let mut here: Vec<&Label> = diagnostic.labels.iter().filter(|label| label.file == name).collect();
        let primary = here.first().map_or(0, |label| label.span.start);
        here.sort_by_key(|label| (label.span.end, label.span.start));
        let (excerpt, spans) = lines.excerpt(name, &here, if number == 0 { Some(primary) } else { None });
        for (label, span) in here.iter().zip(spans) {
            let is_primary = number == 0 && diagnostic.labels.first() == Some(*label);
            let message = if label.message.is_empty() { "here" } else { &label.message };
            labels.push(
                ariadne::Label::new(Spot { excerpt: number, span })
                    .with_message(plain(message))
                    .with_order(number as i32)
                    .with_color(if is_primary { colour } else { Color::Blue }),
            );
        }
        excerpts.list.push(excerpt);
    }
    let place = Spot { excerpt: 0, span: 0..0 };
    let mut report = Report::build(kind, place)
        .with_config(config)
        .with_code(diagnostic.code)
        .with_message(plain(&diagnostic.message))
        .with_labels(labels);
    for note in &diagnostic.notes {
        report.add_note(plain(note));
    }
    if !diagnostic.help.is_empty() {
        report.add_help(plain(&diagnostic.help));
    }
    let mut drawn = Vec::new();
    report.finish().write(&mut excerpts, &mut drawn)?;
    let drawn = String::from_utf8_lossy(&drawn);
    for line in drawn.lines() {
        writeln!(out, "{}", excerpts.put_right(line, look.root).trim_end())?;
    }
    Ok(())
}

/// `text` without characters that a terminal would obey.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' || is_hidden(c) { '?' } else { c }).collect()
}

/// Characters that are not seen, or that turn the direction of what follows.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Part of an excerpt, in characters.
struct Spot {
    excerpt: usize,
    span: Range<usize>,
}

impl Span for Spot {
    type SourceId = usize;

    fn source(&self) -> &usize {
        &self.excerpt
    }

    fn start(&self) -> usize {
        self.span.start
    }

    fn end(&self) -> usize {
        self.span.end
    }
}

/// The lines of one file that are drawn, at their own line numbers.
struct Excerpt {
    source: Source<String>,
    path: String,
    /// Line and column, from 1; `None` for a whole file.
    position: Option<(usize, usize)>,
}

struct Excerpts {
    list: Vec<Excerpt>,
}

impl Cache<usize> for Excerpts {
    type Storage = String;

    fn fetch(&mut self, id: &usize) -> Result<&Source<String>, impl fmt::Debug> {
        self.list.get(*id).map(|excerpt| &excerpt.source).ok_or("no such excerpt")
    }

    fn display<'a>(&self, id: &'a usize) -> Option<impl Display + 'a> {
        Some(format!("{MARK}{id}{MARK}"))
    }
}

impl Excerpts {
    /// The line with the path of each marked excerpt, and the file's own line and column, where ariadne puts those of
    /// the excerpt.
    fn put_right(&self, line: &str, root: &str) -> String {
        let mut parts = line.splitn(3, MARK);
        let (Some(before), Some(number), Some(after)) = (parts.next(), parts.next(), parts.next()) else {
            return line.to_owned();
        };
        let rest = after.trim_start_matches(|c: char| c == ':' || c == '?' || c.is_ascii_digit());
        let Some(excerpt) = number.parse().ok().and_then(|number: usize| self.list.get(number)) else {
            return line.to_owned();
        };
        let path = plain(&excerpt.path);
        match excerpt.position {
            Some((line, column)) => format!("{before}{root}{path}:{line}:{column}{rest}"),
            None => format!("{before}{root}{path}{rest}"),
        }
    }
}

/// The files, with the line starts of those that were needed.
struct Lines<'f> {
    files: &'f [LibraryFile],
    starts: HashMap<String, Vec<usize>>,
}

impl<'f> Lines<'f> {
    fn new(files: &'f [LibraryFile]) -> Lines<'f> {
        Lines { files, starts: HashMap::new() }
    }

    /// The lines of a file that the labels touch, and where in the excerpt each label is. The position shown is that of
    /// offset `primary`, or of the first label.
    fn excerpt(&mut self, name: &str, labels: &[&Label], primary: Option<usize>) -> (Excerpt, Vec<Range<usize>>) {
        let bytes = self.files.iter().find(|file| file.path == name).map_or(&[][..], |file| &file.bytes);
        let starts = self.starts.entry(name.to_owned()).or_insert_with(|| {
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|end| end + 1)).collect()
        });
        let whole_file = labels.iter().all(|label| label.span.is_empty() && label.span.start == 0);
        let line_of = |offset: usize| starts.partition_point(|start| *start <= offset.min(bytes.len())) - 1;
        let marks: Vec<Range<usize>> = labels
            .iter()
            .map(|label| {
                let start = label.span.start.min(bytes.len());
                start..label.span.end.clamp(start, bytes.len())
            })
            .collect();
        let mut drawn = Drawn { text: String::new(), characters: 0, offsets: Vec::new() };
        let mut needed: Vec<usize> = marks.iter().flat_map(|mark| [line_of(mark.start), line_of(last(mark))]).collect();
        needed.sort_unstable();
        needed.dedup();
        let mut at = 0;
        for line in needed.into_iter().filter(|_| !whole_file) {
            for _ in at..line {
                drawn.push(starts[line].saturating_sub(1), '\n');
            }
            let end = starts.get(line + 1).map_or(bytes.len(), |next| next - 1);
            drawn.line(bytes, starts[line]..end, &marks);
            at = line;
        }
        let position = primary.or(marks.iter().map(|mark| mark.start).min()).unwrap_or_default().min(bytes.len());
        let line = line_of(position);
        let column = bytes[starts[line]..position].iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        let spans = marks.iter().map(|mark| drawn.find(mark.start)..drawn.find(mark.end).max(drawn.find(mark.start)));
        let spans = spans.collect();
        let position = (!whole_file).then_some((line + 1, column + 1));
        (Excerpt { source: Source::from(drawn.text), path: name.to_owned(), position }, spans)
    }
}

/// The first offset behind a space from `at` on, if there is one near; else the next that is not inside a character.
fn after_space(bytes: &[u8], at: usize) -> usize {
    let near = &bytes[at.min(bytes.len())..(at + SHORT).min(bytes.len())];
    near.iter().position(|byte| *byte == b' ').map_or_else(|| character_border(bytes, at), |space| at + space + 1)
}

/// The first offset from `at` on that is not inside a character.
fn character_border(bytes: &[u8], at: usize) -> usize {
    (at..at + 4).find(|at| bytes.get(*at).is_none_or(|byte| byte & 0xc0 != 0x80)).unwrap_or(at)
}

/// The last byte of a range, or its start where it is empty.
fn last(range: &Range<usize>) -> usize {
    range.end.saturating_sub(1).max(range.start)
}

/// The text of an excerpt, and which byte of the file each of its characters comes from.
struct Drawn {
    text: String,
    characters: usize,
    /// (byte of the file, character of the excerpt), in order.
    offsets: Vec<(usize, usize)>,
}

impl Drawn {
    fn push(&mut self, offset: usize, c: char) {
        self.offsets.push((offset, self.characters));
        self.text.push(c);
        self.characters += 1;
    }

    /// Adds the parts of one line that are near the ends of a mark, and the line break.
    fn line(&mut self, bytes: &[u8], line: Range<usize>, marks: &[Range<usize>]) {
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut ends: Vec<Range<usize>> = Vec::new();
        for mark in marks {
            let inner = ENDS.min(mark.end - mark.start);
            ends.push(mark.start.saturating_sub(MARGIN)..mark.start + inner.max(MARGIN));
            ends.push(mark.end.saturating_sub(inner)..mark.end + MARGIN);
        }
        ends.sort_by_key(|end| end.start);
        for end in ends {
            let end = end.start.max(line.start)..end.end.min(line.end);
            match parts.last_mut() {
                _ if end.start > end.end => {}
                Some(part) if end.start <= part.end + SHORT => part.end = part.end.max(end.end),
                _ => parts.push(end),
            }
        }
        let mut shown = line.start;
        for part in parts {
            let start = if part.start <= line.start + SHORT { line.start } else { after_space(bytes, part.start) };
            let end = if part.end + SHORT >= line.end { line.end } else { character_border(bytes, part.end) };
            if start > shown {
                if shown > line.start {
                    self.push(shown, ' ');
                }
                CUT.chars().chain([' ']).for_each(|c| self.push(start - 1, c));
            }
            self.characters(bytes, start..end);
            shown = end;
        }
        if shown < line.end {
            " ".chars().chain(CUT.chars()).for_each(|c| self.push(shown, c));
        }
    }

    /// Adds the characters of these bytes: hidden ones and bytes that are no UTF-8 as replacement characters; control
    /// characters, which a terminal would obey and ariadne takes for line breaks, as spaces.
    fn characters(&mut self, bytes: &[u8], range: Range<usize>) {
        let mut at = range.start;
        for chunk in bytes[range.start..range.end.max(range.start)].utf8_chunks() {
            for c in chunk.valid().chars() {
                let shown = match c {
                    '\u{2028}' | '\u{2029}' => ' ',
                    c if c.is_control() && c != '\t' => ' ',
                    c if is_hidden(c) => char::REPLACEMENT_CHARACTER,
                    c => c,
                };
                self.push(at, shown);
                at += c.len_utf8();
            }
            for _ in chunk.invalid() {
                self.push(at, char::REPLACEMENT_CHARACTER);
                at += 1;
            }
        }
    }

    /// The first character of the excerpt that comes from `offset` or after it.
    fn find(&self, offset: usize) -> usize {
        let index = self.offsets.partition_point(|(known, _)| *known < offset);
        self.offsets.get(index).map_or(self.characters, |(_, character)| *character)
    }
}
