//! Notes as Markdown for others.
//!
//! Takes the knowledge; gives each note's text without comments, and with links to what is not published as their words.
//! Changes nothing else of it.

use crate::knowledge::{Knowledge, NoteId, Resolved};
use crate::markdown::{self, Token};
use crate::span::Span;
use crate::yaml::{self, Node, Value};
use pulldown_cmark::{Event, Tag};

/// A piece of a text, and what stands in its place.
type Change = (Span, String);

/// Returns a note's Markdown as others may read it.
pub(super) fn twin(knowledge: &Knowledge, id: NoteId) -> String {
    front_matter(knowledge, id) + &body(knowledge, id)
}

/// Writes the front matter with its dashes; none where it cannot be read, and comments cannot be told from the rest.
fn front_matter(knowledge: &Knowledge, id: NoteId) -> String {
    let note = &knowledge.notes[id];
    let head = &note.text[..note.body.start];
    let start = head.find('\n').map_or(head.len(), |end| end + 1);
    let end = head.trim_end().rfind('\n').map_or(start, |end| (end + 1).max(start));
    let Some(node) = yaml::parse(&head[start..end], start, &note.path).value else {
        return String::new();
    };
    let mut changes = yaml_comments(head, Span::new(start, end), &node);
    let links = knowledge.resolutions(id).iter();
    let hidden = links.filter(|(at, it)| *at < note.body.start && *it == Resolved::Draft);
    changes.extend(hidden.filter_map(|&(at, _)| {
        // A link is told by where its name begins or, in a field of no kind, by where its value does.
        let value = head[at..].trim_start_matches(['"', '\'']);
        let is_whole = value.starts_with("[[");
        let open = if is_whole { head.len() - value.len() } else { at.checked_sub(2)? };
        let inside = head.get(open..)?.strip_prefix("[[")?.split_once("]]")?.0;
        let words = inside.split_once('|').map_or(inside, |(_, words)| words);
        Some((Span::new(open, open + inside.len() + 4), words.to_owned()))
    }));
    changed(head, changes)
}

/// Finds the comments of YAML: what begins with `#` after white space, outside every key and value.
fn yaml_comments(text: &str, yaml: Span, node: &Node) -> Vec<Change> {
    let mut told = Vec::new();
    scalars(node, &mut told);
    told.sort_unstable_by_key(|span| span.start);
    let mut comments = Vec::new();
    let mut at = yaml.start;
    for next in told.into_iter().chain([Span::new(yaml.end, yaml.end)]) {
        while let Some(found) = text[at..next.start.max(at)].find('#') {
            let start = text[..at + found].trim_end_matches([' ', '\t']).len();
            let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
            let is_whole_line = start == yaml.start || text[..start].ends_with('\n');
            let end = if is_whole_line { (end + 1).min(yaml.end) } else { end };
            comments.push((Span::new(start, end), String::new()));
            at = end;
        }
        at = at.max(next.end);
    }
    comments
}

/// Lists where keys and scalars stand.
fn scalars(node: &Node, found: &mut Vec<Span>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(_) => found.push(node.span),
        Value::List(items) => items.iter().for_each(|item| scalars(item, found)),
        Value::Map(entries) => {
            for entry in entries {
                found.push(entry.key_span);
                scalars(&entry.node, found);
            }
        }
    }
}

fn body(knowledge: &Knowledge, id: NoteId) -> String {
    let note = &knowledge.notes[id];
    let visible = markdown::without_comments(note.body_text());
    let mut changes = Vec::new();
    let mut done = 0;
    for (token, range) in note.tokens() {
        let written = &note.body_text()[range.clone()];
        let hidden = || {
            let is_later = range.start >= done;
            is_later
                && knowledge.resolved(id, note.body.start + range.start) == Some(&Resolved::Draft)
        };
        match token {
            Token::Mark(Event::Html(_) | Event::InlineHtml(_)) => {
                changes.extend(html_comments(written, range.start));
            }
            Token::Mark(Event::Start(Tag::Link { dest_url, .. })) if hidden() => {
                changes.push((range.clone().into(), link_words(written, &dest_url)));
                done = range.end;
            }
            Token::Embed { target, label } if hidden() => {
                let words = if label.is_empty() { target } else { label };
                changes.push((range.clone().into(), words.to_string()));
                done = range.end;
            }
            _ => {}
        }
    }
    changed(&visible, changes)
}

/// Finds the comments in raw HTML that begins at byte `start`; one that nothing ends goes on to its end.
fn html_comments(html: &str, start: usize) -> Vec<Change> {
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find("<!--").map(|found| at + found) {
        at = html[open..].find("-->").map_or(html.len(), |found| open + found + 3);
        comments.push((Span::new(start + open, start + at), String::new()));
    }
    comments
}

/// Writes a text with its changes, of which none lies within another.
fn changed(text: &str, mut changes: Vec<Change>) -> String {
    changes.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (span, words) in changes.into_iter().filter(|(span, _)| span.start < span.end) {
        out.push_str(&text[done..span.start.max(done)]);
        out.push_str(&words);
        done = span.end.max(done);
    }
    out.push_str(&text[done..]);
    out
}

/// Returns the words that a link shows.
fn link_words(written: &str, destination: &str) -> String {
    let inside = written.trim_start_matches('[').trim_end_matches(']');
    let words = if written.starts_with("[[") {
        inside.split_once('|').map_or(destination, |(_, words)| words)
    } else {
        inside.split_once("](").map_or(inside, |(words, _)| words)
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::Options;
    use crate::input::{Inputs, Text};
    use crate::output::Body;
    use std::sync::Arc;

    #[test]
    fn comments_of_yaml_go_and_no_value_with_them() {
        let yaml = "# top\ntitle: \"A # b\" # aside\nurl: https://a.b/#c\ntext: |\n  one\n  # two\n  three\nlist: [a, 'b #c', d] # end\nlast: x\n  # in between\n";
        let node = yaml::parse(yaml, 0, &Arc::from("a.md")).value.unwrap();
        let comments = yaml_comments(yaml, Span::new(0, yaml.len()), &node);
        assert_eq!(
            changed(yaml, comments),
            "title: \"A # b\"\nurl: https://a.b/#c\ntext: |\n  one\n  # two\n  three\nlist: [a, 'b #c', d]\nlast: x\n"
        );
    }

    #[test]
    fn comments_of_html_go() {
        let html = "<p><!-- a --> b <!-- c";
        assert_eq!(changed(html, html_comments(html, 0)), "<p> b ");
    }

    /// Returns the twin of a note beside a draft called `hidden`.
    fn published(text: &str) -> String {
        let text_of = |path: &str, text: &str| Text { path: path.into(), text: text.into() };
        let mut inputs = Inputs::builtin();
        inputs.texts = vec![
            text_of("content/a.md", text),
            text_of("content/hidden.md", "---\ntitle: Hidden\ndraft: true\n---\nSecret.\n"),
        ];
        inputs.settings = Some(text_of("content/site.yaml", "twins: true\n"));
        let site = crate::compile::compile(&inputs, &Options::default()).value;
        let twin = site.outputs.into_iter().find(|output| output.path == "a.md").unwrap();
        let Body::Bytes(bytes) = twin.body else { panic!("a twin is made, not copied") };
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[test]
    fn a_twin_has_no_comment_and_no_link_to_a_draft() {
        let text = "---\ntitle: A # aside\n# whole line\nrelated: \"[[hidden|a plan]]\"\nsources: \"@hidden\"\nother: \"[[nobody]]\"\n---\nOne %%two%%<!-- three -->, [[hidden|four]] and `<!-- five -->`.\n\n<!--\nsix\n-->\n";
        assert_eq!(
            published(text).replace(' ', ""),
            "---\ntitle:A\nrelated:\"aplan\"\nsources:\"@hidden\"\nother:\"[[nobody]]\"\n---\nOne,fourand`<!--five-->`.\n\n\n"
        );
    }

    #[test]
    fn a_note_without_fields_or_with_line_ends_of_another_system_has_a_twin_too() {
        assert_eq!(published("Plain # words.\n"), "Plain # words.\n");
        assert_eq!(
            published("---\r\ntitle: A # b\r\n---\r\nC.\r\n"),
            "---\r\ntitle: A\n---\r\nC.\r\n"
        );
    }
}
