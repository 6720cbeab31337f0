//! One value of a given type.
//!
//! Takes a YAML node and a type; gives what it states. What cannot be read is reported and kept as it was written.

use super::Reader;
use crate::diagnostic::Code;
use crate::note::statement::{Citation, Reference, StatementValue};
use crate::note::target::Target;
use crate::schema::FieldType;
use crate::span::Span;
use crate::value::{Date, parse_money, parse_quantity, parse_url};
use crate::yaml::{Node, Value};

impl Reader<'_> {
    /// Reads a scalar as a value of `of`; null is no value.
    pub(super) fn value(
        &mut self,
        node: &Node,
        of: FieldType,
        name: &str,
    ) -> Option<StatementValue> {
        let text = match &node.value {
            Value::Null => return None,
            Value::Scalar(text) => text,
            Value::List(_) | Value::Map(_) => return Some(self.misshapen(node, of, name)),
        };
        let read = match of {
            FieldType::Text => Ok(StatementValue::Text(text.trim().to_owned())),
            FieldType::Markdown => Ok(StatementValue::Markdown(text.clone())),
            FieldType::Date => Date::parse(text).map(StatementValue::Date),
            FieldType::Quantity => parse_quantity(text).map(StatementValue::Quantity),
            FieldType::Money => parse_money(text).map(StatementValue::Quantity),
            FieldType::Url => parse_url(text).map(StatementValue::Url),
            FieldType::Link | FieldType::Name => return Some(self.reference(node, of, name)),
            FieldType::Citation => Ok(match self.citation(node) {
                Some(citation) => StatementValue::Citation(citation),
                None => StatementValue::Unreadable(text.clone()),
            }),
        };
        Some(read.unwrap_or_else(|unreadable| {
            self.unreadable(node, &unreadable);
            StatementValue::Unreadable(text.clone())
        }))
    }

    fn misshapen(&mut self, node: &Node, of: FieldType, name: &str) -> StatementValue {
        let code = match of {
            FieldType::Link | FieldType::Name => Code::BadLink,
            FieldType::Citation => Code::BadCitation,
            FieldType::Date => Code::BadDate,
            FieldType::Quantity => Code::BadQuantity,
            FieldType::Money => Code::BadMoney,
            FieldType::Url => Code::BadUrl,
            FieldType::Text | FieldType::Markdown => Code::BadValue,
        };
        let message = format!("`{name}` takes one value here, not {}", node.sort());
        let help = self.shape_help(node);
        let diagnostic = self.bad(code, node.span, message).label(node.sort()).help(help);
        self.report.push(diagnostic);
        self.as_written(node)
    }

    /// Keeps a node as it is written, on one line.
    pub(super) fn as_written(&self, node: &Node) -> StatementValue {
        let raw = &self.note.text[node.span.start..node.span.end];
        StatementValue::Unreadable(raw.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    pub(super) fn reference(&mut self, node: &Node, of: FieldType, name: &str) -> StatementValue {
        let text = node.scalar().unwrap_or_default();
        let (target, must_exist, span) = match Target::brackets(text) {
            Some(inside) => (Target::parse(&text[inside.clone()]), true, self.within(node, inside)),
            None if text.contains("[[") || text.contains("]]") => {
                let message =
                    format!("`{name}` takes one link, and `{text}` is more or less than that");
                let help = super::uncurled(node).unwrap_or_else(|| {
                    "write one link, `\"[[note]]\"`, or a list of them".to_owned()
                });
                let diagnostic = self.bad(Code::BadLink, node.span, message).help(help);
                self.report.push(diagnostic);
                return StatementValue::Unreadable(text.to_owned());
            }
            None => {
                let target = Target { name: text.trim().to_owned(), ..Target::default() };
                (target, of == FieldType::Link, self.within(node, 0..text.len()))
            }
        };
        if target.name.is_empty() {
            let diagnostic = self
                .bad(Code::BadLink, node.span, format!("`{name}` names no note"))
                .help("write `\"[[note]]\"`");
            self.report.push(diagnostic);
            return StatementValue::Unreadable(text.to_owned());
        }
        StatementValue::Reference(Reference { target, must_exist, span })
    }

    /// Reads `@source, para. 3`; `[[source]]` is read as well.
    pub(super) fn citation(&mut self, node: &Node) -> Option<Citation> {
        let text = match &node.value {
            Value::Null => return None,
            Value::Scalar(text) => text.trim(),
            Value::List(_) | Value::Map(_) => {
                self.bad_citation(
                    node,
                    node.span,
                    format!("a citation is wanted, not {}", node.sort()),
                );
                return None;
            }
        };
        if let Some(several) = several_sources(text) {
            let message = format!("`{text}` names more than one source");
            let help = format!("write a list of them: [{}]", several.join(", "));
            let diagnostic = self.bad(Code::BadCitation, node.span, message).help(help);
            self.report.push(diagnostic);
            return None;
        }
        if let Some((mark, name, locator)) = wrongly_parted(text) {
            let message = format!("`{mark}` does not part a source from a place in it");
            let help = format!("write \"@{name}, {locator}\"");
            let diagnostic = self.bad(Code::BadCitation, node.span, message).help(help);
            self.report.push(diagnostic);
            let (name, locator) = (name.to_owned(), Some(locator.to_owned()));
            return Some(Citation { name, locator, span: node.span });
        }
        let (name, locator) = match text.split_once(',') {
            Some((name, locator)) => (name.trim(), Some(locator.trim().to_owned())),
            None => (text, None),
        };
        let name = name.strip_prefix('@').or_else(|| name.strip_prefix("[[")?.strip_suffix("]]"));
        let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else {
            self.bad_citation(node, node.span, format!("`{text}` is not a citation"));
            return None;
        };
        let locator = locator.filter(|locator| !locator.is_empty());
        Some(Citation { name: name.to_owned(), locator, span: node.span })
    }

    fn bad_citation(&mut self, node: &Node, span: Span, message: String) {
        let curly = ['“', '”', '‘', '’'];
        let text = node.scalar().unwrap_or("source").trim_start_matches(curly);
        let help = if text.contains("://") {
            "make a note of it, with `zhiku new source \"Title\"` and this as its `url`, and cite that: \"@its-slug\""
                .to_owned()
        } else {
            format!(
                "write \"@{}\", with the slug of a source note, and a locator if wanted: \"@source, para. 3\"",
                text.trim_start_matches('@')
                    .trim_end_matches(curly)
                    .split([',', ' '])
                    .next()
                    .unwrap_or("source")
            )
        };
        let diagnostic = self.bad(Code::BadCitation, span, message).help(help);
        self.report.push(diagnostic);
    }
}

/// Takes a citation apart where a mark stands between two names of sources: each as a list has it.
fn several_sources(text: &str) -> Option<Vec<String>> {
    let marks = [',', ';', '，', '；', '、'];
    let begins = |at: &usize| text[*at..].trim_start_matches(marks).trim_start().starts_with('@');
    let cuts: Vec<usize> = text.match_indices(marks).map(|(at, _)| at).filter(begins).collect();
    if cuts.is_empty() {
        return None;
    }
    let ends = cuts.iter().copied().chain([text.len()]);
    let starts = [0].into_iter().chain(cuts.iter().copied());
    let one = |(start, end): (usize, usize)| {
        format!("\"{}\"", text[start..end].trim_start_matches(marks).trim())
    };
    Some(starts.zip(ends).map(one).collect())
}

/// Finds a mark that was meant as the comma of `@source, para. 3`, with what stands on both sides of it.
fn wrongly_parted(text: &str) -> Option<(char, &str, &str)> {
    let rest = text.strip_prefix('@')?;
    let at = rest.find([',', ';', '，', '；'])?;
    let mark = rest[at..].chars().next().filter(|mark| *mark != ',')?;
    let (name, locator) = (rest[..at].trim(), rest[at + mark.len_utf8()..].trim());
    let is_one = !name.is_empty() && !locator.is_empty() && !locator.contains('@');
    is_one.then_some((mark, name, locator))
}
