//! Strict readers of the formats: each fails on what its format forbids, though many programs would let it pass.
//!
//! Takes the bytes of a file; gives what it says, or panics with the place. Knows nothing of notes.

use crate::support::Files;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Reads every file by the reader of its format; unknown endings fail.
pub(crate) fn check_all(files: &Files) {
    for (path, bytes) in files {
        let text = text(bytes);
        match path.rsplit('.').next().unwrap_or_default() {
            "csv" => drop(csv(text)),
            "json" if path.ends_with("csl.json") => csl(&json(text)),
            "json" => drop(json(text)),
            "ics" => drop(calendar(text)),
            "bib" => drop(bibtex(text)),
            "atom" | "xml" => drop(xml(text)),
            "txt" => assert!(!text.contains(['\0', '\r', '\u{2028}'])),
            other => panic!("{path}: no reader for `{other}`"),
        }
    }
}

pub(crate) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("a file is UTF-8")
}

/// Reads comma-separated values: RFC 4180, every row as long as the header, no control characters.
pub(crate) fn csv(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut rows = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (row, after) = csv_row(rest);
        rows.push(row);
        rest = after;
    }
    let header = rows.remove(0);
    assert_eq!(header.iter().collect::<BTreeSet<_>>().len(), header.len(), "columns differ");
    let named = rows.into_iter().map(|row| {
        assert_eq!(row.len(), header.len(), "{row:?}");
        header.iter().cloned().zip(row).collect()
    });
    named.collect()
}

fn csv_row(text: &str) -> (Vec<String>, &str) {
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let (cell, after) = csv_cell(rest);
        assert!(cell.chars().all(|c| c == '\n' || !c.is_control()), "{cell:?}");
        cells.push(cell);
        match after.strip_prefix(',') {
            Some(after) => rest = after,
            None => {
                return (cells, after.strip_prefix("\r\n").expect("a row ends in CR LF"));
            }
        }
    }
}

fn csv_cell(text: &str) -> (String, &str) {
    let Some(mut rest) = text.strip_prefix('"') else {
        let end = text.find([',', '\r']).expect("a cell ends");
        assert!(!text[..end].contains(['"', '\n']), "unquoted: {}", &text[..end]);
        return (text[..end].to_owned(), &text[end..]);
    };
    let mut cell = String::new();
    loop {
        let end = rest.find('"').expect("a quoted cell ends");
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => return (cell, rest),
        }
    }
}

pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

/// Reads CSL-JSON: items of known types with known variables of the right shapes, keys that differ.
pub(crate) fn csl(items: &Value) {
    let schema = json(CSL);
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let problems: Vec<String> =
        validator.iter_errors(items).map(|problem| problem.to_string()).collect();
    assert_eq!(problems, [""; 0]);
    let items = items.as_array().expect("a list");
    let keys: BTreeSet<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!(keys.len(), items.len(), "a key stands twice");
}

/// What CSL 1.0.2 allows of the variables that are written.
const CSL: &str = r##"{
  "type": "array",
  "items": {
    "type": "object",
    "required": ["id", "type"],
    "additionalProperties": false,
    "properties": {
      "id": {"type": "string", "minLength": 1},
      "type": {"enum": ["article-newspaper", "article-journal", "report", "legislation", "dataset", "post-weblog", "book", "document", "webpage"]},
      "author": {"type": "array", "minItems": 1, "items": {
        "type": "object", "required": ["literal"], "additionalProperties": false, "properties": {"literal": {"type": "string"}}}},
      "issued": {"$ref": "#/definitions/date"},
      "accessed": {"$ref": "#/definitions/date"},
      "title": {"type": "string"}, "container-title": {"type": "string"}, "publisher": {"type": "string"},
      "URL": {"type": "string", "pattern": "^(https?|mailto):"}, "archive_location": {"type": "string"},
      "language": {"type": "string"}, "genre": {"type": "string"}, "abstract": {"type": "string"}
    }
  },
  "definitions": {"date": {"oneOf": [
    {"type": "object", "required": ["literal"], "additionalProperties": false, "properties": {"literal": {"type": "string"}}},
    {"type": "object", "required": ["date-parts"], "additionalProperties": false, "properties": {
      "circa": {"type": "boolean"},
      "date-parts": {"type": "array", "minItems": 1, "maxItems": 2, "items": {
        "type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer", "minimum": 0}}}}}
  ]}}
}"##;

/// Reads XML: well-formed, one root, every character one that XML 1.0 allows.
pub(crate) fn xml(text: &str) -> Vec<(String, String)> {
    assert!(text.chars().all(|c| {
        matches!(c, '\t' | '\n' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
    }));
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut open, mut found) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(tag) => {
                open.push(tag.name().as_ref().to_owned());
                found.push((open.join("/"), String::new()));
                tag.attributes().for_each(|attribute| drop(attribute.expect("an attribute")));
            }
            Event::Empty(tag) => {
                let attributes = tag.attributes();
                let attributes =
                    attributes.map(|attribute| attribute.expect("an attribute").value.into_owned());
                let value = attributes.collect::<Vec<_>>().join(" ");
                found.push((format!("{}/{}", open.join("/"), tag.name().as_ref()), value));
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(piece) => {
                let piece = piece.xml10_content().into_owned();
                if let Some((_, text)) = found.last_mut() {
                    text.push_str(&piece);
                }
            }
            Event::GeneralRef(entity) => {
                let name: &str = &entity;
                assert!(["amp", "lt", "gt", "quot"].contains(&name), "&{name};");
                if let Some((_, text)) = found.last_mut() {
                    text.push_str(&format!("&{name};"));
                }
            }
            Event::Eof => break,
            Event::Decl(_) => {}
            other => panic!("nothing else is written: {other:?}"),
        }
    }
    assert!(open.is_empty() && !found.is_empty());
    found
}

/// Reads a calendar: RFC 5545, lines of 75 bytes, components closed, what must be there once is there once.
pub(crate) fn calendar(text: &str) -> Vec<BTreeMap<String, String>> {
    assert!(text.ends_with("\r\n"));
    let lines: Vec<&str> = text.trim_end_matches("\r\n").split("\r\n").collect();
    for line in &lines {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
    }
    let unfolded = text.replace("\r\n ", "");
    let (mut open, mut events) = (Vec::new(), Vec::new());
    let mut event = BTreeMap::new();
    for line in unfolded.trim_end().split("\r\n") {
        let (name, value) = line.split_once(':').expect("a name and a value");
        assert!(name.chars().all(|c| c.is_ascii_uppercase() || "-=;".contains(c)), "{name}");
        match name {
            "BEGIN" => open.push(value.to_owned()),
            "END" => {
                assert_eq!(open.pop().as_deref(), Some(value));
                if value == "VEVENT" {
                    events.push(std::mem::take(&mut event));
                }
            }
            _ if open.last().is_some_and(|of| of == "VEVENT") => {
                assert!(event.insert(name.to_owned(), value.to_owned()).is_none(), "twice: {name}");
            }
            _ => {}
        }
    }
    assert!(open.is_empty());
    let mut ids = BTreeSet::new();
    for event in &events {
        for name in ["UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"] {
            assert!(event.contains_key(name), "no {name}: {event:?}");
        }
        assert!(ids.insert(event["UID"].clone()), "one key, two events");
        assert_eq!(event["DTSTAMP"].len(), "20201231T000000Z".len());
        assert_eq!(event["DTSTART;VALUE=DATE"].len(), "20201231".len());
        if let Some(end) = event.get("DTEND;VALUE=DATE") {
            assert!(*end > event["DTSTART;VALUE=DATE"]);
        }
    }
    events
}

/// Reads BibTeX: one entry after another, keys that differ, fields in balanced braces or a bare month.
pub(crate) fn bibtex(text: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut entries = BTreeMap::new();
    for entry in text.split("\n\n").filter(|entry| !entry.is_empty()) {
        let (head, rest) = entry.split_once(",\n").expect("an entry has a key");
        let (sort, key) = head.split_once('{').expect("an entry opens a brace");
        assert!(["@article", "@book", "@misc"].contains(&sort), "{sort}");
        let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        assert!(!key.is_empty() && key.chars().all(sound), "{key}");
        let fields = rest.strip_suffix("\n}").expect("an entry closes its brace");
        let fields: BTreeMap<String, String> = fields.lines().map(bibtex_field).collect();
        assert!(entries.insert(key.to_ascii_lowercase(), fields).is_none(), "twice: {key}");
    }
    entries
}

fn bibtex_field(line: &str) -> (String, String) {
    let line = line.strip_prefix("  ").and_then(|line| line.strip_suffix(',')).expect("a field");
    let (name, value) = line.split_once(" = ").expect("a field has a value");
    if name != "month" {
        assert!(value.starts_with('{') && value.ends_with('}'), "{value}");
        let mut depth = 0;
        for (at, c) in value.char_indices() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            assert!(depth > 0 || at == value.len() - 1, "braces close early: {value}");
        }
        assert_eq!(depth, 0, "{value}");
    }
    (name.to_owned(), value.trim_matches(['{', '}']).to_owned())
}
