//! A quantity as authors write it and as readers see it, in English and in the Chinese scale.
//!
//! Takes a quantity; gives its text with the digits that were printed. Never rounds, and never shows a digit that the
//! source did not print, save zeros that another scale word needs.

use super::super::{Decimal, Unit, currency, grouped};
use super::number::{Number, Scale, shift};
use super::{Bound, Quantity};
use std::fmt;

/// Powers of ten and their words, greatest first.
type Scales = [(u32, &'static str)];

const ENGLISH: &Scales = &[(12, " trillion"), (9, " billion"), (6, " million")];
const CHINESE: &Scales = &[(12, "万亿"), (8, "亿"), (4, "万")];

/// Decimal places shown at most beside a scale word that the source did not use; with more, a smaller word is taken.
const MOST_PLACES: u32 = 4;

/// How a Chinese sentence says what a sum is paid for.
const PER: [(&str, &str); 7] = [
    ("hour", "每小时"),
    ("day", "每天"),
    ("week", "每周"),
    ("month", "每月"),
    ("quarter", "每季度"),
    ("year", "每年"),
    ("person", "每人"),
];

impl Quantity {
    /// Returns it in English, as precise as printed: `CNY 200–250 billion`, `more than 300,000 livestreams`, `71.2%`. Its conversion stands apart.
    #[must_use]
    pub fn in_english(&self) -> String {
        self.worded(|number| match number.scale {
            Scale::One | Scale::English(_) => as_printed(number),
            Scale::Chinese(_) => {
                let (coefficient, word) = scaled(number, ENGLISH);
                (grouped(coefficient), word)
            }
        })
    }

    /// Returns it in the Chinese scale, exactly: `2500亿元`, `超过30万`; `None` where 万 and 亿 would add nothing.
    ///
    /// Units that are not currencies are left out unless they are Chinese themselves.
    #[must_use]
    pub fn in_chinese_scale(&self) -> Option<String> {
        let (name, per) = match &self.unit {
            Unit::Currency { code, per } => (currency::in_chinese(code), per.as_deref()),
            Unit::Named(name) if name.contains(is_hanzi) => (name.as_str(), None),
            Unit::Named(name) if name.starts_with('%') => return None,
            Unit::Named(_) | Unit::None => ("", None),
            Unit::Percent | Unit::PercentagePoints => return None,
        };
        let numbers: Vec<(String, &str)> =
            [Some(&self.low), self.high.as_ref()].into_iter().flatten().map(in_chinese).collect();
        if numbers.iter().all(|(_, word)| word.is_empty()) {
            return None;
        }
        let ends: Vec<String> =
            numbers.iter().map(|(digits, word)| format!("{digits}{word}")).collect();
        let (before, after) = per.map_or_else(Default::default, paid_for);
        Some(format!("{before}{}{}{name}{after}", bound_in_chinese(self.bound), ends.join("–")))
    }

    fn worded(&self, shown: impl Fn(&Number) -> (String, &'static str)) -> String {
        let mut words = match self.bound {
            Bound::Exact => String::new(),
            Bound::About
            | Bound::MoreThan
            | Bound::LessThan
            | Bound::AtLeast
            | Bound::AtMost
            | Bound::Almost => [self.bound.name(), " "].concat(),
        };
        if let Unit::Currency { code, .. } = &self.unit {
            words.push_str(code);
            words.push(' ');
        }
        let low = shown(&self.low);
        match self.high.as_ref().map(shown) {
            None => words.extend([&low.0, low.1]),
            Some(high) => words.push_str(&both(&low, &high)),
        }
        match &self.unit {
            Unit::Currency { per: None, .. } | Unit::None => {}
            Unit::Currency { per: Some(per), .. } => words.extend([" per ", per]),
            Unit::Percent => words.push('%'),
            Unit::Named(name) if name.starts_with('%') => words.push_str(name),
            Unit::PercentagePoints => words.push_str(" pp"),
            Unit::Named(name) => words.extend([" ", name]),
        }
        words
    }
}

/// As written in a note, with the conversion: reads back as the same quantity.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.worded(as_printed))?;
        self.conversion.as_ref().map_or(Ok(()), |conversion| write!(f, " = {conversion}"))
    }
}

fn as_printed(number: &Number) -> (String, &'static str) {
    let word = match number.scale {
        Scale::One => "",
        Scale::English(3) => " thousand",
        Scale::English(6) => " million",
        Scale::English(9) => " billion",
        Scale::English(_) => " trillion",
        Scale::Chinese(_) => number.scale.word(),
    };
    (grouped(number.digits), word)
}

/// Joins the ends of a range; a scale word that both share is said once.
fn both(low: &(String, &str), high: &(String, &str)) -> String {
    // A minus beside a dash would be read as part of it.
    let dash = if low.0.starts_with('−') || high.0.starts_with('−') { " to " } else { "–" };
    let shared = low.1 == high.1;
    format!("{}{}{dash}{}{}", low.0, if shared { "" } else { low.1 }, high.0, high.1)
}

fn in_chinese(number: &Number) -> (String, &'static str) {
    let (coefficient, word) = scaled(number, CHINESE);
    (coefficient.to_string().replace('-', "−"), word)
}

/// Returns the number beside the greatest scale word that leaves few decimal places, exactly.
fn scaled(number: &Number, scales: &Scales) -> (Decimal, &'static str) {
    let fitting = scales.iter().filter(|(power, _)| {
        shift(Decimal::ONE, *power).is_some_and(|least| number.value().abs() >= least)
    });
    let candidates = fitting.filter_map(|&(power, word)| Some((under(number, power)?, word)));
    let mut few_places =
        candidates.filter(|(coefficient, _)| coefficient.normalize().scale() <= MOST_PLACES);
    few_places.next().or_else(|| Some((under(number, 0)?, ""))).unwrap_or((number.value(), ""))
}

/// Divides by ten to that power; keeps the decimal places that the source's precision asks for, where it printed any.
fn under(number: &Number, power: u32) -> Option<Decimal> {
    let value = number.value().normalize();
    let exact = Decimal::try_from_i128_with_scale(value.mantissa(), value.scale() + power)
        .ok()?
        .normalize();
    let printed = number.digits.scale();
    let places =
        if printed == 0 { 0 } else { (power + printed).saturating_sub(number.scale.power()) };
    let missing = places.saturating_sub(exact.scale());
    let mantissa = exact.mantissa().checked_mul(10_i128.checked_pow(missing)?)?;
    Decimal::try_from_i128_with_scale(mantissa, exact.scale() + missing).ok()
}

const fn bound_in_chinese(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::About => "约",
        Bound::MoreThan => "超过",
        Bound::LessThan => "不到",
        Bound::AtLeast => "至少",
        Bound::AtMost => "最多",
        Bound::Almost => "近",
    }
}

/// Returns what stands before and after the sum.
fn paid_for(per: &str) -> (String, String) {
    match PER.iter().find(|(english, _)| *english == per) {
        Some((_, chinese)) => ((*chinese).to_owned(), String::new()),
        None => (String::new(), format!("/{per}")),
    }
}

const fn is_hanzi(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}
