//! `/settings`: who may change what, within which bounds, and how it is confirmed.

use super::events::{From, in_private, manager, slash, somebody};
use super::*;
use sayswho::platform::discord::{not_kept, place};
use serenity::model::id::GuildId;

fn settings(options: &[(&str, Value)]) -> Value {
    slash(&manager(), "settings", options)
}

/// What is kept, and what the confirmation says.
fn changed(table: &Table, options: &[(&str, Value)]) -> (Settings, Value) {
    let turn = table.turn(settings(options));
    let [Effect::Settings(at, kept)] = turn.effects.as_slice() else { panic!("{turn:?}") };
    assert_eq!(at, &place(GuildId::new(events::GUILD)));
    let kept = kept.clone();
    let answer = seen(turn.response);
    assert_eq!(answer["private"], json!(true));
    (kept, answer["say"].clone())
}

/// What is said where nothing is kept.
fn refused(table: &Table, interaction: Value) -> String {
    let turn = table.turn(interaction);
    assert_eq!(turn.effects, []);
    let answer = seen(turn.response);
    assert_eq!(answer["private"], json!(true));
    text(&answer["say"]).replace('\\', "")
}

#[test]
fn without_options_the_settings_are_shown() {
    let turn = table().turn(settings(&[]));
    assert_eq!(turn.effects, []);
    let answer = seen(turn.response);
    assert_eq!(answer["say"]["embeds"][0]["title"], json!("Settings of this server"));
    assert_eq!(
        text(&answer["say"]),
        "**Language of replies:** each reader’s own\n\
         **Who sees replies, unless the asker wants otherwise:** everyone\n\
         **Channels in which everyone may see them:** all\n\
         **Time between two public replies to one person:** none"
    );
}

#[test]
fn each_setting_is_kept_and_confirmed() {
    let (kept, answer) = changed(
        &table(),
        &[
            ("language", json!("tr")),
            ("private", json!(true)),
            ("allow-channel", json!("<#5>")),
            ("cooldown", json!(30)),
        ],
    );
    let expected =
        Settings { language: Some(Language::Tr), private: Some(true), channels: vec!["5".into()], cooldown: 30 };
    assert_eq!(kept, expected);
    assert_eq!(answer["embeds"][0]["title"], json!("Değiştirildi. Bu sunucunun şimdiki ayarları"));
    assert_eq!(
        text(&answer),
        "**Yanıtların dili:** Türkçe\n\
         **Soran başka türlü istemedikçe yanıtları kim görür:** yalnızca soran\n\
         **Herkesin görebileceği kanallar:** <#5>\n\
         **Bir kişiye verilen iki açık yanıt arasındaki süre:** 30 saniye"
    );
    let (kept, _) = changed(&with(expected.clone()), &[("language", json!("auto")), ("private", json!(false))]);
    assert_eq!(kept, Settings { language: None, private: Some(false), ..expected });
}

#[test]
fn channels_are_put_on_the_list_and_taken_off() {
    let list = |channels: &[&str]| {
        with(Settings { channels: channels.iter().map(|id| (*id).to_owned()).collect(), ..Settings::default() })
    };
    let (kept, _) = changed(&list(&["5"]), &[("allow-channel", json!("<#6>"))]);
    assert_eq!(kept.channels, ["5", "6"]);
    let (kept, _) = changed(&list(&["5"]), &[("allow-channel", json!("<#5>"))]);
    assert_eq!(kept.channels, ["5"], "once is enough");
    let (kept, answer) = changed(&list(&["5"]), &[("disallow-channel", json!("<#5>"))]);
    assert_eq!(kept.channels, [] as [&str; 0]);
    assert!(text(&answer).contains("**Channels in which everyone may see them:** all"), "{answer}");
    let next = "Allow the channels that you want; then all others are private.";
    assert_eq!(
        refused(&table(), settings(&[("disallow-channel", json!("<#5>"))])),
        notice("All channels are allowed; there is no list to take one off.", next)
    );
    let many: Vec<String> = (1..=100).map(|id| (10_u64.pow(18) + id).to_string()).collect();
    let full = with(Settings { channels: many.clone(), ..Settings::default() });
    assert_eq!(
        refused(&full, settings(&[("allow-channel", json!("<#5>"))])),
        notice("No more than 100 channels can be named.", "Take one off the list first.")
    );
    let answer = full.send(settings(&[]));
    assert!(many.iter().all(|id| text(&answer["say"]).contains(id)), "all of them are listed");
}

#[test]
fn what_is_out_of_bounds_is_not_kept() {
    for seconds in [-1_i64, 3_601, i64::MAX] {
        assert_eq!(
            refused(&table(), settings(&[("private", json!(true)), ("cooldown", json!(seconds))])),
            notice("The time between two replies is 0 to 3600 seconds.", "")
        );
    }
    let (kept, _) = changed(&table(), &[("cooldown", json!(3_600))]);
    assert_eq!(kept.cooldown, 3_600);
    assert_eq!(
        refused(&table(), settings(&[("language", json!("tlh"))])),
        notice("There is no language “tlh”.", "These there are: en az tr ru ar")
    );
}

#[test]
fn only_those_who_may_manage_the_guild_see_and_change_them() {
    let said = notice("Only those who may manage the server can see and change its settings.", "");
    for options in [vec![], vec![("private", json!(true))]] {
        assert_eq!(refused(&table(), slash(&somebody(), "settings", &options)), said);
    }
    let administrator = From { permissions: 1 << 3, ..somebody() };
    assert_eq!(table().turn(slash(&administrator, "settings", &[("private", json!(true))])).effects.len(), 1);
    let alone = From { permissions: u64::MAX, ..in_private() };
    assert_eq!(
        refused(&table(), slash(&alone, "settings", &[("private", json!(true))])),
        notice("Settings belong to a server; here there is none.", "Use the command in a server that you manage.")
    );
}

#[test]
fn where_they_can_not_be_kept_it_is_said() {
    let interaction = serde_json::from_value(settings(&[("private", json!(true))])).expect("an interaction");
    let said = shown(not_kept(&table().desk(), &interaction));
    let next = "Whoever keeps this bot finds the reason in its log.";
    assert_eq!(text(&said), notice("This holds until I am started anew: I can not keep it.", next));
}
