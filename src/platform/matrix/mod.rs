//! Matrix: commands, mentions, direct conversations and reactions → requests; replies → messages, in encrypted rooms too.
//!
//! An adapter: never decides what is said (`service` does), never cuts a quote, never mentions anybody but the asker,
//! answers each command exactly once.
//!
//! How it reads: `incoming` says what an event asks, `answer` what comes of it, `render` how it looks (with `markup` and `passage`),
//! `message` how it is sent: all of them purely. `journal` keeps which commands are answered, `queue` answers them room by
//! room, `sync` brings them in, `sealed` those whose keys come later, `session` signs in; `run` puts these together.
//! Called by: `cli`.

pub mod answer;
pub mod doctor;
mod folder;
mod hub;
pub mod incoming;
mod invites;
pub mod journal;
pub mod markup;
pub mod message;
mod passage;
mod queue;
pub mod reactions;
pub mod render;
mod sealed;
pub mod session;
pub mod settings;
mod stop;
mod sync;

pub use stop::Stop;

use crate::config;
use crate::library::Language;
use crate::service::Service;
use crate::store::Store;
use hub::Hub;
use journal::Journal;
use session::Session;
use std::sync::Arc;
use std::time::Duration;
use stop::{Failure, Patience};
use tokio::sync::watch;

/// How long answers under way may take once it is time to end.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest wait between two attempts to reach the homeserver at the start.
const MOST_WAIT: Duration = Duration::from_secs(30);

/// What all events of all rooms are answered with.
pub struct Bot {
    /// The library and the replies; shared by all platforms of a process, as the store is.
    pub service: Arc<Service>,
    /// Settings and gaps.
    pub store: Arc<Store>,
    /// The language where the room has none: config.toml's, else the library's.
    pub language: Language,
}

/// Is on Matrix until it is time to end.
///
/// # Errors
/// [`Stop`]: why it can not be there, or no longer, and what to do.
pub async fn run(config: &config::Matrix, bot: Arc<Bot>, shutdown: watch::Receiver<bool>) -> Result<(), Stop> {
    let session = session::restore(config).await?;
    let journal = Journal::open(session.folder.path())?;
    session.folder.close_to_others()?;
    if !is_heard(&session, shutdown.clone()).await? {
        return Ok(());
    }
    let Session { client, me, folder } = session;
    let hub = Arc::new(Hub::new((client, me), bot, config.clone(), journal, shutdown));
    tracing::info!(user = %hub.me, "on Matrix");
    let sealed = tokio::spawn(sealed::run(hub.clone()));
    let synced = sync::run(&hub).await;
    sealed.abort();
    if sealed.await.is_err_and(|error| error.is_panic()) {
        tracing::error!("questions whose keys came late were no longer answered, by a mistake in sayswho");
    }
    if !queue::drained(&hub, PATIENCE).await {
        tracing::warn!("some answers were not sent in time; they will be after the next start");
    }
    // Held until nothing is written any more.
    drop(folder);
    synced
}

/// Makes sure that what the bot says is not hidden by clients. `false`: it is time to end.
async fn is_heard(session: &Session, mut shutdown: watch::Receiver<bool>) -> Result<bool, Stop> {
    let mut patience = Patience::new(MOST_WAIT);
    loop {
        let signed = tokio::select! {
            signed = session::is_signed(session) => signed,
            _ = shutdown.wait_for(|is_ending| *is_ending) => return Ok(false),
        };
        let error = match signed {
            Ok(true) => return Ok(true),
            Ok(false) => return Err(Stop::NotSigned),
            Err(Stop::Other(error)) => error,
            Err(stop) => return Err(stop),
        };
        let Failure::Later { after } = Failure::of(&error) else { return Err(Stop::Other(error)) };
        if patience.attempts() == 0 {
            tracing::warn!("the homeserver does not answer; trying again until it does: {error}");
        }
        let wait = tokio::time::sleep(patience.next(after));
        tokio::select! {
            () = wait => {}
            _ = shutdown.wait_for(|is_ending| *is_ending) => return Ok(false),
        }
    }
}
