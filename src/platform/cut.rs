//! What stands where a quote had to be parted, since a message takes only so much.
//!
//! Pure; never part of the quote. Called by: the renderers of the platforms.

use std::ops::Range;

/// Something was left out here: it stands on the page before or after.
const CUT: &str = "[…]";

/// What stands before and after this part of `text`: nothing at the text's own ends. Where space was cut off before the
/// part, space follows the sign.
pub fn cuts(text: &str, part: &Range<usize>) -> [String; 2] {
    let before = match text.get(..part.start).unwrap_or_default() {
        "" => String::new(),
        // Marks that are not seen do not hide the space before them; a sentence takes them with it (UAX #29, SB5).
        earlier if earlier.trim_end_matches(is_direction_mark).ends_with(char::is_whitespace) => format!("{CUT} "),
        _ => CUT.to_owned(),
    };
    [before, if part.end < text.len() { CUT.to_owned() } else { String::new() }]
}

/// Invisible, and turns what is around it: an embedding, an override, an isolate, or the end of one (UAX #9).
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::cuts;

    #[test]
    fn a_cut_after_a_space_has_a_space_of_its_own_whether_or_not_a_direction_mark_follows() {
        for (text, start, before) in [
            ("One. Two.", 0, ""),
            ("One. Two.", 5, "[…] "),
            ("One. \u{2069}Two.", 8, "[…] "),
            ("One\u{2069}Two.", 6, "[…]"),
            ("Onetwo", 3, "[…]"),
        ] {
            assert_eq!(cuts(text, &(start..text.len())), [before, ""], "{text:?}");
        }
        assert_eq!(cuts("One. Two.", &(0..5)), ["", "[…]"]);
    }
}
