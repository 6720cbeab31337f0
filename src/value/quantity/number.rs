//! One printed number: its digits, and the scale word after them.
//!
//! Takes digits and a power of ten; gives the exact value and the worth of the last digit. Never holds more digits
//! than a decimal keeps, so nothing that is done with it later can round.

use super::super::Decimal;

/// Digits held at most: one less than a decimal keeps, so that halves and tenths of the last digit stay exact.
pub(super) const MOST_DIGITS: usize = 27;

/// Which words a number was scaled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// None: the digits are the number.
    One,
    /// An English word for ten to that power: 3, 6, 9 or 12.
    English(u32),
    /// A Chinese word for ten to that power: 1 to 15.
    Chinese(u32),
}

impl Scale {
    /// Returns the power of ten.
    pub(super) const fn power(self) -> u32 {
        match self {
            Self::One => 0,
            Self::English(power) | Self::Chinese(power) => power,
        }
    }

    /// Returns the word, without white space; nothing for [`Scale::One`].
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::One => "",
            Self::English(power) => english(power),
            Self::Chinese(power) => chinese(power),
        }
    }
}

const fn english(power: u32) -> &'static str {
    match power {
        3 => "thousand",
        6 => "million",
        9 => "billion",
        _ => "trillion",
    }
}

const fn chinese(power: u32) -> &'static str {
    match power {
        1 => "十",
        2 => "百",
        3 => "千",
        4 => "万",
        5 => "十万",
        6 => "百万",
        7 => "千万",
        8 => "亿",
        9 => "十亿",
        10 => "百亿",
        11 => "千亿",
        12 => "万亿",
        13 => "十万亿",
        14 => "百万亿",
        _ => "千万亿",
    }
}

/// One printed number. Equal to another of the same value and the same last digit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    /// The digits as printed, trailing zeros included.
    pub(super) digits: Decimal,
    /// The word after them.
    pub(super) scale: Scale,
    value: Decimal,
    step: Decimal,
}

impl Number {
    /// Scales the digits, if the outcome can be held exactly.
    pub(super) fn new(digits: Decimal, scale: Scale) -> Option<Self> {
        let places = digits.scale();
        let value = shift(digits, scale.power())?;
        let step = shift(Decimal::try_new(1, places).ok()?, scale.power())?;
        let held = value.abs() < shift(Decimal::ONE, MOST_DIGITS as u32)?;
        held.then_some(Self { digits, scale, value, step })
    }

    /// Returns the number meant.
    pub(super) const fn value(&self) -> Decimal {
        self.value
    }

    /// Returns what one unit of the last printed digit is worth.
    pub(super) const fn step(&self) -> Decimal {
        self.step
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        (self.value, self.step) == (other.value, other.step)
    }
}

/// Multiplies by ten to that power, exactly or not at all.
pub(super) fn shift(number: Decimal, power: u32) -> Option<Decimal> {
    let places = number.scale();
    if places >= power {
        return Decimal::try_from_i128_with_scale(number.mantissa(), places - power).ok();
    }
    let factor = 10_i128.checked_pow(power - places)?;
    Decimal::try_from_i128_with_scale(number.mantissa().checked_mul(factor)?, 0).ok()
}

/// Returns the nearest binary number; for drawing and for ratios that are held against a margin.
pub(in crate::value) fn approximate(number: Decimal) -> f64 {
    // Going through the text is the one way that cannot fail for any decimal.
    number.to_string().parse().unwrap_or_default()
}
