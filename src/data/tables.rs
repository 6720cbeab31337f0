//! The tables of the base, each with what its columns mean.
//!
//! Takes the base; gives CSV files, and the descriptions that `datapackage.json` is made of. A column is declared once, and
//! both come from that.

mod columns;
mod events;
mod figures;
mod links;
mod notes;
mod statements;

pub(super) use events::dated;

use super::base::Base;
use super::csv::Rows;
use crate::parallel;
use serde::Serialize;

/// A table.
#[derive(Clone, Copy)]
pub(super) struct Table {
    /// Name, and the stem of its file.
    pub(super) name: &'static str,
    /// What one row is.
    pub(super) description: &'static str,
    /// Its columns, in order.
    pub(super) columns: &'static [Column],
    /// Columns that tell one row from all others.
    pub(super) primary_key: &'static [&'static str],
    /// Columns that hold a key of another table.
    pub(super) foreign_keys: &'static [(&'static str, &'static str, &'static str)],
    /// Writes its rows.
    rows: fn(&Base<'_>, &mut Rows),
}

/// A column, as a Table Schema describes it.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Column {
    /// Name.
    pub(super) name: &'static str,
    /// Type of its cells.
    #[serde(rename = "type")]
    pub(super) cell: Cell,
    /// What it holds.
    pub(super) description: &'static str,
}

/// Types of cells, by their names in a Table Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Cell {
    String,
    Number,
    Integer,
    Date,
    Boolean,
}

/// Bytes that the rows of one note take at most in most bases: a table of a large base is not copied as it grows.
const ROOM_EACH: usize = 1024;

/// Every table, keys before what refers to them.
pub(super) const ALL: [Table; 5] =
    [notes::TABLE, statements::TABLE, figures::TABLE, events::TABLE, links::TABLE];

impl Table {
    /// Returns the path of its file from the root.
    pub(super) fn path(&self) -> String {
        format!("data/{}.csv", self.name)
    }

    fn file(&self, base: &Base<'_>) -> (String, Vec<u8>) {
        let room = base.knowledge.notes.len() * ROOM_EACH;
        let mut rows = Rows::new(self.columns.iter().map(|column| column.name), room);
        (self.rows)(base, &mut rows);
        (self.path(), rows.into_bytes())
    }
}

/// Writes all tables.
pub(super) fn files(base: &Base<'_>) -> Vec<(String, Vec<u8>)> {
    parallel::map(&ALL, |table| table.file(base))
}

const fn column(name: &'static str, cell: Cell, description: &'static str) -> Column {
    Column { name, cell, description }
}
