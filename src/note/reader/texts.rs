//! Plain text, one or a list, and topics.
//!
//! Takes an entry; gives its texts with their places, and says how to write what YAML took for something else.

use super::Reader;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::note::Spanned;
use crate::span::Span;
use crate::yaml::{Entry, Node, Value};
use std::collections::HashSet;

/// Longest plain text of a field, in bytes: names, titles and summaries stand on many pages.
const MAX_TEXT_BYTES: usize = 4000;

impl Reader<'_> {
    pub(super) fn shape(&mut self, node: &Node, field: &str, wanted: &str) -> Diagnostic {
        let message = format!("`{field}` takes {wanted}, not {}", node.sort());
        self.bad(Code::BadValue, node.span, message).label(node.sort())
    }

    /// Reads plain text; null is no text.
    pub(super) fn text(&mut self, entry: &Entry) -> Option<Spanned<String>> {
        match &entry.node.value {
            Value::Null => None,
            Value::Scalar(text) => {
                let span = entry.node.span;
                Some(Spanned { value: self.measured(&entry.key, text.trim(), span), span })
            }
            Value::List(_) | Value::Map(_) => {
                let diagnostic = self.shape(&entry.node, &entry.key, "text");
                self.report.push(diagnostic.help(self.shape_help(&entry.node)));
                None
            }
        }
    }

    /// Cuts a text that is longer than one of its sort can be, and says so.
    fn measured(&mut self, field: &str, text: &str, span: Span) -> String {
        if text.len() <= MAX_TEXT_BYTES {
            return text.to_owned();
        }
        let message =
            format!("this `{field}` is {} bytes long, more than {MAX_TEXT_BYTES}", text.len());
        let diagnostic = self.bad(Code::BadValue, span, message).label("its beginning is read");
        self.report.push(diagnostic.help("move long text into the body of the note"));
        let end = (0..=MAX_TEXT_BYTES).rev().find(|&at| text.is_char_boundary(at));
        text[..end.unwrap_or_default()].to_owned()
    }

    /// Reads a list of texts, or one.
    pub(super) fn texts(&mut self, entry: &Entry) -> Vec<Spanned<String>> {
        let mut texts = Vec::new();
        for item in entry.node.items() {
            match &item.value {
                Value::Scalar(text) if !text.trim().is_empty() => {
                    self.check_commas(entry, item, text.trim());
                    let value = self.measured(&entry.key, text.trim(), item.span);
                    texts.push(Spanned { value, span: item.span });
                }
                Value::Scalar(_) | Value::Null => {}
                Value::List(_) | Value::Map(_) => {
                    let diagnostic = match &entry.node.value {
                        Value::List(_) => {
                            let (key, sort) = (&entry.key, item.sort());
                            let message = format!("each of `{key}` is text, and this is {sort}");
                            self.bad(Code::BadValue, item.span, message).label(sort)
                        }
                        Value::Map(_) | Value::Scalar(_) | Value::Null => {
                            self.shape(item, &entry.key, "a list of text")
                        }
                    };
                    let help = self.shape_help(item);
                    self.report.push(diagnostic.help(help));
                }
            }
        }
        texts
    }

    /// Reports several values written as one: a comma parts those in brackets only, and a Chinese comma none. Quotes say that it is one.
    fn check_commas(&mut self, entry: &Entry, item: &Node, text: &str) {
        let raw = &self.note.text[item.span.start..item.span.end];
        let commas: &[char] = if entry.node.scalar().is_some() && entry.key != "tags" {
            &['，', '、', ',']
        } else {
            &['，', '、']
        };
        let Some((at, comma)) = raw.char_indices().find(|(_, c)| commas.contains(c)) else {
            return;
        };
        if raw.starts_with(['"', '\'']) {
            return;
        }
        let span = Span::new(item.span.start + at, item.span.start + at + comma.len_utf8());
        let list: Vec<&str> = text.split(commas).map(str::trim).collect();
        let message = format!("`{comma}` does not part the values of `{}`", entry.key);
        let diagnostic = self
            .bad(Code::BadValue, span, message)
            .severity(Severity::Warning)
            .label("read as one value")
            .help(format!("write `[{}]`, or quote it if it is one value", list.join(", ")));
        self.report.push(diagnostic);
    }

    /// Says how to write what YAML took for a list or a map.
    pub(super) fn shape_help(&self, node: &Node) -> String {
        match &node.value {
            Value::List(items) if items.len() == 1 && matches!(items[0].value, Value::List(_)) => {
                let inner: String =
                    items[0].items().iter().filter_map(Node::scalar).collect::<Vec<_>>().join(", ");
                format!("quote the link: \"[[{inner}]]\"")
            }
            Value::List(_) => "quote text that begins with `[`".to_owned(),
            Value::Map(_) => "quote text that holds `: ` or begins with `{`".to_owned(),
            Value::Null | Value::Scalar(_) => String::new(),
        }
    }

    pub(super) fn topics(&mut self, entry: &Entry) {
        let split_words = entry.key == "tags" && entry.node.scalar().is_some();
        let mut known: HashSet<String> = self.note.topics.iter().cloned().collect();
        for topic in self.texts(entry) {
            let names: Vec<&str> = if split_words {
                topic.value.split([',', ' ']).collect()
            } else {
                vec![topic.value.as_str()]
            };
            for name in names
                .into_iter()
                .map(|name| name.trim_start_matches('#').trim())
                .filter(|name| !name.is_empty())
            {
                if known.insert(name.to_owned()) {
                    self.note.topics.push(name.to_owned());
                }
            }
        }
    }
}
