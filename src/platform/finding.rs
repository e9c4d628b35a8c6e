//! What was found where it was looked whether all is set up, and what to do where it is not.
//!
//! For whoever runs the bot, so in English.
//! Called by: `cli::doctor`, and the `doctor` of each platform.

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it is as it should be.
    pub is_good: bool,
    /// What was found.
    pub what: String,
    /// What to do where it is not as it should be, or should be otherwise.
    pub next: Option<String>,
}

impl Finding {
    /// It is as it should be.
    pub fn good(what: impl Into<String>) -> Finding {
        Finding { is_good: true, what: what.into(), next: None }
    }

    /// It is not, and this is to be done.
    pub fn bad(what: impl Into<String>, next: impl ToString) -> Finding {
        Finding { is_good: false, what: what.into(), next: Some(next.to_string()) }
    }
}
