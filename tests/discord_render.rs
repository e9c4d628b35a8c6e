//! Replies as Discord shows them: within its limits whatever the library, with every quote byte for byte, and with
//! buttons that lead to what they say.
//!
//! `client` is Discord's side, written from its documentation. Golden messages are in tests/discord_render/snapshots/.

#[path = "discord_render/client.rs"]
pub mod client;
#[path = "discord_render/golden.rs"]
mod golden;
#[path = "discord_render/hostile.rs"]
mod hostile;

use crate::garden;
use client::{accept, see};
use sayswho::library::{Language, Library, Quote};
use sayswho::lookup;
use sayswho::matching::{Candidate, Decision, Explanation, Matcher, Silence, Verdict};
use sayswho::platform::discord::Message;
use sayswho::platform::discord::custom_id::{Press, Recall};
use sayswho::platform::discord::limits::{self, ASKED};
use sayswho::platform::discord::render::{self, Look};
use sayswho::reply::citation::Style;
use sayswho::reply::{Block, Outcome, Reply, compose};
use sayswho::service::{Command, Explain, Request, Service};
use sayswho::shelf;
use serde_json::{Value, json};
use serenity::builder::{
    CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption,
};

/// A service whose matcher knows nothing: decisions are made by hand, so that training does not change what is tested.
fn service(library: Library) -> Service {
    Service::new(library, Matcher::train(&Library::default()))
}

fn shipped() -> Service {
    let (library, _) = sayswho::library::parse(&shelf::built_in());
    service(library)
}

fn decided(query: &str, verdict: Verdict) -> Outcome {
    let candidates = (0..3).map(|entry| Candidate { entry, score: 0.4 }).collect();
    let explanation = Explanation {
        words: vec![],
        nearest_question: Some(("What about it?".into(), 0.5)),
        nearest_refusal: None,
        evidence: vec![],
        bias: 0.0,
    };
    let near = if matches!(verdict, Verdict::Silent(_)) { vec![0, 1] } else { vec![] };
    let decision = Decision { verdict, candidates, confidence: 0.5, person: None, explanation: Some(explanation) };
    Outcome::Decided { query: query.to_owned(), decision, near }
}

fn reply(service: &Service, outcome: Outcome, language: Language) -> Reply {
    let request = Request { explain: Explain::InFigures, ..Request::new(Command::Help, language) };
    compose(service.library(), service.strings(), &request, outcome)
}

fn look<'a>(service: &'a Service, reply: &Reply, asked: Option<&'a str>, recall: Recall) -> Look<'a> {
    Look { service, language: reply.language, asked, recall, private: true }
}

fn json(message: &Message) -> Value {
    json!({ "content": message.content, "embeds": message.embeds, "components": message.components })
}

/// All messages of a reply, each of which Discord takes.
fn messages(reply: &Reply, look: &Look<'_>) -> Vec<Value> {
    let pages = render::pages(reply, look);
    assert!(!pages.is_empty());
    let messages = (0..pages.len()).map(|number| render::message(reply, look, number));
    messages
        .map(|message| {
            assert_eq!(limits::excesses(&message), [] as [String; 0]);
            let message = json(&message);
            accept(&message);
            for id in pressed(&message) {
                let press = Press::read(&id).unwrap_or_else(|| panic!("{id} is not read back"));
                assert_eq!(press.write().as_deref(), Some(id.as_str()));
            }
            message
        })
        .collect()
}

/// What the buttons and the lines of menus of a message carry.
fn pressed(message: &Value) -> Vec<String> {
    let rows = message["components"].as_array().into_iter().flatten();
    let components = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    let carried = components.flat_map(|component| match component["options"].as_array() {
        Some(lines) if component["custom_id"].as_str().is_some_and(|id| id.starts_with("m:")) => {
            lines.iter().map(|line| line["value"].clone()).collect()
        }
        _ => vec![component["custom_id"].clone()],
    });
    carried.filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

fn description(message: &Value) -> &str {
    message["embeds"][0]["description"].as_str().unwrap_or_default()
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Panics unless the block quotes of the messages, those that were parted joined, are these texts, in order.
fn assert_shown(messages: &[Value], quotes: &[&str]) {
    let shown: Vec<String> = messages.iter().flat_map(|message| see(description(message)).quotes).collect();
    let plain = |text: &str| text.replace(is_direction_mark, "");
    let mut blocks = shown.iter().map(|block| plain(block));
    for quote in quotes {
        let exact = plain(quote);
        let mut done = 0;
        while done < exact.len() {
            let block = blocks.next().unwrap_or_else(|| panic!("the rest is lost: {:?}", &exact[done..]));
            let gap = if exact[..done].ends_with(char::is_whitespace) { " " } else { "" };
            let opening = if done == 0 { String::new() } else { format!("[…]{gap}") };
            let words = block.strip_prefix(&opening).unwrap_or_else(|| panic!("no {opening:?} before {block:?}"));
            if words == &exact[done..] {
                done = exact.len();
                continue;
            }
            let words = words.strip_suffix("[…]").unwrap_or_else(|| panic!("{block:?} is not {:?}", &exact[done..]));
            assert!(!words.is_empty() && exact[done..].starts_with(words), "{words:?} is not in {exact:?}");
            done += words.len();
        }
    }
    assert_eq!(blocks.next(), None, "more is shown than there is");
}

fn exacts(reply: &Reply) -> Vec<&str> {
    let blocks = reply.blocks.iter().flat_map(|block| match block {
        Block::Quote(shown) => vec![shown.quote.exact()],
        Block::Context(surroundings) => surroundings.paragraphs.iter().map(|p| p.exact.as_str()).collect(),
        _ => vec![],
    });
    blocks.collect()
}

/// Everything that a library can be asked for, with what makes it again.
fn everything(library: &Library) -> Vec<(Outcome, Recall)> {
    let mut all = vec![
        (Outcome::Topics, Recall::Topics),
        (Outcome::Sources, Recall::Sources),
        (Outcome::Help, Recall::Help),
        (decided("which?", Verdict::Suggest), Recall::Asked),
    ];
    let silences =
        [Silence::NoWords, Silence::NoQuestion, Silence::OffTopic, Silence::NotInTexts, Silence::EmptyLibrary];
    all.extend(silences.map(|silence| (decided("what?", Verdict::Silent(silence)), Recall::Asked)));
    for (entry, found) in library.entries.iter().enumerate() {
        let quotes = (0..found.quotes.len()).rev().collect();
        all.push((Outcome::Picked { entry }, Recall::Entry(found.id.clone())));
        all.push((decided("what then?", Verdict::Answer { entry, quotes }), Recall::Asked));
    }
    for (topic, found) in library.topics.iter().enumerate() {
        let outcome = Outcome::Stance { asked: "x".into(), topic, corrected: topic % 2 == 0 };
        all.push((outcome, Recall::Topic(found.id.clone())));
    }
    let of_topics = library.topics.iter().flat_map(|topic| &topic.quotes);
    let mut quotes: Vec<&Quote> = library.entries.iter().flat_map(|entry| &entry.quotes).chain(of_topics).collect();
    quotes.sort_by_key(|quote| quote.id());
    quotes.dedup_by_key(|quote| quote.id());
    for quote in quotes {
        let context = lookup::context(library, quote.id(), 1).expect("each id names a place");
        all.push((Outcome::Context { context }, Recall::Context(quote.id().to_owned())));
        all.push((
            Outcome::Cited { quote: quote.clone(), style: Style::default() },
            Recall::Context(quote.id().to_owned()),
        ));
    }
    all
}

#[test]
fn everything_of_two_libraries_is_within_the_limits_and_shown_byte_for_byte() {
    for service in [service(garden::library()), shipped()] {
        for language in Language::ALL {
            for (outcome, recall) in everything(service.library()) {
                let reply = reply(&service, outcome, language);
                let messages = messages(&reply, &look(&service, &reply, Some("what *then*?"), recall));
                let mut shown = exacts(&reply);
                // The first quote of an answer stands first; the order of the others stays.
                shown.dedup();
                assert_shown(&messages, &shown);
                for message in &messages {
                    let seen = see(description(message));
                    assert_eq!(seen.active, [] as [String; 0], "{}", description(message));
                    assert_eq!(seen.links, [] as [String; 0]);
                }
            }
        }
        assert_eq!(limits::problems(service.library()), []);
    }
}

#[test]
fn an_answer_comes_first_with_its_note_and_the_other_voices_follow_on_their_page() {
    let service = service(garden::library());
    let answer = decided("is the pond free?", Verdict::Answer { entry: 0, quotes: vec![0, 1, 2] });
    let reply = reply(&service, answer, Language::En);
    let look = look(&service, &reply, Some("is the pond free?"), Recall::Asked);
    let messages = messages(&reply, &look);
    let texts: Vec<String> = messages.iter().map(|message| see(description(message)).text).collect();
    assert_eq!(
        texts[0],
        "Understood as: Is the pond free for everyone?\n\n\
         The pond stays open to everyone, and nobody will be asked to pay for it\n\
         Rosa Lind, chair of the club · direct quote\nThe Leaf on the statute, paragraph 2 · the-leaf:p2.1-15\n\n\
         Editor’s note: Said before the vote.\n"
    );
    assert!(texts[1].starts_with("Other voices on this\nI will not sign"), "{}", texts[1]);
    assert!(texts[1].ends_with("\n\nEditor’s note: Said before the vote.\n"), "{}", texts[1]);
    assert!(texts[2].starts_with("Why this reply\nDecision: The texts answer this."), "{}", texts[2]);
    assert!(texts[2].contains("\n\nIn figures\nConfidence, 0 to 1: 0.50"), "{}", texts[2]);
    assert!(!texts[2].contains("Editor"), "{}", texts[2]);
    assert_eq!(messages.len(), 3);
    assert_eq!(pressed(&messages[0]), ["p:1:a", "c:the-leaf:p2.1-15", "q:the-leaf:p2.1-15", "w:a", "n:a", "s"]);
    assert_eq!(messages[0]["components"][0]["components"][0]["label"], "Other voices on this");
    // Of several quotes, a menu offers what stands around each.
    assert_eq!(
        pressed(&messages[1]),
        ["p:0:a", "p:2:a", "w:a", "n:a", "s", "c:the-leaf:p2.23-34", "c:the-leaf:p1.1-11"]
    );
    assert_eq!(json(&render::message(&reply, &look, 99)), messages[2], "beyond the last page: the last");
    assert_eq!(messages[0]["embeds"][0]["footer"]["text"], "› is the pond free?");
}

#[test]
fn a_question_too_long_for_the_footer_is_not_kept_and_no_button_needs_it() {
    let service = service(garden::library());
    let outcome = decided("x", Verdict::Answer { entry: 0, quotes: vec![0, 1] });
    let reply = reply(&service, outcome, Language::En);
    for (length, kept) in [(ASKED, true), (ASKED + 1, false)] {
        let asked = "x".repeat(length);
        let messages = messages(&reply, &look(&service, &reply, Some(&asked), Recall::Asked));
        assert_eq!(messages[0]["embeds"][0]["footer"].is_object(), kept);
        let asking = pressed(&messages[0]).into_iter().filter(|id| id.ends_with(":a")).count();
        assert_eq!(asking, if kept { 3 } else { 0 });
    }
    // An entry needs no footer.
    let asked = "x".repeat(ASKED + 1);
    let messages = messages(&reply, &look(&service, &reply, Some(&asked), Recall::Entry("pond-free".into())));
    assert_eq!(pressed(&messages[0])[0], "p:1:e:pond-free");
}

/// A message as Discord gives it back.
fn given_back(message: &Value) -> serenity::model::channel::Message {
    let mut message = message.clone();
    let user = json!({ "id": "2", "username": "sayswho", "discriminator": "0", "avatar": null, "bot": true });
    let rest = json!({
        "id": "1", "channel_id": "3", "author": user, "timestamp": "2026-01-01T00:00:00Z", "edited_timestamp": null,
        "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [],
        "pinned": false, "type": 20,
    });
    message.as_object_mut().expect("an object").extend(rest.as_object().cloned().expect("an object"));
    serde_json::from_value(message).expect("a message of Discord")
}

#[test]
fn a_private_message_is_shown_again_without_the_button_and_its_footer_is_read() {
    let service = service(garden::library());
    let asked = "  is `it` *free*?\n@everyone ";
    for (outcome, recall) in everything(service.library()) {
        let reply = reply(&service, outcome, Language::Ru);
        let private = look(&service, &reply, Some(asked), recall.clone());
        let public = Look { private: false, ..private.clone() };
        for (number, message) in messages(&reply, &private).iter().enumerate() {
            let given = given_back(message);
            assert_eq!(render::asked_in(&given.embeds).as_deref(), Some(asked.trim()));
            assert!(pressed(message).contains(&"s".to_owned()));
            assert_eq!(json(&render::again(&given)), json(&render::message(&reply, &public, number)));
        }
    }
    let foreign = given_back(&json!({ "content": "", "embeds": [{ "footer": { "text": "foreign" } }] }));
    assert_eq!(render::asked_in(&foreign.embeds), None);
    assert_eq!(render::asked_in(&[]), None);
}

#[test]
fn a_notice_says_what_is_and_what_to_do() {
    let message = json(&render::notice("No *such* button.", Some("Ask <@1> again.")));
    accept(&message);
    assert_eq!(description(&message), "**No \\*such\\* button.**\nAsk \\<\\@1\\> again.");
    accept(&json(&render::notice(&"\\".repeat(9_000), Some(&"*".repeat(9_000)))));
}

#[test]
fn an_id_too_long_for_a_button_is_a_problem_of_the_library() {
    let mut library = garden::library();
    library.entries[0].id = "a".repeat(93);
    let problems = limits::problems(&library);
    let said: Vec<(&str, &str)> = problems.iter().map(|found| (found.code, found.message.as_str())).collect();
    let message = format!("the entry `{}` has an id that is too long for Discord's buttons", "a".repeat(93));
    assert_eq!(said, [("too-long-for-discord", message.as_str())]);
    assert_eq!(problems[0].help, "Shorten the id: with what a button does, it may have 100 characters");
    library.entries[0].id.pop();
    assert_eq!(limits::problems(&library), []);
}

#[test]
fn what_discord_would_refuse_is_found() {
    let long = |count: usize| "x".repeat(count);
    let button = |id: &str| CreateButton::new(id).label(long(81));
    let option = CreateSelectMenuOption::new("", "same");
    let menu = CreateSelectMenuKind::String { options: vec![option.clone(), option] };
    let message = Message {
        content: long(2_001),
        embeds: vec![
            CreateEmbed::new().title(" ").description(long(4_097)),
            CreateEmbed::new().description(long(4_000)).footer(CreateEmbedFooter::new(long(2_049))),
        ],
        components: vec![
            CreateActionRow::Buttons(vec![button("one"), button("one")]),
            CreateActionRow::SelectMenu(CreateSelectMenu::new(long(101), menu)),
        ],
    };
    assert_eq!(
        limits::excesses(&message),
        [
            "characters of content: 2001 of at most 2000",
            "title: empty",
            "characters of description: 4097 of at most 4096",
            "characters of footer: 2049 of at most 2048",
            "characters of all embeds: 10147 of at most 6000",
            "characters of a button: 81 of at most 80",
            "two components with the custom_id `one`",
            "characters of a button: 81 of at most 80",
            "characters of a custom_id: 101 of at most 100",
            "a menu's line: empty",
            "a menu's line: empty",
            "two lines of a menu with the value \"same\"",
        ]
    );
    assert_eq!(limits::excesses(&Message::default()), ["the message is empty"]);
}
