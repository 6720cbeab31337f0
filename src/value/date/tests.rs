//! What dates read, refuse and say.

use super::{Date, Precision};
use crate::diagnostic::Code;
use crate::value::{Day, Unreadable};
use proptest::prelude::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

fn refused(text: &str) -> Unreadable {
    Date::parse(text).expect_err(text)
}

fn days(text: &str) -> (String, String) {
    let shown = |day: Option<Day>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    (shown(date(text).earliest()), shown(date(text).latest()))
}

#[test]
fn every_form_has_its_first_and_last_day() {
    for (text, first, last) in [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-06-16", "2020-06-16", "2020-06-16"),
        ("2020-Q1", "2020-01-01", "2020-03-31"),
        ("2020-Q4", "2020-10-01", "2020-12-31"),
        ("2020-H1", "2020-01-01", "2020-06-30"),
        ("2020-H2", "2020-07-01", "2020-12-31"),
        ("2019~", "2019-01-01", "2019-12-31"),
        ("../2015", "..", "2015-12-31"),
        ("2015/..", "2015-01-01", ".."),
        ("2020-04-01/2020-04-03", "2020-04-01", "2020-04-03"),
        ("2019~/2020-Q2", "2019-01-01", "2020-06-30"),
        ("2020-12/2020", "2020-12-01", "2020-12-31"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12"),
    ] {
        assert_eq!(days(text), (first.to_owned(), last.to_owned()), "{text}");
        assert_eq!(date(text).to_string(), text);
    }
}

#[test]
fn width_white_space_and_case_do_not_matter() {
    for (text, canonical) in [
        ("  2020 ", "2020"),
        ("２０２０－０６", "2020-06"),
        ("2020-q1", "2020-Q1"),
        ("2020-04-01 / 2020-04-03", "2020-04-01/2020-04-03"),
        ("２０１９～", "2019~"),
        ("..／2015", "../2015"),
        ("2019 ~", "2019~"),
        ("1985-04-12T23:20:30-04", "1985-04-12T23:20:30-04:00"),
    ] {
        assert_eq!(date(text).to_string(), canonical);
    }
}

#[test]
fn what_is_not_in_the_calendar_is_refused() {
    for text in [
        "2021-02-29",
        "2020-13",
        "2020-00",
        "2020-04-31",
        "2020-06-00",
        "2020-Q5",
        "2020-Q0",
        "2020-H3",
        "2020-06-16T24:00:00",
        "2020-02-30/2020-03-01",
        "2020-06-16T10:60:00",
        "2020-06-16T10:00:00+24:00",
    ] {
        assert_eq!(refused(text).code, Code::BadDate, "{text}");
    }
}

#[test]
fn other_forms_are_refused_with_what_was_meant() {
    for (text, meant) in [
        ("2019-2020", "2019/2020"),
        ("2019–2020", "2019/2020"),
        ("2019 to 2020", "2019/2020"),
        ("2020-6-1", "2020-06-01"),
        ("2020/06/16", "2020-06-16"),
        ("16.6.2020", "2020-06-16"),
        ("6/16/2020", "2020-06-16"),
        ("16/06/2020", "2020-06-16"),
        ("2020/06", "2020-06"),
        ("2020.6.16", "2020-06-16"),
        ("20200616", "2020-06-16"),
        ("16 June 2020", "2020-06-16"),
        ("June 16th, 2020", "2020-06-16"),
        ("Sept. 2020", "2020-09"),
        ("2020年6月16日", "2020-06-16"),
        ("2020年6月", "2020-06"),
        ("2020年", "2020"),
        ("Q1 2020", "2020-Q1"),
        ("2020Q1", "2020-Q1"),
        ("~2019", "2019~"),
        ("about 2019", "2019~"),
        ("2019?", "2019~"),
        ("by 2015", "../2015"),
        ("/2015", "../2015"),
        ("since 2015", "2015/.."),
        ("2015/", "2015/.."),
        ("2020s", "2020/2029"),
        ("202X", "2020/2029"),
        ("2020-04-01/03", "2020-04-01/2020-04-03"),
        ("June 2020 to July 2020", "2020-06/2020-07"),
    ] {
        let problem = refused(text);
        assert_eq!(
            (problem.code, problem.help),
            (Code::BadDate, format!("did you mean `{meant}`?")),
            "{text}"
        );
        assert_eq!(problem.message, format!("`{text}` is not a date"));
    }
}

#[test]
fn what_could_mean_anything_gets_the_forms_as_help() {
    for text in [
        "",
        " ",
        "soon",
        "20",
        "20200",
        "-0044",
        "Y17000",
        "../..",
        "..",
        "/",
        "2020/2021/2022",
        "2020-1",
        "01/02/2020",
        "2020-21",
        "2020--06",
        "2020-06-16T",
        "2020-0６a",
        "快手",
        "2020-快",
        "🦀🦀",
        "2020T10:00:00",
        "~",
        "2020~~",
        "2020-06-161",
    ] {
        let problem = refused(text);
        assert_eq!(problem.code, Code::BadDate, "{text}");
        assert!(
            problem.help.contains("`2020-06-16`") || problem.help.contains("did you mean"),
            "{text}: {}",
            problem.help
        );
        assert!(problem.range.end <= text.len(), "{text}");
    }
}

#[test]
fn a_span_that_ends_before_it_begins_is_refused_with_the_ends_exchanged() {
    let problem = refused("2020/2019~");
    assert_eq!(problem.code, Code::LowAboveHigh);
    assert!(problem.help.contains("`2019~/2020`"));
    assert_eq!(refused("2020-04-03/2020-04-01").code, Code::LowAboveHigh);
    assert_eq!(date("2020/2020").precision(), Precision::Interval);
}

#[test]
fn the_range_is_that_of_the_end_which_is_wrong() {
    assert_eq!(refused(" 2020 / 2021-02-30").range, 8..18);
    assert_eq!(refused("２０２０/soon").range, 13..17);
}

#[test]
fn english_says_as_much_as_the_date_does() {
    for (text, english) in [
        ("2020-06-16", "16 June 2020"),
        ("2020-06", "June 2020"),
        ("2020", "2020"),
        ("2020-Q1", "Q1 2020"),
        ("2020-H1", "first half of 2020"),
        ("2020-H2~", "about second half of 2020"),
        ("2019~", "about 2019"),
        ("../2015", "by 2015"),
        ("2015-03/..", "since March 2015"),
        ("2020-04-01/2020-04-03", "1–3 April 2020"),
        ("2020-03-28/2020-04-03", "28 March – 3 April 2020"),
        ("2019-12-28/2020-01-03", "28 December 2019 – 3 January 2020"),
        ("2020-04/2020-06", "April–June 2020"),
        ("2019-04/2020-06", "April 2019 – June 2020"),
        ("2019/2020", "2019–2020"),
        ("2019~/2020", "about 2019 – 2020"),
        ("2020-Q1/2020-Q3", "Q1–Q3 2020"),
        ("2020-04-01/2020-06", "1 April 2020 – June 2020"),
        ("2020-04-01/2020-04-03~", "1 April 2020 – about 3 April 2020"),
        ("2020-04-01/2020-04-01", "1 April 2020"),
        ("2020/2020", "2020"),
    ] {
        assert_eq!(date(text).in_english(), english, "{text}");
    }
}

#[test]
fn chinese_says_as_much_as_the_date_does() {
    for (text, chinese) in [
        ("2020-06-16", "2020年6月16日"),
        ("2020-06", "2020年6月"),
        ("2020", "2020年"),
        ("2020-Q1", "2020年第一季度"),
        ("2020-Q4", "2020年第四季度"),
        ("2020-H1", "2020年上半年"),
        ("2020-H2", "2020年下半年"),
        ("2019~", "约2019年"),
        ("../2015", "不晚于2015年"),
        ("2015/..", "2015年起"),
        ("2020-04-01/2020-04-03", "2020年4月1日至3日"),
        ("2020-03-28/2020-04-03", "2020年3月28日至4月3日"),
        ("2019-12-28/2020-01-03", "2019年12月28日至2020年1月3日"),
        ("2020-04/2020-06", "2020年4月至6月"),
        ("2019/2020", "2019年至2020年"),
        ("2020-Q1/2020-Q3", "2020年第一季度至第三季度"),
    ] {
        assert_eq!(date(text).in_chinese(), chinese, "{text}");
    }
}

#[test]
fn html_is_told_no_more_than_is_known() {
    for (text, iso) in [
        ("2020", Some("2020")),
        ("2020-06", Some("2020-06")),
        ("2020-06-16", Some("2020-06-16")),
        ("1985-04-12T23:20:30Z", Some("1985-04-12T23:20:30Z")),
        ("2020-Q1", None),
        ("2019~", None),
        ("../2015", None),
        ("2019/2020", None),
        ("0000", None),
    ] {
        assert_eq!(date(text).iso().as_deref(), iso, "{text}");
    }
}

#[test]
fn dates_contain_and_meet_each_other() {
    assert!(date("2020").contains(&date("2020-06-16")) && !date("2020-06").contains(&date("2020")));
    assert!(date("../2015").contains(&date("2015")) && date("../2015").contains(&date("../2014")));
    assert!(
        !date("../2015").contains(&date("2015/..")) && !date("2015").contains(&date("../2015"))
    );
    assert!(date("2015/..").contains(&date("2020-Q1/..")));
    assert!(
        date("2019/2020").overlaps(&date("2020-12-31")) && !date("2019").overlaps(&date("2020"))
    );
    assert!(
        date("../2015").overlaps(&date("2015/..")) && !date("../2014").overlaps(&date("2015/.."))
    );
}

#[test]
fn dates_sort_by_their_first_then_their_last_day() {
    let mut dates = [
        "2015/..",
        "2020",
        "../2015",
        "2020-01-01",
        "2015",
        "2020-01",
        "2015-01-01/9999-12-31",
        "2020~",
    ]
    .map(date);
    dates.sort();
    let sorted = dates.map(|date| date.to_string());
    assert_eq!(
        sorted,
        [
            "2015",
            "2015/..",
            "2015-01-01/9999-12-31",
            "../2015",
            "2020-01-01",
            "2020-01",
            "2020",
            "2020~"
        ]
    );
}

#[test]
fn a_date_knows_its_years_and_precision() {
    assert_eq!((date("../2015").year(), date("2019/2021").years()), (2015, 2019..=2021));
    for (text, precision) in [
        ("2020", Precision::Year),
        ("2020-H1", Precision::Half),
        ("2020-Q1", Precision::Quarter),
        ("2020-06", Precision::Month),
        ("2020-06-16", Precision::Day),
        ("2015/..", Precision::Interval),
    ] {
        assert_eq!(date(text).precision(), precision);
    }
    assert!(
        date("2019/2020~").is_approximate()
            && date("2019~").is_approximate()
            && !date("2019").is_approximate()
    );
    assert_eq!(Date::from(Day::new(2020, 6, 16).expect("a day")), date("2020-06-16"));
}

fn points() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just(String::new()),
        (1..=2).prop_map(|half: i32| format!("-H{half}")),
        (1..=4).prop_map(|quarter: i32| format!("-Q{quarter}")),
        (1..=12).prop_map(|month: i32| format!("-{month:02}")),
        (1..=12, 1..=28).prop_map(|(month, day): (i32, i32)| format!("-{month:02}-{day:02}")),
    ];
    (0..=9999, parts, "~?").prop_map(|(year, part, mark)| format!("{year:04}{part}{mark}"))
}

fn any_date() -> impl Strategy<Value = String> {
    prop_oneof![
        points(),
        points().prop_map(|point| format!("../{point}")),
        points().prop_map(|point| format!("{point}/..")),
        (points(), points()).prop_map(|(from, to)| if from[..4] <= to[..4] {
            format!("{from}/{to}")
        } else {
            format!("{to}/{from}")
        }),
    ]
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(text in any_date()) {
        if let Ok(date) = Date::parse(&text) {
            prop_assert_eq!(date.to_string(), text.as_str());
            prop_assert_eq!(Date::parse(&date.to_string()).ok(), Some(date.clone()));
            prop_assert!(date.contains(&date) && date.overlaps(&date));
            prop_assert!(!date.in_english().is_empty() && !date.in_chinese().is_empty());
        } else {
            prop_assert!(text.contains('/'));
        }
    }

    #[test]
    fn any_text_at_all_is_read_or_refused_within_itself(text in "\\PC{0,24}|[0-9QH~/.T:+年月-]{0,24}") {
        if let Err(problem) = Date::parse(&text) {
            prop_assert!(problem.range.start <= problem.range.end && problem.range.end <= text.len());
            prop_assert!(text.is_char_boundary(problem.range.start) && text.is_char_boundary(problem.range.end));
            prop_assert!(!problem.help.is_empty());
        }
    }

    #[test]
    fn order_agrees_with_equality(a in any_date(), b in any_date()) {
        if let (Ok(a), Ok(b)) = (Date::parse(&a), Date::parse(&b)) {
            prop_assert_eq!(a == b, a.cmp(&b).is_eq());
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
        }
    }
}
