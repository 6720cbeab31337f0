//! Front matter to the fields of a note.
//!
//! Takes the entries of the front matter in order; fills the note. Each entry is a common field, a field of the kind, or unknown;
//! none is dropped.

mod fields;
mod names;
mod qualifiers;
mod texts;
mod values;

use super::common::Standing;
use super::statement::{Citation, Spanned, Statement};
use super::{Note, StatementValue};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::schema::{Field, FieldType, Schema};
use crate::span::Span;
use crate::text::{NameList, fold, near};
use crate::value::{Date, Unreadable};
use crate::yaml::{Entry, Node, Value};
use std::sync::Arc;

/// Fields that every note may have, whatever its kind.
pub(crate) const COMMON_FIELDS: [&str; 15] = [
    "kind",
    "title",
    "names",
    "aliases",
    "summary",
    "topics",
    "tags",
    "sources",
    "draft",
    "updated",
    "checked",
    "redirect_from",
    "template",
    "observations",
    "compare",
];

/// Statements up to which a note has no room for more than it has.
const FEW: usize = 8;

pub(super) struct Reader<'a> {
    pub(super) path: &'a Arc<str>,
    pub(super) schema: &'a Schema,
    pub(super) note: &'a mut Note,
    pub(super) report: &'a mut Diagnostics,
    /// What stays as bad as it is in a note of no kind too.
    pub(super) firm: &'a mut Diagnostics,
    /// Whether the note names a kind that there is not: then none of its fields can be told from an unknown one.
    pub(super) kind_is_unknown: bool,
    /// Whether all front matter could be read: else nothing can be said to be missing.
    pub(super) is_whole: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn read(&mut self, entries: &[Entry]) {
        self.kind_is_unknown = self.note.kind.is_none()
            && entries
                .iter()
                .any(|entry| entry.key == "kind" && entry.node.scalar() != Some("note"));
        for entry in entries {
            self.comment(entry);
            if !self.common(entry) {
                self.field(entry);
            }
        }
        self.in_schema_order();
        if self.is_whole {
            self.required(entries);
        }
        self.check_observation_addresses();
    }

    pub(super) fn bad(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.path, span, message)
    }

    /// Reads a field that every note may have; says whether it was one.
    fn common(&mut self, entry: &Entry) -> bool {
        match entry.key.as_str() {
            "kind" => self.kind_sort(entry),
            "title" => {
                if let Some(title) = self.text(entry) {
                    self.note.title_span = Some(title.span);
                    self.note.title = title.value;
                }
            }
            "names" => self.names(entry),
            "aliases" | "alias" => self.note.aliases = self.texts(entry),
            "summary" => self.note.summary = self.text(entry),
            "topics" | "tags" => self.topics(entry),
            "sources" => {
                let citations: Vec<Citation> =
                    entry.node.items().iter().filter_map(|item| self.citation(item)).collect();
                self.note.sources.extend(citations);
            }
            "draft" => self.draft(entry),
            other if fold(other) == "draft" => self.misspelt_draft(entry),
            // As Obsidian has it.
            "publish" if is_false(&entry.node) && self.declared("publish").is_none() => {
                self.note.standing = Standing::Draft;
            }
            "updated" => self.note.updated = self.date(&entry.node),
            "checked" => self.note.checked = self.date(&entry.node),
            "redirect_from" => self.note.redirect_from = self.texts(entry),
            "template" => self.note.template = self.text(entry),
            "observations" if self.is_figure() => self.observations(entry),
            "compare" if self.is_figure() => self.compare(entry),
            _ => return false,
        }
        true
    }

    /// Reports a value that YAML took for a comment: `title: #1 in sales`.
    fn comment(&mut self, entry: &Entry) {
        let rest = &self.note.text[entry.key_span.end..];
        let line = rest.lines().next().unwrap_or_default();
        let value = line.trim_start_matches(['"', '\'', ':', ' ']);
        let is_comment = value.starts_with('#') && !value[1..].starts_with([' ', '#', '!']);
        if entry.node.value != Value::Null || !is_comment || value.len() < 2 {
            return;
        }
        let start = entry.key_span.end + line.len() - value.len();
        let span = Span::new(start, start + value.trim_end().len());
        let message = format!("`{}` is empty: `#` begins a comment", entry.key);
        let help = format!("quote the value: `{}: \"{}\"`", entry.key, value.trim_end());
        let diagnostic = self.bad(Code::BadValue, span, message).label("not read").help(help);
        self.report.push(diagnostic);
    }

    fn is_figure(&self) -> bool {
        self.note.kind.is_some_and(|kind| self.schema.kind(kind).observations)
    }

    fn kind_sort(&mut self, entry: &Entry) {
        if entry.node.scalar().is_none() && entry.node.value != Value::Null {
            let diagnostic = self.shape(&entry.node, "kind", "the name of a kind");
            self.report.push(diagnostic);
        }
    }

    fn draft(&mut self, entry: &Entry) {
        self.note.standing = match &entry.node.value {
            Value::Null => Standing::Published,
            Value::Scalar(text) => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" => Standing::Draft,
                "false" | "no" | "off" => Standing::Published,
                _ => Standing::Unreadable,
            },
            Value::List(_) | Value::Map(_) => Standing::Unreadable,
        };
        if self.note.standing == Standing::Unreadable {
            let diagnostic = self
                .bad(Code::BadValue, entry.node.span, "`draft` takes true or false")
                .label("neither")
                .help("the note is held back until this can be read; write `draft: true` or `draft: false`");
            self.firm.push(diagnostic);
        }
    }

    fn misspelt_draft(&mut self, entry: &Entry) {
        self.note.standing = Standing::Unreadable;
        let diagnostic = self
            .bad(Code::BadValue, entry.key_span, format!("`{}` is not `draft`", entry.key))
            .help("the note is held back until this can be read; write `draft: true` or `draft: false`");
        self.firm.push(diagnostic);
    }

    pub(super) fn date(&mut self, node: &Node) -> Option<Spanned<Date>> {
        match &node.value {
            Value::Null => None,
            Value::Scalar(text) => match Date::parse(text) {
                Ok(value) => Some(Spanned { value, span: node.span }),
                Err(unreadable) => {
                    self.unreadable(node, &unreadable);
                    None
                }
            },
            Value::List(_) | Value::Map(_) => {
                let diagnostic = self
                    .bad(Code::BadDate, node.span, format!("a date is wanted, not {}", node.sort()))
                    .help("write `2020-06-16`, `2020-06` or `2020`");
                self.report.push(diagnostic);
                None
            }
        }
    }

    /// Reports a value that cannot be read, at the very characters that are wrong where they can be found.
    pub(super) fn unreadable(&mut self, node: &Node, unreadable: &Unreadable) {
        let span = self.within(node, unreadable.range.clone());
        let diagnostic = self
            .bad(unreadable.code, span, unreadable.message.clone())
            .help(uncurled(node).unwrap_or_else(|| unreadable.help.clone()));
        self.report.push(diagnostic);
    }

    /// Turns bytes of a decoded scalar into a span of the note; quotes and escapes fall back to the whole value.
    pub(super) fn within(&self, node: &Node, range: std::ops::Range<usize>) -> Span {
        let raw = &self.note.text[node.span.start..node.span.end];
        let text = node.scalar().unwrap_or_default();
        let offset = if raw == text {
            Some(0)
        } else {
            raw.strip_prefix(['"', '\'']).is_some_and(|inner| inner.starts_with(text)).then_some(1)
        };
        match offset {
            Some(offset) if range.end <= text.len() && range.start < range.end => Span::new(
                node.span.start + offset + range.start,
                node.span.start + offset + range.end,
            ),
            _ => node.span,
        }
    }

    /// Reads a field of the kind, or keeps what no kind declares.
    fn field(&mut self, entry: &Entry) {
        if let Some((index, field)) = self.declared(&entry.key) {
            let statements = self.statements(entry, index, field);
            // A statement is large, and most notes have two or three: the usual room for four would be half of it for nothing.
            if self.note.statements.len() < FEW {
                self.note.statements.reserve_exact(statements.len());
            }
            self.note.statements.extend(statements);
            return;
        }
        if !self.kind_is_unknown {
            self.report_unknown(entry);
        }
        // `[[note]]` without quotes is a list in a list, and meant as a link.
        let items = match fields::unquoted_link(&entry.node) {
            Some(_) => std::slice::from_ref(&entry.node),
            None => entry.node.items(),
        };
        let values: Vec<Statement> =
            items.iter().map(|item| self.unknown_value(entry, item)).collect();
        self.note.unknown.extend(values);
    }

    /// Returns the field of this name that the kind declares.
    fn declared(&self, name: &str) -> Option<(usize, &'a Field)> {
        self.schema.kind(self.note.kind?).field(name)
    }

    fn unknown_value(&self, entry: &Entry, item: &Node) -> Statement {
        let raw = &self.note.text[item.span.start..item.span.end];
        let text = item
            .scalar()
            .map_or_else(|| raw.split_whitespace().collect::<Vec<_>>().join(" "), str::to_owned);
        let value = match super::Target::brackets(&text) {
            Some(inside) => StatementValue::Reference(super::Reference {
                target: super::Target::parse(&text[inside]),
                must_exist: false,
                span: item.span,
            }),
            None => StatementValue::Text(text),
        };
        Statement {
            field: entry.key.clone(),
            field_index: None,
            value,
            span: item.span,
            qualifiers: super::Qualifiers::default(),
        }
    }

    fn report_unknown(&mut self, entry: &Entry) {
        let kind = self.note.kind.map(|kind| self.schema.kind(kind));
        let declared = kind
            .map(|kind| kind.fields.iter().map(|field| field.name.as_str()))
            .into_iter()
            .flatten();
        let names: Vec<&str> = declared.chain(COMMON_FIELDS).collect();
        let list = NameList::new(names.into_iter().enumerate().map(|(id, name)| (name, id)));
        let near: Vec<String> =
            near(&entry.key, &list, 3).iter().map(|near| format!("`{}`", near.name)).collect();
        let message = match kind {
            Some(kind) => format!("kind `{}` has no field `{}`", kind.name, entry.key),
            None => format!("`{}` is not a field that every note may have", entry.key),
        };
        let help = match (near.is_empty(), kind) {
            (false, _) => format!("did you mean {}?", near.join(" or ")),
            (true, Some(kind)) => format!(
                "declare it under `{}` in content/kinds.yaml, or take it out; it is shown as it stands",
                kind.name
            ),
            (true, None) => {
                "give the note a kind that declares it; it is shown as it stands".to_owned()
            }
        };
        let diagnostic =
            self.bad(Code::UnknownField, entry.key_span, message).label("kept as text").help(help);
        self.report.push(diagnostic);
    }

    /// Puts the statements in the order that the kind declares, each field's values in the order written.
    fn in_schema_order(&mut self) {
        self.note.statements.sort_by_key(|statement| statement.field_index);
    }

    fn required(&mut self, entries: &[Entry]) {
        let Some(kind) = self.note.kind.map(|kind| self.schema.kind(kind)) else { return };
        let span = entries.first().map_or(Span::new(0, 0), |entry| entry.key_span);
        let span =
            entries.iter().find(|entry| entry.key == "kind").map_or(span, |entry| entry.key_span);
        for field in kind.fields.iter().filter(|field| field.required) {
            if !self.note.statements.iter().any(|statement| statement.field == field.name) {
                let message =
                    format!("this {} must say its `{}`", kind.label_one.to_lowercase(), field.name);
                let empty = entries.iter().find(|entry| entry.key == field.name);
                let diagnostic = match empty {
                    Some(empty) => self
                        .bad(Code::MissingField, empty.key_span, message)
                        .label("empty")
                        .help(format!("write behind the colon what it is: {}", describe(field))),
                    None => self
                        .bad(Code::MissingField, span, message)
                        .label("in this front matter")
                        .help(format!(
                            "add a line `{}: …`, which holds {}",
                            field.name,
                            describe(field)
                        )),
                };
                self.report.push(diagnostic.related(field.place.clone(), "declared here"));
            }
        }
    }
}

/// Says what to write where a value stands between curly quotes, which quote nothing in YAML.
pub(super) fn uncurled(node: &Node) -> Option<String> {
    let inside = node.scalar()?.strip_prefix(['“', '”', '‘', '’'])?;
    let inside = inside.strip_suffix(['“', '”', '‘', '’'])?;
    Some(format!("the quotes are curly; write straight ones: `\"{inside}\"`"))
}

fn is_false(node: &Node) -> bool {
    node.scalar().is_some_and(|text| matches!(text, "false" | "no" | "off"))
}

/// Says what a field holds, for help.
pub(super) fn describe(field: &Field) -> String {
    match field.field_type {
        FieldType::Text => "text".to_owned(),
        FieldType::Markdown => "Markdown".to_owned(),
        FieldType::Date => "a date such as `2020-06-16`, `2020-06` or `2020`".to_owned(),
        FieldType::Quantity => "a quantity such as `300 million users`".to_owned(),
        FieldType::Money => "money such as `CNY 1 billion`".to_owned(),
        FieldType::Url => "an address such as `https://example.com/`".to_owned(),
        FieldType::Link | FieldType::Name if field.to.is_empty() => {
            "a note such as \"[[kuaishou]]\"".to_owned()
        }
        FieldType::Link | FieldType::Name => {
            format!("a {} such as \"[[name]]\"", field.to.join(" or "))
        }
        FieldType::Citation => "a citation such as \"@source, para. 3\"".to_owned(),
    }
}
