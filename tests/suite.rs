//! All integration tests, in one binary: one module for each part.

mod citation;
mod cli;
mod dialogues;
#[cfg(feature = "discord")]
mod discord_answer;
#[cfg(feature = "discord")]
mod discord_render;
#[cfg(feature = "discord")]
mod discord_wire;
#[cfg(feature = "discord")]
mod fake_discord;
#[cfg(feature = "platforms")]
mod gaps;
mod garden;
mod library;
mod locales;
mod lookup;
mod matching;
#[cfg(feature = "matrix")]
mod matrix;
mod readme;
mod replies;
#[cfg(all(feature = "discord", feature = "matrix"))]
mod same_answer;
#[cfg(feature = "discord")]
mod wire_http;
#[cfg(feature = "discord")]
mod wire_program;
