//! Chinese punctuation beside emphasis, and line breaks between Chinese lines.

use super::*;

#[test]
fn emphasis_works_next_to_chinese_punctuation() {
    assert_written(&[
        ("**“直播”**很火", "<p><strong>“直播”</strong>很火</p>"),
        ("**“中文”**字", "<p><strong>“中文”</strong>字</p>"),
        ("**中文。**文", "<p><strong>中文。</strong>文</p>"),
        ("**《书名》**出版", "<p><strong>《书名》</strong>出版</p>"),
        ("是**[[京东]]**的", "<p>是<strong><a href=\"京东\">京东</a></strong>的</p>"),
        ("增长**+5%**的", "<p>增长<strong>+5%</strong>的</p>"),
        ("~~删除。~~后", "<p><del>删除。</del>后</p>"),
        ("他说*“好”*了", "<p>他说<em>“好”</em>了</p>"),
        ("快手（**Kuaishou**）上市", "<p>快手（<strong>Kuaishou</strong>）上市</p>"),
        ("中文**（括号）**中文", "<p>中文<strong>（括号）</strong>中文</p>"),
        ("**……**然后——**“a”**b", "<p><strong>……</strong>然后——<strong>“a”</strong>b</p>"),
        (
            "**京东**和*快手*，***抖音***。",
            "<p><strong>京东</strong>和<em>快手</em>，<em><strong>抖音</strong></em>。</p>",
        ),
        ("**a**b and 2 * 3 * 4", "<p><strong>a</strong>b and 2 * 3 * 4</p>"),
        ("`**“a”**`很 **“b”**c", "<p><code>**“a”**</code>很 <strong>“b”</strong>c</p>"),
        ("[**“a”**b](c“d”.md)", "<p><a href=\"c“d”.md\"><strong>“a”</strong>b</a></p>"),
        ("**“a &amp; b”**c", "<p><strong>“a &amp; b”</strong>c</p>"),
    ]);
}

#[test]
fn a_line_break_between_chinese_lines_leaves_no_space() {
    assert_written(&[
        ("第一行\n第二行", "<p>第一行第二行</p>"),
        ("第一行，\n第二行", "<p>第一行，第二行</p>"),
        ("他说：\n“好”", "<p>他说：“好”</p>"),
        ("“直播”\n很火", "<p>“直播”很火</p>"),
        ("**第一行**\n[[第二行]]", "<p><strong>第一行</strong><a href=\"第二行\">第二行</a></p>"),
        ("第一行\nline two", "<p>第一行\nline two</p>"),
        ("line one\n第二行", "<p>line one\n第二行</p>"),
        ("“one”\n“two”", "<p>“one”\n“two”</p>"),
        ("第一行  \n第二行", "<p>第一行<br>\n第二行</p>"),
        ("> 第一行\n> 第二行", "<blockquote>\n<p>第一行第二行</p>\n</blockquote>"),
        ("第一行[@a]\n第二行", "<p>第一行{cite a}第二行</p>"),
        ("第一行 ![[gmv#2020]]\n第二行", "<p>第一行 {gmv#2020|}\n第二行</p>"),
    ]);
}

#[test]
fn hanzi_are_marked_with_their_language() {
    let written = written("Kuaishou (快手) rose").0.html;
    assert_eq!(written, "<p>Kuaishou (<span lang=\"zh-Hans\">快手</span>) rose</p>\n");
}

#[test]
fn places_stay_true_under_shielding() {
    let body = "**“直播”**很火 $5 %%注释%% [[快手]] **。**[@a]";
    let outline = drawn(body);
    let sources: Vec<&str> =
        outline.links.iter().map(|link| &body[link.span.start..link.span.end]).collect();
    assert_eq!(sources, ["[[快手]]", "@a"]);
}
