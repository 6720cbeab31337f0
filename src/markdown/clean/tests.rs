//! That open tags stay inside, and that our own markup comes out as it went in.

use super::*;
use crate::markdown::tests::dom::{hostile, shape};
use proptest::prelude::*;

#[test]
fn what_is_open_is_closed_and_what_was_not_open_is_dropped() {
    for (body, whole) in [
        ("<p>a <b>b</p><p>c</p>", "<p>a <b>b</b></p><p><b>c</b></p>"),
        ("</div></main></body><p>a</p>", "<p>a</p>"),
        ("<details><summary>a</summary>b", "<details><summary>a</summary>b</details>"),
        ("<table><tr><td>a", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        ("a < b <", "a &lt; b &lt;"),
    ] {
        assert_eq!(balance(body), whole);
    }
}

/// Everything that the writer writes beside what it puts aside.
const OURS: &str = "<h2 id=\"a-快\" class=\"b\">A <a class=\"anchor\" href=\"#a\" aria-label=\"Link to “A”\">#</a></h2>\n\
    <p>a<br>\n<em>b</em> <strong>c</strong> <del>d</del> <mark>e</mark> <code>f &lt; g</code></p>\n<hr>\n\
    <p><span lang=\"zh-Hans\">快手</span> <a href=\"../companies/a.html#b\" class=\"missing\" data-kind=\"company\" rel=\"me\">c</a>\
    <sup class=\"footnote\"><a id=\"fnref-1-1\" href=\"#fn-1\" aria-label=\"Note 1\">1</a></sup></p>\n\
    <div class=\"table\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\" data-align=\"left\">a</th>\
    </tr></thead><tbody>\n<tr><td data-align=\"right\">b</td></tr>\n</tbody></table></div>\n\
    <ol start=\"3\">\n<li>a</li>\n<li><p>b</p>\n<ul>\n<li><span class=\"task\" role=\"img\" aria-label=\"done\">☑</span> c</li>\n</ul>\n</li>\n</ol>\n\
    <blockquote>\n<p>a</p>\n</blockquote>\n<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>\n\
    <aside class=\"callout\" data-callout=\"note\">\n<p class=\"callout-title\">Note</p>\n<p>a</p>\n</aside>\n\
    <details class=\"callout\" data-callout=\"tip\" open>\n<summary class=\"callout-title\">Tip</summary>\n</details>\n\
    <p><code class=\"math\">x</code> <wbr data-shelf=\"12\"></p>\n\
    <pre class=\"code\" tabindex=\"0\" data-language=\"rs\"><code><span class=\"k\">fn</span></code></pre>\n\
    <section class=\"footnotes\" aria-label=\"Notes\"><ol>\n<li id=\"fn-1\"><p>a</p>\n <a class=\"back\" href=\"#fnref-1-1\">↩</a></li>\n</ol></section>\n";

#[test]
fn our_own_markup_comes_out_as_it_went_in() {
    let whole = balance(OURS);
    assert_eq!(shape(&whole), shape(OURS));
    assert_eq!(balance(&whole), whole);
    assert!(shape(OURS).0.len() > 50);
}

#[test]
fn deep_nesting_is_survived() {
    for unit in ["<div>", "<b>", "<blockquote><p>", "</p>", "<a href=x>", "<table><tr><td>"] {
        assert_eq!(hostile(&balance(&unit.repeat(2_000))), Vec::<String>::new());
    }
}

#[test]
fn of_an_element_that_is_taken_apart_the_first_piece_has_the_id() {
    let html = "<p>a <a id=\"x\">b</p><p title=\"> id=&quot;x&quot;\">c id=\"x\"</p>";
    let sole = balance(html);
    assert_eq!(sole.matches("<a").count(), 2, "{sole}");
    assert_eq!(sole.matches("<a id=\"x\"").count(), 1, "{sole}");
    assert!(sole.contains("c id=\"x\""), "{sole}");
    assert_eq!(balance(&sole), sole);
}

proptest! {
    #[test]
    fn twice_is_once(parts in proptest::collection::vec(part(), 0..20)) {
        let once = balance(&parts.concat());
        prop_assert_eq!(hostile(&once), Vec::<String>::new());
        // A browser moves elements out of tables and links; what it moved may move once more, then rests.
        let twice = balance(&once);
        prop_assert_eq!(shape(&balance(&twice)), shape(&twice));
    }
}

/// Gives a piece of unbalanced markup.
fn part() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(
        "<p>¦</p>¦<b>¦</b>¦<div>¦</div>¦<table>¦<tr>¦<td>¦</table>¦<a href=x>¦</a>¦<ul><li>¦</ul>¦text¦<pre>\n¦\
         </pre>¦<script>¦</script>¦<svg>¦<math><mtext>¦<style>¦<!--¦-->¦<h2>¦</h2>¦<details>¦<br>¦<wbr data-shelf=\"1\">¦\
         <title>¦<select>¦<noscript>¦<img src=x onerror=y>¦<template>"
            .split('¦')
            .collect::<Vec<_>>(),
    )
}
