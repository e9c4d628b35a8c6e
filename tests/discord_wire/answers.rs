//! Answers: each interaction gets one, in time, whatever goes wrong on the way.

use super::{QUESTION, QUOTE, Running, answered_once, ask, config, is_well, text};
use crate::fake_discord::events::{self, APPLICATION, CHANNEL};
use crate::fake_discord::routes::{
    CALLBACK, COMMANDS, CREATE_MESSAGE, DELETE_ORIGINAL, EDIT_ORIGINAL, FOLLOW_UP, REGISTER,
};
use crate::fake_discord::{Call, Fake, Fault, Seen, Trouble};
use sayswho::config::Discord;
use serde_json::{Value, json};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// The custom_ids of a message's buttons and menus.
fn custom_ids(message: &Value) -> Vec<String> {
    let rows = message["components"].as_array().into_iter().flatten();
    let items = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    items.filter_map(|item| item["custom_id"].as_str().map(str::to_owned)).collect()
}

/// When requests of an operation came.
fn times(fake: &Fake, wanted: &'static str) -> Vec<Instant> {
    fake.look(|state| {
        let time = |seen: &Seen| match seen {
            Seen::Request { operation, at, .. } if *operation == wanted => Some(*at),
            _ => None,
        };
        state.log.iter().filter_map(time).collect()
    })
}

#[tokio::test]
async fn every_kind_of_interaction_is_answered() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    let stance = fake.ask(Call::command("stance", &[("topic", "pond")])).await;
    assert!(text(&stance).contains("gate at night"), "{stance}");

    let completion = fake.send(Call::complete("stance", "topic", "mon"));
    let choices = fake.wait("choices", |state| state.interactions[&completion].choices.clone()).await;
    assert_eq!(choices[0]["name"], "Money", "{choices}");

    let somebodys = events::message(1_700_000_000_000_000_001, QUOTE, false);
    let checked = fake.ask(Call::on_message("Check this quote", &somebodys)).await;
    assert!(text(&checked).contains("Dogs are welcome"), "{checked}");

    for command in ["topics", "sources", "help"] {
        let answer = fake.ask(Call::command(command, &[]).channel(CHANNEL + 7)).await;
        assert!(!text(&answer).trim().is_empty(), "/{command}");
    }
    bot.end().await;
}

#[tokio::test]
async fn every_button_under_an_answer_does_something() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    let answer = fake.ask(Call::command("ask", &[("question", "Is the pond free for everyone?")])).await;
    let ids = custom_ids(&answer);
    assert!(ids.len() >= 4, "{answer}");
    for custom_id in ids {
        let id = fake.send(Call::press(&answer, &custom_id));
        fake.wait("an answer to a button", |state| state.interactions[&id].callback.map(drop)).await;
    }
    let old = fake.send(Call::press(&answer, "p:1:e:an-entry-that-is-gone"));
    assert!(!text(&fake.answered(old).await).trim().is_empty());
    bot.end().await;
}

#[tokio::test]
async fn mentions_and_direct_messages_are_answered_once_and_nothing_else_is() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    is_well(&fake).await;
    let not_for_it = events::message(1_700_000_000_000_000_001, QUESTION, false);
    let mut by_a_bot = events::message(1_700_000_000_000_000_002, QUESTION, true);
    by_a_bot["author"]["bot"] = json!(true);
    let mention = events::message(1_700_000_000_000_000_003, &format!("<@{APPLICATION}> {QUESTION}"), false);
    let direct = events::message(1_700_000_000_000_000_004, QUESTION, true);
    for message in [not_for_it, by_a_bot, mention, direct] {
        fake.dispatch("MESSAGE_CREATE", message);
    }
    fake.requested(CREATE_MESSAGE, 2).await;
    bot.end().await;
    let replies = fake.look(|state| state.posted.iter().map(|id| text(&state.messages[id])).collect::<Vec<_>>());
    assert_eq!(replies.len(), 2);
    assert!(replies.iter().all(|reply| reply.contains(QUOTE)), "{replies:?}");
}

#[tokio::test]
async fn an_idle_bot_answers_at_once() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    is_well(&fake).await;
    let id = fake.send(ask());
    fake.answered(id).await;
    let took = fake.look(|state| state.interactions[&id].shown.map(|at| at - state.interactions[&id].sent));
    println!("an idle bot answers within {took:?}; 200 ms is the aim");
    bot.end().await;
}

/// A runtime whose one thread for work can be held, so that a bot on it is slow for as long as a test wants.
fn with_one_worker(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(1).build();
    runtime.expect("a runtime").block_on(test);
}

/// Holds the thread for work until what comes back is dropped.
fn hold() -> mpsc::Sender<()> {
    let (held, release) = mpsc::channel::<()>();
    tokio::task::spawn_blocking(move || release.recv());
    held
}

fn at_once() -> Discord {
    Discord { acknowledge_after: Duration::ZERO, ..config() }
}

#[test]
fn an_answer_that_takes_long_is_acknowledged_and_then_edited_in() {
    with_one_worker(async {
        let fake = Fake::start().await;
        let bot = Running::ready_with(&fake, at_once()).await;
        let question = json!({"name": "question", "type": 3, "value": QUESTION});
        let private = json!({"name": "private", "type": 5, "value": true});
        // What comes later may fail as well.
        fake.fault(Fault::once(EDIT_ORIGINAL, Trouble::Status(502)));
        let held = hold();
        let id = fake.send(Call::command_with("ask", json!([question, private])));
        let acknowledgement = fake.requested(CALLBACK, 1).await;
        assert_eq!((&acknowledgement["type"], &acknowledgement["data"]["flags"]), (&json!(5), &json!(64)));
        drop(held);
        assert!(text(&fake.answered(id).await).contains(QUOTE));
        bot.end().await;
        answered_once(&fake, id);
        assert_eq!((fake.count(CALLBACK), fake.count(EDIT_ORIGINAL), fake.count(FOLLOW_UP)), (1, 2, 0));
    });
}

#[test]
fn an_answer_for_everyone_is_for_everyone_even_if_it_takes_long() {
    with_one_worker(async {
        let fake = Fake::start().await;
        let bot = Running::ready_with(&fake, at_once()).await;
        let held = hold();
        let id = fake.send(ask());
        // Nobody could say in time whether it is private: then it is, until the answer is there.
        assert_eq!(fake.requested(CALLBACK, 1).await["data"]["flags"], 64);
        drop(held);
        let answer = fake.answered(id).await;
        assert!(text(&answer).contains(QUOTE));
        assert_eq!(answer["flags"], 0);
        bot.end().await;
        answered_once(&fake, id);
        assert_eq!((fake.count(DELETE_ORIGINAL), fake.count(FOLLOW_UP)), (1, 1));
    });
}

/// Answers one question though something goes wrong with its callback; how many callbacks came.
async fn answers_despite(fault: Fault) -> usize {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    is_well(&fake).await;
    let before = fake.count(CALLBACK);
    fake.fault(fault);
    let id = fake.send(ask());
    assert!(text(&fake.answered(id).await).contains(QUOTE));
    is_well(&fake).await;
    bot.end().await;
    answered_once(&fake, id);
    fake.count(CALLBACK) - before - 1
}

#[tokio::test]
async fn a_rate_limit_of_the_route_is_waited_for() {
    let limit = Trouble::TooMany { global: false, retry_after: 0.4 };
    assert_eq!(answers_despite(Fault::once(CALLBACK, limit)).await, 2);
}

#[tokio::test]
async fn a_global_rate_limit_is_waited_for() {
    let limit = Trouble::TooMany { global: true, retry_after: 0.4 };
    assert_eq!(answers_despite(Fault::once(CALLBACK, limit)).await, 2);
}

#[tokio::test]
async fn an_answer_that_fails_is_sent_again_at_once() {
    assert_eq!(answers_despite(Fault::once(CALLBACK, Trouble::Status(503))).await, 2);
    assert_eq!(answers_despite(Fault::once(CALLBACK, Trouble::Status(500))).await, 2);
}

#[tokio::test]
async fn an_answer_that_came_through_unheard_is_not_given_twice() {
    assert_eq!(answers_despite(Fault::once(CALLBACK, Trouble::Status(502)).done()).await, 2);
    assert_eq!(answers_despite(Fault::once(CALLBACK, Trouble::Cut).done()).await, 2);
}

#[tokio::test]
async fn a_connection_that_is_dropped_is_made_again() {
    assert_eq!(answers_despite(Fault::once(CALLBACK, Trouble::Cut)).await, 2);
}

#[tokio::test]
async fn the_second_try_comes_within_a_tenth_of_the_time_that_there_is() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    is_well(&fake).await;
    fake.fault(Fault::once(CALLBACK, Trouble::Status(503)));
    let id = fake.send(ask());
    fake.answered(id).await;
    bot.end().await;
    let times = times(&fake, CALLBACK);
    let [.., first, second] = times[..] else { panic!("two tries") };
    assert!(second - first < Duration::from_millis(300), "{:?}", second - first);
}

#[tokio::test]
async fn an_interaction_that_is_too_old_is_given_up_and_the_next_is_answered() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    fake.change(|state| state.setup.deadline = Duration::ZERO);
    let late = fake.send(ask());
    fake.requested(CALLBACK, 1).await;
    fake.change(|state| state.setup.deadline = Duration::from_secs(3));
    is_well(&fake).await;
    bot.end().await;
    assert!(fake.look(|state| state.interactions[&late].callback.is_none()));
    assert_eq!((fake.count(CALLBACK), fake.count(FOLLOW_UP)), (2, 0));
}

#[tokio::test]
async fn a_discord_that_is_down_for_long_is_not_asked_for_ever() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    fake.fault(Fault::once(CALLBACK, Trouble::Status(503)).times(1000));
    let id = fake.send(ask());
    fake.requested(CALLBACK, 2).await;
    // Ending waits for the answer under way, which is given up after the interaction's 3 seconds.
    bot.end().await;
    assert!(fake.look(|state| state.interactions[&id].shown.is_none()));
    assert!(fake.count(CALLBACK) < 20, "{}", fake.count(CALLBACK));
}

#[tokio::test]
async fn an_interaction_that_does_not_decode_is_answered_with_a_sentence() {
    let fake = Fake::start().await;
    let bot = Running::ready(&fake).await;
    let mut odd = ask();
    odd.0["data"] = json!({"id": "x"});
    let answer = fake.ask(odd).await;
    assert!(!answer["content"].as_str().expect("content").is_empty());
    let mut odd = Call::complete("stance", "topic", "m");
    odd.0["data"] = json!(null);
    let id = fake.send(odd);
    let choices = fake.wait("choices", |state| state.interactions[&id].choices.clone()).await;
    assert_eq!(choices, json!([]));
    // Nothing to answer to: nothing happens.
    fake.dispatch("INTERACTION_CREATE", json!({"type": 2}));
    fake.dispatch("INTERACTION_CREATE", json!(null));
    is_well(&fake).await;
    bot.end().await;
    assert_eq!(fake.count(CALLBACK), 3);
}

#[tokio::test]
async fn commands_are_registered_where_they_differ_and_left_alone_where_they_do_not() {
    let fake = Fake::start().await;
    Running::ready(&fake).await.end().await;
    let registered = fake.look(|state| state.commands.clone());
    let names: Vec<&str> = registered.iter().filter_map(|command| command["name"].as_str()).collect();
    for name in ["stance", "ask", "quote", "verify", "context", "cite", "topics", "sources", "help", "settings"] {
        assert!(names.contains(&name), "/{name} is not among {names:?}");
    }
    for (starts, registrations) in [(2, 1), (3, 2)] {
        // Another process, some time later.
        fake.change(|state| state.identified = None);
        if starts == 3 {
            fake.change(|state| state.commands[0]["description"] = json!("What an older version said"));
        }
        let bot = Running::on(&fake);
        fake.requested(COMMANDS, starts).await;
        fake.identified(starts).await;
        is_well(&fake).await;
        if registrations > 1 {
            fake.requested(REGISTER, registrations).await;
        }
        bot.end().await;
        assert_eq!(fake.count(REGISTER), registrations);
    }
    assert_eq!(fake.look(|state| state.commands[0]["description"].clone()), registered[0]["description"]);
}

#[tokio::test]
async fn registering_that_fails_is_tried_again_and_does_not_hold_up_answers() {
    let fake = Fake::start().await;
    fake.fault(Fault::once(REGISTER, Trouble::Status(500)));
    let bot = Running::on(&fake);
    fake.identified(1).await;
    is_well(&fake).await;
    fake.wait("commands", |state| (!state.commands.is_empty()).then_some(())).await;
    bot.end().await;
    assert_eq!(fake.count(REGISTER), 2);
}
