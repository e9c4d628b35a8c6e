//! A reply's blocks → pages whose Markdown fits into an embed.
//!
//! What belongs together stays together where it can: a quote with whose words it is, a heading with what it heads. A
//! quote that is longer than a page is parted where sentences end, a sentence that is longer than one between words;
//! each part says whose words it is.
//! Called by: `render`.

use super::View;
use super::buttons::more;
use crate::library::Language;
use crate::platform::discord::limits::{MENU_LINES, TITLE, size};
use crate::platform::discord::markdown::{
    Grain, block_quote, code, code_block, escape, naming, part_end, shortened, styled, value,
};
use crate::reply::{Block, Change, Choice, CommandHelp, Outcome, QuoteBlock, Reply, Row, Surroundings};
use std::ops::Range;

/// Names, offices, titles of sources: longer ones are shortened, since whose words it is stands on every page.
const NAME: usize = 300;
/// The longest address that a place links to.
const ADDRESS: usize = 500;
/// Choices of a page: three menus, since two of the five rows are for buttons.
const CHOICES: usize = 3 * MENU_LINES;
/// Quotes of a page of an answer or a stance: a telephone shows little more at a time.
const QUOTES: usize = 3;
/// The longest editor's note that stands on each page with quotes; a longer one stands once.
const NOTE: usize = 600;
/// Less room than this is not worth parting a text for: it goes on on the next page.
const LEAST_ROOM: usize = 600;
/// What stands before a command.
const PREFIX: &str = "/";

/// One message's worth of a reply.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What the reply is about, as Markdown; on each of its pages.
    pub title: Option<String>,
    /// What it says, as Markdown; never empty.
    pub description: String,
    /// The quotes on it, each once.
    pub shown: Vec<Shown>,
    /// What can be picked on it.
    pub choices: Vec<Choice>,
    /// What begins with it, in words: "Other voices on this".
    pub opens: Option<String>,
}

/// A quote that is on a page, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The quote's id.
    pub id: String,
    /// Whose words, and whether they are the speaker's own.
    pub voice: String,
    /// Where it stands.
    pub place: String,
}

/// The pages of a reply, at least one.
pub(super) fn of(reply: &Reply, view: &View<'_>) -> Vec<Page> {
    let mut book = Book::new(view);
    match reply.outcome {
        Outcome::Decided { .. } | Outcome::Picked { .. } => {
            book.keep_note(&reply.blocks);
            book.answer(&reply.blocks);
        }
        Outcome::Stance { .. } => {
            book.keep_note(&reply.blocks);
            book.blocks(&reply.blocks);
        }
        _ => book.blocks(&reply.blocks),
    }
    book.close()
}

/// Pages in the making; the last one is written on.
struct Book<'a> {
    view: &'a View<'a>,
    language: Language,
    title: Option<String>,
    /// How much a description may hold.
    room: usize,
    /// How many quotes a page may hold.
    quotes: usize,
    /// The editor's note, as Markdown, for the foot of each page with a quote.
    note: String,
    pages: Vec<Page>,
    /// What stands over what comes next, and again on each page on which it goes on.
    section: Option<&'a str>,
    /// The speaker whom the section's heading names.
    speaker: &'a str,
    /// Whether the section's heading is still to be written on this page.
    heading_due: bool,
    /// Whether a fact was written last: the next one follows on the next line.
    after_fact: bool,
}

impl<'a> Book<'a> {
    fn new(view: &'a View<'a>) -> Book<'a> {
        Book {
            view,
            language: view.wording.language,
            title: None,
            room: view.room(""),
            quotes: MENU_LINES,
            note: String::new(),
            pages: vec![Page::default()],
            section: None,
            speaker: "",
            heading_due: false,
            after_fact: false,
        }
    }

    /// Parts what follows into pages of few quotes, each of which has the editor's note: whatever it is of, it stands
    /// beside it.
    fn keep_note(&mut self, blocks: &'a [Block]) {
        self.quotes = QUOTES;
        let notes = blocks.iter().filter_map(|block| match block {
            Block::Note(row) => Some(row),
            _ => None,
        });
        let notes: Vec<String> = notes.map(|row| labelled(row, &row.value, self.language)).collect();
        let note = notes.join("\n");
        if size(&note) <= NOTE {
            self.note = note;
            self.make_room("");
        }
    }

    /// Leaves room for what stands on each page.
    fn make_room(&mut self, title: &str) {
        let note = if self.note.is_empty() { 0 } else { size(&self.note) + 2 };
        self.room = self.view.room(title).saturating_sub(note);
    }

    /// An answer: its first quote with the editor's note and what is offered, then the others from a page of their own on,
    /// then the reasons.
    fn answer(&mut self, blocks: &'a [Block]) {
        let others = blocks.iter().position(|block| matches!(block, Block::Section(_))).unwrap_or(blocks.len());
        let (first, others) = blocks.split_at(others);
        let is_voice = |block: &&Block| matches!(block, Block::Section(_) | Block::Quote(_));
        let is_reason = |block: &&Block| matches!(block, Block::Details { .. });
        let (reasons, first): (Vec<&Block>, Vec<&Block>) = first.iter().partition(is_reason);
        let (voices, rest): (Vec<&Block>, Vec<&Block>) = others.iter().partition(is_voice);
        let (later_reasons, stays): (Vec<&Block>, Vec<&Block>) = rest.into_iter().partition(is_reason);
        first.into_iter().chain(stays).for_each(|block| self.block(block));
        if let Some(Block::Section(heading)) = voices.first() {
            self.turn();
            self.page().opens = Some(heading.clone());
        }
        voices.into_iter().for_each(|block| self.block(block));
        for (number, block) in reasons.into_iter().chain(later_reasons).enumerate() {
            self.close_section();
            if number == 0 {
                self.turn();
            }
            self.block(block);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Title(title) => self.set_title(title),
            Block::Text(text) => self.text("\n\n", text, escape),
            Block::Fact(row) => self.row(if self.after_fact { "\n" } else { "\n\n" }, row),
            Block::Section(heading) => {
                (self.section, self.speaker, self.heading_due) = (Some(heading.as_str()), "", true);
            }
            Block::Quote(quote) => self.quote(quote),
            Block::Note(_) if !self.note.is_empty() => {}
            Block::Note(row) => {
                // Never under the heading of a speaker: these are the editor's words.
                self.close_section();
                self.row("\n\n", row);
            }
            Block::Choices(choices) => self.choices(choices),
            Block::Commands(commands) => {
                for (index, command) in commands.iter().enumerate() {
                    self.command(if index == 0 { "\n\n" } else { "\n" }, command);
                }
            }
            Block::Context(surroundings) => self.context(surroundings),
            Block::Differences { original, claimed, changes } => {
                changes.iter().for_each(|change| self.change(change, original, claimed));
            }
            Block::Citation { style, text, .. } => {
                self.put("\n\n", &format!("**{}**", escape(&shortened(style, NAME))));
                self.text("\n", text, code_block);
            }
            Block::Details { label, rows } => {
                self.put("\n\n", &format!("**{}**", escape(&shortened(label, NAME))));
                rows.iter().for_each(|row| self.row("\n", row));
            }
            Block::Problem { message, next } => {
                let language = self.language;
                self.text("\n\n", message, |part| styled(part, "**", language));
                self.text("\n", next, escape);
            }
        }
        self.after_fact = matches!(block, Block::Fact(_));
    }

    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn close_section(&mut self) {
        // A heading of nothing is a line like any other.
        if self.heading_due {
            self.put("\n\n", "");
        }
        self.section = None;
    }

    /// Begins a new page, unless this one is still empty.
    fn turn(&mut self) {
        if !self.page().description.is_empty() {
            self.pages.push(Page::default());
        }
        self.heading_due = self.section.is_some();
    }

    fn heading(&self) -> Option<String> {
        let heading = self.section.filter(|_| self.heading_due)?;
        let heading = shortened(heading, NAME);
        Some(match self.speaker {
            "" => format!("**{}**\n", value(&heading, self.language)),
            speaker => format!("{}\n", naming(&heading, &shortened(speaker, NAME), self.language)),
        })
    }

    /// How much more this page holds, after `joint` and a heading that is due.
    fn left(&mut self, joint: &str) -> usize {
        let heading = self.heading().as_deref().map_or(0, size);
        let written = size(&self.page().description);
        let joint = if written == 0 { 0 } else { size(joint).max(2) };
        self.room.saturating_sub(written + joint + heading)
    }

    /// Writes this, which fits on a page, on this page or else on the next; `joint` parts it from what is before.
    fn put(&mut self, joint: &str, markdown: &str) {
        if size(markdown) > self.left(joint) {
            self.turn();
        }
        let heading = self.heading();
        self.heading_due = false;
        let joint = if heading.is_some() { "\n\n" } else { joint };
        let page = self.page();
        if !page.description.is_empty() {
            page.description.push_str(joint);
        }
        page.description.push_str(&heading.unwrap_or_default());
        page.description.push_str(markdown);
    }

    /// A text of the bot or of an editor, in as many parts as it needs.
    fn text(&mut self, joint: &str, text: &str, markdown: impl Fn(&str) -> String) {
        self.parts(joint, text, |range| markdown(text.get(range).unwrap_or_default().trim_end()));
    }

    /// Writes a text in as few parts as fit. Returns the pages on which they are.
    fn parts(&mut self, joint: &str, text: &str, markdown: impl Fn(Range<usize>) -> String) -> Range<usize> {
        let mut from = 0;
        let mut first = None;
        while from < text.len() {
            let whole = markdown(from..text.len());
            if size(&whole) <= self.left(joint) {
                self.put(joint, &whole);
                first.get_or_insert(self.pages.len() - 1);
                break;
            }
            // What fits on the next page whole is not parted for what is left of this one.
            let fresh = self.page().description.is_empty();
            if !fresh && (size(&whole) <= self.room - 2 * NAME || self.left(joint) < LEAST_ROOM) {
                self.turn();
                continue;
            }
            let left = self.left(joint);
            let fits = |range: Range<usize>| size(&markdown(range)) <= left;
            let grain = if fresh { Grain::Words } else { Grain::Sentences };
            let Some(end) = part_end(text, from, left, grain, fits) else {
                if fresh {
                    // Nothing fits beside what must stand with it, which can not be: that is kept short.
                    break;
                }
                self.turn();
                continue;
            };
            self.put(joint, &markdown(from..end));
            first.get_or_insert(self.pages.len() - 1);
            from = end;
        }
        first.map_or(0..0, |first| first..self.pages.len())
    }

    fn set_title(&mut self, title: &'a str) {
        let escaped = escape(&title.split_whitespace().collect::<Vec<_>>().join(" "));
        if size(&escaped) <= TITLE && !escaped.is_empty() {
            self.make_room(&escaped);
            self.title = Some(escaped);
        } else {
            let language = self.language;
            self.text("\n\n", title, |part| styled(part, "**", language));
        }
    }

    /// `label: value`.
    fn row(&mut self, joint: &str, row: &Row) {
        let language = self.language;
        self.text(joint, &row.value, |part| labelled(row, part, language));
    }

    fn quote(&mut self, shown: &'a QuoteBlock) {
        let (exact, language) = (shown.quote.exact(), self.language);
        let place = self.place(shown);
        if self.section == Some(shown.attribution.as_str()) {
            self.speaker = &shown.speaker;
        }
        if self.page().shown.len() >= self.quotes {
            self.turn();
        }
        let pages = self
            .parts("\n\n", exact, |range| format!("{}\n{place}", block_quote(exact, range, &shown.marks, language)));
        self.note_shown(shown, pages);
    }

    /// Notes on these pages that they show the quote or a part of it.
    fn note_shown(&mut self, shown: &QuoteBlock, pages: Range<usize>) {
        let id = shown.quote.id();
        for page in self.pages.get_mut(pages).unwrap_or_default() {
            if page.shown.iter().all(|other| other.id != id) {
                let voice = format!("{} · {}", shown.speaker, shown.mode);
                page.shown.push(Shown { id: id.to_owned(), voice, place: shown.place.clone() });
            }
        }
    }

    /// Whose words, in which mode, and where they stand. Under a heading that names the speaker, it is not said again.
    fn place(&self, shown: &QuoteBlock) -> String {
        let label = |text: &str| value(&shortened(text, NAME), self.language);
        let mode = label(&shown.mode);
        let place = label(&shown.place);
        let place = match shown.url.as_deref().filter(|url| is_address(url)) {
            Some(url) => format!("[{place}]({url})"),
            None => place,
        };
        let place = format!("{place} · {}", code(shown.quote.id()));
        match self.section {
            Some(section) if section == shown.attribution => format!("{mode} · {place}"),
            _ => {
                let whose = shortened(&shown.attribution, NAME);
                format!("{} · {mode}\n{place}", naming(&whose, &shortened(&shown.speaker, NAME), self.language))
            }
        }
    }

    fn choices(&mut self, choices: &[Choice]) {
        let language = self.language;
        for (index, choice) in choices.iter().enumerate() {
            if self.page().choices.len() == CHOICES {
                self.turn();
            }
            if more(choice).is_some() {
                self.page().choices.push(choice.clone());
                continue;
            }
            let detail = shortened(&choice.detail, NAME);
            let detail = if detail.is_empty() { detail } else { format!(" · {}", escape(&detail)) };
            let line = |part: &str| format!("• {}{detail}", value(part, language));
            self.text(if index == 0 { "\n\n" } else { "\n" }, &choice.label, line);
            self.page().choices.push(choice.clone());
        }
    }

    fn command(&mut self, joint: &str, command: &CommandHelp) {
        let label = |text: &str| escape(&shortened(text, NAME));
        let argument = match command.argument.as_str() {
            "" => String::new(),
            argument => format!(" {}", label(argument)),
        };
        let typed = format!("{PREFIX}{}", label(&command.name));
        self.put(joint, &format!("**{typed}**{argument} · {}", label(&command.detail)));
    }

    /// The paragraphs with their numbers, the quote's own words in bold, and whose words those are.
    fn context(&mut self, surroundings: &Surroundings) {
        let language = self.language;
        for paragraph in &surroundings.paragraphs {
            let marks: Vec<Range<usize>> = paragraph.marked.iter().cloned().collect();
            let (number, exact) = (paragraph.number, paragraph.exact.as_str());
            self.parts("\n\n", exact, |range| format!("`{number}`\n{}", block_quote(exact, range, &marks, language)));
        }
        let place = self.place(&surroundings.quote);
        self.put("\n\n", &place);
        self.note_shown(&surroundings.quote, self.pages.len() - 1..self.pages.len());
    }

    /// What the text has and what the claim has, one under the other.
    fn change(&mut self, change: &Change, original: &str, claimed: &str) {
        self.put("\n\n", &format!("*{}*", escape(&shortened(&change.label, NAME))));
        for (side, words, mark) in [(original, &change.original, "**"), (claimed, &change.claimed, "~~")] {
            let side = escape(&shortened(side, NAME));
            let language = self.language;
            if words.trim().is_empty() {
                self.put("\n", &format!("{side}: —"));
            } else {
                self.text("\n", words, |part| format!("{side}: {}", styled(part, mark, language)));
            }
        }
    }

    /// The pages, once all is written.
    fn close(mut self) -> Vec<Page> {
        self.close_section();
        self.pages.retain(|page| !page.description.is_empty());
        if self.pages.is_empty() {
            // Discord refuses an embed of nothing.
            self.pages.push(Page { description: "—".to_owned(), ..Page::default() });
        }
        for page in self.pages.iter_mut().filter(|page| !page.shown.is_empty() && !self.note.is_empty()) {
            page.description.push_str("\n\n");
            page.description.push_str(&self.note);
        }
        let title = self.title;
        self.pages.iter_mut().for_each(|page| page.title.clone_from(&title));
        self.pages
    }
}

/// `label: part`, with the row's label.
fn labelled(row: &Row, part: &str, language: Language) -> String {
    format!("**{}**: {}", escape(&shortened(&row.label, NAME)), value(part, language))
}

/// Whether an address can stand in a link as it is.
fn is_address(url: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_graphic() && !"()<>[]`\\|*".contains(c);
    let has_scheme = url.starts_with("https://") || url.starts_with("http://");
    has_scheme && url.len() <= ADDRESS && url.chars().all(is_plain)
}
