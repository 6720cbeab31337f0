//! A date as readers see it, in English and in Chinese.
//!
//! Takes a date; gives words as precise as it is, never more so.

use super::super::Day;
use super::point::{Part, Point};
use super::{Date, Shape};

/// The English names of the months, in order.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Day {
    /// Returns the English name of its month: `June`.
    #[must_use]
    pub const fn month_name(self) -> &'static str {
        MONTHS[(self.month().unsigned_abs() as usize + 11) % 12]
    }
}

impl Date {
    /// Returns it in English: `16 June 2020`, `Q1 2020`, `1–3 April 2020`, `about 2019`, `by 2015`.
    #[must_use]
    pub fn in_english(&self) -> String {
        match &self.0 {
            Shape::In(point) => english(point),
            Shape::By(point) => format!("by {}", english(point)),
            Shape::Since(point) => format!("since {}", english(point)),
            Shape::Between(from, to) => english_span(from, to),
        }
    }

    /// Returns it in Chinese: `2020年6月16日`, `2020年第一季度`, `2020年4月1日至3日`, `约2019年`.
    #[must_use]
    pub fn in_chinese(&self) -> String {
        match &self.0 {
            Shape::In(point) => chinese(point),
            Shape::By(point) => format!("不晚于{}", chinese(point)),
            Shape::Since(point) => format!("{}起", chinese(point)),
            Shape::Between(from, to) => chinese_span(from, to),
        }
    }

    /// Returns what `<time datetime>` takes, where HTML can say as much as the date does and no more.
    ///
    /// # Source
    /// HTML Standard §4.5.14, valid year, month, date and global date and time strings.
    #[must_use]
    pub fn iso(&self) -> Option<String> {
        match &self.0 {
            Shape::In(point) if !point.approximate && point.year() > 0 => match point.part {
                Part::Year | Part::Month(_) | Part::Day(..) => Some(point.to_string()),
                Part::Half(_) | Part::Quarter(_) => None,
            },
            Shape::In(_) | Shape::By(_) | Shape::Since(_) | Shape::Between(..) => None,
        }
    }
}

fn english(point: &Point) -> String {
    let about = if point.approximate { "about " } else { "" };
    let year = point.year();
    // Most dates are years, months and days, which `format!` takes several times as long to put together.
    match point.part {
        Part::Year => [about, &year.to_string()].concat(),
        Part::Half(1) => format!("{about}first half of {year}"),
        Part::Half(_) => format!("{about}second half of {year}"),
        Part::Quarter(quarter) => format!("{about}Q{quarter} {year}"),
        Part::Month(month) => [about, month_name(month), " ", &year.to_string()].concat(),
        Part::Day(month, day, _) => {
            [about, &day.to_string(), " ", month_name(month), " ", &year.to_string()].concat()
        }
    }
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

fn english_span(from: &Point, to: &Point) -> String {
    if from == to {
        return english(from);
    }
    let sure_and_of_one_year = !from.approximate && !to.approximate && from.year() == to.year();
    let year = to.year();
    match (from.part, to.part) {
        (Part::Day(a, from, _), Part::Day(b, to, _)) if sure_and_of_one_year && a == b => {
            format!("{from}–{to} {} {year}", month_name(a))
        }
        (Part::Month(a), Part::Month(b)) if sure_and_of_one_year => {
            format!("{}–{} {year}", month_name(a), month_name(b))
        }
        (Part::Quarter(a), Part::Quarter(b)) if sure_and_of_one_year => format!("Q{a}–Q{b} {year}"),
        (Part::Day(a, from, _), Part::Day(b, to, _)) if sure_and_of_one_year => {
            format!("{from} {} – {to} {} {year}", month_name(a), month_name(b))
        }
        (Part::Year, Part::Year) if !from.approximate && !to.approximate => {
            format!("{}–{}", from.year(), to.year())
        }
        (Part::Year | Part::Half(_) | Part::Quarter(_) | Part::Month(_) | Part::Day(..), _) => {
            format!("{} – {}", english(from), english(to))
        }
    }
}

fn chinese(point: &Point) -> String {
    let about = if point.approximate { "约" } else { "" };
    format!("{about}{}年{}", point.year(), part_in_chinese(point.part))
}

fn part_in_chinese(part: Part) -> String {
    match part {
        Part::Year => String::new(),
        Part::Half(1) => "上半年".to_owned(),
        Part::Half(_) => "下半年".to_owned(),
        Part::Quarter(quarter) => format!(
            "第{}季度",
            ["一", "二", "三", "四"][usize::from(quarter.unsigned_abs() - 1) % 4]
        ),
        Part::Month(month) => format!("{month}月"),
        Part::Day(month, day, _) => format!("{month}月{day}日"),
    }
}

fn chinese_span(from: &Point, to: &Point) -> String {
    let sure_and_of_one_year = !from.approximate && !to.approximate && from.year() == to.year();
    if from == to {
        return chinese(from);
    }
    let end = match (from.part, to.part) {
        (Part::Day(a, ..), Part::Day(b, day, _)) if sure_and_of_one_year && a == b => {
            format!("{day}日")
        }
        (_, Part::Year) => chinese(to),
        (_, part) if sure_and_of_one_year => part_in_chinese(part),
        (_, Part::Half(_) | Part::Quarter(_) | Part::Month(_) | Part::Day(..)) => chinese(to),
    };
    format!("{}至{end}", chinese(from))
}
