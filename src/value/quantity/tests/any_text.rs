//! What holds for any text at all.

use super::{Quantity, parse_money, parse_quantity};
use crate::value::Unit;
use proptest::prelude::*;

fn numbers() -> impl Strategy<Value = String> {
    let scales = prop::sample::select(vec![
        "",
        " thousand",
        "k",
        " million",
        "m",
        " billion",
        "bn",
        " trillion",
        "万",
        "亿",
        " 百万",
        "万亿",
    ]);
    ("[1-9][0-9]{0,6}(\\.[0-9]{1,4})?", scales)
        .prop_map(|(digits, scale)| format!("{digits}{scale}"))
}

fn any_quantity() -> impl Strategy<Value = String> {
    let bounds = prop::sample::select(vec![
        "",
        "",
        "",
        "~",
        "more than ",
        "< ",
        "≥",
        "up to ",
        "almost ",
        "约",
    ]);
    let currencies = prop::sample::select(vec!["", "", "CNY ", "US$", "RMB", "-€"]);
    let units = prop::sample::select(vec![
        "",
        " users",
        "%",
        " pp",
        " per week",
        "用户",
        " kg",
        "% of users",
        "元",
        " yuan a month",
    ]);
    let side = (bounds, currencies, numbers(), prop::option::of(numbers()), units).prop_map(
        |(bound, currency, low, high, unit)| {
            format!(
                "{bound}{currency}{low}{}{unit}",
                high.map_or_else(String::new, |high| format!("–{high}"))
            )
        },
    );
    (side, prop::bool::ANY).prop_map(|(side, converted)| {
        if converted { format!("{side} = USD 5 million") } else { side }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_printed_reads_back(text in any_quantity()) {
        if let Ok(read) = parse_quantity(&text) {
            let again = parse_quantity(&read.to_string());
            prop_assert_eq!(again.as_ref(), Ok(&read), "{} printed as {}", text, read);
            prop_assert!(read.overlaps(&read) && read.same_unit(&read));
            prop_assert!(!read.in_english().is_empty());
        }
    }

    #[test]
    fn what_readers_see_is_never_rounded(text in any_quantity()) {
        if let Ok(read) = parse_quantity(&text) && read.unit() != &Unit::None {
            let english = parse_quantity(&read.in_english());
            let ends = |quantity: &Quantity| (quantity.low(), quantity.high());
            // Ends of differing scale, the first without a word, are for readers alone.
            if let Ok(english) = english && !read.to_string().contains(['万', '亿']) {
                prop_assert_eq!(ends(&english), ends(&read));
            }
        }
    }

    #[test]
    fn any_text_at_all_is_read_or_refused_within_itself(text in "\\PC{0,32}|[0-9.,%$¥=~<>–万亿元 a-zA-Z-]{0,32}") {
        for read in [parse_quantity(&text), parse_money(&text)] {
            match read {
                Ok(read) => prop_assert_eq!(parse_quantity(&read.to_string()).ok(), Some(read)),
                Err(problem) => {
                    prop_assert!(text.get(problem.range.clone()).is_some(), "{:?}", problem.range);
                    prop_assert!(!problem.help.is_empty() && !problem.message.is_empty());
                }
            }
        }
    }
}
