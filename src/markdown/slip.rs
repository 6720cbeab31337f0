//! Links and citations that went wrong as they were typed, and that a page would show as their own signs.
//!
//! Takes plain text between other tokens; gives each slip with its place. What might be meant as it stands is left alone.

use crate::diagnostic::Code;
use crate::span::Span;
use crate::text::find_sign;
use std::ops::Range;

/// Slips of one text that are told, since each is looked for in all that follows; mended, they make room for the next.
const MOST: usize = 100;

/// Something that was probably meant as a link or a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What it would have been.
    pub code: Code,
    /// Its bytes in the body.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Finds the slips in a piece of plain text that begins at byte `start` of the body.
pub(super) fn find(text: &str, start: usize) -> Vec<Slip> {
    // Most text has no bracket at all; every full-width bracket begins with one of these bytes.
    if find_sign(text, [b'[', b']', 0xE3, 0xEF]).is_none() {
        return Vec::new();
    }
    let finders = [full_width, half_closed, half_opened, unread_destination, unclosed_citation];
    let mut slips: Vec<Slip> = Vec::new();
    for find in finders {
        let mut from = 0;
        while slips.len() < MOST
            && let Some((range, slip)) = find(&text[from..])
        {
            let span = Span::from(range.clone()).shift(start + from);
            slips.push(Slip { span, ..slip });
            from += range.end;
        }
    }
    slips
}

fn slip(code: Code, message: String, help: String) -> Slip {
    Slip { code, span: Span::default(), message, help }
}

/// `【【note】】`, `［［note］］`, `【@source】` and `[＠source]`, as a Chinese keyboard writes them.
fn full_width(text: &str) -> Option<(Range<usize>, Slip)> {
    const SIGNS: [&str; 7] = ["【【", "［［", "【@", "【＠", "［@", "［＠", "[＠"];
    let found = SIGNS.into_iter().filter_map(|signs| Some((text.find(signs)?, signs)));
    let (open, signs) = found.min_by_key(|(at, _)| *at)?;
    let inside = text[open..].trim_start_matches(['【', '［', '[']);
    let closing = ['】', '］', ']'];
    let inside = inside.split(closing).next().unwrap_or_default();
    let close = text[open..].find(closing).map_or(text.len(), |at| {
        let rest = &text[open + at..];
        open + at + rest.len() - rest.trim_start_matches(closing).len()
    });
    let (code, message, plain) = match signs {
        "【【" | "［［" => {
            (Code::BrokenLink, "full-width brackets make no link", format!("[[{inside}]]"))
        }
        "[＠" => (Code::BrokenCitation, "a full-width `＠` makes no citation", cited(inside)),
        _ => (Code::BrokenCitation, "full-width brackets make no citation", cited(inside)),
    };
    Some((open..close, slip(code, message.to_owned(), format!("write `{plain}`"))))
}

/// Writes a citation in plain signs.
fn cited(inside: &str) -> String {
    let plain = inside.replace('＠', "@").replace('，', ", ").replace('；', "; ");
    format!("[{plain}]")
}

fn is_balanced(text: &str) -> bool {
    text.matches('[').count() == text.matches(']').count()
}

/// `[[note]` and `[[note`; in a table the bar of a link ends the cell.
fn half_closed(text: &str) -> Option<(Range<usize>, Slip)> {
    let open = text.find("[[").filter(|_| !is_balanced(text))?;
    let inside = &text[open + 2..];
    let named = inside.starts_with(|c: char| c.is_alphanumeric() || c == '#');
    let until = inside.find(']').unwrap_or(inside.len());
    let apart = !text[..open].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '[');
    if !named || !apart || inside.contains("]]") {
        return None;
    }
    let end = open + 2 + until + usize::from(until < inside.len());
    let help = "close it with `]]`; in a table its bar is written `\\|`".to_owned();
    Some((open..end, slip(Code::BrokenLink, "this link is never closed".to_owned(), help)))
}

/// `[note]]`.
fn half_opened(text: &str) -> Option<(Range<usize>, Slip)> {
    let close = text.find("]]").filter(|_| !is_balanced(text) && !text.contains("[["))?;
    let open = text[..close].rfind('[')?;
    let inside = &text[open + 1..close];
    let apart = !text[..open].ends_with(|c: char| c.is_ascii_alphanumeric());
    let lone = !text[..open].contains('[') && !inside.contains(']') && inside.trim() == inside;
    if !apart || !lone || inside.is_empty() {
        return None;
    }
    let message = "this link begins with one bracket".to_owned();
    let help = format!("write `[[{inside}]]`");
    Some((open..close + 2, slip(Code::BrokenLink, message, help)))
}

/// `[text](a file.md)`, `[text] (file.md)` and `[text]（file.md）`.
fn unread_destination(text: &str) -> Option<(Range<usize>, Slip)> {
    let close = text.match_indices(']').map(|(at, _)| at).find(|&at| {
        let rest = text[at + 1..].trim_start_matches(' ');
        rest.starts_with(['(', '（']) && text[..at].contains('[')
    })?;
    let open = text[..close].rfind('[')?;
    let rest = &text[close + 1..];
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let inside = rest[spaces..].trim_start_matches(['(', '（']);
    let destination = &inside[..inside.find([')', '）'])?];
    if !leads_to_a_file(destination) {
        return None;
    }
    let (words, file) = (&text[open + 1..close], destination.trim());
    let help = if file.contains(' ') {
        format!("write `[{words}](<{file}>)`")
    } else {
        format!("write `[{words}]({file})`, with plain brackets and no space between them")
    };
    let end = text.len() - inside.len() + destination.len() + 1;
    let end = (end..=text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
    let message = "this is not read as a link".to_owned();
    Some((open..end, slip(Code::BrokenLink, message, help)))
}

/// Returns whether a destination names a note or a picture by its ending.
fn leads_to_a_file(destination: &str) -> bool {
    let path = destination.split('#').next().unwrap_or_default().trim();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| {
        ["md", "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf"].contains(&ending.as_str())
    })
}

/// `[@source, para. 3` and `[@]`.
fn unclosed_citation(text: &str) -> Option<(Range<usize>, Slip)> {
    let open = text.find("[@")?;
    let name = text[open + 2..].split(|c: char| c.is_whitespace() || "],;".contains(c)).next()?;
    let (message, help) = if !text[open..].contains(']') && !name.is_empty() {
        ("this citation is never closed", format!("close it: `[@{name}]`"))
    } else if text[open..].starts_with("[@]") {
        ("this citation names no source", "write `[@source, para. 3]`".to_owned())
    } else {
        return None;
    };
    let end = open + 2 + name.len() + usize::from(name.is_empty());
    Some((open..end, slip(Code::BrokenCitation, message.to_owned(), help)))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn links_that_went_wrong_are_told_with_what_was_meant() {
        for (text, place, help) in [
            ("See 【【快手】】.", "【【快手】】", "[[快手]]"),
            ("So 【@scmp, para. 3】.", "【@scmp, para. 3】", "[@scmp, para. 3]"),
            ("见［［快手］］。", "［［快手］］", "[[快手]]"),
            ("So ［＠scmp］.", "［＠scmp］", "write `[@scmp]`"),
            ("So ［@scmp］.", "［@scmp］", "write `[@scmp]`"),
            ("So [＠scmp，第3段].", "[＠scmp，第3段]", "write `[@scmp, 第3段]`"),
            ("So 【＠scmp】.", "【＠scmp】", "write `[@scmp]`"),
            ("See [[kuaishou] here", "[[kuaishou]", "]]"),
            ("See [[kuaishou here", "[[kuaishou here", "]]"),
            ("See [kuaishou]] here", "[kuaishou]]", "[[kuaishou]]"),
            ("See [JD](a b.md) here", "[JD](a b.md)", "(<a b.md>)"),
            ("See [JD] (a.md) here", "[JD] (a.md)", "[JD](a.md)"),
            ("见[快手]（a.md）。", "[快手]（a.md）", "[快手](a.md)"),
            ("So [@scmp, para. 3.", "[@scmp", "[@scmp]"),
            ("So [@].", "[@]", "[@source"),
        ] {
            let slips = find(text, 0);
            assert_eq!(slips.len(), 1, "{text}: {slips:?}");
            let span = slips[0].span;
            assert_eq!(&text[span.start..span.end], place);
            assert!(slips[0].help.contains(help), "{text}: {}", slips[0].help);
        }
    }

    #[test]
    fn of_very_many_slips_the_first_are_told() {
        assert_eq!(find(&"[[a] ".repeat(super::MOST + 1), 0).len(), super::MOST);
    }

    #[test]
    fn what_may_be_meant_as_it_stands_is_left_alone() {
        for text in [
            "a[b[0]] = 1",
            "[see [1]]",
            "[1]（见下文）",
            "【独家】",
            "［1］，a＠b",
            "if [[ -f x ]]",
            "[ ] a",
            "x[[0]",
            "[1] (2020)",
            "]]",
            "[[",
            "](",
            "[[[",
        ] {
            let found: Vec<String> = find(text, 0).into_iter().map(|slip| slip.message).collect();
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
