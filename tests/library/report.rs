//! How diagnostics are drawn.

use super::Files;
use insta::assert_snapshot;
use sayswho::cli::report::{Look, draw, summary};
use sayswho::library::{Diagnostic, Label, LibraryFile};

fn drawn(diagnostic: Diagnostic, files: &[LibraryFile], look: Look<'_>) -> String {
    let mut out = Vec::new();
    draw(&[diagnostic], files, look, &mut out).expect("a Vec takes all");
    String::from_utf8(out).expect("not UTF-8")
}

fn label(file: &str, span: std::ops::Range<usize>, message: &str) -> Label {
    Label { file: file.to_owned(), span, message: message.to_owned() }
}

const PLAIN: Look<'static> = Look { root: "", colour: false };

#[test]
fn paths_begin_with_the_root() {
    let files = Files::clean().with("entries/x.toml", "[[entry]]\nid = 7\n");
    let (_, diagnostics) = files.parse();
    let shown = drawn(diagnostics[0].clone(), &files.0, Look { root: "knowledge/", colour: false });
    assert!(shown.contains("[ knowledge/entries/x.toml:2:6 ]"), "{shown}");
}

#[test]
fn of_a_long_line_only_what_is_around_the_labels_is_shown() {
    let text =
        format!("{}here{}there{}", "lorem ipsum ".repeat(90_000), " dolor".repeat(900), " sit amet".repeat(90_000));
    let at = text.find("here").expect("stands");
    let far = text.find("there").expect("stands");
    let files = [LibraryFile { path: "sources/a.txt".into(), bytes: format!("\n\n{text}").into_bytes() }];
    let diagnostic = Diagnostic::error("some-code", "a message", label("sources/a.txt", at + 2..at + 6, "one"))
        .with_label(label("sources/a.txt", far + 2..far + 7, "two"))
        .with_help("do it");
    assert_snapshot!(drawn(diagnostic, &files, PLAIN), @r#"
    [some-code] Error: a message
       ,-[ sources/a.txt:3:1080001 ]
       |
     3 | [...] lorem ipsum lorem ipsum lorem ipsum here dolor dolor dolor dolor dolor dolor dol [...] dolor dolor dolor dolor dolor dolorthere sit amet sit amet sit amet sit amet sit [...]
       |                                           ^^|^                                                                                  ^^|^^
       |                                             `------------------------------------------------------------------------------------------ one
       |                                                                                                                                   |
       |                                                                                                                                   `---- two
       |
       | Help: do it
    ---'
    "#);
    let long = Diagnostic::error("some-code", "a message", label("sources/a.txt", at + 2..far + 7, "all of it"));
    assert_snapshot!(drawn(long, &files, PLAIN), @r#"
    [some-code] Error: a message
       ,-[ sources/a.txt:3:1080001 ]
       |
     3 | [...] lorem ipsum lorem ipsum lorem ipsum here dolor dolor dolor dolor dolor dolor dolor dol [...] dolor dolor dolor dolor dolor dolor dolorthere sit amet sit amet sit amet sit amet sit [...]
       |                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |                                                                                              `----------------------------------------------------- all of it
    ---'
    "#);
}

#[test]
fn a_label_over_several_lines() {
    let files = Files::clean();
    let span = super::ARTICLE.find("met").expect("stands")..super::ARTICLE.find("Photo").expect("stands");
    let diagnostic = Diagnostic::warning("some-code", "a message", label("sources/article.txt", span, "these lines"));
    assert_snapshot!(drawn(diagnostic, &files.0, PLAIN), @r#"
    [some-code] Warning: a message
       ,-[ sources/article.txt:1:13 ]
       |
     1 | ,-> The council met on Monday.
       : :
     3 | |-> [...] small for new roads. It was written in haste.
       | |
       | `-------------------------------------------------------- these lines
    ---'
    "#);
}

#[test]
fn control_characters_are_not_obeyed() {
    let files =
        [LibraryFile { path: "a\u{1b}.txt".into(), bytes: b"x \x1b[31mred\x07 \xff\xfe \xe2\x80\xae y\n".to_vec() }];
    let diagnostic = Diagnostic::error("some-code", "evil \u{1b}[0m", label("a\u{1b}.txt", 2..10, "red \u{1b}"));
    let shown = drawn(diagnostic.with_note("\u{7}"), &files, PLAIN);
    assert_eq!(shown.find(|c: char| c.is_control() && c != '\n'), None, "{shown:?}");
    assert_snapshot!(shown, @r#"
    [some-code] Error: evil ?[0m
       ,-[ a?.txt:1:3 ]
       |
     1 | x  [31mred  �� � y
       |   ^^^^|^^^
       |       `----- red ?
       |
       | Note: ?
    ---'
    "#);
}

#[test]
fn without_colour_all_that_is_drawn_is_ascii() {
    let (_, diagnostics) = Files::clean().quoting(r#""the park", "for June", "met""#).parse();
    let shown = drawn(diagnostics[0].clone(), &[], PLAIN);
    assert!(shown.is_ascii(), "{shown}");
    let colourful = drawn(diagnostics[0].clone(), &[], Look { root: "", colour: true });
    assert!(colourful.contains("\u{1b}["), "{colourful}");
}

#[test]
fn labels_may_point_anywhere() {
    let files = [LibraryFile { path: "a".into(), bytes: "日本\n".into() }];
    for start in 0..10 {
        for end in 0..10 {
            let diagnostic = Diagnostic::error("c", "m", label("a", start..end, "")).with_label(label("b", 3..5, "x"));
            drawn(diagnostic, &files, PLAIN);
        }
    }
}

#[test]
fn the_summary_counts() {
    let label = || label("a", 0..0, "");
    let (error, warning) = (Diagnostic::error("c", "m", label()), Diagnostic::warning("c", "m", label()));
    assert_eq!(summary(&[]), "no problems");
    assert_eq!(summary(&[error.clone(), warning.clone(), error]), "2 errors, 1 warning");
    assert_eq!(summary(&[warning.clone(), warning]), "2 warnings");
}
