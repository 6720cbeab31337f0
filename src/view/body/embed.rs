//! Embeds: a note or section in another, a figure, a number, a file.
//!
//! Takes what an embed means; gives its markup. What would run in a circle or too deep becomes a link; the knowledge has reported it.

use super::{BodyHost, MAX_EMBEDS};
use crate::knowledge::{Fragment, MAX_EMBED_DEPTH, NoteId, Resolved, StatementRef};
use crate::markdown::{self, Embed, Place, Writing, attribute, text_html};
use crate::span::Span;

impl BodyHost<'_, '_, '_> {
    pub(super) fn embedded(&mut self, embed: &Embed<'_>) -> String {
        let words = if embed.label.is_empty() { embed.target } else { embed.label };
        match self.resolved(embed.place).cloned() {
            Some(Resolved::Note { id, fragment }) => self.embedded_note(embed, id, &fragment),
            Some(Resolved::File(at)) => {
                let (alt, width) = alt_and_width(embed.label);
                self.file_html(at, alt, width)
            }
            Some(Resolved::Missing(name)) => self.maker.missing_link(self.from, &name, words),
            Some(Resolved::Draft | Resolved::Plain | Resolved::Outside) | None => text_html(words),
        }
    }

    fn embedded_note(&mut self, embed: &Embed<'_>, id: NoteId, fragment: &Fragment) -> String {
        match fragment {
            Fragment::Observation(at) => self.maker.number_html(
                self.from,
                id,
                StatementRef::Observation(*at),
                self.references,
            ),
            Fragment::Statement(field) => self.stated(id, field),
            Fragment::Missing | Fragment::Anchor(_) => self.as_link(embed, id, fragment),
            Fragment::None
                if self.maker.knowledge.is_figure(id) && embed.stands == Place::Block =>
            {
                *self.shown += 1;
                self.maker.figure_embed(self.from, id, *self.shown, self.references)
            }
            Fragment::None | Fragment::Heading(_) | Fragment::Block(_)
                if embed.stands == Place::Sentence =>
            {
                self.as_link(embed, id, fragment)
            }
            Fragment::None | Fragment::Heading(_) | Fragment::Block(_) => {
                self.transcluded(embed, id, fragment)
            }
        }
    }

    /// Shows all values of a field, one after the other.
    fn stated(&mut self, id: NoteId, field: &str) -> String {
        let note = &self.maker.knowledge.notes[id];
        let declared = note
            .statements
            .iter()
            .enumerate()
            .filter(|(_, s)| s.field == field)
            .map(|(at, _)| StatementRef::Field(at));
        let unknown = note
            .unknown
            .iter()
            .enumerate()
            .filter(|(_, s)| s.field == field)
            .map(|(at, _)| StatementRef::Unknown(at));
        let all: Vec<StatementRef> = declared.chain(unknown).collect();
        let values: Vec<String> = all
            .into_iter()
            .map(|which| self.maker.number_html(self.from, id, which, self.references))
            .collect();
        values.join(", ")
    }

    fn as_link(&self, embed: &Embed<'_>, id: NoteId, fragment: &Fragment) -> String {
        let title = &self.maker.knowledge.notes[id].title;
        let words = if embed.label.is_empty() { title } else { embed.label };
        format!("<a{}>{}</a>", attribute("href", &self.part(id, fragment)), text_html(words))
    }

    fn transcluded(&mut self, embed: &Embed<'_>, id: NoteId, fragment: &Fragment) -> String {
        let note = &self.maker.knowledge.notes[id];
        let part = match fragment {
            Fragment::Heading(at) => note.outline.headings[*at].section,
            Fragment::Block(at) => note.outline.blocks[*at].span,
            Fragment::None
            | Fragment::Observation(_)
            | Fragment::Statement(_)
            | Fragment::Anchor(_)
            | Fragment::Missing => Span::new(0, note.body.end - note.body.start),
        };
        let circle = self.open.iter().any(|(open, span)| *open == id && span.contains(part));
        if circle || self.open.len() > MAX_EMBED_DEPTH || *self.shown >= MAX_EMBEDS {
            return format!("<p>{}</p>\n", self.as_link(embed, id, fragment));
        }
        *self.shown += 1;
        let prefix = self.prefix();
        let tokens = note.tokens();
        let writing = Writing {
            part,
            prefix: &prefix,
            top_level: (embed.level + 1).min(6),
            title: Some(&note.title),
        };
        let mut open = self.open.clone();
        open.push((id, part));
        let mut host = BodyHost {
            maker: self.maker,
            from: self.from,
            id,
            references: &mut *self.references,
            // What is wrong in the embedded body is told where it is the page's own.
            diagnostics: &mut Vec::new(),
            open,
            shown: &mut *self.shown,
            subjects: self.maker.knowledge.subjects(id),
        };
        let written = markdown::write(&tokens, &writing, &mut host);
        let source = self.as_link(&Embed { label: "", ..*embed }, id, fragment);
        format!(
            "<section class=\"embed\"{}>\n{}<p class=\"embed-source\">From {source}</p>\n</section>\n",
            attribute("aria-label", &note.title),
            written.html
        )
    }
}

/// Reads `alt text|320`, `320` and `320x200`; the height follows from the width.
pub(super) fn alt_and_width(label: &str) -> (&str, Option<u32>) {
    let (alt, last) = label.rsplit_once('|').unwrap_or(("", label));
    let width = last.split('x').next().and_then(|width| width.trim().parse().ok());
    match width {
        Some(width) => (alt.trim(), Some(width)),
        None => (label.trim(), None),
    }
}
