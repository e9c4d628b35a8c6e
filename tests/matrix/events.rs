//! What an event asks of the bot, and which are not for it.

use sayswho::platform::matrix::incoming::{Asked, Incoming, Scene, read, words};
use sayswho::platform::matrix::reactions::Sign;
use sayswho::service::Command;
use serde_json::{Value, json};

const ME: &str = "@sayswho:a.example";

fn room() -> Scene<'static> {
    Scene { me: ME, name: Some("Says Who"), prefix: "!", ignore: &[], direct: false }
}

fn dm() -> Scene<'static> {
    Scene { direct: true, ..room() }
}

fn event(content: Value) -> Value {
    json!({
        "type": "m.room.message", "event_id": "$1", "sender": "@you:a.example", "origin_server_ts": 7, "content": content,
    })
}

fn text(body: &str) -> Value {
    event(json!({ "msgtype": "m.text", "body": body }))
}

fn mention(body: &str) -> Value {
    event(json!({ "msgtype": "m.text", "body": body, "m.mentions": { "user_ids": ["@other:a.example", ME] } }))
}

fn asked(event: &Value, scene: &Scene<'_>) -> Option<Asked> {
    read(event, scene).map(|incoming| incoming.asked)
}

fn command(command: Command) -> Option<Asked> {
    Some(Asked::Command { command, about: None })
}

fn ask(words: &str) -> Option<Asked> {
    command(Command::Ask(words.into()))
}

#[test]
fn commands_begin_with_the_prefix() {
    for (line, expected) in [
        ("!stance palestine", Command::Stance("palestine".into())),
        ("!ask  who pays? ", Command::Ask("who pays?".into())),
        ("!Quote the pond", Command::Quote("the pond".into())),
        ("!verify “It may.”", Command::Verify("“It may.”".into())),
        ("!context leaf:p1.1-3", Command::Context("leaf:p1.1-3".into())),
        ("!cite leaf:p1.1-3 apa", Command::cite("leaf:p1.1-3 apa")),
        ("!topics", Command::Topics),
        ("!sources", Command::Sources),
        ("!help", Command::Help),
        ("!sayswho", Command::Help),
        ("!sayswho stance palestine", Command::Stance("palestine".into())),
        // As it is copied from a reply in Arabic.
        ("\u{2068}!stance palestine\u{2069}", Command::Stance("palestine".into())),
    ] {
        assert_eq!(asked(&text(line), &room()), command(expected), "{line}");
    }
    assert_eq!(asked(&text("!sayswho settings language tr"), &room()), Some(Asked::Settings("language tr".into())));
    let other = Scene { prefix: "sw.", ..room() };
    assert_eq!(asked(&text("sw.topics"), &other), command(Command::Topics));
    assert_eq!(asked(&text("!topics"), &other), None);
}

#[test]
fn in_a_room_only_what_is_said_to_the_bot_is_for_it() {
    for line in ["hello", "what does the text say?", "!", "!!", "!weather Baku", "! topics", ""] {
        assert_eq!(asked(&text(line), &room()), None, "{line}");
    }
    assert_eq!(asked(&text("what does the text say?"), &dm()), ask("what does the text say?"));
    let Some(Asked::Command { command: Command::Unknown { typed, .. }, .. }) = asked(&text("!stanse pond"), &dm())
    else {
        panic!("a mistyped command of a direct conversation")
    };
    assert_eq!(typed, "stanse");
}

#[test]
fn a_mention_is_a_question_without_the_name() {
    for (body, expected) in [
        ("Says Who: does the pond cost anything?", "does the pond cost anything?"),
        ("@sayswho:a.example does it?", "does it?"),
        ("@sayswho does it?", "does it?"),
        ("does it, Says Who?", "does it, ?"),
        ("hey Says Who does it?", "hey does it?"),
        ("sayswhoever pays?", "sayswhoever pays?"),
    ] {
        assert_eq!(asked(&mention(body), &room()), ask(expected), "{body}");
    }
    assert_eq!(asked(&mention("Says Who: !topics"), &room()), command(Command::Topics));
    assert_eq!(asked(&mention("Says Who"), &room()), command(Command::Help));
    assert_eq!(asked(&text("Says Who: does it?"), &room()), None, "a name alone mentions nobody");
    let pill = event(json!({
        "msgtype": "m.text", "body": "Bot & Co, does it?", "m.mentions": { "user_ids": [ME] },
        "formatted_body": format!("<a href=\"https://matrix.to/#/{ME}\">Bot &amp; Co</a>, does it?"),
    }));
    assert_eq!(asked(&pill, &room()), ask("does it?"));
}

#[test]
fn what_bots_say_and_what_edits_repeat_is_never_answered() {
    let mut events = vec![
        event(json!({ "msgtype": "m.notice", "body": "!help" })),
        event(json!({ "msgtype": "m.emote", "body": "!help" })),
        event(json!({ "msgtype": "m.image", "body": "!help" })),
        event(json!({})),
        event(json!({
            "msgtype": "m.text", "body": "* !help", "m.new_content": { "msgtype": "m.text", "body": "!help" },
            "m.relates_to": { "rel_type": "m.replace", "event_id": "$0" },
        })),
    ];
    for (field, value) in [
        ("sender", json!(ME)),
        ("sender", json!("@bot:b.example")),
        ("type", json!("m.room.name")),
        ("state_key", json!("")),
        ("event_id", Value::Null),
    ] {
        let mut event = text("!help");
        event[field] = value;
        events.push(event);
    }
    let ignore = ["@bot:b.example".to_owned()];
    for scene in [Scene { ignore: &ignore, ..room() }, Scene { ignore: &ignore, ..dm() }] {
        for event in &events {
            assert_eq!(read(event, &scene), None, "{event}");
        }
    }
}

#[test]
fn a_thread_is_kept_and_a_command_without_words_is_about_its_first_message_where_it_is_no_reply() {
    let relation = |is_fallback: bool| {
        json!({
            "rel_type": "m.thread", "event_id": "$root", "is_falling_back": is_fallback,
            "m.in_reply_to": { "event_id": "$before" },
        })
    };
    let verify =
        |is_fallback| event(json!({ "msgtype": "m.text", "body": "!verify", "m.relates_to": relation(is_fallback) }));
    let incoming = |about: Option<&str>| Incoming {
        event: "$1".into(),
        sender: "@you:a.example".into(),
        at: 7,
        thread: Some("$root".into()),
        asked: Asked::Command { command: Command::Verify(String::new()), about: about.map(str::to_owned) },
    };
    assert_eq!(read(&verify(true), &room()), Some(incoming(Some("$root"))));
    assert_eq!(read(&verify(false), &room()), Some(incoming(Some("$before"))));
}

#[test]
fn a_reply_that_mentions_the_bot_only_as_clients_do_is_a_question_where_it_asks_one() {
    let reply = |body: &str| {
        event(json!({
            "msgtype": "m.text", "body": body, "m.mentions": { "user_ids": [ME] },
            "m.relates_to": { "m.in_reply_to": { "event_id": "$answer" } },
        }))
    };
    assert_eq!(asked(&reply("thanks, I did not know that"), &room()), None);
    for words in ["and what of the dogs?", "والكلاب؟"] {
        assert_eq!(asked(&reply(words), &room()), ask(words));
    }
    assert_eq!(asked(&reply("Says Who: the dogs, please"), &room()), ask("the dogs, please"));
    assert_eq!(asked(&reply("says who, the dogs"), &room()), ask("the dogs"));
    assert_eq!(asked(&reply("!ask the dogs"), &room()), ask("the dogs"));
    assert_eq!(asked(&reply("the dogs"), &Scene { direct: true, ..room() }), ask("the dogs"));
    let picked = Some(Asked::Number { to: "$answer".into(), number: 3, command: None });
    assert_eq!(asked(&reply("3"), &room()), picked);
    assert_eq!(asked(&mention("dogs"), &room()), ask("dogs"), "no reply: the bot was meant");
}

#[test]
fn what_says_that_it_is_a_machine_is_not_answered() {
    let mut said = text("!topics");
    assert!(read(&said, &room()).is_some());
    said["content"]["org.matrix.msc1767.automated"] = json!(true);
    assert_eq!(read(&said, &room()), None);
}

#[test]
fn a_command_without_words_is_about_what_it_replies_to() {
    let reply = |body: &str| {
        event(json!({ "msgtype": "m.text", "body": body, "m.relates_to": { "m.in_reply_to": { "event_id": "$0" } } }))
    };
    let about = |command| Some(Asked::Command { command, about: Some("$0".into()) });
    assert_eq!(asked(&reply("!verify"), &room()), about(Command::Verify(String::new())));
    assert_eq!(asked(&reply("!verify these words"), &room()), command(Command::Verify("these words".into())));
    assert_eq!(asked(&reply("!context"), &room()), about(Command::Context(String::new())));
    assert_eq!(asked(&reply("!topics"), &room()), command(Command::Topics));
    // What old clients quote above a reply is not what was said.
    let old = "> <@a:a.example> !help\n> more\n\n!verify";
    assert_eq!(asked(&reply(old), &room()), about(Command::Verify(String::new())));
    assert_eq!(words(&reply(old)).as_deref(), Some("!verify"));
    assert_eq!(words(&text("> a line that is quoted")).as_deref(), Some("> a line that is quoted"));
    assert_eq!(words(&event(json!({}))), None);
    let number = |command| Some(Asked::Number { to: "$0".into(), number: 2, command });
    for typed in [" 2 ", "2.", "2)", "#2", "2\u{fe0f}\u{20e3}", "٢", "۲"] {
        assert_eq!(asked(&reply(typed), &room()), number(None), "{typed}");
    }
    assert_eq!(asked(&reply("0"), &room()), None);
    assert_eq!(asked(&reply("2"), &dm()), number(Some(Command::Ask("2".into()))));
}

#[test]
fn a_style_alone_is_of_the_quote_that_is_replied_to() {
    let relation = json!({ "m.in_reply_to": { "event_id": "$0" } });
    let reply = |body: &str| event(json!({ "msgtype": "m.text", "body": body, "m.relates_to": relation }));
    let about = |about: Option<&str>, given| {
        Some(Asked::Command { command: Command::cite(given), about: about.map(str::to_owned) })
    };
    assert_eq!(asked(&reply("!cite iso 690"), &room()), about(Some("$0"), "iso 690"));
    assert_eq!(asked(&reply("!cite leaf:p1.1-3 apa"), &room()), about(None, "leaf:p1.1-3 apa"));
}

#[test]
fn what_is_checked_is_what_a_message_says_now() {
    let mut edited = text("It may.");
    edited["unsigned"]["m.relations"]["m.replace"]["content"]["m.new_content"]["body"] = json!("It may not.");
    assert_eq!(words(&edited).as_deref(), Some("It may not."));
    assert_eq!(words(&event(json!({ "msgtype": "m.image", "body": "photo.jpg" }))), None);
}

#[test]
fn who_speaks_to_the_bot_alone_may_leave_out_the_prefix() {
    for (line, expected) in [
        ("help", Command::Help),
        ("Yardım", Command::Help),
        ("Привет!", Command::Help),
        ("/help", Command::Help),
        ("/stance palestine", Command::Stance("palestine".into())),
        ("/nonsense", Command::Ask("/nonsense".into())),
        ("help Gaza", Command::Ask("help Gaza".into())),
    ] {
        assert_eq!(asked(&text(line), &dm()), command(expected), "{line}");
        assert_eq!(asked(&text(line), &room()), None, "{line}");
    }
}

#[test]
fn what_is_taken_back_is_read_in_rooms_of_all_versions() {
    let taken = Some(Asked::TakenBack("$r".into()));
    let redaction = |more: Value| {
        let mut event = event(json!({}));
        event["type"] = "m.room.redaction".into();
        event.as_object_mut().expect("an event").extend(more.as_object().expect("fields").clone());
        event
    };
    assert_eq!(asked(&redaction(json!({ "redacts": "$r" })), &room()), taken);
    assert_eq!(asked(&redaction(json!({ "content": { "redacts": "$r" } })), &room()), taken);
    assert_eq!(asked(&redaction(json!({})), &room()), None);
    assert_eq!(asked(&redaction(json!({ "redacts": "$r", "sender": ME })), &room()), None);
}

#[test]
fn reactions_that_mean_something_are_read() {
    let reaction = |key: &str| {
        let mut event = event(json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": "$0", "key": key } }));
        event["type"] = json!("m.reaction");
        event
    };
    let sign = |sign| Some(Asked::Reaction { to: "$0".into(), sign });
    assert_eq!(asked(&reaction("➡️"), &room()), sign(Sign::Next));
    assert_eq!(asked(&reaction("👎"), &room()), sign(Sign::NotIt));
    assert_eq!(asked(&reaction("❤️"), &room()), None);
}

mod properties {
    use super::{dm, read, words};
    use proptest::prelude::*;
    use serde_json::json;

    proptest! {
        #[test]
        fn any_text_is_read(body in any::<String>(), html in any::<String>(), key in any::<String>()) {
            for relation in [json!(null), json!({ "m.in_reply_to": { "event_id": "$0" } })] {
                let content = json!({
                    "msgtype": "m.text", "body": body, "formatted_body": html, "m.relates_to": relation,
                    "m.mentions": { "user_ids": [super::ME] },
                });
                let event = super::event(content);
                let _ = (read(&event, &dm()), words(&event));
            }
            let mut event = super::event(json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": "$0", "key": key } }));
            event["type"] = json!("m.reaction");
            let _ = read(&event, &dm());
        }
    }
}
