//! Blocks that are more than a tag: headings, code, pictures, callouts, cells, math and raw HTML.
//!
//! Takes a token and what follows it; gives its markup and says where the walk goes on.

use super::writer::Writer;
use crate::markdown::markup::{attribute, escape, escape_text, push_attribute};
use crate::markdown::math::{Display, mathml};
use crate::markdown::outline::{Inside, code_text, plain_text};
use crate::markdown::{Callout, Fold, MAX_DEPTH, Token, is_query, language_of, raw_html};
use crate::text::push_encoded;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};
use std::fmt::Write as _;
use std::ops::Range;

impl Writer<'_, '_> {
    pub(super) fn heading(
        &mut self,
        level: u8,
        id: Option<&str>,
        classes: &[pulldown_cmark::CowStr<'_>],
        index: usize,
    ) -> usize {
        let text = plain_text(&self.tokens[index + 1..]);
        let wanted = id.map_or_else(|| crate::text::heading_id(&text), str::to_owned);
        let id = format!("{}{}", self.writing.prefix, self.ids.unique(wanted));
        let end = self.end_of(index, |end| matches!(end, TagEnd::Heading(_)));
        if self.headings.is_empty()
            && self.writing.title.is_some_and(|title| level == 1 && title == text)
        {
            self.depth -= 1;
            return end + 1;
        }
        let level = self.level(level);
        let digit = char::from(b'0' + level);
        self.out.extend(["<h", digit.encode_utf8(&mut [0; 4])]);
        push_attribute(&mut self.out, "id", &id);
        if !classes.is_empty() {
            push_attribute(&mut self.out, "class", &classes.join(" "));
        }
        self.out.push('>');
        let mut at = index + 1;
        while at < end {
            at = self.token(at);
        }
        self.trim_space();
        self.out.push_str(" <a class=\"anchor\" href=\"#");
        push_encoded(&mut self.out, &id);
        self.out.push_str("\" aria-label=\"Link to “");
        escape_text(&mut self.out, &text);
        self.out.extend(["”\">#</a></h", digit.encode_utf8(&mut [0; 4]), ">\n"]);
        self.headings.push((level, id, text));
        self.depth -= 1;
        end + 1
    }

    /// Returns the level as drawn: shifted under the page's own heading, and never a step left out.
    pub(super) fn level(&mut self, level: u8) -> u8 {
        let shifted = (i16::from(level) + self.shift).clamp(1, 6) as u8;
        let drawn = shifted.min(self.last_level + 1).clamp(self.writing.top_level.min(6), 6);
        self.last_level = drawn;
        drawn
    }

    pub(super) fn code_block(
        &mut self,
        kind: &CodeBlockKind<'_>,
        range: &Range<usize>,
        index: usize,
    ) -> usize {
        let Inside { text: source, place, token_count } =
            code_text(&self.tokens[index + 1..], range);
        self.depth -= 1;
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.as_ref(),
            CodeBlockKind::Indented => "",
        };
        let markup = if is_query(info) {
            self.host.query(&source, &place)
        } else {
            let language = language_of(info);
            self.coloured += 1;
            let marked = match self.coloured <= MOST_COLOURED {
                true => self.host.code(&source, language),
                false => None,
            };
            code_html(language, &marked.unwrap_or_else(|| escape(&source)))
        };
        self.shelve(&markup);
        index + 1 + token_count + 1
    }

    pub(super) fn picture(
        &mut self,
        destination: &str,
        range: &Range<usize>,
        index: usize,
    ) -> usize {
        let mut alt = String::new();
        let mut open = 1;
        let mut end = index + 1;
        while let Some((token, _)) = self.tokens.get(end) {
            match token {
                Token::Mark(Event::Start(Tag::Image { .. })) => open += 1,
                Token::Mark(Event::End(TagEnd::Image)) => open -= 1,
                Token::Mark(Event::Text(text) | Event::Code(text)) => alt.push_str(text),
                _ => {}
            }
            if open == 0 {
                break;
            }
            end += 1;
        }
        self.depth -= 1;
        let markup = self.host.picture(destination, &alt, range);
        self.shelve(&markup);
        end + 1
    }

    pub(super) fn cell(&mut self) {
        let align = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " data-align=\"left\"",
            Some(Alignment::Center) => " data-align=\"center\"",
            Some(Alignment::Right) => " data-align=\"right\"",
            Some(Alignment::None) | None => "",
        };
        self.column += 1;
        let tag = if self.in_head { "<th scope=\"col\"" } else { "<td" };
        self.out.extend([tag, align, ">"]);
    }

    pub(super) fn callout(&mut self, callout: &Callout) {
        self.callouts.push(callout.fold);
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return;
        }
        let sort = attribute("data-callout", &callout.sort);
        let (tag, open, title) = match callout.fold {
            Fold::Fixed => ("aside", "", "p"),
            Fold::Open => ("details", " open", "summary"),
            Fold::Closed => ("details", "", "summary"),
        };
        let _ = write!(
            self.out,
            "<{tag} class=\"callout\"{sort}{open}>\n<{title} class=\"callout-title\">"
        );
        if !callout.titled {
            self.text(&crate::schema::caption(&callout.sort));
        }
    }

    pub(super) fn callout_title_end(&mut self) {
        if self.depth > MAX_DEPTH {
            return;
        }
        self.out.push_str(match self.callouts.last() {
            Some(Fold::Open | Fold::Closed) => "</summary>\n",
            Some(Fold::Fixed) | None => "</p>\n",
        });
    }

    pub(super) fn callout_end(&mut self, fold: Fold) {
        let hidden = self.depth > MAX_DEPTH;
        self.callouts.pop();
        self.depth = self.depth.saturating_sub(1);
        if hidden {
            return;
        }
        self.out.push_str(match fold {
            Fold::Fixed => "</aside>\n",
            Fold::Open | Fold::Closed => "</details>\n",
        });
    }

    pub(super) fn math(&mut self, latex: &str, display: Display, range: &Range<usize>) {
        match mathml(latex, display) {
            Ok(markup) => self.shelve(&markup),
            Err(reason) => {
                self.host.bad_math(&reason, range.clone());
                self.out.push_str("<code class=\"math\">");
                escape_text(&mut self.out, latex);
                self.out.push_str("</code>");
            }
        }
    }

    pub(super) fn raw(&mut self, html: &str, range: &Range<usize>) {
        let host = &mut *self.host;
        let (rebuilt, removed) =
            raw_html::rebuild(html, &mut self.raw_open, &mut |tag, name, value| {
                host.raw_address(tag, name, value)
            });
        for one in removed {
            let start = (range.start + one.range.start).min(range.end);
            let end = (range.start + one.range.end).min(range.end);
            self.host.stripped(&one.what, one.help, start..end);
        }
        self.out.push_str(&rebuilt);
    }
}

/// Blocks of code in one body whose words are told apart: to begin on a block costs more than a short one itself.
const MOST_COLOURED: usize = 5_000;

/// Writes a block of code.
fn code_html(language: &str, body: &str) -> String {
    let language =
        if language.is_empty() { String::new() } else { attribute("data-language", language) };
    format!("<pre class=\"code\" tabindex=\"0\"{language}><code>{body}</code></pre>\n")
}
