//! A claimed quote checked and words looked up, in 10 MB of text and in 1 GB, beside their peers.
//!
//! Prints figures, one a line: how large the index is and how long it takes to make; how long a claim of 50 words takes
//! (verbatim, with a word changed, invented); how often three of a sentence's rarer words find it first, and how long
//! that takes, here and with tantivy. With python3 and rapidfuzz installed, the same claims are put to difflib and to
//! rapidfuzz's `partial_ratio_alignment`. The text is made up from a fixed seed, words by Zipf's law.
//!
//! Run: `cargo bench -p sayswho-bench --bench lookup`, with `-- --large` for the gigabyte, which takes about 6 GB of memory.

#[path = "lookup/engine.rs"]
mod engine;
#[path = "lookup/text.rs"]
mod text;

use engine::Engine;
use sayswho::library::{Library, ParagraphStyle, Person, Source};
use sayswho::lookup::{Index, Verdict};
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, hint};
use text::Writer;

/// Bytes of text, and of each source.
const SMALL: usize = 10_000_000;
const LARGE: usize = 1_000_000_000;
const SOURCE: usize = 8_000_000;
/// Words of a claim, and how many claims of each kind.
const CLAIM_WORDS: usize = 50;
const CLAIMS: usize = 100;
/// Claims that the peers get, which scan the text for each.
const PEER_CLAIMS: usize = 3;
/// Sentences whose words are looked for.
const SEARCHES: usize = 500;

fn main() {
    measure(SMALL, true);
    if env::args().any(|argument| argument == "--large") {
        measure(LARGE, false);
    }
}

fn measure(bytes: usize, with_peers: bool) {
    println!("{} MB of text", bytes / 1_000_000);
    let mut writer = Writer::new(bytes);
    let before = resident();
    let library = library(&mut writer, bytes);
    let texts = resident();
    let (index, made) = timed(|| Index::new(&library));
    println!("index made in               {:>10.1} s", made.as_secs_f64());
    println!("memory of texts             {:>10.1} MiB", (texts - before) as f64 / 1024.0);
    println!("memory of index             {:>10.1} MiB", (resident() - texts) as f64 / 1024.0);

    let slices: Vec<String> = (0..CLAIMS).map(|_| writer.slice(&library, CLAIM_WORDS)).collect();
    let changed: Vec<String> = slices.iter().map(|slice| writer.changed(slice)).collect();
    let invented: Vec<String> = (0..CLAIMS).map(|_| writer.words(CLAIM_WORDS)).collect();
    for (name, claims, expected) in [
        ("verbatim", &slices, Verdict::Verbatim),
        ("one word changed", &changed, Verdict::Altered),
        ("invented", &invented, Verdict::Absent),
    ] {
        let mut times = Vec::new();
        let mut right = 0;
        for claim in claims {
            let (check, time) = timed(|| index.verify(&library, hint::black_box(claim)));
            right += usize::from(check.verdict == expected);
            times.push(time);
        }
        print(&format!("verify, {name}"), &mut times, &format!("{right} of {} {}", claims.len(), expected.name()));
    }
    if with_peers {
        python(&library, &slices[..PEER_CLAIMS]);
    }

    let searches: Vec<(String, String)> = (0..SEARCHES).filter_map(|_| writer.search(&library)).collect();
    let mut times = Vec::new();
    let mut first = 0;
    for (words, sentence) in &searches {
        let (found, time) = timed(|| index.find(&library, hint::black_box(words), 0, 5));
        let best = found.ok().and_then(|found| found.passages.into_iter().next());
        first += usize::from(best.is_some_and(|best| sentence.contains(best.quote.exact())));
        times.push(time);
    }
    print("quote, three words", &mut times, &format!("{first} of {} first", searches.len()));
    if !with_peers {
        return;
    }
    let (engine, made) = timed(|| Engine::new(&library).expect("an index in memory"));
    println!(
        "tantivy: made in            {:>10.1} s, {:.1} MiB",
        made.as_secs_f64(),
        engine.bytes() as f64 / 1048576.0
    );
    let (mut times, mut first) = (Vec::new(), 0);
    for (words, sentence) in &searches {
        let (found, time) = timed(|| engine.best(hint::black_box(words)).expect("a search"));
        first += usize::from(found.as_deref() == Some(sentence));
        times.push(time);
    }
    print("tantivy, three words", &mut times, &format!("{first} of {} first", searches.len()));
}

fn library(writer: &mut Writer, bytes: usize) -> Library {
    let mut sources = Vec::new();
    let mut left = bytes;
    while left > 0 {
        let size = left.min(SOURCE);
        let text = writer.text(size);
        sources.push(Source::new(format!("s{}", sources.len()), text, ParagraphStyle::Lines));
        left -= size;
    }
    let outlet = Person { id: "outlet".to_owned(), ..Person::default() };
    Library { people: vec![outlet], sources, ..Library::default() }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = work();
    (made, start.elapsed())
}

fn print(name: &str, times: &mut [Duration], note: &str) {
    times.sort_unstable();
    let at = |percent: usize| {
        times.get((times.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default()
    };
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    println!("{name:<26}  p50 {:>8.3} ms, p99 {:>8.3} ms; {note}", milliseconds(at(50)), milliseconds(at(99)));
}

/// The same claims, by scans of the text: difflib's longest match, and rapidfuzz's best alignment.
fn python(library: &Library, claims: &[String]) {
    let program = include_str!("lookup/peers.py");
    let text: Vec<&str> = library.sources.iter().map(Source::text).collect();
    let child = Command::new("python3").args(["-c", program]).stdin(Stdio::piped()).spawn();
    let Ok(mut child) = child else { return println!("python3 is not here: no difflib, no rapidfuzz") };
    if let Some(mut input) = child.stdin.take() {
        // A peer that ends early has said why.
        let _ = input.write_all(format!("{}\0{}", claims.join("\0"), text.concat()).as_bytes());
    }
    let _ = child.wait();
}

/// Resident memory of this process, in KiB; Linux only, elsewhere 0.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
