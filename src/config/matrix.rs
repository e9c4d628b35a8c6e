//! `[matrix]` of config.toml, and its variables of the environment.
//!
//! Called by: `config`. The fields are documented in the config.toml that ships.

use super::ConfigError;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What stands before a command's name, if nothing else is said.
const DEFAULT_PREFIX: &str = "!";
/// The name under which clients list the bot's device, if nothing else is said.
const DEFAULT_DEVICE_NAME: &str = "sayswho";
/// How old a question may be that is still answered, if nothing else is said.
const DEFAULT_MAX_AGE: Duration = Duration::from_secs(24 * 60 * 60);
/// What everybody is called in the list of those who may invite.
const EVERYBODY: &str = "*";

/// How the bot is on Matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The homeserver: an address, or a server's name; without one, the bot is not on Matrix.
    pub homeserver: Option<String>,
    /// The bot's account: `@sayswho:example.org`, or the part before the colon.
    pub user: Option<String>,
    /// The name under which clients list the bot's device.
    pub device_name: String,
    /// The folder of the session, the keys and the journal; `matrix/` in the state folder where it is not set.
    pub dir: Option<PathBuf>,
    /// What stands before a command's name.
    pub prefix: String,
    /// Whose invitations are accepted; those of the bot's own server where there is no list. An empty list is nobody's.
    pub allow: Option<Vec<Allowed>>,
    /// Accounts that are never answered: other bots.
    pub ignore: Vec<String>,
    /// What kind of message answers are.
    pub msgtype: MessageType,
    /// How old a question may be that is still answered: the bot may have been away.
    pub max_age: Duration,
}

impl Default for Matrix {
    fn default() -> Matrix {
        Matrix {
            homeserver: None,
            user: None,
            device_name: DEFAULT_DEVICE_NAME.to_owned(),
            dir: None,
            prefix: DEFAULT_PREFIX.to_owned(),
            allow: None,
            ignore: Vec::new(),
            msgtype: MessageType::Notice,
            max_age: DEFAULT_MAX_AGE,
        }
    }
}

/// Whose invitations are accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Everybody's.
    Everybody,
    /// Those of one account: `@you:example.org`.
    User(String),
    /// Those of all accounts of a server: `example.org`.
    Server(String),
}

/// What kind of message answers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum MessageType {
    /// `m.notice`: what bots send, and other bots do not answer.
    #[serde(rename = "m.notice")]
    Notice,
    /// `m.text`: for bridges that drop notices.
    #[serde(rename = "m.text")]
    Text,
}

/// `[matrix]` as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    homeserver: Option<String>,
    user: Option<String>,
    device_name: Option<String>,
    dir: Option<PathBuf>,
    prefix: Option<String>,
    allow: Option<Vec<String>>,
    ignore: Option<Vec<String>>,
    msgtype: Option<MessageType>,
    max_age_s: Option<u64>,
}

impl Written {
    /// The values, with the environment over them. Paths are meant from `folder`; `state` is the state folder.
    pub(super) fn resolve(
        self,
        folder: &Path,
        state: Option<&Path>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Matrix, ConfigError> {
        let list = |name: &str, written: Option<Vec<String>>| match variable(name) {
            Some(list) => {
                Some(list.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect())
            }
            None => written,
        };
        let defaults = Matrix::default();
        let dir = variable("SAYSWHO_MATRIX_DIR").map(PathBuf::from).or(self.dir.map(|dir| folder.join(dir)));
        let allow = list("SAYSWHO_MATRIX_ALLOW", self.allow);
        let ignore = list("SAYSWHO_MATRIX_IGNORE", self.ignore);
        Ok(Matrix {
            homeserver: variable("SAYSWHO_MATRIX_HOMESERVER").or(self.homeserver),
            user: variable("SAYSWHO_MATRIX_USER").or(self.user),
            device_name: variable("SAYSWHO_MATRIX_DEVICE_NAME").or(self.device_name).unwrap_or(defaults.device_name),
            dir: dir.or_else(|| state.map(|state| state.join("matrix"))),
            prefix: prefix(variable("SAYSWHO_MATRIX_PREFIX").or(self.prefix).unwrap_or(defaults.prefix))?,
            allow: allow.map(|list: Vec<String>| list.into_iter().map(allowed).collect()).transpose()?,
            ignore: ignore.unwrap_or_default().into_iter().map(account).collect::<Result<_, _>>()?,
            msgtype: msgtype(variable("SAYSWHO_MATRIX_MSGTYPE"))?.or(self.msgtype).unwrap_or(defaults.msgtype),
            max_age: seconds(variable("SAYSWHO_MATRIX_MAX_AGE_S"))?
                .or(self.max_age_s)
                .map_or(defaults.max_age, Duration::from_secs),
        })
    }
}

fn prefix(prefix: String) -> Result<String, ConfigError> {
    if !prefix.is_empty() && !prefix.chars().any(char::is_whitespace) {
        return Ok(prefix);
    }
    Err(ConfigError::Field {
        field: "[matrix] prefix",
        value: format!("{prefix:?}"),
        next: "write what is to stand before a command, without spaces, such as \"!\"",
    })
}

fn allowed(written: String) -> Result<Allowed, ConfigError> {
    match written.as_str() {
        EVERYBODY => Ok(Allowed::Everybody),
        _ if is_account(&written) => Ok(Allowed::User(written)),
        server if is_server(server) => Ok(Allowed::Server(written)),
        _ => Err(ConfigError::Field {
            field: "[matrix] allow",
            value: written,
            next: "write accounts such as \"@you:example.org\", servers such as \"example.org\", or \"*\" for everybody",
        }),
    }
}

fn account(written: String) -> Result<String, ConfigError> {
    if is_account(&written) {
        return Ok(written);
    }
    Err(ConfigError::Field {
        field: "[matrix] ignore",
        value: written,
        next: "write accounts such as \"@otherbot:example.org\"",
    })
}

fn is_account(written: &str) -> bool {
    written.strip_prefix('@').and_then(|rest| rest.split_once(':')).is_some_and(|(_, server)| is_server(server))
}

fn is_server(written: &str) -> bool {
    !written.is_empty() && !written.contains(|c: char| c.is_whitespace() || matches!(c, '@' | '/' | '*'))
}

fn msgtype(value: Option<String>) -> Result<Option<MessageType>, ConfigError> {
    match value.as_deref() {
        None => Ok(None),
        Some("m.notice") => Ok(Some(MessageType::Notice)),
        Some("m.text") => Ok(Some(MessageType::Text)),
        Some(other) => Err(ConfigError::Environment {
            name: "SAYSWHO_MATRIX_MSGTYPE",
            value: other.to_owned(),
            next: "write m.notice or m.text",
        }),
    }
}

fn seconds(value: Option<String>) -> Result<Option<u64>, ConfigError> {
    let Some(value) = value else { return Ok(None) };
    match value.parse() {
        Ok(seconds) => Ok(Some(seconds)),
        Err(_) => Err(ConfigError::Environment {
            name: "SAYSWHO_MATRIX_MAX_AGE_S",
            value,
            next: "write a number of seconds, such as 86400",
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(text: &str, environment: &[(&str, &str)]) -> Result<Matrix, String> {
        let written: Written = toml::from_str(text).expect("TOML");
        let variable = |name: &str| environment.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned());
        let state = Path::new("/state");
        written.resolve(Path::new("/etc"), Some(state), variable).map_err(|error| error.to_string())
    }

    #[test]
    fn an_empty_table_gives_the_defaults() {
        assert_eq!(here("", &[]), Ok(Matrix { dir: Some("/state/matrix".into()), ..Matrix::default() }));
    }

    #[test]
    fn every_field_is_read_and_the_environment_is_over_the_file() {
        let text = "homeserver = \"https://a.example\"\nuser = \"@bot:a.example\"\ndevice_name = \"d\"\ndir = \"m\"\n\
                    prefix = \"?\"\nallow = [\"@you:a.example\", \"b.example:8448\", \"*\"]\n\
                    ignore = [\"@other:a.example\"]\nmsgtype = \"m.text\"\nmax_age_s = 60";
        let expected = Matrix {
            homeserver: Some("https://a.example".into()),
            user: Some("@bot:a.example".into()),
            device_name: "d".into(),
            dir: Some("/etc/m".into()),
            prefix: "?".into(),
            allow: Some(vec![
                Allowed::User("@you:a.example".into()),
                Allowed::Server("b.example:8448".into()),
                Allowed::Everybody,
            ]),
            ignore: vec!["@other:a.example".into()],
            msgtype: MessageType::Text,
            max_age: Duration::from_secs(60),
        };
        assert_eq!(here(text, &[]), Ok(expected));
        let environment = [
            ("SAYSWHO_MATRIX_HOMESERVER", "http://127.0.0.1:8008"),
            ("SAYSWHO_MATRIX_USER", "bot"),
            ("SAYSWHO_MATRIX_DEVICE_NAME", "e"),
            ("SAYSWHO_MATRIX_DIR", "/d"),
            ("SAYSWHO_MATRIX_PREFIX", "sw!"),
            ("SAYSWHO_MATRIX_ALLOW", "c.example, @me:c.example"),
            ("SAYSWHO_MATRIX_IGNORE", "@b:c.example"),
            ("SAYSWHO_MATRIX_MSGTYPE", "m.notice"),
            ("SAYSWHO_MATRIX_MAX_AGE_S", "5"),
        ];
        let expected = Matrix {
            homeserver: Some("http://127.0.0.1:8008".into()),
            user: Some("bot".into()),
            device_name: "e".into(),
            dir: Some("/d".into()),
            prefix: "sw!".into(),
            allow: Some(vec![Allowed::Server("c.example".into()), Allowed::User("@me:c.example".into())]),
            ignore: vec!["@b:c.example".into()],
            msgtype: MessageType::Notice,
            max_age: Duration::from_secs(5),
        };
        assert_eq!(here(text, &environment), Ok(expected));
        // An empty list that is written means what it says.
        assert_eq!(here("allow = []", &[]).map(|matrix| matrix.allow), Ok(Some(vec![])));
    }

    #[test]
    fn what_a_field_does_not_take_is_said_with_what_it_takes() {
        for (text, said) in [
            (
                "prefix = \"a b\"",
                "[matrix] prefix = \"a b\": write what is to stand before a command, without spaces, such as \"!\"",
            ),
            (
                "allow = [\"@you\"]",
                "[matrix] allow = @you: write accounts such as \"@you:example.org\", servers such as \"example.org\", or \
                 \"*\" for everybody",
            ),
            (
                "ignore = [\"example.org\"]",
                "[matrix] ignore = example.org: write accounts such as \"@otherbot:example.org\"",
            ),
        ] {
            assert_eq!(here(text, &[]), Err(said.to_owned()), "{text}");
        }
        for (name, value, next) in [
            ("SAYSWHO_MATRIX_MSGTYPE", "text", "write m.notice or m.text"),
            ("SAYSWHO_MATRIX_MAX_AGE_S", "1h", "write a number of seconds, such as 86400"),
        ] {
            assert_eq!(here("", &[(name, value)]), Err(format!("{name}={value}: {next}")));
        }
    }
}
