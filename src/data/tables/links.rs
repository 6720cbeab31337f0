//! One row for each link from one note to another, citations included.
//!
//! Takes the base; writes rows in the order of the notes, and in each that of its text.

use super::super::base::Base;
use super::super::csv::Rows;
use super::Cell::{Integer, String};
use super::{Column, Table, column};
use crate::knowledge::{Edge, Origin, StatementRef};
use crate::note::{Citation, Statement};

pub(super) const TABLE: Table = Table {
    name: "links",
    description: "One row for each link from one note to another: in prose, as the value of a statement, or as a citation.",
    columns: &COLUMNS,
    primary_key: &["from", "number"],
    foreign_keys: &[
        ("from", "notes", "id"),
        ("to", "notes", "id"),
        ("statement", "statements", "id"),
    ],
    rows,
};

const COLUMNS: [Column; 8] = [
    column("from", String, "Note that links"),
    column("number", Integer, "Which of its links this is, from 1, in the order of its text"),
    column("to", String, "Note that it leads to"),
    column("relation", String, "What it is: mention, value, qualifier, citation, or comparison"),
    column("field", String, "Field of the statement"),
    column("inverse", String, "What the statement is called from the other end"),
    column("statement", String, "Statement that holds the link or rests on the citation"),
    column("locator", String, "Where in the source the citation points"),
];

fn rows(base: &Base<'_>, rows: &mut Rows) {
    for (id, key, _) in base.notes() {
        let edges = base.knowledge.outbound(id).iter();
        let edges = edges.filter_map(|edge| Some((edge, base.key(edge.to)?)));
        for (at, (edge, to)) in edges.enumerate() {
            let which = statement_of(edge.origin);
            let statement = which.and_then(|which| base.knowledge.statement(id, which));
            rows.text(key).count(at + 1).text(to).text(relation(edge.origin));
            rows.maybe(statement.map(|statement| &statement.field));
            rows.maybe(inverse(base, edge));
            rows.maybe(which.and_then(|which| base.statement_key(id, which)));
            rows.maybe(statement.and_then(|statement| locator(statement, edge)));
            rows.end();
        }
    }
}

const fn relation(origin: Origin) -> &'static str {
    match origin {
        Origin::Prose(_) => "mention",
        Origin::Field(_) | Origin::Unknown(_) => "value",
        Origin::Qualifier(_) => "qualifier",
        Origin::ProseCitation(_) | Origin::Citation(_) | Origin::General => "citation",
        Origin::Compare => "comparison",
    }
}

const fn statement_of(origin: Origin) -> Option<StatementRef> {
    match origin {
        Origin::Field(at) => Some(StatementRef::Field(at)),
        Origin::Unknown(at) => Some(StatementRef::Unknown(at)),
        Origin::Qualifier(which) | Origin::Citation(which) => Some(which),
        Origin::Prose(_) | Origin::ProseCitation(_) | Origin::General | Origin::Compare => None,
    }
}

fn inverse<'k>(base: &Base<'k>, edge: &Edge) -> Option<&'k str> {
    let Origin::Field(at) = edge.origin else { return None };
    let statement = base.knowledge.notes[edge.from].statements.get(at)?;
    base.knowledge.field(edge.from, statement)?.inverse_name()
}

fn locator<'s>(statement: &'s Statement, edge: &Edge) -> Option<&'s str> {
    let cited = |citation: &&Citation| citation.span == edge.span;
    statement.qualifiers.sources.iter().find(cited)?.locator.as_deref()
}
