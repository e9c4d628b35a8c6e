//! Life of the connection to the gateway: whatever happens to it, the bot is there again, or says why it can not be.

use super::{QUOTE, Running, ask, config, is_well, text};
use crate::fake_discord::events::{self, USER};
use crate::fake_discord::routes::{COMMANDS, GATEWAY_BOT, REGISTER};
use crate::fake_discord::{Fake, Fault, OnIdentify, Order, Seen, Setup, Trouble};
use serde_json::json;
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message as Frame;

/// Members, presences and the content of messages need Discord's permission.
const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;

#[tokio::test]
async fn it_identifies_without_privileged_intents_and_answers() {
    let fake = Fake::start().await;
    let bot = Running::on(&fake);
    let identify = fake.identified(1).await;
    let intents = identify["intents"].as_u64().expect("intents");
    assert_eq!(intents & PRIVILEGED, 0, "{intents:b}");
    assert_eq!(identify["shard"], json!([0, 1]));
    fake.requested(REGISTER, 1).await;
    is_well(&fake).await;
    bot.end().await;
    let gone = fake.seen("goodbye", 1, |seen| matches!(seen, Seen::Gone { .. })).await;
    assert!(matches!(gone, Seen::Gone { code: Some(1000) }), "{gone:?}");
}

#[tokio::test]
async fn two_shards_are_two_connections() {
    let fake = Fake::with(Setup { shards: 2, ..Setup::default() }).await;
    let bot = Running::on(&fake);
    assert_eq!(fake.identified(1).await["shard"], json!([0, 2]));
    assert_eq!(fake.identified(2).await["shard"], json!([1, 2]));
    is_well(&fake).await;
    bot.end().await;
    assert_eq!(fake.count(REGISTER), 1);
}

#[tokio::test]
async fn what_came_while_the_line_was_cut_is_answered_after_resuming() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    is_well(&fake).await;
    fake.order(Order::Cut);
    fake.seen("the end", 1, |seen| matches!(seen, Seen::Gone { .. })).await;
    let missed = fake.send(ask().channel(77).by(USER + 1));
    let resume = fake.resumed(1).await;
    let session = fake.look(|state| state.sessions[0].id.clone());
    assert_eq!(
        (&resume["session_id"], &resume["seq"]),
        (&json!(session), &json!(2)),
        "READY and one question were heard"
    );
    assert!(text(&fake.answered(missed).await).contains(QUOTE));
    is_well(&fake).await;
    bot.end().await;
    assert_eq!(fake.look(|state| state.sessions.len()), 1);
}

#[tokio::test]
async fn told_to_reconnect_it_resumes() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    fake.order(Order::Say(json!({"op": 7, "t": null, "s": null, "d": null})));
    fake.resumed(1).await;
    is_well(&fake).await;
    bot.end().await;
    assert_eq!(fake.look(|state| state.sessions.len()), 1);
}

#[tokio::test]
async fn a_session_that_may_be_resumed_is() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    fake.order(Order::Say(json!({"op": 9, "t": null, "s": null, "d": true})));
    fake.resumed(1).await;
    is_well(&fake).await;
    bot.end().await;
}

#[tokio::test]
async fn a_session_that_is_lost_begins_anew_and_commands_are_registered_once() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    fake.change(|state| state.sessions[0].valid = false);
    fake.order(Order::Say(json!({"op": 9, "t": null, "s": null, "d": false})));
    fake.identified(2).await;
    is_well(&fake).await;
    bot.end().await;
    assert_eq!((fake.count(COMMANDS), fake.count(REGISTER)), (1, 1));
}

#[tokio::test]
async fn a_resume_that_is_refused_becomes_an_identify() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    fake.change(|state| state.on_resume.push_back(OnIdentify::Invalid(false)));
    fake.order(Order::Cut);
    fake.resumed(1).await;
    fake.identified(2).await;
    is_well(&fake).await;
    bot.end().await;
}

#[tokio::test]
async fn heartbeats_come_and_without_an_acknowledgement_the_connection_is_made_anew() {
    let fake = Fake::with(Setup { heartbeat_interval: Duration::from_millis(700), ..Setup::default() }).await;
    let bot = Running::ready(&fake).await;
    fake.seen("a second heartbeat", 2, |seen| matches!(seen, Seen::Heartbeat)).await;
    fake.change(|state| state.acknowledge = false);
    fake.seen("the end", 1, |seen| matches!(seen, Seen::Gone { .. })).await;
    fake.change(|state| state.acknowledge = true);
    let again = |seen: &Seen| matches!(seen, Seen::Identify { .. } | Seen::Resume { .. });
    fake.seen("a new connection", 2, again).await;
    is_well(&fake).await;
    bot.end().await;
}

/// Closes the connection with a code, and looks whether the bot comes back and answers.
async fn comes_back_after(code: u16) {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    if code == 4009 || code == 4003 {
        fake.change(|state| state.sessions[0].valid = false);
    }
    fake.close(code);
    fake.wait("a new connection", |state| {
        state.sessions.last().filter(|_| state.log.iter().any(|seen| matches!(seen, Seen::Gone { .. })))?;
        state.sessions.last()?.connection.as_ref().map(drop)
    })
    .await;
    is_well(&fake).await;
    bot.end().await;
}

macro_rules! comes_back_after {
    ($($name:ident $code:literal),* $(,)?) => {$(
        #[tokio::test]
        async fn $name() {
            comes_back_after($code).await;
        }
    )*};
}

comes_back_after! {
    it_comes_back_after_1000_as_when_discord_goes_home 1000,
    it_comes_back_after_4000_unknown_error 4000,
    it_comes_back_after_4003_not_authenticated 4003,
    it_comes_back_after_4008_rate_limited 4008,
    it_comes_back_after_4009_session_timed_out 4009,
    it_comes_back_after_4010_invalid_shard 4010,
    it_comes_back_after_4011_sharding_required 4011,
}

/// Identifies, and is closed with a code that leaves nothing to wait for.
async fn stopped_by(code: u16) -> String {
    let fake = Fake::start().await;
    fake.change(|state| state.on_identify.push_back(OnIdentify::Close(code)));
    Running::on(&fake).stopped().await
}

#[tokio::test]
async fn a_token_that_is_refused_ends_it_with_the_cure() {
    assert_eq!(
        stopped_by(4004).await,
        "Discord refuses the token. Copy a new one (https://discord.com/developers/applications, your application, Bot, \
         Reset Token) and set it as DISCORD_TOKEN, or put it into the file of [discord] token_file"
    );
}

#[tokio::test]
async fn intents_that_are_refused_end_it_with_the_cure() {
    assert_eq!(
        stopped_by(4013).await,
        "Discord does not know the gateway intents that sayswho asks for. Install a newer version of sayswho"
    );
    assert_eq!(
        stopped_by(4014).await,
        "Discord does not allow the bot the gateway intents that sayswho asks for, though none of them is privileged. \
         Check the application's state at https://discord.com/developers/applications, and write to Discord's support if \
         it is limited there"
    );
}

#[tokio::test]
async fn a_gateway_that_is_not_found_at_first_is_looked_for_again() {
    let fake = Fake::start().await;
    fake.fault(Fault::once(GATEWAY_BOT, Trouble::Status(503)));
    fake.fault(Fault::once(GATEWAY_BOT, Trouble::Cut));
    let bot = Running::ready(&fake).await;
    is_well(&fake).await;
    bot.end().await;
    assert_eq!(fake.count(GATEWAY_BOT), 3);
}

#[tokio::test]
async fn told_to_end_before_there_is_a_gateway_it_ends() {
    let fake = Fake::start().await;
    fake.fault(Fault::once(GATEWAY_BOT, Trouble::Status(503)).times(100));
    let bot = Running::on(&fake);
    fake.requested(GATEWAY_BOT, 1).await;
    bot.end().await;
}

#[tokio::test]
async fn a_token_that_rest_refuses_ends_it_too() {
    let fake = Fake::start().await;
    let other = sayswho::config::Secret::new("MTEw.another.token");
    let stop = Running::with(&fake, sayswho::config::Discord { token: other, ..config() }).stopped().await;
    assert!(stop.starts_with("Discord refuses the token."), "{stop}");
    assert_eq!(fake.look(|state| state.sessions.len()), 0);
}

#[tokio::test]
async fn what_is_no_event_changes_nothing() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    for frame in [
        Frame::Text("{".to_owned()),
        Frame::Text("[]".to_owned()),
        Frame::Text(json!({"op": 99, "d": null, "s": null, "t": null}).to_string()),
        Frame::Text(json!({"op": 0, "t": "NO_SUCH_EVENT", "s": 2, "d": {"a": 1}}).to_string()),
        Frame::Binary(b"no zlib".to_vec()),
        Frame::Ping(Vec::new()),
    ] {
        fake.order(Order::Raw(frame));
    }
    fake.change(|state| state.sessions[0].seq = 2);
    fake.dispatch("MESSAGE_CREATE", json!({"id": "1"}));
    fake.dispatch("GUILD_CREATE", json!({"id": events::GUILD.to_string()}));
    is_well(&fake).await;
    bot.end().await;
    assert_eq!(fake.look(|state| state.sessions.len()), 1);
}
