//! The text of a new note.
//!
//! Takes a title and a kind; gives front matter in which every field of the kind stands empty, with
//! a comment that says what it takes. What stands empty counts as absent.

use super::title::Title;
use crate::cli::schema::meaning;
use crate::schema::{Field, Kind};

/// Column in which the comments stand.
const COMMENT_COLUMN: usize = 18;

/// Writes the note of a kind, or of none.
pub(super) fn note(title: &Title, kind: Option<&Kind>) -> String {
    let mut lines = vec!["---".to_owned()];
    lines.push(format!("kind: {}", scalar(kind.map_or("note", |kind| &kind.name))));
    lines.extend(title_lines(title));
    lines.push(field_line("aliases", "further names that links may use, in a list: [A, B]"));
    lines.push(field_line("summary", "one or two sentences, for cards, search and previews"));
    lines.extend(kind.iter().flat_map(|kind| &kind.fields).map(own_line));
    if kind.is_some_and(|kind| kind.observations) {
        lines.extend(OBSERVATIONS.map(str::to_owned));
    }
    lines.push(field_line("topics", "what it is about, in a list: [live streaming, funding]"));
    lines.push(field_line("sources", "what supports the text as a whole: [\"@source\"]"));
    lines.extend(["---".to_owned(), String::new(), String::new()]);
    lines.join("\n")
}

const OBSERVATIONS: [&str; 2] = [
    "observations:     # a number for each period, with its status and source",
    "  # - {period: 2020, value: CNY 1 billion, status: actual, source: \"@source, para. 3\"}",
];

fn title_lines(title: &Title) -> Vec<String> {
    let mut line = format!("title: {}", scalar(&title.english));
    if title.is_read {
        line.push_str("  # the English name; this is the reading of the Chinese one");
    }
    let Some(chinese) = &title.chinese else {
        let names = field_line("names", "other names: {zh: 快手, pinyin: Kuàishǒu, short: KS}");
        return vec![line, names];
    };
    let mut names = vec![format!("zh: {}", scalar(&chinese.simplified))];
    names.extend(chinese.traditional.iter().map(|name| format!("zh_hant: {}", scalar(name))));
    names.push(format!("pinyin: {}", scalar(&chinese.pinyin)));
    vec![line, format!("names: {{{}}}", names.join(", "))]
}

fn own_line(field: &Field) -> String {
    let mut words = match field.one_of.is_empty() {
        true => meaning(field.field_type).to_owned(),
        false => format!("one of: {}", field.one_of.join(", ")),
    };
    if !field.to.is_empty() {
        words.push_str(&format!(" (leads to: {})", field.to.join(", ")));
    }
    if field.many {
        words.push_str("; may be a list");
    }
    if field.required {
        words.push_str("; required");
    }
    let qualifiers: Vec<&str> = field.qualifiers.iter().map(|(name, _)| name.as_str()).collect();
    if !qualifiers.is_empty() {
        words.push_str(&format!("; may have: {}", qualifiers.join(", ")));
    }
    // A line break in a name from `kinds.yaml` would end the comment.
    field_line(&scalar(&field.name), &words.replace(['\n', '\r'], " "))
}

fn field_line(name: &str, comment: &str) -> String {
    format!("{:COMMENT_COLUMN$}# {comment}", format!("{name}: "))
}

/// Writes `text` as YAML: bare where it can only be read as itself, else in double quotes.
fn scalar(text: &str) -> String {
    if is_bare(text) { text.to_owned() } else { quoted(text) }
}

/// Whether `text` begins with a letter and has no sign that means something to YAML.
fn is_bare(text: &str) -> bool {
    let is_letter = text.chars().next().is_some_and(char::is_alphabetic);
    let reserved = ["null", "true", "false", "yes", "no", "on", "off"];
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '_' | '-' | '(' | ')');
    is_letter
        && text.chars().all(is_plain)
        && !text.ends_with(' ')
        && !reserved.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Writes `text` in double quotes, whose escapes JSON and YAML share.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;
    use crate::yaml;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn front_matter(note: &str) -> yaml::Node {
        let text = note.split("---\n").nth(1).expect("it has front matter");
        let checked = yaml::parse(text, 0, &Arc::from("a.md"));
        assert_eq!(checked.diagnostics, [], "{text}");
        checked.value.expect("it reads")
    }

    #[test]
    fn every_field_of_every_kind_stands_there_empty() {
        let schema = Schema::read(None).value;
        for kind in schema.kinds() {
            let node = front_matter(&note(&Title::of("快手"), Some(kind)));
            for field in &kind.fields {
                let entry = node.entry(&field.name).expect("the field stands there");
                assert_eq!(entry.node.value, yaml::Value::Null, "{}", field.name);
            }
            assert_eq!(node.entry("observations").is_some(), kind.observations);
            let names = &node.entry("names").expect("it has names").node;
            let zh = names.entry("zh").and_then(|zh| zh.node.scalar());
            assert_eq!(zh, Some("快手"));
        }
    }

    proptest! {
        #[test]
        fn any_title_reads_back_as_itself(typed in "\\PC{1,40}") {
            let title = Title::of(&typed);
            let node = front_matter(&note(&title, None));
            let read = node.entry("title").and_then(|entry| entry.node.scalar()).unwrap_or_default();
            prop_assert_eq!(read, title.english.as_str());
        }
    }
}
