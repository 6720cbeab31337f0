//! Pages of tiny bases made up here.

use crate::knowledge::NoteId;
use crate::schema::Schema;
use crate::view::ListView;
use crate::view::fixture::Base;
use std::sync::Arc;

impl Base {
    fn list(&self, kind: &str) -> ListView<'_> {
        self.maker().list(&format!("{kind}/index.html"), self.kind(kind))
    }
}

const BASE: &[(&str, &str)] = &[
    (
        "companies/acme",
        "---\ntitle: Acme\nnames: {zh: 京东, pinyin: Jīngdōng}\ntopics: [live, shops]\nfounded: 1998\npartners: \"[[bolt]]\"\nchecked: 2020-01-01\n---\nWorks with Bolt and with [[cave]].\n",
    ),
    (
        "companies/bolt",
        "---\ntitle: Bolt\naliases: [Éclair]\ntopics: [shops]\nowner: {value: \"[[acme]]\", until: 2019, source: \"@paper-a\"}\n---\n",
    ),
    (
        "platforms/cave",
        "---\ntitle: Cave\nnames: {zh: 快手}\noperator: \"[[acme]]\"\n---\nOf [[nobody]].\n",
    ),
    ("concepts/gmv", "---\ntitle: GMV\n---\nSee [[nobody]] and [[c++]].\n"),
    (
        "events/deal",
        "---\ntitle: Deal\nwhen: 2020-05-27\nparticipants: [\"[[acme]]\", \"[[cave]]\"]\n---\n",
    ),
    ("events/early", "---\ntitle: Early\nwhen: 2020\nparticipants: \"[[acme]]\"\n---\n"),
    ("events/older", "---\ntitle: Older\nwhen: {value: 2019-04, inferred: why}\n---\n"),
    ("events/vague", "---\ntitle: Vague\n---\n"),
    (
        "figures/cave-gmv",
        "---\ntitle: Cave GMV\nsubject: \"[[cave]]\"\nmetric: \"[[gmv]]\"\nobservations:\n  - {period: 2018, value: CNY 10 billion, status: actual, source: \"@paper-a\"}\n  - {period: 2019, value: CNY 35 billion, status: actual, source: \"@paper-a\"}\n  - {period: 2020, value: CNY 250 billion, status: target, source: \"@paper-b\"}\n---\n",
    ),
    (
        "sources/paper-a",
        "---\ntitle: First\npublisher: \"[[press]]\"\npublished: 2020-05-27\n---\n",
    ),
    ("sources/paper-b", "---\ntitle: Second\npublisher: Wire\npublished: 2023-06-01\n---\n"),
    ("sources/paper-c", "---\ntitle: Third\npublisher: \"[[press]]\"\npublished: 2021\n---\n"),
    ("publications/press", "---\ntitle: Press\n---\n"),
    ("guides/two", "---\ntitle: A second story\norder: 2\n---\n[[acme]] [[deal]]\n"),
    ("guides/one", "---\ntitle: The first story\norder: 1\n---\n[[two]]\n"),
];

fn titles<'v>(list: &ListView<'v>) -> Vec<&'v str> {
    list.rows.iter().map(|row| row.card.title).collect()
}

#[test]
fn a_list_has_the_columns_that_its_kind_declares_and_its_notes_fill() {
    let base = Base::new(BASE);
    let list = base.list("company");
    assert_eq!(titles(&list), ["Acme", "Bolt"]);
    assert_eq!(list.columns, ["Founded", "Owner", "Partners", "Checked"]);
    let cells: Vec<&str> = list.rows[0].cells.iter().map(|cell| cell.sort.as_str()).collect();
    assert_eq!(cells, ["1998", "", "Bolt", "2020-01-01"]);
    let owner = &list.rows[1].cells[1].html;
    assert!(owner.contains("acme.html") && owner.contains("until 2019"), "{owner}");
    assert_eq!(list.topics, ["live", "shops"]);
}

#[test]
fn events_are_listed_newest_first_and_prose_in_its_own_order() {
    let base = Base::new(BASE);
    assert_eq!(titles(&base.list("event")), ["Deal", "Early", "Older", "Vague"]);
    assert_eq!(base.list("event").years, ["2020", "2019"]);
    assert_eq!(titles(&base.list("guide")), ["The first story", "A second story"]);
}

#[test]
fn sources_stand_under_their_publisher_with_what_they_support() {
    let base = Base::new(BASE);
    let list = base.list("source");
    let groups: Vec<(&str, Vec<&str>)> = list
        .groups
        .iter()
        .map(|group| {
            let rows = group.rows.iter().map(|row| row.card.title);
            (group.title.as_str(), rows.collect())
        })
        .collect();
    assert_eq!(groups, [("Press", vec!["Third", "First"]), ("Wire", vec!["Second"])]);
    assert_eq!(list.columns, ["Published", "Supports"]);
    assert_eq!(list.groups[0].rows[1].cells[1].sort, "3");
    assert!(list.groups[0].href.is_some() && list.groups[1].href.is_none());
}

#[test]
fn figures_are_a_gallery_too() {
    let base = Base::new(BASE);
    let list = base.list("figure");
    assert_eq!(list.figures.len(), 1);
    assert!(list.figures[0].svg.starts_with("<svg"));
    assert!(list.figures[0].latest_html.contains("CNY 35 billion"));
    assert_eq!(list.columns, ["Subject", "Metric", "Key figure"]);
}

#[test]
fn a_topic_lists_its_notes_by_kind() {
    let base = Base::new(BASE);
    let maker = base.maker();
    let list = maker.topic_list("topics/shops.html", "shops");
    assert_eq!(list.groups.len(), 1);
    assert_eq!((list.groups[0].title.as_str(), list.groups[0].rows.len()), ("Companies", 2));
    let topics: Vec<(String, usize)> =
        maker.topics("index.html").into_iter().map(|topic| (topic.name, topic.count)).collect();
    assert_eq!(topics, [("live".to_owned(), 1), ("shops".to_owned(), 2)]);
}

#[test]
fn the_timeline_invents_no_month() {
    let base = Base::new(BASE);
    let timeline = base.maker().timeline("timeline.html");
    let shown: Vec<(String, String, Vec<String>)> = timeline
        .years
        .iter()
        .flat_map(|year| year.months.iter().map(move |month| (year, month)))
        .map(|(year, month)| {
            let titles = month.events.iter().map(|event| event.card.title.clone()).collect();
            (year.year.clone(), month.month.clone(), titles)
        })
        .collect();
    let row = |year: &str, month: &str, title: &str| {
        (year.to_owned(), month.to_owned(), vec![title.to_owned()])
    };
    let expected =
        [row("2020", "", "Early"), row("2020", "May", "Deal"), row("2019", "April", "Older")];
    assert_eq!(shown, expected);
    assert!(timeline.years[1].months[0].events[0].inferred);
    assert_eq!(timeline.undated[0].title, "Vague");
}

#[test]
fn the_graph_draws_each_pair_once_and_lists_the_same() {
    let base = Base::new(BASE);
    let graph = base.maker().graph("graph.html");
    assert_eq!(graph.rows[0].card.title, "Acme");
    assert_eq!(graph.node_count, graph.rows.len());
    assert_eq!(graph.svg.matches("data-from=").count(), graph.edge_count);
    assert!(graph.edge_count > 8);
}

#[test]
fn names_stand_under_the_letters_of_their_sound() {
    let base = Base::new(BASE);
    let index = base.maker().index("a-z.html");
    let letters: Vec<&str> = index.latin.iter().map(|letter| letter.letter.as_str()).collect();
    assert_eq!(letters, ["A", "B", "C", "D", "E", "F", "G", "O", "P", "S", "T", "V"]);
    let sounds: Vec<&str> = index.pinyin.iter().map(|letter| letter.letter.as_str()).collect();
    assert_eq!(sounds, ["J", "K"]);
    let under_e: Vec<&str> =
        index.latin[4].entries.iter().map(|entry| entry.name_html.as_str()).collect();
    assert_eq!(under_e, ["Early", "Éclair"]);
}

#[test]
fn the_most_wanted_comes_first_and_has_an_address_of_its_own() {
    let base = Base::new(BASE);
    let wanted = base.maker().wanted("wanted.html");
    let names: Vec<(&str, usize)> =
        wanted.names.iter().map(|name| (name.name.as_str(), name.from.len())).collect();
    assert_eq!(names, [("nobody", 2), ("c++", 1)]);
    assert_eq!(wanted.names[0].id, "wanted-nobody");
    assert_ne!(super::wanted_id("c++"), super::wanted_id("c--"));
    assert_ne!(super::wanted_id("live commerce"), super::wanted_id("live-commerce"));
    assert_eq!(super::wanted_id("Nobody Else"), super::wanted_id("nobody  else"));
}

#[test]
fn the_editor_sees_what_is_missing() {
    let base = Base::new(BASE);
    let health = base.maker().health("health.html");
    let section = |id: &str| {
        let section = health.sections.iter().find(|section| section.id == id).expect("a section");
        let rows = section.rows.iter();
        rows.map(|row| (row.card.title, row.html.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(section("without-source")[0], ("Acme", "Founded, Partners"));
    assert_eq!(
        section("orphans").iter().map(|row| row.0).collect::<Vec<_>>(),
        ["Early", "Older", "Vague", "Cave GMV", "The first story"]
    );
    assert_eq!(section("unused-sources"), [("Third", "nothing rests on it")]);
    // Acme links Bolt in a field, so its bare mention is no gap; the source’s age counts from 2023.
    assert_eq!(section("stale").len(), 0);
    assert_eq!(section("disputes").len(), 0);
    let companies = &health.coverage[0];
    assert_eq!((companies.kind.count, companies.named, companies.statements), (2, 1, 3));
    assert_eq!((companies.sourced, companies.percent.as_str()), (1, "33%"));
}

#[test]
fn disputes_and_old_checks_and_bare_names_are_listed() {
    let observation = |paper: &str, value: &str| {
        format!(
            "  - {{id: {paper}, period: 2019, value: {value}, status: actual, source: \"@{paper}\"}}\n"
        )
    };
    let figure = format!(
        "---\ntitle: Two counts\nsubject: \"[[a]]\"\nmetric: \"[[m]]\"\nchecked: 2015-01-01\nobservations:\n{}{}---\n",
        observation("one", "CNY 10 billion"),
        observation("two", "CNY 20 billion")
    );
    let source = "---\ntitle: S\npublisher: P\npublished: 2020\n---\n";
    let base = Base::new(&[
        ("companies/a", "---\ntitle: Lantern\nupdated: 2020-06-01\n---\n"),
        ("concepts/m", "---\ntitle: Metric\n---\nLantern, and again Lantern.\n"),
        ("figures/f", &figure),
        ("sources/one", source),
        ("sources/two", source),
    ]);
    let health = base.maker().health("health.html");
    let row = |id: &str| {
        let section = health.sections.iter().find(|section| section.id == id).expect("a section");
        section.rows.iter().map(|row| row.html.clone()).collect::<Vec<_>>()
    };
    let disputes = row("disputes");
    assert!(disputes[0].starts_with("2019: <a href=\"figures/f.html#one\">CNY 10 billion</a> or "));
    assert_eq!(row("stale"), ["last checked 1 January 2015"]);
    assert!(row("unlinked-mentions")[0].ends_with("(2 times)"), "{:?}", row("unlinked-mentions"));
}

#[test]
fn companies_and_platforms_stand_side_by_side() {
    let base = Base::new(BASE);
    let compare = base.maker().compare("compare.html");
    let columns: Vec<&str> = compare.notes.iter().map(|note| note.title).collect();
    assert_eq!(columns, ["Acme", "Bolt", "Cave"]);
    let labels: Vec<&str> = compare.rows.iter().map(|row| row.label.as_str()).collect();
    let expected = ["Kind", "Founded", "Owner", "Partners", "Operator", "Operates", "Owns", "GMV"];
    assert_eq!(labels, expected);
    let operates = &compare.rows[5].cells;
    assert!(operates[0].contains("cave.html") && operates[2].is_empty());
    let gmv = &compare.rows[7].cells;
    assert!(gmv[0].is_empty() && gmv[2].contains("CNY 35 billion") && gmv[2].contains("2019"));
    assert!(compare.rows.iter().all(|row| row.cells.len() == 3));
    assert_eq!(compare.opening, [1, 2], "both are partners");
}

#[test]
fn without_ties_what_figures_are_about_is_compared() {
    let schema = "company: {fields: {founded: {type: date}}}\nplatform: {folder: platforms, fields: {launched: {type: date}}}\n";
    let schema = Schema::read(Some((schema, &Arc::from("content/kinds.yaml")))).value;
    let base = Base::with_schema(BASE, schema);
    let compare = base.maker().compare("compare.html");
    assert_eq!(compare.notes.len(), 1);
    assert_eq!(compare.notes[0].title, "Cave");
}

#[test]
fn home_leads_into_everything() {
    let base = Base::new(BASE);
    let home = base.maker().home("index.html");
    let guides: Vec<&str> = home.guides.iter().map(|guide| guide.title.as_str()).collect();
    assert_eq!(guides, ["The first story", "A second story"]);
    assert_eq!(home.events[0].title, "Deal");
    assert_eq!(home.events.len(), 3);
    assert_eq!(home.figures.len(), 1);
    assert!(home.graph_svg.is_some());
    let counts: Vec<(&str, &str)> =
        home.counts.iter().map(|count| (count.count.as_str(), count.label.as_str())).collect();
    assert_eq!(counts[0], ("15", "notes"));
    assert_eq!(counts[4], ("3", "sources"));
}

#[test]
fn a_note_is_drawn_among_what_it_is_related_to() {
    let base = Base::new(BASE);
    let maker = base.maker();
    let (svg, rows) = maker.neighbourhood_of("companies/acme.html", base.id("acme"));
    let rows: Vec<(&str, &str)> =
        rows.iter().map(|row| (row.label.as_str(), row.card.title)).collect();
    assert_eq!(rows, [("Partners", "Bolt"), ("Owns (until 2019)", "Bolt"), ("Operates", "Cave")]);
    assert!(svg.is_some_and(|svg| svg.contains("bolt.html")));
    let (svg, rows) = maker.neighbourhood_of("platforms/cave.html", base.id("cave"));
    assert!(svg.is_none() && rows.len() == 1, "one line says nothing");
    let (svg, rows) = maker.neighbourhood_of("concepts/gmv.html", base.id("gmv"));
    assert!(svg.is_none() && rows.is_empty());
}

#[test]
fn events_are_drawn_along_time_where_there_are_two() {
    let base = Base::new(BASE);
    let maker = base.maker();
    let events: Vec<NoteId> = ["deal", "older", "vague"].map(|slug| base.id(slug)).to_vec();
    let strip = maker.strip_of("companies/acme.html", &events).expect("two have dates");
    assert!(strip.contains("Events, 2019 to 2020") && strip.contains("../events/deal.html"));
    assert_eq!(maker.strip_of("a.html", &[base.id("deal"), base.id("vague")]), None);
}

#[test]
fn an_empty_base_has_pages_too() {
    let base = Base::new(&[]);
    let maker = base.maker();
    assert_eq!(maker.home("index.html").counts.len(), 0);
    assert_eq!(maker.graph("graph.html").svg, "");
    assert_eq!(maker.compare("compare.html").notes.len(), 0);
    assert_eq!(maker.search("search.html", "s.js").index.latin.len(), 0);
    assert!(maker.health("health.html").sections.iter().all(|section| section.rows.is_empty()));
}

#[test]
fn the_order_of_files_does_not_show() {
    let mut turned = BASE.to_vec();
    turned.reverse();
    let shown = |notes: &[(&str, &str)]| {
        let base = Base::new(notes);
        let maker = base.maker();
        let views = (
            maker.home("index.html"),
            maker.graph("graph.html"),
            maker.index("a-z.html"),
            maker.health("health.html"),
            maker.compare("compare.html"),
            base.list("source"),
        );
        serde_json::to_string(&views).expect("plain data")
    };
    assert_eq!(shown(BASE), shown(&turned));
}

#[test]
fn a_long_list_is_folded_and_says_once_when_it_was_checked() {
    let source = |at: usize, publisher: &str| {
        let text = format!(
            "---\ntitle: S{at}\npublisher: {publisher}\npublished: 2020\nchecked: 2021-01-01\n---\n"
        );
        (format!("sources/s-{at}"), text)
    };
    let notes: Vec<(String, String)> =
        (0..41).map(|at| source(at, ["One", "Two"][at % 2])).collect();
    let of = |count: usize| {
        let notes: Vec<(&str, &str)> =
            notes[..count].iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        Base::new(&notes)
    };
    let (short, long) = (of(40), of(41));
    let (short, long) = (short.list("source"), long.list("source"));
    assert!(short.groups.iter().all(|group| group.open));
    assert!(long.groups.iter().all(|group| !group.open));
    assert_eq!(long.checked.expect("all on one day").text, "1 January 2021");
    assert!(!long.columns.contains(&"Checked".to_owned()));
}
