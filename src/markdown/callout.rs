//! Callouts: block quotes that begin with `[!type]`.
//!
//! Takes tokens; gives them with each such quote as a callout, its head taken off its text. Nested ones too; any type.

use super::{Callout, Fold, Placed, Token};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::collections::VecDeque;
use std::iter::Peekable;
use std::ops::Range;

/// Turns block quotes that begin with `[!type]` into callouts.
pub(super) fn find<'a>(
    tokens: impl Iterator<Item = Placed<'a>>,
) -> impl Iterator<Item = Placed<'a>> {
    Finder { tokens: tokens.peekable(), open: Vec::new(), found: VecDeque::new() }
}

struct Finder<'a, I: Iterator<Item = Placed<'a>>> {
    tokens: Peekable<I>,
    /// The quotes around the next token, outermost first; how those fold that are callouts.
    open: Vec<Option<Fold>>,
    /// What was read of a head and not yet given.
    found: VecDeque<Placed<'a>>,
}

impl<'a, I: Iterator<Item = Placed<'a>>> Iterator for Finder<'a, I> {
    type Item = Placed<'a>;

    fn next(&mut self) -> Option<Placed<'a>> {
        if let Some(found) = self.found.pop_front() {
            return Some(found);
        }
        let (token, range) = self.tokens.next()?;
        match token {
            Token::Mark(Event::Start(Tag::BlockQuote(_))) => Some(self.quote(token, range)),
            Token::Mark(Event::End(TagEnd::BlockQuote(_))) => match self.open.pop().flatten() {
                Some(fold) => Some((Token::CalloutEnd(fold), range)),
                None => Some((token, range)),
            },
            token => Some((token, range)),
        }
    }
}

impl<'a, I: Iterator<Item = Placed<'a>>> Finder<'a, I> {
    /// Opens a quote: as a callout, where its first text is the head of one.
    fn quote(&mut self, quote: Token<'a>, range: Range<usize>) -> Placed<'a> {
        let paragraph = self.tokens.next_if(|(next, _)| is_paragraph(next));
        let head = paragraph.as_ref().and_then(|_| self.tokens.peek()).and_then(head);
        self.open.push(head.as_ref().map(|(callout, _)| callout.fold));
        let Some((mut callout, rest)) = head else {
            self.found.extend(paragraph);
            return (quote, range);
        };
        let place = self.tokens.next().map_or_else(|| range.clone(), |(_, place)| place);
        let place = place.end.saturating_sub(rest.len()).max(place.start)..place.end;
        callout.titled = self.title(&rest, place);
        (Token::CalloutStart(callout), range)
    }

    /// Moves the rest of the first line into the title, and starts the paragraph anew where it goes on; returns whether there is a
    /// title. Emphasis or a link that goes over the end of the line is not cut in two: the title ends with the line on which it closes.
    fn title(&mut self, rest: &str, place: Range<usize>) -> bool {
        let mut ended = place.clone();
        let mut goes_on = None;
        let mut open = 0_usize;
        if !rest.is_empty() {
            self.found.push_back((Token::Mark(Event::Text(CowStr::from(rest.to_owned()))), place));
        }
        for (token, range) in self.tokens.by_ref() {
            ended = range.clone();
            match token {
                Token::Mark(Event::SoftBreak | Event::HardBreak) if open == 0 => {
                    goes_on = Some((Token::Mark(Event::Start(Tag::Paragraph)), range));
                    break;
                }
                Token::Mark(Event::End(TagEnd::Paragraph)) => break,
                token => {
                    match token {
                        Token::Mark(Event::Start(_)) => open += 1,
                        Token::Mark(Event::End(_)) => open = open.saturating_sub(1),
                        _ => {}
                    }
                    self.found.push_back((token, range));
                }
            }
        }
        let is_titled = !self.found.is_empty();
        self.found.push_back((Token::CalloutTitleEnd, ended));
        self.found.extend(goes_on);
        is_titled
    }
}

fn is_paragraph(token: &Token<'_>) -> bool {
    matches!(token, Token::Mark(Event::Start(Tag::Paragraph)))
}

/// Reads `[!type]-` off the first text of a quote; gives the callout and what stands after it.
fn head(first: &Placed<'_>) -> Option<(Callout, String)> {
    let Token::Mark(Event::Text(text)) = &first.0 else { return None };
    let (sort, rest) = text.strip_prefix("[!")?.split_once(']')?;
    let sort = sort.split('|').next().unwrap_or(sort).trim();
    if sort.is_empty() || !sort.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '))
    {
        return None;
    }
    let (fold, rest) = match rest.chars().next() {
        Some('-') => (Fold::Closed, &rest[1..]),
        Some('+') => (Fold::Open, &rest[1..]),
        _ => (Fold::Fixed, rest),
    };
    let rest = rest.trim_start().to_owned();
    Some((Callout { sort: sort.to_lowercase(), fold, titled: false }, rest))
}
