//! The same question gets the same quote, the same speaker, the same place and the same citation in the terminal, on Discord
//! and on Matrix (as plain text and as HTML).
//!
//! Each renderer's output is read as its platform shows it, and what is read is compared. What there is to be read of
//! several questions to the garden club's library is a golden file in tests/snapshots/; of everything else in both
//! libraries it is compared with the library itself.

use crate::discord_render::client::see;
use crate::garden;
use crate::matrix::text_of;
use sayswho::library::{Language, Library, Quote, parse};
use sayswho::matching::Matcher;
use sayswho::platform::discord::custom_id::Recall;
use sayswho::platform::{console, discord, matrix};
use sayswho::reply::{Block, Reply};
use sayswho::service::{Command, Request, Service};
use sayswho::shelf;
use std::fmt::Write;
use std::sync::LazyLock;

static GARDEN: LazyLock<Service> = LazyLock::new(garden::service);

/// A line of a message as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    /// Words of a source: behind a bar.
    Quoted(String),
    /// Anything else.
    Said(String),
}
use Line::{Quoted, Said};

/// A quote as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    exact: String,
    /// Whose words, and in which mode.
    who: String,
    /// Source and paragraph, and the quote's id.
    place: String,
}

/// What a reader sees of a reply, by the name of what shows it.
type Screens = [(&'static str, Vec<Line>); 4];

fn screens(service: &Service, reply: &Reply) -> Screens {
    [
        ("terminal", terminal(reply)),
        ("discord", discord(service, reply)),
        ("matrix", matrix(service, reply, |page| page.body)),
        ("matrix, formatted", matrix(service, reply, |page| shown_html(&page.html))),
    ]
}

/// Lines of plain text, those of quotes behind a bar. What gives a text its direction shows nothing.
fn lines(text: &str) -> Vec<Line> {
    let plain = text.replace(['\u{2068}', '\u{2069}'], "");
    let line = |line: &str| match line.strip_prefix("│ ") {
        Some(quoted) => Quoted(quoted.to_owned()),
        None => Said(line.trim().to_owned()),
    };
    plain.lines().map(line).filter(|line| *line != Said(String::new())).collect()
}

fn terminal(reply: &Reply) -> Vec<Line> {
    let look = console::Look { columns: None, prefix: "/", language: reply.language };
    lines(&anstream::adapter::strip_str(&console::render(&reply.blocks, look)).to_string())
}

fn matrix(service: &Service, reply: &Reply, shown: impl Fn(matrix::render::Page) -> String) -> Vec<Line> {
    let wording = service.strings().wording(reply.language);
    let look = matrix::render::Look { wording, prefix: "!", others_apart: true };
    matrix::render::pages(&reply.blocks, look).into_iter().flat_map(|page| lines(&shown(page))).collect()
}

/// HTML as a client lays it out: a bar before block quotes, a line for each block.
fn shown_html(html: &str) -> String {
    let ends = ["</p>", "</blockquote>", "</summary>", "<br>", "<details>", "<pre>", "</pre>"];
    let laid_out = ends.iter().fold(html.to_owned(), |html, end| html.replace(end, &format!("{end}\n")));
    text_of(&laid_out.replace("<blockquote>", "<blockquote>│ "))
}

fn discord(service: &Service, reply: &Reply) -> Vec<Line> {
    use discord::render::{Look, message, pages};
    let look = Look { service, language: reply.language, asked: Some("?"), recall: Recall::Asked, private: false };
    let mut shown = Vec::new();
    for number in 0..pages(reply, &look).len() {
        let message = serde_json::to_value(message(reply, &look, number).into_message()).expect("JSON");
        let embed = &message["embeds"][0];
        shown.extend(embed["title"].as_str().map(|title| Said(title.to_owned())));
        let mut is_code = false;
        for line in embed["description"].as_str().unwrap_or_default().split('\n') {
            let seen = |markdown: &str| see(markdown).text.replace(['\u{2068}', '\u{2069}'], "").trim().to_owned();
            match line.strip_prefix("> ") {
                _ if line == "```" => is_code = !is_code,
                _ if is_code => shown.push(Said(line.trim().to_owned())),
                Some(quoted) => shown.push(Quoted(seen(quoted))),
                None => shown.push(Said(seen(line))),
            }
        }
    }
    shown.retain(|line| *line != Said(String::new()));
    shown
}

/// The quotes on a screen: the lines behind a bar, and what stands below each. Where that names nobody, the speaker stands
/// in the heading above.
fn quotes(screen: &[Line]) -> Vec<Shown> {
    let (mut found, mut heading) = (Vec::new(), "");
    let mut lines = screen.iter();
    while let Some(line) = lines.next() {
        let exact = match line {
            Quoted(exact) => exact.clone(),
            Said(said) => {
                heading = said;
                continue;
            }
        };
        let mut below = || lines.next().map(|line| without_address(said(line))).expect("a line below a quote");
        let first = below();
        let parts: Vec<&str> = first.split(" · ").collect();
        let (who, place) = match parts.as_slice() {
            [mode] => (format!("{heading} · {mode}"), below()),
            [_, _] => (first.clone(), below()),
            [mode, place, id] => (format!("{heading} · {mode}"), format!("{place} · {id}")),
            _ => panic!("whose words? {exact:?}, {first:?}"),
        };
        found.push(Shown { exact, who, place });
    }
    found
}

/// A place without the address that plain text has where others have a link.
fn without_address(place: &str) -> String {
    match place.split_once(" (http") {
        Some((before, after)) => format!("{before}{}", after.split_once(')').expect("it closes").1),
        None => place.to_owned(),
    }
}

/// The citation of a reply, if it has one.
fn citation(reply: &Reply) -> Option<&str> {
    reply.blocks.iter().find_map(|block| match block {
        Block::Citation { text, .. } => Some(text.as_str()),
        _ => None,
    })
}

/// Panics unless a screen holds these lines, one after the other.
fn assert_lines(name: &str, screen: &[Line], text: &str) {
    let wanted: Vec<Line> = text.lines().map(|line| Said(line.trim().to_owned())).collect();
    assert!(screen.windows(wanted.len()).any(|lines| lines == wanted), "{name}: no {text:?} in {screen:?}");
}

/// What is the same on all screens; panics where something is not.
fn same(service: &Service, asked: &str, language: Language) -> String {
    let reply = service.handle(&Request::new(Command::parse(asked, "/", &[]), language));
    let [(_, first), others @ ..] = screens(service, &reply);
    let shown = quotes(&first);
    let mut golden = format!("› {asked}\n{}\n", said(&first[0]));
    for (name, screen) in &others {
        assert_eq!(quotes(screen), shown, "{asked} on {name}");
        assert_eq!(screen[0], first[0], "{asked} on {name}");
    }
    for Shown { exact, who, place } in &shown {
        let _ = write!(golden, "│ {exact}\n  {who}\n  {place}\n");
    }
    if let Some(citation) = citation(&reply) {
        screens(service, &reply).iter().for_each(|(name, screen)| assert_lines(name, screen, citation));
        let _ = writeln!(golden, "{citation}");
    }
    golden + "\n"
}

fn said(line: &Line) -> &str {
    match line {
        Quoted(line) | Said(line) => line,
    }
}

const QUESTIONS: [&str; 16] = [
    "is the pond free for all",
    "what did Rosa Lind say about the pond",
    "can we afford a glasshouse",
    "are they tearing the shed down?",
    "do neighbours have to agree to hives",
    "is it true that dogs are banned",
    "who won the world cup in 1998",
    "/stance pond",
    "/stance finanses",
    "/quote greenhouse",
    "/verify Rosa Lind: “The pond stays open to everyone”",
    "/verify Emil Voss: “The pond stays open to everyone”",
    "/verify Dogs are not welcome on a lead.",
    "/verify Zebras run in the moonlight",
    "/cite the-leaf:p2.1-15",
    "/cite the-leaf:p2.1-15 bibtex",
];

fn golden(language: Language) -> String {
    QUESTIONS.iter().map(|asked| same(&GARDEN, asked, language)).collect()
}

#[test]
fn the_same_question_gets_the_same_quote_and_citation_in_english() {
    insta::assert_snapshot!(golden(Language::En));
}

#[test]
fn the_same_question_gets_the_same_quote_and_citation_in_arabic() {
    insta::assert_snapshot!(golden(Language::Ar));
}

/// Every quote of a library.
fn all_quotes(library: &Library) -> Vec<&Quote> {
    let of_topics = library.topics.iter().flat_map(|topic| &topic.quotes);
    let mut quotes: Vec<&Quote> = library.entries.iter().flat_map(|entry| &entry.quotes).chain(of_topics).collect();
    quotes.sort_by_key(|quote| quote.id());
    quotes.dedup_by_key(|quote| quote.id());
    quotes
}

/// Everything that the libraries have quotes for: each shown with its bytes, its speaker and its id, on all screens.
#[test]
fn whatever_is_quoted_is_the_same_everywhere() {
    let (shipped, _) = parse(&shelf::built_in());
    for library in [garden::library(), shipped] {
        let mut commands: Vec<Command> = Vec::new();
        commands.extend(library.entries.iter().map(|entry| Command::Entry(entry.id.clone())));
        commands.extend(library.topics.iter().map(|topic| Command::Stance(topic.id.clone())));
        for quote in all_quotes(&library) {
            commands.push(Command::Verify(quote.exact().to_owned()));
            commands.push(Command::Cite { id: quote.id().to_owned(), style: None });
        }
        // What is asked here needs no matcher.
        let service = Service::new(library, Matcher::train(&Library::default()));
        for command in commands {
            let reply = service.handle(&Request::new(command.clone(), Language::En));
            let proved: Vec<&Quote> = reply.quotes().collect();
            for (name, screen) in screens(&service, &reply) {
                let shown = quotes(&screen);
                assert_eq!(shown.len(), proved.len(), "{command:?} on {name}: {screen:?}");
                for (shown, quote) in shown.iter().zip(&proved) {
                    let speaker = service.library().people[quote.speaker()].name.get(Language::En);
                    assert_eq!(shown.exact, quote.exact(), "{command:?} on {name}");
                    assert!(shown.who.starts_with(speaker), "{command:?} on {name}: {}, not {speaker}", shown.who);
                    assert!(
                        shown.place.ends_with(&format!(" · {}", quote.id())),
                        "{command:?} on {name}: {}",
                        shown.place
                    );
                }
                citation(&reply).into_iter().for_each(|citation| assert_lines(name, &screen, citation));
            }
        }
    }
}
