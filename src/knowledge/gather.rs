//! What join gathers from the notes and their edges.
//!
//! Takes notes in order and what their links mean; gives [`Knowledge`] with each index made once. Reports nothing.

use super::lookup::Lookup;
use super::resolve::All;
use super::{Edge, Knowledge, NoteId, Surroundings, Ties};
use crate::note::{Note, Statement};
use crate::parallel;
use crate::schema::{KindId, Schema};
use crate::value::{Date, Day};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Gathers all but the disputes, which are looked for in what this gives.
pub(super) fn gathered(
    notes: Vec<Arc<Note>>,
    lookup: Lookup,
    resolved: All,
    around: &Surroundings<'_>,
) -> Knowledge {
    let dates = || notes.iter().map(|note| date(note, around.schema).cloned()).collect();
    let ((topics, dates), (kinds, inbound, newest)) = parallel::both(
        || (by_topic(&notes), dates()),
        || (by_kind(&notes), inbound(notes.len(), &resolved.edges), newest(&notes)),
    );
    let mut knowledge = Knowledge {
        outbound: outbound(notes.len(), &resolved.edges),
        inbound,
        newest,
        kinds,
        dates,
        topics,
        notes,
        schema: Arc::clone(around.schema),
        lookup,
        edges: resolved.edges,
        resolutions: resolved.resolutions,
        wanted: resolved.wanted,
        disputes: Vec::new(),
        disputed: BTreeSet::new(),
        ties: Ties::default(),
        attachments: Arc::clone(around.attachments),
    };
    knowledge.ties = Ties::of(&knowledge);
    knowledge
}

/// Finds where the edges of each note begin, which are sorted by the note they leave.
fn outbound(note_count: usize, edges: &[Edge]) -> Vec<usize> {
    let mut begins = vec![0; note_count + 1];
    for edge in edges {
        begins[edge.from + 1] += 1;
    }
    for id in 0..note_count {
        begins[id + 1] += begins[id];
    }
    begins
}

fn inbound(note_count: usize, edges: &[Edge]) -> Vec<Vec<usize>> {
    let mut inbound = vec![Vec::new(); note_count];
    for (index, edge) in edges.iter().enumerate() {
        inbound[edge.to].push(index);
    }
    inbound
}

fn date<'n>(note: &'n Note, schema: &Schema) -> Option<&'n Date> {
    let kind = schema.kind(note.kind?);
    let index =
        kind.timeline.or_else(|| kind.citable.as_ref().and_then(|citable| citable.issued))?;
    let dated = note.statements.iter().find(|statement| statement.field_index == Some(index));
    dated?.date()
}

/// Finds the newest day on which a note was changed or checked, or of which an event or source tells.
fn newest(notes: &[Arc<Note>]) -> Option<Day> {
    let own = notes
        .iter()
        .flat_map(|note| [&note.updated, &note.checked])
        .flatten()
        .filter_map(|date| date.value.latest());
    own.max().or_else(|| {
        let dates = notes.iter().flat_map(|note| &note.statements).filter_map(Statement::date);
        dates.filter_map(Date::latest).max()
    })
}

fn by_kind(notes: &[Arc<Note>]) -> BTreeMap<Option<KindId>, Vec<NoteId>> {
    let mut groups: BTreeMap<_, Vec<NoteId>> = BTreeMap::new();
    for (id, note) in notes.iter().enumerate() {
        groups.entry(note.kind).or_default().push(id);
    }
    groups
}

fn by_topic(notes: &[Arc<Note>]) -> BTreeMap<String, (String, Vec<NoteId>)> {
    let mut topics: BTreeMap<String, (String, Vec<NoteId>)> = BTreeMap::new();
    for (id, note) in notes.iter().enumerate() {
        for topic in &note.topics {
            let (_, ids) = topics
                .entry(crate::text::fold(topic))
                .or_insert_with(|| (topic.clone(), Vec::new()));
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
    }
    topics
}
