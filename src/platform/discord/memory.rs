//! What is remembered between events: the answers of the last minute, and when each person last got a public one.
//!
//! Only a courtesy: a process that has forgotten all of it answers as well. No clock (time comes in), no words of a user
//! (a question is kept as its hash), and bounded: the oldest goes first.
//! Called by: `answer`; `wire` (tells the ids of messages that it sent).

use crate::library::Language;
use rustc_hash::FxHashMap;
use serenity::model::id::{ApplicationId, ChannelId, GuildId, MessageId, UserId};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::hash::Hash;
use std::time::{Duration, Instant};

/// The most that is remembered of either kind.
pub const MOST: usize = 10_000;
/// For how long the same answer in the same channel is a repetition.
pub const REPETITION: Duration = Duration::from_secs(60);
/// The longest cooldown that a guild can set, in seconds.
pub const MOST_COOLDOWN: u32 = 3_600;

/// What was asked where: a hash, so that no question is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of a question; `words` as they are compared, `kind` parts questions from words to look for.
    pub fn new(channel: ChannelId, language: Language, kind: &str, words: &str) -> Key {
        let written = format!("{channel}\n{language}\n{kind}\n{words}");
        Key(Sha256::digest(written.as_bytes()).into())
    }
}

/// Where an answer is that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// The message with this id.
    Message(MessageId),
    /// The answer to an interaction: `GET /webhooks/{application}/{token}/messages/@original` tells its id.
    Interaction {
        /// The application.
        application: ApplicationId,
        /// The interaction's token.
        token: String,
    },
}

/// When somebody last got a public answer.
#[derive(Clone, Copy, Debug)]
struct Public {
    at: Instant,
    /// Whether they were told since then to wait.
    told: bool,
}

/// The answers of the last minute, and when each person last got a public one.
#[derive(Debug, Default)]
pub struct Memory {
    answers: Recent<Key, Earlier>,
    people: Recent<(GuildId, UserId), Public>,
}

impl Memory {
    /// Keeps where an answer is that was given.
    pub fn answered(&mut self, key: Key, earlier: Earlier, now: Instant) {
        self.answers.insert(key, earlier, now, REPETITION);
    }

    /// The same answer, if it was given in the last minute.
    pub fn earlier(&self, key: &Key, now: Instant) -> Option<&Earlier> {
        self.answers.get(key, now, REPETITION)
    }

    /// Keeps that somebody got a public answer.
    pub fn answered_publicly(&mut self, guild: GuildId, user: UserId, now: Instant) {
        let most = Duration::from_secs(u64::from(MOST_COOLDOWN));
        self.people.insert((guild, user), Public { at: now, told: false }, now, most);
    }

    /// How many seconds somebody has to wait for the next public answer, where a guild wants `cooldown` seconds between
    /// two; `None` where they need not wait.
    pub fn wait(&self, guild: GuildId, user: UserId, cooldown: u32, now: Instant) -> Option<u64> {
        let cooldown = Duration::from_secs(u64::from(cooldown));
        let last = self.people.get(&(guild, user), now, cooldown)?;
        let left = cooldown.saturating_sub(now.saturating_duration_since(last.at));
        (!left.is_zero()).then(|| left.as_secs() + u64::from(left.subsec_nanos() > 0))
    }

    /// Whether this is the first time since their last public answer that somebody is told to wait.
    pub fn is_first_telling(&mut self, guild: GuildId, user: UserId) -> bool {
        match self.people.values.get_mut(&(guild, user)) {
            Some((_, last)) => !std::mem::replace(&mut last.told, true),
            None => true,
        }
    }

    /// How many answers and people are remembered.
    pub fn len(&self) -> usize {
        self.answers.values.len() + self.people.values.len()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Values with the time at which they were put in; at most [`MOST`] of them.
#[derive(Debug)]
struct Recent<K, V> {
    values: FxHashMap<K, (Instant, V)>,
    /// The keys in the order in which they were put in; one that was put in again stands here twice until it is old.
    order: VecDeque<(Instant, K)>,
}

impl<K, V> Default for Recent<K, V> {
    fn default() -> Recent<K, V> {
        Recent { values: FxHashMap::default(), order: VecDeque::new() }
    }
}

impl<K: Copy + Eq + Hash, V> Recent<K, V> {
    fn insert(&mut self, key: K, value: V, now: Instant, longest: Duration) {
        self.values.insert(key, (now, value));
        self.order.push_back((now, key));
        while let Some((at, key)) = self.order.front().copied() {
            if self.order.len() <= MOST && now.saturating_duration_since(at) <= longest {
                break;
            }
            self.order.pop_front();
            if self.values.get(&key).is_some_and(|(newest, _)| *newest == at) {
                self.values.remove(&key);
            }
        }
    }

    /// The value, if it was put in within `longest`.
    fn get(&self, key: &K, now: Instant, longest: Duration) -> Option<&V> {
        let (at, value) = self.values.get(key)?;
        (now.saturating_duration_since(*at) <= longest).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::{Earlier, Key, MOST, Memory, REPETITION};
    use crate::library::Language;
    use serenity::model::id::{ChannelId, GuildId, MessageId, UserId};
    use std::time::{Duration, Instant};

    fn key(channel: u64, words: &str) -> Key {
        Key::new(ChannelId::new(channel), Language::En, "ask", words)
    }

    #[test]
    fn an_answer_is_remembered_for_a_minute_in_its_channel() {
        let (mut memory, start) = (Memory::default(), Instant::now());
        let earlier = Earlier::Message(MessageId::new(7));
        memory.answered(key(1, "pond"), earlier.clone(), start);
        assert_eq!(memory.earlier(&key(1, "pond"), start + REPETITION), Some(&earlier));
        assert_eq!(memory.earlier(&key(1, "pond"), start + REPETITION + Duration::from_millis(1)), None);
        assert_eq!(memory.earlier(&key(2, "pond"), start), None);
        assert_eq!(memory.earlier(&key(1, "ponds"), start), None);
    }

    #[test]
    fn who_must_wait_is_told_so_once_and_for_how_long() {
        let (mut memory, start) = (Memory::default(), Instant::now());
        let (guild, user) = (GuildId::new(1), UserId::new(2));
        assert_eq!(memory.wait(guild, user, 30, start), None);
        memory.answered_publicly(guild, user, start);
        assert_eq!(memory.wait(guild, user, 30, start), Some(30));
        assert_eq!(memory.wait(guild, user, 30, start + Duration::from_millis(29_500)), Some(1));
        assert_eq!(memory.wait(guild, user, 30, start + Duration::from_secs(30)), None);
        assert_eq!(memory.wait(guild, user, 0, start), None);
        assert_eq!(memory.wait(GuildId::new(9), user, 30, start), None, "another guild");
        assert!(memory.is_first_telling(guild, user));
        assert!(!memory.is_first_telling(guild, user));
        memory.answered_publicly(guild, user, start);
        assert!(memory.is_first_telling(guild, user));
    }

    #[test]
    fn the_oldest_goes_first_and_what_is_asked_again_counts_as_new() {
        let (mut memory, start) = (Memory::default(), Instant::now());
        let earlier = Earlier::Message(MessageId::new(7));
        let at = |number: usize| start + Duration::from_micros(number as u64);
        for number in 0..MOST {
            memory.answered(key(1, &number.to_string()), earlier.clone(), at(number));
        }
        memory.answered(key(1, "0"), earlier.clone(), at(MOST));
        memory.answered(key(1, "new"), earlier.clone(), at(MOST + 1));
        assert_eq!(memory.len(), MOST);
        assert!(memory.earlier(&key(1, "0"), at(MOST + 1)).is_some());
        assert!(memory.earlier(&key(1, "1"), at(MOST + 1)).is_none());
        memory.answered(key(1, "late"), earlier, start + 2 * REPETITION);
        assert_eq!(memory.len(), 1, "what is old goes without being asked for");
    }
}
