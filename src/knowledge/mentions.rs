//! Known names standing in prose without a link.
//!
//! Takes the bodies of all notes and every name; gives the places where a name of another note stands bare. Links nothing.

use super::{Found, Knowledge, NoteId};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{self, Placed, Token};
use crate::parallel;
use crate::span::Span;
use crate::text::{fold, has_han, is_han};
use aho_corasick::AhoCorasick;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeMap;

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
/// One pass over each body with all names at once: linear in the length of the prose.
#[must_use]
pub fn mentions(knowledge: &Knowledge) -> Vec<Mention> {
    let Some(names) = Names::of(knowledge) else { return Vec::new() };
    let ids: Vec<NoteId> = (0..knowledge.notes.len()).collect();
    parallel::map(&ids, |&id| {
        names.unlinked(knowledge, id, &markdown::tokens(knowledge.notes[id].body_text()))
    })
    .concat()
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
    automaton: AhoCorasick,
    /// The name of each pattern, as written, and its note.
    known: Vec<(String, NoteId)>,
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
        let known: Vec<(String, NoteId)> = names.into_values().collect();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(known.iter().map(|(name, _)| name));
        // More names than an automaton can hold are more than a base can have.
        automaton.ok().filter(|_| !known.is_empty()).map(|automaton| Self { automaton, known })
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
        let hits = self.automaton.find_overlapping_iter(text);
        let standing = hits.filter(|hit| {
            let (name, _) = &self.known[hit.pattern().as_usize()];
            stands_alone(text, hit.range()) && has_case(&text[hit.range()], name)
        });
        let mut all: Vec<(Span, NoteId)> = standing
            .map(|hit| (hit.range().into(), self.known[hit.pattern().as_usize()].1))
            .collect();
        all.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        all.retain(|(span, _)| {
            let is_free = span.start >= end;
            if is_free {
                end = span.end;
            }
            is_free
        });
        all
    }
}

/// Returns whether a name is more than one character and more than a number.
fn is_telling(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphanumeric()).count() > 1
        && name.chars().any(char::is_alphabetic)
}

/// Returns whether no word goes on at either end; hanzi have no bounds.
fn stands_alone(text: &str, range: std::ops::Range<usize>) -> bool {
    let in_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_han(c));
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
