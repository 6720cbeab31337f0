//! Tables worked out from notes: fenced `query` blocks.
//!
//! Takes the YAML of a block and the knowledge; gives a [`Query`], and from that a table of what it asks for, each cell
//! pointing at the statement it shows. Never renders.

mod column;
mod place;
mod read;
#[cfg(test)]
mod tests;
mod wanted;

use super::{Knowledge, NoteId, StatementRef};
use crate::diagnostic::{Checked, Severity};
use crate::schema::KindId;
use crate::value::Date;
pub use place::Places;

use column::{Column, Key};
use std::cmp::Ordering;
use wanted::Condition;

/// A question to the base.
#[derive(Clone, Debug)]
pub struct Query {
    /// Kinds asked for; none of them means all notes, and `None` among them notes of no kind.
    kinds: Vec<Option<KindId>>,
    conditions: Vec<Condition>,
    columns: Vec<Column>,
    sort: Vec<Sort>,
    limit: Option<usize>,
}

/// What rows are sorted by.
#[derive(Clone, Debug)]
struct Sort {
    column: Column,
    direction: Direction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryTable {
    /// Heading of each column, as people read it.
    pub columns: Vec<String>,
    /// One row for each note found.
    pub rows: Vec<Row>,
}

/// One note found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The note.
    pub note: NoteId,
    /// What each column shows of it; a cell holds any number of values.
    pub cells: Vec<Vec<CellValue>>,
}

/// One value in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellValue {
    /// The title of a note, linked.
    Title(NoteId),
    /// A statement: its value, with its qualifiers and citations.
    Statement {
        /// The note that states it.
        note: NoteId,
        /// Which statement.
        which: StatementRef,
    },
    /// A statement read from its other end: the note that states it is what is shown.
    Inverse {
        /// The note that states it.
        note: NoteId,
        /// Which statement; its citations belong beside the name.
        which: StatementRef,
    },
    /// A date of the front matter.
    Date(Date),
    /// A topic.
    Topic(String),
    /// Plain text.
    Text(String),
}

/// Reads the query block of note `id` whose text `yaml` begins at byte `offset` of the note's file.
///
/// # Shape
/// `None` where anything in it cannot be read. In a note of no kind every problem is a warning: the block may be another
/// program's, and its text stays.
///
/// # Diagnostics
/// [`Code::BadQuery`](crate::diagnostic::Code::BadQuery), each where it stands in the block.
#[must_use]
pub fn query(
    knowledge: &Knowledge,
    id: NoteId,
    yaml: &str,
    offset: usize,
) -> Checked<Option<Query>> {
    let note = &knowledge.notes[id];
    let read = read::query(knowledge, yaml, &note.path);
    let places = place::Places::new(&note.text, offset, yaml);
    let diagnostics = read.diagnostics.into_iter().map(|mut diagnostic| {
        diagnostic.place.span = places.of(diagnostic.place.span);
        if note.kind.is_none() { diagnostic.severity(Severity::Warning) } else { diagnostic }
    });
    let diagnostics: Vec<_> = diagnostics.collect();
    Checked { value: read.value.filter(|_| diagnostics.is_empty()), diagnostics }
}

impl Query {
    /// Answers the question. Rows that sort alike, and all rows where no order is asked for, go by the paths of their notes.
    #[must_use]
    pub fn run(&self, knowledge: &Knowledge) -> QueryTable {
        let mut found: Vec<(Vec<Option<Key>>, NoteId)> = (0..knowledge.notes.len())
            .filter(|&id| self.asks_for(knowledge, id))
            .map(|id| (self.keys(knowledge, id), id))
            .collect();
        found.sort_by(|(a, _), (b, _)| self.compare(a, b));
        found.truncate(self.limit.unwrap_or(usize::MAX));
        let row = |(_, note): (_, NoteId)| Row {
            note,
            cells: self.columns.iter().map(|column| column.values(knowledge, note)).collect(),
        };
        QueryTable {
            columns: self.columns.iter().map(|column| column.label.clone()).collect(),
            rows: found.into_iter().map(row).collect(),
        }
    }

    fn asks_for(&self, knowledge: &Knowledge, id: NoteId) -> bool {
        let of_kind = self.kinds.is_empty() || self.kinds.contains(&knowledge.notes[id].kind);
        of_kind && self.conditions.iter().all(|condition| condition.holds(knowledge, id))
    }

    fn keys(&self, knowledge: &Knowledge, id: NoteId) -> Vec<Option<Key>> {
        let key = |sort: &Sort| {
            let keys = sort.column.values(knowledge, id);
            let keys = keys.iter().map(|value| Key::of(knowledge, value));
            match sort.direction {
                Direction::Up => keys.min(),
                Direction::Down => keys.max(),
            }
        };
        self.sort.iter().map(key).collect()
    }

    /// Compares two rows; what has no value to sort by goes last in either direction.
    fn compare(&self, a: &[Option<Key>], b: &[Option<Key>]) -> Ordering {
        let each = self.sort.iter().zip(a).zip(b).map(|((sort, a), b)| match (a, b) {
            (Some(a), Some(b)) => match sort.direction {
                Direction::Up => a.cmp(b),
                Direction::Down => b.cmp(a),
            },
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        });
        each.fold(Ordering::Equal, Ordering::then)
    }
}
