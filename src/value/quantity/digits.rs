//! Digits as printed, with commas between thousands or without.
//!
//! Takes a run of digits and signs; gives the decimal with its trailing zeros. Never reads a comma or a point
//! that could mean the other.

use super::super::Decimal;
use super::number::MOST_DIGITS;
use super::scan::Sign;

/// Why a run is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is not written as a number.
    Form,
    /// It has more digits than can be held.
    Length,
}

/// Reads `12,345.60`.
pub(super) fn read(written: &str, sign: Sign) -> Result<Decimal, Refusal> {
    let (whole, fraction) = written
        .split_once('.')
        .map_or((written, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = ungrouped(whole).ok_or(Refusal::Form)?;
    if fraction.is_some_and(|fraction| !all_digits(fraction)) {
        return Err(Refusal::Form);
    }
    let places = fraction.map_or(0, str::len);
    if digits.trim_start_matches('0').len() + places > MOST_DIGITS {
        return Err(Refusal::Length);
    }
    let mantissa: i128 =
        format!("{digits}{}", fraction.unwrap_or_default()).parse().map_err(|_| Refusal::Length)?;
    let signed = match sign {
        Sign::Minus => -mantissa,
        Sign::Plus => mantissa,
    };
    let places = u32::try_from(places).map_err(|_| Refusal::Length)?;
    Decimal::try_from_i128_with_scale(signed, places).map_err(|_| Refusal::Length)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Takes the commas out, if they stand before every third digit from the right.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| all_digits(first))?;
    let has_groups = first.len() != whole.len();
    let regular = groups.all(|group| group.len() == 3 && all_digits(group))
        && !(has_groups && first.len() > 3);
    regular.then(|| whole.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_zeros_are_kept() {
        for (written, digits) in [
            ("12,345.60", "12345.60"),
            ("0", "0"),
            ("1.50", "1.50"),
            ("1234567", "1234567"),
            ("007", "7"),
        ] {
            assert_eq!(
                read(written, Sign::Plus).map(|decimal| decimal.to_string()).as_deref(),
                Ok(digits)
            );
        }
        assert_eq!(
            read("0.5", Sign::Minus).map(|decimal| decimal.to_string()).as_deref(),
            Ok("-0.5")
        );
    }

    #[test]
    fn what_could_mean_something_else_is_refused() {
        for written in [
            "12,34",
            "1,2345",
            "1234,567",
            "1.234.567",
            "1,",
            ",1",
            ".5",
            "5.",
            "1_000",
            "1'000",
            "½",
            "10²",
            "٣",
            "1,234,",
            "0,",
        ] {
            assert_eq!(read(written, Sign::Plus), Err(Refusal::Form), "{written}");
        }
    }

    #[test]
    fn more_digits_than_can_be_held_are_refused() {
        assert!(read(&"9".repeat(MOST_DIGITS), Sign::Plus).is_ok());
        assert_eq!(read(&"9".repeat(MOST_DIGITS + 1), Sign::Plus), Err(Refusal::Length));
        assert_eq!(read(&format!("0.{}", "0".repeat(400)), Sign::Plus), Err(Refusal::Length));
        assert_eq!(read(&format!("{}1", "0".repeat(400)), Sign::Plus).ok(), Some(Decimal::ONE));
    }
}
