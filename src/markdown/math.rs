//! LaTeX math to MathML, at build time.
//!
//! Takes the text between dollar signs; gives a `<math>` element that carries it as an annotation.
//! Never passes on markup, addresses, styles or definitions of an author.

use super::markup::{escape, escape_text};
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::event::{Content, Dimension, DimensionUnit, Event};
use pulldown_latex::{Parser, ParserError, Storage, push_mathml};
use std::panic;

/// How a formula stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Display {
    /// Within a line.
    Inline,
    /// On a line of its own.
    Block,
}

/// Longest formula that is read.
const MAX_BYTES: usize = 16 * 1024;
/// Most backslashes and comments: the parser calls itself for a command that stands as an argument.
const MAX_COMMANDS: usize = 600;
/// Deepest nesting of braces.
const MAX_BRACES: usize = 60;
/// Commands that would let one formula change what the next command means.
const DEFINING: [&str; 7] =
    ["def", "let", "futurelet", "newcommand", "renewcommand", "providecommand", "relax"];
/// What the parser says of a command that it does not know.
const UNKNOWN: &str = "unknown primitive";

/// Turns LaTeX into MathML.
///
/// # Errors
/// A reason in the author's terms, where the formula cannot be read.
///
/// # Source
/// MathML Core; commands as in `pulldown-latex`.
pub(super) fn mathml(latex: &str, display: Display) -> Result<String, String> {
    within_bounds(latex)?;
    // The parser slices some arguments by bytes and panics where a hanzi stands in them.
    panic::catch_unwind(|| drawn(latex, display))
        .unwrap_or_else(|_| Err("this formula cannot be read".to_owned()))
}

fn drawn(latex: &str, display: Display) -> Result<String, String> {
    let storage = Storage::new();
    let events: Vec<Event<'_>> = Parser::new(latex, &storage)
        .map(|event| event.map(plain))
        .collect::<Result<_, ParserError>>()
        .map_err(|error| reason(&error, latex))?;
    let annotation = escape(latex.trim());
    let config = RenderConfig {
        display_mode: match display {
            Display::Inline => DisplayMode::Inline,
            Display::Block => DisplayMode::Block,
        },
        annotation: Some(&annotation),
        ..RenderConfig::default()
    };
    let mut markup = String::new();
    push_mathml(&mut markup, events.into_iter().map(Ok::<_, ParserError>), config)
        .map_err(|error| error.to_string())?;
    tidy(&markup).ok_or_else(|| "the parts of this formula do not fit together".to_owned())
}

/// Refuses what would cost the parser too much, or define commands.
fn within_bounds(latex: &str) -> Result<(), String> {
    let commands = latex.bytes().filter(|byte| matches!(byte, b'\\' | b'%')).count();
    if latex.len() > MAX_BYTES || commands > MAX_COMMANDS {
        return Err("the formula is too long; cut it into several".to_owned());
    }
    if depth(latex) > MAX_BRACES {
        return Err(format!("braces are nested more than {MAX_BRACES} deep"));
    }
    if command_words(latex).any(|word| word == "char") {
        return Err("`\\char` is not understood: write the character itself".to_owned());
    }
    match command_words(latex).find(|word| DEFINING.contains(word)) {
        Some(word) => Err(format!("`\\{word}` is not understood: formulas cannot define commands")),
        None => Ok(()),
    }
}

/// Returns how deep braces nest, escaped ones included.
fn depth(latex: &str) -> usize {
    let mut depth: usize = 0;
    let mut deepest = 0;
    for byte in latex.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Lists the commands of letters, without their backslash.
fn command_words(latex: &str) -> impl Iterator<Item = &str> {
    latex.split('\\').skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        (end > 0).then(|| &rest[..end])
    })
}

/// Replaces events that the writer would pass on as markup or not as what they mean.
fn plain(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Content(Content::Function(name)) if name.contains(['<', '>', '&']) => {
            Event::Content(Content::Text(name))
        }
        Event::Content(Content::Text("&nbsp;")) => space(0.333),
        Event::Space { width: None, height, depth } => {
            Event::Space { width: Some(Dimension::new(0.0, DimensionUnit::Em)), height, depth }
        }
        other => other,
    }
}

fn space(em: f32) -> Event<'static> {
    let width = Some(Dimension::new(em, DimensionUnit::Em));
    Event::Space { width, height: None, depth: None }
}

/// Says what is wrong as an author would.
fn reason(error: &ParserError, latex: &str) -> String {
    let text = error.to_string();
    let headline = text.lines().next().unwrap_or_default();
    if headline.contains(UNKNOWN)
        && let Some(word) = command_words(latex).find(|word| is_unknown(word))
    {
        return format!("unknown command `\\{word}`");
    }
    let headline = headline.strip_prefix("parsing error: ").unwrap_or(headline);
    said_plainly(headline).map_or_else(|| headline.replace("unkown", "unknown"), str::to_owned)
}

/// Returns whether the parser does not know a command, whatever follows it.
fn is_unknown(word: &str) -> bool {
    let alone = format!("\\{word}");
    let storage = Storage::new();
    matches!(
        Parser::new(&alone, &storage).next(),
        Some(Err(error)) if error.to_string().contains(UNKNOWN)
    )
}

/// Gives our words for the errors that authors meet most.
fn said_plainly(headline: &str) -> Option<&'static str> {
    Some(match headline {
        text if text.starts_with("unbalanced group found, expected it to be closed with `}`") => {
            "`{` has no `}`"
        }
        text if text.starts_with("unbalanced group found, unexpected") => {
            "a group is closed that was not opened"
        }
        text if text.contains("expected an argument") || text == "expected a token" => {
            "a command lacks what it applies to"
        }
        text if text.starts_with("alignment not allowed") => {
            "`&` stands outside a table; write `\\&`"
        }
        text if text.starts_with("unexpected math `$`") => "`$` stands within math; write `\\$`",
        text if text.starts_with("unexpected hash") => "`#` stands within math; write `\\#`",
        text if text.contains("subscript twice") => "two subscripts on one symbol",
        text if text.contains("superscript twice") => "two superscripts on one symbol",
        text if text.contains("environment found") => "unknown environment after `\\begin`",
        _ => return None,
    })
}

/// Takes style attributes out and escapes what the writer left bare; none if elements do not nest.
fn tidy(markup: &str) -> Option<String> {
    let mut out = String::with_capacity(markup.len());
    let mut open: Vec<&str> = Vec::new();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at].replace("&nbsp;", "\u{a0}"));
        let tag = &rest[at..=at + rest[at..].find('>')?];
        rest = &rest[at + tag.len()..];
        if let Some(name) = tag.strip_prefix("</") {
            (open.pop()? == name.trim_end_matches('>')).then_some(())?;
            out.push_str(tag);
            continue;
        }
        let name = &tag[1..tag.find([' ', '>'])?];
        out.push_str(&without_style(tag));
        if tag.ends_with("/>") {
            continue;
        }
        open.push(name);
        if matches!(name, "mi" | "mo" | "mn") {
            let end = rest.find(&format!("</{name}>"))?;
            escape_text(&mut out, &rest[..end]);
            rest = &rest[end..];
        }
    }
    (open.is_empty() && rest.is_empty()).then_some(out)
}

/// Takes the style attribute out of a tag, and parts two attributes that the writer runs together.
fn without_style(tag: &str) -> String {
    let tag = tag.replace("\"minsize=", "\" minsize=");
    let Some((before, after)) = tag.split_once(" style=\"") else { return tag };
    match after.split_once('"') {
        Some((_, after)) => format!("{before}{after}"),
        None => tag,
    }
}

#[cfg(test)]
mod tests;
