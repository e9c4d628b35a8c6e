//! Commands and context menus: each with what it answers, and who sees it in which language.

use super::events::{From, OTHER, in_private, interaction, menu, slash, somebody, written};
use super::*;
use sayswho::platform::discord::answer::is_private;

const FREE: &str = "Is the pond free for everyone?";
const DEEP: &str = "How deep is the pond?";

fn ask(from: &From, question: &str) -> Value {
    slash(from, "ask", &[("question", json!(question))])
}

fn privately(from: &From, private: bool) -> Value {
    slash(from, "ask", &[("question", json!(FREE)), ("private", json!(private))])
}

/// The description of the answer to a command that everyone sees.
fn public(table: &Table, name: &str, options: &[(&str, Value)]) -> Value {
    let answer = table.send(slash(&somebody(), name, options));
    assert_eq!(answer["private"], json!(false), "{answer}");
    answer["say"].clone()
}

#[test]
fn a_question_is_answered_with_the_quote_and_what_was_asked() {
    let answer = public(&table(), "ask", &[("question", json!("is the pond free for all"))]);
    assert_eq!(
        text(&answer),
        "**Understood as**: Is the pond free for everyone?\n\n\
         > The pond stays open to everyone, and nobody will be asked to pay for it\n\
         **Rosa Lind, chair of the club** · direct quote\n\
         The Leaf on the statute, paragraph 2 · `the-leaf:p2.1-15`\n\n\
         **Editor’s note**: Said before the vote."
    );
    assert_eq!(footer(&answer), Some("› is the pond free for all"));
    assert_eq!(labels(&answer), ["Other voices on this", "Context", "Cite", "Why this?", "Not what I asked"]);
}

#[test]
fn the_shipped_library_answers_too() {
    let table = Table { bot: &SHIPPED, ..table() };
    let answer = table.send(ask(&somebody(), "will azerbaijan send troops to gaza?"));
    assert!(text(&answer["say"]).starts_with("**Understood as**: "), "{answer}");
    assert!(text(&answer["say"]).contains("\n> "), "{answer}");
    let topic = &SHIPPED.service.library().topics[0];
    let answer = table.send(slash(&somebody(), "stance", &[("topic", json!(topic.id))]));
    assert_eq!(answer["say"]["embeds"][0]["title"], json!(topic.name.get(Language::En)));
}

#[test]
fn a_topic_is_found_by_id_name_alias_and_typo_and_free_text_is_a_question() {
    for (asked, shown) in
        [("pond", "› The pond"), ("Gölet", "› Gölet"), ("access to the water", "› access to the water")]
    {
        let answer = public(&table(), "stance", &[("topic", json!(asked))]);
        assert_eq!((answer["embeds"][0]["title"].as_str(), footer(&answer)), (Some("The pond"), Some(shown)));
    }
    let answer = public(&table(), "stance", &[("topic", json!("finnances"))]);
    assert_eq!(answer["embeds"][0]["title"], json!("Money"));
    assert!(text(&answer).contains("**Understood as**: Money"), "{answer}");
    let answer = public(&table(), "stance", &[("topic", json!("will they build a greenhouse"))]);
    assert!(text(&answer).starts_with("**Understood as**: Will the club build a greenhouse?"), "{answer}");
    let answer = public(&table(), "stance", &[("topic", json!("zebras"))]);
    assert!(text(&answer).starts_with("**No topic is called “zebras”, and the texts do not answer it.**"), "{answer}");
}

#[test]
fn words_are_looked_for_with_the_filters_after_them() {
    let answer = public(&table(), "quote", &[("words", json!("greenhouse"))]);
    assert!(text(&answer).contains("cannot afford a new **greenhouse** this year"), "{answer}");
    assert_eq!(footer(&answer), Some("› greenhouse"));
    // Ids as completion gives them, or names as they are typed.
    for (speaker, source) in
        [("rosa-lind", "the-leaf"), ("Роза Линд", "the leaf on the statute"), ("the chair", "the-leaf")]
    {
        let options = [("words", json!("pond")), ("speaker", json!(speaker)), ("source", json!(source))];
        let answer = table().send(slash(&somebody(), "quote", &options));
        assert_eq!(footer(&answer["say"]), Some("› pond speaker:rosa-lind source:the-leaf"));
    }
}

#[test]
fn a_filter_that_is_nobody_says_so_to_the_asker() {
    let next = "Pick one of those that are offered while you type.";
    for (option, said) in
        [("speaker", "No speaker in the texts is called “Zorro”."), ("source", "No source is called “Zorro”.")]
    {
        let answer = table().send(slash(&somebody(), "quote", &[("words", json!("pond")), (option, json!("Zorro"))]));
        assert_eq!((text(&answer["say"]), &answer["private"]), (notice(said, next).as_str(), &json!(true)));
    }
}

#[test]
fn a_claim_is_checked_with_who_is_said_to_have_said_it() {
    let claim = "I will not sign any rule that closes the gate at night.";
    let answer = public(&table(), "verify", &[("text", json!(claim))]);
    assert_eq!(answer["embeds"][0]["title"], json!("These words stand in the texts."));
    for (speaker, verdict, shown) in [
        ("rosa-lind", "The speaker is right: Rosa Lind.", "Rosa Lind"),
        ("the treasurer", "The speaker is wrong. Claimed: Emil Voss. In the texts: Rosa Lind.", "Emil Voss"),
        ("Zorro", "The speaker is wrong. Claimed: Zorro. In the texts: Rosa Lind.", "Zorro"),
    ] {
        let answer = public(&table(), "verify", &[("text", json!(claim)), ("speaker", json!(speaker))]);
        assert!(text(&answer).starts_with(verdict), "{answer}");
        assert_eq!(footer(&answer), Some(format!("› {shown}: \"{claim}\"").as_str()));
    }
    let quoted = public(&table(), "verify", &[("text", json!("“Dogs are welcome”")), ("speaker", json!("Zorro"))]);
    assert_eq!(footer(&quoted), Some("› Zorro: “Dogs are welcome”"));
}

#[test]
fn quotes_are_shown_in_their_surroundings_and_cited() {
    let id = [("id", json!("the-leaf:p2.1-6"))];
    assert!(text(&public(&table(), "context", &id)).contains("“**The pond stays open to everyone**, and nobody"));
    assert!(text(&public(&table(), "cite", &id)).contains("**APA**\n```\n"));
    let mla = public(&table(), "cite", &[id[0].clone(), ("style", json!("mla"))]);
    assert!(text(&mla).contains("**MLA**\n```\n"), "{mla}");
    let answer = table().send(slash(&somebody(), "cite", &[id[0].clone(), ("style", json!("runes"))]));
    assert!(text(&answer["say"]).starts_with("**There is no style “runes”.**"), "{answer}");
    for command in ["context", "cite"] {
        let answer = table().send(slash(&somebody(), command, &[("id", json!("the-leaf:p9.1-2"))]));
        let said = "There is no quote “the-leaf:p9.1-2”, or its words are not one speaker’s.";
        assert_eq!(text(&answer["say"]).replace('\\', ""), notice(said, "Copy the id that stands under a quote."));
        assert_eq!(answer["private"], json!(true), "what went wrong is for the asker");
    }
}

#[test]
fn topics_sources_and_help_list_what_there_is() {
    assert_eq!(lines(&public(&table(), "topics", &[])), [("The pond", "t:pond"), ("Money", "t:money")]);
    assert!(text(&public(&table(), "sources", &[])).starts_with("**The Leaf on the statute**"));
    let help = public(&table(), "help", &[]);
    for name in ["stance", "ask", "quote", "verify", "context", "cite", "topics", "sources", "help", "settings"] {
        assert!(text(&help).contains(&format!("**/{name}**")), "{name}: {help}");
    }
}

#[test]
fn a_command_of_another_version_says_that_there_is_none() {
    let answer = table().send(slash(&somebody(), "divine", &[]));
    assert_eq!(text(&answer["say"]), notice("There is no command “divine”.", "/help lists what you can ask."));
    let answer = table().send(menu(&somebody(), "Divine this", written(&somebody(), "x")));
    assert!(text(&answer["say"]).starts_with("**There is no command “Divine this”.**"), "{answer}");
    assert_eq!(table().send(interaction(&somebody(), 1, json!({}))), Value::Null, "a ping is the endpoint's business");
}

#[test]
fn what_the_texts_do_not_answer_is_a_gap_and_what_they_answer_is_none() {
    let gap = |name, option, words: &str| gaps(&table().turn(slash(&somebody(), name, &[(option, json!(words))])));
    assert_eq!(gap("ask", "question", DEEP), [(DEEP.to_owned(), "silent")]);
    assert_eq!(gap("stance", "topic", "zebras"), [("zebras".to_owned(), "silent")]);
    for (name, option, words) in [
        ("ask", "question", FREE),
        ("ask", "question", "?!"),
        ("stance", "topic", "pond"),
        ("quote", "words", "zebras"),
    ] {
        assert_eq!(gap(name, option, words), [], "{name} {words}");
    }
}

#[test]
fn who_sees_a_reply_is_the_askers_choice_then_the_guilds_then_the_configurations() {
    let guild = |private| Settings { private, ..Settings::default() };
    for (said, set, private) in [
        (None, None, false),
        (None, Some(true), true),
        (None, Some(false), false),
        (Some(true), Some(false), true),
        (Some(false), Some(true), false),
    ] {
        let table = with(guild(set));
        let asked = said.map_or_else(|| ask(&somebody(), FREE), |said| privately(&somebody(), said));
        let answer = table.send(asked.clone());
        assert_eq!(answer["private"], json!(private), "{said:?} {set:?}");
        assert_eq!(labels(&answer["say"]).contains(&"Show to everyone"), private, "{said:?} {set:?}");
        let interaction = serde_json::from_value(asked).expect("an interaction");
        assert_eq!(is_private(&table.desk(), &interaction), private, "{said:?} {set:?}");
    }
    static PRIVATE: LazyLock<Bot> = LazyLock::new(|| Bot { private: true, ..bot(garden::service()) });
    let table = Table { bot: &PRIVATE, ..table() };
    assert_eq!(table.send(ask(&somebody(), FREE))["private"], json!(true));
    let table = Table { bot: &PRIVATE, ..with(guild(Some(false))) };
    assert_eq!(table.send(ask(&somebody(), FREE))["private"], json!(false));
}

#[test]
fn with_the_bot_alone_everything_is_seen_and_nothing_can_be_shown() {
    static PRIVATE: LazyLock<Bot> = LazyLock::new(|| Bot { private: true, ..bot(garden::service()) });
    let table = Table { bot: &PRIVATE, ..table() };
    assert_eq!(table.send(ask(&in_private(), FREE))["private"], json!(false));
    let answer = table.send(privately(&in_private(), true));
    assert_eq!(answer["private"], json!(true));
    assert!(!labels(&answer["say"]).contains(&"Show to everyone"), "{answer}");
    // Among friends, where the bot is installed by a user.
    let friends = From { context: 2, ..in_private() };
    assert_eq!(table.send(ask(&friends, FREE))["private"], json!(true));
}

#[test]
fn in_channels_that_the_guild_does_not_allow_only_the_asker_sees_replies() {
    let only = |channel: u64| with(Settings { channels: vec![channel.to_string()], ..Settings::default() });
    let answer = only(5).send(privately(&somebody(), false));
    assert_eq!(answer["private"], json!(true));
    assert!(!labels(&answer["say"]).contains(&"Show to everyone"), "{answer}");
    assert_eq!(only(events::CHANNEL).send(ask(&somebody(), FREE))["private"], json!(false));
    let thread = From { channel: 6, parent: Some(5), ..somebody() };
    assert_eq!(only(5).send(ask(&thread, FREE))["private"], json!(false), "a thread of an allowed channel");
    assert_eq!(only(7).send(ask(&thread, FREE))["private"], json!(true));
}

#[test]
fn who_asks_again_too_soon_is_answered_privately() {
    let mut table = with(Settings { cooldown: 30, ..Settings::default() });
    let dogs = || ask(&somebody(), "Can I bring my dog?");
    assert_eq!(table.send(ask(&somebody(), FREE))["private"], json!(false));
    table.wait(29);
    let answer = table.send(dogs());
    assert_eq!(answer["private"], json!(true));
    assert!(labels(&answer["say"]).contains(&"Show to everyone"), "{answer}");
    assert_eq!(table.send(ask(&From { user: OTHER, ..somebody() }, "May I keep bees?"))["private"], json!(false));
    table.wait(1);
    assert_eq!(table.send(dogs())["private"], json!(false));
    let table = with(Settings { cooldown: 30, ..Settings::default() });
    table.send(privately(&somebody(), true));
    assert_eq!(table.send(dogs())["private"], json!(false), "a private answer starts no wait");
}

#[test]
fn the_same_question_in_the_same_channel_within_a_minute_gets_a_link() {
    let mut table = table();
    let other = From { user: OTHER, ..somebody() };
    let first = table.send(ask(&somebody(), FREE));
    table.wait(60);
    let again = table.send(ask(&other, "  is the POND free for everyone? "));
    assert_eq!(again["repeat"]["content"], json!("This was answered here a moment ago."));
    let button = &again["repeat"]["components"][0]["components"][0];
    let address = "https://discord.com/channels/290926798626357999/645027906669510667/99";
    assert_eq!((&button["label"], &button["url"]), (&json!("Go to the answer"), &json!(address)));
    let token = format!("token-of-{}-{}", events::ASKER, events::CHANNEL);
    assert!(again["earlier"].as_str().is_some_and(|earlier| earlier.contains(&token)), "{again}");
    assert_eq!(text(&again["otherwise"]), text(&first["say"]), "where the answer is gone, it is given again");

    for (from, question) in [
        (From { channel: 8, ..somebody() }, FREE),
        (somebody(), "May I keep bees?"),
        (From { locale: "tr", ..somebody() }, FREE),
    ] {
        assert!(table.send(ask(&from, question)).get("say").is_some(), "{question}");
    }
    assert!(table.send(privately(&other, true)).get("say").is_some(), "what only the asker sees repeats nothing");
    table.wait(61);
    assert!(table.send(ask(&other, FREE)).get("say").is_some(), "after a minute");
}

#[test]
fn only_what_is_asked_in_words_repeats_and_a_private_answer_is_none() {
    let table = table();
    for (name, options) in [
        ("topics", vec![]),
        ("context", vec![("id", json!("the-leaf:p2.1-6"))]),
        ("ask", vec![("question", json!(FREE)), ("private", json!(true))]),
    ] {
        for _ in 0..2 {
            assert!(table.send(slash(&somebody(), name, &options)).get("say").is_some(), "{name}");
        }
    }
    for (name, option, words) in [("stance", "topic", "pond"), ("quote", "words", "pond"), ("verify", "text", "Dogs.")]
    {
        let command = || slash(&somebody(), name, &[(option, json!(words))]);
        assert!(table.send(command()).get("say").is_some(), "{name}");
        assert!(table.send(command()).get("repeat").is_some(), "{name}");
    }
    let verify = slash(&somebody(), "verify", &[("text", json!("dogs."))]);
    assert!(table.send(verify).get("say").is_some(), "of a claim each letter counts");
    for _ in 0..2 {
        assert!(table.send(ask(&in_private(), FREE)).get("say").is_some(), "alone with the bot");
    }
    assert_eq!(gaps(&table.turn(ask(&somebody(), DEEP))).len() + gaps(&table.turn(ask(&somebody(), DEEP))).len(), 2);
}

#[test]
fn the_language_is_the_guilds_setting_then_the_readers_then_the_guilds_own_then_the_default() {
    let understood = |set: Option<Language>, locale: &'static str, guild_locale: Option<&'static str>| {
        let table = with(Settings { language: set, ..Settings::default() });
        let answer = table.send(ask(&From { locale, guild_locale, ..somebody() }, FREE));
        text(&answer["say"]).split(':').next().expect("a label").trim_matches('*').to_owned()
    };
    for (set, locale, guild_locale, said) in [
        (None, "en-US", Some("ru"), "Understood as"),
        (None, "tr", Some("en-US"), "Şöyle anlaşıldı"),
        (None, "ru", None, "Понято как"),
        (None, "de", Some("tr"), "Şöyle anlaşıldı"),
        (None, "de", Some("fr"), "Understood as"),
        (None, "de", None, "Understood as"),
        (Some(Language::Az), "tr", Some("ru"), "Belə başa düşüldü"),
        (Some(Language::En), "tr", None, "Understood as"),
    ] {
        assert_eq!(understood(set, locale, guild_locale), said, "{set:?} {locale} {guild_locale:?}");
    }
}

#[test]
fn a_message_is_checked_by_its_menu() {
    let quoted = "> Rosa Lind: “I will not sign any rule that closes the gate at night.”";
    let answer =
        table().send(menu(&somebody(), "Check this quote", written(&From { user: OTHER, ..somebody() }, quoted)));
    assert_eq!(answer["say"]["embeds"][0]["title"], json!("These words stand in the texts."));
    assert_eq!(footer(&answer["say"]), Some(format!("› {quoted}").as_str()));
    assert_eq!(answer["private"], json!(false));
    let long = "The pond stays open to nobody. ".repeat(120);
    let answer = table().send(menu(&somebody(), "Check this quote", written(&somebody(), &long)));
    assert_eq!(footer(&answer["say"]), None, "too long for a footer");
}

#[test]
fn quotes_on_a_message_are_found_by_its_menu_and_nothing_is_kept_of_it() {
    let find = |content: &str| {
        let turn = table().turn(menu(&somebody(), "Find a quote on this", written(&somebody(), content)));
        assert_eq!(turn.effects, [], "nobody asked the bot");
        seen(turn.response)["say"].clone()
    };
    let answer = find("<@80351110224678912> hey, may I keep bees on my plot?");
    assert!(text(&answer).contains("> Members may keep bees on their plots"), "{answer}");
    assert_eq!(footer(&answer), Some("› hey, may I keep bees on my plot?"));
    // Where the texts do not answer, what shares its words.
    let answer = find(DEEP);
    assert!(text(&answer).starts_with("**Looked for**: How deep is the pond?"), "{answer}");
    let answer = find("zebras");
    assert!(text(&answer).starts_with("**The texts"), "{answer}");
}

#[test]
fn a_message_without_text_says_so() {
    let said = notice(
        "This message has no text.",
        "Pictures and embeds I do not read. Copy the words, and use /verify or /ask.",
    );
    let mut embed = written(&somebody(), "");
    embed["embeds"] = json!([{ "type": "rich", "description": "Dogs are welcome on a lead." }]);
    for name in ["Check this quote", "Find a quote on this"] {
        for message in [embed.clone(), written(&somebody(), "  ")] {
            let answer = table().send(menu(&somebody(), name, message));
            assert_eq!((text(&answer["say"]), &answer["private"]), (said.as_str(), &json!(true)));
        }
    }
    // A forwarded message has its text elsewhere.
    let mut forwarded = written(&somebody(), "");
    let mut inner = written(&somebody(), "Dogs are welcome on a lead.");
    inner.as_object_mut().expect("an object").remove("author");
    forwarded["message_snapshots"] = json!([{ "message": inner }]);
    let answer = table().send(menu(&somebody(), "Check this quote", forwarded));
    assert_eq!(answer["say"]["embeds"][0]["title"], json!("These words stand in the texts."));
}

#[test]
fn whatever_is_typed_is_answered_within_the_limits() {
    let long = "🪷".repeat(1_500);
    let awkward = ["", " ", "\u{202e}abc", "```", "<@1> @everyone", long.as_str(), "\0", "a:b:c"];
    let table = table();
    for words in awkward {
        for (name, option) in [
            ("ask", "question"),
            ("stance", "topic"),
            ("quote", "words"),
            ("verify", "text"),
            ("context", "id"),
            ("cite", "id"),
        ] {
            let options = [(option, json!(words)), ("speaker", json!(words)), ("style", json!(words))];
            assert!(table.send(slash(&somebody(), name, &options)).is_object(), "{name} {words:?}");
        }
    }
    for name in ["ask", "stance", "quote", "verify", "context", "cite", "settings"] {
        assert!(table.send(slash(&somebody(), name, &[])).get("say").is_some(), "{name} without its option");
    }
}
