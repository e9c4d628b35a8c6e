//! Load and faults: thousands of questions in a hurry, on a Discord that drops connections and refuses answers. None may
//! be lost, none answered twice, and memory may not grow. A peer may do the same work beside it. Run: `tests/load/run.sh`.

use super::program::Program;
use crate::fake_discord::{Call, Chaos, Fake, Order, Setup};
use sayswho::library::{Language, Library, parse};
use sayswho::shelf;
use serde_json::json;
use std::fmt;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::Command;
use tokio::time::{MissedTickBehavior, interval, sleep};

/// Of 1000 answers, how many get a 503, and how many a 429.
const UNAVAILABLE: u64 = 10;
const TOO_MANY: u64 = 10;
/// So many questions may wait for an answer. Where the machine is too busy for the rate, the others are put later: the
/// figures tell how many a second there were. It is looked after so many.
const WAITING: usize = 500;
const LOOK_EACH: usize = 50;
/// The peer is put one question in so many of ours at our rate, which shows how it fails; and these at its own.
const PEER_SHARE: usize = 10;
const PEER_PACE: Load = Load { count: 90, rate: 3, seed: 1 };
/// A connection is dropped after so many questions on average.
const BETWEEN_DROPS: u64 = 400;
/// One request in so many is held against the OpenAPI description.
const CHECKED_ONE_IN: usize = 50;
/// How much larger the program may be at the end than when it was warm.
const GROWTH: f64 = 1.25;

struct Load {
    count: usize,
    rate: u64,
    seed: u64,
}

/// What a bot did.
struct Figures {
    name: &'static str,
    took: Vec<Duration>,
    /// How many questions it was put a second.
    rate: f64,
    lost: usize,
    twice: usize,
    drops: usize,
    /// Resident memory in KiB: when it was warm, the most, at the end.
    memory: [u64; 3],
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |share: f64| {
            let index = (self.took.len().saturating_sub(1) as f64 * share).round() as usize;
            self.took.get(index).map_or(0.0, |took| took.as_secs_f64() * 1e3)
        };
        let [warm, most, end] = self.memory.map(|kib| kib as f64 / 1024.0);
        write!(
            f,
            "{:<22} {:>6.0} {:>8} {:>6} {:>6} {:>6} {:>9.1} {:>9.1} {:>9.1} {:>8.1} {:>8.1} {:>8.1}",
            self.name,
            self.rate,
            self.took.len(),
            self.lost,
            self.twice,
            self.drops,
            at(0.5),
            at(0.99),
            at(1.0),
            warm,
            most,
            end
        )
    }
}

const HEAD: &str = "bot                     put/s answered   lost  twice  drops    p50 ms    p99 ms    max ms  MiB warm  most      end";

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// Resident memory of a process in KiB; 0 where the system does not tell.
fn memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// What people may ask: every English phrasing of the library that ships, and the same with two letters changed places.
fn questions(library: &Library) -> Vec<String> {
    let phrasings = library.entries.iter().flat_map(|entry| entry.questions.iter());
    let english = phrasings.filter(|(language, _)| *language == Language::En).map(|(_, question)| question);
    english
        .flat_map(|question| {
            let mut letters: Vec<char> = question.chars().collect();
            let middle = letters.len() / 2;
            if middle > 0 {
                letters.swap(middle - 1, middle);
            }
            [question.to_owned(), letters.into_iter().collect()]
        })
        .collect()
}

/// The library as the peer reads it.
fn write_library(library: &Library, path: &Path) {
    let mut lines = Vec::new();
    for entry in &library.entries {
        let quote = &entry.quotes[0];
        let speaker = library.people[quote.speaker()].name.get(Language::En);
        let shown = entry.questions.first(Language::En);
        for (_, question) in entry.questions.iter() {
            lines.push(json!({"question": question, "shown": shown, "quote": quote.exact(), "speaker": speaker}));
        }
    }
    std::fs::write(path, json!(lines).to_string()).expect("a file");
}

async fn fake(load: &Load, checked_one_in: usize) -> Fake {
    Fake::with(Setup {
        log: false,
        checked_one_in,
        patience: Duration::from_secs(60),
        chaos: Some(Chaos::new(load.seed, UNAVAILABLE, TOO_MANY)),
        ..Setup::default()
    })
    .await
}

/// Puts the load on a bot that is on `fake`, and waits until all is answered, or nothing comes any more.
async fn put(load: &Load, fake: &Fake, name: &'static str, process: u32, questions: &[String]) -> Figures {
    fake.wait("bot", |state| state.sessions.last().filter(|_| !state.commands.is_empty()).map(drop)).await;
    let mut chance = Chaos::new(load.seed + 1, 0, 0);
    let mut ids = Vec::with_capacity(load.count);
    let (mut drops, mut memories) = (0, Vec::new());
    let begun = Instant::now();
    let mut tick = interval(Duration::from_micros(1_000_000 / load.rate));
    tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
    for number in 0..load.count {
        tick.tick().await;
        if number.is_multiple_of(LOOK_EACH) && waiting(fake, &ids) >= WAITING {
            while waiting(fake, &ids) >= WAITING {
                sleep(Duration::from_millis(20)).await;
            }
            tick.reset();
        }
        let question = &questions[chance.below(questions.len() as u64) as usize];
        // Everybody asks once, in a channel of their own: the same answer is not given twice in one in a minute.
        let place = 2_000_000_000_000_000_000 + number as u64;
        ids.push(fake.send(Call::command("ask", &[("question", question)]).channel(place).by(place)));
        if (number as u64).is_multiple_of(load.rate) {
            memories.push(memory(process));
        }
        if chance.below(BETWEEN_DROPS) == 0 {
            drops += drop_connection(fake, chance.below(3)) as usize;
        }
    }
    let rate = load.count as f64 / begun.elapsed().as_secs_f64();
    let quiet = Instant::now() + Duration::from_secs(15);
    let mut look = interval(Duration::from_millis(50));
    while Instant::now() < quiet && fake.look(|state| state.answered) < load.count {
        look.tick().await;
    }
    memories.push(memory(process));
    fake.look(|state| {
        let given = || ids.iter().map(|id| &state.interactions[id]);
        let mut took: Vec<Duration> = given().filter_map(|given| Some(given.shown? - given.sent)).collect();
        took.sort_unstable();
        let lost = load.count - took.len();
        let twice = given().filter(|given| given.follow_ups > 0).count() + state.posted.len();
        let warm = memories[memories.len() / 4];
        let most = memories.iter().copied().max().unwrap_or_default();
        Figures { name, took, rate, lost, twice, drops, memory: [warm, most, memories[memories.len() - 1]] }
    })
}

/// How many questions may still be answered in time.
fn waiting(fake: &Fake, ids: &[u64]) -> usize {
    fake.look(|state| {
        let given = ids.iter().rev().map(|id| &state.interactions[id]);
        let in_time = given.take_while(|given| given.sent.elapsed() < state.setup.deadline);
        in_time.filter(|given| given.shown.is_none()).count()
    })
}

/// Whether there was a connection to drop.
fn drop_connection(fake: &Fake, kind: u64) -> bool {
    fake.change(|state| {
        let Some(line) = state.sessions.last().and_then(|session| session.connection.as_ref()) else { return false };
        let order = match kind {
            0 => Order::Cut,
            1 => Order::Close(4000),
            _ => Order::Say(json!({"op": 7, "t": null, "s": null, "d": null})),
        };
        line.send(order).is_ok()
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes two minutes; tests/load/run.sh runs it"]
async fn under_load_and_faults() {
    let load = Load {
        count: number("SAYSWHO_LOAD_COUNT", 20_000) as usize,
        rate: number("SAYSWHO_LOAD_RATE", 500),
        seed: number("SAYSWHO_LOAD_SEED", 1),
    };
    let (library, _) = parse(&shelf::built_in());
    let questions = questions(&library);
    println!("{} questions, {} a second, seed {}; {} phrasings", load.count, load.rate, load.seed, questions.len());

    let discord = fake(&load, CHECKED_ONE_IN).await;
    let token = Setup::default().token;
    let program = Program::quiet(&discord, &token);
    let ours = put(&load, &discord, "sayswho", program.id(), &questions).await;
    program.signal("TERM");
    assert!(program.ended().await.status.success());
    println!("\n{HEAD}\n{ours}");

    if let Some(python) = std::env::var_os("SAYSWHO_LOAD_PYTHON") {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("library.json");
        write_library(&library, &file);
        // In the same hurry, and then as slowly as it can follow.
        for load in [Load { count: load.count / PEER_SHARE, ..load }, PEER_PACE] {
            // What the peer does wrong is its own business.
            let discord = fake(&load, usize::MAX).await;
            let mut peer = Command::new(&python)
                .arg("tests/peers/rapidfuzz_bot.py")
                .args([&discord.api_base(), &discord.gateway_url(), &token])
                .arg(&file)
                .stdin(Stdio::null())
                // It tells of each answer that came too late, which the figures tell as well.
                .stderr(Stdio::null())
                .kill_on_drop(true)
                .spawn()
                .expect("Python");
            let process = peer.id().expect("it runs");
            println!("{}", put(&load, &discord, "discord.py + rapidfuzz", process, &questions).await);
            peer.kill().await.expect("it ends");
        }
    }
    assert_eq!((ours.lost, ours.twice), (0, 0), "lost, and answered twice");
    let [warm, _, end] = ours.memory.map(|kib| kib as f64);
    assert!(end <= warm * GROWTH, "memory grew from {warm} to {end} KiB");
}
