//! A report for programs: one JSON object a line, or the annotations of GitHub Actions.
//!
//! Takes diagnostics and the texts they point into; gives lines. Never sums anything up.

use super::positions::{Positions, Region, TextOf, Texts};
use super::{Diagnostic, Severity};
use crate::span::Place;
use serde::Serialize;
use std::fmt::Write;

/// Writes one JSON object a line, with the fields that `spec/cli.md` names and the place's `label`.
///
/// Lines and columns count from 1, columns in characters, the end is exclusive; several helps are
/// joined by line breaks. What stands in no text is said to stand at 1:1.
#[must_use]
pub fn json(report: &[Diagnostic], text_of: &TextOf<'_>) -> String {
    let texts = Texts::of(report, text_of);
    let positions = texts.positions();
    let mut out = String::new();
    for diagnostic in report {
        // Strings and numbers always serialise.
        let line = serde_json::to_string(&Line::of(diagnostic, &positions)).unwrap_or_default();
        let _ = writeln!(out, "{line}");
    }
    out
}

/// Writes one workflow command a line: `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::…`.
///
/// # Source
/// GitHub, "Workflow commands for GitHub Actions", and `@actions/core` `command.ts` for the escapes.
/// There, `endColumn` is the last column, and says nothing about a place of several lines.
#[must_use]
pub fn github(report: &[Diagnostic], text_of: &TextOf<'_>) -> String {
    let texts = Texts::of(report, text_of);
    let positions = texts.positions();
    let mut out = String::new();
    for diagnostic in report {
        let _ = writeln!(out, "{}", command(diagnostic, &positions));
    }
    out
}

/// One line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Where<'a>,
    label: &'a str,
    help: String,
    related: Vec<Other<'a>>,
}

/// A place as programs read it.
#[derive(Serialize)]
struct Where<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// Another place concerned.
#[derive(Serialize)]
struct Other<'a> {
    #[serde(flatten)]
    place: Where<'a>,
    label: &'a str,
}

impl<'a> Line<'a> {
    fn of(diagnostic: &'a Diagnostic, positions: &Positions<'_>) -> Self {
        let others = diagnostic.related.iter();
        Self {
            code: diagnostic.code.name(),
            severity: diagnostic.severity.name(),
            message: &diagnostic.message,
            place: Where::of(&diagnostic.place, positions),
            label: &diagnostic.label,
            help: diagnostic.help.join("\n"),
            related: others
                .map(|other| Other {
                    place: Where::of(&other.place, positions),
                    label: &other.label,
                })
                .collect(),
        }
    }
}

impl<'a> Where<'a> {
    fn of(place: &'a Place, positions: &Positions<'_>) -> Self {
        let Region { start, end } = positions.region(place).unwrap_or(Region::FIRST);
        Self {
            path: &place.path,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// Writes one workflow command.
fn command(diagnostic: &Diagnostic, positions: &Positions<'_>) -> String {
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let Region { start, end } = positions.region(&diagnostic.place).unwrap_or(Region::FIRST);
    let mut properties = format!("file={}", property(&diagnostic.place.path));
    let _ = write!(properties, ",line={},col={},endLine={}", start.line, start.column, end.line);
    if end.line == start.line {
        let _ = write!(properties, ",endColumn={}", end.column.saturating_sub(1).max(start.column));
    }
    let title = property(diagnostic.code.name());
    format!("::{name} {properties},title={title}::{}", message(&words(diagnostic)))
}

/// Joins headline, label and help.
fn words(diagnostic: &Diagnostic) -> String {
    let mut words = diagnostic.message.clone();
    if !diagnostic.label.is_empty() {
        let _ = write!(words, " ({})", diagnostic.label);
    }
    for help in &diagnostic.help {
        let _ = write!(words, "\nhelp: {help}");
    }
    words
}

/// Escapes the message of a workflow command.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
