//! Questions that got no answer, or not the one that was meant: what a curator should look at next.
//!
//! Called by: the platforms (keep them), `cli::gaps` (lists them).

use super::{Store, StoreError};
use crate::library::Language;
use crate::matching::normalize::fold;
use std::time::{SystemTime, UNIX_EPOCH};

/// The longest question that is kept, in characters: longer ones are stories, and stories are private.
pub const MOST_CHARS: usize = 300;

/// A question that got no answer, or not the one that was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The question's words, folded.
    pub words: String,
    /// The language that the reply was in.
    pub language: Language,
    /// Why it is a gap.
    pub reason: Reason,
    /// How often it came.
    pub count: u64,
    /// The last day on which it came, UTC: `2026-11-24`.
    pub day: String,
}

/// Why a question is a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The bot said that the texts do not say.
    Silent,
    /// A reader said that the answer was not to what they had asked.
    NotIt,
}

impl Reason {
    /// `silent` or `not-it`.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Silent => "silent",
            Reason::NotIt => "not-it",
        }
    }

    fn from_name(name: &str) -> Reason {
        if name == Reason::NotIt.name() { Reason::NotIt } else { Reason::Silent }
    }
}

impl Store {
    /// Counts a question as a gap of the day of `now`. Nothing is kept of one that is too long, or has no words.
    ///
    /// # Errors
    /// [`StoreError`] where it can not be kept.
    pub fn count_gap(
        &self,
        query: &str,
        language: Language,
        reason: Reason,
        now: SystemTime,
    ) -> Result<(), StoreError> {
        let Some(words) = words(query) else { return Ok(()) };
        let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        self.with(|connection| {
            connection.execute(
                "INSERT INTO gaps (day, reason, language, words, count) VALUES (date(?1, 'unixepoch'), ?2, ?3, ?4, 1)
                 ON CONFLICT (day, reason, language, words) DO UPDATE SET count = count + 1",
                (seconds as i64, reason.name(), language.code(), &words),
            )
        })?;
        Ok(())
    }

    /// All gaps, most frequent first (ties: latest first, then by their words).
    ///
    /// # Errors
    /// [`StoreError`] where they can not be read.
    pub fn gaps(&self) -> Result<Vec<Gap>, StoreError> {
        self.with(|connection| {
            let mut statement = connection.prepare(
                "SELECT words, language, reason, SUM(count) AS count, MAX(day) AS day FROM gaps
                 GROUP BY words, language, reason ORDER BY count DESC, day DESC, words",
            )?;
            let gap = |row: &rusqlite::Row<'_>| {
                let (language, reason): (String, String) = (row.get(1)?, row.get(2)?);
                Ok(Gap {
                    words: row.get(0)?,
                    language: Language::from_code(&language).unwrap_or_default(),
                    reason: Reason::from_name(&reason),
                    count: row.get(3)?,
                    day: row.get(4)?,
                })
            };
            statement.query_map([], gap)?.collect()
        })
    }
}

/// The words of a question, folded and parted by single spaces, so that the same question is counted once and nothing
/// tells who wrote it. `None` where there are none, or too many.
fn words(query: &str) -> Option<String> {
    if query.chars().nth(MOST_CHARS).is_some() {
        return None;
    }
    let folded = fold(query);
    // What could name a person or a place of the platform is left out: `<@123>`, `@somebody`, `#channel`, addresses.
    let is_kept = |word: &&str| !word.starts_with(['<', '@', '#']) && !word.contains("://");
    let words: Vec<String> = folded
        .split_whitespace()
        .filter(is_kept)
        .map(|word| word.chars().filter(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')).collect::<String>())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_gap_is_words_and_nothing_that_names_somebody() {
        assert_eq!(words("<@123> Does  BAKU, pay?!"), Some("does baku pay".into()));
        assert_eq!(words("@bob see https://a.example/x Fələstin"), Some("see felestin".into()));
        assert_eq!(words("?!"), None);
        assert_eq!(words(&"a ".repeat(200)), None);
    }
}
