//! Changes to one text: which bytes become what.
//!
//! Takes edits in any order; gives the text with all of them made. Touches nothing between them.

use crate::span::Span;

/// Bytes to take out and what to put in their place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::cli) struct Edit {
    pub(in crate::cli) span: Span,
    pub(in crate::cli) text: String,
}

/// Makes all of `edits` in `text`; of those that overlap, the first stands.
pub(in crate::cli) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort();
    edits.dedup();
    let mut made = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        if edit.span.start >= done {
            made.push_str(&text[done..edit.span.start]);
            made.push_str(&edit.text);
            done = edit.span.end;
        }
    }
    made.push_str(&text[done..]);
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_their_places_and_once() {
        let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.into() };
        let edits = vec![edit(4, 5, "C"), edit(0, 1, "A"), edit(4, 5, "C"), edit(3, 3, "+")];
        assert_eq!(edited("a b c d", edits), "A b+ C d");
    }
}
