//! A claimed quote → the verdict: does it stand in the texts, what was changed, and is it the claimed speaker's.
//!
//! Never calls a claim altered for its style, and never offers a passage for one that the texts do not have: below a
//! stated share of common words it is absent.
//! Called by: `service`, `cli::machine`.

use super::align::{Alignment, Link, align};
use super::beside::beside;
use super::claim::{Claim, Reading, alone, inner, quoted_alone, whole};
use super::compare::{Comparison, compare};
use super::difference::{Difference, Kind, Sense};
use super::index::Index;
use super::opposite::{Wanted, opposite};
use super::pieces::{quotes, speaker_at};
use super::{Check, ClaimedSpeaker, SpeakerCheck, Verdict};
use crate::library::{Library, Mode, Quote};

/// A claim of which the texts have less than this share, by weight of its words and in order, is absent. A quote with
/// one word in three replaced keeps more; a sentence of one's own about the same matter, in its stock phrases, keeps
/// less (tests/lookup.rs has both).
const MIN_SHARE: f32 = 0.6;
/// A claim shares a run of so many words with the texts: fewer in a row are anybody's …
const MIN_RUN: usize = 3;
/// … unless the texts have this share of it: a short quote with one word changed in its midst.
const SURE_SHARE: f32 = 0.8;
/// Words that stand in several places are looked at in so many of them.
const MAX_ELSEWHERE: usize = 200;

impl Index {
    /// What the texts of `library`, the one that the index was made of, say to a claimed quote. `claim` may come as it
    /// was pasted: with quotation marks, Markdown, a label, a question or a name around it.
    pub fn verify(&self, library: &Library, claim: &str) -> Check {
        let claim = Claim::read(claim);
        let Some(whole) = whole(&claim).map(|reading| self.examine(library, &claim, reading)) else {
            return absent(None);
        };
        let inner = inner(&claim, &self.names).map(|reading| self.examine(library, &claim, reading));
        // Of what follows a label, and of what a name stands behind, all is claimed.
        let is_labelled = inner.as_ref().is_some_and(|inner| inner.check.claimed.is_some());
        let check = match inner {
            Some(inner) if !explains_more(&whole, &inner) => inner.check,
            _ => whole.check,
        };
        // A comment beside a quote must not make it absent.
        let quoted = || match check.verdict {
            Verdict::Absent => Some(self.examine(library, &claim, quoted_alone(&claim, &self.names)?).check),
            _ => None,
        };
        let is_found = |found: &Check| found.verdict == Verdict::Verbatim;
        let beside = || if is_labelled { None } else { self.beside(library, &claim, &check).filter(is_found) };
        quoted().filter(is_found).or_else(beside).unwrap_or(check)
    }

    /// What is to be said of the sentence of the texts that stands in a claim beside a comment, of all of which it is to be
    /// said `check`. The comment is named.
    fn beside(&self, library: &Library, claim: &Claim, check: &Check) -> Option<Check> {
        let found = beside(self, library, claim).filter(|found| found.stands_for(check.verdict, &check.differences))?;
        let mut check = self.examine(library, claim, alone(claim, &self.names, &[found.body])).check;
        let quote = check.passages.first()?;
        let (source, at) = (quote.source(), quote.range().start);
        let comments = found.comments.into_iter().filter(|comment| !comment.is_empty());
        check.differences.extend(comments.map(|comment| Difference {
            kind: Kind::Beside,
            sense: Sense::Plain,
            claimed: claim.text()[comment.clone()].to_owned(),
            claim: comment,
            source,
            range: at..at,
            original: String::new(),
        }));
        check.differences.sort_by_key(|difference| difference.claim.start);
        Some(check)
    }

    fn examine(&self, library: &Library, claim: &Claim, reading: Reading) -> Examined {
        let forms: Vec<Option<u32>> =
            reading.words.iter().map(|word| self.form(&claim.words()[word.word].form)).collect();
        let alignment = align(self, &reading.words, &forms, |position| match reading.claimed {
            Some(ClaimedSpeaker::Person(person)) => speaker_at(self, library, position).0 == person,
            _ => false,
        });
        let alignment = if is_in_texts(&alignment, forms.len()) {
            alignment
        } else {
            self.opposite(claim, &reading).unwrap_or(Alignment { links: Vec::new(), ..alignment })
        };
        let linked = alignment.links.iter().map(|link| reading.words[link.claim].word).collect();
        // Words that stand in several places are taken from the one that speaks for the claim.
        let places = self.elsewhere(&alignment.links, &forms).into_iter();
        let checks = places.map(|links| self.judge(library, claim, &reading, &links));
        let check = checks.min_by_key(doubt).unwrap_or_else(|| absent(reading.claimed.clone()));
        Examined { check, linked, reading }
    }

    /// These links and, where they are one run of all words of a claim, the same words in other places.
    fn elsewhere(&self, links: &[Link], forms: &[Option<u32>]) -> Vec<Vec<Link>> {
        let in_a_row = links.windows(2).all(|pair| pair[1].position == pair[0].position + 1 && !pair[1].jumps);
        let (Some(first), Some(known)) = (links.first(), forms.iter().copied().collect::<Option<Vec<u32>>>()) else {
            return if links.is_empty() { Vec::new() } else { vec![links.to_vec()] };
        };
        if !in_a_row || links.len() < forms.len() {
            return vec![links.to_vec()];
        }
        let others = self.occurrences(&known, MAX_ELSEWHERE).into_iter().filter(|start| *start != first.position);
        let at =
            |start: usize| links.iter().map(|link| Link { position: start + link.claim, ..*link }).collect::<Vec<_>>();
        std::iter::once(first.position).chain(others).map(at).collect()
    }

    /// What is to be said of a claim whose words are these of the texts, of which there is one at least.
    fn judge(&self, library: &Library, claim: &Claim, reading: &Reading, links: &[Link]) -> Check {
        let Comparison { differences, places, .. } = compare(self, library, claim, reading, links);
        let count = |kind: fn(Kind) -> bool| differences.iter().any(|difference| kind(difference.kind));
        let verdict = match (count(Kind::splices), count(Kind::counts)) {
            (true, _) => Verdict::Spliced,
            (false, true) => Verdict::Altered,
            (false, false) => Verdict::Verbatim,
        };
        let passages: Vec<Quote> = places.into_iter().flat_map(|place| quotes(self, library, place)).collect();
        let attribution = match &reading.claimed {
            Some(claimed) if !passages.is_empty() => self.attribute(library, links, claimed),
            _ => SpeakerCheck::NoneClaimed,
        };
        Check { verdict, passages, differences, claimed: reading.claimed.clone(), attribution }
    }

    /// The words of the texts of which a short claim says the opposite.
    fn opposite(&self, claim: &Claim, reading: &Reading) -> Option<Alignment> {
        let wanted = reading.words.iter().map(|word| {
            let form = claim.words()[word.word].form.as_str();
            Wanted { form, forms: self.kin(form) }
        });
        let links = opposite(self, &wanted.collect::<Vec<_>>())?;
        Some(Alignment { links, ..Alignment::default() })
    }

    /// Whether the words that the claim shares with the texts are the claimed speaker's.
    fn attribute(&self, library: &Library, links: &[Link], claimed: &ClaimedSpeaker) -> SpeakerCheck {
        let ClaimedSpeaker::Person(person) = *claimed else { return SpeakerCheck::Wrong };
        let (mut theirs, mut others) = (0, 0);
        for link in links {
            let (speaker, mode) = speaker_at(self, library, link.position);
            let own_voice = library.sources[self.source_of(link.position)].own_voice;
            // A paraphrase is in the outlet's words: right for the person and for the outlet.
            if speaker == person || (mode == Mode::Reported && own_voice == person) {
                theirs += 1;
            } else if mode != Mode::Own {
                others += 1;
            }
        }
        let right = others == 0 && 2 * theirs > links.len();
        if right { SpeakerCheck::Right } else { SpeakerCheck::Wrong }
    }
}

/// A reading of a claim, checked.
struct Examined {
    check: Check,
    /// The words of the claim that the texts have.
    linked: Vec<usize>,
    reading: Reading,
}

/// Whether the texts bear out the whole claim rather than what stands between its quotation marks: these may be a part
/// of the text, and what stands outside of them may be the claim's words too.
fn explains_more(whole: &Examined, inner: &Examined) -> bool {
    if whole.check.verdict == Verdict::Absent {
        return false;
    }
    if inner.check.verdict == Verdict::Absent {
        return true;
    }
    let known_speaker = matches!(inner.check.claimed, Some(ClaimedSpeaker::Person(_)));
    let borne_out = |word: &&usize| whole.linked.contains(word);
    let unexplained = &inner.reading.unexplained;
    (whole.check.verdict == Verdict::Verbatim && !(inner.reading.framed && known_speaker))
        || (!unexplained.is_empty() && 2 * unexplained.iter().filter(borne_out).count() > unexplained.len())
}

/// How much speaks against what was found in one place, for places to choose from.
fn doubt(check: &Check) -> (bool, bool, bool) {
    let other_speaker = check.attribution == SpeakerCheck::Wrong;
    (check.verdict != Verdict::Verbatim, other_speaker, check.passages.is_empty())
}

/// Whether a claim of so many words has enough in common with the texts.
fn is_in_texts(alignment: &Alignment, words: usize) -> bool {
    let together = alignment.longest >= MIN_RUN.min(words) || alignment.share >= SURE_SHARE;
    !alignment.links.is_empty() && alignment.share >= MIN_SHARE && together
}

fn absent(claimed: Option<ClaimedSpeaker>) -> Check {
    Check {
        verdict: Verdict::Absent,
        passages: Vec::new(),
        differences: Vec::new(),
        claimed,
        attribution: SpeakerCheck::NoneClaimed,
    }
}
