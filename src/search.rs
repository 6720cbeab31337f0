//! Finding anything, in both scripts, from disk: the quick switcher's names and the full text.
//!
//! Takes what each page says as a [`Document`]; gives script files of sorted, packed shards that
//! `static/search.js` loads as it needs them. Never reads a file, never asks what a note means, and never
//! holds what the caller left out (drafts, say).
//!
//! Shards of several sorts, each deflated and written as one call that any page may load, also from disk:
//!
//! | file | holds | is loaded |
//! |---|---|---|
//! | `index.js` | kinds, the bounds of all other shards, traditional forms | first |
//! | `n0.js` … | names by their first letters: titles, aliases, hanzi, pinyin, initials | for each name typed |
//! | `spellings.js` | how the words of names begin, where names have several shards | when the switcher opens, and for a word with a letter wrong |
//! | `t0.js` … | terms in order, with the documents that have them | for each word searched |
//! | `d0.js` … | documents: what a result shows, and the text that excerpts are cut from | for each result shown |
//! | `facets.js` | kind, topics and years of every document | for the first filter |

mod fold;
mod keys;
mod lexicon;
mod names;
mod pack;
mod record;
mod terms;
mod token;
mod words;

#[cfg(test)]
mod tests;

use crate::parallel;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::mem;

pub use terms::{DocumentTerms, terms_of};

/// One page, as a search sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
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
    /// How many pages link here; of results that rank alike, the better known comes first.
    pub inbound: usize,
    /// Passages in the order of the page.
    pub sections: Vec<Section>,
}

/// A passage of a page that has an address of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
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

/// A file of the index before it is packed: the stem of its name, and its bytes in parts, which are put together only then.
struct Shard<'a> {
    key: String,
    parts: Vec<Cow<'a, [u8]>>,
}

impl<'a> Shard<'a> {
    /// Makes a shard of these bytes.
    fn of(key: &str, bytes: Vec<u8>) -> Self {
        Self { key: key.to_owned(), parts: vec![Cow::Owned(bytes)] }
    }

    /// Makes a shard that is a list in JSON; each of its items in parts.
    fn list<I: IntoIterator<Item = &'a str>>(key: String, items: impl Iterator<Item = I>) -> Self {
        let part = |text: &'a str| Cow::Borrowed(text.as_bytes());
        let mut parts = vec![part("[")];
        for (at, item) in items.enumerate() {
            parts.extend((at > 0).then(|| part(",")));
            parts.extend(item.into_iter().map(part));
        }
        parts.push(part("]"));
        Self { key, parts }
    }
}

/// Makes the whole index of `documents`: what [`assemble`] gives for the terms of each, paths and bytes sorted by path.
#[must_use]
pub fn index(documents: &[Document]) -> Vec<(String, Vec<u8>)> {
    let terms = parallel::map(documents, terms_of);
    let mut files = assemble(&terms.iter().collect::<Vec<_>>(), |path, bytes| (path, bytes));
    files.sort_unstable();
    files
}

/// Puts the index together, and hands each file to `take` as soon as it is packed, on any thread: its path from the root, and its bytes.
/// Gives what that gives.
///
/// The same terms give the same bytes, in whatever order they come: documents are numbered by how many
/// pages link to them, then by address.
#[must_use]
pub fn assemble<T: Send>(
    terms: &[&DocumentTerms],
    take: impl Fn(String, Vec<u8>) -> T + Sync,
) -> Vec<T> {
    let mut ranked = terms.to_vec();
    ranked.sort_by(|a, b| b.inbound.cmp(&a.inbound).then_with(|| a.href.cmp(&b.href)));
    let facets = record::Facets::of(&ranked);
    let heads = record::heads(&ranked, &facets);
    let lines = names::lines(&ranked, &heads);
    let ((word_shards, words), (name_shards, names)) =
        parallel::both(|| words::shards(&ranked), || names::shards(&ranked, &lines));
    let (mut shards, texts) = record::shards(&ranked, &heads);
    shards.extend(word_shards);
    shards.extend(name_shards);
    shards.push(facets.shard(&ranked));
    let mut packed = pack::scripts(&shards, &take);
    let bounds = record::Bounds { count: ranked.len(), texts, words: words.firsts, names };
    let version = pack::fingerprint(packed.iter().map(|(_, print)| *print));
    let manifest = record::manifest(&facets, &bounds, &words.hanzi, version);
    packed.extend(pack::scripts(&[manifest], &take));
    packed.into_iter().map(|(taken, _)| taken).collect()
}

/// Compares two texts as scripts do: by UTF-16, in which what needs two units comes before U+E000.
fn in_scripts(a: &str, b: &str) -> Ordering {
    let rank = |byte: u8| if byte >= 0xF0 { (0xED, byte) } else { (byte, 0) };
    let differing = a.bytes().zip(b.bytes()).find(|(a, b)| a != b);
    differing.map_or_else(|| a.len().cmp(&b.len()), |(a, b)| rank(a).cmp(&rank(b)))
}

/// Cuts `items` into runs that reach `limit` bytes, as `size` counts them.
fn cut<T>(items: Vec<T>, limit: usize, size: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut runs = Vec::new();
    let (mut run, mut bytes) = (Vec::new(), 0);
    for item in items {
        bytes += size(&item);
        run.push(item);
        if bytes >= limit {
            runs.push(mem::take(&mut run));
            bytes = 0;
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}
