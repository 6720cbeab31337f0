//! `zhiku schema`: the JSON Schema of the front matter.
//!
//! Takes the kinds of a base; prints a schema of draft 7, the one that the YAML language server
//! reads. Checks no note: an editor does, as far as a schema can tell.

mod common;
mod statement;

pub(super) use statement::meaning;

use super::console::Console;
use super::failure::Failure;
use super::{Exit, base};
use crate::schema::{Kind, Schema};
use clap::Args;
use serde_json::{Map, Value, json};
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct PrintSchema {}

impl PrintSchema {
    pub(super) fn run(&self, root: &Path, console: &mut Console) -> Result<Exit, Failure> {
        let schema = json_schema(&base::schema(root, console)?);
        console.result(&format!("{schema:#}"));
        Ok(Exit::Done)
    }
}

/// Describes the front matter of a note of any kind; `#/definitions/note-KIND` is that of one kind.
fn json_schema(schema: &Schema) -> Value {
    let kinds = schema.kinds();
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).chain(["note"]).collect();
    let choices: Vec<Value> = kinds.iter().map(choice).collect();
    let mut definitions = statement::definitions();
    definitions.extend(kinds.iter().map(|kind| (definition_name(kind), of_kind(kind))));
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Front matter of a zhiku note",
        "type": "object",
        "properties": common::properties(&names),
        "allOf": choices,
        "definitions": definitions,
    })
}

fn definition_name(kind: &Kind) -> String {
    format!("note-{}", kind.name)
}

/// Applies the definition of `kind` to the notes that say they are of it.
fn choice(kind: &Kind) -> Value {
    // A `$ref` is a URI, in which a name may need escapes.
    let name =
        percent_encoding::utf8_percent_encode(&kind.name, percent_encoding::NON_ALPHANUMERIC);
    json!({
        "if": {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]},
        "then": {"$ref": format!("#/definitions/note-{name}")},
    })
}

/// Describes the front matter of one kind: the common fields, its own, and no other.
fn of_kind(kind: &Kind) -> Value {
    let mut properties: Map<String, Value> =
        kind.fields.iter().map(|field| (field.name.clone(), statement::field(field))).collect();
    if kind.observations {
        properties.extend(statement::of_figures());
    }
    let common = common::properties(&[&kind.name]);
    let mut names: Vec<&str> = common.keys().chain(properties.keys()).map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    let required: Vec<&str> = kind
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name.as_str())
        .collect();
    json!({
        "title": kind.label_one,
        "type": "object",
        "properties": properties,
        "propertyNames": {"enum": names},
        "required": required,
    })
}
