//! Voices whose declaration does not fit the text. What is quoted from their spans goes with them.

use super::{ARTICLE, Files};
use insta::assert_snapshot;

#[test]
fn cue_not_found() {
    let files = Files::clean().replace("sources/article.toml", "According to Bo Reed", "According to Bob Reed");
    assert_snapshot!(files.problems(), @r#"
    [voice-cue-not-found] Error: the cue of the voice does not stand in `sources/article.txt`
        ,-[ sources/article.toml:29:7 ]
        |
     29 | cue = "According to Bob Reed"
        |       ^^^^^^^^^^^|^^^^^^^^^^^
        |                  `------------- not in the text
        |
        |-[ sources/article.txt:3:1 ]
        |
      3 | According to Bo Reed, the budget is too small for new roads. [...]
        | ^^^^^^^^^^|^^^^^^^^^
        |           `----------- the nearest passage
        |
        | Help: If that passage is meant, write it as it stands: "According to Bo Reed"
        |
        | Note: first difference: "Bob" in the anchor, "Bo" in the text
    ----'

    [depends-on-left-out] Error: a voice of the source `article` has an error, so what rests on it in one place is left out too
        ,-[ entries/park.toml:13:12 ]
        |
     13 | quotes = [ "the budget is too small" ]
        |            ^^^^^^^^^^^^|^^^^^^^^^^^^
        |                        `-------------- left out with it
        |
        | Help: Mend the other error; these come back by themselves.
    ----'
    "#);
    assert_eq!(files.entries(), ["trees"], "whose words the budget is, is not known");
    let (library, _) = files.parse();
    assert_eq!(library.sources[0].voices.len(), 2);
    assert_eq!(&ARTICLE[library.sources[0].unproved[0].clone()], "the budget is too small for new roads.");
}

#[test]
fn from_and_to_not_found() {
    let files = Files::clean().replace("sources/article.toml", "\"the budget\"", "\"The budgets\"");
    let files = files.without("topics/park.toml").without("questions/tests.toml");
    assert_snapshot!(files.replace("entries/park.toml", "[\"park\"]", "[]").problems(), @r#"
    [voice-from-not-found] Error: the beginning of the voice does not stand in `sources/article.txt`
        ,-[ sources/article.toml:27:8 ]
        |
     27 | from = "The budgets"
        |        ^^^^^^|^^^^^^
        |              `-------- not in the text
        |
        |-[ sources/article.txt:3:23 ]
        |
      3 | According to Bo Reed, the budget is too small for new roads. It was written in haste.
        |                       ^^^^^|^^^^
        |                            `------ the nearest passage
        |
        | Help: If that passage is meant, write it as it stands: "the budget"
        |
        | Note: first difference: "The" in the anchor, "the" in the text
    ----'

    [depends-on-left-out] Error: a voice of the source `article` has an error, so what rests on it in 3 places is left out too
        ,-[ entries/park.toml:5:22 ]
        |
      5 | quotes = [ { exact = "We will plant trees" }, "The council met on Monday." ]
        |                      ^^^^^^^^^^|^^^^^^^^^^    ^^^^^^^^^^^^^^|^^^^^^^^^^^^^
        |                                `-------------------------------------------- left out with it
        |                                                             |
        |                                                             `--------------- left out with it
        |
     13 | quotes = [ "the budget is too small" ]
        |            ^^^^^^^^^^^^|^^^^^^^^^^^^
        |                        `-------------- left out with it
        |
        | Help: Mend the other error; these come back by themselves.
    ----'
    "#);
    let files = Files::clean().replace("sources/article.toml", "\"new roads.\"", "\"old roads.\"");
    assert_eq!(files.codes(), ["voice-to-not-found", "depends-on-left-out"]);
    assert_eq!(files.entries(), ["trees"], "all after the beginning is in doubt");
}

#[test]
fn to_before_from() {
    let files = Files::clean().replace("sources/article.toml", "\"new roads.\"", "\"met on Monday.\"");
    let files = files.replace("entries/park.toml", "\"the budget is too small\"", "\"on Monday\"");
    assert_snapshot!(files.problems(), @r#"
    [voice-to-not-found] Error: the end of the voice stands in `sources/article.txt`, but only before its beginning
        ,-[ sources/article.toml:28:6 ]
        |
     28 | to = "met on Monday."
        |      ^^^^^^^^|^^^^^^^
        |              `--------- not after `from`
        |
        |-[ sources/article.txt:1:13 ]
        |
      1 | The council met on Monday.
        |             ^^^^^^^|^^^^^^
        |                    `-------- `to` stands here
        |
      3 | According to Bo Reed, the budget is too small for new roads. It was written in haste.
        |                       ^^^^^|^^^^
        |                            `------ the voice begins here
        |
        | Help: Write the last words of the span in `to`, and its first words in `from`.
    ----'
    "#);
}

#[test]
fn an_ambiguous_beginning_takes_prefix_or_suffix() {
    let files = Files::clean().replace("sources/article.toml", "\"The park\"", "\"The\"");
    assert_eq!(files.codes()[0], "ambiguous-anchor");
    let files = files.replace("sources/article.toml", "\"The\"", "{ exact = \"The\", suffix = \" park\" }");
    assert_eq!(files.problems(), "");
}

#[test]
fn overlap() {
    let files = Files::clean().replace("sources/article.toml", "to = \"trees,\"", "to = \"The park\"");
    assert_snapshot!(files.problems(), @r#"
    [voice-overlap] Error: two voices share words of `sources/article.txt`: Ada Green and Ada Green
        ,-[ sources/article.toml:17:1 ]
        |
     10 | [[voice]]
        | ^^^^|^^^^
        |     `------ and this one
        |
     17 | [[voice]]
        | ^^^^|^^^^
        |     `------ this voice
        |
        |-[ sources/article.txt:2:52 ]
        |
      2 | [...] said Ada Green, the mayor. “The park stays open.”
        |                                   ^^^^|^^^
        |                                       `----- these words are in both
        |
        | Help: Move `from` or `to` of one of them, so that each word has one speaker.
    ----'

    [depends-on-left-out] Error: a voice of the source `article` has an error, so what rests on it in 2 places is left out too
       ,-[ topics/park.toml:7:9 ]
       |
     7 | exact = "We will plant trees"
       |         ^^^^^^^^^^|^^^^^^^^^^
       |                   `------------ left out with it
       |
       |-[ entries/park.toml:5:22 ]
       |
     5 | quotes = [ { exact = "We will plant trees" }, "The council met on Monday." ]
       |                      ^^^^^^^^^^|^^^^^^^^^^
       |                                `------------ left out with it
       |
       | Help: Mend the other error; these come back by themselves.
    ---'
    "#);
    assert!(files.parse().0.sources[0].voices.iter().all(|voice| voice.speaker == 2), "both are left out");
}

#[test]
fn the_cue_nearest_to_the_span_counts() {
    let text = format!("said Ada Green\n{ARTICLE}said Ada Green\n");
    let files = Files::clean().with("sources/article.txt", text.clone());
    assert_eq!(files.problems(), "");
    let cue = files.parse().0.sources[0].voices[0].cue.clone();
    assert_eq!(cue.start, text.find("” said").expect("stands") + "” ".len());
}

#[test]
fn cue_far_away() {
    let files = Files::clean().replace("sources/article.toml", "\"According to Bo Reed\"", "\"planned for May\"");
    let files = files.replace("sources/article.txt", "Photo: Gazette\n", "Photo: Gazette\nOne.\n\nTwo.\n");
    assert_snapshot!(files.problems(), @r#"
    [voice-cue-far] Warning: the cue of the voice stands 4 paragraphs away from its span
        ,-[ sources/article.toml:29:7 ]
        |
     29 | cue = "planned for May"
        |       ^^^^^^^^|^^^^^^^^
        |               `---------- is it the right cue?
        |
        |-[ sources/article.txt:3:23 ]
        |
      3 | According to Bo Reed, the budget is too small for new roads. I [...]
        |                       |
        |                       `- the voice begins here
        |
      8 | The vote is planned for May.
        |             ^^^^^^^|^^^^^^^
        |                    `--------- the cue
        |
        | Help: Name the words next to the span that say who speaks, or move `from` and `to`.
    ----'
    "#);
    assert_eq!(files.parse().0.sources[0].voices.len(), 3, "a warning leaves nothing out");
}

#[test]
fn unknown_mode() {
    let files = Files::clean().replace("sources/article.toml", "\"reported\"", "\"indirect\"");
    assert_snapshot!(files.problems(), @r#"
    [unknown-value] Error: `mode` of a voice of the source `article` is `indirect`, which means nothing
        ,-[ sources/article.toml:26:8 ]
        |
     26 | mode = "indirect"
        |        ^^^^^|^^^^
        |             `------ unknown value
        |
        | Help: Did you mean `direct`? It can be `direct`, `reported`.
    ----'

    [depends-on-left-out] Error: a voice of the source `article` has an error, so what rests on it in one place is left out too
        ,-[ entries/park.toml:13:12 ]
        |
     13 | quotes = [ "the budget is too small" ]
        |            ^^^^^^^^^^^^|^^^^^^^^^^^^
        |                        `-------------- left out with it
        |
        | Help: Mend the other error; these come back by themselves.
    ----'
    "#);
}

#[test]
fn aside_not_found() {
    let files = Files::clean().replace("sources/article.toml", "Photo: Gazette", "Foto: Gazette");
    assert_snapshot!(files.problems(), @r#"
    [aside-not-found] Error: the aside does not stand in `sources/article.txt`
        ,-[ sources/article.toml:32:9 ]
        |
     32 | exact = "Foto: Gazette"
        |         ^^^^^^^|^^^^^^^
        |                `--------- not in the text
        |
        |-[ sources/article.txt:4:1 ]
        |
      4 | Photo: Gazette
        | ^^^^^^^|^^^^^^
        |        `-------- the nearest passage
        |
        | Help: If that passage is meant, write it as it stands: "Photo: Gazette"
        |
        | Note: first difference: "Foto:" in the anchor, "Photo:" in the text
    ----'
    "#);
    assert_eq!(files.entries(), ["trees", "budget"]);
}

#[test]
fn an_aside_is_every_place_of_its_words() {
    let files = Files::clean().with("sources/article.txt", format!("{ARTICLE}Photo: Gazette\n"));
    assert_eq!(files.problems(), "");
    assert_eq!(files.parse().0.sources[0].asides.len(), 2);
}
