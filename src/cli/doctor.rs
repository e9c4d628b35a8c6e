//! `sayswho doctor`: looks whether all is set up for `run`, and says what to do where it is not.
//!
//! Changes nothing. For whoever runs the bot, so in English.

use super::{Failure, Setup, exit_code};
use crate::config::Config;
use crate::platform::Finding;
use crate::store::Store;
use clap::Args;
use std::io::{self, Write};
use std::process::ExitCode;

/// Looks at the configuration, the library, the state folder, and Discord's and Matrix' side; exit code 0 where all is well.
#[derive(Debug, Args)]
pub(super) struct Doctor {}

impl Doctor {
    /// 0 where all is well, 1 where something is not.
    pub(super) fn run(self, setup: Setup) -> Result<ExitCode, Failure> {
        let mut lines = vec![of_library(&setup), of_state(&setup.config)];
        let (discord, matrix) = (&setup.config.discord, &setup.config.matrix);
        if discord.token.is_none() && matrix.homeserver.is_none() {
            lines.push(Finding::bad("no platform is set up", super::SET_UP));
        }
        of_matrix(&setup.config, &mut lines)?;
        let invite = of_discord(setup, &mut lines)?;
        write(&lines, invite.as_deref(), &mut anstream::stdout().lock())?;
        Ok(exit_code(lines.iter().all(|line| line.is_good)))
    }
}

fn write(lines: &[Finding], invite: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    for line in lines {
        writeln!(out, "{} {}", if line.is_good { '✓' } else { '✗' }, line.what)?;
        if let Some(next) = &line.next {
            writeln!(out, "  {next}")?;
        }
    }
    if let Some(invite) = invite {
        writeln!(out, "\nInvite the bot into a server:\n{invite}")?;
    }
    out.flush()
}

fn of_library(setup: &Setup) -> Finding {
    let entries = setup.library.entries.len();
    match setup.problems.len() {
        0 => Finding::good(format!("the library has {entries} entries and no problems")),
        1 => Finding::bad("the library has 1 problem", "Run `sayswho check`"),
        many => Finding::bad(format!("the library has {many} problems"), "Run `sayswho check`"),
    }
}

fn of_state(config: &Config) -> Finding {
    let Some(folder) = &config.state_dir else {
        return Finding::bad(
            "settings are not kept: there is no folder for them",
            "Name one with SAYSWHO_STATE_DIR, or in config.toml, [state] dir",
        );
    };
    let kept = Store::open(folder).and_then(|store| store.try_writing());
    match kept {
        Ok(()) => Finding::good(format!("settings and gaps are kept in `{}`", folder.display())),
        Err(error) => Finding::bad("settings are not kept", error.to_string()),
    }
}

#[cfg(feature = "discord")]
fn of_discord(setup: Setup, lines: &mut Vec<Finding>) -> Result<Option<String>, Failure> {
    use crate::platform::discord::{Bot, Connection, wire::doctor};
    use std::sync::Arc;
    if setup.config.discord.token.is_none() {
        return Ok(None);
    }
    let config = setup.config.discord.clone();
    let (language, private) = (setup.language, config.private);
    // The commands that it is asked about do not depend on what is stored.
    let (service, store) = (Arc::new(setup.service()), Arc::new(Store::in_memory()));
    let bot = Bot { service, store, language, private };
    let runtime = super::run::runtime()?;
    let found = runtime.block_on(doctor::examine(&config, &bot, Connection::new()?))?;
    lines.extend(found.findings);
    Ok(found.invite)
}

#[cfg(not(feature = "discord"))]
fn of_discord(setup: Setup, lines: &mut Vec<Finding>) -> Result<Option<String>, Failure> {
    if setup.config.discord.token.is_some() {
        lines.push(Finding::bad("Discord is set up, but not built in", "Build sayswho with --features discord"));
    }
    Ok(None)
}

#[cfg(feature = "matrix")]
fn of_matrix(config: &Config, lines: &mut Vec<Finding>) -> Result<(), Failure> {
    use crate::platform::matrix::doctor;
    if config.matrix.homeserver.is_none() {
        return Ok(());
    }
    lines.extend(super::run::runtime()?.block_on(doctor::examine(&config.matrix)));
    Ok(())
}

#[cfg(not(feature = "matrix"))]
fn of_matrix(config: &Config, lines: &mut Vec<Finding>) -> Result<(), Failure> {
    if config.matrix.homeserver.is_some() {
        lines.push(Finding::bad(
            "a Matrix homeserver is set, but Matrix is not built in",
            "Build sayswho with --features matrix",
        ));
    }
    Ok(())
}
