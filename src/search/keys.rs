//! The names of one document, as they may be typed.
//!
//! Takes a document; gives what a shard holds of its names, and how their words begin, by which a shard is found. A name
//! stands in many shards, so that only what the keys are made of is written: `search.js` makes them when it reads a shard.
//! A name begins with a digit, and a sign that no query holds parts it from the next:
//!
//! | name | stands for these keys |
//! |---|---|
//! | `0jd com` | the title, and without spaces where it has few words; `0` alone: the title in lower case |
//! | `1jd mall` | another name, in the same way; `1` alone: the last part of the address |
//! | `2zhong,chong qing` | a Chinese name in pinyin by every reading, without spaces; its initials; the ends of the usual reading |

use super::Document;
use super::fold::fold;
use crate::text::{has_han, is_han, pinyin};

/// Parts the names of a document, and the beginnings of their words.
pub(super) const PARTED: char = '|';
/// Letters by which a shard is found, and that are held against a word with a letter wrong; `search.js` compares one fewer.
pub(super) const LETTERS: usize = 7;
/// Readings of one name that are held, where its hanzi have several.
const READINGS: usize = 8;
/// Words of a name that is also held without spaces (`livecommerce`).
const JOINED: usize = 3;

/// The names of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// As a shard holds them.
    pub(super) written: String,
    /// How the words of keys begin, and letters after hanzi: each [`PARTED`] from the next, some of them twice.
    words: String,
    /// How keys go on from a hanzi inside a word, in the same way.
    inside: String,
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

impl Names {
    /// Reads the names of a document; `folded` is each of [`written`], folded.
    pub(super) fn of<'a>(document: &Document, folded: impl Iterator<Item = &'a str>) -> Self {
        let mut names = Self::default();
        let mut known: Vec<String> = Vec::new();
        let (title, address) = (document.title.to_ascii_lowercase(), last_part(&document.href));
        for (at, name) in folded.enumerate() {
            let words = words(name);
            if words.is_empty() || known.contains(&words) {
                continue;
            }
            let (sort, is_implied) =
                if at == 0 { ('0', words == title) } else { ('1', words == address) };
            names.write(sort, if is_implied { "" } else { &words });
            names.begin(&words);
            names.begin(&joined(&words));
            known.push(words);
        }
        names.read(document);
        names
    }

    /// Lists how the words of the keys begin.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.split_terminator(PARTED)
    }

    /// Lists how the keys go on from a hanzi inside a word.
    pub(super) fn inside(&self) -> impl Iterator<Item = &str> {
        self.inside.split_terminator(PARTED)
    }

    fn write(&mut self, sort: char, name: &str) {
        if !self.written.is_empty() {
            self.written.push(PARTED);
        }
        self.written.push(sort);
        self.written.push_str(name);
    }

    /// Adds where a match may begin in a key: at each word and each hanzi, and after one.
    fn begin(&mut self, key: &str) {
        for word in key.split(' ').filter(|word| !word.is_empty()) {
            push(&mut self.words, word);
            if word.is_ascii() {
                continue;
            }
            let mut after_han = false;
            for (at, c) in word.char_indices() {
                if at > 0 && is_han(c) {
                    push(&mut self.inside, &word[at..]);
                } else if after_han {
                    push(&mut self.words, &word[at..]);
                }
                after_han = is_han(c);
            }
        }
    }

    /// Adds the pinyin that an author gave, and the readings of the Chinese names.
    fn read(&mut self, document: &Document) {
        let mut known: Vec<String> = Vec::new();
        for name in written(document).filter(|name| has_han(name)) {
            let options = pinyin::all_readings(name);
            let syllables: Vec<String> = options.iter().map(|options| options.join(",")).collect();
            let syllables = syllables.join(" ");
            if !syllables.is_empty() && !known.contains(&syllables) {
                self.write('2', &syllables);
                self.begin_readings(&options);
                known.push(syllables);
            }
        }
        if let Some(pinyin) = &document.pinyin {
            let key = joined(&words(&fold(&pinyin::plain(pinyin))));
            if !key.is_empty() && !known.iter().any(|syllables| syllables.replace(' ', "") == key) {
                self.write('2', &key);
                self.begin_spelt(&key);
            }
        }
    }

    /// Adds how the readings of a name begin, their initials, and the ends of the usual one.
    fn begin_readings(&mut self, options: &[Vec<String>]) {
        let readings = combined(options);
        for reading in &readings {
            self.begin_spelt(&reading.whole);
        }
        for reading in readings.iter().filter(|_| options.len() > 1) {
            push(&mut self.words, &reading.initials);
        }
        let mut end = readings[0].whole.as_str();
        for syllable in options {
            end = &end[syllable[0].len()..];
            push(&mut self.words, end);
        }
    }

    /// Adds how pinyin begins, with `u` for `ü` as with `v`.
    fn begin_spelt(&mut self, pinyin: &str) {
        self.begin(pinyin);
        if pinyin.contains('v') {
            self.begin(&pinyin.replace('v', "u"));
        }
    }
}

/// Adds how a word begins, unless that was added last.
fn push(beginnings: &mut String, word: &str) {
    let beginning = beginning(word, LETTERS);
    let before = beginnings.strip_suffix(PARTED).unwrap_or_default();
    let is_new = before
        .strip_suffix(beginning)
        .is_none_or(|rest| !(rest.is_empty() || rest.ends_with(PARTED)));
    if is_new && !beginning.is_empty() {
        beginnings.push_str(beginning);
        beginnings.push(PARTED);
    }
}

/// One way to read a name.
#[derive(Clone, Default)]
struct Reading {
    whole: String,
    initials: String,
}

/// Combines the readings of each hanzi into readings of the whole, the usual one first, at most [`READINGS`].
fn combined(syllables: &[Vec<String>]) -> Vec<Reading> {
    let mut readings = vec![Reading::default()];
    for options in syllables {
        let starts = readings.len();
        let all = READINGS.min(starts * options.len());
        while readings.len() < all {
            readings.extend_from_within(..starts.min(all - readings.len()));
        }
        for (at, reading) in readings.iter_mut().enumerate() {
            let option = &options[at / starts];
            reading.whole.push_str(option);
            reading.initials.extend(option.chars().next());
        }
    }
    readings
}

/// Parts folded text into its words, by single spaces.
fn words(folded: &str) -> String {
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

/// Returns the words of the last part of an address.
fn last_part(href: &str) -> String {
    let part = href.rsplit('/').next().unwrap_or_default();
    part.strip_suffix(".html").unwrap_or(part).replace('-', " ")
}

/// Returns the first `count` characters of a word.
pub(super) fn beginning(word: &str, count: usize) -> &str {
    if word.len() <= count {
        return word;
    }
    if word.as_bytes()[..count].is_ascii() {
        return &word[..count];
    }
    word.char_indices().nth(count).map_or(word, |(end, _)| &word[..end])
}
