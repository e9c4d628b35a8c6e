//! sayswho: ask what a text says, get the verbatim quote, its speaker and its place.
//!
//! The map. The core is pure (no I/O, clock, async, logging, globals):
//! [`library`] texts → proved quotes · [`matching`] question → entry or no answer · [`lookup`] words → passages ·
//! [`request`] what is asked · [`reply`] outcome → blocks without markup · [`service`] the one door.
//! Around it: [`config`], [`shelf`] (reads libraries), [`cache`] (keeps trained matchers), `store`
//! (settings and gaps), [`platform`] (terminal, Discord),
//! [`cli`] (commands).

pub mod cache;
pub mod cli;
pub mod config;
pub mod library;
pub mod lookup;
pub mod matching;
pub mod platform;
pub mod reply;
pub mod request;
pub mod service;
pub mod shelf;
#[cfg(feature = "platforms")]
pub mod store;
