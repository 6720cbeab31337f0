//! What one note is related to: the neighbourhood graph and the rows behind it.
//!
//! Takes a note; gives its relations, read from its own end. Mentions and citations are no relations, and what has a place
//! of its own on a note's page (figures, sources, events) is left to that place.

use crate::draw::Heading;
use crate::draw::graph::{Edge, Graph, Node, neighbourhood};
use crate::knowledge::{self, NoteId, Origin};
use crate::schema::{Field, caption};
use crate::view::{Maker, RelationRow};
use std::collections::{BTreeMap, BTreeSet};

/// Neighbours drawn at most; the best linked of more.
const MOST: usize = 36;

/// Neighbours from which on a drawing says more than a table: one line says nothing.
const FEWEST: usize = 2;

/// A relation of a note, read from its end.
struct Relation {
    label: String,
    other: NoteId,
}

impl<'k> Maker<'k> {
    /// Draws what a note is related to on the page at `from`, and lists the same relations.
    #[must_use]
    pub fn neighbourhood_of(
        &self,
        from: &str,
        id: NoteId,
    ) -> (Option<String>, Vec<RelationRow<'k>>) {
        let relations = self.relations(id);
        let row = |relation: &Relation| RelationRow {
            label: relation.label.clone(),
            card: self.short_card(from, relation.other),
        };
        let rows: Vec<RelationRow<'k>> = relations.iter().map(row).collect();
        (self.neighbourhood(from, id, &relations), rows)
    }

    /// Lists relations: those the note states, in order, then those that others state of it; each once.
    fn relations(&self, id: NoteId) -> Vec<Relation> {
        let may_relate = |edge: &knowledge::Edge, other: NoteId| {
            let is_stated = matches!(edge.origin, Origin::Field(_));
            is_stated && other != id && self.is_neighbour(id, other)
        };
        let outbound = self.knowledge.outbound(id).iter().filter(|edge| may_relate(edge, edge.to));
        let outbound = outbound.filter_map(|edge| {
            let (label, _) = self.ends_of(edge)?;
            Some(Relation { label, other: edge.to })
        });
        let inbound = self.knowledge.arriving(id).filter(|edge| may_relate(edge, edge.from));
        let inbound = inbound.filter_map(|edge| {
            let (_, label) = self.ends_of(edge)?;
            Some(Relation { label: label?, other: edge.from })
        });
        let mut seen = BTreeSet::new();
        outbound
            .chain(inbound)
            .filter(|relation| seen.insert((relation.label.clone(), relation.other)))
            .collect()
    }

    /// Returns whether `other` may stand in the neighbourhood of `id`.
    fn is_neighbour(&self, id: NoteId, other: NoteId) -> bool {
        let knowledge = self.knowledge;
        !knowledge.is_figure(other)
            && !knowledge.is_source(other)
            && (!knowledge.is_event(other) || knowledge.is_event(id))
    }

    /// Returns what a relation is called from its own end and from the other; none for what is no relation.
    fn ends_of(&self, edge: &knowledge::Edge) -> Option<(String, Option<String>)> {
        let Origin::Field(at) = edge.origin else { return None };
        let statement = &self.knowledge.notes[edge.from].statements[at];
        let field = self.knowledge.field(edge.from, statement)?;
        let until = statement.qualifiers.until.as_ref();
        let until =
            until.map(|until| format!(" (until {})", until.value.in_english())).unwrap_or_default();
        let inverse = field.inverse_name().map(|name| inverse_caption(field, name));
        Some((field.caption() + &until, inverse.map(|inverse| inverse + &until)))
    }

    fn neighbourhood(&self, from: &str, id: NoteId, relations: &[Relation]) -> Option<String> {
        let others: BTreeSet<NoteId> = relations.iter().map(|relation| relation.other).collect();
        let mut kept: Vec<NoteId> = others.into_iter().collect();
        if kept.len() < FEWEST {
            return None;
        }
        kept.sort_by_key(|&other| (std::cmp::Reverse(self.knowledge.inbound[other].len()), other));
        let left_out = kept.len().saturating_sub(MOST);
        kept.truncate(MOST);
        kept.sort_unstable();
        kept.insert(0, id);
        let title = &self.knowledge.notes[id].title;
        let rest = if left_out > 0 {
            format!(" {left_out} more are in the table alone.")
        } else {
            String::new()
        };
        let heading = Heading {
            id: "neighbourhood".to_owned(),
            title: format!("What {title} is related to"),
            description: format!("{} notes and the relations between them.{rest}", kept.len()),
        };
        let nodes = kept.iter().map(|&note| self.node(from, note)).collect();
        Some(neighbourhood(&Graph {
            heading,
            nodes,
            edges: self.edges_among(&kept),
            focus: Some(0),
        }))
    }

    /// Shows a note as a node on the page at `from`.
    pub(super) fn node(&self, from: &str, id: NoteId) -> Node {
        let plate = self.plate(id);
        let kind = self.knowledge.kind(id);
        let label = kind.map_or("", |kind| kind.label_one.as_str());
        let said = [Some(plate.title()), plate.zh(), Some(label).filter(|label| !label.is_empty())];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        Node {
            label: plate.title().to_owned(),
            kind: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
            title: said.join(" · "),
            href: Some(self.note_href(from, id)),
        }
    }

    /// Lists the relations between notes, by their positions in `kept`.
    pub(super) fn edges_among(&self, kept: &[NoteId]) -> Vec<Edge> {
        let place: BTreeMap<NoteId, usize> =
            kept.iter().enumerate().map(|(at, &id)| (id, at)).collect();
        let mut edges = Vec::new();
        for (at, &id) in kept.iter().enumerate() {
            for edge in self.knowledge.outbound(id) {
                let Some(&to) = place.get(&edge.to) else { continue };
                let Some((label, _)) = self.ends_of(edge) else { continue };
                let Origin::Field(statement) = edge.origin else { continue };
                let notes = &self.knowledge.notes;
                edges.push(Edge {
                    from: at,
                    to,
                    kind: notes[id].statements[statement].field.clone(),
                    title: format!("{} · {label} · {}", notes[id].title, notes[edge.to].title),
                });
            }
        }
        edges
    }
}

/// Returns what a field is called from the other end, as a label.
fn inverse_caption(field: &Field, name: &str) -> String {
    if field.symmetric { field.caption() } else { caption(name) }
}
