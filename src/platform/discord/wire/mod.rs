//! The I/O: events in over the gateway or over HTTP, answers out over REST.
//!
//! Never decides what is answered (`answer` does). Never logs a token, an interaction's token (it is part of addresses, so
//! no address of a call is logged), or words of anybody. Holds nothing that an answer depends on.
//! Called by: `cli::run`, `cli::doctor`.
//!
//! How it reads: `gateway` and `http` take events in; `turns` finds the answer and sends it in time, or acknowledges and
//! sends it later; `send` makes the calls, again where that may help; `register` keeps Discord's list of commands up to
//! date; `doctor` looks whether all is set up.

pub mod doctor;
mod gateway;
mod http;
mod register;
mod send;
mod turns;
mod under_way;

use super::Bot;
use crate::config;
use send::Rest;
use serenity::http::HttpBuilder;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use turns::Turns;

/// The longest to wait for a connection to Discord.
const CONNECT: Duration = Duration::from_secs(3);
/// The longest that one call may take.
const CALL: Duration = Duration::from_secs(15);
/// How long answers that are under way may take once it is to end.
const DRAIN: Duration = Duration::from_secs(10);
/// The waits between tries to reach Discord at the start double from the first to the longest.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What Discord is reached with.
#[derive(Clone, Debug)]
pub struct Connection {
    /// All calls go through it; tests give one that knows another `discord.com`.
    pub client: reqwest::Client,
}

impl Connection {
    /// The connection for everyday use: TLS by the certificate authorities of the web, with time-outs.
    ///
    /// # Errors
    /// [`Stop::Tls`] where TLS can not be set up.
    pub fn new() -> Result<Connection, Stop> {
        let client = reqwest::Client::builder().connect_timeout(CONNECT).timeout(CALL).build();
        client.map(|client| Connection { client }).map_err(|error| Stop::Tls(error.without_url().to_string()))
    }
}

/// Why the bot can not be on Discord, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// There is no token.
    #[error(
        "there is no token for Discord. Set DISCORD_TOKEN to the bot's token, or name a file that holds it in \
         config.toml, [discord] token_file"
    )]
    NoToken,
    /// Close code 4004, or 401.
    #[error(
        "Discord refuses the token. Copy a new one (https://discord.com/developers/applications, your application, \
         Bot, Reset Token) and set it as DISCORD_TOKEN, or put it into the file of [discord] token_file"
    )]
    Token,
    /// Close code 4013.
    #[error("Discord does not know the gateway intents that sayswho asks for. Install a newer version of sayswho")]
    UnknownIntents,
    /// Close code 4014.
    #[error(
        "Discord does not allow the bot the gateway intents that sayswho asks for, though none of them is privileged. \
         Check the application's state at https://discord.com/developers/applications, and write to Discord's support \
         if it is limited there"
    )]
    RefusedIntents,
    /// The public key of the configuration is none.
    #[error(
        "[discord] public_key is no Ed25519 key. Copy it anew from the application's page, General Information, at \
         https://discord.com/developers/applications"
    )]
    PublicKey,
    /// The address to listen on is taken, or not this machine's.
    #[error(
        "can not listen on {address}: {error}. Is another program listening there? Set another address with \
         [discord] listen or SAYSWHO_DISCORD_LISTEN"
    )]
    Listen {
        /// Where to listen.
        address: SocketAddr,
        /// What the operating system says.
        error: std::io::Error,
    },
    /// TLS can not be set up.
    #[error("can not set up TLS: {0}")]
    Tls(String),
    /// The operating system gives no more threads.
    #[error("can not start threads: {0}. Is the number of processes limited here (`ulimit -u`)?")]
    Threads(std::io::Error),
}

/// Is on Discord until `shutdown` turns true (or its sender is gone), and then sends the answers that are under way.
///
/// # Errors
/// [`Stop`] where going on is pointless. Whatever may pass is waited for.
pub async fn run(
    config: &config::Discord,
    bot: Arc<Bot>,
    connection: Connection,
    shutdown: watch::Receiver<bool>,
) -> Result<(), Stop> {
    let rest = rest(config, connection)?;
    match &config.interactions {
        config::Interactions::Gateway => {
            let turns = Arc::new(Turns::new(bot, rest, config.acknowledge_after, true));
            gateway::run(turns, config.shards, shutdown).await
        }
        config::Interactions::Http { listen, public_key } => {
            let turns = Arc::new(Turns::new(bot, rest, config.acknowledge_after, false));
            http::run(turns, *listen, *public_key, shutdown).await
        }
    }
}

/// The calls to Discord, or to the server that stands in for it.
fn rest(config: &config::Discord, connection: Connection) -> Result<Rest, Stop> {
    let token = config.token.as_ref().ok_or(Stop::NoToken)?;
    let builder = HttpBuilder::new(token.expose()).client(connection.client.clone());
    let http = match &config.api_base {
        // serenity takes notice of `proxy` only without its rate limiter.
        Some(base) => builder.proxy(base).ratelimiter_disabled(true).build(),
        None => builder.build(),
    };
    Ok(Rest::new(http, connection.client))
}

/// Waits until it is to end.
async fn ended(shutdown: &mut watch::Receiver<bool>) {
    // An error means that nobody is left who could say so.
    let _ = shutdown.wait_for(|end| *end).await;
}

/// The wait after `tries` tries that failed.
fn wait_after(tries: u32) -> Duration {
    FIRST_WAIT.saturating_mul(2_u32.saturating_pow(tries.saturating_sub(1))).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::wait_after;

    #[test]
    fn waits_double_up_to_a_minute() {
        let waits = [1, 2, 3, 6, 7, 40].map(|tries| wait_after(tries).as_secs());
        assert_eq!(waits, [1, 2, 4, 32, 60, 60]);
    }
}
