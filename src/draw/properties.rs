//! What holds for any picture of anything.

use super::checked::Picture;
use super::graph::{Edge, Graph, Node, field, neighbourhood, whole};
use super::*;
use proptest::prelude::*;

/// Names as authors write them, and as nobody should.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z .,-]{0,28}",
        "[快手抖音淘宝直播电商京东节]{0,16}",
        "[A-Z][a-z]{2,9} [快手抖音淘宝]{1,4}",
        any::<String>(),
        Just("</title><script>alert(1)</script>\" onload='x' &amp; ]]>".to_owned()),
    ]
}

fn heading() -> impl Strategy<Value = Heading> {
    (name(), name()).prop_map(|(title, description)| Heading { id: "x".into(), title, description })
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![0.0..100.0, 1e6..9e12, -1e9..1e9, any::<f64>(), Just(250e9)]
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        3 => number().prop_map(Amount::Exact),
        1 => (number(), number()).prop_map(|(one, two)| Amount::Range(one, two)),
        1 => number().prop_map(Amount::Above),
        1 => number().prop_map(Amount::Below),
    ]
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![2 => Just(Status::Actual), 3 => prop::sample::select(Status::ALL.to_vec())]
}

fn years() -> impl Strategy<Value = (f64, f64)> {
    prop_oneof![
        (2010..2026).prop_map(|year| (f64::from(year), f64::from(year + 1))),
        (8040..8104).prop_map(|quarter| (f64::from(quarter) / 4.0, f64::from(quarter + 1) / 4.0)),
        (1900.0..2100.0).prop_map(|year| (year, year)),
        (any::<f64>(), any::<f64>()),
    ]
}

fn observation() -> impl Strategy<Value = Point> {
    let words = (name(), name(), prop::option::weighted(0.1, name()), prop::option::of(name()));
    let says = (amount(), status(), any::<bool>());
    (years(), says, words).prop_map(|((from, until), (amount, status, disputed), words)| {
        let (period, text, break_before, href) = words;
        Point { from, until, period, amount, text, status, disputed, break_before, href }
    })
}

fn series() -> impl Strategy<Value = Series> {
    (name(), prop::collection::vec(observation(), 0..8))
        .prop_map(|(name, points)| Series { name, points })
}

fn form() -> impl Strategy<Value = Form> {
    let change =
        (name(), prop::sample::select(vec![Direction::Up, Direction::Down, Direction::Level]))
            .prop_map(|(text, direction)| Change { direction, text });
    prop_oneof![
        3 => Just(Form::OverTime),
        3 => Just(Form::Bars),
        1 => prop::option::of(change).prop_map(Form::Single),
        1 => Just(Form::Compare),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    (years(), name(), name(), prop::option::of(name())).prop_map(
        |((from, until), name, when, href)| Event {
            from,
            until,
            when,
            name,
            kind: "event".into(),
            href,
        },
    )
}

fn graph(most: usize) -> impl Strategy<Value = Graph> {
    let node =
        (name(), prop::sample::select(vec!["company", "person", "\"x"]), prop::option::of(name()));
    let node = node.prop_map(|(label, kind, href)| Node {
        label,
        kind: kind.into(),
        href,
        ..Node::default()
    });
    let edge = (0..most, 0..most, prop::sample::select(vec!["owner", "mention"]));
    let edge =
        edge.prop_map(|(from, to, kind)| Edge { from, to, kind: kind.into(), ..Edge::default() });
    let parts = (prop::collection::vec(node, 0..most), prop::collection::vec(edge, 0..2 * most));
    (heading(), parts, prop::option::of(0..most))
        .prop_map(|(heading, (nodes, edges), focus)| Graph { heading, nodes, edges, focus })
}

/// Reads a picture and asserts what holds for all: it is drawn alike twice, and no labels touch.
fn check(draw: impl Fn() -> String) {
    let svg = draw();
    assert_eq!(svg, draw());
    if !svg.is_empty() {
        Picture::of(&svg).assert_apart();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_chart_can_be_read(
        heading in heading(),
        form in form(),
        series in prop::collection::vec(series(), 1..4),
        unit in name(),
        word in prop::option::weighted(0.2, name()),
    ) {
        let write = |_: f64| word.clone().unwrap_or_default();
        let tick = if word.is_some() { TickText::With(&write) } else { TickText::Scaled };
        let spec = Chart { heading, form, series, axis: Axis { unit, tick } };
        check(|| chart(&spec));
    }

    #[test]
    fn any_strip_can_be_read(heading in heading(), events in prop::collection::vec(event(), 0..14)) {
        let strip = Strip { heading, events };
        check(|| timeline_strip(&strip));
    }

    #[test]
    fn any_sparkline_can_be_read(heading in heading(), points in prop::collection::vec(observation(), 0..12)) {
        check(|| sparkline(&heading, &points));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_neighbourhood_names_every_node(graph in graph(41)) {
        check(|| neighbourhood(&graph));
        check(|| field(&graph, 12));
        if !graph.nodes.is_empty() {
            let picture = Picture::of(&neighbourhood(&graph));
            prop_assert_eq!(picture.texts.len(), graph.nodes.len());
        }
    }

    #[test]
    fn the_whole_shows_names_only_where_they_are_free(graph in graph(120)) {
        check(|| whole(&graph));
    }
}
