//! What a text that is no YAML was probably meant to be.
//!
//! Takes the text and what the reader says of it; gives the slip, where its author made it and in words that help. The reader
//! gives up where the text stops to make sense, often a line or more below; nothing here changes what is read.

use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;
use std::ops::Range;
use std::sync::Arc;

/// Where a text goes wrong, and what to do.
#[derive(Debug)]
pub(super) struct Slip {
    range: Range<usize>,
    message: String,
    label: &'static str,
    help: String,
}

/// What the reader says of a text that it cannot read.
#[derive(Debug)]
pub(super) struct Error {
    words: String,
    place: Option<(usize, usize)>,
}

impl From<serde_yaml::Error> for Error {
    fn from(error: serde_yaml::Error) -> Self {
        let place = error.location().map(|location| (location.line(), location.column()));
        Self { words: error.to_string(), place }
    }
}

impl Slip {
    fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), label: "", help: String::new() }
    }

    fn label(self, label: &'static str) -> Self {
        Self { label, ..self }
    }

    fn help(self, help: impl Into<String>) -> Self {
        Self { help: help.into(), ..self }
    }

    /// Makes the report, of a text that begins at byte `offset` of its file.
    pub(super) fn reported(self, offset: usize, path: &Arc<str>) -> Diagnostic {
        let span = Span::from(self.range).shift(offset);
        Diagnostic::new(Code::BadYaml, path, span, self.message).label(self.label).help(self.help)
    }
}

/// Finds the slip that made `yaml` unreadable.
pub(super) fn of(yaml: &str, error: &Error) -> Slip {
    let at = error.place.map_or(0, |(line, column)| line_column(yaml, line, column));
    let text = Text { yaml, error: &error.words, at };
    let sure = [Text::colon, Text::tab, Text::depth, Text::links, Text::full_width];
    let spaced = [Text::odd_space, Text::key];
    let likely = [Text::dash, Text::quote, Text::unclosed, Text::inner_quote, Text::at_sign];
    let least = [Text::bracket, Text::indentation, Text::second_colon];
    let finders = sure.into_iter().chain(spaced).chain(likely).chain(least);
    finders.into_iter().find_map(|find| find(&text)).unwrap_or_else(|| text.unknown())
}

/// A text with the place at which its reader gave up.
struct Text<'a> {
    yaml: &'a str,
    error: &'a str,
    at: usize,
}

impl<'a> Text<'a> {
    /// Returns where the line that holds byte `at` begins.
    fn line_start(&self, at: usize) -> usize {
        self.yaml[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    fn line_at(&self, start: usize) -> &'a str {
        self.yaml[start..].lines().next().unwrap_or_default()
    }

    /// Returns the last line above the error that is not blank, and the line of the error, each with its start.
    fn around(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let here = self.line_start(self.at);
        let above = self.yaml[..here].trim_end();
        let above = (!above.is_empty()).then(|| self.line_start(above.len()));
        above.into_iter().chain([here]).map(|start| (start, self.line_at(start)))
    }

    fn line_here(&self) -> &'a str {
        self.line_at(self.line_start(self.at))
    }

    /// Returns what stands after the first key of the line of the error.
    fn value_here(&self) -> &'a str {
        let line = self.line_here();
        line.split_once(": ").map_or(line, |(_, value)| value).trim()
    }

    /// Returns the place that the reader names after `context`.
    fn place_after(&self, context: &str) -> Option<usize> {
        let (_, place) = self.error.split_once(context)?;
        let (line, column) = place.strip_prefix(" at line ")?.split_once(" column ")?;
        Some(line_column(self.yaml, line.parse().ok()?, column.parse().ok()?))
    }

    /// A key that ends in `：`.
    fn colon(&self) -> Option<Slip> {
        let at = full_width_colon(self.yaml)?;
        Some(full_width(at, '：', "a full-width colon does not end a key"))
    }

    /// A tab in the indentation.
    fn tab(&self) -> Option<Slip> {
        let at = self.around().find_map(|(start, line)| {
            let indent = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
            indent.into_iter().position(|byte| byte == b'\t').map(|tab| start + tab)
        })?;
        let slip = Slip::new(at..at + 1, "a tab cannot indent YAML").label("a tab");
        Some(slip.help("indent with spaces"))
    }

    fn depth(&self) -> Option<Slip> {
        self.error.starts_with("recursion limit").then(|| {
            let message = format!("this YAML is nested more than {} deep", super::MAX_DEPTH);
            Slip::new(self.at..self.at, message)
                .help("flatten it, or quote text that holds brackets")
        })
    }

    /// `[[a]], [[b]]` without quotes.
    fn links(&self) -> Option<Slip> {
        let opened = self.place_after("while parsing a flow sequence").unwrap_or(self.at);
        let (start, line) = [opened, self.at].into_iter().find_map(|at| {
            let start = self.line_start(at);
            Some((start, self.line_at(start))).filter(|(_, line)| line.contains(": [["))
        })?;
        let from = line.find(": [[")? + 2;
        let value = line.get(from..line.rfind("]]")? + 2)?;
        let links: Vec<&str> = value.split("[[").skip(1).collect();
        let names: Option<Vec<&str>> =
            links.into_iter().map(|link| Some(link.split_once("]]")?.0)).collect();
        let quoted: Vec<String> = names?.iter().map(|name| format!("\"[[{name}]]\"")).collect();
        let help = match quoted.as_slice() {
            [one] => format!("write {one}"),
            several => format!("write [{}]", several.join(", ")),
        };
        let range = start + from..start + from + value.len();
        Some(Slip::new(range, "links in fields must be quoted").help(help))
    }

    /// Chinese marks between brackets, where YAML has its own.
    fn full_width(&self) -> Option<Slip> {
        let (start, line) = self.around().last()?;
        let brackets = line.find(['{', '['])?;
        let mut quoted = false;
        for (at, c) in line[brackets..].char_indices() {
            let message = match c {
                '"' => {
                    quoted = !quoted;
                    continue;
                }
                '，' => "a full-width comma does not part values",
                '：' => "a full-width colon does not end a key",
                '“' | '”' => "curly quotes do not quote",
                _ => continue,
            };
            if !quoted {
                return Some(full_width(start + brackets + at, c, message));
            }
        }
        None
    }

    /// A space of another sort, pasted from a web page or a word processor, where YAML asks for a plain one.
    fn odd_space(&self) -> Option<Slip> {
        let key = self.place_after("while scanning a simple key");
        let lines = key.map(|key| (self.line_start(key), self.line_at(self.line_start(key))));
        let (at, c) = lines.into_iter().chain(self.around()).find_map(|(start, line)| {
            let mut chars = line.char_indices();
            let odd = chars.find(|&(at, c)| {
                is_odd_space(c)
                    && (line[..at].trim().is_empty() || line[..at].ends_with([':', '-']))
            });
            odd.map(|(at, c)| (start + at, c))
        })?;
        let message = format!("this is no plain space, but U+{:04X}", c as u32);
        let slip = Slip::new(at..at + c.len_utf8(), message).label("looks like a space");
        Some(slip.help("delete it and type a space"))
    }

    /// A line that should be `key: value`, and lacks the space or the colon.
    fn key(&self) -> Option<Slip> {
        let at = self.place_after("while scanning a simple key")?;
        let line = self.line_at(self.line_start(at));
        let rest = self.yaml[at..].lines().next().unwrap_or_default();
        if rest.starts_with(['"', '\'', '[', '{']) || line.contains(": ") {
            return None;
        }
        let Some((key, value)) = rest.split_once(':') else {
            let slip = Slip::new(at..at + rest.trim_end().len(), "this line names no field");
            return Some(slip.help("write it as `field: value`, or take it out"));
        };
        let colon = at + key.len();
        let message = format!("`{key}:` has no space after its colon");
        let help = format!("write `{key}: {}`", shortened(value.trim()));
        Some(Slip::new(colon..colon + 1, message).label("no space here").help(help))
    }

    /// A dash that a value follows at once.
    fn dash(&self) -> Option<Slip> {
        let (start, line) = self.around().find(|(_, line)| {
            let item = line.trim_start().strip_prefix('-');
            item.is_some_and(|item| item.starts_with(['{', '[', '"', '\'']))
        })?;
        let at = start + line.find('-')?;
        let slip = Slip::new(at..at + 1, "the dash of a list has no space after it");
        Some(slip.label("no space here").help("write `- ` before each item of the list"))
    }

    /// A quote that is opened on a line and closed by the next line's first.
    fn quote(&self) -> Option<Slip> {
        let at = self.around().find_map(|(start, line)| {
            let quotes: Vec<usize> = line.match_indices('"').map(|(at, _)| at).collect();
            let odd = quotes.len() % 2 == 1 && !line.contains("\\\"");
            let opens = |at: &usize| odd && line[..*at].ends_with([' ', '[', '{', ',']);
            quotes.last().copied().filter(opens).map(|last| start + last)
        })?;
        let slip = Slip::new(at..at + 1, "this quote is never closed").label("opened here");
        Some(slip.help("close it before the line ends, with the mark that opened it"))
    }

    /// The quote or bracket that the reader says was still open.
    fn unclosed(&self) -> Option<Slip> {
        const OPENED: [(&str, &str, &str); 3] = [
            (
                "while scanning a quoted scalar",
                "this quote is never closed",
                "close it before the line ends, with the mark that opened it",
            ),
            (
                "while parsing a flow sequence",
                "this list is never closed",
                "close it with `]`, or quote text that begins with `[`",
            ),
            (
                "while parsing a flow mapping",
                "this map is never closed",
                "close it with `}`, or quote text that begins with `{`",
            ),
        ];
        OPENED.into_iter().find_map(|(context, message, help)| {
            let at = self.place_after(context)?;
            let opens = self.yaml[at..].starts_with(['"', '\'', '[', '{']);
            opens.then(|| Slip::new(at..at + 1, message).label("opened here").help(help))
        })
    }

    /// A quoted text that holds the mark it is quoted with.
    fn inner_quote(&self) -> Option<Slip> {
        let value = self.value_here();
        let mark = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let inner = value.strip_prefix(mark)?.strip_suffix(mark)?;
        let other = if mark == '"' { '\'' } else { '"' };
        if !inner.contains(mark) || inner.contains(other) {
            return None;
        }
        let help = format!("write {other}{}{other}", shortened(inner));
        Some(self.here("the quoted text ends before this").help(help))
    }

    /// A value that begins with `@`, a backquote or a per cent sign.
    fn at_sign(&self) -> Option<Slip> {
        let c = self.yaml[self.at..].chars().next().filter(|c| matches!(c, '@' | '`' | '%'))?;
        let rest = self.yaml[self.at..].lines().next().unwrap_or_default();
        let in_brackets = self.line_here().contains(['{', '[']);
        let value = if in_brackets { in_flow(rest) } else { rest.trim_end() };
        let message = format!("a value cannot begin with `{c}`");
        Some(self.here(message).help(format!("quote the value: \"{}\"", shortened(value))))
    }

    /// A bracket that closes nothing.
    fn bracket(&self) -> Option<Slip> {
        let c = self.yaml[self.at..].chars().next().filter(|c| matches!(c, '}' | ']'))?;
        let slip = self.here(format!("this `{c}` closes nothing"));
        Some(slip.help("take it out, or quote text that holds it"))
    }

    /// A line that begins further left or right than those it belongs to.
    fn indentation(&self) -> Option<Slip> {
        let line = self.line_here();
        let indent = line.len() - line.trim_start().len();
        let first_colon = line.find(": ").or_else(|| line.ends_with(':').then(|| line.len() - 1));
        let column = self.at - self.line_start(self.at);
        let stray = self.error.contains("while parsing a block") && column == indent;
        let nested = self.error.starts_with("mapping values") && first_colon == Some(column);
        if !stray && !nested {
            return None;
        }
        let start = self.line_start(self.at);
        let end = start + indent + line[indent..].chars().next().map_or(0, char::len_utf8);
        let slip = Slip::new(start..end, "this line does not begin where those above it do");
        Some(slip.help("let lines that belong together begin in the same column, with spaces"))
    }

    /// `title: One: two`.
    fn second_colon(&self) -> Option<Slip> {
        if !self.error.starts_with("mapping values") {
            return None;
        }
        let value = self.value_here().replace('\\', "\\\\").replace('"', "\\\"");
        let help = format!("quote the value: \"{}\"", shortened(&value));
        Some(self.here("a value that holds `: ` must be quoted").help(help))
    }

    fn here(&self, message: impl Into<String>) -> Slip {
        let end = self.yaml[self.at..].chars().next().map_or(0, char::len_utf8);
        Slip::new(self.at..self.at + end, message)
    }

    fn unknown(&self) -> Slip {
        let reason = self.error.split(" at line ").next().unwrap_or(self.error);
        self.here(format!("this YAML cannot be read: {reason}"))
            .help("check the indentation, and quote values that hold `: `, `#` or brackets")
    }
}

/// Returns the value that `rest` of a line between brackets begins with; a citation goes on to its locator, behind a comma.
fn in_flow(rest: &str) -> &str {
    let inside = rest.split(['}', ']']).next().unwrap_or(rest);
    let begins_anew = |piece: &str| piece.contains(": ") || piece.trim_start().starts_with('@');
    let cites = inside.starts_with('@');
    let commas = inside.match_indices(',').map(|(at, _)| at);
    let end = commas.into_iter().find(|at| {
        let piece = inside[at + 1..].split(',').next().unwrap_or_default();
        !cites || begins_anew(piece)
    });
    inside[..end.unwrap_or(inside.len())].trim_end()
}

fn full_width(at: usize, c: char, message: &'static str) -> Slip {
    let help = match c {
        '：' => "write `:` and a space after it",
        '，' => "write `,` and a space after it, or quote the text that it stands in",
        _ => "write straight quotes, `\"…\"`",
    };
    let label = match c {
        '：' => "`：`",
        '，' => "`，`",
        '“' => "`“`",
        _ => "`”`",
    };
    Slip::new(at..at + c.len_utf8(), message).label(label).help(help)
}

/// Returns whether a character is shown as a space, or not at all, and is no white space of YAML's.
fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
        || (c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r'))
}

/// Cuts a value to what a line of help can show.
fn shortened(value: &str) -> String {
    const LONGEST: usize = 60;
    let short: String = value.chars().take(LONGEST).collect();
    if short.len() < value.len() { format!("{short}…") } else { short }
}

/// Finds a line that uses `：` where a key should end.
pub(super) fn full_width_colon(yaml: &str) -> Option<usize> {
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let key_end = line.find([':', '：', '"', '\'', '#', '{', '[']);
        if let Some(at) = key_end
            && line[at..].starts_with('：')
        {
            return Some(start + at);
        }
        start += line.len();
    }
    None
}

/// Turns the reader's line and column (in characters) into a byte offset.
fn line_column(yaml: &str, line: usize, column: usize) -> usize {
    let start: usize = yaml.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let column = column.saturating_sub(1);
    let line = yaml[start..].split('\n').next().unwrap_or_default();
    start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    /// Returns what is marked and the message; `^` stands before the place.
    fn slip(yaml: &str) -> (usize, String, String) {
        let error = serde_yaml::from_str::<serde_yaml::Value>(yaml).expect_err(yaml);
        let slip = super::of(yaml, &error.into());
        (slip.range.start, slip.message, slip.help)
    }

    #[test]
    fn a_slip_is_told_where_it_was_made() {
        for (marked, message, help) in [
            (
                "kind: a\nwebsite^:https://a.b\ntopics: [c]\n",
                "`website:` has no space",
                "website: https://a.b",
            ),
            ("website:^\u{A0}https://a.b\ntopics: [c]\n", "no plain space", "type a space"),
            ("website:^\u{3000}https://a.b\ntopics: [c]\n", "no plain space", "type a space"),
            ("kind: a\n^Some words\ntopics: [c]\n", "names no field", "field: value"),
            ("title: JD^: a retailer\n", "`: ` must be quoted", "\"JD: a retailer\""),
            ("title: 'JD'^s shop'\n", "ends before this", "write \"JD's shop\""),
            ("a: {value: b, source: ^@c}\n", "begin with `@`", "\"@c\""),
            ("a: {value: b, source: ^@c, para. 3}\n", "begin with `@`", "\"@c, para. 3\""),
            ("a: {source: ^@c, p. 3, at: 2020}\n", "begin with `@`", "\"@c, p. 3\""),
            ("a: [^@c, p. 3, @d]\n", "begin with `@`", "\"@c, p. 3\""),
            ("a: {value: ^%b, at: 2020}\n", "begin with `%`", "\"%b\""),
            ("source: ^@c, para. 4\n", "begin with `@`", "\"@c, para. 4\""),
            ("a: {b: c, d: ^\"@e}\nf: {g: h, i: \"@j\"}\n", "quote is never closed", "close it"),
            ("a: 5\" disk\nb: c^: d\n", "`: ` must be quoted", "\"c: d\""),
            ("up: [[a]]\nb: c^: d\n", "`: ` must be quoted", "\"c: d\""),
            ("a: {b: c}^}\n", "closes nothing", "take it out"),
            ("a: {b: ^“[[c]]”, d: e}\n", "curly quotes", "straight quotes"),
            ("a: {b: c^， d: [e]}\n", "full-width comma", "`,`"),
            ("related: ^[[a]], [[b]]\n", "must be quoted", "[\"[[a]]\", \"[[b]]\"]"),
            ("up: ^[[a, b's]] of c\n", "must be quoted", "write \"[[a, b's]]\""),
            ("rivals:\n  ^-{value: b, at: c}\n", "dash", "`- `"),
            ("a:\n  - b: c\n^    - d\n", "does not begin", "same column"),
            ("a: b\n^  c: d\n", "does not begin", "same column"),
            ("a:\n  b: c\n^ d: e\n", "does not begin", "same column"),
        ] {
            let yaml = marked.replacen('^', "", 1);
            let (at, told, advice) = slip(&yaml);
            assert!(told.contains(message), "{yaml:?}: {told}");
            assert!(advice.contains(help), "{yaml:?}: {advice}");
            assert_eq!(Some(at), marked.find('^'), "{yaml:?}: {told}");
        }
    }
}
