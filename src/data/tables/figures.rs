//! One row for each observation of a figure.
//!
//! Takes the base; writes rows in the order of the figures, and in each that of its observations.

use super::super::base::Base;
use super::super::csv::Rows;
use super::Cell::{Boolean, Date, Number, String};
use super::{Column, Table, column, columns};
use crate::knowledge::{NoteId, StatementRef};
use crate::note::Statement;
use crate::value::Quantity;

pub(super) const TABLE: Table = Table {
    name: "figures",
    description: "One row for each observation: a number for a subject, a metric and a period, as its source printed it.",
    columns: &COLUMNS,
    primary_key: &["id"],
    foreign_keys: &[
        ("id", "statements", "id"),
        ("figure", "notes", "id"),
        ("subject", "notes", "id"),
        ("metric", "notes", "id"),
    ],
    rows,
};

const COLUMNS: [Column; 27] = [
    column("id", String, "Key of the observation, which is a statement"),
    column("figure", String, "Note of the figure"),
    column("figure_title", String, "Title of the figure"),
    column("subject", String, "Note that the figure is about"),
    column("subject_title", String, "Title of that note, or the words that stand for it"),
    column("metric", String, "Note of what is measured"),
    column("metric_title", String, "Title of that note, or the words that stand for it"),
    column("scope", String, "What the observation covers"),
    column("period", String, "The time it counts, in EDTF with quarters and halves"),
    column("start", Date, "First day of that time"),
    column("end", Date, "Last day of that time"),
    column("value", String, "The value as its source printed it"),
    column("number", Number, "The number, or the low end of a range"),
    column("number_high", Number, "High end of a range"),
    column("bound", String, "How the number bounds what it tells of"),
    column("unit", String, "What is counted"),
    column("currency", String, "Code of the currency, ISO 4217"),
    column("converted", Number, "The source's own conversion into another unit"),
    column("converted_unit", String, "Unit of that conversion"),
    column("disputed", Boolean, "Whether another source contradicts it"),
    column(
        "status",
        String,
        "How sure it is: actual, estimate, target, forecast, claimed, unclear",
    ),
    column("according_to", String, "Whose word the source passes on"),
    column("stated", String, "When it was said, in EDTF"),
    column("sources", String, "Sources with their locators, semicolons between"),
    column("inferred", String, "Why the base worked it out, where no source prints it"),
    column("unsourced", String, "Why there is no source"),
    column("note_text", String, "What else a reader must know"),
];

fn rows(base: &Base<'_>, rows: &mut Rows) {
    for (id, key, note) in base.notes() {
        for (at, observation) in note.observations.iter().enumerate() {
            rows.maybe(base.statement_key(id, StatementRef::Observation(at)));
            rows.text(key).text(&base.title(id));
            about(base, rows, id);
            value(rows, observation);
            rows.truth(base.knowledge.is_disputed(id, at));
            columns::support(base, rows, id, &observation.qualifiers);
            rows.end();
        }
    }
}

/// Writes what a figure is about and what it measures: the first two fields of its kind that name notes.
fn about(base: &Base<'_>, rows: &mut Rows, id: NoteId) {
    let linking = base.knowledge.kind(id).into_iter().flat_map(|kind| {
        kind.fields.iter().enumerate().filter(|(_, field)| field.field_type.is_link())
    });
    let mut linking = linking.map(|(at, _)| at);
    for _ in 0..2 {
        let field = linking.next();
        let mut statements = base.knowledge.notes[id].statements.iter();
        let named = statements.find(|named| field.is_some() && named.field_index == field);
        let note = named.and_then(|named| base.note_of(id, &named.value));
        rows.maybe(note.and_then(|note| base.key(note)));
        rows.maybe(named.map(|named| base.text_of(id, &named.value)));
    }
}

/// Writes scope, time and value of an observation.
fn value(rows: &mut Rows, observation: &Statement) {
    let qualifiers = &observation.qualifiers;
    let time = qualifiers.period.as_ref().or(qualifiers.at.as_ref()).map(|date| &date.value);
    let quantity = observation.quantity();
    let converted = quantity.and_then(Quantity::conversion);
    rows.maybe(qualifiers.scope.as_ref().map(|scope| &scope.value));
    rows.date(time);
    rows.day(time.and_then(|time| time.earliest()));
    rows.day(time.and_then(|time| time.latest()));
    rows.maybe(quantity.map(Quantity::original));
    columns::number(rows, quantity);
    rows.number(converted.map(Quantity::low));
    rows.maybe(converted.map(|converted| converted.unit().to_string()));
}
