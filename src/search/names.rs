//! Names in shards, for the quick switcher.
//!
//! Takes the names of all documents; gives the shards that hold them. A base of some hundred notes has one shard; a larger
//! one is cut by the first letters of the keys, and a name stands in each shard that one of its words begins in. A word with
//! a letter wrong is then in no shard that it leads to, so one more file lists how the words of names begin, wherever they
//! stand.

use super::keys::{LETTERS, beginning};
use super::terms::DocumentTerms;
use super::{Shard, in_scripts};
use foldhash::fast::RandomState;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Bytes of JSON that one shard may hold where it holds all names: some 35 KB compressed.
const ALONE: usize = 72 << 10;
/// Bytes of JSON in a shard of names, where there are several.
const NAMES: usize = 18 << 10;
/// Bytes of the names that begin alike to the last letter: no more is read of them, which is what two shards hold.
const READ: usize = 2 * NAMES;
/// Names that are too many to be read for the letters that they share: more than two shards hold.
const MANY: usize = 150;
/// The best known of them that are listed.
const KNOWN: usize = 40;

/// How words begin, and the numbers of the documents with such a name, sorted.
struct Beginning<'a> {
    text: &'a str,
    /// The first eight bytes in the order in which scripts compare texts, which tells nearly all apart at once.
    rank: u64,
    numbers: Vec<usize>,
    /// Whether a word of a name begins so, and no more than the rest of one.
    is_word: bool,
}

/// Writes each document's names as a shard holds them; `heads` are those of their texts.
pub(super) fn lines(documents: &[&DocumentTerms], heads: &[String]) -> Vec<String> {
    let numbered = heads.iter().zip(documents).enumerate();
    // Names are letters, digits and signs that mean nothing to JSON.
    let line = |(number, (head, document)): (usize, (&String, &&DocumentTerms))| {
        format!("{head},{number},\"{}\"]", document.names.written)
    };
    numbered.map(line).collect()
}

/// Puts the names together; returns their shards, and the first beginning of each.
pub(super) fn shards<'a>(
    documents: &[&DocumentTerms],
    lines: &'a [String],
) -> (Vec<Shard<'a>>, Vec<String>) {
    if lines.iter().map(String::len).sum::<usize>() <= ALONE {
        return (vec![shard(0, lines.iter())], vec![String::new()]);
    }
    let beginnings = beginnings(documents);
    let spellings = spellings(&beginnings);
    let runs = runs(&with_best_known(beginnings), lines);
    let firsts = runs.iter().map(|run| run.first.clone()).collect();
    let shards = runs.iter().enumerate();
    let shards =
        shards.map(|(number, run)| shard(number, run.held.iter().map(|&line| &lines[line])));
    (shards.chain([spellings]).collect(), firsts)
}

/// Gathers how the words of all names begin, each beginning once; in the order in which scripts compare them (UTF-16).
fn beginnings<'a>(documents: &[&'a DocumentTerms]) -> Vec<Beginning<'a>> {
    let mut places: HashMap<&str, usize, RandomState> = HashMap::default();
    let mut all: Vec<Beginning<'a>> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let words = document.names.words().map(|text| (text, true));
        for (text, is_word) in words.chain(document.names.inside().map(|text| (text, false))) {
            let place = *places.entry(text).or_insert_with(|| {
                all.push(Beginning::of(text));
                all.len() - 1
            });
            let one = &mut all[place];
            one.is_word |= is_word;
            if one.numbers.last() != Some(&number) {
                one.numbers.push(number);
            }
        }
    }
    all.sort_unstable_by(Beginning::in_order);
    all
}

impl<'a> Beginning<'a> {
    fn of(text: &'a str) -> Self {
        let mut bytes = [0; 8];
        // What needs two units comes before U+E000, whose first byte is 0xEE: these bytes change places.
        for (to, byte) in bytes.iter_mut().zip(text.bytes()) {
            *to = match byte {
                0xEE..=0xEF => byte + 5,
                0xF0..=0xF4 => byte - 2,
                byte => byte,
            };
        }
        Self { text, rank: u64::from_be_bytes(bytes), numbers: Vec::new(), is_word: false }
    }

    fn in_order(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank).then_with(|| in_scripts(self.text, other.text))
    }
}

/// Writes how the words of names begin, by lines: words as they are typed, and letters after hanzi. Numbers are left out,
/// since another number is no mistake.
fn spellings(beginnings: &[Beginning<'_>]) -> Shard<'static> {
    let words = beginnings.iter().filter(|one| one.is_word).map(|one| one.text);
    let words = words.filter(|word| !word.chars().all(char::is_numeric));
    let lines = words.flat_map(|word| ["\n", word]).chain(["\n"]);
    Shard::of("spellings", lines.collect::<String>().into_bytes())
}

/// Puts before them the best known of the many names that share a few letters, as if these letters were a name of theirs:
/// they then stand where a reader looks who has typed no more.
fn with_best_known(beginnings: Vec<Beginning<'_>>) -> Vec<Beginning<'_>> {
    let mut all = Vec::new();
    for letters in 1..=LETTERS {
        let alike =
            beginnings.chunk_by(|a, b| beginning(a.text, letters) == beginning(b.text, letters));
        for many in
            alike.filter(|names| names.iter().map(|one| one.numbers.len()).sum::<usize>() > MANY)
        {
            let mut numbers: Vec<usize> =
                many.iter().flat_map(|one| one.numbers.iter().take(KNOWN)).copied().collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers.truncate(KNOWN);
            all.push(Beginning { numbers, ..Beginning::of(beginning(many[0].text, letters)) });
        }
    }
    all.extend(beginnings);
    // A stable sort: of beginnings that are alike, the best known stay before all.
    all.sort_by(Beginning::in_order);
    all
}

/// A shard to be.
struct Run {
    /// How its first name begins; with a space, where that is not the first name that begins so.
    first: String,
    /// Numbers of the names.
    held: Vec<usize>,
}

/// Cuts names in the order of their beginnings into runs; a run holds a name once.
fn runs(beginnings: &[Beginning<'_>], lines: &[String]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    // The number of runs when a name was last taken.
    let mut taken = vec![0; lines.len()];
    let (mut room, mut before) = (0, "");
    for one in beginnings {
        let mut read = READ;
        for &number in &one.numbers {
            if read == 0 {
                break;
            }
            let size = lines[number].len();
            read = read.saturating_sub(size);
            if room == 0 {
                let first = one.text.to_owned() + if before == one.text { " " } else { "" };
                runs.push(Run { first, held: Vec::new() });
                room = NAMES;
            }
            before = one.text;
            if taken[number] < runs.len() {
                taken[number] = runs.len();
                runs[taken[number] - 1].held.push(number);
                room = room.saturating_sub(size);
            }
        }
    }
    runs
}

/// Joins lines into a shard.
fn shard<'a>(number: usize, lines: impl Iterator<Item = &'a String>) -> Shard<'a> {
    Shard::list(format!("n{number}"), lines.map(|line| [line.as_str()]))
}
