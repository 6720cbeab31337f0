//! A sentence of a note's prose as other pages quote it.
//!
//! Takes a span of a body; gives its words with one link marked, links and markup taken off. Never resolves more than the
//! embedded numbers that the sentence is about.

use super::maker::Maker;
use crate::knowledge::{Fragment, NoteId, Resolved, StatementRef};
use crate::markdown::{self, Token, text_html};
use crate::note::Target;
use crate::span::Span;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

impl Maker<'_> {
    /// Shows `span` of a body as plain words; what stands at `marked` (bytes of the whole text) goes into `<mark>`.
    pub(super) fn plain_sentence(&self, id: NoteId, span: Span, marked: Option<Span>) -> String {
        let note = &self.knowledge.notes[id];
        let Some(slice) = note.body_text().get(span.start..span.end) else { return String::new() };
        let offset = note.body.start + span.start;
        let mut out = String::with_capacity(slice.len() + 32);
        let mut named: Option<String> = None;
        let mut in_mark = false;
        for (token, range) in markdown::tokens(slice) {
            let place = Span::from(range).shift(offset);
            let is_marked = marked.is_some_and(|marked| marked == place);
            match token {
                Token::Mark(Event::Start(Tag::Link { link_type, .. })) => {
                    if is_marked {
                        out.push_str("<mark>");
                        in_mark = true;
                    }
                    named = self.words_for(id, link_type, place);
                    if let Some(words) = &named {
                        out.push_str(&text_html(words));
                    }
                }
                Token::Mark(Event::End(TagEnd::Link)) => {
                    named = None;
                    if std::mem::take(&mut in_mark) {
                        out.push_str("</mark>");
                    }
                }
                Token::Mark(Event::Text(text) | Event::Code(text)) if named.is_none() => {
                    out.push_str(&text_html(&text))
                }
                Token::Mark(Event::SoftBreak | Event::HardBreak) => out.push(' '),
                Token::Mark(Event::End(
                    TagEnd::TableCell | TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item,
                )) => out.push(' '),
                Token::Embed { target, label } => {
                    let words = self.words_of_embed(id, place, &target, &label);
                    let html = text_html(&words);
                    if is_marked {
                        out.push_str(&format!("<mark>{html}</mark>"));
                    } else {
                        out.push_str(&html);
                    }
                }
                // A citation is left out with the space before it.
                Token::Cite(_) => out.truncate(out.trim_end().len()),
                _ => {}
            }
        }
        if in_mark {
            out.push_str("</mark>");
        }
        out.trim().to_owned()
    }

    /// Returns the title of the note that a bare link by slug shows.
    #[must_use]
    pub fn words_for(&self, id: NoteId, link_type: LinkType, place: Span) -> Option<String> {
        let LinkType::WikiLink { has_pothole: false } = link_type else { return None };
        let target = self.knowledge.target(id, place.start)?;
        let other = &self.knowledge.notes[target];
        let typed = self.knowledge.notes[id]
            .text
            .get(place.start + 2..place.end.saturating_sub(2))
            .unwrap_or_default();
        let by_slug =
            crate::text::fold(typed) == crate::text::fold(&other.slug) || typed.contains('/');
        by_slug.then(|| other.title.clone())
    }

    /// Returns the number that an embed within a sentence shows, or its words.
    #[must_use]
    pub fn words_of_embed(&self, id: NoteId, place: Span, target: &str, label: &str) -> String {
        let number = match self.knowledge.resolved(id, place.start) {
            Some(Resolved::Note { id: figure, fragment: Fragment::Observation(at) }) => self
                .knowledge
                .statement(*figure, StatementRef::Observation(*at))
                .and_then(|s| s.quantity().map(crate::value::Quantity::in_english)),
            Some(Resolved::Note { id: other, fragment: Fragment::Statement(field) }) => {
                let statement = self.knowledge.notes[*other]
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
}
