//! Whether the commands that Discord has are those that are wanted.
//!
//! Compares what Discord keeps of a command, field by field; its ids, versions and defaults are no difference. Creating
//! commands is limited to 200 a day, so that a bot which starts often must not register them each time.
//! Called by: `wire`.

use serde_json::{Map, Value};
use serenity::builder::CreateCommand;

/// What is compared of a command.
const OF_COMMAND: [&str; 10] = [
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "options",
    "default_member_permissions",
    "nsfw",
    "integration_types",
    "contexts",
];
/// What is compared of an option.
const OF_OPTION: [&str; 14] = [
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "required",
    "autocomplete",
    "choices",
    "channel_types",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "options",
];
/// What is compared of an option's choice.
const OF_CHOICE: [&str; 3] = ["name", "name_localizations", "value"];
/// A command without a type is a slash command.
const SLASH: u64 = 1;

/// Whether what Discord has (`GET /applications/{id}/commands?with_localizations=true`) differs from what is wanted. What
/// Discord adds on its own (ids, versions, defaults) is no difference, nor is the order of the commands.
pub fn differ(registered: &Value, wanted: &[CreateCommand]) -> bool {
    let wanted = serde_json::to_value(wanted).unwrap_or_default();
    canonical(registered) != canonical(&wanted)
}

/// The commands in one order, each with what is compared of it.
fn canonical(commands: &Value) -> Vec<Value> {
    let mut commands: Vec<Value> = list(commands).iter().map(command).collect();
    commands.sort_by_cached_key(|command| (command["type"].to_string(), command["name"].to_string()));
    commands
}

fn command(command: &Value) -> Value {
    let mut kept = kept(command, &OF_COMMAND);
    kept.entry("type").or_insert_with(|| number(&SLASH.into()));
    for unordered in ["integration_types", "contexts"] {
        sort(kept.get_mut(unordered));
    }
    Value::Object(kept)
}

fn option(option: &Value) -> Value {
    let mut kept = kept(option, &OF_OPTION);
    sort(kept.get_mut("channel_types"));
    Value::Object(kept)
}

/// The fields of `keys` that say something: null, false, and what is empty are as good as not there.
fn kept(object: &Value, keys: &[&str]) -> Map<String, Value> {
    let mut kept = Map::new();
    for key in keys {
        let value = match (*key, &object[*key]) {
            ("options", options) => list(options).iter().map(option).collect(),
            ("choices", choices) => list(choices).iter().map(kept_choice).collect(),
            // Sent as a number, given back as a string.
            ("default_member_permissions", Value::Number(bits)) => Value::String(bits.to_string()),
            (_, value) => number(value),
        };
        let is_empty = match &value {
            Value::Null | Value::Bool(false) => true,
            Value::String(text) => text.is_empty(),
            Value::Array(values) => values.is_empty(),
            Value::Object(fields) => fields.is_empty(),
            Value::Bool(true) | Value::Number(_) => false,
        };
        if !is_empty {
            kept.insert((*key).to_owned(), value);
        }
    }
    kept
}

fn kept_choice(choice: &Value) -> Value {
    Value::Object(kept(choice, &OF_CHOICE))
}

/// Numbers in one form (1 and 1.0 are the same), in lists too.
fn number(value: &Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().map_or(Value::Null, Value::from),
        Value::Array(values) => values.iter().map(number).collect(),
        other => other.clone(),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn sort(list: Option<&mut Value>) {
    if let Some(Value::Array(values)) = list {
        values.sort_by_cached_key(Value::to_string);
    }
}
