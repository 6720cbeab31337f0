//! What most people write: keys, lists and scalars of one line each.
//!
//! Takes the events of the parser that marks values; gives the values, or nothing where any of it is less than plain. What
//! is plain reads the same to `serde_yaml`, which then need not read it again; a property holds this.

use super::raw::Raw;
use saphyr_parser::{Event, ScalarStyle};

/// What a plain scalar had better not begin with.
pub(super) const SIGNS: [char; 19] = [
    '?', ':', '-', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`',
];
/// Longest key: `serde_yaml` refuses those of more than 1024 characters.
pub(super) const MAX_KEY_BYTES: usize = 256;

/// A tree in the making.
pub(super) struct Plain {
    /// Lists and maps that are not closed yet, the innermost last.
    open: Vec<Open>,
    root: Option<Raw>,
    /// Whether all was plain so far.
    is_plain: bool,
    is_ended: bool,
}

/// A list or a map, as far as it was read.
struct Open {
    holds: Holds,
    /// Whether it stands in brackets or braces.
    is_flow: bool,
}

enum Holds {
    Items(Vec<Raw>),
    /// With the key whose value comes next.
    Entries(Vec<(Raw, Raw)>, Option<Raw>),
}

impl Plain {
    /// Begins with nothing; a text of other characters than people type is not plain whatever it holds.
    pub(super) fn new(yaml: &str) -> Self {
        let is_odd = |line: &str| ["---", "...", "%"].iter().any(|mark| line.starts_with(mark));
        let is_plain = yaml.chars().all(is_typed) && !yaml.split('\n').any(is_odd);
        Self { open: Vec::new(), root: None, is_plain, is_ended: false }
    }

    /// Returns whether all was plain so far.
    pub(super) const fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Adds what the parser met; `source` is how it stands in the text.
    pub(super) fn take(&mut self, event: &Event<'_>, source: &str) {
        if self.is_plain {
            self.is_plain = self.add(event, source).is_some();
        }
    }

    /// Returns the tree of the one document, if all of it was plain.
    pub(super) fn finish(self) -> Option<Raw> {
        self.root.filter(|_| self.is_plain && self.is_ended)
    }

    /// Adds one event; none where it is not plain.
    fn add(&mut self, event: &Event<'_>, source: &str) -> Option<()> {
        match event {
            Event::Scalar(text, style, 0, None) => {
                // `[a:]` is no map to one parser, and one to the other.
                let is_lost =
                    source.is_empty() && self.open.last().is_some_and(|open| open.is_flow);
                self.put(scalar(text, *style, source).filter(|_| !is_lost)?)
            }
            Event::SequenceStart(0, None) => self.open(Holds::Items(Vec::new()), source),
            Event::MappingStart(0, None) => self.open(Holds::Entries(Vec::new(), None), source),
            Event::SequenceEnd | Event::MappingEnd => {
                let closed = match self.open.pop()?.holds {
                    Holds::Items(items) => Raw::List(items),
                    Holds::Entries(entries, _) => Raw::Map(entries),
                };
                self.put(closed)
            }
            Event::StreamEnd => {
                self.is_ended = true;
                Some(())
            }
            Event::Nothing
            | Event::StreamStart
            | Event::DocumentStart(false)
            | Event::DocumentEnd => Some(()),
            Event::Scalar(..)
            | Event::SequenceStart(..)
            | Event::MappingStart(..)
            | Event::DocumentStart(true)
            | Event::Alias(_) => None,
        }
    }

    fn open(&mut self, holds: Holds, source: &str) -> Option<()> {
        let is_within = self.open.last().is_some_and(|open| open.is_flow);
        self.open.push(Open { holds, is_flow: is_within || source.starts_with(['[', '{']) });
        Some(())
    }

    /// Puts a value where it belongs; none for a key that is none, and for a second document.
    fn put(&mut self, value: Raw) -> Option<()> {
        match self.open.last_mut().map(|open| &mut open.holds) {
            None => return self.root.replace(value).is_none().then_some(()),
            Some(Holds::Items(items)) => items.push(value),
            Some(Holds::Entries(entries, key)) => match key.take() {
                Some(key) => entries.push((key, value)),
                None => *key = Some(Some(value).filter(is_key)?),
            },
        }
        Some(())
    }
}

fn is_key(value: &Raw) -> bool {
    matches!(value, Raw::Text(text) if text.len() <= MAX_KEY_BYTES)
}

/// Returns whether a character is none that the two parsers take differently.
fn is_typed(c: char) -> bool {
    let is_odd = matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}');
    c == '\n' || !(c.is_control() || is_odd)
}

/// Reads a scalar of one line without escapes.
fn scalar(text: &str, style: ScalarStyle, source: &str) -> Option<Raw> {
    match style {
        ScalarStyle::Plain if matches!(text, "" | "~" | "null" | "Null" | "NULL") => {
            Some(Raw::Null)
        }
        ScalarStyle::Plain if source == text && !text.starts_with(SIGNS) => {
            Some(Raw::Text(text.to_owned()))
        }
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if !source.contains(['\n', '\\']) => {
            Some(Raw::Text(text.to_owned()))
        }
        _ => None,
    }
}
