//! Tables that a query works out.
//!
<<<<<<< HEAD
//! Takes a `query` block; gives a table of notes with links and citations. What cannot be read is reported and stays as it was written.

use super::BodyHost;
use crate::knowledge::{CellValue, QueryTable, StatementRef, query};
use crate::markdown::{escape, text_html};
use crate::view::references::mark_html;
use std::fmt::Write as _;
=======
//! Takes a `query` block; gives a table of notes with links and citations, or a list where one column is asked for. What
//! cannot be read is reported, and stays as it was written.

use super::BodyHost;
use crate::knowledge::{CellValue, NoteId, QueryTable, StatementRef, query};
use crate::markdown::{escape, text_html};
use crate::view::references::mark_html;
>>>>>>> 4db5a53 (view: a query becomes a table, or a list where one column is asked for)
use std::ops::Range;

/// Opens a table that can be scrolled where it is wider than the page, by keyboard too.
const OPEN: &str = "<div class=\"table\" role=\"region\" aria-label=\"Table worked out from notes\" tabindex=\"0\"><table class=\"query\">\n";

impl BodyHost<'_, '_, '_> {
<<<<<<< HEAD
    pub(super) fn query_html(&mut self, text: &str, place: &Range<usize>) -> String {
        let offset = self.note_text(place);
        let checked = query(self.maker.knowledge, self.id, text, offset);
        self.diagnostics.extend(checked.diagnostics);
        match checked.value {
            Some(query) => self.table(&query.run(self.maker.knowledge)),
            None => format!(
                "<pre class=\"code\" tabindex=\"0\" data-language=\"query\"><code>{}</code></pre>\n",
                escape(text)
            ),
        }
    }

    fn table(&mut self, table: &QueryTable) -> String {
        if table.rows.is_empty() {
            return "<p class=\"query-empty\">No note answers this query.</p>\n".to_owned();
        }
        let mut html = String::from(
            "<div class=\"table\" role=\"region\" aria-label=\"Query\" tabindex=\"0\"><table>\n<thead><tr>",
        );
        for column in &table.columns {
            let _ = write!(html, "<th scope=\"col\">{}</th>", text_html(column));
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            let cells: String = row.cells.iter().map(|cell| self.cell(cell)).collect();
            let _ = writeln!(html, "<tr>{cells}</tr>");
        }
        html.push_str("</tbody></table></div>\n");
        html
    }

    fn cell(&mut self, values: &[CellValue]) -> String {
        let shown: Vec<String> = values.iter().map(|value| self.cell_html(value)).collect();
        format!("<td>{}</td>", shown.join(", "))
    }

    fn cell_html(&mut self, value: &CellValue) -> String {
        match value {
            CellValue::Title(id) => self.maker.link(self.from, *id, None),
            CellValue::Statement { note, which } => match which {
                StatementRef::Field(_)
                | StatementRef::Observation(_)
                | StatementRef::Unknown(_) => {
                    self.maker.number_html(self.from, *note, *which, self.references)
                }
                StatementRef::Names => String::new(),
            },
            CellValue::Inverse { note, which } => {
                let link = self.maker.link(self.from, *note, None);
                let view = self.maker.statement(self.from, *note, *which, self.references);
                let marks: String =
                    view.iter().flat_map(|view| &view.citations).map(mark_html).collect();
                link + &marks
            }
            CellValue::Date(date) => text_html(&date.in_english()),
            CellValue::Topic(topic) => {
                let topic = self.maker.topic(self.from, topic);
                format!(
                    "<a{}>{}</a>",
                    crate::markdown::attribute("href", &topic.href),
                    text_html(&topic.title)
                )
            }
            CellValue::Text(text) => text_html(text),
        }
=======
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
            let items: String = cells.map(|cell| format!("<li>{}</li>\n", self.cell(cell))).collect();
            return format!("<ul class=\"query\">\n{items}</ul>\n");
        }
        let heads = table.columns.iter();
        let heads: String = heads.map(|head| format!("<th scope=\"col\">{}</th>", text_html(head))).collect();
        let mut rows = String::new();
        for row in &table.rows {
            let cells = row.cells.iter().map(|cell| format!("<td>{}</td>", self.cell(cell)));
            let cells: String = cells.collect();
            rows.push_str(&format!("<tr>{cells}</tr>\n"));
        }
        format!("{OPEN}<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n")
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
                let Some(statement) = maker.knowledge.statement(*note, *which) else { return String::new() };
                maker.values_cell((from, *note), &[statement], 1).html + &self.marks(*note, *which)
            }
            CellValue::Inverse { note, which } => maker.note_link(from, *note) + &self.marks(*note, *which),
            CellValue::Date(date) => text_html(&date.in_english()),
            CellValue::Topic(name) => {
                let topic = maker.topic(from, name);
                if topic.href.is_empty() {
                    return text_html(name);
                }
                format!("<a{}>{}</a>", crate::markdown::attribute("href", &topic.href), text_html(name))
            }
            CellValue::Text(text) => text_html(text),
        }
    }

    /// Marks the sources of a statement.
    fn marks(&mut self, id: NoteId, which: StatementRef) -> String {
        let Some(statement) = self.maker.knowledge.statement(id, which) else { return String::new() };
        let subjects = self.maker.subjects_of(id, statement);
        let cited = statement.qualifiers.sources.iter();
        let marks = cited.filter_map(|cited| self.references.cite(id, cited, &subjects));
        marks.map(|mark| mark_html(&mark)).collect()
>>>>>>> 4db5a53 (view: a query becomes a table, or a list where one column is asked for)
    }
}

/// Shows a query that cannot be read.
fn as_written(text: &str) -> String {
    let text = escape(text);
    format!("<pre class=\"code\" tabindex=\"0\" data-language=\"query\"><code>{text}</code></pre>\n")
}
