//! The shapes of what templates see; all of them plain, serialised as they stand.
//!
//! Takes nothing; gives types. Never computes.

use serde::Serialize;

/// What is the same on every page of a build (`site` in templates).
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    /// Title of the whole site.
    pub title: String,
    /// The title with its hanzi marked by `lang`.
    pub title_html: String,
    /// The Chinese part of the title, if any, for `lang`.
    pub title_zh: Option<String>,
    /// One or two sentences about the site.
    pub description: String,
    /// BCP 47 tag of the prose.
    pub language: String,
    /// Who publishes it.
    pub author: String,
    /// Licence of words and data, as text.
    pub licence: String,
    /// Address of the licence, if known.
    pub licence_url: Option<String>,
    /// Absolute address of the site with a final `/`, when known.
    pub base_url: Option<String>,
    /// Where to report an error, when the settings say.
    pub report_url: Option<String>,
    /// Kinds that have notes, in the order of the schema, for navigation. `href` is relative to the root.
    pub kinds: Vec<KindView>,
    /// Newest date in the notes, in English: "as of".
    pub as_of: Option<String>,
    /// Number of notes.
    pub note_count: usize,
    /// Path of the style sheet from the root, content-hashed.
    pub css: String,
    /// Path of the core script from the root, content-hashed.
    pub script: String,
    /// Path of the tiny script that sets the theme before paint.
    pub theme_script: String,
    /// Path from the root of the search script, which the core script loads on first use.
    pub search_script: String,
    /// Path of the icon from the root, content-hashed.
    pub icon: String,
    /// Number of files under `data/previews/`; zero when there are none.
    pub preview_shards: usize,
    /// Whether Markdown twins are published.
    pub twins: bool,
}

/// A kind, as navigation and lists name it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct KindView {
    /// Name in the schema.
    pub name: String,
    /// Label of one note of it.
    pub one: String,
    /// Label of several.
    pub many: String,
    /// Its list, relative to the page (or to the root, in `site.kinds`).
    pub href: String,
    /// Number of notes.
    pub count: usize,
}

/// A note as others show it: a link with what a reader must know before following it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoteCard {
    /// Title.
    pub title: String,
    /// Title with its hanzi marked by `lang`.
    pub title_html: String,
    /// Chinese name, if any.
    pub zh: Option<String>,
    /// Pinyin of the Chinese name.
    pub pinyin: Option<String>,
    /// Name of the kind, or empty.
    pub kind: String,
    /// Label of the kind, or empty.
    pub kind_label: String,
    /// Address relative to the page.
    pub href: String,
    /// Summary, plain.
    pub summary: String,
    /// Summary with hanzi marked.
    pub summary_html: String,
    /// The date the note is about (events) or was issued (sources), in English.
    pub date: Option<String>,
    /// The same for machines (`<time datetime>`, sorting).
    pub date_iso: Option<String>,
    /// The note's main number, for tables and cards.
    pub key_figure_html: Option<String>,
    /// When the facts were last checked, ISO.
    pub checked: Option<String>,
}

/// Everything a template sees about its own page (`page`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageView {
    /// Title, plain.
    pub title: String,
    /// Title with hanzi marked.
    pub title_html: String,
    /// Address from the root, e.g. `companies/jd-com.html`.
    pub permalink: String,
    /// What leads from this page to the root: empty, `../`, `../../` … (404 alone: absolute).
    pub root: String,
    /// Meta description.
    pub description: String,
    /// Absolute address, when the site's is known.
    pub canonical: Option<String>,
    /// What sort of page: `note`, `home`, `list`, `topic`, `topics`, `timeline`, `graph`, `a-z`, `search`, `health`, `wanted`, `about`, `compare`, `404`.
    pub sort: String,
    /// Breadcrumbs after Home, without the page itself.
    pub breadcrumbs: Vec<Crumb>,
    /// JSON-LD, escaped for a script element of type `application/ld+json`.
    pub json_ld: Option<String>,
    /// The page's prose, as HTML.
    pub content: String,
    /// Headings of the prose; empty when there are fewer than three.
    pub toc: Vec<TocEntry>,
    /// What a note's page has besides; empty on others.
    pub note: Option<NoteView>,
    /// Set when the notes behind the page have errors (`--keep-going`).
    pub problems: Vec<String>,
}

/// One step of the breadcrumbs.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Crumb {
    /// Text.
    pub title: String,
    /// Address relative to the page.
    pub href: String,
}

/// One heading in a table of contents.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TocEntry {
    /// Level, 2 to 6.
    pub level: u8,
    /// Fragment.
    pub id: String,
    /// Text as HTML, without links.
    pub html: String,
}

/// A note's page, besides its prose.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoteView {
    /// Kind, or null for a note of none.
    pub kind: Option<KindView>,
    /// Other names.
    pub names: NamesView,
    /// Summary, plain and marked.
    pub summary: String,
    /// Summary as HTML.
    pub summary_html: String,
    /// Topics, each with its page.
    pub topics: Vec<Crumb>,
    /// Rows of the infobox: declared fields in order, then inverse ones, then unknown ones.
    pub statements: Vec<FieldView>,
    /// At most three numbers, large.
    pub key_figures: Vec<KeyFigure>,
    /// Figure notes about this note, small charts.
    pub figures: Vec<FigureCard>,
    /// Events this note took part in, oldest first.
    pub events: Vec<NoteCard>,
    /// The same as a drawn strip, when there are two or more.
    pub events_svg: Option<String>,
    /// Neighbourhood graph, when there are relations.
    pub graph_svg: Option<String>,
    /// The same relations as rows, for those who do not see the graph.
    pub relations: Vec<RelationRow>,
    /// Notes that link here, grouped by kind, each with its sentence.
    pub backlinks: Vec<BacklinkGroup>,
    /// Number of backlinks.
    pub backlink_count: usize,
    /// Numbered references.
    pub references: Vec<ReferenceView>,
    /// For a figure: chart, table, disputes.
    pub figure: Option<FigureView>,
    /// For a source: what it supports.
    pub source: Option<SourceView>,
    /// For an event: before and after.
    pub event: Option<EventView>,
    /// Last update, in English and ISO.
    pub updated: Option<DateView>,
    /// Last check of the facts.
    pub checked: Option<DateView>,
    /// How to cite this page, as text.
    pub cite: String,
    /// Markdown twin, relative, when there are twins.
    pub twin: Option<String>,
    /// Where this note's rows stand in the data, relative.
    pub data_href: String,
    /// Statements, with how many have a source, in words: "12 statements, 3 sources, last checked 22 November 2026".
    pub how_we_know: String,
    /// Whether it is a draft (shown only with `--drafts`).
    pub draft: bool,
    /// Text of a graph or strip's description.
    pub path: String,
}

/// The names of a note.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NamesView {
    /// Simplified Chinese.
    pub zh: Option<String>,
    /// Traditional Chinese.
    pub zh_hant: Option<String>,
    /// Pinyin with tone marks.
    pub pinyin: Option<String>,
    /// Ruby markup of the Chinese name with its pinyin, or the marked name alone.
    pub ruby_html: Option<String>,
    /// Short name.
    pub short: Option<String>,
    /// Former names.
    pub former: Vec<String>,
    /// Aliases.
    pub aliases: Vec<String>,
    /// Where the Chinese name was verified, as HTML.
    pub source_html: Option<String>,
}

/// A date for people and for machines.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DateView {
    /// In English.
    pub text: String,
    /// For `<time datetime>`; the EDTF text where HTML has no form.
    pub iso: String,
}

/// A row of the infobox: one field with its statements.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FieldView {
    /// Name of the field, or of the inverse.
    pub name: String,
    /// Label as people read it.
    pub label: String,
    /// Whether it is read from the other end.
    pub inverse: bool,
    /// Whether the schema does not know it.
    pub unknown: bool,
    /// Statements, in order.
    pub values: Vec<StatementView>,
}

/// One statement with its qualifiers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StatementView {
    /// Fragment under which it can be cited.
    pub id: String,
    /// The value.
    pub html: String,
    /// The value in the Chinese scale, where it is a number.
    pub zh: Option<String>,
    /// When it held or happened, in English.
    pub when: Option<String>,
    /// Whether it no longer holds.
    pub past: bool,
    /// `actual`, `estimate`, `target`, `forecast`, `claimed`, `unclear`, or empty.
    pub status: String,
    /// The same as people read it: "target", "result or goal unclear" …
    pub status_label: String,
    /// Whether a dispute stands over it.
    pub disputed: bool,
    /// Whose word it is.
    pub according_to_html: Option<String>,
    /// When it was said.
    pub stated: Option<String>,
    /// Why the base worked it out.
    pub inferred_html: Option<String>,
    /// Why it has no source.
    pub unsourced_html: Option<String>,
    /// What else the reader must know.
    pub note_html: Option<String>,
    /// The further qualifiers that the field declares.
    pub qualifiers: Vec<QualifierView>,
    /// Marks of its citations.
    pub citations: Vec<CitationMark>,
    /// Whether it has neither source nor reason.
    pub bare: bool,
}

/// A qualifier that the kind declares.
#[derive(Clone, Debug, Default, Serialize)]
pub struct QualifierView {
    /// Label.
    pub label: String,
    /// Value.
    pub html: String,
}

/// A citation mark in an infobox or a table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CitationMark {
    /// Number on this page, from 1.
    pub number: usize,
    /// Fragment of the mark itself, so that the reference can lead back.
    pub id: String,
    /// Fragment of the reference: `#ref-1`.
    pub href: String,
    /// Title of the source with the locator, for `title`.
    pub title: String,
    /// Whether a tie of ownership is to be told.
    pub tie: bool,
}

/// A number shown large.
#[derive(Clone, Debug, Default, Serialize)]
pub struct KeyFigure {
    /// What is counted.
    pub label: String,
    /// The value.
    pub html: String,
    /// In the Chinese scale.
    pub zh: Option<String>,
    /// Period, in English.
    pub period: String,
    /// Status name and label.
    pub status: String,
    /// Status as people read it.
    pub status_label: String,
    /// Where the observation stands, relative.
    pub href: String,
}

/// A figure note as others show it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FigureCard {
    /// The note.
    pub card: NoteCard,
    /// Small chart.
    pub svg: String,
    /// Latest observation in words.
    pub latest_html: String,
}

/// One relation of the neighbourhood graph.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RelationRow {
    /// Label of the relation, read from this note.
    pub label: String,
    /// The other end.
    pub card: NoteCard,
}

/// Backlinks from notes of one kind.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BacklinkGroup {
    /// Label of the kind, in the plural.
    pub label: String,
    /// The links.
    pub links: Vec<BacklinkView>,
}

/// One note that links here.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BacklinkView {
    /// The note that links; `href` leads to the place of the link where that has an address.
    pub card: NoteCard,
    /// Sentences with the name in `<mark>`; at most three.
    pub sentences_html: Vec<String>,
}

/// One entry of the references.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReferenceView {
    /// Number on this page, from 1.
    pub number: usize,
    /// Fragment: `ref-1`.
    pub id: String,
    /// Formatted reference: author, title with link to the source's page, publisher, date.
    pub html: String,
    /// Original address, where there is one.
    pub url: Option<String>,
    /// Archived copy.
    pub archived: Option<String>,
    /// Sentences that tell of ties of ownership between publisher and subject, as HTML.
    pub ties: Vec<String>,
    /// Marks back to each use.
    pub uses: Vec<Crumb>,
}

/// A figure: its chart and its table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FigureView {
    /// What the chart shows, as a sentence.
    pub finding: String,
    /// Subject and metric.
    pub subject: Option<NoteCard>,
    /// Metric.
    pub metric: Option<NoteCard>,
    /// Unit in words.
    pub unit: String,
    /// The chart.
    pub svg: String,
    /// Rows of the table, oldest first.
    pub observations: Vec<ObservationView>,
    /// Whether any row belongs to another figure (a comparison).
    pub comparison: bool,
    /// Disputes, as sentences.
    pub disputes: Vec<String>,
    /// Targets with the actual of their period, where there is one.
    pub targets: Vec<TargetView>,
    /// Notes whose prose quotes an observation.
    pub quoted_in: Vec<BacklinkView>,
    /// Comparisons that take part of it in.
    pub compared_in: Vec<NoteCard>,
    /// CSV file of the rows, relative.
    pub csv: String,
}

/// A row of a figure's table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ObservationView {
    /// Fragment.
    pub id: String,
    /// Figure it comes from (in comparisons).
    pub figure: Option<NoteCard>,
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
    pub target_html: String,
    /// The actual of the same period, or null.
    pub actual_html: Option<String>,
    /// In words: how the two compare, or that no result is in the base.
    pub outcome: String,
}

/// What a source supports.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourceView {
    /// Full reference.
    pub reference_html: String,
    /// Original address.
    pub url: Option<String>,
    /// Archived copy.
    pub archived: Option<String>,
    /// Ties between its publisher and subjects it supports, as sentences in HTML.
    pub ties: Vec<String>,
    /// Number of statements and sentences it supports.
    pub support_count: usize,
    /// Notes it supports, grouped.
    pub supports: Vec<SupportGroup>,
}

/// What a source supports on one note.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SupportGroup {
    /// The note.
    pub card: NoteCard,
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
    /// The event before it in the base's timeline.
    pub previous: Option<NoteCard>,
    /// The event after it.
    pub next: Option<NoteCard>,
}

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
pub struct ListView {
    /// The kind it lists, or null for a topic.
    pub kind: Option<KindView>,
    /// Columns after the name: labels.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<ListRow>,
    /// Groups of rows (sources by publisher, notes of a topic by kind); empty when not grouped.
    pub groups: Vec<ListGroup>,
    /// Charts, where the kind holds figures.
    pub figures: Vec<FigureCard>,
    /// Topics to filter by.
    pub topics: Vec<String>,
    /// Years to filter by.
    pub years: Vec<String>,
}

/// A row of a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListRow {
    /// The note.
    pub card: NoteCard,
    /// One cell for each column, as HTML.
    pub cells: Vec<Cell>,
    /// Its topics, for filters.
    pub topics: Vec<String>,
    /// Its year, for filters.
    pub year: String,
}

/// A cell of a sortable table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    /// What is shown.
    pub html: String,
    /// What it is sorted by.
    pub sort: String,
}

/// Rows under one heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListGroup {
    /// Fragment.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Its note, where it has one.
    pub href: Option<String>,
    /// Rows.
    pub rows: Vec<ListRow>,
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
pub struct GraphView {
    /// The drawing.
    pub svg: String,
    /// Number of notes drawn.
    pub node_count: usize,
    /// Number of links drawn.
    pub edge_count: usize,
    /// Kinds, for the legend.
    pub kinds: Vec<KindView>,
    /// The same as rows: each note with its number of links, most linked first.
    pub rows: Vec<GraphRow>,
}

/// A note in the table behind the graph.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GraphRow {
    /// The note.
    pub card: NoteCard,
    /// Links in and out.
    pub link_count: usize,
}

/// A–Z (`index`): by English name, then by pinyin.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexView {
    /// By English name.
    pub latin: Vec<IndexLetter>,
    /// By pinyin of the Chinese name.
    pub pinyin: Vec<IndexLetter>,
}

/// One letter of A–Z.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexLetter {
    /// The letter, or `#`.
    pub letter: String,
    /// Names under it: titles, aliases and Chinese names.
    pub entries: Vec<IndexEntry>,
}

/// A name in A–Z.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexEntry {
    /// The name, marked.
    pub name_html: String,
    /// The note it leads to.
    pub card: NoteCard,
}

/// Wanted notes (`wanted`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct WantedView {
    /// Names that links use and no note bears, most wanted first.
    pub names: Vec<WantedName>,
}

/// A name without a note.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WantedName {
    /// The name.
    pub name: String,
    /// Fragment.
    pub id: String,
    /// Whether the settings list it as meant to be missing.
    pub meant: bool,
    /// Who links to it.
    pub from: Vec<NoteCard>,
}

/// The editor's page (`health`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct HealthView {
    /// Coverage per kind.
    pub coverage: Vec<CoverageRow>,
    /// What to do, by sort of problem.
    pub sections: Vec<HealthSection>,
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
pub struct HealthSection {
    /// Fragment.
    pub id: String,
    /// Heading.
    pub title: String,
    /// What it means and what to do.
    pub advice: String,
    /// Rows.
    pub rows: Vec<HealthRow>,
}

/// One row of the health page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HealthRow {
    /// The note.
    pub card: NoteCard,
    /// What is the matter.
    pub html: String,
}

/// Side by side (`compare`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct CompareView {
    /// The notes that can be compared; one column each.
    pub notes: Vec<NoteCard>,
    /// Rows: one for each field or metric.
    pub rows: Vec<CompareRow>,
}

/// One row of the comparison.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CompareRow {
    /// Label of the field or metric.
    pub label: String,
    /// One cell for each note, in the same order; empty where nothing is known.
    pub cells: Vec<String>,
}

/// The search page (`search`): a useful index without script.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchView {
    /// Kinds to filter by.
    pub kinds: Vec<KindView>,
    /// Topics to filter by.
    pub topics: Vec<TopicView>,
    /// All notes, A–Z.
    pub index: IndexView,
    /// Script of the full-text search, relative to the root; loaded on first use.
    pub script: String,
}
