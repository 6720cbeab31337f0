//! Lays a graph out by forces: every two nodes push each other away, joined ones pull.
//!
//! Takes a [`Graph`] and the size of a field; gives a place for each node. There is no chance in it:
//! the first places follow from the nodes' order, and the arithmetic is exact to the last bit on
//! every machine.
//!
//! Forces as in ForceAtlas2 (Jacomy, Venturini, Heymann, Bastian 2014): repulsion by degree,
//! attraction by distance; far nodes are taken together, as in Barnes and Hut (1986). N nodes and E
//! edges take O(N log N + E) a round.

use super::Graph;

/// Share of a cell's distance below which its size lets it stand for its nodes.
const OPENING: f64 = 0.9;

/// Pull towards the middle, which keeps parts that nothing joins within sight.
const GRAVITY: f64 = 0.06;

/// How many nodes push each other one by one, which is faster than grouping them.
const FEW: usize = 64;

/// Levels of the tree, beyond which nodes are taken for one.
const DEPTH: u32 = 20;

/// Gives each node a place on a field of `width` by `height`, from edge to edge of it.
pub fn layout(graph: &Graph, width: f64, height: f64) -> Vec<(f64, f64)> {
    let bodies = Bodies {
        weights: graph.degrees().iter().map(|&degree| degree as f64 + 1.0).collect(),
        pairs: graph.pairs(),
        pull: (GRAVITY, GRAVITY * (width / height.max(1.0))),
    };
    let count = bodies.weights.len();
    let rounds = (60_000 / count.max(1)).clamp(80, 250);
    let mut places = first_places(count);
    let mut forces = vec![(0.0, 0.0); count];
    let widest = (count as f64).sqrt();
    for round in 0..rounds {
        let left = 1.0 - round as f64 / rounds as f64;
        bodies.act(&places, &mut forces);
        bodies.step(&mut places, &forces, 0.25 * widest * left * left + 0.01);
    }
    fitted(&places, width, height)
}

/// Spreads nodes evenly over a square, in an order that keeps neighbours in the list apart.
///
/// The additive sequence on the plastic number: as even as chance never is, and pure multiplication.
fn first_places(count: usize) -> Vec<(f64, f64)> {
    let side = 2.0 * (count as f64).sqrt();
    let spread = |n: usize, by: f64| ((n as f64 * by).fract() - 0.5) * side;
    (1..=count)
        .map(|n| (spread(n, 0.754_877_666_246_692_7), spread(n, 0.569_840_290_998_053_2)))
        .collect()
}

/// What acts on nodes: their weights, the pairs that pull, and the pull towards the middle.
struct Bodies {
    weights: Vec<f64>,
    pairs: Vec<(usize, usize)>,
    pull: (f64, f64),
}

impl Bodies {
    /// Moves each node by the force on it, no further than `most`.
    fn step(&self, places: &mut [(f64, f64)], forces: &[(f64, f64)], most: f64) {
        for ((place, force), weight) in places.iter_mut().zip(forces).zip(&self.weights) {
            // Divided by its weight, a node with many relations does not swing about.
            let (x, y) = (force.0 / weight, force.1 / weight);
            let length = (x * x + y * y).sqrt();
            let share = if length > most { most / length } else { 1.0 };
            *place = (place.0 + x * share, place.1 + y * share);
        }
    }

    /// Works out the force on each node.
    fn act(&self, places: &[(f64, f64)], forces: &mut [(f64, f64)]) {
        self.push(places, forces);
        for ((force, at), weight) in forces.iter_mut().zip(places).zip(&self.weights) {
            let (x, y) = *force;
            *force = (weight * (x - self.pull.0 * at.0), weight * (y - self.pull.1 * at.1));
        }
        for &(one, two) in &self.pairs {
            let (dx, dy) = (places[two].0 - places[one].0, places[two].1 - places[one].1);
            forces[one] = (forces[one].0 + dx, forces[one].1 + dy);
            forces[two] = (forces[two].0 - dx, forces[two].1 - dy);
        }
    }

    /// Works out the push of all nodes on each: one by one where they are few, in groups where they are many.
    fn push(&self, places: &[(f64, f64)], forces: &mut [(f64, f64)]) {
        if places.len() > FEW {
            let tree = Tree::of(places, &self.weights);
            for (force, &at) in forces.iter_mut().zip(places) {
                *force = tree.push(at);
            }
            return;
        }
        forces.fill((0.0, 0.0));
        // Each pushes all others in turn: no sum waits for its last part, as it would if all pushed each.
        for (&from, &weight) in places.iter().zip(&self.weights).rev() {
            for (force, &at) in forces.iter_mut().zip(places) {
                let (dx, dy) = push(at, from, weight);
                *force = (force.0 + dx, force.1 + dy);
            }
        }
    }
}

/// Gives the push on a node of weight 1 at `at` of one of `weight` at `from`.
fn push(at: (f64, f64), from: (f64, f64), weight: f64) -> (f64, f64) {
    let (dx, dy) = (at.0 - from.0, at.1 - from.1);
    let square = dx * dx + dy * dy;
    let strength = if square <= 1e-12 { 0.0 } else { weight / square };
    (dx * strength, dy * strength)
}

/// Stretches places to fill the field, partly evened out so that a dense middle gets room.
fn fitted(places: &[(f64, f64)], width: f64, height: f64) -> Vec<(f64, f64)> {
    let xs = evened(places.iter().map(|place| place.0).collect());
    let ys = evened(places.iter().map(|place| place.1).collect());
    xs.into_iter().zip(ys).map(|(x, y)| (x * width, y * height)).collect()
}

/// Maps values to 0..1: half by size, half by rank.
fn evened(values: Vec<f64>) -> Vec<f64> {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if high - low < 1e-9 {
        return vec![0.5; values.len()];
    }
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]).then(a.cmp(&b)));
    let last = (values.len() - 1) as f64;
    let mut shares = vec![0.0; values.len()];
    for (rank, at) in order.into_iter().enumerate() {
        shares[at] = 0.5 * (values[at] - low) / (high - low) + 0.5 * rank as f64 / last;
    }
    shares
}

/// Nodes grouped by quarters of quarters of the field: each cell stands before those within it.
struct Tree {
    cells: Vec<Cell>,
}

/// A square with nodes in it: their weight, its middle, and the number of the first cell that is not within it.
struct Cell {
    weight: f64,
    middle: (f64, f64),
    side: f64,
    after: usize,
}

/// A square of the field that is still to be divided, a number of times at most.
#[derive(Clone, Copy)]
struct Square {
    centre: (f64, f64),
    half: f64,
    depth: u32,
}

impl Square {
    /// Which quarter a place is in: right ones odd, lower ones two and three.
    fn quarter_of(&self, (x, y): (f64, f64)) -> usize {
        usize::from(x >= self.centre.0) + 2 * usize::from(y >= self.centre.1)
    }

    fn quarter(&self, number: usize) -> Self {
        let half = self.half / 2.0;
        let x = if number % 2 == 1 { self.centre.0 + half } else { self.centre.0 - half };
        let y = if number >= 2 { self.centre.1 + half } else { self.centre.1 - half };
        Self { centre: (x, y), half, depth: self.depth - 1 }
    }
}

/// A node to be grouped: where it is and what it weighs.
type Body = ((f64, f64), f64);

/// Orders bodies by the quarters of their square, those of one quarter as they were; gives how many lie in each.
fn quartered(bodies: &mut [Body], spare: &mut [Body], square: Square) -> [usize; 4] {
    let mut counts = [0; 4];
    for body in &*bodies {
        counts[square.quarter_of(body.0)] += 1;
    }
    let mut next = [0, counts[0], counts[0] + counts[1], bodies.len() - counts[3]];
    for body in &*bodies {
        let quarter = square.quarter_of(body.0);
        spare[next[quarter]] = *body;
        next[quarter] += 1;
    }
    bodies.copy_from_slice(spare);
    counts
}

impl Tree {
    fn of(places: &[(f64, f64)], weights: &[f64]) -> Self {
        let half = places.iter().map(|&(x, y)| x.abs().max(y.abs())).fold(1e-3, f64::max);
        let mut tree = Self { cells: Vec::with_capacity(places.len() * 2) };
        let mut bodies: Vec<Body> = places.iter().copied().zip(weights.iter().copied()).collect();
        if !bodies.is_empty() {
            let mut spare = bodies.clone();
            tree.group(&mut bodies, &mut spare, Square { centre: (0.0, 0.0), half, depth: DEPTH });
        }
        tree
    }

    /// Adds the cell of `bodies`, which lie in `square`, and the cells within. `spare` is as long as `bodies`.
    fn group(&mut self, bodies: &mut [Body], spare: &mut [Body], square: Square) {
        let (mut weight, mut x, mut y) = (0.0, 0.0, 0.0);
        for &(place, mass) in &*bodies {
            (weight, x, y) = (weight + mass, x + mass * place.0, y + mass * place.1);
        }
        let cell = self.cells.len();
        let middle = (x / weight, y / weight);
        self.cells.push(Cell { weight, middle, side: 2.0 * square.half, after: cell + 1 });
        if bodies.len() > 1 && square.depth > 0 {
            let counts = quartered(bodies, spare, square);
            let mut end = bodies.len();
            for (number, count) in counts.into_iter().enumerate().rev().filter(|&(_, n)| n > 0) {
                let own = end - count..end;
                self.group(&mut bodies[own.clone()], &mut spare[own], square.quarter(number));
                end -= count;
            }
            self.cells[cell].after = self.cells.len();
        }
    }

    /// Gives the push of all nodes on one of weight 1 at `at`.
    fn push(&self, at: (f64, f64)) -> (f64, f64) {
        let mut force = (0.0, 0.0);
        let mut number = 0;
        while let Some(cell) = self.cells.get(number) {
            let (dx, dy) = (at.0 - cell.middle.0, at.1 - cell.middle.1);
            let square = dx * dx + dy * dy;
            let holds_cells = cell.after > number + 1;
            if holds_cells && cell.side * cell.side > OPENING * OPENING * square {
                number += 1;
            } else {
                let (x, y) = push(at, cell.middle, cell.weight);
                force = (force.0 + x, force.1 + y);
                number = cell.after;
            }
        }
        force
    }
}

#[cfg(test)]
mod tests {
    use super::layout;
    use crate::draw::graph::{Edge, Graph, Node};

    /// Two rings, joined by one edge.
    fn rings(size: usize) -> Graph {
        let ring = |start: usize| {
            (0..size).map(move |n| Edge {
                from: start + n,
                to: start + (n + 1) % size,
                ..Edge::default()
            })
        };
        let bridge = Edge { from: 0, to: size, ..Edge::default() };
        let nodes = vec![Node::default(); 2 * size];
        Graph {
            nodes,
            edges: ring(0).chain(ring(size)).chain([bridge]).collect(),
            ..Graph::default()
        }
    }

    fn distance(one: (f64, f64), two: (f64, f64)) -> f64 {
        let (x, y) = (one.0 - two.0, one.1 - two.1);
        (x * x + y * y).sqrt()
    }

    #[test]
    fn joined_nodes_stand_closer_than_others() {
        let graph = rings(30);
        let places = layout(&graph, 100.0, 100.0);
        let mean = |pairs: &[(usize, usize)]| {
            pairs.iter().map(|&(a, b)| distance(places[a], places[b])).sum::<f64>()
                / pairs.len() as f64
        };
        let all: Vec<(usize, usize)> = (0..60).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        assert!(mean(&graph.pairs()) < 0.4 * mean(&all));
    }

    #[test]
    fn places_fill_the_field_and_do_not_change() {
        let places = layout(&rings(10), 200.0, 100.0);
        assert!(
            places.iter().all(|&(x, y)| (0.0..=200.0).contains(&x) && (0.0..=100.0).contains(&y))
        );
        assert!(
            places.iter().any(|place| place.0 == 0.0)
                && places.iter().any(|place| place.1 == 100.0)
        );
        assert_eq!(places, layout(&rings(10), 200.0, 100.0));
    }

    #[test]
    fn none_one_and_equal_nodes_have_places() {
        assert!(layout(&Graph::default(), 10.0, 10.0).is_empty());
        let one = Graph { nodes: vec![Node::default()], ..Graph::default() };
        assert_eq!(layout(&one, 10.0, 10.0), [(5.0, 5.0)]);
    }
}
