//! Ties of ownership between those who print and those who are printed about.
//!
//! Takes the statements of fields that say `ownership`; answers whether two notes have an owner in common, or one owns the
//! other. Never judges a source by it.

use super::{Knowledge, NoteId, Origin};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Who owns whom, directly.
#[derive(Clone, Debug, Default)]
pub struct Ties {
    owners: BTreeMap<NoteId, Vec<NoteId>>,
}

/// How two notes are tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The first is the second, or is owned by it.
    OwnedBy,
    /// The first owns the second.
    Owns,
    /// Both are owned by this note.
    Shared(NoteId),
}

impl Ties {
    pub(super) fn of(knowledge: &Knowledge) -> Self {
        let mut owners: BTreeMap<NoteId, Vec<NoteId>> = BTreeMap::new();
        for edge in &knowledge.edges {
            let Origin::Field(at) = edge.origin else { continue };
            let statement = &knowledge.notes[edge.from].statements[at];
            let holds = statement.qualifiers.until.is_none();
            if holds && knowledge.field(edge.from, statement).is_some_and(|field| field.ownership) {
                owners.entry(edge.from).or_default().push(edge.to);
            }
        }
        Self { owners }
    }

    /// Returns everyone who owns `id`, nearest first; `id` itself is not among them.
    #[must_use]
    pub fn owners(&self, id: NoteId) -> Vec<NoteId> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::from([id]);
        let mut next = VecDeque::from([id]);
        while let Some(at) = next.pop_front() {
            for &owner in self.owners.get(&at).into_iter().flatten() {
                if seen.insert(owner) {
                    found.push(owner);
                    next.push_back(owner);
                }
            }
        }
        found
    }

    /// Returns how `publisher` and `subject` are tied, if they are.
    #[must_use]
    pub fn between(&self, publisher: NoteId, subject: NoteId) -> Option<Tie> {
        if publisher == subject {
            return Some(Tie::OwnedBy);
        }
        let above = self.owners(publisher);
        if above.contains(&subject) {
            return Some(Tie::OwnedBy);
        }
        let over_subject = self.owners(subject);
        if over_subject.contains(&publisher) {
            return Some(Tie::Owns);
        }
        above.into_iter().find(|owner| over_subject.contains(owner)).map(Tie::Shared)
    }
}
