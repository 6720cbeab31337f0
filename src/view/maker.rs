//! What every view needs: the knowledge, the addresses, and the small pieces that many pages show.
//!
//! Takes the knowledge and the plan; gives cards, dates and ways from page to page. Never renders a whole page.

use super::digest::Digest;
use super::shape::{Crumb, DateView, KeyFigure, KindView, NoteCard, NoteLink};
use crate::knowledge::{Knowledge, NoteId};
use crate::markdown::text_html;
use crate::note::Statement;
use crate::page::{Plan, encoded, relative};
use crate::schema::KindId;
use crate::settings::Settings;
use crate::value::{Date, Day, Status};

/// Makes views.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'k> {
    /// What the notes know together.
    pub knowledge: &'k Knowledge,
    /// Addresses.
    pub plan: &'k Plan,
    /// Settings.
    pub settings: &'k Settings,
    /// What has been worked out once for all pages.
    pub digest: &'k Digest,
}

impl<'k> Maker<'k> {
    /// Returns the way from the page at `from` to a note.
    #[must_use]
    pub fn note_href(&self, from: &str, id: NoteId) -> String {
        relative(from, self.plate(id).address())
    }

    /// Returns the way from the page at `from` to a part of a note.
    #[must_use]
    pub fn part_href(&self, from: &str, id: NoteId, fragment: &str) -> String {
        let fragment = encoded(fragment);
        let to = self.plate(id).address();
        if from == to {
            format!("#{fragment}")
        } else {
            format!("{}#{fragment}", relative(from, to))
        }
    }

    /// Shows a note as others see it, on the page at `from`.
    #[must_use]
    pub fn card(&self, from: &str, id: NoteId) -> NoteCard {
        let note = &self.knowledge.notes[id];
        let NoteLink { title, title_html, zh, kind, kind_label, href } = self.short_card(from, id);
        let summary =
            note.summary.as_ref().map(|summary| summary.value.clone()).unwrap_or_default();
        let date = self.knowledge.date(id).map(date_view);
        NoteCard {
            title: title.to_owned(),
            title_html: title_html.to_owned(),
            zh: zh.map(str::to_owned),
            pinyin: note.names.pinyin.as_ref().map(|name| name.value.clone()),
            kind: kind.to_owned(),
            kind_label: kind_label.to_owned(),
            href,
            summary_html: text_html(&summary),
            summary,
            date: date.as_ref().map(|date| date.text.clone()),
            date_iso: date.map(|date| date.iso),
        }
    }

    /// Shows a note as a bare link, on the page at `from`.
    #[must_use]
    pub fn short_card(&self, from: &str, id: NoteId) -> NoteLink<'k> {
        let plate = self.plate(id);
        let kind = self.knowledge.kind(id);
        NoteLink {
            title_html: plate.title_html(),
            title: plate.title(),
            zh: plate.zh(),
            kind: kind.map_or("", |kind| &kind.name),
            kind_label: kind.map_or("", |kind| &kind.label_one),
            href: relative(from, plate.address()),
        }
    }

    /// Shows a kind on the page at `from`.
    #[must_use]
    pub fn kind(&self, from: &str, kind: KindId, count: usize) -> KindView {
        let declared = self.knowledge.schema.kind(kind);
        KindView {
            name: declared.name.clone(),
            one: declared.label_one.clone(),
            many: declared.label_many.clone(),
            href: self.plan.lists.get(&kind).map(|list| relative(from, list)).unwrap_or_default(),
            count,
        }
    }

    /// Shows a topic on the page at `from`.
    #[must_use]
    pub fn topic(&self, from: &str, name: &str) -> Crumb {
        let key = crate::text::fold(name);
        let href =
            self.plan.topics.get(&key).map(|address| relative(from, address)).unwrap_or_default();
        Crumb { title: name.to_owned(), href }
    }

    /// Returns the first note that a figure's own fields name: what it is about.
    #[must_use]
    pub fn subject_of(&self, figure: NoteId) -> Option<NoteId> {
        self.linked_fields(figure).next()
    }

    /// Returns the second note that a figure's own fields name: what it measures.
    #[must_use]
    pub fn metric_of(&self, figure: NoteId) -> Option<NoteId> {
        self.linked_fields(figure).nth(1)
    }

    fn linked_fields(&self, id: NoteId) -> impl Iterator<Item = NoteId> {
        let statements = self.knowledge.notes[id].statements.iter();
        statements.filter_map(move |statement| {
            self.knowledge.target(id, statement.reference()?.span.start)
        })
    }

    /// Returns the latest observation of a figure: results first, then what is planned.
    #[must_use]
    pub fn latest(&self, figure: NoteId) -> Option<(usize, &Statement)> {
        let observations = self.knowledge.notes[figure].observations.iter().enumerate();
        observations.filter(|(_, o)| o.quantity().is_some()).max_by_key(|(at, o)| {
            let planned = o
                .qualifiers
                .status
                .as_ref()
                .is_some_and(|s| matches!(s.value, Status::Target | Status::Forecast));
            (!planned, o.qualifiers.time().map(Date::sort_key), usize::MAX - at)
        })
    }

    /// Shows at most three numbers of a note, large: the latest of each figure about it.
    #[must_use]
    pub fn key_figures(&self, from: &str, id: NoteId) -> Vec<KeyFigure> {
        self.all_key_figures(from, id).take(3).collect()
    }

    /// Shows the first of a note's key figures in a cell.
    #[must_use]
    pub fn key_figure_in_cell(&self, from: &str, id: NoteId) -> Option<String> {
        self.all_key_figures(from, id).next().map(|figure| key_figure_html(&figure))
    }

    fn all_key_figures(&self, from: &str, id: NoteId) -> impl Iterator<Item = KeyFigure> {
        let own = self.knowledge.is_figure(id).then_some(id);
        let figures = own.into_iter().chain(self.figures_about(id).iter().copied());
        figures.filter_map(move |figure| self.key_figure(from, figure))
    }

    /// Shows the latest number of a figure, large.
    #[must_use]
    pub fn key_figure(&self, from: &str, figure: NoteId) -> Option<KeyFigure> {
        let (at, observation) = self.latest(figure)?;
        let quantity = observation.quantity()?;
        let metric =
            self.metric_of(figure).map(|metric| self.knowledge.notes[metric].title.clone());
        let status = observation.qualifiers.status.as_ref().map(|status| status.value);
        let address = observation.observation_address().unwrap_or_default();
        Some(KeyFigure {
            label: metric.unwrap_or_else(|| self.knowledge.notes[figure].title.clone()),
            value: quantity.in_english(),
            html: text_html(&quantity.in_english()),
            zh: quantity.in_chinese_scale(),
            period: observation.qualifiers.time().map(Date::in_english).unwrap_or_default(),
            status: status.map_or("", Status::name).to_owned(),
            status_label: status.map(status_label).unwrap_or_default().to_owned(),
            disputed: self.knowledge.is_disputed(figure, at),
            href: self.part_href(from, figure, &address),
        })
    }
}

/// Shows a number in a cell: value, period, status, and below it what is counted.
fn key_figure_html(figure: &KeyFigure) -> String {
    let status = crate::markdown::attribute("data-status", &figure.status);
    let is_plain = matches!(figure.status.as_str(), "" | "actual");
    let label = if is_plain { "" } else { figure.status_label.as_str() };
    let disputed = if figure.disputed { "disputed" } else { "" };
    let said = [figure.period.as_str(), label, disputed];
    let said = said.into_iter().filter(|said| !said.is_empty());
    format!(
        "<span class=\"number\"{status}>{}</span> <small>({})</small><p class=\"row-summary\">{}</p>",
        figure.html,
        text_html(&said.collect::<Vec<_>>().join(", ")),
        text_html(&figure.label)
    )
}

/// Writes a day in English.
#[must_use]
pub fn day_in_english(day: Day) -> String {
    let text = day.to_string();
    Date::parse(&text).map_or(text, |date| date.in_english())
}

/// Shows a date.
#[must_use]
pub(super) fn date_view(date: &Date) -> DateView {
    DateView { text: date.in_english(), iso: date.iso().unwrap_or_else(|| date.to_string()) }
}

/// Returns a status as people read it.
#[must_use]
pub(super) const fn status_label(status: Status) -> &'static str {
    match status {
        Status::Actual => "result",
        Status::Estimate => "estimate",
        Status::Target => "target",
        Status::Forecast => "forecast",
        Status::Claimed => "company’s claim",
        Status::Unclear => "result or goal: unclear",
    }
}
