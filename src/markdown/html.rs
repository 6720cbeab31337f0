//! Tokens to HTML.
//!
//! Takes the tokens of a body and a [`Host`] that knows the rest of the base; gives markup without script, style
//! attribute or handler. Never looks a note up itself.

mod blocks;
mod footnote;
mod writer;

use super::{Cited, Placed, highlight};
use crate::span::Span;
use std::ops::Range;

/// What the writer asks of those who know the base.
pub trait Host {
    /// Tells where a link leads. `place` is its bytes in the body.
    fn anchor(&mut self, destination: &str, place: &Range<usize>) -> Anchor<'_>;
    /// Gives words for a link that shows just the name typed; none where that is as good.
    fn words(&mut self, typed: &str, place: &Range<usize>) -> Option<&str>;
    /// Gives what an embed shows.
    fn embed(&mut self, embed: &Embed<'_>) -> String;
    /// Gives a picture.
    fn picture(&mut self, destination: &str, alt: &str, place: &Range<usize>) -> String;
    /// Gives the marks of a citation.
    fn cite(&mut self, cited: &[Cited]) -> String;
    /// Gives the link to a topic's page.
    fn topic(&mut self, name: &str) -> String;
    /// Gives a block of code with its words told apart; none where it is shown as it is.
    fn code(&mut self, code: &str, language: &str) -> Option<String> {
        highlight(code, language)
    }
    /// Gives the table that a query works out.
    fn query(&mut self, query: &str, place: &Range<usize>) -> String;
    /// Makes the value of an address in raw HTML safe and right, or refuses it and says what to do.
    fn raw_address(
        &mut self,
        tag: &str,
        attribute: &str,
        value: &str,
    ) -> Result<String, &'static str>;
    /// Hears of raw HTML that was taken out, and, where that is known, what to do.
    fn stripped(&mut self, what: &str, help: Option<&'static str>, place: Range<usize>);
    /// Hears of math that cannot be read.
    fn bad_math(&mut self, reason: &str, place: Range<usize>);
}

/// Where a link leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor<'h> {
    /// Destination; none where only the words are shown.
    pub href: Option<String>,
    /// Kind of the note that it leads to.
    pub kind: Option<&'h str>,
    /// Further attributes, escaped, each after a space.
    pub attributes: &'static str,
}

/// An embed, as the host sees it.
#[derive(Clone, Copy, Debug)]
pub struct Embed<'e> {
    /// What stands before the first bar.
    pub target: &'e str,
    /// What stands after it.
    pub label: &'e str,
    /// Its bytes in the body.
    pub place: &'e Range<usize>,
    /// Whether it is alone in its block.
    pub stands: Place,
    /// Level of the heading that it stands under, as drawn; 1 for none.
    pub level: u8,
}

/// Where an embed stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Alone in its block.
    Block,
    /// Within a sentence.
    Sentence,
}

/// What is to be written.
#[derive(Clone, Debug)]
pub struct Writing<'w> {
    /// The part of the body to write; footnotes are found outside it too.
    pub part: Span,
    /// What fragments begin with, so that an embed's do not clash with the page's.
    pub prefix: &'w str,
    /// Level of the highest heading, as drawn: 2 on a page of its own.
    pub top_level: u8,
    /// A first heading with this text repeats the page's title and is left out.
    pub title: Option<&'w str>,
}

/// What was written.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The markup.
    pub html: String,
    /// Headings drawn: level, fragment, text.
    pub headings: Vec<(u8, String, String)>,
}

/// Writes a body, or a part of it, as HTML.
pub fn write(tokens: &[Placed<'_>], writing: &Writing<'_>, host: &mut dyn Host) -> Written {
    writer::Writer::new(tokens, writing, host).write()
}
