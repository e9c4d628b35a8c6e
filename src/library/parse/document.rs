//! Bytes of a file → text, and TOML text → a table in which every value knows its place.
//!
//! Never gives up at the first error: of a list with a syntax error, each item is read by itself, and only those that
//! hold one are left out.
//! Called by: every decoder of `parse`.

use super::fields::{Fields, Place};
use super::{Diagnostic, LibraryFile};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A larger file is not read: a limit on work and memory, far above any book.
pub const MAX_FILE_BYTES: usize = 64 << 20;

/// So many syntax errors of one file are shown; the rest are counted.
const MAX_SYNTAX_ERRORS: usize = 10;

const BOM: &str = "\u{feff}";

/// A TOML file, read as far as it can be.
pub(super) struct Document<'f> {
    path: &'f str,
    parts: Vec<Part<'f>>,
}

/// A stretch of a TOML file that is read by itself.
struct Part<'f> {
    /// Where it begins in the file.
    base: usize,
    table: DeTable<'f>,
    is_sound: bool,
}

/// The file as text, or `None` after saying why it is none. `needed`: whether the library lacks something without it.
pub(super) fn text<'f>(file: &'f LibraryFile, needed: bool, problems: &mut Vec<Diagnostic>) -> Option<&'f str> {
    let whole = Place::whole(&file.path);
    if file.bytes.len() > MAX_FILE_BYTES {
        let message = format!("`{}` is larger than {MAX_FILE_BYTES} bytes", file.path);
        problems.push(
            Diagnostic::error("too-large", message, whole.label("too large")).with_help("Split the file into several."),
        );
        return None;
    }
    match std::str::from_utf8(&file.bytes) {
        Err(error) => {
            problems.push(not_utf8(file, error));
            None
        }
        Ok(text) if text.trim_start_matches(BOM).trim().is_empty() => {
            problems.push(empty(&file.path, needed));
            None
        }
        Ok(text) => Some(text),
    }
}

fn not_utf8(file: &LibraryFile, error: std::str::Utf8Error) -> Diagnostic {
    let from = error.valid_up_to();
    let to = error.error_len().map_or(file.bytes.len(), |length| from + length);
    let message = format!("`{}` is not UTF-8: byte 0x{:02X} at offset {from}", file.path, file.bytes[from]);
    let place = Place { file: &file.path, span: from..to };
    let help = match file.bytes.get(..2) {
        Some([0xff, 0xfe] | [0xfe, 0xff]) => "The file is UTF-16. Save it as UTF-8.",
        _ => "Save the file as UTF-8; it may be in an older encoding, such as Windows-1252, 1251 or 1254.",
    };
    Diagnostic::error("invalid-utf8", message, place.label("this is not UTF-8; the file is left out")).with_help(help)
}

fn empty(path: &str, needed: bool) -> Diagnostic {
    let message = format!("`{path}` holds nothing");
    let label = Place::whole(path).label("empty");
    let diagnostic = if needed {
        Diagnostic::error("empty-file", message, label)
    } else {
        Diagnostic::warning("empty-file", message, label)
    };
    diagnostic.with_help("Fill the file, or delete it.")
}

impl<'f> Document<'f> {
    /// The TOML of this file as a whole, or `None` after saying why there is none.
    pub fn read(file: &'f LibraryFile, needed: bool, problems: &mut Vec<Diagnostic>) -> Option<Document<'f>> {
        let (base, toml) = toml(file, needed, problems)?;
        let (table, errors) = DeTable::parse_recoverable(toml);
        report(&file.path, errors.iter().map(|error| (base, toml, error)), problems);
        let part = Part { base, table: table.into_inner(), is_sound: errors.is_empty() };
        Document { path: &file.path, parts: vec![part] }.unless_empty(needed, problems)
    }

    /// The TOML of a file that is a list of `[[name]]`. If it has a syntax error, each item is read by itself, so that
    /// the error spoils no other.
    pub fn read_list(file: &'f LibraryFile, name: &str, problems: &mut Vec<Diagnostic>) -> Option<Document<'f>> {
        let (base, toml) = toml(file, false, problems)?;
        let (table, errors) = DeTable::parse_recoverable(toml);
        let mut parts = vec![Part { base, table: table.into_inner(), is_sound: true }];
        if !errors.is_empty() {
            parts.clear();
            let mut all_errors = Vec::new();
            for (start, piece) in pieces(toml, name) {
                let (table, errors) = DeTable::parse_recoverable(piece);
                parts.push(Part { base: base + start, table: table.into_inner(), is_sound: errors.is_empty() });
                all_errors.extend(errors.into_iter().map(|error| (base + start, piece, error)));
            }
            report(&file.path, all_errors.iter().map(|(base, piece, error)| (*base, *piece, error)), problems);
        }
        Document { path: &file.path, parts }.unless_empty(false, problems)
    }

    fn unless_empty(self, needed: bool, problems: &mut Vec<Diagnostic>) -> Option<Document<'f>> {
        if self.parts.iter().all(|part| part.is_sound && part.table.is_empty()) {
            problems.push(empty(self.path, needed));
            return None;
        }
        Some(self)
    }

    /// Whether the file has no syntax error at all.
    pub fn is_sound(&self) -> bool {
        self.parts.iter().all(|part| part.is_sound)
    }

    /// The fields at the file's top level, left out where there is a syntax error. `what` says what the file is.
    pub fn fields(self, what: &str) -> Fields<'f> {
        let path = self.path;
        match self.parts.into_iter().next() {
            Some(part) => part.fields(path, what),
            None => Fields::new(Place::whole(path), 0, what.to_owned(), DeTable::new()),
        }
    }

    /// The file as a list: the fields at its head, and those of each `[[name]]`, called `what`. Items with a syntax
    /// error are left out; all of them, if the error is in the head.
    pub fn items(
        self,
        name: &'static str,
        what: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> (Fields<'f>, Vec<Fields<'f>>) {
        let (path, mut items) = (self.path, Vec::new());
        let mut heads = Vec::new();
        for mut part in self.parts {
            let listed = part.table.remove_entry(name);
            let mut head = part.fields(path, &format!("the file `{path}`"));
            head.know(name);
            if let Some((key, value)) = listed {
                let is_list = matches!(value.get_ref(), DeValue::Array(_));
                let place = head.place_of(if is_list { value.span() } else { key.span() });
                items.extend(head.items_of(value.into_inner(), &place, name, what));
            }
            heads.push(head);
        }
        let mut heads = heads.into_iter();
        let head = heads.next();
        heads.for_each(|stray| {
            stray.finish(problems);
        });
        let head = head.unwrap_or_else(|| Fields::new(Place::whole(path), 0, path.to_owned(), DeTable::new()));
        if head.is_misread() {
            items.iter_mut().for_each(Fields::misread);
        }
        (head, items)
    }
}

impl<'f> Part<'f> {
    fn fields(self, path: &'f str, what: &str) -> Fields<'f> {
        let mut fields = Fields::new(Place::whole(path), self.base, what.to_owned(), self.table);
        if !self.is_sound {
            fields.misread();
        }
        fields
    }
}

/// The file's text without its byte-order mark, and where it begins.
fn toml<'f>(file: &'f LibraryFile, needed: bool, problems: &mut Vec<Diagnostic>) -> Option<(usize, &'f str)> {
    let text = text(file, needed, problems)?;
    let toml = text.strip_prefix(BOM).unwrap_or(text);
    Some((text.len() - toml.len(), toml))
}

/// The head of a list and each of its items, with the offset at which it begins: cut before each line `[[name]]`.
fn pieces<'t>(toml: &'t str, name: &str) -> Vec<(usize, &'t str)> {
    let header = format!("[[{name}]]");
    let mut starts = vec![0];
    let mut at = 0;
    for line in toml.split_inclusive('\n') {
        if line.split_whitespace().collect::<String>().starts_with(&header) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([toml.len()]);
    starts.iter().zip(ends).map(|(start, end)| (*start, &toml[*start..end])).collect()
}

/// Reports the syntax errors of a file, each with the piece that it is in and where that begins.
fn report<'e>(
    path: &str,
    errors: impl Iterator<Item = (usize, &'e str, &'e toml::de::Error)>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut found: Vec<(Range<usize>, &str)> = errors
        .map(|(base, piece, error)| {
            let span = error.span().unwrap_or(piece.len()..piece.len());
            (base + span.start..base + span.end.max(span.start), error.message())
        })
        .collect();
    // Of several errors at one place the first is the cause.
    found.sort_by_key(|(span, _)| span.start);
    found.dedup_by_key(|(span, _)| span.start);
    let more = found.len().saturating_sub(MAX_SYNTAX_ERRORS);
    for (number, (span, message)) in found.into_iter().take(MAX_SYNTAX_ERRORS).enumerate() {
        let mut problem = bad_syntax(message, &Place { file: path, span });
        if number + 1 == MAX_SYNTAX_ERRORS && more > 0 {
            problem.notes.push(format!("{more} more syntax errors of this file are not shown"));
        }
        problems.push(problem);
    }
}

fn bad_syntax(message: &str, place: &Place<'_>) -> Diagnostic {
    let is_any = |parts: &[&str]| parts.iter().any(|part| message.contains(part));
    let help = if is_any(&["basic string", "missing opening quote", "missing comma", "escape"]) {
        "If a string holds double quotes or backslashes, write \\\" and \\\\ for them, or put it in '''single quotes'''."
    } else if message.contains("must be quoted") {
        "Put the value in double quotes."
    } else if message.contains("duplicate key") {
        "Delete one of the two, or merge them."
    } else {
        "Mend the line. What follows it, up to the next [[item]], may not have been read."
    };
    Diagnostic::error("bad-syntax", format!("this is not TOML: {message}"), place.label("here")).with_help(help)
}
