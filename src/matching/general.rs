//! Questions that are no library's: other politics, history, chat, gibberish, in five languages (data/refusals). They train
//! every library's refusal beside its own.
//!
//! Pure. A general refusal may be a library's own subject: a library on chess answers "best chess opening for beginners".
//! So one is left out where a phrasing of the library says nearly the same: it has [`SHARED`] of the refusal's weight, and
//! the cosine of the two is [`NEAR`] or more. Both count stems; a stem weighs ln(n/f), where f of the n general refusals
//! have it, and nothing where more than one in [`USUAL`] has it.
//! Called by: `matcher`.

use super::model::Read;
use super::tokens;
use rustc_hash::{FxHashMap, FxHashSet};

/// One question a line, `#` begins a comment.
const LANGUAGES: [&str; 5] = [
    include_str!("../../data/refusals/en.txt"),
    include_str!("../../data/refusals/az.txt"),
    include_str!("../../data/refusals/tr.txt"),
    include_str!("../../data/refusals/ru.txt"),
    include_str!("../../data/refusals/ar.txt"),
];

/// The same, of what asks nothing.
const REMARKS: &str = include_str!("../../data/remarks.txt");

/// The least share of a refusal's weight that a phrasing near to it has: "who is the president?" is not near to "who is the
/// president of france".
const SHARED: f32 = 0.66;
/// The least cosine of a refusal and a phrasing near to it: a long phrasing is not near to all short refusals.
const NEAR: f32 = 0.5;
/// A stem that more than one in so many general refusals has says nothing of what a question is about.
const USUAL: usize = 10;

/// The general refusals, in a fixed order.
pub fn refusals() -> Vec<&'static str> {
    LANGUAGES.iter().flat_map(|list| lines(list)).collect()
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A remark has at most so many words: "thank you".
const REMARK: usize = 2;

/// What asks nothing of any library, whatever it is about, as folded words: remarks (data/remarks.txt), and the general
/// refusals that are as short, but for questions and other bots' commands.
pub(super) struct Remarks(FxHashSet<Vec<String>>);

impl Remarks {
    pub(super) fn new() -> Remarks {
        let short = |words: &Vec<String>| (1..=REMARK).contains(&words.len());
        let is_said = |line: &&str| !asks(line) && !line.starts_with(['!', '/']);
        Remarks(refusals().into_iter().filter(is_said).chain(lines(REMARKS)).map(folded).filter(short).collect())
    }

    /// Whether a query is nothing but remarks, one after another: "ok thanks". Such is no question even for a library whose
    /// questions hold the words ("Did Aliyev thank the OIC?"), and which for [`are_apart`] is too near.
    pub(super) fn make_up(&self, query: &str) -> bool {
        if asks(query) {
            return false;
        }
        let words = folded(query);
        // Whether the words before each are remarks.
        let mut made_up = vec![true];
        for end in 1..=words.len() {
            let mut starts = end.saturating_sub(REMARK)..end;
            made_up.push(starts.any(|start| made_up[start] && self.0.contains(&words[start..end])));
        }
        !words.is_empty() && made_up[words.len()]
    }
}

/// Whether a line is marked as a question.
fn asks(line: &str) -> bool {
    line.contains(['?', '؟'])
}

/// The folded words of a text.
pub(super) fn folded(text: &str) -> Vec<String> {
    tokens::words(text).into_iter().map(|token| token.word).collect()
}

/// For each of the general refusals, whether it is near to none of the phrasings.
pub(super) fn are_apart<'r>(general: &'r [Read], phrasings: impl Iterator<Item = &'r Read>) -> Vec<bool> {
    let rows: Vec<Vec<&str>> = general.iter().map(stems).collect();
    let mut with_stem: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (row, stems) in rows.iter().enumerate() {
        stems.iter().for_each(|stem| with_stem.entry(stem).or_default().push(row));
    }
    let square = |stem: &str| {
        let having = with_stem.get(stem).map_or(1, Vec::len);
        if having * USUAL > rows.len() { 0.0 } else { (rows.len() as f32 / having as f32).ln().powi(2) }
    };
    let weight = |stems: &[&str]| stems.iter().map(|stem| square(stem)).sum::<f32>();
    let weights: Vec<f32> = rows.iter().map(|stems| weight(stems)).collect();
    let mut apart = vec![true; rows.len()];
    let mut shared = vec![0.0f32; rows.len()];
    for phrasing in phrasings {
        let stems = stems(phrasing);
        shared.fill(0.0);
        for stem in &stems {
            let square = square(stem);
            let having = with_stem.get(stem).filter(|_| square > 0.0);
            having.into_iter().flatten().for_each(|row| shared[*row] += square);
        }
        let own = weight(&stems);
        for ((apart, shared), weight) in apart.iter_mut().zip(&shared).zip(&weights) {
            let is_near = *shared > 0.0 && *shared >= SHARED * weight && *shared >= NEAR * (weight * own).sqrt();
            *apart &= !is_near;
        }
    }
    apart
}

/// The stems of a text, each once.
fn stems(read: &Read) -> Vec<&str> {
    let mut stems: Vec<&str> = read.tokens.iter().map(|token| token.stem.as_str()).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

#[cfg(test)]
mod tests {
    use super::super::model::Reader;
    use super::*;

    #[test]
    fn every_general_refusal_stands_once() {
        let mut all = refusals();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert!(count > 700 && all.len() == count);
    }

    #[test]
    fn those_about_a_librarys_own_subject_are_left_out_and_no_others() {
        let reader = Reader::new();
        let read = |text: &&str| reader.read(text);
        let all = refusals();
        let general: Vec<Read> = all.iter().map(read).collect();
        let left_out = |phrasings: &[&str]| -> Vec<&str> {
            let phrasings: Vec<Read> = phrasings.iter().map(read).collect();
            let apart = are_apart(&general, phrasings.iter());
            all.iter().zip(apart).filter(|(_, apart)| !apart).map(|(text, _)| *text).collect()
        };
        assert!(left_out(&["Which chess opening suits beginners?"]).contains(&"best chess opening for beginners"));
        assert!(left_out(&["What is the capital of Australia?"]).contains(&"What is the capital of Australia?"));
        assert_eq!(
            left_out(&[
                "Who is the president?",
                "How are you going to pay for the new embassy?",
                "What is the chess club?"
            ]),
            [] as [&str; 0]
        );
    }
}
