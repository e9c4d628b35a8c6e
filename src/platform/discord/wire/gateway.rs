//! Events over Discord's gateway: connect, take them in, notice what serenity does not, and end in order.
//!
//! serenity keeps a shard connected, resumes it and identifies it anew. What it does not do, this does: it finds the
//! gateway's address before the start (serenity falls back to discord.com in silence), ends with a reason where going on is
//! pointless, and replaces a shard whose connection is closed without serenity's notice.
//! Never takes an event once it is to end.
//! Called by: `wire`.

use super::register::register;
use super::send::NotSent;
use super::turns::Turns;
use super::{DRAIN, LONGEST_WAIT, Stop, ended, wait_after};
use crate::config::Shards;
use serenity::async_trait;
use serenity::client::{Context, RawEventHandler};
use serenity::futures::channel::mpsc::UnboundedReceiver;
use serenity::gateway::{GatewayError, ShardManager, ShardManagerOptions};
use serenity::http::Route;
use serenity::model::channel;
use serenity::model::event::Event;
use serenity::model::gateway::{BotGateway, GatewayIntents, Ready};
use serenity::model::id::{ShardId, UserId};
use serenity::prelude::TypeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::{Mutex, RwLock, watch};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep};
use tokio_tungstenite::tungstenite::Message as Frame;

/// How often it is looked what has become of each shard.
const LOOK: Duration = Duration::from_millis(250);
/// How often it is tried whether a shard's connection is closed. serenity, which does not notice a close without a code or
/// with 4003, 4010 or 4011, turns in circles until then.
const TRY: Duration = Duration::from_secs(2);
/// Discord wants so much time between two shards that identify.
/// <https://discord.com/developers/docs/events/gateway#rate-limiting>
const BETWEEN_SHARDS: Duration = Duration::from_secs(5);
/// How long a shard may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(3);
/// A shard that was connected for so long had a good connection: its next failure is its first.
const GOOD: Duration = Duration::from_secs(60);
/// Mentions in guilds and direct messages; interactions come without any. None is privileged: Discord gives the text of
/// messages that mention the bot, and of direct ones.
const INTENTS: GatewayIntents = GatewayIntents::GUILD_MESSAGES.union(GatewayIntents::DIRECT_MESSAGES);

/// Takes events in until it is to end.
pub(super) async fn run(
    turns: Arc<Turns>,
    shards: Option<Shards>,
    mut shutdown: watch::Receiver<bool>,
) -> Result<(), Stop> {
    let Some(gateway) = find(&turns, &mut shutdown).await? else { return Ok(()) };
    let (range, total) = match shards {
        Some(Shards { first, last, total }) => (first..last + 1, total),
        None => (0..gateway.shards.max(1), gateway.shards.max(1)),
    };
    // Of several processes, the one with the first shard registers.
    if range.start == 0 {
        let (turns, shutdown) = (turns.clone(), shutdown.clone());
        tokio::spawn(async move { register(&turns.rest, &turns.bot, shutdown).await });
    }
    let mut connected = Connected::new(turns.clone(), gateway.url)?;
    let result = tokio::select! {
        result = connected.run(range, total) => result,
        () = ended(&mut shutdown) => Ok(()),
    };
    if !turns.under_way.drain(DRAIN).await {
        tracing::warn!("some answers were still under way after {} s and are lost", DRAIN.as_secs());
    }
    connected.say_goodbye().await;
    result
}

/// Where the gateway is; `None` where it is to end before that is known.
async fn find(turns: &Turns, shutdown: &mut watch::Receiver<bool>) -> Result<Option<BotGateway>, Stop> {
    for tries in 1.. {
        let error = match turns.rest.get(Route::GatewayBot, &[]).await {
            Ok(found) => match serde_json::from_value::<BotGateway>(found) {
                Ok(gateway) if gateway.session_start_limit.remaining > 0 => return Ok(Some(gateway)),
                Ok(gateway) => {
                    let ms = gateway.session_start_limit.reset_after;
                    tracing::error!("Discord allows no more connections for now; trying again in {} s", ms / 1000 + 1);
                    let wait = Duration::from_millis(ms) + Duration::from_secs(1);
                    tokio::select! {
                        () = sleep(wait) => continue,
                        () = ended(shutdown) => return Ok(None),
                    }
                }
                Err(_) => NotSent::Unreached("what came back is no gateway's address".to_owned()),
            },
            Err(error) if error.is_unauthorized() => return Err(Stop::Token),
            Err(error) => error,
        };
        let wait = wait_after(tries);
        tracing::warn!("can not find Discord's gateway: {error}. Trying again in {} s", wait.as_secs());
        tokio::select! {
            () = sleep(wait) => {}
            () = ended(shutdown) => return Ok(None),
        }
    }
    Ok(None)
}

/// The connections of this process.
struct Connected {
    turns: Arc<Turns>,
    url: Arc<Mutex<String>>,
    shards: Vec<Shard>,
    threads: Threads,
}

/// Threads for the shards alone: one that turns in circles keeps its thread busy, and must not keep from work what answers
/// and what looks after it.
struct Threads(Option<Runtime>);

impl Threads {
    fn start() -> Result<Threads, Stop> {
        let threads = Builder::new_multi_thread().worker_threads(2).thread_name("gateway").enable_all().build();
        threads.map(|threads| Threads(Some(threads))).map_err(Stop::Threads)
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        // A runtime must not be waited for where others work.
        if let Some(threads) = self.0.take() {
            threads.shutdown_background();
        }
    }
}

/// One shard. It has a manager of its own, so that the manager's last reference tells that the shard's task is gone.
struct Shard {
    id: ShardId,
    manager: Arc<ShardManager>,
    ends: UnboundedReceiver<Result<(), GatewayError>>,
    /// When it last was told to connect, and how often that did no good in a row.
    started: Instant,
    failures: u32,
    /// When it is to connect again; `None`: it is connected, as far as is known.
    again: Option<Instant>,
    /// When the connection was last tried.
    tried: Instant,
}

impl Connected {
    fn new(turns: Arc<Turns>, url: String) -> Result<Connected, Stop> {
        Ok(Connected { turns, url: Arc::new(Mutex::new(url)), shards: Vec::new(), threads: Threads::start()? })
    }

    /// Connects the shards, and keeps them connected. Returns only with what makes going on pointless.
    async fn run(&mut self, range: Range<u32>, total: u32) -> Result<(), Stop> {
        let last = range.end.saturating_sub(1);
        let events = Events { turns: self.turns.clone(), me: OnceLock::new(), total, ready: AtomicU32::new(0) };
        let handler = Arc::new(Handler { events: Arc::new(events), threads: Handle::current() });
        let mut look = interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        for id in range {
            self.shards.push(self.start(ShardId(id), total, &handler));
            let next = Instant::now() + if id < last { BETWEEN_SHARDS } else { Duration::ZERO };
            while Instant::now() < next {
                look.tick().await;
                self.look().await?;
            }
        }
        loop {
            look.tick().await;
            self.look().await?;
        }
    }

    fn start(&self, id: ShardId, total: u32, handler: &Arc<Handler>) -> Shard {
        let _on_its_threads = self.threads.0.as_ref().map(Runtime::enter);
        let (manager, ends) = ShardManager::new(ShardManagerOptions {
            data: Arc::new(RwLock::new(TypeMap::new())),
            event_handlers: Vec::new(),
            raw_event_handlers: vec![handler.clone()],
            shard_index: id.0,
            shard_init: 1,
            shard_total: total,
            ws_url: self.url.clone(),
            http: self.turns.rest.http.clone(),
            intents: INTENTS,
            presence: None,
        });
        // Tells the manager's queue to start the shard, and can not fail.
        let _ = manager.initialize();
        let now = Instant::now();
        Shard { id, manager, ends, started: now, failures: 0, again: None, tried: now }
    }

    async fn look(&mut self) -> Result<(), Stop> {
        for shard in &mut self.shards {
            shard.look().await?;
        }
        Ok(())
    }

    /// Closes all connections with 1000, so that Discord shows the bot as gone.
    async fn say_goodbye(mut self) {
        let all = self.shards.drain(..).map(|shard| tokio::spawn(shard.say_goodbye()));
        for shard in all.collect::<Vec<_>>() {
            let _ = shard.await;
        }
    }
}

impl Shard {
    /// Looks whether the connection is closed, and sees to it that it is opened anew.
    async fn look(&mut self) -> Result<(), Stop> {
        while let Ok(end) = self.ends.try_recv() {
            match end {
                Err(GatewayError::InvalidAuthentication) => return Err(Stop::Token),
                Err(GatewayError::InvalidGatewayIntents) => return Err(Stop::UnknownIntents),
                Err(GatewayError::DisallowedGatewayIntents) => return Err(Stop::RefusedIntents),
                _ => {}
            }
        }
        match self.again {
            Some(at) if Instant::now() >= at => self.restart().await,
            Some(_) => {}
            None if self.is_gone().await => self.fail(),
            None if self.tried.elapsed() >= TRY => self.try_connection().await,
            None => {}
        }
        Ok(())
    }

    /// Sends a frame that needs no answer ("a Pong frame MAY be sent unsolicited", RFC 6455, 5.5.3). Where the connection
    /// is closed, serenity's task ends by it, instead of turning in circles.
    async fn try_connection(&mut self) {
        self.tried = Instant::now();
        if let Some(runner) = self.manager.runners.lock().await.get(&self.id) {
            runner.runner_tx.websocket_message(Frame::Pong(Vec::new()));
        }
    }

    /// Whether the shard's task has ended though the manager counts on it: of the manager's references, only ours and that
    /// of its queue are left.
    async fn is_gone(&self) -> bool {
        let is_listed = self.manager.runners.lock().await.contains_key(&self.id);
        is_listed && Arc::strong_count(&self.manager) <= 2
    }

    fn fail(&mut self) {
        self.failures = if self.started.elapsed() > GOOD { 1 } else { self.failures + 1 };
        let wait = wait_after(self.failures).min(LONGEST_WAIT);
        self.again = Some(Instant::now() + wait);
        tracing::warn!(
            "shard {} was closed by Discord; connecting again in {} s{}",
            self.id,
            wait.as_secs(),
            if self.failures < 3 {
                ""
            } else {
                ". If this goes on: is [discord] shards right, or the bot in more than 2,500 guilds a shard?"
            },
        );
    }

    async fn restart(&mut self) {
        // What the manager waits for in vain: a word of the task that has ended.
        self.manager.runners.lock().await.remove(&self.id);
        self.manager.shutdown_finished(self.id);
        self.manager.restart(self.id).await;
        (self.started, self.again) = (Instant::now(), None);
    }

    async fn say_goodbye(self) {
        self.manager.shutdown_all().await;
        // The manager may have its answer before the task has closed its connection.
        let until = Instant::now() + GOODBYE;
        while Arc::strong_count(&self.manager) > 1 && Instant::now() < until {
            sleep(Duration::from_millis(10)).await;
        }
    }
}

/// Hands on what comes over any shard, from the threads of the shards to those that answer.
struct Handler {
    events: Arc<Events>,
    threads: Handle,
}

#[async_trait]
impl RawEventHandler for Handler {
    async fn raw_event(&self, _: Context, event: Event) {
        let (events, received) = (self.events.clone(), Instant::now());
        self.threads.spawn(async move { events.take(event, received).await });
    }
}

/// Takes in what comes over any shard, each event in a task of its own.
struct Events {
    turns: Arc<Turns>,
    me: OnceLock<UserId>,
    total: u32,
    /// How many shards were ready, each counted as often as it was.
    ready: AtomicU32,
}

impl Events {
    async fn take(&self, event: Event, received: Instant) {
        match event {
            Event::Ready(event) => self.ready(&event.ready),
            Event::Resumed(_) => tracing::info!("resumed a connection to Discord"),
            Event::InteractionCreate(event) => {
                let Some(_under_way) = self.turns.under_way.begin() else { return };
                self.turns.answer(event.interaction, received).await;
            }
            Event::MessageCreate(event) => self.message(event.message).await,
            Event::Unknown(event) if event.kind == "INTERACTION_CREATE" => {
                let Some(_under_way) = self.turns.under_way.begin() else { return };
                self.turns.answer_odd(&event.value, received).await;
            }
            _ => {}
        }
    }

    fn ready(&self, ready: &Ready) {
        let me = self.me.get_or_init(|| ready.user.id);
        let times = self.ready.fetch_add(1, Ordering::Relaxed) + 1;
        let shard = ready.shard.map_or(0, |shard| shard.id.0);
        let guilds = ready.guilds.len();
        tracing::info!(
            times,
            "on Discord as {} ({me}): shard {shard} of {}, {guilds} guilds",
            ready.user.name,
            self.total
        );
    }

    async fn message(&self, message: channel::Message) {
        let Some(me) = self.me.get().copied() else { return };
        // Most messages of a guild are not for the bot, and come without their text.
        if message.author.id == me || message.guild_id.is_some() && message.mentions.iter().all(|user| user.id != me) {
            return;
        }
        let Some(_under_way) = self.turns.under_way.begin() else { return };
        self.turns.reply(me, message).await;
    }
}
