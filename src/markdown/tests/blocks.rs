//! What stands on lines of its own: headings, lists, tables, callouts, footnotes, code.

use super::*;
use crate::markdown::{Fold, MAX_DEPTH, Token};

#[test]
fn headings_have_fragments_and_leave_no_step_out() {
    let (written, _) =
        written("# A b\n\n### A b\n\n## 资金\n\n###### x {#own .wide onclick=y}\n\n## `a` [[b]]");
    let headings: Vec<(u8, &str, &str)> = written
        .headings
        .iter()
        .map(|(level, id, text)| (*level, id.as_str(), text.as_str()))
        .collect();
    assert_eq!(
        headings,
        [
            (2, "a-b", "A b"),
            (3, "a-b-1", "A b"),
            (3, "资金", "资金"),
            (4, "own", "x"),
            (3, "a-b-2", "a b")
        ]
    );
    assert!(written.html.contains("<h4 id=\"own\" class=\"wide\">"), "{}", written.html);
    assert!(!written.html.contains("onclick"));
}

#[test]
fn the_outline_and_the_page_agree_on_fragments() {
    let body = "# A\n\n## A\n\n## A-1\n\n## A {#a}\n\n## #\n\n##\n";
    let ids: Vec<String> = drawn(body).headings.into_iter().map(|heading| heading.id).collect();
    let drawn: Vec<String> = written(body).0.headings.into_iter().map(|(_, id, _)| id).collect();
    assert_eq!(ids, drawn);
    let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
}

#[test]
fn sections_end_where_the_next_of_their_level_begins() {
    let body = "a\n\n# B\n\nb\n\n## C\n\nc\n\n# D\n\nd\n";
    let outline = drawn(body);
    let sections: Vec<&str> =
        outline.headings.iter().map(|one| &body[one.section.start..one.section.end]).collect();
    assert_eq!(sections, ["# B\n\nb\n\n## C\n\nc\n\n", "## C\n\nc\n\n", "# D\n\nd\n"]);
}

#[test]
fn a_part_is_written_alone_with_its_footnotes() {
    let body = "# A\n\na[^1]\n\n## B\n\nb[^2] [^1]\n\n## C\n\nc\n\n[^1]: one\n[^2]: two";
    let section = drawn(body).headings[1].section;
    let mut host = Echo::default();
    let writing = Writing { part: section, prefix: "p-", top_level: 3, title: None };
    let html = write(&tokens(body), &writing, &mut host).html;
    assert!(html.starts_with("<h3 id=\"p-b\">"), "{html}");
    assert!(!html.contains("<p>a") && !html.contains("<p>c"), "{html}");
    assert!(html.contains("<li id=\"p-fn-1\"><p>two</p>"), "{html}");
    assert!(html.contains("<li id=\"p-fn-2\"><p>one</p>"), "{html}");
}

#[test]
fn a_first_heading_that_repeats_the_title_is_left_out() {
    let body = "# Kuaishou\n\n## A\n";
    let whole = Writing {
        part: Span::new(0, body.len()),
        prefix: "",
        top_level: 2,
        title: Some("Kuaishou"),
    };
    let written = write(&tokens(body), &whole, &mut Echo::default());
    assert_eq!(written.headings, [(2, "a".to_owned(), "A".to_owned())]);
    assert!(written.html.starts_with("<h2 id=\"a\">"), "{}", written.html);
}

#[test]
fn lists_and_tables_are_known() {
    assert_written(&[
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        (
            "- [x] a\n- [ ] b",
            "<ul>\n<li><span class=\"task\" role=\"img\" aria-label=\"done\">☑ a</li>\n\
             <li><span class=\"task\" role=\"img\" aria-label=\"to do\">☐ b</li>\n</ul>",
        ),
        ("a\n: b\n: c", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n<dd>c</dd>\n</dl>"),
        (
            "| a | b |\n| :- | -: |\n| 1 | 2 |",
            "<div class=\"table\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>\n\
             <thead><tr><th scope=\"col\" data-align=\"left\">a</th><th scope=\"col\" data-align=\"right\">b</th></tr></thead>\
             <tbody>\n<tr><td data-align=\"left\">1</td><td data-align=\"right\">2</td></tr>\n</tbody></table></div>",
        ),
    ]);
}

#[test]
fn callouts_have_a_title_a_fold_and_any_type() {
    assert_written(&[
        (
            "> [!note]- A *title*\n> b\n> c",
            "<details class=\"callout\" data-callout=\"note\">\n<summary class=\"callout-title\">A <em>title</em></summary>\n\
             <p>b\nc</p>\n</details>",
        ),
        (
            "> [!Beware]+\n> b",
            "<details class=\"callout\" data-callout=\"beware\" open>\n<summary class=\"callout-title\">Beware</summary>\n\
             <p>b</p>\n</details>",
        ),
        (
            "> [!tip] A\n>\n> b [[c]]",
            "<aside class=\"callout\" data-callout=\"tip\">\n<p class=\"callout-title\">A</p>\n\
             <p>b <a href=\"c\">c</a></p>\n</aside>",
        ),
        (
            "> [!a]",
            "<aside class=\"callout\" data-callout=\"a\">\n<p class=\"callout-title\">A</p>\n</aside>",
        ),
        ("> [!]\n> b", "<blockquote>\n<p>[!]\nb</p>\n</blockquote>"),
        ("> a [!note]", "<blockquote>\n<p>a [!note]</p>\n</blockquote>"),
        (
            "> [!a] b\n> > [!c]- d\n> > e\n>\n> f",
            "<aside class=\"callout\" data-callout=\"a\">\n<p class=\"callout-title\">b</p>\n\
             <details class=\"callout\" data-callout=\"c\">\n<summary class=\"callout-title\">d</summary>\n<p>e</p>\n</details>\n\
             <p>f</p>\n</aside>",
        ),
    ]);
    let folds: Vec<Fold> = tokens("> [!a]-\n\n\n> [!b]+\n\n\n> [!c]")
        .into_iter()
        .filter_map(|(token, _)| match token {
            Token::CalloutStart(callout) => Some(callout.fold),
            _ => None,
        })
        .collect();
    assert_eq!(folds, [Fold::Closed, Fold::Open, Fold::Fixed]);
}

#[test]
fn the_way_to_a_heading_can_be_read_back() {
    for (body, id, href) in [
        ("## A {#100%}", "100%", "#100%25"),
        ("## A {#a%20b}", "a%20b", "#a%2520b"),
        ("## 资金", "资金", "#%E8%B5%84%E9%87%91"),
        ("## A b", "a-b", "#a-b"),
    ] {
        let html = html(body);
        assert!(html.contains(&format!(" id=\"{id}\"")), "{html}");
        assert!(html.contains(&format!(" href=\"{href}\"")), "{html}");
    }
}

#[test]
fn a_title_ends_where_nothing_that_it_opens_is_left_open() {
    let head = "<aside class=\"callout\" data-callout=\"note\">\n<p class=\"callout-title\">";
    for (body, rest) in [
        ("Title *a\n> b* c", "Title <em>a\nb</em> c</p>\n</aside>"),
        ("**a\n> b**\n> c", "<strong>a\nb</strong></p>\n<p>c</p>\n</aside>"),
        ("[a\n> *b*](c)\n> d", "<a href=\"c\">a\n<em>b</em></a></p>\n<p>d</p>\n</aside>"),
        ("![a\n> b](c)\n> d", "{picture c|ab}</p>\n<p>d</p>\n</aside>"),
        ("*a\n> b", "*a</p>\n<p>b</p>\n</aside>"),
    ] {
        assert_written(&[(&format!("> [!note] {body}"), &format!("{head}{rest}"))]);
    }
}

#[test]
fn footnotes_are_numbered_by_their_first_marks() {
    let (written, _) =
        written("a[^z] b[^快] c[^z]\n\n[^快]: two\n[^z]: one\n\n    more\n[^unused]: none");
    let html = written.html;
    assert!(html.starts_with("<p>a<sup class=\"footnote\"><a id=\"fnref-1-1\" href=\"#fn-1\" aria-label=\"Note 1\">1</a></sup> b"), "{html}");
    assert!(html.contains("<li id=\"fn-1\"><p>one</p>\n<p>more</p>\n"), "{html}");
    assert!(html.contains("href=\"#fnref-1-1\"") && html.contains("href=\"#fnref-1-2\""), "{html}");
    assert!(html.contains("<li id=\"fn-2\"><p>two</p>"), "{html}");
    assert!(!html.contains("none"), "{html}");
}

#[test]
fn a_footnote_that_is_not_there_is_told() {
    let body = "a[^b] `[^c]`";
    let outline = drawn(body);
    assert_eq!(outline.missing_footnotes.len(), 1);
    let (label, span) = &outline.missing_footnotes[0];
    assert_eq!((label.as_str(), &body[span.start..span.end]), ("b", "[^b]"));
    assert_eq!(html(body), "<p>a[^b] <code>[^c]</code></p>");
}

#[test]
fn footnotes_that_mark_each_other_end() {
    let html = html("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]");
    assert_eq!(html.matches("<li id=\"fn-").count(), 2, "{html}");
    for mark in ["fnref-1-1", "fnref-1-2", "fnref-2-1"] {
        assert_eq!(html.matches(&format!("id=\"{mark}\"")).count(), 1, "{mark} {html}");
        assert_eq!(html.matches(&format!("href=\"#{mark}\"")).count(), 1, "{mark} {html}");
    }
}

#[test]
fn code_is_told_apart_and_queries_are_asked() {
    assert_written(&[
        (
            "```rust\nfn x\n```",
            "<pre class=\"code\" tabindex=\"0\" data-language=\"rust\"><code><span class=\"k\">fn <span class=\"f\">x\n</code></pre>",
        ),
        ("    a < b", "<pre class=\"code\" tabindex=\"0\"><code>a &lt; b</code></pre>"),
        ("```query\nkind: event\nlimit: 2\n```", "{query kind: event\nlimit: 2\n}"),
        (
            "```\n[[a]] #b ==c== [@d] ^e\n```",
            "<pre class=\"code\" tabindex=\"0\"><code>[[a]] #b ==c== [@d] ^e\n</code></pre>",
        ),
    ]);
    let body = "a\n\n```query\nkind: event\n\nlimit: 2\n```\n";
    let outline = drawn(body);
    let queries: Vec<&str> =
        outline.queries.iter().map(|query| &body[query.span.start..query.span.end]).collect();
    assert_eq!(queries, ["kind: event\n\nlimit: 2\n"]);
}

#[test]
fn a_query_in_a_quote_is_read_to_its_end() {
    let body = "> ```query\n> kind: event\n>\n> limit: 2\n> ```\n\n```query\n```\n";
    let queries = drawn(body).queries;
    let spans = queries.iter().map(|query| &body[query.span.start..query.span.end]);
    assert_eq!(spans.collect::<Vec<_>>(), ["kind: event\n>\n> limit: 2\n", ""]);
    let texts: Vec<&str> = queries.iter().map(|query| query.text.as_str()).collect();
    assert_eq!(texts, ["kind: event\n\nlimit: 2\n", ""]);
}

#[test]
fn nesting_past_the_limit_is_told_and_not_drawn() {
    let body = format!("{} a", ">".repeat(MAX_DEPTH + 20));
    assert!(drawn(&body).too_deep.is_some());
    assert_eq!(html(&body).matches("<blockquote>").count(), MAX_DEPTH);
    let callouts: String =
        (1..MAX_DEPTH + 20).map(|depth| format!("{}[!a] b\n", "> ".repeat(depth))).collect();
    assert!(drawn(&callouts).too_deep.is_some());
    assert_eq!(html(&callouts).matches("<aside").count(), MAX_DEPTH);
    assert_eq!(html(&callouts).matches("</aside>").count(), MAX_DEPTH);
    assert!(drawn(&format!("{} a", ">".repeat(50))).too_deep.is_none());
}
