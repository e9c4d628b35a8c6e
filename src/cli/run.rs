//! `sayswho run`: the bot, on every platform that is set up, until it is told to end.
//!
//! Owns the runtime and the signals; what a platform does, `platform` knows.

use super::{Failure, Setup};
use crate::config::Config;
use crate::store::Store;
use clap::Args;
use std::io;
use std::process::ExitCode;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

/// How long what is left when all is done may take to end.
const END: Duration = Duration::from_millis(500);

/// Runs the bot until Ctrl-C or SIGTERM; answers under way are sent before it ends.
#[derive(Debug, Args)]
pub(super) struct Run {}

impl Run {
    /// 0 where it was told to end.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        // A feature that is not built in leaves nothing to set up.
        if !is_set_up(&setup.config) {
            return Err(Failure::NoPlatform);
        }
        let runtime = runtime()?;
        let result = runtime.block_on(platforms(setup));
        runtime.shutdown_timeout(END);
        result.map(|()| ExitCode::SUCCESS)
    }
}

/// A runtime with all that platforms need.
pub(super) fn runtime() -> io::Result<Runtime> {
    Builder::new_multi_thread().enable_all().build()
}

/// The store in the state folder; one that forgets, loudly, where that can not be used.
pub(super) fn store(config: &Config) -> Store {
    let opened = match &config.state_dir {
        Some(folder) => Store::open(folder),
        None => Err(crate::store::StoreError::Nowhere),
    };
    opened.unwrap_or_else(|error| {
        tracing::error!("settings and gaps are not kept: {error}");
        Store::in_memory()
    })
}

fn is_set_up(config: &Config) -> bool {
    cfg!(feature = "discord") && config.discord.token.is_some()
}

/// Runs all platforms until they end: all of them when it is told to, or when one of them can not go on.
async fn platforms(setup: Setup) -> Result<(), Failure> {
    let (say, shutdown) = watch::channel(false);
    let end = signals()?;
    tokio::spawn(async move {
        end.await;
        tracing::info!("ending: answers under way are sent first");
        let _ = say.send(true);
    });
    #[cfg(feature = "discord")]
    {
        use crate::platform::discord;
        let config = setup.config.discord.clone();
        let bot = std::sync::Arc::new(bot(setup));
        discord::run(&config, bot, discord::Connection::new()?, shutdown).await?;
    }
    #[cfg(not(feature = "discord"))]
    let _ = (setup, shutdown);
    Ok(())
}

/// What Discord's events are answered with.
#[cfg(feature = "discord")]
pub(super) fn bot(setup: Setup) -> crate::platform::discord::Bot {
    let (store, language, private) = (store(&setup.config), setup.language, setup.config.discord.private);
    crate::platform::discord::Bot { service: setup.service(), store, language, private }
}

/// Ctrl-C or SIGTERM, whichever comes first; listens from now on.
#[cfg(unix)]
fn signals() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ctrl-C.
#[cfg(not(unix))]
fn signals() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
