//! All that a move changes in the texts of a base.
//!
//! Takes the base as it is and the move; gives each text that becomes another. Writes nothing.

use super::asked::{Asked, in_queries};
use super::link::{Move, moved};
use super::redirect;
use crate::cli::edit::{Edit, edited};
use crate::input::{Attachment, Inputs, Text};
use crate::knowledge::{
    Depth, Drafts, Edge, Found, Knowledge, NoteId, Origin, Resolved, Surroundings, join,
};
use crate::markdown::LinkForm;
use crate::note::{Note, parse};
use crate::page::note_address;
use crate::parallel;
use crate::schema::Schema;
use crate::settings::Settings;
use crate::span::Span;
use crate::yaml;
use std::sync::Arc;

/// One text before and after.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) path: Arc<str>,
    pub(super) old: Arc<str>,
    pub(super) new: String,
}

/// Reads what the notes of a base say about each other, drafts included.
pub(super) fn knowledge(inputs: &Inputs, schema: &Arc<Schema>) -> Knowledge {
    let read = |text: &Text| Arc::new(parse(&text.path, &text.text, schema).value);
    joined(parallel::map(&inputs.texts, read), &inputs.attachments.clone().into(), schema)
}

fn joined(
    notes: Vec<Arc<Note>>,
    attachments: &Arc<[Attachment]>,
    schema: &Arc<Schema>,
) -> Knowledge {
    let around = Surroundings {
        schema,
        settings: &Settings::default(),
        attachments,
        today: None,
        drafts: Drafts::In,
        depth: Depth::Problems,
    };
    join(notes, &around).value
}

/// Works out what becomes of each text when the note `id` moves to `new`, a path without ending.
pub(super) fn changes(inputs: &Inputs, base: &Knowledge, id: NoteId, new: &str) -> Vec<Change> {
    let note = &base.notes[id];
    let moving = Move { note, old: inside(&note.path).to_owned(), new: new.to_owned() };
    let mut changes = Vec::new();
    for (other, text) in base.notes.iter().enumerate() {
        let mut edits: Vec<Edit> = links(base, other, id, &moving);
        edits.extend(named(base, &text.text, in_queries(text), id, &moving));
        if other == id {
            edits.extend(own_links(base, id, &moving));
            edits.extend(redirect::edit(
                text,
                &note_address(base, id),
                &new_address(base, note, new),
            ));
        }
        changes.extend(change(&text.path, &text.text, edits));
    }
    changes.extend(inputs.settings.iter().flat_map(|text| in_settings(base, text, id, &moving)));
    changes
}

fn change(path: &Arc<str>, old: &Arc<str>, edits: Vec<Edit>) -> Option<Change> {
    let new = edited(old, edits);
    (new != **old).then(|| Change { path: Arc::clone(path), old: Arc::clone(old), new })
}

/// Takes `content/` and the ending off a path.
pub(super) fn inside(path: &str) -> &str {
    let path = path.strip_prefix("content/").unwrap_or(path);
    path.rsplit_once('.').map_or(path, |(bare, _)| bare)
}

/// The address that the note will have: without a kind of its own it takes that of its folder.
fn new_address(base: &Knowledge, note: &Note, new: &str) -> String {
    let path: Arc<str> = format!("content/{new}.md").into();
    let moved = Arc::new(parse(&path, &note.text, &base.schema).value);
    note_address(&joined(vec![moved], &base.attachments, &base.schema), 0)
}

/// Rewrites the links of `from` that lead to the note.
fn links(base: &Knowledge, from: NoteId, id: NoteId, moving: &Move<'_>) -> Vec<Edit> {
    let edges = base.outbound(from).iter().filter(|edge| edge.to == id);
    edges.flat_map(|edge| link(&base.notes[from], edge, moving)).collect()
}

fn link(note: &Note, edge: &Edge, moving: &Move<'_>) -> Vec<Edit> {
    let prose = match edge.origin {
        Origin::Prose(at) | Origin::ProseCitation(at) => note.outline.links.get(at),
        Origin::Field(_)
        | Origin::Unknown(_)
        | Origin::Qualifier(_)
        | Origin::Citation(_)
        | Origin::General
        | Origin::Compare => None,
    };
    let destination =
        prose.filter(|link| matches!(link.form, LinkForm::Markdown | LinkForm::Picture));
    match destination {
        Some(link) => {
            let new = moving.destination(&link.target, moving.folders_of(note));
            let edits = new.map(|new| destination_edits(note, edge.span, &link.target, &new));
            edits.unwrap_or_default()
        }
        None => name_edit(&note.text, edge.span, moving).into_iter().collect(),
    }
}

/// Rewrites the name in `[[name#part|label]]`, `"[[name]]"`, `@name, para. 3` or `name`.
fn name_edit(text: &str, span: Span, moving: &Move<'_>) -> Option<Edit> {
    let written = &text[span.start..span.end];
    let is_sign = |c: char| c.is_whitespace() || matches!(c, '!' | '[' | '@' | '"' | '\'');
    let start = written.len() - written.trim_start_matches(is_sign).len();
    let rest = &written[start..];
    let is_citation = written[..start].contains('@');
    let end =
        rest.find(|c| matches!(c, '#' | '|' | ']' | '"') || is_citation && matches!(c, ',' | ';'));
    let name = rest[..end.unwrap_or(rest.len())].trim_end_matches('\\').trim_end();
    let new = moving.name(name)?;
    let span = Span::new(start, start + name.len()).shift(span.start);
    Some(Edit { span, text: new })
}

/// Rewrites a destination where it stands: in the link, or in the definitions that have it.
fn destination_edits(note: &Note, span: Span, written: &str, new: &str) -> Vec<Edit> {
    let inline = destinations(&note.text, span, written, "](");
    let places = match inline.is_empty() {
        true => destinations(&note.text, note.body, written, "]:"),
        false => inline,
    };
    places.into_iter().map(|span| Edit { span, text: new.to_owned() }).collect()
}

/// Finds `written` within a piece of text, where it is a whole destination after `opening`.
fn destinations(text: &str, within: Span, written: &str, opening: &str) -> Vec<Span> {
    let is_destination = |span: &Span| {
        let before = text[..span.start].trim_end_matches(['<', ' ', '\t', '\n', '\r']);
        let after = &text[span.end..];
        let is_whole = after.is_empty() || after.starts_with([')', '>', ' ', '\t', '\n', '\r']);
        before.ends_with(opening) && is_whole
    };
    let found = text[within.start..within.end].match_indices(written);
    let spans = found.map(|(at, _)| Span::new(at, at + written.len()).shift(within.start));
    spans.filter(is_destination).collect()
}

/// Rewrites the relative links of the note itself, where its folder changes.
fn own_links(base: &Knowledge, id: NoteId, moving: &Move<'_>) -> Vec<Edit> {
    let note = &base.notes[id];
    let folders = (note.folder.as_str(), moving.new_parts().0);
    if folders.0 == folders.1 {
        return Vec::new();
    }
    let links = note.outline.links.iter();
    let relative = links.filter(|link| matches!(link.form, LinkForm::Markdown | LinkForm::Picture));
    let edit = |link: &crate::markdown::ProseLink| {
        let span = link.span.shift(note.body.start);
        let target = match base.resolved(id, span.start)? {
            Resolved::Note { id: to, .. } if *to != id => &base.notes[*to].path,
            Resolved::File(file) => &base.attachments[*file].path,
            Resolved::Note { .. }
            | Resolved::Draft
            | Resolved::Missing(_)
            | Resolved::Outside
            | Resolved::Plain => return None,
        };
        let target = target.strip_prefix("content/").unwrap_or(target);
        let new = moved(&link.target, folders, target)?;
        Some(destination_edits(note, span, &link.target, &new))
    };
    relative.filter_map(edit).flatten().collect()
}

/// Rewrites the notes that the settings name.
fn in_settings(base: &Knowledge, text: &Text, id: NoteId, moving: &Move<'_>) -> Option<Change> {
    let settings = yaml::parse(&text.text, 0, &text.path).value?;
    let list = settings.entry("single_source")?.node.items();
    let asked = list.iter().filter_map(Asked::of).collect();
    change(&text.path, &text.text, named(base, &text.text, asked, id, moving))
}

/// Rewrites those of the names that mean the note.
fn named(
    base: &Knowledge,
    text: &str,
    asked: Vec<Asked>,
    id: NoteId,
    moving: &Move<'_>,
) -> Vec<Edit> {
    let is_it = |asked: &Asked| base.lookup.find(&asked.name, &[]) == Found::One(id);
    let meant = asked.into_iter().filter(is_it);
    meant.filter_map(|asked| name_edit(text, asked.span, moving)).collect()
}
