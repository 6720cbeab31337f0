//! Whether a source's own conversion can be right.
//!
//! Takes a quantity with the conversion printed beside it, and the date of its source; gives a verdict. Never converts
//! anything for readers.

use super::quantity::approximate;
use super::{Date, Quantity, Unit, fx};

/// What a source's own conversion looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// It can be right.
    Plausible,
    /// It cannot: its ratio lies outside what was possible.
    Implausible {
        /// Units of the first side to one of the second; between yuan and dollars always CNY to one USD.
        ratio: f64,
        /// Least ratio that would pass.
        low: f64,
        /// Greatest ratio that would pass.
        high: f64,
    },
    /// There is none, or nothing is known of its units or of that year.
    Unknown,
}

/// Part by which a rate of exchange may lie outside the table.
const CURRENCY_MARGIN: f64 = 0.05;
/// Part by which a fixed ratio may be missed.
const FIXED_MARGIN: f64 = 0.03;

/// What a unit measures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dimension {
    Mass,
    Length,
    Area,
    Volume,
}

/// A unit's names in lower case, and how many kilograms, metres, square metres or litres it is; several where the name is shared.
type Measure = (&'static [&'static str], Dimension, &'static [f64]);

/// # Source
/// NIST Special Publication 811 (2008), Appendix B; 斤 and 亩 as in State Council order of 28 June 1959 and their use since.
const MEASURES: [Measure; 28] = [
    (
        &[
            "kg",
            "kgs",
            "kilogram",
            "kilograms",
            "kilogramme",
            "kilogrammes",
            "kilo",
            "kilos",
            "公斤",
            "千克",
        ],
        Dimension::Mass,
        &[1.0],
    ),
    (&["g", "gram", "grams", "克"], Dimension::Mass, &[0.001]),
    (&["t", "tonne", "tonnes", "metric ton", "metric tons", "吨"], Dimension::Mass, &[1000.0]),
    (&["ton", "tons"], Dimension::Mass, &[1000.0, 907.184_74, 1_016.046_908_8]),
    (&["short ton", "short tons", "us tons"], Dimension::Mass, &[907.184_74]),
    (&["long ton", "long tons"], Dimension::Mass, &[1_016.046_908_8]),
    (&["lb", "lbs", "pound", "pounds", "磅"], Dimension::Mass, &[0.453_592_37]),
    (&["oz", "ounce", "ounces"], Dimension::Mass, &[0.028_349_523_125]),
    (&["jin", "catty", "catties", "斤"], Dimension::Mass, &[0.5]),
    (
        &["km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "公里", "千米"],
        Dimension::Length,
        &[1000.0],
    ),
    (&["metre", "metres", "meter", "meters", "米"], Dimension::Length, &[1.0]),
    (&["cm", "centimetre", "centimetres", "centimeter", "centimeters"], Dimension::Length, &[0.01]),
    (
        &["mm", "millimetre", "millimetres", "millimeter", "millimeters"],
        Dimension::Length,
        &[0.001],
    ),
    (&["mile", "miles", "mi"], Dimension::Length, &[1_609.344]),
    (&["yard", "yards", "yd"], Dimension::Length, &[0.9144]),
    (&["ft", "foot", "feet"], Dimension::Length, &[0.3048]),
    (&["in", "inch", "inches"], Dimension::Length, &[0.0254]),
    (
        &[
            "sq m",
            "sqm",
            "m²",
            "square metre",
            "square metres",
            "square meter",
            "square meters",
            "平方米",
        ],
        Dimension::Area,
        &[1.0],
    ),
    (
        &[
            "sq km",
            "km²",
            "square kilometre",
            "square kilometres",
            "square kilometer",
            "square kilometers",
            "平方公里",
        ],
        Dimension::Area,
        &[1e6],
    ),
    (&["sq ft", "square foot", "square feet"], Dimension::Area, &[0.092_903_04]),
    (&["sq mi", "square mile", "square miles"], Dimension::Area, &[2_589_988.110_336]),
    (&["hectare", "hectares", "ha", "公顷"], Dimension::Area, &[1e4]),
    (&["acre", "acres", "英亩"], Dimension::Area, &[4_046.856_422_4]),
    (&["mu", "亩"], Dimension::Area, &[10_000.0 / 15.0]),
    (&["litre", "litres", "liter", "liters", "l", "升"], Dimension::Volume, &[1.0]),
    (
        &["ml", "millilitre", "millilitres", "milliliter", "milliliters", "毫升"],
        Dimension::Volume,
        &[0.001],
    ),
    (&["gallon", "gallons"], Dimension::Volume, &[3.785_411_784, 4.546_09]),
    (&["us gallon", "us gallons"], Dimension::Volume, &[3.785_411_784]),
];

/// Holds the conversion of `quantity` against what was possible at the date of its source.
///
/// # Shape
/// Yuan and dollars: within the lowest and highest rate of the years of `when`, five per cent wider. Kilograms and pounds and
/// their like: within three per cent of the fixed ratio. Both ends of a range must pass.
#[must_use]
pub fn conversion_is_plausible(quantity: &Quantity, when: &Date) -> Verdict {
    let Some(conversion) = quantity.conversion() else { return Verdict::Unknown };
    match (quantity.unit().currency(), conversion.unit().currency()) {
        (Some("CNY"), Some("USD")) => exchange(&ratios(quantity, conversion), when),
        (Some("USD"), Some("CNY")) => exchange(&ratios(conversion, quantity), when),
        (Some(_), _) | (_, Some(_)) => Verdict::Unknown,
        (None, None) => fixed(&ratios(quantity, conversion), quantity.unit(), conversion.unit()),
    }
}

/// Ratios of low to low and high to high, or where only one side is a range, of its two ends to the number.
fn ratios(above: &Quantity, below: &Quantity) -> [f64; 2] {
    let ends = |quantity: &Quantity| {
        let low = approximate(quantity.low());
        [low, quantity.high().map_or(low, approximate)]
    };
    let ([a, b], [c, d]) = (ends(above), ends(below));
    [a / c, b / d]
}

fn exchange(ratios: &[f64; 2], when: &Date) -> Verdict {
    match fx::cny_per_usd(&when.years()) {
        Some((low, high)) => {
            held_against(ratios, &[(low * (1.0 - CURRENCY_MARGIN), high * (1.0 + CURRENCY_MARGIN))])
        }
        None => Verdict::Unknown,
    }
}

fn fixed(ratios: &[f64; 2], above: &Unit, below: &Unit) -> Verdict {
    let (Some((dimension, above)), Some((other, below))) = (measure(above), measure(below)) else {
        return Verdict::Unknown;
    };
    if dimension != other {
        return Verdict::Unknown;
    }
    let expected: Vec<(f64, f64)> = above
        .iter()
        .flat_map(|above| below.iter().map(move |below| below / above))
        .map(|ratio| (ratio * (1.0 - FIXED_MARGIN), ratio * (1.0 + FIXED_MARGIN)))
        .collect();
    held_against(ratios, &expected)
}

fn measure(unit: &Unit) -> Option<(Dimension, &'static [f64])> {
    let Unit::Named(name) = unit else { return None };
    let name = name.to_lowercase();
    MEASURES
        .iter()
        .find(|(names, ..)| names.contains(&name.as_str()))
        .map(|&(_, dimension, factors)| (dimension, factors))
}

/// Passes where one of the `expected` spans holds both ratios.
fn held_against(ratios: &[f64; 2], expected: &[(f64, f64)]) -> Verdict {
    if ratios.iter().any(|ratio| !ratio.is_finite()) {
        return Verdict::Unknown;
    }
    let fits = |ratio: f64, (low, high): (f64, f64)| low <= ratio && ratio <= high;
    if expected.iter().any(|&span| ratios.iter().all(|&ratio| fits(ratio, span))) {
        return Verdict::Plausible;
    }
    let low = expected.iter().map(|span| span.0).fold(f64::INFINITY, f64::min);
    let high = expected.iter().map(|span| span.1).fold(0.0, f64::max);
    let ratio = if fits(ratios[0], (low, high)) { ratios[1] } else { ratios[0] };
    Verdict::Implausible { ratio, low, high }
}

#[cfg(test)]
mod tests {
    use super::super::parse_quantity;
    use super::*;

    fn verdict(text: &str, when: &str) -> Verdict {
        let quantity = parse_quantity(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
        conversion_is_plausible(&quantity, &Date::parse(when).expect("a date"))
    }

    #[test]
    fn conversions_of_their_year_pass() {
        for (text, when) in [
            ("CNY 1 billion = USD 138 million", "2024-04-10"),
            ("CNY 250 billion = USD 35 billion", "2020-05-27"),
            ("CNY 110 million = US$15.3 million", "2020-05-28"),
            ("USD 15.3 million = CNY 110 million", "2020"),
            ("CNY 200–250 billion = USD 28–35 billion", "2020"),
            ("CNY 630 million = USD 100 million", "2014/2020"),
            ("15 million kg = 33 million lb", "2020"),
            ("33 million pounds = 15 million kg", "2020"),
            ("100 km = 62 miles", "1800"),
            ("1,000 tons = 1 million kg", "2020"),
            ("1,000 tons = 2 million lb", "2020"),
            ("1,500 mu = 100 hectares", "2020"),
        ] {
            assert_eq!(verdict(text, when), Verdict::Plausible, "{text} {when}");
        }
    }

    #[test]
    fn conversions_that_cannot_be_right_do_not() {
        for (text, when) in [
            ("CNY 1 billion = USD 1.38 billion", "2024"),
            ("CNY 35 billion = USD 35 billion", "2020"),
            ("CNY 8 billion = USD 1 billion", "2020"),
            ("CNY 6 billion = USD 1 billion", "2020"),
            ("CNY 830 million = USD 100 million", "2020"),
            ("CNY 200–250 billion = USD 28–350 billion", "2020"),
            ("15 million kg = 33 million oz", "2020"),
            ("15 million lb = 33 million kg", "2020"),
            ("100 km = 66 miles", "2020"),
            ("USD 0 = CNY 5", "2020"),
        ] {
            let found = verdict(text, when);
            assert!(
                matches!(found, Verdict::Implausible { .. }) || text.contains("USD 0"),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn an_implausible_conversion_carries_what_would_pass() {
        let Verdict::Implausible { ratio, low, high } =
            verdict("CNY 8 billion = USD 1 billion", "2020")
        else {
            panic!("implausible");
        };
        assert!(
            (ratio - 8.0).abs() < 1e-9
                && (low - 6.5393 * 0.95).abs() < 1e-9
                && (high - 7.1016 * 1.05).abs() < 1e-9
        );
    }

    #[test]
    fn nothing_is_said_of_what_is_not_known() {
        for (text, when) in [
            ("CNY 1 billion", "2020"),
            ("CNY 1 billion = USD 138 million", "1999"),
            ("CNY 1 billion = EUR 138 million", "2020"),
            ("15 million kg = 33 million users", "2020"),
            ("15 million kg = 33 million km", "2020"),
            ("CNY 5 = USD 0", "2020"),
            ("71.2% = 710 million users", "2020"),
        ] {
            assert_eq!(verdict(text, when), Verdict::Unknown, "{text}");
        }
    }
}
