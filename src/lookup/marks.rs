//! The characters between words: quotation marks and which way they face, dashes, ellipses.
//!
//! Called by: `claim`, `frame`, `compare`, `find`, `pieces`.

use std::ops::Range;

/// Whether `c` is a quotation mark of any style, an apostrophe included.
pub(super) fn is_quotation_mark(c: char) -> bool {
    is_double_mark(c) || is_single_mark(c)
}

/// Whether `c` can only be a quotation mark, never an apostrophe.
fn is_double_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' | '〝' | '〞' | '「' | '」')
}

/// Whether `c` is a quotation mark or an apostrophe.
pub(super) fn is_single_mark(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | 'ʼ' | '＇')
}

/// Whether `c` is a dash of any length, the hyphen included.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '﹘' | '﹣' | '－' | '⸺' | '⸻')
}

/// Whether `gap`, the text between two words, parts two clauses: a comma, colon, bracket, or a dash with space around it.
pub(super) fn parts_clauses(gap: &str) -> bool {
    gap.contains([',', ';', ':', '(', ')', '،', '؛', '.', '?', '!', '—']) || gap.trim() != gap && gap.contains(is_dash)
}

/// Whether `gap`, the text between two words, marks that something is left out: `…`, `...`, `. . .`, in brackets or
/// not.
pub(super) fn has_ellipsis(gap: &str) -> bool {
    let mut dots = 0;
    for c in gap.chars().filter(|c| !c.is_whitespace()) {
        dots = if c == '.' { dots + 1 } else { 0 };
        if c == '…' || c == '⋯' || dots == 3 {
            return true;
        }
    }
    false
}

/// What stands between outermost quotation marks in `text`, as bytes, in order, without the marks. Marks are told apart
/// by what they stand beside, not by their shape, since styles differ: „…“ “…” »…« «…» "…". A mark without its partner
/// opens or closes at the end of the text. Single marks count only where there are no double ones, from the first that
/// opens to the last that closes, since most of them are apostrophes.
pub(super) fn quoted(text: &str) -> Vec<Range<usize>> {
    let doubles = marks(text, is_double_mark);
    if doubles.is_empty() {
        let singles = marks(text, is_single_mark);
        let open = singles.iter().find(|mark| mark.opens).map(|mark| mark.range.end);
        let close = singles.iter().rfind(|mark| !mark.opens).map(|mark| mark.range.start);
        let span = open.zip(close).map(|(open, close)| open..close);
        return span.filter(|span| !span.is_empty()).into_iter().collect();
    }
    let mut spans = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for mark in doubles {
        match (mark.opens, depth) {
            (true, 0) => (depth, start) = (1, mark.range.end),
            (true, _) => depth += 1,
            // Closes what was never opened: the quotation began before the text does.
            (false, 0) if spans.is_empty() => spans.push(0..mark.range.start),
            (false, 0) => {}
            (false, 1) => {
                spans.push(start..mark.range.start);
                depth = 0;
            }
            (false, _) => depth -= 1,
        }
    }
    if depth > 0 {
        spans.push(start..text.len());
    }
    spans
}

struct Mark {
    range: Range<usize>,
    opens: bool,
}

fn marks(text: &str, is_mark: fn(char) -> bool) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    let mut depth = 0_usize;
    let mut previous: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inner = previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        if is_mark(c) && !(inner && is_single_mark(c)) {
            let opens = faces_right(previous, next, depth == 0);
            depth = if opens { depth + 1 } else { depth.saturating_sub(1) };
            found.push(Mark { range: at..at + c.len_utf8(), opens });
        }
        previous = Some(c);
    }
    found
}

/// Whether a mark between these two characters opens a quotation. `outside`: none is open there.
fn faces_right(previous: Option<char>, next: Option<char>, outside: bool) -> bool {
    let open_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let can_open = !open_space(next) && !previous.is_some_and(char::is_alphanumeric);
    let can_close = !open_space(previous);
    match (can_open, can_close) {
        (true, false) => true,
        (false, true) => false,
        (true, true) => outside || previous.is_some_and(|c| is_dash(c) || "([{:*_~|".contains(c)),
        (false, false) => outside,
    }
}

#[cfg(test)]
mod tests {
    use super::{has_ellipsis, quoted};

    fn spans(text: &str) -> Vec<&str> {
        quoted(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn marks_of_every_style_are_found() {
        for text in ["“we go”", "\"we go\"", "«we go»", "»we go«", "„we go“", "‘we go’", "'we go'", "**\"we go\"**"]
        {
            assert_eq!(spans(text), ["we go"], "{text}");
        }
    }

    #[test]
    fn marks_within_marks_stay_in_the_words() {
        assert_eq!(spans("say \"the so-called \"truth\" of it\"?"), ["the so-called \"truth\" of it"]);
        assert_eq!(spans("say “the so-called “truth””"), ["the so-called “truth”"]);
    }

    #[test]
    fn two_quotations_are_two() {
        assert_eq!(spans("“One,” he said. “Two.”"), ["One,", "Two."]);
        assert_eq!(spans("\"One,\" he said. \"Two.\""), ["One,", "Two."]);
    }

    #[test]
    fn a_mark_without_its_partner_opens_or_closes_at_the_end() {
        assert_eq!(spans("Aliyev: \"we go"), ["we go"]);
        assert_eq!(spans("we go\" - Aliyev"), ["we go"]);
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        assert!(spans("don't touch the parties' issues").is_empty());
    }

    #[test]
    fn ellipses() {
        for gap in ["…", " ... ", " [...] ", "[…]", " . . . ", ". …"] {
            assert!(has_ellipsis(gap), "{gap}");
        }
        for gap in [". ", "..", " — ", ".) (."] {
            assert!(!has_ellipsis(gap), "{gap}");
        }
    }
}
