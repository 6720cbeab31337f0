//! What YAML reads as, where, and what is refused.

use super::*;
use proptest::prelude::*;
use proptest::sample::select;

fn read(yaml: &str) -> Checked<Option<Node>> {
    parse(yaml, 0, &Arc::from("a.md"))
}

fn tree(yaml: &str) -> Node {
    let checked = read(yaml);
    assert_eq!(checked.diagnostics, [], "{yaml}");
    checked.value.expect("it reads")
}

#[test]
fn scalars_keep_the_text_of_their_author() {
    let node = tree("a: 1.10\nb: yes\nc: 017\nd: true\ne: 'it''s'\nf: ~\ng: 2020-06\n");
    let text = |key: &str| node.entry(key).and_then(|entry| entry.node.scalar());
    assert_eq!(text("a"), Some("1.10"));
    assert_eq!(text("b"), Some("yes"));
    assert_eq!(text("c"), Some("017"));
    assert_eq!(text("d"), Some("true"));
    assert_eq!(text("e"), Some("it's"));
    assert_eq!(text("f"), None);
    assert_eq!(text("g"), Some("2020-06"));
}

#[test]
fn spans_are_exact_after_hanzi() {
    let yaml = "名字: 快手\nlist:\n  - {period: 2019, value: 35}\n  - 京东\n";
    let node = tree(yaml);
    let list = &node.entry("list").expect("it is there").node;
    let item = &list.items()[0].entry("value").expect("it is there").node;
    assert_eq!(&yaml[item.span.start..item.span.end], "35");
    let last = list.items()[1].span;
    assert_eq!(&yaml[last.start..last.end], "京东");
}

#[test]
fn a_quoted_value_ends_with_its_quote_and_not_with_the_comment_behind_it() {
    for value in ["\"快 # \\\" 手\"", "'a ''b'' #'"] {
        let yaml = format!("key: {value}  # aside\nnext: x\n");
        let span = tree(&yaml).entry("key").expect("it is there").node.span;
        assert_eq!(&yaml[span.start..span.end], value);
    }
}

#[test]
fn a_key_that_stands_twice_is_reported_at_the_second() {
    let checked = read("a: 1\nb: 2\na: 3\n");
    assert_eq!(checked.diagnostics.len(), 1);
    assert_eq!(checked.diagnostics[0].code, Code::DuplicateKey);
    assert_eq!(checked.diagnostics[0].place.span, Span::new(10, 11));
}

#[test]
fn what_would_hang_is_refused_at_once() {
    for hostile in
        ["a: ".to_owned() + &"[".repeat(100_000), "- ".repeat(10_000), "a: &x 1\nb: *x\n".into()]
    {
        let checked = read(&hostile);
        assert_eq!(checked.diagnostics.len(), 1);
        assert_eq!(checked.diagnostics[0].code, Code::BadYaml);
    }
}

#[test]
fn a_template_left_in_place_is_told_once_and_kept() {
    let checked = read("title: {{title}}\nkind: a\n");
    assert_eq!(checked.diagnostics.len(), 1);
    let title = checked.value.and_then(|node| node.entry("title").cloned());
    assert_eq!(
        title.and_then(|entry| entry.node.scalar().map(str::to_owned)),
        Some("{{title}}".into())
    );
}

#[test]
fn an_empty_text_is_nothing() {
    for empty in ["", "\n", "# a comment\n", "---\n"] {
        assert_eq!(tree(empty).value, Value::Null, "{empty:?}");
    }
}

#[test]
fn what_is_never_closed_is_told_where_it_opens() {
    for (yaml, at) in [
        ("a: 1\nb: \"never\nc: 2\n", 8),
        ("a: 'never\n", 3),
        ("a: [b, c\nd: e\n", 3),
        ("a: {b: c\nd: e\n", 3),
    ] {
        let found = &read(yaml).diagnostics[0];
        assert_eq!((found.place.span.start, found.label.as_str()), (at, "opened here"), "{yaml}");
    }
}

#[test]
fn more_than_anyone_writes_is_cut_off_and_told() {
    let many: String = (0..MAX_ITEMS + 5).map(|n| format!("k{n}: v\n")).collect();
    let checked = read(&many);
    assert_eq!(checked.diagnostics.len(), 1);
    assert_eq!(checked.value.and_then(|node| node.map().map(<[Entry]>::len)), Some(MAX_ITEMS));
}

#[test]
fn common_slips_get_their_own_help() {
    let at = |yaml: &str| {
        let checked = read(yaml);
        (checked.diagnostics[0].place.span.start, checked.diagnostics[0].help.join(" "))
    };
    assert_eq!(
        at("title: a\nkind：company\nb: c\n"),
        (13, "write `:` and a space after it".into())
    );
    assert_eq!(at("a:\n\t- b\n").0, 3);
    assert!(at("source: @scmp\n").1.contains("\"@scmp\""));
}

/// What is left of a reading when its values come from `serde_yaml` alone.
fn read_by_serde(yaml: &str) -> Option<Node> {
    let (marks, _) = marks::of(yaml);
    let raw = raw::read(yaml).ok()?;
    let path = Arc::from("a.md");
    let marks = marks.iter();
    let mut joiner = Joiner { yaml, offset: 0, path: &path, marks, diagnostics: Vec::new() };
    Some(joiner.join(raw))
}

#[test]
fn ordinary_lines_are_read_without_the_parser_of_yaml() {
    for yaml in [
        "title: 快手\nkind: \"company\"\naliases: [Kwai, \"快手\", '京东']\n\n# aside\nnames: {zh: 快手, \"pinyin\": kuàishǒu}\nnote:\n",
        "observations:\n  - period: 2020\n    value: {of: [35, {}], status: target}\n\n  - {period: 2019}\nroles:\n- of: \"[[京东]]\"\n  since:\n",
        "父:\n  a:\n    b: c  \n  # aside\n  d:\n   - e\n   - f: g\nh: i",
    ] {
        assert!(is_read_by_lines_as_by_saphyr(yaml), "{yaml}");
    }
}

#[test]
fn maps_in_a_list_stand_where_they_were_written() {
    let yaml = "角色:\n  - of: 京东\n    since: 2020-06  \n\n  - of: \"快手\"\nnext: x\n";
    let node = tree(yaml);
    let text = |node: &Node| &yaml[node.span.start..node.span.end];
    let list = &node.entry("角色").expect("it is there").node;
    assert_eq!(text(&list.items()[0]), "of: 京东\n    since: 2020-06");
    assert_eq!(text(&list.items()[1].entry("of").expect("it is there").node), "\"快手\"");
    assert_eq!(text(list), "- of: 京东\n    since: 2020-06  \n\n  - of: \"快手\"");
}

#[test]
fn lines_that_are_less_than_ordinary_are_left_to_the_parser_of_yaml() {
    for yaml in [
        "",
        "a",
        "a: b # c\n",
        "a: \"b\" # c\n",
        "a: \"\\n\"\n",
        "a: 'it''s'\n",
        "a: b\n  c\n",
        "a: \"b\n  c\"\n",
        "a: [b,\n  c]\n",
        "a: b: c\n",
        "a : b\n",
        "a: &b c\n",
        "a: |\n  b\n",
        "? a\n",
        "-\n",
        "- - a\n",
        "a: -3\n",
        "a: {b}\n",
        "a: [b: c]\n",
        "a: [b, ]\n",
        "a: {b:c}\n",
        "a: {\"b\":c}\n",
        "a: b\n  c: d\n",
        "a:\n    b: c\n  d: e\n",
        "- a\nb: c\n",
        "a:\tb\n",
        "a: b\r\n",
        "---\na: b\n",
    ] {
        assert_eq!(marks::quickly(yaml), None, "{yaml}");
    }
}

#[test]
fn front_matter_as_people_write_it_is_plain() {
    for yaml in [
        "title: 快手\nkind: company\naliases: [Kwai, \"快手\"]\nsource: '@scmp'\n",
        "founded: 2011 # as of\nroles:\n  - {of: \"[[京东]]\", since: 2020-06}\n  - of: x\n    note:\n",
    ] {
        assert!(marks::of(yaml).1.is_some(), "{yaml}");
    }
}

/// Holds that a text read line by line is marked, and its values read, as by way of `saphyr-parser`.
fn is_read_by_lines_as_by_saphyr(yaml: &str) -> bool {
    let Some(quickly) = marks::quickly(yaml) else { return false };
    assert_eq!(quickly, marks::slowly(yaml), "{yaml:?}");
    true
}

prop_compose! {
    /// A line that may be read without `saphyr-parser`, if it fits the lines about it.
    fn ordinary_line()(
        before in select(vec![
            "", "", "", "  ", "  ", "    ", "- ", "- ", "  - ", "  - ", "    - ", " - ", "-   ", "   ",
        ]),
        key in select(vec![
            "k:", "k:", "k:", "l:", "l:", "名:", "", "a b: ", "a,b:", "a]:", "a#:", "\"q\":", "'q':", "https://a.b:", "~:",
        ]),
        value in select(vec![
            "", "", "", "", "", " a", " b c", " 快手", " 2020-06", " ~", " \"x\"", " \"[[快手]]: # \"", " 'y'", " http://a.b/c?d=e&f#g",
            " []", " {}", " [ ]", " a, b: ]", " [a, 'b' , \"c\"]", " {a: b, c: \"d\"} ", " {\"a\": b,'c': d e }",
            " [{a: b}, {名: [1,[ 2 ]]}]", " [http://a.b, a:b]", " \u{a0}", " a\u{3000}",
        ]),
        end in select(vec!["\n", "\n", "\n", "\n", "  \n", "\n\n", "\n \n", "\n# c\n", "\n   # c: d\n", ""]),
    ) -> String {
        format!("{before}{key}{value}{end}")
    }
}

prop_compose! {
    /// Pieces that seldom make a line that can be read.
    fn odd_line()(
        pieces in proptest::collection::vec(
            select(vec![
                "a", "快手", "-", "- ", "-3%", "\"x\"", "'it''s'", "'b\\'", "\"b\\n\"", "[", "]", "{", "}", ", ", ",", "k: ", "k : ", "k:",
                ":", " ", "  ", "\"", "'", " # c", "#", "[]", "{}", "[a, 'b']", "{a: b}", "{a: }", "{a}", "[a: b]", "[a, ]", "{\"a\":1}",
                "\n  ", "\n    ", "\n- ", "\u{a0}", "\u{3000}", "\t", "\r", "\u{feff}", "@", "%", "!x ", "&x ", "*x", "? ", "|", ">-",
                "---\n", "...\n", "\n",
            ]),
            1..6,
        ),
    ) -> String {
        pieces.concat()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_plain_reads_as_serde_yaml_reads_it(
        pieces in proptest::collection::vec(
            select(vec![
                "a", "b", "快手", "1", "-1", "0x1F", "1e3", ".inf", "true", "null", "~", " ", "  ", "\n", "\n  ", "\n- ", "\n  - ",
                ": ", ":", "：", "- ", "-", "[", "]", "{", "}", ", ", ",", "\"", "'", "''", "\"x\"", "'y'", " #", "# c", "@", "`", "%",
                "!", "!!str ", "&x ", "*x", "|", "|\n  t", ">\n  t", "? ", "?", "---\n", "\n---\n", "\n...\n", "<<: ", "\\", "\t",
                "\r\n", "\u{85}", "\u{2028}", "\u{feff}", "\u{1F600}", "=",
            ]),
            0..16,
        ),
        lines in proptest::collection::vec(
            (
                select(vec!["", "", "", "  ", "    ", "- ", "  - ", "   "]),
                select(vec!["k: ", "l: ", "名: ", "\"q\": ", "k:", "", "k : ", "a b: ", "1: "]),
                select(vec![
                    "", "a", "a b", "2020-06", "-3%", "\"[[快手]]\"", "'it''s'", "[a, \"b\", c d]", "{a: b, c: \"d\"}",
                    "[{a: b}, {c: 1}]", "~", "a # aside", "\"a\" # aside", "a: b", "[a", "b]", "\"a", "a\"", "{a}", "{a: }", "[]",
                    "{}", "[a,b]", "{a:b}", "{\"a\":1}", "a,b", "a]", "a}", "a#b", "a:b", "http://a.b/c", "[http://a.b]",
                    "{u: http://a.b}", ":", "a:", "|", "!x a",
                ]),
            ),
            0..6,
        )
    ) {
        let lines = lines.iter().map(|(before, key, value)| format!("{before}{key}{value}\n"));
        for yaml in [pieces.concat(), lines.collect::<String>()] {
            if marks::of(&yaml).1.is_some() {
                let serde = read_by_serde(&yaml);
                prop_assert!(serde.is_some(), "serde_yaml refuses {:?}", yaml);
                prop_assert_eq!(read(&yaml).value, serde, "{:?}", yaml);
            }
        }
    }

    #[test]
    fn what_is_read_by_lines_reads_as_saphyr_reads_it(
        lines in proptest::collection::vec(prop_oneof![12 => ordinary_line(), 1 => odd_line()], 0..8),
    ) {
        is_read_by_lines_as_by_saphyr(&lines.concat());
    }
}
