//! Turns values and dates into positions, and chooses the round numbers that an axis shows.
//!
//! Takes numbers; gives positions, ticks and their words. Powers of ten are built by multiplication,
//! so that a tick is the same number on every machine.

/// A straight scale from a span of values to a span of the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Scale {
    /// Gives the place of `value`, kept within the scale.
    pub(super) fn at(&self, value: f64) -> f64 {
        let span = self.high - self.low;
        if span <= 0.0 {
            return (self.from + self.to) / 2.0;
        }
        let share = ((value - self.low) / span).clamp(0.0, 1.0);
        self.from + share * (self.to - self.from)
    }
}

/// Gives the position in time at which a day begins, in years: 1 January 2021 is 2021.0.
///
/// A period that ends with a day lasts until the next one begins: 2020 is from 2020.0 until 2021.0.
pub fn position_of(year: i32, month: u32, day: u32) -> f64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, 28 + u32::from(leap), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let before: u32 = lengths.iter().take(month.clamp(1, 12) as usize - 1).sum();
    let of_year = f64::from(before + day.clamp(1, 31) - 1);
    f64::from(year) + of_year / (365.0 + f64::from(u8::from(leap)))
}

/// Round numbers that cover a span of values, first and last included.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ticks {
    pub(super) at: Vec<f64>,
}

impl Ticks {
    /// Chooses some `about` round numbers from `low` or lower to `high` or higher.
    pub(super) fn covering(low: f64, high: f64, about: usize) -> Self {
        let (low, high) = if high > low { (low, high) } else { (low, low + 1.0) };
        let rough = (high - low) / about.max(1) as f64;
        let (digit, power) = round_step(rough);
        let step = digit * power;
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        // A step too fine for the numbers it divides adds nothing to them.
        let count = (last - first).clamp(1.0, 20.0) as usize;
        Self { at: (0..=count).map(|n| exact((first + n as f64) * digit, power)).collect() }
    }

    pub(super) fn low(&self) -> f64 {
        self.at.first().copied().unwrap_or(0.0)
    }

    pub(super) fn high(&self) -> f64 {
        self.at.last().copied().unwrap_or(1.0)
    }
}

/// Splits the round step next above `rough` into a digit (1, 2, 5) and a power of ten.
fn round_step(rough: f64) -> (f64, f64) {
    let mut power = 1.0;
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    let mut parts = 1.0;
    while power / parts > rough && parts < 1e15 {
        parts *= 10.0;
    }
    let power = power / parts;
    let digit = [1.0, 2.0, 5.0].into_iter().find(|digit| digit * power >= rough).unwrap_or(10.0);
    (digit, power)
}

/// Multiplies by a power of ten below one as a division, which rounds once only.
fn exact(digits: f64, power: f64) -> f64 {
    if power >= 1.0 { digits * power } else { digits / (1.0 / power).round() }
}

/// Gives what an axis from `least`, the smallest value above zero, to `top` counts in.
///
/// A divisor and its word: the one that suits the top, or the next below where the top is only a
/// few of it and the least would be a small fraction.
pub(super) fn magnitude(least: f64, top: f64) -> (f64, &'static str) {
    const WORDS: [(f64, &str); 4] =
        [(1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand")];
    let suits = |divisor: f64| {
        let is_coarse = top < 10.0 * divisor && least < 0.1 * divisor;
        top >= divisor && !is_coarse && (divisor > 1e3 || top >= 2e4)
    };
    WORDS.into_iter().find(|(divisor, _)| suits(*divisor)).unwrap_or((1.0, ""))
}

/// Writes a number in full, thousands apart, with a true minus sign.
pub(super) fn decimal(value: f64) -> String {
    let sign = if value < 0.0 { "\u{2212}" } else { "" };
    // The shortest text that reads back as the same number: nothing is rounded away.
    let text = format!("{}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{part}", grouped(whole))
}

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Scale, Ticks, decimal, magnitude, position_of};

    #[test]
    fn ticks_are_round_and_cover() {
        assert_eq!(Ticks::covering(0.0, 250e9, 4).at, [0.0, 1e11, 2e11, 3e11]);
        assert_eq!(Ticks::covering(0.0, 0.7, 4).at, [0.0, 0.2, 0.4, 0.6, 0.8]);
        assert_eq!(Ticks::covering(-5.0, 12.0, 4).at, [-5.0, 0.0, 5.0, 10.0, 15.0]);
        assert_eq!(Ticks::covering(3.0, 3.0, 4).at, [3.0, 3.5, 4.0]);
    }

    #[test]
    fn values_are_counted_in_what_suits_the_least_and_the_top() {
        assert_eq!(magnitude(250e9, 1.4e12), (1e12, "trillion"));
        assert_eq!(magnitude(12e9, 1.4e12), (1e9, "billion"));
        assert_eq!(magnitude(12e9, 14e12), (1e12, "trillion"));
        assert_eq!(magnitude(1.0, 3e6), (1e3, "thousand"));
        assert_eq!(magnitude(3.0, 15_000.0), (1.0, ""));
    }

    #[test]
    fn a_scale_keeps_within_itself() {
        let scale = Scale { low: 0.0, high: 10.0, from: 100.0, to: 0.0 };
        assert_eq!((scale.at(5.0), scale.at(20.0)), (50.0, 0.0));
    }

    #[test]
    fn numbers_are_written_in_full() {
        assert_eq!(decimal(1234567.0), "1,234,567");
        assert_eq!(decimal(-0.3), "\u{2212}0.3");
        assert_eq!(decimal(12.345678), "12.345678");
        assert_eq!(decimal(0.0), "0");
    }

    #[test]
    fn a_day_has_its_place_in_the_year() {
        assert_eq!(position_of(2021, 1, 1), 2021.0);
        assert!((position_of(2020, 7, 2) - 2020.5).abs() < 0.01);
    }
}
