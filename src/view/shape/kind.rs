//! What pages of figures, sources and events show besides.
//!
//! Takes nothing; gives types. Never computes.

use super::{BacklinkView, DateView, NoteCard, NoteLink, StatementView, markup};
use serde::Serialize;

/// A figure: its chart and its table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FigureView<'v> {
    /// What the chart shows, as a sentence.
    pub finding: String,
    /// Subject and metric.
    pub subject: Option<NoteCard>,
    /// Metric.
    pub metric: Option<NoteCard>,
    /// Unit in words.
    pub unit: String,
    /// The chart.
    #[serde(serialize_with = "markup::one")]
    pub svg: String,
    /// Rows of the table, oldest first.
    pub observations: Vec<ObservationView<'v>>,
    /// Whether any row belongs to another figure (a comparison).
    pub comparison: bool,
    /// Disputes, as sentences.
    #[serde(serialize_with = "markup::each")]
    pub disputes: Vec<String>,
    /// Targets with the actual of their period, where there is one.
    pub targets: Vec<TargetView>,
    /// Notes whose prose quotes an observation.
    pub quoted_in: Vec<BacklinkView<'v>>,
    /// Comparisons that take part of it in.
    pub compared_in: Vec<NoteCard>,
    /// CSV file of the rows, relative.
    pub csv: String,
}

/// A row of a figure's table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ObservationView<'v> {
    /// Fragment.
    pub id: String,
    /// Figure it comes from (in comparisons).
    pub figure: Option<NoteLink<'v>>,
    /// Period in English.
    pub period: String,
    /// Period as EDTF.
    pub period_edtf: String,
    /// Scope.
    pub scope: Option<String>,
    /// The statement.
    pub statement: StatementView,
    /// The source's own conversion.
    pub conversion: Option<String>,
    /// Change against the row before, worked out, saying how; never from a target.
    pub change: Option<String>,
}

/// A target and what became of it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TargetView {
    /// Period in English.
    pub period: String,
    /// The target.
    #[serde(serialize_with = "markup::one")]
    pub target_html: String,
    /// The actual of the same period, or null.
    #[serde(serialize_with = "markup::maybe")]
    pub actual_html: Option<String>,
    /// In words: how the two compare, or that no result is in the base.
    pub outcome: String,
}

/// What a source supports.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourceView<'v> {
    /// Full reference.
    #[serde(serialize_with = "markup::one")]
    pub reference_html: String,
    /// Original address.
    pub url: Option<String>,
    /// Archived copy.
    pub archived: Option<String>,
    /// Ties between its publisher and subjects it supports, as sentences in HTML.
    #[serde(serialize_with = "markup::each")]
    pub ties: Vec<String>,
    /// Number of statements and sentences it supports.
    pub support_count: usize,
    /// Notes it supports, grouped.
    pub supports: Vec<SupportGroup<'v>>,
}

/// What a source supports on one note.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SupportGroup<'v> {
    /// The note.
    pub card: NoteLink<'v>,
    /// Statements and sentences, each with its own address.
    pub rows: Vec<SupportRow>,
}

/// One statement or sentence that a source supports.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SupportRow {
    /// Address of the statement, or of the note.
    pub href: String,
    /// Field label, or empty for a sentence of the prose.
    pub label: String,
    /// Value or sentence.
    #[serde(serialize_with = "markup::one")]
    pub html: String,
    /// Locator.
    pub locator: Option<String>,
}

/// An event's neighbours in time.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EventView {
    /// When, in English.
    pub when: Option<DateView>,
    /// What it follows.
    pub before: Vec<NoteCard>,
    /// What followed it.
    pub after: Vec<NoteCard>,
    /// The last event before it that names one of those whom it names.
    pub previous: Option<NoteCard>,
    /// The first event after it that does.
    pub next: Option<NoteCard>,
}
