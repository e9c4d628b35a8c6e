//! What holds for any library: no panic, every quote a slice of its source, its speaker by position.

use super::{ARTICLE, Files};
use proptest::prelude::*;
use sayswho::cli::report::{Look, draw};
use sayswho::library::{LibraryFile, Mode, parse};

const PATHS: [&str; 9] = [
    "library.toml",
    "people.toml",
    "sources/article.txt",
    "sources/article.toml",
    "topics/park.toml",
    "entries/park.toml",
    "refusals/near.toml",
    "questions/tests.toml",
    "stray/file",
];

/// Parses and draws; every quote must be what its source holds, in the voice of its place.
fn prove(files: &[LibraryFile]) {
    let (library, diagnostics) = parse(files);
    let mut out = Vec::new();
    draw(&diagnostics, files, Look { root: "", colour: true }, &mut out).expect("a Vec takes all");
    for quote in
        library.entries.iter().flat_map(|entry| &entry.quotes).chain(library.topics.iter().flat_map(|t| &t.quotes))
    {
        let source = &library.sources[quote.source()];
        let file = files.iter().find(|file| file.path == format!("sources/{}.txt", source.id)).expect("its file");
        assert_eq!(quote.exact().as_bytes(), &file.bytes[quote.range()]);
        assert!(library.people.len() > quote.speaker());
        let middle = quote.range().start + quote.exact().find(char::is_alphanumeric).expect("a word");
        let voice = source.voices.iter().find(|voice| voice.span.contains(&middle));
        let expected = voice.map_or((source.own_voice, Mode::Own), |voice| (voice.speaker, voice.mode));
        assert_eq!((quote.speaker(), quote.mode()), expected);
    }
}

/// Text that looks like TOML of a library, with mistakes.
fn toml_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("[[entry]]\n"),
        Just("[[person]]\n"),
        Just("[[voice]]\n"),
        Just("[[quote]]\n"),
        Just("[[question]]\n"),
        Just("[entry.questions]\n"),
        Just("[questions]\n"),
        Just("[person]\n"),
        Just("id = "),
        Just("name"),
        Just(" = "),
        Just("exact = "),
        Just("from = "),
        Just("to = "),
        Just("cue = "),
        Just("quotes = ["),
        Just("en = ["),
        Just("\"ada\""),
        Just("\"the\""),
        Just("\"The park\""),
        Just("'''"),
        Just("\"\"\""),
        Just("\""),
        Just("\\"),
        Just("{"),
        Just("}"),
        Just("]"),
        Just("["),
        Just(","),
        Just("."),
        Just("\n"),
        Just("\r"),
        Just("7"),
        Just("2026-01-05"),
        Just("true"),
        Just("é"),
        Just("\u{feff}"),
        Just("#"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_in_any_file(path in prop::sample::select(&PATHS[..]), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prove(&Files::clean().with(path, bytes).0);
    }

    #[test]
    fn any_toml_in_any_file(path in prop::sample::select(&PATHS[..]), text in toml_like()) {
        prove(&Files::clean().with(path, text).0);
    }

    #[test]
    fn any_damage_to_any_file(path in prop::sample::select(&PATHS[..8]), at in any::<prop::sample::Index>(), piece in toml_like()) {
        let mut files = Files::clean();
        let file = files.0.iter_mut().find(|file| file.path == path).expect("it is there");
        let at = at.index(file.bytes.len());
        file.bytes.splice(at..at, piece.into_bytes());
        prove(&files.0);
    }

    #[test]
    fn any_slice_of_any_text_is_a_quote_or_an_error(
        text in "(\\PC|[ab .,“”’\n]){1,60}",
        from in any::<prop::sample::Index>(),
        length in 1_usize..20,
    ) {
        let characters: Vec<char> = text.chars().collect();
        let from = from.index(characters.len());
        let exact: String = characters[from..].iter().take(length).collect();
        let files = Files::clean()
            .with("sources/article.txt", text.clone())
            .with("sources/article.toml", "speaker = \"gazette\"")
            .without("topics/park.toml")
            .without("questions/tests.toml")
            .quoting(&toml_string(&exact));
        prove(&files.0);
        let places = text.char_indices().filter(|(at, _)| text[*at..].starts_with(&exact)).count();
        prop_assert!(places > 0);
        let is_kept = !files.entries().is_empty();
        let has_words = exact.chars().any(char::is_alphanumeric);
        prop_assert_eq!(is_kept, places == 1 && has_words, "{:?}", files.problems());
    }

    #[test]
    fn any_two_spans_are_two_voices_or_an_error(cuts in prop::collection::vec(any::<prop::sample::Index>(), 6)) {
        let text = "one two three four five six seven eight nine ten eleven twelve";
        let words: Vec<&str> = text.split(' ').collect();
        let cut: Vec<usize> = cuts.iter().map(|cut| cut.index(words.len())).collect();
        let voice = |a: usize, b: usize| {
            format!("[[voice]]\nperson = \"ada\"\nmode = \"direct\"\ncue = \"six\"\nfrom = \"{}\"\nto = \"{}\"\n", words[a], words[b])
        };
        let toml = format!("speaker = \"gazette\"\n{}{}", voice(cut[0], cut[1]), voice(cut[2], cut[3]));
        let (from, to) = (cut[4].min(cut[5]), cut[4].max(cut[5]));
        let files = Files::clean()
            .with("sources/article.txt", text)
            .with("sources/article.toml", toml)
            .without("topics/park.toml")
            .without("questions/tests.toml")
            .quoting(&toml_string(&words[from..=to].join(" ")));
        prove(&files.0);
    }
}

fn toml_string(text: &str) -> String {
    let escaped: String = text.chars().map(|c| format!("\\U{:08X}", c as u32)).collect();
    format!("\"{escaped}\"")
}

/// Work must not grow with the number of anchors times the size of the text.
#[test]
fn a_large_source_with_many_anchors_right_and_wrong() {
    let mut text = String::new();
    for number in 0..40_000 {
        text.push_str(&format!(
            "Line {number} says that the answer is {} and no other number.\n",
            number * 7919 % 100_003
        ));
    }
    let quote = |number: usize| format!("\"Line {number} says that the answer is\"");
    let right: Vec<String> = (0..200).map(|number| quote(number * 190)).collect();
    let wrong: Vec<String> = (0..50).map(|number| quote(number * 190).replace("says", "said")).collect();
    let files = Files::clean()
        .with("sources/article.txt", text)
        .with("sources/article.toml", "speaker = \"gazette\"")
        .without("topics/park.toml")
        .without("questions/tests.toml");
    let files = files.quoting(&right.join(","));
    assert_eq!(files.problems(), "");
    let shown = files.quoting(&wrong.join(",")).problems();
    assert_eq!(shown.matches("\"said\" in the anchor, \"says\" in the text").count(), 50);
    assert!(shown.len() < 50 * 2000, "{} bytes", shown.len());
    assert!(!ARTICLE.is_empty());
}
