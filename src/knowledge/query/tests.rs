//! Queries asked of a small base, and what is said about those that cannot be read.

use super::*;
use crate::diagnostic::{Code, Diagnostic};
use crate::knowledge::{Depth, Drafts, Surroundings, join};
use crate::schema::Schema;
use crate::settings::Settings;
use std::sync::Arc;

const BASE: &[(&str, &str)] = &[
    ("content/companies/jd.md", "---\ntitle: JD.com\nnames: {zh: 京东}\ntopics: [retail]\n---\n"),
    (
        "content/companies/kuaishou.md",
        "---\ntitle: Kuaishou\npartners: [jd]\nfounded: 2011-03\n---\n",
    ),
    (
        "content/companies/mail.md",
        "---\ntitle: Mail\nowner: [jd, Somebody Else]\nfounded: {value: 2003, source: \"@post\"}\nmotto: Go\n---\n",
    ),
    (
        "content/events/a.md",
        "---\ntitle: First\nwhen: 2020-05-27\nparticipants: [jd, kuaishou]\ntopics: [Live Shopping]\n---\n",
    ),
    (
        "content/events/b.md",
        "---\ntitle: Second\nwhen: 2020-Q3\nparticipants: [jd]\nplace: Hangzhou\n---\n",
    ),
    ("content/events/c.md", "---\ntitle: Third\nwhen: 2021\nplace: hangzhou\n---\n"),
    ("content/guides/g.md", "---\ntitle: Guide\norder: 2\n---\n```query\n«»\n```\n"),
    ("content/guides/h.md", "---\ntitle: Later\norder: 10\n---\n"),
    ("content/plain.md", "# Plain\n\n#retail\n"),
    ("content/sources/post.md", "---\ntitle: Post\npublisher: Post\npublished: 2020\n---\n"),
];

fn base() -> Knowledge {
    let schema = Arc::new(Schema::read(None).value);
    let notes = BASE.iter().map(|(path, text)| {
        Arc::new(crate::note::parse(&Arc::from(*path), &Arc::from(*text), &schema).value)
    });
    let around = Surroundings {
        schema: &schema,
        settings: &Settings::default(),
        attachments: &Arc::from([]),
        today: None,
        drafts: Drafts::Out,
        depth: Depth::Problems,
    };
    join(notes.collect(), &around).value
}

/// Reads a query as one in the note at `path`.
fn ask(knowledge: &Knowledge, path: &str, yaml: &str) -> Checked<Option<Query>> {
    let id = knowledge.notes.iter().position(|note| &*note.path == path).expect("it is there");
    query(knowledge, id, yaml, 0)
}

/// Lists what is wrong with a query; spans count from its own start.
fn slips(yaml: &str) -> Vec<Diagnostic> {
    let found = read::query(&base(), yaml, &Arc::from("content/guides/g.md")).diagnostics;
    assert!(found.iter().all(|found| found.code == Code::BadQuery));
    found
}

/// Answers a query; titles of the rows, in order.
fn rows(yaml: &str) -> Vec<String> {
    let knowledge = base();
    let asked = ask(&knowledge, "content/guides/g.md", yaml);
    assert_eq!(asked.diagnostics, [], "{yaml}");
    let table = asked.value.expect("it reads").run(&knowledge);
    table.rows.iter().map(|row| knowledge.notes[row.note].title.clone()).collect()
}

#[test]
fn where_asks_for_equal_text_links_members_and_dates() {
    for (condition, expected) in [
        ("{place: HANGZHOU}", &["Second", "Third"][..]),
        ("{participants: \"[[京东]]\"}", &["First", "Second"]),
        ("{participants: kuaishou}", &["First"]),
        ("{topics: live shopping}", &["First"]),
        ("{when: 2020}", &["First", "Second"]),
        ("{when: 2020-07/2021}", &["Second", "Third"]),
        ("{when: 2020, participants: kuaishou}", &["First"]),
        ("{title: [first, THIRD]}", &["First", "Third"]),
        ("{place: Beijing}", &[]),
    ] {
        assert_eq!(rows(&format!("kind: event\nwhere: {condition}\n")), expected, "{condition}");
    }
}

#[test]
fn any_note_can_be_asked_for_what_every_note_has() {
    assert_eq!(rows("where: {topics: RETAIL}"), ["JD.com", "Plain"]);
    assert_eq!(rows("kind: note"), ["Plain"]);
    assert_eq!(rows("kind: [note, guide]"), ["Guide", "Later", "Plain"]);
    assert_eq!(rows("where: {kind: guide}"), ["Guide", "Later"]);
    assert_eq!(rows("kind: guide\nwhere: {order: 10}"), ["Later"]);
}

#[test]
fn statements_are_read_from_the_other_end() {
    assert_eq!(rows("kind: company\nwhere: {owns: mail}"), ["JD.com"]);
    assert_eq!(rows("kind: company\nwhere: {partners: \"[[kuaishou]]\"}"), ["JD.com"]);
    assert_eq!(rows("kind: company\nwhere: {partners: \"[[jd]]\"}"), ["Kuaishou"]);
    assert_eq!(rows("kind: company\nwhere: {events: \"[[a]]\"}"), ["JD.com", "Kuaishou"]);
    assert_eq!(rows("kind: company\nwhere: {owner: somebody else}"), ["Mail"]);
    assert_eq!(rows("kind: company\nwhere: {motto: go}"), ["Mail"]);
}

#[test]
fn rows_are_sorted_with_gaps_last_and_cut_at_the_limit() {
    assert_eq!(rows("kind: event\nsort: -when"), ["Third", "Second", "First"]);
    assert_eq!(rows("kind: event\nsort: -when\nlimit: 2"), ["Third", "Second"]);
    assert_eq!(rows("kind: company\nsort: founded"), ["Mail", "Kuaishou", "JD.com"]);
    assert_eq!(rows("kind: company\nsort: -founded"), ["Kuaishou", "Mail", "JD.com"]);
    assert_eq!(rows("kind: event\nsort: [place, -title]"), ["Third", "Second", "First"]);
    assert_eq!(rows("kind: guide\nsort: -order"), ["Later", "Guide"]);
}

#[test]
fn cells_point_at_the_statements_they_show() {
    let knowledge = base();
    let yaml = "kind: company\ncolumns: [title, founded, owns, partners, names]\n";
    let asked = ask(&knowledge, "content/guides/g.md", yaml).value.expect("it reads");
    let table = asked.run(&knowledge);
    assert_eq!(table.columns, ["Title", "Founded", "Owns", "Partners", "Chinese name"]);
    let inverse = |note, at| CellValue::Inverse { note, which: StatementRef::Field(at) };
    assert_eq!(
        table.rows[0].cells,
        [
            vec![CellValue::Title(0)],
            vec![],
            vec![inverse(2, 1)],
            vec![inverse(1, 1)],
            vec![CellValue::Text("京东".into())],
        ]
    );
    let founded = CellValue::Statement { note: 2, which: StatementRef::Field(0) };
    assert_eq!(table.rows[2].cells[1], [founded]);
}

#[test]
fn each_slip_is_shown_where_it_stands_with_near_names() {
    for (yaml, wrong, help) in [
        ("kind: evnt", "evnt", "`event`"),
        ("kind: event\ncolums: [title]", "colums", "`columns`"),
        ("kind: event\ncolumns: [title, particpants]", "particpants", "`participants`"),
        ("kind: event\nwhere: {plce: x}", "plce", "`place`"),
        ("kind: event\nsort: -wen", "wen", "`when`"),
        ("kind: event\nlimit: few", "few", "limit: 20"),
        ("kind: event\nlimit: 0", "0", "limit: 20"),
        ("kind: event\nwhere: {when: soon}", "soon", "`"),
        ("kind: event\nwhere: {participants: \"[[kuaishuo]]\"}", "\"[[kuaishuo]]\"", "`kuaishou`"),
        ("where: {kind: firm}", "firm", "`company`"),
        ("kind: event\nkind: guide", "kind", "keep one"),
    ] {
        let found = slips(yaml);
        let span = found[0].place.span;
        assert_eq!((found.len(), &yaml[span.start..span.end]), (1, wrong), "{yaml}");
        assert!(found[0].help.join(" ").contains(help), "{yaml}: {:?}", found[0].help);
    }
}

#[test]
fn what_is_no_query_at_all_is_told_so() {
    for yaml in ["", "TABLE file.name FROM \"x\"", "- a\n- b", "{", "kind: [[event]]", "where: 3"] {
        assert!(!slips(yaml).is_empty(), "{yaml}");
    }
}

#[test]
fn in_a_note_of_no_kind_a_foreign_block_is_a_warning() {
    let knowledge = base();
    let asked = ask(&knowledge, "content/plain.md", "LIST FROM #retail\n");
    assert!(asked.value.is_none());
    assert_eq!(asked.diagnostics[0].severity, Severity::Warning);
}

#[test]
fn a_slip_is_found_behind_what_stands_before_the_block() {
    let knowledge = base();
    let id = 6;
    let text = &knowledge.notes[id].text;
    let offset = text.find('«').expect("it is there");
    let found = query(&knowledge, id, "kin", offset).diagnostics;
    assert_eq!(found[0].place.span.start, offset);
}
