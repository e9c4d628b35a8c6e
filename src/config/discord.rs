//! `[discord]` of config.toml, and its variables of the environment.
//!
//! Called by: `config`. The fields are documented in the config.toml that ships.

use super::{ConfigError, Secret};
use serde::Deserialize;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where Discord's calls are taken over HTTP, if nothing else is said.
const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8787);
/// Discord gives up on an interaction after 3 s; this leaves time for the network.
const DEFAULT_ACKNOWLEDGE_AFTER: Duration = Duration::from_millis(1_500);
/// The longest wait before an acknowledgement that still reaches Discord in time.
const MOST_ACKNOWLEDGE_AFTER: u64 = 2_500;

/// How the bot is on Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discord {
    /// The bot's token; without one, the bot is not on Discord.
    pub token: Option<Secret>,
    /// How interactions come in.
    pub interactions: Interactions,
    /// Another server that speaks Discord's API, without `/api`: `http://127.0.0.1:3000`. Whoever runs it limits the rate.
    pub api_base: Option<String>,
    /// The shards of this process; as many as Discord recommends where it is not set.
    pub shards: Option<Shards>,
    /// Whether replies are seen by the asker only, where the guild has not set it.
    pub private: bool,
    /// After how long an answer that is not ready is acknowledged ("is thinking …") and sent later.
    pub acknowledge_after: Duration,
}

impl Default for Discord {
    fn default() -> Discord {
        Discord {
            token: None,
            interactions: Interactions::Gateway,
            api_base: None,
            shards: None,
            private: false,
            acknowledge_after: DEFAULT_ACKNOWLEDGE_AFTER,
        }
    }
}

/// How interactions come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interactions {
    /// Over a connection to Discord's gateway.
    Gateway,
    /// Discord calls `POST /discord/interactions` on this address.
    Http {
        /// Where to listen.
        listen: SocketAddr,
        /// The application's public key: 32 bytes.
        public_key: [u8; 32],
    },
}

/// The shards that one of several processes runs: `first` to `last` of `total`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shards {
    /// The first, from 0.
    pub first: u32,
    /// The last.
    pub last: u32,
    /// How many there are in all processes together.
    pub total: u32,
}

/// `[discord]` as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    token_file: Option<PathBuf>,
    interactions: Option<Way>,
    public_key: Option<String>,
    listen: Option<SocketAddr>,
    api_base: Option<String>,
    shards: Option<Shards>,
    private: Option<bool>,
    acknowledge_after_ms: Option<u64>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Way {
    Gateway,
    Http,
}

impl Written {
    /// The values, with the environment over them. Paths are meant from `folder`.
    pub(super) fn resolve(
        self,
        folder: &Path,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Discord, ConfigError> {
        let token_file = variable("SAYSWHO_DISCORD_TOKEN_FILE").map(PathBuf::from);
        let token_file = token_file.or(self.token_file.as_ref().map(|file| folder.join(file)));
        let token = match (variable("DISCORD_TOKEN"), token_file) {
            (Some(token), _) => Secret::new(&token),
            (None, Some(path)) => read_secret(path)?,
            (None, None) => None,
        };
        let api_base = variable("SAYSWHO_DISCORD_API_BASE").or(self.api_base.clone());
        Ok(Discord {
            token,
            interactions: self.interactions(&variable)?,
            api_base: api_base.map(|base| api_base_without_end(&base)).transpose()?,
            shards: self.shards.map(checked).transpose()?,
            private: self.private.unwrap_or(false),
            acknowledge_after: self.acknowledge_after()?,
        })
    }

    fn interactions(&self, variable: impl Fn(&str) -> Option<String>) -> Result<Interactions, ConfigError> {
        let Some(Way::Http) = self.interactions else { return Ok(Interactions::Gateway) };
        let key = variable("SAYSWHO_DISCORD_PUBLIC_KEY").or(self.public_key.clone()).unwrap_or_default();
        let wrong = || ConfigError::Field {
            field: "[discord] public_key",
            value: key.clone(),
            next: "with interactions = \"http\" it is the application's public key: 64 hexadecimal digits, from the \
                   application's page in the developer portal",
        };
        let public_key = hex(&key).ok_or_else(wrong)?;
        let listen = match variable("SAYSWHO_DISCORD_LISTEN") {
            None => self.listen.unwrap_or(DEFAULT_LISTEN),
            Some(value) => value.parse().map_err(|_| ConfigError::Environment {
                name: "SAYSWHO_DISCORD_LISTEN",
                value,
                next: "write an address and a port, such as 127.0.0.1:8787",
            })?,
        };
        Ok(Interactions::Http { listen, public_key })
    }

    fn acknowledge_after(&self) -> Result<Duration, ConfigError> {
        match self.acknowledge_after_ms {
            None => Ok(DEFAULT_ACKNOWLEDGE_AFTER),
            Some(ms) if ms <= MOST_ACKNOWLEDGE_AFTER => Ok(Duration::from_millis(ms)),
            Some(ms) => Err(ConfigError::Field {
                field: "[discord] acknowledge_after_ms",
                value: ms.to_string(),
                next: "Discord waits for 3 seconds. Write at most 2500",
            }),
        }
    }
}

fn read_secret(path: PathBuf) -> Result<Option<Secret>, ConfigError> {
    match std::fs::read_to_string(&path) {
        Ok(secret) => Ok(Secret::new(&secret)),
        Err(error) => Err(ConfigError::Secret { path, field: "[discord] token_file", error }),
    }
}

fn api_base_without_end(base: &str) -> Result<String, ConfigError> {
    let bare = base.trim_end_matches('/');
    if bare.starts_with("http://") || bare.starts_with("https://") {
        return Ok(bare.to_owned());
    }
    Err(ConfigError::Field {
        field: "[discord] api_base",
        value: base.to_owned(),
        next: "write an address that begins with http:// or https://, without /api",
    })
}

fn checked(shards: Shards) -> Result<Shards, ConfigError> {
    if shards.first <= shards.last && shards.last < shards.total {
        return Ok(shards);
    }
    Err(ConfigError::Field {
        field: "[discord] shards",
        value: format!("{} to {} of {}", shards.first, shards.last, shards.total),
        next: "shards are numbered from 0; first is at most last, and last is below total",
    })
}

/// 32 bytes from 64 hexadecimal digits.
fn hex(digits: &str) -> Option<[u8; 32]> {
    let digits = digits.trim();
    if digits.len() != 64 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
