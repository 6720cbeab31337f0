//! Companies, platforms and the like side by side.
//!
//! Takes the kinds whose notes can be held against each other; gives a table with a column for each note and a row for each
//! field and each thing measured. Ranks nobody, and works out no number.

use super::cell::number_html;
use crate::knowledge::{NoteId, Origin};
use crate::markdown::text_html;
use crate::note::Statement;
use crate::schema::{Kind, KindId, caption};
use crate::value::{Date, Status};
use crate::view::maker::status_label;
use crate::view::{CompareRow, CompareView, Maker};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Columns at most: the most linked notes of a large base.
const MOST: usize = 48;

/// Values of one field that a cell shows.
const MOST_VALUES: usize = 6;

impl<'k> Maker<'k> {
    /// Sets notes side by side for the page at `from`.
    #[must_use]
    pub fn compare(&self, from: &str) -> CompareView<'k> {
        let kinds = self.comparable();
        let is_column =
            |id: &NoteId| self.knowledge.notes[*id].kind.is_some_and(|kind| kinds.contains(&kind));
        let mut ids: Vec<NoteId> = (0..self.knowledge.notes.len()).filter(is_column).collect();
        ids.sort_by_key(|&id| (Reverse(self.knowledge.inbound[id].len()), id));
        ids.truncate(MOST);
        self.sort_by_title(&mut ids);
        ids.sort_by_key(|&id| self.knowledge.notes[id].kind);
        let mut rows = self.field_rows(from, &kinds, &ids);
        rows.extend(self.metric_rows(from, &ids));
        let opening = opening(&rows, ids.len());
        let notes = ids.iter().map(|&id| self.short_card(from, id)).collect();
        CompareView { notes, opening, rows }
    }

    /// Chooses the kinds whose notes can be compared: those that are owned and have ties among equals.
    ///
    /// Where no kind declares both, it is those whose notes figures are about.
    fn comparable(&self) -> Vec<KindId> {
        let present: BTreeSet<KindId> =
            self.knowledge.notes.iter().filter_map(|note| note.kind).collect();
        let plain = present.into_iter().map(|id| (id, self.knowledge.schema.kind(id)));
        let plain: Vec<(KindId, &Kind)> = plain.filter(|(_, kind)| is_plain(kind)).collect();
        let is_actor = |kind: &Kind| {
            kind.fields.iter().any(|field| field.ownership)
                && kind.fields.iter().any(|field| field.symmetric)
        };
        let actors: Vec<KindId> =
            plain.iter().filter(|(_, kind)| is_actor(kind)).map(|(id, _)| *id).collect();
        if !actors.is_empty() {
            return actors;
        }
        let figures = (0..self.knowledge.notes.len()).filter(|&id| self.knowledge.is_figure(id));
        let subjects =
            figures.filter_map(|figure| self.knowledge.notes[self.subject_of(figure)?].kind);
        let measured: BTreeSet<KindId> = subjects.collect();
        plain.into_iter().map(|(id, _)| id).filter(|id| measured.contains(id)).collect()
    }

    /// Makes a row for each field of the kinds compared, in the order declared; fields of one label share a row.
    fn field_rows(&self, from: &str, kinds: &[KindId], ids: &[NoteId]) -> Vec<CompareRow> {
        let mut labels: Vec<String> = Vec::new();
        for field in kinds.iter().flat_map(|&kind| &self.knowledge.schema.kind(kind).fields) {
            if !labels.contains(&field.caption()) {
                labels.push(field.caption());
            }
        }
        let mut rows = vec![self.kind_row(ids)];
        rows.extend(labels.into_iter().map(|label| {
            let cell = |&id: &NoteId| {
                self.values_cell((from, id), &self.labelled(id, &label), MOST_VALUES).html
            };
            CompareRow { cells: ids.iter().map(cell).collect(), label }
        }));
        for (label, notes) in self.inverse_labels(ids) {
            let cell = |id: &NoteId| match notes.get(id) {
                Some(others) => self.links_cell(from, others),
                None => String::new(),
            };
            // What is said from either end alike stands in one row.
            match rows.iter_mut().find(|row| row.label == label) {
                Some(row) => {
                    for (html, id) in
                        row.cells.iter_mut().zip(ids).filter(|(html, _)| html.is_empty())
                    {
                        *html = cell(id);
                    }
                }
                None => rows.push(CompareRow { cells: ids.iter().map(cell).collect(), label }),
            }
        }
        rows.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
        rows
    }

    /// Gathers what the fields of other notes say of those compared, under the name it has from this end.
    fn inverse_labels(&self, ids: &[NoteId]) -> BTreeMap<String, BTreeMap<NoteId, Vec<NoteId>>> {
        let mut labels: BTreeMap<String, BTreeMap<NoteId, Vec<NoteId>>> = BTreeMap::new();
        for &id in ids {
            for edge in self.knowledge.arriving(id).filter(|edge| edge.from != id) {
                let Origin::Field(at) = edge.origin else { continue };
                let statement = &self.knowledge.notes[edge.from].statements[at];
                let Some(field) = self.knowledge.field(edge.from, statement) else { continue };
                let Some(name) = field.inverse_name() else { continue };
                if !self.knowledge.kind(edge.from).is_some_and(is_plain) {
                    continue;
                }
                let label = if field.symmetric { field.caption() } else { caption(name) };
                let others = labels.entry(label).or_default().entry(id).or_default();
                if !others.contains(&edge.from) {
                    others.push(edge.from);
                }
            }
        }
        labels
    }

    fn links_cell(&self, from: &str, others: &[NoteId]) -> String {
        let shown = others.iter().take(MOST_VALUES).map(|&other| self.note_link(from, other));
        let more = others.len().saturating_sub(MOST_VALUES);
        let more = (more > 0).then(|| format!("{more} more"));
        shown.chain(more).collect::<Vec<_>>().join(", ")
    }

    fn kind_row(&self, ids: &[NoteId]) -> CompareRow {
        let label = |&id: &NoteId| self.knowledge.kind(id).map(|kind| text_html(&kind.label_one));
        CompareRow {
            label: "Kind".to_owned(),
            cells: ids.iter().map(|id| label(id).unwrap_or_default()).collect(),
        }
    }

    /// Lists the statements of a note whose field has this label.
    fn labelled(&self, id: NoteId, label: &str) -> Vec<&Statement> {
        let statements = self.knowledge.notes[id].statements.iter();
        let has_label = |statement: &&Statement| {
            self.knowledge.field(id, statement).is_some_and(|field| field.caption() == label)
        };
        statements.filter(has_label).collect()
    }

    /// Makes a row for each thing measured, by name, with the latest number of each figure about a note.
    fn metric_rows(&self, from: &str, ids: &[NoteId]) -> Vec<CompareRow> {
        let mut metrics: BTreeMap<NoteId, Vec<Vec<String>>> = BTreeMap::new();
        for (column, &id) in ids.iter().enumerate() {
            for &figure in self.figures_about(id) {
                let (Some(metric), Some(shown)) =
                    (self.metric_of(figure), self.latest_in_cell(from, figure))
                else {
                    continue;
                };
                metrics.entry(metric).or_insert_with(|| vec![Vec::new(); ids.len()])[column]
                    .push(shown);
            }
        }
        let mut order: Vec<NoteId> = metrics.keys().copied().collect();
        self.sort_by_title(&mut order);
        let row = |metric: NoteId| {
            let cells = metrics.remove(&metric)?;
            let cells = cells.into_iter().map(|shown| shown.join("<br>")).collect();
            Some(CompareRow { label: self.knowledge.notes[metric].title.clone(), cells })
        };
        order.into_iter().filter_map(row).collect()
    }

    /// Shows the latest number of a figure with its scope, period and status, linked to where it stands.
    pub(super) fn latest_in_cell(&self, from: &str, figure: NoteId) -> Option<String> {
        let (_, observation) = self.latest(figure)?;
        let qualifiers = &observation.qualifiers;
        let status = qualifiers.status.as_ref().map(|status| status.value);
        let number = number_html(&observation.quantity()?.in_english(), status);
        let address = observation.observation_address().unwrap_or_default();
        let href = crate::markdown::attribute("href", &self.part_href(from, figure, &address));
        let said = [
            qualifiers.time().map(Date::in_english),
            qualifiers.scope.as_ref().map(|scope| scope.value.clone()),
            status
                .filter(|status| *status != Status::Actual)
                .map(|status| status_label(status).to_owned()),
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        Some(format!("<a{href}>{number}</a> <small>({})</small>", text_html(&said.join(", "))))
    }
}

/// Chooses the two columns, counted from 1, that have most rows in common; the first two of equals. None where there are no two.
fn opening(rows: &[CompareRow], count: usize) -> Vec<usize> {
    let shared = |&(a, b): &(usize, usize)| {
        let is_shared = |row: &&CompareRow| !row.cells[a].is_empty() && !row.cells[b].is_empty();
        rows.iter().filter(is_shared).count()
    };
    let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    let best = pairs.max_by_key(|pair| (shared(pair), Reverse(*pair)));
    best.map_or_else(Vec::new, |(a, b)| vec![a + 1, b + 1])
}

/// Returns whether notes of a kind are things of the world: neither events, sources, figures nor prose.
pub(super) fn is_plain(kind: &Kind) -> bool {
    let claims = kind.timeline.is_some() || kind.citable.is_some() || kind.observations;
    !claims && !super::list::is_prose(kind)
}
