//! Measures and cuts lines of text without a font.
//!
//! Takes text; gives widths that lean to the wide side, so that what is measured apart stays apart
//! in the reader's own font. Never looks at a glyph.

use super::FONT;
use unicode_width::UnicodeWidthChar;

/// Gives the width of `text` set at [`FONT`], in units.
pub(super) fn width(text: &str) -> f64 {
    width_at(text, FONT)
}

/// Gives the width of `text` set at `size`.
pub(super) fn width_at(text: &str, size: f64) -> f64 {
    text.chars().map(ems).sum::<f64>() * size
}

/// A character's width in ems, as wide as the widest common sans has it.
fn ems(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '|' | '!' | '\'' | '.' | ',' | ':' | ';' | ' ' | '·' => 0.30,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 0.54,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 0.40,
        'm' | 'w' | '%' | '→' => 0.90,
        'M' | 'W' | '@' | '…' | '—' => 1.0,
        'A'..='Z' | '&' => 0.74,
        'a'..='z' | '0'..='9' => 0.58,
        _ => match c.width() {
            None | Some(0) => 0.0,
            Some(1) => 0.62,
            Some(_) => 1.0,
        },
    }
}

/// Cuts `text` to `room` units, with an ellipsis where something is lost.
pub(super) fn shorten(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = width("…");
    for c in text.chars() {
        used += ems(c) * FONT;
        if used > room {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

/// Breaks `text` into at most `most` lines of `room` units, of like length where all of it fits.
///
/// The last line is cut where the text is too long.
pub(super) fn wrap(text: &str, room: f64, most: usize) -> Vec<String> {
    let lines = filled(text, room, most);
    let is_whole = |lines: &[String]| lines.last().is_some_and(|last| !last.ends_with('…'));
    if lines.len() < 2 || !is_whole(&lines) {
        return lines;
    }
    // Lines narrower than a word would break it.
    let words = text.split(' ').filter(|word| !word.contains(is_hanzi)).map(width);
    let even = words.fold(width(text) / lines.len() as f64, f64::max).min(room);
    let rooms = (0..8).map(|step| even + (room - even) * f64::from(step) / 8.0);
    let narrower = rooms.map(|room| filled(text, room, lines.len()));
    narrower.into_iter().find(|narrower| is_whole(narrower)).unwrap_or(lines)
}

/// Breaks `text` into lines, each as full as it can be.
fn filled(text: &str, room: f64, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() + 1 < most && width(rest) > room {
        let at = break_point(rest, room);
        lines.push(rest[..at].trim_end().to_owned());
        rest = rest[at..].trim_start();
    }
    if !rest.is_empty() || lines.is_empty() {
        lines.push(shorten(rest, room));
    }
    lines
}

/// Finds the byte at which the first line of `text` ends: after a space or a hanzi where it can.
fn break_point(text: &str, room: f64) -> usize {
    let mut used = 0.0;
    let mut best = None;
    for (at, c) in text.char_indices() {
        used += ems(c) * FONT;
        // The first character stands on the line however narrow this is, so that lines make progress.
        if used > room && at > 0 {
            return best.unwrap_or(at);
        }
        if c == ' ' || c.width() == Some(2) {
            best = Some(at + c.len_utf8());
        }
    }
    text.len()
}

/// Tells whether `c` is a hanzi, which is set in a Chinese font.
pub(super) fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::{shorten, width, wrap};

    #[test]
    fn hanzi_are_an_em_wide() {
        assert_eq!(width("快手"), 28.0);
        assert!(width("Kuaishou") < 8.0 * 14.0 * 0.62);
    }

    #[test]
    fn what_is_cut_says_so_and_fits() {
        let short = shorten("Kuaishou e-commerce GMV", 80.0);
        assert!(short.ends_with('…') && width(&short) <= 80.0);
        assert_eq!(shorten("GMV", 80.0), "GMV");
    }

    #[test]
    fn lines_break_at_spaces_and_between_hanzi() {
        assert_eq!(wrap("live commerce law", 80.0, 3), ["live", "commerce", "law"]);
        assert_eq!(wrap("直播电商法律", 44.0, 2), ["直播电", "商法律"]);
        assert_eq!(wrap("直播电商法律", 70.0, 2), ["直播电", "商法律"], "lines are of like length");
        assert_eq!(wrap("直播电商法律", 30.0, 2), ["直播", "电…"]);
    }
}
