//! Observations that contradict each other.
//!
//! Takes the figures; gives the groups of observations of like subject, metric, period, scope, unit and status whose
//! intervals do not meet. Never says who is right.

use super::{Knowledge, NoteId};
use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics};
use crate::note::Statement;
use crate::span::Place;
use crate::text::fold;
use crate::value::{Quantity, Status};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Observations that contradict each other: at least one pair does not meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// The observations: figure and position, in order.
    pub sides: Vec<(NoteId, usize)>,
    /// Why it is known and accepted, where one of them says so.
    pub accepted: Option<String>,
}

/// One observation with what makes it comparable.
struct Side<'k> {
    figure: NoteId,
    at: usize,
    statement: &'k Statement,
    quantity: &'k Quantity,
    sources: Vec<NoteId>,
}

pub(super) fn find(knowledge: &Knowledge) -> Checked<Vec<Dispute>> {
    let mut report = Diagnostics::default();
    let mut disputes = Vec::new();
    for sides in groups(knowledge).into_values().filter(|sides| sides.len() > 1) {
        let Some((first, second)) = contradiction(&sides) else { continue };
        let in_dispute: Vec<&Side<'_>> =
            sides.iter().filter(|side| sides.iter().any(|other| contradict(side, other))).collect();
        let reason = in_dispute.iter().find_map(|side| side.statement.qualifiers.disputed.as_ref());
        let accepted = reason.map(|reason| reason.value.clone());
        if accepted.is_none() {
            report.push(diagnostic(knowledge, &sides[first], &sides[second]));
        }
        disputes.push(Dispute {
            sides: in_dispute.iter().map(|side| (side.figure, side.at)).collect(),
            accepted,
        });
    }
    report.beside(disputes)
}

/// Gathers observations that speak of the same thing.
fn groups(knowledge: &Knowledge) -> BTreeMap<(Vec<NoteId>, String, String, String), Vec<Side<'_>>> {
    let mut groups: BTreeMap<_, Vec<Side<'_>>> = BTreeMap::new();
    for figure in (0..knowledge.notes.len()).filter(|&id| knowledge.is_figure(id)) {
        let about = about(knowledge, figure);
        for (at, statement) in knowledge.notes[figure].observations.iter().enumerate() {
            let Some(quantity) = statement.quantity() else { continue };
            let qualifiers = &statement.qualifiers;
            let time = qualifiers.period.as_ref().or(qualifiers.at.as_ref());
            let Some(time) = time else { continue };
            let scope =
                qualifiers.scope.as_ref().map(|scope| fold(&scope.value)).unwrap_or_default();
            let status = qualifiers.status.as_ref().map_or("", |status| status.value.name());
            let key = (
                about.0.clone(),
                format!("{}|{}", about.1, time.value),
                scope,
                format!("{}|{status}", quantity.unit()),
            );
            let sources = qualifiers
                .sources
                .iter()
                .filter_map(|cited| knowledge.target(figure, cited.span.start))
                .collect();
            groups.entry(key).or_default().push(Side { figure, at, statement, quantity, sources });
        }
    }
    groups
}

/// Returns what a figure is about: the notes that its fields name, or the words.
fn about(knowledge: &Knowledge, figure: NoteId) -> (Vec<NoteId>, String) {
    let mut notes = Vec::new();
    let mut words = String::new();
    for statement in &knowledge.notes[figure].statements {
        match statement.reference() {
            Some(reference) => match knowledge.target(figure, reference.span.start) {
                Some(id) => notes.push(id),
                None => words.push_str(&fold(&reference.target.name)),
            },
            None => {
                if let crate::note::StatementValue::Text(text) = &statement.value {
                    words.push_str(&fold(text));
                }
            }
        }
    }
    (notes, words)
}

fn contradiction(sides: &[Side<'_>]) -> Option<(usize, usize)> {
    (0..sides.len()).find_map(|first| {
        (first + 1..sides.len())
            .find(|&second| contradict(&sides[first], &sides[second]))
            .map(|second| (first, second))
    })
}

fn contradict(a: &Side<'_>, b: &Side<'_>) -> bool {
    let different_sources =
        a.sources != b.sources && !a.sources.iter().any(|source| b.sources.contains(source));
    different_sources && !is_revision(a, b) && !a.quantity.overlaps(b.quantity)
}

/// Targets and forecasts stated at different times are revisions.
fn is_revision(a: &Side<'_>, b: &Side<'_>) -> bool {
    let planned = |side: &Side<'_>| {
        side.statement
            .qualifiers
            .status
            .as_ref()
            .is_some_and(|status| matches!(status.value, Status::Target | Status::Forecast))
    };
    let stated = |side: &Side<'_>| {
        side.statement.qualifiers.stated.as_ref().map(|stated| stated.value.to_string())
    };
    planned(a) && planned(b) && stated(a) != stated(b)
}

fn diagnostic(knowledge: &Knowledge, first: &Side<'_>, second: &Side<'_>) -> Diagnostic {
    let path = |side: &Side<'_>| Arc::clone(&knowledge.notes[side.figure].path);
    let message = format!(
        "`{}` and `{}` cannot both be right",
        first.quantity.in_english(),
        second.quantity.in_english()
    );
    Diagnostic::new(Code::Dispute, &path(second), second.statement.span, message)
        .label("does not meet the other")
        .related(Place::new(path(first), first.statement.span), "the other, from another source")
        .help("if both are as their sources print them, keep both and add `disputed: <reason>` to one; else mend the wrong one, or tell them apart by `scope:`")
}
