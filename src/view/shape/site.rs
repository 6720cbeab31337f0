//! What every page and every list shows of the site and of a note.
//!
//! Takes nothing; gives types. Never computes.

use super::{NoteView, markup};
use serde::Serialize;

/// What is the same on every page of a build (`site` in templates).
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    /// Title of the whole site.
    pub title: String,
    /// The title with its hanzi marked by `lang`.
    #[serde(serialize_with = "markup::one")]
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

/// A note as a bare link, for what pages show most of: whoever mentions a note, and what it is related to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoteLink<'v> {
    /// Title.
    pub title: &'v str,
    /// Title with its hanzi marked by `lang`.
    #[serde(serialize_with = "markup::one")]
    pub title_html: &'v str,
    /// Chinese name, where it has one besides its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zh: Option<&'v str>,
    /// Name of the kind, or empty.
    pub kind: &'v str,
    /// Label of the kind, or empty.
    pub kind_label: &'v str,
    /// Address relative to the page.
    pub href: String,
}

/// A note as others show it: a link with what a reader must know before following it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoteCard {
    /// Title.
    pub title: String,
    /// Title with its hanzi marked by `lang`.
    #[serde(serialize_with = "markup::one")]
    pub title_html: String,
    /// Chinese name, where it has one besides its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zh: Option<String>,
    /// Pinyin of the Chinese name.
    #[serde(skip_serializing_if = "Option::is_none")]
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
    #[serde(serialize_with = "markup::one")]
    pub summary_html: String,
    /// The date the note is about (events) or was issued (sources), in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The same for machines (`<time datetime>`, sorting).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_iso: Option<String>,
}

/// Everything a template sees about its own page (`page`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageView<'v> {
    /// Title, plain.
    pub title: String,
    /// Title with hanzi marked.
    #[serde(serialize_with = "markup::one")]
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
    #[serde(serialize_with = "markup::maybe")]
    pub json_ld: Option<String>,
    /// The page's prose, as HTML.
    #[serde(serialize_with = "markup::one")]
    pub content: String,
    /// Headings of the prose; empty when there are fewer than three.
    pub toc: Vec<TocEntry>,
    /// What a note's page has besides; empty on others.
    pub note: Option<NoteView<'v>>,
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
    /// Fragment, as the heading has it.
    pub id: String,
    /// The way to it, percent-encoded.
    pub href: String,
    /// Text as HTML, without links.
    #[serde(serialize_with = "markup::one")]
    pub html: String,
}
