//! Tags as a browser reads them.
//!
//! Takes a piece of raw HTML and an offset in it; gives the tag there, and where things end. Allows
//! and refuses nothing.

use std::ops::Range;

/// A start or end tag.
pub(super) struct Tag<'p> {
    /// Name, in lower case.
    pub(super) name: String,
    /// Whether it is an end tag.
    pub(super) closes: bool,
    /// Whether it ends with `/>`.
    pub(super) closes_itself: bool,
    /// Its attributes, in order, repeated ones included.
    pub(super) attributes: Vec<Attribute<'p>>,
    /// Offset after its `>`.
    pub(super) end: usize,
}

/// An attribute as written.
pub(super) struct Attribute<'p> {
    /// Name, in lower case.
    pub(super) name: String,
    /// Value without its quotes, entities as they stand; empty for none.
    pub(super) value: &'p str,
    /// Bytes of the whole in the piece.
    pub(super) range: Range<usize>,
}

/// Reads the tag whose `<` is at `at`; none where it never ends.
pub(super) fn tag_at(piece: &str, at: usize) -> Option<Tag<'_>> {
    let mut cursor = Cursor { piece, at: at + 1 };
    let closes = cursor.take(b'/');
    let name = cursor.until(|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
    let name = piece[name].to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        cursor.until(|byte| !is_space(byte) && byte != b'/');
        if cursor.peek()? == b'>' {
            break;
        }
        attributes.push(cursor.attribute()?);
    }
    let closes_itself = piece[..cursor.at].ends_with('/');
    Some(Tag { name, closes, closes_itself, attributes, end: cursor.at + 1 })
}

/// Returns the offset after a declaration or processing instruction whose `<` is at `at`.
pub(super) fn declaration_end(piece: &str, at: usize) -> usize {
    let rest = &piece[at..];
    let mark = if rest.starts_with("<![CDATA[") { "]]>" } else { ">" };
    rest.find(mark).map_or(piece.len(), |end| at + end + mark.len())
}

/// Returns the offset after the end tag of `name`, looked for from `at`; the end of the piece where there is none.
pub(super) fn raw_text_end(piece: &str, at: usize, name: &str) -> usize {
    let mut from = at;
    while let Some(found) = piece[from..].find("</") {
        let start = from + found + 2;
        let rest = &piece.as_bytes()[start..];
        let named =
            rest.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name.as_bytes()));
        let ends =
            rest.get(name.len()).is_none_or(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        if named && ends {
            return piece[start..].find('>').map_or(piece.len(), |end| start + end + 1);
        }
        from = start;
    }
    piece.len()
}

/// Returns an address as a browser sees it: entities read, white space at the ends and controls anywhere left out.
pub(super) fn address(value: &str) -> String {
    let read = without_entities(value);
    let unseen = |c: char| c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}');
    read.trim().chars().filter(|&c| !unseen(c)).collect()
}

/// Reads the entities that can stand in an address; others stay as they are written.
fn without_entities(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match entity(after) {
            Some((character, length)) => {
                out.push(character);
                rest = &after[length..];
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Reads the entity whose `&` stood before `text`; gives its character and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 19] = [
        ("amp;", '&'),
        ("apos;", '\''),
        ("bsol;", '\\'),
        ("colon;", ':'),
        ("comma;", ','),
        ("equals;", '='),
        ("gt;", '>'),
        ("lowbar;", '_'),
        ("lpar;", '('),
        ("lt;", '<'),
        ("NewLine;", '\n'),
        ("nbsp;", '\u{A0}'),
        ("num;", '#'),
        ("period;", '.'),
        ("quest;", '?'),
        ("quot;", '"'),
        ("rpar;", ')'),
        ("sol;", '/'),
        ("Tab;", '\t'),
    ];
    if let Some(number) = text.strip_prefix('#') {
        return numbered(number).map(|(character, length)| (character, length + 1));
    }
    NAMED.iter().find(|(name, _)| text.starts_with(name)).map(|&(name, c)| (c, name.len()))
}

/// Reads a numeric entity after its `#`; the semicolon may be missing.
fn numbered(text: &str) -> Option<(char, usize)> {
    let (digits, radix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if length == 0 {
        return None;
    }
    let code = u32::from_str_radix(&digits[..length], radix).ok();
    let character = code.and_then(char::from_u32).filter(|&c| c != '\0').unwrap_or('\u{FFFD}');
    let semicolon = usize::from(digits[length..].starts_with(';'));
    Some((character, text.len() - digits.len() + length + semicolon))
}

/// A place in a piece. All that it stops at is ASCII, so it always stands between characters.
struct Cursor<'p> {
    piece: &'p str,
    at: usize,
}

impl<'p> Cursor<'p> {
    fn peek(&self) -> Option<u8> {
        self.piece.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let here = self.peek() == Some(byte);
        self.at += usize::from(here);
        here
    }

    /// Goes to the first byte that `stops` wants, or to the end; returns what was passed.
    fn until(&mut self, stops: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        let rest = &self.piece.as_bytes()[start..];
        self.at += rest.iter().position(|&byte| stops(byte)).unwrap_or(rest.len());
        start..self.at
    }

    /// Reads an attribute; none where its quote never ends.
    fn attribute(&mut self) -> Option<Attribute<'p>> {
        let start = self.at;
        self.take(b'=');
        self.until(|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let name = self.piece[start..self.at].to_ascii_lowercase();
        let mut end = self.at;
        self.until(|byte| !is_space(byte));
        let mut value = "";
        if self.take(b'=') {
            self.until(|byte| !is_space(byte));
            value = self.value()?;
            end = self.at;
        }
        Some(Attribute { name, value, range: start..end })
    }

    fn value(&mut self) -> Option<&'p str> {
        let Some(quote @ (b'"' | b'\'')) = self.peek() else {
            let bare = self.until(|byte| is_space(byte) || byte == b'>');
            return Some(&self.piece[bare]);
        };
        self.at += 1;
        let inside = self.until(|byte| byte == quote);
        self.take(quote).then(|| &self.piece[inside])
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}
