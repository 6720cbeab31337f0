//! What a number counts.
//!
//! Takes a currency, a sign or the words after a number; gives a [`Unit`] that can be held against another. Never
//! converts one unit into another.

use std::fmt;

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A currency, and where it is paid again and again, for what.
    Currency {
        /// ISO 4217 code.
        code: String,
        /// What it is paid for, without `per`: `week`.
        per: Option<String>,
    },
    /// Hundredths.
    Percent,
    /// Hundredths by which two shares differ.
    PercentagePoints,
    /// Anything else, in the author's words: `users`.
    Named(String),
    /// Nothing said.
    None,
}

impl Unit {
    /// Returns whether both count the same thing; case and a plural `s` do not matter.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Currency { code: a, per: p }, Self::Currency { code: b, per: q }) => {
                a == b && same_per(p.as_ref(), q.as_ref())
            }
            (Self::Named(a), Self::Named(b)) => singular(a) == singular(b),
            (Self::Percent, Self::Percent)
            | (Self::PercentagePoints, Self::PercentagePoints)
            | (Self::None, Self::None) => true,
            (
                Self::Currency { .. }
                | Self::Percent
                | Self::PercentagePoints
                | Self::Named(_)
                | Self::None,
                _,
            ) => false,
        }
    }

    /// Returns whether both may stand in one figure: as [`Self::same`], but any two currencies agree.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        if let (Self::Currency { per: a, .. }, Self::Currency { per: b, .. }) = (self, other) {
            return same_per(a.as_ref(), b.as_ref());
        }
        self.same(other)
    }

    /// Returns the code of the currency, if it is one.
    #[must_use]
    pub fn currency(&self) -> Option<&str> {
        match self {
            Self::Currency { code, .. } => Some(code),
            Self::Percent | Self::PercentagePoints | Self::Named(_) | Self::None => None,
        }
    }
}

/// As written in a note, and in the columns of tables: `CNY per week`, `%`, `pp`, `users`, or nothing.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Currency { code, per: None } => f.write_str(code),
            Self::Currency { code, per: Some(per) } => write!(f, "{code} per {per}"),
            Self::Percent => f.write_str("%"),
            Self::PercentagePoints => f.write_str("pp"),
            Self::Named(name) => f.write_str(name),
            Self::None => Ok(()),
        }
    }
}

fn same_per(a: Option<&String>, b: Option<&String>) -> bool {
    a.map(|per| singular(per)) == b.map(|per| singular(per))
}

/// Folds case and the plural of each word away, so that `user` and `Users` are alike.
fn singular(name: &str) -> String {
    let words = name.split_whitespace().map(|word| {
        let word = word.to_lowercase();
        let stem = match word.as_str() {
            "people" | "persons" => Some("person"),
            _ if word.len() > 4 && word.ends_with("ies") => {
                return format!("{}y", &word[..word.len() - 3]);
            }
            _ if word.ends_with("ss") => None,
            _ if word.len() > 3 => word.strip_suffix('s'),
            _ => None,
        };
        stem.map_or_else(|| word.clone(), str::to_owned)
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Unit {
        Unit::Named(name.to_owned())
    }

    fn currency(code: &str, per: Option<&str>) -> Unit {
        Unit::Currency { code: code.to_owned(), per: per.map(str::to_owned) }
    }

    #[test]
    fn plurals_and_case_do_not_part_units() {
        for (a, b) in [
            ("user", "Users"),
            ("daily user", "daily users"),
            ("person", "people"),
            ("country", "countries"),
        ] {
            assert!(named(a).same(&named(b)), "{a} / {b}");
        }
        for (a, b) in [("users", "viewers"), ("glass", "glas"), ("用户", "观众")] {
            assert!(!named(a).same(&named(b)), "{a} / {b}");
        }
    }

    #[test]
    fn currencies_agree_within_a_figure_but_are_not_the_same() {
        let (cny, usd) = (currency("CNY", None), currency("USD", None));
        assert!(!cny.same(&usd) && cny.agrees_with(&usd));
        assert!(!cny.agrees_with(&currency("CNY", Some("week"))));
        assert!(currency("CNY", Some("week")).agrees_with(&currency("USD", Some("weeks"))));
        assert!(
            !cny.agrees_with(&named("users"))
                && !Unit::Percent.agrees_with(&Unit::PercentagePoints)
        );
        assert!(!Unit::None.agrees_with(&named("users")) && Unit::None.agrees_with(&Unit::None));
    }
}
