//! A part of a source's words, as plain text and as HTML: byte for byte, with marks around them or at the cuts.
//!
//! Pure. Called by: `render`.

use super::markup::{isolated, marked};
use crate::library::Language;
use crate::platform::cut::cuts;
use std::ops::Range;

/// What stands around a quote within its paragraph, where there is no markup.
const OPEN: &str = "▸";
const CLOSE: &str = "◂";

/// A part of a passage as plain text and as HTML; `[…]` stands where it was cut.
pub(super) fn passage(
    exact: &str,
    range: &Range<usize>,
    marks: &[Range<usize>],
    language: Language,
) -> (String, String) {
    let [before, after] = cuts(exact, range);
    let words = exact.get(range.clone()).unwrap_or_default();
    let shown = |words: &str| isolated(exact, language, &format!("{before}{words}{after}"));
    (shown(words), shown(&marked(exact, range, marks)))
}

/// A part of a paragraph as plain text, with marks around what of it is the quote.
pub(super) fn pointed(exact: &str, range: &Range<usize>, quote: &Range<usize>) -> String {
    let [before, after] = cuts(exact, range);
    let slice =
        |from: usize, to: usize| exact.get(from.clamp(range.start, range.end)..to.clamp(range.start, range.end));
    let parts = [slice(range.start, quote.start), slice(quote.start, quote.end), slice(quote.end, range.end)];
    let [first, quoted, last] = parts.map(Option::unwrap_or_default);
    if quoted.is_empty() {
        return format!("{before}{first}{last}{after}");
    }
    format!("{before}{first}{OPEN}{quoted}{CLOSE}{last}{after}")
}
