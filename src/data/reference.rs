//! Sources as a reference manager sees them.
//!
//! Takes the notes of kinds that claim to be citable; gives what a reference prints of each, which [`super::csl`] and
//! [`super::bibtex`] write in their formats. Publisher, author, date and address are the fields that the kind claims.

use super::base::Base;
use super::plain::line;
use super::{bibtex, csl, json};
use crate::knowledge::NoteId;
use crate::note::{Statement, StatementValue};
use crate::value::Date;
use std::collections::HashSet;

/// Fields that a source may have besides those that its kind claims; what has none of them is cited without.
const TITLE: &str = "headline";
const ARCHIVED: &str = "archived";
const ACCESSED: &str = "accessed";
const LANGUAGE: &str = "language";
const MEDIUM: &str = "medium";

/// What a reference prints.
#[derive(Debug)]
pub(super) struct Reference<'k> {
    /// Name that no other source has: what citations in notes say, where that is one source's.
    pub(super) key: String,
    /// Type in schema.org's terms, or nothing.
    pub(super) schema_org: &'k str,
    /// What sort of text it is, in the author's words, or nothing.
    pub(super) medium: String,
    pub(super) title: String,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) issued: Option<&'k Date>,
    pub(super) accessed: Option<&'k Date>,
    pub(super) url: Option<&'k str>,
    pub(super) archived: Option<&'k str>,
    pub(super) language: Option<String>,
    pub(super) summary: Option<String>,
}

/// Writes all sources, once in each format.
pub(super) fn files(base: &Base<'_>) -> Vec<(String, Vec<u8>)> {
    let references = all(base);
    let items: Vec<_> = references.iter().map(csl::item).collect();
    vec![
        ("data/sources.csl.json".to_owned(), json(&items)),
        ("data/sources.bib".to_owned(), bibtex::write(&references).into_bytes()),
    ]
}

/// Lists all sources, in the order of their notes.
fn all<'k>(base: &Base<'k>) -> Vec<Reference<'k>> {
    let mut taken = HashSet::new();
    let sources = base.notes().filter(|(id, _, _)| base.knowledge.is_source(*id));
    let sources = sources.map(|(id, key, note)| {
        let free = !note.slug.is_empty() && taken.insert(note.slug.clone());
        of(base, id, if free { note.slug.clone() } else { key.to_owned() })
    });
    sources.collect()
}

/// Returns what a reference to one source prints.
pub(super) fn of<'k>(base: &Base<'k>, id: NoteId, key: String) -> Reference<'k> {
    let kind = base.knowledge.kind(id);
    let claimed = kind.and_then(|kind| kind.citable.clone()).unwrap_or_default();
    let said = Said { base, id };
    let at = |field: Option<usize>| said.all(move |s| field.is_some() && s.field_index == field);
    let named = |name: &'static str| said.all(move |statement| statement.field == name);
    let text = |statement: &'k Statement| line(&base.text_of(id, &statement.value)).into_owned();
    let summary = base.knowledge.notes[id].summary.as_ref();
    Reference {
        key,
        schema_org: kind.and_then(|kind| kind.schema_org.as_deref()).unwrap_or_default(),
        medium: named(MEDIUM).next().map(text).unwrap_or_default(),
        title: named(TITLE).next().map_or_else(|| base.title(id).into_owned(), text),
        authors: at(claimed.author).map(text).collect(),
        publisher: at(claimed.publisher).next().map(text),
        issued: at(claimed.issued).find_map(Statement::date),
        accessed: named(ACCESSED).find_map(Statement::date),
        url: at(claimed.url).find_map(address),
        archived: named(ARCHIVED).find_map(address),
        language: named(LANGUAGE).next().map(text),
        summary: summary.map(|summary| line(&summary.value).into_owned()),
    }
}

/// What one note states.
#[derive(Clone, Copy)]
struct Said<'b, 'k> {
    base: &'b Base<'k>,
    id: NoteId,
}

impl<'k> Said<'_, 'k> {
    fn all(
        self,
        wanted: impl Fn(&Statement) -> bool + 'k,
    ) -> impl Iterator<Item = &'k Statement> + 'k {
        let knowledge = self.base.knowledge;
        knowledge.notes[self.id].statements.iter().filter(move |statement| wanted(statement))
    }
}

fn address(statement: &Statement) -> Option<&str> {
    match &statement.value {
        StatementValue::Url(address) => Some(address),
        StatementValue::Text(_)
        | StatementValue::Markdown(_)
        | StatementValue::Date(_)
        | StatementValue::Quantity(_)
        | StatementValue::Reference(_)
        | StatementValue::Citation(_)
        | StatementValue::Unreadable(_) => None,
    }
}
