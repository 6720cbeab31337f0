//! The names of a note.
//!
//! Takes the entry `names`; fills the note's names and what verifies them. Never reads what a name means.

use super::Reader;
use crate::diagnostic::{Code, Severity};
use crate::text::has_han;
use crate::yaml::{Entry, Value};

impl Reader<'_> {
    pub(super) fn names(&mut self, entry: &Entry) {
        let Value::Map(parts) = &entry.node.value else {
            if entry.node.value != Value::Null {
                let diagnostic =
                    self.shape(&entry.node, "names", "a map of `zh`, `pinyin`, `short` …");
                self.report.push(diagnostic.help("write `names: {zh: 快手, pinyin: Kuàishǒu}`"));
            }
            return;
        };
        for part in parts {
            match part.key.as_str() {
                "zh" => {
                    self.script(part, "zh", true);
                    self.note.names.zh = self.text(part);
                }
                "zh_hant" => self.note.names.zh_hant = self.text(part),
                "pinyin" => {
                    self.script(part, "pinyin", false);
                    self.note.names.pinyin = self.text(part);
                }
                "short" => self.note.names.short = self.text(part),
                "former" => self.note.names.former = self.texts(part),
                "source" => self.names_source(part),
                unknown => {
                    let message = format!("`names` has no `{unknown}`");
                    let diagnostic = self
                        .bad(Code::UnknownField, part.key_span, message)
                        .help("it has `zh`, `zh_hant`, `pinyin`, `short`, `former` and `source`; further names go under `aliases`");
                    self.report.push(diagnostic);
                }
            }
        }
    }

    /// Reports a Chinese name without hanzi and a reading with some: the two were written one for the other.
    fn script(&mut self, part: &Entry, name: &str, in_hanzi: bool) {
        let Some(text) = part.node.scalar().filter(|text| has_han(text) != in_hanzi) else {
            return;
        };
        let (message, help) = if in_hanzi {
            (format!("`{text}` has no hanzi"), "`zh` takes the Chinese name: `zh: 快手`")
        } else {
            (
                format!("`{text}` is no pinyin"),
                "`pinyin` takes the reading in letters: `pinyin: Kuàishǒu`",
            )
        };
        let diagnostic = self
            .bad(Code::BadValue, part.node.span, message)
            .severity(Severity::Warning)
            .label(format!("as `{name}`"))
            .help(help);
        self.report.push(diagnostic);
    }

    fn names_source(&mut self, part: &Entry) {
        for item in part.node.items() {
            match item.scalar() {
                Some(text) if text.trim_start().starts_with('@') => {
                    let citation = self.citation(item);
                    self.note.names.sources.extend(citation);
                }
                _ => self.note.names.source_text = self.text(part),
            }
        }
    }
}
