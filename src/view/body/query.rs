//! Tables that a query works out.
//!
//! Takes a `query` block; gives a table of notes with links and citations. What cannot be read is reported and stays as it was written.

use super::BodyHost;
use crate::knowledge::{CellValue, QueryTable, StatementRef, query};
use crate::markdown::{escape, text_html};
use crate::view::references::mark_html;
use std::fmt::Write as _;
use std::ops::Range;

impl BodyHost<'_, '_, '_> {
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
    }
}
