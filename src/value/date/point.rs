//! One end of a date: a year, or a part of one.
//!
//! Takes numbers that are already known to be in the calendar where made through [`Point::new`]; gives the first and the
//! last day. Never spans more than a year.

use super::super::Day;
use super::Precision;
use std::fmt;

/// A year or a part of one, perhaps approximate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Point {
    first: Day,
    last: Day,
    /// Which part of the year the days make up.
    pub(super) part: Part,
    /// Whether it is marked `~`.
    pub(super) approximate: bool,
}

/// Which part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// All of it.
    Year,
    /// Half 1 or 2.
    Half(i8),
    /// Quarter 1 to 4.
    Quarter(i8),
    /// A month, from 1.
    Month(i8),
    /// A day, perhaps with its time.
    Day(i8, i8, Option<Clock>),
}

/// A time of day, kept because it was printed; nothing is worked out from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Clock {
    /// Hour, minute and second.
    pub(super) time: (u8, u8, u8),
    /// Minutes east of Greenwich, where said.
    pub(super) zone: Option<i16>,
}

impl Point {
    /// Makes the point, if the calendar has it.
    pub(super) fn new(year: i16, part: Part, approximate: bool) -> Option<Self> {
        let (first, last) = match part {
            Part::Year => (Day::new(year, 1, 1)?, Day::new(year, 12, 31)?),
            Part::Half(half @ 1..=2) => months(year, half * 6 - 5, half * 6)?,
            Part::Quarter(quarter @ 1..=4) => months(year, quarter * 3 - 2, quarter * 3)?,
            Part::Half(_) | Part::Quarter(_) => return None,
            Part::Month(month) => months(year, month, month)?,
            Part::Day(month, day, _) => (Day::new(year, month, day)?, Day::new(year, month, day)?),
        };
        Some(Self { first, last, part, approximate })
    }

    /// Makes the point of one day.
    pub(super) const fn day(day: Day) -> Self {
        Self {
            first: day,
            last: day,
            part: Part::Day(day.month(), day.day(), None),
            approximate: false,
        }
    }

    /// Returns the first day.
    pub(super) const fn first(&self) -> Day {
        self.first
    }

    /// Returns the last day.
    pub(super) const fn last(&self) -> Day {
        self.last
    }

    /// Returns the year.
    pub(super) const fn year(&self) -> i16 {
        self.first.year()
    }

    /// Returns how precise it is.
    pub(super) const fn precision(&self) -> Precision {
        match self.part {
            Part::Year => Precision::Year,
            Part::Half(_) => Precision::Half,
            Part::Quarter(_) => Precision::Quarter,
            Part::Month(_) => Precision::Month,
            Part::Day(..) => Precision::Day,
        }
    }
}

fn months(year: i16, from: i8, to: i8) -> Option<(Day, Day)> {
    Some((Day::new(year, from, 1)?, Day::last_of_month(year, to)?))
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year();
        match self.part {
            Part::Year => write!(f, "{year:04}")?,
            Part::Half(half) => write!(f, "{year:04}-H{half}")?,
            Part::Quarter(quarter) => write!(f, "{year:04}-Q{quarter}")?,
            Part::Month(month) => write!(f, "{year:04}-{month:02}")?,
            Part::Day(month, day, None) => write!(f, "{year:04}-{month:02}-{day:02}")?,
            Part::Day(month, day, Some(clock)) => {
                write!(f, "{year:04}-{month:02}-{day:02}T{clock}")?
            }
        }
        f.write_str(if self.approximate { "~" } else { "" })
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = self.time;
        write!(f, "{hour:02}:{minute:02}:{second:02}")?;
        match self.zone {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(zone) => {
                let sign = if zone < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60)
            }
        }
    }
}
