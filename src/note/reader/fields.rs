//! Declared fields and observations.
//!
//! Takes an entry of the front matter; gives statements, with every value in its place.

use super::Reader;
use super::qualifiers::{Of, is_observation, means};
use crate::diagnostic::{Code, Diagnostic};
use crate::note::Qualifiers;
use crate::note::statement::{Reference, Statement, StatementValue};
use crate::schema::{Field, FieldType};
use crate::span::{Place, Span};
use crate::value::Unit;
use crate::yaml::{Entry, Node, Value};
use std::collections::HashMap;
use std::sync::Arc;

impl Reader<'_> {
    /// Reads one value, a qualified one, or a list of either.
    pub(super) fn statements(
        &mut self,
        entry: &Entry,
        index: usize,
        field: &Field,
    ) -> Vec<Statement> {
        if let Some(inner) = unquoted_link(&entry.node).filter(|_| field.field_type.is_link()) {
            let diagnostic = self
                .bad(
                    Code::BadLink,
                    entry.node.span,
                    format!("`{}` is a list in a list, not a link", field.name),
                )
                .label("brackets without quotes")
                .help(format!("quote the link: {}: \"[[{inner}]]\"", field.name));
            self.report.push(diagnostic);
            return vec![self.statement(
                field,
                index,
                StatementValue::Unreadable(format!("[[{inner}]]")),
                entry.node.span,
            )];
        }
        let statements: Vec<Statement> =
            entry.node.items().iter().filter_map(|item| self.one(item, index, field)).collect();
        self.check_many(&statements, field);
        statements
    }

    fn statement(
        &self,
        field: &Field,
        index: usize,
        value: StatementValue,
        span: Span,
    ) -> Statement {
        Statement {
            field: field.name.clone(),
            field_index: Some(index),
            value,
            span,
            qualifiers: Qualifiers::default(),
        }
    }

    fn one(&mut self, item: &Node, index: usize, field: &Field) -> Option<Statement> {
        let Value::Map(entries) = &item.value else {
            let value = self.value(item, field.field_type, &field.name)?;
            self.check_one_of(&value, field, item.span);
            return Some(self.statement(field, index, value, item.span));
        };
        let qualifiers = self.qualifiers(entries, Of::Field(field));
        if entries.iter().all(|entry| entry.node.value == Value::Null) {
            return None;
        }
        let is_value = |entry: &&Entry| entry.key == "value" && entry.node.value != Value::Null;
        let Some(entry) = entries.iter().find(is_value) else {
            // A `value` that is misspelt was told of as such.
            if !means(entries, "value") {
                self.no_value(item, field);
            }
            let statement = self.statement(field, index, self.as_written(item), item.span);
            return Some(Statement { qualifiers, ..statement });
        };
        let value = match self.torn_value(entry, entries, Of::Field(field)) {
            Some(whole) => StatementValue::Unreadable(whole),
            None => self.value(&entry.node, field.field_type, &field.name)?,
        };
        self.check_one_of(&value, field, entry.node.span);
        let statement = self.statement(field, index, value, entry.node.span);
        Some(Statement { qualifiers, ..statement })
    }

    fn no_value(&mut self, item: &Node, field: &Field) {
        let message = format!("`{}` has qualifiers and no `value`", field.name);
        let diagnostic = self
            .bad(Code::BadValue, item.span, message)
            .help(format!("write `{}: {{value: …, source: …}}`", field.name));
        self.report.push(diagnostic);
    }

    fn check_one_of(&mut self, value: &StatementValue, field: &Field, span: Span) {
        let StatementValue::Text(text) = value else { return };
        if field.one_of.is_empty()
            || field.one_of.iter().any(|allowed| allowed.eq_ignore_ascii_case(text))
        {
            return;
        }
        let diagnostic = self
            .bad(Code::NotOneOf, span, format!("`{}` does not take `{text}`", field.name))
            .related(field.place.clone(), "declared here")
            .help(format!(
                "it takes {}",
                field.one_of.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", ")
            ));
        self.report.push(diagnostic);
    }

    /// A field that takes one value may hold several when each is dated.
    fn check_many(&mut self, statements: &[Statement], field: &Field) {
        if field.many || statements.len() < 2 {
            return;
        }
        let undated = statements.iter().find(|s| s.qualifiers.time().is_none());
        if let Some(undated) = undated {
            let message =
                format!("`{}` takes one value, or several that are each dated", field.name);
            let diagnostic = self
                .bad(Code::ManyValues, undated.span, message)
                .label("undated")
                .related(field.place.clone(), "declared here")
                .help("add `from:`, `until:` or `at:` to each, or keep one");
            self.report.push(diagnostic);
        }
    }

    pub(super) fn observations(&mut self, entry: &Entry) {
        for item in entry.node.items() {
            match &item.value {
                Value::Map(entries) if is_observation(entries) => {
                    let observation = self.observation(item, entries);
                    self.note.observations.push(observation);
                }
                Value::Null => {}
                Value::Scalar(_) | Value::List(_) | Value::Map(_) => {
                    let message = match item.sort() {
                        "a map" => "this says nothing that an observation says".to_owned(),
                        sort => format!("an observation is a map, not {sort}"),
                    };
                    let diagnostic = self
                        .bad(Code::BadValue, item.span, message)
                        .help("write `- {period: 2020, value: CNY 1 billion, status: actual, source: \"@source\"}`");
                    self.report.push(diagnostic);
                }
            }
        }
    }

    fn observation(&mut self, item: &Node, entries: &[Entry]) -> Statement {
        let qualifiers = self.qualifiers(entries, Of::Observation);
        let entry = entries.iter().find(|entry| entry.key == "value");
        let torn = entry.and_then(|entry| self.torn_value(entry, entries, Of::Observation));
        let value = match torn {
            Some(whole) => Some(StatementValue::Unreadable(whole)),
            None => entry.and_then(|entry| self.value(&entry.node, FieldType::Quantity, "value")),
        };
        let has = |key: &str| {
            let empty = |entry: &Entry| entry.key == key && entry.node.value == Value::Null;
            means(entries, key) && !entries.iter().any(empty)
        };
        let checks = [
            (
                has("period") || has("at"),
                Code::ObservationPeriod,
                "does not say its period",
                "add `period: 2020`, or `at:` for a day",
            ),
            (has("value"), Code::ObservationValue, "has no value", "add `value: CNY 1 billion`"),
            (
                has("status"),
                Code::ObservationStatus,
                "does not say its status",
                "add `status:` actual, estimate, target, forecast, claimed or unclear",
            ),
            (
                has("source") || has("inferred") || has("unsourced"),
                Code::ObservationSource,
                "has no source",
                "add `source: \"@source, para. 3\"`, or say why there is none: `inferred:` or `unsourced:`",
            ),
        ];
        for (_, code, what, help) in checks.into_iter().filter(|(holds, ..)| !holds) {
            let diagnostic = self
                .bad(code, item.span, format!("an observation {what}"))
                .label("this observation")
                .help(help);
            self.report.push(diagnostic);
        }
        let raw = || StatementValue::Unreadable("—".to_owned());
        Statement {
            field: "observations".to_owned(),
            field_index: None,
            value: value.unwrap_or_else(raw),
            span: entry.map_or(item.span, |entry| entry.node.span),
            qualifiers,
        }
    }

    pub(super) fn compare(&mut self, entry: &Entry) {
        if let Some(inner) = unquoted_link(&entry.node) {
            let diagnostic = self
                .bad(Code::BadLink, entry.node.span, "`compare` is a list in a list, not links")
                .help(format!("quote each link: compare: [\"[[{inner}]]\"]"));
            self.report.push(diagnostic);
            return;
        }
        for item in entry.node.items() {
            if let Some(StatementValue::Reference(reference)) =
                self.value(item, FieldType::Link, "compare")
            {
                self.note.compare.push(Reference { must_exist: true, ..reference });
            }
        }
    }

    /// Each observation of a figure has an address of its own, and all count in one unit.
    pub(super) fn check_observation_addresses(&mut self) {
        let mut seen: HashMap<String, Span> = HashMap::new();
        let path = Arc::clone(self.path);
        let observations = self.note.observations.clone();
        for observation in &observations {
            let Some(address) = observation.observation_address() else { continue };
            let dated = [&observation.qualifiers.period, &observation.qualifiers.at];
            let span = observation.qualifiers.id.as_ref().map(|id| id.span);
            let span = span
                .or_else(|| dated.into_iter().flatten().next().map(|date| date.span))
                .unwrap_or(observation.span);
            if let Some(&first) = seen.get(&address) {
                let diagnostic = self
                    .bad(
                        Code::ObservationAddress,
                        span,
                        format!("two observations stand at `#{address}`"),
                    )
                    .label("the second")
                    .related(Place::new(Arc::clone(&path), first), "the first")
                    .help("give each an `id:` of its own");
                self.report.push(diagnostic);
            } else {
                seen.insert(address, span);
            }
        }
        self.check_units(&observations);
    }

    fn check_units(&mut self, observations: &[Statement]) {
        let counted: Vec<(Span, &Unit)> =
            observations.iter().filter_map(|o| Some((o.span, o.quantity()?.unit()))).collect();
        let Some(&(first, unit)) = counted.iter().find(|(_, unit)| **unit != Unit::None) else {
            return;
        };
        for &(span, other) in counted.iter().filter(|(_, other)| !other.agrees_with(unit)) {
            let diagnostic = match other {
                Unit::None => self.without_unit(span, unit),
                Unit::Currency { .. } | Unit::Percent | Unit::PercentagePoints | Unit::Named(_) => {
                    let message = format!("this figure counts in `{unit}` and in `{other}`");
                    self.bad(Code::MixedUnits, span, message)
                        .label("another unit")
                        .help("keep one unit in a figure; make a figure of its own for the other")
                }
            };
            let first = Place::new(Arc::clone(self.path), first);
            self.report.push(diagnostic.related(first, "the first unit"));
        }
    }

    fn without_unit(&self, span: Span, unit: &Unit) -> Diagnostic {
        let what = if unit.currency().is_some() { "currency" } else { "unit" };
        let message = format!("this figure counts in `{unit}`, and this value names no {what}");
        self.bad(Code::MixedUnits, span, message)
            .label(format!("no {what}"))
            .help(format!("write its {what}; make a figure of its own for what is not `{unit}`"))
    }
}

/// Finds `[[jd]]` written without quotes, which YAML reads as a list in a list.
pub(super) fn unquoted_link(node: &Node) -> Option<String> {
    let Value::List(items) = &node.value else { return None };
    let [Node { value: Value::List(inner), .. }] = items.as_slice() else { return None };
    Some(inner.iter().filter_map(Node::scalar).collect::<Vec<_>>().join(", "))
}
