//! Front matter as nearly everyone writes it, read line by line.
//!
//! Takes YAML of characters that people type; gives the events that `saphyr-parser` would give for it, in a fraction of the
//! time, or nothing as soon as anything is less than ordinary: a comment behind a value, an escape, a scalar that goes on in
//! the next line. Never reads anything differently from `saphyr-parser`; a property holds this.

use super::plain::{MAX_KEY_BYTES, SIGNS};
use crate::span::Span;
use saphyr_parser::{Event, ScalarStyle};
use std::borrow::Cow;

/// An event and where in the text it was met, in bytes.
pub(super) type Met<'a> = (Event<'a>, Span);

/// Reads a whole text; its nesting in brackets must have been found to be bounded.
pub(super) fn events(yaml: &str) -> Option<Vec<Met<'_>>> {
    let mut lines = Lines { yaml, open: Vec::new(), colon: None, events: Vec::new() };
    let mut start = 0;
    for line in yaml.split('\n') {
        lines.line(start, line)?;
        start += line.len() + 1;
    }
    lines.finish()
}

/// What was read of a text so far.
struct Lines<'a> {
    yaml: &'a str,
    /// Lists and maps without brackets that are not closed yet, the innermost last.
    open: Vec<Block>,
    /// The colon of the last key, where its value is nothing or begins in a line below.
    colon: Option<usize>,
    events: Vec<Met<'a>>,
}

/// A list or map without brackets.
#[derive(Clone, Copy, PartialEq)]
struct Block {
    /// How far its dashes or keys are indented, in bytes.
    indent: usize,
    is_list: bool,
}

impl Block {
    /// Returns whether a line that goes on with this block leaves `inner` behind.
    const fn ends(self, inner: &Self) -> bool {
        inner.indent > self.indent
            || (inner.indent == self.indent && inner.is_list && !self.is_list)
    }
}

impl<'a> Lines<'a> {
    fn line(&mut self, start: usize, line: &str) -> Option<()> {
        let text = line.trim_start_matches(' ');
        if text.is_empty() || text.starts_with('#') {
            return Some(());
        }
        let indent = line.len() - text.len();
        let at = start + indent;
        let block = Block { indent, is_list: text.starts_with("- ") };
        self.settle(block, at)?;
        if block.is_list { self.item(indent, at) } else { self.entry(at) }
    }

    /// Closes the blocks that end before a line, and opens the one that begins with it.
    fn settle(&mut self, line: Block, at: usize) -> Option<()> {
        if self.events.is_empty() {
            self.open(line, at);
        } else if let Some(colon) = self.colon.take() {
            let map = self.open.last()?.indent;
            if line.indent > map {
                self.open(line, at);
            } else if line.indent == map && line.is_list {
                // Of a list that is no further in than its key, `saphyr-parser` says that it begins behind its dash.
                self.open(line, self.behind_spaces(at + 1));
            } else {
                self.nothing(colon);
            }
        }
        while let Some(block) = self.open.pop_if(|block| line.ends(block)) {
            self.close(block, at);
        }
        self.open.last().filter(|block| **block == line).map(|_| ())
    }

    /// Reads a dash and the value behind it, which may be the first entry of a map.
    fn item(&mut self, indent: usize, dash: usize) -> Option<()> {
        let at = self.behind_spaces(dash + 1);
        let is_map = self.plain_end(at, false).is_some_and(|end| self.is(end, b':'));
        if !is_map {
            return self.last(at);
        }
        self.open(Block { indent: indent + (at - dash), is_list: false }, at);
        self.entry(at)
    }

    /// Reads a key and what is left of its line.
    fn entry(&mut self, at: usize) -> Option<()> {
        let colon = self.key(at, false)?;
        let at = self.behind_spaces(colon + 1);
        if self.is_line_end(at) {
            self.colon = Some(colon);
            return Some(());
        }
        self.last(at)
    }

    /// Reads the value that ends a line.
    fn last(&mut self, at: usize) -> Option<()> {
        let end = self.value(at, false)?;
        self.is_line_end(self.behind_spaces(end)).then_some(())
    }

    /// Reads a value and says where it ends.
    fn value(&mut self, at: usize, is_flow: bool) -> Option<usize> {
        match self.byte(at)? {
            b'[' => self.flow(at, b']'),
            b'{' => self.flow(at, b'}'),
            _ => self.word(at, is_flow),
        }
    }

    /// Reads a scalar and says where it ends.
    fn word(&mut self, at: usize, is_flow: bool) -> Option<usize> {
        let (style, quote, end) = match self.byte(at)? {
            b'"' => (ScalarStyle::DoubleQuoted, 1, self.quoted_end(at)?),
            b'\'' => (ScalarStyle::SingleQuoted, 1, self.quoted_end(at)?),
            _ => (ScalarStyle::Plain, 0, self.plain_end(at, is_flow)?),
        };
        self.scalar(&self.yaml[at + quote..end - quote], style, at, end);
        Some(end)
    }

    /// Reads a list or map in brackets.
    fn flow(&mut self, at: usize, close: u8) -> Option<usize> {
        let is_list = close == b']';
        self.met(start_of(is_list), at, at + 1);
        let mut at = self.behind_spaces(at + 1);
        let mut is_closed = self.byte(at)? == close;
        while !is_closed {
            if !is_list {
                let colon = self.key(at, true)?;
                at = self.behind_spaces(colon + 1);
            }
            at = self.value(at, true)?;
            at = self.behind_spaces(at);
            is_closed = self.byte(at)? == close;
            if !is_closed {
                at = self.behind_spaces(self.is(at, b',').then_some(at + 1)?);
            }
        }
        self.met(end_of(is_list), at, at + 1);
        Some(at + 1)
    }

    /// Reads a key and says where its colon stands.
    fn key(&mut self, at: usize, is_flow: bool) -> Option<usize> {
        let colon = self.word(at, is_flow)?;
        let is_key = self.is(colon, b':') && self.ends_key(colon + 1, false);
        (is_key && colon - at <= MAX_KEY_BYTES).then_some(colon)
    }

    /// Finds where a quoted scalar ends that has no escapes.
    fn quoted_end(&self, at: usize) -> Option<usize> {
        let quote = self.byte(at)?;
        let is_stop = |byte| byte == quote || matches!(byte, b'\\' | b'\n');
        let last = at + 1 + self.yaml[at + 1..].bytes().position(is_stop)?;
        self.is(last, quote).then_some(last + 1)
    }

    /// Finds where a scalar without quotes ends, spaces behind it left out.
    fn plain_end(&self, start: usize, is_flow: bool) -> Option<usize> {
        if self.yaml[start..].starts_with(SIGNS) {
            return None;
        }
        let mut end = start;
        for (at, byte) in (start..).zip(self.yaml[start..].bytes()) {
            match byte {
                b'\n' => break,
                sign if is_flow && is_flow_sign(sign) => break,
                b':' if self.ends_key(at + 1, is_flow) => break,
                b'#' if end < at => return None,
                b' ' => {}
                _ => end = at + 1,
            }
        }
        (end > start).then_some(end)
    }

    /// Returns whether a colon before `at` ends a scalar without quotes.
    fn ends_key(&self, at: usize, is_flow: bool) -> bool {
        self.is_line_end(at)
            || self.is(at, b' ')
            || (is_flow && self.byte(at).is_some_and(is_flow_sign))
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.yaml.as_bytes().get(at).copied()
    }

    fn is(&self, at: usize, byte: u8) -> bool {
        self.byte(at) == Some(byte)
    }

    fn is_line_end(&self, at: usize) -> bool {
        self.byte(at).is_none_or(|byte| byte == b'\n')
    }

    fn behind_spaces(&self, at: usize) -> usize {
        let spaces = self.yaml.as_bytes()[at..].iter().take_while(|byte| **byte == b' ');
        at + spaces.count()
    }

    fn met(&mut self, event: Event<'a>, start: usize, end: usize) {
        self.events.push((event, Span::new(start, end)));
    }

    fn scalar(&mut self, text: &'a str, style: ScalarStyle, start: usize, end: usize) {
        self.met(Event::Scalar(Cow::Borrowed(text), style, 0, None), start, end);
    }

    /// A key without a value: nothing stands at its colon.
    fn nothing(&mut self, colon: usize) {
        self.scalar("", ScalarStyle::Plain, colon, colon);
    }

    fn open(&mut self, block: Block, at: usize) {
        self.open.push(block);
        self.met(start_of(block.is_list), at, at);
    }

    fn close(&mut self, block: Block, at: usize) {
        self.met(end_of(block.is_list), at, at);
    }

    fn finish(mut self) -> Option<Vec<Met<'a>>> {
        if let Some(colon) = self.colon.take() {
            self.nothing(colon);
        }
        let end = self.yaml.len();
        while let Some(block) = self.open.pop() {
            self.close(block, end);
        }
        let is_empty = self.events.is_empty();
        self.met(Event::StreamEnd, end, end);
        (!is_empty).then_some(self.events)
    }
}

const fn start_of<'a>(is_list: bool) -> Event<'a> {
    if is_list { Event::SequenceStart(0, None) } else { Event::MappingStart(0, None) }
}

const fn end_of<'a>(is_list: bool) -> Event<'a> {
    if is_list { Event::SequenceEnd } else { Event::MappingEnd }
}

const fn is_flow_sign(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}
