//! Raw HTML in a body.

use super::dom::{hostile, shape};
use super::*;
use proptest::prelude::*;

#[test]
fn raw_html_passes_the_sanitiser_in_whole_blocks() {
    let body = "<div\n  class=\"x\"\n  title=\"y\">\n<script>\nalert(1)\n</script>\n</div>\n\na <kbd onclick=x>b</kbd>";
    let (written, host) = written(body);
    assert_eq!(written.html.replace('\n', ""), "<div title=\"y\"></div><p>a <kbd>b</kbd></p>");
    assert_eq!(host.stripped, ["attribute `class`", "`<script>`", "attribute `onclick`"]);
    let places: Vec<&str> = host.places.into_iter().map(|place| &body[place]).collect();
    assert_eq!(places, ["class=\"x\"", "<script>", "onclick=x"]);
}

#[test]
fn what_is_open_ends_with_the_body() {
    let html = html("<details><summary>a</summary>\n\nb **c** [[d]]\n\n</div></main>");
    assert_eq!(shape(&html).0, ["details ", "summary ", "p ", "strong ", "a href=d"]);
    assert!(html.ends_with("</details>"), "{html}");
}

#[test]
fn markup_of_ours_is_not_touched_by_the_sanitiser() {
    let body = "<br>\n\n$x$ ![[a]] [@b] #c\n\n```rs\nfn\n```\n\n- [x] d ==e== ^f\n\n> [!note]- g\n\n[^1]\n\n[^1]: h";
    let (with, _) = written(body);
    let (without, _) = written(body.strip_prefix("<br>\n\n").unwrap_or(body));
    assert_eq!(shape(&with.html.replacen("<br>\n", "", 1)), shape(&without.html));
    assert!(with.html.contains("<math") && !with.html.contains("data-shelf"), "{}", with.html);
}

#[test]
fn nothing_that_an_author_types_takes_the_place_of_our_markup() {
    for body in [
        "<b title='<wbr data-shelf=\"0\">'>a</b> `<wbr data-shelf=\"0\">` [@x]",
        "<wbr data-shelf=\"0\"> &lt;wbr data-shelf=\"0\"> \\<wbr data-shelf=\"0\"> [@x]",
        "[a](<&lt;wbr data-shelf=\"0\"&gt;>) <br> [@x]",
        "\u{E0F2}0\u{E0F3} <i title='&#xE0F2;0&#xE0F3;'>a</i> [@x]",
    ] {
        assert_eq!(html(body).matches("{cite x}").count(), 1, "{body}");
    }
}

#[test]
fn markdown_cannot_write_markup() {
    for body in [
        "[a](x \"<script>\") ![b<script>](y)",
        "# <script>alert(1)</script> {#\"><script>}",
        "```\"><script>\n</code></pre><script>\n```",
        "> [!\"><script>] x\n\n[^\"><script>]\n\n[^\"><script>]: y",
        "#\"><script> ==<script>== `<script>` $<script>$ &lt;script&gt;",
        "[[\"><script>|<img src=x onerror=y>]] [@\"><script>]",
        "![[](](\njavascript:x<textarea>)",
    ] {
        let (written, _) = written(body);
        let plain = written.html.replace("<math", "<p").replace("</math", "</p");
        assert_eq!(hostile(&plain), Vec::<String>::new(), "{plain}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_body_is_hostile(parts in proptest::collection::vec(part(), 0..24)) {
        let (written, _) = written(&parts.concat());
        let sound = hostile(&written.html);
        prop_assert!(sound.is_empty(), "{:?} {}", sound, written.html);
    }
}

/// Gives a piece of a body, hostile or not.
fn part() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(
        "\n¦\n\n¦ ¦a¦快手¦“¦<script>¦</script>¦<div>¦</div>¦<b¦ onclick=x¦>¦<img src=¦javascript:x¦<!--¦-->¦[[¦]]¦|¦![[¦\
         [¦](¦)¦*¦**¦==¦%%¦`¦```¦\n```\n¦> ¦> [!note]- ¦- ¦# ¦| a |\n| - |\n| ¦[^1]¦\n[^1]: ¦[@b]¦#c¦ ^d¦~~¦\\¦&lt;¦<svg>¦\
         <style>¦</style>¦<table>¦<td>¦</p>¦<a href=\"¦\">¦<wbr data-shelf=\"0\">¦<textarea>¦<title>"
            .split('¦')
            .collect::<Vec<_>>(),
    )
}
