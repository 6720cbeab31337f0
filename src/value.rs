//! Dates, quantities, sums of money and addresses, read exactly from their text.
//!
//! Takes the text of one value; gives the value, or an [`Unreadable`] that says what is wrong, where
//! in the text, and what to write instead. Numbers are decimals that keep the digits printed, never binary
//! floating point. Never guesses, never rounds, and knows no note, field or file.

mod conversion;
mod currency;
mod date;
mod day;
mod format;
mod fx;
mod normal;
mod quantity;
mod status;
mod unit;
mod url;

pub use conversion::{Verdict, conversion_is_plausible};
pub use date::{Date, MONTHS, Precision, SortKey};
pub use day::Day;
pub use format::{decimal_text, grouped};
pub use fx::FX_SOURCES;
pub use quantity::{Bound, ChartValue, Quantity, parse_money, parse_quantity};
pub use rust_decimal::Decimal;
pub use status::Status;
pub use unit::Unit;
pub use url::parse_url;

use crate::diagnostic::Code;
use std::ops::Range;

/// Why a text cannot be read as a value, in its author's terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Which problem this is.
    pub code: Code,
    /// Headline: what is wrong, in lower case, no full stop, the text in backticks.
    pub message: String,
    /// What to write instead, with an example.
    pub help: String,
    /// The bytes of the given text that are wrong.
    pub range: Range<usize>,
}
