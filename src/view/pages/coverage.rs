//! How well each kind is covered.
//!
//! Takes all notes; counts names, summaries, statements and sources by kind. Counts what ought to have a source alone.

use crate::knowledge::NoteId;
use crate::view::{CoverageRow, Maker};

impl Maker<'_> {
    /// Counts by kind, in the order of the schema, for the page at `from`.
    pub(super) fn coverage(&self, from: &str) -> Vec<CoverageRow> {
        let by_kind = self.knowledge.by_kind();
        let rows = by_kind.iter().filter_map(|(kind, ids)| {
            let kind = self.kind(from, (*kind)?, ids.len());
            let count = |is_counted: &dyn Fn(NoteId) -> usize| {
                ids.iter().map(|&id| is_counted(id)).sum::<usize>()
            };
            let notes = &self.knowledge.notes;
            let statements = count(&|id| self.knowledge.sourceable(id).count());
            let sourced = count(&|id| {
                let all = self.knowledge.sourceable(id);
                all.filter(|statement| !statement.qualifiers.sources.is_empty()).count()
            });
            Some(CoverageRow {
                kind,
                statements,
                sourced,
                percent: percent(sourced, statements),
                named: count(&|id| usize::from(notes[id].names.zh.is_some())),
                summarised: count(&|id| usize::from(notes[id].summary.is_some())),
            })
        });
        rows.collect()
    }
}

/// Writes a share in whole per cent, down: only all is 100%.
fn percent(part: usize, whole: usize) -> String {
    match (part * 100).checked_div(whole) {
        Some(share) => format!("{share}%"),
        None => "none needed".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn only_all_is_a_hundred_per_cent() {
        assert_eq!(percent(299, 300), "99%");
        assert_eq!(percent(300, 300), "100%");
        assert_eq!(percent(0, 0), "none needed");
    }
}
