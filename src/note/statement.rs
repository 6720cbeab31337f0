//! A statement: a value, and what is said about it.
//!
//! Takes nothing; gives types. An infobox row, a relation and an observation are all this.

use super::target::Target;
use crate::span::Span;
use crate::value::{Date, Quantity, Status};

/// Something with the place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The thing.
    pub value: T,
    /// Its place in the note's text.
    pub span: Span,
}

/// One value of one field of one note.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Name of the field.
    pub field: String,
    /// Position of the field in its kind; none for observations and unknown fields.
    pub field_index: Option<usize>,
    /// What is stated.
    pub value: StatementValue,
    /// Place of the value.
    pub span: Span,
    /// When it held, who says so, and so on.
    pub qualifiers: Qualifiers,
}

/// What a statement says.
#[derive(Clone, Debug)]
pub enum StatementValue {
    /// Plain text.
    Text(String),
    /// Markdown.
    Markdown(String),
    /// A date.
    Date(Date),
    /// A quantity or a sum of money.
    Quantity(Quantity),
    /// An address on the web.
    Url(String),
    /// A note, or the name of something that has none.
    Reference(Reference),
    /// A source.
    Citation(Citation),
    /// What was written, where it could not be read; reported.
    Unreadable(String),
}

/// A note named in front matter, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What is named.
    pub target: Target,
    /// Whether the note must exist: `[[…]]`, or a field of type `link`.
    pub must_exist: bool,
    /// Place of the name.
    pub span: Span,
}

/// A source named with its locator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Name of the source's note, without `@`.
    pub name: String,
    /// Where in it.
    pub locator: Option<String>,
    /// Place of the citation.
    pub span: Span,
}

/// What is said about a statement.
#[derive(Clone, Debug, Default)]
pub struct Qualifiers {
    /// Since when it held.
    pub from: Option<Spanned<Date>>,
    /// Until when.
    pub until: Option<Spanned<Date>>,
    /// When it happened.
    pub at: Option<Spanned<Date>>,
    /// The time an observation counts.
    pub period: Option<Spanned<Date>>,
    /// When it was said.
    pub stated: Option<Spanned<Date>>,
    /// Who prints it.
    pub sources: Vec<Citation>,
    /// Whose word the source passes on.
    pub according_to: Vec<Spanned<StatementValue>>,
    /// How sure it is.
    pub status: Option<Spanned<Status>>,
    /// Why the base worked it out.
    pub inferred: Option<Spanned<String>>,
    /// Why there is no source.
    pub unsourced: Option<Spanned<String>>,
    /// What else the reader must know.
    pub note: Option<Spanned<String>>,
    /// Address of an observation.
    pub id: Option<Spanned<String>>,
    /// What an observation covers.
    pub scope: Option<Spanned<String>>,
    /// Why a dispute is known and accepted.
    pub disputed: Option<Spanned<String>>,
    /// Whether a source is named that could not be read, or under a key that is none; reported.
    pub source_is_lost: bool,
    /// Qualifiers that the field declares, in the order written.
    pub further: Vec<(String, Spanned<StatementValue>)>,
}

impl Qualifiers {
    /// Returns the time that the statement is about: its period, its date, or when it held.
    #[must_use]
    pub fn time(&self) -> Option<&Date> {
        let dates = [&self.period, &self.at, &self.from, &self.until];
        dates.into_iter().flatten().next().map(|dated| &dated.value)
    }

    /// Returns whether a source is named, be it one that cannot be read.
    #[must_use]
    pub fn names_a_source(&self) -> bool {
        !self.sources.is_empty() || self.source_is_lost
    }
}

impl Statement {
    /// Returns the address of an observation: its id, or else its period as written in EDTF.
    #[must_use]
    pub fn observation_address(&self) -> Option<String> {
        let qualifiers = &self.qualifiers;
        let dated = qualifiers.period.as_ref().or(qualifiers.at.as_ref());
        let id = qualifiers.id.as_ref().map(|id| id.value.clone());
        id.or_else(|| dated.map(|date| date.value.to_string()))
    }

    /// Returns the note it names.
    #[must_use]
    pub fn reference(&self) -> Option<&Reference> {
        match &self.value {
            StatementValue::Reference(reference) => Some(reference),
            StatementValue::Text(_)
            | StatementValue::Markdown(_)
            | StatementValue::Date(_)
            | StatementValue::Quantity(_)
            | StatementValue::Url(_)
            | StatementValue::Citation(_)
            | StatementValue::Unreadable(_) => None,
        }
    }

    /// Returns the number it states.
    #[must_use]
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.value {
            StatementValue::Quantity(quantity) => Some(quantity),
            StatementValue::Text(_)
            | StatementValue::Markdown(_)
            | StatementValue::Date(_)
            | StatementValue::Url(_)
            | StatementValue::Reference(_)
            | StatementValue::Citation(_)
            | StatementValue::Unreadable(_) => None,
        }
    }

    /// Returns the date it states.
    #[must_use]
    pub fn date(&self) -> Option<&Date> {
        match &self.value {
            StatementValue::Date(date) => Some(date),
            StatementValue::Text(_)
            | StatementValue::Markdown(_)
            | StatementValue::Quantity(_)
            | StatementValue::Url(_)
            | StatementValue::Reference(_)
            | StatementValue::Citation(_)
            | StatementValue::Unreadable(_) => None,
        }
    }
}
