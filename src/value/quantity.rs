//! Numbers with their bound, range, precision and unit, as a source printed them.
//!
//! Takes a text such as `> 300,000 livestreams` or `CNY 1 billion = USD 138 million`; gives a [`Quantity`], which
//! reads back from its own [`Display`](std::fmt::Display). Never rounds and never converts.

mod digits;
mod interval;
mod number;
mod parse;
mod problem;
mod scan;
#[cfg(test)]
mod tests;
mod unit_text;
mod words;

pub use parse::{parse_money, parse_quantity};

use super::{Decimal, Unit};
use number::Number;
pub(in crate::value) use number::approximate;

/// How a printed number bounds what it tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// As printed.
    Exact,
    /// `about`, `~`: give or take ten per cent.
    About,
    /// `more than`, `over`, `>`.
    MoreThan,
    /// `less than`, `under`, `<`.
    LessThan,
    /// `at least`, `≥`.
    AtLeast,
    /// `up to`, `at most`, `≤`.
    AtMost,
    /// `almost`, `nearly`: a little less.
    Almost,
}

impl Bound {
    /// Every bound.
    pub const ALL: [Self; 7] = [
        Self::Exact,
        Self::About,
        Self::MoreThan,
        Self::LessThan,
        Self::AtLeast,
        Self::AtMost,
        Self::Almost,
    ];

    /// Returns the name that tables of data use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::MoreThan => "more than",
            Self::LessThan => "less than",
            Self::AtLeast => "at least",
            Self::AtMost => "up to",
            Self::Almost => "almost",
        }
    }
}

/// A number or a range of numbers, with what it counts.
///
/// Two are equal when all that they say is: the values, the last digit printed, the bound, the unit and the conversion.
/// The words chosen (`2bn`, `2 billion`) do not matter.
#[derive(Clone, Debug)]
pub struct Quantity {
    bound: Bound,
    low: Number,
    high: Option<Number>,
    unit: Unit,
    conversion: Option<Box<Quantity>>,
    original: String,
}

/// Positions on an axis; for drawing alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartValue {
    /// The low end.
    pub low: f64,
    /// Halfway between the ends.
    pub middle: f64,
    /// The high end; that of a single number is its low end.
    pub high: f64,
}

impl Quantity {
    /// Returns how the number bounds what it tells of.
    #[must_use]
    pub const fn bound(&self) -> Bound {
        self.bound
    }

    /// Returns the number, or the low end of the range, scaled: `2 billion` is 2,000,000,000.
    #[must_use]
    pub const fn low(&self) -> Decimal {
        self.low.value()
    }

    /// Returns the high end, scaled, where a range was printed.
    #[must_use]
    pub fn high(&self) -> Option<Decimal> {
        self.high.as_ref().map(Number::value)
    }

    /// Returns what is counted.
    #[must_use]
    pub const fn unit(&self) -> &Unit {
        &self.unit
    }

    /// Returns the source's own conversion, where it printed one.
    #[must_use]
    pub fn conversion(&self) -> Option<&Self> {
        self.conversion.as_deref()
    }

    /// Returns the text it was read from.
    #[must_use]
    pub fn original(&self) -> &str {
        &self.original
    }

    /// Returns whether it is a sum of money.
    #[must_use]
    pub fn is_money(&self) -> bool {
        self.unit.currency().is_some()
    }

    /// Returns whether both count the same thing, in the same currency.
    #[must_use]
    pub fn same_unit(&self, other: &Self) -> bool {
        self.unit.same(&other.unit)
    }

    /// Returns where to draw it.
    #[must_use]
    pub fn chart_value(&self) -> ChartValue {
        let low = approximate(self.low());
        let high = self.high().map_or(low, approximate);
        ChartValue { low, middle: low + (high - low) / 2.0, high }
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        (self.bound, &self.low, &self.high, &self.unit, &self.conversion)
            == (other.bound, &other.low, &other.high, &other.unit, &other.conversion)
    }
}

impl Eq for Quantity {}
