//! Lays out and draws notes and the relations between them.
//!
//! Takes a [`Graph`]; gives one `<svg>`: a note's neighbourhood, the whole base, or its best
//! connected part. The layout starts from places that depend on the order of the nodes alone.

mod force;
mod local;
mod whole;

pub use force::layout;
pub use local::{field, neighbourhood};
pub use whole::whole;

use super::Heading;

/// Notes and their relations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Title and description, for those who do not see it.
    pub heading: Heading,
    /// The notes; in their order they are laid out, drawn and reached by keyboard.
    pub nodes: Vec<Node>,
    /// The relations between them; one that names no node is left out.
    pub edges: Vec<Edge>,
    /// The note that the picture is about, as a position in `nodes`.
    pub focus: Option<usize>,
}

/// A note in a graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Name, as it is written beside the node.
    pub label: String,
    /// Kind of note, which becomes the class `k-…` and `data-kind`.
    pub kind: String,
    /// What a reader is told who points at it; the label where empty.
    pub title: String,
    /// Where the note has its page.
    pub href: Option<String>,
}

/// A relation between two notes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edge {
    /// Position in `nodes` of the note that says so.
    pub from: usize,
    /// Position in `nodes` of the note that it is said of.
    pub to: usize,
    /// Name of the relation, which becomes the class `e-…`; `mention` for a link in prose, say.
    pub kind: String,
    /// What a reader is told who points at it: `Kuaishou · owner · Tencent`. May be empty.
    pub title: String,
}

impl Graph {
    /// Pairs of distinct nodes that a relation joins, the lower first, each once and in order.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let count = self.nodes.len();
        let mut pairs: Vec<(usize, usize)> = self
            .edges
            .iter()
            .filter(|edge| edge.from != edge.to && edge.from < count && edge.to < count)
            .map(|edge| (edge.from.min(edge.to), edge.from.max(edge.to)))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// How many others each node is joined with.
    fn degrees(&self) -> Vec<usize> {
        let mut degrees = vec![0; self.nodes.len()];
        for (one, two) in self.pairs() {
            degrees[one] += 1;
            degrees[two] += 1;
        }
        degrees
    }

    /// Positions of the nodes, the best connected first, then in their own order.
    fn by_degree(&self) -> Vec<usize> {
        let degrees = self.degrees();
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(degrees[at]), at));
        order
    }

    /// The part made of the nodes at `kept`, in that order, and the relations between them.
    fn part(&self, kept: &[usize]) -> Self {
        let place = |node: usize| kept.iter().position(|&at| at == node);
        let edge = |edge: &Edge| {
            Some(Edge { from: place(edge.from)?, to: place(edge.to)?, ..edge.clone() })
        };
        Self {
            heading: self.heading.clone(),
            nodes: kept.iter().filter_map(|&at| self.nodes.get(at).cloned()).collect(),
            edges: self.edges.iter().filter_map(edge).collect(),
            focus: self.focus.and_then(place),
        }
    }
}

impl Node {
    fn title(&self) -> &str {
        if self.title.is_empty() { &self.label } else { &self.title }
    }
}
