//! Which columns the table of a kind has: what the kind declares and its notes say.
//!
//! Takes the notes of a kind; gives columns, and the cell of each note in them. Never sorts the rows.

use super::cell::date_html;
use crate::knowledge::{NoteId, Origin};
use crate::schema::{FieldType, Kind};
use crate::value::{Date, decimal_text};
use crate::view::{Cell, Maker};

/// Dates besides the one that places a note in time, and fields that lead to other notes.
const MOST_DATES: usize = 2;
const MOST_LINKS: usize = 2;

/// A field of which fewer notes than one in this many say anything is no column.
const RARE: usize = 8;

/// Values of one field that a cell shows.
const MOST_VALUES: usize = 3;

/// One column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The values of a field of the kind, by position.
    Field(usize),
    /// The date that places a note in time.
    Date,
    /// The note's main number.
    KeyFigure,
    /// How many statements and passages a source supports.
    Supports,
    /// When its facts were last checked.
    Checked,
}

impl Maker<'_> {
    /// Chooses the columns for notes of one kind: dates, main links, key figure, checked; none that would stay empty.
    pub(super) fn columns_of(&self, kind: &Kind, ids: &[NoteId]) -> Vec<Column> {
        let placed =
            kind.timeline.or_else(|| kind.citable.as_ref().and_then(|citable| citable.issued));
        let publisher = kind.citable.as_ref().and_then(|citable| citable.publisher);
        let counts = self.field_counts(kind, ids);
        let chosen = |is_wanted: &dyn Fn(usize) -> bool, most: usize| {
            let mut fields: Vec<usize> = (0..kind.fields.len())
                .filter(|&at| counts[at] > 0 && counts[at] * RARE >= ids.len())
                .filter(|&at| Some(at) != placed && Some(at) != publisher)
                .filter(|&at| is_wanted(at))
                .collect();
            fields.sort_by_key(|&at| (std::cmp::Reverse(counts[at]), at));
            fields.truncate(most);
            fields.sort_unstable();
            fields
        };
        let is_date = |at: usize| kind.fields[at].field_type == FieldType::Date;
        let is_link = |at: usize| kind.fields[at].field_type.is_link();
        let dates = if kind.citable.is_some() { 0 } else { MOST_DATES };
        let mut columns: Vec<Column> = placed.map(Column::Field).into_iter().collect();
        columns.extend(chosen(&is_date, dates).into_iter().map(Column::Field));
        columns.extend(chosen(&is_link, MOST_LINKS).into_iter().map(Column::Field));
        columns.extend(self.common_columns(ids, ids));
        columns
    }

    /// Chooses the columns that notes of any kind may share, where one of them has something to show; `all` are those on the page.
    pub(super) fn common_columns(&self, ids: &[NoteId], all: &[NoteId]) -> Vec<Column> {
        let has = |is_there: &dyn Fn(NoteId) -> bool| ids.iter().any(|&id| is_there(id));
        let mut columns = Vec::new();
        if has(&|id| self.main_number(id).is_some()) {
            columns.push(Column::KeyFigure);
        }
        if has(&|id| self.knowledge.is_source(id)) {
            columns.push(Column::Supports);
        }
        if has(&|id| self.checked(id).is_some()) && self.checked_together(all).is_none() {
            columns.push(Column::Checked);
        }
        columns
    }

    /// Returns the day on which the facts of all these notes were last checked, if it is one: a column would only repeat it.
    pub(super) fn checked_together(&self, ids: &[NoteId]) -> Option<&Date> {
        let first = self.checked(*ids.first()?)?;
        ids.iter().all(|&id| self.checked(id) == Some(first)).then_some(first)
    }

    fn checked(&self, id: NoteId) -> Option<&Date> {
        self.knowledge.notes[id].checked.as_ref().map(|checked| &checked.value)
    }

    /// Counts the notes that say something in each field of a kind.
    fn field_counts(&self, kind: &Kind, ids: &[NoteId]) -> Vec<usize> {
        let mut counts = vec![0; kind.fields.len()];
        for &id in ids {
            let mut last = None;
            for statement in &self.knowledge.notes[id].statements {
                let field = statement.field_index.filter(|field| Some(*field) != last);
                if let Some(count) = field.and_then(|field| counts.get_mut(field)) {
                    *count += 1;
                    last = field;
                }
            }
        }
        counts
    }

    /// Names columns.
    pub(super) fn column_labels(&self, kind: Option<&Kind>, columns: &[Column]) -> Vec<String> {
        columns.iter().map(|&column| self.column_label(kind, column)).collect()
    }

    fn column_label(&self, kind: Option<&Kind>, column: Column) -> String {
        match column {
            Column::Field(at) => kind
                .and_then(|kind| kind.fields.get(at))
                .map(|field| field.caption())
                .unwrap_or_default(),
            Column::Date => "Date".to_owned(),
            Column::KeyFigure => "Key figure".to_owned(),
            Column::Supports => "Supports".to_owned(),
            Column::Checked => "Checked".to_owned(),
        }
    }

    /// Shows one note in one column.
    pub(super) fn cell(&self, from: &str, id: NoteId, column: Column) -> Cell {
        let note = &self.knowledge.notes[id];
        match column {
            Column::Field(at) => {
                let own = note.statements.iter().filter(|one| one.field_index == Some(at));
                let (past, current): (Vec<_>, Vec<_>) =
                    own.partition(|one| one.qualifiers.until.is_some());
                let shown = if current.is_empty() { past } else { current };
                self.values_cell((from, id), &shown, MOST_VALUES)
            }
            Column::Date => self.knowledge.date(id).map_or_else(Cell::default, |date| Cell {
                html: date_html(date),
                sort: date.to_string(),
            }),
            Column::KeyFigure => {
                let sort = self.main_number(id).unwrap_or_default();
                // What a figure measures has a column of its own.
                let html = match self.knowledge.is_figure(id) {
                    true => self.latest_in_cell(from, id),
                    false => self.key_figure_in_cell(from, id),
                };
                let html = html.unwrap_or_default();
                Cell { html, sort }
            }
            Column::Supports => {
                let count = self.support_count(id);
                Cell { html: count.to_string(), sort: count.to_string() }
            }
            Column::Checked => self.checked(id).map_or_else(Cell::default, |checked| Cell {
                html: date_html(checked),
                sort: checked.to_string(),
            }),
        }
    }

    /// Returns the number that a note's key figure begins with, for sorting.
    fn main_number(&self, id: NoteId) -> Option<String> {
        let own = self.knowledge.is_figure(id).then_some(id);
        let mut figures = own.into_iter().chain(self.figures_about(id).iter().copied());
        let (_, observation) = figures.find_map(|figure| self.latest(figure))?;
        observation.quantity().map(|quantity| decimal_text(quantity.low()))
    }

    /// Counts the statements and passages that a source supports.
    pub(super) fn support_count(&self, id: NoteId) -> usize {
        let supports =
            |origin: Origin| matches!(origin, Origin::Citation(_) | Origin::ProseCitation(_));
        self.knowledge.arriving(id).filter(|edge| supports(edge.origin)).count()
    }
}
