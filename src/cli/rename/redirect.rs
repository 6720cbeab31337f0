//! The old addresses of a note, in its front matter.
//!
//! Takes a note's text and an address; gives the edit that adds it to `redirect_from`, or takes
//! the note's own new address out of there. Touches no other line.

use crate::cli::edit::Edit;
use crate::note::Note;
use crate::span::Span;
use crate::text::fold;

/// Makes the addresses of `redirect_from` those it has, with `old` and without `new`.
pub(super) fn edit(note: &Note, old: &str, new: &str) -> Option<Edit> {
    if fold(old) == fold(new) {
        return None;
    }
    let written =
        |address: &str| address.trim().trim_start_matches('/').trim_end_matches(".html").to_owned();
    let is = |one: &str, other: &str| fold(&written(one)) == fold(&written(other));
    let known = note.redirect_from.iter().map(|address| address.value.as_str());
    let mut addresses: Vec<&str> = known.filter(|it| !is(it, new) && !is(it, old)).collect();
    addresses.push(old);
    let items: Vec<String> =
        addresses.iter().map(|it| serde_json::Value::from(*it).to_string()).collect();
    let line = format!("redirect_from: [{}]", items.join(", "));
    Some(match front_matter(note) {
        None => Edit { span: Span::new(0, 0), text: format!("---\n{line}\n---\n\n") },
        Some(front) => in_front_matter(&note.text, front, &line),
    })
}

/// The lines between the marks of the front matter; none where there are no marks.
fn front_matter(note: &Note) -> Option<Span> {
    let text = &note.text[..note.body.start];
    let start = text.find('\n')? + 1;
    let end = text.trim_end().rfind('\n').map_or(0, |newline| newline + 1);
    (start <= end).then_some(Span::new(start, end))
}

/// Puts `line` in place of the key that is there, or at the end.
fn in_front_matter(text: &str, front: Span, line: &str) -> Edit {
    let ending = if text[..front.end].contains("\r\n") { "\r\n" } else { "\n" };
    let yaml = &text[front.start..front.end];
    let mut start = front.start;
    let mut lines = yaml.split_inclusive('\n').peekable();
    while let Some(found) = lines.next() {
        if found.starts_with("redirect_from:") {
            let mut end = start + found.len();
            while let Some(next) = lines.next_if(|next| next.starts_with([' ', '-', '\t'])) {
                end += next.len();
            }
            return Edit { span: Span::new(start, end), text: format!("{line}{ending}") };
        }
        start += found.len();
    }
    Edit { span: Span::new(front.end, front.end), text: format!("{line}{ending}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::edit::edited;
    use crate::schema::Schema;

    fn with_redirect(text: &str) -> String {
        let schema = Schema::read(None).value;
        let note = crate::note::parse(&"content/a.md".into(), &text.into(), &schema).value;
        let edit = edit(&note, "a.html", "b.html").expect("the address changes");
        edited(text, vec![edit])
    }

    #[test]
    fn the_old_address_joins_those_that_are_there() {
        for (text, expected) in [
            ("Text.\n", "---\nredirect_from: [\"a.html\"]\n---\n\nText.\n"),
            (
                "---\ntitle: A\n---\nText.\n",
                "---\ntitle: A\nredirect_from: [\"a.html\"]\n---\nText.\n",
            ),
            (
                "---\r\nredirect_from: x\r\ntitle: A\r\n---\r\n",
                "---\r\nredirect_from: [\"x\", \"a.html\"]\r\ntitle: A\r\n---\r\n",
            ),
            (
                "---\nredirect_from:\n- x.html\n  # why\n- b\ntitle: A\n---\n",
                "---\nredirect_from: [\"x.html\", \"a.html\"]\ntitle: A\n---\n",
            ),
        ] {
            assert_eq!(with_redirect(text), expected, "{text}");
        }
    }
}
