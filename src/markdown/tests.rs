//! The dialect through its three doors: `tokens`, `outline` and `write`.

mod blocks;
pub(super) mod dom;
mod hanzi;
mod hostile;
mod inline;
mod raw;

use super::html::{Writing, Written};
use super::{Anchor, Cited, Embed, Host, Outline, Place, escape, outline, tokens, write};
use crate::span::Span;
use std::ops::Range;

/// A host that shows what it was asked, escaped as a host must escape what it is handed.
#[derive(Default)]
struct Echo {
    stripped: Vec<String>,
    bad_math: Vec<String>,
    places: Vec<Range<usize>>,
}

impl Host for Echo {
    fn anchor(&mut self, destination: &str, place: &Range<usize>) -> Anchor<'_> {
        self.places.push(place.clone());
        // A host makes addresses of what is typed, and none that runs script.
        let href = Some(destination.to_owned()).filter(|href| !href.contains("javascript:"));
        Anchor { href, ..Anchor::default() }
    }

    fn words(&mut self, typed: &str, _place: &Range<usize>) -> Option<&str> {
        (typed == "jd-com").then_some("JD.com")
    }

    fn embed(&mut self, embed: &Embed<'_>) -> String {
        self.places.push(embed.place.clone());
        let Embed { target, label, level, .. } = embed;
        let (target, label) = (escape(target), escape(label));
        match embed.stands {
            Place::Block => format!("{{block {target}|{label} {level}}}\n"),
            Place::Sentence => format!("{{{target}|{label}}}"),
        }
    }

    fn picture(&mut self, destination: &str, alt: &str, place: &Range<usize>) -> String {
        self.places.push(place.clone());
        format!("{{picture {}|{}}}", escape(destination), escape(alt))
    }

    fn cite(&mut self, cited: &[Cited]) -> String {
        self.places.extend(cited.iter().map(|one| one.range.clone()));
        let shown = |one: &Cited| match &one.locator {
            Some(locator) => format!("{}, {locator}", one.name),
            None => one.name.clone(),
        };
        let cited = cited.iter().map(shown).collect::<Vec<_>>().join("; ");
        format!("{{cite {}}}", escape(&cited))
    }

    fn topic(&mut self, name: &str) -> String {
        format!("{{topic {}}}", escape(name))
    }

    fn query(&mut self, query: &str, place: &Range<usize>) -> String {
        self.places.push(place.clone());
        format!("{{query {}}}\n", escape(query))
    }

    fn raw_address(
        &mut self,
        _tag: &str,
        _attribute: &str,
        value: &str,
    ) -> Result<String, &'static str> {
        Ok(value.to_owned())
    }

    fn stripped(&mut self, what: &str, _help: Option<&'static str>, place: Range<usize>) {
        self.stripped.push(what.to_owned());
        self.places.push(place);
    }

    fn bad_math(&mut self, reason: &str, _place: Range<usize>) {
        self.bad_math.push(reason.to_owned());
    }
}

/// Writes a whole body; gives what was written and what the host heard.
fn written(body: &str) -> (Written, Echo) {
    let mut host = Echo::default();
    let whole = Writing { part: Span::new(0, body.len()), prefix: "", top_level: 2, title: None };
    let written = write(&tokens(body), &whole, &mut host);
    (written, host)
}

/// Writes a whole body as HTML, hanzi unmarked, with no line break at its end.
fn html(body: &str) -> String {
    let html = written(body).0.html.replace("<span lang=\"zh-Hans\">", "").replace("</span>", "");
    html.trim_end().to_owned()
}

/// Draws the outline of a body.
fn drawn(body: &str) -> Outline {
    outline(&tokens(body), body)
}

/// Compares the HTML of each body with what it should be.
fn assert_written(cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        assert_eq!(html(body), *expected, "{body:?}");
    }
}
