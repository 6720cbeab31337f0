//! The fields that every note may have, as JSON Schema.

use super::statement::{one_or_many, reference};
use serde_json::{Map, Value, json};

/// Describes the common fields; `kinds` are the names that `kind` may have.
pub(super) fn properties(kinds: &[&str]) -> Map<String, Value> {
    let described = |mut schema: Value, description: &str| {
        schema["description"] = description.into();
        schema
    };
    let texts = || one_or_many(&reference("text"));
    [
        (
            "kind",
            described(
                json!({"enum": kinds}),
                "what sort of note it is; without it, the folder says so",
            ),
        ),
        ("title", described(reference("text"), "the English name")),
        ("names", names()),
        ("aliases", described(texts(), "further names that a link may use")),
        (
            "summary",
            described(
                reference("text"),
                "one or two sentences, for cards, previews, feeds and search",
            ),
        ),
        ("topics", described(texts(), "what it is about; each topic gets a page")),
        ("tags", described(texts(), "read as `topics`")),
        (
            "sources",
            described(one_or_many(&reference("citation")), "what supports the prose as a whole"),
        ),
        (
            "draft",
            described(
                json!({"type": ["boolean", "null"]}),
                "left out of the site unless built with --drafts",
            ),
        ),
        ("updated", described(reference("date"), "when the note changed")),
        (
            "checked",
            described(reference("date"), "when its facts were last held against their sources"),
        ),
        ("redirect_from", described(texts(), "old addresses of its page")),
        ("template", described(reference("text"), "a template in place of its kind's own")),
    ]
    .into_iter()
    .map(|(name, schema)| (name.to_owned(), schema))
    .collect()
}

fn names() -> Value {
    json!({
        "description": "its Chinese and other names",
        "type": ["object", "null"],
        "properties": {
            "zh": {"description": "the name in simplified characters", "type": ["string", "null"]},
            "zh_hant": {"description": "the name in traditional characters", "type": ["string", "null"]},
            "pinyin": {"description": "how it is read, with tone marks", "type": ["string", "null"]},
            "short": reference("text"),
            "former": one_or_many(&reference("text")),
            "source": one_or_many(&reference("text")),
        },
        "additionalProperties": false,
    })
}
