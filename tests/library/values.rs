//! Values with a form of their own: languages, words from a list, dates, web addresses.

use super::Files;
use insta::assert_snapshot;

#[test]
fn unknown_language() {
    let files = Files::clean()
        .with("library.toml", "name = \"Town\"\nlanguage = \"english\"\n")
        .replace("people.toml", "ru = [", "RU = [")
        .replace("entries/park.toml", "az = [", "de = [")
        .replace("sources/article.toml", "language = \"en\"", "language = \"e n\"");
    assert_snapshot!(files.problems(), @r#"
    [unknown-language] Error: there is no language `english`
       ,-[ library.toml:2:12 ]
       |
     2 | language = "english"
       |            ^^^^|^^^^
       |                `------ unknown language
       |
       | Help: The languages are `en`, `az`, `tr`, `ru`, `ar`. A field of the part itself belongs above its first `[table]` line.
    ---'

    [unknown-language] Error: there is no language `RU`
        ,-[ people.toml:12:1 ]
        |
     12 | RU = ["Грин"]
        | ^|
        |  `-- unknown language
        |
        | Help: Write `ru`.
    ----'

    [unknown-language] Error: `e n` is no language tag
       ,-[ sources/article.toml:8:12 ]
       |
     8 | language = "e n"
       |            ^^|^^
       |              `---- no BCP 47 tag
       |
       | Help: Write a BCP 47 tag, such as `en`, `az` or `sr-Latn`.
    ---'

    [depends-on-left-out] Error: the person `ada` has an error, so what rests on it in 2 places is left out too
        ,-[ sources/article.toml:11:10 ]
        |
     11 | person = "ada"
        |          ^^|^^
        |            `---- left out with it
        |
     18 | person = "ada"
        |          ^^|^^
        |            `---- left out with it
        |
        | Help: Mend the other error; these come back by themselves.
    ----'

    [unknown-language] Error: there is no language `de`
       ,-[ entries/park.toml:8:1 ]
       |
     8 | de = ["Ağac əkiləcək?"]
       | ^|
       |  `-- unknown language
       |
       | Help: The languages are `en`, `az`, `tr`, `ru`, `ar`.
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
fn a_field_below_a_table_is_no_language() {
    let files = Files::clean().replace("topics/park.toml", "[[quote]]", "note = \"n\"\n[[quote]]");
    assert_snapshot!(files.problems(), @r#"
    [unknown-language] Error: there is no language `note`
       ,-[ topics/park.toml:6:1 ]
       |
     6 | note = "n"
       | ^^|^
       |   `--- unknown language
       |
       | Help: The languages are `en`, `az`, `tr`, `ru`, `ar`. A field of the part itself belongs above its first `[table]` line.
    ---'
    "#);
}

#[test]
fn unknown_value() {
    let files = Files::clean()
        .replace("sources/article.toml", "issued", "paragraphs = \"blanklines\"\nissued")
        .with("refusals/near.toml", "kind = \"close\"\n[questions]\nen = [\"How many?\"]\n");
    assert_snapshot!(files.problems(), @r#"
    [unknown-value] Error: `paragraphs` of the source `article` is `blanklines`, which means nothing
       ,-[ sources/article.toml:6:14 ]
       |
     6 | paragraphs = "blanklines"
       |              ^^^^^^|^^^^^
       |                    `------- unknown value
       |
       | Help: Did you mean `blank-lines`? It can be `lines`, `blank-lines`.
    ---'

    [unknown-value] Error: `kind` of the file `refusals/near.toml` is `close`, which means nothing
       ,-[ refusals/near.toml:1:8 ]
       |
     1 | kind = "close"
       |        ^^^|^^^
       |           `----- unknown value
       |
       | Help: It can be `near`, `trap`, `mid`, `far`.
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
fn dates() {
    for good in ["\"2026\"", "\"2026-01\"", "\"2024-02-29\"", "2026-01-05"] {
        let files = Files::clean().replace("sources/article.toml", "2026-01-05", good);
        assert_eq!(files.problems(), "", "{good}");
    }
    for bad in ["\"5 January 2026\"", "\"2026-13\"", "\"2026-02-29\"", "\"26\"", "\"2026-1-5\"", "2026-01-05T10:00:00Z"]
    {
        let files = Files::clean().replace("sources/article.toml", "2026-01-05", bad);
        assert_eq!(files.codes()[0], "bad-date", "{bad}");
    }
    let files = Files::clean().replace("sources/article.toml", "2026-01-05", "\"January 2026\"");
    assert_snapshot!(files.without("topics/park.toml").without("entries/park.toml").problems(), @r#"
    [bad-date] Error: `issued` of the source `article` is no date: `January 2026`
       ,-[ sources/article.toml:6:10 ]
       |
     6 | issued = "January 2026"
       |          ^^^^^^^|^^^^^^
       |                 `-------- no ISO 8601 date
       |
       | Help: Write the year, or year and month, or the whole date: `2026`, `2026-01` or `2026-01-05`.
    ---'

    [no-entries] Warning: the library has no entry, so no question can be answered
       ,-[ entries ]
       |
     1 |
       | |
       | `- no entry here
       |
       | Help: Write entries/ANY-NAME.toml with `[[entry]]`.
    ---'

    [depends-on-left-out] Error: the source `article` has an error, so what rests on it in one place is left out too
       ,-[ questions/tests.toml:5:13 ]
       |
     5 | passages = ["We will plant trees"]
       |             ^^^^^^^^^^|^^^^^^^^^^
       |                       `------------ left out with it
       |
       | Help: Mend the other error; these come back by themselves.
    ---'
    "#);
}

#[test]
fn web_addresses() {
    for bad in ["javascript:alert(1)", "www.example.org", "https://a b", "https://", "https://x.org/<b>"] {
        let files = Files::clean().replace("sources/article.toml", "https://gazette.example/trees", bad);
        assert_eq!(files.codes()[0], "bad-url", "{bad}");
    }
    let files = Files::clean().replace("sources/article.toml", "https://gazette.example/trees", "gazette.example");
    assert_snapshot!(files.without("topics/park.toml").without("entries/park.toml").problems(), @r#"
    [bad-url] Error: `url` of the source `article` is no web address: `gazette.example`
       ,-[ sources/article.toml:7:7 ]
       |
     7 | url = "gazette.example"
       |       ^^^^^^^^|^^^^^^^^
       |               `---------- no web address
       |
       | Help: Write the whole address, beginning with `https://` or `http://`, without spaces.
    ---'

    [no-entries] Warning: the library has no entry, so no question can be answered
       ,-[ entries ]
       |
     1 |
       | |
       | `- no entry here
       |
       | Help: Write entries/ANY-NAME.toml with `[[entry]]`.
    ---'

    [depends-on-left-out] Error: the source `article` has an error, so what rests on it in one place is left out too
       ,-[ questions/tests.toml:5:13 ]
       |
     5 | passages = ["We will plant trees"]
       |             ^^^^^^^^^^|^^^^^^^^^^
       |                       `------------ left out with it
       |
       | Help: Mend the other error; these come back by themselves.
    ---'
    "#);
}
