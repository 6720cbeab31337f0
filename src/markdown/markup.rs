//! Text made safe for HTML, with its hanzi marked.
//!
//! Takes plain text; gives markup. Never takes markup.

use crate::text::{Script, has_han, split_scripts};

/// Escapes text for an element's content.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_text(&mut out, text);
    out
}

/// Appends text, escaped for an element's content or a quoted attribute.
pub fn escape_text(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Writes ` name="value"` with the value escaped.
#[must_use]
pub fn attribute(name: &str, value: &str) -> String {
    let mut out = String::with_capacity(name.len() + value.len() + 4);
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_text(&mut out, value);
    out.push('"');
    out
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
    if text.is_ascii() || !has_han(text) {
        escape_text(out, text);
        return;
    }
    for run in split_scripts(text) {
        match run.script {
            Script::Han => {
                out.push_str("<span lang=\"zh-Hans\">");
                escape_text(out, run.text);
                out.push_str("</span>");
            }
            Script::Other => escape_text(out, run.text),
        }
    }
}
