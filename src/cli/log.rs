//! The log: standard error, filtered.
//!
//! Never shows a token or anybody's words, whatever the filter: serenity, its WebSocket and its HTTP client log whole
//! messages and addresses, some of them as warnings, so of all libraries only what is known to be harmless is let through.
//! Called by: `setup`.

use crate::config::ConfigError;
use std::io::IsTerminal;
use tracing::Metadata;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// What a command that ends soon logs.
pub(super) const QUIET: &str = "warn";
/// What `run` logs: also when it connects, and what it does on its own.
#[cfg(feature = "platforms")]
pub(super) const RUNNING: &str = "warn,sayswho=info";

/// Of libraries, the modules whose events hold no token and nobody's words. (Their spans do, and are left out.)
const HARMLESS: [&str; 2] = ["serenity::gateway::bridge", "serenity::gateway::shard"];

/// Starts the log.
///
/// # Errors
/// [`ConfigError`] where `filter` is none.
pub(super) fn start(filter: &str) -> Result<(), ConfigError> {
    let filter = EnvFilter::try_new(filter).map_err(|_| ConfigError::Environment {
        name: "SAYSWHO_LOG",
        value: filter.to_owned(),
        next: "this is no filter for the log. Write a level (error, warn, info, debug, trace) or `sayswho=debug`",
    })?;
    let colour = std::io::stderr().is_terminal()
        && anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(colour).without_time();
    // Fails only where a log was started before, which then goes on.
    let _ = tracing_subscriber::registry().with(filter).with(filter_fn(is_shown)).with(lines).try_init();
    Ok(())
}

/// Whether something may be shown at all.
fn is_shown(metadata: &Metadata<'_>) -> bool {
    let is_in = |module: &str| {
        metadata.target().strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    is_in("sayswho") || metadata.is_event() && HARMLESS.into_iter().any(is_in)
}
