//! What stands around a claimed quote and is not part of it: a label (`President Aliyev emphasized:`), a question (`did
//! Mammadli really say that`), a name at the end (`— Aliyev`), chat (`is this real?`). And who is named in it.
//!
//! Never takes off words that carry the claim: what comes off at an end is made of names, offices, verbs of speaking
//! and the small words of such phrases, or is set off by a colon, dash or line break and names somebody.
//! Called by: `claim`.

use super::ClaimedSpeaker;
use super::claim::Claim;
use super::marks::{has_ellipsis, is_dash, is_quotation_mark};
use super::names::Names;
use super::vocabulary::{CHAT, NUMBERS, SPEECH, THAT, is_in};
use std::ops::Range;

/// A label or a name at the end has at most so many words.
const MAX_FRAME: usize = 14;
/// The name of somebody whom the library does not know has at most so many words.
const MAX_STRANGER: usize = 4;
/// After these an outlet is told something, or is the place: "he told News.Az", "in News.Az".
const ADDRESSING: &[&str] = &["told", "tell", "tells", "telling", "to", "with", "in", "on", "via", "for"];

/// What somebody's words are called.
const QUOTE_NOUNS: &[&str] =
    &["quote", "quotation", "statement", "sitat*", "alinti*", "sozu", "цитат*", "اقتباس", "تصريح"];

/// What a word may be in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Part of a person's name: an index into `Library::people`.
    Name(usize),
    /// Part of a person's office or occupation.
    Role,
    /// A verb of speaking.
    Speech,
    /// What joins such a verb to what was said.
    That,
    /// Another small word of such phrases.
    Chat,
    /// No frame has it.
    Other,
}

/// A part of a claim: words, and the bytes that belong to them, marks at its ends included.
#[derive(Clone, Debug)]
pub(super) struct Body {
    /// Numbers of words of the claim.
    pub(super) words: Range<usize>,
    /// Bytes of the claim.
    pub(super) bytes: Range<usize>,
}

/// What each word of a claim may be in a frame.
pub(super) fn classes(claim: &Claim, names: &Names) -> Vec<Class> {
    let words = claim.words();
    let name_at = |word: usize| names.at(words[word..].iter().map(|word| word.form.as_str()));
    let mut classes = Vec::with_capacity(words.len());
    while classes.len() < words.len() {
        let word = classes.len();
        // "did the president" may be one of the names that a curator gave, but "president of Azerbaijan" goes further.
        let goes_further = |end: usize| (word + 1..end).any(|w| name_at(w).is_some_and(|(length, _)| w + length > end));
        match name_at(word).filter(|(length, _)| !goes_further(word + length)) {
            Some((length, person)) => classes.extend(std::iter::repeat_n(Class::Name(person), length)),
            None => classes.push(class_of(&words[word].form, names)),
        }
    }
    classes
}

fn class_of(form: &str, names: &Names) -> Class {
    if is_in(SPEECH, form) {
        Class::Speech
    } else if is_in(THAT, form) {
        Class::That
    } else if names.is_role(form) {
        Class::Role
    } else if is_in(CHAT, form) {
        Class::Chat
    } else {
        Class::Other
    }
}

/// Whether what stands around these quotations of `body` tells that they are what is claimed: a name or a verb of
/// speaking beside them (small words may stand between), a colon or dash, or nothing but the words of such phrases.
pub(super) fn frames(claim: &Claim, classes: &[Class], body: &Body, spans: &[Body]) -> bool {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return false };
    let lead = body.words.start..first.words.start;
    let trail = last.words.end..body.words.end;
    let is_frame = |words: &Range<usize>| classes[words.clone()].iter().all(|class| *class != Class::Other);
    let tells = |class: Option<&Class>| class.is_some_and(|class| names_or_speaks(*class) || *class == Class::That);
    let leads = !lead.is_empty() && {
        let beside = classes[lead.clone()].iter().rfind(|class| **class != Class::Chat);
        tells(beside) || claim.gap(lead.end).contains(':')
    };
    let trails = !trail.is_empty() && {
        let beside = classes[trail.clone()].iter().find(|class| **class != Class::Chat);
        let set_off = claim.gap(trail.start).contains(|c: char| is_dash(c) || c == '\n' || c == '(');
        tells(beside) || (set_off && trail.len() <= MAX_FRAME)
    };
    leads || trails || (is_frame(&lead) && is_frame(&trail))
}

fn names_or_speaks(class: Class) -> bool {
    matches!(class, Class::Name(_) | Class::Speech)
}

/// `body` without label, question, remark and name at its ends. Within quotation marks only a label and a name come
/// off: a question or a "Mammadli noted that" there is part of what is quoted.
pub(super) fn bare(claim: &Claim, classes: &[Class], body: Body, is_quoted: bool) -> Body {
    let mut body = body;
    let heads: &[TakeOff] = if is_quoted { &[label] } else { &[remark_before, label, question] };
    for take_off in heads {
        if let Some((word, byte)) = take_off(claim, classes, &body) {
            body = Body { words: word..body.words.end, bytes: byte..body.bytes.end };
        }
    }
    for _ in 0..2 {
        if let Some((word, byte)) = tail(claim, classes, &body, is_quoted) {
            body = Body { words: body.words.start..word, bytes: body.bytes.start..byte };
        }
    }
    body
}

/// Where a body begins anew, or ends: a word and a byte.
type Cut = Option<(usize, usize)>;

/// Finds where a body begins behind what stands at its head.
type TakeOff = fn(&Claim, &[Class], &Body) -> Cut;

/// A sentence or line of chat at the head: "is this real? …".
fn remark_before(claim: &Claim, classes: &[Class], body: &Body) -> Cut {
    heads(body)
        .filter(|word| claim.gap(*word).contains(['?', '!', '.', '\n']) && !has_ellipsis(claim.gap(*word)))
        .rfind(|word| classes[body.words.start..*word].iter().all(|class| *class != Class::Other))
        .map(|word| (word, claim.gap_range(word).start))
}

/// A label: "Aliyev:", "BREAKING, president Aliyev says:", "Aliyev - ".
fn label(claim: &Claim, classes: &[Class], body: &Body) -> Cut {
    colon(claim, classes, body).or_else(|| {
        let is_parting = |gap: &str| gap.trim().contains(is_dash) && gap.trim() != gap;
        let word = heads(body).find(|word| is_parting(claim.gap(*word)))?;
        let label = &classes[body.words.start..word];
        let is_name = |class: &Class| matches!(class, Class::Name(_));
        let named = label.iter().any(is_name) && label.iter().all(|class| is_name(class) || *class == Class::Role);
        let is_stranger = |word: usize| is_stranger(claim, classes, word);
        let stranger = label.len() < MAX_STRANGER && (body.words.start..word).all(is_stranger);
        (named || stranger).then_some((word, claim.gap_range(word).end))
    })
}

fn colon(claim: &Claim, classes: &[Class], body: &Body) -> Cut {
    let word = heads(body).find(|word| claim.gap(*word).contains(':'))?;
    let gap = claim.gap_range(word);
    let colon = gap.start + claim.gap(word).find(':')?;
    let label = body.words.start..word;
    let named = classes[label.clone()].iter().any(|class| names_or_speaks(*class));
    let is_label = |word: usize| classes[word] != Class::Other || is_capitalized(claim.raw(word));
    let short = label.len() <= MAX_STRANGER && label.clone().all(is_label);
    (named || short).then_some((word, colon + 1))
}

/// A question or statement that somebody said it: "did Aliyev really say that …", "according to Mammadli, …". Without a
/// name it must at least be asked: "he noted that …" is as likely the text's own.
fn question(claim: &Claim, classes: &[Class], body: &Body) -> Cut {
    let (frame, has_stranger) = opening(claim, classes, body);
    let is_name = |word: usize| matches!(classes[word], Class::Name(_));
    let is_asked = claim.gap(body.words.end).contains(['?', '؟']);
    if !(has_stranger || is_asked || frame.clone().any(is_name)) {
        return None;
    }
    let speaks = |word: &usize| classes[*word] == Class::Speech;
    // "people claim Aliyev said": the last verb that a name stands before, else the first.
    let by_name =
        |verb: &usize| (frame.start..*verb).rev().find(|word| classes[*word] != Class::Chat).is_some_and(is_name);
    let verb = frame.clone().filter(speaks).rfind(by_name).or_else(|| frame.clone().find(speaks))?;
    let behind = verb + 1..frame.end;
    // "said Aliyev, …", "according to Mammadli, …": a name behind the verb is set off by a comma.
    let after_name = (behind.start..=behind.end).find(|word| {
        matches!(classes[word - 1], Class::Name(_) | Class::Role) && claim.gap(*word).contains([',', ':', '\n'])
    });
    let that = behind.take(MAX_STRANGER).rfind(|word| classes[*word] == Class::That);
    let end = after_name.or(that.map(|word| word + 1)).unwrap_or(verb + 1);
    (end < body.words.end).then(|| (end, claim.gap_range(end).start))
}

/// The words at the head of `body` that may be a frame, and whether somebody unknown is named among them, before a verb
/// of speaking: "did Putin say".
fn opening(claim: &Claim, classes: &[Class], body: &Body) -> (Range<usize>, bool) {
    let is_frame = |word: &usize| classes[*word] != Class::Other;
    let limit = body.words.end.min(body.words.start + MAX_FRAME);
    let end = body.words.start + body.words.clone().take_while(is_frame).count();
    let stranger = (end..body.words.end).take(MAX_STRANGER).take_while(|word| is_stranger(claim, classes, *word));
    let name_end = end + stranger.count();
    // "did Putin really say".
    let small = (name_end..body.words.end).take_while(|word| classes[*word] == Class::Chat).take(2).count();
    let beyond = name_end + small;
    if name_end == end || beyond == body.words.end || classes[beyond] != Class::Speech {
        return (body.words.start..end.min(limit), false);
    }
    let end = beyond + (beyond..body.words.end).take_while(is_frame).count();
    (body.words.start..end.min(limit), true)
}

/// What stands behind the quote: "— Ilham Aliyev, 2025", "(Mammadli)"; and, not within quotation marks, ", he said",
/// "is this real?".
fn tail(claim: &Claim, classes: &[Class], body: &Body, is_quoted: bool) -> Cut {
    let from = (body.words.start + 1).max(body.words.end.saturating_sub(MAX_FRAME));
    (from..body.words.end).find_map(|word| {
        let gap = claim.gap(word);
        let marks = || gap.char_indices().filter(|(at, c)| parts_tail(gap, *at, *c));
        // "… in Gaza. — Aliyev": the dash tells more than the full stop.
        let (at, mark) = marks().find(|(_, c)| !".?!,".contains(*c)).or_else(|| marks().next())?;
        let tail = word..body.words.end;
        let frame = classes[tail.clone()].iter().all(|class| *class != Class::Other);
        let named = classes[tail.clone()].iter().any(|class| names_or_speaks(*class));
        let speaks = classes[tail.clone()].contains(&Class::Speech);
        let taken_off = match mark {
            ',' => frame && speaks && !is_quoted,
            '.' | '?' | '!' => frame && !is_quoted && !has_ellipsis(gap),
            _ => {
                let is_name = |word: usize| classes[word] != Class::Other || is_name_or_date(claim.raw(word));
                (named || tail.len() <= MAX_STRANGER) && tail.clone().all(is_name)
            }
        };
        let end = claim.gap_range(word).start + at;
        taken_off.then(|| (word, if ".?!".contains(mark) { end + 1 } else { end }))
    })
}

/// Whether the character `c` at `at` of a gap can part a quote from what is behind it.
fn parts_tail(gap: &str, at: usize, c: char) -> bool {
    let beside_space = || {
        let (before, after) = (&gap[..at], &gap[at + c.len_utf8()..]);
        before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace)
    };
    ".?!,(\n~".contains(c) || (is_dash(c) && beside_space())
}

/// Words at which a head of `body` may end.
fn heads(body: &Body) -> impl DoubleEndedIterator<Item = usize> {
    body.words.start + 1..body.words.end.min(body.words.start + 1 + MAX_FRAME)
}

/// Whether the word is written as a name may be: with a capital letter, or in a script that has none.
fn is_capitalized(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
}

fn is_name_or_date(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

fn is_stranger(claim: &Claim, classes: &[Class], word: usize) -> bool {
    classes[word] == Class::Other && is_capitalized(claim.raw(word))
}

/// Who is named in the words outside of the quote, and the words by which a stranger is: a person before an outlet,
/// the first before others. Somebody unknown counts only beside a verb of speaking, before a colon, or alone behind a
/// dash.
pub(super) fn speaker(
    claim: &Claim,
    classes: &[Class],
    names: &Names,
    outside: &[usize],
) -> (Option<ClaimedSpeaker>, Range<usize>) {
    let named = |outlet: bool| {
        outside.iter().find_map(|word| match classes[*word] {
            Class::Name(person) if names.is_outlet(person) == outlet && !(outlet && is_addressed(claim, *word)) => {
                Some(person)
            }
            _ => None,
        })
    };
    if let Some(person) = named(false).or_else(|| named(true)) {
        return (Some(ClaimedSpeaker::Person(person)), 0..0);
    }
    let Some(words) = stranger(claim, classes, outside) else { return (None, 0..0) };
    // A name that two people share, or a part too short to tell: somebody known, but not who.
    if words.clone().any(|word| names.is_part(&claim.words()[word].form)) {
        return (None, words);
    }
    let bytes = claim.words()[words.start].range.start..claim.words()[words.end - 1].range.end;
    (Some(ClaimedSpeaker::Stranger(claim.text()[bytes].to_owned())), words)
}

fn is_addressed(claim: &Claim, word: usize) -> bool {
    word.checked_sub(1).is_some_and(|before| is_in(ADDRESSING, &claim.words()[before].form))
}

/// The words outside of the quote that name somebody whom the library does not know.
fn stranger(claim: &Claim, classes: &[Class], outside: &[usize]) -> Option<Range<usize>> {
    let mut at = 0;
    while at < outside.len() {
        let first = outside[at];
        let run = outside[at..].iter().enumerate();
        let length = run.take_while(|(n, word)| **word == first + n && is_stranger(claim, classes, **word)).count();
        let end = first + length;
        let is_date = is_in(NUMBERS, &claim.words()[first].form);
        if (1..=MAX_STRANGER).contains(&length) && !is_date && is_set_off(claim, classes, outside, first..end) {
            return Some(first..end);
        }
        at += length.max(1);
    }
    None
}

/// Whether a name at these words is said to speak.
fn is_set_off(claim: &Claim, classes: &[Class], outside: &[usize], name: Range<usize>) -> bool {
    let form = |word: usize| claim.words().get(word).map_or("", |word| word.form.as_str());
    let before = |back: usize| name.start.checked_sub(back).map_or("", form);
    // "said Putin", "according to Putin", "as Putin put it", "a quote from Putin".
    let is_after_verb = name.start > 0 && classes[name.start - 1] == Class::Speech;
    let is_credited = (before(2) == "according" && before(1) == "to")
        || (before(1) == "as" && form(name.end) == "put")
        || (QUOTE_NOUNS.contains(&before(2)) && ["from", "by", "of"].contains(&before(1)))
        || (before(1) == "ли" && is_in(SPEECH, before(2)))
        || is_in(QUOTE_NOUNS, before(1))
        || is_in(QUOTE_NOUNS, form(name.end));
    if is_after_verb || is_credited {
        return true;
    }
    // "in Baku: “…”" is a place.
    if is_in(ADDRESSING, before(1)) || ["from", "at"].contains(&before(1)) {
        return false;
    }
    // "Putin really said", "Putin on TV: “…”", "Putin: “…”": small words may stand between.
    let is_outside = |word: &usize| outside.contains(word);
    let small = (name.end..classes.len()).take(MAX_STRANGER);
    let small = small.take_while(|word| classes[*word] == Class::Chat && is_outside(word)).count();
    let behind = name.end + small;
    let speaks = |word: usize| classes.get(word) == Some(&Class::Speech) && is_outside(&word);
    if speaks(behind) || (name.end..=behind).any(|word| claim.gap(word).contains(':')) {
        return true;
    }
    // "Putin “…” dedi": right before the quotation, with the verb behind it or nothing at all before.
    let beside = behind < classes.len() && !is_outside(&behind) && claim.gap(behind).contains(is_quotation_mark);
    let after_quote = outside.iter().copied().filter(|word| *word > behind).find(|word| classes[*word] != Class::Chat);
    if beside && (after_quote.is_some_and(speaks) || (small == 0 && claim.gap(name.start).contains(':'))) {
        return true;
    }
    // "Putin - we go".
    let is_dashed = |gap: &str| gap.contains(is_dash) && gap.trim() != gap;
    if name.start == 0 && is_dashed(claim.gap(name.end)) {
        return true;
    }
    // "“…” — Putin, 2026"; but "“…” Shame!" is no name.
    let is_mark = |c: char| is_dash(c) || is_quotation_mark(c) || "(\n~".contains(c);
    let ends = (name.end..classes.len()).all(|word| is_number_or_month(claim, word));
    ends && claim.gap(name.start).contains(is_mark) && !claim.gap(classes.len()).contains('!')
}

fn is_number_or_month(claim: &Claim, word: usize) -> bool {
    claim.raw(word).starts_with(char::is_numeric) || is_in(NUMBERS, &claim.words()[word].form)
}
