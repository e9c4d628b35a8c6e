//! The commands as Discord lists them, and what they offer while somebody types.

use super::events::{From, somebody, typing};
use super::*;
use sayswho::platform::discord::commands::{differ, wanted};
use std::collections::BTreeSet;

fn commands() -> Vec<Value> {
    let commands = serde_json::to_value(wanted(&GARDEN.service)).expect("JSON");
    commands.as_array().expect("a list").clone()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Every name with its localisations; every description with its own.
fn texts<'v>(value: &'v Value, name: &str) -> Vec<&'v str> {
    let localised = value[format!("{name}_localizations")].as_object().into_iter().flatten();
    value[name].as_str().into_iter().chain(localised.filter_map(|(_, text)| text.as_str())).collect()
}

/// Discord's rule for the names of slash commands and options: `^[-_'\p{L}\p{N}]{1,32}$`, in lower case.
fn is_name(name: &str) -> bool {
    let letters = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '\''));
    letters && (1..=32).contains(&name.chars().count()) && name == name.to_lowercase()
}

#[test]
fn there_are_these_commands_and_menus() {
    let named = |kind: u64| -> Vec<String> {
        let of_kind = commands().into_iter().filter(|command| command["type"] == json!(kind));
        of_kind.map(|command| command["name"].as_str().expect("a name").to_owned()).collect()
    };
    let slash = ["stance", "ask", "quote", "verify", "context", "cite", "topics", "sources", "help", "settings"];
    assert_eq!(named(1), slash);
    assert_eq!(named(3), ["Check this quote", "Find a quote on this"]);
    for command in commands() {
        let everywhere = (json!([0, 1]), json!([0, 1, 2]), Value::Null);
        let in_guilds = (json!([0]), json!([0]), json!("32"));
        let there = ["integration_types", "contexts", "default_member_permissions"].map(|key| command[key].clone());
        let expected = if command["name"] == "settings" { in_guilds } else { everywhere };
        assert_eq!(there, [expected.0, expected.1, expected.2], "{}", command["name"]);
    }
}

#[test]
fn every_command_has_these_options_the_required_first() {
    let options = |command: &Value| -> Vec<String> {
        let mark = |option: &Value| if option["required"] == json!(true) { "!" } else { "" };
        let written = |option: &Value| format!("{}{}", option["name"].as_str().expect("a name"), mark(option));
        list(&command["options"]).iter().map(written).collect()
    };
    for command in commands() {
        let expected: &[&str] = match command["name"].as_str().expect("a name") {
            "stance" => &["topic!", "private"],
            "ask" => &["question!", "private"],
            "quote" => &["words!", "speaker", "source", "private"],
            "verify" => &["text!", "speaker", "private"],
            "context" => &["id!", "private"],
            "cite" => &["id!", "style", "private"],
            "topics" | "sources" | "help" => &["private"],
            "settings" => &["language", "private", "allow-channel", "disallow-channel", "cooldown"],
            _ => &[],
        };
        assert_eq!(options(&command), expected, "{}", command["name"]);
        let required: Vec<bool> =
            list(&command["options"]).iter().map(|option| option["required"] == json!(true)).collect();
        assert!(required.is_sorted_by(|one, other| one >= other), "{}", command["name"]);
    }
}

#[test]
fn completion_bounds_and_choices_are_set() {
    let commands = commands();
    let option = |command: &str, option: &str| -> &Value {
        let command = commands.iter().find(|known| known["name"] == command).expect("a command");
        list(&command["options"]).iter().find(|known| known["name"] == option).expect("an option")
    };
    let completed = [
        ("stance", "topic"),
        ("quote", "speaker"),
        ("quote", "source"),
        ("verify", "speaker"),
        ("context", "id"),
        ("cite", "id"),
    ];
    for (command, name) in completed {
        assert_eq!(option(command, name)["autocomplete"], json!(true), "{command} {name}");
    }
    assert_eq!(option("ask", "question")["max_length"], json!(1_500));
    let cooldown = option("settings", "cooldown");
    assert_eq!((&cooldown["min_value"], &cooldown["max_value"]), (&json!(0), &json!(3_600)));
    let codes: Vec<_> =
        list(&option("settings", "language")["choices"]).iter().map(|choice| &choice["value"]).collect();
    assert_eq!(codes, ["auto", "en", "az", "tr", "ru", "ar"]);
    assert!(!list(&option("cite", "style")["choices"]).is_empty());
}

#[test]
fn names_and_descriptions_keep_discords_rules_in_every_locale() {
    for command in commands() {
        let is_slash = command["type"] == json!(1);
        let options = list(&command["options"]);
        let mut size = 0;
        for described in std::iter::once(&command).chain(options) {
            let (names, descriptions) = (texts(described, "name"), texts(described, "description"));
            assert_eq!(names.len(), 3, "in English, Turkish and Russian: {names:?}");
            for name in &names {
                assert!(if is_slash { is_name(name) } else { (1..=32).contains(&name.chars().count()) }, "{name}");
            }
            assert_eq!(descriptions.len(), if is_slash { 3 } else { 0 }, "{names:?}");
            for description in &descriptions {
                assert!((1..=100).contains(&description.chars().count()), "{description}");
            }
            let longest = |texts: &[&str]| texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
            size += longest(&names) + longest(&descriptions);
            for choice in list(&described["choices"]) {
                assert!(texts(choice, "name").iter().all(|name| (1..=100).contains(&name.chars().count())), "{choice}");
                size +=
                    longest(&texts(choice, "name")) + choice["value"].as_str().map_or(0, |text| text.chars().count());
            }
        }
        assert!(size <= 8_000, "{}: {size}", command["name"]);
        let locales = 3;
        for locale in 0..locales {
            let names: Vec<&str> = options.iter().map(|option| texts(option, "name")[locale]).collect();
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
        }
    }
    for (locale, name) in [("en", "stance"), ("tr", "tutum"), ("ru", "позиция")] {
        let command = &commands()[0];
        let there = if locale == "en" { &command["name"] } else { &command["name_localizations"][locale] };
        assert_eq!(there, &json!(name));
    }
}

/// The commands as Discord gives them back: with ids, versions and defaults.
fn registered() -> Value {
    let mut commands = commands();
    commands.reverse();
    for (number, command) in commands.iter_mut().enumerate() {
        command["id"] = json!((1_000 + number).to_string());
        command["application_id"] = json!(events::APPLICATION);
        command["version"] = json!("1234");
        command["dm_permission"] = json!(true);
        command["contexts"].as_array_mut().expect("contexts").reverse();
        if command["type"] == json!(3) {
            command["description"] = json!("");
            command["description_localizations"] = Value::Null;
            command.as_object_mut().expect("an object").remove("options");
        }
        for option in command["options"].as_array_mut().into_iter().flatten() {
            let fields = option.as_object_mut().expect("an object");
            fields.retain(|_, value| !matches!(value, Value::Bool(false) | Value::Null) && *value != json!([]));
            if let Some(least) = fields.get_mut("max_value") {
                *least = json!(least.as_f64());
            }
        }
    }
    json!(commands)
}

#[test]
fn what_discord_adds_is_no_difference_and_anything_else_is() {
    let wanted = wanted(&GARDEN.service);
    assert!(!differ(&registered(), &wanted));
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut registered = registered();
        change(registered.as_array_mut().expect("a list").last_mut().expect("a command"));
        registered
    };
    assert!(!differ(&changed(&|_| {}), &wanted));
    let changes: [&dyn Fn(&mut Value); 9] = [
        &|command| command["name"] = json!("stand"),
        &|command| command["description"] = json!("Another"),
        &|command| command["name_localizations"]["tr"] = json!("duruş"),
        &|command| command["contexts"] = json!([0]),
        &|command| command["default_member_permissions"] = json!("0"),
        &|command| command["options"][0]["required"] = json!(false),
        &|command| command["options"][0]["autocomplete"] = json!(false),
        &|command| command["options"].as_array_mut().expect("options").reverse(),
        &|command| command["options"][0]["choices"] = json!([{ "name": "a", "value": "a" }]),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        assert!(differ(&changed(change), &wanted), "change {number}");
    }
    for foreign in [json!([]), json!(null), json!({}), json!([1, "a"])] {
        assert!(differ(&foreign, &wanted), "{foreign}");
    }
    let mut more = registered();
    more.as_array_mut().expect("a list").push(json!({ "name": "old", "type": 1, "description": "Old" }));
    assert!(differ(&more, &wanted), "a command that is no longer wanted");
}

/// What is offered for these letters: (line, value).
fn offered(from: &From, command: &str, option: &str, typed: &str) -> Vec<(String, String)> {
    let answer = table().send(typing(from, command, option, typed));
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    list(&answer["complete"]).iter().map(|choice| (text(&choice["name"]), text(&choice["value"]))).collect()
}

fn pair(line: &str, value: &str) -> (String, String) {
    (line.to_owned(), value.to_owned())
}

#[test]
fn topics_are_offered_in_the_readers_language_by_any_of_their_names() {
    let english = |typed| offered(&somebody(), "stance", "topic", typed);
    assert_eq!(english(""), [pair("The pond", "pond"), pair("Money", "money")]);
    assert_eq!(english("mon"), [pair("Money", "money")]);
    assert_eq!(english("budg"), [pair("Money (budget)", "money")]);
    assert_eq!(english("pon"), [pair("The pond", "pond")], "by its id");
    assert_eq!(english("zzz"), []);
    let turkish = From { locale: "tr", ..somebody() };
    assert_eq!(offered(&turkish, "stance", "topic", "göl"), [pair("Gölet", "pond")]);
    assert_eq!(offered(&turkish, "stance", "topic", "gol"), [pair("Gölet", "pond")]);
}

#[test]
fn speakers_sources_and_quotes_are_offered() {
    let english = |command, option, typed| offered(&somebody(), command, option, typed);
    assert_eq!(english("quote", "speaker", "li"), [pair("Rosa Lind, chair of the club", "rosa-lind")]);
    assert_eq!(english("verify", "speaker", "").len(), 3);
    let russian = From { locale: "ru", ..somebody() };
    assert_eq!(offered(&russian, "verify", "speaker", "фос"), [pair("Эмиль Фосс, treasurer", "emil-voss")]);
    assert_eq!(english("quote", "source", "leaf"), [pair("The Leaf on the statute", "the-leaf")]);
    let bees = pair("the-leaf:p4.1-11 · May I keep bees?", "the-leaf:p4.1-11");
    for (command, typed) in [("context", "bees"), ("cite", "the-leaf:p4.1-1")] {
        assert_eq!(english(command, "id", typed), std::slice::from_ref(&bees), "{command}");
    }
    assert_eq!(english("context", "id", "").len(), 8);
    assert_eq!(english("ask", "question", "be"), []);
    assert_eq!(english("quote", "speaker", "\u{0}\u{202e}"), []);
}

#[test]
fn no_list_and_no_line_is_longer_than_discord_takes() {
    let shipped = Table { bot: &SHIPPED, ..table() };
    for (command, option) in [("stance", "topic"), ("quote", "speaker"), ("quote", "source"), ("cite", "id")] {
        for locale in ["en-US", "tr", "ru"] {
            let answer = shipped.send(typing(&From { locale, ..somebody() }, command, option, ""));
            let choices = list(&answer["complete"]);
            assert!((1..=25).contains(&choices.len()), "{command} {option}");
            for text in choices.iter().flat_map(|choice| [&choice["name"], &choice["value"]]) {
                assert!((1..=100).contains(&text.as_str().expect("a text").encode_utf16().count()), "{text}");
            }
        }
    }
}
