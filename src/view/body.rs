//! A note's prose as HTML: the host that the Markdown writer asks.
//!
//! Takes a body and what the knowledge says its links mean; gives markup, table of contents, and what only shows while writing. Embeds nest to a depth of eight, and
//! a page shows a bounded number of them.

mod embed;
mod picture;
mod query;

use super::maker::Maker;
use super::references::{References, close_up, mark_html};
use super::shape::TocEntry;
use crate::diagnostic::{Code, Diagnostic};
use crate::knowledge::{Found, Fragment, NoteId, Resolved, joined, percent_decoded};
use crate::markdown::{
    self, Anchor, Cited, Embed, Host, Placed, SAFE_SCHEMES, Token, Writing, attribute, text_html,
};
use crate::note::Note;
use crate::page::{encoded, relative};
use crate::span::Span;
use embed::alt_and_width;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// Most embeds that one page shows.
const MAX_EMBEDS: usize = 500;

/// What to do about a picture in raw HTML that another host has.
const NOT_LOADED: &str =
    "put the picture under content/ and name it there: a page loads nothing from elsewhere";
/// What to do about an address in raw HTML that leads nowhere.
const NOT_THERE: &str = "mend the path, or put what it names under content/";
/// What to do about an address in raw HTML that is none of the web.
const NOT_AN_ADDRESS: &str = "write the address whole, `https://…`, or the path of a note";

/// A body as a page shows it.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) html: String,
    pub(super) toc: Vec<TocEntry>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Answers the writer for one body.
struct BodyHost<'h, 'm, 'k> {
    maker: &'m Maker<'k>,
    /// Address of the page.
    from: &'m str,
    /// The note whose body is written.
    id: NoteId,
    references: &'h mut References<'m, 'k>,
    diagnostics: &'h mut Vec<Diagnostic>,
    /// The notes and parts that are being embedded, outermost first.
    open: Vec<(NoteId, Span)>,
    /// How many embeds the page has shown.
    shown: &'h mut usize,
    subjects: Vec<NoteId>,
}

impl<'k> Maker<'k> {
    /// Writes the body of a note for its own page at `from`.
    pub(super) fn body<'m>(
        &'m self,
        from: &'m str,
        id: NoteId,
        references: &mut References<'m, 'k>,
    ) -> Body {
        let note = &self.knowledge.notes[id];
        let text = note.body_text();
        let tokens = note.tokens();
        let part = Span::new(0, text.len());
        let mut diagnostics = Vec::new();
        let mut shown = 0;
        let mut host = BodyHost {
            maker: self,
            from,
            id,
            references,
            diagnostics: &mut diagnostics,
            open: vec![(id, part)],
            shown: &mut shown,
            subjects: self.knowledge.subjects(id),
        };
        let writing = Writing { part, prefix: "", top_level: 2, title: Some(&note.title) };
        let written = markdown::write(&tokens, &writing, &mut host);
        let toc = if written.headings.len() < 3 { Vec::new() } else { written.headings };
        let toc = toc
            .into_iter()
            .map(|(level, id, text)| TocEntry {
                level,
                href: format!("#{}", encoded(&id)),
                id,
                html: text_html(&text),
            })
            .collect();
        let html = if may_cite(&tokens) { close_up(&written.html) } else { written.html };
        Body { html, toc, diagnostics }
    }
}

impl BodyHost<'_, '_, '_> {
    fn note_text(&self, place: &Range<usize>) -> usize {
        self.maker.knowledge.notes[self.id].body.start + place.start
    }

    fn resolved(&self, place: &Range<usize>) -> Option<&Resolved> {
        self.maker.knowledge.resolved(self.id, self.note_text(place))
    }

    fn diagnose(&mut self, code: Code, place: Range<usize>, message: String, help: &str) {
        let note = &self.maker.knowledge.notes[self.id];
        let span = Span::from(place).shift(note.body.start);
        self.diagnostics.push(Diagnostic::new(code, &note.path, span, message).help(help));
    }

    /// Returns where a part of a note stands, from this page.
    fn part(&self, id: NoteId, fragment: &Fragment) -> String {
        let note = &self.maker.knowledge.notes[id];
        match fragment {
            Fragment::None | Fragment::Missing => self.maker.note_href(self.from, id),
            // The page's own title stands in place of a heading that repeats it.
            Fragment::Heading(0) if repeats_title(note) => self.maker.note_href(self.from, id),
            Fragment::Heading(at) => {
                self.maker.part_href(self.from, id, &note.outline.headings[*at].id)
            }
            Fragment::Block(at) => {
                self.maker.part_href(self.from, id, &format!("^{}", note.outline.blocks[*at].id))
            }
            Fragment::Anchor(at) => self.maker.part_href(self.from, id, &note.outline.anchors[*at]),
            Fragment::Observation(at) => {
                let which = crate::knowledge::StatementRef::Observation(*at);
                self.maker.part_href(self.from, id, &self.maker.statement_id(id, which))
            }
            Fragment::Statement(field) => self.maker.part_href(self.from, id, &format!(":{field}")),
        }
    }

    /// A destination outside the base, or within this page.
    fn outside_anchor(destination: &str) -> Anchor<'static> {
        if destination.starts_with('#') {
            return Anchor { href: Some(destination.to_owned()), ..Anchor::default() };
        }
        Anchor {
            href: Some(destination.trim().to_owned()),
            attributes: " rel=\"external\"",
            ..Anchor::default()
        }
    }
}

impl Host for BodyHost<'_, '_, '_> {
    fn anchor(&mut self, destination: &str, place: &Range<usize>) -> Anchor<'_> {
        match self.resolved(place) {
            Some(Resolved::Note { id, fragment }) => Anchor {
                href: Some(self.part(*id, fragment)),
                kind: self.maker.knowledge.kind(*id).map(|kind| kind.name.as_str()),
                attributes: "",
            },
            Some(Resolved::Missing(name)) => Anchor {
                href: Some(self.maker.wanted_href(self.from, name)),
                attributes: " class=\"missing\" title=\"No note of this name yet\"",
                ..Anchor::default()
            },
            Some(Resolved::File(at)) => Anchor { href: self.file_href(*at), ..Anchor::default() },
            Some(Resolved::Outside) => Self::outside_anchor(destination),
            Some(Resolved::Draft | Resolved::Plain) => Anchor::default(),
            // Autolinks are not in the outline: they are addresses of the web as CommonMark has them.
            None => match crate::value::parse_url(destination) {
                Ok(url) => Self::outside_anchor(&url),
                Err(_) if is_safe(destination) => Self::outside_anchor(destination),
                Err(_) => Anchor::default(),
            },
        }
    }

    fn words(&mut self, typed: &str, place: &Range<usize>) -> Option<&str> {
        let Some(Resolved::Note { id, .. }) = self.resolved(place) else { return None };
        if typed.contains('#') { None } else { self.maker.plate(*id).title_for(typed) }
    }

    fn embed(&mut self, embed: &Embed<'_>) -> String {
        self.embedded(embed)
    }

    fn picture(&mut self, destination: &str, alt: &str, place: &Range<usize>) -> String {
        match self.resolved(place).cloned() {
            Some(Resolved::File(at)) => {
                let (alt, width) = if alt.contains('|') { alt_and_width(alt) } else { (alt, None) };
                self.file_html(at, alt, width)
            }
            Some(Resolved::Outside) => {
                let words = if alt.is_empty() { destination } else { alt };
                format!(
                    "<a{} rel=\"external\">{}</a>",
                    attribute("href", destination.trim()),
                    text_html(words)
                )
            }
            _ => format!(
                "<span class=\"missing\">{}</span>",
                text_html(if alt.is_empty() { destination } else { alt })
            ),
        }
    }

    fn cite(&mut self, cited: &[Cited]) -> String {
        let mut marks = String::new();
        for one in cited {
            match self.resolved(&one.range).cloned() {
                Some(Resolved::Note { id, .. }) => {
                    let subjects = std::mem::take(&mut self.subjects);
                    marks.push_str(&mark_html(&self.references.mark(
                        id,
                        one.locator.as_deref(),
                        &subjects,
                    )));
                    self.subjects = subjects;
                }
                Some(Resolved::Missing(name)) => {
                    let link = self.maker.missing_link(self.from, &name, &format!("[{name}?]"));
                    marks.push_str(&format!("<sup class=\"cite\">{link}</sup>"));
                }
                _ => {}
            }
        }
        marks
    }

    fn topic(&mut self, name: &str) -> String {
        let topic = self.maker.topic(self.from, name);
        if topic.href.is_empty() {
            return text_html(&format!("#{name}"));
        }
        format!("<a class=\"topic\"{}>#{}</a>", attribute("href", &topic.href), text_html(name))
    }

    fn code(&mut self, code: &str, language: &str) -> Option<String> {
        self.maker.digest.code(code, language)
    }

    fn query(&mut self, query: &str, place: &Range<usize>) -> String {
        self.query_html(query, place)
    }

    fn raw_address(&mut self, tag: &str, name: &str, value: &str) -> Result<String, &'static str> {
        self.raw(tag, name, value)
    }

    fn stripped(&mut self, what: &str, help: Option<&'static str>, place: Range<usize>) {
        let help = help.unwrap_or(
            "write it as Markdown; what could run script or restyle the page never reaches it",
        );
        self.diagnose(Code::StrippedHtml, place, format!("{what} was taken out"), help);
    }

    fn bad_math(&mut self, reason: &str, place: Range<usize>) {
        self.diagnose(
            Code::BadMath,
            place,
            format!("this math cannot be read: {reason}"),
            "mend the LaTeX; write `\\$` for a dollar sign",
        );
    }
}

impl BodyHost<'_, '_, '_> {
    /// Makes an address in raw HTML safe and right: a file or note of the base becomes its address in the site.
    fn raw(&self, tag: &str, name: &str, value: &str) -> Result<String, &'static str> {
        let value = value.trim();
        if let Ok(url) = crate::value::parse_url(value) {
            return if tag == "a" || name == "cite" { Ok(url) } else { Err(NOT_LOADED) };
        }
        if value.starts_with('#') {
            return Ok(value.to_owned());
        }
        if value.starts_with("//") || value.contains(':') || value.chars().any(char::is_control) {
            return Err(if tag == "a" { NOT_AN_ADDRESS } else { NOT_LOADED });
        }
        let (path, fragment) = value.split_once('#').unwrap_or((value, ""));
        let path = percent_decoded(path.split('?').next().unwrap_or_default());
        let folder = &self.maker.knowledge.notes[self.id].folder;
        let paths = [joined(folder, &path), Some(path)];
        let mut found = paths.iter().flatten();
        found.find_map(|path| self.raw_path(tag, path, fragment)).ok_or(NOT_THERE)
    }

    /// Returns the address of what a path in raw HTML names.
    fn raw_path(&self, tag: &str, path: &str, fragment: &str) -> Option<String> {
        let lookup = &self.maker.knowledge.lookup;
        if let Some(href) = lookup.file(path).and_then(|at| self.file_href(at)) {
            return Some(href);
        }
        let name = path.strip_suffix(".md").or_else(|| path.strip_suffix(".html")).unwrap_or(path);
        let Found::One(id) = lookup.find(name, &[]) else { return None };
        let outline = &self.maker.knowledge.notes[id].outline;
        let is_there = outline.headings.iter().any(|heading| heading.id == fragment)
            || outline.anchors.iter().any(|anchor| anchor == fragment);
        let href = || match is_there {
            true => self.maker.part_href(self.from, id, fragment),
            false => self.maker.note_href(self.from, id),
        };
        (tag == "a").then(href)
    }

    fn file_href(&self, at: usize) -> Option<String> {
        self.maker.plan.attachments.get(&at).map(|address| relative(self.from, address))
    }

    /// Returns a fragment for links within an embedded part.
    fn prefix(&self) -> String {
        encoded(&format!("e{}-", *self.shown))
    }
}

/// Returns whether a mark of a citation may stand in what is written: nothing else makes one, and most bodies cite in their fields alone.
fn may_cite(tokens: &[Placed<'_>]) -> bool {
    let may_cite = |token: &Token<'_>| match token {
        // A block of code may ask for a table, which cites.
        Token::Cite(_) | Token::Embed { .. } | Token::Mark(Event::Start(Tag::CodeBlock(_))) => true,
        Token::Mark(_)
        | Token::Topic(_)
        | Token::Highlight(_)
        | Token::BlockId(_)
        | Token::CalloutStart(_)
        | Token::CalloutTitleEnd
        | Token::CalloutEnd(_)
        | Token::MissingFootnote(_) => false,
    };
    tokens.iter().any(|(token, _)| may_cite(token))
}

/// Returns whether the body of a note opens with its title, which is then left out.
fn repeats_title(note: &Note) -> bool {
    note.outline.headings.first().is_some_and(|first| first.level == 1 && first.text == note.title)
}

/// Returns whether an address begins with a scheme that pages may lead to.
fn is_safe(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| SAFE_SCHEMES.contains(&scheme.as_str()))
}

#[cfg(test)]
mod tests;
