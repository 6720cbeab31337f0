//! What the notes say about each other.
//!
//! Takes all notes; gives them with every link resolved and each index derived once: who links here, what a source
//! supports, which observations contradict. Never renders, and never changes a note.

mod advice;
mod conversion;
mod dispute;
mod embeds;
mod gaps;
mod gather;
mod lookup;
mod mentions;
mod numbers;
mod query;
mod resolve;
mod surroundings;
mod ties;

pub use dispute::Dispute;
pub use embeds::MAX_EMBED_DEPTH;
pub use lookup::{Found, Lookup};
pub use mentions::{Mention, Names, mentions, unlinked_mentions};
pub use numbers::typed_numbers;
pub use query::{CellValue, Places, Query, QueryTable, Row, query};
pub(crate) use resolve::joined;
pub use resolve::{Fragment, Resolved, percent_decoded};
pub use surroundings::{Depth, Drafts, Surroundings};
pub use ties::{Tie, Ties};

use crate::diagnostic::{Checked, Diagnostics};
use crate::input::Attachment;
use crate::note::{Note, Statement};
use crate::parallel;
use crate::schema::{Field, Kind, KindId, Schema};
use crate::span::Span;
use crate::value::{Date, Day};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which note; an index into [`Knowledge::notes`].
pub type NoteId = usize;

/// All notes and what they say about each other.
#[derive(Debug)]
pub struct Knowledge {
    /// Published notes, sorted by path.
    pub notes: Vec<Arc<Note>>,
    /// The kinds.
    pub schema: Arc<Schema>,
    /// Names to notes.
    pub lookup: Lookup,
    /// Links from one note to another, sorted by `(from, span)`.
    pub edges: Vec<Edge>,
    /// Where the edges that leave each note begin in `edges`; those of a note end where the next one's begin.
    outbound: Vec<usize>,
    /// Edges that arrive at each note, in the order of `edges`.
    pub inbound: Vec<Vec<usize>>,
    /// What each link of each note means, sorted by where it starts.
    resolutions: Vec<Vec<(usize, Resolved)>>,
    /// Names that links use and no note bears, with who uses them; keyed by the folded name.
    pub wanted: BTreeMap<String, Wanted>,
    /// Observations that contradict each other.
    pub disputes: Vec<Dispute>,
    /// The sides of all disputes.
    disputed: BTreeSet<(NoteId, usize)>,
    kinds: BTreeMap<Option<KindId>, Vec<NoteId>>,
    /// Date of each note: lists and events ask for those of many.
    dates: Vec<Option<Date>>,
    topics: BTreeMap<String, (String, Vec<NoteId>)>,
    /// Ties of ownership.
    pub ties: Ties,
    /// Newest day that any note speaks of as past: pages measure "latest" from it.
    pub newest: Option<Day>,
    /// Files beside the notes.
    pub attachments: Arc<[Attachment]>,
}

/// A link, read from either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Where it starts.
    pub from: NoteId,
    /// Where it leads.
    pub to: NoteId,
    /// Its place in the text of `from`.
    pub span: Span,
    /// How it came about.
    pub origin: Origin,
}

/// How a link came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A link in prose: its position in the outline.
    Prose(usize),
    /// The value of a declared field: the position of the statement.
    Field(usize),
    /// The value of a field that no kind declares.
    Unknown(usize),
    /// A qualifier of a statement that names a note.
    Qualifier(StatementRef),
    /// A citation in prose: its position in the outline.
    ProseCitation(usize),
    /// The source of a statement.
    Citation(StatementRef),
    /// A source of the prose as a whole.
    General,
    /// A figure set beside others.
    Compare,
}

/// One statement of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatementRef {
    /// A declared field's, by position.
    Field(usize),
    /// An observation, by position.
    Observation(usize),
    /// An unknown field's, by position.
    Unknown(usize),
    /// The note's Chinese name.
    Names,
}

/// A name without a note.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The name as first written.
    pub name: String,
    /// The notes that use it, each once, in order.
    pub from: Vec<NoteId>,
    /// Whether the settings say that it is meant to be missing.
    pub meant: bool,
}

/// Joins all notes into what they know together.
///
/// # Shape
/// N notes with L links take O(N + L) but for near names, which are looked up only for links that break.
///
/// # Diagnostics
/// Links, citations, embeds, kinds of targets, aliases, disputes, conversions, and, where asked for, advice.
#[must_use]
pub fn join(notes: Vec<Arc<Note>>, around: &Surroundings<'_>) -> Checked<Knowledge> {
    let mut report = Diagnostics::default();
    let published = |note: &Note| match around.drafts {
        Drafts::In => note.standing != crate::note::Standing::Unreadable,
        Drafts::Out => note.standing == crate::note::Standing::Published,
    };
    let (mut notes, held): (Vec<_>, Vec<_>) = notes.into_iter().partition(|note| published(note));
    notes.sort_by(|a, b| a.path.cmp(&b.path));
    let lookup = Lookup::new(&notes, &held, around.attachments);
    let resolved = report.keep(resolve::all(&notes, &lookup, around));
    let mut knowledge = gather::gathered(notes, lookup, resolved, around);
    let ((disputes, embeds), (clashes, implausible, future)) = parallel::both(
        || (dispute::find(&knowledge), embeds::check(&knowledge)),
        || {
            let clashes = lookup::clashes(&knowledge);
            let future = advice::future(&knowledge, around.today);
            (clashes, conversion::implausible(&knowledge), future)
        },
    );
    knowledge.disputes = report.keep(disputes);
    knowledge.disputed =
        knowledge.disputes.iter().flat_map(|dispute| dispute.sides.iter().copied()).collect();
    for found in [clashes, implausible, embeds, future] {
        report.extend(found);
    }
    if around.depth == Depth::Advice {
        report.extend(advice::all(&knowledge, around));
    }
    report.beside(knowledge)
}

impl Knowledge {
    /// Returns the kind of a note.
    #[must_use]
    pub fn kind(&self, id: NoteId) -> Option<&Kind> {
        self.kind_id(id).map(|kind| self.schema.kind(kind))
    }

    /// Returns which of the kinds a note has.
    #[must_use]
    pub fn kind_id(&self, id: NoteId) -> Option<KindId> {
        self.lookup.kind(id)
    }

    /// Returns the field that declares a statement.
    #[must_use]
    pub fn field(&self, id: NoteId, statement: &Statement) -> Option<&Field> {
        self.kind(id)?.fields.get(statement.field_index?)
    }

    /// Returns what the link of `id` that starts at byte `start` of its text means.
    #[must_use]
    pub fn resolved(&self, id: NoteId, start: usize) -> Option<&Resolved> {
        let all = &self.resolutions[id];
        let at = all.binary_search_by_key(&start, |(start, _)| *start).ok()?;
        Some(&all[at].1)
    }

    /// Returns what each link of a note means, by where it starts.
    #[must_use]
    pub fn resolutions(&self, id: NoteId) -> &[(usize, Resolved)] {
        &self.resolutions[id]
    }

    /// Returns the note that a link of `id` at byte `start` leads to.
    #[must_use]
    pub fn target(&self, id: NoteId, start: usize) -> Option<NoteId> {
        match self.resolved(id, start)? {
            Resolved::Note { id, .. } => Some(*id),
            Resolved::Draft
            | Resolved::Missing(_)
            | Resolved::File(_)
            | Resolved::Outside
            | Resolved::Plain => None,
        }
    }

    /// Returns the edges that leave a note, in the order of its text.
    #[must_use]
    pub fn outbound(&self, id: NoteId) -> &[Edge] {
        &self.edges[self.outbound[id]..self.outbound[id + 1]]
    }

    /// Returns the edges that arrive at a note.
    pub fn arriving(&self, id: NoteId) -> impl Iterator<Item = &Edge> {
        self.inbound[id].iter().map(|&edge| &self.edges[edge])
    }

    /// Returns one statement.
    #[must_use]
    pub fn statement(&self, id: NoteId, which: StatementRef) -> Option<&Statement> {
        let note = &self.notes[id];
        match which {
            StatementRef::Field(at) => note.statements.get(at),
            StatementRef::Observation(at) => note.observations.get(at),
            StatementRef::Unknown(at) => note.unknown.get(at),
            StatementRef::Names => None,
        }
    }

    /// Returns the notes that the values of field `name` lead to.
    pub fn values<'k>(&'k self, id: NoteId, name: &'k str) -> impl Iterator<Item = NoteId> + 'k {
        let statements =
            self.notes[id].statements.iter().filter(move |statement| statement.field == name);
        statements.filter_map(move |statement| self.target(id, statement.reference()?.span.start))
    }

    /// Returns the date by which a note stands in the timeline, or, for a source, its date of issue.
    #[must_use]
    pub fn date(&self, id: NoteId) -> Option<&Date> {
        self.dates[id].as_ref()
    }

    /// Returns whether a note is a figure: its kind claims observations.
    #[must_use]
    pub fn is_figure(&self, id: NoteId) -> bool {
        self.kind(id).is_some_and(|kind| kind.observations)
    }

    /// Returns whether a note is a source: its kind claims to be citable.
    #[must_use]
    pub fn is_source(&self, id: NoteId) -> bool {
        self.kind(id).is_some_and(|kind| kind.citable.is_some())
    }

    /// Returns whether a note is an event: its kind claims a place in the timeline.
    #[must_use]
    pub fn is_event(&self, id: NoteId) -> bool {
        self.kind(id).is_some_and(|kind| kind.timeline.is_some())
    }

    /// Returns the notes that a note is about: itself, and what its linking fields name.
    #[must_use]
    pub fn subjects(&self, id: NoteId) -> Vec<NoteId> {
        let mut subjects = vec![id];
        if self.is_figure(id) || self.is_event(id) {
            let linked =
                self.outbound(id).iter().filter(|edge| matches!(edge.origin, Origin::Field(_)));
            subjects.extend(linked.map(|edge| edge.to));
        }
        subjects
    }

    /// Returns whether a dispute concerns an observation of a figure.
    #[must_use]
    pub fn is_disputed(&self, id: NoteId, observation: usize) -> bool {
        self.disputed.contains(&(id, observation))
    }

    /// Returns the notes of each kind, in the order of the schema; those of none first.
    #[must_use]
    pub const fn by_kind(&self) -> &BTreeMap<Option<KindId>, Vec<NoteId>> {
        &self.kinds
    }

    /// Returns the notes of each topic; keys are folded names, values hold the name as first written.
    #[must_use]
    pub const fn by_topic(&self) -> &BTreeMap<String, (String, Vec<NoteId>)> {
        &self.topics
    }
}
