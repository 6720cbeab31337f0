//! The one home of threads.
//!
//! Takes a slice and a function; gives the results in the order of the slice. Never lets the
//! number of threads show in a result.

use crate::diagnostic::Checked;
use rayon::prelude::*;

/// Applies `step` to each item, on all cores, and keeps the order of the items.
pub fn map<T: Sync, U: Send>(items: &[T], step: impl Fn(&T) -> U + Sync + Send) -> Vec<U> {
    items.par_iter().map(step).collect()
}

/// Hands each item to `step`, on all cores, and keeps the order of the items.
pub fn each<T: Send, U: Send>(items: Vec<T>, step: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
    items.into_par_iter().map(step).collect()
}

/// Applies `step` to each item and gathers what was wrong, in the order of the items.
pub fn map_checked<T: Sync, U: Send>(
    items: &[T],
    step: impl Fn(&T) -> Checked<U> + Sync + Send,
) -> Checked<Vec<U>> {
    let mut values = Vec::with_capacity(items.len());
    let mut diagnostics = Vec::new();
    for checked in map(items, step) {
        values.push(checked.value);
        diagnostics.extend(checked.diagnostics);
    }
    Checked { value: values, diagnostics }
}

/// Does two things at once.
pub fn both<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    rayon::join(one, other)
}
