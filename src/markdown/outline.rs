//! What of a body others can link to, and what it links to itself.
//!
//! Takes tokens; gives headings, marked blocks, links as written with their places, topics. Resolves nothing.

use super::{Placed, Token, stands_alone};
use crate::diagnostic::Code;
use crate::span::Span;
use crate::text::heading_id;
use foldhash::fast::RandomState;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What can be linked to and from in one body; all spans are bytes of the body.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Blocks marked `^id`, in order.
    pub blocks: Vec<Block>,
    /// Links, embeds, pictures and citations, in order of their places.
    pub links: Vec<ProseLink>,
    /// Inline topics, in order.
    pub topics: Vec<String>,
    /// Marks of footnotes that are not there, with their labels.
    pub missing_footnotes: Vec<(String, Span)>,
    /// Fenced `query` blocks, in order.
    pub queries: Vec<QueryBlock>,
    /// Fingerprints of the other fenced blocks, in order: several notes may hold one and the same.
    pub codes: Vec<u128>,
    /// Deepest nesting met.
    pub depth: usize,
    /// Where nesting first went past [`super::MAX_DEPTH`].
    pub too_deep: Option<Span>,
    /// Places that raw HTML names, with `id` or `name`, in order.
    pub anchors: Vec<String>,
    /// What was probably meant as a link or a citation, in order.
    pub slips: Vec<super::Slip>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Level as written, 1 to 6.
    pub level: u8,
    /// Text without markup.
    pub text: String,
    /// Fragment, unique in the body.
    pub id: String,
    /// The heading itself.
    pub span: Span,
    /// From the heading up to the next one of its level or above.
    pub section: Span,
}

/// A fenced `query` block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryBlock {
    /// The text inside, without the marks of a quote or the indentation of a list around it.
    pub text: String,
    /// Where that stands: the marks and the indentation of all lines but the first are within.
    pub span: Span,
}

/// A block that a link can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its id, without `^`.
    pub id: String,
    /// The block.
    pub span: Span,
}

/// How a link in prose is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkForm {
    /// `[[target]]`.
    Wiki,
    /// `[text](destination)`.
    Markdown,
    /// `![[target]]` alone in its block.
    EmbedBlock,
    /// `![[target]]` within a sentence.
    EmbedInline,
    /// `![alt](destination)`.
    Picture,
    /// `@source` of a citation.
    Citation,
}

/// A link in prose, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseLink {
    /// How it is written.
    pub form: LinkForm,
    /// Target as written: before the bar, or the destination.
    pub target: String,
    /// The whole link, or one source of a citation.
    pub span: Span,
}

/// Draws the outline of a body from its tokens.
#[must_use]
pub fn outline(tokens: &[Placed<'_>], body: &str) -> Outline {
    let mut drawer = Drawer {
        tokens,
        body,
        outline: Outline::default(),
        ids: Ids::default(),
        blocks: Vec::new(),
        last_block: None,
        code_depth: 0,
        footnotes: Vec::new(),
        marked: HashSet::default(),
    };
    for index in 0..tokens.len() {
        drawer.take(index);
    }
    drawer.unmarked_footnotes();
    let mut outline = drawer.outline;
    close_sections(&mut outline.headings, body.len());
    outline
}

/// Fragments given so far in one body.
#[derive(Default)]
pub(super) struct Ids(HashMap<String, usize, RandomState>);

impl Ids {
    /// Returns `id`, numbered when it was given before.
    pub(super) fn unique(&mut self, id: String) -> String {
        let id = if id.is_empty() { "section".to_owned() } else { id };
        let count = self.0.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count == 1 {
            return id;
        }
        let numbered = format!("{id}-{}", *count - 1);
        self.unique(numbered)
    }
}

struct Drawer<'t, 'a> {
    tokens: &'t [Placed<'a>],
    body: &'t str,
    outline: Outline,
    ids: Ids,
    blocks: Vec<Range<usize>>,
    last_block: Option<Range<usize>>,
    code_depth: usize,
    /// Footnotes with their places, and the labels that are marked somewhere.
    footnotes: Vec<(String, Range<usize>)>,
    marked: HashSet<String, RandomState>,
}

impl Drawer<'_, '_> {
    fn take(&mut self, index: usize) {
        let (token, range) = &self.tokens[index];
        match token {
            Token::Mark(event) => self.mark(event, range, index),
            Token::Embed { target, .. } => {
                let alone = stands_alone(self.tokens, index);
                let form = if alone { LinkForm::EmbedBlock } else { LinkForm::EmbedInline };
                self.link(form, target, range);
            }
            Token::Cite(cited) => {
                for one in cited {
                    self.several_in_one(one);
                    self.link(LinkForm::Citation, &one.name, &one.range);
                }
            }
            Token::Topic(name) => self.outline.topics.push(name.clone()),
            Token::BlockId(id) => self.block(id, range),
            Token::MissingFootnote(label) => {
                self.outline.missing_footnotes.push((label.clone(), range.clone().into()));
            }
            Token::CalloutStart(_) => {
                self.blocks.push(range.clone());
                self.deepen(range);
            }
            Token::CalloutEnd(_) => self.last_block = self.blocks.pop(),
            Token::Highlight(_) | Token::CalloutTitleEnd => {}
        }
    }

    fn mark(&mut self, event: &Event<'_>, range: &Range<usize>, index: usize) {
        match event {
            Event::Start(tag) => {
                self.code_depth += usize::from(matches!(tag, Tag::CodeBlock(_)));
                self.start(tag, range, index);
            }
            Event::End(tag)
                if !matches!(
                    tag,
                    TagEnd::Emphasis
                        | TagEnd::Strong
                        | TagEnd::Strikethrough
                        | TagEnd::Link
                        | TagEnd::Image
                ) =>
            {
                self.code_depth -= usize::from(matches!(tag, TagEnd::CodeBlock));
                self.last_block = self.blocks.pop();
            }
            Event::Text(text) if self.code_depth == 0 && text.len() == range.len() => {
                // A text is cut at a backslash, and what it escapes is meant as it stands.
                let escaped = usize::from(self.body[..range.start].ends_with('\\'));
                let free = text.get(escaped..).unwrap_or_default();
                self.outline.slips.extend(super::slip::find(free, range.start + escaped));
            }
            Event::FootnoteReference(label) => {
                self.marked.insert(label.to_string());
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.outline.anchors.extend(super::raw_html::anchors(html));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, index: usize) {
        match tag {
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {}
            Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. } => {
                self.link(LinkForm::Wiki, super::without_table_escape(dest_url), range);
            }
            Tag::Link { dest_url, .. } => self.link(LinkForm::Markdown, dest_url, range),
            Tag::Image { dest_url, .. } => self.link(LinkForm::Picture, dest_url, range),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
            _ => {
                self.blocks.push(range.clone());
                self.deepen(range);
                self.block_start(tag, range, index);
            }
        }
    }

    fn deepen(&mut self, range: &Range<usize>) {
        self.outline.depth = self.outline.depth.max(self.blocks.len());
        if self.blocks.len() > super::MAX_DEPTH && self.outline.too_deep.is_none() {
            self.outline.too_deep = Some(Span::new(range.start, range.start + 1));
        }
    }

    fn block_start(&mut self, tag: &Tag<'_>, range: &Range<usize>, index: usize) {
        match tag {
            Tag::Heading { level, id, .. } => {
                let text = plain_text(&self.tokens[index + 1..]);
                let wanted = id.as_ref().map_or_else(|| heading_id(&text), ToString::to_string);
                let id = self.ids.unique(wanted);
                let span = Span::from(range.clone());
                self.outline.headings.push(Heading {
                    level: *level as u8,
                    text,
                    id,
                    span,
                    section: span,
                });
            }
            Tag::FootnoteDefinition(label) => {
                self.footnotes.push((label.to_string(), range.clone()));
            }
            Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(info)) => {
                let Inside { text, place, .. } = code_text(&self.tokens[index + 1..], range);
                if super::is_query(info) {
                    self.outline.queries.push(QueryBlock { text, span: place.into() });
                } else {
                    self.outline.codes.push(super::code_print(super::language_of(info), &text));
                }
            }
            _ => {}
        }
    }

    /// Tells of footnotes that nothing marks: they stand on no page.
    fn unmarked_footnotes(&mut self) {
        for (label, range) in &self.footnotes {
            if !self.marked.contains(label) {
                let end =
                    self.body[range.clone()].find(']').map_or(range.end, |at| range.start + at + 1);
                self.outline.slips.push(super::Slip {
                    code: Code::BrokenFootnote,
                    span: Span::new(range.start, end),
                    message: format!("nothing marks the footnote `{label}`, so it is not shown"),
                    help: format!("put `[^{label}]` where it belongs, or take it out"),
                });
            }
        }
    }

    /// `[@a, @b]`: a comma begins the place in a source, and would hide the second.
    fn several_in_one(&mut self, one: &super::Cited) {
        let Some(second) = one.locator.as_ref().filter(|place| place.starts_with('@')) else {
            return;
        };
        self.outline.slips.push(super::Slip {
            code: Code::BrokenCitation,
            span: one.range.clone().into(),
            message: format!("`{second}` is read as a place in `{}`", one.name),
            help: format!("part sources by a semicolon: `[@{}; {second}]`", one.name),
        });
    }

    fn link(&mut self, form: LinkForm, target: &str, range: &Range<usize>) {
        self.outline.links.push(ProseLink {
            form,
            target: target.to_owned(),
            span: range.clone().into(),
        });
    }

    /// Gives `^id` to the block that it ends, or, on a line of its own, to the block before.
    fn block(&mut self, id: &str, range: &Range<usize>) {
        let around = self.blocks.last().cloned().unwrap_or_else(|| range.clone());
        let alone = self.body[around.clone()].trim().strip_prefix('^') == Some(id);
        let span = if alone { self.last_block.clone().unwrap_or(around) } else { around };
        self.outline.blocks.push(Block { id: id.to_owned(), span: span.into() });
    }
}

/// Returns the fragments of all headings.
pub(super) fn heading_ids(tokens: &[Placed<'_>]) -> HashSet<String> {
    let mut ids = Ids::default();
    let headings = tokens.iter().enumerate().filter_map(|(index, (token, _))| match token {
        Token::Mark(Event::Start(Tag::Heading { id, .. })) => Some((index, id)),
        _ => None,
    });
    let wanted = headings.map(|(index, id)| {
        let by_text = || heading_id(&plain_text(&tokens[index + 1..]));
        id.as_ref().map_or_else(by_text, ToString::to_string)
    });
    wanted.map(|wanted| ids.unique(wanted)).collect()
}

/// Joins the text of a heading's tokens, up to its end.
pub(super) fn plain_text(tokens: &[Placed<'_>]) -> String {
    let mut text = String::new();
    for (token, _) in tokens {
        match token {
            Token::Mark(Event::End(TagEnd::Heading(_))) => break,
            Token::Mark(Event::Text(piece) | Event::Code(piece) | Event::InlineMath(piece)) => {
                text.push_str(piece)
            }
            Token::Mark(Event::SoftBreak | Event::HardBreak) => text.push(' '),
            Token::Topic(name) => {
                text.push('#');
                text.push_str(name);
            }
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// What stands in a block of code.
pub(super) struct Inside {
    /// Its text: each line of a block in a quote is a token of its own.
    pub(super) text: String,
    /// From the first of these tokens to the last; the end of the block where there is none.
    pub(super) place: Range<usize>,
    /// How many tokens there are before the block's end.
    pub(super) token_count: usize,
}

/// Joins the text of the block of code at `block`, whose inside `tokens` begin with.
pub(super) fn code_text(tokens: &[Placed<'_>], block: &Range<usize>) -> Inside {
    let mut code = Inside { text: String::new(), place: block.end..block.end, token_count: 0 };
    for (token, at) in tokens {
        match token {
            Token::Mark(Event::Text(text)) => {
                code.place = code.place.start.min(at.start)..at.end;
                code.text.push_str(text);
            }
            Token::Mark(Event::End(TagEnd::CodeBlock)) => break,
            _ => {}
        }
        code.token_count += 1;
    }
    code
}

/// Ends each heading's section where the next heading of its level or above begins.
fn close_sections(headings: &mut [Heading], end: usize) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..headings.len() {
        let (level, start) = (headings[index].level, headings[index].span.start);
        while let Some(&last) = open.last() {
            if headings[last].level < level {
                break;
            }
            headings[last].section.end = start;
            open.pop();
        }
        open.push(index);
    }
    for last in open {
        headings[last].section.end = end;
    }
}
