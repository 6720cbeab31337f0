//! Embeds that run in a circle, or nest too deep.
//!
//! Takes every embed with what it means; gives diagnostics. One pass over the graph of embeds, however they are tangled.

use super::{Fragment, Knowledge, NoteId, Resolved};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::LinkForm;
use crate::span::{Place, Span};
use std::collections::HashSet;
use std::sync::Arc;

/// Deepest nesting of embeds that a page shows.
pub const MAX_EMBED_DEPTH: usize = 8;

/// One embed that transcludes: its note, its place there, and the part of the other note.
struct Embed {
    note: NoteId,
    span: Span,
    to: NoteId,
    part: Span,
}

/// How far the walk has come with an embed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    /// Levels of embeds under it, itself included.
    Done(usize),
}

pub(super) fn check(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let embeds = embeds(knowledge);
    let first = first_of(&embeds, knowledge.notes.len());
    let mut walk = Walk {
        knowledge,
        embeds: &embeds,
        first: &first,
        states: vec![State::New; embeds.len()],
        found: Vec::new(),
    };
    for start in 0..embeds.len() {
        walk.visit(start);
    }
    let mut found = walk.found;
    let nested = inner_embeds(&embeds, &first);
    for (at, state) in walk.states.iter().enumerate() {
        if matches!(state, State::Done(depth) if *depth > MAX_EMBED_DEPTH) && !nested[at] {
            found.push(too_deep(knowledge, &embeds[at]));
        }
    }
    found
}

/// Lists what each note transcludes, in the order of the notes and their texts; a part that a note shows twice, once.
fn embeds(knowledge: &Knowledge) -> Vec<Embed> {
    let mut embeds = Vec::new();
    for (note, text) in knowledge.notes.iter().enumerate() {
        let mut shown = HashSet::new();
        for link in text.outline.links.iter().filter(|link| link.form == LinkForm::EmbedBlock) {
            let span = link.span.shift(text.body.start);
            let Some(Resolved::Note { id, fragment }) = knowledge.resolved(note, span.start) else {
                continue;
            };
            let other = &knowledge.notes[*id];
            let part = match fragment {
                Fragment::None if knowledge.is_figure(*id) => continue,
                Fragment::None => Span::new(0, other.body.end - other.body.start),
                Fragment::Heading(at) => other.outline.headings[*at].section,
                Fragment::Block(at) => other.outline.blocks[*at].span,
                Fragment::Observation(_)
                | Fragment::Statement(_)
                | Fragment::Anchor(_)
                | Fragment::Missing => continue,
            };
            if shown.insert((*id, part)) {
                embeds.push(Embed { note, span, to: *id, part: part.shift(other.body.start) });
            }
        }
    }
    embeds
}

/// Returns, for each note, where its embeds begin in the list; they stand in the order of notes.
fn first_of(embeds: &[Embed], note_count: usize) -> Vec<usize> {
    (0..=note_count).map(|note| embeds.partition_point(|embed| embed.note < note)).collect()
}

/// Lists the embeds within the part that an embed shows.
fn within<'e>(
    embeds: &'e [Embed],
    first: &'e [usize],
    embed: &'e Embed,
) -> impl Iterator<Item = usize> + 'e {
    let of_note = &embeds[first[embed.to]..first[embed.to + 1]];
    let begins = |at: usize| of_note.partition_point(|one| one.span.start < at);
    let (from, to) = (begins(embed.part.start), begins(embed.part.end));
    (first[embed.to] + from..first[embed.to] + to)
        .filter(|&at| embed.part.contains(embeds[at].span))
}

fn inner_embeds(embeds: &[Embed], first: &[usize]) -> Vec<bool> {
    let mut inner = vec![false; embeds.len()];
    for embed in embeds {
        for at in within(embeds, first, embed) {
            inner[at] = true;
        }
    }
    inner
}

struct Walk<'w> {
    knowledge: &'w Knowledge,
    embeds: &'w [Embed],
    first: &'w [usize],
    states: Vec<State>,
    found: Vec<Diagnostic>,
}

impl Walk<'_> {
    /// Walks everything under one embed, without recursion: a chain may be as long as the base.
    fn visit(&mut self, start: usize) {
        if self.states[start] != State::New {
            return;
        }
        let mut open: Vec<(usize, Vec<usize>)> = vec![(start, self.under(start))];
        self.states[start] = State::Open;
        while let Some((at, rest)) = open.last_mut() {
            let at = *at;
            let Some(next) = rest.pop() else {
                let depth =
                    self.under(at).iter().filter_map(|&under| self.depth(under)).max().unwrap_or(0)
                        + 1;
                self.states[at] = State::Done(depth);
                open.pop();
                continue;
            };
            match self.states[next] {
                State::New => {
                    self.states[next] = State::Open;
                    let under = self.under(next);
                    open.push((next, under));
                }
                State::Open => {
                    let chain: Vec<usize> =
                        open.iter().map(|(at, _)| *at).skip_while(|&at| at != next).collect();
                    self.circle(&chain);
                }
                State::Done(_) => {}
            }
        }
    }

    fn under(&self, at: usize) -> Vec<usize> {
        within(self.embeds, self.first, &self.embeds[at]).collect()
    }

    fn depth(&self, at: usize) -> Option<usize> {
        match self.states[at] {
            State::Done(depth) => Some(depth),
            State::New | State::Open => None,
        }
    }

    fn circle(&mut self, chain: &[usize]) {
        let Some(least) = chain.iter().copied().min() else { return };
        let turn = chain.iter().position(|&at| at == least).unwrap_or(0);
        let chain: Vec<usize> = chain[turn..].iter().chain(&chain[..turn]).copied().collect();
        let notes = &self.knowledge.notes;
        let name = |at: usize| notes[self.embeds[at].note].slug.clone();
        let mut names: Vec<String> = chain.iter().map(|&at| name(at)).collect();
        names.push(name(chain[0]));
        let embed = &self.embeds[chain[0]];
        let message = if chain.len() == 1 {
            "this embed shows itself".to_owned()
        } else {
            format!("these embeds run in a circle: {}", names.join(" → "))
        };
        let mut diagnostic =
            Diagnostic::new(Code::EmbedCycle, &notes[embed.note].path, embed.span, message)
                .label("shown as a link")
                .help("link to the note instead, or embed only a section that does not lead back");
        for &other in &chain[1..] {
            let other = &self.embeds[other];
            diagnostic = diagnostic
                .related(Place::new(Arc::clone(&notes[other.note].path), other.span), "and this");
        }
        self.found.push(diagnostic);
    }
}

fn too_deep(knowledge: &Knowledge, embed: &Embed) -> Diagnostic {
    let message = format!("embeds nested more than {MAX_EMBED_DEPTH} deep");
    Diagnostic::new(Code::EmbedDepth, &knowledge.notes[embed.note].path, embed.span, message)
        .label("the outermost of them")
        .help("link to a note further down the chain instead of embedding it")
}
