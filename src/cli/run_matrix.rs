//! `sayswho run` for Matrix alone, until `run` starts all platforms.

use super::{Failure, Setup};
use crate::platform::matrix::{self, Bot};
use crate::store::Store;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

pub(super) fn run(setup: Setup) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build()?;
    let config = setup.config.matrix.clone();
    let store = setup.config.state_dir.as_deref().and_then(|folder| Store::open(folder).ok());
    let (store, language) = (store.unwrap_or_else(Store::in_memory), setup.language);
    let bot = Arc::new(Bot { service: setup.service(), store, language });
    runtime.block_on(async {
        let (say, shutdown) = watch::channel(false);
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            let _ = say.send(true);
        });
        Ok::<_, Failure>(matrix::run(&config, bot, shutdown).await?)
    })?;
    Ok(ExitCode::SUCCESS)
}
