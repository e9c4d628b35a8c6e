//! Texts and names that Discord would take for something else, or that are longer than it takes.

use super::client::see;
use super::{assert_shown, description, everything, exacts, look, messages, reply, service};
use proptest::prelude::*;
use sayswho::library::{
    Citation, Entry, Label, Language, Library, Localized, ParagraphStyle, Person, Phrasings, Quote, Source, Topic,
};
use sayswho::platform::discord::custom_id::Recall;
use sayswho::platform::discord::markdown::{escape, shortened};
use sayswho::reply::Outcome;

/// A library with one text, quoted as a whole and, where it has two paragraphs, the first of them.
fn library(text: &str, name: &str) -> Option<Library> {
    let mut source = Source::new("source", text.to_owned(), ParagraphStyle::BlankLines);
    source.citation = Citation { title: Some(name.to_owned()), author: vec![name.to_owned()], ..Citation::default() };
    let whole = Quote::of(&source, 0, 0..text.len()).ok()?;
    let first = source.paragraphs().first().cloned().and_then(|range| Quote::of(&source, 0, range).ok());
    let quotes: Vec<Quote> = std::iter::once(whole).chain(first).collect();
    let plain = |string: &str| Localized::plain(Language::En, string);
    let mut questions = Phrasings::default();
    questions.push(Language::En, name);
    let person = Person { id: "p".into(), name: plain(name), role: plain(name), names: Phrasings::default() };
    let entry = Entry {
        id: "entry".into(),
        topics: vec![0],
        questions,
        quotes: quotes.clone(),
        note: plain(name),
        place: Label::default(),
    };
    let topic = |number| Topic {
        id: format!("topic-{number}"),
        name: plain(name),
        aliases: Phrasings::default(),
        quotes: quotes.clone(),
        note: plain(name),
    };
    Some(Library {
        name: plain(name),
        people: vec![person],
        sources: vec![source],
        topics: (0..80).map(topic).collect(),
        entries: vec![entry],
        ..Library::default()
    })
}

const BAIT: [&str; 34] = [
    "@everyone",
    "<@1>",
    "<@&2>",
    "<#3>",
    "<t:1:R>",
    "</ask:4>",
    "[x](http://evil.example)",
    "https://evil.example/a_b",
    "<https://evil.example>",
    ":smile:",
    "<:name:5>",
    "`",
    "```",
    "||",
    "**",
    "*",
    "__",
    "_",
    "~~",
    "\\",
    "\n> ",
    "\n>>> ",
    "\n# ",
    "\n-# ",
    "\n- ",
    "\n* ",
    "\n1. ",
    "\n\n",
    "\u{200b}",
    "\u{202e}",
    "\u{2067}",
    "\u{2069}",
    "[…]",
    "\r\n",
];

/// Words of three scripts, bait, and sentences, in any order.
fn text(most: usize) -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-zA-Zа-яəğ]{1,9}[,.!?]{0,1} ",
        1 => "[\u{627}-\u{64a}]{1,9} ",
        2 => prop::sample::select(BAIT.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[.] ",
    ];
    let repeated = (part, prop_oneof![9 => 1usize..4, 1 => 1usize..600]).prop_map(|(part, times)| part.repeat(times));
    prop::collection::vec(repeated, 1..most).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 8, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_library_fits_and_is_shown_as_it_stands(
        text in text(30),
        name in text(12),
        asked in text(12),
        language in prop::sample::select(Language::ALL.to_vec()),
        which in any::<prop::sample::Index>(),
    ) {
        let Some(library) = library(&text, &name) else { return Ok(()) };
        let service = service(library);
        let all = everything(service.library());
        let (outcome, recall) = all[which.index(all.len())].clone();
        let is_citation = matches!(outcome, Outcome::Cited { .. });
        let reply = reply(&service, outcome, language);
        let messages = messages(&reply, &look(&service, &reply, Some(&asked), recall));
        assert_shown(&messages, &exacts(&reply));
        for message in &messages {
            // What is to be copied stands in a block of code, where nothing is active either.
            if is_citation { continue }
            let seen = see(description(message));
            prop_assert_eq!(seen.active, Vec::<String>::new(), "{}", description(message));
            prop_assert_eq!(seen.links, Vec::<String>::new());
            prop_assert!(!description(message).contains("****"));
        }
    }

    #[test]
    fn escaped_text_is_seen_as_it_stands(text in text(20)) {
        let seen = see(&escape(&text));
        prop_assert_eq!(seen.active, Vec::<String>::new());
        prop_assert_eq!(seen.quotes, Vec::<String>::new());
        let without = |text: &str| text.replace(super::is_direction_mark, "");
        prop_assert_eq!(without(seen.text.trim_end_matches('\n')), without(text.trim_end_matches('\n')));
    }

    #[test]
    fn labels_are_short_and_say_that_they_are(text in text(20), most in 1usize..200) {
        let label = shortened(&text, most);
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(label.encode_utf16().count() <= most);
        prop_assert!(label == line || line.starts_with(label.strip_suffix('…').expect("a sign of the cut")));
    }
}

#[test]
fn what_would_ping_link_or_style_is_seen_as_it_stands() {
    for (text, escaped) in [
        ("@everyone", "\\@everyone"),
        ("<@1>", "\\<\\@1\\>"),
        ("[x](http://evil.example)", "\\[x\\](http\\://evil.example)"),
        ("a `b` ||c|| __d__ ~~e~~", "a \\`b\\` \\|\\|c\\|\\| \\_\\_d\\_\\_ \\~\\~e\\~\\~"),
        ("> q\n# h\n-# s\n1. one\n  12) two\n* b\n- c", "\\> q\n\\# h\n\\-# s\n1\\. one\n  12\\) two\n\\* b\n\\- c"),
        ("C:\\new 3.5 - #1 (ok)", "C\\:\\\\new 3.5 - #1 (ok)"),
        (":smile: at 10:30: yes", "\\:smile: at 10\\:30: yes"),
        ("a\u{200b}b", "a\u{200b}b"),
        ("¯\\_(ツ)_/¯", "¯\\\\\\_(ツ)\\_/¯"),
        // What a text turns around ends with its line.
        ("\u{202e}abc\nd", "\u{202e}abc\u{202c}\nd"),
        ("\u{2067}a\u{202e}b", "\u{2067}a\u{202e}b\u{202c}\u{2069}"),
        ("\u{2067}a\u{202e}b\u{2069}", "\u{2067}a\u{202e}b\u{2069}"),
    ] {
        assert_eq!(escape(text), escaped);
    }
}

fn stance_of(text: &str) -> (Vec<serde_json::Value>, String) {
    let mut library = library(text, "Name").expect("a text with words");
    library.topics[0].quotes.truncate(1);
    let service = service(library);
    let outcome = Outcome::Stance { asked: "x".into(), topic: 0, corrected: false };
    let reply = reply(&service, outcome, Language::En);
    let messages = messages(&reply, &look(&service, &reply, None, Recall::Topic("topic-0".into())));
    assert_shown(&messages, &[text]);
    let pages: Vec<String> = messages.iter().flat_map(|message| see(description(message)).quotes).collect();
    (messages, pages.join("\n---\n"))
}

#[test]
fn a_long_quote_is_parted_where_sentences_end_and_each_part_says_whose_it_is() {
    let sentence = "The *committee*, which met on Monday, did not agree on any of the four points. ";
    let text = sentence.repeat(120);
    let (messages, pages) = stance_of(text.trim_end());
    assert_eq!(messages.len(), 3);
    for page in pages.split("\n---\n") {
        let words = page.trim_start_matches("[…] ").trim_end_matches(" […]");
        assert!(words.starts_with("The *committee*") && words.ends_with("four points."), "{page}");
    }
    assert!(pages.contains(" […]\n---\n[…] The"));
    for (number, message) in messages.iter().enumerate() {
        assert!(see(description(message)).text.contains("Name, Name\n"), "page {number} says whose words it has");
        assert!(see(description(message)).text.contains("paragraph 1 · source:p1."));
        assert_eq!(message["embeds"][0]["title"], "Name");
        assert!(number == 2 || description(message).encode_utf16().count() > 3_500, "pages are filled");
    }
}

#[test]
fn a_sentence_longer_than_a_page_is_parted_between_words_and_a_word_where_it_must_be() {
    let (_, pages) = stance_of(&"again and ".repeat(900));
    assert!(pages.contains("again and […]\n---\n[…] again") || pages.contains("again […]\n---\n[…] and"), "{pages}");
    let (messages, pages) = stance_of(&"é".repeat(9_000));
    assert_eq!(messages.len(), 3);
    assert!(pages.contains("é[…]\n---\n[…]é"));
    stance_of(&format!("a{}", "\u{301}".repeat(9_000)));
}

#[test]
fn a_cut_after_a_space_is_seen_as_one_where_a_direction_mark_ends_the_part() {
    let (_, pages) = stance_of(&"The committee met. \u{2069}".repeat(400));
    assert!(pages.contains("\n---\n[…] The"), "{pages}");
}

#[test]
fn a_stance_shows_three_quotes_at_a_time_each_time_with_the_note() {
    let mut library = library("One. Two. Three. Four. Five. Six. Seven.", "Name").expect("words");
    let topic = &mut library.topics[0];
    topic.quotes = (library.sources[0].sentences_in(&(0..40)).iter())
        .map(|range| Quote::of(&library.sources[0], 0, range.clone()).expect("words"))
        .collect();
    let count = topic.quotes.len();
    let service = service(library);
    let outcome = Outcome::Stance { asked: "x".into(), topic: 0, corrected: false };
    let reply = reply(&service, outcome, Language::En);
    let messages = messages(&reply, &look(&service, &reply, None, Recall::Topic("topic-0".into())));
    let quotes: Vec<usize> = messages.iter().map(|message| see(description(message)).quotes.len()).collect();
    assert_eq!((count, quotes.as_slice()), (7, [3, 3, 1].as_slice()));
    for message in &messages {
        assert!(
            description(message).starts_with("**Name**, Name\n> "),
            "only the name is bold: {}",
            description(message)
        );
        assert!(see(description(message)).text.ends_with("\n\nEditor’s note: Name\n"), "{}", description(message));
    }
}

#[test]
fn in_arabic_a_line_of_isolated_names_runs_from_right_to_left() {
    let name = |latin: &str| Localized::plain(Language::En, latin);
    let source = Source::new("s", "Yes.".into(), ParagraphStyle::BlankLines);
    let quote = Quote::of(&source, 0, 0..4).expect("a quote");
    let library = Library {
        people: vec![Person { name: name("Ann"), role: name("chair"), ..Person::default() }],
        sources: vec![source],
        topics: vec![Topic { id: "t".into(), name: name("Gate"), quotes: vec![quote], ..Topic::default() }],
        ..Library::default()
    };
    let service = service(library);
    let outcome = Outcome::Stance { asked: "x".into(), topic: 0, corrected: false };
    let reply = reply(&service, outcome, Language::Ar);
    let messages = messages(&reply, &look(&service, &reply, None, Recall::Topic("t".into())));
    let first = description(&messages[0]).lines().next();
    assert_eq!(first, Some("\u{200f}\u{2068}**Ann**\u{2069}، \u{2068}chair\u{2069}"));
}

#[test]
fn text_that_runs_the_other_way_is_isolated() {
    let source = Source::new("s", "Yes, he did.\nNot so (yet).".into(), ParagraphStyle::BlankLines);
    let quote = Quote::of(&source, 0, 0..source.text().len()).expect("a quote");
    let library = Library {
        people: vec![Person { name: Localized::plain(Language::En, "Ann"), ..Person::default() }],
        sources: vec![source],
        entries: vec![Entry { id: "e".into(), quotes: vec![quote], ..Entry::default() }],
        ..Library::default()
    };
    let service = service(library);
    let shown = |language| {
        let reply = reply(&service, Outcome::Picked { entry: 0 }, language);
        description(&messages(&reply, &look(&service, &reply, None, Recall::Entry("e".into())))[0]).to_owned()
    };
    assert!(shown(Language::Ar).contains("> \u{2068}Yes, he did.\u{2069}\n> \u{2068}Not so (yet).\u{2069}\n"));
    assert!(shown(Language::En).contains("> Yes, he did.\n> Not so (yet).\n"));
}
