//! Code with its words told apart.
//!
//! Takes source text and the name of its language; gives escaped text in spans whose one-letter
//! classes a style sheet colours. Never chooses a colour; never guesses a language.

use super::markup::escape_text;
use std::fmt::Write as _;
use std::sync::LazyLock;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128_with_seed};

/// Longest block that is looked into: highlighting is the slowest thing a page can ask for.
const MAX_BYTES: usize = 256 * 1024;
/// Longest line that is looked into: the time for one grows faster than its length.
const MAX_LINE_BYTES: usize = 4 * 1024;

/// The grammars. Loading takes some milliseconds, so a base without code never does.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

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
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_told_apart() {
        assert_eq!(
            highlight("# 注\ndef f(x):\n    return \"a<b\\n\" + 1\n", "py").unwrap(),
            "<span class=\"c\"># 注\n</span><span class=\"k\">def</span> <span class=\"f\">f</span>\
             (<span class=\"v\">x</span>):\n    <span class=\"k\">return</span> \
             <span class=\"s\">&quot;a&lt;b</span><span class=\"e\">\\n</span>\
             <span class=\"s\">&quot;</span> <span class=\"o\">+</span> <span class=\"n\">1</span>\n"
        );
    }

    #[test]
    fn common_languages_are_known_by_name_and_extension() {
        for language in [
            "rust",
            "rs",
            "Python",
            "js",
            "JavaScript",
            "ts",
            "typescript",
            "json",
            "yaml",
            "toml",
            "html",
            "css",
            "sh",
            "bash",
            "sql",
            "diff",
            "markdown",
            "md",
            "csv",
            "dockerfile",
            "go",
            "java",
            "c++",
            "xml",
        ] {
            assert!(highlight("x", language).is_some(), "{language}");
        }
        for language in ["", "no-such-language", "mermaid", "query"] {
            assert_eq!(highlight("x", language), None, "{language}");
        }
    }

    #[test]
    fn lines_that_came_and_went_are_told_apart() {
        assert_eq!(
            highlight("-old\n+new\n same\n", "diff").unwrap(),
            "<span class=\"d\">-old\n</span><span class=\"i\">+new\n</span> same\n"
        );
    }

    #[test]
    fn a_tag_its_attribute_and_its_value_are_told_apart() {
        let marked = highlight("<a href=\"x\">y</a>", "html").unwrap();
        for part in ["<span class=\"g\">a</span>", "<span class=\"a\">href</span>"] {
            assert!(marked.contains(part), "{marked}");
        }
    }

    #[test]
    fn what_is_too_long_is_left_alone() {
        let long_line = "x".repeat(MAX_LINE_BYTES + 1);
        assert_eq!(highlight(&long_line, "txt"), None);
        assert_eq!(highlight(&"x\n".repeat(MAX_BYTES / 2 + 1), "txt"), None);
        assert!(highlight(&"x\n".repeat(1000), "txt").is_some());
    }

    #[test]
    fn every_scope_of_the_table_parses() {
        assert_eq!(SCOPES.len(), CLASSES.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn text_is_kept_whatever_it_is(
            code in "[-+a-z<>&\"'/*#\\\\{}()=0-9\n 快“é]{0,120}",
            language in proptest::sample::select(vec!["rs", "py", "js", "html", "json", "yaml", "diff", "sh"]),
        ) {
            let marked = highlight(&code, language).unwrap();
            let mut bare = String::new();
            let mut rest = &marked[..];
            while let Some((before, after)) = rest.split_once('<') {
                bare.push_str(before);
                let (tag, after) = after.split_once('>').unwrap();
                let opens = tag.strip_prefix("span class=\"").is_some_and(|end| end.len() == 2);
                prop_assert!(opens || tag == "/span", "{}", tag);
                rest = after;
            }
            bare.push_str(rest);
            let mut escaped = String::new();
            escape_text(&mut escaped, &code);
            prop_assert_eq!(bare, escaped);
        }
    }
}
