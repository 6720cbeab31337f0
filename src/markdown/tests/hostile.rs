//! Bodies made to be slow or to break.

use super::*;
use crate::markdown::Placed;
use proptest::prelude::*;

/// Bodies that a careless reader takes quadratic time for: finishing at all is what is asked.
fn large() -> Vec<(&'static str, String)> {
    let many = |unit: &str| unit.repeat(50_000);
    vec![
        ("brackets", many("[")),
        ("images", many("![[")),
        ("links", many("[[a]]")),
        ("citations that never end", many("[@")),
        ("citations", many("[@a]")),
        ("a citation over lines that never ends", format!("[@a\n{}", "x\n".repeat(300_000))),
        ("highlights in one run", many("==")),
        ("highlights apart", many("==a ")),
        ("comments that never end", many("%%")),
        ("comments and code", many("%% `a` ")),
        ("code and comments", many("`a` %%b%% ")),
        ("one line", "word ".repeat(200_000)),
        ("one hanzi line", "**“直播”**很火，".repeat(30_000)),
        ("hanzi lines", many("直播\n")),
        ("quotes", format!("{}a", ">".repeat(20_000))),
        ("callouts", (0..300).map(|depth| format!("{}[!a]-\n", "> ".repeat(depth))).collect()),
        ("lists", (0..2_000).map(|depth| format!("{}- a\n", " ".repeat(depth * 2))).collect()),
        (
            "footnotes",
            (0..20_000).map(|n| format!("[^{n}] ")).collect::<String>()
                + "\n\n"
                + &(0..20_000).map(|n| format!("[^{n}]: a\n")).collect::<String>(),
        ),
        ("missing footnotes", many("[^a]")),
        ("footnotes that never end", many("[^")),
        ("topics", many("#a ")),
        ("hashes", many("#")),
        ("carets", format!("{}{}\nx", many("^"), many(" "))),
        ("dollars", many("$")),
        ("dollars apart", many("$a ")),
        ("stars", many("*a **b")),
        ("headings", "# a\n".repeat(20_000)),
        ("tables", format!("|a|\n|-|\n{}", "|[[a\\|b]]|\n".repeat(20_000))),
        ("raw tags", many("<b>")),
        ("raw lines", format!("<div>\n{}", many("<i\n"))),
        ("raw comments", many("<!--")),
        ("embeds", "![[a]]\n\n".repeat(20_000)),
        ("entities", many("&amp;[")),
        ("escapes", many("\\[")),
    ]
}

#[test]
fn large_bodies_are_read_drawn_and_written() {
    for (name, body) in large() {
        let tokens = tokens(&body);
        assert!(tokens.len() <= 8 * body.len() + 8, "{name}");
        let outline = outline(&tokens, &body);
        assert!(outline.links.len() <= body.len(), "{name}");
        let whole =
            Writing { part: Span::new(0, body.len()), prefix: "", top_level: 2, title: None };
        let written = write(&tokens, &whole, &mut Echo::default());
        assert!(written.html.len() <= 100 * body.len(), "{name}: {}", written.html.len());
    }
}

/// Returns whether each token's bytes are a part of the body, on character borders.
fn lies_in(tokens: &[Placed<'_>], body: &str) -> bool {
    tokens.iter().all(|(_, range)| body.get(range.clone()).is_some())
}

#[test]
fn of_very_many_blocks_of_code_the_last_stay_plain() {
    let block = "```rust\nfn a() {}\n```\n\n";
    let html = written(&block.repeat(5_001)).0.html;
    let plain = html.matches("<code>fn a() {}").count();
    assert_eq!((html.matches("<pre").count(), plain), (5_001, 1));
}

#[test]
fn a_block_does_not_end_within_a_character_of_a_comment() {
    let body = "a\n: <b>%%---\n\u{E0F1}\n%%";
    assert!(lies_in(&tokens(body), body));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_body_is_taken(parts in proptest::collection::vec(part(), 0..30)) {
        let body = parts.concat();
        let tokens = tokens(&body);
        prop_assert!(lies_in(&tokens, &body));
        let outline = outline(&tokens, &body);
        let queries = outline.queries.iter().map(|query| query.span);
        for span in outline.links.iter().map(|link| link.span).chain(queries) {
            prop_assert!(body.get(span.start..span.end).is_some());
        }
        for heading in outline.headings {
            prop_assert!(body.get(heading.section.start..heading.section.end).is_some());
        }
        let (_, host) = written(&body);
        for place in host.places {
            prop_assert!(body.get(place).is_some());
        }
    }

    #[test]
    fn any_text_is_taken(body in "\\PC{0,80}") {
        prop_assert!(lies_in(&tokens(&body), &body));
        let _ = written(&body);
    }
}

/// Gives a piece of the dialect, whole or not.
fn part() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(
        "\n¦\n\n¦ ¦    ¦a¦快手¦“¦”¦。¦𠀀¦é¦\r\n¦\t¦<b>¦<div>¦</¦<!--¦-->¦[[¦]]¦|¦\\|¦![[¦[¦](¦)¦*¦**¦==¦=¦%%¦`¦```query\n¦\n```\n¦\
         > ¦> [!note]- ¦> > ¦- ¦1. ¦# ¦## ¦ {#x}¦| a |\n| - |\n| ¦[^1]¦\n[^1]: ¦[@b¦, p. 3¦; @c]¦[@b]¦#c¦ ^d¦~~¦\\¦&lt;¦&¦$¦$$¦$x$¦\
         \u{1}¦\u{E0F1}¦\u{2E4F}¦\n: ¦- [x] ¦---\n¦\u{2}¦:¦!"
            .split('¦')
            .collect::<Vec<_>>(),
    )
}
