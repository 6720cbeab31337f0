//! A query as its author wrote it.
//!
//! Takes YAML; gives a [`Query`], or each slip where it stands in the YAML, with near names.

use super::column::{Column, Common, Held};
use super::wanted::{Condition, Wanted};
use super::{Direction, Query, Sort};
use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics};
use crate::knowledge::{Found, Knowledge, NoteId};
use crate::note::Target;
use crate::schema::{FieldType, KindId};
use crate::span::Span;
use crate::text::{NameList, fold, near};
use crate::value::{Date, Unreadable, parse_quantity};
use crate::yaml::{self, Node, Value};
use std::sync::Arc;

/// The keys of a query.
const KEYS: [&str; 5] = ["kind", "where", "columns", "sort", "limit"];

/// What a note of no kind may be called where kinds are asked for.
const NO_KIND: &str = "note";

/// Longest query that is read, in bytes.
const MAX_SIZE_BYTES: usize = 16 << 10;

/// Text as it stands in a query.
#[derive(Clone, Copy)]
struct Written<'n> {
    text: &'n str,
    span: Span,
}

/// Reads a query; spans count from the start of `yaml`.
pub(super) fn query(knowledge: &Knowledge, yaml: &str, path: &Arc<str>) -> Checked<Option<Query>> {
    let mut reader = Reader { knowledge, path, report: Diagnostics::default() };
    if yaml.len() > MAX_SIZE_BYTES {
        let message = format!("this query is {} bytes long", yaml.len());
        let help = format!("ask in fewer than {MAX_SIZE_BYTES} bytes, or ask twice");
        reader.say(Span::new(0, 0), message, help);
        return reader.report.beside(None);
    }
    let parsed = yaml::parse(yaml, 0, path);
    reader.report.extend(parsed.diagnostics.into_iter().map(|mut found| {
        found.code = Code::BadQuery;
        found.severity(Code::BadQuery.severity())
    }));
    let query = parsed.value.and_then(|node| reader.query(&node));
    reader.report.beside(query)
}

struct Reader<'a> {
    knowledge: &'a Knowledge,
    path: &'a Arc<str>,
    report: Diagnostics,
}

impl Reader<'_> {
    fn say(&mut self, span: Span, message: String, help: String) {
        let diagnostic = Diagnostic::new(Code::BadQuery, self.path, span, message).help(help);
        self.report.push(diagnostic);
    }

    fn query(&mut self, node: &Node) -> Option<Query> {
        let Some(entries) = node.map().filter(|entries| !entries.is_empty()) else {
            let message = format!("a query is a map, and this is {}", node.sort());
            let help = "begin with what sort of note you want, such as `kind: event`".to_owned();
            self.say(node.span, message, help);
            return None;
        };
        for entry in entries.iter().filter(|entry| !KEYS.contains(&entry.key.as_str())) {
            let help = did_you_mean(&entry.key, KEYS.map(str::to_owned).to_vec());
            self.say(entry.key_span, format!("a query has no `{}`", entry.key), help);
        }
        let part = |key: &str| node.entry(key).map(|entry| &entry.node);
        let kinds = part("kind").map(|kind| self.kinds(kind)).unwrap_or_default();
        let columns = part("columns").map(|columns| self.columns(&kinds, columns));
        Some(Query {
            conditions: part("where").map(|node| self.conditions(&kinds, node)).unwrap_or_default(),
            columns: columns
                .filter(|columns| !columns.is_empty())
                .unwrap_or_else(|| vec![Column::title()]),
            sort: part("sort").map(|sort| self.sort(&kinds, sort)).unwrap_or_default(),
            limit: part("limit").and_then(|limit| self.limit(limit)),
            kinds,
        })
    }

    /// Reads each item as text; anything else is reported.
    fn texts<'n>(&mut self, node: &'n Node, what: &str) -> Vec<Written<'n>> {
        let mut texts = Vec::new();
        for item in node.items() {
            match item.scalar() {
                Some(text) => texts.push(Written { text: text.trim(), span: item.span }),
                None => {
                    let message = format!("{what} is text, and this is {}", item.sort());
                    let help =
                        "quote a value that holds `[`, `{`, `:` or `#`, such as `\"[[kuaishou]]\"`";
                    self.say(item.span, message, help.to_owned());
                }
            }
        }
        texts
    }

    fn kinds(&mut self, node: &Node) -> Vec<Option<KindId>> {
        let mut kinds = Vec::new();
        for Written { text: name, span } in self.texts(node, "a kind") {
            match self.knowledge.schema.by_name(name) {
                Some(kind) => kinds.push(Some(kind)),
                None if name == NO_KIND => kinds.push(None),
                None => {
                    let known = self.knowledge.schema.kinds().iter().map(|kind| kind.name.clone());
                    let help = did_you_mean(name, known.collect());
                    self.say(span, format!("there is no kind `{name}`"), help);
                }
            }
        }
        kinds
    }

    fn column(&mut self, kinds: &[Option<KindId>], name: &str, span: Span) -> Option<Column> {
        let column = Column::find(self.knowledge, kinds, name);
        if column.is_none() {
            let kind = match kinds {
                [Some(kind)] => {
                    format!("notes of kind `{}`", self.knowledge.schema.kind(*kind).name)
                }
                _ => "these notes".to_owned(),
            };
            let help = did_you_mean(name, Column::names(self.knowledge, kinds));
            self.say(span, format!("{kind} have no field `{name}`"), help);
        }
        column
    }

    fn columns(&mut self, kinds: &[Option<KindId>], node: &Node) -> Vec<Column> {
        let names = self.texts(node, "a column");
        names.into_iter().filter_map(|name| self.column(kinds, name.text, name.span)).collect()
    }

    fn sort(&mut self, kinds: &[Option<KindId>], node: &Node) -> Vec<Sort> {
        let mut sorts = Vec::new();
        for Written { text: written, span } in self.texts(node, "what rows are sorted by") {
            let (name, direction) = match written.strip_prefix('-') {
                Some(name) => (name.trim_start(), Direction::Down),
                None => (written, Direction::Up),
            };
            let cut = written.len() - name.len();
            let span = Span::new((span.start + cut).min(span.end), span.end);
            sorts.extend(self.column(kinds, name, span).map(|column| Sort { column, direction }));
        }
        sorts
    }

    fn limit(&mut self, node: &Node) -> Option<usize> {
        let limit = node.scalar().and_then(|text| text.trim().parse().ok()).filter(|&n| n > 0);
        if limit.is_none() {
            let help = "write how many rows there may be at most, such as `limit: 20`".to_owned();
            self.say(node.span, "`limit` is not a whole number above zero".to_owned(), help);
        }
        limit
    }

    fn conditions(&mut self, kinds: &[Option<KindId>], node: &Node) -> Vec<Condition> {
        if node.value == Value::Null {
            return Vec::new();
        }
        let Some(entries) = node.map() else {
            let message = format!("`where` is a map, and this is {}", node.sort());
            self.say(node.span, message, "write `where: {topics: livestreaming}`".to_owned());
            return Vec::new();
        };
        let mut conditions = Vec::new();
        for entry in entries {
            let Some(column) = self.column(kinds, &entry.key, entry.key_span) else { continue };
            if let Held::Common(Common::Kind) = column.origin {
                self.kinds(&entry.node);
            }
            let texts = self.texts(&entry.node, "what a field is to be");
            if texts.is_empty() && entry.node.value == Value::Null {
                let message = format!("`{}` is asked to be nothing", entry.key);
                self.say(
                    entry.key_span,
                    message,
                    "say what it should be, or take it out".to_owned(),
                );
            }
            let wanted =
                texts.into_iter().filter_map(|written| self.wanted(&column, kinds, written));
            let wanted = wanted.collect();
            conditions.push(Condition { column, wanted });
        }
        conditions
    }

    fn wanted(
        &mut self,
        column: &Column,
        kinds: &[Option<KindId>],
        written: Written<'_>,
    ) -> Option<Wanted> {
        let Written { text, span } = written;
        let date = Date::parse(text);
        if let (true, Err(problem)) = (is_date(self.knowledge, column, kinds), &date) {
            let Unreadable { message, help, .. } = problem;
            self.say(span, message.clone(), help.clone());
            return None;
        }
        Some(Wanted {
            text: fold(Target::brackets(text).map_or(text, |inside| &text[inside])),
            note: self.note(column, written)?,
            date: date.ok(),
            quantity: parse_quantity(text).ok(),
        })
    }

    /// Finds the note that a value names; a name in brackets, and what a citation names, must be a note's.
    fn note(&mut self, column: &Column, written: Written<'_>) -> Option<Option<NoteId>> {
        let Written { text, span } = written;
        let inside = Target::brackets(text).map(|inside| Target::parse(&text[inside]).name);
        let must_exist = inside.is_some();
        let name = inside.unwrap_or_else(|| text.trim_start_matches('@').to_owned());
        match self.knowledge.lookup.find(&name, &column.targets(self.knowledge)) {
            Found::One(id) | Found::OtherKind(id) => Some(Some(id)),
            Found::Several(ids) if must_exist => {
                let paths = ids.iter().map(|&id| format!("`{}`", self.knowledge.notes[id].path));
                let help =
                    format!("name it by its path: {}", paths.collect::<Vec<_>>().join(" or "));
                self.say(span, format!("`{name}` may mean {} notes", ids.len()), help);
                None
            }
            Found::Nothing if must_exist => {
                let known = self.knowledge.lookup.near(&name);
                let known: Vec<String> =
                    known.iter().map(|near| format!("`{}`", near.name)).collect();
                self.say(span, format!("no note is called `{name}`"), offered(&known));
                None
            }
            Found::Several(_) | Found::Nothing | Found::Held => Some(None),
        }
    }
}

/// Returns whether a column holds dates and nothing else.
fn is_date(knowledge: &Knowledge, column: &Column, kinds: &[Option<KindId>]) -> bool {
    match &column.origin {
        Held::Common(common) => matches!(common, Common::Updated | Common::Checked),
        Held::Stated { field: None, .. } => false,
        Held::Stated { field: Some(name), .. } => {
            let asked = knowledge.schema.kinds().iter().enumerate();
            let asked = asked
                .filter(|(id, _)| kinds.is_empty() || kinds.contains(&Some(KindId(*id))))
                .filter_map(|(_, kind)| kind.field(name));
            let types: Vec<FieldType> = asked.map(|(_, field)| field.field_type).collect();
            !types.is_empty() && types.iter().all(|of| *of == FieldType::Date)
        }
    }
}

fn did_you_mean(name: &str, known: Vec<String>) -> String {
    let list = NameList::new(known.iter().cloned().enumerate().map(|(at, name)| (name, at)));
    let found: Vec<String> =
        near(name, &list, 3).iter().map(|near| format!("`{}`", near.name)).collect();
    if found.is_empty() {
        let all: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        return format!("there are {}", all.join(", "));
    }
    offered(&found)
}

fn offered(names: &[String]) -> String {
    if names.is_empty() {
        return "write that note, or mend the name".to_owned();
    }
    format!("did you mean {}?", names.join(" or "))
}
