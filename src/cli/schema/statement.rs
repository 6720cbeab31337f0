//! Values, statements and observations as JSON Schema.
//!
//! A scalar is described by what YAML makes of it: `2020` is a number there and `2020-06` is text,
//! though both are dates to us. What only the reader of a value can tell is left to `zhiku check`.

use crate::schema::{Field, FieldType};
use crate::value::Status;
use serde_json::{Map, Value, json};

/// The definitions that fields refer to, by name.
pub(super) fn definitions() -> Map<String, Value> {
    let values = FieldType::ALL.into_iter().map(|(of, name)| (name.to_owned(), value(of)));
    values.chain([("observation".to_owned(), observation())]).collect()
}

/// Refers to a definition.
pub(super) fn reference(name: &str) -> Value {
    json!({"allOf": [{"$ref": format!("#/definitions/{name}")}]})
}

/// One of `schema`, several in a list, or nothing.
pub(super) fn one_or_many(schema: &Value) -> Value {
    json!({"anyOf": [schema, {"type": "array", "items": schema}, {"type": "null"}]})
}

/// Describes a field of a kind: a value, a qualified value, or a list of either.
pub(super) fn field(field: &Field) -> Value {
    let plain = match field.one_of.is_empty() {
        true => json!({"$ref": format!("#/definitions/{}", field.field_type.name())}),
        false => json!({"enum": field.one_of}),
    };
    let qualified = qualified(field, &plain);
    let mut choices = vec![plain.clone(), qualified.clone()];
    choices.push(json!({"type": "array", "items": {"anyOf": [plain, qualified]}}));
    if !field.required {
        choices.push(json!({"type": "null"}));
    }
    json!({"description": description(field), "anyOf": choices})
}

fn description(field: &Field) -> String {
    let mut words = field.caption();
    words.push_str(": ");
    words.push_str(meaning(field.field_type));
    if !field.to.is_empty() {
        words.push_str(&format!("; leads to {}", field.to.join(", ")));
    }
    if let Some(inverse) = &field.inverse {
        words.push_str(&format!("; from the other end: {inverse}"));
    }
    words
}

/// Says what a value of the type is, with an example.
pub(in crate::cli) const fn meaning(of: FieldType) -> &'static str {
    match of {
        FieldType::Text => "text",
        FieldType::Markdown => "text in Markdown",
        FieldType::Date => "a date: 2020, 2020-06, 2020-06-16, 2019~ or 2020-04-01/2020-04-03",
        FieldType::Quantity => "a quantity: 300 million users, 71.2% or ~48 million",
        FieldType::Money => "a sum of money: CNY 1 billion or USD 2 million",
        FieldType::Url => "an address: https://example.com/",
        FieldType::Link => "a link: \"[[slug]]\"",
        FieldType::Name => "a name, or a link: \"[[slug]]\"",
        FieldType::Citation => "a citation: \"@source, para. 3\"",
    }
}

fn value(of: FieldType) -> Value {
    let types = match of {
        FieldType::Text | FieldType::Markdown | FieldType::Link | FieldType::Name => {
            json!(["string", "number", "boolean"])
        }
        FieldType::Date | FieldType::Quantity => json!(["string", "number"]),
        FieldType::Money | FieldType::Url => json!("string"),
        FieldType::Citation => return citation(),
    };
    json!({"description": meaning(of), "type": types})
}

fn citation() -> Value {
    let pattern = "^\\s*(@|https?://)";
    json!({"description": meaning(FieldType::Citation), "type": "string", "pattern": pattern})
}

fn qualified(field: &Field, plain: &Value) -> Value {
    let mut properties = qualifiers();
    properties.insert("value".into(), plain.clone());
    let own = field.qualifiers.iter();
    properties.extend(own.map(|(name, of)| (name.clone(), reference(of.name()))));
    json!({
        "type": "object",
        "properties": properties,
        "required": ["value"],
        "additionalProperties": false,
    })
}

/// The qualifiers that every statement may have.
fn qualifiers() -> Map<String, Value> {
    let statuses: Vec<&str> = Status::ALL.iter().map(|status| status.name()).collect();
    let citations = one_or_many(&reference("citation"));
    let text = |description: &str| json!({"description": description, "type": ["string", "number", "boolean", "null"]});
    let date = |description: &str| json!({"description": description, "type": ["string", "number", "null"]});
    [
        ("from", date("since when it held")),
        ("until", date("up to when it held")),
        ("at", date("when it held or happened")),
        ("source", citations),
        ("according_to", text("whose word the source passes on")),
        ("stated", date("when it was said, where that differs from what it is about")),
        ("status", json!({"enum": statuses})),
        ("inferred", text("why the base worked this out, where no source prints it")),
        ("unsourced", text("why there is no source")),
        ("note", text("what else the reader must know")),
    ]
    .into_iter()
    .map(|(name, schema)| (name.to_owned(), schema))
    .collect()
}

fn observation() -> Value {
    let mut properties = qualifiers();
    properties.insert("period".into(), reference("date"));
    properties.insert("value".into(), reference("quantity"));
    for name in ["id", "scope", "disputed"] {
        properties.insert(name.into(), reference("text"));
    }
    json!({
        "description": "a number for a period, with its status and source",
        "type": "object",
        "properties": properties,
        "required": ["value", "status"],
        "allOf": [
            {"anyOf": [{"required": ["period"]}, {"required": ["at"]}]},
            {"anyOf": [{"required": ["source"]}, {"required": ["inferred"]}, {"required": ["unsourced"]}]},
        ],
        "additionalProperties": false,
    })
}

/// The fields that only figures have.
pub(super) fn of_figures() -> Map<String, Value> {
    let figures = json!({"description": "figures to set side by side", "allOf": [one_or_many(&reference("link"))]});
    let observations =
        json!({"type": ["array", "null"], "items": {"$ref": "#/definitions/observation"}});
    [("observations".to_owned(), observations), ("compare".to_owned(), figures)]
        .into_iter()
        .collect()
}
