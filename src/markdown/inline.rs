//! What the dialect adds inside a run of text: citations, topics, highlights, block ids, footnotes that are not there.
//!
//! Takes tokens; gives them with each text cut where one of these stands. Bounded look-ahead: linear in the text.

use super::{Cited, Edge, Placed, Token};
use crate::text::find_sign;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::ops::Range;

/// Longest citation that is read, in bytes.
pub(super) const MAX_CITATION: usize = 2000;

/// Bytes of prose behind a token: a guess that spares a list its growing.
const BYTES_OF_A_TOKEN: usize = 16;

/// Cuts each text of prose at what the dialect adds.
pub(super) fn split<'a>(tokens: impl Iterator<Item = Placed<'a>>, body: &str) -> Vec<Placed<'a>> {
    let mut cut = Vec::with_capacity(body.len() / BYTES_OF_A_TOKEN);
    let mut verbatim = 0_usize;
    let mut links = 0_usize;
    for (token, range) in tokens {
        match &token {
            Token::Mark(Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)) => verbatim += 1,
            Token::Mark(Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock)) => verbatim -= 1,
            Token::Mark(Event::Start(Tag::Link { .. } | Tag::Image { .. })) => links += 1,
            Token::Mark(Event::End(TagEnd::Link | TagEnd::Image)) => links -= 1,
            _ => {}
        }
        match token {
            Token::Mark(Event::Text(text)) if verbatim == 0 && next_sign(&text).is_some() => {
                Cutter { text, range, body, in_link: links > 0, cut: &mut cut }.run();
            }
            token => cut.push((token, range)),
        }
    }
    pair_highlights(cut)
}

/// Finds the next character that something of the dialect may begin with.
fn next_sign(text: &str) -> Option<usize> {
    find_sign(text, *b"[#=^")
}

struct Cutter<'a, 'c> {
    text: CowStr<'a>,
    range: Range<usize>,
    body: &'c str,
    in_link: bool,
    cut: &'c mut Vec<Placed<'a>>,
}

impl Cutter<'_, '_> {
    fn run(mut self) {
        let text = self.text.clone();
        let mut done = 0;
        let mut at = usize::from(self.is_escaped());
        while let Some(found) = next_sign(&text[at..]) {
            at += found;
            match self.token_at(&text, at) {
                Some((token, end)) => {
                    self.text_between(done, at);
                    self.cut.push((token, self.bytes(at, end)));
                    (done, at) = (end, end);
                }
                None => at += run_of(&text[at..]),
            }
        }
        self.text_between(done, text.len());
    }

    /// Returns whether the first character is one after a backslash: texts are cut there.
    fn is_escaped(&self) -> bool {
        let first = self.text.bytes().next();
        self.body[..self.range.start].ends_with('\\')
            && first.is_some_and(|byte| byte.is_ascii_punctuation())
    }

    /// Turns offsets in the text into offsets in the body; where escapes or entities part the two, the whole text stands.
    fn bytes(&self, start: usize, end: usize) -> Range<usize> {
        if self.range.len() == self.text.len() {
            self.range.start + start..self.range.start + end
        } else {
            self.range.clone()
        }
    }

    fn text_between(&mut self, start: usize, end: usize) {
        if start < end {
            let piece = CowStr::from(self.text[start..end].to_owned());
            self.cut.push((Token::Mark(Event::Text(piece)), self.bytes(start, end)));
        }
    }

    fn token_at<'t>(&self, text: &str, at: usize) -> Option<(Token<'t>, usize)> {
        let rest = &text[at..];
        match rest.as_bytes()[0] {
            b'[' if rest.starts_with("[@") && !self.in_link => self.citation(text, at),
            b'[' if rest.starts_with("[^") => footnote(text, at),
            b'#' if !self.in_link => self.topic(text, at),
            b'=' if rest.starts_with("==") => self.highlight(text, at),
            b'^' => self.block_id(text, at),
            _ => None,
        }
    }

    fn citation<'t>(&self, text: &str, at: usize) -> Option<(Token<'t>, usize)> {
        let limit = ceil(text, at + MAX_CITATION);
        let close = at + text[at..limit].find(']')?;
        let mut cited = Vec::new();
        let mut start = at + 1;
        for part in text[at + 1..close].split(';') {
            let lead = part.len() - part.trim_start().len();
            let name_start = start + lead;
            let (name, locator) = match part.trim().split_once(',') {
                Some((name, locator)) => (name.trim_end(), Some(locator.trim().to_owned())),
                None => (part.trim(), None),
            };
            let bare = name.strip_prefix('@').filter(|bare| !bare.is_empty())?;
            cited.push(Cited {
                name: bare.to_owned(),
                locator: locator.filter(|locator| !locator.is_empty()),
                range: self.bytes(name_start, name_start + name.len()),
            });
            start += part.len() + 1;
        }
        Some((Token::Cite(cited), close + 1))
    }

    fn topic<'t>(&self, text: &str, at: usize) -> Option<(Token<'t>, usize)> {
        let before = match text[..at].chars().next_back() {
            Some(c) => Some(c),
            None => self.body[..self.range.start].chars().next_back(),
        };
        if before.is_some_and(|c| !c.is_whitespace()) {
            return None;
        }
        let name = text[at + 1..].split(|c: char| !is_topic_char(c)).next().unwrap_or_default();
        let name = name.trim_end_matches(['-', '/']);
        if !name.chars().any(char::is_alphabetic) {
            return None;
        }
        Some((Token::Topic(name.to_owned()), at + 1 + name.len()))
    }

    /// Reads `==` for now as one that opens: which side it is shows when the pairs are made.
    fn highlight<'t>(&self, text: &str, at: usize) -> Option<(Token<'t>, usize)> {
        (run_of(&text[at..]) == 2).then_some((Token::Highlight(Edge::Start), at + 2))
    }

    fn block_id<'t>(&self, text: &str, at: usize) -> Option<(Token<'t>, usize)> {
        let id = &text[at + 1..];
        let spaced = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        let named = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || c == '-');
        if !spaced || !named {
            return None;
        }
        let ends = self.body.get(self.range.end..).is_none_or(|rest| {
            rest.is_empty()
                || rest.starts_with(['\n', '\r'])
                || rest.trim_start_matches([' ', '\t', '|']).starts_with('\n')
        });
        ends.then(|| (Token::BlockId(id.to_owned()), text.len()))
    }
}

fn footnote<'t>(text: &str, at: usize) -> Option<(Token<'t>, usize)> {
    let limit = ceil(text, at + 200);
    let close = at + text[at..limit].find(']')?;
    let label = &text[at + 2..close];
    let named = !label.is_empty() && !label.contains(|c: char| c.is_whitespace() || c == '[');
    named.then(|| (Token::MissingFootnote(label.to_owned()), close + 1))
}

/// Returns how many bytes to go on where nothing stands: a run of `=` is one thing.
fn run_of(text: &str) -> usize {
    text.bytes().take_while(|&byte| byte == b'=').count().max(1)
}

fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

fn is_topic_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '/')
}

/// Makes pairs of highlight marks within one block and one depth; a mark without partner is text again.
fn pair_highlights(mut tokens: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    if !tokens.iter().any(|(token, _)| matches!(token, Token::Highlight(_))) {
        return tokens;
    }
    let mut path: Vec<usize> = Vec::new();
    let mut open: Option<(usize, Option<usize>)> = None;
    let mut paired = std::collections::BTreeMap::new();
    for (index, (token, _)) in tokens.iter().enumerate() {
        match token {
            Token::Mark(Event::Start(tag)) => {
                if super::is_block(tag) {
                    open = None;
                }
                path.push(index);
            }
            Token::Mark(Event::End(_)) => {
                path.pop();
            }
            Token::Highlight(_) => match open {
                Some((start, parent))
                    if parent == path.last().copied()
                        && index > start + 1
                        && touches(&tokens[index - 1].0, Edge::End) =>
                {
                    paired.insert(start, Edge::Start);
                    paired.insert(index, Edge::End);
                    open = None;
                }
                _ if tokens.get(index + 1).is_some_and(|(next, _)| touches(next, Edge::Start)) => {
                    open = Some((index, path.last().copied()));
                }
                _ => {}
            },
            _ => {}
        }
    }
    for (index, (token, _)) in tokens.iter_mut().enumerate() {
        if matches!(token, Token::Highlight(_)) {
            *token = paired.get(&index).map_or_else(
                || Token::Mark(Event::Text(CowStr::Borrowed("=="))),
                |edge| Token::Highlight(*edge),
            );
        }
    }
    tokens
}

/// Returns whether what a highlight touches is no white space and no border of a block; `side` says which end of it is touched.
fn touches(token: &Token<'_>, side: Edge) -> bool {
    match token {
        Token::Mark(Event::Text(text)) => {
            let touched = match side {
                Edge::Start => text.chars().next(),
                Edge::End => text.chars().next_back(),
            };
            touched.is_some_and(|c| !c.is_whitespace())
        }
        Token::Mark(Event::SoftBreak | Event::HardBreak) => false,
        Token::Mark(Event::Start(tag)) => !super::is_block(tag),
        Token::Mark(Event::End(tag)) => {
            matches!(
                tag,
                TagEnd::Emphasis
                    | TagEnd::Strong
                    | TagEnd::Strikethrough
                    | TagEnd::Link
                    | TagEnd::Image
            )
        }
        _ => true,
    }
}
