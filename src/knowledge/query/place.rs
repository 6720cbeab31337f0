//! Where the text of a block stands in its file.
//!
//! Takes the block as Markdown gives it, without quote marks and indentation; gives places in the file. Never leaves the
//! file, even where the two do not fit.

use crate::span::Span;

/// Where each line of a block begins: in the block, and in the file.
#[derive(Clone, Debug)]
pub struct Places {
    lines: Vec<(usize, usize)>,
    /// Length of the file.
    end: usize,
}

impl Places {
    /// Lays the lines of `block` beside those of `text` from byte `offset` on.
    #[must_use]
    pub fn new(text: &str, offset: usize, block: &str) -> Self {
        let rest = text.get(offset..).unwrap_or_default();
        let mut file = offset.min(text.len());
        let mut inside = 0;
        let mut lines = Vec::new();
        for (line, whole) in block.split_inclusive('\n').zip(rest.split_inclusive('\n')) {
            let words = line.trim_end();
            // What stands before the words in the file alone is a quote mark or the indentation of a list.
            let before = whole.find(words).unwrap_or(0);
            lines.push((inside, file + before));
            inside += line.len();
            file += whole.len();
        }
        Self { lines, end: text.len() }
    }

    /// Returns where `span` of the block stands in the file.
    #[must_use]
    pub fn of(&self, span: Span) -> Span {
        let (start, end) = (self.at(span.start), self.at(span.end));
        Span::new(start, end.max(start))
    }

    fn at(&self, inside: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= inside);
        let (start, file) = self.lines[..line].last().copied().unwrap_or((0, self.end));
        (file + inside.saturating_sub(start)).min(self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quote_marks_and_indentation_are_stepped_over() {
        let text = "汉\n> ```query\n> kind: event\n> colums: [a]\n> ```\n";
        let block = "kind: event\ncolums: [a]\n";
        let places = Places::new(text, text.find("kind").expect("it is there"), block);
        let at = block.find("colums").expect("it is there");
        let span = places.of(Span::new(at, at + 6));
        assert_eq!(&text[span.start..span.end], "colums");
    }

    #[test]
    fn no_place_lies_outside_the_file() {
        let places = Places::new("ab", 1, "a longer block\nof two lines");
        assert_eq!(places.of(Span::new(20, 90)).end, 2);
        assert_eq!(Places::new("", 7, "a").of(Span::new(0, 1)), Span::new(0, 0));
    }
}
