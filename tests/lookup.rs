//! Looking up words and checking claimed quotes, on a small text with two voices and on the shipped library.

mod claims;

use proptest::prelude::*;
use proptest::sample::Index as Pick;
use sayswho::library::{Library, LibraryFile, Mode, Quote, parse};
use sayswho::lookup::{Check, ClaimedSpeaker, Index, Kind, NoSuch, Sense, SpeakerCheck, Verdict, context};
use sayswho::shelf;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

const TEXT: &str = "\
The port of Lorne reopened on 3 May after two years of repairs. The council spent 40 million crowns on the work, and \
it will not raise the harbour fee before next spring.
Photo: Harbour Post
“We never promised a ferry to the islands. If the wind turns, the breakwater holds — or so the engineers say. Nobody \
should pay for a bridge that stands in the water for only half of the year,” Mayor Ada Brandt told reporters. “The \
fish market will move to the old customs house.”
Tomas Reyl, who leads the union of dock workers, said that the new cranes are safe at low tide, and that the men will \
strike once Ada Brandt signs the contract with Veldt. “We are not against machines,” he said. “We are against silence.”
The ferry to the mainland runs twice a day, and Ada Brandt says so too.
";

const PEOPLE: &str = r#"
[[person]]
id = "harbour-post"
name = "Harbour Post"
names = { en = ["the article"] }

[[person]]
id = "ada-brandt"
name = { en = "Ada Brandt", ru = "Ада Брандт" }
role = { en = "mayor of Lorne", tr = "Lorne belediye başkanı" }
names = { en = ["Mayor Brandt", "the mayor"], az = ["Brandt xanım"] }

[[person]]
id = "tomas-reyl"
name = "Tomas Reyl"
role = "leader of the union"
"#;

const SOURCE: &str = r#"
speaker = "harbour-post"

[[aside]]
exact = "Photo: Harbour Post"

[[voice]]
person = "ada-brandt"
mode = "direct"
from = "We never promised"
to = "half of the year,"
cue = "Mayor Ada Brandt told reporters"

[[voice]]
person = "ada-brandt"
mode = "direct"
from = "The fish"
to = "customs house."
cue = "Mayor Ada Brandt told reporters"

[[voice]]
person = "tomas-reyl"
mode = "reported"
from = "the new cranes"
to = "with Veldt."
cue = "said that"

[[voice]]
person = "tomas-reyl"
mode = "direct"
from = "We are not against machines,"
to = "We are not against machines,"
cue = "he said"

[[voice]]
person = "tomas-reyl"
mode = "direct"
from = "We are against silence."
to = "We are against silence."
cue = "he said"
"#;

fn file(path: &str, text: &str) -> LibraryFile {
    LibraryFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn files() -> Vec<LibraryFile> {
    vec![
        file("library.toml", "name = \"Harbour\"\nlanguage = \"en\"\n"),
        file("people.toml", PEOPLE),
        file("sources/harbour.txt", TEXT),
        file("sources/harbour.toml", SOURCE),
    ]
}

static HARBOUR: LazyLock<(Library, Index)> = LazyLock::new(|| {
    let (library, problems) = parse(&files());
    assert!(problems.iter().all(|problem| problem.code == "no-entries"), "{problems:?}");
    indexed(library)
});

static SHIPPED: LazyLock<(Library, Index)> = LazyLock::new(|| indexed(parse(&shelf::built_in()).0));

fn indexed(library: Library) -> (Library, Index) {
    let index = Index::new(&library);
    (library, index)
}

fn check(claim: &str) -> Check {
    let (library, index) = &*HARBOUR;
    index.verify(library, claim)
}

/// The differences that count, in a form that reads well in a table.
fn counting(check: &Check) -> Vec<(Kind, Sense, &str, &str)> {
    let counting = check.differences.iter().filter(|difference| difference.kind.counts());
    counting.map(|found| (found.kind, found.sense, found.original.as_str(), found.claimed.as_str())).collect()
}

fn shown(check: &Check) -> Vec<&str> {
    check.passages.iter().map(|quote| quote.exact()).collect()
}

#[test]
fn style_and_chat_do_not_make_a_quote_other_than_verbatim() {
    for claim in [
        "The port of Lorne reopened on 3 May after two years of repairs.",
        "\"The port of Lorne reopened on 3 May after two years of repairs\"",
        "„the port of Lorne reopened on 3 May after two years of repairs.“",
        "«The port of Lorne\n   reopened on 3 May after two years of repairs.»",
        "> The port of Lorne reopened on 3 May\n> after two years of repairs.",
        "**_The port of Lorne_ reopened on 3 May** after two years of repairs.",
        "The po\u{200b}rt of Lorne reopened on 3\u{a0}May after two years of repairs.",
        "port of Lorne reopened … after two years of repairs",
        "If the wind turns, the breakwater holds - or so the engineers say.",
        "if the wind turns, the breakwater holds -- [...] Nobody should pay for a bridge…",
        "It says here \"The port of Lorne reopened on 3 May after two years of repairs\", nice!",
        "did the mayor really say \"We never promised a ferry to the islands\"?",
        "did Ada Brandt ever say that we never promised a ferry to the islands?",
        "Is this real? We never promised a ferry to the islands.",
        "“The fish market will move to the old customs house” https://harbour.example/post",
        "“We are not against machines. We are against silence.”",
        // A caption stands between the two in the text.
        "it will not raise the harbour fee before next spring. We never promised a ferry to the islands.",
    ] {
        let check = check(claim);
        assert_eq!(check.verdict, Verdict::Verbatim, "{claim}: {:?}", check.differences);
        assert!(!check.passages.is_empty(), "{claim}");
    }
}

#[test]
fn unicode_forms_do_not_count() {
    let (library, _) = parse(&[
        LibraryFile { path: "library.toml".into(), bytes: b"name = \"N\"\nlanguage = \"az\"\n".to_vec() },
        LibraryFile { path: "people.toml".into(), bytes: b"[[person]]\nid = \"n\"\nname = \"N\"\n".to_vec() },
        LibraryFile { path: "sources/n.toml".into(), bytes: b"speaker = \"n\"\n".to_vec() },
        LibraryFile { path: "sources/n.txt".into(), bytes: "Şəhərdə çörək ucuzdur.\n".as_bytes().to_vec() },
    ]);
    let check = Index::new(&library).verify(&library, "S\u{327}əhərdə c\u{327}örək ucuzdur.");
    assert_eq!(check.verdict, Verdict::Verbatim);
    assert_eq!(check.differences.iter().map(|difference| difference.kind).collect::<Vec<_>>(), [Kind::LetterForm]);
}

#[test]
fn what_does_not_count_is_named() {
    let check = check("if the wind turns the breakwater holds - or so the engineers say");
    let kinds: Vec<Kind> = check.differences.iter().map(|difference| difference.kind).collect();
    assert_eq!(kinds, [Kind::LetterCase, Kind::Punctuation, Kind::Dashes, Kind::FinalStop]);
    assert!(kinds.iter().all(|kind| !kind.counts()));
}

#[test]
fn a_comment_beside_a_sentence_is_named() {
    let claim = "look what they write in the paper: We are against silence. Why should I believe it?";
    let check = check(claim);
    assert_eq!(check.verdict, Verdict::Verbatim);
    assert_eq!(shown(&check), ["We are against silence."]);
    let beside = check.differences.iter().filter(|difference| difference.kind == Kind::Beside);
    let beside: Vec<&str> = beside.map(|difference| &claim[difference.claim.clone()]).collect();
    assert_eq!(beside, ["look what they write in the paper", "Why should I believe it"]);
}

#[test]
fn changed_words_are_shown_beside_the_original() {
    use Kind::{Changed, Dropped, Inserted};
    for (claim, kind, sense, original, claimed) in [
        ("We promised a ferry to the islands.", Dropped, Sense::NegationDropped, "never", ""),
        ("We are against machines", Dropped, Sense::NegationDropped, "not", ""),
        ("the new cranes are unsafe at low tide", Changed, Sense::NegationAdded, "safe", "unsafe"),
        ("The fish market will not move to the old customs house.", Inserted, Sense::NegationAdded, "", "not"),
        ("The port of Lorne reopened on 13 May after two years of repairs.", Changed, Sense::Number, "3", "13"),
        ("The council spent 40 billion crowns on the work…", Changed, Sense::Number, "million", "billion"),
        ("the men will strike once Tomas Reyl signs the contract", Changed, Sense::Name, "Ada Brandt", "Tomas Reyl"),
        ("…a bridge that stands in the water for half of the year", Dropped, Sense::Condition, "only", ""),
        ("The council spent about 40 million crowns on the work…", Inserted, Sense::Qualifier, "", "about"),
        ("The council spent 40 million crowns on the roof…", Changed, Sense::Plain, "work", "roof"),
        ("The council spent 40 million stolen crowns on the work…", Inserted, Sense::Plain, "", "stolen"),
    ] {
        let check = check(claim);
        assert_eq!(check.verdict, Verdict::Altered, "{claim}");
        let found = counting(&check);
        assert_eq!(found, [(kind, sense, original, claimed)], "{claim}");
        let at = &check.differences.iter().find(|difference| difference.kind.counts()).expect("one counts").claim;
        assert_eq!(&claim[at.clone()], claimed);
    }
}

#[test]
fn another_spelling_of_the_same_words_is_named_so() {
    use Kind::{Changed, Dropped, Respelt};
    for (claim, kind, sense, original, claimed) in [
        (
            "The port of Lorne reoppened on 3 May after two years of repairs.",
            Respelt,
            Sense::Plain,
            "reopened",
            "reoppened",
        ),
        ("We're not against machines", Respelt, Sense::Plain, "We are", "We're"),
        ("it won't raise the harbour fee before next spring", Respelt, Sense::Plain, "will not", "won't"),
        ("the men will strike once Ada Brandt sings the contract", Changed, Sense::Plain, "signs", "sings"),
        ("We are against machines", Dropped, Sense::NegationDropped, "not", ""),
    ] {
        let check = check(claim);
        assert_eq!(check.verdict, Verdict::Altered, "{claim}");
        assert_eq!(counting(&check), [(kind, sense, original, claimed)], "{claim}");
    }
    let denied = check("We're against machines");
    assert!(counting(&denied).iter().any(|(_, sense, ..)| *sense == Sense::NegationDropped), "no contraction hides it");
}

#[test]
fn a_cut_that_changes_the_sense_is_altered() {
    use Kind::{CutAtEnd, CutAtStart};
    for (claim, kind, sense, cut) in [
        // The full stop hides that the sentence goes on.
        ("“The port of Lorne reopened on 3 May.”", CutAtEnd, Sense::Plain, "after two years of repairs"),
        (
            "“The council spent 40 million crowns on the work.”",
            CutAtEnd,
            Sense::NegationDropped,
            "and it will not raise the harbour fee before next spring",
        ),
        ("“promised a ferry to the islands”", CutAtStart, Sense::NegationDropped, "We never"),
        ("“the breakwater holds — or so the engineers say”", CutAtStart, Sense::Condition, "If the wind turns"),
        (
            "Nobody should pay for a bridge",
            CutAtEnd,
            Sense::Condition,
            "that stands in the water for only half of the year",
        ),
    ] {
        let check = check(claim);
        assert_eq!(check.verdict, Verdict::Altered, "{claim}");
        assert_eq!(counting(&check), [(kind, sense, cut, "")], "{claim}");
    }
}

#[test]
fn a_fragment_that_loses_nothing_or_says_so_is_verbatim() {
    for claim in [
        "“The port of Lorne reopened on 3 May”",
        "“The port of Lorne reopened on 3 May …”",
        "The port of Lorne reopened on 3 May https://harbour.example/a.b",
        "“… promised a ferry to the islands”",
        "“[...] the breakwater holds”",
        // Another voice goes on there: the speaker's sentence is whole.
        "“We are not against machines.”",
        // The full stop is the writer's, not the quote's.
        "He knows that “the port of Lorne reopened on 3 May”.",
    ] {
        let check = check(claim);
        assert_eq!(check.verdict, Verdict::Verbatim, "{claim}: {:?}", check.differences);
    }
}

#[test]
fn parts_from_different_places_are_spliced() {
    for (claim, kind, passages) in [
        (
            "“The port of Lorne reopened on 3 May. The ferry to the mainland runs twice a day”",
            Kind::Spliced,
            ["The port of Lorne reopened on 3 May", "The ferry to the mainland runs twice a day"],
        ),
        // Against the text's order, an ellipsis is not honest.
        (
            "The ferry to the mainland runs twice a day … The port of Lorne reopened on 3 May",
            Kind::Spliced,
            ["The ferry to the mainland runs twice a day", "The port of Lorne reopened on 3 May"],
        ),
        (
            "“The fish market will move to the old customs house … We are against silence”",
            Kind::JoinedVoices,
            ["The fish market will move to the old customs house.", "We are against silence."],
        ),
        ("We … promised a ferry to the islands", Kind::HiddenNegation, ["We", "promised a ferry to the islands."]),
    ] {
        let check = check(claim);
        assert_eq!(check.verdict, Verdict::Spliced, "{claim}");
        let kinds: Vec<Kind> = counting(&check).into_iter().map(|(kind, ..)| kind).collect();
        assert_eq!(kinds, [kind], "{claim}");
        assert_eq!(shown(&check), passages, "{claim}");
    }
}

#[test]
fn what_the_texts_do_not_say_is_absent() {
    for claim in [
        "",
        "…",
        "“ ”",
        "Hello there",
        "The mayor promised a bridge to the islands by next spring.",
        "The union of dock workers will buy the fish market from the council.",
        "Ada Brandt: “The council will raise the harbour fee and close the customs house.”",
        "The new ferry cost the port two million crowns, or so the union says.",
        "الميناء مغلق منذ عامين",
    ] {
        let check = check(claim);
        assert_eq!(check.verdict, Verdict::Absent, "{claim}: {:?}", shown(&check));
        assert_eq!((check.passages.len(), check.differences.len()), (0, 0));
        assert_eq!(check.attribution, SpeakerCheck::NoneClaimed);
    }
}

#[test]
fn the_claimed_speaker_is_checked_by_position() {
    use SpeakerCheck::{NoneClaimed, Right, Wrong};
    for (claim, person, attribution) in [
        ("Ada Brandt: “We never promised a ferry to the islands.”", Some("ada-brandt"), Right),
        ("Mayor Brandt emphasized: We never promised a ferry to the islands.", Some("ada-brandt"), Right),
        ("the mayor of Lorne said “We never promised a ferry to the islands”", Some("ada-brandt"), Right),
        ("Брандт сказала: «We never promised a ferry to the islands»", Some("ada-brandt"), Right),
        ("Brandt xanımın sözləri: “We never promised a ferry to the islands”", Some("ada-brandt"), Right),
        ("“We never promised a ferry to the islands,” Brandt said.", Some("ada-brandt"), Right),
        ("We never promised a ferry to the islands — Ada Brandt, 2024", Some("ada-brandt"), Right),
        ("> We never promised a ferry to the islands.\n\n- Tomas Reyl", Some("tomas-reyl"), Wrong),
        ("did Reyl say “We never promised a ferry to the islands”?", Some("tomas-reyl"), Wrong),
        ("according to Brandt, the new cranes are safe at low tide", Some("ada-brandt"), Wrong),
        ("according to Reyl, the new cranes are safe at low tide", Some("tomas-reyl"), Right),
        // A paraphrase is in the outlet's words as well; the speaker's own words are not the outlet's.
        ("Harbour Post: “the new cranes are safe at low tide”", Some("harbour-post"), Right),
        ("“We are against silence.” (Harbour Post)", Some("harbour-post"), Wrong),
        ("“We are against silence,” Reyl told Harbour Post", Some("tomas-reyl"), Right),
        // "The article" is where it stands, not who speaks.
        ("does the article say “We are against silence”?", None, NoneClaimed),
        ("The ferry to the mainland runs twice a day, and Ada Brandt says so too.", None, NoneClaimed),
        ("We are against silence.", None, NoneClaimed),
    ] {
        let check = check(claim);
        assert_eq!(check.verdict, Verdict::Verbatim, "{claim}: {:?}", check.differences);
        let claimed = check.claimed.as_ref().map(|claimed| match claimed {
            ClaimedSpeaker::Person(person) => HARBOUR.0.people[*person].id.as_str(),
            ClaimedSpeaker::Stranger(name) => name.as_str(),
        });
        assert_eq!((claimed, check.attribution), (person, attribution), "{claim}");
    }
}

#[test]
fn somebody_whom_the_library_does_not_know_is_a_wrong_speaker() {
    for claim in [
        "Greta Holm: “We are against silence.”",
        "did Greta Holm say “We are against silence”?",
        "did Greta Holm say that we are against silence?",
        "“We are against silence.” — Greta Holm",
        "“We are against silence,” said Greta Holm.",
    ] {
        let check = check(claim);
        assert_eq!(check.verdict, Verdict::Verbatim, "{claim}");
        assert_eq!(check.claimed, Some(ClaimedSpeaker::Stranger("Greta Holm".to_owned())), "{claim}");
        assert_eq!(check.attribution, SpeakerCheck::Wrong, "{claim}");
    }
}

#[test]
fn report_and_own_words_are_told_apart_and_passages_part_where_the_voice_changes() {
    let check = check("“We are not against machines,” he said. “We are against silence.”");
    let parts: Vec<_> = check.passages.iter().map(|quote| (quote.exact(), quote.mode())).collect();
    assert_eq!(
        parts,
        [
            ("We are not against machines", Mode::Direct),
            ("he said.", Mode::Own),
            ("We are against silence.", Mode::Direct)
        ]
    );
    let reported = self::check("Tomas Reyl: the new cranes are safe at low tide");
    assert_eq!(reported.passages[0].mode(), Mode::Reported);
}

#[test]
fn words_whose_speaker_is_not_proved_are_not_shown() {
    let (mut library, index) = (HARBOUR.0.clone(), &HARBOUR.1);
    library.sources[0].unproved.push(0..TEXT.len());
    let check = index.verify(&library, "Ada Brandt: “We never promised a ferry to the islands.”");
    assert_eq!((check.verdict, check.passages.len()), (Verdict::Verbatim, 0));
    assert_eq!(check.attribution, SpeakerCheck::NoneClaimed);
    assert_eq!(index.find(&library, "ferry islands", 0, 9).expect("no filters").passages, []);
}

#[test]
fn quotation_marks_within_a_text_do_not_hide_what_stands_outside_of_them() {
    let check = check(
        "the men will strike once Ada Brandt signs the contract with Veldt. “We are not against machines,” he said.",
    );
    assert_eq!((check.verdict, check.passages.len()), (Verdict::Verbatim, 3));
    let (library, index) = &*SHIPPED;
    let check = index
        .verify(library, "“This reflects a careful assessment of risks,” he said, adding that the conflict has ended");
    assert_eq!(counting(&check), [(Kind::Dropped, Sense::NegationDropped, "not", "")]);
}

fn found(words: &str) -> Vec<(String, Vec<String>)> {
    let (library, index) = &*HARBOUR;
    let passages = index.find(library, words, 0, 2).expect("no filters").passages;
    passages
        .into_iter()
        .map(|passage| {
            let exact = passage.quote.exact();
            (exact.to_owned(), passage.matched.iter().map(|word| exact[word.clone()].to_owned()).collect())
        })
        .collect()
}

#[test]
fn words_find_whole_sentences_and_are_marked() {
    for (words, exact, marked) in [
        ("islands ferry", "“We never promised a ferry to the islands.", vec!["ferry", "islands"]),
        // Another form, another order, typing errors.
        (
            "repair port reopening",
            "The port of Lorne reopened on 3 May after two years of repairs.",
            vec!["port", "reopened", "repairs"],
        ),
        (
            "brekwater enginers",
            "If the wind turns, the breakwater holds — or so the engineers say.",
            vec!["breakwater", "engineers"],
        ),
        // A sentence in two voices: the part that has the words.
        (
            "cranes contract",
            "the new cranes are safe at low tide, and that the men will strike once Ada Brandt signs the contract with \
             Veldt.",
            vec!["cranes", "contract"],
        ),
        ("union dock", "Tomas Reyl, who leads the union of dock workers, said that", vec!["union", "dock"]),
        (
            "\"to the mainland\"",
            "The ferry to the mainland runs twice a day, and Ada Brandt says so too.",
            vec!["to", "the", "mainland"],
        ),
    ] {
        let best = found(words).into_iter().next();
        assert_eq!(best, Some((exact.to_owned(), marked.into_iter().map(str::to_owned).collect())), "{words}");
    }
}

#[test]
fn filters_narrow_to_a_speaker_and_a_source_and_pages_go_on() {
    let (library, index) = &*HARBOUR;
    let find = |typed: &str, offset, limit| {
        let found = index.find(library, typed, offset, limit).expect("known filters");
        let words: Vec<String> = found.passages.iter().map(|passage| passage.quote.exact().to_owned()).collect();
        (words, found.total, found.offset)
    };
    let ferry = "“We never promised a ferry to the islands.".to_owned();
    let mainland = "The ferry to the mainland runs twice a day, and Ada Brandt says so too.".to_owned();
    assert_eq!(find("ferry", 0, 9), (vec![ferry.clone(), mainland.clone()], 2, 0));
    assert_eq!(find("ferry speaker:brandt", 0, 9), (vec![ferry.clone()], 1, 0));
    assert_eq!(find("speaker:\"Mayor Brandt\" ferry source:harbour", 0, 9).0, [ferry.as_str()]);
    assert_eq!(find("speaker:harbour-post ferry", 0, 9).0, [mainland.as_str()]);
    assert_eq!(find("ferry speaker:tomas-reyl", 0, 9), (vec![], 0, 0));
    assert_eq!(find("ferry", 0, 1), (vec![ferry.clone()], 2, 0));
    assert_eq!(find("ferry", 1, 1), (vec![mainland.clone()], 2, 1));
    assert_eq!(find("ferry page:2", 0, 1), (vec![mainland], 2, 1));
    assert_eq!(find("ferry page:3", 0, 1).0, [] as [&str; 0]);
    // A filter alone: all that somebody says, in the text's order.
    let (theirs, total, _) = find("speaker:reyl", 0, 9);
    assert_eq!((theirs.len(), total), (3, 3), "{theirs:?}");
    assert!(theirs[1].contains("We are not against machines") && theirs[2].contains("silence"));
    for (typed, unknown) in [
        ("ferry speaker:Holm", NoSuch::Speaker("Holm".to_owned())),
        ("ferry source:other", NoSuch::Source("other".to_owned())),
    ] {
        assert_eq!(index.find(library, typed, 0, 1), Err(unknown));
    }
}

#[test]
fn what_the_texts_do_not_have_finds_nothing() {
    for words in ["", "zeppelin", "\"ferry the to\"", "\"zeppelin\" ferry", "the zeppelin of the", "خبز"] {
        assert_eq!(found(words), [], "{words}");
    }
}

/// Three of a sentence's rarer words find it, or one of the same words, first.
fn three_rarer_words_find_it_first((library, index): &(Library, Index)) {
    let mut frequency = HashMap::<String, usize>::new();
    let lower = |word: &str| word.to_lowercase();
    let words = |text: &str| -> Vec<String> { text.split(|c: char| !c.is_alphanumeric()).map(lower).collect() };
    for source in &library.sources {
        words(source.text()).into_iter().for_each(|word| *frequency.entry(word).or_default() += 1);
    }
    for source in &library.sources {
        for sentence in source.sentences() {
            let exact = &source.text()[sentence.clone()];
            let mut rarest: Vec<String> = words(exact).into_iter().filter(|word| word.chars().count() > 2).collect();
            rarest.sort_by_key(|word| (frequency[word], word.clone()));
            rarest.dedup();
            rarest.truncate(3);
            let found = index.find(library, &rarest.join(" "), 0, 1).expect("no filters");
            let found = found.passages.first().map(|passage| passage.quote.exact());
            assert!(found.is_some_and(|found| exact.contains(found)), "{rarest:?} do not find {exact:?} but {found:?}");
        }
    }
}

#[test]
fn three_rarer_words_find_their_sentence_first() {
    three_rarer_words_find_it_first(&HARBOUR);
    three_rarer_words_find_it_first(&SHIPPED);
}

#[test]
fn an_id_leads_to_the_paragraphs_around() {
    let (library, index) = &*HARBOUR;
    let quote = index.find(library, "fish market", 0, 1).expect("no filters").passages.remove(0).quote;
    let around = context(library, quote.id(), 1).expect("an id of a quote");
    assert_eq!((around.quote.range().start, around.paragraphs), (quote.range().start + "“".len(), 2..=4));
    assert_eq!(context(library, "p1.1-3", 9).map(|around| around.paragraphs), Some(1..=5));
    for id in ["", "p1", "p9.1-2", "p1.3-1", "other:p1.1-2", "harbour:p0.1-1"] {
        assert_eq!(context(library, id, 1), None, "{id}");
    }
}

#[test]
fn an_id_may_come_as_it_was_copied() {
    let (library, _) = &*HARBOUR;
    let id = "harbour:p1.1-3";
    for typed in [
        id.to_uppercase(),
        format!("`{id}`"),
        format!("“{id}”."),
        format!(" ({id}),"),
        format!("\u{2068}{id}\u{2069}"),
        format!("\u{200e}{id}\u{200f}"),
        id.replace('-', "–"),
    ] {
        let found = context(library, &typed, 0).map(|found| found.quote.id().to_owned());
        assert_eq!(found.as_deref(), Some(id), "{typed:?}");
    }
    assert_eq!(context(library, "x`p1.1-4", 0), None);
}

#[test]
fn a_quote_that_begins_or_ends_among_no_words_has_a_place_by_its_id() {
    let text = "The gate\n\nis shut (!)\n\n* * *\n";
    let files = [
        file("sources/gate.txt", text),
        file("sources/gate.toml", "speaker = \"ann\"\nparagraphs = \"blank-lines\"\n"),
        file("people.toml", "[[person]]\nid = \"ann\"\nname = \"Ann\"\n"),
    ];
    let library = parse(&files).0;
    let at = |words: &str| text.find(words).expect("it stands there");
    for (range, id, paragraphs) in [
        (0..at("\n* * *") + 6, "gate:p1.1-p3.1", 1..=3),
        (at("is shut")..at("\n* * *") + 6, "gate:p2.1-p3.1", 2..=3),
        (0..at(" (!)"), "gate:p1.1-p2.2", 1..=2),
    ] {
        let quote = Quote::of(&library.sources[0], 0, range).expect("words");
        assert_eq!(quote.id(), id);
        let found = context(&library, id, 0).expect("a place");
        assert_eq!((found.quote.exact(), found.quote.id(), found.paragraphs), (quote.exact(), id, paragraphs));
    }
    assert_eq!(context(&library, "gate:p3.1-1", 0), None, "no words, no quote");
    assert_eq!(context(&library, "gate:p2.4-p3.1", 0), None);
}

#[test]
fn ids_stay_when_other_sources_come_and_people_are_reordered() {
    let id = |library: &Library, index: &Index| {
        let found = index.find(library, "fish market", 0, 1).expect("no filters");
        found.passages[0].quote.id().to_owned()
    };
    assert_eq!(id(&HARBOUR.0, &HARBOUR.1), "harbour:p3.43-52");
    let mut more = files();
    more.push(file("sources/annals.txt", "A text that sorts before the other.\n"));
    more.push(file("sources/annals.toml", "speaker = \"tomas-reyl\"\n"));
    more.reverse();
    let (library, index) = indexed(parse(&more).0);
    assert_eq!((library.sources.len(), id(&library, &index).as_str()), (2, "harbour:p3.43-52"));
    assert_eq!(context(&library, "harbour:p3.43-52", 0).expect("it is there").quote.speaker(), 1);
}

/// Another style of marks, dashes and spaces, by number.
fn restyled(text: &str, style: usize) -> String {
    let text: String = match style % 3 {
        0 => text.to_owned(),
        1 => text.replace(['“', '”'], "\"").replace('’', "'").replace('—', "--").replace('–', "-"),
        _ => text.replace(['“', '”'], "'").replace('—', " - ").replace(' ', "\n"),
    };
    match style / 3 % 5 {
        0 => format!("\"{text}\""),
        1 => format!("“{text}”"),
        2 => format!("«{text}»"),
        3 => format!("> {text}"),
        _ => format!("„{text}“"),
    }
}

proptest! {
    #[test]
    fn any_claim_and_any_words_are_taken(text in "\\PC{0,120}", words in "[a-zA-Z “”\"'….:,?!—\n-]{0,200}") {
        let (library, index) = &*HARBOUR;
        for given in [&text, &words] {
            for quote in index.verify(library, given).passages {
                prop_assert_eq!(quote.exact(), &library.sources[quote.source()].text()[quote.range()]);
            }
            let _ = index.find(library, given, 0, 5);
            context(library, given, 1);
        }
    }

    /// Shuffled pieces of the text: likelier than free text to be aligned.
    #[test]
    fn any_claim_made_of_pieces_is_taken(
        picks in prop::collection::vec((any::<Pick>(), 1..6_usize, "[ ,.…\"“”:—\n]{1,3}"), 1..8),
    ) {
        let (library, index) = &*HARBOUR;
        let words: Vec<&str> = TEXT.split_whitespace().collect();
        let mut claim = String::new();
        for (pick, length, mark) in &picks {
            let from = pick.index(words.len());
            claim.push_str(&words[from..words.len().min(from + length)].join(" "));
            claim.push_str(mark);
        }
        let check = index.verify(library, &claim);
        for difference in &check.differences {
            prop_assert_eq!(&claim[difference.claim.clone()], &difference.claimed);
            let text = library.sources[difference.source].text();
            prop_assert_eq!(&text[difference.range.clone()], &difference.original);
        }
        prop_assert_eq!(check.verdict == Verdict::Absent, check.passages.is_empty());
    }

    #[test]
    fn a_slice_of_a_sentence_is_never_absent(
        pick: Pick,
        from: Pick,
        length: Pick,
        style in 0..15_usize,
        shipped: bool,
    ) {
        let (library, index) = if shipped { &*SHIPPED } else { &*HARBOUR };
        let source = &library.sources[0];
        let of_words = |sentence: &Range<usize>| source.text()[sentence.clone()].split(' ').collect();
        let all: Vec<Vec<&str>> = source.sentences().iter().map(of_words).collect();
        let long: Vec<Vec<&str>> = all.into_iter().filter(|words| words.len() >= 4).collect();
        let words = &long[pick.index(long.len())];
        let from = from.index(words.len() - 3);
        let to = from + 4 + length.index(words.len() - from - 3);
        let claim = restyled(&words[from..to].join(" "), style);
        let check = index.verify(library, &claim);
        prop_assert_ne!(check.verdict, Verdict::Absent, "{}", claim);
        let of_words = [Kind::Changed, Kind::Dropped, Kind::Inserted, Kind::Spliced];
        let found = check.differences.iter().find(|difference| of_words.contains(&difference.kind));
        prop_assert_eq!(found, None, "{}", claim);
    }

    #[test]
    fn every_passage_is_a_slice_of_its_source_with_its_words_marked(
        picks in prop::collection::vec(any::<Pick>(), 1..6),
    ) {
        let (library, index) = &*HARBOUR;
        let words: Vec<&str> = TEXT.split_whitespace().collect();
        let query: Vec<&str> = picks.iter().map(|pick| words[pick.index(words.len())]).collect();
        let passages = index.find(library, &query.join(" "), 0, 100).expect("no filters").passages;
        for passage in &passages {
            let exact = passage.quote.exact();
            prop_assert_eq!(exact, &library.sources[passage.quote.source()].text()[passage.quote.range()]);
            prop_assert!(!passage.matched.is_empty());
            for pair in passage.matched.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
            for word in &passage.matched {
                prop_assert!(exact[word.clone()].chars().all(|c| c.is_alphanumeric() || c == '\''));
            }
        }
        prop_assert!(passages.windows(2).all(|pair| pair[0].score >= pair[1].score));
    }
}
