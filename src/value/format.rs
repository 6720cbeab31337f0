//! Numbers as text, digit for digit.
//!
//! Takes decimals; gives text with every zero that was printed. Never rounds.

use super::Decimal;

/// Returns the number with commas between thousands, and all its decimal places: `12,345.60`.
#[must_use]
pub fn grouped(number: Decimal) -> String {
    let text = decimal_text(number);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("−", digits));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Returns the number for machines: no commas, a hyphen for minus, all its decimal places.
#[must_use]
pub fn decimal_text(number: Decimal) -> String {
    number.to_string()
}

/// Characters of an author's text that a message quotes at most.
const QUOTED: usize = 80;

/// Returns `text` for a message to quote, its end left out where it is long.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn thousands_are_parted_and_no_zero_is_lost() {
        for (text, expected) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("12345.60", "12,345.60"),
            ("-1234567", "−1,234,567"),
            ("-0.50", "−0.50"),
            ("79228162514264337593543950335", "79,228,162,514,264,337,593,543,950,335"),
        ] {
            assert_eq!(grouped(decimal(text)), expected);
            assert_eq!(decimal_text(decimal(text)), text);
        }
    }
}
