//! Passages that hold the words a reader looked for.
//!
//! Called by: `reply::compose`.

use super::strings::key;
use super::{Block, Row, Writer};
use crate::lookup::Passage;

impl Writer<'_> {
    /// The passages, the words marked; or that there are none.
    pub(super) fn found(&self, words: &str, passages: &[Passage]) -> Vec<Block> {
        let words = self.echo(words);
        if passages.is_empty() {
            return vec![Block::Problem {
                message: self.wording.say_with(key("found-nothing"), &[("words", words.into())]),
                next: self.wording.say(key("next-fewer-words")),
            }];
        }
        let looked_for = Block::Fact(Row { label: self.wording.say(key("looked-for")), value: words });
        let quotes = passages.iter().map(|passage| Block::Quote(self.quote_block(&passage.quote, &passage.matched)));
        std::iter::once(looked_for).chain(quotes).collect()
    }
}
