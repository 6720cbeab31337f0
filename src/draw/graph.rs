//! Lays out and draws notes and the relations between them.
//!
//! Takes a [`Graph`]; gives one `<svg>`: a note's neighbourhood, the whole base, or its best
//! connected part. The layout starts from places that depend on the order of the nodes alone.

mod force;
mod local;
mod whole;

pub use force::layout;
pub use local::{MOST, field, neighbourhood};
pub use whole::{PAGE, whole};

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
    /// Kind of note, which becomes the class `k-…` and, in the whole, `data-kind`.
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

#[cfg(test)]
mod tests {
    use super::{Edge, Graph, Node, field, neighbourhood, whole};
    use crate::draw::checked::Picture;

    /// A wheel: node 0 joined with all, which stand in a ring.
    fn wheel(size: usize) -> Graph {
        let node = |at: usize| Node {
            label: format!("Kuaishou 快手 {at}"),
            kind: "platform".into(),
            title: String::new(),
            href: Some(format!("{at}.html")),
        };
        let edge = |from: usize, to: usize, kind: &str| Edge {
            from,
            to,
            kind: kind.into(),
            title: format!("{from} {kind} {to}"),
        };
        let spokes = (1..size).map(|at| edge(at, 0, "owner"));
        let rim = (1..size).map(|at| edge(at, at % (size - 1) + 1, "mention"));
        Graph {
            nodes: (0..size).map(node).collect(),
            edges: spokes.chain(rim).collect(),
            focus: Some(0),
            ..Graph::default()
        }
    }

    #[test]
    fn a_neighbourhood_marks_its_focus_and_links_every_node() {
        let picture = Picture::of(&neighbourhood(&wheel(12)));
        picture.assert_apart();
        assert_eq!(picture.count("a", "k-platform"), 12);
        assert_eq!(picture.count("a", "focus"), 1);
        assert_eq!(picture.count("path", "e-owner"), 11);
        assert_eq!(picture.count("path", "near"), 11);
        assert!(picture.titles.contains(&"3 owner 0".to_owned()));
    }

    #[test]
    fn forty_names_do_not_touch_and_a_forty_first_is_left_out() {
        let mut graph = wheel(60);
        graph.focus = Some(59);
        let picture = Picture::of(&neighbourhood(&graph));
        picture.assert_apart();
        assert_eq!(picture.texts.len(), 40);
        assert_eq!(picture.count("a", "focus"), 1);
        // What the focus is joined with stays: the hub and its neighbours in the ring.
        for name in ["Kuaishou 快手 0", "Kuaishou 快手 58", "Kuaishou 快手 1"] {
            assert!(picture.texts.iter().any(|text| text.words == name), "{name}");
        }
    }

    #[test]
    fn a_field_shows_the_best_connected() {
        let picture = Picture::of(&field(&wheel(30), 5));
        assert_eq!(picture.texts.len(), 5);
        assert!(picture.texts.iter().any(|text| text.words == "Kuaishou 快手 0"));
    }

    #[test]
    fn the_whole_has_every_node_once_and_hides_names_without_room() {
        let picture = Picture::of(&whole(&wheel(300)));
        picture.assert_apart();
        let numbers: std::collections::BTreeSet<&String> =
            picture.elements.iter().filter_map(|one| one.get("data-node")).collect();
        assert_eq!((numbers.len(), picture.texts.len()), (300, 300));
        let quiet = picture.texts.iter().filter(|text| text.class.contains("quiet")).count();
        assert!((1..250).contains(&quiet), "{quiet} names are hidden");
        let hub = picture.texts.iter().find(|text| text.words == "Kuaishou 快手 0");
        assert_eq!(hub.expect("the hub has a name").class, "label");
        assert_eq!(
            picture.elements.iter().filter(|one| one.contains_key("data-from")).count(),
            598
        );
    }

    #[test]
    fn relations_to_nowhere_are_left_out() {
        let mut graph = wheel(4);
        graph.edges.push(Edge { from: 0, to: 99, ..Edge::default() });
        graph.edges.push(Edge { from: 2, to: 2, ..Edge::default() });
        assert_eq!(neighbourhood(&graph).matches("class=\"edge").count(), 6);
        assert_eq!(whole(&graph).matches("data-from").count(), 6);
        assert_eq!(whole(&Graph::default()), "");
    }
}
