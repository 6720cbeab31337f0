//! Names to notes.
//!
//! Takes notes; answers which of them a name means. A name is looked up by path, then slug, then title, then names, then
//! aliases; the first rung that has any decides.

use super::{Knowledge, NoteId};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::Attachment;
use crate::note::Note;
use crate::parallel;
use crate::schema::KindId;
use crate::span::{Place, Span};
use crate::text::{NameList, Near, fold, near, without_note_ending};
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// Every name of every note, folded.
#[derive(Debug, Default)]
pub struct Lookup {
    names: HashMap<String, Vec<(Rung, NoteId)>, RandomState>,
    /// Kind of each note: beside each other, since whoever asks for one asks for those of many notes.
    kinds: Vec<Option<KindId>>,
    held: HashSet<String>,
    files: HashMap<String, Vec<usize>, RandomState>,
    near: OnceLock<NameList>,
    spelled: Vec<(String, NoteId)>,
}

/// By which sort of name a note was found; the first that has any decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rung {
    Path,
    Slug,
    Title,
    Name,
    Alias,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One note.
    One(NoteId),
    /// Several on the same rung.
    Several(Vec<NoteId>),
    /// A note, but of none of the kinds asked for.
    OtherKind(NoteId),
    /// A note that is not published.
    Held,
    /// None.
    Nothing,
}

impl Lookup {
    pub(super) fn new(notes: &[Arc<Note>], held: &[Arc<Note>], attachments: &[Attachment]) -> Self {
        let mut lookup =
            Self { kinds: notes.iter().map(|note| note.kind).collect(), ..Self::default() };
        let named = parallel::map(notes, |note| {
            names_of(note)
                .into_iter()
                .map(|(rung, name)| (rung, fold(&name), name))
                .collect::<Vec<_>>()
        });
        lookup.names.reserve(named.iter().map(Vec::len).sum());
        for (id, names) in named.into_iter().enumerate() {
            for (rung, folded, name) in names {
                let entry = lookup.names.entry(folded).or_default();
                if !entry.contains(&(rung, id)) {
                    entry.push((rung, id));
                }
                if rung != Rung::Path && !name.is_empty() {
                    lookup.spelled.push((name, id));
                }
            }
        }
        lookup.held =
            held.iter().flat_map(|note| names_of(note)).map(|(_, name)| fold(&name)).collect();
        lookup.files = files(attachments);
        lookup
    }

    /// Finds the note of a name; notes of the kinds `to` go first, and any kind where `to` is empty.
    #[must_use]
    pub fn find(&self, name: &str, to: &[KindId]) -> Found {
        let key = key(name);
        let all = self.names.get(&key).map_or(&[] as &[_], Vec::as_slice);
        let fits =
            |id: NoteId| to.is_empty() || self.kinds[id].is_some_and(|kind| to.contains(&kind));
        let wanted: Vec<(Rung, NoteId)> = all.iter().copied().filter(|(_, id)| fits(*id)).collect();
        match first_rung(&wanted).as_slice() {
            [one] => Found::One(*one),
            [] => match first_rung(all).first() {
                Some(&other) => Found::OtherKind(other),
                None if self.held.contains(&key) => Found::Held,
                None => Found::Nothing,
            },
            several => Found::Several(several.to_vec()),
        }
    }

    /// Returns the kind of a note.
    pub(super) fn kind(&self, id: NoteId) -> Option<KindId> {
        self.kinds[id]
    }

    /// Finds the file of a path from `content/`, or, where it is the only one, of a bare name.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<usize> {
        if let [only] = self.files(name) { Some(*only) } else { None }
    }

    /// Lists the files of a path from `content/`, or, where it is the path of none, those of a bare name.
    #[must_use]
    pub fn files(&self, name: &str) -> &[usize] {
        self.files.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    /// Finds at most three names near one that fits none; each with its note.
    #[must_use]
    pub fn near(&self, name: &str) -> Vec<Near<'_>> {
        near(name, self.near.get_or_init(|| NameList::new(self.spelled.iter().cloned())), 3)
    }

    /// Returns every name but paths, with its note.
    #[must_use]
    pub fn spelled(&self) -> &[(String, NoteId)] {
        &self.spelled
    }
}

/// Sorts files by their paths and, where that is no path, by their names.
fn files(attachments: &[Attachment]) -> HashMap<String, Vec<usize>, RandomState> {
    let inside =
        |file: &Attachment| file.path.strip_prefix("content/").unwrap_or(&file.path).to_owned();
    let mut by_path: HashMap<String, Vec<usize>, RandomState> = HashMap::default();
    let mut by_name: HashMap<String, Vec<usize>, RandomState> = HashMap::default();
    for (index, path) in attachments.iter().map(inside).enumerate() {
        if let Some((_, name)) = path.rsplit_once('/') {
            by_name.entry(fold(name)).or_default().push(index);
        }
        by_path.entry(fold(&path)).or_default().push(index);
    }
    by_name.extend(by_path);
    by_name
}

/// Makes a name comparable: a path loses its `.md` and leading slashes.
fn key(name: &str) -> String {
    let name = without_note_ending(name);
    let name = name.strip_prefix("content/").unwrap_or(name).trim_start_matches('/');
    fold(name)
}

fn first_rung(found: &[(Rung, NoteId)]) -> Vec<NoteId> {
    let Some(first) = found.iter().map(|(rung, _)| *rung).min() else { return Vec::new() };
    let mut ids: Vec<NoteId> =
        found.iter().filter(|(rung, _)| *rung == first).map(|(_, id)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Lists the names of a note: its path and each tail of it, its slug and file name, and what it calls itself.
fn names_of(note: &Note) -> Vec<(Rung, String)> {
    let mut names = Vec::with_capacity(8);
    if !note.folder.is_empty() {
        let path = format!("{}/{}", note.folder, note.stem);
        let cuts = path.match_indices('/').map(|(at, _)| at + 1);
        let tails = cuts.take_while(|&cut| path[cut..].contains('/'));
        names.extend(tails.map(|cut| (Rung::Path, path[cut..].to_owned())));
        names.push((Rung::Path, path));
    }
    names.push((Rung::Slug, note.slug.clone()));
    if note.stem != note.slug {
        names.push((Rung::Slug, note.stem.clone()));
    }
    names.push((Rung::Title, note.title.clone()));
    names.extend(note.names.all().map(|name| (Rung::Name, name.value.clone())));
    names.extend(note.aliases.iter().map(|alias| (Rung::Alias, alias.value.clone())));
    names
}

/// Reports each alias that is another note's title or slug: a link by it would not lead where its author thinks.
pub(super) fn clashes(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, note) in knowledge.notes.iter().enumerate() {
        for alias in &note.aliases {
            let bearers = knowledge.lookup.names.get(&fold(&alias.value)).into_iter().flatten();
            let mut others = bearers
                .filter(|(rung, other)| *other != id && matches!(rung, Rung::Slug | Rung::Title));
            let Some(&(rung, other)) = others.next() else { continue };
            let owner = &knowledge.notes[other];
            let what = if rung == Rung::Slug { "slug" } else { "title" };
            let message = format!("alias `{}` is the {what} of another note", alias.value);
            let place =
                Place::new(Arc::clone(&owner.path), owner.title_span.unwrap_or(Span::new(0, 0)));
            found.push(
                Diagnostic::new(Code::AliasClash, &note.path, alias.span, message)
                    .label(format!("a link by this name leads to {}", owner.path))
                    .related(place, format!("the note whose {what} it is"))
                    .help("take the alias out, or make it say which of the two is meant"),
            );
        }
    }
    found
}
