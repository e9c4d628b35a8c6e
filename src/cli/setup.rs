//! What every command needs first: configuration, log, library, and the service on it.
//!
//! Called by: `cli`.

use super::{Failure, Global, PREFIX, log};
use crate::config::{self, Config};
use crate::library::{Diagnostic, Language, Library, LibraryFile, parse};
use crate::matching::Matcher;
use crate::platform::console;
use crate::reply::{Block, Reply};
use crate::request::Request;
use crate::service::{Command, Service};
use crate::{cache, shelf};
use anstyle::{AnsiColor, Style};
use std::process::ExitCode;

/// How "error" and "warning" look.
pub(super) const ALERT: Style = AnsiColor::Red.on_default().bold();

/// A library, read and parsed, with the configuration that led to it.
pub(super) struct Setup {
    pub(super) config: Config,
    /// The language of replies.
    pub(super) language: Language,
    /// The library's files, for diagnostics and for the cache's key.
    pub(super) files: Vec<LibraryFile>,
    /// What to put before a file's path so that an editor finds it.
    pub(super) root: String,
    pub(super) library: Library,
    pub(super) problems: Vec<Diagnostic>,
}

impl Setup {
    /// Reads configuration and library, and starts the log; `log` is what is logged where nothing else is said.
    pub(super) fn load(global: &Global, log: &str) -> Result<Setup, Failure> {
        let mut config = Config::load(global.config.as_deref(), config::environment)?;
        log::start(config.log.as_deref().unwrap_or(log))?;
        if let Some(folder) = &global.library {
            config.library = Some(folder.clone());
        }
        let (files, root) = match &config.library {
            Some(folder) => (shelf::read(folder)?, format!("{}/", folder.display())),
            None => (shelf::built_in(), "knowledge/".to_owned()),
        };
        let (library, problems) = parse(&files);
        let language = global.language.or(config.language).unwrap_or(library.language);
        Ok(Setup { config, language, files, root, library, problems })
    }

    /// The service on the library; says loudly if a part of the library had to be left out.
    pub(super) fn service(self) -> Service {
        match self.problems.len() {
            0 => {}
            1 => warn("1 problem in the library; run `sayswho check`"),
            many => warn(&format!("{many} problems in the library; run `sayswho check`")),
        }
        let matcher = self.matcher();
        Service::new(self.library, matcher)
    }

    /// The matcher trained on the library.
    pub(super) fn matcher(&self) -> Matcher {
        cache::matcher(self.config.cache_dir.as_deref(), &self.files, &self.library)
    }

    /// Trains where nothing is kept yet; whether that was so, and the next start need not.
    #[cfg(feature = "platforms")]
    pub(super) fn prepare(&self) -> bool {
        cache::prepare(self.config.cache_dir.as_deref(), &self.files, &self.library)
    }

    /// Answers one request, shows the reply, and says whether `is_yes` holds of it.
    pub(super) fn answer(self, command: Command, is_yes: fn(&Reply) -> bool) -> Result<ExitCode, Failure> {
        let request = Request { prefix: PREFIX.to_owned(), ..Request::new(command, self.language) };
        let reply = self.service().handle(&request);
        show(&reply.blocks, request.language)?;
        Ok(super::exit_code(is_yes(&reply)))
    }
}

/// Shows a reply on standard output.
pub(super) fn show(blocks: &[Block], language: Language) -> Result<(), Failure> {
    Ok(console::show(blocks, language, PREFIX)?)
}

fn warn(message: &str) {
    anstream::eprintln!("{ALERT}warning:{ALERT:#} {message}");
}
