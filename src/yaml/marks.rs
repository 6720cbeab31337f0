//! Where the values of a YAML text stand, and what in it no reader should be given.
//!
//! Takes YAML; gives one mark for each value in the order of the text (keys before their values), and the values themselves
//! where they are plain.

use super::lines::{self, Met};
use super::plain::Plain;
use super::raw::Raw;
use crate::span::Span;
use saphyr_parser::{Event, Parser};

/// The place of one value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mark {
    pub(super) span: Span,
}

/// Marks each value in the order of the text; what `saphyr-parser` cannot read ends the list.
///
/// # Shape
/// Besides, the values, unless one of them is not plain.
pub(super) fn of(yaml: &str) -> (Vec<Mark>, Option<Raw>) {
    quickly(yaml).unwrap_or_else(|| slowly(yaml))
}

/// Marks a text of ordinary lines, without `saphyr-parser`.
pub(super) fn quickly(yaml: &str) -> Option<(Vec<Mark>, Option<Raw>)> {
    let plain = Plain::new(yaml);
    let events = plain.is_plain().then(|| lines::events(yaml))??;
    Some(of_events(yaml, plain, events.into_iter()))
}

/// Marks any text, as far as `saphyr-parser` comes.
pub(super) fn slowly(yaml: &str) -> (Vec<Mark>, Option<Raw>) {
    let bytes = ByteOffsets::new(yaml);
    let events = Parser::new_from_str(yaml).map_while(Result::ok);
    let events =
        events.map(|(event, span)| (event, bytes.span(span.start.index(), span.end.index())));
    of_events(yaml, Plain::new(yaml), events)
}

fn of_events<'a>(
    yaml: &str,
    mut plain: Plain,
    events: impl Iterator<Item = Met<'a>>,
) -> (Vec<Mark>, Option<Raw>) {
    let mut marks: Vec<Mark> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut last_end = 0;
    for (event, local) in events {
        plain.take(&event, &yaml[local.start..local.end]);
        match event {
            Event::Scalar(..) => {
                let span = unquoted_tail(yaml, trimmed(yaml, local));
                marks.push(Mark { span });
                last_end = span.end;
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                open.push(marks.len());
                marks.push(Mark { span: local });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                last_end = last_end.max(local.end.min(yaml.len()));
                if let Some(at) = open.pop() {
                    let start = marks[at].span.start;
                    marks[at].span = trimmed(yaml, Span::new(start, last_end.max(start)));
                }
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::Alias(_) => {}
        }
    }
    (marks, plain.finish())
}

/// Takes white space off the end of a span.
fn trimmed(yaml: &str, span: Span) -> Span {
    let text = &yaml[span.start..span.end.max(span.start)];
    Span::new(span.start, span.start + text.trim_end().len())
}

/// Ends the span of a quoted scalar at its closing quote: this parser goes on over a comment behind it.
fn unquoted_tail(yaml: &str, span: Span) -> Span {
    let bytes = &yaml.as_bytes()[span.start..span.end];
    let Some(&quote) = bytes.first().filter(|byte| matches!(byte, b'"' | b'\'')) else {
        return span;
    };
    let mut at = 1;
    while at < bytes.len() {
        let is_escape = (quote == b'"' && bytes[at] == b'\\')
            || (quote == b'\'' && bytes[at..].starts_with(b"''"));
        if !is_escape && bytes[at] == quote {
            return Span::new(span.start, span.start + at + 1);
        }
        at += if is_escape { 2 } else { 1 };
    }
    span
}

/// Finds the first `&anchor` or `*alias`.
pub(super) fn anchor(yaml: &str) -> Option<Span> {
    if !yaml.contains(['&', '*']) {
        return None;
    }
    let bytes = ByteOffsets::new(yaml);
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event.ok()?;
        let anchored = match event {
            Event::Alias(_) => true,
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _) => anchor > 0,
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::SequenceEnd
            | Event::MappingEnd => false,
        };
        if anchored {
            return Some(bytes.span(span.start.index(), span.end.index()));
        }
    }
    None
}

/// Returns where brackets, braces or dashes nest deeper than `limit`, quotes aside.
pub(super) fn too_deep(yaml: &str, limit: usize) -> Option<usize> {
    // Most texts have not even so many of these signs; one by one, they are counted sixteen bytes at a time.
    let count = |sign: u8| yaml.bytes().filter(|&byte| byte == sign).count();
    if b"[{-?:".iter().map(|&sign| count(sign)).sum::<usize>() <= limit {
        return None;
    }
    let mut depth = 0_usize;
    let mut dashes = 0_usize;
    for (at, byte) in yaml.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'-' | b'?' | b':' => dashes += 1,
            b' ' => {}
            _ => dashes = 0,
        }
        if byte == b'\n' {
            dashes = 0;
        }
        if depth > limit || (dashes > limit && nests(&yaml[at + 1 - limit.min(at + 1)..=at])) {
            return Some(at);
        }
    }
    None
}

/// Returns whether a run of dashes is one of nested lists rather than a ruler such as `-----`.
fn nests(run: &str) -> bool {
    run.contains("- -") || run.contains("? ?")
}

/// Turns character counts into byte offsets.
struct ByteOffsets {
    /// Empty for ASCII, where both agree.
    starts: Vec<usize>,
    len: usize,
}

impl ByteOffsets {
    fn new(text: &str) -> Self {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).collect()
        };
        Self { starts, len: text.len() }
    }

    fn at(&self, index: usize) -> usize {
        if self.starts.is_empty() {
            index.min(self.len)
        } else {
            self.starts.get(index).copied().unwrap_or(self.len)
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let start = self.at(start);
        Span::new(start, self.at(end).max(start))
    }
}
