//! The machine interface: one JSON object a line in, one a line out. Scripts depend on it: fields are only ever added.
//!
//! Called by: `ask`, `verify`, `quote`, `context`, `cite`, `classify`.

use crate::library::{Entry, Language, Library, Quote};
use crate::lookup::{Check, ClaimedSpeaker, Difference, Found, Passage};
use crate::matching::{Candidate, Evidence, Explanation, Silence, Verdict};
use crate::reply::citation::Style;
use crate::reply::{Block, Outcome, Problem, Reply, deep_link};
use crate::request::Command;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, BufRead, Read, Write};

/// The longest line that is read, in bytes.
const LINE_BYTES: u64 = 1 << 20;

/// Reads a line at a time and writes one for each, in order; `answer` gives what to write for an id and a text (see
/// [`line()`]) or what is wrong with it. Says whether all lines could be answered.
///
/// A line that can not be read is answered with `{"id":null,"error":"…"}`, with its id where it has one.
///
/// # Errors
/// Where reading or writing fails.
pub(super) fn lines(
    input: &mut impl BufRead,
    out: &mut impl Write,
    mut answer: impl FnMut(&Value, &str) -> Result<String, String>,
) -> io::Result<bool> {
    let mut out = io::BufWriter::new(out);
    let mut all_answered = true;
    for number in 1.. {
        let Some(read) = next_line(input)? else { break };
        let (id, text) = parse(&read, number);
        let answered = text.and_then(|text| answer(&id, &text));
        all_answered &= answered.is_ok();
        let written = answered.or_else(|error| line(&id, ErrorLine { error }));
        writeln!(out, "{}", written.unwrap_or_default())?;
    }
    out.flush()?;
    Ok(all_answered)
}

/// The line that answers the one with this id.
pub(super) fn line(id: &Value, answer: impl Serialize) -> Result<String, String> {
    #[derive(Serialize)]
    struct Answered<'a, T> {
        id: &'a Value,
        #[serde(flatten)]
        answer: T,
    }
    serde_json::to_string(&Answered { id, answer }).map_err(|error| error.to_string())
}

#[derive(Serialize)]
struct ErrorLine {
    error: String,
}

/// The next line, without its end; of one that is too long, the part up to the limit and one byte more.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if input.by_ref().take(LINE_BYTES + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() as u64 > LINE_BYTES {
        input.skip_until(b'\n')?;
    }
    Ok(Some(line))
}

/// The id (null where there is none) and the text of a line.
fn parse(line: &[u8], number: usize) -> (Value, Result<String, String>) {
    if line.len() as u64 > LINE_BYTES {
        return (Value::Null, Err(format!("line {number} is longer than {LINE_BYTES} bytes")));
    }
    let object = match serde_json::from_slice(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return (Value::Null, Err(format!("line {number} is no object; write {{\"id\":…,\"text\":…}}"))),
        Err(error) => return (Value::Null, Err(format!("line {number} is no JSON: {error}"))),
    };
    let text = match object.get("text") {
        Some(Value::String(text)) => Ok(text.clone()),
        _ => Err(format!("line {number} has no \"text\" that is a string")),
    };
    (object.get("id").cloned().unwrap_or(Value::Null), text)
}

/// What `ask` writes.
#[derive(Serialize)]
pub(super) struct AskLine<'a> {
    outcome: &'static str,
    entry: Option<&'a str>,
    question: Option<&'a str>,
    score: f32,
    quotes: Vec<QuoteLine<'a>>,
    suggestions: Vec<EntryLine<'a>>,
    silence: Option<&'static str>,
    topics: Vec<&'a str>,
    person: Option<&'a str>,
    candidates: Vec<EntryLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Value>,
}

/// A quote, as `ask` and `verify` write it.
#[derive(Serialize)]
struct QuoteLine<'a> {
    id: &'a str,
    exact: &'a str,
    source: &'a str,
    start: usize,
    end: usize,
    paragraph: usize,
    speaker: &'a str,
    speaker_name: &'a str,
    mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

#[derive(Serialize)]
struct EntryLine<'a> {
    entry: &'a str,
    question: &'a str,
    score: f32,
}

/// What `verify` writes.
#[derive(Serialize)]
pub(super) struct VerifyLine<'a> {
    verdict: &'static str,
    passages: Vec<QuoteLine<'a>>,
    differences: Vec<DifferenceLine<'a>>,
    claimed_speaker: Option<&'a str>,
    claimed_name: Option<&'a str>,
    attribution: &'static str,
}

#[derive(Serialize)]
struct DifferenceLine<'a> {
    kind: &'static str,
    sense: &'static str,
    counts: bool,
    original: &'a str,
    claimed: &'a str,
    claim: [usize; 2],
    source: &'a str,
    start: usize,
    end: usize,
}

/// What was found where no words were given.
static NOTHING: Found = Found { passages: Vec::new(), offset: 0, total: 0, page: 1, is_all: true };

/// What `quote` writes.
#[derive(Serialize)]
pub(super) struct FoundLine<'a> {
    passages: Vec<PassageLine<'a>>,
    offset: usize,
    total: usize,
    all_counted: bool,
}

#[derive(Serialize)]
struct PassageLine<'a> {
    #[serde(flatten)]
    quote: QuoteLine<'a>,
    /// Bytes of `exact` that were looked for.
    marks: Vec<[usize; 2]>,
    score: f32,
}

/// What `context` writes.
#[derive(Serialize)]
pub(super) struct ContextLine<'a> {
    quote: QuoteLine<'a>,
    paragraphs: Vec<ParagraphLine<'a>>,
}

#[derive(Serialize)]
struct ParagraphLine<'a> {
    number: usize,
    exact: &'a str,
    /// Bytes of the source's file.
    start: usize,
    end: usize,
}

/// What `cite` writes.
#[derive(Serialize)]
pub(super) struct CiteLine<'a> {
    style: &'static str,
    citation: &'a str,
    quote: QuoteLine<'a>,
}

/// A library's ids and names in one language.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) library: &'a Library,
    pub(super) language: Language,
}

impl<'a> Names<'a> {
    /// The reply to a question.
    pub(super) fn ask_line(self, reply: &'a Reply) -> Result<AskLine<'a>, String> {
        let (query, decision, near) = match &reply.outcome {
            Outcome::Decided { query, decision, near } => (query, decision, near),
            Outcome::Stance { .. } => return Ok(self.named_line(reply, "answer")),
            Outcome::Speaker { .. } | Outcome::SeveralTopics { .. } => return Ok(self.named_line(reply, "suggest")),
            Outcome::Problem(Problem::NothingGiven { .. }) => return Ok(AskLine::no_words()),
            other => return Err(not_answered(other)),
        };
        let (outcome, answered, silence) = match &decision.verdict {
            Verdict::Answer { entry, .. } => ("answer", self.library.entries.get(*entry), None),
            Verdict::Suggest => ("suggest", None, None),
            Verdict::Silent(silence) => ("none", None, Some(name_of_silence(*silence))),
        };
        let suggestions = if outcome == "suggest" { decision.suggestions() } else { &[] };
        Ok(AskLine {
            outcome,
            entry: answered.map(|entry| entry.id.as_str()),
            question: answered.map(|entry| self.question(entry)),
            score: decision.confidence,
            quotes: reply.quotes().map(|quote| self.quote(quote)).collect(),
            suggestions: self.entries(suggestions),
            silence,
            topics: near.iter().filter_map(|topic| Some(self.library.topics.get(*topic)?.id.as_str())).collect(),
            person: decision.person.map(|person| self.person(person).0),
            candidates: self.entries(&decision.candidates),
            explanation: decision.explanation.as_ref().map(|why| explanation(query, why)),
        })
    }

    /// The reply to words that are nothing but the name of a topic, a speaker, or several topics.
    fn named_line(self, reply: &'a Reply, outcome: &'static str) -> AskLine<'a> {
        let offered = reply.choices().filter_map(|choice| match &choice.command {
            Command::Stance(topic) => Some(topic.as_str()),
            _ => None,
        });
        let (topic, person) = match reply.outcome {
            Outcome::Stance { topic, .. } => (self.library.topics.get(topic), None),
            Outcome::Speaker { person } => (None, Some(self.person(person).0)),
            _ => (None, None),
        };
        AskLine {
            outcome,
            score: 1.0,
            quotes: reply.quotes().map(|quote| self.quote(quote)).collect(),
            topics: topic.map(|topic| topic.id.as_str()).into_iter().chain(offered).collect(),
            person,
            silence: None,
            ..AskLine::no_words()
        }
    }

    /// The reply to a claimed quote.
    pub(super) fn verify_line(self, reply: &'a Reply) -> Result<VerifyLine<'a>, String> {
        let check = match &reply.outcome {
            Outcome::Checked { check, .. } => check,
            Outcome::Problem(Problem::NothingGiven { .. }) => return Ok(VerifyLine::absent()),
            other => return Err(not_answered(other)),
        };
        let (claimed_speaker, claimed_name) = self.claimed(check);
        Ok(VerifyLine {
            verdict: check.verdict.name(),
            passages: check.passages.iter().map(|quote| self.quote(quote)).collect(),
            differences: check.differences.iter().map(|difference| self.difference(difference)).collect(),
            claimed_speaker,
            claimed_name,
            attribution: check.attribution.name(),
        })
    }

    /// The reply to words that were looked for.
    pub(super) fn found_line(self, reply: &'a Reply) -> Result<FoundLine<'a>, String> {
        let found = match &reply.outcome {
            Outcome::Found { found, .. } => found,
            Outcome::Problem(Problem::NothingGiven { .. }) => &NOTHING,
            other => return Err(not_answered(other)),
        };
        let passage = |passage: &'a Passage| PassageLine {
            quote: self.quote(&passage.quote),
            marks: passage.matched.iter().map(|mark| [mark.start, mark.end]).collect(),
            score: passage.score,
        };
        let passages = found.passages.iter().map(passage).collect();
        Ok(FoundLine { passages, offset: found.offset, total: found.total, all_counted: found.is_all })
    }

    /// The reply to the id of a quote.
    pub(super) fn context_line(self, reply: &'a Reply) -> Result<ContextLine<'a>, String> {
        let Outcome::Context { context } = &reply.outcome else { return Err(not_answered(&reply.outcome)) };
        let source = self.library.sources.get(context.quote.source());
        let numbered = (1..).zip(source.map_or(&[][..], |source| source.paragraphs()));
        let paragraphs = numbered.filter(|(number, _)| context.paragraphs.contains(number));
        let line = |(number, range): (usize, &std::ops::Range<usize>)| {
            let exact = source.map_or("", |source| &source.text()[range.clone()]);
            ParagraphLine { number, exact, start: range.start, end: range.end }
        };
        Ok(ContextLine { quote: self.quote(&context.quote), paragraphs: paragraphs.map(line).collect() })
    }

    /// The reply to the id of a quote and a style.
    pub(super) fn cite_line(self, reply: &'a Reply) -> Result<CiteLine<'a>, String> {
        let Outcome::Cited { quote, style } = &reply.outcome else { return Err(not_answered(&reply.outcome)) };
        let text = reply.blocks.iter().find_map(|block| match block {
            Block::Citation { text, .. } => Some(text.as_str()),
            _ => None,
        });
        Ok(CiteLine { style: style.name(), citation: text.unwrap_or_default(), quote: self.quote(quote) })
    }

    /// The id and the name of who is claimed to have said it; somebody whom the library does not know has no id.
    fn claimed(self, check: &'a Check) -> (Option<&'a str>, Option<&'a str>) {
        match &check.claimed {
            Some(ClaimedSpeaker::Person(person)) => {
                let (id, name) = self.person(*person);
                (Some(id), Some(name))
            }
            Some(ClaimedSpeaker::Stranger(name)) => (None, Some(name)),
            None => (None, None),
        }
    }

    fn quote(self, quote: &'a Quote) -> QuoteLine<'a> {
        let (speaker, speaker_name) = self.person(quote.speaker());
        QuoteLine {
            id: quote.id(),
            exact: quote.exact(),
            source: self.source(quote.source()),
            start: quote.range().start,
            end: quote.range().end,
            paragraph: quote.paragraph(),
            speaker,
            speaker_name,
            mode: quote.mode().name(),
            link: self.library.sources.get(quote.source()).and_then(|source| deep_link(source, &quote.range())),
        }
    }

    fn difference(self, difference: &'a Difference) -> DifferenceLine<'a> {
        DifferenceLine {
            kind: difference.kind.name(),
            sense: difference.sense.name(),
            counts: difference.kind.counts(),
            original: &difference.original,
            claimed: &difference.claimed,
            claim: [difference.claim.start, difference.claim.end],
            source: self.source(difference.source),
            start: difference.range.start,
            end: difference.range.end,
        }
    }

    fn entries(self, candidates: &[Candidate]) -> Vec<EntryLine<'a>> {
        let line = |candidate: &Candidate| {
            let entry = self.library.entries.get(candidate.entry)?;
            Some(EntryLine { entry: &entry.id, question: self.question(entry), score: candidate.score })
        };
        candidates.iter().filter_map(line).collect()
    }

    fn question(self, entry: &'a Entry) -> &'a str {
        entry.questions.first(self.language).unwrap_or(&entry.id)
    }

    fn source(self, source: usize) -> &'a str {
        self.library.sources.get(source).map_or("", |source| &source.id)
    }

    fn person(self, person: usize) -> (&'a str, &'a str) {
        self.library.people.get(person).map_or(("", ""), |person| (&person.id, person.name.get(self.language)))
    }
}

impl AskLine<'_> {
    fn no_words() -> Self {
        AskLine {
            outcome: "none",
            entry: None,
            question: None,
            score: 0.0,
            quotes: Vec::new(),
            suggestions: Vec::new(),
            silence: Some(name_of_silence(Silence::NoWords)),
            topics: Vec::new(),
            person: None,
            candidates: Vec::new(),
            explanation: None,
        }
    }
}

impl VerifyLine<'_> {
    fn absent() -> Self {
        VerifyLine {
            verdict: "absent",
            passages: Vec::new(),
            differences: Vec::new(),
            claimed_speaker: None,
            claimed_name: None,
            attribution: "none",
        }
    }
}

fn not_answered(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Problem(Problem::TooLong { limit }) => format!("the text is longer than {limit} characters"),
        Outcome::Problem(Problem::NoSuchQuote { id }) => format!("there is no quote `{id}`, or it has no one speaker"),
        Outcome::Problem(Problem::NoSuchStyle { typed }) => {
            format!("there is no style `{typed}`; there are {}", Style::names().collect::<Vec<_>>().join(", "))
        }
        Outcome::Problem(Problem::NoSuchSpeaker { name }) => format!("nobody called `{name}` speaks in the texts"),
        Outcome::Problem(Problem::NoSuchSource { name }) => format!("there is no source `{name}`"),
        Outcome::Problem(Problem::NothingGiven { .. }) => "the text has no words".to_owned(),
        _ => "the text is no question".to_owned(),
    }
}

fn name_of_silence(silence: Silence) -> &'static str {
    match silence {
        Silence::NoWords => "no-words",
        Silence::NoQuestion => "no-question",
        Silence::OffTopic => "off-topic",
        Silence::NotInTexts => "not-in-texts",
        Silence::EmptyLibrary => "empty-library",
    }
}

fn explanation(query: &str, why: &Explanation) -> Value {
    let nearest = |nearest: &Option<(String, f32)>| {
        nearest.as_ref().map(|(question, cosine)| json!({ "question": question, "cosine": cosine }))
    };
    let evidence = |evidence: &Evidence| json!({ "name": evidence.name, "value": evidence.value, "contribution": evidence.contribution });
    let words = why.words.iter().map(|word| {
        json!({
            "word": query.get(word.span.clone()),
            "corrected": word.corrected,
            "matched": word.matched,
            "known": word.known,
        })
    });
    json!({
        "words": words.collect::<Vec<_>>(),
        "nearest_question": nearest(&why.nearest_question),
        "nearest_refusal": nearest(&why.nearest_refusal),
        "evidence": why.evidence.iter().map(evidence).collect::<Vec<_>>(),
        "bias": why.bias,
    })
}
