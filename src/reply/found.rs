//! Passages that hold the words a reader looked for, a page at a time.
//!
//! Called by: `reply::compose`.

use super::strings::key;
use super::{Block, Choice, Row, Writer};
use crate::lookup::Found;
use crate::request::Command;

impl Writer<'_> {
    /// The passages, the words marked, how many there are, and the next page to pick; or that there are none.
    pub(super) fn found(&self, typed: &str, found: &Found) -> Vec<Block> {
        let words = self.echo(typed);
        if found.passages.is_empty() {
            let message = match found.total {
                0 => self.wording.say_with(key("found-nothing"), &[("words", words.into())]),
                total => self.wording.say_with(key("found-no-more"), &[("total", total.into())]),
            };
            return vec![Block::Problem { message, next: self.wording.say(key("next-fewer-words")) }];
        }
        let mut blocks = vec![Block::Fact(Row { label: self.wording.say(key("looked-for")), value: words })];
        let last = found.offset + found.passages.len();
        if found.total > found.passages.len() {
            let total = if found.is_all { found.total.to_string() } else { format!("{}+", found.total) };
            let numbers = [("from", (found.offset + 1).into()), ("to", last.into()), ("total", total.into())];
            let value = self.wording.say_with(key("found-numbers"), &numbers);
            blocks.push(Block::Fact(Row { label: self.wording.say(key("found-passages")), value }));
        }
        let quotes = found.passages.iter();
        blocks.extend(quotes.map(|passage| Block::Quote(self.quote_block(&passage.quote, &passage.matched))));
        if found.total > last {
            let next = Choice {
                label: self.wording.say(key("found-next")),
                detail: String::new(),
                command: Command::Quote(at_page(typed, found.page + 1)),
            };
            blocks.push(Block::Choices(vec![next]));
        }
        blocks
    }
}

/// The query that asks for another page of what this one finds: the reply need not be remembered to go on.
pub fn at_page(typed: &str, page: usize) -> String {
    let words = typed.split_whitespace().filter(|word| !word.to_ascii_lowercase().starts_with("page:"));
    words.map(str::to_owned).chain([format!("page:{page}")]).collect::<Vec<_>>().join(" ")
}
