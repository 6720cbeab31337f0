//! What quantities and sums of money read, refuse and say.

mod any_text;
mod reading;
mod showing;

use super::{Bound, Quantity, parse_money, parse_quantity};
use crate::value::Unreadable;

fn quantity(text: &str) -> Quantity {
    parse_quantity(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

fn refused(text: &str) -> Unreadable {
    match parse_quantity(text) {
        Ok(quantity) => panic!("{text} reads as {quantity}"),
        Err(problem) => problem,
    }
}
