//! A note's page.
//!
//! Takes a note; gives everything its template lays out: infobox, prose, what the rest of the base says about it, references. The order of what is cited
//! is the order of the page: infobox first, then prose.

use super::body::Body;
use super::maker::{Maker, date_view};
use super::references::References;
use super::shape::{
    BacklinkGroup, BacklinkView, Crumb, FieldView, NamesView, NoteLink, NoteView, PageView,
    StatementView,
};
use crate::diagnostic::Checked;
use crate::knowledge::{Edge, NoteId, Origin, StatementRef};
use crate::markdown::{attribute, text_html};
use crate::note::Note;
use crate::page::{encoded, root_of};
use crate::schema::caption;
use crate::text::counted;
use std::collections::BTreeMap;

/// Most sentences that one backlink shows.
const MAX_SENTENCES: usize = 3;

impl<'k> Maker<'k> {
    /// Shows the page of a note, at its own address.
    #[must_use]
    pub fn note_page(&self, id: NoteId) -> Checked<PageView<'k>> {
        let from = self.plan.notes[id].as_str();
        let mut references = References::new(self, from);
        let statements = self.infobox(from, id, &mut references);
        let figure = self.knowledge.is_figure(id).then(|| self.figure(from, id, &mut references));
        let body = self.body(from, id, &mut references);
        let view = NoteView {
            statements,
            figure,
            source: self.knowledge.is_source(id).then(|| self.source(from, id)),
            event: self.knowledge.is_event(id).then(|| self.event(from, id)),
            references: references.finish(),
            ..self.note_head(from, id)
        };
        let Body { html, toc, diagnostics } = body;
        let page = PageView { content: html, toc, ..self.page_of_note(from, id, view) };
        Checked { value: page, diagnostics }
    }

    fn page_of_note(&self, from: &str, id: NoteId, view: NoteView<'k>) -> PageView<'k> {
        let note = &self.knowledge.notes[id];
        let description =
            note.summary.as_ref().map(|summary| summary.value.clone()).unwrap_or_default();
        let kind = view.kind.clone();
        let crumb = kind.map(|kind| Crumb { title: kind.many, href: kind.href });
        PageView {
            title: note.title.clone(),
            title_html: self.plate(id).title_html().to_owned(),
            permalink: from.to_owned(),
            root: root_of(from),
            description,
            canonical: self
                .settings
                .base_url
                .as_ref()
                .map(|base| format!("{base}{}", encoded(from))),
            sort: "note".to_owned(),
            breadcrumbs: crumb.into_iter().collect(),
            json_ld: Some(crate::data::json_ld(self.knowledge, self.plan, self.settings, id)),
            note: Some(view),
            problems: problems(note),
            ..PageView::default()
        }
    }

    /// Everything of a note's page that cites nothing.
    fn note_head(&self, from: &str, id: NoteId) -> NoteView<'k> {
        let note = &self.knowledge.notes[id];
        let summary =
            note.summary.as_ref().map(|summary| summary.value.clone()).unwrap_or_default();
        let figures = self.figures_about(id);
        let events = self.events_of(id);
        let (graph_svg, relations) = self.neighbourhood_of(from, id);
        let backlinks = self.backlinks(from, id);
        NoteView {
            kind: note.kind.map(|kind| self.kind(from, kind, 0)),
            names: self.names(from, id),
            summary_html: text_html(&summary),
            summary,
            topics: note.topics.iter().map(|topic| self.topic(from, topic)).collect(),
            key_figures: if self.knowledge.is_figure(id) {
                Vec::new()
            } else {
                self.key_figures(from, id)
            },
            figures: figures.iter().map(|&figure| self.figure_card(from, figure)).collect(),
            events_svg: self.strip_of(from, &events),
            events: events.iter().map(|&event| self.card(from, event)).collect(),
            graph_svg,
            relations,
            backlink_count: backlinks.iter().map(|group| group.links.len()).sum(),
            backlinks,
            updated: note.updated.as_ref().map(|date| date_view(&date.value)),
            checked: note.checked.as_ref().map(|date| date_view(&date.value)),
            cite: self.how_to_cite(from, note),
            twin: self.settings.twins.then(|| twin_name(from)),
            data_href: format!("{}data/statements.csv", root_of(from)),
            how_we_know: self.how_we_know(id),
            draft: note.standing == crate::note::Standing::Draft,
            path: note.path.to_string(),
            ..NoteView::default()
        }
    }

    fn names(&self, from: &str, id: NoteId) -> NamesView {
        let names = &self.knowledge.notes[id].names;
        let text = |name: &Option<crate::note::Spanned<String>>| {
            name.as_ref().map(|name| name.value.clone())
        };
        let verified: Vec<String> = names
            .sources
            .iter()
            .filter_map(|cited| {
                Some(self.link(from, self.knowledge.target(id, cited.span.start)?, None))
            })
            .chain(names.source_text.iter().map(|text| text_html(&text.value)))
            .collect();
        NamesView {
            zh: text(&names.zh),
            zh_hant: text(&names.zh_hant),
            pinyin: text(&names.pinyin),
            ruby_html: text(&names.zh).map(|zh| ruby(&zh, text(&names.pinyin).as_deref())),
            short: text(&names.short),
            former: names.former.iter().map(|name| name.value.clone()).collect(),
            aliases: self.knowledge.notes[id]
                .aliases
                .iter()
                .map(|alias| alias.value.clone())
                .collect(),
            source_html: (!verified.is_empty()).then(|| verified.join(", ")),
        }
    }

    /// Rows of the infobox: declared fields in their order with what is said from the other end after them, then unknown ones.
    fn infobox(
        &self,
        from: &str,
        id: NoteId,
        references: &mut References<'_, '_>,
    ) -> Vec<FieldView> {
        let note = &self.knowledge.notes[id];
        let mut rows: Vec<FieldView> = Vec::new();
        let is_shown = |at: &usize| !self.is_place_in_list(id, *at);
        let declared = (0..note.statements.len()).filter(is_shown).map(StatementRef::Field);
        let unknown = (0..note.unknown.len()).map(StatementRef::Unknown);
        for which in declared {
            let label = self
                .knowledge
                .statement(id, which)
                .and_then(|s| self.knowledge.field(id, s))
                .map(crate::schema::Field::caption);
            let view = self.statement(from, id, which, references);
            add_to_row(&mut rows, self.field_name(id, which), label.unwrap_or_default(), view);
        }
        self.inverse_rows(from, id, references, &mut rows);
        for which in unknown {
            let label =
                self.knowledge.statement(id, which).map(|s| caption(&s.field)).unwrap_or_default();
            let view = self.statement(from, id, which, references);
            add_to_row(&mut rows, self.field_name(id, which), label, view);
            if let Some(row) = rows.last_mut() {
                row.unknown = true;
            }
        }
        rows
    }

    fn field_name(&self, id: NoteId, which: StatementRef) -> String {
        self.knowledge
            .statement(id, which)
            .map(|statement| statement.field.clone())
            .unwrap_or_default()
    }

    /// Adds what other notes' fields say about this one, under the name of the inverse.
    fn inverse_rows(
        &self,
        from: &str,
        id: NoteId,
        references: &mut References<'_, '_>,
        rows: &mut Vec<FieldView>,
    ) {
        let mut inverse: BTreeMap<String, Vec<StatementView>> = BTreeMap::new();
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for edge in self.knowledge.arriving(id).filter(|edge| edge.from != id) {
            let Origin::Field(at) = edge.origin else { continue };
            let statement = &self.knowledge.notes[edge.from].statements[at];
            let Some(field) = self.knowledge.field(edge.from, statement) else { continue };
            let Some(name) = field.inverse_name() else { continue };
            let which = StatementRef::Field(at);
            let Some(said) = self.said(from, edge.from, which, references) else { continue };
            let slug = crate::text::slug(&self.knowledge.notes[edge.from].slug);
            let view = StatementView {
                id: numbered(format!("{}-{slug}", name.replace(' ', "-")), &mut taken),
                html: self.link(from, edge.from, None),
                ..said
            };
            let key = if field.symmetric { field.caption() } else { caption(name) };
            inverse.entry(key).or_default().push(view);
        }
        for (label, values) in inverse {
            match rows.iter_mut().find(|row| row.label == label && !row.inverse) {
                Some(row) => row.values.extend(values),
                None => rows.push(FieldView {
                    name: label.to_lowercase(),
                    label,
                    inverse: true,
                    values,
                    ..FieldView::default()
                }),
            }
        }
    }

    /// Lists the events that name a note in a field, oldest first.
    pub(super) fn events_of(&self, id: NoteId) -> Vec<NoteId> {
        let edges =
            self.knowledge.arriving(id).filter(|edge| matches!(edge.origin, Origin::Field(_)));
        let mut events: Vec<NoteId> = edges
            .map(|edge| edge.from)
            .filter(|&from| from != id && self.knowledge.is_event(from))
            .collect();
        events.sort_by_cached_key(|&event| {
            (self.knowledge.date(event).map(crate::value::Date::sort_key), event)
        });
        events.dedup();
        events
    }

    /// Groups the notes whose prose links here by kind, each with its sentences.
    fn backlinks(&self, from: &str, id: NoteId) -> Vec<BacklinkGroup<'k>> {
        let edges = self.knowledge.arriving(id).filter(|edge| edge.from != id);
        let edges = edges.filter(|edge| self.is_stated_there(edge));
        let mut groups: BTreeMap<usize, BacklinkGroup<'k>> = BTreeMap::new();
        for quoted in self.quoted(edges).chunk_by(|(one, _), (next, _)| one == next) {
            let other = quoted[0].0;
            let kind = self.knowledge.kind_id(other);
            let label = || match kind {
                Some(kind) => self.knowledge.schema.kind(kind).label_many.clone(),
                None => "Notes".to_owned(),
            };
            let group = groups
                .entry(kind.map_or(usize::MAX, |kind| kind.0))
                .or_insert_with(|| BacklinkGroup { label: label(), links: Vec::new() });
            group.links.push(self.backlink(from, quoted));
        }
        groups.into_values().collect()
    }

    /// Returns whether what an edge says stands in the note that it leaves, and nowhere on the page of the other.
    fn is_stated_there(&self, edge: &Edge) -> bool {
        match edge.origin {
            Origin::Prose(_) | Origin::Unknown(_) | Origin::Qualifier(_) | Origin::Compare => true,
            Origin::Field(at) => {
                let statement = &self.knowledge.notes[edge.from].statements[at];
                let field = self.knowledge.field(edge.from, statement);
                field.is_none_or(|field| field.inverse_name().is_none())
            }
            Origin::ProseCitation(_) | Origin::Citation(_) | Origin::General => false,
        }
    }

    /// Returns the sentence of each edge, or nothing, with the note that it leaves; edges arrive in the order of these.
    ///
    /// Asked for one right after the other, they are fetched from all over memory side by side.
    pub(super) fn quoted<'e>(
        &self,
        edges: impl Iterator<Item = &'e Edge>,
    ) -> Vec<(NoteId, &'k str)> {
        edges.map(|edge| (edge.from, self.quote(edge))).collect()
    }

    /// Shows one note that links here, with its sentences, as [`Maker::quoted`] gives them.
    pub(super) fn backlink(&self, from: &str, quoted: &[(NoteId, &'k str)]) -> BacklinkView<'k> {
        let mut sentences: Vec<&str> = Vec::new();
        for &(_, sentence) in quoted {
            if !sentence.is_empty() && !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
            if sentences.len() == MAX_SENTENCES {
                break;
            }
        }
        let NoteLink { title_html, zh, kind, href, .. } = self.short_card(from, quoted[0].0);
        BacklinkView { title_html, zh, kind, href, sentences_html: sentences }
    }

    fn how_to_cite(&self, from: &str, note: &Note) -> String {
        let site = &self.settings.title;
        let author = if self.settings.author.is_empty() {
            String::new()
        } else {
            format!("{}. ", self.settings.author)
        };
        let updated = note
            .updated
            .as_ref()
            .map(|date| format!(", {}", date.value.in_english()))
            .unwrap_or_default();
        let address = self
            .settings
            .base_url
            .as_ref()
            .map(|base| format!(" {base}{}", encoded(from)))
            .unwrap_or_default();
        format!("{author}“{}”. In: {site}{updated}.{address}", note.title)
    }

    /// Says how much stands behind a note: statements, sources, last check.
    fn how_we_know(&self, id: NoteId) -> String {
        let note = &self.knowledge.notes[id];
        let is_fact = |at: &usize| !self.is_place_in_list(id, *at);
        let facts = (0..note.statements.len()).filter(is_fact).count();
        let statements = facts + note.observations.len();
        let cited = self.knowledge.outbound(id).iter().filter(|edge| {
            matches!(edge.origin, Origin::Citation(_) | Origin::ProseCitation(_) | Origin::General)
        });
        let sources: std::collections::BTreeSet<NoteId> = cited.map(|edge| edge.to).collect();
        let mut parts = Vec::new();
        if statements > 0 {
            parts.push(counted(statements, "statement"));
        }
        if !sources.is_empty() {
            parts.push(counted(sources.len(), "source"));
        }
        if let Some(checked) = &note.checked {
            parts.push(format!("last checked {}", checked.value.in_english()));
        }
        parts.join(" · ")
    }
}

/// Adds a statement to the row of its field, or begins the row.
fn add_to_row(rows: &mut Vec<FieldView>, name: String, label: String, view: Option<StatementView>) {
    let Some(view) = view else { return };
    match rows.last_mut().filter(|row| row.name == name) {
        Some(row) => row.values.push(view),
        None => rows.push(FieldView { name, label, values: vec![view], ..FieldView::default() }),
    }
}

fn problems(note: &Note) -> Vec<String> {
    if note.has_errors {
        vec![format!("Part of {} could not be read.", note.path)]
    } else {
        Vec::new()
    }
}

/// Returns the name of the Markdown beside a page.
fn twin_name(from: &str) -> String {
    let file = from.rsplit('/').next().unwrap_or(from);
    encoded(&format!("{}.md", file.strip_suffix(".html").unwrap_or(file)))
}

/// Sets a Chinese name with its pinyin above it.
fn ruby(zh: &str, pinyin: Option<&str>) -> String {
    let Some(pinyin) = pinyin else { return text_html(zh) };
    format!(
        "<ruby{}>{}<rp>(</rp><rt{}>{}</rt><rp>)</rp></ruby>",
        attribute("lang", "zh-Hans"),
        crate::markdown::escape(zh),
        attribute("lang", "zh-Latn"),
        crate::markdown::escape(pinyin)
    )
}

/// Makes a fragment its own: the second of its name gets `-2` after it, and so on.
fn numbered(id: String, taken: &mut BTreeMap<String, usize>) -> String {
    let count = taken.entry(id.clone()).or_default();
    *count += 1;
    if *count == 1 { id } else { format!("{id}-{count}") }
}
