//! The fields of one TOML table, taken one by one.
//!
//! Each take checks the type and notes what is wrong with its place; [`Fields::finish`] names every field that nobody
//! took. Never stops at a problem: a decoder takes all its fields first and asks whether they were sound at the end.
//! Called by: every decoder of `parse`. Values with a form of their own (languages, dates, links) are in `values`.

use super::Diagnostic;
use crate::library::Label;
use std::borrow::Cow;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place<'f> {
    /// The file's path inside the library.
    pub file: &'f str,
    /// Bytes of the file; empty at 0 for the whole file.
    pub span: Range<usize>,
}

impl<'f> Place<'f> {
    /// The whole file.
    pub fn whole(file: &'f str) -> Place<'f> {
        Place { file, span: 0..0 }
    }

    /// A label here.
    pub fn label(&self, message: impl Into<String>) -> Label {
        Label { file: self.file.to_owned(), span: self.span.clone(), message: message.into() }
    }
}

/// A string with its place.
#[derive(Clone, Debug)]
pub(super) struct Text<'f> {
    /// The string, escapes resolved.
    pub value: Cow<'f, str>,
    /// Where it is written, quotation marks included.
    pub place: Place<'f>,
}

/// A value of any type with its place.
pub(super) struct Value<'f> {
    /// The value.
    pub value: DeValue<'f>,
    /// Where it is written.
    pub place: Place<'f>,
}

/// The fields of one table that are not taken yet, and the problems found so far.
pub(super) struct Fields<'f> {
    place: Place<'f>,
    base: usize,
    what: String,
    table: DeTable<'f>,
    known: Vec<&'static str>,
    problems: Vec<Diagnostic>,
    left_out: bool,
    misread: bool,
}

impl<'f> Fields<'f> {
    /// The fields of `table`, which begins at `place` and is called `what` in messages. Offsets of its values count
    /// from `base`.
    pub fn new(place: Place<'f>, base: usize, what: String, table: DeTable<'f>) -> Fields<'f> {
        Fields { place, base, what, table, known: Vec::new(), problems: Vec::new(), left_out: false, misread: false }
    }

    /// Where the table begins.
    pub fn place(&self) -> &Place<'f> {
        &self.place
    }

    /// What messages call the table.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// Calls the table something else from here on, once its id is known.
    pub fn call(&mut self, what: String) {
        self.what = what;
    }

    /// A span of this table's file, moved behind the byte-order mark.
    pub fn place_of(&self, span: Range<usize>) -> Place<'f> {
        Place { file: self.place.file, span: self.base + span.start..self.base + span.end }
    }

    /// Adds a problem of this part.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.problems.push(diagnostic);
    }

    /// The list that problems of this part go to.
    pub fn problems(&mut self) -> &mut Vec<Diagnostic> {
        &mut self.problems
    }

    /// Marks the part as left out for a reason that is reported elsewhere.
    pub fn leave_out(&mut self) {
        self.left_out = true;
    }

    /// Marks the part as left out because of a syntax error in it, which is reported. Its other problems are not: they
    /// may come of what the error made of it.
    pub fn misread(&mut self) {
        self.left_out = true;
        self.misread = true;
    }

    /// Whether there is a syntax error in the part.
    pub fn is_misread(&self) -> bool {
        self.misread
    }

    /// Counts `name` among the fields that there can be.
    pub fn know(&mut self, name: &'static str) {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
    }

    /// Takes a field out, whatever its type.
    pub fn take(&mut self, name: &'static str) -> Option<Value<'f>> {
        self.know(name);
        let value = self.table.remove(name)?;
        Some(Value { place: self.place_of(value.span()), value: value.into_inner() })
    }

    /// Takes a field out that must be there.
    pub fn need(&mut self, name: &'static str) -> Option<Value<'f>> {
        let value = self.take(name);
        if value.is_none() {
            self.missing(name);
        }
        value
    }

    /// Says that a field is missing.
    pub fn missing(&mut self, name: &'static str) {
        let message = format!("{} has no `{name}`", self.what);
        let label = self.place.label(format!("`{name}` is missing"));
        self.report(Diagnostic::error("missing-field", message, label).with_help(format!("Add {}.", example(name))));
    }

    /// An optional string.
    pub fn text(&mut self, name: &'static str) -> Option<Text<'f>> {
        let value = self.take(name)?;
        self.text_of(value, name)
    }

    /// A string that must be there.
    pub fn need_text(&mut self, name: &'static str) -> Option<Text<'f>> {
        let value = self.need(name)?;
        self.text_of(value, name)
    }

    /// The value as a string that is not empty.
    pub fn text_of(&mut self, value: Value<'f>, name: &'static str) -> Option<Text<'f>> {
        self.string_of(value, name, "a string")
    }

    fn string_of(&mut self, value: Value<'f>, name: &'static str, wanted: &str) -> Option<Text<'f>> {
        match value.value {
            DeValue::String(string) if string.trim().is_empty() => {
                self.empty(&value.place, name);
                None
            }
            DeValue::String(string) => Some(Text { value: string, place: value.place }),
            other => {
                self.wrong_type(&other, &value.place, name, wanted);
                None
            }
        }
    }

    /// An array of strings, or nothing. `or_one`: a single string will do as well.
    pub fn texts(&mut self, name: &'static str, or_one: bool) -> Vec<Text<'f>> {
        self.take(name).map_or_else(Vec::new, |value| self.texts_of(value, name, or_one))
    }

    /// The value as an array of strings.
    pub fn texts_of(&mut self, value: Value<'f>, name: &'static str, or_one: bool) -> Vec<Text<'f>> {
        match value.value {
            DeValue::Array(array) => array
                .into_iter()
                .filter_map(|item| {
                    let place = self.place_of(item.span());
                    self.string_of(Value { value: item.into_inner(), place }, name, "an array of strings")
                })
                .collect(),
            DeValue::String(_) if or_one => self.text_of(value, name).into_iter().collect(),
            other => {
                self.wrong_type(&other, &value.place, name, "an array of strings");
                Vec::new()
            }
        }
    }

    /// An optional whole number.
    pub fn integer(&mut self, name: &'static str) -> Option<i64> {
        let value = self.take(name)?;
        let number = match &value.value {
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong_type(&value.value, &value.place, name, "a whole number of at most 64 bits");
        }
        number
    }

    /// An optional `true` or `false`.
    pub fn boolean(&mut self, name: &'static str) -> Option<bool> {
        let value = self.take(name)?;
        let found = value.value.as_bool();
        if found.is_none() {
            self.wrong_type(&value.value, &value.place, name, "true or false");
        }
        found
    }

    /// The tables of an array of tables, each called `what`; none where the field is missing.
    pub fn items(&mut self, name: &'static str, what: &str) -> Vec<Fields<'f>> {
        match self.take(name) {
            Some(value) => self.items_of(value.value, &value.place, name, what),
            None => Vec::new(),
        }
    }

    /// The value as an array of tables.
    pub fn items_of(
        &mut self,
        value: DeValue<'f>,
        place: &Place<'f>,
        name: &'static str,
        what: &str,
    ) -> Vec<Fields<'f>> {
        let DeValue::Array(array) = value else {
            self.wrong_type(&value, place, name, "an array of tables");
            return Vec::new();
        };
        let mut items = Vec::with_capacity(array.len());
        for item in array {
            let place = self.place_of(item.span());
            match item.into_inner() {
                DeValue::Table(table) => items.push(self.inner(table, place, what.to_owned())),
                other => self.wrong_type(&other, &place, name, "a table"),
            }
        }
        items
    }

    /// The fields of a table that is a value of this one.
    pub fn inner(&self, table: DeTable<'f>, place: Place<'f>, what: String) -> Fields<'f> {
        Fields { misread: self.misread, left_out: self.misread, ..Fields::new(place, self.base, what, table) }
    }

    /// Says that a value has another type than it should.
    pub fn wrong_type(&mut self, value: &DeValue<'f>, place: &Place<'f>, name: &'static str, wanted: &str) {
        let found = match value {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a decimal number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        let message = format!("`{name}` of {} must be {wanted}", self.what);
        let label = place.label(format!("this is {found}"));
        self.report(
            Diagnostic::error("wrong-type", message, label).with_help(format!("Write it as in {}.", example(name))),
        );
    }

    /// Says that a string or table is empty.
    pub fn empty(&mut self, place: &Place<'f>, name: &'static str) {
        let message = format!("`{name}` of {} is empty", self.what);
        self.report(
            Diagnostic::error("empty-value", message, place.label("nothing here"))
                .with_help(format!("Fill it, as in {}, or delete it.", example(name))),
        );
    }

    /// Takes over the problems of an inner table and its verdict.
    pub fn absorb(&mut self, inner: Fields<'f>) {
        let sound = inner.finish(&mut self.problems);
        self.left_out |= !sound;
    }

    /// Whether there is no error so far.
    pub fn is_sound(&self) -> bool {
        !self.left_out && self.problems.iter().all(|problem| problem.severity != crate::library::Severity::Error)
    }

    /// Names every field that was not taken, hands over all problems, and says whether the part may be kept.
    pub fn finish(mut self, problems: &mut Vec<Diagnostic>) -> bool {
        let mut unknown: Vec<(String, Place<'f>)> =
            self.table.keys().map(|key| (key.get_ref().to_string(), self.place_of(key.span()))).collect();
        unknown.sort_by_key(|(_, place)| place.span.start);
        for (name, place) in unknown {
            let message = format!("{} has a field `{name}`, which means nothing", self.what);
            let help = match did_you_mean(&name, self.known.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("Delete it. The fields are: {}.", self.known.join(", ")),
            };
            self.report(Diagnostic::error("unknown-field", message, place.label("unknown field")).with_help(help));
        }
        let sound = self.is_sound();
        if !self.misread {
            problems.append(&mut self.problems);
        }
        sound
    }
}

/// The candidate that `word` is most likely a misspelling of: within a third of its letters, and one at least.
pub(super) fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let length = word.chars().count();
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How a field is written, for the next step of a message.
fn example(name: &str) -> &'static str {
    match name {
        "id" => "`id = \"two-states\"`",
        "name" => "`name = \"News.Az\"` or `name = { en = \"Gaza\", tr = \"Gazze\" }`",
        "role" => "`role = \"President of Azerbaijan\"`",
        "names" => "`[person.names]` with `en = [\"Aliyev\", \"the president\"]`",
        "language" => "`language = \"en\"`",
        "speaker" => "`speaker = \"news-az\"`, the id of a person in people.toml",
        "label" => "`label = \"News.Az on Palestine\"`",
        "paragraphs" => "`paragraphs = \"blank-lines\"`",
        "author" => "`author = [\"A. Author\", \"B. Author\"]`",
        "issued" | "accessed" => "`issued = \"2026-01-05\"`",
        "url" => "`url = \"https://example.org/article\"`",
        "voice" => "`[[voice]]` with its fields below",
        "aside" => "`[[aside]]` with `exact = \"…\"` below",
        "person" => "`person = \"ilham-aliyev\"`, or `[[person]]` with its fields below",
        "mode" => "`mode = \"direct\"` or `mode = \"reported\"`",
        "from" => "`from = \"first words of the span\"`",
        "to" => "`to = \"last words of the span\"`",
        "cue" => "`cue = \"President Aliyev emphasized\"`: the words of the text that say who speaks",
        "exact" => "`exact = \"the words, as they stand in the text\"`",
        "prefix" => "`prefix = \"words just before\"`",
        "suffix" => "`suffix = \"words just after\"`",
        "source" => "`source = \"news-az\"`, the name of a text in sources/ without `.txt`",
        "order" => "`order = 1`",
        "aliases" => "`[aliases]` with `en = [\"the strip\"]`",
        "note" => "`note = \"Said before the summit.\"`",
        "quote" => "`[[quote]]` with `exact = \"…\"` below",
        "entry" => "`[[entry]]` with its fields below",
        "topics" => "`topics = [\"gaza\"]`",
        "quotes" => "`quotes = [ { exact = \"words of the text\" } ]`",
        "questions" => "`[questions]` with `en = [\"a question\"]`; for an entry `[entry.questions]`",
        "kind" => "`kind = \"near\"`",
        "question" => "`[[question]]` with its fields below",
        "text" => "`text = \"a question\"`",
        "passages" => "`passages = [ \"words of the text\" ]`",
        "refuse" => "`refuse = true`",
        _ => "`title = \"a string\"`",
    }
}
