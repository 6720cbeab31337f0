//! What a query can ask a note for.
//!
//! Takes a name as written in `where`, `columns` or `sort`; gives a [`Column`] and what it holds of a note. Names no kind:
//! fields and inverses come from the schema.

use super::CellValue;
use crate::knowledge::{Knowledge, NoteId, Origin, StatementRef};
use crate::note::{Note, Spanned, Statement, StatementValue};
use crate::schema::{Field, Kind, KindId, caption};
use crate::text::fold;
use crate::value::{Decimal, SortKey};

/// Something that can be asked of a note.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// What readers see.
    pub(super) label: String,
    /// Where its values come from.
    pub(super) origin: Held,
}

/// Where the values of a column come from.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// Front matter that every note may have.
    Common(Common),
    /// Statements of a field of that name, and those of other notes whose field has this inverse.
    Stated {
        /// Name of the field, where it is one.
        field: Option<String>,
        /// Fields of other notes, read from this end.
        inverses: Vec<(KindId, usize)>,
    },
}

/// Front matter that every note may have, as far as a table can show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Common {
    Title,
    Kind,
    Zh,
    Pinyin,
    Aliases,
    Summary,
    Topics,
    Sources,
    Updated,
    Checked,
    Observations,
}

/// The names of common columns.
pub(super) const COMMON: [(&str, Common); 12] = [
    ("title", Common::Title),
    ("kind", Common::Kind),
    ("names", Common::Zh),
    ("pinyin", Common::Pinyin),
    ("aliases", Common::Aliases),
    ("summary", Common::Summary),
    ("topics", Common::Topics),
    ("tags", Common::Topics),
    ("sources", Common::Sources),
    ("updated", Common::Updated),
    ("checked", Common::Checked),
    ("observations", Common::Observations),
];

impl Column {
    /// Returns the column of titles: what a query shows that asks for nothing else.
    pub(super) fn title() -> Self {
        Self { label: caption("title"), origin: Held::Common(Common::Title) }
    }

    /// Finds the column of a name for notes of the kinds asked for.
    pub(super) fn find(
        knowledge: &Knowledge,
        kinds: &[Option<KindId>],
        name: &str,
    ) -> Option<Self> {
        if let Some((_, common)) = COMMON.iter().find(|(known, _)| *known == name) {
            let label = if *common == Common::Zh { "Chinese name".into() } else { caption(name) };
            return Some(Self { label, origin: Held::Common(*common) });
        }
        let declared = asked(knowledge, kinds).find_map(|(_, kind)| kind.field(name));
        let inverses = inverses(knowledge, kinds, name, declared.map(|(_, field)| field));
        let label = declared.map_or_else(|| caption(name), |(_, field)| field.caption());
        let unknown = || {
            let notes = knowledge.notes.iter();
            let mut notes = notes.filter(|note| kinds.is_empty() || kinds.contains(&note.kind));
            notes.any(|note| note.unknown.iter().any(|statement| statement.field == name))
        };
        let known = declared.is_some() || !inverses.is_empty() || unknown();
        let field = (declared.is_some() || inverses.is_empty()).then(|| name.to_owned());
        known.then_some(Self { label, origin: Held::Stated { field, inverses } })
    }

    /// Lists every name that can be asked for, for the help beside one that cannot.
    pub(super) fn names(knowledge: &Knowledge, kinds: &[Option<KindId>]) -> Vec<String> {
        let common = COMMON.iter().map(|(name, _)| (*name).to_owned());
        let own = asked(knowledge, kinds)
            .flat_map(|(_, kind)| &kind.fields)
            .map(|field| field.name.clone());
        let others = fields(knowledge)
            .filter(|(_, _, field)| leads_to(knowledge, field, kinds))
            .filter_map(|(_, _, field)| Some(field.inverse_name()?.to_owned()));
        let mut names: Vec<String> = common.chain(own).chain(others).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Returns the kinds that values of the column may name; empty for any.
    pub(super) fn targets(&self, knowledge: &Knowledge) -> Vec<KindId> {
        let Held::Stated { field: Some(name), .. } = &self.origin else { return Vec::new() };
        let named = fields(knowledge).find(|(_, _, field)| field.name == *name);
        let to = named.map(|(_, _, field)| field.to.as_slice()).unwrap_or_default();
        to.iter().filter_map(|kind| knowledge.schema.by_name(kind)).collect()
    }

    /// Returns what a note has in this column.
    pub(super) fn values(&self, knowledge: &Knowledge, id: NoteId) -> Vec<CellValue> {
        match &self.origin {
            Held::Common(common) => common.values(knowledge, id),
            Held::Stated { field, inverses } => {
                let note = &knowledge.notes[id];
                let name = field.as_deref();
                let mut values: Vec<CellValue> =
                    name.map(|name| own(note, id, name).collect()).unwrap_or_default();
                if !inverses.is_empty() {
                    let told: Vec<NoteId> =
                        name.into_iter().flat_map(|name| knowledge.values(id, name)).collect();
                    values.extend(from_elsewhere(knowledge, id, inverses, &told));
                }
                values
            }
        }
    }
}

/// Lists the kinds asked for: all, where none is named.
fn asked<'k>(
    knowledge: &'k Knowledge,
    kinds: &'k [Option<KindId>],
) -> impl Iterator<Item = (KindId, &'k Kind)> {
    let all = knowledge.schema.kinds().iter().enumerate().map(|(id, kind)| (KindId(id), kind));
    all.filter(move |(id, _)| kinds.is_empty() || kinds.contains(&Some(*id)))
}

/// Lists every field of every kind.
fn fields(knowledge: &Knowledge) -> impl Iterator<Item = (KindId, usize, &Field)> {
    let kinds = knowledge.schema.kinds().iter().enumerate();
    kinds.flat_map(|(id, kind)| {
        kind.fields.iter().enumerate().map(move |(at, field)| (KindId(id), at, field))
    })
}

/// Lists the fields that are called `name` from the other end. A declared field of that name hides them, unless it is one.
fn inverses(
    knowledge: &Knowledge,
    kinds: &[Option<KindId>],
    name: &str,
    declared: Option<&Field>,
) -> Vec<(KindId, usize)> {
    if declared.is_some_and(|field| !field.symmetric) {
        return Vec::new();
    }
    let spaced = |name: &str| fold(&name.replace('_', " "));
    let wanted = spaced(name);
    let called =
        |field: &Field| field.inverse_name().is_some_and(|inverse| spaced(inverse) == wanted);
    fields(knowledge)
        .filter(|(_, _, field)| called(field) && leads_to(knowledge, field, kinds))
        .map(|(kind, at, _)| (kind, at))
        .collect()
}

/// Returns whether a field may lead to one of the kinds asked for.
fn leads_to(knowledge: &Knowledge, field: &Field, kinds: &[Option<KindId>]) -> bool {
    let mut named = kinds.iter().flatten().map(|&kind| &knowledge.schema.kind(kind).name);
    field.to.is_empty() || kinds.is_empty() || named.any(|kind| field.to.contains(kind))
}

/// Lists a note's own statements of a field.
fn own<'n>(note: &'n Note, id: NoteId, name: &'n str) -> impl Iterator<Item = CellValue> + 'n {
    let named = move |all: &'n [Statement], which: fn(usize) -> StatementRef| {
        let all = all.iter().enumerate().filter(move |(_, statement)| statement.field == name);
        all.map(move |(at, _)| CellValue::Statement { note: id, which: which(at) })
    };
    named(&note.statements, StatementRef::Field).chain(named(&note.unknown, StatementRef::Unknown))
}

/// Lists the statements of other notes that lead here; `told` are the notes that this one names itself.
fn from_elsewhere(
    knowledge: &Knowledge,
    id: NoteId,
    inverses: &[(KindId, usize)],
    told: &[NoteId],
) -> Vec<CellValue> {
    let values = knowledge.arriving(id).filter_map(|edge| {
        let Origin::Field(at) = edge.origin else { return None };
        let note = &knowledge.notes[edge.from];
        let field = (note.kind?, note.statements[at].field_index?);
        (inverses.contains(&field) && !told.contains(&edge.from))
            .then_some(CellValue::Inverse { note: edge.from, which: StatementRef::Field(at) })
    });
    values.collect()
}

impl Common {
    fn values(self, knowledge: &Knowledge, id: NoteId) -> Vec<CellValue> {
        let note = &knowledge.notes[id];
        let text = |text: &Option<Spanned<String>>| -> Vec<CellValue> {
            text.iter().map(|text| CellValue::Text(text.value.clone())).collect()
        };
        match self {
            Self::Title => vec![CellValue::Title(id)],
            Self::Kind => {
                let kind = knowledge.kind(id).map(|kind| CellValue::Text(kind.label_one.clone()));
                kind.into_iter().collect()
            }
            Self::Zh => text(&note.names.zh),
            Self::Pinyin => text(&note.names.pinyin),
            Self::Aliases => {
                note.aliases.iter().map(|alias| CellValue::Text(alias.value.clone())).collect()
            }
            Self::Summary => text(&note.summary),
            Self::Topics => note.topics.iter().cloned().map(CellValue::Topic).collect(),
            Self::Sources => {
                let cited = note.sources.iter();
                let cited = cited.filter_map(|cited| knowledge.target(id, cited.span.start));
                cited.map(CellValue::Title).collect()
            }
            Self::Updated => {
                note.updated.iter().map(|date| CellValue::Date(date.value.clone())).collect()
            }
            Self::Checked => {
                note.checked.iter().map(|date| CellValue::Date(date.value.clone())).collect()
            }
            Self::Observations => (0..note.observations.len())
                .map(|at| CellValue::Statement { note: id, which: StatementRef::Observation(at) })
                .collect(),
        }
    }
}

/// What a value is sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A date.
    Date(SortKey),
    /// A number, or the low end of a range.
    Number(Decimal),
    /// Anything else, by its letters.
    Text(String),
}

impl Key {
    /// Returns what a value is sorted by.
    pub(super) fn of(knowledge: &Knowledge, value: &CellValue) -> Self {
        let title = |id: NoteId| Self::Text(fold(&knowledge.notes[id].title));
        match value {
            CellValue::Title(id) | CellValue::Inverse { note: id, .. } => title(*id),
            CellValue::Date(date) => Self::Date(date.sort_key()),
            CellValue::Topic(text) | CellValue::Text(text) => Self::Text(fold(text)),
            CellValue::Statement { note, which } => match knowledge.statement(*note, *which) {
                Some(statement) => Self::of_statement(knowledge, *note, statement),
                None => Self::Text(String::new()),
            },
        }
    }

    fn of_statement(knowledge: &Knowledge, id: NoteId, statement: &Statement) -> Self {
        let named = |name: &str, start: usize| {
            let note = knowledge.target(id, start).map(|note| &knowledge.notes[note].title);
            Self::Text(fold(note.map_or(name, String::as_str)))
        };
        match &statement.value {
            StatementValue::Date(date) => Self::Date(date.sort_key()),
            StatementValue::Quantity(quantity) => Self::Number(quantity.low()),
            StatementValue::Reference(reference) => {
                named(&reference.target.name, reference.span.start)
            }
            StatementValue::Citation(citation) => named(&citation.name, citation.span.start),
            StatementValue::Text(text)
            | StatementValue::Markdown(text)
            | StatementValue::Url(text)
            | StatementValue::Unreadable(text) => Self::Text(fold(text)),
        }
    }
}
