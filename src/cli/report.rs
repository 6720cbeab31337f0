//! How problems in the notes are told by every command but `check`: to standard error, for a person.
//!
//! Takes diagnostics; prints them. Never judges them (see `Policy`).

use super::console::{Console, Verbosity};
use crate::diagnostic::{Diagnostic, Runs, TextOf, human};

/// Tells what is wrong, in the order of `report`.
pub(super) fn tell(report: &[Diagnostic], text_of: &TextOf<'_>, console: &mut Console) {
    let text = human(report, text_of, console.colour_of_problems(), runs(console));
    console.problem(&text);
}

/// Whether long runs of one problem are summed up.
pub(super) const fn runs(console: &Console) -> Runs {
    match console.verbosity() {
        Verbosity::Verbose => Runs::Whole,
        Verbosity::Quiet | Verbosity::Normal => Runs::SummedUp,
    }
}
