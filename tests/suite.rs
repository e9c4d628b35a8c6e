//! All integration tests, in one binary: one module for each part.

mod citation;
mod cli;
mod dialogues;
mod garden;
mod library;
mod locales;
mod lookup;
mod readme;
mod replies;
