//! YAML with the place and the literal text of every value.
//!
//! Takes a piece of YAML and where it begins in its file; gives a tree of [`Node`]s. `saphyr-parser` says where each value
//! stands, unless the lines are so ordinary that we can tell by ourselves (see `lines`); `serde_yaml` says what it is, and
//! whether the text is YAML at all, unless all of it is so plain that both agree (see `plain`). Guards against what would
//! make a reader hang: size, depth, anchors. YAML's own idea of numbers, dates and booleans never reaches a caller: a
//! scalar is the text that its author wrote.

mod lines;
mod marks;
mod plain;
mod raw;
mod slip;

use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::span::Span;
use crate::text::is_unseen;
use foldhash::fast::RandomState;
use marks::Mark;
use raw::Raw;
use std::collections::HashMap;
use std::sync::Arc;

/// Largest piece of YAML that is read, in bytes; a figure may hold hundreds of observations.
pub const MAX_SIZE_BYTES: usize = 1 << 20;
/// Deepest nesting that is read.
const MAX_DEPTH: usize = 64;
/// Most items of one list, and most keys of one map.
const MAX_ITEMS: usize = 2000;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands in the file.
    pub span: Span,
}

/// What a YAML node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: an empty value, `null` or `~`.
    Null,
    /// A scalar as its author wrote it, quotes and escapes undone.
    Scalar(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping in the order written; a key that stands twice was reported and its first value kept.
    Map(Vec<Entry>),
}

/// One key of a map with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// Returns the text of a scalar.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Returns the entries of a map.
    #[must_use]
    pub fn map(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            Value::Null | Value::Scalar(_) | Value::List(_) => None,
        }
    }

    /// Returns the value under `key`, where this is a map that has it.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.map()?.iter().find(|entry| entry.key == key)
    }

    /// Returns the items of a list, or the value itself as a list of one; nothing for null.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Null => &[],
            Value::Scalar(_) | Value::Map(_) => std::slice::from_ref(self),
        }
    }

    /// Names the sort of value, for messages.
    #[must_use]
    pub const fn sort(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}

/// Reads `yaml`, which begins at byte `offset` of the file at `path`.
///
/// # Shape
/// `None` where nothing could be read; an empty text reads as null.
///
/// # Diagnostics
/// [`Code::BadYaml`] for what cannot be read or is refused, [`Code::DuplicateKey`] for each key that stands twice.
#[must_use]
pub fn parse(yaml: &str, offset: usize, path: &Arc<str>) -> Checked<Option<Node>> {
    if let Some(refusal) = refuse(yaml, offset, path) {
        return Checked { value: None, diagnostics: vec![refusal] };
    }
    let (marks, plain) = marks::of(yaml);
    let raw = match plain.map_or_else(|| raw::read(yaml), Ok) {
        Ok(raw) => raw,
        Err(error) => {
            let diagnostic = slip::of(yaml, &error.into()).reported(offset, path);
            return Checked { value: None, diagnostics: vec![diagnostic] };
        }
    };
    let mut joiner = Joiner { yaml, offset, path, marks: marks.iter(), diagnostics: Vec::new() };
    let node = joiner.join(raw);
    Checked { value: Some(node), diagnostics: joiner.diagnostics }
}

/// Walks the values and their marks side by side: both come in the order of the text.
struct Joiner<'a> {
    yaml: &'a str,
    offset: usize,
    path: &'a Arc<str>,
    marks: std::slice::Iter<'a, Mark>,
    diagnostics: Vec<Diagnostic>,
}

impl Joiner<'_> {
    fn join(&mut self, raw: Raw) -> Node {
        let local = self.marks.next().map_or(Span::new(0, self.yaml.len()), |mark| mark.span);
        self.count(&raw, local);
        let value = match raw {
            Raw::Null => Value::Null,
            Raw::Text(text) => Value::Scalar(text),
            Raw::Typed => Value::Scalar(self.yaml[local.start..local.end].trim().to_owned()),
            Raw::List(items) => {
                let mut items: Vec<Node> = items.into_iter().map(|item| self.join(item)).collect();
                items.truncate(MAX_ITEMS);
                Value::List(items)
            }
            Raw::Map(entries) => {
                let told = self.diagnostics.len();
                let whole = entries.len();
                let mut entries = self.join_entries(entries);
                entries.truncate(MAX_ITEMS);
                // `{{title}}` of a template is kept as it was written.
                if whole == 1 && entries.is_empty() && self.diagnostics.len() > told {
                    Value::Scalar(self.yaml[local.start..local.end].trim().to_owned())
                } else {
                    Value::Map(entries)
                }
            }
        };
        Node { value, span: local.shift(self.offset) }
    }

    /// Reports a list or map of more than any person writes; only its beginning is read.
    fn count(&mut self, raw: &Raw, local: Span) {
        let (count, what) = match raw {
            Raw::List(items) => (items.len(), "list"),
            Raw::Map(entries) => (entries.len(), "map"),
            Raw::Null | Raw::Text(_) | Raw::Typed => return,
        };
        if count > MAX_ITEMS {
            let message = format!("this {what} holds {count} values, more than {MAX_ITEMS}");
            let end = self.yaml[local.start..].chars().next().map_or(0, char::len_utf8);
            let span = Span::new(local.start, local.start + end).shift(self.offset);
            self.diagnostics.push(
                Diagnostic::new(Code::BadYaml, self.path, span, message)
                    .label("the first of them are read")
                    .help("spread it over several notes"),
            );
        }
    }

    fn join_entries(&mut self, entries: Vec<(Raw, Raw)>) -> Vec<Entry> {
        let mut joined: Vec<Entry> = Vec::with_capacity(entries.len());
        let mut known: HashMap<String, usize, RandomState> = HashMap::default();
        for (key, value) in entries {
            let key_node = self.join(key);
            let node = self.join(value);
            let key = match key_node.value {
                Value::Scalar(text) if text.contains(is_unseen) => text.replace(is_unseen, ""),
                Value::Scalar(text) => text,
                Value::Null => "null".to_owned(),
                Value::List(_) | Value::Map(_) => {
                    self.complex_key(key_node.span);
                    continue;
                }
            };
            match known.get(&key) {
                // Of a value torn by its commas, two pieces may be alike: `1,000,000`. Whoever reads the map tells of them.
                Some(&first) if self.is_bare(&joined[first]) && node.value == Value::Null => {
                    joined.push(Entry { key, key_span: key_node.span, node });
                }
                Some(&first) => {
                    let twice = self.duplicate(&joined[first], key_node.span);
                    self.diagnostics.push(twice);
                }
                None => {
                    known.insert(key.clone(), joined.len());
                    joined.push(Entry { key, key_span: key_node.span, node });
                }
            }
        }
        joined
    }

    /// Returns whether an entry is a word between commas, without a colon or a value.
    fn is_bare(&self, entry: &Entry) -> bool {
        let behind = self.yaml.get(entry.key_span.end - self.offset..).unwrap_or_default();
        entry.node.value == Value::Null && behind.trim_start().starts_with([',', '}'])
    }

    fn duplicate(&self, first: &Entry, span: Span) -> Diagnostic {
        let message = format!("`{}` stands twice", first.key);
        Diagnostic::new(Code::DuplicateKey, self.path, span, message)
            .label("the second time")
            .related(
                crate::span::Place::new(Arc::clone(self.path), first.key_span),
                "the first time",
            )
            .help("keep one of them; several values go in a list under one key")
    }

    fn complex_key(&mut self, span: Span) {
        self.diagnostics.push(
            Diagnostic::new(Code::BadYaml, self.path, span, "a key must be plain text")
                .label("this key is a list or a map")
                .help("quote a value that begins with `[` or `{`"),
        );
    }
}

/// Refuses what no person writes and what would make a reader hang.
fn refuse(yaml: &str, offset: usize, path: &Arc<str>) -> Option<Diagnostic> {
    let at = |start: usize, end: usize, message: String| {
        Diagnostic::new(Code::BadYaml, path, Span::new(start, end).shift(offset), message)
    };
    if yaml.len() > MAX_SIZE_BYTES {
        let message = format!("this YAML is {} bytes long, more than {MAX_SIZE_BYTES}", yaml.len());
        return Some(at(0, 0, message).help("move long text into the body of the note"));
    }
    if let Some(deep) = marks::too_deep(yaml, MAX_DEPTH) {
        let message = format!("this YAML is nested more than {MAX_DEPTH} deep");
        return Some(
            at(deep, deep + 1, message).help("flatten it, or quote text that holds brackets"),
        );
    }
    marks::anchor(yaml).map(|span| {
        at(span.start, span.end, "anchors and aliases are not read".to_owned())
            .label("an anchor or alias")
            .help("write the value out, or quote text that begins with `&` or `*`")
    })
}

/// Finds keys that look like front matter's, for a text that turned out not to be a map.
#[must_use]
pub fn full_width_colon_at(yaml: &str, offset: usize) -> Option<Span> {
    slip::full_width_colon(yaml).map(|at| Span::new(at, at + '：'.len_utf8()).shift(offset))
}

#[cfg(test)]
mod tests;
