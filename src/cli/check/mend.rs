//! What `--fix` offers: links for the names that stand in prose without one.
//!
//! Takes what the notes know; gives a patch. Writes nothing: whether a name should be a link is for
//! its author to say.

use crate::cli::edit::{Edit, edited};
use crate::cli::patch::{self, Before};
use crate::knowledge::{Knowledge, NoteId, mentions};
use std::collections::{BTreeMap, BTreeSet};

/// Writes a patch that links the first mention of each note in each note that has no link to it.
pub(super) fn patch(knowledge: &Knowledge) -> String {
    let linked = knowledge.edges.iter().map(|edge| (edge.from, edge.to));
    let mut linked: BTreeSet<(NoteId, NoteId)> = linked.collect();
    let mut edits: BTreeMap<NoteId, Vec<Edit>> = BTreeMap::new();
    for mention in mentions(knowledge) {
        if linked.insert((mention.note, mention.target)) {
            let text = &knowledge.notes[mention.note].text;
            let link = format!("[[{}]]", &text[mention.span.start..mention.span.end]);
            let edit = Edit { span: mention.span, text: link };
            edits.entry(mention.note).or_default().push(edit);
        }
    }
    let patches = edits.into_iter().map(|(id, edits)| {
        let note = &knowledge.notes[id];
        let before = Before { path: &note.path, text: &note.text };
        patch::of(before, &note.path, &edited(&note.text, edits))
    });
    patches.collect()
}
