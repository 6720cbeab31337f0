//! What is read and what is refused.

use super::{Bound, parse_money, quantity, refused};
use crate::diagnostic::Code;
use crate::value::Unit;

/// Low, high or nothing, bound and unit, in the form of a table's columns.
fn columns(text: &str) -> String {
    let quantity = quantity(text);
    let high = quantity.high().map_or_else(String::new, |high| high.normalize().to_string());
    format!(
        "{} | {high} | {} | {}",
        quantity.low().normalize(),
        quantity.bound().name(),
        quantity.unit()
    )
}

#[test]
fn the_examples_of_the_specification_read() {
    for (text, expected) in [
        ("300 million users", "300000000 |  | exact | users"),
        ("71.2%", "71.2 |  | exact | %"),
        ("28.5 pp", "28.5 |  | exact | pp"),
        ("> 300,000 livestreams", "300000 |  | more than | livestreams"),
        ("up to 30,000", "30000 |  | up to | "),
        ("15 million kg = 33 million lb", "15000000 |  | exact | kg"),
        ("100–150", "100 | 150 | exact | "),
        ("~48 million", "48000000 |  | about | "),
        ("CNY 1 billion", "1000000000 |  | exact | CNY"),
        ("RMB 200–250 billion", "200000000000 | 250000000000 | exact | CNY"),
        ("CNY 30,000 per week", "30000 |  | exact | CNY per week"),
        ("US$2bn", "2000000000 |  | exact | USD"),
        ("CNY 1 billion = USD 138 million", "1000000000 |  | exact | CNY"),
    ] {
        assert_eq!(columns(text), expected, "{text}");
    }
    assert_eq!(
        quantity("15 million kg = 33 million lb").conversion(),
        Some(&quantity("33 million lb"))
    );
    assert_eq!(quantity(" US$2bn ").original(), "US$2bn");
}

#[test]
fn currencies_stand_before_or_after_the_number() {
    for (text, expected) in [
        ("30,000 yuan", "30000 |  | exact | CNY"),
        ("30,000 Yuan per week", "30000 |  | exact | CNY per week"),
        ("30,000元", "30000 |  | exact | CNY"),
        ("人民币3亿元", "300000000 |  | exact | CNY"),
        ("3萬億元", "3000000000000 |  | exact | CNY"),
        ("2500亿元人民币", "250000000000 |  | exact | CNY"),
        ("3亿美元", "300000000 |  | exact | USD"),
        ("2 billion US dollars", "2000000000 |  | exact | USD"),
        ("US $2 bn", "2000000000 |  | exact | USD"),
        ("USD2bn", "2000000000 |  | exact | USD"),
        ("HK$1.5m", "1500000 |  | exact | HKD"),
        ("€5k", "5000 |  | exact | EUR"),
        ("£3.2 mln", "3200000 |  | exact | GBP"),
        ("JPY 3 tn", "3000000000000 |  | exact | JPY"),
        ("CNY 30,000 a week", "30000 |  | exact | CNY per week"),
        ("CNY 30,000/week", "30000 |  | exact | CNY per week"),
        ("SEK 5", "5 |  | exact | SEK"),
        ("usd 5", "5 |  | exact | USD"),
    ] {
        assert_eq!(columns(text), expected, "{text}");
        assert!(parse_money(text).is_ok_and(|money| money.is_money()), "{text}");
    }
}

#[test]
fn bounds_are_read_in_signs_words_and_chinese() {
    for (bound, texts) in [
        (
            Bound::MoreThan,
            &[
                "> 5",
                "more than 5",
                "More Than 5",
                "over 5",
                "超过5",
                ">5",
                "above 5",
                "超5",
                "USD > 5",
            ][..],
        ),
        (Bound::LessThan, &["< 5", "fewer than 5", "under 5", "less than 5", "不到5"]),
        (
            Bound::AtLeast,
            &[
                ">= 5",
                "≥5",
                "at least 5",
                "至少5",
                "no fewer than 5",
                "5+",
                "5 million+ users",
                "＞＝5",
            ],
        ),
        (Bound::AtMost, &["<= 5", "≤ 5", "up to 5", "at most 5", "不超过5", "no more than 5"]),
        (Bound::About, &["~5", "≈ 5", "about 5", "around 5", "约5", "～5", "~USD 5"]),
        (Bound::Almost, &["almost 5", "nearly 5", "近5", "close to 5"]),
        (Bound::Exact, &["5", "+5"]),
    ] {
        for text in texts {
            assert_eq!(quantity(text).bound(), bound, "{text}");
        }
    }
}

#[test]
fn a_final_scale_word_covers_both_ends_unless_the_first_has_its_own() {
    for (text, expected) in [
        ("1.5-2 million", "1500000 | 2000000 | exact | "),
        ("1.5 – 2 million users", "1500000 | 2000000 | exact | users"),
        ("800 million–1.2 billion", "800000000 | 1200000000 | exact | "),
        ("RMB 200 billion to RMB 250 billion", "200000000000 | 250000000000 | exact | CNY"),
        ("RMB 200 to 250 billion", "200000000000 | 250000000000 | exact | CNY"),
        ("US$1.5m-US$2m", "1500000 | 2000000 | exact | USD"),
        ("2000-2500亿元", "200000000000 | 250000000000 | exact | CNY"),
        ("3000万至5亿元", "30000000 | 500000000 | exact | CNY"),
        ("3～5万", "30000 | 50000 | exact | "),
        ("5–7%", "5 | 7 | exact | %"),
        ("5% to 7%", "5 | 7 | exact | %"),
        ("100 users to 150 users", "100 | 150 | exact | users"),
        ("5 million viewers – 7 million viewers", "5000000 | 7000000 | exact | viewers"),
        ("between 100 and 150 users", "100 | 150 | exact | users"),
        ("from 100 to 150 users", "100 | 150 | exact | users"),
        ("about 100–150", "100 | 150 | about | "),
        ("30,000-50,000 yuan a month", "30000 | 50000 | exact | CNY per month"),
        ("100-150", "100 | 150 | exact | "),
        ("5–5", "5 | 5 | exact | "),
    ] {
        assert_eq!(columns(text), expected, "{text}");
    }
}

#[test]
fn negative_numbers_keep_their_sign() {
    for (text, expected) in [
        ("−5%", "-5 |  | exact | %"),
        ("-1.2 million", "-1200000 |  | exact | "),
        ("−US$2bn", "-2000000000 |  | exact | USD"),
        ("CNY -5 million", "-5000000 |  | exact | CNY"),
        ("−5 to −3%", "-5 | -3 | exact | %"),
        ("-5--3", "-5 | -3 | exact | "),
        ("−5–3", "-5 | 3 | exact | "),
        ("－５％", "-5 |  | exact | %"),
    ] {
        assert_eq!(columns(text), expected, "{text}");
    }
}

#[test]
fn width_and_white_space_do_not_matter() {
    for (text, same) in [
        ("３００，０００　ｕｓｅｒｓ", "300,000 users"),
        ("  300\u{a0}million\u{2009}users\u{200b} ", "300 million users"),
        ("300million users", "300 million users"),
        (
            "ＣＮＹ　１　ｂｉｌｌｉｏｎ　＝　ＵＳＤ　１３８　ｍｉｌｌｉｏｎ",
            "CNY 1 billion = USD 138 million",
        ),
        ("71.2 ％", "71.2%"),
        (">300,000 livestreams", "> 300,000 livestreams"),
        ("US＄2bn", "US$2bn"),
    ] {
        assert_eq!(quantity(text), quantity(same), "{text}");
    }
}

#[test]
fn a_sign_that_several_currencies_share_is_refused_at_the_sign() {
    for (text, range) in [
        ("$2bn", 0..1),
        ("¥30", 0..2),
        ("more than $5 million", 10..11),
        ("CNY 1 billion = $138 million", 16..17),
        ("￥３０", 0..3),
        ("2bn $", 4..5),
        ("US$5 to $7", 8..9),
        ("300 dollars", 4..11),
        ("$US5", 0..1),
        ("5 million ¥ a week", 10..12),
        ("-$5", 1..2),
        ("0 a~¥–5", 4..6),
    ] {
        let problem = refused(text);
        assert_eq!(
            (problem.code, problem.range.clone()),
            (Code::AmbiguousCurrency, range),
            "{text}"
        );
        assert_eq!(parse_money(text).map_err(|problem| problem.code), Err(Code::AmbiguousCurrency));
    }
    assert_eq!(refused("$2bn").help, "write `US$2bn` or `HK$2bn`");
    assert_eq!(refused("¥30").help, "write `CNY 30` or `JPY 30`");
    assert_eq!(refused("300 dollars").help, "write `300 US dollars` or `300 Hong Kong dollars`");
}

#[test]
fn a_range_that_runs_down_is_refused() {
    for (text, help) in [
        ("250–200 billion", "the lower number comes first: `200,000,000,000–250,000,000,000`"),
        (
            "800,000 to 1 million",
            "the last `million` covers both ends; write both in full, such as `800,000–1,000,000`",
        ),
        (
            "2000 million to 1 billion",
            "the lower number comes first: `1,000,000,000–2,000,000,000`",
        ),
        ("CNY 5–3", "the lower number comes first: `CNY 3–5`"),
    ] {
        let problem = refused(text);
        assert_eq!((problem.code, problem.help.as_str()), (Code::LowAboveHigh, help), "{text}");
    }
    assert_eq!(parse_money("CNY 5–3").map_err(|problem| problem.code), Err(Code::LowAboveHigh));
}

#[test]
fn what_could_be_another_number_is_refused() {
    for text in [
        "",
        " ",
        "many",
        "a million users",
        "one",
        "million",
        "1.234.567",
        "12,34",
        "1 234 567",
        "1e9",
        "1.5E+3 users",
        "½ million",
        "10²",
        "3亿5000万",
        "1 million 500 thousand",
        "5 million million",
        "5 hundred",
        "3 crore",
        "three to five",
        "300 or more users",
        "300 plus",
        "5 and 6",
        "5 to about 7",
        "more than 5–7",
        "5% to 7 pp",
        "5% higher",
        "28.5 pp of users",
        "RMB 5 to USD 7",
        "CNY 5%",
        "CNY 5 subsidies",
        "CNY 5 per",
        "CNY 5 per 7 days",
        "5 = ",
        "= 5",
        "5 kg = 7",
        "CNY 1 = USD 2 = EUR 3",
        "5 users to 7 viewers",
        "> > 5",
        "5 <b>",
        "5 users; 7 viewers",
        "100 618 livestreams",
        "快手",
        "三亿",
        "5 \u{0} users",
        "- 5 -",
        "CNY",
        "5 ×10",
        ".5",
        "5.",
        "１２，３",
        "300多万",
        "300万以上",
        "300万人左右",
        "300 users or more",
        "300 users at least",
        "15 million kg (33 million lb)",
        "CNY 1 billion (US$138 million)",
        "15 million kg (US$5m)",
        "2016/..",
        "3/5",
        "XYZ 5 million",
        "--5",
        "5–",
        "–5",
        "USD USD 5",
        "100–150–200",
    ] {
        let problem = refused(text);
        assert_eq!(problem.code, Code::BadQuantity, "{text}");
        assert!(!problem.help.is_empty() && !problem.message.ends_with('.'), "{text}");
        assert!(text.get(problem.range.clone()).is_some(), "{text}: {:?}", problem.range);
    }
}

#[test]
fn numbers_too_long_to_be_held_are_refused_and_none_overflows() {
    for text in [
        format!("{} users", "9".repeat(28)),
        "9".repeat(400),
        format!("{} trillion", "9".repeat(20)),
        format!("0.{}1", "0".repeat(30)),
        format!("1-{} 千万亿", "9".repeat(26)),
        format!("CNY 1 = USD {}", "9".repeat(99)),
    ] {
        assert!(refused(&text).message.contains("too long"), "{text}");
    }
    assert!(refused(&format!("5 {}", "x".repeat(99_999))).message.chars().count() < 120);
    let greatest = quantity(&format!("~{}", "9".repeat(27)));
    assert!(greatest.interval().1.is_some() && greatest.in_chinese_scale().is_some());
}

#[test]
fn money_names_its_currency() {
    for text in ["300 million", "71.2%", "300 users"] {
        let problem = parse_money(text).expect_err(text);
        assert_eq!(
            (problem.code, problem.help),
            (
                Code::BadMoney,
                format!("write `CNY {text}`, `USD {text}` or another currency's code")
            )
        );
    }
    for text in ["", "CNY", "CNY many", "XYZ 5 million", "CNY 1,23", "CNY 5 more"] {
        assert_eq!(
            parse_money(text).map_err(|problem| problem.code),
            Err(Code::BadMoney),
            "{text}"
        );
    }
    assert_eq!(parse_money("XYZ 5 million").map_err(|problem| problem.range), Err(0..3));
    assert_eq!(parse_money("CNY 5 subsidies").map_err(|problem| problem.range), Err(6..15));
}

#[test]
fn a_conversion_in_brackets_is_sent_behind_an_equals_sign() {
    for text in [
        "CNY 1 billion (US$138 million)",
        "15 million kg (33 million lb)",
        "CNY 1 billion ≈ USD 138 million",
    ] {
        assert!(refused(text).help.contains("after `=`"), "{text}");
    }
}

#[test]
fn units_are_the_words_that_follow() {
    for (text, unit) in [
        ("3 times", "times"),
        ("15 million kg", "kg"),
        ("5 COVID-19 tests", "COVID-19 tests"),
        ("300万人次", "人次"),
        ("5千克", "千克"),
        ("5万千克", "千克"),
        ("10,000 per day", "per day"),
        ("10,000/day", "per day"),
        ("71.2% of users", "% of users"),
        ("5 euros", "EUR"),
        ("5 European users", "European users"),
        ("5 B2B platforms", "B2B platforms"),
        ("5 K-pop fans", "K-pop fans"),
        ("100 m²", "m²"),
        ("5 users (daily)", "users (daily)"),
        ("5 pp", "pp"),
        ("5 ppl", "ppl"),
        ("5 percentage points", "pp"),
        ("5个百分点", "pp"),
        ("5 per cent", "%"),
        ("5 percent", "%"),
        ("33 million pounds", "pounds"),
    ] {
        assert_eq!(quantity(text).unit().to_string(), unit, "{text}");
    }
    assert_eq!(quantity("5").unit(), &Unit::None);
}
