//! What a rename would change, as a patch.
//!
//! Takes the changes; gives a unified diff. Writes nothing.

use super::Renaming;
use crate::cli::patch::{self, Before};

/// Writes the patch, the note that moves first.
pub(super) fn unified(renaming: &Renaming) -> String {
    let (old, new) = (&renaming.old_path, &renaming.new_path);
    let (own, others): (Vec<_>, Vec<_>) =
        renaming.changes.iter().partition(|change| change.path == *old);
    let of = |change: &super::Change, path: &str| {
        patch::of(Before { path: &change.path, text: &change.old }, path, &change.new)
    };
    // A note whose text stays as it is still moves.
    let first = match own.first() {
        Some(change) => of(change, new),
        None => patch::of(Before { path: old, text: "" }, new, ""),
    };
    others.into_iter().fold(first, |patch, change| patch + &of(change, &change.path))
}
