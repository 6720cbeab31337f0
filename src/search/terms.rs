//! What one document gives to the index.
//!
//! Takes a [`Document`]; gives its terms with where they stand, its names as they may be typed, and what a result
//! shows of it. Knows no other document, so that a caller keeps what did not change.

use super::fold::fold;
use super::keys::{Names, written};
use super::lexicon::{Lexicon, hash};
use super::record::push_json;
use super::token::terms;
use super::{Document, Field, Section};
use crate::value::MONTHS;

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
    words: Box<str>,
    terms: Box<[Term]>,
    /// The rest of what a result shows, and the passages, as JSON without the outer brackets.
    pub(super) record: Box<str>,
}

/// A term of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// As a [`Lexicon`] knows it.
    pub(super) hash: u32,
    length: u8,
    /// See [`weight`].
    pub(super) weight: u8,
}

impl DocumentTerms {
    /// Returns the address of the document.
    #[must_use]
    pub fn href(&self) -> &str {
        &self.href
    }

    /// Lists the terms with their texts.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, Term)> {
        let mut rest = &*self.words;
        self.terms.iter().map(move |&term| {
            let (text, after) = rest.split_at(usize::from(term.length));
            rest = after;
            (text, term)
        })
    }
}

/// Reads the terms of one document.
#[must_use]
pub fn terms_of(document: &Document) -> DocumentTerms {
    let dates = spelled(document);
    let texts = folded(document, &dates);
    let (words, terms) = weighed(&texts);
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
        terms,
        record: record(document, &dates).into(),
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

/// Lists the terms of all texts, each once where it first stands.
fn weighed(texts: &[(u8, String)]) -> (Box<str>, Box<[Term]>) {
    let room = texts.iter().map(|(_, text)| text.len()).sum::<usize>() / BYTES_EACH;
    let mut lexicon = Lexicon::with_room(room);
    let mut found: Vec<(Term, usize)> = Vec::with_capacity(room);
    for (level, text) in texts {
        terms(text, |text| {
            let hash = hash(text);
            match found.get_mut(lexicon.number(hash, text)) {
                Some((term, count)) => {
                    term.weight = term.weight.max(*level);
                    *count += 1;
                }
                // A term is short, however long its word: see `token`.
                None => found.push((Term { hash, length: text.len() as u8, weight: *level }, 1)),
            }
        });
    }
    let weighed =
        |&(term, count): &(Term, usize)| Term { weight: weight(term.weight, count), ..term };
    // Copied, so that the room for all of them is free for the next document.
    (lexicon.texts().into(), found.iter().map(weighed).collect())
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

/// Writes what a result shows besides title, kind and address, as JSON: names, summary, key line, dates and passages.
fn record(document: &Document, dates: &str) -> String {
    let others = written(document).filter(|&name| name != document.title);
    let names = others.collect::<Vec<_>>().join(" · ");
    let sections = document.sections.iter();
    let mut json = String::with_capacity(sections.map(|section| section.text.len() + 64).sum());
    for text in [&names, &document.summary, &document.key_line, dates] {
        push_json(&mut json, text);
        json.push(',');
    }
    let passage = |section: &&Section| !section.text.is_empty() || !section.heading.is_empty();
    for (at, section) in document.sections.iter().filter(passage).enumerate() {
        json.push_str(if at == 0 { "[[" } else { ",[" });
        push_json(&mut json, &section.id);
        json.push(',');
        push_json(&mut json, &section.heading);
        json.extend([',', char::from(b'0' + level(section.field)), ',']);
        push_json(&mut json, &section.text);
        json.push(']');
    }
    json.push_str(if json.ends_with(',') { "[]" } else { "]" });
    json
}
