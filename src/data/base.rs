//! What every file of data needs: keys of notes and statements, addresses, names.
//!
//! Takes the knowledge, the plan and the settings; answers for single notes. Never writes a file.

use super::fragment::fragments;
use super::plain::line;
use crate::knowledge::{Knowledge, NoteId, StatementRef};
use crate::note::{Citation, Note, Spanned, Statement, StatementValue};
use crate::page::{About, Plan, encoded};
use crate::settings::Settings;
use crate::value::{Date, Day};
use std::borrow::Cow;

/// What every file of data needs.
#[derive(Debug)]
pub(super) struct Base<'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) plan: &'k Plan,
    pub(super) settings: &'k Settings,
    /// Key of each note: its page's address without the ending; none for a note without a page.
    keys: Vec<Option<&'k str>>,
    /// Key of each statement of each note, in the order of [`Base::statements`]: that of its note, and its fragment there.
    statement_keys: Vec<Vec<String>>,
}

impl<'k> Base<'k> {
    /// Works out the keys.
    pub(super) fn new(knowledge: &'k Knowledge, plan: &'k Plan, settings: &'k Settings) -> Self {
        let mut keys = vec![None; knowledge.notes.len()];
        for page in &plan.pages {
            if let About::Note(id) | About::Home(Some(id)) = page.about {
                keys[id] = Some(page.address.strip_suffix(".html").unwrap_or(&page.address));
            }
        }
        let ids: Vec<NoteId> = (0..keys.len()).collect();
        let statement_keys = crate::parallel::map(&ids, |&id| match keys[id] {
            Some(key) => statement_keys(key, &knowledge.notes[id]),
            None => Vec::new(),
        });
        Self { knowledge, plan, settings, keys, statement_keys }
    }

    /// Makes what answers for single notes alone: without keys, and at no cost.
    pub(super) const fn keyless(
        knowledge: &'k Knowledge,
        plan: &'k Plan,
        settings: &'k Settings,
    ) -> Self {
        Self { knowledge, plan, settings, keys: Vec::new(), statement_keys: Vec::new() }
    }

    /// Lists the notes that have a page, in order.
    pub(super) fn notes(&self) -> impl Iterator<Item = (NoteId, &'k str, &'k Note)> {
        let all = self.keys.iter().enumerate();
        all.filter_map(|(id, key)| Some((id, (*key)?, &*self.knowledge.notes[id])))
    }

    /// Returns the key of a note, if it has a page.
    pub(super) fn key(&self, id: NoteId) -> Option<&'k str> {
        self.keys.get(id).copied().flatten()
    }

    /// Returns the key of a statement, if its note has a page.
    pub(super) fn statement_key(&self, id: NoteId, which: StatementRef) -> Option<&str> {
        let note = &self.knowledge.notes[id];
        let at = match which {
            StatementRef::Field(at) => at,
            StatementRef::Observation(at) => note.statements.len() + at,
            StatementRef::Unknown(at) => note.statements.len() + note.observations.len() + at,
            StatementRef::Names => return None,
        };
        self.statement_keys.get(id)?.get(at).map(String::as_str)
    }

    /// Returns the title of a note on one line.
    pub(super) fn title(&self, id: NoteId) -> Cow<'k, str> {
        line(&self.knowledge.notes[id].title)
    }

    /// Returns the way from the root to a page: whole where the site's address is known.
    pub(super) fn address(&self, page: &str) -> String {
        format!("{}{}", self.settings.base_url.as_deref().unwrap_or_default(), encoded(page))
    }

    /// Returns the name of the kind of a note, or nothing.
    pub(super) fn kind(&self, id: NoteId) -> &'k str {
        self.knowledge.kind(id).map_or("", |kind| &kind.name)
    }

    /// Returns every statement of a note with what it is called, in the order of the note.
    pub(super) fn statements(
        &self,
        id: NoteId,
    ) -> impl Iterator<Item = (StatementRef, &'k Statement)> {
        let note: &'k Note = &self.knowledge.notes[id];
        let fields = note.statements.iter().enumerate().map(|(at, s)| (StatementRef::Field(at), s));
        let observations = note.observations.iter().enumerate();
        let observations = observations.map(|(at, s)| (StatementRef::Observation(at), s));
        let unknown = note.unknown.iter().enumerate();
        fields.chain(observations).chain(unknown.map(|(at, s)| (StatementRef::Unknown(at), s)))
    }

    /// Returns a value as text; a note by its title.
    pub(super) fn text_of(&self, id: NoteId, value: &'k StatementValue) -> Cow<'k, str> {
        match value {
            StatementValue::Text(text)
            | StatementValue::Markdown(text)
            | StatementValue::Url(text)
            | StatementValue::Unreadable(text) => Cow::Borrowed(text),
            StatementValue::Date(date) => Cow::Owned(date.to_string()),
            StatementValue::Quantity(quantity) => Cow::Borrowed(quantity.original()),
            StatementValue::Reference(reference) => self
                .knowledge
                .target(id, reference.span.start)
                .map_or(Cow::Borrowed(&*reference.target.name), |note| self.title(note)),
            StatementValue::Citation(citation) => Cow::Owned(self.cited(id, citation)),
        }
    }

    /// Returns the note that a value names.
    pub(super) fn note_of(&self, id: NoteId, value: &StatementValue) -> Option<NoteId> {
        let start = match value {
            StatementValue::Reference(reference) => reference.span.start,
            StatementValue::Citation(citation) => citation.span.start,
            StatementValue::Text(_)
            | StatementValue::Markdown(_)
            | StatementValue::Url(_)
            | StatementValue::Date(_)
            | StatementValue::Quantity(_)
            | StatementValue::Unreadable(_) => return None,
        };
        self.knowledge.target(id, start)
    }

    /// Returns sources as text: keys with their locators, semicolons between.
    pub(super) fn sources(&self, id: NoteId, sources: &[Citation]) -> String {
        sources.iter().map(|cited| self.cited(id, cited)).collect::<Vec<_>>().join("; ")
    }

    fn cited(&self, id: NoteId, citation: &Citation) -> String {
        let source = self.knowledge.target(id, citation.span.start).and_then(|note| self.key(note));
        let name = source.unwrap_or(&citation.name);
        match &citation.locator {
            Some(locator) => format!("{name} ({locator})"),
            None => name.to_owned(),
        }
    }

    /// Returns several values as text, semicolons between.
    pub(super) fn texts_of(&self, id: NoteId, values: &'k [Spanned<StatementValue>]) -> String {
        let texts = values.iter().map(|value| self.text_of(id, &value.value));
        texts.collect::<Vec<_>>().join("; ")
    }

    /// Returns the newest day of the notes: what stands where a format asks for a time and a note has none.
    pub(super) fn newest(&self) -> Day {
        let newest = self.knowledge.newest.filter(|day| day.year() > 0);
        newest.or_else(|| Day::new(1970, 1, 1)).unwrap_or(Day::LAST)
    }

    /// Returns when a note changed.
    pub(super) fn changed(&self, note: &Note) -> Option<Day> {
        note.updated.as_ref().and_then(|date| last_day(&date.value))
    }
}

fn statement_keys(key: &str, note: &Note) -> Vec<String> {
    fragments(note).into_iter().map(|(_, fragment)| [key, "#", &fragment].concat()).collect()
}

/// Returns the last day that a date may mean, or the first, where its end is open.
pub(super) fn last_day(date: &Date) -> Option<Day> {
    date.latest().or_else(|| date.earliest()).filter(|day| day.year() > 0)
}
