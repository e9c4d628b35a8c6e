//! One query answered by sayswho and by its peers, over the same phrasings, at three sizes, in one run.
//!
//! First prints how many of the queries each finds the right class for, then times them: a sample is one query, the
//! next of 200 each time, so "median" is the typical query. Training and indexing are set-up, outside the timing; all
//! run on one thread. Run: `cargo bench -p sayswho-bench --bench peers`.

#[path = "peers/corpus.rs"]
mod corpus;
#[path = "peers/scan.rs"]
mod scan;
#[path = "peers/search.rs"]
mod search;

use corpus::Corpus;
use divan::Bencher;
use sayswho::matching::classify::Classifier;
use search::{Engine, Terms};
use std::cell::Cell;
use std::sync::LazyLock;
use std::time::Instant;

/// How many phrasings.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// Everything that is made before the clock runs, for one size.
struct Contest {
    corpus: Corpus,
    classifier: Classifier,
    engine: Engine,
}

static CONTESTS: LazyLock<[Contest; 3]> = LazyLock::new(|| SIZES.map(Contest::new));

impl Contest {
    fn new(size: usize) -> Contest {
        let corpus = Corpus::new(size);
        let engine = Engine::new(&corpus.phrasings).expect("an index in memory");
        let start = Instant::now();
        let classifier = Classifier::train(&corpus.phrasings);
        eprintln!("{size} phrasings: trained in {:.1} s", start.elapsed().as_secs_f32());
        Contest { corpus, classifier, engine }
    }

    fn of(size: usize) -> &'static Contest {
        &CONTESTS[SIZES.iter().position(|other| *other == size).expect("one of the sizes")]
    }

    /// The label of the phrasing at `row`; none where nothing was found.
    fn label(&self, row: Option<usize>) -> &str {
        row.map_or("", |row| &self.corpus.phrasings[row].1)
    }

    fn sayswho(&self, query: &str) -> &str {
        self.classifier.classify(query).label
    }

    fn strsim(&self, query: &str) -> &str {
        self.label(scan::levenshtein(&self.corpus.phrasings, query))
    }

    fn rapidfuzz(&self, query: &str) -> &str {
        self.label(scan::ratio(&self.corpus.phrasings, query))
    }

    fn tantivy(&self, query: &str, terms: Terms) -> &str {
        self.label(self.engine.best(query, terms).expect("a search in memory"))
    }
}

fn main() {
    for size in SIZES {
        // The plain scan needs minutes for all queries of the largest base; a part tells as much.
        let scanned = if size > 10_000 { 20 } else { corpus::QUERIES };
        let contest = Contest::of(size);
        report(size, "sayswho", corpus::QUERIES, |query| contest.sayswho(query).to_owned());
        report(size, "strsim", scanned, |query| contest.strsim(query).to_owned());
        report(size, "rapidfuzz", corpus::QUERIES, |query| contest.rapidfuzz(query).to_owned());
        report(size, "tantivy_bm25", corpus::QUERIES, |query| contest.tantivy(query, Terms::Exact).to_owned());
        report(size, "tantivy_fuzzy", corpus::QUERIES, |query| contest.tantivy(query, Terms::Fuzzy).to_owned());
    }
    divan::main();
}

/// Prints for how many of the first `most` queries `answer` gives the right label.
fn report(size: usize, name: &str, most: usize, answer: impl Fn(&str) -> String) {
    let queries = &Contest::of(size).corpus.queries[..most];
    let right = queries.iter().filter(|(query, label)| answer(query) == *label).count();
    eprintln!("{size} phrasings: {name} is right on {right} of {most}");
}

/// Times `answer`, each time on the next query.
fn cycle<T>(bencher: Bencher, size: usize, answer: impl Fn(&'static Contest, &'static str) -> T) {
    let contest = Contest::of(size);
    let queries = &contest.corpus.queries;
    let next = Cell::new(0);
    bencher
        .with_inputs(|| queries[next.replace((next.get() + 1) % queries.len())].0.as_str())
        .bench_local_values(|query| answer(contest, query));
}

#[divan::bench(args = SIZES, sample_count = 1000, sample_size = 1, max_time = 10)]
fn sayswho(bencher: Bencher, size: usize) {
    cycle(bencher, size, Contest::sayswho);
}

#[divan::bench(args = SIZES, sample_count = 1000, sample_size = 1, max_time = 10)]
fn strsim(bencher: Bencher, size: usize) {
    cycle(bencher, size, Contest::strsim);
}

#[divan::bench(args = SIZES, sample_count = 1000, sample_size = 1, max_time = 10)]
fn rapidfuzz(bencher: Bencher, size: usize) {
    cycle(bencher, size, Contest::rapidfuzz);
}

#[divan::bench(args = SIZES, sample_count = 1000, sample_size = 1, max_time = 10)]
fn tantivy_bm25(bencher: Bencher, size: usize) {
    cycle(bencher, size, |contest, query| contest.tantivy(query, Terms::Exact));
}

#[divan::bench(args = SIZES, sample_count = 1000, sample_size = 1, max_time = 10)]
fn tantivy_fuzzy(bencher: Bencher, size: usize) {
    cycle(bencher, size, |contest, query| contest.tantivy(query, Terms::Fuzzy));
}
