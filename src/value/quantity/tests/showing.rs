//! What readers, tables and other stages see.

use super::quantity;
use crate::value::Decimal;

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

#[test]
fn readers_see_what_was_printed() {
    for (text, english) in [
        ("RMB 250 billion", "CNY 250 billion"),
        ("RMB 200 billion to RMB 250 billion", "CNY 200–250 billion"),
        ("US$800m–1.2bn", "USD 800 million–1.2 billion"),
        ("> 300,000 livestreams", "more than 300,000 livestreams"),
        ("71.20%", "71.20%"),
        ("28.5 percentage points", "28.5 pp"),
        ("up to 30,000 yuan per week", "up to CNY 30,000 per week"),
        ("1.50bn", "1.50 billion"),
        ("30k", "30 thousand"),
        ("2500亿元", "CNY 250 billion"),
        ("2505亿元", "CNY 250.5 billion"),
        ("1.20亿用户", "120 million 用户"),
        ("12.0亿元", "CNY 1.20 billion"),
        ("3万", "30,000"),
        ("1.2345678亿", "123,456,780"),
        ("5–7万", "50,000–70,000"),
        ("−5 to −3%", "−5 to −3%"),
        ("71.2% of users", "71.2% of users"),
        ("0.05%", "0.05%"),
        ("~48 million", "about 48 million"),
        ("CNY 1 billion = USD 138 million", "CNY 1 billion"),
        ("1000000", "1,000,000"),
    ] {
        assert_eq!(quantity(text).in_english(), english, "{text}");
    }
}

#[test]
fn the_chinese_scale_is_exact() {
    for (text, chinese) in [
        ("CNY 250 billion", Some("2500亿元")),
        ("RMB 200–250 billion", Some("2000亿–2500亿元")),
        ("CNY 30,000", Some("3万元")),
        ("up to CNY 30,000 per week", Some("每周最多3万元")),
        ("USD 138 million", Some("1.38亿美元")),
        ("CNY 1.5 trillion", Some("1.5万亿元")),
        ("CNY 1.50 billion", Some("15.0亿元")),
        ("300 million users", Some("3亿")),
        ("> 300,000 livestreams", Some("超过30万")),
        ("12,345", Some("1.2345万")),
        ("123,456", Some("12.3456万")),
        ("123,456,789", Some("12345.6789万")),
        ("1,234,567.89", None),
        ("300万人", Some("300万人")),
        ("~48 million", Some("约4800万")),
        ("−USD 50,000", Some("−5万美元")),
        ("9,999", None),
        ("CNY 100", None),
        ("71.2%", None),
        ("20,000 pp", None),
        ("205.7 million downloads", Some("2.057亿")),
        ("5,000–20,000", Some("5000–2万")),
    ] {
        assert_eq!(quantity(text).in_chinese_scale().as_deref(), chinese, "{text}");
    }
}

#[test]
fn the_last_printed_digit_sets_the_interval() {
    for (text, low, high) in [
        ("71.2%", Some("71.15"), Some("71.25")),
        ("71%", Some("70.5"), Some("71.5")),
        ("1.50 billion", Some("1495000000"), Some("1505000000")),
        ("2500亿元", Some("249950000000"), Some("250050000000")),
        ("30,000", Some("29999.5"), Some("30000.5")),
        ("~48 million", Some("43200000"), Some("52800000")),
        ("~−10", Some("-11"), Some("-9")),
        ("200–250 billion", Some("200000000000"), Some("250000000000")),
        ("about 100–200", Some("90"), Some("220")),
        ("> 300", Some("300"), None),
        ("at least 300", Some("300"), None),
        ("< 300", None, Some("300")),
        ("up to 300", None, Some("300")),
        ("almost 300", Some("270"), Some("300")),
    ] {
        assert_eq!(quantity(text).interval(), (low.map(decimal), high.map(decimal)), "{text}");
    }
}

#[test]
fn intervals_meet_or_are_in_dispute() {
    for (a, b, meet) in [
        ("71.2%", "71%", true),
        ("71.2%", "71.3%", true),
        ("71.2%", "71.4%", false),
        ("CNY 35 billion", "CNY 59.6 billion", false),
        ("> 300", "300", true),
        ("> 300", "< 300", false),
        ("at least 300", "up to 300", true),
        ("> 300", "250", false),
        ("~48 million", "52 million", true),
        ("~48 million", "54 million", false),
        ("100–150", "150–200", true),
        ("CNY 200–250 billion", "CNY 204 billion", true),
        ("almost 300", "250", false),
    ] {
        assert_eq!(
            (quantity(a).overlaps(&quantity(b)), quantity(b).overlaps(&quantity(a))),
            (meet, meet),
            "{a} / {b}"
        );
    }
}

#[test]
fn numbers_are_placed_on_an_axis() {
    let value = quantity("CNY 200–250 billion").chart_value();
    assert_eq!((value.low, value.middle, value.high), (2e11, 2.25e11, 2.5e11));
    assert_eq!(quantity("71.2%").chart_value().middle, 71.2);
}
