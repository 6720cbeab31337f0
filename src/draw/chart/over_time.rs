//! Draws observations along time.
//!
//! Takes a chart whose numbers can be drawn; gives its picture. A line is drawn only where
//! [`super::joined`] allows; every other observation stands by itself.

use super::axis::{Time, Values};
use super::key::{self, Key, dash_class};
use super::mark::{ARROW, REACH};
use super::rule::Rule;
use super::{Amount, Point, Series, Spec, Status, joined, sample, series_class};
use crate::draw::place::target;
use crate::draw::place::{Anchor, Area, Ground, Label};
use crate::draw::svg::{Frame, line, number, picture, titled};
use crate::draw::{WIDTH, text};

/// Height of the field in which observations stand.
const FIELD: f64 = 168.0;

/// Room above the field for what stands on its highest mark.
const HEAD: f64 = 20.0;

/// Widest name that is written beside the end of a line.
const WIDEST_NAME: f64 = 92.0;

/// Half the height and width of a target that a finger finds.
const FINGER: f64 = 12.0;

/// Most observations that get their value written beside them.
const MOST_LABELS: usize = 8;

/// Where everything stands.
struct Plot<'a> {
    spec: &'a Spec<'a>,
    values: Values<'a>,
    time: Time,
    key: Key,
    rules: Vec<Rule<'a>>,
    top: f64,
    names_beside: Beside,
    /// Where each observation of each series stands across the picture.
    across: Vec<Vec<f64>>,
}

/// Whether names stand beside the ends of the lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Lines,
    Nothing,
}

impl<'a> Plot<'a> {
    fn of(spec: &'a Spec<'a>) -> Self {
        let values = Values::for_points(spec);
        let names = spec.series.iter().map(|one| text::width(&one.name)).fold(0.0, f64::max);
        let names_beside = match (spec.series.len(), names <= WIDEST_NAME) {
            (2..=6, true) => Beside::Lines,
            _ => Beside::Nothing,
        };
        let key = match (spec.series.len(), names_beside) {
            (0 | 1, _) | (_, Beside::Lines) => Key { svg: String::new(), height: 0.0 },
            (_, Beside::Nothing) => key::series(spec, 20.0),
        };
        let low = spec.points().map(|(_, p)| p.from).fold(f64::INFINITY, f64::min);
        let high = spec.points().map(|(_, p)| p.until).fold(f64::NEG_INFINITY, f64::max);
        let margin = match names_beside {
            Beside::Lines => names + 12.0,
            Beside::Nothing => 8.0,
        };
        let time = Time::covering(low, high, values.width() + 14.0, WIDTH - margin);
        let rules: Vec<Rule> =
            breaks(spec).iter().map(|&(at, reason)| Rule::at(time.scale.at(at), reason)).collect();
        let top = 20.0 + key.height + rules.iter().map(Rule::height).sum::<f64>() + HEAD;
        let height = values.scale(FIELD, 0.0);
        let beside = |one: &Series| dodged(one, &time, |point| height.at(point.amount.ends().1));
        let across = spec.series.iter().map(beside).collect();
        Self { spec, values, time, key, rules, top, names_beside, across }
    }

    fn foot(&self) -> f64 {
        self.top + FIELD
    }

    /// Where the axis of time stands: below the arrows of values that may be less.
    fn base(&self) -> f64 {
        let is_below = |point: &Point| matches!(point.amount, Amount::Below(_));
        self.foot() + if self.spec.points().any(|(_, point)| is_below(point)) { ARROW } else { 0.0 }
    }

    fn height_of(&self, value: f64) -> f64 {
        self.values.scale(self.foot(), self.top).at(value)
    }

    /// Every observation with its series and where it stands across.
    fn points(&self) -> impl Iterator<Item = (usize, &Point, f64)> {
        let series = self.spec.series.iter().zip(&self.across).enumerate();
        series.flat_map(|(index, (one, across))| {
            one.points.iter().zip(across).map(move |(point, &x)| (index, point, x))
        })
    }
}

/// Places observations across; those that would hide another of their series stand beside it.
fn dodged(one: &Series, time: &Time, height: impl Fn(&Point) -> f64) -> Vec<f64> {
    let at = |point: &Point| (time.scale.at(point.middle()), height(point));
    let hides = |point: &Point, other: &Point| {
        let ((x1, y1), (x2, y2)) = (at(point), at(other));
        (x1 - x2).abs() < REACH && (y1 - y2).abs() < 2.0 * REACH
    };
    // Results keep their places, so that lines stay true; of equals the first does.
    let goes_first = |(one, a): (usize, &Point), (two, b): (usize, &Point)| {
        (a.status != Status::Actual, one) < (b.status != Status::Actual, two)
    };
    let points = || one.points.iter().enumerate();
    points()
        .map(|(index, point)| {
            let is_before = |other: &(usize, &Point)| {
                goes_first(*other, (index, point)) && hides(point, other.1)
            };
            let x = at(point).0 + 2.2 * REACH * points().filter(is_before).count() as f64;
            x.min(time.scale.to)
        })
        .collect()
}

/// Finds the breaks, each once, in order of time.
fn breaks<'a>(spec: &'a Spec<'a>) -> Vec<(f64, &'a str)> {
    let mut found: Vec<(f64, &str)> = Vec::new();
    for one in &spec.series {
        for (at, point) in one.points.iter().enumerate() {
            let Some(reason) = &point.break_before else { continue };
            // A moment's break lies between it and what comes before; a period's where it begins.
            let before = one.points[..at].last().filter(|_| point.from == point.until);
            let place = before.map_or(point.from, |last| (last.until + point.from) / 2.0);
            if !found.contains(&(place, reason)) {
                found.push((place, reason));
            }
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    found
}

/// Draws the chart.
pub(super) fn draw(spec: &Spec) -> String {
    let plot = Plot::of(spec);
    let mut ground = Ground {
        inside: Area {
            left: plot.time.scale.from - 6.0,
            top: plot.top - HEAD,
            right: plot.time.scale.to + 8.0,
            bottom: plot.foot(),
        },
        taken: Vec::new(),
        lines: Vec::new(),
    };
    let caption = text::shorten(&plot.values.caption, WIDTH);
    let mut body = Label::new("unit", caption, Anchor::Start, (0.0, 13.0)).svg();
    body.push_str(&plot.key.svg);
    body.push_str(&grid(&plot));
    body.push_str(&break_rules(&plot, &mut ground));
    for index in 0..spec.series.len() {
        body.push_str(&course(&plot, index, &mut ground));
    }
    body.push_str(&value_labels(&plot, &mut ground));
    body.push_str(&names(&plot));
    let statuses = key::statuses(spec, plot.base() + 28.0);
    body.push_str(&statuses.svg);
    let height = plot.base() + 28.0 + statuses.height;
    picture(&Frame { heading: spec.heading, class: "chart over-time", width: WIDTH, height }, &body)
}

/// Draws the ticks of both axes.
fn grid(plot: &Plot) -> String {
    let (left, right) = (plot.time.scale.from - 6.0, plot.time.scale.to);
    let scale = plot.values.scale(plot.foot(), plot.top);
    let mut out = String::new();
    for &tick in &plot.values.ticks.at {
        let (y, class) = (scale.at(tick), if tick == 0.0 { "base" } else { "grid" });
        out.push_str(&line(class, (left, y), (right, y)));
        let word = plot.values.tick(tick);
        out.push_str(&Label::level("axis", word, Anchor::End, (left - 5.0, y)).svg());
    }
    out + &plot.time.svg(plot.base())
}

/// Draws each break as a rule through the field, with its reason above.
fn break_rules(plot: &Plot, ground: &mut Ground) -> String {
    let mut out = String::new();
    let mut y = 20.0 + plot.key.height;
    for rule in &plot.rules {
        out.push_str(&rule.svg(y, plot.foot()));
        ground.lines.push(((rule.x, plot.top - HEAD), (rule.x, plot.foot())));
        y += rule.height();
    }
    out
}

/// Draws one series: its line where it may have one, then its marks.
fn course(plot: &Plot, index: usize, ground: &mut Ground) -> String {
    let one = &plot.spec.series[index];
    let mut path = String::new();
    for (from, to) in joined(&one.points) {
        let at =
            |at: usize| (plot.across[index][at], plot.height_of(one.points[at].amount.ends().1));
        let (a, b) = (at(from), at(to));
        let ends = [a.0, a.1, b.0, b.1].map(number);
        path.push_str(&format!("M{} {}L{} {}", ends[0], ends[1], ends[2], ends[3]));
        ground.lines.push((a, b));
    }
    let mut out = format!("<g class=\"{} {}\">", series_class(index), dash_class(index));
    if !path.is_empty() {
        out.push_str(&format!(
            "<path class=\"line\" d=\"{path}\" fill=\"none\" stroke=\"currentColor\"/>"
        ));
    }
    for (point, &x) in one.points.iter().zip(&plot.across[index]) {
        out.push_str(&observation(plot, point, x, &one.name));
        ground.taken.push(taken_by(plot, point, x));
    }
    out + "</g>"
}

/// Draws the mark of one observation, with a target of finger's size where it is a link.
fn observation(plot: &Plot, point: &Point, x: f64, series: &str) -> String {
    let drawn = sample(point.status, point.amount, x, |value| plot.height_of(value));
    let (low, high) = point.amount.ends();
    let (top, foot) = (plot.height_of(high), plot.height_of(low));
    let area =
        Area { left: x - FINGER, top: top - FINGER, right: x + FINGER, bottom: foot + FINGER };
    let inner = target(point.href.as_deref(), &area) + &drawn;
    titled("point", point.href.as_deref(), &point.title(series), &inner)
}

/// The room that an observation takes, which labels keep out of.
fn taken_by(plot: &Plot, point: &Point, x: f64) -> Area {
    let (above, below) = match point.amount {
        Amount::Exact(_) | Amount::Range(..) => (REACH, REACH),
        Amount::Above(_) => (ARROW, REACH),
        Amount::Below(_) => (REACH, ARROW),
    };
    let (low, high) = point.amount.ends();
    let (top, bottom) = (plot.height_of(high) - above, plot.height_of(low) + below);
    Area { left: x - REACH, top, right: x + REACH, bottom }
}

/// Writes the values beside their marks, where there are few and there is room.
fn value_labels(plot: &Plot, ground: &mut Ground) -> String {
    if plot.points().count() > MOST_LABELS {
        return String::new();
    }
    let mut out = String::new();
    // The latest come first: where there is no room for all, they are what is looked for.
    let points: Vec<(usize, &Point, f64)> = plot.points().collect();
    for &(index, point, x) in points.iter().rev() {
        let (low, high) = point.amount.ends();
        let words = plot.values.words(point.amount);
        let places = around(&words, x, (plot.height_of(high), plot.height_of(low)));
        if let Some(label) = ground.first_free(places) {
            out.push_str(&format!("<g class=\"{}\">{}</g>", series_class(index), label.svg()));
        }
    }
    out
}

/// The places for a value's label, the best first.
fn around(words: &str, x: f64, (top, foot): (f64, f64)) -> [Label; 8] {
    let at = |anchor, dx: f64, y: f64| Label::new("value", words, anchor, (x + dx, y));
    let level = |anchor, dx: f64| Label::level("value", words, anchor, (x + dx, top));
    [
        at(Anchor::Middle, 0.0, top - 9.0),
        at(Anchor::End, 4.0, top - 9.0),
        at(Anchor::Start, -4.0, top - 9.0),
        at(Anchor::Middle, 0.0, foot + 19.0),
        at(Anchor::Start, -4.0, foot + 19.0),
        at(Anchor::End, 4.0, foot + 19.0),
        level(Anchor::Start, 9.0),
        level(Anchor::End, -9.0),
    ]
}

/// Writes each series' name beside its last observation.
fn names(plot: &Plot) -> String {
    if plot.names_beside == Beside::Nothing {
        return String::new();
    }
    let mut at: Vec<(f64, usize)> = Vec::new();
    for (index, one) in plot.spec.series.iter().enumerate() {
        let Some(last) = one.points.last() else { continue };
        at.push((plot.height_of(last.amount.ends().1), index));
    }
    at.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    spread(&mut at, plot.foot());
    let x = plot.time.scale.to + 8.0;
    let name = |&(y, index): &(f64, usize)| {
        let label =
            Label::level("name", plot.spec.series[index].name.as_str(), Anchor::Start, (x, y));
        format!("<g class=\"{}\">{}</g>", series_class(index), label.svg())
    };
    at.iter().map(name).collect()
}

/// Moves names apart, down first and then up from the foot.
fn spread(at: &mut [(f64, usize)], foot: f64) {
    let gap = 17.0;
    for n in 1..at.len() {
        at[n].0 = at[n].0.max(at[n - 1].0 + gap);
    }
    let mut most = foot;
    for (y, _) in at.iter_mut().rev() {
        *y = y.min(most);
        most = *y - gap;
    }
}
