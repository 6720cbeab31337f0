//! A text made plain, with the way back to its own bytes.
//!
//! Takes a text as typed; gives it with full-width forms narrowed, every white space one blank, what cannot be seen
//! taken out, and the ends trimmed. Never touches other letters, digits or signs: NFKC as a whole would turn `10²` into `102`.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A plain text, and where each of its bytes came from.
#[derive(Debug)]
pub(super) struct Normal {
    /// The plain text.
    pub(super) text: String,
    /// Range in the original of each byte of `text`.
    origins: Vec<Range<usize>>,
    original_len: usize,
}

impl Normal {
    /// Makes `original` plain.
    pub(super) fn new(original: &str) -> Self {
        let mut normal =
            Self { text: String::new(), origins: Vec::new(), original_len: original.len() };
        for (at, character) in original.char_indices() {
            normal.push(character, at..at + character.len_utf8());
        }
        let kept = normal.text.trim_end().len();
        normal.text.truncate(kept);
        normal.origins.truncate(kept);
        normal
    }

    fn push(&mut self, character: char, origin: Range<usize>) {
        if character.is_whitespace() {
            if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.keep(' ', &origin);
            }
        } else if is_width_form(character) {
            for plain in std::iter::once(character).nfkc() {
                self.keep(plain, &origin);
            }
        } else if !is_invisible(character) {
            self.keep(character, &origin);
        }
    }

    fn keep(&mut self, character: char, origin: &Range<usize>) {
        self.text.push(character);
        self.origins.resize(self.text.len(), origin.clone());
    }

    /// Returns the bytes of the original that `range` of the plain text was made from; where there are none, all of it.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        let end = self
            .origins
            .get(range.end.wrapping_sub(1))
            .map_or(self.original_len, |origin| origin.end);
        match self.origins.get(range.start) {
            Some(first) if range.start < range.end => first.start..end.max(first.end),
            // Nothing stands there: the place before it is shown, so that a caret has something to point at.
            Some(first) => first.clone(),
            None => self.origins.last().cloned().unwrap_or(0..self.original_len),
        }
    }
}

/// Halfwidth, fullwidth and small forms, which differ from the plain character in nothing but width.
const fn is_width_form(character: char) -> bool {
    matches!(character, '\u{ff00}'..='\u{ffef}' | '\u{fe50}'..='\u{fe6f}')
}

const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_white_space_are_evened_out() {
        let normal = Normal::new("\u{3000}２０２０\u{a0}\t－\u{200b}Ｑ１ ");
        assert_eq!(normal.text, "2020 -Q1");
        assert_eq!(Normal::new("10² ½ ①").text, "10² ½ ①");
    }

    #[test]
    fn every_place_leads_back_to_the_original() {
        let original = " ￥３０ ";
        let normal = Normal::new(original);
        assert_eq!(normal.text, "¥30");
        assert_eq!(&original[normal.origin(0..2)], "￥");
        assert_eq!(&original[normal.origin(2..4)], "３０");
        assert_eq!(&original[normal.origin(4..4)], "０");
        assert_eq!(Normal::new("  ").origin(0..0), 0..2);
    }
}
