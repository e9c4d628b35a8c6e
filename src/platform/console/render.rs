//! Reply → text for a terminal, with styles that the output stream keeps or strips.
//!
//! Never cuts a quote: its lines, without the bar and joined by spaces, are its bytes. Control characters, which could
//! steer the terminal, are shown as symbols, whoever wrote them.
//! Called by: `console`, `cli`.

use super::wrap;
use crate::library::Language;
use crate::reply::{Block, Change, Choice, CommandHelp, QuoteBlock, Row, Surroundings};
use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const BAR: Style = AnsiColor::Cyan.on_default();
const MARK: Style = Style::new().bold().underline();
const NOTE: Style = AnsiColor::Yellow.on_default();
const TEXT_SIDE: Style = AnsiColor::Green.on_default();
const CLAIM_SIDE: Style = AnsiColor::Red.on_default();

/// What stands before each line of a quote.
const QUOTE_BAR: &str = "│ ";
const INDENT: &str = "  ";
/// What stands around the quote within its paragraph.
const OPEN: &str = "▸";
const CLOSE: &str = "◂";
/// Narrower than this, wrapping does more harm than good.
const LEAST_WIDTH: usize = 24;
/// Wider lines are hard to read.
const MOST_WIDTH: usize = 100;

/// How to render.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The terminal's columns; `None` where there is no terminal, and lines are as long as they are.
    pub columns: Option<usize>,
    /// What stands before a command's name.
    pub prefix: &'a str,
    /// The language of the blocks.
    pub language: Language,
}

/// The blocks as text, each line ended.
pub fn render(blocks: &[Block], look: Look<'_>) -> String {
    let width = look.columns.map(|columns| columns.clamp(LEAST_WIDTH, MOST_WIDTH));
    let mut page = Page { out: String::new(), width, look, section: None, choices: 0 };
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 && parted(&blocks[index - 1], block) {
            page.out.push('\n');
        }
        page.block(block);
    }
    page.out
}

/// Whether an empty line stands between two blocks.
fn parted(before: &Block, after: &Block) -> bool {
    use Block::{Choices, Fact, Problem, Section, Text};
    let heads = matches!(before, Section(_));
    let leads_in = matches!((before, after), (Problem { .. } | Text(_), Choices(_)) | (Fact(_), Fact(_)));
    !heads && !leads_in
}

struct Page<'a> {
    out: String,
    width: Option<usize>,
    look: Look<'a>,
    /// The last section's heading: a quote under its own attribution need not repeat it.
    section: Option<&'a str>,
    /// How many choices were numbered so far.
    choices: usize,
}

impl<'a> Page<'a> {
    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Title(title) => self.lines("", "", title, BOLD),
            Block::Text(text) => self.lines("", "", text, PLAIN),
            Block::Fact(row) => self.row("", row, FAINT),
            Block::Section(heading) => {
                self.section = Some(heading);
                self.lines("", "", heading, BOLD);
            }
            Block::Quote(quote) => self.quote(quote),
            Block::Note(row) => self.row("", row, NOTE),
            Block::Choices(choices) => choices.iter().for_each(|choice| self.choice(choice)),
            Block::Commands(commands) => self.commands(commands),
            Block::Context(surroundings) => self.context(surroundings),
            Block::Differences { original, claimed, changes } => {
                changes.iter().for_each(|change| self.change(change, original, claimed));
            }
            Block::Citation { style, text, .. } => {
                self.lines("", "", style, BOLD);
                self.verbatim(text);
            }
            Block::Details { label, rows } => {
                self.lines("", "", label, BOLD);
                rows.iter().for_each(|row| self.row(INDENT, row, FAINT));
            }
            Block::Problem { message, next } => {
                self.lines("", "", message, BOLD);
                self.lines("", "", next, PLAIN);
            }
        }
    }

    /// Wrapped lines: `first` before the first one, `rest` before each other.
    fn lines(&mut self, first: &str, rest: &str, text: &str, style: Style) {
        let width = self.width.map(|width| width.saturating_sub(first.width().max(rest.width())).max(1));
        for (number, line) in wrap::lines(text, width).into_iter().enumerate() {
            self.out.push_str(if number == 0 { first } else { rest });
            self.styled(&text[line], style);
            self.out.push('\n');
        }
    }

    /// Lines as they are, so that what is copied is what was written.
    fn verbatim(&mut self, text: &str) {
        for line in text.lines() {
            self.styled(line, PLAIN);
            self.out.push('\n');
        }
    }

    fn styled(&mut self, text: &str, style: Style) {
        let text = printable(text);
        // A style around nothing or around spaces only would be clutter in what gets copied.
        if style == PLAIN || text.trim().is_empty() {
            self.out.push_str(&text);
        } else {
            self.out.push_str(&format!("{style}{text}{style:#}"));
        }
    }

    /// `label: value`, the label styled.
    fn row(&mut self, indent: &str, row: &Row, style: Style) {
        let line = format!("{}: {}", row.label, self.isolated(&row.value));
        let width = self.width.map(|width| width.saturating_sub(indent.width() + INDENT.width()).max(1));
        for (number, range) in wrap::lines(&line, width).into_iter().enumerate() {
            let label = row.label.len().clamp(range.start, range.end);
            self.out.push_str(indent);
            self.out.push_str(if number == 0 { "" } else { INDENT });
            self.styled(&line[range.start..label], style);
            self.styled(&line[label..range.end], PLAIN);
            self.out.push('\n');
        }
    }

    fn quote(&mut self, shown: &QuoteBlock) {
        let bar = format!("{BAR}{}{BAR:#} ", QUOTE_BAR.trim_end());
        let width = self.width.map(|width| width - QUOTE_BAR.width());
        self.passage(&bar, &bar, width, shown.quote.exact(), &shown.marks);
        self.place(shown);
    }

    /// Words of a source, with these bytes of them marked; `first` stands before the first line, `rest` before others.
    fn passage(&mut self, first: &str, rest: &str, width: Option<usize>, exact: &str, marks: &[Range<usize>]) {
        for (number, line) in wrap::lines(exact, width).into_iter().enumerate() {
            self.out.push_str(if number == 0 { first } else { rest });
            let mut at = line.start;
            for mark in marks {
                let mark = mark.start.clamp(at, line.end)..mark.end.clamp(at, line.end);
                self.styled(&exact[at..mark.start], PLAIN);
                self.styled(&exact[mark.clone()], MARK);
                at = mark.end;
            }
            self.styled(&exact[at..line.end], PLAIN);
            self.out.push('\n');
        }
    }

    /// Whose words, in which mode, and where they stand.
    fn place(&mut self, shown: &QuoteBlock) {
        let mut who = shown.mode.clone();
        if self.section != Some(shown.attribution.as_str()) {
            who = format!("{} · {}", shown.attribution, shown.mode);
        }
        self.lines(INDENT, INDENT, &who, PLAIN);
        self.lines(INDENT, INDENT, &format!("{} · {}", shown.place, shown.quote.id()), FAINT);
        if let Some(link) = &shown.link {
            // On one line, however long: a terminal makes it clickable, and it can be copied.
            self.out.push_str(INDENT);
            self.styled(link, FAINT);
            self.out.push('\n');
        }
    }

    fn choice(&mut self, choice: &Choice) {
        self.choices += 1;
        let first = format!("{:>3}. ", self.choices);
        let rest = " ".repeat(first.width());
        let detail = if choice.detail.is_empty() { String::new() } else { format!(" ({})", choice.detail) };
        let text = format!("{}{detail}", self.isolated(&choice.label));
        self.lines(&first, &rest, &text, PLAIN);
    }

    fn commands(&mut self, commands: &[CommandHelp]) {
        let typed = |command: &CommandHelp| format!("{}{} {}", self.look.prefix, command.name, command.argument);
        let typed: Vec<String> = commands.iter().map(|command| typed(command).trim_end().to_owned()).collect();
        let column = typed.iter().map(|typed| typed.width()).max().unwrap_or(0) + 2;
        for (typed, command) in typed.iter().zip(commands) {
            let gap = " ".repeat(column - typed.width());
            self.lines(&format!("{INDENT}{typed}{gap}"), &" ".repeat(INDENT.len() + column), &command.detail, PLAIN);
        }
    }

    /// The paragraphs with their numbers, the quote's own words between marks, and whose words those are.
    fn context(&mut self, surroundings: &Surroundings) {
        for paragraph in &surroundings.paragraphs {
            let number = format!("{:>3}  ", paragraph.number);
            let indent = " ".repeat(number.width());
            let width = self.width.map(|width| width - number.width());
            let Some(marked) = &paragraph.marked else {
                self.passage(&number, &indent, width, &paragraph.exact, &[]);
                continue;
            };
            // The marks stand in the text too, since a style may be stripped.
            let [before, quoted, after] = [0..marked.start, marked.clone(), marked.end..paragraph.exact.len()]
                .map(|part| paragraph.exact.get(part).unwrap_or_default());
            let text = format!("{before}{OPEN}{quoted}{CLOSE}{after}");
            let quoted = before.len() + OPEN.len()..before.len() + OPEN.len() + quoted.len();
            self.passage(&number, &indent, width, &text, &[quoted]);
        }
        self.place(&surroundings.quote);
    }

    fn change(&mut self, change: &Change, original: &str, claimed: &str) {
        self.lines(INDENT, INDENT, &change.label, BOLD);
        let sides = [(original, &change.original, TEXT_SIDE), (claimed, &change.claimed, CLAIM_SIDE)];
        let column = original.width().max(claimed.width());
        for (side, words, style) in sides {
            let gap = " ".repeat(column - side.width());
            let first = format!("{INDENT}{INDENT}{side}: {gap}");
            let words = if words.is_empty() { "—" } else { words };
            self.lines(&first, &" ".repeat(first.width()), words, style);
        }
    }

    /// Within a line that runs from right to left, text that does not is isolated, so that its punctuation stays with it.
    fn isolated<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let is_arabic = |c: char| ('\u{600}'..='\u{6ff}').contains(&c);
        let first_letter = text.chars().find(|c| c.is_alphabetic());
        if self.look.language == Language::Ar && first_letter.is_some_and(|letter| !is_arabic(letter)) {
            Cow::Owned(format!("\u{2068}{text}\u{2069}"))
        } else {
            Cow::Borrowed(text)
        }
    }
}

/// `text` with control characters as symbols: U+001B, which would begin a command to the terminal, becomes `␛`.
fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let symbol = |c: char| match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(' '),
        '\u{7f}' => '\u{2421}',
        _ if c.is_control() => '\u{fffd}',
        _ => c,
    };
    Cow::Owned(text.chars().map(|c| if c == '\t' { ' ' } else { symbol(c) }).collect())
}
