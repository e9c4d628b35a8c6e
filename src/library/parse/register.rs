//! The ids of one kind of part: which are declared, which are left out, and who refers to those.
//!
//! A reference to a part that is left out makes no error of its own, since mending that part mends it as well; such
//! references are counted and told once, in [`Register::finish`].
//! Called by: the decoders of people, sources, topics and entries.

use super::Diagnostic;
use super::fields::{Fields, Place, Text, did_you_mean};
use std::collections::{BTreeMap, HashMap};

/// So many places of a reference to a part that is left out are shown.
const SHOWN_USES: usize = 3;

/// What a diagnostic says about an id of one kind.
pub(super) struct Kind {
    /// `person`, `source`, `topic` or `entry`.
    pub name: &'static str,
    /// The code for an id that nobody declares.
    pub unknown: &'static str,
    /// How to declare one.
    pub declare: &'static str,
}

/// What a register knows of an id.
pub(super) enum Found {
    /// The part is kept, under this index.
    Kept(usize),
    /// The part is left out.
    LeftOut,
    /// Nobody declares it.
    Unknown,
}

struct Declared<'f> {
    place: Place<'f>,
    index: Option<usize>,
}

/// The ids of one kind.
pub(super) struct Register<'f> {
    kind: Kind,
    declared: HashMap<String, Declared<'f>>,
    /// In the order of declaration, for "did you mean".
    ids: Vec<String>,
    /// A file that could not be read to its end: ids that seem unknown may stand there.
    incomplete: Option<&'f str>,
    /// Who refers to something that is left out, by what that is.
    uses: BTreeMap<String, Vec<Place<'f>>>,
}

impl<'f> Register<'f> {
    /// An empty register.
    pub fn new(kind: Kind) -> Register<'f> {
        Register { kind, declared: HashMap::new(), ids: Vec::new(), incomplete: None, uses: BTreeMap::new() }
    }

    /// All declared ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    /// Notes that `file`, which declares ids, could not be read to its end.
    pub fn is_incomplete(&mut self, file: &'f str) {
        self.incomplete.get_or_insert(file);
    }

    /// Takes in an id; `false`, after an error for `fields`, where another part has it already.
    pub fn declare(&mut self, id: &Text<'f>, fields: &mut Fields<'f>) -> bool {
        if let Some(first) = self.declared.get(&*id.value) {
            let kind = self.kind.name;
            fields.report(
                Diagnostic::error(
                    "duplicate-id",
                    format!("two {} have the id `{}`", plural(kind), id.value),
                    id.place.label(format!("this {kind} is left out")),
                )
                .with_label(first.place.label("the first, which is kept"))
                .with_help("Give one of the two another id, or merge them."),
            );
            return false;
        }
        self.insert(id.value.to_string(), id.place.clone());
        true
    }

    /// Takes in an id that can not stand twice: a file's name.
    pub fn insert(&mut self, id: String, place: Place<'f>) {
        if self.declared.insert(id.clone(), Declared { place, index: None }).is_none() {
            self.ids.push(id);
        }
    }

    /// Says that the part with this id is kept, under `index`.
    pub fn keep(&mut self, id: &str, index: usize) {
        if let Some(declared) = self.declared.get_mut(id) {
            declared.index = Some(index);
        }
    }

    /// Looks an id up without a word about it.
    pub fn look_up(&self, id: &str) -> Found {
        match self.declared.get(id) {
            Some(Declared { index: Some(index), .. }) => Found::Kept(*index),
            Some(_) => Found::LeftOut,
            None => Found::Unknown,
        }
    }

    /// The index of the part with this id. Where there is none, `fields` get an error, or, where the part is left out
    /// itself, are left out without one.
    pub fn find(&mut self, id: &Text<'f>, fields: &mut Fields<'f>) -> Option<usize> {
        let cause = match (self.look_up(&id.value), self.incomplete) {
            (Found::Kept(index), _) => return Some(index),
            (Found::Unknown, None) => {
                fields.report(self.unknown(id));
                return None;
            }
            (Found::Unknown, Some(file)) => format!("the file `{file}`"),
            (Found::LeftOut, _) => format!("the {} `{}`", self.kind.name, id.value),
        };
        self.note_use(cause, &id.place);
        fields.leave_out();
        None
    }

    /// Counts a reference to something that is left out, such as "the source `news-az`".
    pub fn note_use(&mut self, what: String, place: &Place<'f>) {
        self.uses.entry(what).or_default().push(place.clone());
    }

    /// The error for an id that nobody declares.
    pub fn unknown(&self, id: &Text<'f>) -> Diagnostic {
        let kind = self.kind.name;
        let message = format!("there is no {kind} `{}`", id.value);
        let diagnostic = Diagnostic::error(self.kind.unknown, message, id.place.label(format!("unknown {kind}")));
        match did_you_mean(&id.value, self.ids()) {
            Some(near) => diagnostic.with_help(format!("Did you mean `{near}`? Else {}.", self.kind.declare)),
            None => diagnostic.with_help(format!("Correct the id, or {}.", self.kind.declare)),
        }
    }

    /// Tells, for each part that is left out, how many refer to it and are left out with it.
    pub fn finish(self, problems: &mut Vec<Diagnostic>) {
        for (what, places) in &self.uses {
            let number = match places.len() {
                1 => "one place".to_owned(),
                many => format!("{many} places"),
            };
            let message = format!("{what} has an error, so what rests on it in {number} is left out too");
            let mut labels = places.iter().take(SHOWN_USES).map(|place| place.label("left out with it"));
            let Some(first) = labels.next() else {
                continue;
            };
            let diagnostic = Diagnostic::error("depends-on-left-out", message, first)
                .with_help("Mend the other error; these come back by themselves.");
            problems.push(labels.fold(diagnostic, Diagnostic::with_label));
        }
    }
}

fn plural(kind: &str) -> String {
    match kind {
        "person" => "people".to_owned(),
        "entry" => "entries".to_owned(),
        other => format!("{other}s"),
    }
}
