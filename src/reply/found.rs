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

/// The filter of a query that names a page.
const PAGE: &str = "page:";

/// The query that asks for this page, from 1, of what another query finds: the reply need not be remembered to go on.
pub fn at_page(typed: &str, page: usize) -> String {
    let words = typed.split_whitespace().filter(|word| named_page(word).is_none()).map(str::to_owned);
    words.chain((page > 1).then(|| format!("{PAGE}{page}"))).collect::<Vec<_>>().join(" ")
}

/// The page, from 1, that a query asks for, where it names one.
pub fn page_of(typed: &str) -> Option<usize> {
    typed.split_whitespace().rev().find_map(named_page)?.parse().ok()
}

fn named_page(word: &str) -> Option<&str> {
    let (name, value) = word.split_at_checked(PAGE.len())?;
    name.eq_ignore_ascii_case(PAGE).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::{at_page, page_of};

    #[test]
    fn a_query_goes_on_to_any_of_its_pages_and_back() {
        let second = at_page("speaker:ann  ferry", 2);
        assert_eq!((second.as_str(), page_of(&second)), ("speaker:ann ferry page:2", Some(2)));
        assert_eq!(at_page("Page:2 ferry", 3), "ferry page:3");
        assert_eq!(at_page(&second, 1), "speaker:ann ferry");
        assert_eq!(page_of("webpage:2 ferry"), None);
    }
}
