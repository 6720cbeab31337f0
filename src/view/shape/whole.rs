//! What pages worked out from all notes show.
//!
//! Takes nothing; gives types. Never computes.

use super::{DateView, FigureCard, KindView, NoteCard, NoteLink, markup};
use serde::Serialize;

/// The home page (`home`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeView {
    /// Storylines: guides, in their own order.
    pub guides: Vec<NoteCard>,
    /// Latest events.
    pub events: Vec<NoteCard>,
    /// Key figures, with small charts.
    pub figures: Vec<FigureCard>,
    /// Map of the field.
    #[serde(serialize_with = "markup::maybe")]
    pub graph_svg: Option<String>,
    /// Numbers of the base: notes, statements, observations, citations, sources.
    pub counts: Vec<CountView>,
    /// Topics.
    pub topics: Vec<TopicView>,
}

/// A count with its word.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CountView {
    /// Number, grouped.
    pub count: String,
    /// Word.
    pub label: String,
    /// Where to see them, relative, or empty.
    pub href: String,
}

/// A list of notes (`list`): of a kind or of a topic.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListView<'v> {
    /// The kind it lists, or null for a topic.
    pub kind: Option<KindView>,
    /// Columns after the name: labels; groups have their own.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<ListRow<'v>>,
    /// Groups of rows (sources by publisher, notes of a topic by kind); empty when not grouped.
    pub groups: Vec<ListGroup<'v>>,
    /// When the facts of all its notes were last checked, where that is one day; else each row says its own.
    pub checked: Option<DateView>,
    /// Charts, where the kind holds figures.
    pub figures: Vec<FigureCard>,
    /// Topics to filter by.
    pub topics: Vec<String>,
    /// Years to filter by.
    pub years: Vec<String>,
}

/// A row of a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListRow<'v> {
    /// The note.
    pub card: NoteLink<'v>,
    /// Its summary, if any.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "markup::maybe")]
    pub summary_html: Option<String>,
    /// One cell for each column, as HTML.
    pub cells: Vec<Cell>,
    /// Its topics for filters, with `|` between them.
    pub topics: String,
    /// Its year, for filters.
    pub year: String,
}

/// A cell of a sortable table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    /// What is shown.
    #[serde(serialize_with = "markup::one")]
    pub html: String,
    /// What it is sorted by.
    pub sort: String,
}

/// Rows under one heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListGroup<'v> {
    /// Fragment.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Its note, where it has one.
    pub href: Option<String>,
    /// Whether its rows are seen at once; in a long list a reader unfolds them.
    pub open: bool,
    /// Columns after the name: labels.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<ListRow<'v>>,
}

/// A topic with its page (`topics` is a list of these).
#[derive(Clone, Debug, Default, Serialize)]
pub struct TopicView {
    /// Name.
    pub name: String,
    /// Its page, relative.
    pub href: String,
    /// Number of notes.
    pub count: usize,
}

/// The timeline (`timeline`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineView {
    /// Years, newest first.
    pub years: Vec<TimelineYear>,
    /// Kinds to filter by.
    pub kinds: Vec<KindView>,
    /// Topics to filter by.
    pub topics: Vec<String>,
    /// Notes whose date cannot be placed.
    pub undated: Vec<NoteCard>,
}

/// One year of the timeline.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineYear {
    /// The year.
    pub year: String,
    /// Months, newest first; events with no month first under an empty name.
    pub months: Vec<TimelineMonth>,
}

/// One month.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineMonth {
    /// "June", or empty.
    pub month: String,
    /// Its events.
    pub events: Vec<TimelineEvent>,
}

/// One event of the timeline.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineEvent {
    /// The note.
    pub card: NoteCard,
    /// Its topics.
    pub topics: Vec<String>,
    /// Whether the date was worked out.
    pub inferred: bool,
}

/// The graph of the whole base (`graph`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct GraphView<'v> {
    /// The drawing.
    #[serde(serialize_with = "markup::one")]
    pub svg: String,
    /// Number of notes drawn.
    pub node_count: usize,
    /// Number of links drawn.
    pub edge_count: usize,
    /// Kinds, for the legend.
    pub kinds: Vec<KindView>,
    /// The same as rows: each note with its number of links, most linked first.
    pub rows: Vec<GraphRow<'v>>,
}

/// A note in the table behind the graph.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GraphRow<'v> {
    /// The note.
    pub card: NoteLink<'v>,
    /// Links in and out.
    pub link_count: usize,
}

/// A–Z (`index`): by English name, then by pinyin.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexView<'v> {
    /// By English name.
    pub latin: Vec<IndexLetter<'v>>,
    /// By pinyin of the Chinese name.
    pub pinyin: Vec<IndexLetter<'v>>,
}

/// One letter of A–Z.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexLetter<'v> {
    /// The letter, or `#`.
    pub letter: String,
    /// Names under it: titles, aliases and Chinese names.
    pub entries: Vec<IndexEntry<'v>>,
}

/// A name in A–Z.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexEntry<'v> {
    /// The name, marked.
    #[serde(serialize_with = "markup::one")]
    pub name_html: String,
    /// The note it leads to.
    pub card: NoteLink<'v>,
}

/// Wanted notes (`wanted`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct WantedView<'v> {
    /// Names that links use and no note bears, most wanted first.
    pub names: Vec<WantedName<'v>>,
}

/// A name without a note.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WantedName<'v> {
    /// The name.
    pub name: String,
    /// Fragment.
    pub id: String,
    /// Whether the settings list it as meant to be missing.
    pub meant: bool,
    /// Who links to it.
    pub from: Vec<NoteLink<'v>>,
}

/// The editor's page (`health`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HealthView<'v> {
    /// Coverage per kind.
    pub coverage: Vec<CoverageRow>,
    /// What to do, by sort of problem.
    pub sections: Vec<HealthSection<'v>>,
}

/// How well one kind is covered.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CoverageRow {
    /// The kind.
    pub kind: KindView,
    /// Statements.
    pub statements: usize,
    /// Statements with a source.
    pub sourced: usize,
    /// Sourced, in per cent, as text.
    pub percent: String,
    /// Notes with a Chinese name.
    pub named: usize,
    /// Notes with a summary.
    pub summarised: usize,
}

/// One list on the health page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HealthSection<'v> {
    /// Fragment.
    pub id: String,
    /// Heading.
    pub title: String,
    /// What it means and what to do.
    pub advice: String,
    /// Rows.
    pub rows: Vec<HealthRow<'v>>,
}

/// One row of the health page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HealthRow<'v> {
    /// The note.
    pub card: NoteLink<'v>,
    /// What is the matter.
    #[serde(serialize_with = "markup::one")]
    pub html: String,
}

/// Side by side (`compare`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct CompareView<'v> {
    /// The notes that can be compared; one column each.
    pub notes: Vec<NoteLink<'v>>,
    /// The two of which most is known in common, counted from 1: a page with script opens on them.
    pub opening: Vec<usize>,
    /// Rows: one for each field or metric.
    pub rows: Vec<CompareRow>,
}

/// One row of the comparison.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CompareRow {
    /// Label of the field or metric.
    pub label: String,
    /// One cell for each note, in the same order; empty where nothing is known.
    #[serde(serialize_with = "markup::each")]
    pub cells: Vec<String>,
}

/// The search page (`search`): a useful index without script.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchView<'v> {
    /// Kinds to filter by.
    pub kinds: Vec<KindView>,
    /// Topics to filter by.
    pub topics: Vec<TopicView>,
    /// All notes, A–Z; empty where they are too many for a page that most readers search by script.
    pub index: IndexView<'v>,
    /// Script of the full-text search, relative to the root; loaded on first use.
    pub script: String,
}
