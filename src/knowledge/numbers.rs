//! Numbers typed in prose that a figure of the base holds.
//!
//! Takes a note's prose and the observations of what it speaks of; gives the places of the numbers typed again. Never
//! rewrites them.

use super::{Knowledge, NoteId};
use crate::markdown::Token;
use crate::span::Span;
use crate::value::{Decimal, Quantity, Unit, parse_quantity};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeSet;

/// A number in prose and the observation that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedNumber {
    /// Its place in the note's text.
    pub span: Span,
    /// The figure.
    pub figure: NoteId,
    /// The observation, by position.
    pub observation: usize,
}

/// Finds numbers of a note's prose that a figure about the same subjects holds.
#[must_use]
pub fn typed_numbers(knowledge: &Knowledge, id: NoteId) -> Vec<TypedNumber> {
    let held = held(knowledge, id);
    if held.is_empty() {
        return Vec::new();
    }
    let note = &knowledge.notes[id];
    let mut found = Vec::new();
    let mut verbatim = 0_usize;
    for (token, range) in note.tokens() {
        match token {
            Token::Mark(Event::Start(Tag::CodeBlock(_) | Tag::Link { .. })) => verbatim += 1,
            Token::Mark(Event::End(TagEnd::CodeBlock | TagEnd::Link)) => verbatim -= 1,
            Token::Mark(Event::Text(text)) if verbatim == 0 && range.len() == text.len() => {
                for (span, quantity) in quantities(&text) {
                    if let Some(&(figure, observation, _)) =
                        held.iter().find(|(_, _, known)| same(known, &quantity))
                    {
                        let span = span.shift(range.start + note.body.start);
                        found.push(TypedNumber { span, figure, observation });
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Lists the observations of figures about this note or about what it links to.
fn held(knowledge: &Knowledge, id: NoteId) -> Vec<(NoteId, usize, &Quantity)> {
    let mut about: BTreeSet<NoteId> = knowledge.outbound(id).iter().map(|edge| edge.to).collect();
    about.insert(id);
    let figures: BTreeSet<NoteId> = about
        .iter()
        .flat_map(|&subject| {
            knowledge
                .arriving(subject)
                .filter(|edge| matches!(edge.origin, super::Origin::Field(_)))
        })
        .map(|edge| edge.from)
        .chain(about.iter().copied())
        .filter(|&figure| knowledge.is_figure(figure))
        .collect();
    let observations = |figure: NoteId| {
        knowledge.notes[figure].observations.iter().enumerate().map(move |(at, o)| (figure, at, o))
    };
    figures
        .into_iter()
        .flat_map(observations)
        .filter_map(|(figure, at, o)| Some((figure, at, o.quantity()?)))
        .collect()
}

/// Two numbers are the same when their values and units are; a bare number must be large to count.
fn same(known: &Quantity, typed: &Quantity) -> bool {
    let values = known.low() == typed.low() && known.high() == typed.high();
    values
        && match typed.unit() {
            Unit::None | Unit::Named(_) => typed.low() >= Decimal::from(1000) && !known.is_money(),
            Unit::Currency { .. } | Unit::Percent | Unit::PercentagePoints => {
                known.unit().agrees_with(typed.unit())
                    && known.unit().currency() == typed.unit().currency()
            }
        }
}

/// Reads numbers with their currency, sign or scale out of a run of text.
fn quantities(text: &str) -> Vec<(Span, Quantity)> {
    let mut found = Vec::new();
    let words: Vec<(usize, &str)> = text
        .split(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word))
        })
        .collect();
    let mut next = 0;
    while next < words.len() {
        match reading(text, &words[next..]) {
            Some((span, quantity, count)) => {
                found.push((span, quantity));
                next += count;
            }
            None => next += 1,
        }
    }
    found
}

/// Reads the longest quantity of at most four words that begins here.
fn reading(text: &str, words: &[(usize, &str)]) -> Option<(Span, Quantity, usize)> {
    let (start, first) = *words.first()?;
    let begins = first.starts_with(|c: char| c.is_ascii_digit())
        || first.contains('$')
        || matches!(first, "CNY" | "RMB" | "USD" | "yuan");
    if !begins || first.len() > 40 {
        return None;
    }
    (1..=words.len().min(4)).rev().find_map(|count| {
        let (last_start, last) = words[count - 1];
        let end = last_start + last.trim_end_matches([',', '.', ';', ':', ')', '?', '!']).len();
        let candidate = text.get(start..end)?;
        if candidate.len() > 60 || !candidate.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let quantity = parse_quantity(candidate).ok()?;
        let plain_year =
            *quantity.unit() == Unit::None && !candidate.contains(' ') && candidate.len() == 4;
        (!plain_year).then_some((Span::new(start, end), quantity, count))
    })
}
