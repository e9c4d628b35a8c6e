//! Text → lines that fit a terminal, without losing a byte of it.
//!
//! Never breaks within a word and never drops anything but the one space or line break at which it breaks: the lines
//! joined by a space are the text again. What is longer than a line stays whole and sticks out.
//! Called by: `render`.

use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// The lines of `text`, as bytes of it, each at most `width` columns where its words allow. `None`: only the text's own
/// line breaks count.
pub(super) fn lines(text: &str, width: Option<usize>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let bare = start..start + line.trim_end_matches('\r').len();
        match width {
            Some(width) => wrap(text, bare, width, &mut lines),
            None => lines.push(bare),
        }
        start = end + 1;
    }
    lines
}

/// Adds the lines of one paragraph, filled greedily.
fn wrap(text: &str, paragraph: Range<usize>, width: usize, lines: &mut Vec<Range<usize>>) {
    let mut line = paragraph.start..paragraph.start;
    let mut columns = 0;
    let mut at = paragraph.start;
    for word in text[paragraph.clone()].split(' ') {
        let end = at + word.len();
        let taken = word.width();
        if at > line.start && columns + 1 + taken > width {
            lines.push(line);
            line = at..end;
            columns = taken;
        } else {
            columns += taken + usize::from(at > line.start);
            line.end = end;
        }
        at = end + 1;
    }
    lines.push(line);
}

#[cfg(test)]
mod tests {
    use super::lines;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    fn wrapped(text: &str, width: usize) -> Vec<&str> {
        lines(text, Some(width)).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn words_are_put_on_a_line_as_long_as_they_fit() {
        assert_eq!(wrapped("the pond is for all", 8), ["the pond", "is for", "all"]);
        assert_eq!(wrapped("a longestword b", 5), ["a", "longestword", "b"]);
        assert_eq!(wrapped("one\r\ntwo", 8), ["one", "two"]);
        assert_eq!(wrapped("池の水 池", 6), ["池の水", "池"]);
        assert_eq!(wrapped("", 8), [""]);
    }

    proptest! {
        #[test]
        fn lines_joined_by_spaces_are_the_text(text in "[a-zé池 ]{0,60}", width in 1usize..20) {
            let lines = wrapped(&text, width);
            prop_assert_eq!(lines.join(" "), text.as_str());
            for line in lines {
                prop_assert!(line.width() <= width || !line.trim().contains(' '), "{:?} is too long", line);
            }
        }
    }
}
