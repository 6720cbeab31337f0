//! What a chart shows, in a sentence: its title, and its description for those who do not see it.
//!
//! Takes observations; gives plain text. Says that something rose or fell only of results of one scope whose values cannot
//! be the same, and works out no number.

use super::plot::{Plot, Seen};
use crate::knowledge::NoteId;
use crate::text::fold;
use crate::value::{Quantity, Status};
use crate::view::Maker;

/// Figures that the sentence of a comparison names.
const MOST_NAMED: usize = 3;

impl Maker<'_> {
    /// Says what the chart of a figure shows.
    #[must_use]
    pub fn finding(&self, figure: NoteId) -> String {
        let note = &self.knowledge.notes[figure];
        if !note.compare.is_empty() {
            return self.comparison(figure);
        }
        let about = self.about(figure);
        let seen = self.seen(&[figure]);
        if let Some((first, last, verb)) = course(&seen) {
            let end = |one: &Seen<'_>| {
                format!("{} ({})", one.quantity.in_english(), one.time.in_english())
            };
            return format!(
                "{about}{} {verb} from {} to {}",
                scope_of(last),
                end(first),
                end(last)
            );
        }
        let latest = self.latest(figure).map(|(at, _)| at);
        match seen.iter().find(|one| Some(one.at) == latest) {
            Some(one) => {
                let several = seen.iter().any(|other| fold(other.scope()) != fold(one.scope()));
                let scope = if several { scope_of(one) } else { String::new() };
                format!("{about}{scope}: {}", self.one_number(one))
            }
            None => note.title.clone(),
        }
    }

    /// Names metric and subject of a figure; its title where it does not link to both.
    fn about(&self, figure: NoteId) -> String {
        let title = |id: NoteId| self.knowledge.notes[id].title.as_str();
        match (self.metric_of(figure), self.subject_of(figure)) {
            (Some(metric), Some(subject)) => format!("{} of {}", title(metric), title(subject)),
            (Some(_), None) | (None, Some(_) | None) => title(figure).to_owned(),
        }
    }

    fn comparison(&self, figure: NoteId) -> String {
        let figures = self.drawn_figures(figure);
        let said = figures.iter().take(MOST_NAMED).filter_map(|&one| {
            let latest = self.latest(one)?.0;
            let name = self.subject_of(one).unwrap_or(one);
            let seen = self.seen(&[one]);
            let number = self.one_number(seen.iter().find(|seen| seen.at == latest)?);
            Some(format!("{} {number}", self.knowledge.notes[name].title))
        });
        let said: Vec<String> = said.collect();
        let title = &self.knowledge.notes[figure].title;
        let rest = figures.len().saturating_sub(MOST_NAMED);
        match (said.is_empty(), rest) {
            (true, _) => title.clone(),
            (false, 0) => format!("{title}: {}", said.join("; ")),
            (false, rest) => format!("{title}: {}; and {rest} more", said.join("; ")),
        }
    }

    /// Says one number with all that must be known with it: `CNY 250 billion (target, 2020)`.
    fn one_number(&self, one: &Seen<'_>) -> String {
        let disputed = self.knowledge.is_disputed(one.figure, one.at).then_some("disputed");
        let period = one.time.in_english();
        let said = [super::said_of(one.status()), Some(period.as_str()), disputed];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        format!("{} ({})", one.quantity.in_english(), said.join(", "))
    }
}

fn scope_of(one: &Seen<'_>) -> String {
    if one.scope().is_empty() { String::new() } else { format!(" ({})", one.scope()) }
}

/// Finds the first and the last result of a figure whose results are all of one scope, unit and length of period.
fn course<'s, 'k>(seen: &'s [Seen<'k>]) -> Option<(&'s Seen<'k>, &'s Seen<'k>, &'static str)> {
    let results: Vec<&Seen<'_>> =
        seen.iter().filter(|one| one.status() == Status::Actual).collect();
    let (first, last) = (*results.first()?, *results.last()?);
    let is_alike = |one: &&Seen<'_>| {
        fold(one.scope()) == fold(first.scope())
            && one.quantity.same_unit(first.quantity)
            && one.time.precision() == first.time.precision()
    };
    let is_newest = seen.iter().all(|one| one.status() != Status::Actual || one.time <= last.time);
    let verb = verb(first.quantity, last.quantity)?;
    (results.iter().all(is_alike) && is_newest && first.time < last.time)
        .then_some((first, last, verb))
}

/// Says which way a value went; nothing where the two may be the same.
fn verb(first: &Quantity, last: &Quantity) -> Option<&'static str> {
    if first.overlaps(last) {
        return None;
    }
    Some(if first.low() < last.low() { "rose" } else { "fell" })
}

/// Describes a chart: how many observations of which status, from when to when, and what a line means.
pub(super) fn description(plot: &Plot) -> String {
    let count = plot.statuses.len();
    let counts = Status::ALL.into_iter().filter_map(|status| {
        let count = plot.statuses.iter().filter(|one| **one == status).count();
        (count > 0).then(|| format!("{count} {}", status.name()))
    });
    let counts: Vec<String> = counts.collect();
    let when = match plot.years {
        Some((first, last)) if first == last => format!(", {first}"),
        Some((first, last)) => format!(", {first} to {last}"),
        None => String::new(),
    };
    let plural = if count == 1 { "" } else { "s" };
    let mut said = format!("{count} observation{plural}{when}: {}.", counts.join(", "));
    if plot.left_out > 0 {
        said.push_str(&format!(" {} more in the table alone.", plot.left_out));
    }
    said
}
