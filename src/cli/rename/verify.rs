//! Whether a base means after a move what it meant before.
//!
//! Takes both; refuses the move where a link would lead elsewhere, a query ask for another note, or two pages would share an address.

use super::asked::{Asked, in_queries};
use crate::cli::failure::Failure;
use crate::diagnostic::Code;
use crate::knowledge::{Found, Fragment, Knowledge, Resolved};
use crate::note::Note;
use crate::page;
use crate::span::Lines;
use crate::text::fold;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What a link means, told without numbers that a move changes.
#[derive(Debug, PartialEq, Eq)]
enum Meaning<'a> {
    Note(&'a str, &'a Fragment),
    Draft,
    Missing(String),
    File(&'a str),
    Outside,
    Plain,
}

/// Refuses the move from `old` to `new` unless every link and every name in a query keeps its meaning.
pub(super) fn same_meaning(
    before: &Knowledge,
    after: &Knowledge,
    old: &Arc<str>,
    new: &Arc<str>,
) -> Result<(), Failure> {
    refuse_clash(before, after, old, new)?;
    let path_before = |path| if path == old { new } else { path };
    let ids: HashMap<&str, usize> =
        after.notes.iter().enumerate().map(|(id, note)| (&*note.path, id)).collect();
    for (id, note) in before.notes.iter().enumerate() {
        let Some(&other) = ids.get(&**path_before(&note.path)) else {
            return Err(Failure::usage(format!("{} would be lost", note.path)));
        };
        let was = before.resolutions(id).iter();
        let was = was.map(|(start, it)| (start, meaning(before, it, path_before)));
        let is = after.resolutions(other).iter().map(|(_, it)| meaning(after, it, |path| path));
        let mut pairs = was.zip(is.map(Some).chain(std::iter::repeat_with(|| None)));
        if let Some(((&start, _), _)) = pairs.find(|((_, was), is)| is.as_ref() != Some(was)) {
            return Err(elsewhere("the link", note, start));
        }
        if let Some(asked) =
            asks_elsewhere((before, note), (after, &after.notes[other]), path_before)
        {
            return Err(elsewhere("the name in the query", note, asked.span.start));
        }
    }
    Ok(())
}

/// Finds the first name in a query that means other notes after the move.
fn asks_elsewhere<'a>(
    (before, note): (&'a Knowledge, &'a Note),
    (after, other): (&Knowledge, &Note),
    path_before: impl Fn(&'a Arc<str>) -> &'a Arc<str>,
) -> Option<Asked> {
    let mut is = in_queries(other).into_iter();
    in_queries(note).into_iter().find(|asked| {
        let was = notes_asked(before, asked, &path_before);
        let is = is.next().map(|asked| notes_asked(after, &asked, |path| path));
        // What means no note now may be a topic or a word, and goes on being one.
        !was.is_empty() && is.is_none_or(|is| is != was)
    })
}

/// Lists the paths of the notes that a name may mean.
fn notes_asked<'a>(
    base: &'a Knowledge,
    asked: &Asked,
    path: impl Fn(&'a Arc<str>) -> &'a Arc<str>,
) -> BTreeSet<Arc<str>> {
    let ids = match base.lookup.find(&asked.name, &[]) {
        Found::One(id) | Found::OtherKind(id) => vec![id],
        Found::Several(ids) => ids,
        Found::Held | Found::Nothing => Vec::new(),
    };
    ids.into_iter().map(|id| Arc::clone(path(&base.notes[id].path))).collect()
}

/// Refuses a move after which what stands at `start` would lead elsewhere.
fn elsewhere(what: &str, note: &Note, start: usize) -> Failure {
    let position = Lines::new(&note.text).position(start);
    let place = format!("{}:{}:{}", note.path, position.line, position.column);
    Failure::usage(format!("{what} at {place} would not lead where it leads now"))
        .help("choose another name, or write that one as the path of its note")
}

fn meaning<'a>(
    base: &'a Knowledge,
    resolved: &'a Resolved,
    path: impl Fn(&'a Arc<str>) -> &'a Arc<str>,
) -> Meaning<'a> {
    match resolved {
        Resolved::Note { id, fragment } => Meaning::Note(path(&base.notes[*id].path), fragment),
        Resolved::Draft => Meaning::Draft,
        Resolved::Missing(name) => Meaning::Missing(fold(name)),
        Resolved::File(file) => Meaning::File(&base.attachments[*file].path),
        Resolved::Outside => Meaning::Outside,
        Resolved::Plain => Meaning::Plain,
    }
}

/// Refuses a place that another note has, as a file, as an address or as a name in links.
fn refuse_clash(
    before: &Knowledge,
    after: &Knowledge,
    old: &Arc<str>,
    new: &Arc<str>,
) -> Result<(), Failure> {
    let others = before.notes.iter().filter(|note| note.path != *old);
    let moved = after.notes.iter().find(|note| note.path == *new);
    let slug = moved.map(|note| fold(&note.slug));
    for note in others {
        if fold(&note.path) == fold(new) || Some(fold(&note.slug)) == slug {
            let message = format!("{} has that name already", note.path);
            return Err(Failure::usage(message).help("choose another"));
        }
    }
    let (known, clashes) = (clashes(before), clashes(after));
    if clashes.len() <= known.len() {
        return Ok(());
    }
    let new = clashes.into_iter().find(|clash| !known.contains(clash)).unwrap_or_default();
    Err(Failure::usage(new).help("choose another name"))
}

/// Says which addresses several claim.
fn clashes(base: &Knowledge) -> Vec<String> {
    let found = page::plan(base).diagnostics.into_iter();
    found.filter(|found| found.code == Code::AddressClash).map(|found| found.message).collect()
}
