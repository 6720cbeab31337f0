//! A report as SARIF, which code hosts and editors read.
//!
//! Takes diagnostics and the texts they point into; gives one JSON document. Never sums anything up.

use super::positions::{Positions, Region, TextOf, Texts};
use super::{Code, Diagnostic, Severity, explain};
use crate::span::Place;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What stays as it is in the path of a URI (RFC 3986, `pchar` and `/`).
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Writes `report` as one SARIF document, with a rule for each code that occurs in it.
///
/// # Source
/// OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; columns count
/// characters (`unicodeCodePoints`, §3.14.17), paths are from the root of the site (`ROOT`).
#[must_use]
pub fn sarif(report: &[Diagnostic], text_of: &TextOf<'_>) -> String {
    let texts = Texts::of(report, text_of);
    let positions = texts.positions();
    let codes: BTreeSet<Code> = report.iter().map(|diagnostic| diagnostic.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let results: Vec<Value> =
        report.iter().map(|diagnostic| result(diagnostic, &codes, &positions)).collect();
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": codes.iter().map(|&code| rule(code)).collect::<Vec<_>>(),
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "ROOT": { "description": { "text": "The root of the site." } } },
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// Describes a code.
fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.summary() },
        "help": { "text": explain(code), "markdown": explain(code) },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

/// Describes one problem.
fn result(diagnostic: &Diagnostic, codes: &[Code], positions: &Positions<'_>) -> Value {
    let mut text = diagnostic.message.clone();
    for words in std::iter::once(&diagnostic.label).chain(&diagnostic.help) {
        if !words.is_empty() {
            text.push('\n');
            text.push_str(words);
        }
    }
    let others = diagnostic.related.iter().map(|other| {
        let mut location = location(&other.place, positions);
        location["message"] = json!({ "text": other.label });
        location
    });
    json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or_default(),
        "level": level(diagnostic.severity),
        "message": { "text": text },
        "locations": [location(&diagnostic.place, positions)],
        "relatedLocations": others.collect::<Vec<_>>(),
    })
}

/// Describes a place; one that is in no text has no region.
fn location(place: &Place, positions: &Positions<'_>) -> Value {
    let uri = utf8_percent_encode(&place.path, PATH).to_string();
    let mut physical = json!({ "artifactLocation": { "uri": uri, "uriBaseId": "ROOT" } });
    if let Some(Region { start, end }) = positions.region(place) {
        physical["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    json!({ "physicalLocation": physical })
}

/// Names a severity as SARIF does.
const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}
