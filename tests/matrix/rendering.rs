//! Replies as Matrix shows them: plain text and HTML that say the same, every quote byte for byte, within an event's size.

use super::{accept, text_of};
use crate::garden;
use proptest::prelude::*;
use sayswho::config::MessageType;
use sayswho::library::{Language, Library};
use sayswho::matching::Matcher;
use sayswho::platform::matrix::markup::escape;
use sayswho::platform::matrix::message::{self, CONTENT_BYTES};
use sayswho::platform::matrix::render::{Look, Page, pages};
use sayswho::reply::{Block, Change, Choice, CommandHelp, Paragraph, QuoteBlock, Reply, Row, Surroundings};
use sayswho::service::{Command, Request, Service};
use std::sync::LazyLock;

/// A service whose matcher knows nothing: what is asked here needs none.
static SERVICE: LazyLock<Service> =
    LazyLock::new(|| Service::new(garden::library(), Matcher::train(&Library::default())));

fn look(language: Language) -> Look<'static> {
    Look { wording: SERVICE.strings().wording(language), prefix: "!", others_apart: false }
}

fn reply(command: Command, language: Language) -> Reply {
    SERVICE.handle(&Request::new(command, language))
}

fn rendered(blocks: &[Block], language: Language) -> Vec<Page> {
    let pages = pages(blocks, look(language));
    accept(&pages);
    for page in &pages {
        let edit = message::edit(page, &format!("${}", "a".repeat(254)), &"@".repeat(255), MessageType::Notice);
        assert!(edit.to_string().len() <= CONTENT_BYTES, "{}", edit.to_string().len());
    }
    pages
}

fn quote_block() -> QuoteBlock {
    let found = reply(Command::Quote("dogs".into()), Language::En);
    found
        .blocks
        .iter()
        .find_map(|block| match block {
            Block::Quote(shown) => Some(shown.clone()),
            _ => None,
        })
        .expect("a quote")
}

#[test]
fn every_quote_of_every_command_is_its_bytes_in_every_language() {
    let topics = SERVICE.library().topics.iter().map(|topic| Command::Stance(topic.id.clone()));
    let entries = SERVICE.library().entries.iter().map(|entry| Command::Entry(entry.id.clone()));
    let others =
        ["Dogs are welcome on a lead.", "Dogs are not welcome on a lead."].map(|claim| Command::Verify(claim.into()));
    let commands: Vec<Command> =
        topics.chain(entries).chain(others).chain([Command::Quote("the club".into())]).collect();
    for language in Language::ALL {
        for command in &commands {
            let reply = reply(command.clone(), language);
            let pages = rendered(&reply.blocks, language);
            let plain: String = pages.iter().map(|page| page.body.clone() + "\n").collect();
            let html: String = pages.iter().map(|page| text_of(&page.html) + "\n").collect();
            for quote in reply.quotes() {
                assert!(
                    plain.contains(quote.exact()) && html.contains(quote.exact()),
                    "{command:?}: {}",
                    quote.exact()
                );
                assert!(plain.contains(quote.id()) && html.contains(quote.id()));
            }
            for choice in reply.choices() {
                assert!(plain.contains(&choice.label) && html.contains(&choice.label));
            }
        }
    }
}

#[test]
fn what_is_to_be_typed_keeps_its_direction_in_an_arabic_reply() {
    let topics = rendered(&reply(Command::Topics, Language::Ar).blocks, Language::Ar).remove(0);
    assert!(topics.body.contains(" · \u{2068}!stance pond\u{2069}\n"), "{}", topics.body);
    assert!(topics.html.contains(" · \u{2068}<code>!stance pond</code>\u{2069}<br>"), "{}", topics.html);
}

#[test]
fn context_shows_whole_paragraphs_and_folds_those_around() {
    let id = quote_block().quote.id().to_owned();
    let reply = reply(Command::Context(id), Language::En);
    let pages = rendered(&reply.blocks, Language::En);
    let html = &pages[0].html;
    assert!(html.contains("<details><summary>¶ 3</summary><blockquote>"), "{html}");
    let quote = reply.quotes().next().expect("a quote").exact().to_owned();
    assert!(html.contains(&format!("<b>{}</b>", escape(&quote))), "{html}");
    assert!(pages[0].body.contains(&format!("▸{quote}◂")), "{}", pages[0].body);
}

#[test]
fn marks_are_bold_and_text_never_becomes_markup() {
    let mut shown = quote_block();
    shown.marks = std::iter::once(0..4).collect();
    shown.attribution = "<img src=x> & \"Co\"".into();
    shown.url = Some("javascript:alert(1)".into());
    let blocks = [
        Block::Quote(shown),
        Block::Text("</p><h1>@room https://matrix.to/#/@you:a.example".into()),
        Block::Differences {
            original: "text".into(),
            claimed: "<claim>".into(),
            changes: vec![Change { label: "<i>".into(), original: String::new(), claimed: "<b>no".into() }],
        },
        Block::Citation { style: "BibTeX".into(), text: "@misc{a,\n  title = {<b>}\n}".into(), quote: "x".into() },
    ];
    let html = &rendered(&blocks, Language::En)[0].html;
    assert!(html.contains("<blockquote><b>Dogs</b> are welcome on a lead.</blockquote>"), "{html}");
    assert!(
        html.contains("<strong>&lt;img src=x&gt; &amp; &quot;Co&quot;</strong>") && !html.contains("href"),
        "{html}"
    );
    assert!(html.contains("<pre><code>@misc{a,\n  title = {&lt;b&gt;}\n}</code></pre>"), "{html}");
}

#[test]
fn a_text_of_70_kilobytes_is_parted_at_sentences_and_nothing_of_it_is_lost() {
    let sentences: Vec<String> =
        (0..1_400).map(|number| format!("Sentence {number} says that \"nothing\" & nobody is lost. ")).collect();
    let text = sentences.concat();
    assert!(text.len() > 70_000);
    let paragraph = Paragraph { number: 1, exact: text.clone(), marked: Some(5..20_000) };
    let surroundings = Surroundings { quote: quote_block(), paragraphs: vec![paragraph] };
    // The text begins below the title, not on a page of its own.
    let pages = rendered(&[Block::Title("On nothing".into()), Block::Context(surroundings)], Language::En);
    assert!((8..=20).contains(&pages.len()), "{} pages", pages.len());
    let mut at = 0;
    for page in &pages {
        let shown = text_of(&page.html);
        let start = shown.find("Sentence ").expect("a sentence");
        let words = shown[start..].split("[…]").next().unwrap_or_default().trim_end_matches('\n');
        let words = words.split("The Leaf").next().unwrap_or_default();
        assert!(text[at..].starts_with(words), "from {at}: {words}");
        assert!(words.trim_end().ends_with('.'), "{words}");
        at += words.len();
    }
    assert!(text[at..].trim().is_empty(), "lost: {}", &text[at..]);
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[<>&\"'a-z \\n.]{0,300}",
        "(Ə!? |ну вот\\. |هذا\\. |word ){0,400}",
        "x{0,3000}",
        proptest::collection::vec("[a-z<&]{1,12}[. ] ?", 0..4_000).prop_map(|words| words.concat()),
    ]
}

fn any_block() -> impl Strategy<Value = Block> {
    let row = || (any_text(), any_text()).prop_map(|(label, value)| Row { label, value });
    prop_oneof![
        any_text().prop_map(Block::Title),
        any_text().prop_map(Block::Text),
        any_text().prop_map(Block::Section),
        row().prop_map(Block::Fact),
        row().prop_map(Block::Note),
        (any_text(), any_text(), any_text()).prop_map(|(attribution, place, url)| {
            let url = Some(format!("https://{url}"));
            Block::Quote(QuoteBlock { attribution, place, url, ..quote_block() })
        }),
        (any_text(), any_text()).prop_map(|(label, detail)| {
            Block::Choices(vec![Choice { label, detail, command: Command::Stance("pond".into()) }])
        }),
        (any_text(), any_text()).prop_map(|(name, detail)| {
            Block::Commands(vec![CommandHelp { name, argument: String::new(), detail }])
        }),
        (any_text(), any_text()).prop_map(|(message, next)| Block::Problem { message, next }),
        (any_text(), proptest::collection::vec(row(), 0..4)).prop_map(|(label, rows)| Block::Details { label, rows }),
        (any_text(), any_text()).prop_map(|(original, claimed)| Block::Differences {
            original: "text".into(),
            claimed: "claim".into(),
            changes: vec![Change { label: "words".into(), original, claimed }],
        }),
        any_text().prop_map(|exact| {
            let paragraph = Paragraph { number: 3, exact, marked: None };
            Block::Context(Surroundings { quote: quote_block(), paragraphs: vec![paragraph] })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    #[test]
    fn any_blocks_fit_and_are_well_formed(blocks in proptest::collection::vec(any_block(), 0..8), arabic in any::<bool>()) {
        let language = if arabic { Language::Ar } else { Language::En };
        let pages = rendered(&blocks, language);
        let html: String = pages.iter().map(|page| text_of(&page.html)).collect();
        for block in &blocks {
            if let Block::Quote(shown) = block {
                prop_assert!(html.contains(shown.quote.exact()));
                prop_assert!(pages.iter().any(|page| page.body.contains(shown.quote.exact())));
            }
        }
    }

    #[test]
    fn any_text_is_whole_in_plain_text_and_html(text in any_text()) {
        let pages = rendered(&[Block::Text(text.clone())], Language::En);
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        if pages.len() == 1 && !text.trim().is_empty() {
            prop_assert_eq!(bare(&pages[0].body), bare(&text));
            prop_assert_eq!(bare(&text_of(&pages[0].html)), bare(&text));
        }
        prop_assert_eq!(text_of(&escape(&text)), text);
    }
}
