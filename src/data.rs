//! The base as data: tables, references, a calendar, a feed, and what machines ask for first.
//!
//! Takes the knowledge and the plan; gives files by path, each valid in its own format whatever the notes hold. Order is
//! that of the notes, and every time comes from the notes: the same notes give the same bytes. Never renders a page.

use crate::knowledge::{Knowledge, NoteId};
use crate::page::Plan;
use crate::settings::Settings;

/// Makes all files of data: path from the root, and bytes; sorted by path.
#[must_use]
pub fn files(knowledge: &Knowledge, plan: &Plan, settings: &Settings) -> Vec<(String, Vec<u8>)> {
    let _ = (knowledge, plan, settings);
    Vec::new()
}

/// Describes a note in schema.org's terms, escaped for a script element of type `application/ld+json`.
#[must_use]
pub fn json_ld(knowledge: &Knowledge, plan: &Plan, settings: &Settings, id: NoteId) -> String {
    let _ = (knowledge, plan, settings, id);
    "{}".to_owned()
}
