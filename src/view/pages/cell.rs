//! Values in the cells of tables: short, linked, sortable.
//!
//! Takes statements; gives HTML. Leaves out citations and notes on a statement: the note's own page has them.

use crate::knowledge::NoteId;
use crate::markdown::{attribute, push_attribute, text_html};
use crate::note::{Qualifiers, Statement, StatementValue};
use crate::value::{Date, Status};
use crate::view::{Cell, Maker};

impl Maker<'_> {
    /// Shows a note as a link.
    pub(in crate::view) fn note_link(&self, from: &str, id: NoteId) -> String {
        let kind = self.knowledge.kind(id).map_or("", |kind| kind.name.as_str());
        let mut link = String::from("<a class=\"note-link\"");
        push_attribute(&mut link, "data-kind", kind);
        push_attribute(&mut link, "href", &self.note_href(from, id));
        link.push('>');
        link.push_str(self.plate(id).title_html());
        link.push_str("</a>");
        link
    }

    /// Shows the value of a statement of `id`.
    pub(super) fn cell_value(&self, from: &str, id: NoteId, statement: &Statement) -> String {
        match &statement.value {
            StatementValue::Text(text)
            | StatementValue::Markdown(text)
            | StatementValue::Unreadable(text) => text_html(text),
            StatementValue::Date(date) => date_html(date),
            StatementValue::Quantity(quantity) => {
                let status = statement.qualifiers.status.as_ref().map(|status| status.value);
                number_html(&quantity.in_english(), status)
            }
            StatementValue::Url(address) => {
                let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
                let host = rest.split('/').next().unwrap_or(rest).trim_start_matches("www.");
                format!("<a{} rel=\"external\">{}</a>", attribute("href", address), text_html(host))
            }
            StatementValue::Reference(reference) => {
                let target = self.knowledge.target(id, reference.span.start);
                let words = reference.target.label.as_ref().unwrap_or(&reference.target.name);
                target.map_or_else(|| text_html(words), |target| self.note_link(from, target))
            }
            StatementValue::Citation(citation) => {
                let target = self.knowledge.target(id, citation.span.start);
                let words = || text_html(&citation.name);
                target.map_or_else(words, |target| self.note_link(from, target))
            }
        }
    }

    /// Shows several statements of `id` in one cell, at most `most` of them; what no longer holds says so.
    pub(in crate::view) fn values_cell(
        &self,
        (from, id): (&str, NoteId),
        statements: &[&Statement],
        most: usize,
    ) -> Cell {
        let mut shown: Vec<String> = Vec::new();
        for statement in statements.iter().take(most) {
            let value = self.cell_value(from, id, statement);
            let value = value + &held(&statement.qualifiers);
            // Two statements may differ in what a cell leaves out.
            if !shown.contains(&value) {
                shown.push(value);
            }
        }
        if statements.len() > most {
            shown.push(format!("{} more", statements.len() - most));
        }
        let sort = statements.first().map(|first| self.sort_of(id, first)).unwrap_or_default();
        Cell { html: shown.join(", "), sort }
    }

    /// Returns what a cell that begins with this statement is sorted by.
    fn sort_of(&self, id: NoteId, statement: &Statement) -> String {
        match &statement.value {
            StatementValue::Text(text)
            | StatementValue::Markdown(text)
            | StatementValue::Url(text)
            | StatementValue::Unreadable(text) => text.clone(),
            StatementValue::Date(date) => date.to_string(),
            StatementValue::Quantity(quantity) => crate::value::decimal_text(quantity.low()),
            StatementValue::Reference(reference) => self
                .knowledge
                .target(id, reference.span.start)
                .map_or(&reference.target.name, |target| &self.knowledge.notes[target].title)
                .clone(),
            StatementValue::Citation(citation) => citation.name.clone(),
        }
    }
}

/// Shows a date on one line, unless it is longer than a day of the longest month.
pub(super) fn date_html(date: &Date) -> String {
    let date = date.in_english();
    let is_short = date.chars().count() <= "30 September 2020".len();
    text_html(&if is_short { date.replace(' ', "\u{a0}") } else { date })
}

/// Shows a number, marked by its status.
pub(super) fn number_html(number: &str, status: Option<Status>) -> String {
    let status = status.map(|status| attribute("data-status", status.name())).unwrap_or_default();
    format!("<span class=\"number\"{status}>{}</span>", text_html(number))
}

/// Says since when and until when something held, where that is known.
fn held(qualifiers: &Qualifiers) -> String {
    let from = qualifiers.from.as_ref().map(|from| format!("from {}", from.value.in_english()));
    let until =
        qualifiers.until.as_ref().map(|until| format!("until {}", until.value.in_english()));
    let said: Vec<String> = [from, until].into_iter().flatten().collect();
    if said.is_empty() {
        String::new()
    } else {
        format!(" <small>({})</small>", text_html(&said.join(", ")))
    }
}
