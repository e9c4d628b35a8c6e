//! Properties of every reply, whatever is asked: nothing panics, every quote is a slice of its source, and what the
//! terminal shows of it, unwrapped, is that slice.

use crate::garden;
use proptest::prelude::*;
use sayswho::library::Language;
use sayswho::platform::console::{Look, Session, Turn, render};
use sayswho::reply::Block;
use sayswho::service::{Command, Explain, Request, Service};
use std::sync::LazyLock;

static SERVICE: LazyLock<Service> = LazyLock::new(garden::service);

/// Anything that can be typed, and often something near to what the texts say.
fn words() -> impl Strategy<Value = String> {
    let sentences: Vec<&str> = garden::TEXT.split(['.', ',', '\n']).collect();
    prop_oneof![
        any::<String>(),
        "[ a-zA-Z'’?.,-]{0,40}",
        prop::sample::select(sentences).prop_map(str::to_owned),
        (prop::sample::select(garden::TEXT.split_whitespace().collect::<Vec<_>>()), any::<String>())
            .prop_map(|(word, rest)| format!("{word} {rest}")),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    let id = (0usize..8, 0usize..60, 0usize..60).prop_map(|(p, from, to)| format!("the-leaf:p{p}.{from}-{to}"));
    prop_oneof![
        words().prop_map(Command::Ask),
        words().prop_map(Command::Stance),
        words().prop_map(Command::Quote),
        words().prop_map(Command::Verify),
        words().prop_map(Command::Entry),
        words().prop_map(Command::Context),
        id.prop_map(Command::Context),
        words().prop_map(|line| Command::parse(&line, "/", &[])),
    ]
}

proptest! {
    #[test]
    fn every_quote_is_a_slice_of_its_source_and_is_shown_whole(
        command in command(),
        language in prop::sample::select(Language::ALL.to_vec()),
        explain in prop::sample::select(vec![Explain::No, Explain::InWords, Explain::InFigures]),
        columns in prop::option::of(0usize..200),
    ) {
        let reply = SERVICE.handle(&Request { explain, ..Request::new(command, language) });
        prop_assert!(!reply.blocks.is_empty(), "something is always said");
        let rendered = render(&reply.blocks, Look { columns, prefix: "/", language });
        let shown = anstream::adapter::strip_str(&rendered).to_string();
        let barred: Vec<&str> = shown.lines().filter_map(|line| line.strip_prefix("│ ")).collect();
        let unwrapped = barred.join(" ");
        for block in &reply.blocks {
            let Block::Quote(block) = block else { continue };
            let source = &SERVICE.library().sources[block.quote.source()];
            prop_assert_eq!(&source.text()[block.quote.range()], block.quote.exact());
            prop_assert!(unwrapped.contains(block.quote.exact()), "{} is not in\n{}", block.quote.exact(), shown);
        }
    }

    #[test]
    fn a_chat_survives_any_lines(lines in prop::collection::vec(words(), 0..6)) {
        let mut session = Session::new(&SERVICE, Language::En, true);
        for line in lines {
            if let Turn::Say(blocks) = session.line(&line) {
                prop_assert!(!blocks.is_empty());
            }
        }
    }

    #[test]
    fn the_same_request_always_gets_the_same_reply(command in command()) {
        let request = Request::new(command, Language::Ar);
        prop_assert_eq!(SERVICE.handle(&request).blocks, SERVICE.handle(&request).blocks);
    }
}
