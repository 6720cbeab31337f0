//! The base as data: tables, references, a calendar, a feed, and what machines ask for first.
//!
//! Takes the knowledge and the plan; gives files by path, each valid in its own format whatever the notes hold. Order is
//! that of the notes, and every time comes from the notes: the same notes give the same bytes. Never renders a page.

mod base;
mod bibtex;
mod calendar;
mod crawl;
mod csl;
mod csv;
mod feed;
mod fragment;
mod linked;
mod notes;
mod package;
mod plain;
mod reference;
mod tables;
mod xml;

pub use fragment::fragments;
pub use linked::script_safe;

use crate::knowledge::{Knowledge, NoteId};
use crate::page::Plan;
use crate::parallel;
use crate::settings::Settings;
use base::Base;

/// What makes one or more files.
type Maker = fn(&Base<'_>) -> Vec<(String, Vec<u8>)>;

const MAKERS: [Maker; 7] = [
    tables::files,
    notes::files,
    reference::files,
    package::files,
    calendar::files,
    feed::files,
    crawl::files,
];

/// Makes all files of data: path from the root, and bytes; sorted by path.
///
/// # Shape
/// N notes with S statements and L links take O(N + S + L). A note without a page of its own (its address is another's)
/// is left out everywhere, so that every key is one note's.
#[must_use]
pub fn files(knowledge: &Knowledge, plan: &Plan, settings: &Settings) -> Vec<(String, Vec<u8>)> {
    let base = Base::new(knowledge, plan, settings);
    let mut files: Vec<(String, Vec<u8>)> =
        parallel::map(&MAKERS, |maker| maker(&base)).into_iter().flatten().collect();
    files.sort_unstable();
    files
}

/// Describes a note in schema.org's terms, escaped for a script element of type `application/ld+json`.
///
/// # Source
/// schema.org; escaping as the HTML Standard §4.12.1.3 asks of the contents of script elements.
#[must_use]
pub fn json_ld(knowledge: &Knowledge, plan: &Plan, settings: &Settings, id: NoteId) -> String {
    linked::describe(knowledge, plan, settings, id)
}

/// Writes plain data, which cannot fail, as JSON.
fn json(value: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
