//! Asks and replies, as a reader sees them in the terminal, on a library that is not the one that ships.
//!
//! Transcripts are golden files in tests/snapshots/: `› ` before what is asked. Replies to the matcher's decisions are
//! composed from decisions made by hand, so that they do not change with its training.

use crate::garden;
use sayswho::library::{Language, Library};
use sayswho::lookup::Found;
use sayswho::matching::{Candidate, Decision, Evidence, Explanation, Silence, Verdict, WordTrace};
use sayswho::platform::console::{Look, Session, Turn, render};
use sayswho::reply::strings::Strings;
use sayswho::reply::{Block, Outcome, Problem, Reply, compose};
use sayswho::request::Limits;
use sayswho::service::{Command, Explain, Request, Service};

/// What is said in a chat in `language` when these lines are typed.
fn transcript(service: &Service, language: Language, lines: &[&str]) -> String {
    let mut session = Session::new(service, language, true);
    let mut text = String::new();
    for line in lines {
        text.push_str(&format!("› {line}\n"));
        match session.line(line) {
            Turn::Say(blocks) => text.push_str(&plain(&blocks, session.language())),
            Turn::Nothing => text.push_str("(nothing)\n"),
            Turn::Quit => text.push_str("(end)\n"),
        }
        text.push('\n');
    }
    text
}

/// The blocks at 80 columns, without colour.
fn plain(blocks: &[Block], language: Language) -> String {
    let rendered = render(blocks, Look { columns: Some(80), prefix: "/", language });
    anstream::adapter::strip_str(&rendered).to_string()
}

fn reply_to(library: &Library, outcome: Outcome, request: &Request) -> Reply {
    compose(library, &Strings::built_in(), request, outcome)
}

fn said(library: &Library, outcome: Outcome, language: Language) -> String {
    let request = Request { explain: Explain::No, ..Request::new(Command::Help, language) };
    plain(&reply_to(library, outcome, &request).blocks, language)
}

fn decided(decision: Decision, near: Vec<usize>) -> Outcome {
    Outcome::Decided { query: "is teh pond free, Voss?".into(), decision, near }
}

fn decision(verdict: Verdict) -> Decision {
    let candidates = vec![
        Candidate { entry: 0, score: 0.8 },
        Candidate { entry: 1, score: 0.1 },
        Candidate { entry: 2, score: 0.05 },
        Candidate { entry: 3, score: 0.05 },
    ];
    let word = |span, matched, known| WordTrace { span, corrected: None, matched, known };
    let explanation = Explanation {
        words: vec![
            word(0..2, false, false),
            WordTrace { corrected: Some("the".into()), ..word(3..6, true, true) },
            word(7..11, true, true),
            word(12..16, true, true),
            word(18..22, false, true),
        ],
        nearest_question: Some(("Is the pond free for everyone?".into(), 0.9)),
        nearest_refusal: Some(("How deep is the pond?".into(), 0.4)),
        evidence: vec![
            Evidence { name: "gate", value: 0.75, contribution: 1.5 },
            // Moves nothing: not shown.
            Evidence { name: "known", value: 0.25, contribution: -0.001 },
        ],
        bias: -0.25,
    };
    Decision { verdict, candidates, confidence: 0.875, person: None, explanation: Some(explanation) }
}

fn answer(quotes: &[usize]) -> Decision {
    decision(Verdict::Answer { entry: 0, quotes: quotes.to_vec() })
}

#[test]
fn topics_passages_and_claims_in_english() {
    let lines = [
        "/stance the pond",
        "/stance SU",
        "/stance finanses",
        "/quote shed repaired",
        "/quote zebra",
        "/context",
        "/context the-leaf:p2.1-6",
        "/context the-leaf:p99.1-2",
        "/quote club speaker:voss",
        "/cite bibtex",
        "/cite the-leaf:p2.1-6 footnotes",
        "/quote club speaker:nobody",
        "/quote club source:nothing",
        "/verify Rosa Lind: “The pond stays open to everyone”",
        "/verify Emil Voss: “The pond stays open to everyone”",
        "/verify Dogs are not welcome on a lead.",
        "/verify Zebras run in the moonlight",
        "/topics",
        "2",
        "/sources",
    ];
    insta::assert_snapshot!(transcript(&garden::service(), Language::En, &lines));
}

#[test]
fn what_the_terminal_adds() {
    let lines = [
        "",
        "/help",
        "/explain",
        "/topics",
        "7",
        "/stnace pond",
        "/frobnicate",
        "/quote",
        "/verify ",
        "/language xx",
        "/language tr",
        "/stance gölet",
        "/exit",
    ];
    insta::assert_snapshot!(transcript(&garden::service(), Language::En, &lines));
}

#[test]
fn the_other_languages() {
    let service = garden::service();
    let lines = ["/stance pond", "/verify Voss: “Dogs are welcome on leads.”", "/topics", "/nothing", "/help"];
    for language in [Language::Az, Language::Tr, Language::Ru, Language::Ar] {
        insta::assert_snapshot!(format!("in_{language}"), transcript(&service, language, &lines));
    }
}

#[test]
fn the_welcome_offers_what_the_library_has() {
    let service = garden::service();
    let mut session = Session::new(&service, Language::Ru, true);
    insta::assert_snapshot!(plain(&session.welcome(), Language::Ru));
    let Turn::Say(blocks) = session.line("1") else { panic!("1 picks the first example") };
    assert_eq!(blocks.first(), Some(&Block::Title("Пруд".into())));
}

#[test]
fn a_number_without_a_list_is_a_question() {
    let service = garden::service();
    let mut session = Session::new(&service, Language::En, true);
    let Turn::Say(blocks) = session.line("1988") else { panic!("it is answered") };
    assert!(!plain(&blocks, Language::En).contains("There is no number"));
    let Turn::Say(blocks) = session.line("/topics") else { panic!("topics are listed") };
    assert!(plain(&blocks, Language::En).starts_with("Topics"));
    let Turn::Say(blocks) = session.line("1988") else { panic!("it is answered") };
    assert!(plain(&blocks, Language::En).starts_with("There is no number 1988"));
}

#[test]
fn an_answer_shows_the_question_the_quote_other_voices_and_the_note() {
    insta::assert_snapshot!(said(&garden::library(), decided(answer(&[0, 2]), vec![]), Language::En));
}

#[test]
fn an_answer_in_somebody_elses_words_says_so_first() {
    let library = garden::library();
    let (voss, _) = library.person("emil-voss").expect("a person");
    let asked_for = |person, quotes: &[usize]| decided(Decision { person, ..answer(quotes) }, vec![]);
    let text = said(&library, asked_for(Some(voss), &[0, 1]), Language::En);
    let (before, _) = text.split_once('│').expect("a quote");
    assert_eq!(
        before,
        "Understood as: Is the pond free for everyone?\n\n\
         Emil Voss is not quoted on this. Whose words these are stands under the quote.\n\n"
    );
    let (lind, _) = library.person("rosa-lind").expect("a person");
    assert!(!said(&library, asked_for(Some(lind), &[0, 1]), Language::En).contains("not quoted"));
}

#[test]
fn suggestions_and_silences() {
    let library = garden::library();
    let mut text = said(&library, decided(decision(Verdict::Suggest), vec![]), Language::En);
    for silence in
        [Silence::NoWords, Silence::NoQuestion, Silence::OffTopic, Silence::NotInTexts, Silence::EmptyLibrary]
    {
        text += "\n";
        text.push_str(&said(&library, decided(decision(Verdict::Silent(silence)), vec![1, 0]), Language::En));
    }
    insta::assert_snapshot!(text);
}

/// What comes of a command, said in plain text.
fn answered(command: Command) -> (Outcome, String) {
    let service = garden::service();
    let reply = service.handle(&Request::new(command, Language::En));
    let text = plain(&reply.blocks, Language::En);
    (reply.outcome, text)
}

#[test]
fn a_bare_name_leads_to_the_topic_or_the_speaker() {
    // It may be the keyword of one entry: the topic is offered with that.
    for asked in ["The pond", "the pond?", "pond", "Пруд", "access to the water"] {
        let (outcome, text) = answered(Command::Ask(asked.to_owned()));
        assert!(matches!(outcome, Outcome::Decided { .. }), "{asked}: {text}");
        assert!(text.contains("\n\nAll that the texts say, by topic\n  1. The pond (4 quotes)\n"), "{text}");
    }
    // Where there is no such entry, it is shown.
    let (outcome, text) = answered(Command::Ask("finances".to_owned()));
    assert!(matches!(outcome, Outcome::Stance { topic: 1, corrected: false, .. }), "{text}");
    for command in [Command::Stance("lind".to_owned()), Command::Ask("Rosa Lind".to_owned())] {
        let (outcome, text) = answered(command);
        assert!(matches!(outcome, Outcome::Speaker { person: 1 }));
        assert_eq!(
            text,
            "There are words of Rosa Lind on these topics:\n  1. The pond (2 quotes)\n\n\
             All that this speaker says: /quote speaker:rosa-lind\n"
        );
    }
}

#[test]
fn several_topics_are_offered() {
    for asked in ["pond and money", "budget & the pond"] {
        for command in [Command::Stance(asked.to_owned()), Command::Ask(asked.to_owned())] {
            let (outcome, text) = answered(command);
            assert!(matches!(outcome, Outcome::SeveralTopics { .. }), "{asked}: {text}");
            assert!(text.starts_with("These are several topics. Which one do you want?\n  1. "), "{text}");
        }
    }
}

#[test]
fn an_explanation_names_words_candidates_and_evidence() {
    let library = garden::library();
    let request = Request { explain: Explain::InFigures, ..Request::new(Command::Help, Language::En) };
    let reply = reply_to(&library, decided(answer(&[0]), vec![]), &request);
    let details: Vec<Block> = reply.blocks.into_iter().filter(|block| matches!(block, Block::Details { .. })).collect();
    insta::assert_snapshot!(plain(&details, Language::En));
}

#[test]
fn every_outcome_is_said_in_every_language_with_all_its_variables() {
    let service = garden::service();
    let library = service.library();
    let problems = [
        Problem::NothingGiven { command: "ask" },
        Problem::NothingGiven { command: "quote" },
        Problem::NothingGiven { command: "verify" },
        Problem::NothingGiven { command: "context" },
        Problem::NothingGiven { command: "cite" },
        Problem::NoSuchStyle { typed: "x".into() },
        Problem::TooLong { limit: 10 },
        Problem::NoSuchQuote { id: "x".into() },
        Problem::NoSuchEntry { id: "x".into() },
        Problem::NoSuchSpeaker { name: "x".into() },
        Problem::NoSuchSource { name: "x".into() },
        Problem::UnknownCommand { typed: "x".into(), nearest: Some("ask".into()) },
        Problem::UnknownCommand { typed: "x".into(), nearest: None },
    ];
    let silences =
        [Silence::NoWords, Silence::NoQuestion, Silence::OffTopic, Silence::NotInTexts, Silence::EmptyLibrary];
    let silent = silences.map(|silence| decision(Verdict::Silent(silence)));
    let person = Some(2);
    let decisions = [decision(Verdict::Suggest), answer(&[0, 1, 2]), Decision { person, ..answer(&[0, 1]) }];
    let outcomes: Vec<Outcome> = (problems.into_iter().map(Outcome::Problem))
        .chain(decisions.into_iter().chain(silent.clone()).map(|decision| decided(decision, vec![])))
        .chain(silent.map(|decision| Outcome::NoTopic { asked: "x".into(), decision, near: vec![0] }))
        .chain([Outcome::Speaker { person: 1 }])
        .chain([Outcome::Speaker { person: 2 }, Outcome::SeveralTopics { topics: vec![0, 1] }])
        .chain([Outcome::Picked { entry: 1 }, Outcome::Topics, Outcome::Sources, Outcome::Help])
        .chain([
            Outcome::Found { words: "x".into(), found: Found::default() },
            Outcome::Found {
                words: "x".into(),
                found: Found { total: 3, offset: 5, page: 2, is_all: true, ..Found::default() },
            },
        ])
        .chain([0, 1].map(|topic| Outcome::Stance { asked: "x".into(), topic, corrected: true }))
        .collect();
    let claims = [
        "Emil Voss: “The pond stays open to everyone”",
        "Emil Voss: the club cannot afford a new greenhouse this year",
        "Dogs are welcome. Members may keep bees if all neighbours agree",
        "Dogs are never welcome on a lead.",
        "zebra",
    ];
    for language in Language::ALL {
        let mut replies: Vec<Reply> = Vec::new();
        for outcome in &outcomes {
            let request = Request { explain: Explain::InFigures, ..Request::new(Command::Help, language) };
            replies.push(reply_to(library, outcome.clone(), &request));
        }
        let ask = |command| service.handle(&Request::new(command, language));
        replies.extend(claims.map(|claim| ask(Command::Verify(claim.into()))));
        replies.push(ask(Command::Context("the-leaf:p2.1-6".into())));
        replies.push(ask(Command::Cite { id: "the-leaf:p2.1-6".into(), style: None }));
        let limits = Limits { passages: 1, ..Limits::default() };
        replies.push(service.handle(&Request { limits, ..Request::new(Command::Quote("the club".into()), language) }));
        for reply in replies {
            let text = plain(&reply.blocks, language);
            assert!(!reply.blocks.is_empty(), "{language}: nothing is said to {:?}", reply.outcome);
            assert!(!text.contains(['{', '}', '$']), "{language}: a message or variable is missing:\n{text}");
        }
    }
}

#[test]
fn rendered_quotes_are_their_sources_bytes_at_any_width() {
    let service = garden::service();
    let request = Request::new(Command::Stance("pond".into()), Language::En);
    let reply = service.handle(&request);
    for columns in [None, Some(1), Some(24), Some(30), Some(61), Some(300)] {
        let look = Look { columns, prefix: "/", language: Language::En };
        let rendered = anstream::adapter::strip_str(&render(&reply.blocks, look)).to_string();
        let barred: Vec<&str> = rendered.lines().filter_map(|line| line.strip_prefix("│ ")).collect();
        let unwrapped = barred.join(" ");
        assert_eq!(reply.quotes().count(), 4);
        for quote in reply.quotes() {
            assert!(unwrapped.contains(quote.exact()), "{:?} is not in\n{rendered}", quote.exact());
            assert!(garden::TEXT.contains(quote.exact()));
        }
    }
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let service = garden::service();
    let text = transcript(&service, Language::En, &["/stance \u{1b}]0;title\u{7}\u{9b}31m"]);
    assert!(text.contains("No topic is called “␛]0;title␇�31m”"), "{text}");
    assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\u{1b}' && c != '\u{7}' && c != '\u{9b}'));
}

#[test]
fn texts_beyond_the_limit_are_turned_away() {
    let service = garden::service();
    let limits = Limits { text_chars: 5, ..Limits::default() };
    let reply = |words: &str| {
        let request = Request { limits, ..Request::new(Command::Quote(words.into()), Language::En) };
        service.handle(&request)
    };
    assert!(matches!(reply("shed!").outcome, Outcome::Found { .. }));
    assert_eq!(
        reply("sheds!").blocks,
        [Block::Problem {
            message: "The text is longer than 5 characters.".into(),
            next: "Send a shorter part of it.".into(),
        }]
    );
}

#[test]
fn a_service_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&garden::service());
}

/// With the trained matcher: a phrasing leads to its entry, in each language; what has nothing to do with the texts does
/// not get an answer.
#[test]
fn questions_are_answered_by_the_trained_matcher() {
    let service = garden::service();
    let ask = |query: &str, language| service.handle(&Request::new(Command::Ask(query.into()), language));
    for (query, exact) in [
        (
            "do I have to pay to visit the pond",
            "The pond stays open to everyone, and nobody will be asked to pay for it",
        ),
        ("ARE BEEHIVES ALLOWED ON PLOTS??", "Members may keep bees on their plots if all neighbours agree."),
        ("Yeni sera yapılacak mı?", "the club cannot afford a new greenhouse this year"),
        ("Можно ли с собакой?", "Dogs are welcome on a lead."),
    ] {
        let reply = ask(query, Language::En);
        assert_eq!(reply.quotes().next().map(|quote| quote.exact()), Some(exact), "{query}");
    }
    for query in ["who won the world cup in 1998", "🙂🙂", "مرحبا كيف حالك اليوم"] {
        let reply = ask(query, Language::En);
        assert_eq!(reply.quotes().count(), 0, "{query}");
    }
    // Free words after /stance go the same way.
    let request = Request::new(Command::Stance("are dogs allowed".into()), Language::En);
    assert_eq!(
        service.handle(&request).quotes().next().map(|quote| quote.exact()),
        Some("Dogs are welcome on a lead.")
    );
}
