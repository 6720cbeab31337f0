//! Conversions that a source printed and that cannot be right.
//!
//! Takes every quantity that carries one; gives diagnostics. Never converts anything itself.

use super::Knowledge;
use crate::diagnostic::{Code, Diagnostic};
use crate::note::Statement;
use crate::value::{Date, Verdict, conversion_is_plausible};

/// Reports each conversion outside its plausible range at the date of its source.
pub(super) fn implausible(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, note) in knowledge.notes.iter().enumerate() {
        for statement in note.all_statements() {
            let Some(quantity) =
                statement.quantity().filter(|quantity| quantity.conversion().is_some())
            else {
                continue;
            };
            let Some(when) = when(knowledge, id, statement) else { continue };
            if let Verdict::Implausible { ratio, low, high } =
                conversion_is_plausible(quantity, &when)
            {
                found.push(diagnostic(note, statement, &when, [ratio, low, high]));
            }
        }
    }
    found
}

/// Returns the date that a conversion was made for: that of the source, or when it was said, or what it is about.
fn when(knowledge: &Knowledge, id: super::NoteId, statement: &Statement) -> Option<Date> {
    let qualifiers = &statement.qualifiers;
    let sources =
        qualifiers.sources.iter().filter_map(|cited| knowledge.target(id, cited.span.start));
    let issued = sources.filter_map(|source| knowledge.date(source)).next().cloned();
    let stated = qualifiers.stated.as_ref().map(|stated| stated.value.clone());
    issued.or(stated).or_else(|| qualifiers.time().cloned()).or_else(|| knowledge.date(id).cloned())
}

fn diagnostic(
    note: &crate::note::Note,
    statement: &Statement,
    when: &Date,
    [ratio, low, high]: [f64; 3],
) -> Diagnostic {
    let message = format!(
        "the conversion comes to {ratio:.3}, and {} allows {low:.3} to {high:.3}",
        when.in_english()
    );
    Diagnostic::new(Code::ImplausibleConversion, &note.path, statement.span, message)
        .label("as printed")
        .help("check the source: a digit, a scale word or the currency may be wrong; if it prints this, say so in `note:` and leave the conversion out")
}
