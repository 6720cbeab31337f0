//! Raw HTML in a note, taken apart and built anew.
//!
//! Takes one piece of raw HTML as CommonMark cuts it: the lines of a block, or one tag in a line; gives
//! markup of allowed elements and attributes alone, and tells what was taken out. Never balances tags:
//! that needs the whole body (`super::clean`).

mod scan;

use super::SAFE_SCHEMES;
use super::markup::attribute;
use scan::{Attribute, Tag, declaration_end, raw_text_end, tag_at};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// Something that was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Removed {
    /// Its bytes in the piece.
    pub(super) range: Range<usize>,
    /// It, for a report: `` `<script>` ``, ``attribute `onclick` ``, ``address `javascript:` ``.
    pub(super) what: String,
    /// What to do about it, where that is not what raw HTML always asks for.
    pub(super) help: Option<&'static str>,
}

/// Makes an address safe and right, given its tag, its attribute and its text; or refuses it and says what to do.
pub(super) type Rewrite<'r> = dyn FnMut(&str, &str, &str) -> Result<String, &'static str> + 'r;

/// Elements that pass; those of our own writer are among them.
pub(super) const ELEMENTS: &str = "a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del \
    details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img \
    ins kbd li mark nav ol p pre q rb rp rt rtc ruby s samp section small span strong sub \
    summary sup table tbody td tfoot th thead time tr u ul var wbr";
/// Elements of old, and what says the same today.
const RENAMED: [(&str, &str); 5] =
    [("acronym", "abbr"), ("center", "div"), ("font", "span"), ("strike", "s"), ("tt", "code")];
/// Elements without content or end tag.
const VOID: &str = "br col hr img wbr";
/// Elements whose content goes with them: a browser reads it as something other than markup, or shows it as a control.
const WITH_CONTENT: &str = "applet audio canvas frameset iframe math noembed noframes noscript object plaintext \
    script select style svg template textarea title video xmp";
/// Attributes that pass on any element; those of [`ADDRESSES`] are looked at first.
const ATTRIBUTES: &str = "alt colspan datetime dir height id lang open reversed rowspan scope span start title \
    width";
/// Attributes that hold an address, each with the elements on which it passes.
const ADDRESSES: [(&str, &[&str]); 3] =
    [("href", &["a"]), ("src", &["img"]), ("cite", &["blockquote", "del", "ins", "q"])];
/// Elements whose end tag may be left out, because what follows ends them.
const ENDED_BY_OTHERS: &str = "a dd dt li p rp rt tbody td tfoot th thead tr";
/// What the names of places that our own pages have begin with.
const OUR_PLACES: [&str; 7] = ["page.", ":", "^", "fn-", "fnref-", "e1-", "wanted-"];
/// Most raw elements that are open at once.
const MAX_OPEN: usize = 128;
/// Builds a piece anew from what is allowed in it.
///
/// # Shape
/// Text between tags stays as it is, with each `<` that opens no tag escaped. Comments vanish unreported. Linear in the
/// length of the piece.
///
/// # Source
/// HTML, "Tokenization": names, quotes and slashes are read as a browser would.
pub(super) fn rebuild(
    piece: &str,
    open: &mut Open,
    rewrite: &mut Rewrite<'_>,
) -> (String, Vec<Removed>) {
    let out = String::with_capacity(piece.len());
    let mut builder = Builder { piece, open, rewrite, out, removed: Vec::new() };
    let mut at = 0;
    while let Some(found) = piece[at..].find('<') {
        builder.out.push_str(&piece[at..at + found]);
        at = builder.markup(at + found);
    }
    builder.out.push_str(&piece[at..]);
    (builder.out, builder.removed)
}

/// Lists the places that the tags of a piece name: what `id` says, or on `<a>` what `name` does.
pub(super) fn anchors(piece: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = piece[at..].find('<') {
        let start = at + next;
        at = start + 1;
        if !piece[at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        // A tag that never ends takes the rest of the piece with it.
        let Some(tag) = tag_at(piece, start) else { break };
        let named = tag.attributes.iter().filter(|one| names_place(&tag.name, &one.name));
        found.extend(named.take(1).map(|one| scan::address(one.value)));
        at = tag.end;
    }
    found
}

/// Returns whether an attribute of a tag names a place that links can lead to.
fn names_place(tag: &str, attribute: &str) -> bool {
    attribute == "id" || (attribute == "name" && tag == "a")
}

/// What raw HTML has opened and named in a body. A browser's parser takes time by the square of its depth.
#[derive(Default)]
pub(super) struct Open {
    names: BTreeMap<String, usize>,
    depth: usize,
    is_told: bool,
    /// Whether the piece at hand stands within a sentence, where a table would end the paragraph for some readers and not for others.
    pub(super) in_sentence: bool,
    is_paragraph: bool,
    /// What the names of places begin with, so that an embed's do not clash with the page's.
    prefix: String,
    /// Names that are taken: those of headings, and those of raw HTML so far.
    places: HashSet<String>,
}

impl Open {
    /// Begins a body whose headings have these fragments.
    pub(super) fn new(prefix: &str, headings: HashSet<String>) -> Self {
        Self { prefix: prefix.to_owned(), places: headings, ..Self::default() }
    }

    /// Gives a place its name, unless the page has one like it.
    fn place(&mut self, name: &str) -> Option<String> {
        let ours = OUR_PLACES.iter().any(|ours| name.starts_with(ours));
        let is_new = !ours && !name.is_empty() && self.places.insert(name.to_owned());
        is_new.then(|| attribute("id", &format!("{}{name}", self.prefix)))
    }

    /// Takes a start tag in; says whether it may open.
    fn enter(&mut self, name: &str) -> bool {
        if lists(VOID, name) || lists(ENDED_BY_OTHERS, name) {
            return true;
        }
        if self.depth >= MAX_OPEN {
            return false;
        }
        *self.names.entry(name.to_owned()).or_default() += 1;
        self.depth += 1;
        true
    }

    fn leave(&mut self, name: &str) {
        if let Some(count) = self.names.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            self.depth -= 1;
        }
    }
}

struct Builder<'p, 'r, 'f> {
    piece: &'p str,
    open: &'r mut Open,
    rewrite: &'r mut Rewrite<'f>,
    out: String,
    removed: Vec<Removed>,
}

impl Builder<'_, '_, '_> {
    /// Takes what begins with the `<` at `at`; returns where the text after it begins.
    fn markup(&mut self, at: usize) -> usize {
        let rest = &self.piece[at..];
        if rest.starts_with("<!--") {
            return rest[2..].find("-->").map_or(self.piece.len(), |end| at + 2 + end + 3);
        }
        let mut following = rest[1..].chars();
        match (following.next(), following.next()) {
            (Some('!' | '?'), _) => self.declaration(at),
            (Some('/'), Some(letter)) | (Some(letter), _) if letter.is_ascii_alphabetic() => {
                match tag_at(self.piece, at) {
                    Some(tag) => self.tag(&tag, at),
                    None => self.unfinished(at),
                }
            }
            _ => {
                self.out.push_str("&lt;");
                at + 1
            }
        }
    }

    fn declaration(&mut self, at: usize) -> usize {
        let end = declaration_end(self.piece, at);
        let name: String =
            self.piece[at + 2..end].chars().take_while(char::is_ascii_alphabetic).collect();
        let mark = &self.piece[at..at + 2];
        self.remove(at..end, format!("`{mark}{name}>`"));
        end
    }

    /// Shows what would be the rest of a tag that never ends.
    fn unfinished(&mut self, at: usize) -> usize {
        self.out.push_str(&self.piece[at..].replace('<', "&lt;"));
        self.piece.len()
    }

    fn remove(&mut self, range: Range<usize>, what: String) {
        self.removed.push(Removed { range, what, help: None });
    }

    fn tag(&mut self, tag: &Tag<'_>, at: usize) -> usize {
        let renamed = RENAMED.iter().find(|(old, _)| *old == tag.name).map(|(_, name)| *name);
        let name = renamed.unwrap_or(&tag.name);
        if !lists(ELEMENTS, name) {
            return self.foreign(tag, at);
        }
        if name == "table" && !tag.closes && self.open.in_sentence {
            self.remove(at..tag.end, "`<table>` within a sentence".to_owned());
            return tag.end;
        }
        self.end_paragraph(name, tag.closes);
        if tag.closes && !lists(VOID, name) {
            self.open.leave(name);
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        } else if !tag.closes && self.open.enter(name) {
            self.start(name, tag);
        } else if !tag.closes && !std::mem::replace(&mut self.open.is_told, true) {
            self.remove(
                at..tag.end,
                format!("`<{}>` and what else nests deeper than {MAX_OPEN}", tag.name),
            );
        }
        tag.end
    }

    /// Ends a raw paragraph before a table, as a page in no quirks mode does by itself.
    fn end_paragraph(&mut self, name: &str, closes: bool) {
        if name == "p" {
            self.open.is_paragraph = !closes;
        } else if name == "table" && !closes && std::mem::take(&mut self.open.is_paragraph) {
            self.out.push_str("</p>");
        }
    }

    /// Leaves an element out, with its content where that is no text.
    fn foreign(&mut self, tag: &Tag<'_>, at: usize) -> usize {
        if tag.closes {
            return tag.end;
        }
        self.remove(at..tag.end, format!("`<{}>`", tag.name));
        if lists(WITH_CONTENT, &tag.name) && !tag.closes_itself {
            return raw_text_end(self.piece, tag.end, &tag.name);
        }
        tag.end
    }

    fn start(&mut self, name: &str, tag: &Tag<'_>) {
        let mut kept: Vec<(&str, String)> = Vec::new();
        for one in &tag.attributes {
            let known = if names_place(name, &one.name) { "id" } else { &one.name };
            match self.attribute(name, one) {
                Some(_) if kept.iter().any(|(taken, _)| *taken == known) => {}
                Some(markup) => kept.push((known, markup)),
                None => {}
            }
        }
        if name == "img" && !kept.iter().any(|(known, _)| *known == "src") {
            return self.words_of_picture(tag);
        }
        self.out.push('<');
        self.out.push_str(name);
        self.out.extend(kept.into_iter().map(|(_, markup)| markup));
        self.out.push('>');
    }

    /// Leaves of a picture without address what it says to those who do not see it.
    fn words_of_picture(&mut self, tag: &Tag<'_>) {
        if let Some(alt) = tag.attributes.iter().find(|one| one.name == "alt") {
            self.out.push_str(&quoted(alt.value));
        }
    }

    /// Returns an attribute's markup, with a space before it, or takes it out.
    fn attribute(&mut self, tag: &str, one: &Attribute<'_>) -> Option<String> {
        if let Some((_, tags)) = ADDRESSES.iter().find(|(name, _)| *name == one.name) {
            if tags.contains(&tag) {
                return self.address(tag, one);
            }
        } else if names_place(tag, &one.name) {
            return self.open.place(&scan::address(one.value));
        } else if lists(ATTRIBUTES, &one.name) {
            return Some(format!(" {}=\"{}\"", one.name, quoted(one.value)));
        }
        self.remove(one.range.clone(), format!("attribute `{}`", one.name));
        None
    }

    fn address(&mut self, tag: &str, one: &Attribute<'_>) -> Option<String> {
        let value = scan::address(one.value);
        let scheme = scheme(&value);
        let foreign = scheme.as_deref().filter(|scheme| !SAFE_SCHEMES.contains(scheme));
        if let Some(foreign) = foreign {
            self.remove(one.range.clone(), format!("address `{foreign}:`"));
            return None;
        }
        match (self.rewrite)(tag, &one.name, &value) {
            Ok(address) => Some(attribute(&one.name, &address)),
            Err(help) => {
                let shown: String = value.chars().take(60).collect();
                let what = format!("address `{shown}`");
                self.removed.push(Removed { range: one.range.clone(), what, help: Some(help) });
                None
            }
        }
    }
}

/// Returns whether a list of words holds `name`.
fn lists(words: &str, name: &str) -> bool {
    words.split(' ').any(|word| word == name)
}

/// Returns the scheme of an address in lower case; none for a relative one.
fn scheme(address: &str) -> Option<String> {
    let (before, _) = address.split_once(':')?;
    let relative = before.contains(['/', '?', '#']);
    (!relative).then(|| before.to_ascii_lowercase())
}

/// Makes an attribute's text fit between double quotes; its entities stay what they were.
fn quoted(value: &str) -> String {
    value.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests;
