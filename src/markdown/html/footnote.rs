//! Footnotes: numbered in the order of their marks, set at the end, each with the way back.
//!
//! Takes tokens; gives marks and the list. A footnote that no mark names is not shown.

use super::writer::Writer;
use crate::markdown::markup::attribute;
use crate::markdown::{Placed, Token};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashMap;
use std::fmt::Write as _;

/// The footnotes of a body, and the order in which they were marked.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Label → first and last token of the definition.
    definitions: HashMap<String, (usize, usize)>,
    /// First token of a definition → its last.
    ends: HashMap<usize, usize>,
    /// Labels in the order of their first marks, with the number of marks.
    order: Vec<(String, usize)>,
    /// Label → its place in that order.
    numbers: HashMap<String, usize>,
}

impl Footnotes {
    pub(super) fn find(tokens: &[Placed<'_>]) -> Self {
        let mut found = Self::default();
        let mut open: Option<(usize, String)> = None;
        for (index, (token, _)) in tokens.iter().enumerate() {
            match token {
                Token::Mark(Event::Start(Tag::FootnoteDefinition(label))) => {
                    open = Some((index, label.to_string()));
                }
                Token::Mark(Event::End(TagEnd::FootnoteDefinition)) => {
                    if let Some((start, label)) = open.take() {
                        found.definitions.entry(label).or_insert((start, index));
                        found.ends.insert(start, index);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Returns the token after the definition that begins at `index`.
    pub(super) fn end_of(&self, index: usize) -> usize {
        self.ends.get(&index).map_or(index, |&end| end) + 1
    }

    /// Counts one more mark of `label`; gives the footnote's number and which mark of it this is.
    fn mark(&mut self, label: &str) -> (usize, usize) {
        let at = self.numbers.get(label).copied();
        let at = at.unwrap_or_else(|| {
            self.order.push((label.to_owned(), 0));
            self.numbers.insert(label.to_owned(), self.order.len() - 1);
            self.order.len() - 1
        });
        self.order[at].1 += 1;
        (at + 1, self.order[at].1)
    }
}

impl Writer<'_, '_> {
    pub(super) fn footnote_mark(&mut self, label: &str, prefix: &str) {
        let (number, mark) = self.notes.mark(label);
        let id = attribute("id", &format!("{prefix}fnref-{number}-{mark}"));
        let href = attribute("href", &format!("#{prefix}fn-{number}"));
        let markup = format!(
            "<sup class=\"footnote\"><a{id}{href} aria-label=\"Note {number}\">{number}</a></sup>"
        );
        self.shelve(&markup);
    }

    /// Writes the footnotes marked so far; those marked only within footnotes follow.
    pub(super) fn footnotes(&mut self, prefix: &str) {
        let contents = self.footnote_contents();
        if contents.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"footnotes\" aria-label=\"Notes\"><ol>\n");
        for (at, content) in contents.iter().enumerate() {
            let number = at + 1;
            let id = attribute("id", &format!("{prefix}fn-{number}"));
            let _ = write!(self.out, "<li{id}>{content}");
            self.back_links(number, prefix);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol></section>\n");
    }

    /// Writes the inside of each footnote, before any way back: one may hold marks of another.
    fn footnote_contents(&mut self) -> Vec<String> {
        let body = std::mem::take(&mut self.out);
        let mut contents = Vec::new();
        while let Some((label, _)) = self.notes.order.get(contents.len()).cloned() {
            if let Some(&(start, end)) = self.notes.definitions.get(&label) {
                let mut index = start + 1;
                while index < end {
                    index = self.token(index);
                }
            }
            contents.push(std::mem::take(&mut self.out));
        }
        self.out = body;
        contents
    }

    fn back_links(&mut self, number: usize, prefix: &str) {
        let marks = self.notes.order[number - 1].1;
        for mark in 1..=marks {
            let href = attribute("href", &format!("#{prefix}fnref-{number}-{mark}"));
            let _ = write!(
                self.out,
                " <a class=\"back\"{href} aria-label=\"Back to mark {mark} of note {number}\">↩</a>"
            );
        }
    }
}
