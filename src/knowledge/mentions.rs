//! Known names standing in prose without a link.
//!
//! Takes the bodies of all notes and every name; gives the places where a name of another note stands bare. Links nothing.

use super::{Found, Knowledge, NoteId};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{Placed, Token};
use crate::parallel;
use crate::span::Span;
use crate::text::{fold, has_han, is_han};
use foldhash::fast::RandomState;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::{BTreeMap, HashMap};

/// Latin letters below which a name counts only in the case in which it is written: `JD` is a name, `jd` may be a slip.
const SHORT: usize = 4;

/// A name in prose that is not a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The note in whose prose it stands.
    pub note: NoteId,
    /// Its place in the note's text.
    pub span: Span,
    /// The note that bears the name.
    pub target: NoteId,
}

/// Finds every unlinked mention, sorted by note and place.
///
/// Latin names count on word bounds, whatever their case; names of one character or without a letter never; of names that
/// overlap the longest counts. Links, headings, code and the note's own names are passed over, as is a name that several
/// notes bear.
///
/// # Shape
/// One pass over each body, in which each word and each pair of hanzi is looked up: linear in the length of the prose.
#[must_use]
pub fn mentions(knowledge: &Knowledge) -> Vec<Mention> {
    let Some(names) = Names::of(knowledge) else { return Vec::new() };
    let ids: Vec<NoteId> = (0..knowledge.notes.len()).collect();
    parallel::map(&ids, |&id| names.unlinked(knowledge, id, &knowledge.notes[id].tokens())).concat()
}

/// Reports every unlinked mention.
///
/// # Diagnostics
/// [`Code::UnlinkedMention`].
#[must_use]
pub fn unlinked_mentions(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let report = |mention: Mention| {
        let (note, target) = (&knowledge.notes[mention.note], &knowledge.notes[mention.target]);
        let words = &note.text[mention.span.start..mention.span.end];
        let message = format!("`{words}` is a note and no link");
        let link = if fold(words) == fold(&target.slug) {
            format!("[[{words}]]")
        } else {
            format!("[[{}|{words}]]", target.slug)
        };
        Diagnostic::new(Code::UnlinkedMention, &note.path, mention.span, message)
            .label(format!("{} is meant?", target.path))
            .help(format!("write `{link}`, if it is that note you mean"))
    };
    mentions(knowledge).into_iter().map(report).collect()
}

/// Every name that a mention may use, ready to be looked for.
#[derive(Debug)]
pub struct Names {
    /// Names by their heads in lower case.
    by_head: HashMap<String, Alike, RandomState>,
    /// One bit for each [`beginning`], set where a head has it: most words have others, and need not be looked up.
    begins: Vec<u64>,
    /// Whether a head begins with a sign of ASCII, as hardly any name does.
    has_signs: bool,
}

/// Names that begin alike, in order of their lower case.
#[derive(Debug, Default)]
struct Alike {
    names: Vec<Name>,
    /// Bytes of the longest.
    longest: usize,
}

#[derive(Debug)]
struct Name {
    lower: String,
    written: String,
    bearer: NoteId,
}

impl Names {
    /// Gathers the names of all notes; none where no note has any.
    #[must_use]
    pub fn of(knowledge: &Knowledge) -> Option<Self> {
        let mut names: BTreeMap<String, (String, NoteId)> = BTreeMap::new();
        for note in &knowledge.notes {
            let own = std::iter::once(&note.title)
                .chain(note.names.all().map(|name| &name.value))
                .chain(note.aliases.iter().map(|alias| &alias.value));
            for name in own.map(|name| name.trim()).filter(|name| is_telling(name)) {
                if let Found::One(bearer) = knowledge.lookup.find(name, &[]) {
                    names.entry(fold(name)).or_insert_with(|| (name.to_owned(), bearer));
                }
            }
        }
        let mut known =
            Self { by_head: HashMap::default(), begins: vec![0; 1 << 10], has_signs: false };
        let names = names.into_values().map(|(written, bearer)| {
            let lower = written.to_ascii_lowercase();
            Name { lower, written, bearer }
        });
        let mut names: Vec<Name> = names.collect();
        names.sort_by(|a, b| a.lower.cmp(&b.lower));
        for name in names {
            let head = head(&name.lower).0.to_owned();
            let (word, bit) = beginning(head.as_bytes());
            known.begins[word] |= bit;
            known.has_signs |= is_sign(head.as_bytes()[0]);
            let alike = known.by_head.entry(head).or_default();
            alike.longest = alike.longest.max(name.lower.len());
            alike.names.push(name);
        }
        (!known.by_head.is_empty()).then_some(known)
    }

    /// Finds the unlinked mentions in the prose of a note, whose body was read into `tokens`.
    #[must_use]
    pub fn unlinked(
        &self,
        knowledge: &Knowledge,
        id: NoteId,
        tokens: &[Placed<'_>],
    ) -> Vec<Mention> {
        let note = &knowledge.notes[id];
        let body = note.body_text();
        let mut found = Vec::new();
        let mut passed_over = 0_usize;
        for (token, range) in tokens {
            match token {
                Token::Mark(Event::Start(tag)) if is_passed_over(tag) => passed_over += 1,
                Token::Mark(Event::End(tag)) if ends_passed_over(*tag) => passed_over -= 1,
                // A text that is not its own source (an entity, a joined line) has no exact places.
                Token::Mark(Event::Text(text))
                    if passed_over == 0 && body.get(range.clone()) == Some(text) =>
                {
                    let others = self.find(text).into_iter().filter(|(_, target)| *target != id);
                    let offset = range.start + note.body.start;
                    found.extend(others.map(|(span, target)| Mention {
                        note: id,
                        span: span.shift(offset),
                        target,
                    }));
                }
                _ => {}
            }
        }
        found
    }

    /// Finds the names in a run of text, with their notes: of those that overlap the first, and of these the longest.
    fn find(&self, text: &str) -> Vec<(Span, NoteId)> {
        let mut found = Vec::new();
        let (mut at, mut lower) = (self.pass(text.as_bytes(), 0), String::new());
        while at < text.len() {
            let (head, is_word) = head(&text[at..]);
            let known = self.known(head, &mut lower);
            at += match known.and_then(|alike| alike.standing(text, at, &mut lower)) {
                Some(name) => {
                    found.push((Span::new(at, at + name.lower.len()), name.bearer));
                    name.lower.len()
                }
                // Within a word no name begins; after any other sign one may.
                None if is_word => head.len(),
                None => head.chars().next().map_or(1, char::len_utf8),
            };
            at = self.pass(text.as_bytes(), at);
        }
        found
    }

    /// Passes over signs and words of ASCII from byte `at` on, as long as no name begins with them.
    fn pass(&self, text: &[u8], mut at: usize) -> usize {
        while let Some(&first) = text.get(at) {
            let letters = text[at..].iter().take_while(|&&byte| IN_WORD[usize::from(byte)]);
            let word = &text[at..at + letters.count()];
            if word.is_empty() {
                if self.has_signs || !first.is_ascii() {
                    break;
                }
                at += 1;
            } else {
                // Beyond ASCII the word may go on.
                let ends = text.get(at + word.len()).is_none_or(u8::is_ascii);
                if !ends || self.may_begin(word) {
                    break;
                }
                at += word.len();
            }
        }
        at
    }

    /// Returns whether a name may have this head.
    fn may_begin(&self, head: &[u8]) -> bool {
        let (word, bit) = beginning(head);
        self.begins[word] & bit != 0
    }

    /// Returns the names that have this head; `lower` is room to work in.
    fn known(&self, head: &str, lower: &mut String) -> Option<&Alike> {
        if !self.may_begin(head.as_bytes()) {
            return None;
        }
        lower.clear();
        lower.push_str(head);
        lower.make_ascii_lowercase();
        self.by_head.get(lower.as_str())
    }
}

impl Alike {
    /// Finds the longest name that stands in `text` at byte `at`, by itself; `lower` is room to work in.
    ///
    /// By halves: very many titles may begin with `The`, and very many words are that.
    fn standing(&self, text: &str, at: usize, lower: &mut String) -> Option<&Name> {
        lower.clear();
        lower.push_str(up_to(&text[at..], self.longest));
        lower.make_ascii_lowercase();
        let mut probe = lower.as_str();
        loop {
            let after = self.names.partition_point(|name| name.lower.as_str() <= probe);
            let name = self.names[..after].last()?;
            if probe.starts_with(&name.lower) {
                let range = at..at + name.lower.len();
                if stands_alone(text, range.clone()) && has_case(&text[range], &name.written) {
                    return Some(name);
                }
                // A shorter name may still stand here.
                probe = up_to(&name.lower, name.lower.len() - 1);
            } else {
                let alike = probe.bytes().zip(name.lower.bytes()).take_while(|(a, b)| a == b);
                probe = up_to(probe, alike.count());
            }
        }
    }
}

/// Returns the first `most` bytes of a text, or fewer where a character would be cut.
fn up_to(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether a byte is a letter or a digit of ASCII.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Returns whether a byte is a sign of ASCII.
fn is_sign(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// Returns what a name is looked up by, and whether it is a word: the first, or two characters where a hanzi or a sign comes first.
fn head(text: &str) -> (&str, bool) {
    let plain = text.bytes().take_while(|&byte| IN_WORD[usize::from(byte)]).count();
    if plain > 0 && text.as_bytes().get(plain).is_none_or(u8::is_ascii) {
        return (&text[..plain], true);
    }
    if text.starts_with(is_in_word) {
        return (&text[..text.find(|c| !is_in_word(c)).unwrap_or(text.len())], true);
    }
    let end = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
    (&text[..end], false)
}

/// Returns which of 65,536 bits, in words of 64, stands for the first four bytes of a head, the same for capitals and small letters.
fn beginning(head: &[u8]) -> (usize, u64) {
    let byte = |at: usize| head.get(at).map_or(0, |byte| byte | 0x20);
    let bytes = match head.first_chunk() {
        Some(first) => u32::from_be_bytes(*first) | 0x2020_2020,
        None => u32::from_be_bytes([0, 1, 2, 3].map(byte)),
    };
    // Multiplied by an odd number, so that heads that begin alike are spread over all 16 bits.
    let number = bytes.wrapping_mul(0x9E37_79B1) >> 16;
    ((number >> 6) as usize, 1 << (number & 63))
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

/// Returns whether a name is more than one character and more than a number.
fn is_telling(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphanumeric()).count() > 1
        && name.chars().any(char::is_alphabetic)
}

/// Returns whether no word goes on at either end; hanzi have no bounds.
fn stands_alone(text: &str, range: std::ops::Range<usize>) -> bool {
    let in_word = |c: Option<char>| c.is_some_and(is_in_word);
    let (before, name, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    let goes_on = |inside: Option<char>, outside: Option<char>| in_word(inside) && in_word(outside);
    !goes_on(name.chars().next(), before.chars().next_back())
        && !goes_on(name.chars().next_back(), after.chars().next())
}

fn has_case(found: &str, name: &str) -> bool {
    found == name || has_han(name) || name.chars().count() >= SHORT
}

fn is_passed_over(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. } | Tag::Heading { .. })
}

fn ends_passed_over(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::CodeBlock | TagEnd::Link | TagEnd::Image | TagEnd::Heading(_))
}

#[cfg(test)]
mod tests;
