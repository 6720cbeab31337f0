//! Figures as charts: observations to drawings, and the sentence that says what they show.
//!
//! Takes figures; gives SVG and plain sentences. Works out no number that a source did not print, converts nothing that a
//! source did not convert, and leaves to the table what cannot stand on one axis.

mod plot;
mod words;

use super::maker::{Maker, status_label};
use super::shape::{FigureCard, KeyFigure};
use crate::draw::{Axis, Chart, Form, Heading, Series, TickText, chart, sparkline};
use crate::knowledge::NoteId;
use crate::markdown::{attribute, escape, text_html};
use plot::Plot;

/// Figures that the small chart of a comparison shows at most.
const MOST_COMPARED: usize = 5;

impl Maker<'_> {
    /// Draws the chart of a figure on the page at `from`; empty where nothing can be drawn.
    ///
    /// `id` is unique on that page: the chart's title and description are found under it.
    #[must_use]
    pub fn chart_of(&self, from: &str, figure: NoteId, id: &str) -> String {
        let plot = self.plot(from, figure);
        let form = plot.form();
        drawn(self.heading_of(figure, id, &plot), form, plot.unit, plot.series)
    }

    /// Draws the small chart of a figure: its course, or its latest number where it has no course.
    #[must_use]
    pub fn spark_of(&self, from: &str, figure: NoteId, id: &str) -> String {
        let plot = self.plot(from, figure);
        let heading = self.heading_of(figure, id, &plot);
        if plot.compares {
            let series = plot.series.iter().take(MOST_COMPARED).map(plot::last_only).collect();
            return drawn(heading, Form::Compare, plot.unit, series);
        }
        match plot.course(self.latest(figure).map(|(at, _)| at)) {
            Some(series) => self.small_course(heading, series, &plot.unit),
            None => {
                let latest = self.latest(figure).and_then(|(at, _)| plot.alone(at));
                drawn(heading, Form::Single(None), plot.unit, latest.into_iter().collect())
            }
        }
    }

    /// Draws a course without words; with its numbers where no line would hold it together.
    fn small_course(&self, heading: Heading, series: &Series, unit: &str) -> String {
        if series.has_line() {
            return sparkline(&heading, &series.points);
        }
        let alone = Series { name: String::new(), points: series.points.clone() };
        let form = Form::fitting(std::slice::from_ref(&alone));
        drawn(heading, form, unit.to_owned(), vec![alone])
    }

    /// Shows a figure as others see it: its small chart and its latest number.
    #[must_use]
    pub fn figure_card(&self, from: &str, figure: NoteId) -> FigureCard {
        let id = format!("spark-{}", crate::text::slug(&self.plan.notes[figure]));
        let scope = self.latest(figure).and_then(|(_, latest)| latest.qualifiers.scope.as_ref());
        let scope = scope.map_or("", |scope| scope.value.as_str());
        FigureCard {
            card: self.card(from, figure),
            svg: self.spark_of(from, figure, &id),
            latest_html: self
                .key_figure(from, figure)
                .map(|key| latest_html(&key, scope))
                .unwrap_or_default(),
        }
    }

    fn heading_of(&self, figure: NoteId, id: &str, plot: &Plot) -> Heading {
        Heading {
            id: id.to_owned(),
            title: self.finding(figure),
            description: words::description(plot),
        }
    }
}

fn drawn(heading: Heading, form: Form, unit: String, series: Vec<Series>) -> String {
    chart(&Chart { heading, form, series, axis: Axis { unit, tick: TickText::Scaled } })
}

/// Shows the latest number in words: value, Chinese scale, period, scope and status, linked to its observation.
fn latest_html(key: &KeyFigure, scope: &str) -> String {
    let (status, href) = (attribute("data-status", &key.status), attribute("href", &key.href));
    let scale = key
        .zh
        .as_deref()
        .map(|zh| format!(" <span class=\"scale\" lang=\"zh-Hans\">{}</span>", escape(zh)));
    let disputed = if key.disputed { "disputed" } else { "" };
    let said = [key.period.as_str(), scope, key.status_label.as_str(), disputed];
    let said: Vec<&str> = said.into_iter().filter(|word| !word.is_empty()).collect();
    format!(
        "<a class=\"number\"{status}{href}>{}</a>{} <small>{}</small>",
        key.html,
        scale.unwrap_or_default(),
        text_html(&said.join(", "))
    )
}

/// Returns a status as a sentence has it: nothing for a result.
fn said_of(status: crate::value::Status) -> Option<&'static str> {
    (status != crate::value::Status::Actual).then(|| status_label(status))
}

#[cfg(test)]
mod tests;
