//! A reply's blocks → pages, each as plain text and as HTML that say the same.
//!
//! Pure, and the same for the same reply, so that a page of last month is found again. Never cuts a quote and never
//! changes one but by escaping; never decides what is said. A quote that is longer than a page is parted where sentences
//! end; each part says whose words it is.
//! Called by: `answer`.

mod book;

use super::markup::{escape, is_address, isolated, json_bytes, shortened};
use super::message::CONTENT_BYTES;
use super::passage::{passage, pointed};
use crate::reply::strings::Wording;
use crate::reply::{Block, Change, Choice, CommandHelp, QuoteBlock, Row, Surroundings};
use crate::request::Command;
use book::{Book, Joint, ROOM};

/// How much of an event a page may take: an edit holds it twice, and ids and field names come with it.
pub const PAGE_BYTES: usize = CONTENT_BYTES / 2 - 2_000;
/// Names, offices, titles of sources: longer ones are shortened, since whose words it is stands beside each part.
const NAME: usize = 300;
/// The longest address that a place links to.
const ADDRESS: usize = 1_000;
/// What stands before a quote where there is no markup.
const BAR: &str = "│ ";

/// How to render.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The bot's own words.
    pub wording: Wording<'a>,
    /// What stands before a command's name.
    pub prefix: &'a str,
    /// Whether what comes after the first heading begins on a page of its own, as the other voices of an answer do.
    pub others_apart: bool,
}

/// One message's worth of a reply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// All of it as plain text; never empty.
    pub body: String,
    /// All of it as HTML.
    pub html: String,
}

impl Page {
    /// How many bytes of an event's JSON it takes.
    pub fn bytes(&self) -> usize {
        json_bytes(&self.body) + json_bytes(&self.html)
    }
}

/// The pages of a reply, at least one.
pub fn pages(blocks: &[Block], look: Look<'_>) -> Vec<Page> {
    let mut book = Book::new(look);
    let (blocks, apart) = if look.others_apart { parted(blocks) } else { (blocks.iter().collect(), Vec::new()) };
    blocks.into_iter().for_each(|block| book.block(block));
    if !apart.is_empty() {
        book.turn();
        apart.into_iter().for_each(|block| book.block(block));
    }
    book.close()
}

/// What comes first, and what comes on a page of its own: an answer's other voices, from the first heading on. The
/// editor's note, what is offered, and the reasons stay with the answer.
fn parted(blocks: &[Block]) -> (Vec<&Block>, Vec<&Block>) {
    let heading = blocks.iter().position(|block| matches!(block, Block::Section(_))).unwrap_or(blocks.len());
    let (first, others) = blocks.split_at(heading);
    let stays = |block: &&Block| !matches!(block, Block::Section(_) | Block::Quote(_));
    let (notes, others): (Vec<&Block>, Vec<&Block>) = others.iter().partition(stays);
    (first.iter().chain(notes).collect(), others)
}

impl<'a> Book<'a> {
    fn block(&mut self, block: &'a Block) {
        use Joint::{Line, Paragraph};
        match block {
            Block::Title(text) => self.strong(Paragraph, text),
            Block::Text(text) => self.text(Paragraph, text, |part| (part.to_owned(), escape(part))),
            Block::Fact(row) => self.row(Paragraph, row),
            Block::Section(heading) => (self.section, self.heading_due) = (Some(heading.as_str()), true),
            Block::Quote(quote) => self.quote(quote),
            Block::Note(row) => {
                // Never under the heading of a speaker: these are the editor's words.
                self.end_section();
                self.row(Paragraph, row);
            }
            Block::Choices(choices) => {
                for (index, choice) in choices.iter().enumerate() {
                    self.choice(if index == 0 { Paragraph } else { Line }, choice);
                }
            }
            Block::Commands(commands) => {
                for (index, command) in commands.iter().enumerate() {
                    self.command(if index == 0 { Paragraph } else { Line }, command);
                }
            }
            Block::Context(surroundings) => self.context(surroundings),
            Block::Differences { original, claimed, changes } => {
                changes.iter().for_each(|change| self.change(change, original, claimed));
            }
            Block::Citation { style, text, .. } => {
                self.strong(Paragraph, style);
                self.text(Joint::Block, text, |part| {
                    // Line ends stay as they are there.
                    let html = escape(part).replace("<br>\n", "\n");
                    (part.to_owned(), format!("<pre><code>{html}</code></pre>"))
                });
            }
            Block::Details { label, rows } => self.details(label, rows),
            Block::Problem { message, next } => {
                self.text(Paragraph, message, |part| (part.to_owned(), format!("<strong>{}</strong>", escape(part))));
                self.text(Line, next, |part| (part.to_owned(), escape(part)));
            }
        }
    }

    /// A text of the bot or of an editor, in as many parts as it needs.
    fn text(&mut self, joint: Joint, text: &str, shown: impl Fn(&str) -> (String, String)) {
        self.parts(joint, text, |range| shown(text.get(range).unwrap_or_default().trim_end()));
    }

    fn strong(&mut self, joint: Joint, text: &str) {
        let line = shortened(text, NAME);
        self.put(joint, &line, &format!("<strong>{}</strong>", escape(&line)));
    }

    /// A short text as plain text and as HTML, with its direction to itself.
    fn label(&self, text: &str) -> (String, String) {
        let (line, language) = (shortened(text, NAME), self.look.wording.language);
        (isolated(&line, language, &line), isolated(&line, language, &escape(&line)))
    }

    /// `label: value`.
    fn row(&mut self, joint: Joint, row: &Row) {
        let (label, language) = (shortened(&row.label, NAME), self.look.wording.language);
        self.text(joint, &row.value, |part| {
            let (body, html) = (isolated(part, language, part), isolated(part, language, &escape(part)));
            (format!("{label}: {body}"), format!("<em>{}:</em> {html}", escape(&label)))
        });
    }

    fn quote(&mut self, shown: &QuoteBlock) {
        let (exact, language) = (shown.quote.exact(), self.look.wording.language);
        let (place, place_html) = self.place(shown);
        self.parts(Joint::Block, exact, |range| {
            let (body, html) = passage(exact, &range, &shown.marks, language);
            // An empty line above: the block stands apart from what is before it in plain text too.
            (format!("\n{BAR}{body}\n{place}"), format!("<blockquote>{html}</blockquote><p>{place_html}</p>"))
        });
    }

    /// Whose words, in which mode, and where they stand. Under a heading that names the speaker, it is not said again.
    fn place(&self, shown: &QuoteBlock) -> (String, String) {
        let ((mode, mode_html), (place, place_html)) = (self.label(&shown.mode), self.label(&shown.place));
        let (id, id_html) = (shown.quote.id(), escape(shown.quote.id()));
        let link = shown.url.as_deref().filter(|url| is_address(url) && url.len() <= ADDRESS);
        let (place, place_html) = match link {
            Some(url) => (format!("{place} ({url})"), format!("<a href=\"{}\">{place_html}</a>", escape(url))),
            None => (place, place_html),
        };
        let (place, place_html) = (format!("{place} · {id}"), format!("{place_html} · <code>{id_html}</code>"));
        if self.section == Some(shown.attribution.as_str()) {
            return (format!("{mode} · {place}"), format!("{mode_html} · {place_html}"));
        }
        let (who, who_html) = self.label(&shown.attribution);
        (format!("{who} · {mode}\n{place}"), format!("<strong>{who_html}</strong> · {mode_html}<br>{place_html}"))
    }

    fn choice(&mut self, joint: Joint, choice: &Choice) {
        self.choices += 1;
        let number = self.choices;
        let (label, label_html) = self.label(&choice.label);
        let detail = match choice.detail.as_str() {
            "" => String::new(),
            detail => format!(" · {}", shortened(detail, NAME)),
        };
        let command = match &choice.command {
            Command::Stance(id) | Command::Context(id) => {
                Some(format!("{}{} {}", self.look.prefix, choice.command.name(), shortened(id, NAME)))
            }
            _ => None,
        };
        let (typed, typed_html) = command.map_or_else(Default::default, |typed| {
            let (typed, typed_html) = self.typed(&typed);
            (format!(" · {typed}"), format!(" · {typed_html}"))
        });
        let body = format!("{number}. {label}{detail}{typed}");
        self.put(joint, &body, &format!("{number}. {label_html}{}{typed_html}", escape(&detail)));
    }

    fn command(&mut self, joint: Joint, command: &CommandHelp) {
        let typed = format!("{}{} {}", self.look.prefix, command.name, command.argument);
        let ((typed, typed_html), detail) = (self.typed(&shortened(&typed, NAME)), shortened(&command.detail, NAME));
        self.put(joint, &format!("{typed} · {detail}"), &format!("{typed_html} · {}", escape(&detail)));
    }

    /// What is to be typed, with its direction to itself: its prefix would change sides.
    fn typed(&self, typed: &str) -> (String, String) {
        let language = self.look.wording.language;
        let html = format!("<code>{}</code>", escape(typed));
        (isolated(typed, language, typed), isolated(typed, language, &html))
    }

    /// The paragraphs with their numbers, those around the quote folded away, and whose words the marked ones are.
    fn context(&mut self, surroundings: &Surroundings) {
        let language = self.look.wording.language;
        for paragraph in &surroundings.paragraphs {
            let (number, exact) = (paragraph.number, paragraph.exact.as_str());
            self.parts(Joint::Block, exact, |range| match &paragraph.marked {
                None => {
                    let (body, html) = passage(exact, &range, &[], language);
                    (
                        format!("\n¶ {number}\n{body}"),
                        format!("<details><summary>¶ {number}</summary><blockquote>{html}</blockquote></details>"),
                    )
                }
                Some(marked) => {
                    let (_, html) = passage(exact, &range, std::slice::from_ref(marked), language);
                    let body = isolated(exact, language, &pointed(exact, &range, marked));
                    (format!("\n¶ {number}\n{body}"), format!("<p>¶ {number}</p><blockquote>{html}</blockquote>"))
                }
            });
        }
        let (place, place_html) = self.place(&surroundings.quote);
        self.put(Joint::Paragraph, &place, &place_html);
    }

    /// What the text has and what the claim has, one under the other.
    fn change(&mut self, change: &Change, original: &str, claimed: &str) {
        let label = shortened(&change.label, NAME);
        self.put(Joint::Paragraph, &label, &format!("<em>{}</em>", escape(&label)));
        for (side, words, tag) in [(original, &change.original, "strong"), (claimed, &change.claimed, "del")] {
            let (side, language) = (shortened(side, NAME), self.look.wording.language);
            if words.trim().is_empty() {
                self.put(Joint::Line, &format!("{side}: —"), &format!("{}: —", escape(&side)));
                continue;
            }
            self.text(Joint::Line, words, |part| {
                let html = isolated(part, language, &escape(part));
                (
                    format!("{side}: {}", isolated(part, language, part)),
                    format!("{}: <{tag}>{html}</{tag}>", escape(&side)),
                )
            });
        }
    }

    /// Facts that are folded away, where they fit on a page together.
    fn details(&mut self, label: &str, rows: &[Row]) {
        self.end_section();
        let line = |row: &Row| {
            let (value, value_html) = self.label(&row.value);
            let label = shortened(&row.label, NAME);
            (format!("{label}: {value}"), format!("<em>{}:</em> {value_html}", escape(&label)))
        };
        let (bodies, htmls): (Vec<String>, Vec<String>) = rows.iter().map(line).unzip();
        let label = shortened(label, NAME);
        let body = format!("\n{label}\n{}", bodies.join("\n"));
        let html = format!("<details><summary>{}</summary><p>{}</p></details>", escape(&label), htmls.join("<br>"));
        if json_bytes(&body) + json_bytes(&html) <= ROOM {
            self.put(Joint::Block, &body, &html);
        } else {
            self.strong(Joint::Paragraph, &label);
            rows.iter().for_each(|row| self.row(Joint::Line, row));
        }
    }
}
