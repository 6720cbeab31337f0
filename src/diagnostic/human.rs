//! A report as a person reads it, with the line of each place and a caret under it.
//!
//! Takes sorted diagnostics and the texts they point into; gives text for a terminal or a file. Names
//! `annotate-snippets`, which places carets by display width. Never prints.

use super::positions::{Positions, Region, TextOf, Texts};
use super::{Code, Diagnostic, Severity};
use crate::span::{Place, Position, Span};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Columns of a source line that a report shows at most.
const LINE_WIDTH: usize = 100;
/// Columns that stay before the place when a line is cut.
const HEAD_WIDTH: usize = 40;
/// Problems of one code that are told one by one when runs are summed up.
const RUN_LENGTH: usize = 20;

/// Whether a report is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Bare text.
    Plain,
    /// With the escape codes of a terminal.
    Styled,
}

/// What becomes of many problems of one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// The first twenty are told, the rest are counted.
    SummedUp,
    /// Each is told, as `--verbose` asks.
    Whole,
}

/// Writes `report` for a person, with a closing line that counts it; nothing where nothing is wrong.
///
/// # Shape
/// The order of the report is kept. Long lines are cut around the place, so that a report takes
/// time by its number of problems and never by the length of a line.
#[must_use]
pub fn human(report: &[Diagnostic], text_of: &TextOf<'_>, colour: Colour, runs: Runs) -> String {
    let (shown, more) = told(report, runs);
    let texts = Texts::of(&shown, text_of);
    let positions = texts.positions();
    let renderer = renderer(colour);
    let mut out = String::new();
    for diagnostic in &shown {
        let _ = writeln!(out, "{}\n", tell(diagnostic, &texts, &positions, &renderer));
    }
    for (code, count) in &more {
        let _ = writeln!(out, "… and {count} more `{code}`; all with --verbose");
    }
    let gap = if more.is_empty() { "" } else { "\n" };
    if !report.is_empty() {
        let _ = writeln!(out, "{gap}{}", counts(report));
    }
    out
}

/// Counts a report in words: `2 errors, 1 warning`.
#[must_use]
pub fn counts(report: &[Diagnostic]) -> String {
    let count = |severity| report.iter().filter(|each| each.severity == severity).count();
    let words = [
        (count(Severity::Error), "error", "errors"),
        (count(Severity::Warning), "warning", "warnings"),
        (count(Severity::Advice), "piece of advice", "pieces of advice"),
    ];
    let said = words.iter().filter(|(count, ..)| *count > 0);
    let said: Vec<String> = said
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    if said.is_empty() { String::from("nothing wrong") } else { said.join(", ") }
}

/// Chooses what is told, and counts the rest of each code.
fn told(report: &[Diagnostic], runs: Runs) -> (Vec<Diagnostic>, BTreeMap<Code, usize>) {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for diagnostic in report {
        let count = counts.entry(diagnostic.code).or_default();
        *count += 1;
        if runs == Runs::Whole || *count <= RUN_LENGTH {
            shown.push(diagnostic.clone());
        }
    }
    let more =
        counts.into_iter().filter(|(_, count)| runs == Runs::SummedUp && *count > RUN_LENGTH);
    (shown, more.map(|(code, count)| (code, count - RUN_LENGTH)).collect())
}

fn renderer(colour: Colour) -> Renderer {
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Styled => Renderer::styled(),
    };
    renderer.term_width(LINE_WIDTH * 4)
}

/// Tells one diagnostic: headline, place, related places, help.
fn tell(
    diagnostic: &Diagnostic,
    texts: &Texts,
    positions: &Positions<'_>,
    renderer: &Renderer,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name(Severity::Advice.name()),
    };
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    let mut elsewhere = Vec::new();
    for (place, label, kind) in marks(diagnostic) {
        group = match (texts.get(&place.path), positions.region(place)) {
            (Some(text), Some(Region { start, .. })) => {
                let excerpt = excerpt(text, place.span);
                elsewhere.extend(excerpt.elsewhere(&place.path, start));
                group.element(
                    snippet(excerpt, kind, label).path(&*place.path).line_start(start.line),
                )
            }
            (None, _) | (_, None) => group.element(Origin::path(&*place.path)),
        };
    }
    let help = diagnostic.help.iter().map(|help| Level::HELP.message(&**help));
    let told = renderer.render(&[group.elements(help)]);
    elsewhere.iter().fold(told, |told, (counted, meant)| told.replacen(counted, meant, 1))
}

/// Lists the places of a diagnostic with what is said there.
fn marks(diagnostic: &Diagnostic) -> impl Iterator<Item = (&Place, &str, AnnotationKind)> {
    let first = (&diagnostic.place, &*diagnostic.label, AnnotationKind::Primary);
    let others = diagnostic.related.iter();
    let others = others.map(|other| (&other.place, &*other.label, AnnotationKind::Context));
    std::iter::once(first).chain(others)
}

/// Marks a place in its line.
fn snippet<'a>(
    excerpt: Excerpt,
    kind: AnnotationKind,
    label: &'a str,
) -> Snippet<'a, Annotation<'a>> {
    let mark = kind.span(excerpt.span).label(Some(label).filter(|label| !label.is_empty()));
    Snippet::source(excerpt.text).annotation(mark)
}

/// A line, or the part of it around a place, and where the place is in it.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt {
    text: String,
    span: Range<usize>,
}

impl Excerpt {
    /// Returns the place as the renderer counts it in the excerpt, and as it is, where they differ.
    fn elsewhere(&self, path: &str, start: Position) -> Option<(String, String)> {
        let Position { line, column } = start;
        let counted = self.text[..self.span.start].chars().count() + 1;
        (counted != column)
            .then(|| (format!("{path}:{line}:{counted}"), format!("{path}:{line}:{column}")))
    }
}

/// Cuts the line that `span` begins in around it; a span of several lines is cut at the first one's end.
fn excerpt(text: &str, span: Span) -> Excerpt {
    let start = floor(text, span.start);
    let end = floor(text, span.end).max(start);
    let (mut head, mut from_start) = taken_back(&text[..start], LINE_WIDTH);
    let (mut tail, mut to_end) = taken(&text[start..], LINE_WIDTH);
    if !from_start || !to_end || width(head) + width(tail) > LINE_WIDTH {
        let whole = head.len();
        (head, _) = taken_back(head, HEAD_WIDTH);
        from_start &= head.len() == whole;
        let whole = tail.len();
        (tail, _) = taken(tail, LINE_WIDTH.saturating_sub(width(head)));
        to_end &= tail.len() == whole;
    }
    let before = if from_start { "" } else { "… " };
    let after = if to_end { "" } else { " …" };
    let from = before.len() + head.len();
    let to = from + (end - start).min(tail.len());
    Excerpt { text: format!("{before}{head}{tail}{after}"), span: from..to }
}

/// Takes up to `columns` of the line that `text` begins with, and says whether that is all of it.
fn taken(text: &str, columns: usize) -> (&str, bool) {
    let mut room = columns;
    for (at, c) in text.char_indices() {
        if matches!(c, '\n' | '\r') {
            return (&text[..at], true);
        }
        match room.checked_sub(columns_of(c)) {
            Some(rest) => room = rest,
            None => return (&text[..at], false),
        }
    }
    (text, true)
}

/// Takes up to `columns` of the line that `text` ends in, and says whether that is all of it.
fn taken_back(text: &str, columns: usize) -> (&str, bool) {
    let mut room = columns;
    for (at, c) in text.char_indices().rev() {
        let after = at + c.len_utf8();
        if matches!(c, '\n' | '\r') {
            return (&text[after..], true);
        }
        match room.checked_sub(columns_of(c)) {
            Some(rest) => room = rest,
            None => return (&text[after..], false),
        }
    }
    (text, true)
}

/// Returns the display width of `text`.
fn width(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Returns the display width of `c`; what has none counts as one, so that a cut is always bounded.
fn columns_of(c: char) -> usize {
    c.width().unwrap_or_default().max(1)
}

/// Moves back to a character border within the text.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}
