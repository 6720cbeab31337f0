//! Draws a small graph, every node with its name.
//!
//! Takes a [`Graph`]; gives one `<svg>` in which no two names touch and no name covers a node. Where
//! names need more room than the layout left them, nodes move and the picture grows in height.

use super::{Edge, Graph, Node, layout};
use crate::draw::place::{Anchor, Area, Label, target};
use crate::draw::svg::{Frame, class_of, escape, number, picture, titled};
use crate::draw::{FONT, WIDTH, text};

/// Most nodes in the picture of a neighbourhood.
pub const MOST: usize = 40;

/// Radius of a node, and of the node that the picture is about.
const RADIUS: f64 = 5.5;
const FOCUS: f64 = 8.0;

/// Widest a name is set.
const WIDEST: f64 = 172.0;

/// Room kept between one node with its name and the next.
const APART: f64 = 3.5;

/// Rounds in which nodes that stand too close give way to each other.
const ROUNDS: usize = 150;

/// Draws a note's neighbourhood: the focus, and of the others the best connected.
pub fn neighbourhood(graph: &Graph) -> String {
    draw(&graph.part(&nearest(graph)), "graph local")
}

/// Draws the `most` best connected notes of a graph and the relations between them.
pub fn field(graph: &Graph, most: usize) -> String {
    let mut kept = graph.by_degree();
    kept.truncate(most.min(MOST));
    draw(&graph.part(&kept), "graph field")
}

/// Chooses the nodes of a neighbourhood: the focus, what it is joined with, then the others.
fn nearest(graph: &Graph) -> Vec<usize> {
    let pairs = graph.pairs();
    let is_joined = |at: usize| {
        pairs.iter().any(|&(a, b)| {
            (Some(a), Some(b)) == (graph.focus, Some(at))
                || (Some(b), Some(a)) == (graph.focus, Some(at))
        })
    };
    let mut order = graph.by_degree();
    // A stable sort: among equals the order by degree stays.
    order.sort_by_key(|&at| match Some(at) == graph.focus {
        true => 0,
        false => 2 - u8::from(is_joined(at)),
    });
    order.truncate(MOST);
    order
}

/// A node with its place and its name.
struct Spot<'a> {
    node: &'a Node,
    name: String,
    at: (f64, f64),
    radius: f64,
    /// Where its name stands: beside it, or below for the focus.
    anchor: Anchor,
    /// What it takes up, from the node's middle.
    extent: Area,
}

impl Spot<'_> {
    fn label(&self) -> Label {
        let (x, y) = self.at;
        let beside = self.radius + 4.0;
        let name = self.name.as_str();
        match self.anchor {
            Anchor::Start => Label::level("label", name, self.anchor, (x + beside, y)),
            Anchor::End => Label::level("label", name, self.anchor, (x - beside, y)),
            Anchor::Middle => {
                Label::new("label focus", name, self.anchor, (x, y + self.radius + FONT))
            }
        }
    }

    /// Measures the node and its name, with the room kept around them, as if it stood at zero.
    fn measured(self) -> Self {
        let origin = Self { at: (0.0, 0.0), ..self };
        let (node, name) = (Area::around(origin.at, origin.radius), origin.label().area());
        let extent = Area {
            left: node.left.min(name.left) - APART,
            top: node.top.min(name.top) - APART,
            right: node.right.max(name.right) + APART,
            bottom: node.bottom.max(name.bottom) + APART,
        };
        Self { extent, at: self.at, ..origin }
    }

    /// The node and its name, with the room kept around them.
    fn area(&self) -> Area {
        self.extent.moved(self.at)
    }

    fn shift(&mut self, dx: f64, dy: f64) {
        self.at = (self.at.0 + dx, self.at.1 + dy);
    }

    /// Moves the node so far that all of it is within the width of the picture.
    fn keep_in(&mut self) {
        let area = self.area();
        if area.left < 0.0 {
            self.shift(-area.left, 0.0);
        } else if area.right > WIDTH {
            self.shift(WIDTH - area.right, 0.0);
        }
    }
}

/// Draws a graph of at most [`MOST`] nodes; empty where there are none.
fn draw(graph: &Graph, class: &str) -> String {
    if graph.nodes.is_empty() {
        return String::new();
    }
    let mut spots = spots(graph);
    part(&mut spots);
    settle(&mut spots, graph.focus);
    let top = spots.iter().map(|spot| spot.area().top).fold(f64::INFINITY, f64::min);
    for spot in &mut spots {
        spot.shift(0.0, -top);
    }
    let height = spots.iter().map(|spot| spot.area().bottom).fold(0.0, f64::max);
    let mut body = String::new();
    for edge in &graph.edges {
        body.push_str(&drawn_edge(graph, edge, &spots));
    }
    for spot in &spots {
        body.push_str(&drawn_node(spot));
    }
    picture(&Frame { heading: &graph.heading, class, width: WIDTH, height }, &body)
}

/// Lays the nodes out on a field large enough for their names.
fn spots(graph: &Graph) -> Vec<Spot<'_>> {
    let names: Vec<String> =
        graph.nodes.iter().map(|node| text::shorten(&node.label, WIDEST)).collect();
    let covered: f64 = names.iter().map(|name| (text::width(name) + 26.0) * (FONT + 9.0)).sum();
    let height = (covered * 2.1 / WIDTH).max(150.0);
    let mut spots = Vec::new();
    for ((at, (node, name)), place) in
        graph.nodes.iter().zip(names).enumerate().zip(layout(graph, WIDTH, height))
    {
        let is_focus = graph.focus == Some(at);
        let anchor = match (is_focus, place.0 < WIDTH / 2.0) {
            (true, _) => Anchor::Middle,
            (false, true) => Anchor::End,
            (false, false) => Anchor::Start,
        };
        let radius = if is_focus { FOCUS } else { RADIUS };
        // Names stand on the outer side; their nodes start that much further in.
        let extent = Area::around((0.0, 0.0), radius);
        let mut spot = Spot { node, name, at: place, radius, anchor, extent }.measured();
        spot.keep_in();
        spots.push(spot);
    }
    spots
}

/// Lets nodes that stand too close give way to each other, along the shorter way.
fn part(spots: &mut [Spot]) {
    for _ in 0..ROUNDS {
        let mut has_moved = false;
        for one in 1..spots.len() {
            for two in 0..one {
                has_moved |= give_way(spots, one, two);
            }
        }
        if !has_moved {
            return;
        }
    }
}

/// Moves two nodes apart by half of what they overlap; tells whether they did.
fn give_way(spots: &mut [Spot], one: usize, two: usize) -> bool {
    let (a, b) = (spots[one].area(), spots[two].area());
    if !a.meets(&b) {
        return false;
    }
    let across = a.right.min(b.right) - a.left.max(b.left);
    let down = a.bottom.min(b.bottom) - a.top.max(b.top);
    let (dx, dy) = match across < down {
        true if a.left + a.right < b.left + b.right => (-across / 2.0, 0.0),
        true => (across / 2.0, 0.0),
        false if a.top + a.bottom < b.top + b.bottom => (0.0, -down / 2.0),
        false => (0.0, down / 2.0),
    };
    spots[one].shift(dx, dy);
    spots[two].shift(-dx, -dy);
    spots[one].keep_in();
    spots[two].keep_in();
    true
}

/// Settles what still overlaps: each node in turn takes the free place nearest to where it stands.
fn settle(spots: &mut [Spot], focus: Option<usize>) {
    let mut order: Vec<usize> = (0..spots.len()).collect();
    order.sort_by_key(|&at| (Some(at) != focus, at));
    let mut taken: Vec<Area> = Vec::new();
    for at in order {
        spots[at].keep_in();
        let area = spots[at].area();
        let (dx, dy) = nearest_free(&area, &taken);
        spots[at].shift(dx, dy);
        taken.push(spots[at].area());
    }
}

/// Finds the shortest way by which `area` gets clear of all that is taken.
///
/// Up and down there is no end of room, so there always is one.
fn nearest_free(area: &Area, taken: &[Area]) -> (f64, f64) {
    let is_free = |&(dx, dy): &(f64, f64)| {
        let to = area.moved((dx, dy));
        to.left >= -1e-6 && to.right <= WIDTH + 1e-6 && !taken.iter().any(|one| one.meets(&to))
    };
    if is_free(&(0.0, 0.0)) {
        return (0.0, 0.0);
    }
    // The best places touch something taken, on one side, or keep one coordinate.
    let mut across = vec![0.0];
    let mut down = vec![0.0];
    for one in taken {
        across.extend([one.left - area.right, one.right - area.left]);
        down.extend([one.top - area.bottom, one.bottom - area.top]);
    }
    let length = |way: &(f64, f64)| way.0 * way.0 + way.1 * way.1;
    let ways = across.iter().flat_map(|&dx| down.iter().map(move |&dy| (dx, dy)));
    let shorter = |best: Option<(f64, f64)>, way: (f64, f64)| match best {
        Some(best) if length(&best) <= length(&way) => Some(best),
        Some(_) | None if is_free(&way) => Some(way),
        Some(_) | None => best,
    };
    ways.fold(None, shorter).unwrap_or((0.0, 0.0))
}

/// Draws a relation as a line, with its name.
fn drawn_edge(graph: &Graph, edge: &Edge, spots: &[Spot]) -> String {
    let (Some(from), Some(to)) = (spots.get(edge.from), spots.get(edge.to)) else {
        return String::new();
    };
    if edge.from == edge.to {
        return String::new();
    }
    let near =
        if graph.focus.is_some_and(|at| at == edge.from || at == edge.to) { " near" } else { "" };
    let (x1, y1, x2, y2) = (number(from.at.0), number(from.at.1), number(to.at.0), number(to.at.1));
    let class = class_of("e-", &edge.kind);
    let title = match edge.title.is_empty() {
        true => String::new(),
        false => format!("<title>{}</title>", escape(&edge.title)),
    };
    format!(
        "<path class=\"edge {class}{near}\" d=\"M{x1} {y1}L{x2} {y2}\" fill=\"none\" \
         stroke=\"currentColor\">{title}</path>"
    )
}

/// Draws a node and its name, linked.
fn drawn_node(spot: &Spot) -> String {
    let (x, y, radius) = (number(spot.at.0), number(spot.at.1), number(spot.radius));
    let focus = if spot.anchor == Anchor::Middle { " focus" } else { "" };
    let inner = format!(
        "{}<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"currentColor\"/>{}",
        target(spot.node.href.as_deref(), &spot.area()),
        spot.label().svg()
    );
    let class = format!("node {}{focus}", class_of("k-", &spot.node.kind));
    titled(&class, spot.node.href.as_deref(), spot.node.title(), &inner)
}
