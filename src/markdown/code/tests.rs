//! That words are told apart, and that text is kept whatever it is.

mod grammars;

use super::*;
use proptest::prelude::*;

#[test]
fn words_are_told_apart() {
    assert_eq!(
        highlight("# 注\ndef f(x):\n    return \"a<b\\n\" + 1\n", "py").unwrap(),
        "<span class=\"c\"># 注\n</span><span class=\"k\">def</span> <span class=\"f\">f</span>\
         (<span class=\"v\">x</span>):\n    <span class=\"k\">return</span> \
         <span class=\"s\">&quot;a&lt;b</span><span class=\"e\">\\n</span>\
         <span class=\"s\">&quot;</span> <span class=\"o\">+</span> <span class=\"n\">1</span>\n"
    );
}

#[test]
fn common_languages_are_known_by_name_and_extension() {
    for language in [
        "rust",
        "rs",
        "Python",
        "js",
        "JavaScript",
        "ts",
        "typescript",
        "json",
        "yaml",
        "toml",
        "html",
        "css",
        "sh",
        "bash",
        "sql",
        "diff",
        "markdown",
        "md",
        "csv",
        "dockerfile",
        "go",
        "java",
        "c++",
        "xml",
    ] {
        assert!(highlight("x", language).is_some(), "{language}");
    }
    for language in ["", "no-such-language", "mermaid", "query"] {
        assert_eq!(highlight("x", language), None, "{language}");
    }
}

#[test]
fn lines_that_came_and_went_are_told_apart() {
    assert_eq!(
        highlight("-old\n+new\n same\n", "diff").unwrap(),
        "<span class=\"d\">-old\n</span><span class=\"i\">+new\n</span> same\n"
    );
}

#[test]
fn a_tag_its_attribute_and_its_value_are_told_apart() {
    let marked = highlight("<a href=\"x\">y</a>", "html").unwrap();
    for part in ["<span class=\"g\">a</span>", "<span class=\"a\">href</span>"] {
        assert!(marked.contains(part), "{marked}");
    }
}

#[test]
fn a_comment_below_a_statement_without_a_semicolon_comes_to_an_end() {
    for language in ["js", "ts", "tsx", "vue", "svelte", "html", "cfm"] {
        for comment in ["/** of what follows */", "// of what follows", "/* a */ /* b */"] {
            let code = format!("<script>\na\n  {comment}\nb\n</script>\na\n  {comment}\nb\n");
            if let Some(marked) = highlight(&code, language) {
                assert!(marked.contains(&comment[..2]), "{language}: {marked}");
            }
        }
    }
    let marked = highlight("a\n  /** b */\nc\n", "js").unwrap();
    assert!(marked.contains("<span class=\"c\">/** b */"), "{marked}");
}

#[test]
fn what_is_too_long_is_left_alone() {
    let long_line = "x".repeat(MAX_LINE_BYTES + 1);
    assert_eq!(highlight(&long_line, "txt"), None);
    assert_eq!(highlight(&"x\n".repeat(MAX_BYTES / 2 + 1), "txt"), None);
    assert!(highlight(&"x\n".repeat(1000), "txt").is_some());
}

#[test]
fn every_scope_of_the_table_parses() {
    assert_eq!(SCOPES.len(), CLASSES.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn text_is_kept_whatever_it_is(
        code in "[-+a-z<>&\"'/*#\\\\{}()=0-9\n 快“é]{0,120}",
        language in proptest::sample::select(vec!["rs", "py", "js", "html", "json", "yaml", "diff", "sh"]),
    ) {
        let marked = highlight(&code, language).unwrap();
        let mut bare = String::new();
        let mut rest = &marked[..];
        while let Some((before, after)) = rest.split_once('<') {
            bare.push_str(before);
            let (tag, after) = after.split_once('>').unwrap();
            let opens = tag.strip_prefix("span class=\"").is_some_and(|end| end.len() == 2);
            prop_assert!(opens || tag == "/span", "{}", tag);
            rest = after;
        }
        bare.push_str(rest);
        let mut escaped = String::new();
        escape_text(&mut escaped, &code);
        prop_assert_eq!(bare, escaped);
    }
}
