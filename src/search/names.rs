//! Names as they may be typed, for the quick switcher.
//!
//! Takes a document's names; gives keys (words, hanzi, pinyin by every reading, initials) and the shards that
//! hold them. A base of some hundred notes has one shard; a larger one is cut by the first letters of the keys,
//! and a name stands in each shard that one of its words begins in. A word with a letter wrong is then in no shard that
//! it leads to, so one more file lists how the words of names begin, wherever they stand.

use super::fold::fold;
use super::record::{Facets, json};
use super::terms::DocumentTerms;
use super::{Document, Shard, cut, in_scripts};
use crate::parallel;
use crate::text::{has_han, is_han, pinyin};
use foldhash::fast::RandomState;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashSet};

/// Bytes of JSON that one shard may hold where it holds all names: some 50 KB compressed.
const ALONE: usize = 160 << 10;
/// Bytes of JSON in a shard of names, where there are several.
const NAMES: usize = 32 << 10;
/// Letters by which a shard is found, and that are held against a word with a letter wrong; `search.js` compares one fewer.
const LETTERS: usize = 7;
/// Names that are too many to be read for the letters that they share: more than two shards hold.
const MANY: usize = 150;
/// The best known of them that are listed.
const KNOWN: usize = 40;
/// Readings of one name that are held, where its hanzi have several.
const READINGS: usize = 8;
/// Words of a name that is also held without spaces (`livecommerce`).
const JOINED: usize = 3;

/// What a key is, which tells how good a hit is: the digit before it.
#[derive(Clone, Copy)]
enum Sort {
    Title,
    Name,
    Pinyin,
    Initials,
    /// The end of a name in pinyin, from some syllable on.
    Ending,
}

/// Lists the names of a document as written: title, Chinese names, pinyin, further names.
pub(super) fn written(document: &Document) -> impl Iterator<Item = &str> {
    let own = [
        Some(&document.title),
        document.zh.as_ref(),
        document.zh_hant.as_ref(),
        document.pinyin.as_ref(),
    ];
    own.into_iter().flatten().chain(&document.names).map(String::as_str)
}

/// Lists the keys of a document: a digit for its sort, then words parted by single spaces. Each key stands once, as
/// the best that it is.
pub(super) fn keys(document: &Document) -> Vec<String> {
    let mut keys = Keys::default();
    for (at, name) in written(document).enumerate() {
        let sort = if at == 0 { Sort::Title } else { Sort::Name };
        let words = words(name);
        keys.add(sort, &words);
        keys.add(sort, &joined(&words));
    }
    if let Some(pinyin) = &document.pinyin {
        for form in pinyin::plain_forms(pinyin) {
            keys.add(Sort::Pinyin, &joined(&words(&form)));
        }
    }
    for name in written(document).filter(|name| has_han(name)) {
        read(name, &mut keys);
    }
    keys.all
}

#[derive(Default)]
struct Keys {
    seen: BTreeSet<String>,
    all: Vec<String>,
}

impl Keys {
    fn add(&mut self, sort: Sort, key: &str) {
        if !key.is_empty() && !self.seen.contains(key) {
            self.seen.insert(key.to_owned());
            self.all.push(format!("{}{key}", sort as u8));
        }
    }
}

/// Adds the readings of a Chinese name, their initials, and the ends of the usual one.
fn read(name: &str, keys: &mut Keys) {
    let options = pinyin::all_readings(name);
    let readings = combined(&options);
    for syllables in &readings {
        for form in pinyin::plain_forms(&syllables.concat()) {
            keys.add(Sort::Pinyin, &form);
        }
    }
    for syllables in readings.iter().filter(|syllables| syllables.len() > 1) {
        let initials: String =
            syllables.iter().filter_map(|syllable| syllable.chars().next()).collect();
        keys.add(Sort::Initials, &initials);
    }
    for from in 1..readings.first().map_or(0, |usual| usual.len()) {
        keys.add(Sort::Ending, &readings[0][from..].concat());
    }
}

/// Combines the readings of each hanzi into readings of the whole, the usual one first, at most [`READINGS`].
fn combined(readings: &[Vec<String>]) -> Vec<Vec<&str>> {
    let mut whole: Vec<Vec<&str>> = vec![Vec::new()];
    for options in readings {
        let longer = options.iter().flat_map(|option| {
            whole.iter().map(|start| start.iter().copied().chain([&**option]).collect::<Vec<_>>())
        });
        whole = longer.take(READINGS).collect();
    }
    whole
}

/// Folds a name to its words, parted by single spaces.
fn words(name: &str) -> String {
    let folded = fold(name);
    let mut words = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// Makes one word of the few of a short name; a long one nobody types so.
fn joined(words: &str) -> String {
    if words.split(' ').count() > JOINED { String::new() } else { words.replace(' ', "") }
}

/// Writes a name as a shard holds it: number, title, Chinese name, kind, address, keys by lines.
fn line(number: usize, document: &DocumentTerms, facets: &Facets) -> String {
    let DocumentTerms { title, zh, href, keys, .. } = document;
    let bytes = json(&(number, title, zh, facets.kind(document), href, keys.join("\n")));
    String::from_utf8(bytes).unwrap_or_default()
}

/// Writes each document's names as a shard holds them.
pub(super) fn lines(documents: &[&DocumentTerms], facets: &Facets) -> Vec<String> {
    let numbers: Vec<usize> = (0..documents.len()).collect();
    parallel::map(&numbers, |&number| line(number, documents[number], facets))
}

/// Puts the names together; returns their shards, and the first key of each.
pub(super) fn shards<'a>(
    documents: &[&DocumentTerms],
    lines: &'a [String],
) -> (Vec<Shard<'a>>, Vec<String>) {
    if lines.iter().map(String::len).sum::<usize>() <= ALONE {
        return (vec![shard(0, lines.iter())], vec![String::new()]);
    }
    let (runs, spellings) = parallel::both(|| split(documents, lines), || spellings(documents));
    let firsts = runs.iter().map(|run| run[0].0.to_owned()).collect();
    let shards = runs.iter().enumerate().map(|(number, run)| {
        let mut held: Vec<usize> = run.iter().map(|(_, line)| *line).collect();
        held.sort_unstable();
        held.dedup();
        shard(number, held.into_iter().map(|line| &lines[line]))
    });
    (shards.chain([spellings]).collect(), firsts)
}

/// Writes how the words of names begin, each beginning once, by lines: words as they are typed, and letters after
/// hanzi. Numbers are left out, since another number is no mistake.
fn spellings(documents: &[&DocumentTerms]) -> Shard<'static> {
    let keys = documents.iter().flat_map(|document| &document.keys);
    let words = keys.flat_map(|key| {
        key[1..].split(' ').chain(starts(key).filter(|start| !start.starts_with(is_han)))
    });
    let words = words.filter(|word| !word.chars().all(char::is_numeric));
    // Most begin as others do: they are told apart before they are put in order.
    let beginnings: HashSet<&str, RandomState> =
        words.map(|word| beginning(word, LETTERS)).collect();
    let mut beginnings: Vec<&str> = beginnings.into_iter().collect();
    beginnings.sort_unstable();
    let lines = beginnings.into_iter().flat_map(|beginning| ["\n", beginning]).chain(["\n"]);
    Shard::of("spellings", lines.collect::<String>().into_bytes())
}

/// Returns the first `count` characters of a word.
fn beginning(word: &str, count: usize) -> &str {
    if word.len() <= count {
        return word;
    }
    if word.as_bytes()[..count].is_ascii() {
        return &word[..count];
    }
    word.char_indices().nth(count).map_or(word, |(end, _)| &word[..end])
}

/// Cuts all beginnings of all keys, in the order in which scripts compare them (UTF-16), into runs.
fn split<'a>(documents: &[&'a DocumentTerms], lines: &[String]) -> Vec<Vec<(&'a str, usize)>> {
    let mut beginnings: Vec<Beginning<'_>> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let starts = document.keys.iter().flat_map(|key| starts(key));
        beginnings.extend(starts.map(|start| Beginning::of(beginning(start, LETTERS), number)));
    }
    beginnings.sort_unstable();
    beginnings.dedup();
    let all: Vec<(&str, usize)> = beginnings.iter().map(|one| (one.text, one.number)).collect();
    beginnings
        .extend(best_known(&all).into_iter().map(|(text, number)| Beginning::of(text, number)));
    beginnings.sort();
    beginnings.dedup();
    let all = beginnings.into_iter().map(|one| (one.text, one.number)).collect();
    cut(all, NAMES, |(_, line)| lines[*line].len())
}

/// How a word of a name begins, and the number of the document; in the order in which scripts compare them (UTF-16).
#[derive(Clone, Copy, PartialEq, Eq)]
struct Beginning<'a> {
    /// The first eight bytes in that order, which tells nearly all apart at once.
    rank: u64,
    text: &'a str,
    number: usize,
}

impl<'a> Beginning<'a> {
    fn of(text: &'a str, number: usize) -> Self {
        let mut bytes = [0; 8];
        // What needs two units comes before U+E000, whose first byte is 0xEE: these bytes change places.
        for (to, byte) in bytes.iter_mut().zip(text.bytes()) {
            *to = match byte {
                0xEE..=0xEF => byte + 5,
                0xF0..=0xF4 => byte - 2,
                byte => byte,
            };
        }
        Self { rank: u64::from_be_bytes(bytes), text, number }
    }
}

impl Ord for Beginning<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_text = || in_scripts(self.text, other.text);
        self.rank.cmp(&other.rank).then_with(by_text).then(self.number.cmp(&other.number))
    }
}

impl PartialOrd for Beginning<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Lists the best known of the many names that share a few letters, as if these letters were a name of theirs: they
/// then stand where a reader looks who has typed no more.
fn best_known<'a>(beginnings: &[(&'a str, usize)]) -> Vec<(&'a str, usize)> {
    let mut known = Vec::new();
    for letters in 1..=LETTERS {
        let alike = beginnings.chunk_by(|a, b| beginning(a.0, letters) == beginning(b.0, letters));
        for many in alike.filter(|names| names.len() > MANY) {
            let numbers: BTreeSet<usize> = many.iter().map(|(_, number)| *number).collect();
            let start = beginning(many[0].0, letters);
            known.extend(numbers.into_iter().take(KNOWN).map(|number| (start, number)));
        }
    }
    known
}

/// Lists where a match may begin in a key: at each word and each hanzi, and after one.
fn starts(key: &str) -> impl Iterator<Item = &str> {
    key[1..].split(' ').flat_map(|word| {
        let before = std::iter::once(true).chain(word.chars().map(is_han));
        let places = word.char_indices().zip(before);
        places.filter(|&((_, c), open)| open || is_han(c)).map(|((at, _), _)| &word[at..])
    })
}

/// Joins lines into a shard.
fn shard<'a>(number: usize, lines: impl Iterator<Item = &'a String>) -> Shard<'a> {
    Shard::list(format!("n{number}"), lines.map(|line| [line.as_str()]))
}
