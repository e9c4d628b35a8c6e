//! Requests and answers against Discord's own description of its API.
//!
//! Reads `tests/data/discord-openapi.json`, which `scripts/discord-openapi.py` makes. What the description leaves out is
//! in [`super::rules`].
//! Called by: `rest`, for every request and every answer of the fake.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../data/discord-openapi.json")).expect("scripts/discord-openapi.py writes JSON")
});
/// Validators by operation and part, each made when it is first needed.
static VALIDATORS: Mutex<Option<HashMap<Key, &'static Validator>>> = Mutex::new(None);

/// An operation, and whether it is its answer (and not its request).
type Key = (&'static str, bool);

/// What is wrong with a request's body, each with the path to it: `/data/embeds/0/title: …`.
pub fn request(operation: &'static str, body: &Value) -> Vec<String> {
    let schema = part(operation, "/request");
    if schema.is_null() {
        return if body.is_null() { Vec::new() } else { vec![": this operation takes no body".to_owned()] };
    }
    check((operation, false), schema, body)
}

/// What is wrong with an answer of the fake.
pub fn answer(operation: &'static str, status: u16, body: &Value) -> Vec<String> {
    let schema = part(operation, &format!("/responses/{status}"));
    if schema.is_null() {
        return if body.is_null() { Vec::new() } else { vec![format!(": {status} has no body")] };
    }
    check((operation, true), schema, body)
}

/// A part of an operation's description; null where there is none.
fn part(operation: &str, pointer: &str) -> &'static Value {
    let (method, path) = operation.split_once(' ').expect("a method and a path");
    let found = DESCRIPTION["paths"].get(path).and_then(|path| path.get(method));
    found.unwrap_or_else(|| panic!("{operation} is not in the description")).pointer(pointer).unwrap_or(&Value::Null)
}

fn check(key: Key, schema: &Value, body: &Value) -> Vec<String> {
    validator(key, schema).iter_errors(body).map(|error| explain(&error)).collect()
}

fn validator(key: Key, schema: &Value) -> &'static Validator {
    let mut validators = VALIDATORS.lock().unwrap_or_else(PoisonError::into_inner);
    validators.get_or_insert_default().entry(key).or_insert_with(|| {
        // The schema stands in one document with those that it refers to.
        let document = json!({ "components": DESCRIPTION["components"], "allOf": [schema] });
        let validator = jsonschema::draft202012::options().build(&document);
        Box::leak(Box::new(validator.unwrap_or_else(|error| panic!("{}: {error}", key.0))))
    })
}

/// An error in one line. Of alternatives, the errors of the one that the body comes nearest to.
fn explain(error: &ValidationError<'_>) -> String {
    let alternatives = match error.kind() {
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => context,
        _ => return format!("{}: {}", error.instance_path(), error.masked()),
    };
    // An alternative of another type (`"type": 2`, or null) is not what was meant.
    let here = error.instance_path().to_string();
    let is_kind = |error: &ValidationError<'_>| match error.kind() {
        ValidationErrorKind::Type { .. } => error.instance_path().to_string() == here,
        ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. } => {
            error.instance_path().to_string() == format!("{here}/type")
        }
        _ => false,
    };
    let meant = alternatives.iter().filter(|errors| !errors.iter().any(is_kind)).min_by_key(|errors| errors.len());
    match meant.and_then(|errors| errors.first()) {
        Some(error) => explain(error),
        None => format!("{}: fits none of {} alternatives", error.instance_path(), alternatives.len()),
    }
}

mod tests {
    use super::request;
    use crate::fake_discord::routes::{CALLBACK, CREATE_MESSAGE, EDIT_ORIGINAL, FOLLOW_UP, REGISTER};
    use serde_json::{Value, json};

    #[test]
    fn good_bodies_pass() {
        let embed = json!({"title": "Gaza", "description": "> \"a\"", "color": 255, "footer": {"text": "› gaza"}});
        let button = json!({"type": 2, "style": 1, "label": "Context", "custom_id": "c:x"});
        let message = json!({"embeds": [embed], "components": [{"type": 1, "components": [button]}], "allowed_mentions": {"parse": []}});
        let command = json!({"name": "ask", "description": "Ask", "type": 1, "options":
            [{"type": 3, "name": "question", "description": "What", "required": true, "max_length": 1500}]});
        for (operation, body) in [
            (CALLBACK, json!({"type": 4, "data": message})),
            (CALLBACK, json!({"type": 5, "data": {"flags": 64}})),
            (CALLBACK, json!({"type": 6})),
            (CALLBACK, json!({"type": 8, "data": {"choices": [{"name": "Gaza", "value": "gaza"}]}})),
            (EDIT_ORIGINAL, message.clone()),
            (FOLLOW_UP, message.clone()),
            (CREATE_MESSAGE, message.clone()),
            (REGISTER, json!([command])),
        ] {
            assert_eq!(request(operation, &body), Vec::<String>::new(), "{operation} {body}");
        }
    }

    #[test]
    fn bad_bodies_are_refused_with_the_path() {
        let say = |data: Value| json!({"type": 4, "data": data});
        let option = |option: Value| json!([{"name": "ask", "description": "Ask", "options": [option]}]);
        let row = |component: Value| say(json!({"components": [{"type": 1, "components": [component]}]}));
        let choices: Vec<Value> = (0..26).map(|n| json!({"name": format!("{n}"), "value": format!("{n}")})).collect();
        for (operation, body, wrong) in [
            (CALLBACK, json!({"type": 99}), ": fits none of 7 alternatives"),
            (
                CALLBACK,
                say(json!({"content": "a".repeat(2001)})),
                "/data/content: value is longer than 2000 characters",
            ),
            (
                CALLBACK,
                say(json!({"embeds": [{"title": "a".repeat(257)}]})),
                "/data/embeds/0/title: value is longer than 256 characters",
            ),
            (CALLBACK, json!({"type": 8, "data": {"choices": choices}}), "/data/choices: value has more than 25 items"),
            (
                CALLBACK,
                row(json!({"type": 2, "style": 1, "custom_id": "a".repeat(101), "label": "x"})),
                "/data/components/0/components/0/custom_id: value is longer than 100 characters",
            ),
            (
                CALLBACK,
                row(json!({"type": 2, "label": "x", "custom_id": "x"})),
                "/data/components/0/components/0: \"style\" is a required property",
            ),
            (
                EDIT_ORIGINAL,
                json!({"embeds": [{"description": "a".repeat(4097)}]}),
                "/embeds/0/description: value is longer than 4096 characters",
            ),
            (CREATE_MESSAGE, json!({"embeds": vec![json!({}); 11]}), "/embeds: value has more than 10 items"),
            (
                CREATE_MESSAGE,
                json!({"allowed_mentions": {"parse": "none"}}),
                "/allowed_mentions/parse: value is not of type",
            ),
            (REGISTER, json!([{"name": "a".repeat(33)}]), "/0/name: value is longer than 32 characters"),
            (
                REGISTER,
                option(json!({"type": 3, "name": "q", "description": ""})),
                "/0/options/0/description: value is shorter than 1 character",
            ),
            (REGISTER, option(json!({"type": 3, "name": "q"})), "/0/options/0: \"description\" is a required property"),
        ] {
            let found = request(operation, &body);
            assert!(found.len() == 1 && found[0].starts_with(wrong), "{operation}\n{found:?}\nwanted: {wrong}");
        }
    }
}
