//! Notes that try to break out of each format.
//!
//! Takes strings of the signs that formats act on; holds every file to its format whatever stands in every place that a
//! note, the kinds and the settings have for text.

use crate::formats::{check_all, json};
use crate::support::Base;
use crate::tables::check_package;
use proptest::prelude::*;
use zhiku::settings::Settings;

/// What formats act on.
pub(crate) const SIGNS: &[&str] = &[
    "\"",
    "'",
    "`",
    "=1+1",
    "@SUM(A1)",
    "-2",
    "+3",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\n\n",
    ",",
    ";",
    ":",
    "\\",
    "\\n",
    "{",
    "}",
    "} @article{x, y = {",
    "%",
    "#",
    "&",
    "&amp;",
    "&#0;",
    "<",
    ">",
    "</script>",
    "<!--",
    "]]>",
    "<![CDATA[",
    "\u{0}",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{202e}",
    "\u{fffe}",
    "\u{fdd0}",
    "\u{1ffff}",
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    "汉字",
    "e\u{301}",
    "😀",
    "](javascript:1)",
    "[[jd]]",
    "~",
    "^",
    "$",
    "_",
    " ",
    "..",
    "/",
    "://",
    "--",
    "null",
    "true",
];

/// A base with `text` in every place that has room for it.
pub(crate) fn base(text: &str) -> Base {
    let q = quoted(text);
    let kinds = format!(
        "event:\n  label: {{one: {q}, many: {q}}}\n  folder: events\n  schema_org: {q}\n  timeline: when\n  fields:\n    when: {{type: date}}\n    place: {{type: text, label: {q}}}\n    by: {{type: name, inverse: {q}, many: true, qualifiers: {{role: text}}}}\n"
    );
    let common = format!(
        "title: {q}\nnames: {{zh: {q}, zh_hant: {q}, pinyin: {q}, short: {q}, former: [{q}], source: {q}}}\naliases: [{q}, b]\nsummary: {q}\ntopics: [{q}, c]\nupdated: 2026-11-22\nodd: {q}\n{q}: odd\n"
    );
    let event = format!(
        "---\n{common}when: {{value: 2020-05, note: {q}, source: [\"@source\"], according_to: {q}, unsourced: {q}}}\nplace: {q}\nby: [{{value: \"[[note]]\", role: {q}}}, {q}]\n---\n{text}\n\n[[note]]\n"
    );
    let figure = format!(
        "---\n{common}subject: {q}\nmetric: \"[[note]]\"\nscope: {q}\nobservations:\n  - {{period: 2019, id: {q}, value: \"5 {}\", status: actual, source: \"@source\", scope: {q}, note: {q}}}\n  - {{period: 2019, id: {q}, value: CNY 5, status: actual, inferred: {q}, disputed: {q}}}\n---\n",
        inner(text)
    );
    let source = format!(
        "---\n{common}headline: {q}\npublisher: {q}\nauthor: [{q}, {q}]\npublished: 2020-Q1\nurl: {q}\nlanguage: {q}\n---\n"
    );
    let note = format!("---\n{common}---\n{text}\n");
    let bare = format!("{text}\n# {text}\n");
    let notes = [
        ("content/events/event.md".to_owned(), event),
        ("content/figures/figure.md".to_owned(), figure),
        ("content/sources/source.md".to_owned(), source),
        ("content/companies/note.md".to_owned(), note),
        (format!("content/{}.md", text.replace(['/', '\0'], "-")), bare),
    ];
    let settings = Settings {
        title: text.to_owned(),
        language: text.to_owned(),
        description: text.to_owned(),
        author: text.to_owned(),
        licence: text.to_owned(),
        licence_url: Some(text.to_owned()),
        ..Settings::default()
    };
    Base::new(&notes, Some(&kinds), settings)
}

/// Writes text as a quoted scalar of YAML, every odd sign escaped.
fn quoted(text: &str) -> String {
    format!("\"{}\"", inner(text))
}

fn inner(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        _ => format!("\\U{:08x}", u32::from(c)),
    });
    escaped.collect()
}

fn check(base: &Base) {
    let files = base.files();
    check_all(&files);
    check_package(&files);
    for described in base.linked() {
        json(&described);
        assert!(!described.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{described}");
    }
}

#[test]
fn each_sign_alone_leaves_every_file_valid() {
    for sign in SIGNS {
        check(&base(sign));
    }
    check(&base(&SIGNS.concat()));
}

#[test]
fn the_notes_are_read_at_all() {
    let base = base("</script>");
    assert_eq!(base.knowledge.notes.len(), 5);
    let titled = base.knowledge.notes.iter().filter(|note| note.title == "</script>");
    assert_eq!(titled.count(), 4);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_text_breaks_a_file(picked in prop::collection::vec(prop_oneof![prop::sample::select(SIGNS).prop_map(str::to_owned), any::<char>().prop_map(String::from)], 1..12)) {
        check(&base(&picked.concat()));
    }
}
