//! Draws observations: over time, as bars, alone, or side by side.
//!
//! Takes a [`Chart`]; gives one `<svg>`. Says nothing that the data do not: a line joins only what
//! is `actual`, of one series, in periods of one length that follow each other without a gap or a
//! break; a bar starts at zero; a range is a range. What cannot be drawn (not a number, no position)
//! is left out: the table beside the chart has it.

mod axis;
mod bars;
mod join;
mod key;
mod mark;
mod over_time;
mod rows;
mod rule;
mod single;
#[cfg(test)]
mod tests;

pub(super) use axis::Time;
pub(super) use join::joined;
use mark::mark;
pub(super) use mark::sample;

use super::Heading;

/// A chart to be drawn.
pub struct Chart<'a> {
    /// Title and description, for those who do not see it.
    pub heading: Heading,
    /// How it is drawn.
    pub form: Form,
    /// What is drawn; the first six have colours of their own, `s1` to `s6`.
    pub series: Vec<Series>,
    /// How values are written.
    pub axis: Axis<'a>,
}

/// The way a chart is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Points along time, joined where nothing is missing between them.
    OverTime,
    /// One bar for each observation, in order of time.
    Bars,
    /// The last observation in large type, with the change that led to it.
    Single(Option<Change>),
    /// One row for each observation, in the order given, each with its own period.
    Compare,
}

impl Form {
    /// Chooses the form that suits a figure: alone, few, or a course over time.
    pub fn fitting(series: &[Series]) -> Self {
        let count: usize = series.iter().map(|one| one.points.len()).sum();
        let joins = series.iter().any(|one| !joined(&one.points).is_empty());
        match (series.len(), count) {
            (_, 0 | 1) => Self::Single(None),
            (1, 2..=4) if !joins => Self::Bars,
            (2.., _) if series.iter().all(|one| one.points.len() < 2) => Self::Compare,
            _ => Self::OverTime,
        }
    }
}

/// How a single value differs from an earlier one, worked out by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which way it went.
    pub direction: Direction,
    /// In words: `12.5% above 2019`.
    pub text: String,
}

/// Which way a value went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More than before.
    Up,
    /// Less than before.
    Down,
    /// The same.
    Level,
}

/// How the values of a chart are written.
pub struct Axis<'a> {
    /// What is counted: `CNY`, `people`, `%`. May be empty.
    pub unit: String,
    /// How a round value is written beside its tick.
    pub tick: TickText<'a>,
}

/// How a round value is written beside its tick.
pub enum TickText<'a> {
    /// Divided by the thousand, million, billion or trillion that the unit then names.
    Scaled,
    /// As the caller writes it; the unit stands as it is.
    With(&'a (dyn Fn(f64) -> String + Sync)),
}

/// Observations that belong together: of one subject, by one measure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Name of the subject, or of whatever tells it from the other series.
    pub name: String,
    /// Its observations, in any order.
    pub points: Vec<Point>,
}

impl Series {
    /// Tells whether a line joins any of its observations: without one a small chart would be marks in the void.
    pub fn has_line(&self) -> bool {
        let sorted = drawable(std::slice::from_ref(self));
        sorted.iter().any(|one| !joined(&one.points).is_empty())
    }
}

/// One observation.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// When its period begins, in years ([`super::position_of`]).
    pub from: f64,
    /// When its period ends; the same as `from` for a moment.
    pub until: f64,
    /// The period in words: `2020`, `Q1 2020`.
    pub period: String,
    /// The value.
    pub amount: Amount,
    /// The value as readers see it: `CNY 250 billion`.
    pub text: String,
    /// What kind of statement it is.
    pub status: Status,
    /// Whether another source says otherwise.
    pub disputed: bool,
    /// Reason why it cannot be compared with what comes before: a definition that changed.
    pub break_before: Option<String>,
    /// Where the observation has its address.
    pub href: Option<String>,
}

/// A value, with as much doubt as its source left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// This much.
    Exact(f64),
    /// From the first to the second.
    Range(f64, f64),
    /// More than this, or at least.
    Above(f64),
    /// Less than this, or at most.
    Below(f64),
}

impl Amount {
    /// Gives the numbers named, low before high; one number twice where there is one.
    pub(super) fn ends(self) -> (f64, f64) {
        match self {
            Self::Exact(value) | Self::Above(value) | Self::Below(value) => (value, value),
            Self::Range(one, two) if two < one => (two, one),
            Self::Range(one, two) => (one, two),
        }
    }
}

/// What kind of statement an observation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Counted and reported.
    Actual,
    /// Reckoned by someone.
    Estimate,
    /// Meant to be reached.
    Target,
    /// Expected by someone.
    Forecast,
    /// Said by a party with an interest, not shown.
    Claimed,
    /// The source allows several readings.
    Unclear,
}

impl Status {
    /// Every status, in the order a key lists them.
    pub const ALL: [Self; 6] =
        [Self::Actual, Self::Estimate, Self::Target, Self::Forecast, Self::Claimed, Self::Unclear];

    /// Gives its name, which is its class too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Estimate => "estimate",
            Self::Target => "target",
            Self::Forecast => "forecast",
            Self::Claimed => "claimed",
            Self::Unclear => "unclear",
        }
    }
}

/// Draws a chart; empty where it has no observation that can be drawn.
pub fn chart(chart: &Chart) -> String {
    let series = drawable(&chart.series);
    if series.iter().all(|one| one.points.is_empty()) {
        return String::new();
    }
    let spec = Spec { heading: &chart.heading, series, axis: &chart.axis };
    match &chart.form {
        Form::OverTime => over_time::draw(&spec),
        Form::Bars => bars::draw(&spec),
        Form::Single(change) => single::draw(&spec, change.as_ref()),
        Form::Compare => rows::draw(&spec),
    }
}

/// A chart whose numbers can all be drawn, each series in order of time.
struct Spec<'a> {
    heading: &'a Heading,
    series: Vec<Series>,
    axis: &'a Axis<'a>,
}

/// Numbers beyond these are no year and no value of this world, and would break arithmetic.
const MOST_YEARS: f64 = 20_000.0;
const MOST_VALUE: f64 = 1e24;

/// Keeps the observations that can be drawn, in order of time.
pub(super) fn drawable(series: &[Series]) -> Vec<Series> {
    let can = |point: &&Point| {
        let (low, high) = point.amount.ends();
        [low, high].iter().all(|value| value.abs() < MOST_VALUE)
            && [point.from, point.until].iter().all(|year| year.abs() < MOST_YEARS)
    };
    let sorted = |one: &Series| {
        let mut points: Vec<Point> = one.points.iter().filter(can).cloned().collect();
        for point in &mut points {
            (point.from, point.until) = (point.from.min(point.until), point.from.max(point.until));
        }
        points.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.until.total_cmp(&b.until)));
        Series { name: one.name.clone(), points }
    };
    series.iter().map(sorted).collect()
}

impl Spec<'_> {
    /// Every observation with the number of its series.
    fn points(&self) -> impl Iterator<Item = (usize, &Point)> {
        self.series.iter().enumerate().flat_map(|(at, one)| one.points.iter().map(move |p| (at, p)))
    }

    /// The lowest and highest value named.
    fn bounds(&self) -> (f64, f64) {
        let ends = self.points().map(|(_, point)| point.amount.ends());
        ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (one, two)| {
            (low.min(one), high.max(two))
        })
    }

    /// The smallest number named that is not zero, whatever its sign.
    fn least(&self) -> f64 {
        let ends = self.points().map(|(_, point)| point.amount.ends());
        let sizes = ends.flat_map(|(low, high)| [low.abs(), high.abs()]);
        sizes.filter(|size| *size > 0.0).fold(f64::INFINITY, f64::min)
    }
}

impl Point {
    /// The middle of its period, where its mark stands.
    pub(super) fn middle(&self) -> f64 {
        (self.from + self.until) / 2.0
    }

    /// What a reader is told who points at it.
    pub(super) fn title(&self, series: &str) -> String {
        let parts = [series, &self.period, &self.text, &self.standing()];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(" · ")
    }

    /// Its status, and whether that is disputed.
    pub(super) fn standing(&self) -> String {
        let disputed = if self.disputed { ", disputed" } else { "" };
        format!("{}{disputed}", self.status.name())
    }
}

/// The class of the series at `index`: its colour.
pub(super) fn series_class(index: usize) -> &'static str {
    ["s1", "s2", "s3", "s4", "s5", "s6"][index % 6]
}
