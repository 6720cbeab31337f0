//! The day on which a command runs.
//!
//! Takes the clock; gives a day. The only place that asks the time of day: what notes say is
//! measured against this day by diagnostics alone.

use crate::value::Day;

/// Returns the day of the system's clock, in its time zone where that is known.
pub(super) fn today() -> Option<Day> {
    let today = jiff::Zoned::now().date();
    Day::new(today.year(), today.month(), today.day())
}
