//! Observations as series of points on one axis.
//!
//! Takes the observations of a figure, or of the figures that it sets side by side; gives series in the unit that most of
//! them have. Numbers of another unit stand there by their source's own conversion, or not at all.

use crate::draw::{Amount, Form, Point, Series, position_of};
use crate::knowledge::NoteId;
use crate::note::Statement;
use crate::text::fold;
use crate::value::{Bound, Date, Day, Quantity, Status, Unit};
use crate::view::Maker;

/// Observations up to which a comparison stands as rows; with more it runs along time.
const MOST_ROWS: usize = 14;

/// What a figure's chart shows.
pub(super) struct Plot {
    /// The series, in order.
    pub(super) series: Vec<Series>,
    /// Where each point of each series stands among its figure's observations.
    places: Vec<Vec<usize>>,
    /// The unit of the axis.
    pub(super) unit: String,
    /// How many observations are not drawn: of another unit, or of no time.
    pub(super) left_out: usize,
    /// Whether it sets figures side by side.
    pub(super) compares: bool,
    /// Status of each point drawn.
    pub(super) statuses: Vec<Status>,
    /// First and last year that it touches.
    pub(super) years: Option<(i16, i16)>,
}

impl Plot {
    /// Chooses how it is drawn.
    pub(super) fn form(&self) -> Form {
        let is_long = self.statuses.len() > MOST_ROWS;
        let has_course = self.series.iter().any(|one| results(one) > 2);
        let is_set_of_moments =
            self.series.len() > 1 && self.series.iter().all(|one| period_count(one) < 2);
        if is_set_of_moments || self.compares && self.statuses.len() > 1 && !is_long && !has_course
        {
            return Form::Compare;
        }
        Form::fitting(&self.series)
    }

    /// Returns the series that holds an observation, or else the one with the most periods, if it has a course at all.
    pub(super) fn course(&self, latest: Option<usize>) -> Option<&Series> {
        let most = self.series.iter().map(period_count).max()?;
        let has_course = |one: &&Series| period_count(one) > 1;
        let named = self.series.iter().zip(&self.places);
        let holding =
            named.into_iter().find(|(_, places)| latest.is_some_and(|at| places.contains(&at)));
        let largest = || self.series.iter().find(|one| period_count(one) == most);
        holding.map(|(series, _)| series).filter(has_course).or_else(largest).filter(has_course)
    }

    /// Returns the point of one observation, as a series of its own.
    pub(super) fn alone(&self, observation: usize) -> Option<Series> {
        let named = self.series.iter().zip(&self.places);
        named.into_iter().find_map(|(series, places)| {
            let at = places.iter().position(|&place| place == observation)?;
            let point = Point { break_before: None, ..series.points.get(at)?.clone() };
            Some(Series { name: String::new(), points: vec![point] })
        })
    }
}

/// Keeps the last observation of a series.
pub(super) fn last_only(series: &Series) -> Series {
    let last = series.points.last().map(|point| Point { break_before: None, ..point.clone() });
    Series { name: series.name.clone(), points: last.into_iter().collect() }
}

fn results(series: &Series) -> usize {
    series.points.iter().filter(|point| point.status == crate::draw::Status::Actual).count()
}

fn period_count(series: &Series) -> usize {
    let mut periods: Vec<(u64, u64)> =
        series.points.iter().map(|point| (point.from.to_bits(), point.until.to_bits())).collect();
    periods.sort_unstable();
    periods.dedup();
    periods.len()
}

/// An observation that can be drawn.
#[derive(Clone, Copy)]
pub(super) struct Seen<'k> {
    pub(super) figure: NoteId,
    pub(super) at: usize,
    pub(super) statement: &'k Statement,
    pub(super) quantity: &'k Quantity,
    /// The number on the axis: the quantity, or its source's conversion.
    shown: &'k Quantity,
    pub(super) time: &'k Date,
}

impl<'k> Seen<'k> {
    pub(super) fn scope(&self) -> &'k str {
        self.statement.qualifiers.scope.as_ref().map_or("", |scope| scope.value.as_str())
    }

    /// Returns its status; one that says none is unclear, never a result.
    pub(super) fn status(&self) -> Status {
        self.statement.qualifiers.status.as_ref().map_or(Status::Unclear, |status| status.value)
    }

    /// Shows it in a unit: as printed, or by its source's own conversion.
    fn shown_in(self, unit: &Unit) -> Option<Self> {
        let ways = [Some(self.quantity), self.quantity.conversion()];
        let shown = ways.into_iter().flatten().find(|quantity| quantity.unit().same(unit))?;
        Some(Self { shown, ..self })
    }
}

impl<'k> Maker<'k> {
    /// Lists the figures that a figure draws: itself, or those that it sets side by side.
    pub(super) fn drawn_figures(&self, figure: NoteId) -> Vec<NoteId> {
        let compare = &self.knowledge.notes[figure].compare;
        if compare.is_empty() {
            return vec![figure];
        }
        compare.iter().filter_map(|one| self.knowledge.target(figure, one.span.start)).collect()
    }

    /// Lists the observations of figures that have a time and a number, oldest first within each figure.
    pub(super) fn seen(&self, figures: &[NoteId]) -> Vec<Seen<'k>> {
        let knowledge = self.knowledge;
        let mut all = Vec::new();
        for &figure in figures {
            let observations = knowledge.notes[figure].observations.iter().enumerate();
            let mut seen: Vec<Seen<'k>> = observations
                .filter_map(|(at, statement)| {
                    let (quantity, time) = (statement.quantity()?, statement.qualifiers.time()?);
                    Some(Seen { figure, at, statement, quantity, shown: quantity, time })
                })
                .collect();
            seen.sort_by_key(|one| (one.time.sort_key(), one.at));
            all.extend(seen);
        }
        all
    }

    /// Puts the observations of a figure on one axis.
    pub(super) fn plot(&self, from: &str, figure: NoteId) -> Plot {
        let figures = self.drawn_figures(figure);
        let compares = !self.knowledge.notes[figure].compare.is_empty();
        let observations = |&one: &NoteId| self.knowledge.notes[one].observations.len();
        let total: usize = figures.iter().map(observations).sum();
        let (unit, seen) = on_one_axis(self.seen(&figures));
        let groups = if compares { self.by_figure(&figures, &seen) } else { by_scope(&seen) };
        let first = seen.iter().map(|one| *one.time.years().start()).min();
        let last = seen.iter().map(|one| *one.time.years().end()).max();
        Plot {
            years: first.zip(last),
            statuses: seen.iter().map(Seen::status).collect(),
            left_out: total - seen.len(),
            unit,
            compares,
            places: groups.iter().map(Group::places).collect(),
            series: groups.iter().map(|group| self.series(from, group, compares)).collect(),
        }
    }

    /// Gathers by figure; each is named by its subject, or by its title where two have one subject.
    fn by_figure(&self, figures: &[NoteId], seen: &[Seen<'k>]) -> Vec<Group<'k>> {
        let subjects: Vec<_> = figures.iter().map(|&figure| self.subject_of(figure)).collect();
        let named = figures.iter().zip(&subjects).map(|(&figure, subject)| {
            let is_alone = subjects.iter().filter(|other| *other == subject).count() == 1;
            let name = subject.filter(|_| is_alone).unwrap_or(figure);
            let own = seen.iter().filter(|one| one.figure == figure).copied().collect();
            Group { name: self.knowledge.notes[name].title.clone(), seen: own, breaks: Vec::new() }
        });
        named.filter(|group| !group.seen.is_empty()).collect()
    }

    fn series(&self, from: &str, group: &Group<'k>, compares: bool) -> Series {
        let says_scope = compares && group.has_scopes();
        let points = group.seen.iter().enumerate().map(|(at, one)| {
            let mut point = self.point(from, one);
            let reason = group.breaks.iter().find(|(before, _)| *before == at);
            point.break_before = reason.map(|(_, reason)| reason.clone());
            if says_scope && !one.scope().is_empty() {
                point.period = format!("{}, {}", point.period, one.scope());
            }
            point
        });
        Series { name: group.name.clone(), points: points.collect() }
    }

    fn point(&self, from: &str, one: &Seen<'k>) -> Point {
        let (start, end) = position(one);
        let mut text = one.quantity.in_english();
        if !std::ptr::eq(one.quantity, one.shown) {
            text = format!("{text} = {}", one.shown.in_english());
        }
        let address = one.statement.observation_address();
        Point {
            from: start,
            until: end,
            period: one.time.in_english(),
            amount: amount(one.shown),
            text,
            status: status(one.status()),
            disputed: self.knowledge.is_disputed(one.figure, one.at),
            break_before: None,
            href: address.map(|address| self.part_href(from, one.figure, &address)),
        }
    }
}

/// Observations that belong together.
struct Group<'k> {
    name: String,
    seen: Vec<Seen<'k>>,
    /// Before which of them what is counted changes, and to what.
    breaks: Vec<(usize, String)>,
}

impl<'k> Group<'k> {
    fn has_scopes(&self) -> bool {
        self.seen.iter().any(|one| fold(one.scope()) != fold(self.seen[0].scope()))
    }

    fn places(&self) -> Vec<usize> {
        self.seen.iter().map(|one| one.at).collect()
    }

    /// Returns the first and the last moment that it speaks of.
    fn span(&self) -> (f64, f64) {
        let ends = self.seen.iter().map(position);
        ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (from, until)| {
            (low.min(from), high.max(until))
        })
    }

    fn has_course(&self) -> bool {
        self.seen.windows(2).any(|pair| pair[0].time.sort_key() != pair[1].time.sort_key())
    }
}

/// Chooses the unit that most observations have, and keeps what can be shown in it.
fn on_one_axis(seen: Vec<Seen<'_>>) -> (String, Vec<Seen<'_>>) {
    let mut counts: Vec<(&Unit, usize)> = Vec::new();
    for one in &seen {
        match counts.iter_mut().find(|(unit, _)| unit.same(one.quantity.unit())) {
            Some((_, count)) => *count += 1,
            None => counts.push((one.quantity.unit(), 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    let Some((unit, _)) = counts.into_iter().find(|(_, count)| Some(*count) == most) else {
        return (String::new(), Vec::new());
    };
    let unit = unit.clone();
    let kept = seen.into_iter().filter_map(|one| one.shown_in(&unit)).collect();
    (unit.to_string(), kept)
}

/// Gathers by scope. Scopes that follow each other in time are one course with a break; others stand side by side.
fn by_scope<'k>(seen: &[Seen<'k>]) -> Vec<Group<'k>> {
    let mut groups: Vec<Group<'k>> = Vec::new();
    for &one in seen {
        match groups.iter_mut().find(|group| fold(group.seen[0].scope()) == fold(one.scope())) {
            Some(group) => group.seen.push(one),
            None => {
                groups.push(Group { name: named(one.scope()), seen: vec![one], breaks: Vec::new() })
            }
        }
    }
    let follows = |pair: &[Group<'_>]| pair[0].span().1 <= pair[1].span().0;
    if groups.len() == 1 {
        groups[0].name.clear();
    } else if groups.iter().any(Group::has_course) && groups.windows(2).all(follows) {
        return vec![one_course(groups)];
    }
    groups
}

fn one_course(groups: Vec<Group<'_>>) -> Group<'_> {
    let mut course = Group { name: String::new(), seen: Vec::new(), breaks: Vec::new() };
    for group in groups {
        if !course.seen.is_empty() {
            course.breaks.push((course.seen.len(), group.name));
        }
        course.seen.extend(group.seen);
    }
    course
}

fn named(scope: &str) -> String {
    if scope.is_empty() { "scope not stated".to_owned() } else { scope.to_owned() }
}

/// Returns where an observation begins and ends in time: a moment where it counts what there was at one, or a bound.
fn position(one: &Seen<'_>) -> (f64, f64) {
    let (first, last) = (one.time.earliest().map(begin), one.time.latest().map(end));
    let (from, until) = match (first, last) {
        (Some(from), Some(until)) => (from, until),
        (Some(moment), None) | (None, Some(moment)) => (moment, moment),
        (None, None) => (0.0, 0.0),
    };
    if one.statement.qualifiers.period.is_some() {
        return (from, until);
    }
    let middle = from + (until - from) / 2.0;
    (middle, middle)
}

fn begin(day: Day) -> f64 {
    position_of(
        day.year().into(),
        day.month().unsigned_abs().into(),
        day.day().unsigned_abs().into(),
    )
}

/// Returns where a day ends: where the next one begins.
fn end(day: Day) -> f64 {
    let (year, month) = (day.year(), day.month());
    let next = Day::new(year, month, day.day() + 1)
        .or_else(|| Day::new(year, month + 1, 1))
        .or_else(|| Day::new(year + 1, 1, 1));
    begin(next.unwrap_or(day))
}

fn amount(quantity: &Quantity) -> Amount {
    let value = quantity.chart_value();
    if quantity.high().is_some() {
        return Amount::Range(value.low, value.high);
    }
    match quantity.bound() {
        Bound::Exact | Bound::About | Bound::Almost => Amount::Exact(value.low),
        Bound::MoreThan | Bound::AtLeast => Amount::Above(value.low),
        Bound::LessThan | Bound::AtMost => Amount::Below(value.low),
    }
}

fn status(status: Status) -> crate::draw::Status {
    match status {
        Status::Actual => crate::draw::Status::Actual,
        Status::Estimate => crate::draw::Status::Estimate,
        Status::Target => crate::draw::Status::Target,
        Status::Forecast => crate::draw::Status::Forecast,
        Status::Claimed => crate::draw::Status::Claimed,
        Status::Unclear => crate::draw::Status::Unclear,
    }
}
