//! What the template engine complains of → diagnostics in a template author's terms.
//!
//! Takes the engine's errors and the templates' texts; gives diagnostics with places. The engine tells some places
//! only in its printed report, so that is read here and nowhere else.

use super::Sources;
use crate::diagnostic::{Code, Diagnostic};
use crate::span::{Place, Span};
use std::sync::Arc;
use tera::{Error, ErrorKind};

/// Tells what kept the templates from being read: one diagnostic for each complaint.
pub(super) fn of_loading(error: &Error, sources: &Sources) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::Msg(report) if report.starts_with("error: ") => {
            report.split("\n\n").filter_map(|report| of_report(report, sources)).collect()
        }
        _ => vec![of_rendering(error, "base.html", sources)],
    }
}

/// Tells why `template` could not be rendered.
pub(super) fn of_rendering(error: &Error, template: &str, sources: &Sources) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(fault) | ErrorKind::RenderingError(fault) => {
            let range = fault.span().range.clone();
            let diagnostic = at(fault.filename(), range.into(), fault.message());
            callers(&error.to_string(), sources)
                .into_iter()
                .fold(diagnostic, |diagnostic, (place, label)| diagnostic.related(place, label))
        }
        ErrorKind::MissingParent { current, parent } => at(
            current,
            quoted(current, parent, sources),
            &format!("there is no template `{parent}` to extend"),
        ),
        ErrorKind::CircularExtend { tpl, .. } => {
            at(tpl, Span::default(), "this template extends itself in a circle")
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            at(tpl, Span::default(), "this template includes itself in a circle")
        }
        ErrorKind::TemplateNotFound(name) => at(name, Span::default(), "there is no such template"),
        _ => at(template, Span::default(), &error.to_string()),
    }
}

/// Reads one printed report: `error: …` on the first line, ` --> file:line:column` on the second.
fn of_report(report: &str, sources: &Sources) -> Option<Diagnostic> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let place = place_of(lines.next()?.trim_start().strip_prefix("--> ")?, sources)?;
    Some(told(place, message))
}

/// Reads the places from which the failing template was included or called.
fn callers(report: &str, sources: &Sources) -> Vec<(Place, String)> {
    let notes = report.lines().filter_map(|line| line.strip_prefix("note: "));
    notes
        .filter_map(|note| {
            let (label, place) = note.rsplit_once(' ')?;
            Some((place_of(place, sources)?, label.to_owned()))
        })
        .collect()
}

/// Reads `file:line:column`, both counted from 1 and the column in characters.
fn place_of(text: &str, sources: &Sources) -> Option<Place> {
    let mut parts = text.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let source = sources.get(name)?;
    let before: usize = source.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let start =
        before + source[before..].chars().take(column - 1).map(char::len_utf8).sum::<usize>();
    Some(Place::new(path(name), Span::new(start, start)))
}

fn quoted(template: &str, name: &str, sources: &Sources) -> Span {
    let start = sources.get(template).and_then(|source| source.find(name));
    start.map_or_else(Span::default, |start| Span::new(start, start + name.len()))
}

fn at(template: &str, span: Span, message: &str) -> Diagnostic {
    told(Place::new(path(template), span), message)
}

/// Puts the engine's words into the house's form: a headline in lower case with no full stop, the rest as help.
fn told(place: Place, message: &str) -> Diagnostic {
    let mut sentences = message.lines().next().unwrap_or_default().split(". ").map(lowered);
    let headline = sentences.next().unwrap_or_default();
    let diagnostic = Diagnostic::new(Code::BadTemplate, &place.path, place.span, headline);
    sentences.fold(diagnostic, Diagnostic::help)
}

fn path(template: &str) -> Arc<str> {
    format!("templates/{template}").into()
}

fn lowered(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
