//! What the page of any note shows.
//!
//! Takes nothing; gives types. Never computes.

use super::{Crumb, EventView, FigureView, KindView, NoteCard, NoteLink, SourceView, markup};
use serde::Serialize;

/// A note's page, besides its prose.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoteView<'v> {
    /// Kind, or null for a note of none.
    pub kind: Option<KindView>,
    /// Other names.
    pub names: NamesView,
    /// Summary, plain and marked.
    pub summary: String,
    /// Summary as HTML.
    #[serde(serialize_with = "markup::one")]
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
    #[serde(serialize_with = "markup::maybe")]
    pub events_svg: Option<String>,
    /// Neighbourhood graph, when there are relations.
    #[serde(serialize_with = "markup::maybe")]
    pub graph_svg: Option<String>,
    /// The same relations as rows, for those who do not see the graph.
    pub relations: Vec<RelationRow<'v>>,
    /// Notes that link here, grouped by kind, each with its sentence.
    pub backlinks: Vec<BacklinkGroup<'v>>,
    /// Number of backlinks.
    pub backlink_count: usize,
    /// Numbered references.
    pub references: Vec<ReferenceView>,
    /// For a figure: chart, table, disputes.
    pub figure: Option<FigureView<'v>>,
    /// For a source: what it supports.
    pub source: Option<SourceView<'v>>,
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
    #[serde(serialize_with = "markup::maybe")]
    pub ruby_html: Option<String>,
    /// Short name.
    pub short: Option<String>,
    /// Former names.
    pub former: Vec<String>,
    /// Aliases.
    pub aliases: Vec<String>,
    /// Where the Chinese name was verified, as HTML.
    #[serde(serialize_with = "markup::maybe")]
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

/// One statement with its qualifiers; what it lacks is not there, since a base has very many of them.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StatementView {
    /// Fragment under which it can be cited.
    pub id: String,
    /// The value.
    #[serde(serialize_with = "markup::one")]
    pub html: String,
    /// The value in the Chinese scale, where it is a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zh: Option<String>,
    /// When it held or happened, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
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
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "markup::maybe")]
    pub according_to_html: Option<String>,
    /// When it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated: Option<String>,
    /// Why the base worked it out.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "markup::maybe")]
    pub inferred_html: Option<String>,
    /// Why it has no source.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "markup::maybe")]
    pub unsourced_html: Option<String>,
    /// What else the reader must know.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "markup::maybe")]
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
    #[serde(serialize_with = "markup::one")]
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
    /// Where in the source it stands, for `title`; the reference says which source.
    pub locator: Option<String>,
    /// Whether a tie of ownership is to be told.
    pub tie: bool,
}

/// A number shown large.
#[derive(Clone, Debug, Default, Serialize)]
pub struct KeyFigure {
    /// What is counted.
    pub label: String,
    /// The value, plain.
    pub value: String,
    /// The value.
    #[serde(serialize_with = "markup::one")]
    pub html: String,
    /// In the Chinese scale.
    pub zh: Option<String>,
    /// Period, in English.
    pub period: String,
    /// Status name and label.
    pub status: String,
    /// Status as people read it.
    pub status_label: String,
    /// Whether a dispute stands over it.
    pub disputed: bool,
    /// Where the observation stands, relative.
    pub href: String,
}

/// A figure note as others show it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FigureCard {
    /// The note.
    pub card: NoteCard,
    /// Small chart.
    #[serde(serialize_with = "markup::one")]
    pub svg: String,
    /// Latest observation in words.
    #[serde(serialize_with = "markup::one")]
    pub latest_html: String,
}

/// One relation of the neighbourhood graph.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RelationRow<'v> {
    /// Label of the relation, read from this note.
    pub label: String,
    /// The other end.
    pub card: NoteLink<'v>,
}

/// Backlinks from notes of one kind.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BacklinkGroup<'v> {
    /// Label of the kind, in the plural.
    pub label: String,
    /// The links.
    pub links: Vec<BacklinkView<'v>>,
}

/// One note that links here.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BacklinkView<'v> {
    /// Title of the note that links, with its hanzi marked by `lang`.
    #[serde(serialize_with = "markup::one")]
    pub title_html: &'v str,
    /// Its Chinese name, where it has one besides its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zh: Option<&'v str>,
    /// Name of its kind, or empty.
    pub kind: &'v str,
    /// Its address relative to the page.
    pub href: String,
    /// Sentences with the name in `<mark>`; at most three.
    #[serde(serialize_with = "markup::each")]
    pub sentences_html: Vec<&'v str>,
}

/// One entry of the references.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReferenceView {
    /// Number on this page, from 1.
    pub number: usize,
    /// Fragment: `ref-1`.
    pub id: String,
    /// Formatted reference: author, title with link to the source's page, publisher, date.
    #[serde(serialize_with = "markup::one")]
    pub html: String,
    /// Original address, where there is one.
    pub url: Option<String>,
    /// Archived copy.
    pub archived: Option<String>,
    /// Sentences that tell of ties of ownership between publisher and subject, as HTML.
    #[serde(serialize_with = "markup::each")]
    pub ties: Vec<String>,
    /// Marks back to each use.
    pub uses: Vec<Crumb>,
}
