//! Charts of figures made up here.

use crate::draw::Form;
use crate::view::fixture::Base;

/// Makes a base of one figure with these observations, and of what it is about.
fn base(observations: &[&str]) -> Base {
    let rows: String =
        observations.iter().map(|one| format!("  - {{{one}, source: \"@s\"}}\n")).collect();
    with_figures(&[("f", &format!("subject: \"[[cave]]\"\nobservations:\n{rows}"))])
}

fn with_figures(figures: &[(&str, &str)]) -> Base {
    let mut notes = vec![
        ("platforms/cave".to_owned(), "---\ntitle: Cave\n---\n".to_owned()),
        ("platforms/hill".to_owned(), "---\ntitle: Hill\n---\n".to_owned()),
        ("concepts/gmv".to_owned(), "---\ntitle: GMV\n---\n".to_owned()),
        ("sources/s".to_owned(), "---\ntitle: S\npublisher: P\npublished: 2020\n---\n".to_owned()),
    ];
    notes.extend(figures.iter().map(|(slug, yaml)| {
        (
            format!("figures/{slug}"),
            format!("---\ntitle: Figure {slug}\nmetric: \"[[gmv]]\"\n{yaml}---\n"),
        )
    }));
    let notes: Vec<(&str, &str)> =
        notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Base::new(&notes)
}

impl Base {
    fn chart(&self, slug: &str) -> String {
        self.maker().chart_of("figures/f.html", self.id(slug), "chart")
    }

    fn finding(&self, slug: &str) -> String {
        self.maker().finding(self.id(slug))
    }

    /// Tells of each series: its name, how many points, how many breaks.
    fn series(&self, slug: &str) -> Vec<(String, usize, usize)> {
        let plot = self.maker().plot("figures/f.html", self.id(slug));
        let breaks = |series: &crate::draw::Series| {
            series.points.iter().filter(|point| point.break_before.is_some()).count()
        };
        plot.series.iter().map(|one| (one.name.clone(), one.points.len(), breaks(one))).collect()
    }
}

const RESULTS: [&str; 3] = [
    "period: 2018, value: CNY 10 billion, status: actual",
    "period: 2019, value: CNY 35 billion, status: actual",
    "period: 2020, value: CNY 250 billion, status: target",
];

#[test]
fn the_title_says_what_results_did_and_nothing_of_targets() {
    assert_eq!(
        base(&RESULTS).finding("f"),
        "GMV of Cave rose from CNY 10 billion (2018) to CNY 35 billion (2019)"
    );
    assert_eq!(base(&RESULTS[1..]).finding("f"), "GMV of Cave: CNY 35 billion (2019)");
    assert_eq!(base(&RESULTS[2..]).finding("f"), "GMV of Cave: CNY 250 billion (target, 2020)");
    let close = [RESULTS[1], "period: 2020, value: about CNY 36 billion, status: actual"];
    assert_eq!(base(&close).finding("f"), "GMV of Cave: about CNY 36 billion (2020)");
    let fell = [RESULTS[1], "period: 2020, value: CNY 9 billion, status: actual"];
    assert!(base(&fell).finding("f").contains("fell from CNY 35 billion"));
}

#[test]
fn results_of_unlike_scope_or_length_do_not_rise() {
    let scoped = [RESULTS[0], "period: 2019, scope: live, value: CNY 35 billion, status: actual"];
    assert_eq!(base(&scoped).finding("f"), "GMV of Cave (live): CNY 35 billion (2019)");
    let partly = [RESULTS[0], "period: 2019-Q1, value: CNY 35 billion, status: actual"];
    assert_eq!(base(&partly).finding("f"), "GMV of Cave: CNY 35 billion (Q1 2019)");
}

#[test]
fn a_line_joins_results_alone_and_the_title_is_the_finding() {
    let svg = base(&RESULTS).chart("f");
    assert_eq!(svg.matches("class=\"line\"").count(), 1);
    assert!(svg.contains("<title id=\"chart-title\">GMV of Cave rose"));
    assert!(svg.contains("3 observations, 2018 to 2020: 2 actual, 1 target."));
    assert!(svg.contains("href=\"#2019\""));
}

#[test]
fn scopes_that_follow_each_other_break_and_others_stand_side_by_side() {
    let in_turn = [
        RESULTS[0],
        RESULTS[1],
        "period: 2020, scope: with live sales, value: CNY 90 billion, status: actual",
    ];
    assert_eq!(base(&in_turn).series("f"), [(String::new(), 3, 1)]);
    assert!(base(&in_turn).chart("f").contains("with live sales"));
    let at_once = [
        "id: a, period: 2019, scope: at home, value: 7 million users, status: actual",
        "id: b, period: 2019, scope: abroad, value: 1 million users, status: actual",
    ];
    let expected = [("at home".to_owned(), 1, 0), ("abroad".to_owned(), 1, 0)];
    assert_eq!(base(&at_once).series("f"), expected);
    let base = base(&at_once);
    assert_eq!(base.maker().plot("figures/f.html", base.id("f")).form(), Form::Compare);
}

#[test]
fn another_currency_stands_by_its_own_conversion_or_not_at_all() {
    let mixed = [
        RESULTS[0],
        RESULTS[1],
        "id: x, period: 2020, value: USD 10 billion = CNY 70 billion, status: actual",
        "id: y, period: 2021, value: USD 12 billion, status: actual",
    ];
    let base = base(&mixed);
    assert_eq!(base.series("f"), [(String::new(), 3, 0)]);
    let svg = base.chart("f");
    assert!(svg.contains("USD 10 billion = CNY 70 billion") && !svg.contains("2021 ·"));
    assert!(svg.contains("1 more in the table alone."));
}

#[test]
fn ranges_and_bounds_are_drawn_as_such() {
    let doubtful = [
        "period: 2018, value: CNY 200–250 billion, status: actual",
        "period: 2019, value: \"> CNY 300 billion\", status: claimed",
        "period: 2020, value: up to CNY 500 billion, status: forecast",
    ];
    let svg = base(&doubtful).chart("f");
    assert!(svg.contains("range") && svg.matches("class=\"bound\"").count() == 2);
    assert!(!svg.contains("class=\"line\""));
}

#[test]
fn a_comparison_names_its_subjects_and_says_each_period() {
    let own = |subject: &str, row: &str| {
        format!("subject: \"[[{subject}]]\"\nobservations:\n  - {{{row}, source: \"@s\"}}\n")
    };
    let base = with_figures(&[
        ("a", &own("cave", RESULTS[1])),
        ("b", &own("hill", RESULTS[2])),
        ("c", "subject: \"[[gmv]]\"\ncompare: [\"[[a]]\", \"[[b]]\"]\n"),
    ]);
    assert_eq!(base.series("c"), [("Cave".to_owned(), 1, 0), ("Hill".to_owned(), 1, 0)]);
    assert_eq!(
        base.finding("c"),
        "Figure c: Cave CNY 35 billion (2019); Hill CNY 250 billion (target, 2020)"
    );
    let svg = base.chart("c");
    assert!(svg.contains(">2019<") && svg.contains(">2020<"));
    assert!(base.maker().figure_card("index.html", base.id("c")).svg.contains("Hill"));
}

#[test]
fn the_small_chart_suits_what_there_is() {
    let card = |base: &Base| base.maker().figure_card("index.html", base.id("f"));
    assert!(card(&base(&RESULTS)).svg.contains("class=\"sparkline\""));
    assert!(card(&base(&RESULTS[1..])).svg.contains("chart bars"));
    let one = card(&base(&RESULTS[2..]));
    assert!(one.svg.contains("chart single"), "{}", one.svg);
    assert!(one.latest_html.contains("2500亿元"), "{}", one.latest_html);
    assert!(
        one.latest_html.contains("data-status=\"target\"")
            && one.latest_html.contains("2020, target")
    );
    assert_eq!(card(&base(&[])).svg, "");
}

#[test]
fn a_year_ends_where_the_next_begins() {
    let base = base(&RESULTS);
    let plot = base.maker().plot("figures/f.html", base.id("f"));
    let ends: Vec<(f64, f64)> =
        plot.series[0].points.iter().map(|point| (point.from, point.until)).collect();
    assert_eq!(ends, [(2018.0, 2019.0), (2019.0, 2020.0), (2020.0, 2021.0)]);
}

#[test]
fn a_small_chart_is_of_the_scope_that_its_words_speak_of() {
    let base = base(&[
        "id: a, period: 2018, scope: at home, value: 5 million users, status: actual",
        "id: b, period: 2018, scope: abroad, value: 1 million users, status: actual",
        "id: c, period: 2019, scope: at home, value: 6 million users, status: actual",
        "id: d, period: 2019, scope: abroad, value: 2 million users, status: actual",
        "id: e, period: 2020, scope: abroad, value: 3 million users, status: actual",
    ]);
    let card = base.maker().figure_card("index.html", base.id("f"));
    assert!(card.latest_html.contains("2020, abroad, result"), "{}", card.latest_html);
    assert!(card.svg.contains("2 million users") && !card.svg.contains("5 million users"));
}
