//! What a link shows before it is followed.
//!
//! Takes the notes; gives script files, sharded by address, that work from disk. Never holds more of a note than its card.

use crate::data::script_safe;
use crate::knowledge::Knowledge;
use crate::output::{Body, Output};
use crate::parallel;
use crate::view::Maker;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Notes in one shard, about: a shard is then some 20 kB.
const PER_SHARD: usize = 60;

/// Bytes of prose that stand in for a summary, about.
const WORDS: usize = 160;

/// A card, in the short names that `core.js` knows, in order of these.
#[derive(Serialize)]
struct Card<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    d: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    f: Vec<(String, String)>,
    #[serde(skip_serializing_if = "str::is_empty")]
    k: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    s: Cow<'c, str>,
    t: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    z: &'c str,
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
        let cards: BTreeMap<&str, Card<'_>> =
            ids.iter().map(|&id| (maker.plan.notes[id].as_str(), card(maker, id))).collect();
        let json = script_safe(serde_json::to_string(&cards).unwrap_or_default());
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

fn card<'m>(maker: &'m Maker<'_>, id: usize) -> Card<'m> {
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
    let summary = note.summary.as_ref();
    Card {
        d: note.checked.as_ref().map(|checked| checked.value.in_english()),
        f: figures.collect(),
        k: kind.map_or("", |kind| kind.label_one.as_str()),
        s: summary.map_or_else(|| first_words(maker, id), |summary| (&*summary.value).into()),
        t: &note.title,
        z: note.names.zh.as_ref().map_or("", |zh| zh.value.as_str()),
    }
}

/// Returns how the prose of a note begins, up to a space near [`WORDS`] bytes.
fn first_words<'m>(maker: &'m Maker<'_>, id: usize) -> Cow<'m, str> {
    let passages = maker.prose(id).passages.iter().map(|passage| passage.text.trim());
    let text = passages.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    if text.len() <= WORDS {
        return text.into();
    }
    let end = text.char_indices().map(|(at, _)| at).take_while(|&at| at <= WORDS).last();
    let cut = &text[..end.unwrap_or_default()];
    let space = cut.rfind(' ').filter(|&space| space > WORDS / 2);
    format!("{}…", cut[..space.unwrap_or(cut.len())].trim_end()).into()
}
