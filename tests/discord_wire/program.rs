//! The program itself, with `SAYSWHO_DISCORD_API_BASE`: signals, exit codes, and what it must not print.

use super::{QUOTE, ask, is_well, text};
use crate::fake_discord::routes::{CALLBACK, REGISTER};
use crate::fake_discord::{Fake, Fault, OnIdentify, Seen, Setup, Trouble};
use crate::garden;
use std::process::{Output, Stdio};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// The program on the garden's library, in a home of its own.
pub(super) struct Program {
    child: Child,
    _home: TempDir,
}

impl Program {
    pub(super) fn run(fake: &Fake, token: &str) -> Program {
        let home = tempfile::tempdir().expect("a folder");
        garden::write_to(&home.path().join("garden"));
        Program::start(fake, token, home, &["--library", "garden", "run"], Stdio::piped(), "info,sayswho=trace")
    }

    /// On the library that ships; only its errors are said, and to whoever runs the tests.
    pub(super) fn quiet(fake: &Fake, token: &str) -> Program {
        let home = tempfile::tempdir().expect("a folder");
        Program::start(fake, token, home, &["run"], Stdio::inherit(), "error")
    }

    fn start(fake: &Fake, token: &str, home: TempDir, arguments: &[&str], errors: Stdio, log: &str) -> Program {
        let child = Command::new(assert_cmd::cargo::cargo_bin("sayswho"))
            .args(arguments)
            .env_clear()
            .env("HOME", home.path())
            .env("DISCORD_TOKEN", token)
            .env("SAYSWHO_DISCORD_API_BASE", fake.api_base())
            .env("SAYSWHO_LOG", log)
            .current_dir(home.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(errors)
            .kill_on_drop(true)
            .spawn()
            .expect("the program");
        Program { child, _home: home }
    }

    pub(super) fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Sends a signal: `TERM`, `INT`.
    pub(super) fn signal(&self, name: &str) {
        let status = std::process::Command::new("kill").args(["-s", name, &self.id().to_string()]).status();
        assert!(status.expect("kill").success());
    }

    /// Waits for it to end.
    pub(super) async fn ended(self) -> Output {
        self.child.wait_with_output().await.expect("it ends")
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn sigterm_and_ctrl_c_let_it_finish_the_answers_under_way() {
    for signal in ["TERM", "INT"] {
        let fake = Fake::start().await;
        let token = Setup::default().token;
        let program = Program::run(&fake, &token);
        fake.identified(1).await;
        fake.requested(REGISTER, 1).await;
        is_well(&fake).await;
        // The answer is refused for now, and to be sent again after the signal has come.
        fake.fault(Fault::once(CALLBACK, Trouble::TooMany { global: false, retry_after: 0.4 }));
        let id = fake.send(ask());
        fake.requested(CALLBACK, 2).await;
        program.signal(signal);
        let output = program.ended().await;
        assert!(output.status.success(), "{signal}: {:?}\n{}", output.status, stderr(&output));
        assert!(text(&fake.answered(id).await).contains(QUOTE));
        let gone = fake.seen("goodbye", 1, |seen| matches!(seen, Seen::Gone { .. })).await;
        assert!(matches!(gone, Seen::Gone { code: Some(1000) }), "{gone:?}");

        let log = stderr(&output);
        let interaction = fake.look(|state| state.interactions[&id].token.clone());
        for secret in [token.as_str(), interaction.as_str(), super::QUESTION] {
            assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
        }
        assert!(output.stdout.is_empty());
    }
}

#[tokio::test]
async fn a_refused_token_is_an_error_with_the_cure() {
    let fake = Fake::start().await;
    let output = Program::run(&fake, "MTEw.another.token").ended().await;
    assert_eq!(output.status.code(), Some(2));
    let error = stderr(&output);
    assert!(error.contains("error: Discord refuses the token. Copy a new one"), "{error}");
    assert!(!error.contains("MTEw.another.token"), "{error}");
}

#[tokio::test]
async fn a_close_code_that_leaves_no_hope_is_an_error_with_the_cure() {
    let fake = Fake::start().await;
    fake.change(|state| state.on_identify.push_back(OnIdentify::Close(4014)));
    let output = Program::run(&fake, &Setup::default().token).ended().await;
    assert_eq!(output.status.code(), Some(2));
    let error = stderr(&output);
    assert!(error.contains("error: Discord does not allow the bot the gateway intents"), "{error}");
}
