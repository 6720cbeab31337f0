//! Draws one value in large type, and the change that led to it.
//!
//! Takes a chart whose numbers can be drawn; gives a picture of its last observation, with the one
//! before it beside, where there is one.

use super::axis::Values;
use super::mark::REACH;
use super::rows::{rows, said};
use super::{Change, Direction, Point, Series, Spec, mark};
use crate::draw::place::{Anchor, Label};
use crate::draw::svg::{Frame, number, picture, titled};
use crate::draw::{FONT, WIDTH, text};

/// Size of the value's type, where it fits.
const LARGE: f64 = 34.0;

/// Draws the chart.
pub(super) fn draw(spec: &Spec, change: Option<&Change>) -> String {
    let Some((one, last)) = latest(spec) else { return String::new() };
    let said = said(&Values::from_zero(spec), last);
    let mut body =
        titled("point", last.href.as_deref(), &last.title(&one.name), &value(last, &said));
    let mut height = 66.0;
    if let Some(change) = change {
        body.push_str(&changed(change, height));
        height += 22.0;
    }
    if let [.., before, last] = one.points.as_slice() {
        let pair = Series { name: one.name.clone(), points: vec![before.clone(), last.clone()] };
        let spec = Spec { heading: spec.heading, series: vec![pair], axis: spec.axis };
        let rows = rows(&spec, height + 4.0);
        body.push_str(&rows.svg);
        height += rows.height + 4.0;
    }
    picture(&Frame { heading: spec.heading, class: "chart single", width: WIDTH, height }, &body)
}

/// Finds the last observation in time, of the first series that has one then.
fn latest<'a>(spec: &'a Spec) -> Option<(&'a Series, &'a Point)> {
    let lasts = spec.series.iter().filter_map(|one| Some((one, one.points.last()?)));
    lasts.reduce(|best, next| if next.1.until > best.1.until { next } else { best })
}

/// Writes the value, its period and its status.
fn value(point: &Point, value: &str) -> String {
    let natural = text::width_at(value, LARGE);
    // Rounded down, as sizes are written with one decimal.
    let fitting = (LARGE * (WIDTH / natural.max(1.0)) * 10.0).floor() / 10.0;
    let size = fitting.clamp(FONT, LARGE);
    let words = match size > FONT {
        true => value.to_owned(),
        false => text::shorten(value, WIDTH),
    };
    let large = Label { size, ..Label::new("big", words, Anchor::Start, (0.0, 34.0)) };
    let sign = format!("<g class=\"s1\">{}</g>", mark(point.status, (REACH + 1.0, 52.0)));
    let said = match point.period.is_empty() {
        true => point.standing(),
        false => format!("{} · {}", point.period, point.standing()),
    };
    let said = text::shorten(&said, WIDTH - 18.0);
    large.svg() + &sign + &Label::level("period", said, Anchor::Start, (18.0, 52.0)).svg()
}

/// Writes a change, with an arrow for its direction.
fn changed(change: &Change, top: f64) -> String {
    let (class, tips) = match change.direction {
        Direction::Up => ("up", [(1.0, 11.0), (6.0, 2.0), (11.0, 11.0)]),
        Direction::Down => ("down", [(1.0, 2.0), (6.0, 11.0), (11.0, 2.0)]),
        Direction::Level => ("level", [(1.0, 2.0), (11.0, 6.5), (1.0, 11.0)]),
    };
    let tips = tips.map(|(x, y)| format!("{} {}", number(x), number(top + y))).join("L");
    let words = text::shorten(&change.text, WIDTH - 18.0);
    let label = Label::level("change", words, Anchor::Start, (18.0, top + 6.5)).svg();
    format!("<path class=\"{class}\" d=\"M{tips}Z\" fill=\"currentColor\"/>{label}")
}
