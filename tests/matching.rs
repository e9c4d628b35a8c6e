//! The matcher itself: properties that hold of any query, and a small fixed library with the verdict on each question.

use crate::garden;
use proptest::prelude::*;
use sayswho::library::{Library, LibraryFile, parse};
use sayswho::matching::{Decision, Matcher, Silence, Verdict};
use std::sync::LazyLock;

/// The garden club's library, trained once.
static GARDEN: LazyLock<(Library, Matcher)> = LazyLock::new(|| {
    let library = garden::library();
    let matcher = Matcher::train(&library);
    (library, matcher)
});

fn decide(query: &str) -> Decision {
    GARDEN.1.explain(&GARDEN.0, query)
}

/// The id of the entry that is answered with, or what else comes.
fn outcome(decision: &Decision, library: &Library) -> String {
    match &decision.verdict {
        Verdict::Answer { entry, .. } => library.entries[*entry].id.clone(),
        Verdict::Suggest => "suggest".to_owned(),
        Verdict::Silent(silence) => format!("{silence:?}"),
    }
}

/// The value of one kind of evidence.
fn evidence(decision: &Decision, name: &str) -> f32 {
    let why = decision.explanation.as_ref().expect("an explanation");
    why.evidence.iter().find(|evidence| evidence.name == name).expect("this kind of evidence").value
}

/// Every phrasing of the garden's library with its entry.
fn phrasings(library: &Library) -> Vec<(usize, String)> {
    let of_entry = |(index, entry): (usize, &sayswho::library::Entry)| {
        entry.questions.iter().map(|(_, text)| (index, text.to_owned())).collect::<Vec<_>>()
    };
    library.entries.iter().enumerate().flat_map(of_entry).collect()
}

proptest! {
    #[test]
    fn any_query_gets_one_decision_with_finite_numbers(query in any_query()) {
        let decision = decide(&query);
        prop_assert_eq!(&decision, &decide(&query));
        prop_assert!((0.0..=1.0).contains(&decision.confidence));
        prop_assert!(decision.candidates.iter().all(|candidate| (0.0..=1.0).contains(&candidate.score)));
        prop_assert!(decision.candidates.is_sorted_by(|one, other| one.score >= other.score));
        let sum: f32 = decision.candidates.iter().map(|candidate| candidate.score).sum();
        prop_assert!(decision.candidates.is_empty() || (sum - 1.0).abs() < 1e-3, "the garden has fewer than ten entries");
        let why = decision.explanation.as_ref().expect("an explanation");
        prop_assert!(why.evidence.iter().all(|evidence| evidence.value.is_finite() && evidence.contribution.is_finite()));
        prop_assert!(why.words.iter().all(|word| query.get(word.span.clone()).is_some()));
        let bare = GARDEN.1.decide(&GARDEN.0, &query);
        prop_assert_eq!(bare, Decision { explanation: None, ..decision });
    }
}

/// Letters of all sorts, words of the library's own, and both mixed.
fn any_query() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "pond",
        "bees",
        "Lind",
        "who",
        "كم",
        "пруд",
        "gölet",
        "weedkiller",
        "'s",
        "\u{200f}",
    ]);
    prop_oneof![
        any::<String>(),
        prop::collection::vec(words, 0..60).prop_map(|words| words.join(" ")),
        ("[a-zəıçа-яء-ي ]{0,80}", any::<String>()).prop_map(|(one, other)| one + other.as_str()),
    ]
}

#[test]
fn training_twice_gives_the_same_bytes_and_they_are_read_back() {
    let (library, matcher) = &*GARDEN;
    let bytes = matcher.to_bytes();
    assert!(Matcher::train(library).to_bytes() == bytes, "two trainings differ");
    let read = Matcher::from_bytes(&bytes).expect("a matcher");
    for (_, phrasing) in phrasings(library) {
        assert_eq!(read.explain(library, &phrasing), matcher.explain(library, &phrasing), "{phrasing}");
    }
    assert!(Matcher::from_bytes(&bytes[..bytes.len() / 2]).is_none());
}

#[test]
fn a_phrasing_finds_its_own_entry_first() {
    for (entry, phrasing) in phrasings(&GARDEN.0) {
        let decision = decide(&phrasing);
        assert_eq!(decision.candidates[0].entry, entry, "{phrasing}");
        let nearest = decision.explanation.and_then(|why| why.nearest_question).map(|(text, _)| text);
        assert_eq!(nearest, Some(phrasing));
    }
}

#[test]
fn every_phrasing_of_the_shipped_library_finds_its_own_entry_or_one_that_shares_its_words() {
    let (library, problems) = parse(&sayswho::shelf::built_in());
    assert_eq!(problems, []);
    let matcher = Matcher::train(&library);
    let all = phrasings(&library);
    let decided: Vec<(&usize, &String, Decision)> =
        all.iter().map(|(entry, text)| (entry, text, matcher.decide(&library, text))).collect();
    let texts = |is_so: fn(usize, &Decision) -> bool| -> Vec<&String> {
        decided.iter().filter(|(entry, _, decision)| is_so(**entry, decision)).map(|(_, text, _)| *text).collect()
    };
    let astray = texts(|entry, decision| decision.candidates[0].entry != entry);
    assert!(astray.len() * 1000 <= all.len(), "{} of {}: {astray:#?}", astray.len(), all.len());
    // However near one of them is to a refusal, a curator has written it to be answered.
    let refused = texts(|_, decision| matches!(decision.verdict, Verdict::Silent(_)));
    assert_eq!(refused, [] as [&String; 0]);
}

#[test]
fn the_order_of_entries_and_phrasings_in_files_changes_no_answer() {
    let (library, matcher) = &*GARDEN;
    let reversed: Vec<LibraryFile> = garden::files()
        .into_iter()
        .map(|mut file| {
            if file.path.starts_with("entries/") {
                let text = String::from_utf8(file.bytes).expect("UTF-8");
                let (head, entries) = text.split_once("[[entry]]").expect("an entry");
                let entries: Vec<&str> = entries.split("[[entry]]").collect();
                let entries: Vec<String> = entries.iter().rev().map(|entry| format!("[[entry]]{entry}\n")).collect();
                file.bytes = format!("{head}{}", entries.concat()).into_bytes();
            }
            file
        })
        .collect();
    let (other, problems) = parse(&reversed);
    assert_eq!(problems, []);
    assert_eq!(other.entries.last().map(|entry| &entry.id), library.entries.first().map(|entry| &entry.id));
    let other_matcher = Matcher::train(&other);
    for (entry, phrasing) in phrasings(library) {
        let first = other_matcher.decide(&other, &phrasing).candidates[0].entry;
        assert_eq!(other.entries[first].id, library.entries[entry].id, "{phrasing}");
        assert_eq!(matcher.decide(library, &phrasing).candidates[0].entry, entry);
    }
}

#[test]
fn words_that_the_library_does_not_have_lower_the_confidence() {
    let known = "Is the pond open to everyone?";
    let mut before = decide(known);
    for stranger in ["zeppelin", "marzipan", "tectonics"] {
        let query = format!("{known} {stranger} {stranger}s");
        let after = decide(&query);
        assert!(after.confidence < before.confidence, "{query}: {} {}", after.confidence, before.confidence);
        assert!(evidence(&after, "known") < evidence(&before, "known"), "{query}");
        before = decide(known);
    }
}

#[test]
fn verdicts_on_a_fixed_library() {
    let verdicts: Vec<String> = [
        "Is the pond open to everyone?",
        "is teh pond opne for everyone",
        "pond free",
        "Can I keep bees?",
        "May dogs come?",
        "greenhouse this year?",
        "Are weedkillers forbidden?",
        "How deep is the pond?",
        "What is the capital of Australia?",
        "tell me a joke",
        "asdfghjkl",
        "🦆",
        "",
    ]
    .iter()
    .map(|query| {
        let decision = decide(query);
        format!("{query:?}: {} ({:.1})", outcome(&decision, &GARDEN.0), decision.confidence)
    })
    .collect();
    insta::assert_snapshot!(verdicts.join("\n"));
}

#[test]
fn a_slip_is_corrected_and_a_word_of_general_english_is_not() {
    let corrected = |query: &str| -> Vec<String> {
        let why = decide(query).explanation.expect("an explanation");
        why.words.into_iter().filter_map(|word| word.corrected).collect()
    };
    assert_eq!(corrected("weedkilers in the gardn"), ["weedkillers", "garden"]);
    assert_eq!(corrected("Is the bond open?"), [] as [&str; 0], "`bond` is a word, not a misspelt `pond`");
}

#[test]
fn a_named_speaker_is_noticed_whatever_the_script() {
    let named = |query: &str| decide(query).person.map(|person| GARDEN.0.people[person].id.as_str());
    assert_eq!(named("What did Rosa Lind say about the pond?"), Some("rosa-lind"));
    assert_eq!(named("Что сказал Эмиль Фосс?"), Some("emil-voss"));
    assert_eq!(named("Is the pond open?"), None);
}

#[test]
fn a_foreign_name_a_number_and_another_kind_of_question_are_noticed() {
    let plain = decide("Is the pond open to everyone?");
    for (query, name) in [
        ("Is the pond of Norway open to everyone?", "foreign-names"),
        ("Is the pond open to 1500 people?", "other-numbers"),
        ("How many people is the pond open to?", "other-kind"),
    ] {
        assert!(evidence(&decide(query), name) > evidence(&plain, name), "{query}");
    }
}

#[test]
fn without_entries_or_without_words_there_is_silence() {
    let library = Library::default();
    let matcher = Matcher::train(&library);
    assert_eq!(matcher.decide(&library, "pond").verdict, Verdict::Silent(Silence::EmptyLibrary));
    assert_eq!(decide("?!").verdict, Verdict::Silent(Silence::NoWords));
}

#[test]
fn general_refusals_train_a_library_that_has_its_own_and_no_other() {
    let nearest = |library: &Library| {
        let why = Matcher::train(library).explain(library, "What is the capital of Australia?").explanation;
        why.and_then(|why| why.nearest_refusal).map(|(question, _)| question)
    };
    let mut library = garden::library();
    assert_eq!(nearest(&library).as_deref(), Some("What is the capital of Australia?"));
    library.refusals.clear();
    assert_eq!(nearest(&library), None);
    let mut about_it = garden::library();
    about_it.entries[0].questions.push(about_it.language, "What is the capital of Australia?");
    assert_ne!(
        nearest(&about_it).as_deref(),
        Some("What is the capital of Australia?"),
        "it is that library's subject"
    );
}

#[test]
fn what_has_nothing_to_do_with_the_texts_is_not_said_to_be_their_subject() {
    for query in ["asdkjh qwelkj zxcmn", "99", "tell me a joke", "what time is it"] {
        assert_eq!(decide(query).verdict, Verdict::Silent(Silence::OffTopic), "{query}");
    }
}

#[test]
fn words_that_ask_nothing_are_no_question_unless_a_curator_has_them() {
    for query in
        ["thanks", "OK, thanks!", "yes, please", "no no no", "təşəkkürlər", "tamam sağ ol", "да, спасибо", "لا شكرا لك"]
    {
        assert_eq!(decide(query).verdict, Verdict::Silent(Silence::NoQuestion), "{query}");
    }
    for query in ["thanks, is the pond open to everyone?", "no pond", "thanks to whom"] {
        assert_ne!(decide(query).verdict, Verdict::Silent(Silence::NoQuestion), "{query}");
    }
    let mut library = garden::library();
    library.entries[0].questions.push(library.language, "Thanks?");
    let decided = Matcher::train(&library).decide(&library, "thanks");
    assert_ne!(decided.verdict, Verdict::Silent(Silence::NoQuestion));
}

#[test]
fn one_word_that_is_taken_for_another_is_no_answer() {
    for query in ["grenhouse", "neigbours", "hivess"] {
        assert!(!matches!(decide(query).verdict, Verdict::Answer { .. }), "{query}");
    }
}
