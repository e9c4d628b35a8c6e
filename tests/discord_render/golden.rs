//! Messages of the library that ships, as they are sent.

use super::{decided, json, look, messages, reply, shipped};
use sayswho::library::{Language, Library};
use sayswho::matching::{Silence, Verdict};
use sayswho::platform::discord::custom_id::Recall;
use sayswho::platform::discord::render;
use sayswho::reply::{Outcome, Reply};
use sayswho::service::{Command, Request, Service};

/// An entry in which two people speak, and the source.
const VOICES: &str = "sharm-el-sheikh-summit";
/// An entry that says what is not done.
const DENIAL: &str = "no-mission-in-gaza";

fn entry(library: &Library, id: &str) -> usize {
    library.entry(id).unwrap_or_else(|| panic!("no entry {id}")).0
}

fn replies(service: &Service, language: Language) -> Vec<(&'static str, Reply, Option<&'static str>, Recall)> {
    let library = service.library();
    let voices = entry(library, VOICES);
    let topic = library.topic("gaza").expect("a topic").0;
    let composed = |outcome| reply(service, outcome, language);
    let quote = library.entries[entry(library, DENIAL)].quotes[0].clone();
    let ask = |command| service.handle(&Request::new(command, language));
    let altered = quote.exact().replacen("not ", "", 1);
    let quotes = (0..library.entries[voices].quotes.len()).collect();
    vec![
        (
            "an answer with other voices",
            composed(decided("did baku go to sharm?", Verdict::Answer { entry: voices, quotes })),
            Some("did baku go to sharm?"),
            Recall::Asked,
        ),
        (
            "a stance",
            composed(Outcome::Stance { asked: "gaza".into(), topic, corrected: false }),
            None,
            Recall::Topic("gaza".into()),
        ),
        ("suggestions", composed(decided("gaza?", Verdict::Suggest)), Some("gaza?"), Recall::Asked),
        (
            "silence",
            composed(decided("how many tents?", Verdict::Silent(Silence::NotInTexts))),
            Some("how many tents?"),
            Recall::Asked,
        ),
        ("verify, altered", ask(Command::Verify(altered)), None, Recall::Verified),
        ("context", ask(Command::Context(quote.id().to_owned())), None, Recall::Context(quote.id().to_owned())),
        ("topics", ask(Command::Topics), None, Recall::Topics),
        ("help", ask(Command::Help), None, Recall::Help),
    ]
}

fn golden(language: Language) -> String {
    let service = shipped();
    let mut golden = String::new();
    for (name, mut reply, asked, recall) in replies(&service, language) {
        // The reasons are figures of the matcher.
        reply.blocks.retain(|block| !matches!(block, sayswho::reply::Block::Details { .. }));
        let look = look(&service, &reply, asked, recall);
        for (number, message) in messages(&reply, &look).iter().enumerate() {
            assert_eq!(*message, json(&render::message(&reply, &look, number)), "the same every time");
            let message = serde_json::to_string_pretty(message).expect("JSON");
            golden.push_str(&format!("## {name}, page {}\n{message}\n\n", number + 1));
        }
    }
    golden
}

#[test]
fn in_english() {
    insta::assert_snapshot!(golden(Language::En));
}

#[test]
fn in_arabic() {
    insta::assert_snapshot!(golden(Language::Ar));
}
