//! Code with its words told apart.
//!
//! Takes source text and the name of its language; gives escaped text in spans whose one-letter
//! classes a style sheet colours. Never chooses a colour; never guesses a language.

use super::markup::escape_text;
use std::fmt::Write as _;
use std::sync::LazyLock;
use syntect::dumps::from_uncompressed_data;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128_with_seed};

/// Longest block that is looked into: highlighting is the slowest thing a page can ask for.
const MAX_BYTES: usize = 256 * 1024;
/// Longest line that is looked into: the time for one grows faster than its length.
const MAX_LINE_BYTES: usize = 4 * 1024;

/// The grammars, as `build.rs` made them.
const GRAMMARS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/grammars.bin"));

/// The same, read. That takes some milliseconds, so a base without code never does.
static SYNTAXES: LazyLock<SyntaxSet> =
    LazyLock::new(|| from_uncompressed_data(GRAMMARS).unwrap_or_default());

/// Scopes and what they are drawn as; of several prefixes of one scope the longest counts.
///
/// # Source
/// Sublime Text's "Minimal Scope Coverage".
const CLASSES: [(&str, Drawn); 37] = [
    ("comment", Drawn::As('c')),
    ("constant", Drawn::As('e')),
    ("constant.numeric", Drawn::As('n')),
    ("entity.name.class", Drawn::As('t')),
    ("entity.name.enum", Drawn::As('t')),
    ("entity.name.function", Drawn::As('f')),
    ("entity.name.impl", Drawn::As('t')),
    ("entity.name.section", Drawn::As('h')),
    ("entity.name.struct", Drawn::As('t')),
    ("entity.name.tag", Drawn::As('g')),
    ("entity.name.trait", Drawn::As('t')),
    ("entity.name.type", Drawn::As('t')),
    ("entity.other.attribute-name", Drawn::As('a')),
    ("entity.other.inherited-class", Drawn::As('t')),
    ("keyword", Drawn::As('k')),
    ("keyword.operator", Drawn::As('o')),
    ("keyword.operator.logical", Drawn::As('o')),
    ("keyword.operator.word", Drawn::As('k')),
    ("markup.deleted", Drawn::As('d')),
    ("markup.heading", Drawn::As('h')),
    ("markup.inserted", Drawn::As('i')),
    ("markup.raw", Drawn::As('s')),
    ("meta.diff.header", Drawn::As('h')),
    ("punctuation", Drawn::Plain),
    ("punctuation.definition.comment", Drawn::As('c')),
    ("punctuation.definition.deleted", Drawn::As('d')),
    ("punctuation.definition.inserted", Drawn::As('i')),
    ("punctuation.definition.string", Drawn::As('s')),
    ("storage", Drawn::As('k')),
    ("string", Drawn::As('s')),
    ("support.class", Drawn::As('t')),
    ("support.constant", Drawn::As('e')),
    ("support.function", Drawn::As('f')),
    ("support.type", Drawn::As('t')),
    ("support.type.property-name", Drawn::As('a')),
    ("variable", Drawn::As('v')),
    ("variable.function", Drawn::As('f')),
];

/// What a scope is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drawn {
    /// In a span of this class.
    As(char),
    /// Bare, whatever surrounds it: punctuation has no class, so that pages stay small.
    Plain,
}

/// The table above with its scopes parsed, longest first.
static SCOPES: LazyLock<Vec<(Scope, Drawn)>> = LazyLock::new(|| {
    let mut scopes: Vec<(Scope, Drawn)> =
        CLASSES.iter().filter_map(|&(name, drawn)| Some((Scope::new(name).ok()?, drawn))).collect();
    scopes.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
    scopes
});

/// Returns the language that the info string of a fenced block names, or nothing.
#[must_use]
pub fn language_of(info: &str) -> &str {
    info.split([' ', ',', '{', '\t']).next().unwrap_or_default()
}

/// Fingerprints a block of code: what has the same looks the same.
#[must_use]
pub fn code_print(language: &str, code: &str) -> u128 {
    xxh3_128_with_seed(code.as_bytes(), xxh3_64(language.as_bytes()))
}

/// Marks the words of `code`; none where the language is unknown or the code too long for it.
///
/// `language` is a file extension or the name of a grammar, case aside.
///
/// # Shape
/// Escaped text in which no tag but `<span class="x">` stands, none within another.
#[must_use]
pub fn highlight(code: &str, language: &str) -> Option<String> {
    let too_long = code.len() > MAX_BYTES || code.lines().any(|line| line.len() > MAX_LINE_BYTES);
    if language.is_empty() || too_long {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    marked(code, syntax)
}

/// Walks the lines; none where the grammar itself is at fault.
fn marked(code: &str, syntax: &SyntaxReference) -> Option<String> {
    let mut spans = Spans::default();
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    for line in code.split_inclusive('\n') {
        let operations = state.parse_line(line, &SYNTAXES).ok()?;
        let mut done = 0;
        for (at, operation) in operations {
            spans.push(&line[done..at], class(&stack));
            done = at;
            stack.apply(&operation).ok()?;
        }
        spans.push(&line[done..], class(&stack));
    }
    Some(spans.finish())
}

/// Returns the class for the innermost scope that has one.
fn class(stack: &ScopeStack) -> Option<char> {
    let drawn = stack.as_slice().iter().rev().find_map(|&scope| {
        SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map(|&(_, drawn)| drawn)
    });
    match drawn {
        Some(Drawn::As(class)) => Some(class),
        Some(Drawn::Plain) | None => None,
    }
}

/// Markup in the making: neighbours of one class share a span.
#[derive(Default)]
struct Spans {
    out: String,
    open: Option<char>,
}

impl Spans {
    fn push(&mut self, text: &str, class: Option<char>) {
        if text.is_empty() {
            return;
        }
        if self.open != class {
            self.close();
            if let Some(class) = class {
                let _ = write!(self.out, "<span class=\"{class}\">");
            }
            self.open = class;
        }
        escape_text(&mut self.out, text);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.out.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.out
    }
}

#[cfg(test)]
mod tests;
