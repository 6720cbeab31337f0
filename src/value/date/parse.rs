//! Reads a date from its text.
//!
//! Takes EDTF level 0 and the additions named in [`super`]; gives a [`Date`], or says what would have been one. Never
//! reads a form that could mean two things.

use super::super::Unreadable;
use super::super::format::shortened;
use super::super::normal::Normal;
use super::point::{Clock, Part, Point};
use super::{Date, Shape, guess};
use crate::diagnostic::Code;
use std::ops::Range;

const FORMS: &str = "write it as `2020`, `2020-06`, `2020-06-16`, `2020-Q1`, `2020-H1`, `2019~` for about, \
    `2020-04-01/2020-04-03` for a span, `../2015` for by or `2015/..` for since";

/// What keeps a text from being a date: where, and what is wrong there.
struct Problem {
    code: Code,
    range: Range<usize>,
    message: String,
    help: Option<String>,
}

impl Date {
    /// Reads a date; full-width forms and white space around its parts do not matter.
    ///
    /// # Errors
    /// [`Code::BadDate`], or [`Code::LowAboveHigh`] for a span that ends before it begins. The help offers the
    /// date that was probably meant, where there is only one.
    ///
    /// # Source
    /// EDTF (Library of Congress, 2019; ISO 8601-2:2019 Annex A) level 0; of level 1 `~`, `..`; quarters and halves are our own.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let normal = Normal::new(text);
        read(&normal.text).map_err(|problem| Unreadable {
            code: problem.code,
            message: problem.message,
            help: problem
                .help
                .or_else(|| did_you_mean(&normal.text))
                .unwrap_or_else(|| FORMS.to_owned()),
            range: normal.origin(problem.range),
        })
    }
}

fn did_you_mean(text: &str) -> Option<String> {
    let meant = guess::meant(text, |candidate| read(candidate).is_ok())?;
    Some(format!("did you mean `{meant}`?"))
}

fn read(text: &str) -> Result<Date, Problem> {
    let Some((from, to)) = text.split_once('/') else {
        return point(text, 0..text.len(), text).map(|point| Date(Shape::In(point)));
    };
    let to_start = from.len() + 1;
    let (from_range, to_range) = (trimmed(from, 0), trimmed(to, to_start));
    match (from.trim(), to.trim()) {
        (_, rest) if rest.contains('/') => Err(not_a_date(text, 0..text.len())),
        ("..", "..") => Err(not_a_date(text, 0..text.len())),
        ("..", to) => Ok(Date(Shape::By(point(to, to_range, text)?))),
        (from, "..") => Ok(Date(Shape::Since(point(from, from_range, text)?))),
        (from, to) => between(text, point(from, from_range, text)?, point(to, to_range, text)?),
    }
}

fn trimmed(part: &str, start: usize) -> Range<usize> {
    let blank = part.len() - part.trim_start().len();
    start + blank..start + blank + part.trim().len()
}

fn between(text: &str, from: Point, to: Point) -> Result<Date, Problem> {
    if from.first() > to.last() {
        return Err(Problem {
            code: Code::LowAboveHigh,
            range: 0..text.len(),
            message: format!("`{}` ends before it begins", shortened(text)),
            help: Some(format!("the earlier date comes first: `{to}/{from}`")),
        });
    }
    Ok(Date(Shape::Between(from, to)))
}

fn not_a_date(text: &str, range: Range<usize>) -> Problem {
    let message = if text.is_empty() {
        "no date stands here".to_owned()
    } else {
        format!("`{}` is not a date", shortened(text))
    };
    Problem { code: Code::BadDate, range, message, help: None }
}

/// Reads one end; `whole` is the text that messages quote.
fn point(text: &str, range: Range<usize>, whole: &str) -> Result<Point, Problem> {
    let (plain, approximate) =
        text.strip_suffix('~').map_or((text, false), |plain| (plain.trim_end(), true));
    let (year, part) = year_and_part(plain).ok_or_else(|| not_a_date(whole, range.clone()))?;
    Point::new(year, part, approximate).ok_or_else(|| Problem {
        code: Code::BadDate,
        range,
        message: format!("`{plain}` is not in the calendar"),
        help: None,
    })
}

fn year_and_part(text: &str) -> Option<(i16, Part)> {
    let year = digits(text.get(..4)?, 4)?;
    let Some(rest) = text.get(4..).filter(|rest| !rest.is_empty()) else {
        return Some((year, Part::Year));
    };
    let rest = rest.strip_prefix('-')?;
    let part = match rest.as_bytes() {
        [b'Q' | b'q', _] => Part::Quarter(digits(&rest[1..], 1)?),
        [b'H' | b'h', _] => Part::Half(digits(&rest[1..], 1)?),
        [_, _] => Part::Month(digits(rest, 2)?),
        [_, _, b'-', _, _, ..] => {
            let month = digits(rest.get(..2)?, 2)?;
            Part::Day(month, digits(rest.get(3..5)?, 2)?, clock(rest.get(5..)?)?)
        }
        _ => return None,
    };
    Some((year, part))
}

/// Reads exactly `count` ASCII digits.
fn digits<T: TryFrom<u16>>(text: &str, count: usize) -> Option<T> {
    let are_digits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits
        .then(|| text.parse::<u16>().ok())
        .flatten()
        .and_then(|number| T::try_from(number).ok())
}

/// Reads `T12:30:00` with `Z`, an offset or nothing; an empty text is no time at all.
fn clock(text: &str) -> Option<Option<Clock>> {
    if text.is_empty() {
        return Some(None);
    }
    let (time, zone) = text.strip_prefix('T')?.split_at_checked(8)?;
    let time = (
        hour_or_less(time, 0..2, 23)?,
        hour_or_less(time, 3..5, 59)?,
        hour_or_less(time, 6..8, 59)?,
    );
    let colons = [2, 5].iter().all(|&at| text.as_bytes().get(at + 1) == Some(&b':'));
    colons.then_some(Some(Clock { time, zone: offset(zone)? }))
}

fn hour_or_less(text: &str, range: Range<usize>, most: u8) -> Option<u8> {
    digits(text.get(range)?, 2).filter(|&number: &u8| number <= most)
}

fn offset(text: &str) -> Option<Option<i16>> {
    let sign = match text.as_bytes().first() {
        None => return Some(None),
        Some(b'Z') if text.len() == 1 => return Some(Some(0)),
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return None,
    };
    let (hours, minutes) = match text.as_bytes() {
        [_, _, _] => (hour_or_less(text, 1..3, 23)?, 0),
        [_, _, _, b':', _, _] => (hour_or_less(text, 1..3, 23)?, hour_or_less(text, 4..6, 59)?),
        _ => return None,
    };
    Some(Some(sign * (i16::from(hours) * 60 + i16::from(minutes))))
}
