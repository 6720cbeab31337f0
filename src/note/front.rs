//! Splits a text into front matter and body.
//!
//! Takes a text; gives the tree of its front matter and the span of its body. Never reads a field.

use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics};
use crate::span::{Place, Span};
use crate::yaml::{self, Node, Value};
use std::sync::Arc;

/// A text in its two parts.
pub(super) struct Split {
    /// The front matter, where there is one that reads as a map.
    pub(super) node: Option<Node>,
    /// Bytes of the body.
    pub(super) body: Span,
    /// Whether front matter that speaks of a draft could not be read, so that the note must be held back.
    pub(super) unreadable: bool,
}

/// Splits `text` at its front matter, which begins on the first line or not at all.
pub(super) fn split(text: &str, path: &Arc<str>) -> Checked<Split> {
    let mut report = Diagnostics::default();
    let whole = Span::new(bom(text), text.len());
    let plain = |unreadable| Split { node: None, body: whole, unreadable };
    let Some(yaml_start) = opening(text) else {
        let Some(start) = never_opened(text) else { return Checked::clean(plain(false)) };
        report.push(unopened(text, start, path));
        return report.beside(plain(names_draft(text)));
    };
    let Some((yaml_end, body_start)) = closing(text, yaml_start) else {
        if !looks_like_front_matter(&text[yaml_start..]) {
            return Checked::clean(plain(false));
        }
        report.push(unclosed(text, path));
        return report.beside(plain(names_draft(&text[yaml_start..])));
    };
    let yaml = &text[yaml_start..yaml_end];
    let node = report.keep(yaml::parse(yaml, yaml_start, path));
    let body = Span::new(body_start, text.len());
    let node = node.filter(|node| match &node.value {
        Value::Map(_) => true,
        Value::Null => false,
        Value::Scalar(_) | Value::List(_) => {
            report.push(not_a_map(node, yaml, yaml_start, path));
            false
        }
    });
    let unreadable = node.is_none() && names_draft(yaml);
    report.beside(Split { node, body, unreadable })
}

fn names_draft(yaml: &str) -> bool {
    let marks = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '{' | '-');
    let begins = |line: &str| {
        let is_word = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        line.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("draft")) && is_word(&line[5..])
    };
    yaml.lines().any(|line| begins(line.trim_start_matches(marks)))
}

fn bom(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 }
}

/// Returns where the YAML begins: after a first line of three dashes.
fn opening(text: &str) -> Option<usize> {
    let start = bom(text);
    let line = text[start..].split_inclusive(['\n', '\r']).next()?;
    let dashes = line.trim_end();
    let rest = start + line.len();
    let newline = usize::from(line.ends_with('\r') && text[rest..].starts_with('\n'));
    (dashes == "---").then_some(rest + newline)
}

/// Returns where the YAML ends and the body begins: at the next line of three dashes or dots.
fn closing(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    for line in text[from..].split_inclusive(['\n', '\r']) {
        let end = at + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            let newline = usize::from(line.ends_with('\r') && text[end..].starts_with('\n'));
            return Some((at, end + newline));
        }
        at = end;
    }
    None
}

/// Finds fields at the top of a text that no line of three dashes opens: where they begin, or the line that should open them.
///
/// A line of dashes must end them, and the first be one that every note may have: prose may begin with a colon too.
fn never_opened(text: &str) -> Option<usize> {
    let start = text.len() - text[bom(text)..].trim_start().len();
    let first = text[start..].lines().next()?;
    let fields = if is_dashes(first) { start + first.len() } else { start };
    closing(text, fields).filter(|_| looks_like_front_matter(&text[fields..]))?;
    let key = text[fields..].trim_start().split([':', '：']).next()?;
    super::reader::COMMON_FIELDS.contains(&key).then_some(start)
}

/// Returns whether a line is drawn of dashes of any sort, as a word processor makes of three.
fn is_dashes(line: &str) -> bool {
    let dashes = line.trim();
    dashes.chars().all(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2500}' | '\u{FF0D}'))
        && dashes.len() > 1
}

/// Tells front matter that is never closed from a thematic break: its first line that is not blank names a key.
fn looks_like_front_matter(rest: &str) -> bool {
    let first = rest.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let key = first.split([':', '：']).next().unwrap_or_default();
    key.len() < first.trim_end().len()
        && !key.is_empty()
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

fn unopened(text: &str, start: usize, path: &Arc<str>) -> Diagnostic {
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    let label = if line == "---" {
        "not on the first line"
    } else if is_dashes(line) {
        "not three plain dashes"
    } else {
        "fields begin here"
    };
    let span = Span::new(start, start + line.len());
    Diagnostic::new(Code::FrontMatterUnclosed, path, span, "the front matter is never opened")
        .label(label)
        .help("let the file begin with a line of three dashes, `---`, and the fields follow it")
}

fn unclosed(text: &str, path: &Arc<str>) -> Diagnostic {
    let start = bom(text);
    let span = Span::new(start, start + 3);
    let diagnostic =
        Diagnostic::new(Code::FrontMatterUnclosed, path, span, "the front matter is never closed")
            .label("opened here")
            .help("end it with a line of three dashes, `---`, before the text");
    match dashes_below(text, span.end) {
        Some(span) => {
            diagnostic.related(Place::new(Arc::clone(path), span), "not three plain dashes")
        }
        None => diagnostic,
    }
}

/// Finds the first line of dashes, which was probably meant to close what stands above it.
fn dashes_below(text: &str, from: usize) -> Option<Span> {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if is_dashes(line) {
            return Some(Span::new(at, at + line.trim_end().len()));
        }
        at += line.len();
    }
    None
}

fn not_a_map(node: &Node, yaml: &str, offset: usize, path: &Arc<str>) -> Diagnostic {
    if let Some(span) = yaml::full_width_colon_at(yaml, offset) {
        return Diagnostic::new(
            Code::FrontMatterNotMap,
            path,
            span,
            "a full-width colon does not end a key",
        )
        .label("`：`")
        .help("write `:` and a space after it");
    }
    let message = format!("the front matter is {}, not a map of fields", node.sort());
    Diagnostic::new(Code::FrontMatterNotMap, path, node.span, message)
        .help("write one `field: value` on each line")
}
