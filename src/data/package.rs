//! What the tables mean: `datapackage.json`.
//!
//! Takes the declarations of the tables and the settings; gives a Data Package that Frictionless and others read. The
//! tables are tabular resources; the files in formats of their own are listed beside them as plain ones.

use super::base::Base;
use super::json;
use super::plain::line;
use super::tables::{ALL, Table};
use serde_json::{Value, json as value};

/// Files that are no tables: name, path, media type, what they hold.
const OTHERS: [[&str; 4]; 4] = [
    [
        "notes-json",
        "data/notes.json",
        "application/json",
        "All notes with their names, topics and statements.",
    ],
    [
        "sources-csl",
        "data/sources.csl.json",
        "application/vnd.citationstyles.csl+json",
        "All sources, for reference managers.",
    ],
    ["sources-bibtex", "data/sources.bib", "application/x-bibtex", "All sources, for LaTeX."],
    [
        "events-calendar",
        "events.ics",
        "text/calendar",
        "All events with a date that a calendar can hold.",
    ],
];

/// Writes the description of all data.
///
/// # Source
/// Data Package, Tabular Data Resource and Table Schema, version 1 (specs.frictionlessdata.io).
pub(super) fn files(base: &Base<'_>) -> Vec<(String, Vec<u8>)> {
    let settings = base.settings;
    let mut package = value!({
        "profile": "data-package",
        "name": "base",
        "title": line(&settings.title),
        "resources": ALL.iter().map(tabular).chain(OTHERS.map(plain)).collect::<Vec<_>>(),
    });
    if !settings.description.trim().is_empty() {
        package["description"] = value!(line(&settings.description));
    }
    if let Some(address) = &settings.base_url {
        package["homepage"] = value!(address);
    }
    if !settings.author.trim().is_empty() {
        package["contributors"] = value!([{"title": line(&settings.author), "role": "publisher"}]);
    }
    if let Some(licence) = licence(base) {
        package["licenses"] = value!([licence]);
    }
    vec![("datapackage.json".to_owned(), json(&package))]
}

/// Describes a table.
fn tabular(table: &Table) -> Value {
    let foreign_keys = table.foreign_keys.iter().map(|(field, resource, key)| {
        value!({"fields": field, "reference": {"resource": resource, "fields": key}})
    });
    let mut schema =
        value!({"fields": table.columns, "primaryKey": table.primary_key, "missingValues": [""]});
    if !table.foreign_keys.is_empty() {
        schema["foreignKeys"] = foreign_keys.collect();
    }
    value!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.path(),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn plain([name, path, mediatype, description]: [&str; 4]) -> Value {
    value!({
        "profile": "data-resource",
        "name": name,
        "path": path,
        "description": description,
        "mediatype": mediatype,
        "encoding": "utf-8",
    })
}

/// Describes the licence: by its short name where that is one word, by its address where it is known.
fn licence(base: &Base<'_>) -> Option<Value> {
    let title = line(&base.settings.licence);
    let name = title.replace(' ', "-");
    let named = !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    let path = base.settings.licence_url.as_deref();
    let path = path.filter(|path| crate::value::parse_url(path).is_ok_and(|sound| sound == *path));
    if !named && path.is_none() {
        return None;
    }
    let mut licence = value!({});
    if named {
        licence["name"] = value!(name);
    }
    if !title.is_empty() {
        licence["title"] = value!(title);
    }
    if let Some(path) = path {
        licence["path"] = value!(path);
    }
    Some(licence)
}
