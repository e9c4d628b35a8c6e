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

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "00ff000000000000000000000000000000000000000000000000000000000001";

    fn resolve(text: &str, folder: &Path, environment: &[(&str, &str)]) -> Result<Discord, String> {
        let written: Written = toml::from_str(text).expect("TOML");
        let variable = |name: &str| environment.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned());
        written.resolve(folder, variable).map_err(|error| error.to_string())
    }

    fn here(text: &str, environment: &[(&str, &str)]) -> Result<Discord, String> {
        resolve(text, Path::new(""), environment)
    }

    #[test]
    fn an_empty_table_gives_the_defaults() {
        assert_eq!(here("", &[]), Ok(Discord::default()));
    }

    #[test]
    fn every_field_is_read() {
        let text = format!(
            "interactions = \"http\"\npublic_key = \"{KEY}\"\nlisten = \"0.0.0.0:80\"\n\
             api_base = \"http://127.0.0.1:3000/\"\nprivate = true\nacknowledge_after_ms = 2500\n\
             shards = {{ first = 2, last = 3, total = 8 }}"
        );
        let mut public_key = [0; 32];
        (public_key[1], public_key[31]) = (0xff, 1);
        let expected = Discord {
            token: None,
            interactions: Interactions::Http { listen: ([0, 0, 0, 0], 80).into(), public_key },
            api_base: Some("http://127.0.0.1:3000".to_owned()),
            shards: Some(Shards { first: 2, last: 3, total: 8 }),
            private: true,
            acknowledge_after: Duration::from_millis(2_500),
        };
        assert_eq!(here(&text, &[]), Ok(expected));
    }

    #[test]
    fn the_environment_is_over_the_file() {
        let text = format!("interactions = \"http\"\npublic_key = \"{KEY}\"\napi_base = \"https://a.example\"");
        let other = KEY.replace('f', "e");
        let environment = [
            ("SAYSWHO_DISCORD_API_BASE", "http://b.example"),
            ("SAYSWHO_DISCORD_PUBLIC_KEY", other.as_str()),
            ("SAYSWHO_DISCORD_LISTEN", "[::1]:9"),
        ];
        let discord = here(&text, &environment).expect("a configuration");
        assert_eq!(discord.api_base.as_deref(), Some("http://b.example"));
        let mut public_key = [0; 32];
        (public_key[1], public_key[31]) = (0xee, 1);
        let listen = "[::1]:9".parse().expect("an address");
        assert_eq!(discord.interactions, Interactions::Http { listen, public_key });
    }

    #[test]
    fn the_token_comes_from_the_environment_or_from_a_file_beside_the_configuration() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("token"), "\n from-file \n").expect("a file");
        std::fs::write(folder.path().join("other"), "from-other").expect("a file");
        std::fs::write(folder.path().join("empty"), " \n").expect("a file");
        let token = |text: &str, environment: &[(&str, &str)]| {
            let discord = resolve(text, folder.path(), environment).expect("a configuration");
            discord.token.map(|token| token.expose().to_owned())
        };
        let other = folder.path().join("other").display().to_string();
        let file = "token_file = \"token\"";
        assert_eq!(token(file, &[]).as_deref(), Some("from-file"));
        assert_eq!(token(file, &[("SAYSWHO_DISCORD_TOKEN_FILE", &other)]).as_deref(), Some("from-other"));
        assert_eq!(token(file, &[("DISCORD_TOKEN", "given")]).as_deref(), Some("given"));
        assert_eq!(token("token_file = \"empty\"", &[]), None);
        let missing = resolve("token_file = \"none\"", folder.path(), &[]).expect_err("there is no such file");
        assert_eq!(
            missing.replace(&folder.path().display().to_string(), "~"),
            "can not read `~/none`: No such file or directory (os error 2). It is to hold the token alone; check the path \
             in config.toml, [discord] token_file",
        );
    }

    #[test]
    fn a_token_is_never_shown() {
        let discord = here("", &[("DISCORD_TOKEN", "MTEw.secret")]).expect("a configuration");
        assert!(!format!("{discord:?}").contains("secret"), "{discord:?}");
    }

    #[test]
    fn what_a_field_does_not_take_is_said_with_what_it_takes() {
        let no_key = "with interactions = \"http\" it is the application's public key: 64 hexadecimal digits, from the \
                      application's page in the developer portal";
        let no_shards = "shards are numbered from 0; first is at most last, and last is below total";
        for (text, said) in [
            ("interactions = \"http\"", format!("[discord] public_key = : {no_key}")),
            ("interactions = \"http\"\npublic_key = \"ab\"", format!("[discord] public_key = ab: {no_key}")),
            (
                "acknowledge_after_ms = 2501",
                "[discord] acknowledge_after_ms = 2501: Discord waits for 3 seconds. Write at most 2500".to_owned(),
            ),
            (
                "api_base = \"discord.example\"",
                "[discord] api_base = discord.example: write an address that begins with http:// or https://, without \
                 /api"
                    .to_owned(),
            ),
            ("shards = { first = 1, last = 0, total = 2 }", format!("[discord] shards = 1 to 0 of 2: {no_shards}")),
            ("shards = { first = 0, last = 2, total = 2 }", format!("[discord] shards = 0 to 2 of 2: {no_shards}")),
        ] {
            assert_eq!(here(text, &[]), Err(said), "{text}");
        }
        let text = format!("interactions = \"http\"\npublic_key = \"{KEY}\"");
        assert_eq!(
            here(&text, &[("SAYSWHO_DISCORD_LISTEN", "8787")]),
            Err("SAYSWHO_DISCORD_LISTEN=8787: write an address and a port, such as 127.0.0.1:8787".to_owned()),
        );
    }

    #[test]
    fn sixty_four_characters_that_are_no_digits_are_no_key() {
        for key in [&"ə".repeat(32), &"+1".repeat(32), &KEY[1..]] {
            assert_eq!(hex(key), None, "{key}");
        }
    }
}
