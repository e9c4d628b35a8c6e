//! `refusals/*.toml` → questions that must not be answered; `questions/*.toml` → the curator's own tests.
//!
//! Called by: `parse`; `shared` looks at the places of both.

use super::document::Document;
use super::fields::{Fields, Text};
use super::quotes::DefaultSource;
use super::sources::Sources;
use super::values::Phrase;
use super::{Diagnostic, LibraryFile};
use crate::library::{Language, Library, Refusal, RefusalKind, TestQuestion};

/// A refusal with its place.
pub(super) struct Refused<'f> {
    /// How far from the texts it is.
    pub kind: RefusalKind,
    /// The question.
    pub question: Phrase<'f>,
}

impl Refused<'_> {
    /// The refusal without its place.
    pub fn kept(&self) -> Refusal {
        let question = self.question.text.value.to_string();
        Refusal { kind: self.kind, language: self.question.language, question }
    }
}

/// The refusals in these files. A file with an error is left out as a whole.
pub(super) fn decode_refusals<'f>(files: &[&'f LibraryFile], problems: &mut Vec<Diagnostic>) -> Vec<Refused<'f>> {
    let mut refusals = Vec::new();
    for file in files {
        let Some(document) = Document::read(file, false, problems) else {
            continue;
        };
        let mut fields = document.fields(&format!("the file `{}`", file.path));
        let kinds = RefusalKind::ALL.map(|kind| (kind.name(), kind));
        let kind = fields.need_text("kind").and_then(|kind| fields.choice(&kind, "kind", &kinds));
        let questions = fields.phrasings("questions");
        if questions.is_empty() && fields.is_sound() {
            fields.missing("questions");
        }
        let sound = fields.finish(problems);
        if let (Some(kind), true) = (kind, sound) {
            refusals.extend(questions.into_iter().map(|question| Refused { kind, question }));
        }
    }
    refusals
}

/// The test questions in these files, each with its place.
pub(super) fn decode_tests<'f>(
    files: &[&'f LibraryFile],
    sources: &mut Sources<'f>,
    library: &Library,
    problems: &mut Vec<Diagnostic>,
) -> Vec<(Text<'f>, TestQuestion)> {
    let mut tests = Vec::new();
    for file in files {
        let Some(document) = Document::read_list(file, "question", problems) else {
            continue;
        };
        let (mut head, questions) = document.items("question", "a test question", problems);
        let mut default = sources.default_source(&mut head);
        head.finish(problems);
        for mut fields in questions {
            let test = test(&mut fields, &mut default, sources, library.language);
            if fields.finish(problems) {
                tests.extend(test);
            }
        }
    }
    tests
}

fn test<'f>(
    fields: &mut Fields<'f>,
    default: &mut DefaultSource,
    sources: &mut Sources<'f>,
    language: Language,
) -> Option<(Text<'f>, TestQuestion)> {
    let text = fields.need_text("text");
    let language = fields.language("language").unwrap_or(language);
    let kind = fields.text("kind").map_or_else(|| "direct".to_owned(), |kind| kind.value.into_owned());
    let before = fields.problems().len();
    let refuse = fields.boolean("refuse").unwrap_or(false);
    let wanted = fields.passages("passages");
    if fields.problems().len() == before && wanted.is_empty() != refuse {
        let message = match refuse {
            true => "a test question has `passages` and `refuse = true`",
            false => "a test question has neither `passages` nor `refuse = true`",
        };
        let label = fields.place().label("what must the reply be?");
        fields.report(Diagnostic::error("passages-or-refuse", message, label).with_help(
            "Give either `passages`, any of which is a right answer, or `refuse = true` where the texts have none.",
        ));
    }
    let passages = wanted.iter().filter_map(|passage| {
        let (draft, range) = sources.locate(passage, default, fields)?;
        Some((sources.drafts[draft].index?, range))
    });
    let passages = passages.collect();
    let text = text?;
    let question = text.value.to_string();
    Some((text, TestQuestion { question, language, kind, passages }))
}
