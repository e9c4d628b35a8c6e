//! Ids: of the wrong form, given twice, unknown, or of a part that is left out.

use super::Files;
use insta::assert_snapshot;

#[test]
fn bad_id() {
    let files = Files::clean().replace("people.toml", "id = \"bo\"", "id = \"Bo Reed\"").replace(
        "entries/park.toml",
        "id = \"trees\"",
        "id = \"деревья\"",
    );
    assert_snapshot!(files.problems(), @r#"
    [bad-id] Error: `Bo Reed` is no id for a person
        ,-[ people.toml:15:6 ]
        |
     15 | id = "Bo Reed"
        |      ^^^^|^^^^
        |          `------ bad id
        |
        | Help: Write it with lower-case letters a-z, digits and hyphens, such as `bo-reed`.
    ----'

    [unknown-person] Error: there is no person `bo`
        ,-[ sources/article.toml:25:10 ]
        |
     25 | person = "bo"
        |          ^^|^
        |            `--- unknown person
        |
        | Help: Correct the id, or declare them in people.toml with `[[person]]`.
    ----'

    [bad-id] Error: `деревья` is no id for an entry
       ,-[ entries/park.toml:3:6 ]
       |
     3 | id = "деревья"
       |      ^^^^|^^^^
       |          `------ bad id
       |
       | Help: Write it with lower-case letters a-z, digits and hyphens.
    ---'

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
fn duplicate_id() {
    let files = Files::clean()
        .replace("people.toml", "id = \"bo\"", "id = \"ada\"")
        .with("entries/z.toml", "[[entry]]\nid = \"trees\"\nquotes = [\"for May\"]\nquestions.en = [\"When?\"]\n");
    assert_snapshot!(files.problems(), @r#"
    [duplicate-id] Error: two people have the id `ada`
        ,-[ people.toml:15:6 ]
        |
      7 | id = "ada"
        |      ^^|^^
        |        `---- the first, which is kept
        |
     15 | id = "ada"
        |      ^^|^^
        |        `---- this person is left out
        |
        | Help: Give one of the two another id, or merge them.
    ----'

    [unknown-person] Error: there is no person `bo`
        ,-[ sources/article.toml:25:10 ]
        |
     25 | person = "bo"
        |          ^^|^
        |            `--- unknown person
        |
        | Help: Correct the id, or declare them in people.toml with `[[person]]`.
    ----'

    [duplicate-id] Error: two entries have the id `trees`
       ,-[ entries/z.toml:2:6 ]
       |
     2 | id = "trees"
       |      ^^^|^^^
       |         `----- this entry is left out
       |
       |-[ entries/park.toml:3:6 ]
       |
     3 | id = "trees"
       |      ^^^|^^^
       |         `----- the first, which is kept
       |
       | Help: Give one of the two another id, or merge them.
    ---'

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
    assert_eq!(files.entries(), ["trees"], "with the second person their voice goes, and its entry");
}

#[test]
fn unknown_ids() {
    let files = Files::clean()
        .replace("sources/article.toml", "person = \"bo\"", "person = \"bob\"")
        .replace("entries/park.toml", "topics = [\"park\"]", "topics = [\"parks\", \"zoning\"]")
        .with("questions/tests.toml", "source = \"artikle\"\n[[question]]\ntext = \"any\"\npassages = [\"met\"]\n");
    assert_snapshot!(files.problems(), @r#"
    [unknown-person] Error: there is no person `bob`
        ,-[ sources/article.toml:25:10 ]
        |
     25 | person = "bob"
        |          ^^|^^
        |            `---- unknown person
        |
        | Help: Did you mean `bo`? Else declare them in people.toml with `[[person]]`.
    ----'

    [unknown-topic] Error: there is no topic `parks`
       ,-[ entries/park.toml:4:11 ]
       |
     4 | topics = ["parks", "zoning"]
       |           ^^^|^^^
       |              `----- unknown topic
       |
       | Help: Did you mean `park`? Else write topics/ID.toml for it, with that ID.
    ---'

    [unknown-topic] Error: there is no topic `zoning`
       ,-[ entries/park.toml:4:20 ]
       |
     4 | topics = ["parks", "zoning"]
       |                    ^^^^|^^^
       |                        `----- unknown topic
       |
       | Help: Correct the id, or write topics/ID.toml for it, with that ID.
    ---'

    [unknown-source] Error: there is no source `artikle`
       ,-[ questions/tests.toml:1:10 ]
       |
     1 | source = "artikle"
       |          ^^^^|^^^^
       |              `------ unknown source
       |
       | Help: Did you mean `article`? Else put the text into sources/ under that name, with its .toml file.
    ---'

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
fn what_depends_on_a_part_with_an_error_is_told_once() {
    let files = Files::clean().replace("sources/article.toml", "title = ", "titel = ");
    assert_snapshot!(files.problems(), @r#"
    [unknown-field] Error: the source `article` has a field `titel`, which means nothing
       ,-[ sources/article.toml:3:1 ]
       |
     3 | titel = "Trees for the park"
       | ^^|^^
       |   `---- unknown field
       |
       | Help: Did you mean `title`?
    ---'

    [depends-on-left-out] Error: the source `article` has an error, so what rests on it in 6 places is left out too
       ,-[ topics/park.toml:7:9 ]
       |
     7 | exact = "We will plant trees"
       |         ^^^^^^^^^^|^^^^^^^^^^
       |                   `------------ left out with it
       |
     9 | exact = "The council met on Monday."
       |         ^^^^^^^^^^^^^^|^^^^^^^^^^^^^
       |                       `--------------- left out with it
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
    assert!(files.entries().is_empty());
    let files = Files::clean().replace("people.toml", "role = ", "rolle = ");
    assert_eq!(files.codes(), ["unknown-field", "depends-on-left-out", "depends-on-left-out"]);
    assert_eq!(files.entries(), ["budget"], "only what stands in the voices of that person goes with them");
}

#[test]
fn an_unreadable_people_file_makes_no_unknown_people() {
    let files = Files::clean().with("people.toml", "[[person]]\nid = \"gazette\nname = \"Gazette\"\n");
    let codes = files.codes();
    assert!(codes.iter().all(|code| ["bad-syntax", "depends-on-left-out"].contains(code)), "{codes:?}");
}
