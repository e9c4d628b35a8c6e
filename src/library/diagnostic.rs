//! A problem of a library, as data: where it is, what is wrong, what to do.
//!
//! Never prints: `cli::report` draws it. Never stops the parse: problems are collected.
//! Called by: `library::parse`, `matching` (phrasings that two entries share), `cli::check`.

use std::ops::Range;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The part is left out; `check` ends with 1.
    Error,
    /// The part is kept; `check` shows it and ends with 1 as well, so that a clean library stays clean.
    Warning,
}

/// A marked place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The file's path inside the library, with `/`.
    pub file: String,
    /// Bytes of the file; empty at 0 where the whole file is meant.
    pub span: Range<usize>,
    /// What to say there; may be empty.
    pub message: String,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A short stable name, such as `quote-not-in-source`; each is explained in knowledge/README.md.
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Where: the first label is the place to go to; more show what it conflicts with.
    pub labels: Vec<Label>,
    /// Facts that help, one a line: the nearest passage, the difference.
    pub notes: Vec<String>,
    /// The next step.
    pub help: String,
}

impl Diagnostic {
    /// An error with this code and message at one place.
    pub fn error(code: &'static str, message: impl Into<String>, label: Label) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code,
            message: message.into(),
            labels: vec![label],
            notes: Vec::new(),
            help: String::new(),
        }
    }

    /// A warning with this code and message at one place.
    pub fn warning(code: &'static str, message: impl Into<String>, label: Label) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, message, label) }
    }

    /// The same with one more place.
    #[must_use]
    pub fn with_label(mut self, label: Label) -> Diagnostic {
        self.labels.push(label);
        self
    }

    /// The same with one more fact.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Diagnostic {
        self.notes.push(note.into());
        self
    }

    /// The same with the next step.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = help.into();
        self
    }
}
