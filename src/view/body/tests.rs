//! Bodies of tiny bases, as the host that knows the base writes them.

use super::super::fixture::Base;
use super::*;
use crate::markdown::hostile;
use proptest::prelude::*;

#[test]
fn the_contents_lead_to_headings_as_links_of_other_notes_do() {
    let note = "## A {#100%}\n\n## 资金\n\n## A b\n";
    let base = Base::new(&[("note", note)]);
    let (maker, id) = (base.maker(), base.id("note"));
    let body = maker.body("note.html", id, &mut References::new(&maker, "note.html"));
    let ids: Vec<&str> = body.toc.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["100%", "资金", "a-b"]);
    for entry in body.toc {
        assert_eq!(entry.href, maker.part_href("note.html", id, &entry.id));
    }
}

#[test]
fn marks_are_closed_up_wherever_they_come_from() {
    let firm = "---\nkind: company\nfounded: {value: 2011, source: \"@paper\"}\n---\n";
    let paper = ("paper", "---\nkind: source\n---\n");
    let bodies = [
        "It grew [@paper].",
        "It grew [@nothing].",
        "It grew ![[firm#:founded]].",
        "```query\nkind: company\ncolumns: [title, founded]\n```",
    ];
    for body in bodies {
        let base = Base::new(&[("note", body), ("firm", firm), paper]);
        let (maker, id) = (base.maker(), base.id("note"));
        let html = maker.body("note.html", id, &mut References::new(&maker, "note.html")).html;
        assert!(html.contains("<sup class=\"cite\""), "{html}");
        assert!(!html.contains(" <sup class=\"cite\""), "{html}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_a_note_holds_its_body_runs_nothing(
        parts in proptest::collection::vec(piece(), 0..16),
        signs in proptest::sample::select(vec!["a", "\"><script>x</script>", "'><img src=x onerror=y>"]),
    ) {
        let (body, quoted) = (parts.concat(), signs.replace('\'', "''"));
        let firm = format!(
            "---\nkind: company\ntitle: '{quoted}'\nnote: '{quoted}'\nfounded: {{value: '{quoted}', source: \"@paper\"}}\n\
             website: 'javascript:x'\n---\n{body}\n"
        );
        let base = Base::new(&[("note", &body), ("firm", &firm), ("paper", "---\nkind: source\n---\n")]);
        let maker = base.maker();
        for name in ["note", "firm"] {
            let address = format!("{name}.html");
            let made = maker.body(&address, base.id(name), &mut References::new(&maker, &address));
            let found = hostile(&made.html);
            prop_assert!(found.is_empty(), "{found:?} {}", made.html);
        }
    }
}

/// Gives a piece of a body, hostile or not.
fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(
        "\n¦\n\n¦ ¦a¦快手¦<script>¦</script>¦<div>¦<img src=¦javascript:x¦data:text/html,x¦[[¦]]¦|¦![[¦[¦](¦)¦![¦`¦```\n¦> ¦\
         [@paper]¦[@<title>]¦![[firm]]¦![[firm#:founded]]¦![[firm#:note]]¦[[firm]]¦[[firm#a]]¦[[<textarea>]]¦![[<svg>.png]]¦\
         [a](<javascript:x>)¦![<title>](x<style>)¦![](\njavascript:x<textarea>)¦#<svg>¦\
         \n```query\nkind: company\ncolumns: [title, founded, website]\n```\n¦\n```query\nkind: <script>\n```\n"
            .split('¦')
            .collect::<Vec<_>>(),
    )
}
