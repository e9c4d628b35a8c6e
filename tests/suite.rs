//! All integration tests, in one binary: one module for each part.

mod cli;
mod dialogues;
mod garden;
mod library;
mod locales;
mod lookup;
mod matching;
mod readme;
mod replies;
