//! Messages: mentions in a guild, whatever is written to the bot directly, and what it does not answer.

use super::events::{BOT, From, OTHER, in_private, somebody, written};
use super::*;
use sayswho::platform::discord::memory::Earlier;

fn mention(from: &From, words: &str) -> Value {
    written(from, &format!("<@{BOT}> {words}"))
}

/// What is answered to a message; `None` where nothing is.
fn heard(table: &Table, message: Value) -> Option<Value> {
    let answer = seen(table.hear(message)?.response);
    assert_ne!(answer["private"], json!(true), "an answer to a message can not be private");
    Some(answer)
}

fn said(table: &Table, message: Value) -> String {
    text(&heard(table, message).expect("an answer")["say"]).to_owned()
}

#[test]
fn a_mention_is_a_question_wherever_it_stands() {
    for content in [
        format!("<@{BOT}> may I keep bees?"),
        format!("<@!{BOT}> may I keep bees?"),
        format!("hey <@{BOT}>, may I keep bees?"),
        format!("may I keep bees?\n<@{BOT}>"),
    ] {
        let answer = heard(&table(), written(&somebody(), &content)).expect("an answer");
        assert!(text(&answer["say"]).contains("> Members may keep bees on their plots"), "{content}: {answer}");
        assert!(!footer(&answer["say"]).expect("a footer").contains("<@"), "{content}");
        assert!(!labels(&answer["say"]).contains(&"Show to everyone"));
    }
    let turn = table().hear(mention(&somebody(), "How deep is the pond?")).expect("an answer");
    assert_eq!(gaps(&turn), [("How deep is the pond?".to_owned(), "silent")]);
}

#[test]
fn what_is_not_for_the_bot_is_not_answered() {
    let by = |author: &str, value: Value| {
        let mut message = mention(&somebody(), "may I keep bees?");
        message["author"][author] = value;
        message
    };
    let with = |field: &str, value: Value| {
        let mut message = mention(&somebody(), "may I keep bees?");
        message[field] = value;
        message
    };
    let mut pinged = written(&somebody(), "thanks!");
    pinged["mentions"] = json!([events::user(BOT)]);
    for (what, message) in [
        ("no mention", written(&somebody(), "may I keep bees?")),
        ("another is mentioned", written(&somebody(), &format!("<@{OTHER}> may I keep bees?"))),
        ("a reply to an answer, which pings", pinged),
        ("everyone", written(&somebody(), "@everyone may I keep bees?")),
        ("a bot", by("bot", json!(true))),
        ("itself", by("id", json!(BOT.to_string()))),
        ("a webhook", with("webhook_id", json!("5"))),
        ("somebody joined", with("type", json!(7))),
        ("a slash command's answer", with("type", json!(20))),
    ] {
        assert_eq!(heard(&table(), message), None, "{what}");
    }
    let mut direct = written(&in_private(), "may I keep bees?");
    direct["author"]["bot"] = json!(true);
    assert_eq!(heard(&table(), direct), None, "a bot that writes directly");
    assert!(heard(&table(), with("type", json!(19))).is_some(), "a reply that mentions the bot");
}

#[test]
fn directly_every_text_is_a_question_or_a_typed_command() {
    for (content, begins) in [
        ("may I keep bees?", "**Understood as**: May I keep bees?"),
        ("/ask may I keep bees?", "**Understood as**: May I keep bees?"),
        ("!ask may I keep bees?", "**Understood as**: May I keep bees?"),
        ("/stance pond", "**Rosa Lind, chair of the club**"),
        ("/quote greenhouse", "**Looked for**: greenhouse"),
        ("/context the-leaf:p4.1-11", "`3`"),
        ("/topics", "• The pond"),
        ("/help", "I answer with what the texts actually say"),
        ("", "I answer with what the texts actually say"),
        ("/quote", "**/quote needs some words after it.**"),
        ("/stanse pond", "**There is no command “stanse”.**\nDid you mean /stance?"),
    ] {
        let answer = said(&table(), written(&in_private(), content));
        assert!(answer.starts_with(begins), "{content}: {answer}");
    }
    assert!(said(&table(), mention(&somebody(), "")).starts_with("I answer with what"), "a bare mention asks for help");
    assert!(said(&table(), mention(&somebody(), "/stance pond")).starts_with("**Rosa Lind"));
    let typed = notice(
        "Settings are changed with a slash command, not with a message.",
        "Type /settings and pick it from the list.",
    );
    assert_eq!(said(&table(), written(&in_private(), "/settings private:true")), typed);
}

#[test]
fn the_language_of_a_message_is_the_guilds_or_the_default() {
    let turkish = with(Settings { language: Some(Language::Tr), ..Settings::default() });
    assert!(said(&turkish, mention(&somebody(), "May I keep bees?")).starts_with("**Şöyle anlaşıldı**"));
    assert!(said(&table(), mention(&somebody(), "May I keep bees?")).starts_with("**Understood as**"));
}

#[test]
fn where_replies_are_private_a_mention_is_told_how_to_ask() {
    let table = with(Settings { private: Some(true), ..Settings::default() });
    assert_eq!(
        said(&table, mention(&somebody(), "May I keep bees?")),
        notice(
            "In this server only the asker sees my replies, and everyone would see a reply to a mention.",
            "Use /ask, or send me your question directly."
        )
    );
    let elsewhere = with(Settings { channels: vec!["5".into()], ..Settings::default() });
    assert_eq!(heard(&elsewhere, mention(&somebody(), "May I keep bees?")), None, "in a channel that is not allowed");
}

#[test]
fn who_mentions_the_bot_too_soon_is_told_to_wait_once() {
    let mut table = with(Settings { cooldown: 30, ..Settings::default() });
    assert!(said(&table, mention(&somebody(), "May I keep bees?")).starts_with("**Understood as**"));
    table.wait(10);
    let wait =
        notice("You can get the next public reply in 20 seconds.", "Use /ask, or send me your question directly.");
    assert_eq!(said(&table, mention(&somebody(), "Can I bring my dog?")), wait);
    assert_eq!(heard(&table, mention(&somebody(), "Can I bring my dog?")), None);
    table.wait(20);
    assert!(said(&table, mention(&somebody(), "Can I bring my dog?")).starts_with("**Understood as**"));
}

#[test]
fn the_same_question_within_a_minute_gets_a_link_to_the_message_that_was_sent() {
    let mut table = table();
    let other = From { user: OTHER, ..somebody() };
    let turn = table.hear(mention(&somebody(), "May I keep bees?")).expect("an answer");
    let [Effect::Remember(key)] = turn.effects.as_slice() else { panic!("{turn:?}") };
    // Not before it was sent.
    assert!(heard(&table, mention(&other, "May I keep bees?")).expect("an answer").get("say").is_some());
    table.memory.lock().expect("a memory").answered(*key, Earlier::Message(MessageId::new(99)), table.start);
    let again = heard(&table, mention(&other, "may i keep  bees?")).expect("an answer");
    assert_eq!(again["repeat"]["content"], json!("This was answered here a moment ago."));
    assert_eq!(again["earlier"], json!("Message(MessageId(99))"));
    table.wait(61);
    assert!(heard(&table, mention(&other, "May I keep bees?")).expect("an answer").get("say").is_some());
    let direct = table.hear(written(&in_private(), "May I keep bees?")).expect("an answer");
    assert_eq!(direct.effects, [], "alone with the bot, nothing repeats");
}
