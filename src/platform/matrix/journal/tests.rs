//! The journal by itself, in memory and on disk.

use super::{
    Answer, Content, Entry, Journal, MOST_OF_ONE, MOST_SEALED, MOST_SEALED_OF_ONE, MOST_WAITING, Next, Sealed, Turner,
};

fn entry(event: &str, room: &str) -> Entry {
    of("@ann:x", event, room)
}

fn of(sender: &str, event: &str, room: &str) -> Entry {
    let content = Content::Asked { sender: sender.to_owned() };
    Entry { event: event.to_owned(), room: room.to_owned(), at: 1_000, content }
}

fn sealed(event: &str, room: &str, session: &str) -> Sealed {
    Sealed { event: event.to_owned(), room: room.to_owned(), at: 1_000, session: session.to_owned() }
}

fn unread(sealed: &Sealed) -> Entry {
    unread_of("@ann:x", sealed)
}

fn unread_of(sender: &str, sealed: &Sealed) -> Entry {
    let Sealed { event, room, at, session } = sealed.clone();
    Entry { event, room, at, content: Content::Sealed { session, sender: sender.to_owned() } }
}

fn next(journal: &Journal, room: &str) -> Option<String> {
    journal.next(room).expect("a journal").map(|next| next.event)
}

#[test]
fn each_event_is_answered_once_in_its_rooms_order_whatever_comes_again() {
    let journal = Journal::in_memory().expect("a journal");
    let entries = [entry("$1", "!a"), entry("$2", "!b"), entry("$3", "!a")];
    assert_eq!(journal.note(&entries, Some("s1")), Ok(0));
    assert_eq!(journal.since(), Ok(Some("s1".to_owned())));
    assert_eq!(next(&journal, "!a").as_deref(), Some("$1"));
    journal.done("$1", "!a", None, 0).expect("done");
    assert_eq!(journal.note(&entries, Some("s2")), Ok(0));
    assert_eq!(next(&journal, "!a").as_deref(), Some("$3"));
    journal.done("$3", "!a", None, 0).expect("done");
    assert_eq!(next(&journal, "!a"), None);
    assert_eq!(journal.rooms(), Ok(vec!["!b".to_owned()]));
}

#[test]
fn it_is_the_same_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let journal = Journal::open(folder.path()).expect("a journal");
    journal.note(&[entry("$1", "!a")], Some("s1")).expect("noted");
    journal.decide("$1", 2).expect("decided");
    drop(journal);
    let journal = Journal::open(folder.path()).expect("a journal");
    assert_eq!(journal.next("!a"), Ok(Some(Next { event: "$1".to_owned(), page: Some(2) })));
    assert_eq!(journal.since(), Ok(Some("s1".to_owned())));
}

#[test]
fn what_could_not_be_read_waits_once_its_key_has_come() {
    let journal = Journal::in_memory().expect("a journal");
    let (one, two) = (sealed("$1", "!a", "s"), sealed("$2", "!a", "t"));
    journal.note(&[&one, &two, &one].map(unread), None).expect("noted");
    assert_eq!(next(&journal, "!a"), None);
    assert_eq!(journal.sealed(None), Ok(vec![two.clone(), one.clone()]));
    assert_eq!(journal.sealed(Some(("!a", "s"))), Ok(vec![one.clone()]));
    assert_eq!(journal.sealed(Some(("!b", "s"))), Ok(vec![]));
    journal.note(&[entry("$1", "!a")], None).expect("noted");
    assert_eq!(next(&journal, "!a").as_deref(), Some("$1"));
    journal.note(&[unread(&one)], None).expect("noted");
    assert_eq!(journal.sealed(None), Ok(vec![two]));
    journal.done("$2", "!a", None, 0).expect("not for the bot");
    assert_eq!(journal.sealed(None), Ok(vec![]));
}

#[test]
fn what_can_not_be_read_any_more_waits_for_its_key() {
    let journal = Journal::in_memory().expect("a journal");
    journal.note(&[entry("$1", "!a"), entry("$2", "!a")], None).expect("noted");
    let lost = sealed("$1", "!a", "s");
    journal.seal(&unread(&lost)).expect("sealed");
    assert_eq!(next(&journal, "!a").as_deref(), Some("$2"));
    assert_eq!(journal.sealed(None), Ok(vec![lost]));
    journal.note(&[entry("$1", "!a")], None).expect("noted");
    assert_eq!(answered(&journal, "!a"), ["$2", "$1"]);
}

#[test]
fn of_each_session_without_a_key_somebody_is_told_once() {
    let journal = Journal::in_memory().expect("a journal");
    let (first, second, other) = (sealed("$1", "!a", "s"), sealed("$2", "!a", "s"), sealed("$3", "!b", "s"));
    journal.note(&[&first, &second, &other].map(unread), None).expect("noted");
    assert_eq!(journal.untold(1_000), Ok(vec![]));
    assert_eq!(journal.untold(1_001), Ok(vec![first, other.clone()]));
    journal.told("!a", "s").expect("told");
    journal.note(&[unread(&sealed("$4", "!a", "s"))], None).expect("noted");
    assert_eq!(journal.untold(1_001), Ok(vec![other]));
}

/// What is answered in a room, in its order, until nothing waits.
fn answered(journal: &Journal, room: &str) -> Vec<String> {
    std::iter::from_fn(|| {
        let event = next(journal, room)?;
        journal.done(&event, room, None, 0).expect("done");
        Some(event)
    })
    .collect()
}

#[test]
fn nobody_waits_for_all_that_another_asks() {
    let journal = Journal::in_memory().expect("a journal");
    let flood = ["$a1", "$a2", "$a3", "$a4"].map(|event| of("@ann:x", event, "!a"));
    journal.note(&flood, None).expect("noted");
    journal.done("$a1", "!a", None, 0).expect("done");
    journal.note(&[of("@bob:x", "$b1", "!a"), of("@bob:x", "$b2", "!a")], None).expect("noted");
    journal.note(&[of("@cat:x", "$c1", "!a")], None).expect("noted");
    assert_eq!(answered(&journal, "!a"), ["$a2", "$b1", "$c1", "$a3", "$b2", "$a4"]);
    // A long queue of before is no debt of whoever stood in it.
    journal.note(&[of("@bob:x", "$b3", "!a"), of("@ann:x", "$a5", "!a")], None).expect("noted");
    assert_eq!(answered(&journal, "!a"), ["$b3", "$a5"]);
}

#[test]
fn neither_one_room_nor_one_sender_can_fill_it() {
    let journal = Journal::in_memory().expect("a journal");
    let number = |most: i64| usize::try_from(most).expect("a number");
    let of_one = |sender: &str| -> Vec<Entry> {
        (0..MOST_OF_ONE + 3).map(|number| of(sender, &format!("${sender}{number}"), "!a")).collect()
    };
    assert_eq!(journal.note(&of_one("@0:x"), None), Ok(3));
    assert_eq!(journal.note(&of_one("@0:x"), None), Ok(0), "known as turned away");
    assert_eq!(journal.note(&[of("@1:x", "$y", "!a")], None), Ok(0));
    let senders = number(MOST_WAITING / MOST_OF_ONE);
    for sender in 2..senders + 2 {
        journal.note(&of_one(&format!("@{sender}:x")), None).expect("noted");
    }
    assert_eq!(journal.note(&[of("@z:x", "$z", "!a")], None), Ok(1));
    assert_eq!(answered(&journal, "!a").len(), number(MOST_WAITING));
    assert_eq!(journal.note(&[entry("$x", "!b")], None), Ok(0));
    let junk = |sender: &str| -> Vec<Entry> {
        let one = |number| unread_of(sender, &sealed(&format!("$s{sender}{number}"), "!a", "s"));
        (0..MOST_SEALED_OF_ONE + 2).map(one).collect()
    };
    for sender in 0..MOST_SEALED / MOST_SEALED_OF_ONE {
        assert_eq!(journal.note(&junk(&format!("@{sender}:x")), None), Ok(2));
    }
    assert_eq!(journal.note(&[unread_of("@z:x", &sealed("$z2", "!a", "s"))], None), Ok(1));
    assert_eq!(journal.note(&[unread(&sealed("$y2", "!b", "s"))], None), Ok(0));
}

#[test]
fn a_direct_conversation_is_one_after_a_restart_too_until_the_bot_is_invited_otherwise() {
    let folder = tempfile::tempdir().expect("a folder");
    let journal = Journal::open(folder.path()).expect("a journal");
    journal.set_direct("!a", true).expect("written");
    journal.set_direct("!a", true).expect("written");
    drop(journal);
    let journal = Journal::open(folder.path()).expect("a journal");
    assert_eq!((journal.is_direct("!a"), journal.is_direct("!b")), (Ok(true), Ok(false)));
    journal.set_direct("!a", false).expect("written");
    assert_eq!(journal.is_direct("!a"), Ok(false));
}

#[test]
fn what_waits_is_counted_with_how_long() {
    let journal = Journal::in_memory().expect("a journal");
    assert_eq!(journal.waiting(), Ok((0, None)));
    journal.note(&[entry("$1", "!a"), Entry { at: 900, ..entry("$2", "!b") }], None).expect("noted");
    assert_eq!(journal.waiting(), Ok((2, Some(900))));
}

#[test]
fn who_asked_is_known_only_until_it_is_answered() {
    let journal = Journal::in_memory().expect("a journal");
    journal.note(&[entry("$1", "!a"), entry("$2", "!a")], None).expect("noted");
    journal.done("$1", "!a", None, 0).expect("done");
    let senders: Vec<String> = {
        let connection = journal.lock();
        let mut statement = connection.prepare("SELECT event FROM events WHERE sender IS NOT NULL").expect("a query");
        statement.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("rows")
    };
    assert_eq!(senders, ["$2"]);
}

#[test]
fn a_journal_of_before_is_gone_on_with() {
    let folder = tempfile::tempdir().expect("a folder");
    let before = rusqlite::Connection::open(folder.path().join(super::FILE)).expect("a database");
    before.execute_batch(super::MIGRATIONS[0]).expect("tables");
    let old = "CREATE INDEX waiting ON events (room, number) WHERE status = 1;
               INSERT INTO events (event, room, at, status) VALUES ('$1', '!a', 0, 1), ('$2', '!a', 0, 1)";
    before.execute_batch(old).expect("rows");
    drop(before);
    for _ in 0..2 {
        let journal = Journal::open(folder.path()).expect("a journal");
        journal.note(&[entry("$3", "!a")], None).expect("noted");
    }
    let journal = Journal::open(folder.path()).expect("a journal");
    assert_eq!(answered(&journal, "!a"), ["$1", "$2", "$3"]);
}

#[test]
fn the_oldest_is_forgotten_where_too_much_is_kept() {
    let journal = Journal::in_memory().expect("a journal");
    journal.note(&[entry("$waits", "!a")], None).expect("noted");
    for number in 0..5 {
        let (event, answer) = (format!("$e{number}"), format!("$a{number}"));
        let answer = Answer { answer, question: event.clone(), made: "asked".to_owned(), page: 0, pages: 1 };
        journal.done(&event, "!a", Some(&answer), 1_000).expect("done");
    }
    journal.forget_but(2, 0, 1_000).expect("forgotten");
    let is_known = |number| journal.answer("!a", &format!("$a{number}")).expect("a journal").is_some();
    assert_eq!([0, 1, 2, 3, 4].map(is_known), [false, false, false, true, true]);
    // The newest are still known as answered; the oldest no longer, but what waits does.
    assert_eq!(journal.note(&[entry("$e4", "!a")], None), Ok(0));
    assert_eq!(answered(&journal, "!a"), ["$waits"]);
}

#[test]
fn an_answer_is_known_in_its_room_until_it_is_old() {
    let journal = Journal::in_memory().expect("a journal");
    let answer =
        Answer { answer: "$a".to_owned(), question: "$1".to_owned(), made: "asked".to_owned(), page: 0, pages: 3 };
    journal.done("$1", "!a", Some(&answer), 5_000).expect("done");
    assert_eq!(journal.answer("!a", "$a"), Ok(Some(answer.clone())));
    assert_eq!(journal.answer("!b", "$a"), Ok(None));
    let turned = Answer { page: 1, ..answer };
    journal.done("$r", "!a", Some(&turned), 6_000).expect("done");
    assert_eq!(journal.answer("!a", "$a"), Ok(Some(turned)));
    journal.forget(0, super::ANSWERS_MS).expect("forgotten");
    assert!(journal.answer("!a", "$a").expect("a journal").is_some());
    journal.forget(0, super::ANSWERS_MS + 5_001).expect("forgotten");
    assert_eq!(journal.answer("!a", "$a"), Ok(None));
}

#[test]
fn what_a_reaction_turns_is_known_in_its_room_until_it_is_old() {
    let journal = Journal::in_memory().expect("a journal");
    let turner = Turner { answer: "$a".to_owned(), forward: true };
    journal.remember("$r", "!a", &turner, 5_000).expect("written");
    journal.remember("$r", "!a", &Turner { forward: false, ..turner.clone() }, 6_000).expect("left as it is");
    assert_eq!(journal.turner("!a", "$r"), Ok(Some(turner)));
    assert_eq!(journal.turner("!b", "$r"), Ok(None));
    assert_eq!(journal.turner("!a", "$a"), Ok(None));
    journal.forget(0, super::ANSWERS_MS + 5_001).expect("forgotten");
    assert_eq!(journal.turner("!a", "$r"), Ok(None));
}

#[test]
fn what_is_too_old_is_forgotten_but_never_what_waits() {
    let journal = Journal::in_memory().expect("a journal");
    journal.note(&[entry("$1", "!a"), unread(&sealed("$2", "!a", "s"))], None).expect("noted");
    journal.done("$3", "!a", None, 1_000).expect("done");
    journal.forget(1_001, 0).expect("forgotten");
    assert_eq!(next(&journal, "!a").as_deref(), Some("$1"));
    assert_eq!(journal.sealed(None), Ok(vec![]));
}
