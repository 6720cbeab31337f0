//! What `where` asks of a field.
//!
//! Takes values as a person wrote them, made ready once; answers whether a note has one of them: equal text (case aside),
//! the note linked, membership for lists, containment for dates.

use super::CellValue;
use super::column::{Column, Common, Held};
use crate::knowledge::{Knowledge, NoteId};
use crate::note::{Statement, StatementValue};
use crate::text::fold;
use crate::value::{Date, Quantity};

/// One line of `where`: the column must hold one of the values.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    /// What is asked.
    pub(super) column: Column,
    /// What it must hold; any one of them will do.
    pub(super) wanted: Vec<Wanted>,
}

/// A value asked for, in every way that it can be read.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Its letters, folded.
    pub(super) text: String,
    /// The note of that name.
    pub(super) note: Option<NoteId>,
    /// The date it is.
    pub(super) date: Option<Date>,
    /// The number it is.
    pub(super) quantity: Option<Quantity>,
}

impl Condition {
    /// Returns whether a note has what is asked.
    pub(super) fn holds(&self, knowledge: &Knowledge, id: NoteId) -> bool {
        if let Held::Common(Common::Kind) = self.column.origin {
            let name = knowledge.kind(id).map_or("note", |kind| kind.name.as_str());
            return self.wanted.iter().any(|wanted| wanted.text == fold(name));
        }
        let values = self.column.values(knowledge, id);
        values.iter().any(|value| self.wanted.iter().any(|wanted| wanted.is(knowledge, value)))
    }
}

impl Wanted {
    fn is(&self, knowledge: &Knowledge, value: &CellValue) -> bool {
        match value {
            CellValue::Title(id) | CellValue::Inverse { note: id, .. } => {
                self.note == Some(*id) || fold(&knowledge.notes[*id].title) == self.text
            }
            CellValue::Date(date) => self.spans(date),
            CellValue::Topic(text) | CellValue::Text(text) => fold(text) == self.text,
            CellValue::Statement { note, which } => knowledge
                .statement(*note, *which)
                .is_some_and(|statement| self.is_stated(knowledge, *note, statement)),
        }
    }

    fn is_stated(&self, knowledge: &Knowledge, id: NoteId, statement: &Statement) -> bool {
        let named = |name: &str, start: usize| match knowledge.target(id, start) {
            Some(target) => self.note == Some(target),
            None => fold(name) == self.text,
        };
        match &statement.value {
            StatementValue::Date(date) => self.spans(date),
            StatementValue::Quantity(quantity) => {
                self.quantity.as_ref() == Some(quantity) || fold(quantity.original()) == self.text
            }
            StatementValue::Reference(reference) => {
                named(&reference.target.name, reference.span.start)
            }
            StatementValue::Citation(citation) => named(&citation.name, citation.span.start),
            StatementValue::Text(text)
            | StatementValue::Markdown(text)
            | StatementValue::Url(text)
            | StatementValue::Unreadable(text) => fold(text) == self.text,
        }
    }

    fn spans(&self, date: &Date) -> bool {
        self.date.as_ref().is_some_and(|wanted| wanted.contains(date))
    }
}
