//! The note dialect: CommonMark, and what readers of GFM and Obsidian expect besides.
//!
//! Takes the body of a note; gives [`Token`]s with their places and, kept small, a [`Reading`] of them, an [`Outline`] of what can be linked to and
//! from, and, with a [`Host`] that knows the rest of the base, HTML. Knows no other note and no page.

mod callout;
mod clean;
mod code;
mod html;
mod inline;
mod markup;
mod math;
mod outline;
mod raw_html;
mod reading;
mod shield;
mod slip;

pub use code::{code_print, highlight, language_of};
pub use html::{Anchor, Embed, Host, Place, Writing, Written, write};
pub use markup::{attribute, escape, escape_text, push_attribute, push_text, text_html};
pub use outline::{Block, Heading, LinkForm, Outline, ProseLink, QueryBlock, outline};
pub use reading::Reading;
pub use slip::Slip;

use crate::text;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::iter::Peekable;
use std::ops::Range;

/// What the parser returns, with its bytes.
type Marked<'a> = (Event<'a>, Range<usize>);

/// A piece of a body with the bytes that it came from.
pub type Placed<'a> = (Token<'a>, Range<usize>);

/// What a body is made of, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Token<'a> {
    /// What CommonMark, GFM and their extensions know.
    Mark(Event<'a>),
    /// `![[target|label|width]]`.
    Embed {
        /// What stands before the first bar.
        target: String,
        /// What stands after it.
        label: String,
    },
    /// `[@a, para. 3; @b]`: each source with its locator and the place of its name.
    Cite(Vec<Cited>),
    /// `#topic`.
    Topic(String),
    /// `==` that opens or closes a highlight.
    Highlight(Edge),
    /// `^id` at the end of a block.
    BlockId(String),
    /// `> [!type]- Title`, in place of the block quote's start; its title follows up to [`Token::CalloutTitleEnd`].
    CalloutStart(Callout),
    /// End of a callout's title.
    CalloutTitleEnd,
    /// End of a callout.
    CalloutEnd(Fold),
    /// `[^label]` with no footnote of that label.
    MissingFootnote(String),
}

/// Which side of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The first.
    Start,
    /// The last.
    End,
}

/// One source in a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Name of the source's note.
    pub name: String,
    /// Where in it.
    pub locator: Option<String>,
    /// Bytes of the name, `@` included.
    pub range: Range<usize>,
}

/// A callout's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callout {
    /// `note`, `warning` … in lower case.
    pub sort: String,
    /// Whether it folds.
    pub fold: Fold,
    /// Whether it has a title of its own.
    pub titled: bool,
}

/// How a callout folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Not at all.
    Fixed,
    /// It starts open.
    Open,
    /// It starts closed.
    Closed,
}

/// Schemes that an address may have, in Markdown and in raw HTML.
pub const SAFE_SCHEMES: [&str; 7] = ["http", "https", "mailto", "tel", "ftp", "obsidian", "zotero"];

/// Deepest nesting that a page shows; browsers stop at 512.
pub const MAX_DEPTH: usize = 100;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// Reads a body into tokens, each with its bytes in `body`. Linear in the length of the body.
///
/// # Source
/// CommonMark 0.31.2 with GFM's tables, task lists, strikethrough and footnotes.
#[must_use]
pub fn tokens(body: &str) -> Vec<Placed<'_>> {
    let uncommented = shield::without_comments(body);
    let shielded = shield::shield(&uncommented);
    let lifter = shield::Lifter { body, plain: &uncommented, shielded: &shielded };
    // One token after the other goes through all of these: a list between them would be as large as the last.
    let events = Parser::new_ext(&shielded, OPTIONS)
        .into_offset_iter()
        .map(|(event, range)| (lifter.lift(event, &range), lifter.place(range)));
    let tokens = callout::find(embeds(merge_texts(events, body)));
    join_hanzi_lines(inline::split(tokens, body))
}

/// Joins texts that stand side by side in the source, so that `[`, `@a` and `]` read as one.
///
/// An escape leaves a gap and an entity differs from its source: both part texts, so that a place within one is
/// exact. A citation may go over lines, and so may a tag of raw HTML: its lines are joined too.
fn merge_texts<'a>(
    events: impl Iterator<Item = Marked<'a>>,
    body: &'a str,
) -> impl Iterator<Item = Marked<'a>> {
    let mut events = events.peekable();
    std::iter::from_fn(move || {
        let (event, mut range) = events.next()?;
        let event = match event {
            Event::Text(text) if text.len() == range.len() => {
                Event::Text(joined(body, text, &mut range, &mut events, continues_text))
            }
            Event::Html(html) => {
                let more =
                    |(event, _): &Marked<'_>, _: &str, _: usize| matches!(event, Event::Html(_));
                Event::Html(joined(body, html, &mut range, &mut events, more))
            }
            event => event,
        };
        Some((event, range))
    })
}

/// Returns whether an event goes on with a text that ends at `end`.
fn continues_text((event, range): &Marked<'_>, text: &str, end: usize) -> bool {
    match event {
        Event::Text(next) => next.len() == range.len() && range.start == end,
        Event::SoftBreak => range.len() <= 2 && range.start == end && is_in_citation(text),
        _ => false,
    }
}

/// Returns whether a text ends within `[@…]`.
fn is_in_citation(text: &str) -> bool {
    // Asked at the end of each line: no further back than a citation may be long.
    let tail = &text.as_bytes()[text.len().saturating_sub(inline::MAX_CITATION)..];
    let opened = tail.windows(2).rposition(|pair| pair == b"[@");
    opened.is_some_and(|at| !tail[at..].contains(&b']'))
}

/// Appends to a text those of the events that follow, as long as they do; `range` grows with it.
fn joined<'a>(
    body: &'a str,
    text: CowStr<'a>,
    range: &mut Range<usize>,
    events: &mut Peekable<impl Iterator<Item = Marked<'a>>>,
    follows: impl Fn(&Marked<'_>, &str, usize) -> bool,
) -> CowStr<'a> {
    // Nearly all texts stand in the body as they are: joined, they are a longer piece of it, and nothing is copied.
    let is_written = |piece: &str, place: &Range<usize>| body.get(place.clone()) == Some(piece);
    let mut is_piece = is_written(&text, range);
    let mut text = text;
    let mut copy: Option<String> = None;
    while let Some((event, place)) =
        events.next_if(|event| follows(event, copy.as_deref().unwrap_or(&text), range.end))
    {
        let next = match &event {
            Event::Text(next) | Event::Html(next) => next,
            _ => &CowStr::Borrowed(if place.len() == 2 { "\r\n" } else { "\n" }),
        };
        is_piece = is_piece && place.start == range.end && is_written(next, &place);
        range.end = place.end;
        if is_piece {
            text = CowStr::Borrowed(&body[range.clone()]);
        } else {
            copy.get_or_insert_with(|| text.to_string()).push_str(next);
        }
    }
    copy.map_or(text, CowStr::from)
}

/// Drops a line break between two Chinese characters, where a space would be wrong; marks and citations between them do not count.
fn join_hanzi_lines(tokens: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    let mut drops = Vec::new();
    let mut last: Option<char> = None;
    let mut pending: Option<(usize, char)> = None;
    for (index, (token, _)) in tokens.iter().enumerate() {
        match token {
            Token::Mark(Event::Text(text) | Event::Code(text)) => {
                if let (Some((at, before)), Some(after)) = (pending.take(), text.chars().next())
                    && joins(before, after)
                {
                    drops.push(at);
                }
                last = text.chars().last().or(last);
            }
            Token::Mark(Event::SoftBreak) => pending = last.map(|c| (index, c)),
            Token::Mark(Event::Start(tag)) if is_block(tag) => (last, pending) = (None, None),
            Token::Mark(Event::HardBreak)
            | Token::Embed { .. }
            | Token::Topic(_)
            | Token::CalloutTitleEnd => {
                (last, pending) = (None, None);
            }
            _ => {}
        }
    }
    if drops.is_empty() {
        return tokens;
    }
    let mut drops = drops.into_iter().peekable();
    let keep = |(index, token)| if drops.next_if_eq(&index).is_some() { None } else { Some(token) };
    tokens.into_iter().enumerate().filter_map(keep).collect()
}

/// Returns whether Chinese text runs on from one character to the other: quotes, dashes and dots are Chinese beside what is.
fn joins(before: char, after: char) -> bool {
    let wide =
        |c: char| text::is_han(c) || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}');
    let shared =
        |c: char| matches!(c, '\u{2014}' | '\u{2018}'..='\u{201D}' | '\u{2026}' | '\u{B7}');
    (wide(before) && (wide(after) || shared(after))) || (shared(before) && wide(after))
}

/// Returns whether a tag opens a block rather than a run within one.
fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Turns `![[…]]` into one token each.
fn embeds<'a>(events: impl Iterator<Item = Marked<'a>>) -> impl Iterator<Item = Placed<'a>> {
    let mut open: Option<(String, String, Range<usize>)> = None;
    events.filter_map(move |(event, range)| match (&mut open, event) {
        (None, Event::Start(Tag::Image { link_type: LinkType::WikiLink { .. }, dest_url, .. })) => {
            let target = without_table_escape(&dest_url).to_owned();
            open = Some((target, String::new(), range));
            None
        }
        (Some(_), Event::End(TagEnd::Image)) => open.take().map(|(target, label, range)| {
            let label = if label == target { String::new() } else { label };
            (Token::Embed { target, label }, range)
        }),
        (Some((_, label, _)), Event::Text(text) | Event::Code(text)) => {
            label.push_str(&text);
            None
        }
        (Some(_), _) => None,
        (None, event) => Some((Token::Mark(event), range)),
    })
}

/// Takes off the backslash that a table asks for before the bar of a link.
#[must_use]
pub fn without_table_escape(target: &str) -> &str {
    target.strip_suffix('\\').unwrap_or(target)
}

/// Blanks out `%%comments%%`, code aside; every line and offset stays.
#[must_use]
pub fn without_comments(body: &str) -> std::borrow::Cow<'_, str> {
    shield::without_comments(body)
}

/// Returns whether a code block's info string asks for a query.
#[must_use]
pub fn is_query(info: &str) -> bool {
    info.split_whitespace().next() == Some("query")
}

/// Returns whether the token at `index` stands alone in its block.
#[must_use]
pub fn stands_alone(tokens: &[Placed<'_>], index: usize) -> bool {
    let opens = tokens[..index].iter().rev().find(|(token, _)| !is_blank(token));
    let closes = tokens[index + 1..].iter().find(|(token, _)| !is_blank(token));
    let opens = opens.is_none_or(|(token, _)| {
        matches!(token, Token::Mark(Event::Start(Tag::Paragraph | Tag::Item)))
    });
    let closes = closes.is_none_or(|(token, _)| {
        matches!(token, Token::Mark(Event::End(TagEnd::Paragraph | TagEnd::Item)))
    });
    opens && closes
}

fn is_blank(token: &Token<'_>) -> bool {
    match token {
        Token::Mark(Event::SoftBreak | Event::HardBreak) | Token::BlockId(_) => true,
        Token::Mark(Event::Text(text)) => text.trim().is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::dom::hostile;
