//! A figure: its table, its disputes, its targets against what came.
//!
//! Takes a figure note; gives rows and sentences. Works out a change only between results, and says how; never from a target.

use super::maker::Maker;
use super::references::{References, mark_html};
use super::shape::{BacklinkView, FigureView, ObservationView, TargetView};
use crate::knowledge::{Fragment, NoteId, Origin, Resolved, StatementRef};
use crate::markdown::{attribute, text_html};
use crate::note::Statement;
use crate::page::relative;
use crate::value::{Bound, Date, Decimal, Quantity, Status, decimal_text};

impl<'k> Maker<'k> {
    /// Shows a figure on its own page.
    pub(super) fn figure(
        &self,
        from: &str,
        id: NoteId,
        references: &mut References<'_, '_>,
    ) -> FigureView<'k> {
        let rows = self.figure_rows(id);
        let comparison = !self.knowledge.notes[id].compare.is_empty();
        FigureView {
            finding: self.finding(id),
            subject: self.subject_of(id).map(|subject| self.card(from, subject)),
            metric: self.metric_of(id).map(|metric| self.card(from, metric)),
            unit: rows
                .iter()
                .find_map(|&row| self.observed(row))
                .map(|q| q.unit().to_string())
                .unwrap_or_default(),
            svg: self.chart_of(from, id, "figure"),
            observations: self.observation_rows(from, &rows, comparison, references),
            comparison,
            disputes: self.dispute_sentences(from, id),
            targets: self.targets(&rows),
            quoted_in: self.quoted_in(from, id),
            compared_in: self.compared_in(from, id),
            csv: relative(from, "data/figures.csv"),
        }
    }

    /// Shows a figure within another page: chart, table, sources.
    ///
    /// It becomes part of the prose, which is HTML before any template is asked.
    pub(super) fn figure_embed(
        &self,
        from: &str,
        id: NoteId,
        nth: usize,
        references: &mut References<'_, '_>,
    ) -> String {
        let rows = self.figure_rows(id);
        let comparison = !self.knowledge.notes[id].compare.is_empty();
        let views = self.observation_rows(from, &rows, comparison, references);
        let caption = self.link(from, id, None);
        let chart = self.chart_of(from, id, &format!("embed-{nth}"));
        let label = attribute("aria-label", &self.knowledge.notes[id].title);
        let head = embedded_head(comparison);
        let rows: String = views.iter().map(embedded_row).collect();
        format!(
            "<figure class=\"figure\">\n<figcaption>{caption}</figcaption>\n<div class=\"drawing\">{chart}</div>\
             <details><summary>Table and sources</summary>\n<div class=\"table\" role=\"region\"{label} tabindex=\"0\"><table>\
             <thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table></div></details>\n</figure>\n"
        )
    }

    /// Lists the observations that a figure shows, its own or those it compares, oldest first.
    #[must_use]
    pub fn figure_rows(&self, id: NoteId) -> Vec<(NoteId, usize)> {
        let note = &self.knowledge.notes[id];
        let compared: Vec<NoteId> = note
            .compare
            .iter()
            .filter_map(|reference| self.knowledge.target(id, reference.span.start))
            .collect();
        let figures = if compared.is_empty() { vec![id] } else { compared };
        let mut rows: Vec<(NoteId, usize)> = figures
            .into_iter()
            .flat_map(|figure| {
                (0..self.knowledge.notes[figure].observations.len()).map(move |at| (figure, at))
            })
            .collect();
        rows.sort_by_key(|&(figure, at)| {
            (self.time_of(figure, at).map(Date::sort_key), note.compare.is_empty().then_some(at))
        });
        rows
    }

    fn time_of(&self, figure: NoteId, at: usize) -> Option<&Date> {
        self.knowledge.notes[figure].observations[at].qualifiers.time()
    }

    fn observed(&self, (figure, at): (NoteId, usize)) -> Option<&Quantity> {
        self.knowledge.notes[figure].observations[at].quantity()
    }

    fn observation_rows(
        &self,
        from: &str,
        rows: &[(NoteId, usize)],
        comparison: bool,
        references: &mut References<'_, '_>,
    ) -> Vec<ObservationView<'k>> {
        let views = rows.iter().filter_map(|&(figure, at)| {
            let statement =
                self.statement(from, figure, StatementRef::Observation(at), references)?;
            let observation = &self.knowledge.notes[figure].observations[at];
            let time = observation.qualifiers.time();
            let id = if comparison {
                format!("{}-{}", self.knowledge.notes[figure].slug, statement.id)
            } else {
                statement.id.clone()
            };
            Some(ObservationView {
                id,
                figure: comparison.then(|| self.short_card(from, figure)),
                period: time.map(Date::in_english).unwrap_or_default(),
                period_edtf: time.map(ToString::to_string).unwrap_or_default(),
                scope: observation.qualifiers.scope.as_ref().map(|scope| scope.value.clone()),
                conversion: observation
                    .quantity()
                    .and_then(Quantity::conversion)
                    .map(Quantity::in_english),
                change: if comparison { None } else { self.change(figure, at) },
                statement,
            })
        });
        views.collect()
    }

    /// Works out the change against the last result of the same unit and scope before this one.
    fn change(&self, figure: NoteId, at: usize) -> Option<String> {
        let observations = &self.knowledge.notes[figure].observations;
        let now = &observations[at];
        if self.knowledge.is_disputed(figure, at) {
            return None;
        }
        let value = exact_result(now)?;
        let key = now.qualifiers.time()?.sort_key();
        let scope = |o: &Statement| {
            o.qualifiers.scope.as_ref().map(|scope| crate::text::fold(&scope.value))
        };
        let same_length = |o: &Statement| {
            o.qualifiers.time().map(Date::precision) == now.qualifiers.time().map(Date::precision)
        };
        // Of two sources that contradict each other neither is one to reckon with.
        let before = observations
            .iter()
            .enumerate()
            .filter(|&(at, o)| {
                scope(o) == scope(now) && same_length(o) && !self.knowledge.is_disputed(figure, at)
            })
            .filter_map(|(_, o)| {
                let quantity = exact_result(o)?;
                let time = o.qualifiers.time()?;
                (time.sort_key() < key && quantity.same_unit(value)).then_some((
                    time.sort_key(),
                    time,
                    quantity,
                ))
            });
        let (_, time, old) = before.max_by_key(|(key, ..)| *key)?;
        if old.low().is_zero() {
            return None;
        }
        let since = time.in_english();
        if matches!(value.unit(), crate::value::Unit::Percent) {
            let points = value.low() - old.low();
            return Some(format!(
                "{} points against {since} (worked out: {} − {})",
                signed(points),
                decimal_text(value.low()),
                decimal_text(old.low())
            ));
        }
        let growth = (value.low().checked_sub(old.low())?)
            .checked_div(old.low())?
            .checked_mul(Decimal::ONE_HUNDRED)?;
        Some(format!("{}% against {since} (worked out)", signed(growth.round_dp(0))))
    }

    fn dispute_sentences(&self, from: &str, id: NoteId) -> Vec<String> {
        let concerned = self
            .knowledge
            .disputes
            .iter()
            .filter(|dispute| dispute.sides.iter().any(|(figure, _)| *figure == id));
        let sentences = concerned.map(|dispute| {
            let sides: Vec<String> = dispute
                .sides
                .iter()
                .filter_map(|&(figure, at)| self.side(from, figure, at))
                .collect();
            let reason = dispute
                .accepted
                .as_ref()
                .map(|reason| format!(" {}", text_html(reason)))
                .unwrap_or_default();
            format!("Sources differ: {}.{reason}", sides.join(" against "))
        });
        sentences.collect()
    }

    fn side(&self, from: &str, figure: NoteId, at: usize) -> Option<String> {
        let observation = &self.knowledge.notes[figure].observations[at];
        let value = observation.quantity()?.in_english();
        let sources: Vec<String> = observation
            .qualifiers
            .sources
            .iter()
            .filter_map(|cited| {
                Some(self.link(from, self.knowledge.target(figure, cited.span.start)?, None))
            })
            .collect();
        Some(format!("{} ({})", text_html(&value), sources.join(", ")))
    }

    /// Sets each target beside the result of its period.
    fn targets(&self, rows: &[(NoteId, usize)]) -> Vec<TargetView> {
        let of = |&(figure, at): &(NoteId, usize)| &self.knowledge.notes[figure].observations[at];
        let is = |statement: &Statement, status: Status| {
            statement.qualifiers.status.as_ref().is_some_and(|s| s.value == status)
        };
        let targets = rows.iter().filter(|row| is(of(row), Status::Target));
        let views = targets.filter_map(|row| {
            let target = of(row);
            let (quantity, time) = (target.quantity()?, target.qualifiers.time()?);
            let result =
                rows.iter().filter(|other| other.0 == row.0).map(of).find(|other| {
                    is(other, Status::Actual) && other.qualifiers.time() == Some(time)
                });
            let actual = result.and_then(Statement::quantity);
            Some(TargetView {
                period: time.in_english(),
                target_html: text_html(&quantity.in_english()),
                actual_html: actual.map(|actual| text_html(&actual.in_english())),
                outcome: outcome(quantity, actual),
            })
        });
        views.collect()
    }

    /// Lists the notes whose prose quotes a number of a figure, or shows the whole of it.
    fn quoted_in(&self, from: &str, id: NoteId) -> Vec<BacklinkView<'k>> {
        let edges = self.knowledge.arriving(id).filter(|edge| {
            let is_prose = edge.from != id && matches!(edge.origin, Origin::Prose(_));
            is_prose
                && matches!(
                    self.knowledge.resolved(edge.from, edge.span.start),
                    Some(Resolved::Note { fragment: Fragment::Observation(_), .. })
                )
        });
        let quoted = self.quoted(edges);
        let by_note = quoted.chunk_by(|(one, _), (next, _)| one == next);
        by_note.map(|quoted| self.backlink(from, quoted)).collect()
    }

    fn compared_in(&self, from: &str, id: NoteId) -> Vec<super::shape::NoteCard> {
        let edges = self.knowledge.arriving(id).filter(|edge| edge.origin == Origin::Compare);
        edges.map(|edge| self.card(from, edge.from)).collect()
    }
}

/// Names the columns of the table within an embed.
fn embedded_head(comparison: bool) -> String {
    let figure = comparison.then_some("Figure");
    let names = figure.into_iter().chain(["Period", "Value", "Status", "Source"]);
    names.map(|name| format!("<th scope=\"col\">{name}</th>")).collect()
}

/// Writes a row of the table within an embed.
fn embedded_row(row: &ObservationView<'_>) -> String {
    let figure = row.figure.as_ref().map(|figure| {
        format!("<td><a{}>{}</a></td>", attribute("href", &figure.href), figure.title_html)
    });
    let statement = &row.statement;
    let zh = statement.zh.as_ref().map(|zh| format!(" <small>{}</small>", text_html(zh)));
    let marks: String = statement.citations.iter().map(mark_html).collect();
    format!(
        "<tr>{}<td>{}</td><td><span class=\"number\"{}>{}</span>{}</td><td>{}</td><td>{marks}</td></tr>\n",
        figure.unwrap_or_default(),
        text_html(&row.period),
        attribute("data-status", &statement.status),
        statement.html,
        zh.unwrap_or_default(),
        text_html(&statement.status_label),
    )
}

/// Returns the value of a result that is one plain number.
fn exact_result(statement: &Statement) -> Option<&Quantity> {
    let actual =
        statement.qualifiers.status.as_ref().is_some_and(|status| status.value == Status::Actual);
    statement
        .quantity()
        .filter(|quantity| actual && quantity.high().is_none() && quantity.bound() == Bound::Exact)
}

fn signed(number: Decimal) -> String {
    let text = decimal_text(number.abs());
    if number.is_sign_negative() { format!("−{text}") } else { format!("+{text}") }
}

/// Says how a target and its result compare.
fn outcome(target: &Quantity, actual: Option<&Quantity>) -> String {
    let Some(actual) = actual else {
        return "No result for this period is in the base.".to_owned();
    };
    if !actual.same_unit(target) {
        return "The result counts in another unit.".to_owned();
    }
    let high = actual.high().unwrap_or_else(|| actual.low());
    if actual.low() >= target.low() {
        "Reached.".to_owned()
    } else if high < target.low() {
        "Missed.".to_owned()
    } else {
        "The result’s range holds the target.".to_owned()
    }
}
