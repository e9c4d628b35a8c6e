//! Buttons and menus, of messages as Discord gives them back: also of last month's, of another version's, and of a
//! library that has changed.

use super::events::{ASKER, From, OTHER, button, line, ours, slash, somebody};
use super::*;

const FREE: &str = "Is the pond free for everyone?";

fn other() -> From {
    From { user: OTHER, ..somebody() }
}

/// A message of ours that answers a command, seen by all or by the asker only.
fn answered(name: &str, options: &[(&str, Value)], private: bool) -> Value {
    let mut options = options.to_vec();
    options.push(("private", json!(private)));
    let sent = table().send(slash(&somebody(), name, &options));
    assert_eq!(sent["private"], json!(private));
    ours(&sent["say"], ASKER, private)
}

fn asked(question: &str, private: bool) -> Value {
    answered("ask", &[("question", json!(question))], private)
}

/// What comes of pressing the button with this label.
fn press(table: &Table, from: &From, message: &Value, label: &str) -> Value {
    table.send(button(from, message, id_of(message, label)))
}

fn said(answer: &Value) -> String {
    assert_eq!(answer["private"], json!(true), "{answer}");
    text(&answer["say"]).to_owned()
}

fn question_gone() -> String {
    notice("What was asked does not stand under this message.", "Ask again with /ask.")
}

#[test]
fn pages_turn_in_place_and_back_after_any_restart() {
    let first = asked(FREE, false);
    let second = press(&table(), &somebody(), &first, "Other voices on this");
    assert!(text(&second["update"]).contains("I will not sign any rule"), "{second}");
    assert_eq!(footer(&second["update"]), footer(&first));
    let back = press(&table(), &somebody(), &ours(&second["update"], ASKER, false), "Previous");
    assert_eq!(text(&back["update"]), text(&first));
    // Whoever sees a message may turn its page.
    assert!(press(&table(), &other(), &first, "Other voices on this").get("update").is_some());
    let beyond = table().send(button(&somebody(), &first, "p:99:a"));
    assert!(beyond.get("update").is_some(), "beyond the last page is the last");
}

#[test]
fn a_private_page_keeps_the_button_that_shows_it() {
    let shows = |message: &Value| labels(message).contains(&"Show to everyone");
    let second = press(&table(), &somebody(), &asked(FREE, true), "Other voices on this");
    assert!(shows(&second["update"]));
    let second = press(&table(), &somebody(), &asked(FREE, false), "Other voices on this");
    assert!(!shows(&second["update"]));
}

#[test]
fn every_reply_that_has_pages_is_made_again() {
    for (name, options, id, begins) in [
        ("stance", vec![("topic", json!("pond"))], "p:0:t:pond", "**Rosa Lind"),
        ("quote", vec![("words", json!("greenhouse"))], "p:0:f", "**Looked for**: greenhouse"),
        ("verify", vec![("text", json!("Dogs are welcome"))], "p:0:v", "**In the texts**"),
        ("context", vec![("id", json!("the-leaf:p4.1-11"))], "p:0:c:the-leaf:p4.1-11", "`3`"),
        ("cite", vec![("id", json!("the-leaf:p4.1-11"))], "p:0:q:mla:the-leaf:p4.1-11", "> Members may keep"),
        ("topics", vec![], "p:0:T", "• The pond"),
        ("sources", vec![], "p:0:S", "**The Leaf on the statute**"),
        ("help", vec![], "p:0:H", "I answer with"),
        ("ask", vec![("question", json!(FREE))], "p:0:e:bees", "**Understood as**: May I keep bees?"),
    ] {
        let message = answered(name, &options, false);
        let again = table().send(button(&somebody(), &message, id));
        assert!(text(&again["update"]).starts_with(begins), "{id}: {again}");
    }
}

#[test]
fn a_public_page_stays_in_its_language_whoever_turns_it() {
    let first = asked(FREE, false);
    let turkish = From { locale: "tr", ..other() };
    let second = press(&table(), &turkish, &first, "Other voices on this");
    assert!(labels(&second["update"]).contains(&"Previous"), "{second}");
    let context = press(&table(), &turkish, &first, "Context");
    assert!(said(&context).contains("Yalnızca işaretli sözler"), "but what only the presser sees is in theirs");
    let private = press(&table(), &turkish, &asked(FREE, true), "Other voices on this");
    assert!(labels(&private["update"]).contains(&"Önceki"), "{private}");
}

#[test]
fn context_citation_and_reasons_are_for_whoever_asks() {
    let message = asked(FREE, false);
    let context = press(&table(), &other(), &message, "Context");
    assert!(said(&context).contains("“**The pond stays open to everyone, and nobody"), "{context}");
    assert!(labels(&context["say"]).contains(&"Show to everyone"));
    let cite = press(&table(), &other(), &message, "Cite");
    assert!(said(&cite).contains("**APA**\n```\n"), "{cite}");
    let why = press(&table(), &other(), &message, "Why this?");
    assert!(said(&why).contains("**Why this reply**"), "{why}");
    assert_eq!(labels(&why["say"]), [] as [&str; 0]);
}

#[test]
fn a_style_picked_under_a_private_citation_takes_its_place() {
    let id = [("id", json!("the-leaf:p4.1-11"))];
    let pick = |private, style| {
        let message = answered("cite", &id, private);
        table().send(line(&somebody(), &message, "q:the-leaf:p4.1-11", &[style]))
    };
    assert!(text(&pick(true, "mla")["update"]).contains("**MLA**\n```\n"));
    assert!(said(&pick(false, "mla")).contains("**MLA**\n```\n"));
    assert!(said(&pick(true, "runes")).starts_with("**There is no style “runes”.**"));
}

#[test]
fn what_was_not_asked_is_kept_once_and_others_are_offered() {
    let table = table();
    let message = asked(FREE, false);
    let object = |from: &From| table.turn(button(from, &message, id_of(&message, "Not what I asked")));
    let turn = object(&somebody());
    assert_eq!(gaps(&turn), [(FREE.to_owned(), "not-it")]);
    let answer = seen(turn.response);
    assert!(said(&answer).starts_with("Thank you. Your question is kept, without your name"), "{answer}");
    let offered = lines(&answer["say"]);
    assert!((1..=3).contains(&offered.len()), "{offered:?}");
    assert!(offered.iter().all(|(_, value)| *value != "e:pond-free"), "not the same again: {offered:?}");
    assert_eq!(labels(&answer["say"]), ["Pick one"]);
    assert_eq!(object(&somebody()).effects, [], "pressing twice is not two people");
    assert_eq!(object(&other()).effects.len(), 1);
    // What is picked from them keeps what was asked.
    let private = ours(&answer["say"], ASKER, true);
    let picked = table.send(line(&somebody(), &private, "m:0", &["e:bees"]));
    assert_eq!(footer(&picked["update"]), Some(format!("› {FREE}").as_str()));
    assert!(text(&picked["update"]).starts_with("**Understood as**: May I keep bees?"));
}

#[test]
fn a_private_reply_is_shown_to_everyone_without_its_button() {
    let message = asked(FREE, true);
    let shown = press(&table(), &somebody(), &message, "Show to everyone");
    for shown in [&shown["publish"], &shown["update"]] {
        assert_eq!(text(shown), text(&message));
        assert_eq!(footer(shown), footer(&message));
        assert_eq!(labels(shown), ["Other voices on this", "Context", "Cite", "Why this?", "Not what I asked"]);
    }
}

#[test]
fn it_is_not_shown_where_the_guild_does_not_allow_it_or_too_soon() {
    let message = asked(FREE, true);
    let closed = with(Settings { channels: vec!["5".into()], ..Settings::default() });
    let said_closed =
        notice("In this channel only the asker sees my replies.", "Ask in a channel in which everyone may see them.");
    assert_eq!(said(&press(&closed, &somebody(), &message, "Show to everyone")), said_closed);
    let mut table = with(Settings { cooldown: 30, ..Settings::default() });
    let show = |table: &Table| press(table, &somebody(), &message, "Show to everyone");
    assert!(show(&table).get("publish").is_some());
    table.wait(29);
    assert_eq!(said(&show(&table)), notice("You can get the next public reply in 1 second.", ""));
    table.wait(1);
    assert!(show(&table).get("publish").is_some());
}

#[test]
fn what_is_picked_takes_the_lists_place_only_for_whom_it_was_made() {
    let topics = answered("topics", &[], false);
    let pick = |from: &From, message: &Value| table().send(line(from, message, "m:0", &["t:money"]));
    assert_eq!(pick(&somebody(), &topics)["update"]["embeds"][0]["title"], json!("Money"));
    let answer = pick(&other(), &topics);
    assert_eq!((&answer["say"]["embeds"][0]["title"], &answer["private"]), (&json!("Money"), &json!(true)));
    assert!(pick(&somebody(), &answered("topics", &[], true)).get("update").is_some());
    // An answer to a mention has no interaction; the message that it replies to tells whose it is.
    let mut reply = topics.clone();
    reply.as_object_mut().expect("an object").remove("interaction_metadata");
    reply["type"] = json!(19);
    assert!(pick(&somebody(), &reply).get("say").is_some(), "nobody's");
    reply["referenced_message"] = events::written(&somebody(), "@sayswho topics");
    assert!(pick(&somebody(), &reply).get("update").is_some());
    assert!(pick(&other(), &reply).get("say").is_some());
    let entry = table().send(button(&somebody(), &asked(FREE, false), "e:dogs"));
    assert!(text(&entry["update"]).starts_with("**Understood as**: Can I bring my dog?"), "{entry}");
}

#[test]
fn what_is_gone_from_the_library_says_so_and_leaves_the_message_alone() {
    let message = asked(FREE, false);
    let gone =
        |id: &str| notice(&format!("“{id}” is no longer in the library."), "The library has changed: ask again.");
    let no_quote = notice(
        "There is no quote “gone:p1.1-2”, or its words are not one speaker’s.",
        "Copy the id that stands under a quote.",
    );
    for (id, said_then) in [
        ("e:gone", gone("gone")),
        ("p:1:e:gone", gone("gone")),
        ("t:gone", gone("gone")),
        ("p:1:t:gone", gone("gone")),
        // The name of no topic, though words like these would be answered.
        ("t:bees", gone("bees")),
        ("c:gone:p1.1-2", no_quote.clone()),
        ("q:gone:p1.1-2", no_quote.clone()),
        ("p:1:c:gone:p1.1-2", no_quote),
    ] {
        let answer = table().send(button(&somebody(), &message, id));
        assert_eq!(said(&answer).replace('\\', ""), said_then, "{id}");
    }
}

#[test]
fn a_foreign_button_says_so() {
    let message = asked(FREE, false);
    let stale = notice(
        "This button is from another version of me, and I no longer know what it means.",
        "Ask again with /ask.",
    );
    for id in ["", "x", "p", "p:1", "p:-1:a", "p:99999999999999999999:a", "z:zz", "m:0", "e:", "🪷", "p:1:q:x"] {
        assert_eq!(said(&table().send(button(&somebody(), &message, id))), stale, "{id}");
    }
    for values in [&[][..], &["x"], &["", "e:bees"]] {
        assert_eq!(said(&table().send(line(&somebody(), &message, "m:0", values))), stale, "{values:?}");
    }
}

#[test]
fn a_message_without_what_was_asked_says_so() {
    let mut message = asked(FREE, false);
    message["embeds"][0].as_object_mut().expect("an embed").remove("footer");
    let mut bare = message.clone();
    bare["embeds"] = json!([]);
    let mut foreign = message.clone();
    foreign["embeds"][0]["footer"] = json!({ "text": "May I keep bees?" });
    for message in [message, bare, foreign] {
        for id in ["p:1:a", "p:1:f", "p:1:v", "w:a", "n:a", "n:e:bees"] {
            let turn = table().turn(button(&somebody(), &message, id));
            assert_eq!(turn.effects, [], "{id}");
            assert_eq!(said(&seen(turn.response)), question_gone(), "{id}");
        }
        let why = table().send(button(&somebody(), &message, "w:e:bees"));
        assert_eq!(said(&why), notice("Nothing was guessed here: this is what was picked or named.", ""));
    }
}

#[test]
fn in_the_guilds_language_and_in_threads_buttons_answer_as_commands_do() {
    let russian = with(Settings { language: Some(Language::Ru), ..Settings::default() });
    let second = press(&russian, &somebody(), &asked(FREE, false), "Other voices on this");
    assert!(labels(&second["update"]).contains(&"Назад"), "{second}");
    let closed = with(Settings { channels: vec!["5".into()], ..Settings::default() });
    let context = press(&closed, &somebody(), &asked(FREE, false), "Context");
    assert!(!labels(&context["say"]).contains(&"Show to everyone"), "{context}");
    let thread = From { channel: 6, parent: Some(5), ..somebody() };
    let context = press(&closed, &thread, &asked(FREE, false), "Context");
    assert!(labels(&context["say"]).contains(&"Show to everyone"), "{context}");
}
