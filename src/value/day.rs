//! One day of the calendar.
//!
//! Takes a year, a month and a day; gives a value that sorts and can be placed on an axis. Never
//! holds a day that is not in the calendar.

use jiff::civil;
use std::fmt;

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: i16,
    month: i8,
    day: i8,
}

impl Day {
    /// The last day that a year of four digits can hold.
    pub const LAST: Self = Self { year: 9999, month: 12, day: 31 };

    /// Makes the day, if there is one: 30 February is none, nor is a year outside 0–9999.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let known = (0..=9999).contains(&year) && civil::Date::new(year, month, day).is_ok();
        known.then_some(Self { year, month, day })
    }

    /// Returns the last day of the month, if there is such a month.
    #[must_use]
    pub fn last_of_month(year: i16, month: i8) -> Option<Self> {
        let last = civil::Date::new(year, month, 1).ok()?.last_of_month();
        Self::new(last.year(), last.month(), last.day())
    }

    /// Returns the year.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Returns the month, from 1.
    #[must_use]
    pub const fn month(self) -> i8 {
        self.month
    }

    /// Returns the day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> i8 {
        self.day
    }

    /// Counts the days since 1 January 1970; negative before. For axes and for ages.
    #[must_use]
    pub fn number(self) -> i32 {
        // Years counted from March put the leap day last, so that month lengths follow one formula.
        let year = i32::from(self.year) - i32::from(self.month <= 2);
        let month = (i32::from(self.month) + 9) % 12;
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        365 * year + leap_days + (153 * month + 2) / 5 + i32::from(self.day) - 1 - 719_468
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_made() {
        assert!(Day::new(2020, 2, 29).is_some());
        for (year, month, day) in
            [(2021, 2, 29), (2020, 4, 31), (2020, 13, 1), (2020, 0, 1), (-1, 1, 1)]
        {
            assert_eq!(Day::new(year, month, day), None, "{year}-{month}-{day}");
        }
        assert_eq!(Day::last_of_month(2100, 2), Day::new(2100, 2, 28));
    }

    #[test]
    fn days_are_numbered_as_the_calendar_counts_them() {
        let epoch = civil::date(1970, 1, 1);
        for (year, month, day) in
            [(1970, 1, 1), (1969, 12, 31), (2000, 2, 29), (2020, 6, 16), (0, 1, 1), (9999, 12, 31)]
        {
            let expected = civil::date(year, month, day).since(epoch).map(|span| span.get_days());
            assert_eq!(Day::new(year, month, day).map(Day::number), expected.ok());
        }
    }
}
