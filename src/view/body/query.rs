//! Tables that a query works out.
//!
//! Takes a `query` block; gives a table of notes with links and citations, or a list where one column is asked for. What
//! cannot be read is reported, and stays as it was written.

use super::BodyHost;
use crate::knowledge::{CellValue, NoteId, QueryTable, StatementRef, query};
use crate::markdown::{escape, text_html};
use crate::view::references::mark_html;
use std::ops::Range;

/// Opens a table that can be scrolled where it is wider than the page, by keyboard too.
const OPEN: &str = "<div class=\"table\" role=\"region\" aria-label=\"Table worked out from notes\" tabindex=\"0\"><table class=\"query\">\n";

impl BodyHost<'_, '_, '_> {
    /// Answers the query whose text stands at `place` of the body.
    pub(super) fn query_html(&mut self, text: &str, place: &Range<usize>) -> String {
        let knowledge = self.maker.knowledge;
        let read = query(knowledge, self.id, text, self.note_text(place));
        self.diagnostics.extend(read.diagnostics);
        match read.value.map(|query| query.run(knowledge)) {
            Some(table) => self.answer(&table),
            None => as_written(text),
        }
    }

    fn answer(&mut self, table: &QueryTable) -> String {
        if table.rows.is_empty() {
            return "<p class=\"query-empty\">No note answers this yet.</p>\n".to_owned();
        }
        if table.columns.len() == 1 {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let items: String =
                cells.map(|cell| format!("<li>{}</li>\n", self.cell(cell))).collect();
            return format!("<ul class=\"query\">\n{items}</ul>\n");
        }
        let heads = table.columns.iter();
        let heads: String =
            heads.map(|head| format!("<th scope=\"col\">{}</th>", text_html(head))).collect();
        let mut rows = String::new();
        for row in &table.rows {
            let cells = row.cells.iter().map(|cell| format!("<td>{}</td>", self.cell(cell)));
            let cells: String = cells.collect();
            rows.push_str(&format!("<tr>{cells}</tr>\n"));
        }
        format!(
            "{OPEN}<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
        )
    }

    fn cell(&mut self, values: &[CellValue]) -> String {
        let values: Vec<String> = values.iter().map(|value| self.value(value)).collect();
        values.join(", ")
    }

    fn value(&mut self, value: &CellValue) -> String {
        let (maker, from) = (self.maker, self.from);
        match value {
            CellValue::Title(id) => maker.note_link(from, *id),
            CellValue::Statement { note, which } => {
                let Some(statement) = maker.knowledge.statement(*note, *which) else {
                    return String::new();
                };
                maker.values_cell((from, *note), &[statement], 1).html + &self.marks(*note, *which)
            }
            CellValue::Inverse { note, which } => {
                maker.note_link(from, *note) + &self.marks(*note, *which)
            }
            CellValue::Date(date) => text_html(&date.in_english()),
            CellValue::Topic(name) => {
                let topic = maker.topic(from, name);
                if topic.href.is_empty() {
                    return text_html(name);
                }
                format!(
                    "<a{}>{}</a>",
                    crate::markdown::attribute("href", &topic.href),
                    text_html(name)
                )
            }
            CellValue::Text(text) => text_html(text),
        }
    }

    /// Marks the sources of a statement.
    fn marks(&mut self, id: NoteId, which: StatementRef) -> String {
        let Some(statement) = self.maker.knowledge.statement(id, which) else {
            return String::new();
        };
        let subjects = self.maker.subjects_of(id, statement);
        let marks = self.references.cite(id, &statement.qualifiers.sources, &subjects);
        marks.iter().map(mark_html).collect()
    }
}

/// Shows a query that cannot be read.
fn as_written(text: &str) -> String {
    let text = escape(text);
    format!(
        "<pre class=\"code\" tabindex=\"0\" data-language=\"query\"><code>{text}</code></pre>\n"
    )
}
