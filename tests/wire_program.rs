//! The program on Discord: `run` with its signals and its log, and `doctor`, as they are started.

use crate::fake_discord::{Call, Fake, Fault, Order, Seen, Trouble, events, routes};
use crate::garden;
use serde_json::json;
use std::path::Path;
use std::process::{Output, Stdio};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio_tungstenite::tungstenite::Message as Frame;

/// A home of its own, with the garden's library in `garden/`.
fn home() -> TempDir {
    let home = tempfile::tempdir().expect("a folder");
    garden::write_to(&home.path().join("garden"));
    home
}

/// The program on the garden's library, with nothing in its environment but its home.
fn program(home: &Path, arguments: &[&str]) -> Command {
    let program = assert_cmd::cargo::cargo_bin("sayswho");
    let mut command = Command::new(program);
    command.env_clear().env("HOME", home).current_dir(home).args(["--library", "garden"]).args(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command
}

/// The program on a fake Discord.
fn on_discord(home: &Path, fake: &Fake, arguments: &[&str]) -> Command {
    let mut command = program(home, arguments);
    command.env("DISCORD_TOKEN", fake.look(|state| state.setup.token.clone()));
    command.env("SAYSWHO_DISCORD_API_BASE", fake.api_base());
    command
}

async fn told_to_end(running: Child) -> Output {
    let id = running.id().expect("it runs").to_string();
    let told = Command::new("kill").args(["-TERM", &id]).status().await.expect("kill is there");
    assert!(told.success());
    running.wait_with_output().await.expect("it ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_there_is_nothing_to_run() {
    let home = home();
    let output = program(home.path(), &["run"]).output().await.expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(&output.stderr),
        "error: no platform is set up. For Discord, set DISCORD_TOKEN to the bot's token, or name a file that holds it in \
         config.toml, [discord] token_file; docs/discord.md shows each step. For Matrix, see docs/matrix.md\n",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_ends_it_in_order() {
    let (home, fake) = (home(), Fake::start().await);
    let running = on_discord(home.path(), &fake, &["run"]).spawn().expect("it starts");
    fake.identified(1).await;
    fake.ask(Call::command("ask", &[("question", "Who pays for the pond?")])).await;
    let output = told_to_end(running).await;
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let log = text(&output.stderr);
    assert!(log.contains(" INFO ") && log.contains("on Discord as "), "{log}");
    fake.seen("goodbye", 1, |seen| matches!(seen, Seen::Gone { code: Some(1000) })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_token_and_nobodys_words_are_logged_at_any_level() {
    const SECRET: &str = "xyzzy";
    let (home, fake) = (home(), Fake::start().await);
    let mut command = on_discord(home.path(), &fake, &["run"]);
    let running = command.env("SAYSWHO_LOG", "trace").spawn().expect("it starts");
    fake.identified(1).await;
    let question = format!("Who pays for the {SECRET} pond?");
    let asked = || Call::command("ask", &[("question", &question)]);
    fake.ask(asked()).await;
    fake.dispatch("MESSAGE_CREATE", events::message(7, &question, true));
    fake.requested(routes::CREATE_MESSAGE, 1).await;
    // What goes wrong is logged, and without what it went wrong on.
    fake.fault(Fault::once(routes::CALLBACK, Trouble::Cut));
    fake.ask(asked()).await;
    fake.fault(Fault::once(routes::CALLBACK, Trouble::Status(404)));
    let refused = fake.send(asked());
    fake.dispatch("INTERACTION_CREATE", json!({"type": 2, "id": refused.to_string(), "token": SECRET, "data": SECRET}));
    fake.order(Order::Raw(Frame::Text(format!("{{\"op\": 0, \"t\": \"{SECRET}\", \"d\": "))));
    fake.order(Order::Say(json!({"op": 0, "s": 5_000, "t": "MESSAGE_CREATE", "d": {"content": SECRET}})));
    fake.requested(routes::CALLBACK, 5).await;
    fake.close(4000);
    // Its sequence number is wrong, so it can not resume.
    fake.identified(2).await;
    fake.ask(asked()).await;
    let output = told_to_end(running).await;
    fake.take_violations();
    let log = text(&output.stderr);
    let token = fake.look(|state| state.setup.token.clone());
    let of_interactions = "aW50ZXJhY3Rpb24";
    for secret in [SECRET, &token, of_interactions, "121, 122, 122, 121"] {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "the log holds {secret:?}");
    }
    for said in ["on Discord as ", "an interaction was not answered", "in a form that this version", "DEBUG sayswho"] {
        assert!(log.contains(said), "no {said:?} in the log:\n{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_says_what_is_to_be_done() {
    let (home, fake) = (home(), Fake::start().await);
    let doctor = || on_discord(home.path(), &fake, &["doctor"]);
    let invitation = format!(
        "\nInvite the bot into a server:\nhttps://discord.com/oauth2/authorize?client_id={}&scope=bot%20\
         applications.commands&permissions=274877991936\n",
        events::APPLICATION,
    );
    let state = home.path().join(".local/state/sayswho");
    let head =
        format!("✓ the library has 6 entries and no problems\n✓ settings and gaps are kept in `{}`\n", state.display());
    let well = "✓ Discord takes the token: it is sayswho's\n✓ the application is “sayswho”\n\
                ✓ anybody can invite the bot (Public Bot is on)\n\
                ✓ users can install it for themselves, and ask it in any server\n\
                ✓ no privileged intent is needed\n✓ interactions come over the gateway\n";
    let output = doctor().output().await.expect("it runs");
    let commands = "✗ the commands that Discord shows are not those of this version\n  Start `sayswho run`: it registers \
                    them. Then restart your Discord client (Ctrl-R) to see them at once\n";
    assert_eq!(text(&output.stdout), format!("{head}{well}{commands}{invitation}"));
    assert_eq!(output.status.code(), Some(1));

    let running = on_discord(home.path(), &fake, &["run"]).spawn().expect("it starts");
    fake.requested(routes::REGISTER, 1).await;
    told_to_end(running).await;
    let output = doctor().output().await.expect("it runs");
    let commands = "✓ the commands are registered, and are those of this version\n";
    assert_eq!(text(&output.stdout), format!("{head}{well}{commands}{invitation}"));
    assert_eq!(output.status.code(), Some(0));

    let mut doctor = doctor();
    let output = doctor.env("DISCORD_TOKEN", "old").output().await.expect("it runs");
    let refused = "✗ Discord refuses the token\n  Discord refuses the token. Copy a new one \
                   (https://discord.com/developers/applications, your application, Bot, Reset Token) and set it as \
                   DISCORD_TOKEN, or put it into the file of [discord] token_file\n";
    assert_eq!(text(&output.stdout), format!("{head}{refused}"));
    assert_eq!(output.status.code(), Some(1));

    let output = program(home.path(), &["doctor"]).output().await.expect("it runs");
    let none = "✗ no platform is set up\n  For Discord, set DISCORD_TOKEN to the bot's token, or name a file that holds it \
                in config.toml, [discord] token_file; docs/discord.md shows each step. For Matrix, see docs/matrix.md\n";
    assert_eq!(text(&output.stdout), format!("{head}{none}"));
    assert_eq!(output.status.code(), Some(1));
}
