//! Matrix: commands, mentions, direct conversations and reactions → requests; replies → messages, in encrypted rooms too.
//!
//! An adapter: never decides what is said (`service` does), never cuts a quote, never mentions anybody but the asker,
//! answers each command exactly once.
//!
//! How it reads: `incoming` says what an event asks, `answer` what comes of it, `render` how it looks (with `markup`),
//! `message` how it is sent: all of them purely. `journal` keeps which commands are answered, `queue` answers them room by
//! room, `sync` brings them in, `session` signs in; `run` puts these together.
//! Called by: `cli`.

pub mod answer;
mod folder;
pub mod incoming;
pub mod journal;
pub mod markup;
pub mod message;
pub mod reactions;
pub mod render;
pub mod session;
pub mod settings;
mod stop;

pub use stop::Stop;

use crate::library::Language;
use crate::service::Service;
use crate::store::Store;

/// What all events of all rooms are answered with.
pub struct Bot {
    /// The library and the replies.
    pub service: Service,
    /// Settings and gaps.
    pub store: Store,
    /// The language where the room has none: config.toml's, else the library's.
    pub language: Language,
}
