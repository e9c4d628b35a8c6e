//! What comes of a question: pages, settings, gaps, and what reactions do.

use super::{BOT, accept, text_of};
use sayswho::config::MessageType;
use sayswho::library::Language;
use sayswho::platform::matrix::answer::{Desk, Effect, Made, Question, Turn};
use sayswho::platform::matrix::incoming::{About, Asked};
use sayswho::platform::matrix::message::{self, Address, CONTENT_BYTES};
use sayswho::service::Command;
use sayswho::store::{Reason, Settings};

fn turn(asked: &Asked, made: &Made, settings: &Settings, about: Option<&str>, level: i64) -> Option<Turn> {
    let desk = Desk { bot: &BOT, settings, prefix: "!" };
    let about = about.map(|words| About::Words(words.to_owned()));
    let turn = desk.answer(&Question { asked, about: about.as_ref(), is_own: false, level }, made)?;
    accept(&turn.pages);
    Some(turn)
}

fn asks(command: Command) -> Asked {
    Asked::Command { command, about: None }
}

fn answer(command: Command) -> Turn {
    turn(&asks(command), &Made::Asked, &Settings::default(), None, 0).expect("an answer")
}

#[test]
fn an_answer_has_its_quote_first_and_the_other_voices_on_the_next_page() {
    let turn = answer(Command::Ask("Is the pond free for everyone?".into()));
    assert_eq!(turn.effects, []);
    let [first, second] = turn.pages.as_slice() else { panic!("{} pages", turn.pages.len()) };
    let quote = "The pond stays open to everyone, and nobody will be asked to pay for it";
    for shown in [first.body.clone(), text_of(&first.html)] {
        assert!(shown.contains(quote) && shown.contains("Rosa Lind") && shown.contains("Said before the vote."));
        assert!(shown.contains("Page 1 of 2: react with ➡ or ⬅ to turn."), "{shown}");
        assert!(!shown.contains("closes the gate"), "{shown}");
    }
    assert!(first.html.contains(&format!("<blockquote>{quote}</blockquote>")), "{}", first.html);
    assert!(first.html.contains("<details><summary>Why this reply</summary>"), "{}", first.html);
    // Figures are for curators, who have a terminal.
    assert!(!first.html.contains("In figures"), "{}", first.html);
    assert!(second.body.contains("I will not sign any rule that closes the gate at night."));
}

#[test]
fn a_picked_page_of_passages_is_made_again_as_that_page_and_without_the_askers_words() {
    let asked = asks(Command::Quote("the".into()));
    let question = Question { asked: &asked, about: None, is_own: false, level: 0 };
    let desk = Desk { bot: &BOT, settings: &Settings::default(), prefix: "!" };
    let next = desk.choices(&question, &Made::Asked).into_iter().next().expect("the next page");
    let picked = Made::Picked(next.command);
    assert_eq!(picked.write(), "page:2");
    let (now, again) = (desk.answer(&question, &picked), desk.answer(&question, &Made::read("page:2")));
    assert_eq!(now.as_ref().map(|turn| &turn.pages), again.as_ref().map(|turn| &turn.pages));
    assert_ne!(now.map(|turn| turn.pages), desk.answer(&question, &Made::Asked).map(|turn| turn.pages));
}

#[test]
fn a_question_without_an_answer_is_kept_as_a_gap() {
    let turn = answer(Command::Ask("Who won the football match in Paris?".into()));
    let [Effect::Gap { query, reason: Reason::Silent, .. }] = turn.effects.as_slice() else {
        panic!("{:?}", turn.effects)
    };
    assert_eq!(query, "Who won the football match in Paris?");
}

#[test]
fn a_command_about_a_message_without_readable_words_says_what_is_wrong() {
    let asked = Asked::Command { command: Command::Verify(String::new()), about: Some("$0".into()) };
    let desk = Desk { bot: &BOT, settings: &Settings::default(), prefix: "!" };
    for (about, said) in [
        (About::NoWords, "That message has no words that I can read."),
        (About::Sealed, "I can not read that message: its key has not reached me."),
    ] {
        let question = Question { asked: &asked, about: Some(&about), is_own: false, level: 0 };
        let turn = desk.answer(&question, &Made::Asked).expect("an answer");
        assert!(turn.pages[0].body.starts_with(said), "{}", turn.pages[0].body);
        assert_eq!(turn.effects, []);
    }
}

#[test]
fn a_command_about_an_event_takes_its_words() {
    let about = |command: Command, words: Option<&str>| {
        let asked = Asked::Command { command, about: Some("$0".into()) };
        let turn = turn(&asked, &Made::Asked, &Settings::default(), words, 0).expect("an answer");
        assert_eq!(turn.effects, []);
        turn.pages[0].body.clone()
    };
    let verify = || Command::Verify(String::new());
    assert!(about(verify(), Some("Dogs are welcome on a lead.")).starts_with("These words stand in the texts."));
    let answer = answer(Command::Quote("dogs lead".into())).pages[0].body.clone();
    assert!(about(Command::Context(String::new()), Some(&answer)).contains("Members may keep bees"), "{answer}");
    assert!(about(Command::Ask(String::new()), Some("Who won in Paris?")).contains("The texts"));
}

#[test]
fn not_it_keeps_the_question_and_offers_others_that_can_be_picked() {
    let asked = asks(Command::Ask("Is the pond free for everyone?".into()));
    let none = Settings::default();
    let turned = turn(&asked, &Made::NotIt, &none, None, 0).expect("an answer");
    let [Effect::Gap { reason: Reason::NotIt, .. }] = turned.effects.as_slice() else { panic!("{:?}", turned.effects) };
    let body = &turned.pages[0].body;
    assert!(body.starts_with("Thank you. Your question is kept"), "{body}");
    assert!(body.contains("\n1. ") && body.contains("React with a number"), "{body}");
    let desk = Desk { bot: &BOT, settings: &none, prefix: "!" };
    let choices = desk.choices(&Question { asked: &asked, about: None, is_own: false, level: 0 }, &Made::NotIt);
    for choice in choices {
        let made = Made::Picked(choice.command);
        assert_eq!(Made::read(&made.write()), made);
        assert!(turn(&asked, &made, &none, None, 0).is_some());
    }
    assert_eq!(turn(&asks(Command::Help), &Made::NotIt, &none, None, 0), None, "nothing was guessed");
}

#[test]
fn how_an_answer_was_made_is_written_and_read() {
    for made in [
        Made::Asked,
        Made::NotIt,
        Made::Picked(Command::Entry("pond-free".into())),
        Made::Picked(Command::Context("leaf:p1.1-3".into())),
        Made::Picked(Command::Stance("pond".into())),
    ] {
        assert_eq!(Made::read(&made.write()), made);
    }
    assert_eq!(Made::read("of another version"), Made::Asked);
}

#[test]
fn help_says_how_to_ask_in_a_room() {
    let help = answer(Command::Help).pages[0].body.clone();
    let asking = "In a room, mention me or begin with !ask; in a direct conversation, just write. React with 👎 to an \
                  answer that is not to what you asked.";
    assert!(help.contains(&format!("\n\n{asking}\n\n!stance TOPIC · ")), "{help}");
}

#[test]
fn settings_are_for_those_with_the_power() {
    let settings = |given: &str, now: &Settings, level| {
        let turn = turn(&Asked::Settings(given.into()), &Made::Asked, now, None, level).expect("an answer");
        (turn.pages[0].body.clone(), turn.effects)
    };
    let (none, turkish) = (Settings::default(), Settings { language: Some(Language::Tr), ..Settings::default() });
    assert_eq!(
        settings("language tr", &none, 49),
        ("Only those with a power level of 50 or more can see and change the settings of a room.".into(), vec![])
    );
    let usage =
        "To change the language, write !sayswho settings language and one of these: en · az · tr · ru · ar · auto";
    let shown = format!("Settings of this room\n\nLanguage of replies: the bot’s own\n\n{usage}");
    assert_eq!(settings("", &none, 50), (shown, vec![]));
    let (body, effects) = settings("language tr", &none, 50);
    assert!(body.starts_with("Değiştirildi. Bu odanın ayarları şimdi\n\nYanıtların dili: Türkçe"), "{body}");
    assert_eq!(effects, [Effect::Settings(turkish.clone())]);
    assert_eq!(settings("language auto", &turkish, 100).1, [Effect::Settings(none.clone())]);
    assert_eq!(settings("language klingon", &none, 50), (format!("There is no language “klingon”.\n{usage}"), vec![]));
    assert_eq!(settings("colour red", &none, 50), (format!("There is no setting “colour”.\n{usage}"), vec![]));
    let turn = turn(&asks(Command::Topics), &Made::Asked, &turkish, None, 0).expect("an answer");
    assert!(turn.pages[0].body.starts_with("Konular"), "{}", turn.pages[0].body);
}

#[test]
fn an_answer_replies_in_its_thread_and_mentions_nobody_but_the_asker() {
    let page = &answer(Command::Help).pages[0];
    let address = Address { to: "$1".into(), thread: None, asker: "@you:a.example".into() };
    let content = message::reply(page, &address, MessageType::Notice);
    assert_eq!(content["msgtype"], "m.notice");
    assert_eq!(content["m.mentions"], serde_json::json!({ "user_ids": ["@you:a.example"] }));
    assert_eq!(content["m.relates_to"], serde_json::json!({ "m.in_reply_to": { "event_id": "$1" } }));
    assert_eq!(content["body"], page.body.as_str());
    let thread = Address { thread: Some("$root".into()), ..address };
    let content = message::reply(page, &thread, MessageType::Text);
    assert_eq!(content["msgtype"], "m.text");
    let relation = serde_json::json!({
        "rel_type": "m.thread", "event_id": "$root", "is_falling_back": false, "m.in_reply_to": { "event_id": "$1" },
    });
    assert_eq!(content["m.relates_to"], relation);
    let edit = message::edit(page, "$a", "@you:a.example", MessageType::Notice);
    assert_eq!(edit["m.mentions"], serde_json::json!({}));
    assert_eq!(edit["m.new_content"]["m.mentions"], serde_json::json!({ "user_ids": ["@you:a.example"] }));
    assert_eq!(edit["m.relates_to"], serde_json::json!({ "rel_type": "m.replace", "event_id": "$a" }));
    assert_eq!(edit["m.new_content"]["body"], page.body.as_str());
    assert!(edit.to_string().len() <= CONTENT_BYTES);
}
