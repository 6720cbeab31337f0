//! What results show, and the way into the index.
//!
//! Takes documents in order of rank; gives their texts in shards, their facets, and the manifest that tells
//! where everything else stands.

use super::terms::DocumentTerms;
use super::{Shard, cut, fold};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of JSON in a shard of texts: one page's worth of results stays within some 60 KB.
const TEXTS: usize = 16 << 10;

/// Kinds and topics, numbered.
pub(super) struct Facets {
    kinds: Vec<(String, String)>,
    kind_numbers: BTreeMap<String, usize>,
    topics: Vec<String>,
}

impl Facets {
    /// Numbers the kinds and topics that occur, sorted by name.
    pub(super) fn of(documents: &[&DocumentTerms]) -> Self {
        let kinds: BTreeMap<_, _> =
            documents.iter().map(|document| document.kind.clone()).collect();
        let kind_numbers = kinds.keys().cloned().zip(0..).collect();
        let topics: BTreeSet<&String> =
            documents.iter().flat_map(|document| &document.topics).collect();
        let topics = topics.into_iter().cloned().collect();
        Self { kinds: kinds.into_iter().collect(), kind_numbers, topics }
    }

    /// Returns the number of a document's kind.
    pub(super) fn kind(&self, document: &DocumentTerms) -> usize {
        self.kind_numbers.get(&document.kind.0).copied().unwrap_or(0)
    }

    /// Writes the topics, and then by columns: the kind of each document, its topics, its years.
    pub(super) fn shard(&self, documents: &[&DocumentTerms]) -> Shard<'static> {
        let kinds: Vec<usize> = documents.iter().map(|document| self.kind(document)).collect();
        let topics = documents.iter().map(|document| self.topics_of(document));
        let topics: Vec<Vec<usize>> = topics.collect();
        let years: Vec<&[u16]> = documents.iter().map(|document| &*document.years).collect();
        Shard::of("facets", json(&(&self.topics, kinds, topics, years)))
    }

    /// Returns the numbers of a document's topics, sorted.
    fn topics_of(&self, document: &DocumentTerms) -> Vec<usize> {
        let numbers =
            document.topics.iter().filter_map(|topic| self.topics.binary_search(topic).ok());
        let mut numbers: Vec<usize> = numbers.collect();
        numbers.sort_unstable();
        numbers
    }
}

/// Writes how the text of each document begins: address, title, Chinese name and kind, as JSON without its closing bracket.
pub(super) fn heads(documents: &[&DocumentTerms], facets: &Facets) -> Vec<String> {
    let head = |document: &&DocumentTerms| {
        let mut head = String::from("[");
        for text in [&document.href, &document.title, &document.zh] {
            push_json(&mut head, text);
            head.push(',');
        }
        head + &facets.kind(document).to_string()
    };
    documents.iter().map(head).collect()
}

/// Puts the texts of documents together; returns their shards, and the number of the first document in each.
pub(super) fn shards<'a>(
    documents: &[&'a DocumentTerms],
    heads: &'a [String],
) -> (Vec<Shard<'a>>, Vec<usize>) {
    let texts = heads.iter().zip(documents);
    let texts = texts.map(|(head, document)| [head.as_str(), ",", &document.record, "]"]);
    let runs = cut(texts.collect(), TEXTS, |parts| parts.iter().map(|part| part.len()).sum());
    let firsts = runs.iter().scan(0, |next, run| {
        let first = *next;
        *next += run.len();
        Some(first)
    });
    let firsts = firsts.collect();
    let runs = runs.into_iter().enumerate();
    let shards = runs.map(|(number, run)| Shard::list(format!("d{number}"), run.into_iter()));
    (shards.collect(), firsts)
}

/// Where the shards of each sort begin: by number of the document, by term, by name.
pub(super) struct Bounds {
    /// Number of all documents.
    pub(super) count: usize,
    pub(super) texts: Vec<usize>,
    pub(super) words: Vec<String>,
    pub(super) names: Vec<String>,
}

/// The manifest, as `search.js` reads it.
#[derive(Serialize)]
struct Manifest<'a> {
    version: String,
    count: usize,
    kinds: &'a [(String, String)],
    texts: &'a [usize],
    words: &'a [String],
    names: &'a [String],
    /// Traditional forms, each before its simplified one.
    hant: String,
}

/// Writes the manifest; `hanzi` are all that occur, sorted.
pub(super) fn manifest(
    facets: &Facets,
    bounds: &Bounds,
    hanzi: &[char],
    version: String,
) -> Shard<'static> {
    let manifest = Manifest {
        version,
        count: bounds.count,
        kinds: &facets.kinds,
        texts: &bounds.texts,
        words: &bounds.words,
        names: &bounds.names,
        hant: fold::traditional(|c| hanzi.binary_search(&c).is_ok()),
    };
    Shard::of("index", json(&manifest))
}

/// Appends a text as JSON has it (RFC 8259 §7): most say nothing that must be said otherwise there.
pub(super) fn push_json(json: &mut String, text: &str) {
    let is_plain =
        |plain: bool, byte: u8| plain & (byte >= b' ') & (byte != b'"') & (byte != b'\\');
    if text.bytes().fold(true, is_plain) {
        json.extend(["\"", text, "\""]);
    } else {
        json.push_str(&serde_json::to_string(text).unwrap_or_default());
    }
}

/// Writes plain data, which cannot fail, as JSON.
pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
