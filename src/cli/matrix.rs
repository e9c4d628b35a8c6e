//! `sayswho matrix login` and `recover`: what is done once, by hand, before the bot can be on Matrix.
//!
//! Secrets are asked for without showing them; where there is no terminal they are read from standard input, a line each.
//! The recovery key goes to standard output, once; everything else to standard error.

use super::{Failure, NO};
use crate::config::Config;
use crate::platform::matrix::session::{self, Identity, Way};
use clap::{Args, Subcommand};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use tokio::runtime::Builder;

/// Signs the bot in to Matrix; docs/matrix.md shows each step.
#[derive(Debug, Args)]
pub(super) struct Matrix {
    #[command(subcommand)]
    step: Step,
}

#[derive(Debug, Subcommand)]
enum Step {
    /// Sign in, and make the account's own keys where it has none: prints the recovery key, once
    Login(Login),
    /// Sign this device with the account's own keys, which the recovery key opens
    Recover,
}

#[derive(Debug, Args)]
struct Login {
    /// Take the access token of a session that there is already, instead of a password
    #[arg(long, requires = "device_id")]
    token: bool,
    /// The device of that session
    #[arg(long, value_name = "ID", requires = "token")]
    device_id: Option<String>,
    /// Make new keys for the account: where the recovery key is lost
    #[arg(long)]
    new_identity: bool,
}

impl Matrix {
    /// 0 where the bot is ready to run, 1 where its device is still to be signed.
    pub(super) fn run(self, config: &Config) -> Result<ExitCode, Failure> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        match self.step {
            Step::Login(login) => {
                let way = match login.device_id {
                    Some(device) if login.token => Way::Token { device },
                    _ => Way::Password,
                };
                let login = async { session::login(&config.matrix, &way, login.new_identity, &mut ask).await };
                tell(&runtime.block_on(login)?)
            }
            Step::Recover => {
                runtime.block_on(session::recover(&config.matrix, &mut ask))?;
                eprintln!("This device is signed now. `sayswho run` starts the bot.");
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

fn tell(signed_in: &session::SignedIn) -> Result<ExitCode, Failure> {
    eprintln!("Signed in as {}, device {}.", signed_in.user, signed_in.device);
    eprintln!("The device's fingerprint, for whoever verifies it by hand: {}", signed_in.fingerprint);
    match &signed_in.identity {
        Identity::New(key) => {
            eprintln!("The recovery key is shown this once. Keep it as you keep a password:");
            let mut out = io::stdout().lock();
            writeln!(out, "{key}")?;
            out.flush()?;
            eprintln!("`sayswho run` starts the bot.");
            Ok(ExitCode::SUCCESS)
        }
        Identity::Signed => {
            eprintln!("This device is signed. `sayswho run` starts the bot.");
            Ok(ExitCode::SUCCESS)
        }
        Identity::ToRecover => {
            eprintln!(
                "This account has keys already, and this device is not signed with them: clients would hide what the bot \
                 says. Run `sayswho matrix recover` with the recovery key; where it is lost, `sayswho matrix login \
                 --new-identity`."
            );
            Ok(ExitCode::from(NO))
        }
    }
}

/// A secret, without showing it.
fn ask(what: &str) -> io::Result<String> {
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(format!("{what}: "));
    }
    let mut line = String::new();
    match io::stdin().read_line(&mut line)? {
        0 => Err(io::Error::new(io::ErrorKind::UnexpectedEof, format!("{what} is to come on standard input"))),
        _ => Ok(line.trim_end_matches(['\n', '\r']).to_owned()),
    }
}
