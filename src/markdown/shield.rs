//! Makes a CommonMark parser right about Chinese punctuation, money and comments.
//!
//! Takes a body; gives one of the same length in which single characters have stand-ins, so that every offset stays true,
//! and lifts the stand-ins from what the parser returns. Never changes what a reader sees.
//!
//! CommonMark asks whether punctuation or a letter stands beside `**`. Chinese text has no spaces, so `**“直播”**很火` and `是**[[京东]]**的`
//! stay stars. A punctuation mark beside such a run is shown to the parser as a letter, and an ideograph
//! whose run has ASCII punctuation on its far side as punctuation.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Parser, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// Stand-in for a punctuation mark of three bytes: a private-use letter.
const LETTER: char = '\u{E0F1}';
/// Stand-in for an ideograph of three bytes: a punctuation mark that no note uses.
const PUNCTUATION: char = '\u{2E4F}';
/// Stand-in for a `$` that opens no math: of all that no note uses the one that may stand in an address.
const DOLLAR: char = '\u{7F}';
/// Stand-in for a byte of a comment at the start of a line, where spaces would make what follows code.
const HIDDEN: char = '\u{2}';
const STAND_INS: [char; 3] = [LETTER, PUNCTUATION, DOLLAR];

/// Replaces each stand-in-worthy character; borrowed when there is nothing to do.
pub(super) fn shield(body: &str) -> Cow<'_, str> {
    // One search for each character: together they would be looked for letter by letter.
    if STAND_INS.iter().any(|&c| body.contains(c)) {
        return Cow::Borrowed(body);
    }
    let stars = (body.contains('*') || body.contains('~')) && !body.is_ascii();
    let dollars = body.contains('$');
    if !stars && !dollars {
        return Cow::Borrowed(body);
    }
    let mut changes: Vec<(usize, char)> = Vec::new();
    if stars {
        beside_runs(body, &mut changes);
    }
    if dollars {
        plain_dollars(body, &mut changes);
    }
    apply(body, changes)
}

fn apply(body: &str, mut changes: Vec<(usize, char)>) -> Cow<'_, str> {
    if changes.is_empty() {
        return Cow::Borrowed(body);
    }
    changes.sort_unstable();
    changes.dedup_by_key(|(at, _)| *at);
    let mut shielded = String::with_capacity(body.len());
    let mut from = 0;
    for (at, stand_in) in changes {
        shielded.push_str(&body[from..at]);
        shielded.push(stand_in);
        from = at + stand_in.len_utf8();
    }
    shielded.push_str(&body[from..]);
    Cow::Owned(shielded)
}

/// Finds the characters beside runs of `*` and `~` that mislead a parser.
fn beside_runs(body: &str, changes: &mut Vec<(usize, char)>) {
    for sign in ['*', '~'] {
        beside_runs_of(sign, body, changes);
    }
}

fn beside_runs_of(sign: char, body: &str, changes: &mut Vec<(usize, char)>) {
    let mut at = 0;
    while let Some(found) = body[at..].find(sign) {
        at += found;
        let end = body.len() - body[at..].trim_start_matches(sign).len();
        let before = body[..at].chars().next_back();
        let after = body[end..].chars().next();
        if let Some(c) = before.filter(|&c| is_wide_punctuation(c)) {
            changes.push((at - c.len_utf8(), LETTER));
        }
        if after.is_some_and(is_wide_punctuation) {
            changes.push((end, LETTER));
        }
        if let Some(c) =
            before.filter(|&c| is_ideograph(c) && after.is_some_and(|a| a.is_ascii_punctuation()))
        {
            changes.push((at - c.len_utf8(), PUNCTUATION));
        }
        if after.is_some_and(is_ideograph) && before.is_some_and(|b| b.is_ascii_punctuation()) {
            changes.push((end, PUNCTUATION));
        }
        at = end;
    }
}

fn is_ideograph(c: char) -> bool {
    c.len_utf8() == 3 && crate::text::is_han(c)
}

/// Chinese punctuation of three bytes: CJK symbols, full-width forms, and the quotes, dashes and dots shared with Latin.
fn is_wide_punctuation(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{30FB}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}'
        | '\u{2014}' | '\u{2018}'..='\u{201F}' | '\u{2026}')
}

/// Finds each `$` that opens no math: after a letter or before a digit, or with no partner in its paragraph.
fn plain_dollars(body: &str, changes: &mut Vec<(usize, char)>) {
    let bytes = body.as_bytes();
    let mut at = 0;
    while let Some(found) = body[at..].find('$') {
        let start = at + found;
        if bytes.get(start + 1) == Some(&b'$') {
            at = start + 2 + body[start + 2..].find("$$").map_or(0, |end| end + 2);
        } else if let Some(end) = opens(body, start).then(|| closer(body, start)).flatten() {
            at = end + 1;
        } else {
            if start == 0 || bytes[start - 1] != b'\\' {
                changes.push((start, DOLLAR));
            }
            at = start + 1;
        }
    }
}

fn opens(body: &str, start: usize) -> bool {
    let before = body[..start].chars().next_back();
    let after = body[start + 1..].chars().next();
    before.is_none_or(|c| !c.is_alphanumeric() && c != '\\')
        && after.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit())
}

/// Finds the `$` that closes the one at `start`, no further than its paragraph and 1,000 bytes.
fn closer(body: &str, start: usize) -> Option<usize> {
    let bytes = body.as_bytes();
    let limit = bytes.len().min(start + 1000);
    let mut at = start + 1;
    while at < limit {
        match bytes[at] {
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => return None,
            b'\\' => at += 1,
            b'$' => {
                let closes = !bytes[at - 1].is_ascii_whitespace()
                    && !bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
                if closes {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Blanks out `%%comments%%`, code aside, keeping every line and offset.
pub(super) fn without_comments(body: &str) -> Cow<'_, str> {
    if !body.contains("%%") {
        return Cow::Borrowed(body);
    }
    let code = code_ranges(body);
    let in_code = |at: usize| {
        let before = code.partition_point(|range| range.start <= at);
        before > 0 && at < code[before - 1].end
    };
    let mut kept = body.as_bytes().to_vec();
    let mut at = 0;
    while let Some(start) = body[at..].find("%%").map(|found| at + found) {
        at = start + 2;
        if in_code(start) {
            continue;
        }
        let Some(end) = body[at..].find("%%").map(|found| at + found + 2) else { break };
        blank(&mut kept[start..end], b' ');
        if leads(body, start, end) {
            let line = body[start..end].rfind('\n').map_or(start, |found| start + found + 1);
            let after = body[end..].trim_start_matches([' ', '\t']);
            blank(&mut kept[line..body.len() - after.len()], HIDDEN as u8);
        }
        at = end;
    }
    String::from_utf8(kept).map_or(Cow::Borrowed(body), Cow::Owned)
}

/// Overwrites all but line breaks.
fn blank(bytes: &mut [u8], stand_in: u8) {
    for byte in bytes.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
        *byte = stand_in;
    }
}

/// Returns whether text follows a comment on its last line, with nothing but marks of quotes and lists before it.
fn leads(body: &str, start: usize, end: usize) -> bool {
    let before = body[..start].trim_end_matches([' ', '\t', '>', '-', '*', '+']);
    let opens = body[start..end].contains('\n') || before.is_empty() || before.ends_with('\n');
    let rest = body[end..].trim_start_matches([' ', '\t', '\r']);
    opens && !rest.is_empty() && !rest.starts_with('\n')
}

/// Finds what is code in a body.
fn code_ranges(body: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for (event, range) in Parser::new_ext(body, super::OPTIONS).into_offset_iter() {
        if matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))) {
            ranges.push(range);
        }
    }
    ranges
}

/// The three states of one body: as written, without comments, and as the parser saw it; all of one length.
#[derive(Clone, Copy)]
pub(super) struct Lifter<'a, 's> {
    pub(super) body: &'a str,
    pub(super) plain: &'s str,
    pub(super) shielded: &'s str,
}

impl<'a> Lifter<'a, '_> {
    /// Puts back what stood-in characters stand for.
    pub(super) fn lift(self, event: Event<'_>, range: &Range<usize>) -> Event<'a> {
        let text = |text: CowStr<'_>| self.text(&text, range);
        match event {
            Event::Text(t) => Event::Text(text(t)),
            Event::Code(t) => Event::Code(text(t)),
            Event::InlineMath(t) => Event::InlineMath(text(t)),
            Event::DisplayMath(t) => Event::DisplayMath(text(t)),
            Event::Html(t) => Event::Html(text(t)),
            Event::InlineHtml(t) => Event::InlineHtml(text(t)),
            Event::FootnoteReference(t) => Event::FootnoteReference(text(t)),
            Event::SoftBreak => Event::SoftBreak,
            Event::HardBreak => Event::HardBreak,
            Event::Rule => Event::Rule,
            Event::TaskListMarker(done) => Event::TaskListMarker(done),
            Event::Start(tag) => Event::Start(self.tag(tag, range)),
            Event::End(tag) => Event::End(tag),
        }
    }

    /// Returns the place of an event without the comment that it begins with.
    pub(super) fn place(self, range: Range<usize>) -> Range<usize> {
        if self.has_no_comments() {
            return range;
        }
        let seen = self.plain.get(range.clone()).unwrap_or_default();
        let hidden = seen.len() - seen.trim_start_matches(HIDDEN).len();
        self.after_character(range.start + hidden)..self.after_character(range.end)
    }

    fn has_no_comments(self) -> bool {
        std::ptr::eq(self.body, self.plain)
    }

    /// Moves past a character whose bytes the parser saw as so many spaces, and ended a block between.
    fn after_character(self, mut at: usize) -> usize {
        while !self.body.is_char_boundary(at) {
            at += 1;
        }
        at
    }

    fn tag(self, tag: Tag<'_>, range: &Range<usize>) -> Tag<'a> {
        let text = |text: CowStr<'_>| self.text(&text, range);
        match tag {
            Tag::Heading { level, id, classes, attrs: _ } => Tag::Heading {
                level,
                id: id.map(text),
                classes: classes.into_iter().map(text).collect(),
                attrs: Vec::new(),
            },
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Tag::CodeBlock(CodeBlockKind::Fenced(text(info)))
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(text(label)),
            Tag::Link { link_type, dest_url, title, id } => {
                Tag::Link { link_type, dest_url: text(dest_url), title: text(title), id: text(id) }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                Tag::Image { link_type, dest_url: text(dest_url), title: text(title), id: text(id) }
            }
            other => other.into_static(),
        }
    }

    /// Finds a borrowed text by its offset; a copied one gets its characters back in their order.
    fn text(self, text: &str, range: &Range<usize>) -> CowStr<'a> {
        let offset = (text.as_ptr() as usize).wrapping_sub(self.shielded.as_ptr() as usize);
        let end = offset.saturating_add(text.len());
        if end <= self.shielded.len() {
            return match (self.body.get(offset..end), self.plain.get(offset..end)) {
                (Some(body), Some(plain)) if self.has_no_comments() || body == plain => {
                    CowStr::Borrowed(body)
                }
                (_, Some(plain)) => CowStr::from(plain.replace(HIDDEN, "")),
                (_, None) => CowStr::from(text.to_owned()),
            };
        }
        if !text.contains(STAND_INS) {
            return CowStr::from(text.replace(HIDDEN, ""));
        }
        let mut originals = self.originals(range);
        let lifted: String = text
            .chars()
            .filter(|&c| c != HIDDEN)
            .map(|c| if STAND_INS.contains(&c) { originals.next().unwrap_or(c) } else { c })
            .collect();
        CowStr::from(lifted)
    }

    /// Lists the characters that stand-ins of `range` stand for.
    fn originals(self, range: &Range<usize>) -> impl Iterator<Item = char> {
        let seen = self.shielded.get(range.clone()).unwrap_or_default();
        let plain = self.plain.get(range.clone()).unwrap_or_default();
        seen.char_indices()
            .filter(|(_, c)| STAND_INS.contains(c))
            .filter_map(|(at, _)| plain.get(at..).and_then(|rest| rest.chars().next()))
    }
}
