//! Where people meet the bot. Each platform turns its events into requests and renders replies in its own markup.
//!
//! Never decides what is said: `service` does. A new platform is one folder here, one line below, and one table of
//! config.toml.
//! Called by: `cli`.

pub mod console;
#[cfg(feature = "platforms")]
mod cut;
#[cfg(feature = "discord")]
pub mod discord;
#[cfg(feature = "platforms")]
mod finding;
#[cfg(feature = "matrix")]
pub mod matrix;

#[cfg(feature = "platforms")]
pub use finding::Finding;
