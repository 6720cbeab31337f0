//! Statements as readers see them.
//!
//! Takes a statement; gives its value, its qualifiers and its citation marks as HTML and text. Never decides where on the page it stands.

use super::maker::{Maker, status_label};
use super::references::{References, mark_html};
use super::shape::{QualifierView, StatementView};
use crate::knowledge::{NoteId, Resolved, StatementRef};
use crate::markdown::{attribute, escape, push_attribute, push_text, text_html};
use crate::note::{Qualifiers, Reference, Statement, StatementValue};
use crate::value::{Date, Quantity, Status};

impl Maker<'_> {
    /// Shows one statement of note `id` on the page at `from`.
    pub(super) fn statement(
        &self,
        from: &str,
        id: NoteId,
        which: StatementRef,
        references: &mut References<'_, '_>,
    ) -> Option<StatementView> {
        let statement = self.knowledge.statement(id, which)?;
        Some(StatementView {
            id: self.statement_id(id, which),
            html: self.value_html(from, id, &statement.value),
            ..self.said(from, id, which, references)?
        })
    }

    /// Shows what is said of a statement's value, and neither the value nor its place.
    pub(super) fn said(
        &self,
        from: &str,
        id: NoteId,
        which: StatementRef,
        references: &mut References<'_, '_>,
    ) -> Option<StatementView> {
        let statement = self.knowledge.statement(id, which)?;
        let qualifiers = &statement.qualifiers;
        let status = qualifiers.status.as_ref().map(|status| status.value);
        let citations = match qualifiers.sources.as_slice() {
            [] => Vec::new(),
            sources => references.cite(id, sources, &self.subjects_of(id, statement)),
        };
        let texts = |text: &Option<crate::note::Spanned<String>>| {
            text.as_ref().map(|text| text_html(&text.value))
        };
        Some(StatementView {
            zh: statement.quantity().and_then(Quantity::in_chinese_scale),
            when: when(qualifiers),
            past: self.is_past(qualifiers),
            status: status.map_or("", Status::name).to_owned(),
            status_label: status.map_or("", status_label).to_owned(),
            disputed: matches!(which, StatementRef::Observation(at) if self.knowledge.is_disputed(id, at)),
            according_to_html: self.according_to(from, id, qualifiers),
            stated: qualifiers.stated.as_ref().map(|stated| stated.value.in_english()),
            inferred_html: texts(&qualifiers.inferred),
            unsourced_html: texts(&qualifiers.unsourced),
            note_html: texts(&qualifiers.note),
            qualifiers: self.further(from, id, qualifiers),
            citations,
            bare: self.knowledge.lacks_source(id, statement),
            ..StatementView::default()
        })
    }

    /// Returns whom a statement is about: the note's subjects, and the note that its value names.
    pub(super) fn subjects_of(&self, id: NoteId, statement: &Statement) -> Vec<NoteId> {
        let mut subjects = self.knowledge.subjects(id);
        let value = statement
            .reference()
            .and_then(|reference| self.knowledge.target(id, reference.span.start));
        subjects.extend(value.filter(|value| !subjects.contains(value)));
        subjects
    }

    /// Returns the fragment of a statement: its field, numbered where the field has several; an observation's address.
    pub(super) fn statement_id(&self, id: NoteId, which: StatementRef) -> String {
        let note = &self.knowledge.notes[id];
        let numbered = |statement: &Statement, ordinal: usize| match ordinal {
            1 => format!(":{}", statement.field),
            _ => format!(":{}-{ordinal}", statement.field),
        };
        match which {
            StatementRef::Field(at) => {
                numbered(&note.statements[at], self.ordinals(id).statements[at])
            }
            StatementRef::Unknown(at) => numbered(&note.unknown[at], self.ordinals(id).unknown[at]),
            StatementRef::Observation(at) => note.observations[at]
                .observation_address()
                .unwrap_or_else(|| format!("observation-{}", at + 1)),
            StatementRef::Names => "names".to_owned(),
        }
    }

    fn is_past(&self, qualifiers: &Qualifiers) -> bool {
        let until = qualifiers.until.as_ref().and_then(|until| until.value.latest());
        until.is_some_and(|until| self.knowledge.newest.is_none_or(|newest| until < newest))
    }

    fn according_to(&self, from: &str, id: NoteId, qualifiers: &Qualifiers) -> Option<String> {
        let voices: Vec<String> = qualifiers
            .according_to
            .iter()
            .map(|voice| self.value_html(from, id, &voice.value))
            .collect();
        (!voices.is_empty()).then(|| voices.join(", "))
    }

    fn further(&self, from: &str, id: NoteId, qualifiers: &Qualifiers) -> Vec<QualifierView> {
        let views = qualifiers.further.iter().map(|(name, value)| QualifierView {
            label: crate::schema::caption(name),
            html: self.value_html(from, id, &value.value),
        });
        views.collect()
    }

    /// Shows a value.
    pub(super) fn value_html(&self, from: &str, id: NoteId, value: &StatementValue) -> String {
        match value {
            StatementValue::Text(text) | StatementValue::Markdown(text) => text_html(text),
            StatementValue::Date(date) => date_html(date),
            StatementValue::Quantity(quantity) => quantity_html(quantity),
            StatementValue::Url(url) => format!(
                "<a{} rel=\"external\">{}</a>",
                attribute("href", url),
                escape(shown_url(url))
            ),
            StatementValue::Reference(reference) => self.reference(from, id, reference),
            StatementValue::Citation(citation) => {
                match self.knowledge.target(id, citation.span.start) {
                    Some(source) => self.link(from, source, None),
                    None => text_html(&citation.name),
                }
            }
            StatementValue::Unreadable(text) => {
                format!("<span class=\"unreadable\">{}</span>", text_html(text))
            }
        }
    }

    fn reference(&self, from: &str, id: NoteId, reference: &Reference) -> String {
        let label = reference.target.label.as_deref();
        match self.knowledge.resolved(id, reference.span.start) {
            Some(Resolved::Note { id: target, .. }) => self.link(from, *target, label),
            Some(Resolved::Missing(name)) => self.missing_link(from, name, label.unwrap_or(name)),
            Some(Resolved::Draft | Resolved::File(_) | Resolved::Outside | Resolved::Plain)
            | None => text_html(label.unwrap_or(&reference.target.name)),
        }
    }

    /// Links to a note by its title, or by other words.
    pub(super) fn link(&self, from: &str, id: NoteId, words: Option<&str>) -> String {
        let mut link = String::from("<a");
        push_attribute(&mut link, "href", &self.note_href(from, id));
        if let Some(kind) = self.knowledge.kind(id) {
            push_attribute(&mut link, "data-kind", &kind.name);
        }
        link.push('>');
        match words {
            Some(words) => push_text(&mut link, words),
            None => link.push_str(self.plate(id).title_html()),
        }
        link.push_str("</a>");
        link
    }

    /// Draws a link whose note is not there.
    pub(super) fn missing_link(&self, from: &str, name: &str, words: &str) -> String {
        format!(
            "<a class=\"missing\"{} title=\"No note of this name yet\">{}</a>",
            attribute("href", &self.wanted_href(from, name)),
            text_html(words)
        )
    }

    /// Returns where the page of wanted notes tells of a name.
    pub(super) fn wanted_href(&self, from: &str, name: &str) -> String {
        let fragment = super::pages::wanted_id(name);
        format!(
            "{}#{}",
            crate::page::relative(from, "wanted.html"),
            crate::page::encoded(&fragment)
        )
    }

    /// Shows a number of a figure or a statement within a sentence: value, status, date, citation.
    pub(super) fn number_html(
        &self,
        from: &str,
        id: NoteId,
        which: StatementRef,
        references: &mut References<'_, '_>,
    ) -> String {
        let Some(view) = self.statement(from, id, which, references) else { return String::new() };
        let Some(statement) = self.knowledge.statement(id, which) else { return String::new() };
        let href = attribute("href", &self.part_href(from, id, &view.id));
        let value = if statement.reference().is_some() {
            view.html.clone()
        } else {
            format!("<a{href}>{}</a>", strip_links(&view.html))
        };
        let told: Vec<String> = [told_status(&view), view.when.clone(), told_dispute(&view)]
            .into_iter()
            .flatten()
            .collect();
        let told = if told.is_empty() {
            String::new()
        } else {
            format!(" <small>({})</small>", text_html(&told.join(", ")))
        };
        let title: Vec<&str> =
            [view.zh.as_deref(), view.stated.as_deref()].into_iter().flatten().collect();
        let title =
            if title.is_empty() { String::new() } else { attribute("title", &title.join(" · ")) };
        let status = attribute("data-status", &view.status);
        let flags = [
            (view.disputed, " data-disputed=\"yes\""),
            (view.inferred_html.is_some(), " data-inferred=\"yes\""),
        ];
        let flags: String =
            flags.into_iter().filter(|(set, _)| *set).map(|(_, flag)| flag).collect();
        let marks: String = view.citations.iter().map(mark_html).collect();
        format!("<span class=\"number\"{status}{flags}{title}>{value}{told}</span>{marks}")
    }
}

/// Names a status where it is not plainly a result.
fn told_status(view: &StatementView) -> Option<String> {
    (!matches!(view.status.as_str(), "" | "actual")).then(|| view.status_label.clone())
}

/// Says that others tell another number for the same.
fn told_dispute(view: &StatementView) -> Option<String> {
    view.disputed.then(|| "disputed".to_owned())
}

/// Takes anchors off, so that a link can go around what is left.
fn strip_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<a") {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.replace("</a>", "")
}

/// Shows when a statement held or happened.
fn when(qualifiers: &Qualifiers) -> Option<String> {
    if let Some(date) = qualifiers.period.as_ref().or(qualifiers.at.as_ref()) {
        return Some(date.value.in_english());
    }
    let text = |date: &Option<crate::note::Spanned<Date>>| {
        date.as_ref().map(|date| date.value.in_english())
    };
    match (text(&qualifiers.from), text(&qualifiers.until)) {
        (Some(from), Some(until)) => Some(format!("{from} to {until}")),
        (Some(from), None) => Some(format!("since {from}")),
        (None, Some(until)) => Some(format!("until {until}")),
        (None, None) => None,
    }
}

/// Shows a date, marked for machines where HTML has a form for it.
pub(super) fn date_html(date: &Date) -> String {
    match date.iso() {
        Some(iso) => {
            format!("<time{}>{}</time>", attribute("datetime", &iso), escape(&date.in_english()))
        }
        None => escape(&date.in_english()),
    }
}

/// Shows a quantity, with the source's own conversion beside it.
fn quantity_html(quantity: &Quantity) -> String {
    let value = text_html(&quantity.in_english());
    match quantity.conversion() {
        Some(conversion) => format!(
            "{value} <span class=\"conversion\" title=\"The source’s own conversion\">(= {})</span>",
            text_html(&conversion.in_english())
        ),
        None => value,
    }
}

fn shown_url(url: &str) -> &str {
    let bare = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    bare.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Base;
    use super::*;

    #[test]
    fn values_are_numbered_by_field_and_bare_each_by_itself() {
        let note = "---\nkind: company\ncolour: [red, green]\nfounders:\n  - ann\n  - {value: bob, unsourced: told}\n  - cid\nweight: [1, 2]\npartners: [dot, eve]\n---\n";
        let base = Base::new(&[("shop", note)]);
        let (maker, id) = (base.maker(), base.id("shop"));
        let mut references = References::new(&maker, "shop.html");
        let mut shown = |which: fn(usize) -> StatementRef, count: usize| -> Vec<(String, bool)> {
            let views =
                (0..count).filter_map(|at| maker.statement("", id, which(at), &mut references));
            views.map(|view| (view.id, view.bare)).collect()
        };
        let expected = [
            (":founders", true),
            (":founders-2", false),
            (":founders-3", true),
            (":partners", true),
            (":partners-2", true),
        ];
        assert_eq!(shown(StatementRef::Field, 5), expected.map(|(id, bare)| (id.to_owned(), bare)));
        let expected = [":colour", ":colour-2", ":weight", ":weight-2"];
        assert_eq!(shown(StatementRef::Unknown, 4), expected.map(|id| (id.to_owned(), false)));
    }
}
