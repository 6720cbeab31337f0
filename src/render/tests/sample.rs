//! Views in which every part of every template has something to show.

use crate::view::*;

fn text(word: &str) -> String {
    word.to_owned()
}

fn link() -> NoteLink<'static> {
    NoteLink {
        title: "JD & co",
        title_html: "JD &amp; co",
        zh: Some("京东"),
        kind: "company",
        kind_label: "Company",
        href: text("../companies/jd-com.html"),
    }
}

pub(super) fn card() -> NoteCard {
    let NoteLink { title, title_html, zh, kind, kind_label, href } = link();
    NoteCard {
        title: text(title),
        title_html: text(title_html),
        zh: zh.map(text),
        kind: text(kind),
        kind_label: text(kind_label),
        href,
        summary: text("Sells goods."),
        summary_html: text("Sells goods."),
        date: Some(text("27 May 2020")),
        date_iso: Some(text("2020-05-27")),
        ..NoteCard::default()
    }
}

fn kind() -> KindView {
    KindView {
        name: text("company"),
        one: text("Company"),
        many: text("Companies"),
        href: text("../companies/index.html"),
        count: 2,
    }
}

fn crumb(href: &str) -> Crumb {
    Crumb { title: text("1"), href: text(href) }
}

fn date(iso: &str) -> DateView {
    DateView { text: text("a date"), iso: text(iso) }
}

fn svg(id: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}\"><title id=\"{id}\">x</title></svg>"
    )
}

fn statement(id: &str) -> StatementView {
    let mark = CitationMark {
        number: 1,
        id: format!("cite-{id}"),
        href: text("#ref-1"),
        locator: Some(text("para. \"x\"")),
        tie: true,
    };
    StatementView {
        id: text(id),
        html: text("CNY 250 billion"),
        zh: Some(text("2500亿元")),
        when: Some(text("2020")),
        past: true,
        status: text("target"),
        status_label: text("target"),
        disputed: true,
        according_to_html: Some(text("local media")),
        stated: Some(text("May 2020")),
        inferred_html: Some(text("a sum")),
        unsourced_html: Some(text("none yet")),
        note_html: Some(text("A note.")),
        qualifiers: vec![QualifierView { label: text("Role"), html: text("host") }],
        citations: vec![mark],
        bare: true,
    }
}

fn field(name: &str) -> FieldView {
    FieldView {
        name: text(name),
        label: text(name),
        inverse: true,
        unknown: true,
        values: vec![statement(&format!("s-{name}"))],
    }
}

fn figure_card(id: &str) -> FigureCard {
    FigureCard { card: card(), svg: svg(id), latest_html: text("2020: CNY 250 billion") }
}

fn backlink() -> BacklinkView<'static> {
    let NoteLink { title_html, zh, kind, href, .. } = link();
    BacklinkView { title_html, zh, kind, href, sentences_html: vec!["It names <mark>JD</mark>."] }
}

fn figure() -> FigureView<'static> {
    let row = |id: &str| ObservationView {
        id: text(id),
        figure: Some(link()),
        period: text("2020"),
        scope: Some(text("China")),
        statement: statement(&format!("v-{id}")),
        conversion: Some(text("USD 35 billion")),
        change: Some(text("+10%")),
        ..ObservationView::default()
    };
    FigureView {
        finding: text("It grew"),
        subject: Some(card()),
        metric: Some(card()),
        unit: text("yuan"),
        svg: svg("chart"),
        observations: vec![row("o-2019"), row("o-2020")],
        comparison: true,
        disputes: vec![text("Two sources differ.")],
        targets: vec![TargetView {
            period: text("2020"),
            target_html: text("250"),
            actual_html: None,
            outcome: text("No result."),
        }],
        quoted_in: vec![backlink()],
        compared_in: vec![card()],
        csv: text("../data/figures.csv"),
    }
}

fn source() -> SourceView<'static> {
    let row = |label: &str| SupportRow {
        href: text("../a.html#s"),
        label: text(label),
        html: text("x"),
        locator: Some(text("para. 3")),
    };
    SourceView {
        reference_html: text("A reference."),
        url: Some(text("https://example.org/")),
        archived: Some(text("https://example.org/a")),
        ties: vec![text("A tie.")],
        support_count: 2,
        supports: vec![SupportGroup { card: link(), rows: vec![row("Owner"), row("")] }],
    }
}

/// A note of all kinds at once.
pub(super) fn note() -> NoteView<'static> {
    let names = NamesView {
        zh: Some(text("京东")),
        zh_hant: Some(text("京東")),
        ruby_html: Some(text(
            "<ruby lang=\"zh-Hans\">京东<rt lang=\"zh-Latn\">Jīngdōng</rt></ruby>",
        )),
        short: Some(text("JD")),
        former: vec![text("360buy")],
        aliases: vec![text("Jingdong")],
        source_html: Some(text("<a href=\"x.html\">x</a>")),
        ..NamesView::default()
    };
    let key = KeyFigure {
        label: text("GMV"),
        html: text("CNY 1"),
        value: text("1"),
        zh: Some(text("1元")),
        period: text("2020"),
        status: text("target"),
        status_label: text("target"),
        disputed: true,
        href: text("#s"),
    };
    let reference = ReferenceView {
        number: 1,
        id: text("ref-1"),
        html: text("A reference."),
        url: Some(text("https://example.org/")),
        archived: Some(text("https://example.org/a")),
        ties: vec![text("A tie.")],
        uses: vec![crumb("#cite-s-roles")],
    };
    NoteView {
        kind: Some(kind()),
        names,
        summary_html: text("Sells goods."),
        topics: vec![crumb("../topics/a.html")],
        statements: vec![field("roles"), field("includes")],
        key_figures: vec![key],
        figures: vec![figure_card("small")],
        events: vec![card()],
        events_svg: Some(svg("strip")),
        graph_svg: Some(svg("graph")),
        relations: vec![RelationRow { label: text("Partner"), card: link() }],
        backlinks: vec![BacklinkGroup { label: text("Events"), links: vec![backlink()] }],
        backlink_count: 1,
        references: vec![reference],
        figure: Some(figure()),
        source: Some(source()),
        event: Some(EventView {
            when: Some(date("2020-05-27")),
            before: vec![card()],
            after: vec![card()],
            previous: Some(card()),
            next: Some(card()),
        }),
        updated: Some(date("2020-H1")),
        checked: Some(date("2019-06/..")),
        cite: text("Cite this."),
        twin: Some(text("jd-com.md")),
        data_href: text("../data/notes.json"),
        how_we_know: text("3 statements"),
        draft: true,
        ..NoteView::default()
    }
}

/// A page with all that any page may have.
pub(super) fn page() -> PageView<'static> {
    PageView {
        title: text("JD & co"),
        title_html: text("JD &amp; co"),
        permalink: text("companies/jd-com.html"),
        root: text("../"),
        description: text("Sells \"goods\"."),
        canonical: Some(text("https://example.org/companies/jd-com.html")),
        sort: text("note"),
        breadcrumbs: vec![crumb("index.html")],
        json_ld: Some(text("{\"@type\":\"Organization\"}")),
        content: text("<p>Prose.</p>"),
        toc: vec![TocEntry { level: 2, id: text("h"), href: text("#h"), html: text("H") }],
        note: Some(note()),
        problems: vec![text("content/a.md:1:1: <bad>")],
    }
}

/// What is the same on all pages.
pub(super) fn site() -> SiteView {
    SiteView {
        title: text("知库 & co"),
        title_html: text("<span lang=\"zh-Hans\">知库</span> &amp; co"),
        description: text("A base."),
        language: text("en"),
        author: text("Us"),
        licence: text("CC BY 4.0"),
        licence_url: Some(text("https://example.org/by")),
        report_url: Some(text("https://example.org/report")),
        kinds: vec![kind()],
        as_of: Some(text("27 May 2020")),
        note_count: 2,
        css: text("assets/a.css"),
        script: text("assets/a.js"),
        search_script: text("assets/s.js"),
        icon: text("assets/i.svg"),
        preview_shards: 4,
        twins: true,
        ..SiteView::default()
    }
}

fn row() -> ListRow<'static> {
    ListRow {
        card: link(),
        summary_html: Some(card().summary_html),
        cells: vec![Cell { html: text("Beijing"), sort: text("Beijing") }],
        topics: text("a|b"),
        year: text("2020"),
    }
}

fn index() -> IndexView<'static> {
    let letter = || IndexLetter {
        letter: text("J"),
        entries: vec![IndexEntry { name_html: text("JD &amp; co"), card: link() }],
    };
    IndexView { latin: vec![letter()], pinyin: vec![letter()] }
}

/// Every part that a page may be given, with the template that shows it.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) home: HomeView,
    pub(super) list: ListView<'static>,
    pub(super) groups: ListView<'static>,
    pub(super) topics: Vec<TopicView>,
    pub(super) timeline: TimelineView,
    pub(super) graph: GraphView<'static>,
    pub(super) index: IndexView<'static>,
    pub(super) wanted: WantedView<'static>,
    pub(super) health: HealthView<'static>,
    pub(super) compare: CompareView<'static>,
    pub(super) search: SearchView<'static>,
}

/// Parts with one of everything.
#[expect(clippy::too_many_lines, reason = "one sample of each view, read from top to bottom")]
pub(super) fn parts() -> Parts {
    let topic = || TopicView { name: text("a"), href: text("a.html"), count: 1 };
    let event = TimelineEvent { card: card(), topics: vec![text("a")], inferred: true };
    let year = TimelineYear {
        year: text("2020"),
        months: vec![TimelineMonth { month: text("May"), events: vec![event] }],
    };
    let section = |rows| HealthSection {
        id: format!("h{}", Vec::len(&rows)),
        title: text("No source"),
        advice: text("Add one."),
        rows,
    };
    let list = ListView {
        columns: vec![text("Seat")],
        rows: vec![row()],
        figures: vec![figure_card("l")],
        topics: vec![text("a")],
        years: vec![text("2020")],
        ..ListView::default()
    };
    let group = ListGroup {
        id: text("g"),
        title: text("TechNode"),
        href: Some(text("t.html")),
        open: false,
        columns: vec![text("Seat")],
        rows: vec![row()],
    };
    Parts {
        home: HomeView {
            guides: vec![card()],
            events: vec![card()],
            figures: vec![figure_card("f")],
            graph_svg: Some(svg("g")),
            counts: vec![
                CountView { count: text("1,000"), label: text("notes"), href: text("a-z.html") },
                CountView::default(),
            ],
            topics: vec![topic()],
        },
        groups: ListView {
            rows: Vec::new(),
            groups: vec![group],
            figures: Vec::new(),
            ..list.clone()
        },
        list,
        topics: vec![topic()],
        timeline: TimelineView {
            years: vec![year],
            kinds: vec![kind()],
            topics: vec![text("a")],
            undated: vec![card()],
        },
        graph: GraphView {
            svg: svg("whole"),
            node_count: 2,
            edge_count: 1,
            kinds: vec![kind()],
            rows: vec![GraphRow { card: link(), link_count: 1 }],
        },
        index: index(),
        wanted: WantedView {
            names: vec![WantedName {
                name: text("Viya"),
                id: text("viya"),
                meant: true,
                from: vec![link(), link()],
            }],
        },
        health: HealthView {
            coverage: vec![CoverageRow {
                kind: kind(),
                statements: 2,
                sourced: 1,
                percent: text("50%"),
                named: 1,
                summarised: 1,
            }],
            sections: vec![
                section(vec![HealthRow { card: link(), html: text("x") }]),
                section(Vec::new()),
            ],
        },
        compare: CompareView {
            notes: vec![link(), link()],
            opening: vec![1, 2],
            rows: vec![CompareRow { label: text("Founded"), cells: vec![text("1998"), text("")] }],
        },
        search: SearchView {
            kinds: vec![kind()],
            topics: vec![topic()],
            index: index(),
            script: text("assets/s.js"),
        },
    }
}
