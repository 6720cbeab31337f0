//! Tables worked out from notes: fenced `query` blocks.
//!
//! Takes the YAML of a block and the knowledge; gives a [`Query`], and from that a table of what it asks for, each cell
//! pointing at the statement it shows. Never renders.

use super::{Knowledge, NoteId, StatementRef};
use crate::diagnostic::Checked;
use crate::schema::KindId;
use crate::value::Date;

/// A question to the base.
#[derive(Clone, Debug, Default)]
pub struct Query {
    kind: Option<KindId>,
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
    /// A statement of `note`: its value, with its qualifiers and citations.
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
/// `None` where it cannot be read. In a note of no kind every problem is a warning: the block may be another program's,
/// and its text stays.
///
/// # Diagnostics
/// [`Code::BadQuery`](crate::diagnostic::Code::BadQuery), each where it stands in the block.
#[must_use]
pub fn query(knowledge: &Knowledge, id: NoteId, yaml: &str, offset: usize) -> Checked<Option<Query>> {
    let _ = (knowledge, id, yaml, offset);
    Checked::clean(None)
}

impl Query {
    /// Answers the question, for all notes.
    #[must_use]
    pub fn run(&self, knowledge: &Knowledge) -> QueryTable {
        let _ = (self.kind, knowledge);
        QueryTable::default()
    }
}
