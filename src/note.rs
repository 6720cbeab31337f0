//! One Markdown file as a note: its front matter as statements, its body as an outline, its links as written.
//!
//! Takes a text and the schema; gives a [`Note`] whatever the text holds, and a report. Knows no other note: nothing is resolved here.

mod common;
mod front;
mod identity;
mod reader;
mod statement;
mod target;

pub use common::{Names, Standing};
pub use statement::{Citation, Qualifiers, Reference, Spanned, Statement, StatementValue};
pub use target::Target;

use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics, Severity};
use crate::markdown::{self, Outline, Placed, Reading};
use crate::schema::{KindId, Schema};
use crate::span::Span;
use crate::text::fold;
use crate::value::Date;
use crate::yaml::Entry;
use foldhash::fast::RandomState;
use std::collections::HashSet;
use std::sync::Arc;

/// Everything that one file says.
#[derive(Clone, Debug)]
pub struct Note {
    /// Path from the root.
    pub path: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// Name in addresses: the file stem, made safe.
    pub slug: String,
    /// The file stem as written, in NFC.
    pub stem: String,
    /// Folders between `content/` and the file, without a final `/`.
    pub folder: String,
    /// Its kind; a note of none has no declared fields.
    pub kind: Option<KindId>,
    /// Title: the field, or the first heading, or the file name.
    pub title: String,
    /// Where the title stands, where it is written.
    pub title_span: Option<Span>,
    /// Other names.
    pub names: Names,
    /// Further names that a link may use.
    pub aliases: Vec<Spanned<String>>,
    /// One or two sentences.
    pub summary: Option<Spanned<String>>,
    /// Topics of the front matter, then those in the prose, each once.
    pub topics: Vec<String>,
    /// Sources of the prose as a whole.
    pub sources: Vec<Citation>,
    /// Whether it is published.
    pub standing: Standing,
    /// When it changed.
    pub updated: Option<Spanned<Date>>,
    /// When its facts were last held against their sources.
    pub checked: Option<Spanned<Date>>,
    /// Old addresses.
    pub redirect_from: Vec<Spanned<String>>,
    /// Template in place of the kind's own.
    pub template: Option<Spanned<String>>,
    /// Statements of declared fields, in the order of the schema; observations apart.
    pub statements: Vec<Statement>,
    /// Observations of a figure, in the order written.
    pub observations: Vec<Statement>,
    /// Figures that this one sets side by side.
    pub compare: Vec<Reference>,
    /// Fields that the kind does not declare, in the order written.
    pub unknown: Vec<Statement>,
    /// Bytes of the body in the text.
    pub body: Span,
    /// What can be linked to and from in the body; spans count from the body's start.
    pub outline: Outline,
    /// The body as it was read.
    pub reading: Reading,
    /// Whether some of its front matter could not be read.
    pub has_errors: bool,
}

impl Note {
    /// Returns the text of the body.
    #[must_use]
    pub fn body_text(&self) -> &str {
        &self.text[self.body.start..self.body.end]
    }

    /// Returns the tokens of the body; their places count from its start.
    #[must_use]
    pub fn tokens(&self) -> Vec<Placed<'_>> {
        self.reading.tokens(self.body_text())
    }

    /// Returns every statement: declared fields, observations, unknown fields.
    pub fn all_statements(&self) -> impl Iterator<Item = &Statement> {
        self.statements.iter().chain(&self.observations).chain(&self.unknown)
    }
}

/// Reads one note. Nothing stops it: what cannot be read is reported, and the rest stays.
///
/// # Diagnostics
/// Every code of front matter and values; see `zhiku explain`.
#[must_use]
pub fn parse(path: &Arc<str>, text: &Arc<str>, schema: &Schema) -> Checked<Note> {
    let mut report = Diagnostics::default();
    let split = front::split(text, path);
    // A key that stands twice leaves all others as they are.
    let is_whole = split.diagnostics.iter().all(|found| found.code == Code::DuplicateKey);
    let split = report.keep(split);
    let entries: &[Entry] = split.node.as_ref().and_then(|node| node.map()).unwrap_or_default();
    let identity = report.keep(identity::of(path, entries, schema));
    let mut note = empty(path, text, identity, split.body);
    read_body(&mut note);
    let mut found = Diagnostics::default();
    let mut reader = reader::Reader {
        path,
        schema,
        note: &mut note,
        report: &mut found,
        firm: &mut report,
        kind_is_unknown: false,
        is_whole,
    };
    reader.read(entries);
    report.extend(found.into_iter().map(|diagnostic| soften(diagnostic, note.kind)));
    report_outline(&note, &mut report);
    finish(&mut note, &mut report);
    let checked = report.beside(());
    note.has_errors = checked.diagnostics.iter().any(|d| d.severity == Severity::Error);
    if split.unreadable {
        note.standing = note.standing.held_back();
    }
    Checked { value: note, diagnostics: checked.diagnostics }
}

/// Reads the prose, once for all who ask for its tokens.
fn read_body(note: &mut Note) {
    let body = note.body_text();
    let tokens = markdown::tokens(body);
    let (outline, reading) = (markdown::outline(&tokens, body), Reading::of(&tokens, body));
    (note.outline, note.reading) = (outline, reading);
}

/// In a note of no kind, common fields that cannot be read are warnings: such a vault was written for another program.
fn soften(diagnostic: Diagnostic, kind: Option<KindId>) -> Diagnostic {
    if kind.is_none() && diagnostic.severity == Severity::Error {
        return diagnostic.severity(Severity::Warning);
    }
    diagnostic
}

fn empty(path: &Arc<str>, text: &Arc<str>, identity: identity::Identity, body: Span) -> Note {
    Note {
        path: Arc::clone(path),
        text: Arc::clone(text),
        slug: identity.slug,
        stem: identity.stem,
        folder: identity.folder,
        kind: identity.kind,
        title: String::new(),
        title_span: None,
        names: Names::default(),
        aliases: Vec::new(),
        summary: None,
        topics: Vec::new(),
        sources: Vec::new(),
        standing: Standing::Published,
        updated: None,
        checked: None,
        redirect_from: Vec::new(),
        template: None,
        statements: Vec::new(),
        observations: Vec::new(),
        compare: Vec::new(),
        unknown: Vec::new(),
        body,
        outline: Outline::default(),
        reading: Reading::default(),
        has_errors: false,
    }
}

/// Reports what the outline of the body shows to be wrong by itself.
fn report_outline(note: &Note, report: &mut Diagnostics) {
    for (label, span) in &note.outline.missing_footnotes {
        let span = span.shift(note.body.start);
        report.push(
            Diagnostic::new(
                Code::BrokenFootnote,
                &note.path,
                span,
                format!("there is no footnote `{label}`"),
            )
            .help(format!("add a line `[^{label}]: …`, or take the mark out")),
        );
    }
    for slip in &note.outline.slips {
        let span = slip.span.shift(note.body.start);
        report.push(
            Diagnostic::new(slip.code, &note.path, span, slip.message.clone())
                .help(slip.help.clone()),
        );
    }
    if let Some(span) = note.outline.too_deep {
        let message = format!("Markdown nested more than {} deep", markdown::MAX_DEPTH);
        report.push(
            Diagnostic::new(Code::DeepNesting, &note.path, span.shift(note.body.start), message)
                .help("flatten it; what lies deeper is shown without its structure"),
        );
    }
}

/// Longest title that a heading gives, in characters.
const MAX_TITLE: usize = 300;
/// Most topics of one note: each has a page.
const MAX_TOPICS: usize = 500;

/// Fills what follows from the rest: the title of a note that names none, and its topics.
fn finish(note: &mut Note, report: &mut Diagnostics) {
    if note.title.is_empty() {
        let heading = note.outline.headings.first().filter(|heading| !heading.text.is_empty());
        let title = heading.map_or(&note.stem, |heading| &heading.text);
        note.title = title.chars().take(MAX_TITLE).collect();
    }
    let mut known: HashSet<String, RandomState> =
        note.topics.iter().map(|topic| fold(topic)).collect();
    for topic in &note.outline.topics {
        if known.insert(fold(topic)) {
            note.topics.push(topic.clone());
        }
    }
    if note.topics.len() > MAX_TOPICS {
        let message = format!("this note has {} topics", note.topics.len());
        let start = note.title_span.unwrap_or_default();
        let diagnostic = Diagnostic::new(Code::BadValue, &note.path, start, message)
            .label(format!("the first {MAX_TOPICS} are kept"))
            .help(
                "keep those that readers would look under, or spread the rest over several notes",
            );
        report.push(soften(diagnostic, note.kind));
        note.topics.truncate(MAX_TOPICS);
    }
}
