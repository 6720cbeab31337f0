//! Callouts: block quotes that begin with `[!type]`.
//!
//! Takes tokens; gives them with each such quote as a callout, its head taken off its text. Nested ones too; any type.

use super::{Callout, Fold, Placed, Token};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::ops::Range;

/// Turns block quotes that begin with `[!type]` into callouts.
pub(super) fn find(tokens: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    if !tokens
        .iter()
        .any(|(token, _)| matches!(token, Token::Mark(Event::Start(Tag::BlockQuote(_)))))
    {
        return tokens;
    }
    let mut found = Vec::with_capacity(tokens.len());
    let mut open: Vec<Option<Fold>> = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some((token, range)) = tokens.next() {
        match token {
            Token::Mark(Event::Start(Tag::BlockQuote(kind))) => {
                let paragraph = tokens.next_if(|(next, _)| is_paragraph(next));
                let head = paragraph.as_ref().and_then(|_| tokens.peek()).and_then(head);
                open.push(head.as_ref().map(|(callout, _)| callout.fold));
                match head {
                    Some((callout, rest)) => {
                        let place = tokens.next().map_or_else(|| range.clone(), |(_, place)| place);
                        let place =
                            place.end.saturating_sub(rest.len()).max(place.start)..place.end;
                        found.push((Token::CalloutStart(callout), range));
                        title(&rest, place, &mut tokens, &mut found);
                    }
                    None => {
                        found.push((Token::Mark(Event::Start(Tag::BlockQuote(kind))), range));
                        found.extend(paragraph);
                    }
                }
            }
            Token::Mark(Event::End(TagEnd::BlockQuote(kind))) => match open.pop().flatten() {
                Some(fold) => found.push((Token::CalloutEnd(fold), range)),
                None => found.push((Token::Mark(Event::End(TagEnd::BlockQuote(kind))), range)),
            },
            token => found.push((token, range)),
        }
    }
    found
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

/// Moves the rest of the first line into the title, and starts the paragraph anew where it goes on.
fn title<'a>(
    rest: &str,
    place: Range<usize>,
    tokens: &mut std::iter::Peekable<std::vec::IntoIter<Placed<'a>>>,
    found: &mut Vec<Placed<'a>>,
) {
    let start = found.len();
    let mut ended = place.clone();
    if !rest.is_empty() {
        found.push((Token::Mark(Event::Text(CowStr::from(rest.to_owned()))), place));
    }
    for (token, range) in tokens.by_ref() {
        ended = range.clone();
        match token {
            Token::Mark(Event::SoftBreak | Event::HardBreak) => {
                close_title(start, found, &ended);
                found.push((Token::Mark(Event::Start(Tag::Paragraph)), range));
                return;
            }
            Token::Mark(Event::End(TagEnd::Paragraph)) => break,
            token => found.push((token, range)),
        }
    }
    close_title(start, found, &ended);
}

fn close_title(start: usize, found: &mut Vec<Placed<'_>>, range: &Range<usize>) {
    let has_title = found.len() > start;
    if let Some((Token::CalloutStart(callout), _)) = found.get_mut(start - 1) {
        callout.titled = has_title;
    }
    found.push((Token::CalloutTitleEnd, range.clone()));
}
