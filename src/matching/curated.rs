//! Which entries ask a query word for word: what a curator has written is told without reading all questions again.
//!
//! Called by: `matcher` (made when it is trained, kept with what was trained).

use super::general::folded;
use super::spelling::hash;
use crate::library::Library;
use serde::{Deserialize, Serialize};

/// The questions of a library, each as the hash of its folded words and its entry; sorted.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Curated(Vec<(u64, u32)>);

impl Curated {
    /// The questions of a library.
    pub(super) fn of(library: &Library) -> Curated {
        let entries = library.entries.iter().zip(0..);
        let asked =
            entries.flat_map(|(entry, index)| entry.questions.iter().map(move |(_, asked)| (key(asked), index)));
        let mut all: Vec<(u64, u32)> = asked.collect();
        all.sort_unstable();
        all.dedup();
        Curated(all)
    }

    /// The entries that ask `query` word for word. `library` must be the one that the questions are of.
    pub(super) fn entries(&self, library: &Library, query: &str) -> Vec<usize> {
        let key = key(query);
        let from = self.0.partition_point(|(known, _)| *known < key);
        let alike = self.0[from..].iter().take_while(|(known, _)| *known == key);
        // Two questions may have one hash.
        alike.map(|(_, entry)| *entry as usize).filter(|entry| asks(library, *entry, query)).collect()
    }
}

/// Whether this is, word for word, one of an entry's questions.
pub fn asks(library: &Library, entry: usize, query: &str) -> bool {
    let asked = folded(query);
    let mut questions = library.entries.get(entry).into_iter().flat_map(|entry| entry.questions.iter());
    questions.any(|(_, question)| folded(question) == asked)
}

fn key(text: &str) -> u64 {
    hash(&folded(text).join(" "))
}
