//! Folding: how two spellings of one word come to be the same, for matching only.
//!
//! Never touches what is shown: quotes keep their bytes. Pure.
//! Called by: `tokens`, `lookup`.

use unicode_normalization::UnicodeNormalization;

/// `text` folded for matching: compatibility forms resolved (NFKD), case dropped, diacritics dropped, Azerbaijani and
/// Turkish letters to their base letter (`ə` → `e`, `ı` → `i`), Arabic letter variants to one (`أ إ آ` → `ا`, `ى` → `ي`,
/// `ة` → `ه`), tatweel and zero-width characters removed, typographic apostrophes to `'`. Cyrillic `й` stays a letter of
/// its own.
pub fn fold(text: &str) -> String {
    // Most words are plain ASCII, and need none of what follows.
    if text.is_ascii() && !text.contains('`') {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
            continue;
        }
        match c {
            // NFKD takes й apart; put it together again, since the Russian stemmer knows it.
            '\u{306}' if folded.ends_with('и') => {
                folded.pop();
                folded.push('й');
            }
            '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{610}'..='\u{61a}' => {}
            'ـ'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{ad}' => {}
            '’' | '‘' | 'ʼ' | '`' | '´' | '＇' => folded.push('\''),
            'ə' | 'Ə' => folded.push('e'),
            'ı' => folded.push('i'),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'ß' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ٱ' => folded.push('ا'),
            'ى' | 'ی' | 'ې' => folded.push('ي'),
            'ة' => folded.push('ه'),
            'ک' | 'ڪ' => folded.push('ك'),
            'گ' => folded.push('ك'),
            'ء' => {}
            '٠'..='٩' => folded.push(digit(c, '٠')),
            '۰'..='۹' => folded.push(digit(c, '۰')),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// The ASCII digit that stands as far after `0` as `c` after `zero`.
fn digit(c: char, zero: char) -> char {
    char::from(b'0' + (c as u32 - zero as u32) as u8)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_word_fold_to_the_same() {
        for (one, other) in [
            ("Əliyev", "eliyev"),
            ("FƏLƏSTİN", "felestin"),
            ("Qəzzə", "qezze"),
            ("ışık", "isik"),
            ("Бакӱ", "баку"),
            ("Её", "ее"),
            ("أذربيجان", "اذربيجان"),
            ("غزّة", "غزه"),
            ("عـــلى", "علي"),
            ("don’t", "don't"),
            ("ﬁnal", "final"),
            ("١٩٨٨", "1988"),
            ("pal\u{200b}estine", "palestine"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} / {other}");
        }
    }

    #[test]
    fn short_i_stays_a_letter() {
        assert_eq!(fold("Мой ЁЖ"), "мой еж");
    }
}
