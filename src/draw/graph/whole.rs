//! Draws the whole base: every note a dot, the best connected with their names.
//!
//! Takes a [`Graph`] of up to some thousands of nodes; gives one `<svg>`, [`PAGE`] units wide. Names
//! that would touch another name or cover a dot carry the class `quiet`: the theme shows them when
//! their dot is pointed at or has the focus. Dots and lines carry the numbers of their nodes
//! (`data-node`, `data-from`, `data-to`) for a script to find.

use super::{Edge, Graph, Node, layout};
use crate::draw::place::{Anchor, Area, Ground, Label};
use crate::draw::svg::{Frame, class_of, escape, number, picture};
use crate::draw::text;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Size of the picture, in units: its text is 11 px high where it is 944 px wide.
pub const PAGE: f64 = 1200.0;
const TALL: f64 = 900.0;

/// Room kept at the sides, for names, and above and below.
const SIDE: f64 = 60.0;
const ENDS: f64 = 24.0;

/// Widest a name is set.
const WIDEST: f64 = 190.0;

/// How many of the best connected may have their names over lesser dots, and from what crowd on.
const BEST: usize = 40;
const CROWD: usize = 600;

/// Rounds in which dots that touch give way to each other.
const ROUNDS: usize = 30;

/// Draws the whole graph; empty where it has no nodes.
pub fn whole(graph: &Graph) -> String {
    if graph.nodes.is_empty() {
        return String::new();
    }
    let radii = radii(graph);
    let mut places = layout(graph, PAGE - 2.0 * SIDE, TALL - 2.0 * ENDS);
    for (x, y) in &mut places {
        (*x, *y) = ((*x + SIDE).round(), (*y + ENDS).round());
    }
    part(&mut places, &radii);
    let labels = labels(graph, &places, &radii);
    let mut body = edges(graph, &places);
    // The best of a crowd come last, so that no lesser dot lies on their names.
    let order = graph.by_degree();
    let best = best_of(&order);
    let lesser = (0..order.len()).filter(|at| !best.contains(at));
    for at in lesser.chain(best.iter().copied()) {
        body.push_str(&dot(at, &graph.nodes[at], (places[at], radii[at]), &labels[at]));
    }
    let frame = Frame { heading: &graph.heading, class: "graph whole", width: PAGE, height: TALL };
    picture(&frame, &body)
}

/// Radius of each dot: its area grows with the number of its relations, within what there is room for.
fn radii(graph: &Graph) -> Vec<f64> {
    let share = (300.0 / graph.nodes.len() as f64).min(1.0).sqrt();
    let radius = |degree: usize| ((10.0 + 5.0 * degree as f64).sqrt() * share).clamp(2.5, 16.0);
    graph.degrees().into_iter().map(|degree| (radius(degree) * 2.0).round() / 2.0).collect()
}

/// Lets dots that touch give way to each other.
fn part(places: &mut [(f64, f64)], radii: &[f64]) {
    for _ in 0..ROUNDS {
        let mut has_moved = false;
        for (one, two) in close_pairs(places) {
            let gap = radii[one] + radii[two] + 2.0;
            let (dx, dy) = (places[one].0 - places[two].0, places[one].1 - places[two].1);
            let distance = (dx * dx + dy * dy).sqrt();
            if distance >= gap {
                continue;
            }
            // Two dots in one place part sideways.
            let (x, y) = if distance < 0.1 { (1.0, 0.0) } else { (dx / distance, dy / distance) };
            let by = (gap - distance) / 2.0;
            places[one] = inside((places[one].0 + x * by, places[one].1 + y * by));
            places[two] = inside((places[two].0 - x * by, places[two].1 - y * by));
            has_moved = true;
        }
        if !has_moved {
            break;
        }
    }
    for (x, y) in places {
        (*x, *y) = (x.round(), y.round());
    }
}

fn inside((x, y): (f64, f64)) -> (f64, f64) {
    (x.clamp(ENDS, PAGE - ENDS), y.clamp(ENDS, TALL - ENDS))
}

/// Pairs of dots in the same or neighbouring cells of a grid wider than any two dots that touch.
fn close_pairs(places: &[(f64, f64)]) -> Vec<(usize, usize)> {
    let cell = |at: usize| ((places[at].0 / 36.0) as i64, (places[at].1 / 36.0) as i64);
    let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for at in 0..places.len() {
        cells.entry(cell(at)).or_default().push(at);
    }
    let mut pairs = Vec::new();
    for one in 0..places.len() {
        let (column, row) = cell(one);
        for near in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (column + dx, row + dy))) {
            let others = cells.get(&near).into_iter().flatten();
            pairs.extend(others.filter(|&&two| two < one).map(|&two| (one, two)));
        }
    }
    pairs
}

/// The best connected of a crowd; none of fewer nodes, which all have room.
fn best_of(by_degree: &[usize]) -> &[usize] {
    if by_degree.len() > CROWD { &by_degree[..BEST] } else { &[] }
}

/// A name, and whether there is room to show it always.
struct Name {
    label: Label,
    is_shown: bool,
}

/// Gives names room, the best connected first.
fn labels(graph: &Graph, places: &[(f64, f64)], radii: &[f64]) -> Vec<Name> {
    let order = graph.by_degree();
    let best = best_of(&order);
    let around_dot = |(&at, &radius): (&(f64, f64), &f64)| Area::around(at, radius + 1.0);
    let dots: Vec<Area> = places.iter().zip(radii).map(around_dot).collect();
    let inside = Area { left: 0.0, top: 0.0, right: PAGE, bottom: TALL };
    let mut ground = Ground { inside, taken: dots.clone(), lines: Vec::new() };
    let mut names: BTreeMap<usize, Name> = BTreeMap::new();
    for &at in &order {
        let choices = around(&text::shorten(&graph.nodes[at].label, WIDEST), places[at], radii[at]);
        let hidden = choices.iter().find(|label| inside.holds(&label.area())).cloned();
        let fitting = ground.first_free(choices.clone()).or_else(|| {
            let is_best = best.contains(&at);
            is_best.then(|| over_lesser(&mut ground, choices, &dots, best)).flatten()
        });
        let name = match (fitting, hidden) {
            (Some(label), _) => Name { label, is_shown: true },
            (None, hidden) => {
                let [label, ..] = around("", places[at], radii[at]);
                Name { label: hidden.unwrap_or(label), is_shown: false }
            }
        };
        names.insert(at, name);
    }
    names.into_values().collect()
}

/// Gives one of the best connected a place over the dots of lesser ones, where it has no other.
fn over_lesser(
    ground: &mut Ground,
    choices: [Label; 4],
    dots: &[Area],
    best: &[usize],
) -> Option<Label> {
    let is_free = |label: &Label| {
        let area = label.area();
        let names = &ground.taken[dots.len()..];
        ground.inside.holds(&area)
            && !names.iter().any(|name| name.meets(&area))
            && !best.iter().any(|&at| dots[at].meets(&area))
    };
    let label = choices.into_iter().find(is_free)?;
    ground.taken.push(label.area());
    Some(label)
}

/// The places for a name, the best first.
fn around(name: &str, (x, y): (f64, f64), radius: f64) -> [Label; 4] {
    let at = |anchor, x: f64, y: f64| Label::new("label", name, anchor, (x, y));
    [
        Label::level("label", name, Anchor::Start, (x + radius + 3.0, y)),
        Label::level("label", name, Anchor::End, (x - radius - 3.0, y)),
        at(Anchor::Middle, x, y + radius + 14.0),
        at(Anchor::Middle, x, y - radius - 5.0),
    ]
}

/// Draws the relations, those of a kind together; each once.
fn edges(graph: &Graph, places: &[(f64, f64)]) -> String {
    let mut kinds: BTreeMap<String, BTreeSet<(usize, usize)>> = BTreeMap::new();
    let count = places.len();
    let is_drawn = |edge: &&Edge| edge.from != edge.to && edge.from < count && edge.to < count;
    for edge in graph.edges.iter().filter(is_drawn) {
        kinds.entry(class_of("e-", &edge.kind)).or_default().insert((edge.from, edge.to));
    }
    let mut out = String::new();
    for (class, pairs) in kinds {
        out.push_str(&format!("<g class=\"edges {class}\" fill=\"none\" stroke=\"currentColor\">"));
        for (from, to) in pairs {
            let ((x1, y1), (x2, y2)) = (places[from], places[to]);
            out.push_str(&format!(
                "<path d=\"M{x1} {y1}L{x2} {y2}\" data-from=\"{from}\" data-to=\"{to}\"/>"
            ));
        }
        out.push_str("</g>");
    }
    out
}

/// Draws a note as a dot with its name, linked.
fn dot(at: usize, node: &Node, ((x, y), radius): ((f64, f64), f64), name: &Name) -> String {
    let (class, kind, radius) = (class_of("k-", &node.kind), escape(&node.kind), number(radius));
    let title = match node.title() == name.label.text {
        true => String::new(),
        false => format!("<title>{}</title>", escape(node.title())),
    };
    let label = match name.is_shown {
        true => name.label.svg(),
        false => Label { class: "label quiet", ..name.label.clone() }.svg(),
    };
    let (element, href) = match &node.href {
        Some(href) => ("a", format!(" href=\"{}\"", escape(href))),
        None => ("g", String::new()),
    };
    format!(
        "<{element} class=\"node {class}\"{href} data-node=\"{at}\" data-kind=\"{kind}\">{title}\
         <circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"currentColor\"/>{label}</{element}>"
    )
}
