//! Discord: slash commands, context menus, buttons, mentions and direct messages → requests; replies → messages.
//!
//! An adapter: never decides what is said (`service` does), never cuts a quote, never pings anybody.
//!
//! How it reads: `answer` turns what comes in into a [`Turn`], purely; `commands`, `complete` and `settings` are parts of
//! it. `render` turns a reply into pages and messages, with `markdown`, `custom_id` and `limits`. `wire` is the I/O: the
//! gateway or HTTP in, REST out.
//! Called by: `cli::run`, `cli::doctor`, `cli::check` (proves that a library fits Discord's limits).

pub mod answer;
pub mod commands;
mod complete;
pub mod custom_id;
pub mod limits;
pub mod markdown;
pub mod memory;
mod message;
pub mod render;
mod settings;
pub mod wire;

pub use message::{Effect, Message, Repeat, Response, Turn};
pub use settings::{not_kept, place};
pub use wire::{Connection, Stop, run};

use crate::library::Language;
use crate::service::Service;
use crate::store::Store;
use std::sync::Arc;

/// What all events of all shards are answered with.
pub struct Bot {
    /// The library and the replies; shared by all platforms of a process, as the store is.
    pub service: Arc<Service>,
    /// Settings and gaps.
    pub store: Arc<Store>,
    /// The language where neither guild nor reader has one: config.toml's, else the library's.
    pub language: Language,
    /// Whether replies are seen by the asker only, where the guild has not set it.
    pub private: bool,
}
