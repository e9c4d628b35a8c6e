//! The whole bot on the mock of a homeserver that its library brings: what it does when the homeserver refuses, limits or
//! fails. What a real one does is tested end to end (tests/e2e/matrix).

mod world;

use sayswho::platform::matrix::Stop;
use sayswho::platform::matrix::journal::{Content, Entry, Journal};
use sayswho::platform::matrix::session::{self, Way};
use serde_json::json;
use std::time::Duration;
use wiremock::Request;
use wiremock::ResponseTemplate;
use world::{ASKER, ME, PATIENCE, Script, World, event, limited, ok, refusal};

const QUESTION: &str = "!ask Is the pond free for everyone?";
const QUOTE: &str = "The pond stays open to everyone";

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_limit_is_waited_out_as_long_as_the_homeserver_says() {
    let (mut world, running) = World::running().await;
    world.sends.say(limited(400));
    world.sends.say(refusal(429, "M_LIMIT_EXCEEDED").insert_header("Retry-After", "1"));
    world.sends.say(refusal(429, "M_LIMIT_EXCEEDED"));
    let asked = world.say("pond", QUESTION);
    let (first, second) = (world.attempt().await, world.attempt().await);
    let (third, fourth) = (world.attempt().await, world.attempt().await);
    assert!(first.answers(&asked) && first.body().contains(QUOTE), "{first:?}");
    assert!([&second, &third, &fourth].iter().all(|again| again.is_same(&first)));
    assert!(second.at - first.at >= Duration::from_millis(400));
    assert!(third.at - second.at >= Duration::from_secs(1));
    world.nothing_more(running).await;
}

/// That an answer is sent again after each of these responses, and once it is taken no more.
async fn is_sent_again_after<const N: usize>(failures: [ResponseTemplate; N]) {
    let (mut world, running) = World::running().await;
    failures.into_iter().for_each(|failure| world.sends.say(failure));
    let asked = world.say("pond", QUESTION);
    let first = world.attempt().await;
    assert!(first.answers(&asked));
    for _ in 0..N {
        assert!(world.attempt().await.is_same(&first));
    }
    world.nothing_more(running).await;
}

fn page(status: u16, said: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(format!("<html>{said}</html>"), "text/html")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_homeserver_that_fails_is_asked_again() {
    is_sent_again_after([ResponseTemplate::new(500), page(502, "Bad Gateway"), page(200, "Welcome")]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxys_page_is_no_answer_of_the_homeserver() {
    is_sent_again_after([page(404, "Not Found"), page(403, "Forbidden")]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_never_taken_is_sent_once_and_holds_up_nothing() {
    let (mut world, running) = World::running().await;
    world.sends.say(refusal(413, "M_TOO_LARGE"));
    world.sends.say(refusal(403, "M_FORBIDDEN"));
    let asked = [QUESTION, "!topics", "!sources"].map(|words| world.say("pond", words));
    for event in &asked {
        let attempt = world.attempt().await;
        assert!(attempt.answers(event), "{attempt:?}");
    }
    world.nothing_more(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_that_must_wait_holds_up_no_other_nor_the_end_and_is_answered_after_it() {
    let (mut world, running) = World::running().await;
    let an_hour = 60 * 60 * 1_000;
    world.sends.say(limited(an_hour));
    let limited = world.say("pond", QUESTION);
    let first = world.attempt().await;
    assert!(first.answers(&limited));
    let other = world.say("meadow", QUESTION);
    assert!(world.attempt().await.answers(&other));
    running.end().await.expect("a good end");
    // The new process fetches what was asked, since the journal keeps no words.
    let content = json!({"msgtype": "m.text", "body": QUESTION});
    world.on("GET", "/event/", ok(&event(&limited, "m.room.message", ASKER, content))).await;
    let running = world.start();
    let again = world.attempt().await;
    assert!(again.is_same(&first), "{again:?}");
    world.nothing_more(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_that_fails_is_tried_again_from_the_same_place() {
    let (mut world, running) = World::running().await;
    for failure in [limited(50), ResponseTemplate::new(503), ok(&json!({"no": "sync"}))] {
        world.syncs.say(failure);
    }
    let asked = world.say("pond", QUESTION);
    assert!(world.attempt().await.answers(&asked));
    let places = world.places();
    assert!(places.chunk_by(|one, next| one == next).any(|same| same.len() == 4), "{places:?}");
    world.nothing_more(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_the_library_panics_at_takes_no_question_with_it() {
    let (mut world, running) = World::running().await;
    // A homeserver takes what is nested so deeply in a redaction, and nests it deeper in what was redacted.
    let mut nested = json!({});
    for _ in 0..150 {
        nested = json!([nested]);
    }
    let mut strange = event("$strange", "m.room.message", ASKER, json!({}));
    strange["unsigned"]["redacted_because"]["content"]["nested"] = nested;
    let asked = event("$asked", "m.room.message", ASKER, json!({"msgtype": "m.text", "body": QUESTION}));
    let mut response = world.synced_with("pond", &strange);
    let room = &mut response["rooms"]["join"]["!pond:localhost"]["timeline"]["events"];
    *room = json!([strange, asked]);
    // The library's own rules are what it panics over; it has them from here.
    response["account_data"]["events"] = json!([push_rules()]);
    world.syncs.say(ok(&response));
    // Then it is synced without what was said, and that is asked for once more.
    world.syncs.say(ok(&json!({"next_batch": "beyond"})));
    world.syncs.say(ok(&response));
    assert!(world.attempt().await.answers("$asked"));
    // A homeserver that leaves out what was said leaves out what changed with it, unless it is asked for the whole state.
    let whole = world.requests().into_iter().find(|request| asks_for(request, "full_state") == "true");
    let whole = whole.expect("the whole state is asked for");
    assert!(asks_for(&whole, "filter").contains(r#""timeline":{"types":[]}"#), "{}", whole.url);
    let later = world.say("pond", "!topics");
    assert!(world.attempt().await.answers(&later));
    world.nothing_more(running).await;
}

/// A parameter of a request's address.
fn asks_for(request: &Request, name: &str) -> String {
    let value = request.url.query_pairs().find(|(known, _)| known == name);
    value.map(|(_, value)| value.into_owned()).unwrap_or_default()
}

fn push_rules() -> serde_json::Value {
    let rule = json!({
        "rule_id": ".m.rule.message", "default": true, "enabled": true, "actions": ["notify"],
        "conditions": [{"kind": "event_match", "key": "type", "pattern": "m.room.message"}],
    });
    json!({"type": "m.push_rules", "content": {"global": {"underride": [rule]}}})
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_old_is_not_answered_however_it_comes() {
    let mut world = World::new().await;
    world.config.max_age = Duration::from_secs(60 * 60);
    world.sign_in().await;
    let old = |id: &str| {
        let mut old = event(id, "m.room.message", ASKER, json!({"msgtype": "m.text", "body": QUESTION}));
        old["origin_server_ts"] = json!(old["origin_server_ts"].as_u64().expect("a time") - 61 * 60 * 1_000);
        old
    };
    // Of an earlier process: it was young when it was written down.
    let journal = Journal::open(world.config.dir.as_deref().expect("a folder")).expect("a journal");
    let content = Content::Asked { sender: ASKER.to_owned() };
    let entry =
        |event: &str| Entry { event: event.into(), room: "!pond:localhost".into(), at: 0, content: content.clone() };
    journal.note(&[entry("$waited")], None).expect("noted");
    drop(journal);
    world.on("GET", "/event/", ok(&old("$waited"))).await;
    // In a gap, and as news.
    world.on("GET", "/messages$", ok(&json!({"start": "s", "end": "e", "chunk": [old("$missed")]}))).await;
    let mut response = world.synced_with("pond", &old("$late"));
    response["rooms"]["join"]["!pond:localhost"]["timeline"]["limited"] = json!(true);
    world.syncs.say(ok(&response));
    let running = world.start();
    let young = world.say("pond", QUESTION);
    assert!(world.attempt().await.answers(&young));
    world.nothing_more(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_not_sent_once_its_question_is_too_old() {
    let mut world = World::new().await;
    world.config.max_age = Duration::from_secs(2);
    world.sign_in().await;
    (0..1_000).for_each(|_| world.sends.say(limited(500)));
    let running = world.start();
    let asked = world.say("pond", QUESTION);
    let first = world.attempt().await;
    assert!(first.answers(&asked));
    // Tried twice a second; at last it is given up.
    while let Ok(again) = tokio::time::timeout(Duration::from_secs(5), world.attempt()).await {
        assert!(again.at - first.at < Duration::from_secs(30), "it is still tried");
    }
    running.end().await.expect("a good end");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_conversation_is_one_after_a_restart_whatever_the_homeserver_has_kept_of_it() {
    let (mut world, running) = World::running().await;
    world.on("POST", "/join", ok(&json!({"room_id": "!pond:localhost"}))).await;
    let mut invited = event("$invited", "m.room.member", ASKER, json!({"membership": "invite", "is_direct": true}));
    invited["state_key"] = json!(ME);
    let state = json!({"invite_state": {"events": [invited]}});
    world.syncs.say(ok(&json!({"next_batch": "invited", "rooms": {"invite": {"!pond:localhost": state}}})));
    let first = world.say("pond", "Is the pond free for everyone?");
    assert!(world.attempt().await.answers(&first));
    running.end().await.expect("a good end");
    // Its list has lost the room, as happens where two are written at once.
    world
        .syncs
        .say(ok(&json!({"next_batch": "listed", "account_data": {"events": [{"type": "m.direct", "content": {}}]}})));
    let running = world.start();
    let second = world.say("pond", "Is the pond free for everyone?");
    assert!(world.attempt().await.answers(&second));
    world.nothing_more(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_library_has_seen_and_the_journal_has_not_is_asked_for_each_time_anew() {
    let (mut world, running) = World::running().await;
    let known = world.say("pond", "!topics");
    assert!(world.attempt().await.answers(&known));
    running.end().await.expect("a good end");
    let mut asked = Vec::new();
    for number in 0..2 {
        // As after a crash between the library's sync and the journal's.
        let journal = Journal::open(world.config.dir.as_deref().expect("a folder")).expect("a journal");
        journal.note(&[], Some("before")).expect("noted");
        drop(journal);
        let id = format!("$crashed-{number}");
        let missed = event(&id, "m.room.message", ASKER, json!({"msgtype": "m.text", "body": QUESTION}));
        world.syncs.say(ok(&world.synced_with("pond", &missed)));
        let running = world.start();
        assert!(world.attempt().await.answers(&id));
        running.end().await.expect("a good end");
        let request = world.requests().into_iter().find(|request| asks_for(request, "since") == "before");
        asked.push(request.expect("it is asked for").url);
    }
    // Homeservers keep for minutes what they answered to the same request.
    assert_ne!(asked[0], asked[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_can_pretend_that_the_bot_came_later_than_it_did() {
    let (mut world, running) = World::running().await;
    let asked = event("$asked", "m.room.message", ASKER, json!({"msgtype": "m.text", "body": QUESTION}));
    let mut pretence = event("$pretence", "m.room.member", ASKER, json!({"membership": "join"}));
    pretence["state_key"] = json!(ME);
    let mut response = world.synced_with("pond", &asked);
    response["rooms"]["join"]["!pond:localhost"]["timeline"]["events"] = json!([asked, pretence]);
    world.syncs.say(ok(&response));
    assert!(world.attempt().await.answers("$asked"));
    world.nothing_more(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_whose_session_has_ended_is_asked_for_again_after_signing_in() {
    let (mut world, running) = World::running().await;
    let unknown = json!({"errcode": "M_UNKNOWN_TOKEN", "error": "Unrecognised"});
    world.on("GET", "/messages$", ResponseTemplate::new(401).set_body_json(&unknown)).await;
    let newest = event("$newest", "m.room.message", ASKER, json!({"msgtype": "m.text", "body": "talk"}));
    let mut response = world.synced_with("pond", &newest);
    response["rooms"]["join"]["!pond:localhost"]["timeline"]["limited"] = json!(true);
    world.syncs.say(ok(&response));
    world.syncs.say(ResponseTemplate::new(401).set_body_json(&unknown));
    let stop = running.stopped().await.expect_err("it ends");
    assert!(matches!(stop, Stop::UnknownToken), "{stop:?}");
    world.places();
    let running = world.start();
    // From before the response with the gap.
    let place = world.asks_for_news().await;
    assert!(place.starts_with("quiet"), "{place}");
    running.end().await.expect("a good end");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_has_ended_ends_the_bot_with_what_to_do() {
    for soft in [false, true] {
        let (world, running) = World::running().await;
        let body = json!({"errcode": "M_UNKNOWN_TOKEN", "error": "Unrecognised", "soft_logout": soft});
        world.syncs.say(ResponseTemplate::new(401).set_body_json(body));
        let stop = running.stopped().await.expect_err("it ends");
        assert!(matches!(stop, Stop::UnknownToken), "{stop:?}");
        assert!(stop.to_string().contains("sayswho matrix login"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_start_too_it_waits_for_a_homeserver_that_fails_or_limits() {
    let mut world = World::new().await;
    world.sign_in().await;
    world.once("POST", "/keys/query$", limited(50)).await;
    world.once("POST", "/keys/query$", ResponseTemplate::new(502)).await;
    // As after a crash between the library's sync and the journal's.
    let journal = Journal::open(world.config.dir.as_deref().expect("a folder")).expect("a journal");
    journal.note(&[], Some("before")).expect("noted");
    drop(journal);
    // What came since the journal's place is asked for: limited, then of a place that is not known any more.
    world.syncs.say(limited(50));
    world.syncs.say(refusal(400, "M_UNKNOWN_POS"));
    let running = world.start();
    let asked = world.say("pond", QUESTION);
    assert!(world.attempt().await.answers(&asked));
    world.nothing_more(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_to_check_that_can_not_be_fetched_is_asked_for_and_one_that_can_is_checked() {
    let (mut world, running) = World::running().await;
    let verify = |world: &World| {
        let relation = json!({"m.in_reply_to": {"event_id": "$claim"}});
        world.send("pond", json!({"msgtype": "m.text", "body": "!verify", "m.relates_to": relation}))
    };
    world.once("GET", "/event/", limited(50)).await;
    world.once("GET", "/event/", refusal(404, "M_NOT_FOUND")).await;
    let asked = verify(&world);
    let attempt = world.attempt().await;
    assert!(attempt.answers(&asked) && !attempt.body().contains(QUOTE), "{attempt:?}");
    let claim = json!({"msgtype": "m.text", "body": "The pond stays open to everyone"});
    world.once("GET", "/event/", ResponseTemplate::new(500)).await;
    world.on("GET", "/event/", ok(&event("$claim", "m.room.message", "@max:localhost", claim))).await;
    let asked = verify(&world);
    let attempt = world.attempt().await;
    assert!(attempt.answers(&asked) && attempt.body().contains(QUOTE), "{attempt:?}");
    world.nothing_more(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn joining_is_tried_again_after_a_limit_and_after_a_refusal() {
    let (mut world, running) = World::running().await;
    let (joins, mut joined) = Script::new(|_| ok(&json!({"room_id": "!pond:localhost"})));
    for refused in [limited(50), refusal(403, "M_FORBIDDEN")] {
        joins.say(refused);
    }
    world.on("POST", "/join", joins).await;
    let mut invited = event("$invited", "m.room.member", ASKER, json!({"membership": "invite"}));
    invited["state_key"] = json!(ME);
    let state = json!({"invite_state": {"events": [invited]}});
    world.syncs.say(ok(&json!({"next_batch": "invited", "rooms": {"invite": {"!pond:localhost": state}}})));
    for _ in 0..3 {
        tokio::time::timeout(PATIENCE, joined.recv()).await.expect("it joins").expect("a script");
    }
    world.nothing_more(running).await;
    assert!(joined.try_recv().is_err(), "it is in the room already");
}

#[tokio::test(flavor = "multi_thread")]
async fn why_a_password_is_not_taken_is_said_with_what_to_do() {
    let cases = [
        (limited(90_000), "Try again in 91 s"),
        (refusal(403, "M_FORBIDDEN"), "does not take this account and password"),
        (ResponseTemplate::new(502).set_body_raw("<html>", "text/html"), "can not reach the homeserver"),
    ];
    for (response, said) in cases {
        let world = World::new().await;
        world.server.mock_login().respond_with(response).mount().await;
        let signed_in =
            session::login(&world.config, &Way::Password, false, &mut |_| Ok("open sesame".to_owned())).await;
        let stop = signed_in.expect_err("refused").to_string();
        assert!(stop.contains(said) && !stop.contains("open sesame"), "{stop}");
    }
}
