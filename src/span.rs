//! Where something stands in a text.
//!
//! Takes byte offsets; gives lines and columns as a person counts them, in characters from 1.
//! Never holds the text itself.

use std::sync::Arc;

/// A run of bytes in one text: `start` inclusive, `end` exclusive, both on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// Makes the span from `start` to `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Moves the span `offset` bytes further into a text that encloses its own.
    #[must_use]
    pub const fn shift(self, offset: usize) -> Self {
        Self::new(self.start + offset, self.end + offset)
    }

    /// Returns whether `other` lies wholly within this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A span in a named file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path from the root of the site, with `/` between its parts.
    pub path: Arc<str>,
    /// The run of bytes there.
    pub span: Span,
}

impl Place {
    /// Makes the place of `span` in the file at `path`.
    pub fn new(path: impl Into<Arc<str>>, span: Span) -> Self {
        Self { path: path.into(), span }
    }
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The starts of a text's lines, so that many offsets can be looked up.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// Characters before each whole stretch, so that a column far into a long line is not counted from its start.
    counts: Vec<usize>,
}

/// Bytes from one entry of [`Lines::counts`] to the next.
const STRETCH: usize = 4096;

impl<'a> Lines<'a> {
    /// Finds the lines of `text`; `\n`, `\r\n` and a lone `\r` all end one.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|&(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let counts = bytes.chunks(STRETCH).scan(0, |before, stretch| {
            let count = *before;
            *before += characters(stretch);
            Some(count)
        });
        Self { text, starts, counts: counts.collect() }
    }

    /// Returns the position of byte `offset`, clamped to the text and to a character border. O(log lines).
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        Position {
            line,
            column: self.characters_before(offset) - self.characters_before(start) + 1,
        }
    }

    /// Counts the characters that begin before byte `offset`.
    fn characters_before(&self, offset: usize) -> usize {
        let stretch = (offset / STRETCH).min(self.counts.len().saturating_sub(1));
        let before = self.counts.get(stretch).copied().unwrap_or_default();
        before + characters(&self.text.as_bytes()[stretch * STRETCH..offset])
    }
}

/// Counts the characters that begin in `bytes` of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_every_line_ending_counts_once() {
        let lines = Lines::new("汉字 a\r\nb\rc\n");
        assert_eq!(lines.position(7), Position { line: 1, column: 4 });
        assert_eq!(lines.position(10), Position { line: 2, column: 1 });
        assert_eq!(lines.position(12), Position { line: 3, column: 1 });
        assert_eq!(lines.position(99), Position { line: 4, column: 1 });
    }

    #[test]
    fn an_offset_inside_a_character_is_taken_back_to_its_start() {
        assert_eq!(Lines::new("汉").position(2), Position { line: 1, column: 1 });
    }

    #[test]
    fn columns_are_right_however_far_into_a_line() {
        for text in
            ["a汉".repeat(5_000), "x".repeat(STRETCH), format!("汉\n{}", "é".repeat(STRETCH))]
        {
            let lines = Lines::new(&text);
            for (count, (at, _)) in text.char_indices().enumerate().step_by(97) {
                let start = text[..at].rfind('\n').map_or(0, |end| text[..=end].chars().count());
                assert_eq!(lines.position(at).column, count - start + 1);
            }
            assert_eq!(
                lines.position(text.len()).column,
                text.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1
            );
        }
    }
}
