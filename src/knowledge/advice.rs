//! What could be better: advice, for `check` alone.
//!
//! Takes the joined knowledge; gives diagnostics. Nothing here keeps a page from being right.

use super::{Knowledge, NoteId, Surroundings, numbers};
use crate::diagnostic::{Code, Diagnostic};
use crate::note::{Note, Statement};
use crate::parallel;
use crate::span::Span;
use crate::text::{fold, pinyin};
use crate::value::{Day, Status};
use std::collections::BTreeSet;

/// Reports results told of a time that has not come.
pub(super) fn future(knowledge: &Knowledge, today: Option<Day>) -> Vec<Diagnostic> {
    let Some(today) = today else { return Vec::new() };
    let mut found = Vec::new();
    for note in &knowledge.notes {
        for statement in note.all_statements() {
            let qualifiers = &statement.qualifiers;
            let actual =
                qualifiers.status.as_ref().is_some_and(|status| status.value == Status::Actual);
            let Some(time) =
                qualifiers.period.as_ref().or(qualifiers.at.as_ref()).filter(|_| actual)
            else {
                continue;
            };
            if time.value.latest().or_else(|| time.value.earliest()).is_some_and(|day| day > today)
            {
                let message =
                    format!("an actual value of {} cannot be known yet", time.value.in_english());
                found.push(
                    Diagnostic::new(Code::ActualInFuture, &note.path, time.span, message)
                        .label("not over yet")
                        .help(
                            "make it a `target`, a `forecast` or an `estimate`, or mend the period",
                        ),
                );
            }
        }
    }
    found
}

/// Gives all other advice.
pub(super) fn all(knowledge: &Knowledge, around: &Surroundings<'_>) -> Vec<Diagnostic> {
    let ids: Vec<NoteId> = (0..knowledge.notes.len()).collect();
    let mut single: BTreeSet<String> = BTreeSet::new();
    single.extend(around.settings.single_source.iter().map(|name| fold(name)));
    let found = parallel::map(&ids, |&id| {
        let mut found = Vec::new();
        found.extend(empty(&knowledge.notes[id]));
        found.extend(orphan(knowledge, id));
        found.extend(stale(knowledge, id, around));
        if !single.contains(&fold(&knowledge.notes[id].slug)) {
            found.extend(single_source(knowledge, id));
        }
        found.extend(without_source(knowledge, id));
        found.extend(odd_pinyin(&knowledge.notes[id]));
        found.extend(typed(knowledge, id));
        found
    });
    found.into_iter().flatten().collect()
}

/// Returns where a note as a whole is complained of: its title, or its first character.
fn head(note: &Note) -> Span {
    note.title_span.unwrap_or_else(|| {
        let start = if note.body.start > 0 { 0 } else { note.body.start };
        let line = note.text[start..].lines().next().map_or(0, str::len);
        Span::new(start, start + line)
    })
}

fn empty(note: &Note) -> Option<Diagnostic> {
    let is_empty = note.body_text().trim().is_empty()
        && note.summary.is_none()
        && note.sources.is_empty()
        && note.compare.is_empty()
        && note.all_statements().next().is_none();
    (is_empty && !note.has_errors).then(|| {
        let message = format!("`{}` says nothing", note.slug);
        Diagnostic::new(Code::EmptyNote, &note.path, head(note), message)
            .help("write it, bring it back from a copy, or take the file away")
    })
}

fn orphan(knowledge: &Knowledge, id: NoteId) -> Option<Diagnostic> {
    let note = &knowledge.notes[id];
    // A note that cannot be read whole has worse to tell.
    if note.has_errors || !knowledge.is_orphan(id) {
        return None;
    }
    if knowledge.is_source(id) {
        let diagnostic = Diagnostic::new(
            Code::UnusedSource,
            &note.path,
            head(note),
            format!("nothing rests on `{}`", note.slug),
        );
        return Some(diagnostic.help(format!(
            "cite it, `[@{}]` or `source: \"@{}\"`, or take it out",
            note.slug, note.slug
        )));
    }
    let diagnostic = Diagnostic::new(
        Code::Orphan,
        &note.path,
        head(note),
        format!("no note links to `{}`", note.slug),
    );
    Some(diagnostic.help(format!("link to it where it is spoken of: `[[{}]]`", note.slug)))
}

fn stale(knowledge: &Knowledge, id: NoteId, around: &Surroundings<'_>) -> Option<Diagnostic> {
    let note = &knowledge.notes[id];
    let checked = note.checked.as_ref()?;
    let age = knowledge.days_unchecked(id, around.today?)?;
    (age > around.settings.stale_after_days).then(|| {
        let message = format!("these facts were last checked {}", checked.value.in_english());
        Diagnostic::new(Code::Stale, &note.path, checked.span, message)
            .label(format!("{age} days ago"))
            .help("hold them against their sources and set `checked:` to that day")
    })
}

fn single_source(knowledge: &Knowledge, id: NoteId) -> Option<Diagnostic> {
    let (source, statements) = knowledge.only_source(id)?;
    let note = &knowledge.notes[id];
    let message =
        format!("all {statements} sourced statements rest on `{}`", knowledge.notes[source].slug);
    Some(Diagnostic::new(Code::SingleSource, &note.path, head(note), message).help(
        "find a second source; where there is none, list the note under `single_source:` in content/site.yaml",
    ))
}

fn without_source(knowledge: &Knowledge, id: NoteId) -> Vec<Diagnostic> {
    let note = &knowledge.notes[id];
    let report = |statement: &Statement| {
        Diagnostic::new(Code::StatementWithoutSource, &note.path, statement.span, format!("`{}` has no source", statement.field))
            .help(format!("write `{}: {{value: …, source: \"@source\"}}`, or say why there is none: `unsourced:` or `inferred:`", statement.field))
    };
    // Of a source that is named and not found, that is told already.
    let names_none = |statement: &&Statement| !statement.qualifiers.names_a_source();
    knowledge.without_source(id).filter(names_none).map(report).collect()
}

fn odd_pinyin(note: &Note) -> Option<Diagnostic> {
    let (zh, written) = (note.names.zh.as_ref()?, note.names.pinyin.as_ref()?);
    let usual = pinyin::differs(&zh.value, &written.value)?;
    let message = format!("`{}` is not how `{}` is usually read", written.value, zh.value);
    Some(
        Diagnostic::new(Code::PinyinDiffers, &note.path, written.span, message).help(format!(
            "the usual reading is {usual}; keep yours if the name is read otherwise"
        )),
    )
}

fn typed(knowledge: &Knowledge, id: NoteId) -> Vec<Diagnostic> {
    let note = &knowledge.notes[id];
    if knowledge.is_source(id) {
        return Vec::new();
    }
    let report = |typed: &numbers::TypedNumber| {
        let figure = &knowledge.notes[typed.figure];
        let message = format!("this number is held by `{}`", figure.slug);
        Diagnostic::new(Code::TypedNumber, &note.path, typed.span, message)
            .label("typed by hand")
            .help(way_to_embed(figure, typed.observation))
    };
    numbers::typed_numbers(knowledge, id).iter().map(report).collect()
}

/// Says how to embed an observation, which has no address where its period cannot be read.
fn way_to_embed(figure: &Note, observation: usize) -> String {
    match figure.observations[observation].observation_address() {
        Some(address) => format!(
            "embed it, so that it changes with its figure: `![[{}#{address}]]`",
            figure.slug
        ),
        None => format!("mend its period in {}, and embed it from there", figure.path),
    }
}
