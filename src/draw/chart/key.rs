//! Draws a key: what each shape or colour in a chart stands for.
//!
//! Takes entries; gives rows of them and the height that they take.

use super::{Spec, Status, mark, series_class};
use crate::draw::place::{Anchor, Label};
use crate::draw::svg::line;
use crate::draw::{WIDTH, text};
use std::collections::BTreeSet;

/// Height of a row of a key.
const ROW: f64 = 21.0;

/// Width of the sample before an entry's words.
const SAMPLE: f64 = 22.0;

/// Rows drawn, with their height.
pub(super) struct Key {
    pub(super) svg: String,
    pub(super) height: f64,
}

/// Draws the key of the statuses, where not all are plain.
pub(super) fn statuses(spec: &Spec, top: f64) -> Key {
    let used: BTreeSet<Status> = spec.points().map(|(_, point)| point.status).collect();
    if used.iter().all(|status| *status == Status::Actual) {
        return Key { svg: String::new(), height: 0.0 };
    }
    let names: Vec<&str> = used.iter().map(|status| status.name()).collect();
    let statuses: Vec<Status> = used.into_iter().collect();
    rows(&names, top, |index, (x, y)| mark(statuses[index], (x + 7.0, y)))
}

/// Draws the key of the series, by the line that each is drawn with.
pub(super) fn series(spec: &Spec, top: f64) -> Key {
    let names: Vec<&str> = spec.series.iter().map(|one| one.name.as_str()).collect();
    rows(&names, top, |index, (x, y)| {
        let stroke = line("line", (x, y), (x + 16.0, y));
        format!("<g class=\"{} {}\">{stroke}</g>", series_class(index), dash_class(index))
    })
}

/// The class of the series at `index`: its dashes, which tell it apart without colour.
pub(super) fn dash_class(index: usize) -> &'static str {
    ["d1", "d2", "d3", "d4", "d5", "d6"][index % 6]
}

/// Sets entries side by side, in as many rows as they need.
fn rows(names: &[&str], top: f64, sample: impl Fn(usize, (f64, f64)) -> String) -> Key {
    let (mut x, mut y) = (0.0, top + ROW / 2.0);
    let mut svg = String::new();
    for (index, name) in names.iter().enumerate() {
        let name = text::shorten(name, WIDTH - SAMPLE);
        let width = SAMPLE + text::width(&name);
        if x > 0.0 && x + width > WIDTH {
            (x, y) = (0.0, y + ROW);
        }
        svg.push_str(&sample(index, (x, y)));
        svg.push_str(&Label::level("key", name, Anchor::Start, (x + SAMPLE, y)).svg());
        x += width + 14.0;
    }
    Key { svg, height: y + ROW / 2.0 - top }
}
