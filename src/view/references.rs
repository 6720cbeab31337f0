//! Numbered references of one page.
//!
//! Takes citations in the order in which they are met; gives marks and, at the end, the list. A source has one number on a page, in the order of first
//! use. Ties of ownership between publisher and subject are told on every reference concerned.

use super::maker::Maker;
use super::shape::{CitationMark, Crumb, ReferenceView};
use crate::knowledge::{NoteId, Tie};
use crate::markdown::{attribute, text_html};
use crate::note::{Citation, StatementValue};
use std::collections::{BTreeMap, BTreeSet};

/// The references of one page, as they grow.
pub(super) struct References<'m, 'k> {
    maker: &'m Maker<'k>,
    /// Address of the page.
    from: &'m str,
    entries: Vec<Entry>,
    numbers: BTreeMap<NoteId, usize>,
}

struct Entry {
    source: NoteId,
    /// Locators of the uses, in order.
    uses: Vec<Option<String>>,
    subjects: BTreeSet<NoteId>,
}

impl<'m, 'k> References<'m, 'k> {
    pub(super) fn new(maker: &'m Maker<'k>, from: &'m str) -> Self {
        Self { maker, from, entries: Vec::new(), numbers: BTreeMap::new() }
    }

    /// Marks one more use of a source; `subjects` are those whom the cited words are about.
    pub(super) fn mark(
        &mut self,
        source: NoteId,
        locator: Option<&str>,
        subjects: &[NoteId],
    ) -> CitationMark {
        // A source that says who published it speaks of no interest.
        let subjects = if self.maker.plan.notes[source] == self.from { &[] } else { subjects };
        let count = self.entries.len();
        let at = *self.numbers.entry(source).or_insert(count);
        if at == count {
            self.entries.push(Entry { source, uses: Vec::new(), subjects: BTreeSet::new() });
        }
        let entry = &mut self.entries[at];
        entry.uses.push(locator.map(str::to_owned));
        entry.subjects.extend(subjects);
        let use_number = entry.uses.len();
        let number = at + 1;
        CitationMark {
            number,
            id: format!("cite-{number}-{use_number}"),
            href: format!("#ref-{number}"),
            locator: locator.map(str::to_owned),
            tie: subjects.iter().any(|&subject| self.maker.tie(source, subject).is_some()),
        }
    }

    /// Marks the citations of one statement of note `id`, each source once; those that lead to no note are left out.
    pub(super) fn cite<'c>(
        &mut self,
        id: NoteId,
        citations: impl IntoIterator<Item = &'c Citation>,
        subjects: &[NoteId],
    ) -> Vec<CitationMark> {
        let mut sources: Vec<(NoteId, Vec<&str>)> = Vec::new();
        for citation in citations {
            let Some(source) = self.maker.knowledge.target(id, citation.span.start) else {
                continue;
            };
            let locator = citation.locator.as_deref();
            match sources.iter_mut().find(|(known, _)| *known == source) {
                Some((_, locators)) => locators.extend(locator),
                None => sources.push((source, locator.into_iter().collect())),
            }
        }
        let marks = sources.into_iter().map(|(source, locators)| {
            let locators = locators.join("; ");
            self.mark(source, Some(locators.as_str()).filter(|all| !all.is_empty()), subjects)
        });
        marks.collect()
    }

    /// Gives the list.
    pub(super) fn finish(self) -> Vec<ReferenceView> {
        let entries = self.entries.iter().enumerate();
        entries.map(|(at, entry)| self.reference(at + 1, entry)).collect()
    }

    fn reference(&self, number: usize, entry: &Entry) -> ReferenceView {
        let address = |name: Option<usize>| self.maker.source_url(entry.source, name);
        let citable =
            self.maker.knowledge.kind(entry.source).and_then(|kind| kind.citable.as_ref());
        let uses = entry.uses.iter().enumerate().map(|(at, locator)| Crumb {
            title: locator.clone().unwrap_or_else(|| (at + 1).to_string()),
            href: format!("#cite-{number}-{}", at + 1),
        });
        let ties: BTreeSet<String> = entry
            .subjects
            .iter()
            .filter_map(|&subject| self.maker.tie_sentence(self.from, entry.source, subject))
            .collect();
        ReferenceView {
            number,
            id: format!("ref-{number}"),
            html: self.maker.reference_html(self.from, entry.source),
            url: address(citable.and_then(|citable| citable.url)),
            archived: self.maker.other_url(entry.source),
            ties: ties.into_iter().collect(),
            uses: uses.collect(),
        }
    }
}

/// Writes a mark for prose.
pub(super) fn mark_html(mark: &CitationMark) -> String {
    let tie = if mark.tie { " data-tie=\"tie\"" } else { "" };
    let locator = mark.locator.as_ref().map(|locator| attribute("title", locator));
    format!(
        "<sup class=\"cite\"{tie}><a{}{}{}>[{}]</a></sup>",
        attribute("href", &mark.href),
        attribute("id", &mark.id),
        locator.unwrap_or_default(),
        mark.number
    )
}

/// Sets marks close to the words they stand behind, whatever was typed between: a space there would let a mark begin a line.
///
/// Of several marks of one source in a row the first is shown; the others remain as the places that its entry leads back to.
pub(super) fn close_up(html: &str) -> String {
    const START: &str = "<sup class=\"cite\"";
    const END: &str = "</sup>";
    let mut out = String::with_capacity(html.len());
    let mut last = None;
    let mut rest = html;
    while let Some(start) = rest.find(START) {
        let words = rest[..start].trim_end_matches([' ', '\n']);
        let end = rest[start..].find(END).map_or(rest.len(), |end| start + end + END.len());
        let mark = &rest[start..end];
        let source = value_of(mark, "href=\"#ref-");
        out.push_str(words);
        match value_of(mark, "id=\"") {
            Some(id) if words.is_empty() && source.is_some() && source == last => {
                out.push_str(&format!("<span id=\"{id}\"></span>"));
            }
            _ => out.push_str(mark),
        }
        last = source;
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn value_of<'h>(markup: &'h str, opening: &str) -> Option<&'h str> {
    markup.split_once(opening)?.1.split_once('"').map(|(value, _)| value)
}

impl Maker<'_> {
    /// Returns how the publisher of a source is tied to a subject.
    pub(super) fn tie(&self, source: NoteId, subject: NoteId) -> Option<Tie> {
        let publishers = self.publishers(source);
        publishers.into_iter().find_map(|publisher| self.knowledge.ties.between(publisher, subject))
    }

    pub(super) fn publishers(&self, source: NoteId) -> Vec<NoteId> {
        let kind = self.knowledge.kind(source);
        let publisher = kind.and_then(|kind| Some(&kind.fields[kind.citable.as_ref()?.publisher?]));
        publisher
            .map(|field| self.knowledge.values(source, &field.name).collect())
            .unwrap_or_default()
    }

    /// Tells the tie between a source's publisher and a subject, as HTML.
    pub(super) fn tie_sentence(
        &self,
        from: &str,
        source: NoteId,
        subject: NoteId,
    ) -> Option<String> {
        let publisher = self
            .publishers(source)
            .into_iter()
            .find(|&p| self.knowledge.ties.between(p, subject).is_some())?;
        let link = |id: NoteId| self.title_link(from, id);
        let tie = self.knowledge.ties.between(publisher, subject)?;
        Some(match tie {
            Tie::OwnedBy if publisher == subject => {
                format!("{} publishes about itself.", link(publisher))
            }
            Tie::OwnedBy => {
                format!("{} is owned by {}, which this is about.", link(publisher), link(subject))
            }
            Tie::Owns => {
                format!("{} owns {}, which this is about.", link(publisher), link(subject))
            }
            Tie::Shared(owner) => format!(
                "{} and {} are both owned by {}.",
                link(publisher),
                link(subject),
                link(owner)
            ),
        })
    }

    /// Links to a note by its title, whatever its kind.
    fn title_link(&self, from: &str, id: NoteId) -> String {
        let href = attribute("href", &self.note_href(from, id));
        format!("<a{href}>{}</a>", self.plate(id).title_html())
    }

    /// Formats a reference: author, title, publisher, date.
    pub(super) fn reference_html(&self, from: &str, source: NoteId) -> String {
        let mut parts = Vec::new();
        let kind = self.knowledge.kind(source);
        let citable = kind.and_then(|kind| kind.citable.as_ref());
        let authors = self.words_of(from, source, citable.and_then(|citable| citable.author));
        if !authors.is_empty() {
            parts.push(format!("{}.", authors.join(", ").trim_end_matches('.')));
        }
        parts.push(format!("{}.", self.title_link(from, source)));
        let publisher = self.words_of(from, source, citable.and_then(|citable| citable.publisher));
        let mut tail = publisher;
        if let Some(date) = self.knowledge.date(source) {
            tail.push(super::statement::date_html(date));
        }
        if !tail.is_empty() {
            parts.push(format!("{}.", tail.join(", ")));
        }
        parts.join(" ")
    }

    /// Lists what a field of a source says, as plain words with hanzi marked.
    fn words_of(&self, _from: &str, source: NoteId, field: Option<usize>) -> Vec<String> {
        let statements = self.knowledge.notes[source]
            .statements
            .iter()
            .filter(|s| s.field_index.is_some() && s.field_index == field);
        let words = statements.filter_map(|statement| match &statement.value {
            StatementValue::Reference(reference) => {
                let id = self.knowledge.target(source, reference.span.start);
                Some(id.map_or_else(
                    || reference.target.name.clone(),
                    |id| self.knowledge.notes[id].title.clone(),
                ))
            }
            StatementValue::Text(text) | StatementValue::Unreadable(text) => Some(text.clone()),
            StatementValue::Markdown(_)
            | StatementValue::Date(_)
            | StatementValue::Quantity(_)
            | StatementValue::Url(_)
            | StatementValue::Citation(_) => None,
        });
        words.map(|words| text_html(&words)).collect()
    }

    /// Returns the address that a source's field holds.
    pub(super) fn source_url(&self, source: NoteId, field: Option<usize>) -> Option<String> {
        let field = field?;
        self.knowledge.notes[source].statements.iter().find_map(|statement| {
            match &statement.value {
                StatementValue::Url(url) if statement.field_index == Some(field) => {
                    Some(url.clone())
                }
                _ => None,
            }
        })
    }

    /// Returns a further address of a source, such as an archived copy.
    pub(super) fn other_url(&self, source: NoteId) -> Option<String> {
        let first = self.knowledge.kind(source)?.citable.as_ref()?.url;
        self.knowledge.notes[source].statements.iter().find_map(|statement| {
            match &statement.value {
                StatementValue::Url(url) if statement.field_index != first => Some(url.clone()),
                _ => None,
            }
        })
    }
}
