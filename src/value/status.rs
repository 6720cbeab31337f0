//! How sure a statement is.
//!
//! Takes the word an author wrote; gives one of six. Never judges whether the word fits.

use super::Unreadable;
use super::format::shortened;
use crate::diagnostic::Code;
use std::fmt;

/// What a number is, as its source has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// A result, measured by whoever could.
    Actual,
    /// A result, worked out from something else.
    Estimate,
    /// What somebody means to reach.
    Target,
    /// What somebody expects.
    Forecast,
    /// A result that the company concerned states and nobody else has checked.
    Claimed,
    /// The source leaves open which.
    Unclear,
}

impl Status {
    /// Every status, in the order in which they are explained.
    pub const ALL: [Self; 6] =
        [Self::Actual, Self::Estimate, Self::Target, Self::Forecast, Self::Claimed, Self::Unclear];

    /// Returns the word, as it is written in notes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Estimate => "estimate",
            Self::Target => "target",
            Self::Forecast => "forecast",
            Self::Claimed => "claimed",
            Self::Unclear => "unclear",
        }
    }

    /// Reads the word; capitals and white space around it do not matter.
    ///
    /// # Errors
    /// [`Code::BadValue`] for any other word.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let word = text.trim();
        let found = Self::ALL.into_iter().find(|status| status.name().eq_ignore_ascii_case(word));
        found.ok_or_else(|| Unreadable {
            code: Code::BadValue,
            message: format!("`{}` is not a status", shortened(word)),
            help: format!(
                "write one of {}",
                Self::ALL.map(|status| format!("`{status}`")).join(", ")
            ),
            range: 0..text.len(),
        })
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_reads_back_and_nothing_else_does() {
        for status in Status::ALL {
            assert_eq!(Status::parse(&format!(" {status} ")), Ok(status));
        }
        assert_eq!(Status::parse("Target"), Ok(Status::Target));
        assert!(Status::parse("goal").is_err_and(|problem| problem.help.contains("`target`")));
    }
}
