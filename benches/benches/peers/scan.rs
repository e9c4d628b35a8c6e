//! Peers that compare the query with every phrasing: the row of the most similar one.
//!
//! The texts are ASCII, so bytes do for letters; that is the faster way. Called by: `peers`.

use rapidfuzz::fuzz::{Args, RatioBatchComparator};

/// The row that Levenshtein distance over the longer text's length puts nearest (strsim).
pub fn levenshtein(phrasings: &[(String, String)], query: &str) -> Option<usize> {
    let mut best = (0.0, None);
    for (row, (text, _)) in phrasings.iter().enumerate() {
        let similarity = strsim::normalized_levenshtein(query, text);
        if similarity > best.0 {
            best = (similarity, Some(row));
        }
    }
    best.1
}

/// The row with the highest ratio; the query is prepared once, and a row ends early once it can not be the best.
pub fn ratio(phrasings: &[(String, String)], query: &str) -> Option<usize> {
    let comparator = RatioBatchComparator::new(query.bytes());
    let mut best = (0.0, None);
    for (row, (text, _)) in phrasings.iter().enumerate() {
        let args = Args::default().score_cutoff(best.0);
        if let Some(similarity) = comparator.similarity_with_args(text.bytes(), &args)
            && similarity > best.0
        {
            best = (similarity, Some(row));
        }
    }
    best.1
}
