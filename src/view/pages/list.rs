//! Lists of notes: of a kind, of a topic.
//!
//! Takes a kind or a topic; gives a table well sorted as it stands: events and sources newest first, prose in its own
//! order, all else by title. Sources are grouped by publisher, a topic's notes by kind.

use super::columns::Column;
use super::order::Order;
use crate::knowledge::NoteId;
use crate::markdown::text_html;
use crate::note::StatementValue;
use crate::schema::{FieldType, Kind, KindId};
use crate::text::{fold, slug};
use crate::value::Decimal;
use crate::view::maker::date_view;
use crate::view::{ListGroup, ListRow, ListView, Maker};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that a list shows unfolded, and those that a group of a longer list does.
const MOST_OPEN: usize = 40;
const MOST_OPEN_IN_GROUP: usize = 12;

impl<'k> Maker<'k> {
    /// Lists all notes of a kind for the page at `from`.
    #[must_use]
    pub fn list(&self, from: &str, kind: KindId) -> ListView<'k> {
        let declared = self.knowledge.schema.kind(kind);
        let mut ids = self.knowledge.by_kind().get(&Some(kind)).cloned().unwrap_or_default();
        self.sort(declared, &mut ids);
        let columns = self.columns_of(declared, &ids);
        let gallery = ids.iter().filter(|_| declared.observations);
        let figures = gallery.map(|&id| self.figure_card(from, id)).collect();
        let groups = match declared.citable.as_ref().and_then(|citable| citable.publisher) {
            Some(publisher) => self.by_publisher(from, &ids, (declared, publisher, &columns)),
            None => Vec::new(),
        };
        let rows = if groups.is_empty() { self.rows(from, &ids, &columns) } else { Vec::new() };
        ListView {
            kind: Some(self.kind(from, kind, ids.len())),
            columns: self.column_labels(Some(declared), &columns),
            rows,
            groups,
            checked: self.checked_together(&ids).map(date_view),
            figures,
            topics: self.topics_of(&ids),
            years: self.years_of(&ids),
        }
    }

    /// Lists all notes of a topic, by its folded name, for the page at `from`.
    #[must_use]
    pub fn topic_list(&self, from: &str, key: &str) -> ListView<'k> {
        let all = self.knowledge.by_topic().get(key).map_or(&[] as &[NoteId], |(_, ids)| ids);
        let mut kinds: BTreeMap<(bool, Option<KindId>), Vec<NoteId>> = BTreeMap::new();
        for &id in all {
            let kind = self.knowledge.kind_id(id);
            kinds.entry((kind.is_none(), kind)).or_default().push(id);
        }
        let groups = kinds.into_iter().map(|((_, kind), mut ids)| {
            let declared = kind.map(|kind| self.knowledge.schema.kind(kind));
            match declared {
                Some(declared) => self.sort(declared, &mut ids),
                None => self.sort_by_title(&mut ids),
            }
            let has_dates = ids.iter().any(|&id| self.knowledge.date(id).is_some());
            let mut columns: Vec<Column> = has_dates.then_some(Column::Date).into_iter().collect();
            columns.extend(self.common_columns(&ids, all));
            ListGroup {
                id: format!("kind-{}", declared.map_or_else(String::new, |kind| slug(&kind.name))),
                title: declared.map_or_else(|| "Notes".to_owned(), |kind| kind.label_many.clone()),
                href: None,
                open: all.len() <= MOST_OPEN || ids.len() <= MOST_OPEN_IN_GROUP,
                columns: self.column_labels(None, &columns),
                rows: self.rows(from, &ids, &columns),
            }
        });
        ListView {
            kind: None,
            groups: groups.collect(),
            checked: self.checked_together(all).map(date_view),
            columns: Vec::new(),
            rows: Vec::new(),
            figures: Vec::new(),
            topics: Vec::new(),
            years: self.years_of(all),
        }
    }

    /// Sorts notes of one kind as its list shows them.
    pub(super) fn sort(&self, kind: &Kind, ids: &mut [NoteId]) {
        self.sort_by_title(ids);
        if kind.timeline.is_some() || kind.citable.is_some() {
            ids.sort_by_cached_key(|&id| {
                Reverse(self.knowledge.date(id).map(|date| date.sort_key()))
            });
        } else if is_prose(kind) {
            ids.sort_by_cached_key(|&id| {
                let place = self.place_of(kind, id);
                (place.is_none(), place)
            });
        }
    }

    /// Returns the plain number by which a note asks to be put in order.
    fn place_of(&self, kind: &Kind, id: NoteId) -> Option<Decimal> {
        let field = place_field(kind)?;
        let own = self.knowledge.notes[id].statements.iter();
        let statement = own.into_iter().find(|one| one.field_index == Some(field))?;
        statement.quantity().map(|quantity| quantity.low())
    }

    /// Returns whether a statement only puts the note in its place among others of its kind: no reader needs the number.
    pub(in crate::view) fn is_place_in_list(&self, id: NoteId, statement: usize) -> bool {
        let place = self.knowledge.kind(id).filter(|kind| is_prose(kind)).and_then(place_field);
        place.is_some() && self.knowledge.notes[id].statements[statement].field_index == place
    }

    fn rows(&self, from: &str, ids: &[NoteId], columns: &[Column]) -> Vec<ListRow<'k>> {
        crate::parallel::map(ids, |&id| {
            let note = &self.knowledge.notes[id];
            ListRow {
                card: self.short_card(from, id),
                summary_html: note.summary.as_ref().map(|summary| text_html(&summary.value)),
                cells: columns.iter().map(|&column| self.cell(from, id, column)).collect(),
                topics: note.topics.join("|"),
                year: self.year_of(id).unwrap_or_default(),
            }
        })
    }

    /// Groups sources by publisher, in the order of the publishers' names; those that name none come last.
    fn by_publisher(
        &self,
        from: &str,
        ids: &[NoteId],
        (kind, field, columns): (&Kind, usize, &[Column]),
    ) -> Vec<ListGroup<'k>> {
        let count = ids.len();
        let mut groups: BTreeMap<(String, Option<NoteId>), Vec<NoteId>> = BTreeMap::new();
        for &id in ids {
            groups.entry(self.publisher(id, field)).or_default().push(id);
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        let order = Order::new();
        groups.sort_by(|((a, note_a), _), ((b, note_b), _)| {
            a.is_empty()
                .cmp(&b.is_empty())
                .then_with(|| order.compare(a, b))
                .then(note_a.cmp(note_b))
        });
        let groups = groups.into_iter().enumerate().map(|(at, ((name, note), ids))| ListGroup {
            id: format!("publisher-{}", at + 1),
            title: if name.is_empty() { "Publisher not stated".to_owned() } else { name },
            href: note.map(|note| self.note_href(from, note)),
            open: count <= MOST_OPEN,
            columns: self.column_labels(Some(kind), columns),
            rows: self.rows(from, &ids, columns),
        });
        groups.collect()
    }

    /// Returns the name of a source's publisher, and its note.
    fn publisher(&self, id: NoteId, field: usize) -> (String, Option<NoteId>) {
        let statements = &self.knowledge.notes[id].statements;
        let Some(statement) = statements.iter().find(|one| one.field_index == Some(field)) else {
            return (String::new(), None);
        };
        if let Some(reference) = statement.reference() {
            return match self.knowledge.target(id, reference.span.start) {
                Some(note) => (self.knowledge.notes[note].title.clone(), Some(note)),
                None => (reference.target.name.clone(), None),
            };
        }
        match &statement.value {
            StatementValue::Text(text) => (text.clone(), None),
            StatementValue::Markdown(_)
            | StatementValue::Date(_)
            | StatementValue::Quantity(_)
            | StatementValue::Url(_)
            | StatementValue::Reference(_)
            | StatementValue::Citation(_)
            | StatementValue::Unreadable(_) => (String::new(), None),
        }
    }

    /// Lists the topics of notes, each once, in order.
    pub(super) fn topics_of(&self, ids: &[NoteId]) -> Vec<String> {
        let mut topics: BTreeMap<String, String> = BTreeMap::new();
        for topic in ids.iter().flat_map(|&id| &self.knowledge.notes[id].topics) {
            topics.entry(fold(topic)).or_insert_with(|| topic.clone());
        }
        topics.into_values().collect()
    }

    /// Lists the years of notes, newest first.
    fn years_of(&self, ids: &[NoteId]) -> Vec<String> {
        let years: BTreeSet<String> = ids.iter().filter_map(|&id| self.year_of(id)).collect();
        years.into_iter().rev().collect()
    }

    fn year_of(&self, id: NoteId) -> Option<String> {
        self.knowledge.date(id).map(|date| date.year().to_string())
    }
}

/// Says how a list of the kind is sorted.
pub(in crate::view) fn order_of(kind: &Kind) -> &'static str {
    let by_publisher = kind.citable.as_ref().is_some_and(|citable| citable.publisher.is_some());
    if by_publisher {
        "by publisher, newest first"
    } else if kind.timeline.is_some() || kind.citable.is_some() {
        "newest first"
    } else if is_prose(kind) && place_field(kind).is_some() {
        "in reading order"
    } else {
        "by name"
    }
}

/// Finds the field by which notes of a kind ask to be put in order: the first that is a number.
fn place_field(kind: &Kind) -> Option<usize> {
    kind.fields.iter().position(|field| field.field_type == FieldType::Quantity)
}

/// Returns whether notes of a kind are prose of this base's own: what it claims in the terms of schema.org.
pub(super) fn is_prose(kind: &Kind) -> bool {
    let claims = kind.timeline.is_some() || kind.citable.is_some() || kind.observations;
    !claims && kind.schema_org.as_deref() == Some("Article")
}
