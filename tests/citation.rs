//! `/cite`: styles, what is left out, and the exports.

use sayswho::library::{Language, LibraryFile, parse};
use sayswho::matching::Matcher;
use sayswho::reply::Block;
use sayswho::reply::citation::Style;
use sayswho::service::{Command, Request, Service};
use std::sync::LazyLock;

const FULL: &str = r#"
speaker = "post"
title = "The mayor speaks of 100% & more"
author = ["Brandt, Ada", "Reyl, Tomas"]
container-title = "Harbour Post"
publisher = "Harbour Press"
issued = 2024-05-03
accessed = 2025-01-02
url = "https://harbour.example/post"
language = "en"
"#;

static SERVICE: LazyLock<Service> = LazyLock::new(|| {
    let file = |path: &str, text: &str| LibraryFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    let (library, _) = parse(&[
        file("library.toml", "name = \"Harbour\"\nlanguage = \"en\"\n"),
        file("people.toml", "[[person]]\nid = \"post\"\nname = \"Harbour Post\"\n"),
        file("sources/full.txt", "The port reopened in May.\nThe port of Lorne is open.\n"),
        file("sources/full.toml", FULL),
        file("sources/bare.txt", "The gate is shut.\n"),
        file("sources/bare.toml", "speaker = \"post\"\ncontainer-title = \"News.Az\"\n"),
    ]);
    let matcher = Matcher::train(&library);
    Service::new(library, matcher)
});

fn cite(id: &str, style: &str) -> Vec<Block> {
    let command = Command::Cite { id: id.to_owned(), style: Some(style.to_owned()) };
    SERVICE.handle(&Request::new(command, Language::En)).blocks
}

/// The citation's text, and what stands under it.
fn cited(id: &str, style: &str) -> (String, Vec<(String, String)>) {
    let blocks = cite(id, style);
    let text = blocks.iter().find_map(|block| match block {
        Block::Citation { text, .. } => Some(text.clone()),
        _ => None,
    });
    let facts = blocks.iter().filter_map(|block| match block {
        Block::Fact(row) => Some((row.label.clone(), row.value.clone())),
        _ => None,
    });
    (text.expect("a citation"), facts.collect())
}

#[cfg(feature = "cite")]
#[test]
fn a_full_source_in_the_common_styles() {
    for (style, work, in_text) in [
        (
            "apa",
            "Brandt, A., & Reyl, T. (2024, May 3). The mayor speaks of 100% & more. Harbour Post. \
             https://harbour.example/post",
            Some("(Brandt & Reyl, 2024, para. 2)"),
        ),
        (
            "mla",
            "Brandt, Ada, and Tomas Reyl. “The Mayor Speaks of 100% & More.” Harbour Post, 3 May 2024, \
             https://harbour.example/post.",
            Some("(Brandt and Reyl, par. 2)"),
        ),
        (
            "Chicago",
            "Brandt, Ada, and Tomas Reyl. 2024. “The Mayor Speaks of 100% & More.” Harbour Post, May 3. \
             https://harbour.example/post.",
            Some("(Brandt and Reyl 2024, para. 2)"),
        ),
        (
            "ieee",
            "A. Brandt and T. Reyl, “The mayor speaks of 100% & more,” Harbour Post, Harbour Press, May 03, 2024. \
             Accessed: Jan. 02, 2025. [Online]. Available: https://harbour.example/post",
            Some("[1, Para. 2]"),
        ),
        (
            "harvard",
            "Brandt, A. and Reyl, T. (2024) “The mayor speaks of 100% & more,” Harbour Post, 3 May. Available at: \
             https://harbour.example/post (Accessed: January 2, 2025).",
            Some("(Brandt and Reyl, 2024, para. 2)"),
        ),
        // Any other bundled style, by its name.
        ("nature", "Brandt, A. & Reyl, T. The mayor speaks of 100% & more. Harbour Post (2024).", None),
    ] {
        let (text, facts) = cited("full:p2.1-6", style);
        assert_eq!(text, work, "{style}");
        assert_eq!(facts.first().map(|(_, value)| value.as_str()), in_text, "{style}");
    }
}

#[cfg(feature = "cite")]
#[test]
fn what_is_not_given_is_left_out_and_named() {
    for (style, work) in [("apa", "(n.d.). News.Az."), ("mla", "News.Az."), ("gost", "News.Az.")] {
        let (text, facts) = cited("bare:p1.1-4", style);
        assert_eq!(text, work, "{style}");
        let missing = facts.last().map(|(label, value)| (label.as_str(), value.as_str()));
        assert_eq!(missing, Some(("Not given by the library", "Author · Title · Date · Address")), "{style}");
    }
}

#[test]
fn bibtex_and_csl_json_hold_what_is_given_and_nothing_else() {
    assert_eq!(
        cited("full:p2.1-6", "BibTeX").0,
        "@article{full,\n  author = {Brandt, Ada and Reyl, Tomas},\n  title = {{The mayor speaks of 100\\% \\& more}},\n  \
         journal = {Harbour Post},\n  publisher = {Harbour Press},\n  year = {2024},\n  month = may,\n  day = {3},\n  \
         url = {https://harbour.example/post},\n  urldate = {2025-01-02},\n  language = {en}\n}"
    );
    assert_eq!(cited("bare:p1.1-4", "bibtex").0, "@article{bare,\n  journal = {News.Az}\n}");
    let item: serde_json::Value = serde_json::from_str(&cited("full:p2.1-6", "csl-json").0).expect("JSON");
    assert_eq!(
        item,
        serde_json::json!([{
            "id": "full", "type": "article-newspaper", "title": "The mayor speaks of 100% & more",
            "author": [{"family": "Brandt", "given": "Ada"}, {"family": "Reyl", "given": "Tomas"}],
            "container-title": "Harbour Post", "publisher": "Harbour Press", "language": "en",
            "issued": {"date-parts": [[2024, 5, 3]]}, "accessed": {"date-parts": [[2025, 1, 2]]},
            "URL": "https://harbour.example/post",
        }])
    );
    let item: serde_json::Value = serde_json::from_str(&cited("bare:p1.1-4", "csl-json").0).expect("JSON");
    assert_eq!(item, serde_json::json!([{ "id": "bare", "type": "article-newspaper", "container-title": "News.Az" }]));
}

#[test]
fn every_style_says_something_of_every_source_and_never_more_than_is_known() {
    let names: Vec<&str> = Style::names().collect();
    assert!(names.len() >= 2);
    for name in names {
        for id in ["full:p2.1-6", "bare:p1.1-4"] {
            let (text, _) = cited(id, name);
            assert!(text.contains("News.Az") || text.contains("Harbour Post"), "{name} of {id}: {text}");
            // No year but the given ones, no name but the given ones.
            let years: Vec<&str> =
                text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4).collect();
            assert!(years.iter().all(|year| ["2024", "2025"].contains(year)), "{name} of {id}: {text}");
            assert!(id.starts_with("full") || (years.is_empty() && !text.contains("http")), "{name}: {text}");
        }
    }
}

#[test]
fn an_unknown_style_or_id_is_told_with_the_next_step() {
    let problem = |blocks: Vec<Block>| match blocks.into_iter().next() {
        Some(Block::Problem { message, next }) => (message, next),
        other => panic!("{other:?}"),
    };
    let (message, next) = problem(cite("full:p2.1-6", "footnote"));
    assert_eq!(message, "There is no style “footnote”.");
    assert!(next.starts_with("These there are: ") && next.ends_with("bibtex csl-json"), "{next}");
    let (message, next) = problem(cite("full:p9.1-6", "bibtex"));
    assert_eq!(message, "There is no quote “full:p9.1-6”, or its words are not one speaker’s.");
    assert_eq!(next, "Copy the id that stands under a quote.");
}

#[test]
fn a_quote_of_a_source_with_an_address_has_a_link_to_its_words() {
    let link = |id: &str| {
        let shown = cite(id, "bibtex").into_iter().find_map(|block| match block {
            Block::Quote(shown) => Some(shown.link),
            _ => None,
        });
        shown.expect("a quote")
    };
    assert_eq!(
        link("full:p2.1-6").as_deref(),
        Some("https://harbour.example/post#:~:text=The%20port%20of%20Lorne%20is%20open")
    );
    assert_eq!(link("bare:p1.1-4"), None);
}
