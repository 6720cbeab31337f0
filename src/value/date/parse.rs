//! Reads a date.
use super::super::Unreadable;
use super::Date;
use crate::diagnostic::Code;
impl Date {
    /// Reads a date.
    ///
    /// # Errors
    /// [`Code::BadDate`], or [`Code::LowAboveHigh`] for an interval that ends before it begins.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        Err(Unreadable {
            code: Code::BadDate,
            message: format!("`{text}` is not a date"),
            help: String::new(),
            range: 0..text.len(),
        })
    }
}
