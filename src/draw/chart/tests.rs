//! What charts show, and what they never do.

use super::*;
use crate::draw::checked::Picture;

/// An observation of some period.
pub(super) fn point((from, until): (f64, f64), amount: Amount, status: Status) -> Point {
    let (period, text) = (format!("{from}"), String::new());
    let (disputed, break_before, href) = (false, None, None);
    Point { from, until, period, amount, text, status, disputed, break_before, href }
}

/// An observation of a whole year.
pub(super) fn year(year: i32, value: f64, status: Status) -> Point {
    let from = f64::from(year);
    point((from, from + 1.0), Amount::Exact(value), status)
}

fn series(name: &str, points: Vec<Point>) -> Series {
    Series { name: name.into(), points }
}

fn drawn(form: Form, series: Vec<Series>) -> Picture {
    let heading = Heading { id: "gmv".into(), title: "GMV rose".into(), description: "So".into() };
    let axis = Axis { unit: "CNY".into(), tick: TickText::Scaled };
    Picture::of(&chart(&Chart { heading, form, series, axis }))
}

fn words(picture: &Picture) -> Vec<&str> {
    picture.texts.iter().map(|text| text.words.as_str()).collect()
}

/// Places named by the path of the first element with `class`.
fn path(picture: &Picture, class: &str) -> Vec<(f64, f64)> {
    let has = |classes: &String| classes.split(' ').any(|one| one == class);
    let element = picture.elements.iter().find(|one| one.get("class").is_some_and(has));
    let path = &element.expect("it is drawn")["d"];
    let pair = |part: &str| {
        let (x, y) = part.split_once(' ').expect("two numbers");
        (x.parse().expect("a number"), y.parse().expect("a number"))
    };
    path.split(['M', 'L', 'Z']).filter(|part| !part.is_empty()).map(pair).collect()
}

#[test]
fn each_status_is_marked_by_its_shape_and_named_in_the_key() {
    let points = (2015..).zip(Status::ALL).map(|(at, status)| year(at, 5.0, status)).collect();
    let picture = drawn(Form::OverTime, vec![series("Kuaishou", points)]);
    for status in Status::ALL {
        // Once on the field, once in the key.
        let marks = picture.count("circle", status.name()) + picture.count("path", status.name());
        assert_eq!(marks, 2, "{status:?}");
        assert!(words(&picture).contains(&status.name()));
    }
    assert_eq!(picture.count("path", "line"), 0);
}

#[test]
fn results_alone_need_no_key() {
    let points = vec![year(2019, 1.0, Status::Actual), year(2020, 2.0, Status::Actual)];
    let picture = drawn(Form::OverTime, vec![series("", points)]);
    assert!(!words(&picture).contains(&"actual"));
    assert_eq!(path(&picture, "line").len(), 2);
}

#[test]
fn values_are_counted_in_one_unit_and_never_rounded() {
    let points =
        vec![year(2019, 59.6e9, Status::Actual), year(2020, 204_000_000_001.0, Status::Actual)];
    let picture = drawn(Form::OverTime, vec![series("", points)]);
    let words = words(&picture);
    assert!(words.contains(&"CNY billion") && words.contains(&"59.6"), "{words:?}");
    assert!(!words.contains(&"204"), "{words:?}");
}

#[test]
fn bars_stand_on_zero_and_leave_a_missing_year_empty() {
    let points = vec![year(2018, 90.0, Status::Actual), year(2020, 100.0, Status::Actual)];
    let picture = drawn(Form::Bars, vec![series("", points)]);
    assert!(words(&picture).contains(&"2019"));
    assert_eq!(picture.count("path", "bar"), 2);
    let (base, bar) = (path(&picture, "base"), path(&picture, "bar"));
    assert_eq!(bar[0].1, base[0].1);
}

#[test]
fn a_range_is_drawn_from_end_to_end_and_a_bound_with_an_arrow() {
    let points = vec![
        point((2019.0, 2020.0), Amount::Range(100.0, 50.0), Status::Actual),
        point((2020.0, 2021.0), Amount::Above(80.0), Status::Actual),
        point((2021.0, 2022.0), Amount::Below(30.0), Status::Actual),
    ];
    for form in [Form::OverTime, Form::Bars, Form::Compare] {
        let picture = drawn(form, vec![series("", points.clone())]);
        assert_eq!(picture.count("path", "bound"), 2);
        assert_eq!(picture.count("path", "range"), 1);
        let range = path(&picture, "range");
        let (low, high) = (range[0], range[1]);
        assert!(low != high);
    }
    let picture = drawn(Form::OverTime, vec![series("", points)]);
    assert!(words(&picture).contains(&"50–100"));
    assert!(words(&picture).contains(&">80") && words(&picture).contains(&"<30"));
}

#[test]
fn the_arrow_of_a_bound_where_the_scale_ends_stays_beside_the_period() {
    let mut below = point((2010.0, 2011.0), Amount::Below(-3.0), Status::Actual);
    for period in ["", "2010"] {
        below.period = period.into();
        let picture = drawn(Form::Compare, vec![series("", vec![below.clone()])]);
        let end = picture.texts.iter().find(|text| text.words == "2010");
        let end = end.map_or(0.0, |text| text.area.right);
        assert!(path(&picture, "bound").iter().all(|&(x, _)| x >= end), "{period:?}");
    }
}

#[test]
fn a_break_shows_with_its_reason_in_every_form() {
    let mut points: Vec<Point> = (2018..2021).map(|at| year(at, 9.0, Status::Actual)).collect();
    points[1].break_before = Some("counts refunds".into());
    for form in [Form::OverTime, Form::Bars, Form::Compare] {
        let picture = drawn(form, vec![series("", points.clone())]);
        assert_eq!(picture.count("path", "break"), 1);
        assert!(words(&picture).contains(&"counts refunds"));
    }
}

#[test]
fn what_is_compared_keeps_its_own_period_and_status() {
    let one = series("Kuaishou", vec![year(2020, 250e9, Status::Target)]);
    let two = series("Taobao Live", vec![year(2019, 200e9, Status::Actual)]);
    let picture = drawn(Form::Compare, vec![one, two]);
    let words = words(&picture);
    for word in ["Kuaishou", "2020", "250 CNY billion", "Taobao Live", "2019", "target"] {
        assert!(words.contains(&word), "{word} of {words:?}");
    }
    assert_eq!(picture.count("path", "target"), 3, "bar, mark and key");
    assert!(picture.titles.contains(&"Kuaishou · 2020 · target".to_owned()));
}

#[test]
fn a_single_value_says_when_what_and_how_it_changed() {
    let change = Change { direction: Direction::Up, text: "twice 2019".into() };
    let points = vec![
        year(2020, 2.0, Status::Actual),
        Point { text: "CNY 1".into(), ..year(2019, 1.0, Status::Actual) },
    ];
    let picture = drawn(Form::Single(Some(change)), vec![series("", points)]);
    let words = words(&picture);
    assert_eq!(words[0], "2 CNY");
    assert!(words.contains(&"2020 · actual") && words.contains(&"twice 2019"), "{words:?}");
    assert_eq!(picture.count("path", "up"), 1);
}

#[test]
fn two_observations_in_one_place_both_show() {
    let points = vec![year(2020, 5.0, Status::Target), year(2020, 5.0, Status::Target)];
    let picture = drawn(Form::OverTime, vec![series("", points)]);
    let marks: std::collections::BTreeSet<&String> = picture
        .elements
        .iter()
        .filter(|one| one.get("class").is_some_and(|class| class == "mark hollow target"))
        .map(|one| &one["d"])
        .collect();
    assert_eq!(marks.len(), 3, "two on the field, one in the key");
}

#[test]
fn a_disputed_number_says_so_wherever_its_status_stands() {
    let point = Point { disputed: true, ..year(2020, 5.0, Status::Actual) };
    assert!(point.title("GMV").ends_with("actual, disputed"));
    let picture = drawn(Form::Single(None), vec![series("", vec![point])]);
    assert!(words(&picture).iter().any(|words| words.ends_with("actual, disputed")));
}

#[test]
fn links_make_a_picture_a_group_and_are_large_enough_to_hit() {
    let point = Point { href: Some("gmv.html#2020".into()), ..year(2020, 5.0, Status::Actual) };
    for form in [Form::OverTime, Form::Bars, Form::Compare] {
        let picture = drawn(form, vec![series("", vec![point.clone()])]);
        let svg = picture.elements.last().expect("the picture itself");
        assert_eq!(svg["role"], "group");
        assert_eq!(picture.count("a", "point"), 1);
        let hit = picture
            .elements
            .iter()
            .find(|one| one.get("class").is_some_and(|class| class == "hit"));
        let size = |name: &str| hit.expect("a target")[name].parse::<f64>().expect("a number");
        assert!(size("width") >= 24.0 && size("height") >= 24.0);
    }
    let picture = drawn(Form::OverTime, vec![series("", vec![year(2020, 5.0, Status::Actual)])]);
    assert_eq!(picture.elements.last().expect("the picture itself")["role"], "img");
}

#[test]
fn the_form_fits_the_figure() {
    let actual = |years: std::ops::Range<i32>| {
        series("", years.map(|at| year(at, 1.0, Status::Actual)).collect())
    };
    assert_eq!(Form::fitting(&[actual(2019..2020)]), Form::Single(None));
    assert_eq!(Form::fitting(&[actual(2017..2020)]), Form::OverTime);
    assert_eq!(Form::fitting(&[actual(2019..2020), actual(2020..2021)]), Form::Compare);
    let target = year(2020, 9.0, Status::Target);
    let mixed = series("", vec![year(2019, 1.0, Status::Actual), target]);
    assert_eq!(Form::fitting(&[mixed]), Form::Bars);
}

#[test]
fn what_cannot_be_drawn_is_left_out() {
    let points = vec![year(2020, f64::NAN, Status::Actual)];
    let axis = Axis { unit: String::new(), tick: TickText::Scaled };
    let heading = Heading::default();
    let spec = Chart { heading, form: Form::OverTime, series: vec![series("", points)], axis };
    assert_eq!(chart(&spec), "");
}
