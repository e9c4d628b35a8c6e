//! Whether a claimed quote stands in the texts, what was changed, and whose words it is.
//!
//! Called by: `reply::compose`.

use super::strings::{Key, key};
use super::{Block, Change, Row, Writer};
use crate::library::{Mode, Quote};
use crate::lookup::{Check, ClaimedSpeaker, Difference, Kind, Sense, SpeakerCheck, Verdict};
use std::ops::Range;

impl Writer<'_> {
    /// The verdict, whose words it is, the passages, and the differences: those that count one by one.
    pub(super) fn checked(&self, check: &Check) -> Vec<Block> {
        let verdict = match check.verdict {
            Verdict::Verbatim => key("verdict-verbatim"),
            Verdict::Altered if is_only_respelt(&check.differences) => key("verdict-respelt"),
            Verdict::Altered => key("verdict-altered"),
            Verdict::Spliced => key("verdict-spliced"),
            Verdict::Absent => {
                let prefix = [("prefix", self.request.prefix.as_str().into())];
                let next = self.wording.say_with(key("next-look-for-words"), &prefix);
                return vec![Block::Problem { message: self.wording.say(key("verdict-absent")), next }];
            }
        };
        let mut title = self.wording.say(verdict);
        // Who reads no more than the title must not take it that all is right.
        if check.attribution == SpeakerCheck::Wrong {
            title = match check.verdict {
                Verdict::Verbatim => self.wording.say(key("verdict-verbatim-other-speaker")),
                _ => format!("{title} {}", self.wording.say(key("verdict-other-speaker"))),
            };
        }
        let mut blocks = vec![Block::Title(title)];
        blocks.extend(self.speaker_check(check));
        if !check.passages.is_empty() {
            blocks.push(Block::Section(self.wording.say(key("checked-passages"))));
            let passage = |quote| Block::Quote(self.quote_block(quote, &differing(quote, &check.differences)));
            blocks.extend(check.passages.iter().map(passage));
        }
        blocks.extend(self.differences(&check.differences));
        blocks
    }

    /// Whether the claimed speaker is the right one; a report of a person's words is never passed off as the words.
    fn speaker_check(&self, check: &Check) -> Vec<Block> {
        let claimed = match &check.claimed {
            Some(ClaimedSpeaker::Person(person)) => self.name(*person).to_owned(),
            Some(ClaimedSpeaker::Stranger(name)) => self.echo(name),
            None => return Vec::new(),
        };
        let mut speakers: Vec<&str> = Vec::new();
        for speaker in check.passages.iter().map(|quote| self.name(quote.speaker())) {
            if !speakers.contains(&speaker) {
                speakers.push(speaker);
            }
        }
        let variables = [("claimed", claimed.into()), ("speaker", speakers.join(" · ").into())];
        let said = |key| Block::Text(self.wording.say_with(key, &variables));
        let reported = check.passages.iter().any(|quote| quote.mode() == Mode::Reported);
        match check.attribution {
            SpeakerCheck::Right if reported => vec![said(key("speaker-right")), said(key("speaker-reported"))],
            SpeakerCheck::Right => vec![said(key("speaker-right"))],
            SpeakerCheck::Wrong => vec![said(key("speaker-wrong"))],
            SpeakerCheck::NoneClaimed => Vec::new(),
        }
    }

    fn differences(&self, differences: &[Difference]) -> Vec<Block> {
        let (counting, others): (Vec<&Difference>, Vec<_>) =
            differences.iter().partition(|difference| difference.kind.counts());
        let mut blocks = Vec::new();
        if !counting.is_empty() {
            blocks.push(Block::Section(self.wording.say(key("checked-differences"))));
            let change = |difference: &&Difference| Change {
                label: self.wording.say(name_of(difference)),
                original: difference.original.clone(),
                claimed: difference.claimed.clone(),
            };
            blocks.push(Block::Differences {
                original: self.wording.say(key("change-original")),
                claimed: self.wording.say(key("change-claimed")),
                changes: counting.iter().map(change).collect(),
            });
        }
        let (beside, others): (Vec<&Difference>, Vec<_>) =
            others.into_iter().partition(|difference| difference.kind == Kind::Beside);
        let mut styles: Vec<String> = Vec::new();
        for difference in others {
            let style = self.wording.say(name_of(difference));
            if !styles.contains(&style) {
                styles.push(style);
            }
        }
        if !styles.is_empty() {
            let label = self.wording.say(key("checked-style"));
            blocks.push(Block::Fact(Row { label, value: styles.join(" · ") }));
        }
        if !beside.is_empty() {
            let label = self.wording.say(key("kind-beside"));
            let comments: Vec<String> = beside.iter().map(|comment| self.echo(&comment.claimed)).collect();
            blocks.push(Block::Fact(Row { label, value: comments.join(" · ") }));
        }
        blocks
    }
}

/// Whether nothing counts but other spellings of the same words.
fn is_only_respelt(differences: &[Difference]) -> bool {
    differences.iter().filter(|difference| difference.kind.counts()).all(|difference| difference.kind == Kind::Respelt)
}

/// The bytes of the quote that the claim has otherwise or not at all, so that they are seen in their place.
fn differing(quote: &Quote, differences: &[Difference]) -> Vec<Range<usize>> {
    let of_words =
        |kind| matches!(kind, Kind::Changed | Kind::Respelt | Kind::Dropped | Kind::CutAtStart | Kind::CutAtEnd);
    let here = quote.range();
    let mut marks: Vec<Range<usize>> = differences
        .iter()
        .filter(|difference| of_words(difference.kind) && difference.source == quote.source())
        .map(|difference| difference.range.start.max(here.start)..difference.range.end.min(here.end))
        .filter(|range| range.start < range.end)
        .map(|range| range.start - here.start..range.end - here.start)
        .collect();
    marks.sort_by_key(|mark| mark.start);
    marks.dedup_by(|next, before| next.start < before.end);
    marks
}

/// What to call a difference: by what it does to the sense where it does something, else by what was done.
fn name_of(difference: &Difference) -> Key {
    match (difference.sense, difference.kind) {
        (_, Kind::Spliced) => key("kind-spliced"),
        (_, Kind::JoinedVoices) => key("kind-joined-voices"),
        (_, Kind::HiddenNegation) => key("kind-hidden-negation"),
        (Sense::NegationDropped, _) => key("sense-negation-dropped"),
        (Sense::NegationAdded, _) => key("sense-negation-added"),
        (Sense::Number, _) => key("sense-number"),
        (Sense::Name, _) => key("sense-name"),
        (Sense::Condition, _) => key("sense-condition"),
        (Sense::Qualifier, _) => key("sense-qualifier"),
        (Sense::Plain, Kind::Changed) => key("kind-changed"),
        (Sense::Plain, Kind::Respelt) => key("kind-respelt"),
        (Sense::Plain, Kind::Dropped) => key("kind-dropped"),
        (Sense::Plain, Kind::Inserted) => key("kind-inserted"),
        (Sense::Plain, Kind::CutAtStart) => key("kind-cut-at-start"),
        (Sense::Plain, Kind::CutAtEnd) => key("kind-cut-at-end"),
        (Sense::Plain, Kind::Ellipsis) => key("kind-ellipsis"),
        (Sense::Plain, Kind::Interjection) => key("kind-interjection"),
        (Sense::Plain, Kind::QuotationMarks) => key("kind-quotation-marks"),
        (Sense::Plain, Kind::Dashes) => key("kind-dashes"),
        (Sense::Plain, Kind::Spacing) => key("kind-spacing"),
        (Sense::Plain, Kind::LetterCase) => key("kind-letter-case"),
        (Sense::Plain, Kind::LetterForm) => key("kind-letter-form"),
        (Sense::Plain, Kind::Punctuation) => key("kind-punctuation"),
        (Sense::Plain, Kind::FinalStop) => key("kind-final-stop"),
        (Sense::Plain, Kind::Beside) => key("kind-beside"),
    }
}
