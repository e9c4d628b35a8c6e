//! Quotes that do not stand in their source, or not once, or not in one voice.

use super::Files;
use insta::assert_snapshot;

#[test]
fn another_word() {
    let files = Files::clean().quoting(r#""The council met on Tuesday.""#);
    assert_snapshot!(files.problems(), @r#"
    [quote-not-in-source] Error: the quote does not stand in `sources/article.txt`
       ,-[ entries/park.toml:3:12 ]
       |
     3 | quotes = [ "The council met on Tuesday." ]
       |            ^^^^^^^^^^^^^^|^^^^^^^^^^^^^^
       |                          `---------------- not in the text
       |
       |-[ sources/article.txt:1:1 ]
       |
     1 | The council met on Monday.
       | ^^^^^^^^^^^^^|^^^^^^^^^^^^
       |              `-------------- the nearest passage
       |
       | Help: If that passage is meant, write it as it stands: "The council met on Monday."
       |
       | Note: first difference: "Tuesday." in the anchor, "Monday." in the text
    ---'
    "#);
    assert!(files.entries().is_empty());
}

#[test]
fn left_out_and_added_words() {
    assert_snapshot!(Files::clean().quoting(r#""the budget is not too small for roads""#).problems(), @r#"
    [quote-not-in-source] Error: the quote does not stand in `sources/article.txt`
       ,-[ entries/park.toml:3:12 ]
       |
     3 | quotes = [ "the budget is not too small for roads" ]
       |            ^^^^^^^^^^^^^^^^^^^|^^^^^^^^^^^^^^^^^^^
       |                               `--------------------- not in the text
       |
       |-[ sources/article.txt:3:23 ]
       |
     3 | According to Bo Reed, the budget is too small for new roads. It was written in haste.
       |                       ^^^^^^^^^^^^^^^^^^|^^^^^^^^^^^^^^^^^^
       |                                         `-------------------- the nearest passage
       |
       | Help: If that passage is meant, write it as it stands: "the budget is too small for new roads"
       |
       | Note: first difference: "not" in the anchor, "too" in the text
    ---'
    "#);
    assert_snapshot!(Files::clean().quoting(r#""It was written in haste. More words""#).problems(), @r#"
    [quote-not-in-source] Error: the quote does not stand in `sources/article.txt`
       ,-[ entries/park.toml:3:12 ]
       |
     3 | quotes = [ "It was written in haste. More words" ]
       |            ^^^^^^^^^^^^^^^^^^|^^^^^^^^^^^^^^^^^^
       |                              `-------------------- not in the text
       |
       |-[ sources/article.txt:3:62 ]
       |
     3 | ,-> [...] the budget is too small for new roads. It was written in haste.
     4 | |-> Photo: Gazette
       | |
       | `------------------- the nearest passage
       |
       |     Help: If that passage is meant, write it as it stands: "It was written in haste.\nPhoto: Gazette"
       |
       |     Note 1: first difference: "haste. More" in the anchor, "haste.\nPhoto:" in the text (U+0020 and U+000A)
       |
       |     Note 2: the passage runs over a line break there; in the anchor it is \n
    ---'
    "#);
}

#[test]
fn straight_marks_for_curly_ones() {
    assert_snapshot!(Files::clean().quoting(r#""trees,\" said Ada""#).problems(), @r#"
    [quote-not-in-source] Error: the quote does not stand in `sources/article.txt`
       ,-[ entries/park.toml:3:12 ]
       |
     3 | quotes = [ "trees,\" said Ada" ]
       |            ^^^^^^^^^|^^^^^^^^^
       |                     `----------- not in the text
       |
       |-[ sources/article.txt:2:16 ]
       |
     2 | “We will plant trees,” said Ada Green, the mayor. “The park stays open.”
       |                ^^^^^^^^|^^^^^^^
       |                        `--------- the nearest passage
       |
       | Help: If that passage is meant, write it as it stands: "trees,” said Ada"
       |
       | Note 1: the words are the same; what differs: quotation marks or apostrophes
       |
       | Note 2: first difference: "trees,\"" in the anchor, "trees,”" in the text (U+0022 and U+201D)
    ---'
    "#);
}

#[test]
fn dashes_spaces_case_and_invisible_characters() {
    let text = "A rule – in force\u{a0}since 2020 – applies to Baku\u{ad}ers. We wait…\r\nThe end of it is near.";
    let files = Files::clean().with("sources/article.txt", text).with("sources/article.toml", "speaker = \"gazette\"");
    let files = files.without("topics/park.toml").without("questions/tests.toml");
    assert_snapshot!(files.clone().quoting(r#""a rule - in force since 2020""#).problems(), @r#"
    [quote-not-in-source] Error: the quote does not stand in `sources/article.txt`
       ,-[ entries/park.toml:3:12 ]
       |
     3 | quotes = [ "a rule - in force since 2020" ]
       |            ^^^^^^^^^^^^^^^|^^^^^^^^^^^^^^
       |                           `---------------- not in the text
       |
       |-[ sources/article.txt:1:1 ]
       |
     1 | A rule – in force since 2020 – applies to Baku�ers. We wait…
       | ^^^^^^^^^^^^^^|^^^^^^^^^^^^^
       |               `--------------- the nearest passage
       |
       | Help: If that passage is meant, write it as it stands: "A rule – in force\u00A0since 2020"
       |
       | Note 1: the words are the same; what differs: dashes, spaces or line breaks, capital letters
       |
       | Note 2: first difference: "a" in the anchor, "A" in the text
    ---'
    "#);
    assert_snapshot!(files.clone().quoting(r#""applies to Bakuers""#).problems(), @r#"
    [quote-not-in-source] Error: the quote does not stand in `sources/article.txt`
       ,-[ entries/park.toml:3:12 ]
       |
     3 | quotes = [ "applies to Bakuers" ]
       |            ^^^^^^^^^^|^^^^^^^^^
       |                      `----------- not in the text
       |
       |-[ sources/article.txt:1:32 ]
       |
     1 | A rule – in force since 2020 – applies to Baku�ers. We wait…
       |                                ^^^^^^^^^|^^^^^^^^^
       |                                         `----------- the nearest passage
       |
       | Help: If that passage is meant, write it as it stands: "applies to Baku\u00ADers"
       |
       | Note 1: the words are the same; what differs: invisible characters
       |
       | Note 2: first difference: "Bakuers" in the anchor, "Baku\u{ad}ers" in the text
    ---'
    "#);
    assert_snapshot!(files.clone().quoting("\"\"\"We wait...\nThe end\"\"\"").problems(), @r#"
    [quote-not-in-source] Error: the quote does not stand in `sources/article.txt`
       ,-[ entries/park.toml:3:12 ]
       |
     3 | ,-> quotes = [ """We wait...
     4 | |-> The end""" ]
       | |
       | `----------------- not in the text
       |
       |-[ sources/article.txt:1:53 ]
       |
     1 | ,-> [...] 2020 – applies to Baku�ers. We wait…
     2 | |-> The end of it is near.
       | |
       | `--------------------------- the nearest passage
       |
       |     Help: If that passage is meant, write it as it stands: "We wait…\r\nThe end"
       |
       |     Note 1: the words are the same; what differs: spaces or line breaks, ellipses (one character or three full stops)
       |
       |     Note 2: first difference: "wait..." in the anchor, "wait…" in the text (U+002E and U+2026)
       |
       |     Note 3: lines of the text end in CR LF there; an anchor over a line break has \r\n
    ---'
    "#);
    assert_eq!(files.quoting(r#""We wait…\r\nThe end""#).problems(), "");
}

#[test]
fn composed_and_decomposed_letters() {
    let files = Files::clean()
        .with("sources/article.txt", "The cafe\u{301} on the corner is open.")
        .with("sources/article.toml", "speaker = \"gazette\"")
        .without("topics/park.toml")
        .without("questions/tests.toml");
    assert_snapshot!(files.quoting("\"The café on the corner\"").problems(), @r#"
    [quote-not-in-source] Error: the quote does not stand in `sources/article.txt`
       ,-[ entries/park.toml:3:12 ]
       |
     3 | quotes = [ "The café on the corner" ]
       |            ^^^^^^^^^^^^|^^^^^^^^^^^
       |                        `------------- not in the text
       |
       |-[ sources/article.txt:1:1 ]
       |
     1 | The café on the corner is open.
       | ^^^^^^^^^^|^^^^^^^^^^^
       |           `------------- the nearest passage
       |
       | Help: If that passage is meant, write it as it stands: "The café on the corner"
       |
       | Note 1: the words are the same; what differs: how accented letters are stored (composed or not)
       |
       | Note 2: first difference: "café" in the anchor, "cafe\u{301}" in the text
    ---'
    "#);
}

#[test]
fn nothing_near() {
    assert_snapshot!(Files::clean().quoting(r#""Ships sail at dawn over silent seas""#).problems(), @r#"
    [quote-not-in-source] Error: the quote does not stand in `sources/article.txt`
       ,-[ entries/park.toml:3:12 ]
       |
     3 | quotes = [ "Ships sail at dawn over silent seas" ]
       |            ^^^^^^^^^^^^^^^^^^|^^^^^^^^^^^^^^^^^^
       |                              `-------------------- not in the text
       |
       | Help: Copy the words from `sources/article.txt`, byte for byte.
       |
       | Note: no passage of the text comes near to it
    ---'
    "#);
}

#[test]
fn it_stands_in_another_source() {
    let files = Files::clean().source("speech", "Nobody asked me about the river.", "speaker = \"ada\"");
    let files = files.without("topics/park.toml").without("questions/tests.toml");
    assert_snapshot!(files.quoting(r#"{ exact = "asked me about", source = "article" }"#).problems(), @r#"
    [quote-not-in-source] Error: the quote does not stand in `sources/article.txt`
       ,-[ entries/park.toml:3:22 ]
       |
     3 | quotes = [ { exact = "asked me about", source = "article" } ]
       |                      ^^^^^^^^|^^^^^^^
       |                              `--------- not in the text
       |
       |-[ sources/speech.txt:1:8 ]
       |
     1 | Nobody asked me about the river.
       |        ^^^^^^^|^^^^^^
       |               `-------- it stands here
       |
       | Help: Name that source: `source = "speech"`.
    ---'
    "#);
}

#[test]
fn ambiguous() {
    assert_snapshot!(Files::clean().quoting(r#""the""#).problems(), @r#"
    [ambiguous-anchor] Error: the quote stands twice in `sources/article.txt`
       ,-[ entries/park.toml:3:12 ]
       |
     3 | quotes = [ "the" ]
       |            ^^|^^
       |              `---- which one?
       |
       |-[ sources/article.txt:2:40 ]
       |
     2 | “We will plant trees,” said Ada Green, the mayor. “The park stays open.”
       |                                        ^|^
       |                                         `--- number 1
     3 | According to Bo Reed, the budget is too small for new roads. It w [...]
       |                       ^|^
       |                        `--- number 2
       |
       | Help: Add a `prefix` or `suffix`: the words that stand just before or after the one you mean.
    ---'
    "#);
    let many = Files::clean().with("sources/article.txt", format!("{}{}", super::ARTICLE, "word ".repeat(5000)));
    assert!(many.clone().quoting(r#""word""#).problems().contains("the quote stands more than 1000 times in"));
    let overlapping = Files::clean().with("sources/article.txt", format!("{}banana", super::ARTICLE));
    assert!(overlapping.quoting(r#""ana""#).problems().contains("the quote stands twice in"));
}

#[test]
fn prefix_and_suffix_choose() {
    let files = Files::clean().quoting(
        r#"{ exact = "The", prefix = "mayor. “" }, { exact = "The", suffix = " vote" }, { exact = "is ", prefix = "budget ", suffix = "too" }"#,
    );
    assert_eq!(files.problems(), "");
    let (library, _) = files.parse();
    let starts: Vec<usize> = library.entries[0].quotes.iter().map(|quote| quote.range().start).collect();
    let at = |words: &str| super::ARTICLE.find(words).expect("stands");
    assert_eq!(starts, [at("The park"), at("The vote"), at("is too")]);
}

#[test]
fn wrong_prefix_and_suffix() {
    let files = Files::clean().quoting(r#"{ exact = "park stays", prefix = "the ", suffix = "open" }"#);
    assert_snapshot!(files.problems(), @r#"
    [quote-not-in-source] Error: the quote does not stand in `sources/article.txt`
       ,-[ entries/park.toml:3:22 ]
       |
     3 | quotes = [ { exact = "park stays", prefix = "the ", suffix = "open" } ]
       |                      ^^^^^^|^^^^^           ^^^|^^           ^^^|^^
       |                            `----------------------------------------- not in the text
       |                                                |                |
       |                                                `--------------------- not before it
       |                                                                 |
       |                                                                 `---- not after it
       |
       |-[ sources/article.txt:2:56 ]
       |
     2 | [...] said Ada Green, the mayor. “The park stays open.”
       |                                       ^^^^^|^^^^
       |                                            `------ it stands here, but not with this prefix and suffix
       |
       | Help: Copy `prefix` and `suffix` from the text, spaces included.
       |
       | Note 1: before it stands "reen, the mayor. “The ", not "the "
       |
       | Note 2: after it stands " open.”\nAccording to B", not "open"
    ---'
    "#);
}

#[test]
fn a_quote_of_two_voices() {
    assert_snapshot!(Files::clean().quoting(r#""According to Bo Reed, the budget""#).problems(), @r#"
    [quote-crosses-voice] Error: the quote holds words of Bo Reed and of Gazette
       ,-[ entries/park.toml:3:12 ]
       |
     3 | quotes = [ "According to Bo Reed, the budget" ]
       |            ^^^^^^^^^^^^^^^^^|^^^^^^^^^^^^^^^^
       |                             `------------------ words of two voices
       |
       |-[ sources/article.txt:3:1 ]
       |
     3 | According to Bo Reed, the budget is too small for new roads. It was written in haste.
       | ^^^^^^^^^^^|^^^^^^^^^^^^^^^|^^^^
       |            `---------------------- Gazette, own
       |                            |
       |                            `------ Bo Reed, reported
       |
       | Help: Quote the two parts apart. If the border itself is wrong, move `from` or `to` of that voice in sources/article.toml.
       |
       | Note: a quote has one speaker, who follows from where the words stand
    ---'
    "#);
    let both = r#""We will plant trees,” said Ada Green, the mayor. “The park stays open.""#;
    assert_eq!(Files::clean().quoting(both).codes(), ["quote-crosses-voice"]);
}

#[test]
fn marks_at_the_border_belong_to_neither_side() {
    let files = Files::clean().quoting(r#""“We will plant trees,”", "“The park stays open.”""#);
    assert_eq!(files.problems(), "");
    assert_eq!(files.parse().0.entries[0].quotes[0].exact(), "“We will plant trees,”");
}

#[test]
fn a_quote_without_words() {
    assert_snapshot!(Files::clean().quoting(r#""” s", { exact = ".”\n" }"#).problems(), @r#"
    [quote-without-words] Error: a quote of the entry `it` has no words
       ,-[ entries/park.toml:3:29 ]
       |
     3 | quotes = [ "” s", { exact = ".”\n" } ]
       |                             ^^^|^^
       |                                `---- only marks
       |
       | Help: Quote at least one word or number.
    ---'
    "#);
}

#[test]
fn a_topic_with_a_broken_quote_is_left_out_and_its_entries_stay() {
    let files = Files::clean().replace("topics/park.toml", "on Monday", "on Sunday");
    assert_eq!(files.codes(), ["quote-not-in-source"]);
    let (library, _) = files.parse();
    assert!(library.topics.is_empty());
    assert_eq!(files.entries(), ["trees", "budget"]);
    assert!(library.entries[0].topics.is_empty());
}

#[test]
fn a_test_question_whose_passage_is_gone_is_left_out() {
    let files = Files::clean().replace("questions/tests.toml", "We will plant trees", "We will plant flowers");
    assert_eq!(files.codes(), ["quote-not-in-source"]);
    assert_eq!(files.parse().0.tests.len(), 1);
}
