//! The qualifiers of a statement.
//!
//! Takes the map that qualifies a value; gives its [`Qualifiers`]. A key that nothing declares is an error: a value with an
//! unquoted comma turns up here, torn in two, and must not be lost.

use super::Reader;
use crate::diagnostic::Code;
use crate::note::statement::{Citation, Qualifiers, Spanned, StatementValue};
use crate::schema::{Field, FieldType};
use crate::text::{NameList, near};
use crate::value::Status;
use crate::yaml::{Entry, Value};

/// Qualifiers that every statement may have.
pub(crate) const COMMON: [&str; 9] =
    ["from", "until", "at", "source", "according_to", "stated", "status", "inferred", "unsourced"];
/// Qualifiers that observations have besides.
const OBSERVATION: [&str; 4] = ["period", "id", "scope", "disputed"];

/// What is being qualified.
#[derive(Clone, Copy)]
pub(super) enum Of<'f> {
    /// A statement of a declared field.
    Field(&'f Field),
    /// An observation.
    Observation,
}

impl Reader<'_> {
    /// Reads all keys of `entries` but `value`.
    pub(super) fn qualifiers(&mut self, entries: &[Entry], of: Of<'_>) -> Qualifiers {
        let mut qualifiers = Qualifiers::default();
        for entry in entries.iter().filter(|entry| entry.key != "value") {
            let told = self.report.count();
            let is_told = self.goes_on_a_tear(entry, entries, of);
            if !is_told && !self.common_qualifier(&mut qualifiers, entry, of) {
                self.further_qualifier(&mut qualifiers, entry, entries, of);
            }
            let is_other = entry.key != "source" && is_known(&entry.key);
            qualifiers.source_is_lost |= self.report.count() > told && !is_other;
        }
        qualifiers
    }

    fn common_qualifier(&mut self, qualifiers: &mut Qualifiers, entry: &Entry, of: Of<'_>) -> bool {
        let observation = matches!(of, Of::Observation);
        match entry.key.as_str() {
            "from" => qualifiers.from = self.date(&entry.node),
            "until" => qualifiers.until = self.date(&entry.node),
            "at" => qualifiers.at = self.date(&entry.node),
            "stated" => qualifiers.stated = self.date(&entry.node),
            "source" | "sources" => qualifiers.sources = self.citations(entry),
            "according_to" => qualifiers.according_to = self.voices(entry),
            "status" => qualifiers.status = self.status(entry),
            "inferred" => qualifiers.inferred = self.text(entry),
            "unsourced" => qualifiers.unsourced = self.text(entry),
            "note" => qualifiers.note = self.text(entry),
            "disputed" => qualifiers.disputed = self.text(entry),
            "period" if observation => qualifiers.period = self.date(&entry.node),
            "id" if observation => qualifiers.id = self.text(entry),
            "scope" if observation => qualifiers.scope = self.text(entry),
            _ => return false,
        }
        true
    }

    fn citations(&mut self, entry: &Entry) -> Vec<Citation> {
        entry.node.items().iter().filter_map(|item| self.citation(item)).collect()
    }

    fn voices(&mut self, entry: &Entry) -> Vec<Spanned<StatementValue>> {
        let mut voices = Vec::new();
        for item in entry.node.items() {
            if let Some(value) = self.value(item, FieldType::Name, "according_to") {
                voices.push(Spanned { value, span: item.span });
            }
        }
        voices
    }

    fn status(&mut self, entry: &Entry) -> Option<Spanned<Status>> {
        let text = self.text(entry)?;
        match Status::parse(&text.value) {
            Ok(value) => Some(Spanned { value, span: text.span }),
            Err(unreadable) => {
                self.unreadable(&entry.node, &unreadable);
                None
            }
        }
    }

    fn further_qualifier(
        &mut self,
        qualifiers: &mut Qualifiers,
        entry: &Entry,
        all: &[Entry],
        of: Of<'_>,
    ) {
        let declared = match of {
            Of::Field(field) => field.qualifiers.iter().find(|(name, _)| *name == entry.key),
            Of::Observation => None,
        };
        if let Some((name, field_type)) = declared {
            if let Some(value) = self.value(&entry.node, *field_type, name) {
                qualifiers.further.push((name.clone(), Spanned { value, span: entry.node.span }));
            }
            return;
        }
        let diagnostic = self
            .bad(
                Code::UnknownQualifier,
                entry.key_span,
                format!("there is no qualifier `{}`", entry.key),
            )
            .label("not a qualifier")
            .help(self.torn_help(entry, all, of).unwrap_or_else(|| unknown_help(entry, of)));
        self.report.push(diagnostic);
    }

    /// Names the value to quote where a comma, or several, tore it.
    fn torn_help(&self, entry: &Entry, all: &[Entry], of: Of<'_>) -> Option<String> {
        let at = all.iter().position(|other| other.key_span == entry.key_span)?;
        let before = &all[at.checked_sub(1)?];
        let whole = self.torn_value(before, all, of)?;
        let key = &before.key;
        Some(format!("a comma ended the value before; quote it whole: `{key}: \"{whole}\"`"))
    }

    /// Returns the whole of a value of which commas left only the first piece: that alone would be another value.
    pub(super) fn torn_value(&self, entry: &Entry, all: &[Entry], of: Of<'_>) -> Option<String> {
        let at = all.iter().position(|other| other.key_span == entry.key_span)?;
        let torn = all[at + 1..].iter().take_while(|other| self.is_torn(other, of)).last()?;
        let rest = self.note.text.get(entry.node.span.end..torn.key_span.end)?;
        Some(format!("{}{rest}", entry.node.scalar()?))
    }

    /// Returns whether an entry is a piece of the value that the entry before it was torn from too, and was told of.
    fn goes_on_a_tear(&self, entry: &Entry, all: &[Entry], of: Of<'_>) -> bool {
        let before = all.iter().take_while(|other| other.key_span != entry.key_span).last();
        self.is_torn(entry, of) && before.is_some_and(|before| self.is_torn(before, of))
    }

    /// Returns whether an entry is no key that anyone wrote, but what follows a comma within a value.
    fn is_torn(&self, entry: &Entry, of: Of<'_>) -> bool {
        let behind = self.note.text[entry.key_span.end..].trim_start();
        let is_declared = match of {
            Of::Field(field) => field.qualifiers.iter().any(|(name, _)| *name == entry.key),
            Of::Observation => false,
        };
        let is_key = is_known(&entry.key)
            || is_declared
            || ["note", "sources", "value"].contains(&entry.key.as_str());
        entry.node.value == Value::Null && !behind.starts_with(':') && !is_key
    }
}

/// Names the qualifiers that are near.
fn unknown_help(entry: &Entry, of: Of<'_>) -> String {
    if let Some((key, value)) = entry.key.split_once('：') {
        return format!("write `{key}: {value}`; a full-width colon does not end a key");
    }
    let declared: Vec<&str> = match of {
        Of::Field(field) => field.qualifiers.iter().map(|(name, _)| name.as_str()).collect(),
        Of::Observation => OBSERVATION.to_vec(),
    };
    let names: Vec<&str> = COMMON.into_iter().chain(["note", "value"]).chain(declared).collect();
    let list = NameList::new(names.iter().enumerate().map(|(id, name)| (*name, id)));
    let near: Vec<String> =
        near(&entry.key, &list, 3).iter().map(|near| format!("`{}`", near.name)).collect();
    if near.is_empty() {
        format!("the qualifiers here are {}", names.join(", "))
    } else {
        format!("did you mean {}?", near.join(" or "))
    }
}

fn is_known(key: &str) -> bool {
    COMMON.contains(&key) || OBSERVATION.contains(&key)
}

/// Returns whether one of `entries` was meant to say `key`: it does, or is torn from it, or nearly spells it.
pub(super) fn means(entries: &[Entry], key: &str) -> bool {
    let wanted = NameList::new([(key, 0)]);
    entries.iter().any(|entry| {
        let word = entry.key.split('：').next().unwrap_or_default();
        word == key || (!is_known(word) && !near(word, &wanted, 1).is_empty())
    })
}

/// Returns whether any of `entries` is a qualifier of observations, or close to one.
pub(super) fn is_observation(entries: &[Entry]) -> bool {
    ["value", "period", "at", "status", "source"].iter().any(|key| means(entries, key))
}
