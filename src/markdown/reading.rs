//! The tokens of a body, kept small for those who ask for them later.
//!
//! Takes tokens once; gives them back as often as they are asked for, without parsing again. Never copies plain prose, which stands in the body.

use super::{Placed, Token};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// A body as it was read.
///
/// # Shape
/// 20 bytes for each token. The few with words of their own, an escape or a citation, stand beside them as they are.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    kept: Box<[Kept]>,
    whole: Box<[Token<'static>]>,
}

/// Bytes of the body; `u32`, since a text that holds more is never read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    start: u32,
    end: u32,
}

/// A token with its bytes in the body.
#[derive(Clone, Copy, Debug)]
struct Kept {
    place: Piece,
    what: What,
}

/// What a token is.
#[derive(Clone, Copy, Debug)]
enum What {
    /// The text that stands at its place.
    Text,
    /// Code; what is between its backticks.
    Code(Piece),
    /// A link without a title; where it leads.
    Link(LinkType, Piece),
    /// The start of what this ends, with nothing that its end does not say.
    Start(TagEnd),
    End(TagEnd),
    SoftBreak,
    /// Anything else, by its number among those kept whole.
    Whole(u32),
}

impl Reading {
    /// Keeps the tokens of `body`.
    #[must_use]
    pub fn of(tokens: &[Placed<'_>], body: &str) -> Self {
        let mut whole = Vec::new();
        let kept = tokens.iter().map(|(token, range)| {
            let what = in_body(token, range, body).unwrap_or_else(|| {
                whole.push(owned(token));
                What::Whole(small(whole.len() - 1))
            });
            Kept { place: Piece::of(range), what }
        });
        Self { kept: kept.collect(), whole: whole.into() }
    }

    /// Gives the tokens back; `body` is the one that they were read from.
    #[must_use]
    pub fn tokens<'a>(&'a self, body: &'a str) -> Vec<Placed<'a>> {
        self.kept.iter().map(|kept| (self.token(kept, body), kept.place.range())).collect()
    }

    fn token<'a>(&'a self, kept: &Kept, body: &'a str) -> Token<'a> {
        let text = |piece: Piece| CowStr::Borrowed(body.get(piece.range()).unwrap_or_default());
        Token::Mark(match kept.what {
            What::Text => Event::Text(text(kept.place)),
            What::Code(piece) => Event::Code(text(piece)),
            What::Link(link_type, to) => Event::Start(Tag::Link {
                link_type,
                dest_url: text(to),
                title: CowStr::Borrowed(""),
                id: CowStr::Borrowed(""),
            }),
            What::Start(end) => Event::Start(opened(end)),
            What::End(end) => Event::End(end),
            What::SoftBreak => Event::SoftBreak,
            What::Whole(at) => return self.whole[at as usize].clone(),
        })
    }
}

impl Piece {
    fn of(range: &Range<usize>) -> Self {
        Self { start: small(range.start), end: small(range.end) }
    }

    /// Finds where in `body` a text stands that was borrowed from it.
    fn within(body: &str, text: &str) -> Option<Self> {
        let start = (text.as_ptr() as usize).wrapping_sub(body.as_ptr() as usize);
        let range = start..start.checked_add(text.len())?;
        (body.get(range.clone()) == Some(text)).then(|| Self::of(&range))
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

fn small(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Returns a token as places in the body; none where it says more.
fn in_body(token: &Token<'_>, range: &Range<usize>, body: &str) -> Option<What> {
    let Token::Mark(event) = token else { return None };
    match event {
        Event::Text(text) => (body.get(range.clone()) == Some(text)).then_some(What::Text),
        Event::Code(text) => Piece::within(body, text).map(What::Code),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let is_bare = title.is_empty() && id.is_empty();
            let to = Piece::within(body, dest_url).filter(|_| is_bare)?;
            Some(What::Link(*link_type, to))
        }
        Event::Start(tag) => (opened(tag.to_end()) == *tag).then(|| What::Start(tag.to_end())),
        Event::End(end) => Some(What::End(*end)),
        Event::SoftBreak => Some(What::SoftBreak),
        Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::Html(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::HardBreak
        | Event::Rule
        | Event::TaskListMarker(_) => None,
    }
}

/// Returns the plainest tag that `end` ends; a paragraph for those that have no plain one.
fn opened(end: TagEnd) -> Tag<'static> {
    match end {
        TagEnd::Heading(level) => {
            Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }
        }
        TagEnd::BlockQuote(kind) => Tag::BlockQuote(kind),
        TagEnd::HtmlBlock => Tag::HtmlBlock,
        TagEnd::List(is_ordered) => Tag::List(is_ordered.then_some(1)),
        TagEnd::Item => Tag::Item,
        TagEnd::DefinitionList => Tag::DefinitionList,
        TagEnd::DefinitionListTitle => Tag::DefinitionListTitle,
        TagEnd::DefinitionListDefinition => Tag::DefinitionListDefinition,
        TagEnd::TableHead => Tag::TableHead,
        TagEnd::TableRow => Tag::TableRow,
        TagEnd::TableCell => Tag::TableCell,
        TagEnd::Emphasis => Tag::Emphasis,
        TagEnd::Strong => Tag::Strong,
        TagEnd::Strikethrough => Tag::Strikethrough,
        TagEnd::Superscript => Tag::Superscript,
        TagEnd::Subscript => Tag::Subscript,
        TagEnd::Paragraph
        | TagEnd::CodeBlock
        | TagEnd::FootnoteDefinition
        | TagEnd::Table
        | TagEnd::Link
        | TagEnd::Image
        | TagEnd::MetadataBlock(_) => Tag::Paragraph,
    }
}

/// Returns a token that borrows nothing.
fn owned(token: &Token<'_>) -> Token<'static> {
    match token {
        Token::Mark(event) => Token::Mark(event.clone().into_static()),
        Token::Embed { target, label } => {
            Token::Embed { target: target.clone(), label: label.clone() }
        }
        Token::Cite(cited) => Token::Cite(cited.clone()),
        Token::Topic(name) => Token::Topic(name.clone()),
        Token::Highlight(edge) => Token::Highlight(*edge),
        Token::BlockId(id) => Token::BlockId(id.clone()),
        Token::CalloutStart(callout) => Token::CalloutStart(callout.clone()),
        Token::CalloutTitleEnd => Token::CalloutTitleEnd,
        Token::CalloutEnd(fold) => Token::CalloutEnd(*fold),
        Token::MissingFootnote(label) => Token::MissingFootnote(label.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::tokens;
    use proptest::prelude::*;

    #[test]
    fn plain_prose_is_kept_as_places() {
        assert_eq!(size_of::<Kept>(), 20);
        let body = "# A\n\nSee [[京东|JD]], [x](y.md) and *`code`*\nnow.\n\n- one\n\n1. two\n";
        let reading = Reading::of(&tokens(body), body);
        assert_eq!(reading.whole.len(), 0, "{:?}", reading.whole);
        assert_eq!(reading.tokens(body), tokens(body));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_was_read_is_given_back(
            words in proptest::collection::vec(
                prop::sample::select(vec![
                    "京东", "a", " ", "\n", "\n\n", "**", "`c`", "[[", "]]", "|", "[a](b \"t\")", "[a]: b", "![[x|y]]", "[@s, 3]",
                    "#t", "==", "^id", "\\*", "&amp;", "> [!note] T", "> ", "- ", "3. ", "- [ ] ", "|a|b|\n|-|-|\n", "[^1]", "[^1]: n",
                    "$x$", "<b>", "%%c%%", "```rust\n", "# ", "{#i}", "~~", "  \n", "\r\n", "<http://a.b>", "a\n: b", "“",
                ]),
                0..30,
            )
        ) {
            let body = words.concat();
            let read = tokens(&body);
            let reading = Reading::of(&read, &body);
            prop_assert_eq!(reading.tokens(&body), read);
        }
    }
}
