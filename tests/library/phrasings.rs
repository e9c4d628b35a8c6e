//! Entries that say nothing or that nobody can ask for, and phrasings that stand in two places.

use super::Files;
use insta::assert_snapshot;
use sayswho::library::Language;

#[test]
fn entries_and_topics_without_what_they_need() {
    let files = Files::clean()
        .with("entries/x.toml", "[[entry]]\nid = \"mute\"\nquotes = [\"for May\"]\n\n[[entry]]\nid = \"void\"\nquestions.en = [\"When?\"]\n")
        .with("topics/vote.toml", "name = \"Vote\"\n");
    assert_snapshot!(files.problems(), @r#"
    [topic-without-quotes] Error: the topic `vote` has no quotes
       ,-[ topics/vote.toml ]
       |
     1 |
       | |
       | `- no [[quote]]
       |
       | Help: Add `[[quote]]` with `exact = "…"`, or delete the file.
    ---'

    [entry-without-questions] Error: the entry `mute` has no questions, so nobody can ask for it
       ,-[ entries/x.toml:1:1 ]
       |
     1 | [[entry]]
       | ^^^^|^^^^
       |     `------ no questions
       |
       | Help: Add `[entry.questions]` with `en = ["…"]`: the ways in which people ask for it.
    ---'

    [entry-without-quotes] Error: the entry `void` has no quotes, so it says nothing
       ,-[ entries/x.toml:5:1 ]
       |
     5 | [[entry]]
       | ^^^^|^^^^
       |     `------ no quotes
       |
       | Help: Add `quotes = [ { exact = "…" } ]`: the passages that say it, best first.
    ---'
    "#);
    assert_eq!(files.entries(), ["trees", "budget"]);
}

#[test]
fn shared_by_two_entries() {
    let files =
        Files::clean().replace("entries/park.toml", "enough money?\"", "enough money?\", \"will there BE  trees\"");
    assert_snapshot!(files.problems(), @r#"
    [shared-phrasing] Error: the phrasing "will there BE  trees" of the entry `budget` is also one of the entry `trees`
        ,-[ entries/park.toml:15:33 ]
        |
      7 | en = ["Will there be trees?", "planting"]
        |       ^^^^^^^^^^^|^^^^^^^^^^
        |                  `------------ in the entry `trees`
        |
     15 | en = ["Is there enough money?", "will there BE  trees"]
        |                                 ^^^^^^^^^^^|^^^^^^^^^^
        |                                            `------------ left out here
        |
        | Help: A question can lead to one entry only. Keep it where it fits best, or say what tells the two apart.
        |
        | Note: case, accents, punctuation and spaces do not count
    ----'
    "#);
    let (library, _) = files.parse();
    assert_eq!(library.entries[0].questions.len(), 3);
    assert_eq!(library.entries[1].questions.of(Language::En).collect::<Vec<_>>(), ["Is there enough money?"]);
}

#[test]
fn shared_with_a_refusal() {
    let files = Files::clean().replace("refusals/near.toml", "\"How many trees?\"", "\"is there enough money\"");
    assert_snapshot!(files.problems(), @r#"
    [shared-phrasing] Error: the phrasing "Is there enough money?" of the entry `budget` is also one of a refusal
        ,-[ entries/park.toml:15:7 ]
        |
     15 | en = ["Is there enough money?"]
        |       ^^^^^^^^^^^^|^^^^^^^^^^^
        |                   `------------- left out here
        |
        |-[ refusals/near.toml:4:7 ]
        |
      4 | en = ["is there enough money"]
        |       ^^^^^^^^^^^|^^^^^^^^^^^
        |                  `------------- in a refusal
        |
        | Help: Delete it from the refusals if the entry answers it, else from the entry.
        |
        | Note: case, accents, punctuation and spaces do not count
    ----'
    "#);
    assert_eq!(files.entries(), ["trees"], "silence rather than a doubtful quote");
}

#[test]
fn twice_in_one_entry() {
    let files = Files::clean().replace("entries/park.toml", "\"planting\"", "\"planting\", \"Planting…\"");
    assert_snapshot!(files.problems(), @r#"
    [duplicate-phrasing] Warning: the phrasing "Planting…" stands twice
       ,-[ entries/park.toml:7:43 ]
       |
     7 | en = ["Will there be trees?", "planting", "Planting…"]
       |                               ^^^^^|^^^^  ^^^^^|^^^^^
       |                                    `------------------- the first time
       |                                                |
       |                                                `------- again
       |
       | Help: Delete one of the two; other words would help more.
       |
       | Note: case, accents, punctuation and spaces do not count
    ---'
    "#);
    assert_eq!(files.parse().0.entries[0].questions.len(), 4, "a warning leaves nothing out");
    let files = Files::clean().replace("entries/park.toml", "az = [", "tr = [\"planting\"]\naz = [");
    assert_eq!(files.problems(), "", "the same word may serve two languages");
    let files =
        Files::clean().replace("refusals/near.toml", "\"How many trees?\"", "\"How many trees?\", \"how many trees\"");
    assert_eq!(files.codes(), ["duplicate-phrasing"]);
}

#[test]
fn phrasings_without_letters_are_not_all_the_same() {
    let files = Files::clean().replace("entries/park.toml", "\"planting\"", "\"🌳\", \"🌲\", \"??\"");
    assert_eq!(files.problems(), "");
}

#[test]
fn a_test_that_is_trained_on() {
    let files = Files::clean().replace("questions/tests.toml", "any new plants", "will there be trees").replace(
        "questions/tests.toml",
        "who is the president",
        "How many trees",
    );
    assert_snapshot!(files.problems(), @r#"
    [test-is-trained-on] Warning: the test question "will there be trees" is also a phrasing that the matcher is trained on
       ,-[ questions/tests.toml:3:8 ]
       |
     3 | text = "will there be trees"
       |        ^^^^^^^^^^|^^^^^^^^^^
       |                  `------------ a test that proves nothing
       |
       |-[ entries/park.toml:7:7 ]
       |
     7 | en = ["Will there be trees?", "planting"]
       |       ^^^^^^^^^^^|^^^^^^^^^^
       |                  `------------ the phrasing
       |
       | Help: Ask it in other words in the test, or take it out of the tests.
       |
       | Note: case, accents, punctuation and spaces do not count
    ---'

    [test-is-trained-on] Warning: the test question "How many trees" is also a phrasing that the matcher is trained on
       ,-[ questions/tests.toml:8:8 ]
       |
     8 | text = "How many trees"
       |        ^^^^^^^^|^^^^^^^
       |                `--------- a test that proves nothing
       |
       |-[ refusals/near.toml:4:7 ]
       |
     4 | en = ["How many trees?"]
       |       ^^^^^^^^|^^^^^^^^
       |               `---------- the phrasing
       |
       | Help: Ask it in other words in the test, or take it out of the tests.
       |
       | Note: case, accents, punctuation and spaces do not count
    ---'
    "#);
    assert_eq!(files.parse().0.tests.len(), 2);
}

#[test]
fn the_same_quote_twice() {
    assert_snapshot!(Files::clean().quoting(r#""on Monday", { exact = "on Monday" }"#).problems(), @r#"
    [duplicate-quote] Warning: the entry `it` has the same quote twice
       ,-[ entries/park.toml:3:35 ]
       |
     3 | quotes = [ "on Monday", { exact = "on Monday" } ]
       |                                   ^^^^^|^^^^^
       |                                        `------- again
       |
       | Help: Delete one of the two.
    ---'
    "#);
}

#[test]
fn a_test_wants_passages_or_a_refusal() {
    let files = Files::clean().replace("questions/tests.toml", "refuse = true", "").replace(
        "questions/tests.toml",
        "kind = \"slang\"",
        "refuse = true",
    );
    assert_snapshot!(files.problems(), @r#"
    [passages-or-refuse] Error: a test question has `passages` and `refuse = true`
       ,-[ questions/tests.toml:2:1 ]
       |
     2 | [[question]]
       | ^^^^^^|^^^^^
       |       `------- what must the reply be?
       |
       | Help: Give either `passages`, any of which is a right answer, or `refuse = true` where the texts have none.
    ---'

    [passages-or-refuse] Error: a test question has neither `passages` nor `refuse = true`
       ,-[ questions/tests.toml:7:1 ]
       |
     7 | [[question]]
       | ^^^^^^|^^^^^
       |       `------- what must the reply be?
       |
       | Help: Give either `passages`, any of which is a right answer, or `refuse = true` where the texts have none.
    ---'
    "#);
    assert!(files.parse().0.tests.is_empty());
}

#[test]
fn topics_stand_in_their_order() {
    let topic = |order: &str| format!("name = \"T\"\n{order}\n[[quote]]\nexact = \"on Monday\"\n");
    let files = Files::clean()
        .with("topics/b.toml", topic("order = 2"))
        .with("topics/a.toml", topic(""))
        .with("topics/c.toml", topic("order = 1"));
    let (library, _) = files.parse();
    let ids: Vec<&str> = library.topics.iter().map(|topic| topic.id.as_str()).collect();
    assert_eq!(ids, ["c", "park", "b", "a"]);
    assert_eq!(library.topics[library.entries[0].topics[0]].id, "park");
}
