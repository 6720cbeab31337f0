//! Draws observations as rows: period, bar, value; each series under its own name.
//!
//! Takes a chart whose numbers can be drawn; gives its picture. All bars start at one zero and
//! share one scale, and each carries its value, so the picture needs no ticks.

use super::axis::Values;
use super::mark::{ARROW, Bar, REACH, Way, bar};
use super::{Amount, Point, Series, Spec, key, series_class};
use crate::draw::place::{Anchor, Area, Label, target};
use crate::draw::scale::Scale;
use crate::draw::svg::{Frame, line, picture, titled};
use crate::draw::{WIDTH, text};

/// Height of a row, and of the line with a series' name.
const ROW: f64 = 25.0;
const NAME: f64 = 21.0;

/// Room between one series and the next.
const GAP: f64 = 9.0;

/// Widest period and widest value that are written in full.
const WIDEST_PERIOD: f64 = 148.0;
const WIDEST_VALUE: f64 = 160.0;

/// Rows drawn, with their height.
pub(super) struct Rows {
    pub(super) svg: String,
    pub(super) height: f64,
}

/// Draws the chart.
pub(super) fn draw(spec: &Spec) -> String {
    let rows = rows(spec, 0.0);
    let statuses = key::statuses(spec, rows.height + 3.0);
    let height = rows.height + 3.0 + statuses.height;
    let frame = Frame { heading: spec.heading, class: "chart rows", width: WIDTH, height };
    picture(&frame, &(rows.svg + &statuses.svg))
}

/// Columns that all rows share.
struct Columns<'a> {
    values: Values<'a>,
    scale: Scale,
}

impl<'a> Columns<'a> {
    fn of(spec: &Spec<'a>) -> Self {
        let values = Values::from_zero(spec);
        let widest = |limit: f64, words: &dyn Fn(&Point) -> String| {
            spec.points().map(|(_, p)| text::width(&words(p))).fold(0.0, f64::max).min(limit)
        };
        let periods = widest(WIDEST_PERIOD, &|p| brief(&p.period));
        let words = widest(WIDEST_VALUE, &|p| said(&values, p));
        // An arrow may begin where the scale ends.
        let room = |is_bound: &dyn Fn(&Amount) -> bool| {
            if spec.points().any(|(_, p)| is_bound(&p.amount)) { ARROW } else { REACH }
        };
        let before = room(&|amount| matches!(amount, Amount::Below(_)));
        let after = room(&|amount| matches!(amount, Amount::Above(_)));
        let (low, high) = spec.bounds();
        let from = if periods > 0.0 { periods + 4.4 + before } else { before };
        let scale =
            Scale { low: low.min(0.0), high: high.max(0.0), from, to: WIDTH - words - after - 7.0 };
        Self { values, scale }
    }
}

/// The value as a reader sees it.
pub(super) fn said(values: &Values, point: &Point) -> String {
    if point.text.is_empty() {
        return format!("{} {}", values.words(point.amount), values.caption).trim().to_owned();
    }
    point.text.clone()
}

/// Writes the months of a period that takes much room by their first three letters.
fn brief(period: &str) -> String {
    const MONTHS: [&str; 11] = [
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const ROOMY: f64 = 105.0;
    if text::width(period) <= ROOMY {
        return period.to_owned();
    }
    MONTHS.iter().fold(period.to_owned(), |words, month| words.replace(month, &month[..3]))
}

/// Draws all rows from `top` down.
pub(super) fn rows(spec: &Spec, top: f64) -> Rows {
    let columns = Columns::of(spec);
    let mut y = top;
    let mut svg = String::new();
    let drawn = spec.series.iter().enumerate().filter(|(_, one)| !one.points.is_empty());
    for (index, one) in drawn {
        if spec.series.len() > 1 {
            let name = text::shorten(&one.name, WIDTH);
            svg.push_str(&Label::new("name", name, Anchor::Start, (0.0, y + 15.0)).svg());
            y += NAME;
        }
        let block = series_rows(&columns, one, y);
        svg.push_str(&format!("<g class=\"{}\">{}</g>", series_class(index), block.svg));
        y += block.height + GAP;
    }
    Rows { svg, height: y - GAP - top }
}

/// Draws the rows of one series.
fn series_rows(columns: &Columns, one: &Series, top: f64) -> Rows {
    let zero = columns.scale.at(0.0);
    let (mut y, mut base) = (top, top);
    let mut svg = String::new();
    for point in &one.points {
        if let Some(reason) = &point.break_before {
            // The base line ends at the break, as comparison does.
            if base < y {
                svg.push_str(&line("base", (zero, base), (zero, y)));
            }
            let block = break_row(reason, y);
            svg.push_str(&block.svg);
            y += block.height;
            base = y;
        }
        svg.push_str(&row(columns, point, &one.name, y));
        y += ROW;
    }
    svg.push_str(&line("base", (zero, base), (zero, y)));
    Rows { svg, height: y - top }
}

/// Draws a rule across the rows, with the reason why those below do not compare with those above.
fn break_row(reason: &str, top: f64) -> Rows {
    let mut svg = line("break", (0.0, top + 3.5), (WIDTH, top + 3.5));
    let mut y = top + 2.0;
    for words in text::wrap(reason, WIDTH, 2) {
        y += 17.0;
        svg.push_str(&Label::new("break", words, Anchor::Start, (0.0, y)).svg());
    }
    Rows { svg, height: y + 6.0 - top }
}

/// Draws one observation.
fn row(columns: &Columns, point: &Point, series: &str, top: f64) -> String {
    let middle = top + ROW / 2.0;
    let (low, high) = point.amount.ends();
    let (low, high) = (columns.scale.at(low), columns.scale.at(high));
    let zero = columns.scale.at(0.0);
    let drawn = bar(point, &Bar { way: Way::Right, zero, low, high, middle, half: 7.0 });
    let period = text::shorten(&brief(&point.period), WIDEST_PERIOD);
    let period = Label::level("period", period, Anchor::Start, (0.0, middle)).svg();
    let reach = match point.amount {
        Amount::Exact(_) | Amount::Range(..) | Amount::Below(_) => REACH,
        Amount::Above(_) => ARROW,
    };
    let words = text::shorten(&said(&columns.values, point), WIDEST_VALUE);
    let value = Label::level("value", words, Anchor::Start, (high.max(zero) + reach + 5.0, middle));
    let area = Area { left: 0.0, top, right: value.area().right.min(WIDTH), bottom: top + ROW };
    let hit = target(point.href.as_deref(), &area);
    let inner = hit + &period + &drawn + &value.svg();
    titled("point", point.href.as_deref(), &point.title(series), &inner)
}
