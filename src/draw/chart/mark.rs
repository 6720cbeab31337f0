//! Draws the mark of one observation: its status is its shape, its doubt an arrow or a bar.
//!
//! Takes a status and a place; gives markup. Colour never tells what the shape does not.

use super::{Amount, Point, Status};
use crate::draw::svg::{line, number};

/// Half the height of a mark, in units.
pub(in crate::draw) const REACH: f64 = 5.6;

/// Length of the arrow on a value that is a bound.
pub(super) const ARROW: f64 = 17.0;

/// Draws the shape of a status around a point.
pub(in crate::draw) fn mark(status: Status, (x, y): (f64, f64)) -> String {
    let class = match status {
        Status::Actual | Status::Claimed => format!("mark {}", status.name()),
        Status::Estimate | Status::Target | Status::Forecast | Status::Unclear => {
            format!("mark hollow {}", status.name())
        }
    };
    let circle = |rest: &str| {
        let (x, y) = (number(x), number(y));
        format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"4.5\" {rest}/>")
    };
    let hollow = "fill=\"none\" stroke=\"currentColor\"";
    match status {
        Status::Actual => circle("fill=\"currentColor\""),
        Status::Estimate => circle(&format!("{hollow} stroke-dasharray=\"2.4 1.6\"")),
        Status::Target => {
            shape(&class, hollow, &[(x - 4.0, y - 5.0), (x + 5.5, y), (x - 4.0, y + 5.0)])
        }
        Status::Forecast => {
            shape(&class, hollow, &[(x, y - 5.6), (x + 5.6, y), (x, y + 5.6), (x - 5.6, y)])
        }
        Status::Claimed => {
            let corners = [(-4.2, -4.2), (4.2, -4.2), (4.2, 4.2), (-4.2, 4.2)];
            shape(&class, "fill=\"currentColor\"", &corners.map(|(dx, dy)| (x + dx, y + dy)))
        }
        Status::Unclear => {
            let (cx, top, foot) = (number(x), number(y - 4.5), number(y + 4.5));
            let half = format!(
                "<path d=\"M{cx} {top}A4.5 4.5 0 0 0 {cx} {foot}Z\" fill=\"currentColor\"/>"
            );
            circle(hollow) + &half
        }
    }
}

fn shape(class: &str, paint: &str, corners: &[(f64, f64)]) -> String {
    let points: Vec<String> =
        corners.iter().map(|&(x, y)| format!("{} {}", number(x), number(y))).collect();
    format!("<path class=\"{class}\" d=\"M{}Z\" {paint}/>", points.join("L"))
}

/// Draws a value along the vertical: a mark, a mark with an arrow, or a bar between two marks.
pub(in crate::draw) fn sample(
    status: Status,
    amount: Amount,
    x: f64,
    place: impl Fn(f64) -> f64,
) -> String {
    let (low, high) = amount.ends();
    let (foot, top) = (place(low), place(high));
    match amount {
        Amount::Exact(_) => mark(status, (x, top)),
        Amount::Range(..) => {
            let bar = line("range", (x, foot), (x, top));
            bar + &mark(status, (x, foot)) + &mark(status, (x, top))
        }
        Amount::Above(_) => arrow((x, top), (0.0, -1.0)) + &mark(status, (x, top)),
        Amount::Below(_) => arrow((x, top), (0.0, 1.0)) + &mark(status, (x, top)),
    }
}

/// Draws an arrow from the mark at `(x, y)` towards where the value may lie.
pub(in crate::draw) fn arrow((x, y): (f64, f64), (dx, dy): (f64, f64)) -> String {
    let along = |far: f64, side: f64| (x + dx * far + dy * side, y + dy * far + dx * side);
    let (tip, left, right) = (along(ARROW, 0.0), along(ARROW - 5.0, 3.6), along(ARROW - 5.0, -3.6));
    let at = |(x, y): (f64, f64)| format!("{} {}", number(x), number(y));
    let shaft = along(REACH, 0.0);
    format!(
        "<path class=\"bound\" d=\"M{}L{}M{}L{}L{}\" fill=\"none\" stroke=\"currentColor\"/>",
        at(shaft),
        at(tip),
        at(left),
        at(tip),
        at(right)
    )
}

/// Which way the bars of a chart grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Right,
    Up,
}

/// Where a bar stands: where zero is, where its ends are, and its middle and half-width across.
pub(super) struct Bar {
    pub(super) way: Way,
    pub(super) zero: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) middle: f64,
    pub(super) half: f64,
}

impl Bar {
    fn at(&self, along: f64, across: f64) -> (f64, f64) {
        match self.way {
            Way::Right => (along, self.middle + across),
            Way::Up => (self.middle + across, along),
        }
    }

    fn towards(&self, sign: f64) -> (f64, f64) {
        match self.way {
            Way::Right => (sign, 0.0),
            Way::Up => (0.0, -sign),
        }
    }

    fn block(&self, class: &str, paint: &str, (from, to): (f64, f64)) -> String {
        let corners = [(from, -self.half), (to, -self.half), (to, self.half), (from, self.half)];
        let points: Vec<String> = corners
            .iter()
            .map(|&(along, across)| self.at(along, across))
            .map(|(x, y)| format!("{} {}", number(x), number(y)))
            .collect();
        format!("<path class=\"bar {class}\" d=\"M{}Z\" {paint}/>", points.join("L"))
    }
}

/// Draws an observation as a bar from zero; as a block between its ends, where it is a range.
pub(super) fn bar(point: &Point, bar: &Bar) -> String {
    let name = point.status.name();
    let paint = match point.status {
        Status::Actual => "fill=\"currentColor\"",
        Status::Claimed => "fill=\"currentColor\" fill-opacity=\".4\" stroke=\"currentColor\"",
        Status::Estimate | Status::Unclear => {
            "fill=\"none\" stroke=\"currentColor\" stroke-dasharray=\"4 2.5\""
        }
        Status::Target | Status::Forecast => "fill=\"none\" stroke=\"currentColor\"",
    };
    let end = bar.at(bar.high, 0.0);
    let sign = match point.status {
        Status::Actual => String::new(),
        other => mark(other, end),
    };
    match point.amount {
        Amount::Exact(_) => bar.block(name, paint, (bar.zero, bar.high)) + &sign,
        Amount::Range(..) => {
            let start = bar.at(bar.low, 0.0);
            let stem = line("stem", bar.at(bar.zero, 0.0), start);
            let signs = match point.status {
                Status::Actual => String::new(),
                other => mark(other, start) + &sign,
            };
            stem + &bar.block(&format!("{name} range"), paint, (bar.low, bar.high)) + &signs
        }
        Amount::Above(_) => {
            let block = bar.block(name, paint, (bar.zero, bar.high));
            block + &arrow(end, bar.towards(1.0)) + &sign
        }
        Amount::Below(_) => {
            // What may be less is not filled up to its bound.
            let hollow = "fill=\"none\" stroke=\"currentColor\"";
            let block = bar.block(name, hollow, (bar.zero, bar.high));
            block + &arrow(end, bar.towards(-1.0)) + &sign
        }
    }
}

#[cfg(test)]
mod tests {
    use super::mark;
    use crate::draw::chart::Status;
    use std::collections::BTreeSet;

    #[test]
    fn every_status_has_a_shape_of_its_own() {
        let shape = |status: Status| mark(status, (10.0, 10.0)).replace(status.name(), "");
        let shapes: BTreeSet<String> = Status::ALL.into_iter().map(shape).collect();
        assert_eq!(shapes.len(), Status::ALL.len());
    }
}
