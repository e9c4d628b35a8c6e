//! How often a shard may begin a session. An application may do so 1,000 times a day; then Discord takes its token away
//! (<https://discord.com/developers/docs/events/gateway#session-start-limit>). Where Discord calls each session invalid,
//! serenity begins the next after five seconds, and would use them up in an hour and a half.
//!
//! serenity reads the gateway's address, behind a lock, whenever it connects. The lock is held here, and let go for a moment
//! at each look: who waits for it connects, and is counted. While a shard has to wait, it is not let go.
//! Called by: `gateway`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::Instant;

/// The first wait, which is serenity's own. Each next one is twice as long …
const FIRST: Duration = Duration::from_secs(5);
/// … up to this: with it, a day has less than 300 sessions.
const LONGEST: Duration = Duration::from_secs(5 * 60);
/// So many sessions may follow one another without a longer wait: the first, and one after an outage.
const FREE: u32 = 2;
/// A session that lasted for so long was good: those before it do not count.
const GOOD: Duration = Duration::from_secs(10 * 60);

/// The pace of one shard.
pub(super) struct Pace {
    /// The gateway's address, as serenity reads it.
    url: Arc<Mutex<String>>,
    held: Option<OwnedMutexGuard<String>>,
    now: Sessions,
    /// As it was before the last connection, which may prove to go on with a session instead of beginning one.
    before: Sessions,
    /// How often a session was gone on with, and how many of those are taken into account.
    resumed: Arc<AtomicU32>,
    resumed_before: u32,
}

/// The sessions that count.
#[derive(Clone, Copy, Debug)]
struct Sessions {
    /// When the last one began.
    began: Instant,
    /// How many there were since the last good one.
    count: u32,
}

impl Sessions {
    fn one_more(self, now: Instant) -> Sessions {
        let is_good = now.saturating_duration_since(self.began) >= GOOD;
        Sessions { began: now, count: if is_good { 1 } else { self.count.saturating_add(1) } }
    }

    /// How long after the beginning of the last one no other may begin, beyond what serenity waits.
    fn wait(self) -> Duration {
        match self.count.checked_sub(1) {
            Some(before) if self.count > FREE => FIRST.saturating_mul(2_u32.saturating_pow(before)).min(LONGEST),
            _ => Duration::ZERO,
        }
    }
}

impl Pace {
    /// `resumed` is to be raised by one whenever a session has been gone on with.
    pub(super) fn new(url: String, resumed: Arc<AtomicU32>, now: Instant) -> Pace {
        let url = Arc::new(Mutex::new(url));
        let (held, none) = (url.clone().try_lock_owned().ok(), Sessions { began: now, count: 0 });
        Pace { url, held, now: none, before: none, resumed, resumed_before: 0 }
    }

    /// The gateway's address, to be read whenever it is connected to.
    pub(super) fn url(&self) -> Arc<Mutex<String>> {
        self.url.clone()
    }

    /// Lets the shard connect if it wants to and may. Returns for how long it may not begin another session, if it just
    /// connected and that is longer than usual.
    pub(super) fn look(&mut self, now: Instant) -> Option<Duration> {
        let resumed = self.resumed.load(Ordering::Relaxed);
        if resumed != self.resumed_before {
            (self.now, self.resumed_before) = (self.before, resumed);
        }
        let may_connect = now >= self.now.began + self.now.wait();
        let was_held = self.held.take_if(|_| may_connect).is_some();
        if self.held.is_none() {
            // Once it is let go, it goes to whoever has waited for it, before it can be had again.
            self.held = self.url.clone().try_lock_owned().ok();
        }
        if self.held.is_some() || !was_held {
            return None;
        }
        self.before = self.now;
        self.now = self.now.one_more(now);
        Some(self.now.wait()).filter(|wait| !wait.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, GOOD, Pace};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;
    use tokio::time::{Instant, sleep};

    const DAY: Duration = Duration::from_secs(24 * 3600);

    /// When sessions begin in `time`, where each lasts for `lasting`, and then serenity waits for 5 seconds.
    /// `resumes`: all but the first go on with it.
    async fn sessions(time: Duration, lasting: Duration, resumes: bool) -> Vec<Duration> {
        let resumed = Arc::new(AtomicU32::new(0));
        let start = Instant::now();
        let mut pace = Pace::new("wss://gateway.example".to_owned(), resumed.clone(), start);
        let url = pace.url();
        let shard = async move {
            let mut began = Vec::new();
            while start.elapsed() < time {
                drop(url.lock().await.clone());
                began.push(start.elapsed());
                if resumes && began.len() > 1 {
                    resumed.fetch_add(1, Ordering::Relaxed);
                }
                sleep(lasting + FIRST).await;
            }
            began
        };
        let looks = async {
            loop {
                pace.look(Instant::now());
                sleep(Duration::from_millis(250)).await;
            }
        };
        tokio::select! {
            began = shard => began,
            () = looks => Vec::new(),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn sessions_that_are_invalid_all_day_do_not_use_up_the_days_identifies() {
        let at_once = sessions(DAY, Duration::ZERO, false).await.len();
        assert!((250..300).contains(&at_once), "{at_once}");
        let after_a_minute = sessions(DAY, Duration::from_secs(60), false).await.len();
        assert!((250..300).contains(&after_a_minute), "{after_a_minute}");
    }

    #[tokio::test(start_paused = true)]
    async fn waits_double_up_to_five_minutes() {
        let began = sessions(Duration::from_secs(1_215), Duration::ZERO, false).await;
        let waits: Vec<u64> = began.windows(2).map(|pair| (pair[1] - pair[0]).as_secs()).collect();
        assert_eq!(waits, [5, 5, 20, 40, 80, 160, 300, 300, 300]);
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_good_session_and_with_one_that_goes_on_there_is_no_wait() {
        let good = sessions(DAY, GOOD, false).await.len() as u64;
        assert_eq!(good, DAY.as_secs() / (GOOD + FIRST).as_secs() + 1);
        let resumed = sessions(Duration::from_secs(600), Duration::ZERO, true).await.len();
        assert!((110..=120).contains(&resumed), "{resumed}");
    }
}
