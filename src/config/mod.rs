//! config.toml and the environment → [`Config`]. The one place that reads the environment; everything else gets values.
//!
//! Never guesses: an unknown field, an unknown language or a file that is not there ends the program with the place and
//! the next step. Where a value is given twice: command line > environment > config.toml > default.
//! Called by: `cli`. The fields are documented in the config.toml that ships.

mod discord;
mod matrix;
mod secret;

pub use discord::{Discord, Interactions, Shards};
pub use matrix::{Allowed, Matrix, MessageType};
pub use secret::Secret;

use crate::library::Language;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The file that is read where none is named, if it is there.
pub const DEFAULT_FILE: &str = "config.toml";
/// The library that is used where none is named, if it stands beside the configuration file.
const LIBRARY_BESIDE: &str = "knowledge";

/// How the bot is set up. All paths are ready to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The language of replies; the library's own where it is not set.
    pub language: Option<Language>,
    /// The library's folder; the built-in library where there is none.
    pub library: Option<PathBuf>,
    /// Where trained matchers are kept; nothing is kept where there is no such place.
    pub cache_dir: Option<PathBuf>,
    /// Where the terminal's history, and the settings and gaps of the bot are kept; likewise.
    pub state_dir: Option<PathBuf>,
    /// How the bot is on Discord; there is always a value, and [`Discord::token`] tells whether it is there at all.
    pub discord: Discord,
    /// How the bot is on Matrix; likewise, [`Matrix::homeserver`] tells whether it is there at all.
    pub matrix: Matrix,
    /// What is logged, as a filter of the `tracing` crate: `warn`, `sayswho=debug`, …; the command's own default where it
    /// is not set.
    pub log: Option<String>,
}

/// Why there is no configuration, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file that was named is not there or can not be read.
    #[error("can not read `{path}`: {error}. Check the path that --config gives", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        error: io::Error,
    },
    /// The file holds something else than it should.
    #[error("{path}:{line}: {message}. {next}", path = path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
        /// What to do.
        next: &'static str,
    },
    /// A file that holds a secret is not there or can not be read.
    #[error("can not read `{path}`: {error}. It is to hold the token alone; check the path in config.toml, \
             {field}", path = path.display())]
    Secret {
        /// The file.
        path: PathBuf,
        /// The field that names it.
        field: &'static str,
        /// What the operating system says.
        error: io::Error,
    },
    /// A field of config.toml, or a variable that stands for it, holds a value that it does not take.
    #[error("{field} = {value}: {next}")]
    Field {
        /// The field.
        field: &'static str,
        /// What it holds.
        value: String,
        /// What to do.
        next: &'static str,
    },
    /// A variable of the environment holds something else than it should.
    #[error("{name}={value}: {next}")]
    Environment {
        /// The variable.
        name: &'static str,
        /// What it holds.
        value: String,
        /// What to do.
        next: &'static str,
    },
}

/// config.toml as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    bot: Bot,
    cache: Folder,
    state: Folder,
    log: Log,
    discord: discord::Written,
    matrix: matrix::Written,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Bot {
    language: Option<Language>,
    library: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Folder {
    dir: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Log {
    filter: Option<String>,
}

impl Config {
    /// Reads `file`, or config.toml in the working folder if it is there, and puts the variables that `environment`
    /// knows over it.
    ///
    /// # Errors
    /// [`ConfigError`] where `file` can not be read, or a value is not one that its field takes.
    pub fn load(file: Option<&Path>, environment: impl Fn(&str) -> Option<String>) -> Result<Config, ConfigError> {
        let path = file.unwrap_or(Path::new(DEFAULT_FILE));
        let text = match fs::read_to_string(path) {
            Ok(text) => Some(text),
            Err(error) if file.is_none() && error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(ConfigError::Unreadable { path: path.to_owned(), error }),
        };
        let written = text.as_deref().map_or(Ok(File::default()), |text| parse(text, path))?;
        // Paths in the file are meant from where the file is; the default library too, and only if there is a file.
        let folder = path.parent().unwrap_or(Path::new(""));
        let beside = text.is_some().then(|| folder.join(LIBRARY_BESIDE)).filter(|library| library.is_dir());
        let variable = |name: &str| environment(name).filter(|value| !value.is_empty());
        let path_of = |name: &str| variable(name).map(PathBuf::from);
        let own_folder = |base: &str, below_home: &str| {
            let base = path_of(base).filter(|base| base.is_absolute());
            base.or_else(|| path_of("HOME").map(|home| home.join(below_home))).map(|base| base.join("sayswho"))
        };
        let dir = |name: &str, written: Option<PathBuf>| path_of(name).or(written.map(|dir| folder.join(dir)));
        let state_dir =
            dir("SAYSWHO_STATE_DIR", written.state.dir).or_else(|| own_folder("XDG_STATE_HOME", ".local/state"));
        Ok(Config {
            language: language(variable("SAYSWHO_LANGUAGE"))?.or(written.bot.language),
            library: dir("SAYSWHO_LIBRARY", written.bot.library).or(beside),
            cache_dir: dir("SAYSWHO_CACHE_DIR", written.cache.dir).or_else(|| own_folder("XDG_CACHE_HOME", ".cache")),
            log: variable("SAYSWHO_LOG").or(written.log.filter),
            discord: written.discord.resolve(folder, variable)?,
            matrix: written.matrix.resolve(folder, state_dir.as_deref(), variable)?,
            state_dir,
        })
    }
}

/// A variable of this process's environment; `None` where it is not set or not UTF-8.
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn language(code: Option<String>) -> Result<Option<Language>, ConfigError> {
    let Some(value) = code else { return Ok(None) };
    match Language::from_code(&value) {
        Some(language) => Ok(Some(language)),
        None => Err(ConfigError::Environment {
            name: "SAYSWHO_LANGUAGE",
            value,
            next: "there is no such language. Use one of en, az, tr, ru, ar",
        }),
    }
}

fn parse(text: &str, path: &Path) -> Result<File, ConfigError> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start.min(text.len()));
        ConfigError::Invalid {
            path: path.to_owned(),
            line: text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1,
            message: error.message().trim_end().replace('\n', "; "),
            next: "The fields are described in the config.toml that ships with sayswho; if this file is another \
                   program's, name yours with --config",
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str, environment: &[(&str, &str)]) -> (PathBuf, Result<Config, String>) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("config.toml");
        fs::create_dir(folder.path().join("knowledge")).expect("a library");
        fs::write(&file, text).expect("a file");
        let lookup = |name: &str| environment.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned());
        let config = Config::load(Some(&file), lookup).map_err(|error| error.to_string());
        (folder.path().to_owned(), config.map_err(|error| error.replace(&file.display().to_string(), "config.toml")))
    }

    #[test]
    fn an_empty_file_gives_the_defaults_and_the_library_beside_it() {
        let (folder, config) = load("", &[("HOME", "/home/me")]);
        let expected = Config {
            language: None,
            library: Some(folder.join("knowledge")),
            cache_dir: Some("/home/me/.cache/sayswho".into()),
            state_dir: Some("/home/me/.local/state/sayswho".into()),
            log: None,
            discord: Discord::default(),
            matrix: Matrix { dir: Some("/home/me/.local/state/sayswho/matrix".into()), ..Matrix::default() },
        };
        assert_eq!(config, Ok(expected));
    }

    #[test]
    fn the_file_is_over_the_defaults_and_the_environment_over_the_file() {
        let text =
            "[bot]\nlanguage = \"tr\"\nlibrary = \"texts\"\n[cache]\ndir = \"/var/cache\"\n[log]\nfilter = \"info\"";
        let (folder, config) = load(text, &[("XDG_STATE_HOME", "/state")]);
        let expected = Config {
            language: Some(Language::Tr),
            library: Some(folder.join("texts")),
            cache_dir: Some("/var/cache".into()),
            state_dir: Some("/state/sayswho".into()),
            log: Some("info".into()),
            discord: Discord::default(),
            matrix: Matrix { dir: Some("/state/sayswho/matrix".into()), ..Matrix::default() },
        };
        assert_eq!(config, Ok(expected));

        let environment = [
            ("SAYSWHO_LANGUAGE", "ar"),
            ("SAYSWHO_LIBRARY", "other"),
            ("SAYSWHO_CACHE_DIR", "/c"),
            ("SAYSWHO_STATE_DIR", "/s"),
            ("SAYSWHO_LOG", "debug"),
        ];
        let expected = Config {
            language: Some(Language::Ar),
            library: Some("other".into()),
            cache_dir: Some("/c".into()),
            state_dir: Some("/s".into()),
            log: Some("debug".into()),
            discord: Discord::default(),
            matrix: Matrix { dir: Some("/s/matrix".into()), ..Matrix::default() },
        };
        assert_eq!(load(text, &environment).1, Ok(expected));
    }

    #[test]
    fn what_a_field_does_not_take_is_named_with_its_line() {
        let next = "The fields are described in the config.toml that ships with sayswho; if this file is another \
                    program's, name yours with --config";
        for (text, message) in [
            ("[bot]\nlangauge = \"en\"", "config.toml:2: unknown field `langauge`, expected `language` or `library`"),
            (
                "\n[bot]\n\nlanguage = \"de\"",
                "config.toml:4: unknown variant `de`, expected one of `en`, `az`, `tr`, `ru`, `ar`",
            ),
            ("[bot", "config.toml:1: unclosed table, expected `]`"),
        ] {
            assert_eq!(load(text, &[]).1, Err(format!("{message}. {next}")), "{text}");
        }
        assert_eq!(
            load("", &[("SAYSWHO_LANGUAGE", "klingon")]).1,
            Err("SAYSWHO_LANGUAGE=klingon: there is no such language. Use one of en, az, tr, ru, ar".into()),
        );
    }

    #[test]
    fn the_file_that_ships_only_says_what_holds_without_it() {
        let shipped = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/config.toml")).expect("config.toml");
        let uncommented: String = shipped
            .lines()
            // There is no file with a token here.
            .filter(|line| !line.contains("token_file = "))
            .map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ")).unwrap_or(line))
            .fold(String::new(), |text, line| text + line + "\n");
        for text in [shipped, uncommented] {
            let (folder, config) = load(&text, &[("HOME", "/home/me")]);
            let config = config.expect("the shipped file is right");
            assert_eq!(config.library, Some(folder.join("knowledge")));
            assert!(config.log.is_none_or(|log| log == "warn"));
            assert_eq!(Discord { api_base: None, shards: None, ..config.discord }, Discord::default());
            assert!(config.language.is_none_or(|language| language == Language::En));
        }
    }
}
