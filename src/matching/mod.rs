//! A question → ranked entries → a decision: answer, suggest, or none.
//!
//! Pure: trained from a [`Library`] in memory, deterministic, no I/O. Never looks at `Library::tests`.
//! Called by: `service` (decides), `cli::eval`, `cli::classify`, `cli::check` (entries nearer to others).

mod decision;
pub mod features;
pub mod names;
pub mod normalize;
pub mod softmax;
pub mod tokens;

pub use decision::{Candidate, Decision, Evidence, Explanation, Silence, Verdict, WordTrace};

use crate::library::Library;

/// A trained matcher.
pub struct Matcher {}

impl Matcher {
    /// Trains on the library's questions, quotes and refusals.
    pub fn train(_library: &Library) -> Matcher {
        Matcher {}
    }

    /// What to do with `query`. `library` must be the one that the matcher was trained on.
    pub fn decide(&self, _library: &Library, _query: &str) -> Decision {
        Decision {
            verdict: Verdict::Silent(Silence::EmptyLibrary),
            candidates: Vec::new(),
            confidence: 0.0,
            person: None,
            explanation: Explanation::default(),
        }
    }

    /// The trained state as bytes, for a cache.
    pub fn to_bytes(&self) -> Vec<u8> {
        Vec::new()
    }

    /// A matcher from bytes that [`Matcher::to_bytes`] gave; `None` where they are damaged or of another version.
    pub fn from_bytes(_bytes: &[u8]) -> Option<Matcher> {
        None
    }
}
