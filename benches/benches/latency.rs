//! The shipped library as a user meets it: how long a decision takes, how long a start, how much memory.
//!
//! Prints figures, one a line; decides nothing. 2,000 queries are made from the library's own questions, each with one
//! slip, so that spelling is at work too; all of them are put five times over.
//! Run: `cargo bench -p sayswho-bench --bench latency`.

use sayswho::library::{Library, parse};
use sayswho::matching::Matcher;
use sayswho::{cache, shelf};
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::time::{Duration, Instant};
use std::{env, fs, hint};

/// How many queries are timed.
const QUERIES: usize = 2_000;
/// How often all of them are timed.
const ROUNDS: usize = 5;

/// The argument with which this program starts itself, followed by the cache's folder.
const FIRST_START: &str = "--first-start";

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if let [_, flag, folder] = &arguments[..]
        && flag == FIRST_START
    {
        println!("start to ready, first       {:>10.1} ms", milliseconds(start(Path::new(folder)).0));
        return;
    }
    let folder = fresh_folder();
    // In a process of its own, so that what training leaves in memory is not counted below.
    let program = env::current_exe().expect("this program's path");
    let first = Command::new(program).arg(FIRST_START).arg(&folder).status().expect("this program runs");
    assert!(first.success(), "the first start fails");
    let (cached, library, matcher) = start(&folder);
    println!("start to ready, cached      {:>10.1} ms", milliseconds(cached));
    // What is left there is no figure's business.
    let _ = fs::remove_dir_all(&folder);

    let queries = queries(&library);
    let rounds: Vec<Vec<Duration>> = (0..ROUNDS).map(|_| time(&matcher, &library, &queries)).collect();
    let all = rounds.concat();
    // What else runs on the machine only ever adds to a time: the least of a query's times is the query's own.
    let own = (0..queries.len()).filter_map(|query| rounds.iter().map(|round| round[query]).min()).collect();
    println!("entries                     {:>10}", library.entries.len());
    println!("queries                     {:>10}", queries.len());
    for (what, mut times) in [("every call", all), ("least of 5", own)] {
        times.sort_unstable();
        for (name, percent) in [("p50", 50), ("p99", 99)] {
            // The nearest rank; no queries, no line.
            if let Some(time) = times.get((times.len() * percent).div_ceil(100).saturating_sub(1)) {
                println!("decide, {what}, {name}     {:>10.1} µs", time.as_secs_f64() * 1e6);
            }
        }
    }
    match resident() {
        Some(kib) => println!("memory (VmRSS)              {:>10.1} MiB", kib as f64 / 1024.0),
        None => println!("memory (VmRSS)                 unknown: no /proc/self/status here"),
    }
}

/// All that a start does, from the bytes of the library to a matcher that can decide.
fn start(folder: &Path) -> (Duration, Library, Matcher) {
    let start = Instant::now();
    let files = shelf::built_in();
    let (library, _) = parse(&files);
    let matcher = cache::matcher(Some(folder), &files, &library);
    (start.elapsed(), library, matcher)
}

/// A folder that is not there yet, for the cache.
fn fresh_folder() -> PathBuf {
    let unique = RandomState::new().build_hasher().finish();
    env::temp_dir().join(format!("sayswho-latency-{}-{unique:x}", process::id()))
}

/// How long a decision on each query takes, one after the other.
fn time(matcher: &Matcher, library: &Library, queries: &[String]) -> Vec<Duration> {
    let decide = |query: &String| {
        let start = Instant::now();
        hint::black_box(matcher.decide(library, hint::black_box(query)));
        start.elapsed()
    };
    queries.iter().map(decide).collect()
}

/// The library's questions in turn, each with one letter left out, at another place in each round.
fn queries(library: &Library) -> Vec<String> {
    let questions: Vec<&str> =
        library.entries.iter().flat_map(|entry| entry.questions.iter().map(|(_, text)| text)).collect();
    let slip = |(number, text): (usize, &&str)| {
        let letters = text.chars().count().max(1);
        let out = number * 7 % letters;
        text.chars().enumerate().filter(|(at, _)| *at != out).map(|(_, letter)| letter).collect()
    };
    let stride = (questions.len() / QUERIES).max(1);
    questions
        .iter()
        .step_by(stride)
        .cycle()
        .take(if questions.is_empty() { 0 } else { QUERIES })
        .enumerate()
        .map(slip)
        .collect()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Resident memory of this process, in KiB; Linux only.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}
