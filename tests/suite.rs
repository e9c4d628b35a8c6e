//! All integration tests, in one binary: one module for each part.

mod cli;
mod dialogues;
mod garden;
mod library;
mod locales;
mod lookup;
#[cfg(feature = "matrix")]
mod matrix;
mod readme;
mod replies;
