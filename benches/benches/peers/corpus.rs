//! Phrasings and queries that are made up, the same on every machine.
//!
//! Pure. A class has a few topic words; a phrasing has two or three of them among filler words, of which some are far
//! more frequent than others, as in language. Called by: `peers`.

/// General English words, one a line; the crate's spelling uses them too.
const ENGLISH: &str = include_str!("../../../data/words/en.txt");
/// Every so many-th of those words makes the vocabulary: some 3,500 words.
const EVERY: usize = 17;
/// Shorter words are left out of the vocabulary.
const SHORTEST: usize = 4;
/// Phrasings of a class.
const PER_CLASS: usize = 30;
/// Topic words of a class.
const TOPIC: usize = 4;
/// How many queries there are.
pub const QUERIES: usize = 200;

/// What is searched, and what is asked.
pub struct Corpus {
    /// (text, label)
    pub phrasings: Vec<(String, String)>,
    /// (text, the label that is right)
    pub queries: Vec<(String, String)>,
}

impl Corpus {
    /// `size` phrasings, and [`QUERIES`] queries of phrasings among them.
    pub fn new(size: usize) -> Corpus {
        let words: Vec<&str> =
            ENGLISH.lines().step_by(EVERY).filter(|word| word.is_ascii() && word.len() >= SHORTEST).collect();
        let mut random = Random(size as u64);
        let mut phrasings = Vec::with_capacity(size);
        let mut topic = [""; TOPIC];
        for row in 0..size {
            if row % PER_CLASS == 0 {
                topic = std::array::from_fn(|_| words[random.below(words.len())]);
            }
            phrasings.push((phrasing(&words, &topic, &mut random), format!("c{}", row / PER_CLASS)));
        }
        let queries = (0..QUERIES)
            .map(|_| {
                let (text, label) = &phrasings[random.below(size)];
                (reworded(text, &words, &mut random), label.clone())
            })
            .collect();
        Corpus { phrasings, queries }
    }
}

/// 5 to 12 words, in any order: two or three of `topic`, the rest filler.
fn phrasing(words: &[&str], topic: &[&str; TOPIC], random: &mut Random) -> String {
    let length = 5 + random.below(8);
    let first = random.below(TOPIC);
    let mut text: Vec<&str> = (0..2 + random.below(2)).map(|next| topic[(first + next) % TOPIC]).collect();
    while text.len() < length {
        let at = random.below(text.len() + 1);
        text.insert(at, filler(words, random));
    }
    text.join(" ")
}

/// Another wording: a third of the words replaced, and one letter of another word wrong.
fn reworded(text: &str, words: &[&str], random: &mut Random) -> String {
    let mut text: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for _ in 0..text.len() / 3 {
        let at = random.below(text.len());
        text[at] = filler(words, random).to_owned();
    }
    let at = random.below(text.len());
    text[at] = mistyped(&text[at], random);
    text.join(" ")
}

/// One slip: a letter left out, doubled, or swapped with the next.
fn mistyped(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.below(letters.len() - 1);
    match random.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

/// A filler word: its rank is the product of two even draws, so low ranks are the most frequent.
fn filler<'a>(words: &[&'a str], random: &mut Random) -> &'a str {
    /// Prime, so that multiplying by it reaches every word; frequent words are then spread over the alphabet.
    const STRIDE: usize = 7919;
    let rank = random.below(words.len()) * random.below(words.len()) / words.len();
    words[rank * STRIDE % words.len()]
}

/// SplitMix64 (Steele, Lea & Flood 2014).
struct Random(u64);

impl Random {
    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}
