//! Notes as a search sees them.
//!
//! Takes the knowledge; gives documents. Never makes a page of them.

use crate::knowledge::NoteId;
use crate::search::{Document, Field, Section};
use crate::view::Maker;

/// Shows a note as a search sees it.
pub(super) fn document(maker: &Maker<'_>, id: NoteId) -> Document {
    let knowledge = maker.knowledge;
    let note = &knowledge.notes[id];
    let kind = knowledge.kind(id);
    let name =
        |name: &Option<crate::note::Spanned<String>>| name.as_ref().map(|name| name.value.clone());
    let former = note
        .names
        .former
        .iter()
        .chain(&note.names.short)
        .chain(&note.aliases)
        .map(|name| name.value.clone());
    let dates = note.statements.iter().filter_map(|s| s.date().and_then(crate::value::Date::iso));
    let observed = note
        .observations
        .iter()
        .filter_map(|o| o.qualifiers.time().and_then(crate::value::Date::iso));
    let figure = maker.key_figures("", id).into_iter().next();
    Document {
        href: maker.plan.notes[id].clone(),
        title: note.title.clone(),
        kind: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
        kind_label: kind.map(|kind| kind.label_one.clone()).unwrap_or_default(),
        zh: name(&note.names.zh),
        zh_hant: name(&note.names.zh_hant),
        pinyin: name(&note.names.pinyin),
        names: former.chain(std::iter::once(note.slug.clone())).collect(),
        summary: name(&note.summary).unwrap_or_default(),
        key_line: figure
            .map(|figure| format!("{}: {} ({})", figure.label, figure.value, figure.period))
            .unwrap_or_default(),
        topics: note.topics.clone(),
        dates: dates.chain(observed).collect(),
        // What a source is about is looked for before the source, however often that is cited.
        inbound: if kind.is_some_and(|kind| kind.citable.is_some()) {
            0
        } else {
            knowledge.inbound[id].len()
        },
        sections: sections(maker, id),
    }
}

/// Cuts a note into passages: what its figures say, then its prose heading by heading.
fn sections(maker: &Maker<'_>, id: NoteId) -> Vec<Section> {
    let note = &maker.knowledge.notes[id];
    let mut sections: Vec<Section> = Vec::new();
    for observation in &note.observations {
        let Some(quantity) = observation.quantity() else { continue };
        let qualifiers = &observation.qualifiers;
        let parts = [
            qualifiers.time().map(crate::value::Date::in_english),
            Some(quantity.in_english()),
            quantity.in_chinese_scale(),
            qualifiers.status.as_ref().map(|status| status.value.name().to_owned()),
            qualifiers.scope.as_ref().map(|scope| scope.value.clone()),
            qualifiers.note.as_ref().map(|note| note.value.clone()),
        ];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let id = observation.observation_address().unwrap_or_default();
        sections.push(Section { id, heading: String::new(), field: Field::Figure, text });
    }
    sections.extend(statements(maker, id));
    sections.extend(prose(maker, id));
    sections
}

/// Gathers what the infobox says in words.
fn statements(maker: &Maker<'_>, id: NoteId) -> Option<Section> {
    let note = &maker.knowledge.notes[id];
    let mut text = String::new();
    for statement in &note.statements {
        let value = match &statement.value {
            crate::note::StatementValue::Text(words)
            | crate::note::StatementValue::Markdown(words) => words.clone(),
            crate::note::StatementValue::Quantity(quantity) => quantity.in_english(),
            crate::note::StatementValue::Date(date) => date.in_english(),
            crate::note::StatementValue::Reference(reference) => {
                let target = maker.knowledge.target(id, reference.span.start);
                target.map_or_else(
                    || reference.target.name.clone(),
                    |target| maker.knowledge.notes[target].title.clone(),
                )
            }
            crate::note::StatementValue::Url(_)
            | crate::note::StatementValue::Citation(_)
            | crate::note::StatementValue::Unreadable(_) => continue,
        };
        text.push_str(&crate::schema::caption(&statement.field));
        text.push_str(": ");
        text.push_str(&value);
        if let Some(note) = &statement.qualifiers.note {
            text.push_str(" – ");
            text.push_str(&note.value);
        }
        text.push_str(if text.ends_with(['.', '。', '!', '?', '…']) { " " } else { ". " });
    }
    (!text.is_empty()).then(|| Section {
        id: String::new(),
        heading: String::new(),
        field: Field::Caption,
        text,
    })
}

/// Takes the prose, heading by heading.
fn prose(maker: &Maker<'_>, id: NoteId) -> impl Iterator<Item = Section> {
    let headings = &maker.knowledge.notes[id].outline.headings;
    maker.prose(id).passages.iter().map(|passage| {
        let heading = passage.heading.and_then(|at| headings.get(at));
        Section {
            id: heading.map(|heading| heading.id.clone()).unwrap_or_default(),
            heading: heading.map(|heading| heading.text.clone()).unwrap_or_default(),
            field: Field::Body,
            text: passage.text.clone(),
        }
    })
}
