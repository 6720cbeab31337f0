//! Dates known to the year, the half, the quarter, the month or the day, and spans between two of them.
//!
//! Takes EDTF level 0 with the additions that news needs (`2020-Q1`, `2020-H1`, `2019~`, `../2015`, `2015/..`); gives a
//! [`Date`] that knows its first and last day. Never invents a day that the text leaves open.

mod guess;
mod parse;
mod point;
#[cfg(test)]
mod tests;
mod words;

pub use words::MONTHS;

use super::Day;
use point::Point;
use std::cmp::Ordering;
use std::fmt;

/// A date or a span of time, as precise as its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date(Shape);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Shape {
    /// `2020-06`.
    In(Point),
    /// `../2015`.
    By(Point),
    /// `2015/..`.
    Since(Point),
    /// `2019/2020`; the first day of the one is never after the last of the other.
    Between(Point, Point),
}

/// How precise a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A span between two dates, or open at one end.
    Interval,
    /// A year.
    Year,
    /// Half a year.
    Half,
    /// A quarter of a year.
    Quarter,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// What dates are sorted by: first day, then last day. An open start counts as the end, an open end as the last of all days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey(Day, Day);

impl Date {
    /// Returns the first day it may mean; `None` for an open start.
    #[must_use]
    pub const fn earliest(&self) -> Option<Day> {
        match &self.0 {
            Shape::In(point) | Shape::Since(point) | Shape::Between(point, _) => {
                Some(point.first())
            }
            Shape::By(_) => None,
        }
    }

    /// Returns the last day it may mean; `None` for an open end.
    #[must_use]
    pub const fn latest(&self) -> Option<Day> {
        match &self.0 {
            Shape::In(point) | Shape::By(point) | Shape::Between(_, point) => Some(point.last()),
            Shape::Since(_) => None,
        }
    }

    /// Returns whether every day of `other` is one of this date's.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        let starts =
            self.earliest().is_none_or(|day| other.earliest().is_some_and(|theirs| day <= theirs));
        let ends =
            self.latest().is_none_or(|day| other.latest().is_some_and(|theirs| theirs <= day));
        starts && ends
    }

    /// Returns whether the two have a day in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let meets = |start: Option<Day>, end: Option<Day>| match (start, end) {
            (Some(start), Some(end)) => start <= end,
            (None, _) | (_, None) => true,
        };
        meets(self.earliest(), other.latest()) && meets(other.earliest(), self.latest())
    }

    /// Returns what dates are sorted by.
    #[must_use]
    pub const fn sort_key(&self) -> SortKey {
        match &self.0 {
            Shape::In(point) => SortKey(point.first(), point.last()),
            Shape::By(point) => SortKey(point.last(), point.last()),
            Shape::Since(point) => SortKey(point.first(), Day::LAST),
            Shape::Between(from, to) => SortKey(from.first(), to.last()),
        }
    }

    /// Returns how precise it is.
    #[must_use]
    pub const fn precision(&self) -> Precision {
        match &self.0 {
            Shape::In(point) => point.precision(),
            Shape::By(_) | Shape::Since(_) | Shape::Between(..) => Precision::Interval,
        }
    }

    /// Returns whether it, or an end of it, is marked `~`.
    #[must_use]
    pub const fn is_approximate(&self) -> bool {
        match &self.0 {
            Shape::In(point) | Shape::By(point) | Shape::Since(point) => point.approximate,
            Shape::Between(from, to) => from.approximate || to.approximate,
        }
    }

    /// Returns the year it begins in; that of its end, where the start is open.
    #[must_use]
    pub const fn year(&self) -> i16 {
        match &self.0 {
            Shape::In(point)
            | Shape::By(point)
            | Shape::Since(point)
            | Shape::Between(point, _) => point.year(),
        }
    }

    /// Returns the years it touches; an open end adds none.
    #[must_use]
    pub const fn years(&self) -> std::ops::RangeInclusive<i16> {
        match &self.0 {
            Shape::In(point) | Shape::By(point) | Shape::Since(point) => {
                point.year()..=point.year()
            }
            Shape::Between(from, to) => from.year()..=to.year(),
        }
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        Self(Shape::In(Point::day(day)))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.sort_key(), self.0).cmp(&(other.sort_key(), other.0))
    }
}

/// As written in a note, in EDTF.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Shape::In(point) => point.fmt(f),
            Shape::By(point) => write!(f, "../{point}"),
            Shape::Since(point) => write!(f, "{point}/.."),
            Shape::Between(from, to) => write!(f, "{from}/{to}"),
        }
    }
}
