//! Changes to files as a patch that `git apply` takes.
//!
//! Takes texts before and after; gives a unified diff. Writes nothing.

use similar::TextDiff;
use std::fmt::Write;

/// Lines around each change.
const CONTEXT: usize = 3;

/// One file before and after.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
}

/// Writes the difference between a file and what it becomes; nothing where there is none.
pub(super) fn of(before: Before<'_>, path: &str, text: &str) -> String {
    let (from, to) = (format!("a/{}", before.path), format!("b/{path}"));
    let mut patch = String::new();
    if before.path != path {
        let _ = writeln!(
            patch,
            "diff --git {from} {to}\nrename from {}\nrename to {path}",
            before.path
        );
    } else if before.text != text {
        let _ = writeln!(patch, "diff --git {from} {to}");
    }
    let diff = TextDiff::from_lines(before.text, text);
    let _ = write!(patch, "{}", diff.unified_diff().context_radius(CONTEXT).header(&from, &to));
    patch
}
