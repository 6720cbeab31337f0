//! The day on which a command runs.
//!
//! Takes the clock, or what was typed; gives a day. The only place that asks the time of day: what
//! notes say is measured against this day by diagnostics alone.

use crate::value::Day;

/// Returns the day of the system's clock.
pub(super) fn today() -> Option<Day> {
    let today = jiff::Zoned::now().date();
    Day::new(today.year(), today.month(), today.day())
}

/// Reads a day as it is typed: `2020-06-18`.
pub(super) fn parse(typed: &str) -> Result<Day, String> {
    let read: Option<jiff::civil::Date> = typed.parse().ok().filter(|_| typed.len() == 10);
    let day = read.and_then(|date| Day::new(date.year(), date.month(), date.day()));
    day.ok_or_else(|| "write a day of the calendar, such as 2020-06-18".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_typed_whole() {
        assert_eq!(parse("2020-06-18").ok(), Day::new(2020, 6, 18));
        for typed in ["2020-06", "2020-02-30", "18.6.2020", "2020-06-18T00:00", ""] {
            assert!(parse(typed).is_err(), "{typed}");
        }
    }
}
