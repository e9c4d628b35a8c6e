//! Pages in the making: what fits on one, what begins the next, and where a long text is parted.
//!
//! Knows no blocks. Pure. Called by: `render`.

use super::{Look, NAME, PAGE_BYTES, Page};
use crate::platform::matrix::markup::{escape, isolated, json_bytes, part_end, shortened};
use crate::reply::strings::key;
use std::ops::Range;

/// What is kept of it for the line that says which page it is.
const TURNING_BYTES: usize = 1_500;
/// How much a page holds besides.
pub(super) const ROOM: usize = PAGE_BYTES - TURNING_BYTES;
/// How a part of a page follows on what is before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// As a paragraph.
    Paragraph,
    /// On the next line.
    Line,
    /// As a block that is no paragraph: its HTML has its own tags.
    Block,
}

/// Pages in the making; the last one is written on.
pub(super) struct Book<'a> {
    pub(super) look: Look<'a>,
    pages: Vec<Page>,
    /// Whether a paragraph of the last page is still open.
    open: bool,
    /// What stands over what comes next, and again on each page on which it goes on.
    pub(super) section: Option<&'a str>,
    /// Whether the section's heading is still to be written on this page.
    pub(super) heading_due: bool,
    /// How many things to pick from there were so far.
    pub(super) choices: usize,
}

impl<'a> Book<'a> {
    pub(super) fn new(look: Look<'a>) -> Book<'a> {
        Book { look, pages: vec![Page::default()], open: false, section: None, heading_due: false, choices: 0 }
    }

    pub(super) fn last(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    pub(super) fn end_paragraph(&mut self) {
        if std::mem::take(&mut self.open) {
            self.last().html.push_str("</p>");
        }
    }

    pub(super) fn end_section(&mut self) {
        // A heading of nothing is a line like any other.
        if self.heading_due {
            self.put(Joint::Line, "", "");
        }
        self.section = None;
    }

    /// Begins a new page, unless this one is still empty.
    pub(super) fn turn(&mut self) {
        self.end_paragraph();
        if !self.last().body.is_empty() {
            self.pages.push(Page::default());
        }
        self.heading_due = self.section.is_some();
    }

    /// How many bytes are left on this page, after a heading that is due.
    pub(super) fn left(&mut self) -> usize {
        // Tags and line ends between two parts.
        const JOINT: usize = 24;
        let heading = self.section.filter(|_| self.heading_due).map_or(0, |heading| {
            let heading = shortened(heading, NAME);
            json_bytes(&heading) + json_bytes(&escape(&heading)) + 2 * JOINT
        });
        ROOM.saturating_sub(self.last().bytes() + heading + JOINT)
    }

    /// Writes this, which fits on a page, on this page or else on the next.
    pub(super) fn put(&mut self, joint: Joint, body: &str, html: &str) {
        if json_bytes(body) + json_bytes(html) > self.left() {
            self.turn();
        }
        if std::mem::take(&mut self.heading_due)
            && let Some(heading) = self.section
        {
            let heading = shortened(heading, NAME);
            let shown = isolated(&heading, self.look.wording.language, &escape(&heading));
            self.add(Joint::Paragraph, &heading, &format!("<strong>{shown}</strong>"));
        }
        if !body.is_empty() {
            self.add(joint, body, html);
        }
    }

    pub(super) fn add(&mut self, joint: Joint, body: &str, html: &str) {
        if joint != Joint::Line {
            self.end_paragraph();
        }
        let open = std::mem::replace(&mut self.open, joint != Joint::Block);
        let page = self.last();
        if !page.body.is_empty() {
            page.body.push_str(if joint == Joint::Paragraph { "\n\n" } else { "\n" });
        }
        page.body.push_str(body);
        page.html.push_str(match (joint, open) {
            (Joint::Block, _) => "",
            (Joint::Line, true) => "<br>",
            _ => "<p>",
        });
        page.html.push_str(html);
    }

    /// Writes a text in as few parts as fit; `shown` makes plain text and HTML of a part of it.
    pub(super) fn parts(&mut self, joint: Joint, text: &str, shown: impl Fn(Range<usize>) -> (String, String)) {
        let bytes = |range: Range<usize>| {
            let (body, html) = shown(range);
            json_bytes(&body) + json_bytes(&html)
        };
        let mut from = 0;
        while from < text.len() {
            // What fits on a page whole is not parted. What has to be anyway begins where there is room for half a page.
            let (rest, left) = (bytes(from..text.len()), self.left());
            if rest > left && (rest <= ROOM || left < PAGE_BYTES / 2) {
                self.turn();
            }
            let left = self.left();
            let end = if bytes(from..text.len()) <= left {
                text.len()
            } else {
                part_end(text, from, |range| bytes(range) <= left)
            };
            let (body, html) = shown(from..end);
            self.put(joint, &body, &html);
            from = end;
        }
    }

    /// The pages, each with its number where there are several.
    pub(super) fn close(mut self) -> Vec<Page> {
        self.end_section();
        self.end_paragraph();
        self.pages.retain(|page| !page.body.is_empty());
        let pages = self.pages.len();
        for (number, page) in self.pages.iter_mut().enumerate().filter(|_| pages > 1) {
            let place = [("page", (number + 1).into()), ("pages", pages.into())];
            let line = shortened(&self.look.wording.say_with(key("matrix-page"), &place), NAME);
            page.body.push_str(&format!("\n\n{line}"));
            page.html.push_str(&format!("<p><em>{}</em></p>", escape(&line)));
        }
        for page in &mut self.pages {
            // The empty line above a quote that is first.
            page.body = page.body.trim_start_matches('\n').to_owned();
        }
        if self.pages.is_empty() {
            vec![Page { body: "—".to_owned(), html: "<p>—</p>".to_owned() }]
        } else {
            self.pages
        }
    }
}
