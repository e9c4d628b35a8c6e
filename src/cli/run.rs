//! `sayswho run`: the bot, on every platform that is set up, until it is told to end.
//!
//! Owns the runtime and the signals; what a platform does, `platform` knows.

use super::{Failure, Setup};
use crate::config::Config;
use crate::library::Language;
use crate::service::Service;
use crate::store::Store;
use clap::Args;
use std::io;
use std::process::ExitCode;
use std::sync::Arc;
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
        #[cfg(not(feature = "matrix"))]
        if setup.config.matrix.homeserver.is_some() {
            return Err(Failure::NoMatrix);
        }
        if !has_discord(&setup.config) && !has_matrix(&setup.config) {
            return Err(Failure::NoPlatform);
        }
        if setup.prepare() {
            start_anew();
        }
        keep_words_out_of_panics();
        let runtime = runtime()?;
        let result = runtime.block_on(platforms(setup));
        runtime.shutdown_timeout(END);
        result.map(|()| ExitCode::SUCCESS)
    }
}

/// A mistake of ours says where it is, and no more: its own words may hold what somebody asked.
fn keep_words_out_of_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a mistake in sayswho");
    }));
}

/// The same command in the same process, from its beginning: what training took, four times what the bot needs, would
/// stay with the process as long as it runs. Goes on where that can not be done.
fn start_anew() {
    #[cfg(unix)]
    if let Ok(program) = std::env::current_exe() {
        use std::os::unix::process::CommandExt;
        let error = std::process::Command::new(program).args(std::env::args_os().skip(1)).exec();
        tracing::debug!("can not start anew after training: {error}");
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

/// A feature that is not built in leaves nothing to set up.
const fn has_discord(config: &Config) -> bool {
    cfg!(feature = "discord") && config.discord.token.is_some()
}

const fn has_matrix(config: &Config) -> bool {
    cfg!(feature = "matrix") && config.matrix.homeserver.is_some()
}

/// What all platforms answer with.
struct Shared {
    config: Config,
    service: Arc<Service>,
    store: Arc<Store>,
    language: Language,
    shutdown: watch::Receiver<bool>,
}

/// Runs all platforms side by side until they end: all of them when it is told to, or when one of them can not go on.
async fn platforms(setup: Setup) -> Result<(), Failure> {
    let (say, shutdown) = watch::channel(false);
    let end = signals()?;
    let say = Arc::new(say);
    let told = Arc::clone(&say);
    tokio::spawn(async move {
        end.await;
        tracing::info!("ending: answers under way are sent first");
        let _ = told.send(true);
    });
    let (config, language) = (setup.config.clone(), setup.language);
    let store = Arc::new(store(&config));
    let shared = Shared { config, service: Arc::new(setup.service()), store, language, shutdown };
    let (discord, matrix) = tokio::join!(until_it_ends(discord(&shared), &say), until_it_ends(matrix(&shared), &say));
    match (discord, matrix) {
        // One is returned, and shown with the exit code.
        (Err(first), Err(second)) => {
            tracing::error!("{second}");
            Err(first)
        }
        (discord, matrix) => discord.and(matrix),
    }
}

/// Tells the others to end where one can not go on: a bot that is half there would go unnoticed.
async fn until_it_ends(
    platform: impl Future<Output = Result<(), Failure>>,
    say: &watch::Sender<bool>,
) -> Result<(), Failure> {
    let result = platform.await;
    if result.is_err() {
        let _ = say.send(true);
    }
    result
}

#[cfg(feature = "discord")]
async fn discord(shared: &Shared) -> Result<(), Failure> {
    use crate::platform::discord::{self, Bot};
    if !has_discord(&shared.config) {
        return Ok(());
    }
    let Shared { config, service, store, language, shutdown } = shared;
    let (service, store, config) = (Arc::clone(service), Arc::clone(store), &config.discord);
    let bot = Arc::new(Bot { service, store, language: *language, private: config.private });
    Ok(discord::run(config, bot, discord::Connection::new()?, shutdown.clone()).await?)
}

#[cfg(not(feature = "discord"))]
async fn discord(_: &Shared) -> Result<(), Failure> {
    Ok(())
}

#[cfg(feature = "matrix")]
async fn matrix(shared: &Shared) -> Result<(), Failure> {
    use crate::platform::matrix::{self, Bot};
    if !has_matrix(&shared.config) {
        return Ok(());
    }
    let Shared { config, service, store, language, shutdown } = shared;
    let bot = Arc::new(Bot { service: Arc::clone(service), store: Arc::clone(store), language: *language });
    Ok(matrix::run(&config.matrix, bot, shutdown.clone()).await?)
}

#[cfg(not(feature = "matrix"))]
async fn matrix(_: &Shared) -> Result<(), Failure> {
    Ok(())
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
