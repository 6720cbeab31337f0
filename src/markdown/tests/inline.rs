//! What stands within a line: links, embeds, citations, topics, marks.

use super::*;
use crate::markdown::LinkForm;

#[test]
fn links_are_written_with_their_words() {
    assert_written(&[
        ("[[kuaishou]]", "<p><a href=\"kuaishou\">kuaishou</a></p>"),
        ("[[快手]]", "<p><a href=\"快手\">快手</a></p>"),
        ("[[kuaishou|the *app*]]", "<p><a href=\"kuaishou\">the <em>app</em></a></p>"),
        ("[[kuaishou#Funding|x]]", "<p><a href=\"kuaishou#Funding\">x</a></p>"),
        ("[[#Funding|x]]", "<p><a href=\"#Funding\">x</a></p>"),
        ("[[kuaishou#^id|x]]", "<p><a href=\"kuaishou#^id\">x</a></p>"),
        (
            "[text](../platforms/kuaishou.md#funding)",
            "<p><a href=\"../platforms/kuaishou.md#funding\">text</a></p>",
        ),
        ("[a](<b c.md>)", "<p><a href=\"b c.md\">a</a></p>"),
        (
            "<https://example.com/?a=1&b=2>",
            "<p><a href=\"https://example.com/?a=1&amp;b=2\">https://example.com/?a=1&amp;b=2</a></p>",
        ),
        ("<me@example.com>", "<p><a href=\"mailto:me@example.com\">me@example.com</a></p>"),
        (
            "[[jd-com]] [[jd-com|x]] [x](jd-com)",
            "<p><a href=\"jd-com\">JD.com</a> <a href=\"jd-com\">x</a> \
             <a href=\"jd-com\">x</a></p>",
        ),
        ("[see [[jd-com|a #tag b]] too](x)", "<p>[see <a href=\"jd-com\">a #tag b</a> too](x)</p>"),
        ("[[]] and \\[[x]]", "<p>[[]] and [[x]]</p>"),
    ]);
}

#[test]
fn outlines_hold_links_as_written() {
    let body = "A [[快手#资金|x]], [b](c%20d.md), ![[e]], ![f](g.png) [@h, para. 3; @i]\n\n![[j]]\n\n<https://k.example>";
    let outline = drawn(body);
    let links: Vec<(LinkForm, &str, &str)> = outline
        .links
        .iter()
        .map(|link| (link.form, &link.target[..], &body[link.span.start..link.span.end]))
        .collect();
    assert_eq!(
        links,
        [
            (LinkForm::Wiki, "快手#资金", "[[快手#资金|x]]"),
            (LinkForm::Markdown, "c%20d.md", "[b](c%20d.md)"),
            (LinkForm::EmbedInline, "e", "![[e]]"),
            (LinkForm::Picture, "g.png", "![f](g.png)"),
            (LinkForm::Citation, "h", "@h"),
            (LinkForm::Citation, "i", "@i"),
            (LinkForm::EmbedBlock, "j", "![[j]]"),
        ]
    );
}

#[test]
fn a_bar_in_a_table_is_escaped_in_links_and_embeds() {
    let body = "| a |\n| --- |\n| [[kuaishou\\|the app]] ![[gmv#2020\\|x]] |";
    let written = html(body);
    assert!(
        written.contains("<td><a href=\"kuaishou\">the app</a> {gmv#2020|x}</td>"),
        "{written}"
    );
    let targets: Vec<String> = drawn(body).links.into_iter().map(|link| link.target).collect();
    assert_eq!(targets, ["kuaishou", "gmv#2020"]);
}

#[test]
fn an_embed_alone_is_a_block() {
    assert_written(&[
        ("![[kuaishou-gmv]]", "{block kuaishou-gmv| 1}"),
        (
            "## A\n\n![[a#B]]",
            "<h2 id=\"a\">A <a class=\"anchor\" href=\"#a\" aria-label=\"Link to “A”\">#</a></h2>\n{block a#B| 2}",
        ),
        ("![[picture.png|alt text|320]]", "{block picture.png|alt text|320 1}"),
        ("It sold ![[gmv#2020]] in all.", "<p>It sold {gmv#2020|} in all.</p>"),
        ("![[gmv#:pool]] ![[b]]", "<p>{gmv#:pool|} {b|}</p>"),
        ("- ![[a]]\n- b ![[c]]", "<ul>\n<li>{block a| 1}\n</li>\n<li>b {c|}</li>\n</ul>"),
    ]);
}

#[test]
fn citations_are_read_with_their_locators() {
    assert_written(&[
        ("a [@b].", "<p>a {cite b}.</p>"),
        ("a [@b, para. 3; @c, pp. 1, 2]", "<p>a {cite b, para. 3; c, pp. 1, 2}</p>"),
        ("a[@b][@c]", "<p>a{cite b}{cite c}</p>"),
        ("**a [@b]**", "<p><strong>a {cite b}</strong></p>"),
        ("[@b](c.md)", "<p><a href=\"c.md\">@b</a></p>"),
        ("\\[@b] [@] [b@c] [@b; c]", "<p>[@b] [@] [b@c] [@b; c]</p>"),
        ("`[@b]`", "<p><code>[@b]</code></p>"),
        ("a [@b,\npara. 3;\n@c] d\ne", "<p>a {cite b, para. 3; c} d\ne</p>"),
    ]);
}

#[test]
fn the_place_of_a_citation_is_that_of_its_name() {
    let body = "快手 [@a, para. 3;  @快手-2020]";
    let (_, host) = written(body);
    let places: Vec<&str> = host.places.into_iter().map(|place| &body[place]).collect();
    assert_eq!(places, ["@a", "@快手-2020"]);
}

#[test]
fn places_are_exact_wherever_prose_stands() {
    let body = "> [!note]- 标题 [@a] 和 [@b]\r\n> c [@d;\r\n\n| e\\|[@f] |\n| - |\n\n&amp;[@g] \\*[@h,\r\n2; @i]\n";
    let sources: Vec<&str> =
        drawn(body).links.iter().map(|link| &body[link.span.start..link.span.end]).collect();
    assert_eq!(sources, ["@a", "@b", "@f", "@g", "@h", "@i"]);
}

#[test]
fn topics_follow_white_space_and_hold_a_letter() {
    assert_written(&[
        ("#livestream", "<p>{topic livestream}</p>"),
        ("a #直播带货 b", "<p>a {topic 直播带货} b</p>"),
        ("a #china/jd-com, b", "<p>a {topic china/jd-com}, b</p>"),
        ("a#b #1 #618 #-", "<p>a#b #1 #618 #-</p>"),
        ("#618-sale (#no) \\#no `#no`", "<p>{topic 618-sale} (#no) #no <code>#no</code></p>"),
        ("[[a#b]] [c #d](e)", "<p><a href=\"a#b\">a#b</a> <a href=\"e\">c #d</a></p>"),
    ]);
    assert_eq!(drawn("a #b\n#c").topics, ["b", "c"]);
}

#[test]
fn highlights_come_in_pairs() {
    assert_written(&[
        ("a ==b== c", "<p>a <mark>b</mark> c</p>"),
        ("==直播==很火", "<p><mark>直播</mark>很火</p>"),
        ("==a *b* [[c]]==", "<p><mark>a <em>b</em> <a href=\"c\">c</a></mark></p>"),
        ("a == b", "<p>a == b</p>"),
        ("==a\n\nb==", "<p>==a</p>\n<p>b==</p>"),
        ("==a *b== c*", "<p>==a <em>b== c</em></p>"),
        ("`==a==` ===b=== ====", "<p><code>==a==</code> ===b=== ====</p>"),
        ("==a== and ==b==", "<p><mark>a</mark> and <mark>b</mark></p>"),
        ("if a == b and c == d", "<p>if a == b and c == d</p>"),
    ]);
}

#[test]
fn comments_vanish_outside_code() {
    assert_written(&[
        ("a %%b%% c", "<p>a       c</p>"),
        ("a `%%b%%` c", "<p>a <code>%%b%%</code> c</p>"),
        ("```\n%%b%%\n```", "<pre class=\"code\" tabindex=\"0\"><code>%%b%%\n</code></pre>"),
        ("a\n\n%%b\n\nc%%\n\nd", "<p>a</p>\n<p>d</p>"),
        ("a %%b", "<p>a %%b</p>"),
        ("%%to do%% 快手", "<p>快手</p>"),
        ("- %%快手%% a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ]);
    let body = "%%[[a]]\n快手%% [[b]] [@c] &amp; [@d]";
    let links = drawn(body).links;
    let sources: Vec<&str> =
        links.iter().map(|link| &body[link.span.start..link.span.end]).collect();
    assert_eq!(sources, ["[[b]]", "@c", "@d"]);
}

#[test]
fn of_blocks_with_one_id_the_first_has_it() {
    let written = html("b ^id\n\nc ^id");
    assert_eq!(written.matches("id=\"^id\"").count(), 1, "{written}");
    assert!(written.contains("id=\"^id-1\""), "{written}");
}

#[test]
fn block_ids_mark_the_block_that_they_end() {
    let body = "a\n\nb c ^id\n\n- d\n- e ^e-1\n\n> f\n\n^quote\n\n| g |\n| - |\n| h |\n\n^table";
    let outline = drawn(body);
    let blocks: Vec<(&str, &str)> = outline
        .blocks
        .iter()
        .map(|block| (block.id.as_str(), body[block.span.start..block.span.end].trim()))
        .collect();
    assert_eq!(
        blocks,
        [
            ("id", "b c ^id"),
            ("e-1", "- e ^e-1"),
            ("quote", "> f"),
            ("table", "| g |\n| - |\n| h |")
        ]
    );
    assert_written(&[
        ("b c ^id", "<p>b c<span id=\"^id\"></p>"),
        ("a^b x^2 ^no way", "<p>a^b x^2 ^no way</p>"),
    ]);
}

#[test]
fn math_is_told_from_money() {
    let (written, host) = written("It cost US$15.3m, or $5 and A$6: $x^2$, but \\$y\\$ and 5$z$.");
    assert_eq!(written.html.matches("<math").count(), 1);
    assert!(
        written.html.starts_with("<p>It cost US$15.3m, or $5 and A$6: <math"),
        "{}",
        written.html
    );
    assert!(written.html.ends_with("but $y$ and 5$z$.</p>\n"), "{}", written.html);
    assert!(host.bad_math.is_empty());
    assert!(html("$$\n\\frac{1}{2}\n$$").starts_with("<math display=\"block\">"));
    assert_eq!(html("`$x$` costs $1$"), "<p><code>$x$</code> costs $1$</p>");
}

#[test]
fn a_dollar_in_an_address_parts_no_link() {
    let body = "[a](https://x.org/q$b) <https://x.org/$m> [r] ![p](a$b.png)\n\n[r]: https://x.org/$r 'US$'\n";
    let written = html(body);
    for address in ["https://x.org/q$b", "https://x.org/$m", "https://x.org/$r"] {
        assert!(written.contains(&format!("href=\"{address}\"")), "{address}: {written}");
    }
    assert!(!written.contains("]("), "{written}");
}

#[test]
fn math_that_cannot_be_read_stays_as_text() {
    let (written, host) = written("a $\\foo<b$");
    assert_eq!(written.html, "<p>a <code class=\"math\">\\foo&lt;b</code></p>\n");
    assert_eq!(host.bad_math, ["unknown command `\\foo`"]);
}

#[test]
fn what_gfm_adds_is_known() {
    assert_written(&[
        ("~~a~~", "<p><del>a</del></p>"),
        ("a\\\nb  \nc", "<p>a<br>\nb<br>\nc</p>"),
        ("a <!-- b --> c", "<p>a  c</p>"),
        ("\"a\" -- 'b' ...", "<p>&quot;a&quot; -- &#39;b&#39; ...</p>"),
    ]);
}
