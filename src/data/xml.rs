//! Text within XML.
//!
//! Takes text; gives it without what XML cannot hold, its signs escaped.

use super::plain::lines;

/// Escapes text for an element or a quoted attribute.
///
/// # Source
/// XML 1.0 §2.2 and §2.4.
pub(super) fn escaped(text: &str) -> String {
    let text = lines(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}
