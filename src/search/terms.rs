//! What one document gives to the index.
//!
//! Takes a [`Document`]; gives its terms with where they stand, its names as they may be typed, and what a result
//! shows of it. Knows no other document, so that a caller keeps what did not change.

use super::fold::fold;
use super::keys::{Names, written};
use super::token::terms;
use super::{Document, Field, Section};
use crate::value::MONTHS;
use foldhash::fast::RandomState;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Bytes of text that bring one more term, at a guess.
const BYTES_EACH: usize = 12;

/// What one [`Document`] gives to the index: separable, so that a caller keeps it while the document is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentTerms {
    pub(super) href: String,
    pub(super) inbound: usize,
    pub(super) title: String,
    pub(super) zh: String,
    /// Name and label of the kind.
    pub(super) kind: (String, String),
    pub(super) topics: Vec<String>,
    pub(super) years: Vec<u16>,
    /// Names as they may be typed.
    pub(super) names: Names,
    /// All terms, each once, one after the other.
    words: String,
    /// Bytes and [`weight`] of each term.
    weights: Vec<(u8, u8)>,
    /// The rest of what a result shows, and the passages, as JSON without the outer brackets.
    pub(super) record: String,
}

impl DocumentTerms {
    /// Returns the address of the document.
    #[must_use]
    pub fn href(&self) -> &str {
        &self.href
    }

    /// Lists the terms with their weights.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, u8)> {
        let mut rest = self.words.as_str();
        self.weights.iter().map(move |&(length, weight)| {
            let (term, after) = rest.split_at(usize::from(length));
            rest = after;
            (term, weight)
        })
    }
}

/// Reads the terms of one document.
#[must_use]
pub fn terms_of(document: &Document) -> DocumentTerms {
    let dates = spelled(document);
    let texts = folded(document, &dates);
    let (words, weights) = weighed(&texts);
    let names = texts.iter().map(|(_, name)| name.as_str()).take(written(document).count());
    let zh = document.zh.clone().unwrap_or_default();
    DocumentTerms {
        href: document.href.clone(),
        inbound: document.inbound,
        title: document.title.clone(),
        zh: if zh == document.title { String::new() } else { zh },
        kind: (document.kind.clone(), document.kind_label.clone()),
        topics: document.topics.clone(),
        years: years(document),
        names: Names::of(document, names),
        words,
        weights,
        record: record(document, &dates),
    }
}

/// Folds every text of a document, its names first, with how much its words count.
fn folded(document: &Document, dates: &str) -> Vec<(u8, String)> {
    let names = written(document).map(|name| (Field::Name, name));
    let shown = [
        (Field::Caption, &*document.summary),
        (Field::Figure, &document.key_line),
        (Field::Figure, dates),
    ];
    let topics = document.topics.iter().map(|topic| (Field::Body, &**topic));
    let passages = document
        .sections
        .iter()
        .flat_map(|section| [(Field::Heading, &*section.heading), (section.field, &section.text)]);
    let texts = names.chain(shown).chain(topics).chain(passages);
    texts.map(|(field, text)| (level(field), fold(text))).collect()
}

/// Lists the terms of all texts, each once where it first stands, with its length and its [`weight`].
fn weighed(texts: &[(u8, String)]) -> (String, Vec<(u8, u8)>) {
    let room = texts.iter().map(|(_, text)| text.len()).sum::<usize>() / BYTES_EACH;
    let mut places: HashMap<Cow<'_, str>, usize, RandomState> =
        HashMap::with_capacity_and_hasher(room, RandomState::default());
    let mut found: Vec<(u8, u8, usize)> = Vec::with_capacity(room);
    let mut words = String::with_capacity(room * BYTES_EACH / 2);
    for (level, text) in texts {
        terms(text, |term| match places.entry(term) {
            Entry::Occupied(place) => {
                let (_, best, count) = &mut found[*place.get()];
                (*best, *count) = ((*best).max(*level), *count + 1);
            }
            Entry::Vacant(place) => {
                words.push_str(place.key());
                // A term is short, however long its word: see `token`.
                let length = place.key().len() as u8;
                place.insert(found.len());
                found.push((length, *level, 1));
            }
        });
    }
    let weights = found.into_iter().map(|(length, level, count)| (length, weight(level, count)));
    (words, weights.collect())
}

/// How much a field counts, from 0 to 3.
const fn level(field: Field) -> u8 {
    match field {
        Field::Name => 3,
        Field::Heading => 2,
        Field::Figure | Field::Caption => 1,
        Field::Body => 0,
    }
}

/// Packs the best field and the count of a term into four bits.
const fn weight(level: u8, count: usize) -> u8 {
    let often = match count {
        0 | 1 => 0,
        2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    level << 2 | often
}

/// Lists the years of the dates, each once.
fn years(document: &Document) -> Vec<u16> {
    let mut years: Vec<u16> =
        document.dates.iter().filter_map(|date| date.get(..4)?.parse().ok()).collect();
    years.dedup();
    years
}

/// Spells the dates as readers type them, in English and in Chinese.
fn spelled(document: &Document) -> String {
    let spelled = document.dates.iter().filter_map(|date| {
        let mut parts = date.splitn(3, '-');
        let year = parts.next()?;
        let month: usize = parts.next()?.parse().ok()?;
        let name = MONTHS.get(month.checked_sub(1)?)?;
        Some(match parts.next().map(str::parse::<u8>) {
            None => format!("{name} {year} · {year}年{month}月"),
            Some(day) => {
                let day = day.ok()?;
                format!("{day} {name} {year} · {year}年{month}月{day}日 · {date}")
            }
        })
    });
    spelled.collect::<Vec<_>>().join(" · ")
}

/// A passage as a result shows it: id, heading, level, text.
#[derive(Serialize)]
struct Passage<'a>(&'a str, &'a str, u8, &'a str);

/// Writes what a result shows besides title, kind and address: names, summary, key line, dates and passages.
fn record(document: &Document, dates: &str) -> String {
    let others = written(document).filter(|&name| name != document.title);
    let names = others.collect::<Vec<_>>().join(" · ");
    let passage = |section: &Section| !section.text.is_empty() || !section.heading.is_empty();
    let passages: Vec<_> = document
        .sections
        .iter()
        .filter(|section| passage(section))
        .map(|section| Passage(&section.id, &section.heading, level(section.field), &section.text))
        .collect();
    let fields = (names, &document.summary, &document.key_line, dates, passages);
    let json = serde_json::to_string(&fields).unwrap_or_default();
    json.get(1..json.len().saturating_sub(1)).unwrap_or_default().to_owned()
}
