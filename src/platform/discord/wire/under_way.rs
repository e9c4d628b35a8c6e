//! What is under way, so that it can be waited for at the end.
//!
//! Called by: `turns`, `gateway`, `http`.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// The answers that are under way, so that they can be waited for.
pub(super) struct UnderWay {
    /// Cloned into each; `None` once no more are taken.
    open: Mutex<Option<mpsc::Sender<()>>>,
    /// Ends when all clones are gone.
    done: tokio::sync::Mutex<mpsc::Receiver<()>>,
}

impl UnderWay {
    pub(super) fn new() -> UnderWay {
        let (open, done) = mpsc::channel(1);
        UnderWay { open: Mutex::new(Some(open)), done: tokio::sync::Mutex::new(done) }
    }

    /// What to hold while an answer is under way; `None` where no more are taken.
    pub(super) fn begin(&self) -> Option<mpsc::Sender<()>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes no more, and waits for those under way, at most for `patience`. Whether all are done.
    pub(super) async fn drain(&self, patience: Duration) -> bool {
        drop(self.open.lock().unwrap_or_else(PoisonError::into_inner).take());
        timeout(patience, async { self.done.lock().await.recv().await }).await.is_ok()
    }
}
