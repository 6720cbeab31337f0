//! Terms, and the documents that have them.
//!
//! Takes documents in order of rank; gives the terms of all, sorted, in shards of like size. A shard is a run of
//! entries: bytes shared with the term before, length and bytes of the rest, length and bytes of the postings; a
//! posting is the step to the next document, times 16, plus its weight. All numbers are LEB128.

use super::lexicon::Lexicon;
use super::terms::DocumentTerms;
use super::{Shard, cut, in_scripts};
use crate::text::is_han;

/// Bytes of a shard before it is packed.
const WORDS: usize = 20 << 10;

/// What the manifest says of the terms.
pub(super) struct Words {
    /// First term of each shard.
    pub(super) firsts: Vec<String>,
    /// All hanzi that occur, sorted.
    pub(super) hanzi: Vec<char>,
}

/// The postings of a term.
#[derive(Default)]
struct Entry {
    postings: Vec<u8>,
    last: usize,
}

/// Turns documents with terms into terms with documents, in shards.
pub(super) fn shards(documents: &[&DocumentTerms]) -> (Vec<Shard<'static>>, Words) {
    let (lexicon, entries) = inverted(documents);
    let mut all: Vec<(&str, Entry)> = entries
        .into_iter()
        .enumerate()
        .map(|(number, entry)| (lexicon.text(number), entry))
        .collect();
    all.sort_unstable_by(|(a, _), (b, _)| in_scripts(a, b));
    let mut hanzi: Vec<char> = all.iter().filter_map(|(term, _)| sole_hanzi(term)).collect();
    hanzi.sort_unstable();
    let runs = cut(all, WORDS, |(term, entry)| term.len() + entry.postings.len() + 3);
    let firsts = runs.iter().map(|run| run[0].0.to_owned()).collect();
    let numbered = runs.iter().enumerate();
    let shards = numbered.map(|(number, run)| Shard::of(&format!("t{number}"), written(run)));
    (shards.collect(), Words { firsts, hanzi })
}

/// Gathers the postings of each term.
fn inverted(documents: &[&DocumentTerms]) -> (Lexicon, Vec<Entry>) {
    let mut lexicon = Lexicon::with_room(0);
    let mut entries: Vec<Entry> = Vec::new();
    for (document, terms) in documents.iter().enumerate() {
        for (text, term) in terms.words() {
            let number = lexicon.number(term.hash, text);
            if number == entries.len() {
                entries.push(Entry::default());
            }
            let entry = &mut entries[number];
            push(&mut entry.postings, (document - entry.last) << 4 | usize::from(term.weight));
            entry.last = document;
        }
    }
    (lexicon, entries)
}

/// Writes a run of entries, each term after what it shares with the one before.
fn written(run: &[(&str, Entry)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before: &[u8] = &[];
    for (term, entry) in run {
        let term = term.as_bytes();
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
