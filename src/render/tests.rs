//! Templates that render and templates that do not: what each gives, and what is said of it.

mod sample;

use super::*;
use crate::view::{NamesView, NoteView};
use std::collections::BTreeSet;

fn templates(texts: &[(&str, &str)]) -> Checked<Templates> {
    let texts: Vec<_> =
        texts.iter().map(|&(path, text)| (Arc::from(path), Arc::from(text))).collect();
    Templates::load(&texts, &SiteView { title: "知库 & co".into(), ..SiteView::default() })
}

fn page() -> PageView<'static> {
    PageView { title: "A <b>".into(), content: "<p>x</p>".into(), ..PageView::default() }
}

fn only(report: &[Diagnostic]) -> (&str, Span, &str) {
    assert_eq!(report.len(), 1, "{report:?}");
    assert_eq!(report[0].code, Code::BadTemplate);
    (&report[0].place.path, report[0].place.span, &report[0].message)
}

#[test]
fn text_is_escaped_markup_stands_and_the_site_is_there_on_every_page() {
    let template = "{{ site.title }}|{{ page.title }}|{{ page.content }}|{{ page.content | safe }}";
    let loaded = templates(&[("a.html", template)]);
    assert!(loaded.diagnostics.is_empty());
    let out = loaded.value.render("a.html", &page(), Part::Nothing).expect("renders");
    assert_eq!(
        String::from_utf8(out).expect("UTF-8"),
        "知库 &amp; co|A &lt;b&gt;|<p>x</p>|<p>x</p>"
    );
}

#[test]
fn each_sign_is_escaped_wherever_it_stands() {
    for (sign, written) in
        [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;")]
    {
        for before in ["", "快手", "more than sixteen bytes "] {
            let mut out = Vec::new();
            super::escape(&format!("{before}{sign}b"), &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), format!("{before}{written}b"));
        }
    }
}

#[test]
fn a_later_template_stands_in_for_an_earlier_of_its_path() {
    let loaded = templates(&[("a.html", "old"), ("a.html", "new")]);
    assert_eq!(loaded.value.render("a.html", &page(), Part::Nothing).expect("renders"), b"new");
}

#[test]
fn the_part_of_a_page_bears_its_own_name() {
    let loaded = templates(&[("a.html", "{{ wanted.names[0].name }}")]);
    let wanted = WantedView {
        names: vec![crate::view::WantedName { name: "京东".into(), ..Default::default() }],
    };
    let out = loaded.value.render("a.html", &page(), Part::Wanted(&wanted)).expect("renders");
    assert_eq!(out, "京东".as_bytes());
}

#[test]
fn a_syntax_error_is_told_at_its_place_and_each_page_says_so() {
    let loaded = templates(&[("a.html", "汉字\n{% if %}")]);
    let (path, span, message) = only(&loaded.diagnostics);
    assert_eq!((path, span.start >= 7), ("templates/a.html", true), "{message}");
    let again = loaded.value.render("a.html", &page(), Part::Nothing).expect_err("cannot render");
    assert_eq!(*again, loaded.diagnostics[0]);
}

#[test]
fn every_unknown_filter_is_told_at_its_place_in_characters_not_bytes() {
    let loaded = templates(&[
        ("a.html", "x\n汉字 {{ page.title | shout }}"),
        ("b.html", "{{ 1 | whisper }}"),
    ]);
    let told: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|d| (&*d.place.path, d.place.span.start, &*d.message))
        .collect();
    assert_eq!(
        told,
        [
            ("templates/a.html", 25, "unknown filter `shout`"),
            ("templates/b.html", 7, "unknown filter `whisper`")
        ]
    );
}

#[test]
fn an_undefined_variable_is_told_where_it_stands_with_the_template_that_included_it() {
    let loaded = templates(&[
        ("a.html", "top {% include \"b.html\" %}"),
        ("b.html", "\n{{ page.nothing }}"),
    ]);
    let fault = loaded.value.render("a.html", &page(), Part::Nothing).expect_err("cannot render");
    assert_eq!((&*fault.place.path, fault.place.span), ("templates/b.html", Span::new(9, 16)));
    assert_eq!(fault.message, "field `nothing` is not defined");
    assert!(
        fault.help[0].starts_with("available fields: breadcrumbs, canonical"),
        "{:?}",
        fault.help
    );
    assert_eq!(fault.related.len(), 1, "{fault:?}");
    assert_eq!(&*fault.related[0].place.path, "templates/a.html");
}

#[test]
fn a_missing_parent_and_a_circle_are_told_in_the_template_that_has_them() {
    let orphan = templates(&[("a.html", "{% extends \"z.html\" %}")]);
    assert_eq!(
        only(&orphan.diagnostics),
        ("templates/a.html", Span::new(12, 18), "there is no template `z.html` to extend")
    );
    let circle = templates(&[
        ("a.html", "{% include \"b.html\" %}"),
        ("b.html", "{% include \"a.html\" %}"),
    ]);
    assert_eq!(only(&circle.diagnostics).2, "this template includes itself in a circle");
}

#[test]
fn a_kind_without_a_template_of_its_own_takes_the_one_for_notes() {
    let loaded =
        templates(&[("note.html", ""), ("event.html", ""), ("partials/rule.html", "")]).value;
    assert_eq!(loaded.for_kind(Some("event")), "event.html");
    assert_eq!(loaded.for_kind(Some("rule")), "note.html");
    assert_eq!(loaded.for_kind(None), "note.html");
    assert_eq!(loaded.named("event").as_deref(), Some("event.html"));
    assert_eq!(loaded.named("poster"), None);
    assert_eq!(loaded.names().collect::<Vec<_>>(), ["event.html", "note.html"]);
}

#[test]
fn a_graph_that_is_not_the_whole_base_says_so() {
    let templates = shipped(&SiteView { note_count: 9, ..sample::site() });
    let of = |node_count| {
        let graph = GraphView { node_count, edge_count: 3, ..GraphView::default() };
        let out = templates.render("graph.html", &page(), Part::Graph(&graph)).expect("renders");
        String::from_utf8(out).expect("UTF-8")
    };
    assert!(of(9).contains("9 notes, 3 links"), "{}", of(9));
    assert!(of(5).contains("Of 9 notes the 5 with the most links; 3 links"), "{}", of(5));
}

/// The templates that the repository ships, from disk, as a build of it would read them.
fn shipped(site: &SiteView) -> Templates {
    let loaded = Templates::load(&shipped_texts(), site);
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    loaded.value
}

fn shipped_texts() -> Vec<(Arc<str>, Arc<str>)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut texts = Vec::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.expect("a readable folder");
        if entry.file_type().is_file() {
            let path = entry
                .path()
                .strip_prefix(&root)
                .expect("inside")
                .to_string_lossy()
                .replace('\\', "/");
            texts.push((
                Arc::from(path),
                Arc::from(std::fs::read_to_string(entry.path()).expect("text")),
            ));
        }
    }
    texts
}

#[test]
fn the_frame_of_notes_is_as_each_would_make_it_and_a_header_of_the_sites_own_sees_its_page() {
    let site = sample::site();
    let with = |header: &str, footer: &str| {
        let mut texts = shipped_texts();
        for (path, text) in &mut texts {
            match &**path {
                "partials/header.html" => *text = format!("{text}{header}").into(),
                "partials/footer.html" => *text = format!("{text}{footer}").into(),
                _ => {}
            }
        }
        Templates::load(&texts, &site).value
    };
    let (kept, own) = (shipped(&site), with("{# own #}", "{# own #}"));
    let looking = with("{{ page.title }}!", "");
    for (sort, root) in [
        ("note", "../"),
        ("note", "../"),
        ("note", ""),
        ("note", "../../../../../"),
        ("list", "../"),
    ] {
        let page = PageView { sort: sort.into(), root: root.into(), ..sample::page() };
        let of = |templates: &Templates| {
            String::from_utf8(templates.render("note.html", &page, Part::Nothing).unwrap()).unwrap()
        };
        assert_eq!(of(&kept), of(&own), "{sort} {root}");
        let title = page.title.replace('&', "&amp;");
        assert!(of(&looking).contains(&format!("{title}!")), "{sort} {root}");
    }
}

#[test]
fn the_shipped_templates_render_views_that_hold_nothing() {
    let templates = shipped(&SiteView::default());
    let page = PageView { note: Some(NoteView::default()), ..PageView::default() };
    let parts = sample::Parts::default();
    for (name, part) in pages(&parts) {
        let out = templates
            .render(name, &page, part)
            .unwrap_or_else(|fault| panic!("{name}: {fault:#?}"));
        assert_eq!(faults_of(&out), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_shipped_templates_give_sound_html_for_views_that_hold_everything() {
    let templates = shipped(&sample::site());
    let (page, parts) = (sample::page(), sample::parts());
    for (name, part) in pages(&parts) {
        let out = templates
            .render(name, &page, part)
            .unwrap_or_else(|fault| panic!("{name}: {fault:#?}"));
        assert_eq!(faults_of(&out), Vec::<String>::new(), "{name}");
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(text.matches("<h1").count(), 1, "{name} has one main heading");
        assert!(text.contains("<main id=\"page.main\""), "{name} has a main part");
        let ids: Vec<&str> =
            text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{name} has an id twice among {ids:?}");
    }
}

#[test]
fn every_template_that_is_not_a_part_of_another_is_tried() {
    let parts = sample::Parts::default();
    let tried: BTreeSet<&str> = pages(&parts).into_iter().map(|(name, _)| name).collect();
    let templates = shipped(&SiteView::default());
    let missing: Vec<&str> =
        templates.names().filter(|name| *name != "base.html" && !tried.contains(name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn a_name_that_holds_markup_stays_text_in_every_shipped_note_template() {
    let templates = shipped(&SiteView::default());
    let hostile = "<script>alert(1)</script>";
    let names = NamesView { aliases: vec![hostile.into()], ..NamesView::default() };
    let note = NoteView {
        names,
        cite: hostile.into(),
        how_we_know: hostile.into(),
        ..NoteView::default()
    };
    let page = PageView {
        title: hostile.into(),
        description: hostile.into(),
        note: Some(note),
        ..PageView::default()
    };
    for name in
        ["note.html", "figure.html", "source.html", "event.html", "person.html", "concept.html"]
    {
        let out = templates.render(name, &page, Part::Nothing).expect("renders");
        assert!(!String::from_utf8(out).expect("UTF-8").contains("<script>alert"), "{name}");
    }
}

/// Each shipped template with the part that it shows.
fn pages(parts: &sample::Parts) -> Vec<(&'static str, Part<'_>)> {
    let notes = [
        "404.html",
        "about.html",
        "concept.html",
        "event.html",
        "festival.html",
        "figure.html",
        "note.html",
        "person.html",
        "source.html",
    ]
    .iter()
    .map(|name| (*name, Part::Nothing));
    let made = [
        ("index.html", Part::Home(&parts.home)),
        ("list.html", Part::List(&parts.list)),
        ("list.html", Part::List(&parts.groups)),
        ("topics.html", Part::Topics(&parts.topics)),
        ("timeline.html", Part::Timeline(&parts.timeline)),
        ("graph.html", Part::Graph(&parts.graph)),
        ("a-z.html", Part::Index(&parts.index)),
        ("wanted.html", Part::Wanted(&parts.wanted)),
        ("health.html", Part::Health(&parts.health)),
        ("compare.html", Part::Compare(&parts.compare)),
        ("search.html", Part::Search(&parts.search)),
    ];
    notes.chain(made).collect()
}

/// What a conforming HTML parser finds wrong.
fn faults_of(html: &[u8]) -> Vec<String> {
    use html5ever::tendril::TendrilSink;
    let parser = html5ever::parse_document(
        markup5ever_rcdom::RcDom::default(),
        html5ever::ParseOpts::default(),
    );
    let read = parser.from_utf8().one(html);
    read.errors.borrow().iter().map(ToString::to_string).collect()
}
