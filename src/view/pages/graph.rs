//! The whole base as a graph, and its best linked part as a map.
//!
//! Takes all links; gives drawings and the rows behind them. Of a large base the most linked notes are drawn: a picture of
//! everything would show nothing.

use super::compare::is_plain;
use crate::draw::Heading;
use crate::draw::graph::{Edge, Graph, field, whole};
use crate::knowledge::{self, NoteId, Origin};
use crate::schema::{Kind, KindId};
use crate::view::{GraphRow, GraphView, KindView, Maker};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Notes drawn at most.
const MOST: usize = 500;

/// Notes on the map at most.
const MAP: usize = 36;

/// How two notes are linked, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Statement,
    Mention,
    Citation,
}

impl<'k> Maker<'k> {
    /// Draws the whole base for the page at `from`.
    #[must_use]
    pub fn graph(&self, from: &str) -> GraphView<'k> {
        let bonds = self.bonds();
        let degrees = degrees(self.knowledge.notes.len(), bonds.iter().map(|(pair, ..)| pair));
        let kept = most_linked(&degrees, MOST);
        let place = places(&kept);
        let among = bonds.iter().filter_map(|((a, b), bond, edge)| {
            let (&from, &to) = (place.get(a)?, place.get(b)?);
            Some(self.bond_edge((from, to), *bond, edge))
        });
        let edges: Vec<Edge> = among.collect();
        let edge_count = edges.len();
        let heading = Heading {
            id: "graph".to_owned(),
            title: format!("{} notes and how they are linked", kept.len()),
            description: "Each dot is a note, each line a link; the table below says the same."
                .to_owned(),
        };
        let nodes = kept.iter().map(|&id| self.node(from, id)).collect();
        let mut rows: Vec<NoteId> = kept.clone();
        rows.sort_by_key(|&id| (Reverse(degrees[id]), id));
        let row =
            |id: NoteId| GraphRow { card: self.short_card(from, id), link_count: degrees[id] };
        GraphView {
            svg: whole(&Graph { heading, nodes, edges, focus: None }),
            node_count: kept.len(),
            edge_count,
            kinds: self.kinds_of(from, &kept),
            rows: rows.into_iter().map(row).collect(),
        }
    }

    /// Draws the map of the field: the notes best linked by statements, figures, sources and events apart.
    pub(super) fn map_of_field(&self, from: &str) -> Option<String> {
        let is_on_map = |id: NoteId| self.knowledge.kind(id).is_some_and(is_of_the_field);
        let stated = self.knowledge.edges.iter().filter(|edge| {
            let is_stated = edge.from != edge.to && bond(edge.origin) == Bond::Statement;
            is_stated && is_on_map(edge.from) && is_on_map(edge.to)
        });
        let mut pairs: Vec<(NoteId, NoteId)> = stated.map(pair).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let degrees = degrees(self.knowledge.notes.len(), &pairs);
        let mut kept = most_linked(&degrees, MAP);
        let ties = self.edges_among(&kept);
        kept = largest_part(&kept, &ties);
        if kept.len() < 3 {
            return None;
        }
        let edges = self.edges_among(&kept);
        let heading = Heading {
            id: "map".to_owned(),
            title: "Map of the field".to_owned(),
            description: format!("The {} notes with the most relations, and these.", kept.len()),
        };
        let nodes = kept.iter().map(|&id| self.node(from, id)).collect();
        Some(field(&Graph { heading, nodes, edges, focus: None }, MAP))
    }

    /// Lists the pairs of notes that a link joins, lower first and sorted, each with its strongest bond and the first link of it.
    fn bonds(&self) -> Vec<((NoteId, NoteId), Bond, &knowledge::Edge)> {
        let edges = self.knowledge.edges.iter().filter(|edge| edge.from != edge.to);
        let mut bonds: Vec<_> = edges.map(|edge| (pair(edge), bond(edge.origin), edge)).collect();
        // Stable: of links that bind as strongly the first stays first.
        bonds.sort_by_key(|&(pair, bond, _)| (pair, bond));
        bonds.dedup_by_key(|&mut (pair, _, _)| pair);
        bonds
    }

    fn bond_edge(&self, (from, to): (usize, usize), bond: Bond, edge: &knowledge::Edge) -> Edge {
        let kind = match (bond, edge.origin) {
            (Bond::Statement, Origin::Field(at)) => {
                self.knowledge.notes[edge.from].statements[at].field.clone()
            }
            (Bond::Statement, _) => "statement".to_owned(),
            (Bond::Mention, _) => "mention".to_owned(),
            (Bond::Citation, _) => "citation".to_owned(),
        };
        Edge { from, to, kind, title: String::new() }
    }

    /// Shows the kinds that notes have, each with how many of them, in the order of the schema.
    pub(super) fn kinds_of(&self, from: &str, ids: &[NoteId]) -> Vec<KindView> {
        let mut counts: BTreeMap<KindId, usize> = BTreeMap::new();
        for kind in ids.iter().filter_map(|&id| self.knowledge.notes[id].kind) {
            *counts.entry(kind).or_default() += 1;
        }
        counts.into_iter().map(|(kind, count)| self.kind(from, kind, count)).collect()
    }
}

/// Returns whether notes of a kind belong on the map: things of the world that have ties to things of other kinds.
fn is_of_the_field(kind: &Kind) -> bool {
    let own = [kind.name.clone()];
    let leads_on = kind.fields.iter().any(|field| field.field_type.is_link() && field.to != own);
    is_plain(kind) && leads_on
}

/// Returns the notes that a link joins, lower first.
fn pair(edge: &knowledge::Edge) -> (NoteId, NoteId) {
    (edge.from.min(edge.to), edge.from.max(edge.to))
}

fn bond(origin: Origin) -> Bond {
    match origin {
        Origin::Field(_) | Origin::Unknown(_) | Origin::Qualifier(_) | Origin::Compare => {
            Bond::Statement
        }
        Origin::Prose(_) => Bond::Mention,
        Origin::ProseCitation(_) | Origin::Citation(_) | Origin::General => Bond::Citation,
    }
}

/// Counts with how many others each note is linked.
fn degrees<'p>(count: usize, pairs: impl IntoIterator<Item = &'p (NoteId, NoteId)>) -> Vec<usize> {
    let mut degrees = vec![0; count];
    for &(one, two) in pairs {
        degrees[one] += 1;
        degrees[two] += 1;
    }
    degrees
}

/// Chooses the notes linked with most others, and gives them in their own order; none that is linked with nothing.
fn most_linked(degrees: &[usize], most: usize) -> Vec<NoteId> {
    let mut order: Vec<NoteId> = (0..degrees.len()).filter(|&id| degrees[id] > 0).collect();
    order.sort_by_key(|&id| (Reverse(degrees[id]), id));
    order.truncate(most);
    let kept: BTreeSet<NoteId> = order.into_iter().collect();
    kept.into_iter().collect()
}

/// Chooses of the notes those that hang together, the most of them.
fn largest_part(kept: &[NoteId], ties: &[Edge]) -> Vec<NoteId> {
    let mut parts: Vec<usize> = (0..kept.len()).collect();
    // Each round hands the lowest name of a part one tie further; a part is at most as long as it has notes.
    for _ in 0..kept.len() {
        for tie in ties {
            let lower = parts[tie.from].min(parts[tie.to]);
            (parts[tie.from], parts[tie.to]) = (lower, lower);
        }
    }
    let size = |part: usize| parts.iter().filter(|other| **other == part).count();
    let Some(largest) = (0..kept.len()).max_by_key(|&part| (size(part), Reverse(part))) else {
        return Vec::new();
    };
    kept.iter().zip(&parts).filter(|(_, part)| **part == largest).map(|(id, _)| *id).collect()
}

fn places(kept: &[NoteId]) -> BTreeMap<NoteId, usize> {
    kept.iter().enumerate().map(|(at, &id)| (id, at)).collect()
}
