//! The walk over the tokens.
//!
//! Takes tokens; gives markup in their order. Keeps a stack of what is open, so that depth is bounded.

use super::footnote::Footnotes;
use super::{Anchor, Embed, Host, Place, Writing, Written};
use crate::markdown::markup::{attribute, escape_text, push_attribute, push_text};
use crate::markdown::math::Display;
use crate::markdown::outline::{Ids, heading_ids, plain_text};
use crate::markdown::raw_html::Open;
use crate::markdown::{Edge, Fold, MAX_DEPTH, Placed, Token, clean, stands_alone};
use pulldown_cmark::{Alignment, Event, LinkType, Tag, TagEnd};
use std::fmt::Write as _;
use std::ops::Range;

/// Begins the tag that stands for markup put aside while the sanitiser runs, in bodies with raw HTML.
///
/// No text or attribute can hold it: `<` and `"` are escaped there, and raw HTML has no `data-` attribute.
const SHELVED: &str = "<wbr data-shelf=\"";

pub(super) struct Writer<'w, 'a> {
    pub(super) tokens: &'w [Placed<'a>],
    pub(super) writing: &'w Writing<'w>,
    pub(super) host: &'w mut dyn Host,
    pub(super) out: String,
    pub(super) headings: Vec<(u8, String, String)>,
    pub(super) ids: Ids,
    pub(super) shift: i16,
    pub(super) last_level: u8,
    pub(super) depth: usize,
    pub(super) callouts: Vec<Fold>,
    pub(super) bare: bool,
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    pub(super) notes: Footnotes,
    pub(super) shelved: Option<Vec<String>>,
    pub(super) raw_open: Open,
    /// How many links are open: HTML has none within another, and only the outermost is written.
    pub(super) links: usize,
    /// How many blocks of code were looked into.
    pub(super) coloured: usize,
}

impl<'w, 'a> Writer<'w, 'a> {
    pub(super) fn new(
        tokens: &'w [Placed<'a>],
        writing: &'w Writing<'w>,
        host: &'w mut dyn Host,
    ) -> Self {
        let raw = tokens
            .iter()
            .any(|(token, _)| matches!(token, Token::Mark(Event::Html(_) | Event::InlineHtml(_))));
        let highest = headings(tokens, writing).min().unwrap_or(2);
        Self {
            tokens,
            writing,
            host,
            // Markup makes a body longer, seldom by more than half.
            out: String::with_capacity((writing.part.end - writing.part.start) * 3 / 2),
            headings: Vec::new(),
            ids: Ids::default(),
            shift: i16::from(writing.top_level) - i16::from(highest),
            last_level: writing.top_level - 1,
            depth: 0,
            callouts: Vec::new(),
            bare: false,
            alignments: Vec::new(),
            column: 0,
            in_head: false,
            notes: Footnotes::find(tokens),
            shelved: raw.then(Vec::new),
            raw_open: if raw {
                Open::new(writing.prefix, heading_ids(tokens))
            } else {
                Open::default()
            },
            links: 0,
            coloured: 0,
        }
    }

    pub(super) fn write(mut self) -> Written {
        self.run(self.writing.part.start..self.writing.part.end);
        self.footnotes(self.writing.prefix);
        let html = match self.shelved.take() {
            Some(shelf) => unshelve(&clean::balance(&self.out), &shelf),
            None => self.out,
        };
        Written { html, headings: self.headings }
    }

    /// Writes the tokens whose bytes lie within `part`, footnotes aside.
    fn run(&mut self, part: Range<usize>) {
        let mut index = 0;
        while index < self.tokens.len() {
            let (token, range) = &self.tokens[index];
            if let Token::Mark(Event::Start(Tag::FootnoteDefinition(_))) = token {
                index = self.notes.end_of(index);
            } else if range.start >= part.start && range.end <= part.end {
                index = self.token(index);
            } else {
                index += 1;
            }
        }
    }

    /// Writes one token, or several that belong together, and returns the index of the next.
    pub(super) fn token(&mut self, index: usize) -> usize {
        let tokens = self.tokens;
        let (token, range) = &tokens[index];
        match token {
            Token::Mark(event) => return self.event(event, range, index),
            Token::Embed { target, label } => self.embed(index, target, label, range),
            Token::Cite(cited) => {
                let marks = self.host.cite(cited);
                self.shelve(&marks);
            }
            Token::Topic(name) if self.links > 0 => self.text(&format!("#{name}")),
            Token::Topic(name) => {
                let link = self.host.topic(name);
                self.shelve(&link);
            }
            Token::Highlight(Edge::Start) => self.out.push_str("<mark>"),
            Token::Highlight(Edge::End) => self.out.push_str("</mark>"),
            Token::BlockId(id) => {
                let id = self.block_id(id);
                let anchor = format!("<span{}></span>", attribute("id", &id));
                self.trim_space();
                self.shelve(&anchor);
            }
            Token::CalloutStart(callout) => self.callout(callout),
            Token::CalloutTitleEnd => self.callout_title_end(),
            Token::CalloutEnd(fold) => self.callout_end(*fold),
            Token::MissingFootnote(label) => self.text(&format!("[^{label}]")),
        }
        index + 1
    }

    /// Returns the fragment of a block: `^` stands in it as it does in links, which mean the first of several.
    fn block_id(&mut self, id: &str) -> String {
        format!("{}{}", self.writing.prefix, self.ids.unique(format!("^{id}")))
    }

    pub(super) fn trim_space(&mut self) {
        let length = self.out.trim_end_matches(' ').len();
        self.out.truncate(length);
    }

    /// Writes markup of ours; in a body with raw HTML it is put aside until the sanitiser has run.
    pub(super) fn shelve(&mut self, markup: &str) {
        match &mut self.shelved {
            Some(shelf) => {
                let _ = write!(self.out, "{SHELVED}{}\">", shelf.len());
                shelf.push(markup.to_owned());
            }
            None => self.out.push_str(markup),
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        push_text(&mut self.out, text);
    }

    fn event(&mut self, event: &Event<'_>, range: &Range<usize>, index: usize) -> usize {
        match event {
            Event::Start(tag) => return self.start(tag, range, index),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(text),
            Event::Code(text) => {
                self.out.push_str("<code>");
                escape_text(&mut self.out, text);
                self.out.push_str("</code>");
            }
            Event::InlineMath(latex) => self.math(latex, Display::Inline, range),
            Event::DisplayMath(latex) => self.math(latex, Display::Block, range),
            Event::Html(html) | Event::InlineHtml(html) => {
                self.raw_open.in_sentence = matches!(event, Event::InlineHtml(_));
                self.raw(html, range);
            }
            Event::FootnoteReference(label) => self.footnote_mark(label, self.writing.prefix),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => {
                let (word, sign) = if *done { ("done", "☑") } else { ("to do", "☐") };
                let _ = write!(
                    self.out,
                    "<span class=\"task\" role=\"img\" aria-label=\"{word}\">{sign}</span> "
                );
            }
        }
        index + 1
    }

    fn embed(&mut self, index: usize, target: &str, label: &str, range: &Range<usize>) {
        let stands = if stands_alone(self.tokens, index) { Place::Block } else { Place::Sentence };
        let level = self.last_level.max(1);
        let markup = self.host.embed(&Embed { target, label, place: range, stands, level });
        self.shelve(&markup);
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, index: usize) -> usize {
        self.depth += 1;
        if self.depth > MAX_DEPTH && !matches!(tag, Tag::Image { .. } | Tag::CodeBlock(_)) {
            return index + 1;
        }
        match tag {
            Tag::Paragraph => {
                if !self.is_bare(index) {
                    self.out.push_str("<p>");
                }
            }
            Tag::Heading { level, id, classes, .. } => {
                return self.heading(*level as u8, id.as_deref(), classes, index);
            }
            Tag::CodeBlock(kind) => return self.code_block(kind, range, index),
            Tag::Image { dest_url, .. } => return self.picture(dest_url, range, index),
            Tag::Link { link_type, dest_url, .. } => {
                return self.link(*link_type, dest_url, range, index);
            }
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                let name = self.headings.last().map_or("Table", |(_, _, heading)| heading);
                let name = super::super::attribute("aria-label", name);
                let _ = writeln!(
                    self.out,
                    "<div class=\"table\" role=\"region\"{name} tabindex=\"0\"><table>"
                );
            }
            Tag::TableCell => self.cell(),
            Tag::List(Some(first)) if *first != 1 => {
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
            }
            _ => self.plain_start(tag),
        }
        index + 1
    }

    /// Writes the start of what has one tag and no attribute.
    fn plain_start(&mut self, tag: &Tag<'_>) {
        self.out.push_str(match tag {
            Tag::BlockQuote(_) => "<blockquote>\n",
            Tag::List(Some(_)) => "<ol>\n",
            Tag::List(None) => "<ul>\n",
            Tag::Item => "<li>",
            Tag::DefinitionList => "<dl>\n",
            Tag::DefinitionListTitle => "<dt>",
            Tag::DefinitionListDefinition => "<dd>",
            Tag::TableHead => {
                (self.column, self.in_head) = (0, true);
                "<thead><tr>"
            }
            Tag::TableRow => {
                self.column = 0;
                "<tr>"
            }
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Strikethrough => "<del>",
            _ => "",
        });
    }

    fn end(&mut self, tag: &TagEnd) {
        let hidden = self.depth > MAX_DEPTH;
        self.depth = self.depth.saturating_sub(1);
        if hidden {
            return;
        }
        self.out.push_str(match tag {
            TagEnd::Paragraph => {
                if std::mem::take(&mut self.bare) {
                    "\n"
                } else {
                    "</p>\n"
                }
            }
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => {
                if self.in_head {
                    "</th>"
                } else {
                    "</td>"
                }
            }
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Link => {
                self.links = self.links.saturating_sub(1);
                if self.links == 0 { "</a>" } else { "" }
            }
            _ => "",
        });
    }

    /// Returns whether a paragraph holds one block of markup and nothing else, so that `<p>` would be wrong.
    fn is_bare(&mut self, index: usize) -> bool {
        let next = self.tokens[index + 1..].iter().position(|(token, _)| {
            !matches!(token, Token::Mark(Event::SoftBreak))
                && !matches!(token, Token::Mark(Event::Text(text)) if text.trim().is_empty())
        });
        let Some(next) = next.map(|next| index + 1 + next) else { return false };
        let block =
            matches!(self.tokens[next].0, Token::Embed { .. } | Token::Mark(Event::DisplayMath(_)));
        self.bare = block && stands_alone(self.tokens, next);
        self.bare
    }

    /// Opens a link. One that shows just the name typed may get better words from the host; its own are passed over.
    fn link(
        &mut self,
        link_type: LinkType,
        destination: &str,
        range: &Range<usize>,
        index: usize,
    ) -> usize {
        self.links += 1;
        if self.links > 1 {
            return index + 1;
        }
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        let destination =
            if wiki { crate::markdown::without_table_escape(destination) } else { destination };
        let mail = matches!(link_type, LinkType::Email).then(|| format!("mailto:{destination}"));
        let Anchor { href, kind, attributes } =
            self.host.anchor(mail.as_deref().unwrap_or(destination), range);
        self.out.push_str("<a");
        for (name, value) in [("href", href.as_deref()), ("data-kind", kind)] {
            let Some(value) = value else { continue };
            push_attribute(&mut self.out, name, value);
        }
        self.out.extend([attributes, ">"]);
        let is_bare = matches!(link_type, LinkType::WikiLink { has_pothole: false });
        match is_bare.then(|| self.host.words(destination, range)).flatten() {
            Some(words) => {
                push_text(&mut self.out, words);
                self.end_of(index, |end| matches!(end, TagEnd::Link))
            }
            None => index + 1,
        }
    }

    /// Finds the token that ends what `index` opens.
    pub(super) fn end_of(&self, index: usize, is_end: impl Fn(&TagEnd) -> bool) -> usize {
        let end = self.tokens[index..]
            .iter()
            .position(|(token, _)| matches!(token, Token::Mark(Event::End(tag)) if is_end(tag)));
        end.map_or(self.tokens.len(), |end| index + end)
    }
}

/// Lists the levels of the headings that will be written.
fn headings<'t>(
    tokens: &'t [Placed<'_>],
    writing: &'t Writing<'_>,
) -> impl Iterator<Item = u8> + 't {
    let mut first = true;
    tokens.iter().enumerate().filter_map(move |(index, (token, range))| match token {
        Token::Mark(Event::Start(Tag::Heading { level, .. }))
            if writing.part.contains(range.clone().into()) =>
        {
            let level = *level as u8;
            let repeats = std::mem::take(&mut first)
                && level == 1
                && writing.title.is_some_and(|title| title == plain_text(&tokens[index + 1..]));
            (!repeats).then_some(level)
        }
        _ => None,
    })
}

/// Puts back the markup that was put aside.
fn unshelve(html: &str, shelf: &[String]) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(SHELVED) {
        out.push_str(before);
        let Some((number, after)) = after.split_once("\">") else { break };
        out.push_str(
            number.parse().ok().and_then(|at: usize| shelf.get(at)).map_or("", String::as_str),
        );
        rest = after;
    }
    out.push_str(rest);
    out
}
