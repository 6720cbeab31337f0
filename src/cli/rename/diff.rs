//! What a rename would change, as a patch that `git apply` takes.
//!
//! Takes the changes; gives a unified diff. Writes nothing.

use super::Renaming;
use similar::TextDiff;
use std::fmt::Write;

/// Lines around each change.
const CONTEXT: usize = 3;

/// Writes the patch, the note that moves with both of its paths.
pub(super) fn unified(renaming: &Renaming) -> String {
    let (old, new) = (&renaming.old_path, &renaming.new_path);
    let mut patch = format!("diff --git a/{old} b/{new}\nrename from {old}\nrename to {new}\n");
    let (own, others): (Vec<_>, Vec<_>) =
        renaming.changes.iter().partition(|change| change.path == *old);
    for change in own.into_iter().chain(others) {
        let path = if change.path == *old { new } else { &change.path };
        let diff = TextDiff::from_lines(&*change.old, change.new.as_str());
        let mut unified = diff.unified_diff();
        let unified = unified.context_radius(CONTEXT);
        let header = (format!("a/{}", change.path), format!("b/{path}"));
        if change.path != *old {
            let _ = writeln!(patch, "diff --git {} {}", header.0, header.1);
        }
        let _ = write!(patch, "{}", unified.header(&header.0, &header.1));
    }
    patch
}
