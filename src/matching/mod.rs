//! A question → ranked entries → a decision: answer, suggest, or none.
//!
//! Pure: trained from a library in memory, deterministic, no I/O. Never looks at `Library::tests`.
//! Called by: `service` (decides), `cli::eval`, `cli::classify`, `cli::check` (entries nearer to others).

mod calibrate;
pub mod classify;
mod curated;
mod decision;
mod distance;
mod features;
mod gate;
mod general;
mod kind;
mod matcher;
mod model;
mod names;
mod neighbours;
pub mod normalize;
mod softmax;
mod spelling;
mod threads;
pub mod tokens;
mod train;

pub use curated::asks;
pub use decision::{Candidate, Decision, Evidence, Explanation, Silence, Verdict, WordTrace};
pub use matcher::Matcher;
pub(crate) use spelling::is_general as is_english;
