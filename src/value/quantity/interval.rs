//! Which numbers a quantity leaves possible.
//!
//! Takes a quantity; gives the interval that its last digit, bound or range spans. Never widens a range that was printed.

use super::super::Decimal;
use super::{Bound, Quantity};

/// The ends of what is possible, and whether an end itself is left out.
struct Interval {
    low: Option<Decimal>,
    high: Option<Decimal>,
    open: bool,
}

impl Quantity {
    /// Returns the lowest and the highest number it can mean; `None` for an end that a bound leaves open.
    ///
    /// # Shape
    /// Half a unit of the last printed digit either way; for `about` ten per cent either way, for `almost` ten per cent below; bounds and ranges as written.
    #[must_use]
    pub fn interval(&self) -> (Option<Decimal>, Option<Decimal>) {
        let Interval { low, high, open: _ } = self.possible();
        (low, high)
    }

    /// Returns whether some number would fit both; their units are not looked at.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let (a, b) = (self.possible(), other.possible());
        let meets = |low: Option<Decimal>, high: Option<Decimal>| match (low, high) {
            (Some(low), Some(high)) => low < high || low == high && !a.open && !b.open,
            (None, _) | (_, None) => true,
        };
        meets(a.low, b.high) && meets(b.low, a.high)
    }

    fn possible(&self) -> Interval {
        let (low, high) = (self.low.value(), self.high().unwrap_or(self.low.value()));
        let closed = |low, high| Interval { low: Some(low), high: Some(high), open: false };
        match self.bound {
            Bound::Exact if self.high.is_none() => {
                let half = self.low.step() * Decimal::new(5, 1);
                closed(low - half, high + half)
            }
            Bound::Exact => closed(low, high),
            Bound::About => closed(low - tenth(low), high + tenth(high)),
            Bound::Almost => {
                Interval { low: Some(low - tenth(low)), high: Some(high), open: false }
            }
            Bound::MoreThan => Interval { low: Some(low), high: None, open: true },
            Bound::LessThan => Interval { low: None, high: Some(high), open: true },
            Bound::AtLeast => Interval { low: Some(low), high: None, open: false },
            Bound::AtMost => Interval { low: None, high: Some(high), open: false },
        }
    }
}

fn tenth(number: Decimal) -> Decimal {
    number.abs() * Decimal::new(1, 1)
}
