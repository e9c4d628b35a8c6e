//! Which channel a thread belongs to. A message does not say, so Discord is asked, once for each channel where it matters:
//! the events that would tell (`GUILDS` intent) bring all channels, roles and threads of all guilds.
//!
//! Never grows beyond [`MOST`].
//! Called by: `turns`.

use rustc_hash::FxHashMap;
use serde_json::Value;
use serenity::model::id::ChannelId;
use std::collections::VecDeque;

/// The most channels that are remembered: some 500 KB. The one that was asked for first goes first.
const MOST: usize = 10_000;
/// Channel types that are threads.
/// <https://discord.com/developers/docs/resources/channel#channel-object-channel-types>
const THREADS: [u64; 3] = [10, 11, 12];

/// The channels that were asked for.
#[derive(Debug, Default)]
pub(super) struct Threads {
    /// `None`: it is no thread.
    parents: FxHashMap<ChannelId, Option<ChannelId>>,
    order: VecDeque<ChannelId>,
}

impl Threads {
    /// What is known of a channel: `Some(None)` where it is no thread.
    pub(super) fn get(&self, channel: ChannelId) -> Option<Option<ChannelId>> {
        self.parents.get(&channel).copied()
    }

    /// Keeps what Discord says of a channel; returns the channel that it is a thread of.
    pub(super) fn keep(&mut self, channel: ChannelId, said: &Value) -> Option<ChannelId> {
        let parent = parent(said);
        if self.parents.insert(channel, parent).is_none() {
            self.order.push_back(channel);
        }
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.parents.remove(&oldest);
        }
        parent
    }
}

/// The channel that a channel is a thread of. What is no thread may have a parent too: its category.
fn parent(channel: &Value) -> Option<ChannelId> {
    let is_thread = channel["type"].as_u64().is_some_and(|kind| THREADS.contains(&kind));
    let id = channel["parent_id"].as_str().filter(|_| is_thread)?.parse().ok().filter(|id| *id != 0);
    id.map(ChannelId::new)
}

#[cfg(test)]
mod tests {
    use super::{MOST, Threads};
    use serde_json::json;
    use serenity::model::id::ChannelId;

    #[test]
    fn a_category_is_no_parent_and_what_is_known_is_bounded() {
        let mut threads = Threads::default();
        let channel = ChannelId::new;
        assert_eq!(threads.get(channel(1)), None);
        assert_eq!(threads.keep(channel(1), &json!({"type": 11, "parent_id": "9"})), Some(channel(9)));
        assert_eq!(threads.keep(channel(2), &json!({"type": 0, "parent_id": "9"})), None);
        assert_eq!(threads.keep(channel(3), &json!({"type": 12, "parent_id": null})), None);
        assert_eq!((threads.get(channel(1)), threads.get(channel(2))), (Some(Some(channel(9))), Some(None)));
        for id in 4..=MOST as u64 + 1 {
            threads.keep(channel(id), &json!({}));
        }
        assert_eq!(threads.parents.len(), MOST);
        assert_eq!((threads.get(channel(1)), threads.get(channel(2))), (None, Some(None)), "the oldest has gone");
    }
}
