//! Reads `kinds.yaml`.
//!
//! Takes YAML; gives kinds, and a report of everything that the file says and the schema cannot mean. Never stops at the
//! first slip: the rest of the file still counts.

use super::{BUILT_IN, BUILT_IN_PATH, Citable, Field, FieldType, Kind, Schema, caption};
use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics};
use crate::span::{Place, Span};
use crate::yaml::{self, Entry, Node};
use std::sync::Arc;

/// Reads the built-in kinds, then a site's own over them.
pub(super) fn schema(own: Option<(&str, &Arc<str>)>) -> Checked<Schema> {
    let built_in: Arc<str> = Arc::from(BUILT_IN_PATH);
    let mut schema = Schema::default();
    let mut report = Diagnostics::default();
    let files = std::iter::once((BUILT_IN, &built_in)).chain(own);
    for (text, path) in files {
        let Some(node) = report.keep(yaml::parse(text, 0, path)) else { continue };
        let mut reader = Reader { path, report: &mut report };
        for entry in reader.entries(&node, "a file of kinds") {
            let kind = reader.kind(entry);
            schema.put(kind);
        }
    }
    check_targets(&schema, &mut report);
    report.beside(schema)
}

/// Reports each `to` that names no kind.
fn check_targets(schema: &Schema, report: &mut Diagnostics) {
    for field in schema.kinds().iter().flat_map(|kind| &kind.fields) {
        for to in field.to.iter().filter(|to| schema.by_name(to).is_none()) {
            let message = format!("`{}` may lead to `{to}`, which is no kind", field.name);
            report.push(
                Diagnostic::new(Code::BadSchema, &field.place.path, field.place.span, message)
                    .help("declare that kind, or take the name out of `to`"),
            );
        }
    }
}

struct Reader<'a> {
    path: &'a Arc<str>,
    report: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn bad(&mut self, span: Span, message: impl Into<String>, help: &str) {
        let diagnostic = Diagnostic::new(Code::BadSchema, self.path, span, message).help(help);
        self.report.push(diagnostic);
    }

    /// Returns the entries of a map; null counts as an empty one.
    fn entries<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Entry] {
        match &node.value {
            yaml::Value::Map(entries) => entries,
            yaml::Value::Null => &[],
            yaml::Value::Scalar(_) | yaml::Value::List(_) => {
                self.bad(
                    node.span,
                    format!("{what} must be a map, not {}", node.sort()),
                    "write `key: value` lines",
                );
                &[]
            }
        }
    }

    fn text(&mut self, entry: &Entry) -> Option<String> {
        let text = entry.node.scalar().map(str::to_owned);
        if text.is_none() {
            self.bad(entry.node.span, format!("`{}` must be text", entry.key), "");
        }
        text
    }

    fn flag(&mut self, entry: &Entry) -> bool {
        match entry.node.scalar() {
            Some("true" | "yes") => true,
            Some("false" | "no") => false,
            _ => {
                self.bad(entry.node.span, format!("`{}` must be true or false", entry.key), "");
                false
            }
        }
    }

    fn texts(&mut self, entry: &Entry) -> Vec<String> {
        let mut texts = Vec::new();
        for item in entry.node.items() {
            match item.scalar() {
                Some(text) => texts.push(text.to_owned()),
                None => self.bad(item.span, format!("`{}` takes names", entry.key), ""),
            }
        }
        texts
    }

    fn kind(&mut self, entry: &Entry) -> Kind {
        let mut kind = Kind {
            name: entry.key.clone(),
            label_one: caption(&entry.key),
            label_many: caption(&entry.key),
            folder: entry.key.clone(),
            schema_org: None,
            fields: Vec::new(),
            timeline: None,
            citable: None,
            observations: false,
            place: Place::new(Arc::clone(self.path), entry.key_span),
        };
        let what = format!("kind `{}`", entry.key);
        let entries = self.entries(&entry.node, &what);
        for part in entries {
            self.kind_part(&mut kind, part);
        }
        for part in entries {
            self.claim(&mut kind, part);
        }
        kind
    }

    fn kind_part(&mut self, kind: &mut Kind, part: &Entry) {
        match part.key.as_str() {
            "label" => self.labels(kind, part),
            "folder" => kind.folder = self.text(part).unwrap_or_else(|| kind.folder.clone()),
            "schema_org" => kind.schema_org = self.text(part),
            "observations" => kind.observations = self.flag(part),
            "fields" => {
                for field in self.entries(&part.node, "`fields`") {
                    let field = self.field(field);
                    kind.fields.push(field);
                }
            }
            "timeline" | "citable" => {}
            unknown => self.bad(
                part.key_span,
                format!("a kind has no `{unknown}`"),
                "it has `label`, `folder`, `schema_org`, `fields`, `timeline`, `citable` and `observations`",
            ),
        }
    }

    fn labels(&mut self, kind: &mut Kind, part: &Entry) {
        if let Some(text) = part.node.scalar() {
            kind.label_one = text.to_owned();
            kind.label_many = text.to_owned();
            return;
        }
        for label in self.entries(&part.node, "`label`") {
            let text = self.text(label).unwrap_or_default();
            match label.key.as_str() {
                "one" => kind.label_one = text,
                "many" => kind.label_many = text,
                unknown => {
                    self.bad(
                        label.key_span,
                        format!("a label has no `{unknown}`"),
                        "it has `one` and `many`",
                    );
                }
            }
        }
    }

    /// Reads `timeline` and `citable`, which name fields read before.
    fn claim(&mut self, kind: &mut Kind, part: &Entry) {
        match part.key.as_str() {
            "timeline" => kind.timeline = self.named_field(kind, part, Some(FieldType::Date)),
            "citable" => {
                let mut citable = Citable::default();
                for role in self.entries(&part.node, "`citable`") {
                    self.citable_role(kind, &mut citable, role);
                }
                kind.citable = Some(citable);
            }
            _ => {}
        }
    }

    fn citable_role(&mut self, kind: &Kind, citable: &mut Citable, role: &Entry) {
        match role.key.as_str() {
            "publisher" => citable.publisher = self.named_field(kind, role, None),
            "author" => citable.author = self.named_field(kind, role, None),
            "issued" => citable.issued = self.named_field(kind, role, Some(FieldType::Date)),
            "url" => citable.url = self.named_field(kind, role, Some(FieldType::Url)),
            unknown => self.bad(
                role.key_span,
                format!("`citable` has no `{unknown}`"),
                "it has `publisher`, `author`, `issued` and `url`",
            ),
        }
    }

    fn named_field(&mut self, kind: &Kind, entry: &Entry, of: Option<FieldType>) -> Option<usize> {
        let name = self.text(entry)?;
        let Some((index, field)) = kind.field(&name) else {
            self.bad(entry.node.span, format!("kind `{}` has no field `{name}`", kind.name), "");
            return None;
        };
        if of.is_some_and(|of| of != field.field_type) {
            let message =
                format!("`{}` needs a field of another type than `{name}` has", entry.key);
            self.bad(entry.node.span, message, "");
            return None;
        }
        Some(index)
    }

    fn field(&mut self, entry: &Entry) -> Field {
        let mut field = Field {
            name: entry.key.clone(),
            field_type: FieldType::Text,
            many: false,
            required: false,
            to: Vec::new(),
            inverse: None,
            symmetric: false,
            ownership: false,
            label: None,
            qualifiers: Vec::new(),
            one_of: Vec::new(),
            place: Place::new(Arc::clone(self.path), entry.node.span),
        };
        if let Some(short) = entry.node.scalar() {
            field.field_type = self.field_type(short, entry.node.span);
            return field;
        }
        let what = format!("field `{}`", entry.key);
        let entries = self.entries(&entry.node, &what);
        for part in entries {
            self.field_part(&mut field, part);
        }
        self.check_link_parts(&field, entries);
        field
    }

    fn field_part(&mut self, field: &mut Field, part: &Entry) {
        match part.key.as_str() {
            "type" => {
                if let Some(name) = self.text(part) {
                    field.field_type = self.field_type(&name, part.node.span);
                }
            }
            "many" => field.many = self.flag(part),
            "required" => field.required = self.flag(part),
            "to" => {
                field.to = self.texts(part);
                field.place.span = part.node.span;
            }
            "inverse" => field.inverse = self.text(part),
            "symmetric" => field.symmetric = self.flag(part),
            "ownership" => field.ownership = self.flag(part),
            "label" => field.label = self.text(part),
            "one_of" => field.one_of = self.texts(part),
            "qualifiers" => {
                for qualifier in self.entries(&part.node, "`qualifiers`") {
                    if let Some(name) = self.text(qualifier) {
                        let of = self.field_type(&name, qualifier.node.span);
                        field.qualifiers.push((qualifier.key.clone(), of));
                    }
                }
            }
            unknown => self.bad(
                part.key_span,
                format!("a field has no `{unknown}`"),
                "it has `type`, `many`, `required`, `to`, `inverse`, `symmetric`, `ownership`, `label`, `qualifiers` and `one_of`",
            ),
        }
    }

    /// Reports what only a field that links can say.
    fn check_link_parts(&mut self, field: &Field, parts: &[Entry]) {
        if field.field_type.is_link() {
            return;
        }
        for part in parts {
            if matches!(part.key.as_str(), "to" | "inverse" | "symmetric" | "ownership") {
                let message = format!(
                    "`{}` is for fields that link, and `{}` holds {}",
                    part.key,
                    field.name,
                    field.field_type.name()
                );
                self.bad(
                    part.node.span,
                    message,
                    "make it a `name` or a `link`, or leave this out",
                );
            }
        }
    }

    fn field_type(&mut self, name: &str, span: Span) -> FieldType {
        FieldType::from_name(name).unwrap_or_else(|| {
            let known: Vec<&str> = FieldType::ALL.iter().map(|(_, name)| *name).collect();
            self.bad(
                span,
                format!("there is no type `{name}`"),
                &format!("the types are {}", known.join(", ")),
            );
            FieldType::Text
        })
    }
}
