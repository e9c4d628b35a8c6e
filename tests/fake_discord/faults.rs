//! What goes wrong on the way, as a test wants it.
//!
//! Called by: tests (say what), `rest` (does it).

/// Something that goes wrong.
#[derive(Clone, Debug)]
pub struct Fault {
    /// With which operation of `routes`; with every one where there is none.
    pub on: Option<&'static str>,
    /// How often.
    pub times: usize,
    /// Whether the request still does what it is for, and only its answer is lost.
    pub done: bool,
    /// What.
    pub trouble: Trouble,
}

/// How it goes wrong.
#[derive(Clone, Copy, Debug)]
pub enum Trouble {
    /// 429: the route, or everything, is asked too often. In seconds.
    TooMany { global: bool, retry_after: f64 },
    /// Another status.
    Status(u16),
    /// The connection is dropped without an answer.
    Cut,
}

impl Fault {
    /// `trouble` with the next request of an operation, which then has done nothing.
    pub fn once(on: &'static str, trouble: Trouble) -> Fault {
        Fault { on: Some(on), times: 1, done: false, trouble }
    }

    /// As often as this.
    pub fn times(self, times: usize) -> Fault {
        Fault { times, ..self }
    }

    /// The request does what it is for.
    pub fn done(self) -> Fault {
        Fault { done: true, ..self }
    }
}

/// Troubles by chance, in the same order for the same seed.
#[derive(Clone, Debug)]
pub struct Chaos {
    seed: u64,
    /// Of 1000 requests to answer an interaction, how many get a 503.
    pub unavailable: u64,
    /// Of 1000 such requests, how many get a 429.
    pub too_many: u64,
}

impl Chaos {
    /// With this seed.
    pub fn new(seed: u64, unavailable: u64, too_many: u64) -> Chaos {
        Chaos { seed, unavailable, too_many }
    }

    /// The next number below `bound`: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators).
    pub fn below(&mut self, bound: u64) -> u64 {
        self.seed = self.seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }

    /// What happens to the next request, if anything does.
    pub fn trouble(&mut self) -> Option<Trouble> {
        let drawn = self.below(1000);
        if drawn < self.unavailable {
            Some(Trouble::Status(503))
        } else if drawn < self.unavailable + self.too_many {
            Some(Trouble::TooMany { global: false, retry_after: 0.05 })
        } else {
            None
        }
    }
}
