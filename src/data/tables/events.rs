//! One row for each event: each note of a kind that claims a place in the timeline.
//!
//! Takes the base; writes rows by date, and on one date by path.

use super::super::base::Base;
use super::super::csv::Rows;
use super::Cell::{self, Boolean, String};
use super::{Column, Table, column};
use crate::knowledge::NoteId;
use crate::value::{Date, Precision};

pub(super) const TABLE: Table = Table {
    name: "events",
    description: "One row for each event with a date, by date. Who took part stands in links.",
    columns: &COLUMNS,
    primary_key: &["id"],
    foreign_keys: &[("id", "notes", "id")],
    rows,
};

const COLUMNS: [Column; 12] = [
    column("id", String, "Note of the event"),
    column("kind", String, "Kind of the note"),
    column("title", String, "English name"),
    column("zh", String, "Chinese name, simplified"),
    column("when", String, "When it happened, in EDTF with quarters and halves"),
    column("start", Cell::Date, "First day that it may have happened on"),
    column("end", Cell::Date, "Last day that it may have happened on"),
    column(
        "precision",
        String,
        "How precise the date is: day, month, quarter, half, year, interval",
    ),
    column("approximate", Boolean, "Whether the date is about right"),
    column("summary", String, "One or two sentences"),
    column("topics", String, "Topics, semicolons between"),
    column(
        "page",
        String,
        "Address of its page, from the root of the site or whole where that is known",
    ),
];

fn rows(base: &Base<'_>, rows: &mut Rows) {
    for (id, date) in dated(base) {
        let note = &base.knowledge.notes[id];
        rows.maybe(base.key(id)).text(base.kind(id)).text(&base.title(id));
        rows.maybe(note.names.zh.as_ref().map(|name| &name.value));
        rows.date(Some(date)).day(date.earliest()).day(date.latest());
        rows.text(precision(date.precision())).truth(date.is_approximate());
        rows.maybe(note.summary.as_ref().map(|summary| &summary.value));
        rows.text(&note.topics.join("; ")).text(&base.address(&base.plan.notes[id]));
        rows.end();
    }
}

/// Lists the events with their dates, by date.
pub(in crate::data) fn dated<'k>(base: &Base<'k>) -> Vec<(NoteId, &'k Date)> {
    let events = base.notes().filter(|(id, _, _)| base.knowledge.is_event(*id));
    let mut dated: Vec<(NoteId, &Date)> =
        events.filter_map(|(id, _, _)| Some((id, base.knowledge.date(id)?))).collect();
    dated.sort_by_key(|(id, date)| (*date, *id));
    dated
}

const fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Interval => "interval",
        Precision::Year => "year",
        Precision::Half => "half",
        Precision::Quarter => "quarter",
        Precision::Month => "month",
        Precision::Day => "day",
    }
}
