//! A rule that finds nothing proves nothing: each is shown a body that breaks it, and one that does not.

use super::request;
use crate::fake_discord::routes::{CALLBACK, CREATE_MESSAGE, REGISTER};
use serde_json::{Value, json};

/// Fits every message that is to be right but for one thing.
fn message(with: Value) -> Value {
    let mut message = json!({"content": "a", "allowed_mentions": {"parse": []}});
    for (name, value) in with.as_object().expect("an object") {
        message[name] = value.clone();
    }
    message
}

fn buttons(buttons: &[Value]) -> Value {
    message(json!({"components": [{"type": 1, "components": buttons}]}))
}

fn button(id: &str) -> Value {
    json!({"type": 2, "style": 2, "label": "x", "custom_id": id})
}

fn select(lines: usize) -> Value {
    let lines: Vec<Value> = (0..lines).map(|n| json!({"label": "x", "value": n.to_string()})).collect();
    json!({"type": 3, "custom_id": "s", "options": lines})
}

#[test]
fn right_messages_break_no_rule() {
    let many: Vec<Value> = (0..5).map(|n| button(&n.to_string())).collect();
    let link = json!({"type": 2, "style": 5, "label": "x", "url": "https://a.example"});
    for good in [
        message(json!({})),
        message(
            json!({"content": "", "embeds": [{"description": "a".repeat(4000), "footer": {"text": "b".repeat(2000)}}]}),
        ),
        buttons(&many),
        buttons(&[link]),
        buttons(&[select(25)]),
    ] {
        assert_eq!(request(CREATE_MESSAGE, &good), Vec::<String>::new(), "{good}");
    }
    assert_eq!(request(CALLBACK, &json!({"type": 5})), Vec::<String>::new());
}

#[test]
fn every_rule_of_messages_can_be_broken() {
    let six: Vec<Value> = (0..6).map(|n| button(&n.to_string())).collect();
    let rows: Vec<Value> = (0..6).map(|n| json!({"type": 1, "components": [button(&n.to_string())]})).collect();
    let long = json!({"title": "a".repeat(256), "description": "b".repeat(4000), "footer": {"text": "c".repeat(2000)}});
    let mut two = select(2);
    two["options"][1]["value"] = json!("0");
    for (bad, wrong) in [
        (message(json!({"content": ""})), ": an empty message (code 50006)"),
        (message(json!({"allowed_mentions": null})), "/allowed_mentions: must be there and allow none"),
        (message(json!({"allowed_mentions": {"parse": ["users"]}})), "/allowed_mentions: must be there and allow none"),
        (
            message(json!({"allowed_mentions": {"parse": [], "users": ["1"]}})),
            "/allowed_mentions: must be there and allow none",
        ),
        (
            message(json!({"allowed_mentions": {"parse": [], "replied_user": true}})),
            "/allowed_mentions: must not ping whom it replies to",
        ),
        (message(json!({"embeds": [long]})), "/embeds: 6256 characters together, 6000 is the limit"),
        (message(json!({"embeds": [{"color": 1}]})), "/embeds/0: an embed without anything to show"),
        (message(json!({"components": rows})), "/components: more than 5 rows"),
        (message(json!({"components": [button("a")]})), "/components/0: only rows may stand here"),
        (buttons(&[]), "/components/0: an empty row"),
        (buttons(&six), "/components/0: more than 5 buttons"),
        (buttons(&[select(1), button("a")]), "/components/0: a select menu takes a row alone"),
        (
            buttons(&[button("a"), button("a")]),
            "/components/0/components/1/custom_id: this custom_id stands twice in the message",
        ),
        (
            buttons(&[json!({"type": 2, "style": 5, "label": "x", "custom_id": "a"})]),
            "/components/0/components/0: a link button has a url and no custom_id",
        ),
        (
            buttons(&[json!({"type": 2, "style": 1, "label": "x", "url": "https://a.example"})]),
            "/components/0/components/0: a button has a custom_id and no url",
        ),
        (
            buttons(&[json!({"type": 2, "style": 1, "custom_id": "a"})]),
            "/components/0/components/0: a button without a label",
        ),
        (buttons(&[select(0)]), "/components/0/components/0/options: 0 lines; 1 to 25 may be there"),
        (buttons(&[select(26)]), "/components/0/components/0/options: 26 lines; 1 to 25 may be there"),
        (buttons(&[two]), "/components/0/components/0/options/1/value: this value stands twice"),
    ] {
        let found = request(CREATE_MESSAGE, &bad);
        assert!(found.iter().any(|found| found == wrong), "{found:?}\nwanted: {wrong}");
        let answer = json!({"type": 4, "data": bad});
        assert!(request(CALLBACK, &answer).contains(&format!("/data{wrong}")), "in an answer: {wrong}");
    }
}

#[test]
fn every_rule_of_completion_can_be_broken() {
    let choices = |choices: Value| json!({"type": 8, "data": {"choices": choices}});
    let many: Vec<Value> = (0..26).map(|n| json!({"name": n.to_string(), "value": n.to_string()})).collect();
    for (bad, wrong) in [
        (choices(json!(many)), "/data/choices: more than 25 choices"),
        (choices(json!([{"name": "", "value": "a"}])), "/data/choices/0/name: 1 to 100 characters"),
        (choices(json!([{"name": "ə".repeat(101), "value": "a"}])), "/data/choices/0/name: 1 to 100 characters"),
        (choices(json!([{"name": "a", "value": "a".repeat(101)}])), "/data/choices/0/value: 1 to 100 characters"),
        (
            choices(json!([{"name": "a", "value": "1"}, {"name": "a", "value": "2"}])),
            "/data/choices/1/name: this name stands twice",
        ),
    ] {
        assert_eq!(request(CALLBACK, &bad), [wrong], "{bad}");
    }
    assert_eq!(request(CALLBACK, &choices(json!([{"name": "ə".repeat(100), "value": "a"}]))), Vec::<String>::new());
}

#[test]
fn every_rule_of_commands_can_be_broken() {
    let option =
        |name: &str, required: bool| json!({"type": 3, "name": name, "description": "d", "required": required});
    let command = |with: Value| {
        let mut command = json!({"name": "ask", "description": "Ask"});
        for (name, value) in with.as_object().expect("an object") {
            command[name] = value.clone();
        }
        json!([command])
    };
    let good = json!({"name_localizations": {"tr": "sor", "ru": "спросить"}, "options": [option("a", true), option("b", false)]});
    assert_eq!(request(REGISTER, &command(good)), Vec::<String>::new());
    let long: Vec<Value> = (0..25)
        .map(|n| {
            let choices: Vec<Value> =
                (0..4).map(|c| json!({"name": format!("{c}{}", "n".repeat(90)), "value": "v"})).collect();
            json!({"type": 3, "name": format!("o{n}"), "description": "d", "choices": choices})
        })
        .collect();
    let both = json!({"type": 3, "name": "a", "description": "d", "autocomplete": true, "choices": [{"name": "a", "value": "a"}]});
    for (bad, wrong) in [
        (command(json!({"name": "Ask"})), "/0/name: `Ask`: lower case only"),
        (command(json!({"name": "ask me"})), "/0/name: `ask me`: 1 to 32 letters, digits, - and _"),
        (command(json!({"description": ""})), "/0/description: 1 to 100 characters"),
        (command(json!({"name_localizations": {"az": "sor"}})), "/0/name_localizations/az: Discord has no such locale"),
        (command(json!({"name_localizations": {"tr": "Sor"}})), "/0/name_localizations/tr: `Sor`: lower case only"),
        (
            command(json!({"options": [option("a", false), option("b", true)]})),
            "/0/options/1: a required option after an optional one",
        ),
        (
            command(json!({"options": [option("a", false), option("a", false)]})),
            "/0/options/1/name: this name stands twice",
        ),
        (command(json!({"options": [both]})), "/0/options/0: completion or choices, not both"),
        (command(json!({"options": long})), "/0: 9296 characters together, 8000 is the limit"),
        (
            json!([{"name": "a", "description": "d"}, {"name": "a", "description": "d"}]),
            "/1/name: this name stands twice",
        ),
        (
            json!([{"name": "Check", "type": 3, "description": "d"}]),
            "/0/description: a command of a context menu has none",
        ),
    ] {
        let found = request(REGISTER, &bad);
        assert!(found.iter().any(|found| found == wrong), "{found:?}\nwanted: {wrong}");
    }
    assert_eq!(request(REGISTER, &json!([{"name": "Check this quote", "type": 3}])), Vec::<String>::new());
}
