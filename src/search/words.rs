//! Terms, and the documents that have them.
//!
//! Takes documents in order of rank; gives the terms of all, sorted, in shards of like size. A shard is a run of
//! entries: bytes shared with the term before, length and bytes of the rest, length and bytes of the postings; a
//! posting is the step to the next document, times 16, plus its weight. All numbers are LEB128.

use super::terms::DocumentTerms;
use super::{Shard, cut, in_scripts};
use crate::text::is_han;
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// Bytes of a shard before it is packed.
const WORDS: usize = 20 << 10;

/// What the manifest says of the terms.
pub(super) struct Words {
    /// First term of each shard.
    pub(super) firsts: Vec<String>,
    /// All hanzi that occur, sorted.
    pub(super) hanzi: Vec<char>,
}

/// A term and its postings.
struct Entry<'a> {
    term: &'a str,
    postings: Vec<u8>,
    last: usize,
}

/// Turns documents with terms into terms with documents, in shards.
pub(super) fn shards(documents: &[&DocumentTerms]) -> (Vec<Shard<'static>>, Words) {
    let entries = inverted(documents);
    let hanzi = entries.iter().filter_map(|entry| sole_hanzi(entry.term));
    let mut hanzi: Vec<char> = hanzi.collect();
    hanzi.sort_unstable();
    let runs = cut(entries, WORDS, |entry| entry.term.len() + entry.postings.len() + 3);
    let firsts = runs.iter().map(|run| run[0].term.to_owned()).collect();
    let numbered = runs.iter().enumerate();
    let shards = numbered.map(|(number, run)| Shard::of(&format!("t{number}"), written(run)));
    (shards.collect(), Words { firsts, hanzi })
}

/// Gathers the postings of each term; terms in the order in which scripts compare them (UTF-16).
fn inverted<'a>(documents: &[&'a DocumentTerms]) -> Vec<Entry<'a>> {
    let mut numbers: HashMap<&str, usize, RandomState> = HashMap::default();
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for (document, terms) in documents.iter().enumerate() {
        for (term, weight) in terms.words() {
            let number = *numbers.entry(term).or_insert_with(|| {
                entries.push(Entry { term, postings: Vec::new(), last: 0 });
                entries.len() - 1
            });
            let entry = &mut entries[number];
            push(&mut entry.postings, (document - entry.last) << 4 | usize::from(weight));
            entry.last = document;
        }
    }
    entries.sort_unstable_by(|a, b| in_scripts(a.term, b.term));
    entries
}

/// Writes a run of entries, each term after what it shares with the one before.
fn written(run: &[Entry<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before: &[u8] = &[];
    for entry in run {
        let term = entry.term.as_bytes();
        let shared = before.iter().zip(term).take_while(|(a, b)| a == b).count();
        push(&mut bytes, shared);
        push(&mut bytes, term.len() - shared);
        bytes.extend_from_slice(&term[shared..]);
        push(&mut bytes, entry.postings.len());
        bytes.extend_from_slice(&entry.postings);
        before = term;
    }
    bytes
}

/// Appends a number in LEB128.
fn push(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 0x7F {
        bytes.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Returns the hanzi that is the whole of `term`.
fn sole_hanzi(term: &str) -> Option<char> {
    let mut chars = term.chars();
    chars.next().filter(|&c| is_han(c) && chars.next().is_none())
}
