//! What notes lack: links to them, sources, a second source, a fresh look.
//!
//! Takes the joined knowledge; answers of one note at a time. Judges nothing: reports and the editor's page do.

use super::{Knowledge, NoteId, Origin};
use crate::note::{Qualifiers, Statement, StatementValue};
use crate::schema::{FieldType, Kind};
use crate::value::{Day, Unit};

/// Sourced statements from which on a note ought to rest on more than one source.
const SINGLE_SOURCE_FROM: usize = 3;

impl Knowledge {
    /// Returns whether no other note links to this one; the home page's own text needs no link.
    #[must_use]
    pub fn is_orphan(&self, id: NoteId) -> bool {
        let is_linked = self.arriving(id).any(|edge| edge.from != id);
        !is_linked && self.notes[id].path.as_ref() != "content/index.md"
    }

    /// Returns the one source that a note rests on, with the number of its sourced statements, where these are several.
    #[must_use]
    pub fn only_source(&self, id: NoteId) -> Option<(NoteId, usize)> {
        if self.is_source(id) {
            return None;
        }
        let cited = self.outbound(id).iter().filter(|edge| is_citation(edge.origin));
        let mut sources = cited.map(|edge| edge.to);
        let first = sources.next()?;
        let sourced = |statement: &&Statement| !statement.qualifiers.sources.is_empty();
        let count = self.notes[id].all_statements().filter(sourced).count();
        let is_only = count >= SINGLE_SOURCE_FROM && sources.all(|source| source == first);
        is_only.then_some((first, count))
    }

    /// Lists the statements that ought to name a source or a reason, whether or not they do; observations among them.
    ///
    /// What describes a note rather than the world needs none: the fields of a source, what a figure counts, how concepts
    /// stand to each other, an address on the web, a plain number of order.
    pub fn sourceable(&self, id: NoteId) -> impl Iterator<Item = &Statement> {
        let kind = self.kind_of_facts(id);
        let note = &self.notes[id];
        let fields = note
            .statements
            .iter()
            .filter(move |statement| kind.is_some_and(|kind| tells_of_the_world(kind, statement)));
        fields.chain(&note.observations)
    }

    /// Lists the statements of fields that have neither a source to be found nor a reason, and ought to.
    pub fn without_source(&self, id: NoteId) -> impl Iterator<Item = &Statement> {
        self.notes[id].statements.iter().filter(move |statement| self.lacks_source(id, statement))
    }

    /// Returns whether a statement of note `id` is of a field, has neither a source to be found nor a reason, and ought to.
    #[must_use]
    pub fn lacks_source(&self, id: NoteId, statement: &Statement) -> bool {
        let Qualifiers { sources, inferred, unsourced, .. } = &statement.qualifiers;
        let found = sources.iter().any(|source| self.target(id, source.span.start).is_some());
        let is_supported = found || inferred.is_some() || unsourced.is_some();
        !is_supported
            && self.kind_of_facts(id).is_some_and(|kind| tells_of_the_world(kind, statement))
    }

    /// Returns the kind of a note where its fields may tell of the world.
    fn kind_of_facts(&self, id: NoteId) -> Option<&Kind> {
        self.kind(id).filter(|kind| kind.citable.is_none() && !kind.observations)
    }

    /// Counts the days from when a note's facts were last checked to `day`.
    #[must_use]
    pub fn days_unchecked(&self, id: NoteId, day: Day) -> Option<i32> {
        let checked = self.notes[id].checked.as_ref()?;
        Some(day.number() - checked.value.latest()?.number())
    }
}

/// Returns whether a link names what supports a statement or a passage.
pub(super) fn is_citation(origin: Origin) -> bool {
    match origin {
        Origin::Citation(_) | Origin::ProseCitation(_) | Origin::General => true,
        Origin::Prose(_)
        | Origin::Field(_)
        | Origin::Unknown(_)
        | Origin::Qualifier(_)
        | Origin::Compare => false,
    }
}

fn tells_of_the_world(kind: &Kind, statement: &Statement) -> bool {
    let field = statement.field_index.and_then(|index| kind.fields.get(index));
    let Some(field) = field else { return false };
    let is_among_themselves =
        field.to == [kind.name.clone()] && kind.timeline.is_none() && !field.ownership;
    let is_order = field.field_type == FieldType::Quantity
        && matches!(&statement.value, StatementValue::Quantity(q) if *q.unit() == Unit::None);
    field.field_type != FieldType::Url && !is_among_themselves && !is_order
}
