//! What a link shows before it is followed.
//!
//! Takes the notes; gives script files, sharded by address, that work from disk. Never holds more of a note than its card.

use crate::knowledge::Knowledge;
use crate::output::{Body, Output};
use crate::parallel;
use crate::view::Maker;
use serde::Serialize;
use std::collections::BTreeMap;

/// Notes in one shard, about: a shard is then some 20 kB.
const PER_SHARD: usize = 60;

/// Bytes of prose that stand in for a summary, about.
const WORDS: usize = 160;

/// A card, in the short names that `core.js` knows.
#[derive(Serialize)]
struct Card<'c> {
    t: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    z: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    k: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    s: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    f: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    d: Option<String>,
}

/// Returns how many shards there are.
pub(super) const fn count(knowledge: &Knowledge) -> usize {
    knowledge.notes.len().div_ceil(PER_SHARD)
}

/// Writes the shards.
pub(super) fn shards(maker: &Maker<'_>) -> Vec<Output> {
    let count = count(maker.knowledge);
    let mut shards: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (id, address) in maker.plan.notes.iter().enumerate() {
        shards[shard_of(address, count)].push(id);
    }
    let numbered: Vec<(usize, Vec<usize>)> = shards.into_iter().enumerate().collect();
    parallel::map(&numbered, |(number, ids)| {
        let cards: BTreeMap<&str, serde_json::Value> =
            ids.iter().map(|&id| (maker.plan.notes[id].as_str(), card(maker, id))).collect();
        let json = script_json(&cards);
        Output {
            path: format!("data/previews/{number}.js"),
            body: Body::Bytes(format!("zhiku.previews({json});\n").into()),
        }
    })
}

/// The same sum as the script's, over UTF-16 units.
fn shard_of(address: &str, count: usize) -> usize {
    let sum = address
        .encode_utf16()
        .fold(0_u32, |sum, unit| sum.wrapping_mul(31).wrapping_add(u32::from(unit)));
    sum as usize % count.max(1)
}

fn card(maker: &Maker<'_>, id: usize) -> serde_json::Value {
    let note = &maker.knowledge.notes[id];
    let from = maker.plan.notes[id].as_str();
    let kind = maker.knowledge.kind(id);
    let figures = maker.key_figures(from, id).into_iter().take(2).map(|figure| {
        let status = if matches!(figure.status.as_str(), "" | "actual") {
            String::new()
        } else {
            format!(", {}", figure.status_label)
        };
        (figure.label, format!("{} ({}{status})", figure.value, figure.period))
    });
    let summary = note
        .summary
        .as_ref()
        .map_or_else(|| first_words(maker, id), |summary| summary.value.clone());
    let card = Card {
        t: &note.title,
        z: note.names.zh.as_ref().map_or("", |zh| zh.value.as_str()),
        k: kind.map_or("", |kind| kind.label_one.as_str()),
        s: summary,
        f: figures.collect(),
        d: note.checked.as_ref().map(|checked| checked.value.in_english()),
    };
    serde_json::to_value(card).unwrap_or_default()
}

/// Returns how the prose of a note begins, up to a space near [`WORDS`] bytes.
fn first_words(maker: &Maker<'_>, id: usize) -> String {
    let passages = maker.prose(id).passages.iter().map(|passage| passage.text.trim());
    let text = passages.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    if text.len() <= WORDS {
        return text.to_owned();
    }
    let end = text.char_indices().map(|(at, _)| at).take_while(|&at| at <= WORDS).last();
    let cut = &text[..end.unwrap_or_default()];
    let space = cut.rfind(' ').filter(|&space| space > WORDS / 2);
    format!("{}…", cut[..space.unwrap_or(cut.len())].trim_end())
}

/// Writes JSON that is also a script's expression: nothing in it ends a script element or a line.
fn script_json(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut safe = String::with_capacity(json.len() + json.len() / 16);
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}
