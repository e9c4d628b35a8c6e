//! Files that can not be read, that do not belong, or that lack their other half.

use super::{ARTICLE, Files};
use insta::assert_snapshot;

#[test]
fn not_utf8() {
    let files = Files::clean().with("entries/old.toml", b"[[entry]]\nid = \"caf\xe9\"\n");
    assert_snapshot!(files.problems(), @r#"
    [invalid-utf8] Error: `entries/old.toml` is not UTF-8: byte 0xE9 at offset 19
       ,-[ entries/old.toml:2:10 ]
       |
     2 | id = "caf�"
       |          |
       |          `-- this is not UTF-8; the file is left out
       |
       | Help: Save the file as UTF-8; it may be in an older encoding, such as Windows-1252, 1251 or 1254.
    ---'
    "#);
    assert_eq!(files.entries(), ["trees", "budget"]);
    let files = Files::clean().with("sources/article.txt", b"\xff\xfeT\0h\0e\0");
    assert_snapshot!(files.problems(), @r#"
    [invalid-utf8] Error: `sources/article.txt` is not UTF-8: byte 0xFF at offset 0
       ,-[ sources/article.txt:1:1 ]
       |
     1 | ��T h e
       | |
       | `-- this is not UTF-8; the file is left out
       |
       | Help: The file is UTF-16. Save it as UTF-8.
    ---'

    [depends-on-left-out] Error: the source `article` has an error, so what rests on it in 3 places is left out too
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
       |-[ questions/tests.toml:5:13 ]
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
fn empty() {
    let files = Files::clean().with("entries/none.toml", "# nothing yet\n").with("topics/none.toml", " \n");
    assert_snapshot!(files.problems(), @r#"
    [empty-file] Error: `topics/none.toml` holds nothing
       ,-[ topics/none.toml ]
       |
     1 |
       | |
       | `- empty
       |
       | Help: Fill the file, or delete it.
    ---'

    [empty-file] Warning: `entries/none.toml` holds nothing
       ,-[ entries/none.toml ]
       |
     1 |
       | |
       | `- empty
       |
       | Help: Fill the file, or delete it.
    ---'
    "#);
}

#[test]
fn too_large() {
    let files = Files::clean().with("entries/big.toml", vec![b'#'; sayswho::library::parse::MAX_FILE_BYTES + 1]);
    assert_snapshot!(files.problems(), @r#"
    [too-large] Error: `entries/big.toml` is larger than 67108864 bytes
       ,-[ entries/big.toml ]
       |
     1 |
       | |
       | `- too large
       |
       | Help: Split the file into several.
    ---'
    "#);
}

#[test]
fn bad_syntax_leaves_out_the_entry_that_holds_it() {
    let files = Files::clean().replace("entries/park.toml", "\"Is there enough", "\"Is there \"enough\"");
    assert_snapshot!(files.problems(), @r#"
    [bad-syntax] Error: this is not TOML: missing comma between array elements, expected `,`
        ,-[ entries/park.toml:15:18 ]
        |
     15 | en = ["Is there "enough" money?"]
        |                  |
        |                  `- here
        |
        | Help: If a string holds double quotes or backslashes, write \" and \\ for them, or put it in '''single quotes'''.
    ----'
    "#);
    assert_eq!(files.entries(), ["trees"]);
    let files = Files::clean().replace("entries/park.toml", "topics = [\"park\"]", "topics = [\"park\"");
    assert_eq!(files.entries(), ["budget"]);
}

#[test]
fn every_syntax_error_is_shown_at_once() {
    let files = Files::clean().with("entries/x.toml", "[[entry]]\nid = yes\nid = \"x\"\nquotes = [ ,, ]\n");
    assert_snapshot!(files.problems(), @r#"
    [bad-syntax] Error: this is not TOML: string values must be quoted, expected literal string
       ,-[ entries/x.toml:2:6 ]
       |
     2 | id = yes
       |      ^|^
       |       `--- here
       |
       | Help: Put the value in double quotes.
    ---'

    [bad-syntax] Error: this is not TOML: duplicate key
       ,-[ entries/x.toml:3:1 ]
       |
     3 | id = "x"
       | ^|
       |  `-- here
       |
       | Help: Delete one of the two, or merge them.
    ---'

    [bad-syntax] Error: this is not TOML: extra comma in array, expected value
       ,-[ entries/x.toml:4:12 ]
       |
     4 | quotes = [ ,, ]
       |            |
       |            `-- here
       |
       | Help: Mend the line. What follows it, up to the next [[item]], may not have been read.
    ---'

    [bad-syntax] Error: this is not TOML: extra comma in array, expected value
       ,-[ entries/x.toml:4:13 ]
       |
     4 | quotes = [ ,, ]
       |             |
       |             `-- here
       |
       | Help: Mend the line. What follows it, up to the next [[item]], may not have been read.
    ---'
    "#);
    let many = "[[entry]]\nid = yes\n".repeat(30);
    let shown = Files::clean().with("entries/x.toml", many).problems();
    assert_eq!(shown.matches("[bad-syntax]").count(), 10);
    assert!(shown.contains("Note: 20 more syntax errors of this file are not shown"), "{shown}");
}

#[test]
fn a_syntax_error_at_the_head_leaves_out_all_below() {
    let files = Files::clean().with("entries/park.toml", format!("source = article\n{}", super::ENTRIES));
    assert_eq!(files.codes(), ["bad-syntax"]);
    assert!(files.entries().is_empty());
}

#[test]
fn a_file_that_is_none_of_a_library() {
    let files = Files::clean()
        .with("entries/notes.md", "")
        .with("entry/park.toml", "")
        .with("peple.toml", "")
        .with("sources/article.pdf", "")
        .with("entries/2026/may.toml", "")
        .with("todo", "");
    assert_snapshot!(files.problems(), @r#"
    [unexpected-file] Warning: `entries/2026/may.toml` is no file of a library
       ,-[ entries/2026/may.toml ]
       |
     1 |
       | |
       | `- not read
       |
       | Help: The folders are sources, topics, entries, refusals, questions, without folders in them. Move or delete it.
    ---'

    [unexpected-file] Warning: `entries/notes.md` is no file of a library
       ,-[ entries/notes.md ]
       |
     1 |
       | |
       | `- not read
       |
       | Help: Files in entries/ end in `.toml`. Rename, move or delete it.
    ---'

    [unexpected-file] Warning: `entry/park.toml` is no file of a library
       ,-[ entry/park.toml ]
       |
     1 |
       | |
       | `- not read
       |
       | Help: The folders are sources, topics, entries, refusals, questions, without folders in them. Move or delete it.
    ---'

    [unexpected-file] Warning: `peple.toml` is no file of a library
       ,-[ peple.toml ]
       |
     1 |
       | |
       | `- not read
       |
       | Help: Did you mean `people.toml`?
    ---'

    [unexpected-file] Warning: `sources/article.pdf` is no file of a library
       ,-[ sources/article.pdf ]
       |
     1 |
       | |
       | `- not read
       |
       | Help: A source is `ID.txt` with `ID.toml` beside it. Rename, move or delete it.
    ---'

    [unexpected-file] Warning: `todo` is no file of a library
       ,-[ todo ]
       |
     1 |
       | |
       | `- not read
       |
       | Help: Beside the folders, there are only library.toml and people.toml. Move or delete it.
    ---'
    "#);
}

#[test]
fn a_text_without_its_toml_and_the_other_way_round() {
    let files = Files::clean().without("sources/article.toml").with("sources/artcle.toml", super::ARTICLE_TOML);
    assert_snapshot!(files.problems(), @r#"
    [toml-without-text] Error: `sources/artcle.toml` describes a text that is not there: `sources/artcle.txt`
       ,-[ sources/artcle.toml ]
       |
     1 |
       | |
       | `- one of the two files is missing
       |
       | Help: Put the text into `sources/artcle.txt`, or delete `sources/artcle.toml`. Or does it belong to `article`? Then rename one.
    ---'

    [source-without-toml] Error: the text `sources/article.txt` has no `sources/article.toml`, so nobody knows who speaks in it
       ,-[ sources/article.txt ]
       |
     1 |
       | |
       | `- one of the two files is missing
       |
       | Help: Write `sources/article.toml` with `speaker = "…"`, the id of a person in people.toml. Or does it belong to `artcle`? Then rename one.
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
fn nothing_to_quote() {
    let files = Files(Vec::new());
    assert_snapshot!(files.problems(), @r#"
    [no-library-file] Warning: there is no library.toml, so the library has no name
       ,-[ library.toml ]
       |
     1 |
       | |
       | `- missing
       |
       | Help: Write library.toml with `name = "…"` and `language = "en"`.
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

    [no-entries] Warning: the library has no entry, so no question can be answered
       ,-[ entries ]
       |
     1 |
       | |
       | `- no entry here
       |
       | Help: Write entries/ANY-NAME.toml with `[[entry]]`.
    ---'
    "#);
}

#[test]
fn ids_by_file_name() {
    let files = Files::clean().with("topics/Şəhər Parkı.toml", super::TOPIC);
    assert_snapshot!(files.problems(), @r#"
    [bad-id] Error: `Şəhər Parkı` is no id for a topic, which is named by its file
       ,-[ topics/Şəhər Parkı.toml ]
       |
     1 |
       | |
       | `- bad id
       |
       | Help: Write it with lower-case letters a-z, digits and hyphens, such as `seher-parki`.
    ---'
    "#);
    assert_eq!(files.parse().0.topics.len(), 1);
}

#[test]
fn a_byte_order_mark_is_accepted_and_counted() {
    let text = format!("\u{feff}{ARTICLE}");
    let files = Files::clean()
        .with("sources/article.txt", text.clone())
        .with("entries/park.toml", format!("\u{feff}{}", super::ENTRIES));
    assert_eq!(files.problems(), "");
    let (library, _) = files.parse();
    let quote = &library.entries[0].quotes[1];
    assert_eq!(&text[quote.range()], "The council met on Monday.");
    assert_eq!((quote.range().start, quote.paragraph()), (3, 1));

    let files = files.with("entries/x.toml", "\u{feff}[[entry]]\nid = 7\n");
    let (_, diagnostics) = files.parse();
    assert_eq!(diagnostics[0].labels[0].span, 18..19, "the offset counts the mark");
}

#[test]
fn windows_line_breaks_are_accepted() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let files = Files::clean()
        .with("sources/article.txt", crlf(ARTICLE))
        .with("entries/park.toml", crlf(super::ENTRIES))
        .with("people.toml", crlf(super::PEOPLE));
    assert_eq!(files.problems(), "");
    assert_eq!(files.parse().0.sources[0].text(), crlf(ARTICLE));
}
