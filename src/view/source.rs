//! What a source supports, and where an event stands in time.
//!
//! Takes a source or an event; gives every statement and sentence that rests on the one, and the neighbours of the other.

use super::maker::{Maker, date_view};
use super::shape::{EventView, SourceView, SupportGroup, SupportRow};
use crate::knowledge::{Edge, NoteId, Origin, StatementRef};
use crate::markdown::text_html;
use crate::schema::caption;
use crate::span::Span;
use crate::value::Date;
use std::collections::BTreeSet;

impl<'k> Maker<'k> {
    /// Shows what a source supports, note by note.
    pub(super) fn source(&self, from: &str, id: NoteId) -> SourceView<'k> {
        let edges = self.knowledge.arriving(id).filter(|edge| {
            matches!(edge.origin, Origin::Citation(_) | Origin::ProseCitation(_) | Origin::General)
        });
        let edges: Vec<&Edge> = edges.collect();
        // Edges arrive in the order of the notes that they leave.
        let by_note = || edges.chunk_by(|one, next| one.from == next.from);
        let mut ties: BTreeSet<String> = BTreeSet::new();
        let others = by_note().map(|edges| edges[0].from);
        for other in others.filter(|&other| self.is_told_of(id, other)) {
            ties.extend(
                self.knowledge
                    .subjects(other)
                    .into_iter()
                    .filter_map(|subject| self.tie_sentence(from, id, subject)),
            );
        }
        let supports: Vec<SupportGroup<'k>> = by_note()
            .map(|edges| SupportGroup {
                card: self.short_card(from, edges[0].from),
                rows: self.support_rows(from, edges),
            })
            .collect();
        let url = self
            .knowledge
            .kind(id)
            .and_then(|kind| kind.citable.as_ref())
            .and_then(|citable| citable.url);
        SourceView {
            reference_html: self.reference_html(from, id),
            url: self.source_url(id, url),
            archived: self.other_url(id),
            ties: ties.into_iter().collect(),
            support_count: supports.iter().map(|group| group.rows.len()).sum(),
            supports,
        }
    }

    /// Returns whether a source tells of a note and does not only serve it: not of itself, nor of its publisher where it is about others.
    fn is_told_of(&self, source: NoteId, note: NoteId) -> bool {
        let is_about = |edge: &Edge| edge.to == note && matches!(edge.origin, Origin::Field(_));
        let names = self.knowledge.outbound(source).iter().filter(|edge| is_about(edge)).count();
        note != source && (names > 1 || !self.publishers(source).contains(&note))
    }

    fn support_rows(&self, from: &str, edges: &[&Edge]) -> Vec<SupportRow> {
        let mut rows: Vec<SupportRow> = Vec::new();
        for edge in edges {
            let row = match edge.origin {
                Origin::Citation(which) => self.supported_statement(from, edge, which),
                Origin::ProseCitation(_) => self.supported_sentence(from, edge),
                _ => SupportRow {
                    href: self.note_href(from, edge.from),
                    label: "In general".to_owned(),
                    ..SupportRow::default()
                },
            };
            let again = rows.iter().any(|known| {
                known.href == row.href && known.html == row.html && known.locator == row.locator
            });
            if !again {
                rows.push(row);
            }
        }
        rows
    }

    fn supported_statement(&self, from: &str, edge: &Edge, which: StatementRef) -> SupportRow {
        let note = &self.knowledge.notes[edge.from];
        let statement = self.knowledge.statement(edge.from, which);
        let cited = match statement {
            Some(statement) => {
                statement.qualifiers.sources.iter().find(|cited| cited.span == edge.span)
            }
            None => note.names.sources.iter().find(|cited| cited.span == edge.span),
        };
        let label = match (which, statement) {
            (StatementRef::Observation(_), Some(statement)) => {
                statement.qualifiers.time().map(Date::in_english).unwrap_or_default()
            }
            (_, Some(statement)) => self
                .knowledge
                .field(edge.from, statement)
                .map_or_else(|| caption(&statement.field), crate::schema::Field::caption),
            (_, None) => "Chinese name".to_owned(),
        };
        let html = match statement {
            Some(statement) => self.value_html(from, edge.from, &statement.value),
            None => note.names.zh.as_ref().map(|zh| text_html(&zh.value)).unwrap_or_default(),
        };
        SupportRow {
            href: self.part_href(from, edge.from, &self.statement_id(edge.from, which)),
            label,
            html,
            locator: cited.and_then(|cited| cited.locator.clone()),
        }
    }

    /// Shows the sentence before a citation mark.
    fn supported_sentence(&self, from: &str, edge: &Edge) -> SupportRow {
        let note = &self.knowledge.notes[edge.from];
        let start = edge.span.start.saturating_sub(note.body.start);
        let heading = note.outline.headings.iter().rfind(|heading| heading.span.start <= start);
        let href = match heading {
            Some(heading) => self.part_href(from, edge.from, &heading.id),
            None => self.note_href(from, edge.from),
        };
        SupportRow {
            href,
            label: String::new(),
            html: self.quote(edge).to_owned(),
            locator: locator(note.text.as_ref(), edge.span),
        }
    }

    /// Shows what came before and after an event.
    pub(super) fn event(&self, from: &str, id: NoteId) -> EventView {
        let links = |edges: Vec<NoteId>| {
            edges
                .into_iter()
                .filter(|&other| self.knowledge.is_event(other))
                .map(|other| self.card(from, other))
                .collect()
        };
        let before: Vec<NoteId> = self.linked_events(self.knowledge.outbound(id).iter(), id);
        let after: Vec<NoteId> = self.linked_events(self.knowledge.arriving(id), id);
        let [previous, next] = self
            .among_the_same(id)
            .map(|event| event.filter(|event| !before.contains(event) && !after.contains(event)));
        EventView {
            when: self.knowledge.date(id).map(date_view),
            before: links(before),
            after: links(after),
            previous: previous.map(|event| self.card(from, event)),
            next: next.map(|event| self.card(from, event)),
        }
    }

    /// Finds the last event before this one, and the first after it, that names a note which this one names too.
    fn among_the_same(&self, id: NoteId) -> [Option<NoteId>; 2] {
        let key = |event: NoteId| self.knowledge.date(event).map(Date::sort_key);
        let Some(own) = key(id) else { return [None, None] };
        let named = self.knowledge.outbound(id).iter();
        let named: BTreeSet<NoteId> = named
            .filter(|edge| matches!(edge.origin, Origin::Field(_)))
            .map(|edge| edge.to)
            .filter(|&other| !self.knowledge.is_event(other))
            .collect();
        let others: BTreeSet<NoteId> = named.iter().flat_map(|&one| self.events_of(one)).collect();
        let dated = others.into_iter().filter(|&other| other != id);
        let dated: Vec<_> = dated.filter_map(|other| Some((key(other)?, other))).collect();
        let earlier = dated.iter().filter(|(key, _)| *key < own).max();
        let later = dated.iter().filter(|(key, _)| *key > own).min();
        [earlier, later].map(|event| event.map(|&(_, event)| event))
    }

    /// Lists the events at the other end of field edges; a part of a greater event is neither before nor after it.
    fn linked_events<'e>(&self, edges: impl Iterator<Item = &'e Edge>, id: NoteId) -> Vec<NoteId> {
        let mut events = Vec::new();
        let own = self.knowledge.date(id).map(Date::sort_key);
        for edge in edges {
            let Origin::Field(at) = edge.origin else { continue };
            let other = if edge.from == id { edge.to } else { edge.from };
            let statement = &self.knowledge.notes[edge.from].statements[at];
            let among_events = self.knowledge.field(edge.from, statement).is_some_and(|field| {
                field
                    .to
                    .iter()
                    .all(|to| self.knowledge.kind(id).is_some_and(|kind| *to == kind.name))
            });
            let date = self.knowledge.date(other).map(Date::sort_key);
            if among_events
                && other != id
                && date.is_some()
                && own.is_some()
                && !events.contains(&other)
            {
                events.push(other);
            }
        }
        events
    }
}

/// Returns the locator that stands after a citation's name in its brackets.
fn locator(text: &str, span: Span) -> Option<String> {
    let rest = text.get(span.end..)?;
    let end = rest.find([';', ']'])?;
    let locator = rest[..end].strip_prefix(',')?.trim();
    (!locator.is_empty() && locator.len() < 200).then(|| locator.to_owned())
}
