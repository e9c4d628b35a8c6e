//! The bot on a Discord of the tests' own ([`crate::fake_discord`]): in this process on the path that production takes
//! (TLS to discord.com, serenity's rate limiter on), and as the program with `SAYSWHO_DISCORD_API_BASE`.
//!
//! Every request that the bot makes is held against Discord's OpenAPI description and its other rules: a test fails by a
//! violation even if it looks for something else.

mod answers;
mod connection;
mod load;
mod program;

use crate::fake_discord::{Call, Fake, Setup};
use crate::garden;
use sayswho::config::{Discord, Interactions, Secret};
use sayswho::library::Language;
use sayswho::platform::discord::{self, Bot, Connection, Stop};
use sayswho::store::Store;
use serde_json::Value;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

static BOT: LazyLock<Arc<Bot>> = LazyLock::new(|| {
    let (service, store) = (garden::service(), Store::in_memory());
    Arc::new(Bot { service: Arc::new(service), store: Arc::new(store), language: Language::En, private: false })
});

/// A question that has an answer, and words of the quote that is it.
const QUESTION: &str = "Can I bring my dog?";
const QUOTE: &str = "Dogs are welcome on a lead.";

/// The bot, running in this process.
struct Running {
    end: watch::Sender<bool>,
    task: JoinHandle<Result<(), Stop>>,
}

impl Running {
    /// Starts it on the path that production takes.
    fn on(fake: &Fake) -> Running {
        Running::with(fake, config())
    }

    fn with(fake: &Fake, config: Discord) -> Running {
        let (end, shutdown) = watch::channel(false);
        let connection = Connection { client: fake.client() };
        let bot = BOT.clone();
        let task = tokio::spawn(async move { discord::run(&config, bot, connection, shutdown).await });
        Running { end, task }
    }

    /// Starts it, and waits until its commands are registered and it takes events.
    async fn ready(fake: &Fake) -> Running {
        Running::ready_with(fake, config()).await
    }

    async fn ready_with(fake: &Fake, config: Discord) -> Running {
        let running = Running::with(fake, config);
        fake.identified(1).await;
        fake.wait("commands", |state| (!state.commands.is_empty()).then_some(())).await;
        running
    }

    /// Tells it to end, which it does without an error.
    async fn end(self) {
        self.end.send(true).expect("it runs");
        self.task.await.expect("no panic").expect("no reason to stop");
    }

    /// Waits for it to end on its own.
    async fn stopped(self) -> String {
        let stop = self.task.await.expect("no panic").expect_err("a reason to stop");
        stop.to_string()
    }
}

fn config() -> Discord {
    Discord {
        token: Secret::new(&Setup::default().token),
        interactions: Interactions::Gateway,
        api_base: None,
        shards: None,
        private: false,
        acknowledge_after: Duration::from_millis(1_500),
    }
}

fn ask() -> Call {
    Call::command("ask", &[("question", QUESTION)])
}

/// All texts of a message's embeds, one below the other.
fn text(message: &Value) -> String {
    let embeds = message["embeds"].as_array().into_iter().flatten();
    let text = |embed: &Value| {
        ["title", "description"].map(|name| embed[name].as_str().unwrap_or_default().to_owned()).join("\n")
            + embed["footer"]["text"].as_str().unwrap_or_default()
    };
    embeds
        .map(text)
        .fold(message["content"].as_str().unwrap_or_default().to_owned(), |all, one| all + "\n" + one.as_str())
}

/// Asks, and looks whether the right answer comes.
async fn is_well(fake: &Fake) {
    // In a channel of its own, since the same answer is not given twice in a minute in the same channel.
    let channel = fake.change(|state| state.next_id());
    let answer = fake.ask(ask().channel(channel)).await;
    assert!(text(&answer).contains(QUOTE), "{answer}");
}

/// Looks that an interaction has been answered once, and that nothing came after.
fn answered_once(fake: &Fake, id: u64) {
    fake.look(|state| {
        let given = &state.interactions[&id];
        assert!(given.shown.is_some(), "it was not answered: {given:?}");
        assert_eq!(given.follow_ups, 0, "{given:?}");
    });
}
