//! Draws a few observations of one series as upright bars; more, or longer words, as rows.
//!
//! Takes a chart whose numbers can be drawn; gives its picture. A year without an observation keeps
//! its place, empty.

use super::axis::Values;
use super::mark::{ARROW, Bar, Way, bar};
use super::rule::Rule;
use super::{Amount, Point, Series, Spec, key, rows};
use crate::draw::place::{Anchor, Area, Label, target};
use crate::draw::svg::{Frame, line, picture, titled};
use crate::draw::{FONT, WIDTH, text};

/// Height of the field in which bars stand.
const FIELD: f64 = 158.0;

/// Most places that stand side by side.
const MOST: usize = 10;

/// Widest a bar gets, half of it.
const HALF: f64 = 21.0;

/// A place on the base line: an observation, or a year without one.
struct Slot<'a> {
    name: String,
    point: Option<&'a Point>,
}

/// Draws the chart.
pub(super) fn draw(spec: &Spec) -> String {
    let [one] = spec.series.as_slice() else { return rows::draw(spec) };
    let values = Values::from_zero(spec);
    let slots = slots(one);
    let left = values.width() + 9.0;
    let step = (WIDTH - left) / slots.len() as f64;
    let fits = |words: &str| text::width(words) + 6.0 <= step;
    let all_fit = slots.iter().all(|slot| {
        fits(&slot.name) && slot.point.is_none_or(|point| fits(&values.words(point.amount)))
    });
    if slots.len() > MOST || !all_fit {
        return rows::draw(spec);
    }
    upright(&Upright { spec, one, values, slots, left, step })
}

/// Gives each observation its place; each year one, where all are whole years.
fn slots(one: &Series) -> Vec<Slot<'_>> {
    let is_year =
        |point: &Point| point.from.fract() == 0.0 && (point.until - point.from - 1.0).abs() < 0.01;
    let plain = |point| Slot { name: Point::period(point), point: Some(point) };
    let distinct = one.points.windows(2).all(|two| two[0].from < two[1].from);
    let (Some(first), Some(last)) = (one.points.first(), one.points.last()) else {
        return Vec::new();
    };
    let span = last.from - first.from;
    if !distinct || span > MOST as f64 || !one.points.iter().all(is_year) {
        return one.points.iter().map(plain).collect();
    }
    let of_year = |n: usize| {
        let year = first.from + n as f64;
        match one.points.iter().find(|point| point.from == year) {
            Some(point) => plain(point),
            None => Slot { name: format!("{year}"), point: None },
        }
    };
    (0..=span as usize).map(of_year).collect()
}

impl Point {
    fn period(&self) -> String {
        self.period.clone()
    }
}

/// Where everything stands.
struct Upright<'a> {
    spec: &'a Spec<'a>,
    one: &'a Series,
    values: Values<'a>,
    slots: Vec<Slot<'a>>,
    left: f64,
    step: f64,
}

impl Upright<'_> {
    /// Each place with where it begins.
    fn places(&self) -> impl Iterator<Item = (f64, &Slot<'_>)> {
        self.slots.iter().enumerate().map(|(at, slot)| (self.left + self.step * at as f64, slot))
    }

    /// The rules at breaks, each where its place begins.
    fn rules(&self) -> Vec<Rule<'_>> {
        let mut rules = Vec::new();
        for (left, slot) in self.places() {
            let reason = slot.point.and_then(|point| point.break_before.as_deref());
            rules.extend(reason.map(|reason| Rule::at(left, reason)));
        }
        rules
    }
}

/// Draws upright bars on a field with ticks.
fn upright(plot: &Upright) -> String {
    let rules = plot.rules();
    let has_bound = plot.one.points.iter().any(|point| matches!(point.amount, Amount::Above(_)));
    let head = if has_bound { 24.0 + ARROW } else { 24.0 };
    let top = 20.0 + rules.iter().map(Rule::height).sum::<f64>() + head;
    let foot = top + FIELD;
    let caption = text::shorten(&plot.values.caption, WIDTH);
    let mut body = Label::new("unit", caption, Anchor::Start, (0.0, 13.0)).svg();
    body.push_str(&grid(plot, top, foot));
    let mut y = 20.0;
    for rule in &rules {
        body.push_str(&rule.svg(y, foot));
        y += rule.height();
    }
    body.push_str("<g class=\"s1\">");
    for (left, slot) in plot.places() {
        let at = (left + plot.step / 2.0, foot + 17.0);
        body.push_str(&Label::new("axis", slot.name.as_str(), Anchor::Middle, at).svg());
        if let Some(point) = slot.point {
            body.push_str(&upright_bar(plot, point, at.0, (top, foot)));
        }
    }
    body.push_str("</g>");
    let statuses = key::statuses(plot.spec, foot + 24.0);
    let height = foot + 24.0 + statuses.height;
    let frame = Frame { heading: plot.spec.heading, class: "chart bars", width: WIDTH, height };
    picture(&frame, &(body + &statuses.svg))
}

fn grid(plot: &Upright, top: f64, foot: f64) -> String {
    let scale = plot.values.scale(foot, top);
    let mut out = String::new();
    for &tick in &plot.values.ticks.at {
        let (y, class) = (scale.at(tick), if tick == 0.0 { "base" } else { "grid" });
        out.push_str(&line(class, (plot.left, y), (WIDTH, y)));
        let word = plot.values.tick(tick);
        out.push_str(&Label::level("axis", word, Anchor::End, (plot.left - 6.0, y)).svg());
    }
    out
}

fn upright_bar(plot: &Upright, point: &Point, middle: f64, (top, foot): (f64, f64)) -> String {
    let scale = plot.values.scale(foot, top);
    let (low, high) = point.amount.ends();
    let half = (plot.step * 0.33).min(HALF);
    let bounds = Bar {
        way: Way::Up,
        zero: scale.at(0.0),
        low: scale.at(low),
        high: scale.at(high),
        middle,
        half,
    };
    let reach = match point.amount {
        Amount::Exact(_) | Amount::Range(..) | Amount::Below(_) => 0.0,
        Amount::Above(_) => ARROW,
    };
    let y = bounds.high.min(bounds.zero) - reach - 8.0;
    let words = plot.values.words(point.amount);
    let label = Label::new("value", words, Anchor::Middle, (middle, y)).svg();
    let side = plot.step / 2.0;
    let area = Area { left: middle - side, top: y - FONT, right: middle + side, bottom: foot };
    let inner = target(point.href.as_deref(), &area) + &bar(point, &bounds) + &label;
    titled("point", point.href.as_deref(), &point.title(&plot.one.name), &inner)
}
