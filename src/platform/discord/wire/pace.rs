//! How often a shard may begin a session. An application may do so 1,000 times a day; then Discord takes its token away
//! (<https://discord.com/developers/docs/events/gateway#session-start-limit>). Where Discord calls each session invalid,
//! serenity begins the next after five seconds, and would use them up in an hour and a half.
//!
//! serenity reads the gateway's address, behind a lock, whenever it connects. While a shard has to wait, the lock is held.
//! A session that was cut and is to be resumed then waits as well: Discord keeps it for some minutes.
//! Called by: `gateway`.

use std::sync::Arc;
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
    /// While no session may begin: the lock, once it is had, and until when.
    wait: Option<(Option<OwnedMutexGuard<String>>, Instant)>,
    /// When the last session began, and how many there were since the last good one.
    began: Instant,
    count: u32,
    /// Whether serenity had the shard at the last look, and how often Discord had said READY.
    was_there: bool,
    ready: u32,
    /// Whether the READY of the last session that was seen to begin is still to come.
    awaits_ready: bool,
}

impl Pace {
    pub(super) fn new(url: String, now: Instant) -> Pace {
        let url = Arc::new(Mutex::new(url));
        Pace { url, wait: None, began: now, count: 0, was_there: false, ready: 0, awaits_ready: false }
    }

    /// The gateway's address, to be read whenever it is connected to.
    pub(super) fn url(&self) -> Arc<Mutex<String>> {
        self.url.clone()
    }

    /// To be called often. `is_there`: whether serenity has the shard, as it does from the beginning of a session to its
    /// end; `ready`: how often Discord has said READY to it. Returns for how long no other session may begin, where one
    /// has begun and that is longer than usual.
    pub(super) fn look(&mut self, is_there: bool, ready: u32, now: Instant) -> Option<Duration> {
        let before = self.count;
        // A session that Discord refuses has no READY; one that follows another at once may be seen only by its READY.
        if is_there && !self.was_there {
            self.begins(now);
            self.awaits_ready = true;
        }
        for _ in self.ready..ready {
            if !std::mem::take(&mut self.awaits_ready) {
                self.begins(now);
            }
        }
        (self.was_there, self.ready) = (is_there, ready);
        match &mut self.wait {
            Some((_, until)) if now >= *until => self.wait = None,
            // Who reads it just now has it for no longer than that.
            Some((held @ None, _)) => *held = self.url.clone().try_lock_owned().ok(),
            _ => {}
        }
        self.wait.as_ref().filter(|_| self.count != before).map(|(_, until)| *until - now)
    }

    fn begins(&mut self, now: Instant) {
        let is_good = now.saturating_duration_since(self.began) >= GOOD;
        self.count = if is_good { 1 } else { self.count.saturating_add(1) };
        self.began = now;
        if let Some(doublings) = self.count.checked_sub(1).filter(|_| self.count > FREE) {
            let wait = FIRST.saturating_mul(2_u32.saturating_pow(doublings)).min(LONGEST);
            let held = self.wait.take().and_then(|(held, _)| held);
            self.wait = Some((held, now + wait));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, GOOD, Pace};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
    use std::time::Duration;
    use tokio::time::{Instant, sleep};

    const HOUR: Duration = Duration::from_secs(3600);
    /// How often is looked, here.
    const LOOK: Duration = Duration::from_millis(500);

    /// What Discord does with a session, and serenity until the next.
    #[derive(Clone, Copy, PartialEq)]
    enum Session {
        /// READY, and then an end.
        Ready,
        /// No READY: op 9.
        Refused,
        /// READY, and serenity has the next at once.
        Seamless,
    }

    /// When sessions begin in `time`, where each lasts for `lasting`.
    async fn sessions(time: Duration, lasting: Duration, kind: Session) -> Vec<Duration> {
        let (is_there, ready) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
        let start = Instant::now();
        let mut pace = Pace::new("wss://gateway.example".to_owned(), start);
        let url = pace.url();
        let (listed, said) = (is_there.clone(), ready.clone());
        let shard = async move {
            let mut began = Vec::new();
            while start.elapsed() < time {
                drop(url.lock().await.clone());
                began.push(start.elapsed());
                listed.store(true, Relaxed);
                if kind != Session::Refused {
                    said.fetch_add(1, Relaxed);
                }
                sleep(lasting.max(2 * LOOK)).await;
                listed.store(kind == Session::Seamless, Relaxed);
                sleep(FIRST).await;
            }
            began
        };
        let looks = async {
            loop {
                pace.look(is_there.load(Relaxed), ready.load(Relaxed), Instant::now());
                sleep(LOOK).await;
            }
        };
        tokio::select! {
            began = shard => began,
            () = looks => Vec::new(),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn sessions_that_are_invalid_all_day_do_not_use_up_the_days_identifies() {
        for kind in [Session::Ready, Session::Refused, Session::Seamless] {
            for lasting in [Duration::ZERO, Duration::from_secs(60)] {
                let count = sessions(4 * HOUR, lasting, kind).await.len();
                assert!(
                    (40..55).contains(&count),
                    "{count} in four hours: with 12 an hour from then on, more than 300 a day"
                );
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn waits_double_up_to_five_minutes() {
        let began = sessions(Duration::from_secs(1_214), Duration::ZERO, Session::Refused).await;
        // It is looked after each second half.
        let waits: Vec<u64> = began.windows(2).map(|pair| (pair[1] - pair[0]).as_secs() / 5 * 5).collect();
        assert_eq!(waits, [5, 5, 20, 40, 80, 160, 300, 300, 300]);
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_good_session_there_is_no_wait() {
        let count = sessions(4 * HOUR, GOOD, Session::Ready).await.len() as u64;
        assert_eq!(count, (4 * HOUR).as_secs() / (GOOD + FIRST).as_secs() + 1);
    }
}
