//! One row for each statement, observations included.
//!
//! Takes the base; writes rows in the order of the notes, and in each that of its fields.

use super::super::base::Base;
use super::super::csv::Rows;
use super::Cell::{Number, String};
use super::{Column, Table, column, columns};
use crate::note::Qualifiers;

pub(super) const TABLE: Table = Table {
    name: "statements",
    description: "One row for each statement: a value of a field of a note, when it held, and who says so. Observations of figures are statements too.",
    columns: &COLUMNS,
    primary_key: &["id"],
    foreign_keys: &[("note", "notes", "id"), ("value_note", "notes", "id")],
    rows,
};

const COLUMNS: [Column; 24] = [
    column("id", String, "Key of the statement: its note's, and its address on that page"),
    column("note", String, "Note that states it"),
    column("field", String, "Name of the field"),
    column("value", String, "The value as text: as written, a note by its title"),
    column("value_note", String, "Note that the value names"),
    column("value_date", String, "Date that the value is, in EDTF with quarters and halves"),
    column("number", Number, "Number that the value is, or the low end of a range"),
    column("number_high", Number, "High end of a range"),
    column("bound", String, "How the number bounds what it tells of"),
    column("unit", String, "What is counted"),
    column("currency", String, "Code of the currency, ISO 4217"),
    column("from", String, "Since when it held, in EDTF"),
    column("until", String, "Until when it held, in EDTF"),
    column("at", String, "When it happened, or the period of an observation, in EDTF"),
    column(
        "qualifiers",
        String,
        "What else the kind lets be said, as name: value, semicolons between",
    ),
    column("scope", String, "What an observation covers"),
    column("disputed", String, "Why a dispute is known and accepted"),
    column(
        "status",
        String,
        "How sure it is: actual, estimate, target, forecast, claimed, unclear",
    ),
    column("according_to", String, "Whose word the source passes on"),
    column("stated", String, "When it was said, in EDTF"),
    column(
        "sources",
        String,
        "Sources with their locators, semicolons between; see links for one row each",
    ),
    column("inferred", String, "Why the base worked it out, where no source prints it"),
    column("unsourced", String, "Why there is no source"),
    column("note_text", String, "What else a reader must know"),
];

fn rows(base: &Base<'_>, rows: &mut Rows) {
    for (id, key, _) in base.notes() {
        for (which, statement) in base.statements(id) {
            let qualifiers = &statement.qualifiers;
            let at = qualifiers.period.as_ref().or(qualifiers.at.as_ref());
            rows.maybe(base.statement_key(id, which)).text(key).text(&statement.field);
            rows.text(&base.text_of(id, &statement.value));
            let named = base.note_of(id, &statement.value);
            rows.maybe(named.and_then(|named| base.key(named)));
            rows.date(statement.date());
            columns::number(rows, statement.quantity());
            for date in [qualifiers.from.as_ref(), qualifiers.until.as_ref(), at] {
                rows.date(date.map(|date| &date.value));
            }
            rows.text(&further(base, id, qualifiers));
            rows.maybe(qualifiers.scope.as_ref().map(|scope| &scope.value));
            rows.maybe(qualifiers.disputed.as_ref().map(|reason| &reason.value));
            columns::support(base, rows, id, qualifiers);
            rows.end();
        }
    }
}

/// Returns the qualifiers that the kind declares, as text.
fn further(base: &Base<'_>, id: usize, qualifiers: &Qualifiers) -> std::string::String {
    let named = qualifiers.further.iter();
    let named = named.map(|(name, value)| format!("{name}: {}", base.text_of(id, &value.value)));
    named.collect::<Vec<_>>().join("; ")
}
