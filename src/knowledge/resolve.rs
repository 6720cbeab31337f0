//! Finds the note that each link means.
//!
//! Takes notes and their names; gives edges, and for each link what it means. What means nothing is reported with near names and counted as wanted.

mod file;
mod parts;
mod prose;
mod statements;

use super::lookup::{Found, Lookup};
use super::{Edge, NoteId, Origin, Surroundings, Wanted};
use crate::diagnostic::{Checked, Code, Diagnostic, Severity};
use crate::note::Note;
use crate::parallel;
use crate::schema::{Field, KindId};
use crate::span::{Place, Span};
use crate::text::{Near, counted, fold, without_note_ending};
use file::MOST_SHOWN;
use foldhash::fast::RandomState;
use parts::Parts;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

pub(crate) use prose::joined;

/// What a link means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// A note, or a part of it.
    Note {
        /// Which note.
        id: NoteId,
        /// Which part.
        fragment: Fragment,
    },
    /// A note that is not published: only the words are shown.
    Draft,
    /// Nothing yet, under this name.
    Missing(String),
    /// A file beside the notes: its position among the attachments.
    File(usize),
    /// Something on the web, or a place on the page itself.
    Outside,
    /// Plain text: a bare name that no note bears, or an address that is refused.
    Plain,
}

/// A part of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// The whole.
    None,
    /// A heading, by position.
    Heading(usize),
    /// A marked block, by position.
    Block(usize),
    /// A place that raw HTML names, by position.
    Anchor(usize),
    /// An observation, by position.
    Observation(usize),
    /// The statements of a field, by name.
    Statement(String),
    /// A part that is not there; reported.
    Missing,
}

/// All links, resolved.
pub(super) struct All {
    pub(super) edges: Vec<Edge>,
    pub(super) resolutions: Vec<Vec<(usize, Resolved)>>,
    pub(super) wanted: BTreeMap<String, Wanted>,
}

/// The links of one note, resolved.
#[derive(Default)]
struct OfNote {
    edges: Vec<Edge>,
    resolutions: Vec<(usize, Resolved)>,
    /// What is to be said of names that no note bears, each with its name.
    missing: Vec<(Diagnostic, String)>,
}

/// Names that near ones are looked up for; a base with more of them is told the rest without.
const MAX_NEAR: usize = 2000;

/// Resolves every link of every note.
pub(super) fn all(notes: &[Arc<Note>], lookup: &Lookup, around: &Surroundings<'_>) -> Checked<All> {
    let ids: Vec<NoteId> = (0..notes.len()).collect();
    let meant: HashSet<String> = around.settings.wanted.iter().map(|name| fold(name)).collect();
    let resolved = parallel::map_checked(&ids, |&id| {
        let mut resolver = Resolver {
            id,
            note: &notes[id],
            notes,
            lookup,
            around,
            meant: &meant,
            parts: HashMap::default(),
            found: OfNote::default(),
            diagnostics: Vec::new(),
        };
        resolver.statements();
        resolver.prose();
        resolver.found.resolutions.sort_by_key(|(start, _)| *start);
        resolver.found.edges.sort_by_key(|edge| edge.span);
        Checked { value: resolver.found, diagnostics: resolver.diagnostics }
    });
    let mut all = All {
        edges: Vec::new(),
        resolutions: Vec::with_capacity(notes.len()),
        wanted: BTreeMap::new(),
    };
    let mut missing = Vec::new();
    for (id, of_note) in resolved.value.into_iter().enumerate() {
        missing.extend(of_note.missing);
        for (_, resolution) in &of_note.resolutions {
            if let Resolved::Missing(name) = resolution {
                let key = fold(name);
                let wanted = all.wanted.entry(key.clone()).or_default();
                if wanted.from.last() != Some(&id) {
                    wanted.from.push(id);
                }
                if wanted.name.is_empty() {
                    wanted.name.clone_from(name);
                    wanted.meant = meant.contains(&key);
                }
            }
        }
        all.edges.extend(of_note.edges);
        all.resolutions.push(of_note.resolutions);
    }
    let mut diagnostics = resolved.diagnostics;
    diagnostics.extend(with_near_names(missing, notes, lookup));
    Checked { value: all, diagnostics }
}

/// Adds to what is said of each missing name which near ones there are; each name is looked up once.
fn with_near_names(
    missing: Vec<(Diagnostic, String)>,
    notes: &[Arc<Note>],
    lookup: &Lookup,
) -> Vec<Diagnostic> {
    let mut known = HashSet::new();
    let names = missing.iter().map(|(_, name)| name.as_str());
    let names: Vec<&str> = names.filter(|name| known.insert(*name)).take(MAX_NEAR).collect();
    let help = parallel::map(&names, |name| did_you_mean(name, notes, lookup));
    let help: HashMap<&str, Option<String>> = names.into_iter().zip(help).collect();
    let told = missing.iter().map(|(diagnostic, name)| {
        let near = help.get(name.as_str()).cloned().flatten();
        diagnostic.clone().help(near.unwrap_or_else(|| WITHOUT_NEAR.to_owned()))
    });
    told.collect()
}

/// Tells of `[[note｜words]]`, as a Chinese keyboard writes the bar.
fn full_width_bar(name: &str, path: &Arc<str>, wish: Wish<'_>) -> Diagnostic {
    let plain = name.replacen('｜', "|", 1);
    Diagnostic::new(wish.missing, path, wish.span, "`｜` parts no words from a name")
        .label("a full-width bar")
        .help(format!("write `[[{plain}]]`"))
}

/// What to do about a name that is like no other.
const WITHOUT_NEAR: &str =
    "write that note, mend the name, or list it under `wanted:` in content/site.yaml";

/// Offers the notes of near names; where one is spelled just so, it is the path that was wrong.
fn did_you_mean(name: &str, notes: &[Arc<Note>], lookup: &Lookup) -> Option<String> {
    let near = lookup.near(name);
    let offered = |near: &Near<'_>| {
        let path = &notes[near.id].path;
        let shown = if near.name == name { path_name(path) } else { near.name };
        format!("`{shown}`, in {path}")
    };
    let near: Vec<String> = near.iter().map(offered).collect();
    (!near.is_empty()).then(|| format!("did you mean {}?", near.join(", or ")))
}

struct Resolver<'a> {
    id: NoteId,
    note: &'a Arc<Note>,
    notes: &'a [Arc<Note>],
    lookup: &'a Lookup,
    around: &'a Surroundings<'a>,
    meant: &'a HashSet<String>,
    /// What can be linked to in the notes that this one links into.
    parts: HashMap<NoteId, Parts, RandomState>,
    found: OfNote,
    diagnostics: Vec<Diagnostic>,
}

/// What a link asks for, beside its name.
#[derive(Clone, Copy)]
struct Wish<'w> {
    span: Span,
    to: &'w [KindId],
    field: Option<&'w Field>,
    missing: Code,
}

impl Resolver<'_> {
    fn say(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn edge(&mut self, to: NoteId, span: Span, origin: Origin) {
        self.found.edges.push(Edge { from: self.id, to, span, origin });
    }

    fn keep(&mut self, span: Span, resolved: Resolved) {
        self.found.resolutions.push((span.start, resolved));
    }

    /// Finds the one note of a name; reports several, a wrong kind, or none.
    fn named(&mut self, name: &str, wish: Wish<'_>) -> Resolved {
        match self.lookup.find(name, wish.to) {
            Found::One(id) => Resolved::Note { id, fragment: Fragment::None },
            Found::Held => Resolved::Draft,
            Found::Several(ids) => {
                self.ambiguous(name, wish.span, &ids);
                Resolved::Note { id: ids[0], fragment: Fragment::None }
            }
            Found::OtherKind(id) => {
                // Of a note whose own kind cannot be read, that is told already.
                if self.notes[id].kind.is_some() || !self.notes[id].has_errors {
                    self.wrong_kind(name, wish, id);
                }
                Resolved::Note { id, fragment: Fragment::None }
            }
            Found::Nothing => self.missing(name, wish),
        }
    }

    fn missing(&mut self, name: &str, wish: Wish<'_>) -> Resolved {
        if name.contains('｜') && wish.missing != Code::BrokenCitation {
            self.say(full_width_bar(name, &self.note.path, wish));
        } else if !self.meant.contains(&fold(name)) {
            let what = if wish.missing == Code::BrokenCitation {
                "no source is called"
            } else {
                "no note is called"
            };
            let diagnostic = Diagnostic::new(
                wish.missing,
                &self.note.path,
                wish.span,
                format!("{what} `{name}`"),
            )
            .label(format!("not among {}", counted(self.notes.len(), "note")));
            self.found.missing.push((diagnostic, name.to_owned()));
        }
        Resolved::Missing(name.to_owned())
    }

    /// How bad it is that a name may mean several: a note of no kind may be from a vault of another program.
    fn of_ambiguity(&self) -> Severity {
        if self.note.kind.is_none() { Severity::Warning } else { Severity::Error }
    }

    fn ambiguous(&mut self, name: &str, span: Span, ids: &[NoteId]) {
        let shown = &ids[..ids.len().min(MOST_SHOWN)];
        let paths = shown.iter().map(|&id| self.notes[id].path.as_ref());
        let ways: Vec<String> = paths.map(|path| format!("`{}`", path_name(path))).collect();
        let message = format!("`{name}` may mean {} notes", ids.len());
        let mut diagnostic = Diagnostic::new(Code::AmbiguousLink, &self.note.path, span, message)
            .severity(self.of_ambiguity())
            .label("which one?")
            .help(format!("name it by its path: {}", ways.join(" or ")));
        for &id in shown {
            let note = &self.notes[id];
            let place = Place::new(Arc::clone(&note.path), note.title_span.unwrap_or_default());
            diagnostic = diagnostic.related(place, "one of them");
        }
        self.say(diagnostic);
    }

    fn wrong_kind(&mut self, name: &str, wish: Wish<'_>, id: NoteId) {
        let schema = &self.around.schema;
        let kind =
            self.notes[id].kind.map_or("note of no kind", |kind| schema.kind(kind).name.as_str());
        let takes: Vec<&str> =
            wish.to.iter().map(|&kind| schema.kind(kind).name.as_str()).collect();
        let (what, help) = match wish.field {
            Some(field) => (
                format!("`{}` takes {}", field.name, listed(&takes)),
                format!(
                    "name a note of the right kind, or change the kind of {}",
                    self.notes[id].path
                ),
            ),
            None => (
                format!("a citation names {}", listed(&takes)),
                "cite the note of one article or report; make it with `zhiku new source \"Title\"`"
                    .to_owned(),
            ),
        };
        let message = format!("{what}, but `{name}` is {}", with_article(kind));
        let mut diagnostic = Diagnostic::new(Code::WrongKind, &self.note.path, wish.span, message)
            .label(with_article(kind))
            .help(help);
        if let Some(field) = wish.field {
            diagnostic = diagnostic.related(field.place.clone(), "declared here");
        }
        self.say(diagnostic);
    }
}

/// Returns what a link by path would say.
fn path_name(path: &str) -> &str {
    let inside = path.strip_prefix("content/").unwrap_or(path);
    without_note_ending(inside)
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

fn listed(kinds: &[&str]) -> String {
    let named: Vec<String> = kinds.iter().map(|kind| with_article(kind)).collect();
    match named.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "a note".to_owned(),
    }
}

/// Undoes percent-encoding, where what comes out is text.
#[must_use]
pub fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), |text| text.into_owned())
}
