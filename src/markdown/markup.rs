//! Text made safe for HTML, with its hanzi marked.
//!
//! Takes plain text; gives markup. Never takes markup.

use crate::text::{Script, each_run, find_sign, has_han};

/// Escapes text for an element's content.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_text(&mut out, text);
    out
}

/// Appends text, escaped for an element's content or a quoted attribute.
pub fn escape_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = find_sign(rest, *b"&<>\"'") {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Writes ` name="value"` with the value escaped.
#[must_use]
pub fn attribute(name: &str, value: &str) -> String {
    let mut out = String::with_capacity(name.len() + value.len() + 4);
    push_attribute(&mut out, name, value);
    out
}

/// Appends ` name="value"` with the value escaped.
pub fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_text(out, value);
    out.push('"');
}

/// Escapes text and marks its hanzi with `lang`, so that glyphs, voice and line rules are right.
#[must_use]
pub fn text_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    push_text(&mut out, text);
    out
}

/// Appends text, escaped and marked.
pub fn push_text(out: &mut String, text: &str) {
    let is_foreign = |byte: u8| !byte.is_ascii();
    let Some(first) = text.bytes().position(is_foreign) else { return escape_text(out, text) };
    let last = text.bytes().rposition(is_foreign).map_or(text.len(), |last| last + 1);
    // What stands before and behind all that is not ASCII holds no hanzi and touches none.
    let (before, middle, after) = (&text[..first], &text[first..last], &text[last..]);
    escape_text(out, before);
    push_marked(out, middle);
    escape_text(out, after);
}

/// Appends text with its hanzi marked.
fn push_marked(out: &mut String, text: &str) {
    if !has_han(text) {
        return escape_text(out, text);
    }
    each_run(text, |run| match run.script {
        Script::Han => {
            out.push_str("<span lang=\"zh-Hans\">");
            escape_text(out, run.text);
            out.push_str("</span>");
        }
        Script::Other => escape_text(out, run.text),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Run, split_scripts};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_is_escaped_sign_by_sign(text in "[a-c&<>\"' é快]{0,60}") {
            let one = |c: char| match c {
                '&' => "&amp;".to_owned(),
                '<' => "&lt;".to_owned(),
                '>' => "&gt;".to_owned(),
                '"' => "&quot;".to_owned(),
                '\'' => "&#39;".to_owned(),
                c => c.to_string(),
            };
            prop_assert_eq!(escape(&text), text.chars().map(one).collect::<String>());
        }

        #[test]
        fn hanzi_are_marked_whatever_stands_around_them(text in "[a& ，。《“”é’快手]{0,12}") {
            let marked = |run: Run<'_>| match run.script {
                Script::Han => format!("<span lang=\"zh-Hans\">{}</span>", escape(run.text)),
                Script::Other => escape(run.text),
            };
            let expected: String = split_scripts(&text).into_iter().map(marked).collect();
            prop_assert_eq!(text_html(&text), expected);
        }
    }
}
