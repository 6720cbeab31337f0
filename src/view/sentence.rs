//! A sentence of a note's prose as other pages quote it.
//!
//! Takes the tokens of a body and a span of it; gives its words with one link marked, links and markup taken off. Never
//! resolves more than the embedded numbers that the sentence is about.

use super::plate::Plate;
use crate::knowledge::{Fragment, Knowledge, NoteId, Resolved, StatementRef};
use crate::markdown::{Placed, Token, push_text};
use crate::note::Target;
use crate::span::Span;
use crate::text::sentence_around;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// What parts the cells of a table row that is quoted.
const CELL: &str = " · ";

/// Bytes that an excerpt has at least that may be a part of its sentence.
const MAY_BE_CUT: usize = 300;

/// A body read into tokens.
#[derive(Clone, Copy)]
pub(super) struct Read<'r> {
    pub(super) knowledge: &'r Knowledge,
    pub(super) plates: &'r [Plate],
    pub(super) id: NoteId,
    pub(super) tokens: &'r [Placed<'r>],
}

impl Read<'_> {
    /// Appends `span` of the body as plain words, and returns where they stand; the link that stands at `marked` (bytes of the body, too) goes
    /// into `<mark>`.
    ///
    /// Tokens before `first` are known to end before the span.
    pub(super) fn sentence(
        self,
        html: &mut String,
        span: Span,
        marked: Option<Span>,
        first: usize,
    ) -> Span {
        let mut out = Quote { start: html.len(), html, named: false, in_mark: false };
        for (token, range) in &self.tokens[first..] {
            if range.start >= span.end {
                break;
            }
            if range.end > span.start {
                self.quote(token, range, span, marked, &mut out);
            }
        }
        out.close_mark();
        let (before, after) = left_out(self.knowledge.notes[self.id].body_text(), span);
        out.finish(before, after)
    }

    fn quote(
        self,
        token: &Token<'_>,
        range: &Range<usize>,
        span: Span,
        marked: Option<Span>,
        out: &mut Quote,
    ) {
        let is_marked = marked == Some(Span::from(range.clone()));
        match token {
            Token::Mark(Event::Start(Tag::Link { link_type, .. })) => {
                let words = words_for(self, *link_type, self.place(range));
                out.open_link(is_marked, words);
            }
            Token::Mark(Event::End(TagEnd::Link)) => out.close_link(),
            Token::Mark(Event::Text(text) | Event::Code(text)) if !out.named => {
                push_text(out.html, within(text, range, span));
            }
            Token::Mark(Event::SoftBreak | Event::HardBreak) => out.html.push(' '),
            Token::Mark(Event::End(end)) if range.end <= span.end => match end {
                TagEnd::TableCell => out.html.push_str(CELL),
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item => out.html.push(' '),
                _ => {}
            },
            Token::Embed { target, label } => {
                let words =
                    words_of_embed(self.knowledge, self.id, self.place(range), target, label);
                out.open_link(is_marked, Some(&words));
                out.close_link();
            }
            // A citation is left out with the space before it.
            Token::Cite(_) => out.cut(out.words().trim_end().len()),
            _ => {}
        }
    }

    /// Returns the place in the whole text of a note of what stands at `range` of its body.
    fn place(self, range: &Range<usize>) -> Span {
        Span::from(range.clone()).shift(self.knowledge.notes[self.id].body.start)
    }
}

/// A sentence that is being written behind others.
struct Quote<'q> {
    html: &'q mut String,
    /// Where it begins.
    start: usize,
    /// Whether the link that is open shows other words than its own.
    named: bool,
    in_mark: bool,
}

impl Quote<'_> {
    fn words(&self) -> &str {
        &self.html[self.start..]
    }

    /// Leaves the first `length` bytes.
    fn cut(&mut self, length: usize) {
        self.html.truncate(self.start + length);
    }

    /// Takes off what only parts words, puts what stands for those left out at either end, and returns the place of it all.
    fn finish(mut self, before: &str, after: &str) -> Span {
        let is_gap = |c: char| c.is_whitespace() || CELL.contains(c);
        self.cut(self.words().trim_end_matches(is_gap).len());
        let words = self.words();
        self.start += words.len() - words.trim_start_matches(is_gap).len();
        self.html.insert_str(self.start, before);
        self.html.push_str(after);
        Span::new(self.start, self.html.len())
    }

    fn open_link(&mut self, is_marked: bool, words: Option<&str>) {
        if is_marked {
            self.html.push_str("<mark>");
            self.in_mark = true;
        }
        self.named = words.is_some();
        if let Some(words) = words {
            push_text(self.html, words);
        }
    }

    fn close_link(&mut self) {
        self.named = false;
        self.close_mark();
    }

    fn close_mark(&mut self) {
        if std::mem::take(&mut self.in_mark) {
            self.html.push_str("</mark>");
        }
    }
}

/// Returns what stands for words left out before an excerpt of a sentence, and after it.
fn left_out(text: &str, span: Span) -> (&'static str, &'static str) {
    if span.end - span.start < MAY_BE_CUT {
        return ("", "");
    }
    let begins = sentence_around(text, Span::new(span.start, span.start)).start;
    let before = if begins < span.start { "… " } else { "" };
    let goes_on = text[span.end..].starts_with(' ') && !text[..span.end].ends_with(is_stop);
    (before, if goes_on { " …" } else { "" })
}

fn is_stop(c: char) -> bool {
    ".!?。！？:;|)）”’\"'*_".contains(c)
}

/// Returns what of a text at `range` stands within `span`; one that differs from its source is whole or not there.
fn within<'t>(text: &'t str, range: &Range<usize>, span: Span) -> &'t str {
    if text.len() != range.len() {
        return if range.start >= span.start { text } else { "" };
    }
    let (start, end) = (span.start.max(range.start), span.end.min(range.end));
    text.get(start - range.start..end - range.start).unwrap_or_default()
}

/// Returns the title of the note that a bare link by slug shows.
pub(super) fn words_for(
    Read { knowledge, plates, id, .. }: Read<'_>,
    link_type: LinkType,
    place: Span,
) -> Option<&str> {
    let LinkType::WikiLink { has_pothole: false } = link_type else { return None };
    let target = knowledge.target(id, place.start)?;
    let typed = knowledge.notes[id].text.get(place.start + 2..place.end.saturating_sub(2));
    plates[target].title_for(typed.unwrap_or_default())
}

/// Returns the number that an embed within a sentence shows, or its words.
pub(super) fn words_of_embed(
    knowledge: &Knowledge,
    id: NoteId,
    place: Span,
    target: &str,
    label: &str,
) -> String {
    let number = match knowledge.resolved(id, place.start) {
        Some(Resolved::Note { id: figure, fragment: Fragment::Observation(at) }) => knowledge
            .statement(*figure, StatementRef::Observation(*at))
            .and_then(|s| s.quantity().map(crate::value::Quantity::in_english)),
        Some(Resolved::Note { id: other, fragment: Fragment::Statement(field) }) => {
            let statement = knowledge.notes[*other]
                .statements
                .iter()
                .find(|statement| statement.field == *field);
            statement.and_then(|s| s.quantity().map(crate::value::Quantity::in_english))
        }
        _ => None,
    };
    let words = if label.is_empty() { Target::parse(target).name } else { label.to_owned() };
    number.unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_says_where_words_are_left_out() {
        let long = format!(
            "A first. It {} name {} end. A last.",
            "goes on ".repeat(50),
            "and on ".repeat(60)
        );
        let name = long.find("name").expect("it is there");
        let cut = sentence_around(&long, Span::new(name, name + 4));
        assert_eq!(left_out(&long, cut), ("… ", " …"));
        let whole = format!("A first. It {0} name {0} end. A last.", "goes on ".repeat(25));
        let name = whole.find("name").expect("it is there");
        let uncut = sentence_around(&whole, Span::new(name, name + 4));
        assert_eq!(left_out(&whole, uncut), ("", ""));
    }
}
