//! Fields that are missing, unknown, empty, or of the wrong type.

use super::Files;
use insta::assert_snapshot;

#[test]
fn unknown_field() {
    let files = Files::clean()
        .replace("entries/park.toml", "note = ", "nots = ")
        .replace("topics/park.toml", "order = 1", "colour = 1")
        .replace("entries/park.toml", "{ exact = \"We will plant trees\" }", "{ exact = \"trees\", sufix = \",\" }");
    assert_snapshot!(files.problems(), @r#"
    [unknown-field] Error: the topic `park` has a field `colour`, which means nothing
       ,-[ topics/park.toml:3:1 ]
       |
     3 | colour = 1
       | ^^^|^^
       |    `---- unknown field
       |
       | Help: Delete it. The fields are: name, order, note, aliases, quote.
    ---'

    [unknown-field] Error: a quote of the entry `trees` has a field `sufix`, which means nothing
       ,-[ entries/park.toml:5:31 ]
       |
     5 | quotes = [ { exact = "trees", sufix = "," }, "The council met on Monday." ]
       |                               ^^|^^
       |                                 `---- unknown field
       |
       | Help: Did you mean `suffix`?
    ---'

    [unknown-field] Error: the entry `budget` has a field `nots`, which means nothing
        ,-[ entries/park.toml:12:1 ]
        |
     12 | nots = "Bo Reed sits in the opposition."
        | ^^|^
        |   `--- unknown field
        |
        | Help: Did you mean `note`?
    ----'
    "#);
    assert!(files.entries().is_empty());
}

#[test]
fn unknown_list() {
    let files = Files::clean().with("entries/more.toml", "[[entries]]\nid = \"x\"\n");
    assert_snapshot!(files.problems(), @r#"
    [unknown-field] Error: the file `entries/more.toml` has a field `entries`, which means nothing
       ,-[ entries/more.toml:1:3 ]
       |
     1 | [[entries]]
       |   ^^^|^^^
       |      `----- unknown field
       |
       | Help: Delete it. The fields are: entry, source.
    ---'
    "#);
    let files = Files::clean().replace("sources/article.toml", "[[voice]]", "[[voices]]");
    assert_eq!(files.codes()[0], "unknown-field");
    assert!(files.parse().0.sources.is_empty(), "without its voices a source would say others' words");
}

#[test]
fn missing_field() {
    let files = Files::clean()
        .with("library.toml", "language = \"en\"\n")
        .replace("people.toml", "name = \"Bo Reed\"", "")
        .replace("sources/article.toml", "speaker = \"gazette\"", "")
        .with("refusals/near.toml", "kind = \"near\"\n");
    assert_snapshot!(files.problems(), @r#"
    [missing-field] Error: the library has no `name`
       ,-[ library.toml ]
       |
     1 |
       | |
       | `- `name` is missing
       |
       | Help: Add `name = "News.Az"` or `name = { en = "Gaza", tr = "Gazze" }`.
    ---'

    [missing-field] Error: the person `bo` has no `name`
        ,-[ people.toml:14:1 ]
        |
     14 | [[person]]
        | ^^^^^|^^^^
        |      `------ `name` is missing
        |
        | Help: Add `name = "News.Az"` or `name = { en = "Gaza", tr = "Gazze" }`.
    ----'

    [missing-field] Error: the source `article` has no `speaker`
       ,-[ sources/article.toml ]
       |
     1 |
       | |
       | `- `speaker` is missing
       |
       | Help: Add `speaker = "news-az"`, the id of a person in people.toml.
    ---'

    [depends-on-left-out] Error: the person `bo` has an error, so what rests on it in one place is left out too
        ,-[ sources/article.toml:25:10 ]
        |
     25 | person = "bo"
        |          ^^|^
        |            `--- left out with it
        |
        | Help: Mend the other error; these come back by themselves.
    ----'

    [missing-field] Error: the file `refusals/near.toml` has no `questions`
       ,-[ refusals/near.toml ]
       |
     1 |
       | |
       | `- `questions` is missing
       |
       | Help: Add `[questions]` with `en = ["a question"]`; for an entry `[entry.questions]`.
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
}

#[test]
fn several_sources_need_a_name() {
    let files = Files::clean().source("other", "Other words.", "speaker = \"ada\"").without("topics/park.toml");
    let files = files.replace("entries/park.toml", "topics = [\"park\"]", "").with("questions/tests.toml", "");
    assert_snapshot!(files.problems(), @r#"
    [missing-field] Error: a quote of the entry `trees` names no source
       ,-[ entries/park.toml:5:22 ]
       |
     5 | quotes = [ { exact = "We will plant trees" }, "The council met on Monday." ]
       |                      ^^^^^^^^^^|^^^^^^^^^^
       |                                `------------ from which source?
       |
       | Help: Add `source` at the head of the file, for all its quotes, or to each. There are `article`, `other`.
    ---'

    [empty-file] Warning: `questions/tests.toml` holds nothing
       ,-[ questions/tests.toml ]
       |
     1 |
       | |
       | `- empty
       |
       | Help: Fill the file, or delete it.
    ---'
    "#);
    let named = files.replace("entries/park.toml", "\n[[entry]]", "source = \"article\"\n[[entry]]");
    assert_eq!(named.codes(), ["empty-file"]);
}

#[test]
fn wrong_type() {
    let files = Files::clean()
        .replace("people.toml", "name = \"Bo Reed\"", "name = 5")
        .replace("topics/park.toml", "order = 1", "order = \"first\"")
        .with("entries/more.toml", "entry = 3\n")
        .with("entries/x.toml", "[[entry]]\nid = \"x\"\nquotes = \"one\"\nquestions = [\"q\"]\ntopics = [1.5, true]\n");
    assert_snapshot!(files.problems(), @r#"
    [wrong-type] Error: `name` of the person `bo` must be a string, or a table of strings by language
        ,-[ people.toml:16:8 ]
        |
     16 | name = 5
        |        |
        |        `-- this is a whole number
        |
        | Help: Write it as in `name = "News.Az"` or `name = { en = "Gaza", tr = "Gazze" }`.
    ----'

    [depends-on-left-out] Error: the person `bo` has an error, so what rests on it in one place is left out too
        ,-[ sources/article.toml:25:10 ]
        |
     25 | person = "bo"
        |          ^^|^
        |            `--- left out with it
        |
        | Help: Mend the other error; these come back by themselves.
    ----'

    [wrong-type] Error: `order` of the topic `park` must be a whole number of at most 64 bits
       ,-[ topics/park.toml:3:9 ]
       |
     3 | order = "first"
       |         ^^^|^^^
       |            `----- this is a string
       |
       | Help: Write it as in `order = 1`.
    ---'

    [wrong-type] Error: `entry` of the file `entries/more.toml` must be an array of tables
       ,-[ entries/more.toml:1:1 ]
       |
     1 | entry = 3
       | ^^|^^
       |   `---- this is a whole number
       |
       | Help: Write it as in `[[entry]]` with its fields below.
    ---'

    [wrong-type] Error: `topics` of the entry `x` must be an array of strings
       ,-[ entries/x.toml:5:11 ]
       |
     5 | topics = [1.5, true]
       |           ^|^
       |            `--- this is a decimal number
       |
       | Help: Write it as in `topics = ["gaza"]`.
    ---'

    [wrong-type] Error: `topics` of the entry `x` must be an array of strings
       ,-[ entries/x.toml:5:16 ]
       |
     5 | topics = [1.5, true]
       |                ^^|^
       |                  `--- this is true or false
       |
       | Help: Write it as in `topics = ["gaza"]`.
    ---'

    [wrong-type] Error: `questions` of the entry `x` must be a table with an array of strings for each language
       ,-[ entries/x.toml:4:13 ]
       |
     4 | questions = ["q"]
       |             ^^|^^
       |               `---- this is an array
       |
       | Help: Write it as in `[questions]` with `en = ["a question"]`; for an entry `[entry.questions]`.
    ---'

    [wrong-type] Error: `quotes` of the entry `x` must be an array of quotes
       ,-[ entries/x.toml:3:10 ]
       |
     3 | quotes = "one"
       |          ^^|^^
       |            `---- this is a string
       |
       | Help: Write it as in `quotes = [ { exact = "words of the text" } ]`.
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
fn empty_value() {
    let files = Files::clean()
        .replace("people.toml", "role = \"mayor\"", "role = \" \"")
        .replace("topics/park.toml", "name = { en = \"Park\", tr = \"Park\" }", "name = {}")
        .replace("entries/park.toml", "\"planting\"", "\"\"");
    let files = files.without("sources/article.toml").without("sources/article.txt");
    assert_snapshot!(files.problems(), @r#"
    [empty-value] Error: `role` of the person `ada` is empty
       ,-[ people.toml:9:8 ]
       |
     9 | role = " "
       |        ^|^
       |         `--- nothing here
       |
       | Help: Fill it, as in `role = "President of Azerbaijan"`, or delete it.
    ---'

    [empty-value] Error: `name` of the topic `park` is empty
       ,-[ topics/park.toml:2:8 ]
       |
     2 | name = {}
       |        ^|
       |         `-- nothing here
       |
       | Help: Fill it, as in `name = "News.Az"` or `name = { en = "Gaza", tr = "Gazze" }`, or delete it.
    ---'

    [empty-value] Error: `questions` of the entry `trees` is empty
       ,-[ entries/park.toml:7:31 ]
       |
     7 | en = ["Will there be trees?", ""]
       |                               ^|
       |                                `-- nothing here
       |
       | Help: Fill it, as in `[questions]` with `en = ["a question"]`; for an entry `[entry.questions]`, or delete it.
    ---'

    [no-sources] Error: the library has no source, so there is nothing to quote
       ,-[ sources ]
       |
     1 |
       | |
       | `- no file here
       |
       | Help: Put a text into sources/ID.txt, and who speaks in it into sources/ID.toml.
    ---'
    "#);
}
