//! What a reaction to an answer means.
//!
//! Pure. Called by: `incoming` (reads them), `answer` (obeys them).

/// What a reaction means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// ➡: the next page.
    Next,
    /// ⬅: the page before.
    Previous,
    /// 👎: not what was asked.
    NotIt,
    /// 1️⃣ to 9️⃣: the thing with this number.
    Pick(usize),
}

/// U+FE0F: the character before it is to be shown as a picture. Some clients send it, some do not.
const AS_PICTURE: char = '\u{fe0f}';
/// U+20E3: around the character before it, a key of a keyboard.
const KEYCAP: char = '\u{20e3}';
/// U+1F3FB to U+1F3FF: tones of skin.
const TONES: std::ops::RangeInclusive<char> = '\u{1f3fb}'..='\u{1f3ff}';

/// What the key of a reaction means, if anything.
pub fn sign(key: &str) -> Option<Sign> {
    let bare: String = key.chars().filter(|c| *c != AS_PICTURE && !TONES.contains(c)).collect();
    match bare.as_str() {
        "➡" | "▶" | "→" => Some(Sign::Next),
        "⬅" | "◀" | "←" => Some(Sign::Previous),
        "👎" => Some(Sign::NotIt),
        key => {
            let digit = key.strip_suffix(KEYCAP)?.parse::<usize>().ok()?;
            (1..=9).contains(&digit).then_some(Sign::Pick(digit))
        }
    }
}

/// The page after or before one of `pages`; `None` where there is none, or the sign does not turn pages.
pub fn turned(sign: Sign, page: usize, pages: usize) -> Option<usize> {
    match sign {
        Sign::Next => Some(page + 1).filter(|next| *next < pages),
        Sign::Previous => page.checked_sub(1),
        Sign::NotIt | Sign::Pick(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Sign, sign, turned};

    #[test]
    fn reactions_are_read_with_and_without_what_makes_them_pictures() {
        for (key, meaning) in [
            ("➡", Some(Sign::Next)),
            ("➡\u{fe0f}", Some(Sign::Next)),
            ("⬅\u{fe0f}", Some(Sign::Previous)),
            ("👎", Some(Sign::NotIt)),
            ("👎\u{1f3fd}", Some(Sign::NotIt)),
            ("3\u{fe0f}\u{20e3}", Some(Sign::Pick(3))),
            ("0\u{fe0f}\u{20e3}", None),
            ("👍", None),
            ("3", None),
            ("", None),
        ] {
            assert_eq!(sign(key), meaning, "{key}");
        }
    }

    #[test]
    fn pages_are_turned_from_the_first_to_the_last() {
        assert_eq!(turned(Sign::Next, 0, 2), Some(1));
        assert_eq!(turned(Sign::Next, 1, 2), None);
        assert_eq!(turned(Sign::Previous, 1, 2), Some(0));
        assert_eq!(turned(Sign::Previous, 0, 2), None);
        assert_eq!(turned(Sign::NotIt, 0, 2), None);
    }
}
