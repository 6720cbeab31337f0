//! Sources as CSL-JSON.
//!
//! Takes references; gives items. Names are literal: which part of a Chinese or an English name is the family's, the notes
//! do not say.

use super::reference::Reference;
use crate::value::{Date, Day, Precision};
use serde_json::{Value, json};

/// Describes one source.
///
/// # Source
/// Citation Style Language 1.0.2, `csl-data.json`.
pub(super) fn item(reference: &Reference<'_>) -> Value {
    let mut item = json!({
        "id": reference.key,
        "type": sort(reference),
        "title": reference.title,
    });
    let authors: Vec<Value> =
        reference.authors.iter().map(|name| json!({"literal": name})).collect();
    let parts = [
        ("author", (!authors.is_empty()).then_some(Value::Array(authors))),
        ("container-title", reference.publisher.as_ref().map(|publisher| json!(publisher))),
        ("publisher", reference.publisher.as_ref().map(|publisher| json!(publisher))),
        ("issued", reference.issued.map(date)),
        ("accessed", reference.accessed.map(date)),
        ("URL", reference.url.or(reference.archived).map(|url| json!(url))),
        ("archive_location", reference.archived.map(|url| json!(url))),
        ("language", reference.language.as_ref().map(|language| json!(language))),
        ("genre", (!reference.medium.is_empty()).then(|| json!(reference.medium))),
        ("abstract", reference.summary.as_ref().map(|summary| json!(summary))),
    ];
    for (name, part) in parts {
        if let Some(part) = part {
            item[name] = part;
        }
    }
    item
}

/// Names the type of an item: by the sort of text, else by what the kind is in schema.org's terms.
fn sort(reference: &Reference<'_>) -> &'static str {
    match (reference.medium.as_str(), reference.schema_org) {
        ("news", _) => "article-newspaper",
        ("filing" | "research", _) => "report",
        ("regulator", _) => "legislation",
        ("statistics", _) => "dataset",
        ("blog", _) => "post-weblog",
        ("book", _) => "book",
        ("press release", _) => "document",
        (_, "NewsArticle") => "article-newspaper",
        (_, "ScholarlyArticle") => "article-journal",
        (_, "Report") => "report",
        (_, "Legislation") => "legislation",
        (_, "Dataset") => "dataset",
        (_, "BlogPosting") => "post-weblog",
        (_, "Book") => "book",
        (_, "WebPage") => "webpage",
        _ => "document",
    }
}

/// Writes a date as precise as it is; one that is open at an end stands in words.
fn date(date: &Date) -> Value {
    let (Some(first), Some(last)) = (date.earliest(), date.latest()) else {
        return json!({"literal": date.in_english()});
    };
    let parts = match date.precision() {
        Precision::Year => vec![json!([first.year()])],
        Precision::Month => vec![json!([first.year(), first.month()])],
        Precision::Day => vec![day(first)],
        Precision::Half | Precision::Quarter => {
            vec![json!([first.year(), first.month()]), json!([last.year(), last.month()])]
        }
        Precision::Interval => vec![day(first), day(last)],
    };
    let mut written = json!({"date-parts": parts});
    if date.is_approximate() {
        written["circa"] = json!(true);
    }
    written
}

fn day(day: Day) -> Value {
    json!([day.year(), day.month(), day.day()])
}
