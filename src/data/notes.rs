//! All notes as JSON: what each is called and what it states.
//!
//! Takes the base; gives one array, notes in the order of their paths. Never holds prose: that is the pages'.

use super::base::Base;
use super::plain::line;
use crate::knowledge::{NoteId, StatementRef};
use crate::note::{Names, Note, Spanned, Statement};
use crate::parallel;
use crate::value::Date;
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
struct NoteRow<'k> {
    id: &'k str,
    kind: &'k str,
    title: Cow<'k, str>,
    names: NamesRow<'k>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'k str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'k str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    topics: &'k [String],
    page: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statements: Vec<StatementRow<'k>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<&'k str>,
}

#[derive(Serialize)]
struct NamesRow<'k> {
    #[serde(skip_serializing_if = "Option::is_none")]
    zh: Option<&'k str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zh_hant: Option<&'k str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pinyin: Option<&'k str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short: Option<&'k str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    former: Vec<&'k str>,
}

#[derive(Serialize)]
struct StatementRow<'k> {
    id: &'k str,
    field: &'k str,
    value: Cow<'k, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'k str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<&'k str>,
}

/// Writes all notes.
pub(super) fn files(base: &Base<'_>) -> Vec<(String, Vec<u8>)> {
    let notes: Vec<_> = base.notes().collect();
    let rows = parallel::map(&notes, |&(id, key, note)| {
        serde_json::to_string(&row(base, id, key, note)).unwrap_or_default()
    });
    // Put together in one piece of memory: that of a large base has megabytes.
    let mut json = String::with_capacity(rows.iter().map(|row| row.len() + 2).sum::<usize>() + 8);
    json.push_str("[\n");
    for (at, row) in rows.iter().enumerate() {
        json.push_str(if at > 0 { ",\n" } else { "" });
        json.push_str(row);
    }
    json.push_str("\n]\n");
    vec![("data/notes.json".to_owned(), json.into_bytes())]
}

fn row<'k>(base: &'k Base<'k>, id: NoteId, key: &'k str, note: &'k Note) -> NoteRow<'k> {
    let date = |date: &Option<Spanned<Date>>| date.as_ref().map(|date| date.value.to_string());
    let mut links: Vec<&str> =
        base.knowledge.outbound(id).iter().filter_map(|edge| base.key(edge.to)).collect();
    links.sort_unstable();
    links.dedup();
    NoteRow {
        id: key,
        kind: base.kind(id),
        title: line(&note.title),
        names: names(&note.names),
        aliases: note.aliases.iter().map(|alias| alias.value.as_str()).collect(),
        summary: note.summary.as_ref().map(|summary| summary.value.as_str()),
        topics: &note.topics,
        page: base.address(&base.plan.notes[id]),
        updated: date(&note.updated),
        checked: date(&note.checked),
        statements: base.statements(id).map(|(which, it)| statement(base, id, which, it)).collect(),
        links,
    }
}

fn names(names: &Names) -> NamesRow<'_> {
    fn text(name: &Option<Spanned<String>>) -> Option<&str> {
        name.as_ref().map(|name| name.value.as_str())
    }
    NamesRow {
        zh: text(&names.zh),
        zh_hant: text(&names.zh_hant),
        pinyin: text(&names.pinyin),
        short: text(&names.short),
        former: names.former.iter().map(|name| name.value.as_str()).collect(),
    }
}

fn statement<'k>(
    base: &'k Base<'k>,
    id: NoteId,
    which: StatementRef,
    statement: &'k Statement,
) -> StatementRow<'k> {
    let qualifiers = &statement.qualifiers;
    let sources = qualifiers.sources.iter();
    let sources = sources.filter_map(|cited| base.knowledge.target(id, cited.span.start));
    StatementRow {
        id: base.statement_key(id, which).unwrap_or_default(),
        field: &statement.field,
        value: base.text_of(id, &statement.value),
        note: base.note_of(id, &statement.value).and_then(|note| base.key(note)),
        time: qualifiers.time().map(Date::to_string),
        status: qualifiers.status.as_ref().map(|status| status.value.name()),
        sources: sources.filter_map(|source| base.key(source)).collect(),
    }
}
