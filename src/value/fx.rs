//! What a dollar cost in yuan, year by year.
//!
//! Takes years; gives the lowest and the highest monthly average among them. Never used to convert anything, only to
//! hold a source's own conversion against; a single day may lie up to one per cent outside a month's average, which
//! the margin of five per cent more than covers.
//!
//! # Source
//! Board of Governors of the Federal Reserve System, release G.5, series EXCHUS: Chinese yuan to one U.S. dollar, averages
//! of the noon buying rates in New York; January 2005 to July 2025. Held against the yearly averages of release G.5A. See [`FX_SOURCES`].

use std::ops::RangeInclusive;

/// Where the table was read, and the yearly averages that it was held against.
pub const FX_SOURCES: &[&str] = &[
    "https://alfred.stlouisfed.org/series?seid=EXCHUS",
    "https://github.com/Harty13/project-archimedes/blob/a7b293b7ee7682654bdeb583f4b8c2049e48a414/data/exchange_rates/EXCHUS_cny_to_usd.csv",
    "https://federalreserve.gov/releases/g5a/20160104/default.htm",
    "https://federalreserve.gov/releases/g5a/20210104",
];

/// Year, lowest and highest monthly average in CNY per USD; 2025 ends with July.
const CNY_PER_USD: [(i16, f64, f64); 21] = [
    (2005, 8.0755, 8.2765),
    (2006, 7.8219, 8.0654),
    (2007, 7.3682, 7.7876),
    (2008, 6.8281, 7.2405),
    (2009, 6.8235, 6.8363),
    (2010, 6.6497, 6.8285),
    (2011, 6.3482, 6.5964),
    (2012, 6.2328, 6.3717),
    (2013, 6.0738, 6.2323),
    (2014, 6.0509, 6.2380),
    (2015, 6.2010, 6.4491),
    (2016, 6.4754, 6.9198),
    (2017, 6.5690, 6.8940),
    (2018, 6.2967, 6.9367),
    (2019, 6.7119, 7.1137),
    (2020, 6.5393, 7.1016),
    (2021, 6.3693, 6.5186),
    (2022, 6.3436, 7.1902),
    (2023, 6.7904, 7.3071),
    (2024, 7.0760, 7.2807),
    (2025, 7.1741, 7.2968),
];

/// Returns the lowest and the highest rate of `years`; `None` where the table has none of them.
pub(super) fn cny_per_usd(years: &RangeInclusive<i16>) -> Option<(f64, f64)> {
    let known = CNY_PER_USD.iter().filter(|(year, ..)| years.contains(year));
    known.fold(None, |range, &(_, low, high)| {
        let (lowest, highest) = range.unwrap_or((low, high));
        Some((lowest.min(low), highest.max(high)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_year_once_and_holds_the_yearly_averages() {
        assert!(CNY_PER_USD.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0));
        // Yearly averages of release G.5A.
        for (year, average) in [
            (2012, 6.3093),
            (2013, 6.1478),
            (2014, 6.1620),
            (2015, 6.2827),
            (2017, 6.7569),
            (2018, 6.6090),
            (2019, 6.9081),
            (2020, 6.9042),
        ] {
            let (low, high) = cny_per_usd(&(year..=year)).expect("a year of the table");
            assert!(low < average && average < high, "{year}");
        }
    }

    #[test]
    fn several_years_span_all_their_rates() {
        assert_eq!(cny_per_usd(&(2019..=2021)), Some((6.3693, 7.1137)));
        assert_eq!(cny_per_usd(&(1999..=2004)), None);
    }
}
