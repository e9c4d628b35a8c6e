//! `library.toml` and `people.toml` → the library's name and language, and who speaks in its sources.
//!
//! Called by: `parse`.

use super::document::Document;
use super::register::{Kind, Register};
use super::values::phrasings;
use super::{Diagnostic, LibraryFile};
use crate::library::{Library, Person};

/// Reads the library's own name and language. What is not given stays at its default: no name, English.
pub(super) fn decode_library(file: &LibraryFile, library: &mut Library, problems: &mut Vec<Diagnostic>) {
    let Some(document) = Document::read(file, false, problems) else {
        return;
    };
    let mut fields = document.fields("the library");
    library.language = fields.language("language").unwrap_or_default();
    library.name = fields.need_localized("name", library.language).unwrap_or_default();
    fields.finish(problems);
}

/// The people that `people.toml` declares, by id; those without an error are in the library.
pub(super) fn decode<'f>(
    file: Option<&'f LibraryFile>,
    library: &mut Library,
    problems: &mut Vec<Diagnostic>,
) -> Register<'f> {
    let declare = "declare them in people.toml with `[[person]]`";
    let mut register = Register::new(Kind { name: "person", unknown: "unknown-person", declare });
    let Some(file) = file else {
        return register;
    };
    let Some(document) = Document::read_list(file, "person", problems) else {
        register.is_incomplete(&file.path);
        return register;
    };
    if !document.is_sound() {
        register.is_incomplete(&file.path);
    }
    let (head, people) = document.items("person", "a person", problems);
    if !head.finish(problems) {
        register.is_incomplete(&file.path);
    }
    for mut fields in people {
        let id = fields.id("person");
        let name = fields.need_localized("name", library.language);
        let role = fields.localized("role", library.language).unwrap_or_default();
        let names = phrasings(&fields.phrasings("names"));
        let is_new = id.as_ref().is_some_and(|id| register.declare(id, &mut fields));
        let sound = fields.finish(problems);
        if let (Some(id), Some(name), true, true) = (id, name, is_new, sound) {
            register.keep(&id.value, library.people.len());
            library.people.push(Person { id: id.value.into_owned(), name, role, names });
        }
    }
    register
}
