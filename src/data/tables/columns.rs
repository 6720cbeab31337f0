//! Cells that several tables share.
//!
//! Takes a statement; writes what is said about it. The names of these columns stand in the tables themselves.

use super::super::base::Base;
use super::super::csv::Rows;
use crate::knowledge::NoteId;
use crate::note::Qualifiers;
use crate::value::{Quantity, Status};

/// Writes a number: low end, high end, bound, unit, currency.
pub(super) fn number(rows: &mut Rows, quantity: Option<&Quantity>) {
    rows.number(quantity.map(Quantity::low));
    rows.number(quantity.and_then(Quantity::high));
    rows.maybe(quantity.map(|quantity| quantity.bound().name()));
    rows.text(&quantity.map(|quantity| quantity.unit().to_string()).unwrap_or_default());
    rows.maybe(quantity.and_then(|quantity| quantity.unit().currency()));
}

/// Writes what says how far a statement can be relied on: status, whose word, when said, sources, why without.
pub(super) fn support<'k>(
    base: &Base<'k>,
    rows: &mut Rows,
    id: NoteId,
    qualifiers: &'k Qualifiers,
) {
    let reason = [&qualifiers.inferred, &qualifiers.unsourced, &qualifiers.note];
    rows.maybe(qualifiers.status.as_ref().map(|status| Status::name(status.value)));
    rows.text(&base.texts_of(id, &qualifiers.according_to));
    rows.date(qualifiers.stated.as_ref().map(|date| &date.value));
    rows.text(&base.sources(id, &qualifiers.sources));
    for reason in reason {
        rows.maybe(reason.as_ref().map(|reason| &reason.value));
    }
}
