//! Reads quantities.
use super::super::Unreadable;
use super::Quantity;
use crate::diagnostic::Code;
/// Reads a quantity, money included.
///
/// # Errors
/// [`Code::BadQuantity`], [`Code::AmbiguousCurrency`], [`Code::LowAboveHigh`].
pub fn parse_quantity(text: &str) -> Result<Quantity, Unreadable> {
    Err(Unreadable {
        code: Code::BadQuantity,
        message: format!("`{text}` is not a quantity"),
        help: String::new(),
        range: 0..text.len(),
    })
}
/// Reads a sum of money.
///
/// # Errors
/// [`Code::BadMoney`], [`Code::AmbiguousCurrency`], [`Code::LowAboveHigh`].
pub fn parse_money(text: &str) -> Result<Quantity, Unreadable> {
    Err(Unreadable {
        code: Code::BadMoney,
        message: format!("`{text}` is not a sum of money"),
        help: String::new(),
        range: 0..text.len(),
    })
}
