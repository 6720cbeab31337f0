//! Turns a site's inputs into its files.
//!
//! Takes [`Inputs`] and [`Options`]; gives outputs and a report. Pure: reads no disk, no clock, no environment. [`compile_after`] does so again after a change and keeps what has the
//! same fingerprint: a note by its text, an output by its view and the templates. The graph is joined afresh each time, so nothing in it can be stale.

mod assets;
mod documents;
mod memo;
mod pages;
mod previews;
mod ready;
mod site;
mod twin;

pub use memo::Memo;
pub use ready::Ready;

use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics};
use crate::input::Inputs;
use crate::knowledge::{self, Depth, Drafts, Knowledge, Surroundings};
use crate::note::Note;
use crate::output::Output;
use crate::parallel;
use crate::schema::Schema;
use crate::settings::{self, Settings};
use crate::value::Day;
use std::sync::Arc;

/// What a build is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What becomes of drafts.
    pub drafts: Drafts,
    /// Address of the site, in place of the settings' own.
    pub base_url: Option<String>,
    /// The day of the report; used by diagnostics alone.
    pub today: Option<Day>,
    /// How much is looked for.
    pub depth: Depth,
}

/// A whole site.
#[derive(Debug)]
pub struct Site<T = Output> {
    /// Its files, sorted by path, or what was given for each (see [`Ready::each`]).
    pub outputs: Vec<T>,
    /// Number of notes published.
    pub note_count: usize,
    /// Number of pages.
    pub page_count: usize,
}

/// What the notes know together, with what it was made of.
#[derive(Debug)]
pub struct Known {
    /// The kinds.
    pub schema: Arc<Schema>,
    /// The settings.
    pub settings: Settings,
    /// The notes and what they say about each other.
    pub knowledge: Knowledge,
}

/// Compiles a site.
#[must_use]
pub fn compile(inputs: &Inputs, options: &Options) -> Checked<Site> {
    compile_after(inputs, options, &mut Memo::default())
}

/// Compiles a site, keeping what `memo` holds and has not changed.
///
/// # Shape
/// The same inputs give the same site, whatever the memo holds.
#[must_use]
pub fn compile_after(inputs: &Inputs, options: &Options, memo: &mut Memo) -> Checked<Site> {
    let mut report = Diagnostics::default();
    let ready = report.keep(Ready::after(inputs, options, memo));
    let mut site = Site { outputs: Vec::new(), note_count: 0, page_count: 0 };
    if let Some(made) = ready.site(memo, || false) {
        site = report.keep(made);
    }
    report.beside(site)
}

/// Joins the notes without making pages of them.
#[must_use]
pub fn known(inputs: &Inputs, options: &Options) -> Checked<Known> {
    known_after(inputs, options, &mut Memo::default())
}

fn known_after(inputs: &Inputs, options: &Options, memo: &mut Memo) -> Checked<Known> {
    let mut report = Diagnostics::default();
    let own = inputs.kinds.as_ref().map(|text| (text.text.as_ref(), &text.path));
    let read = Schema::read(own);
    let kinds_are_lost = read.diagnostics.iter().any(|found| found.code == Code::BadYaml);
    let schema = Arc::new(report.keep(read));
    let own = inputs.settings.as_ref().map(|text| (text.text.as_ref(), &text.path));
    let mut settings = report.keep(settings::read(own));
    if let Some(base_url) = &options.base_url {
        settings.base_url = settings::base_url(base_url);
    }
    let mut found = Diagnostics::default();
    let notes = found.keep(notes(inputs, &schema, memo));
    let attachments: Arc<[_]> = inputs.attachments.clone().into();
    let around = Surroundings {
        schema: &schema,
        settings: &settings,
        attachments: &attachments,
        today: options.today,
        drafts: options.drafts,
        depth: options.depth,
    };
    let knowledge = found.keep(knowledge::join(notes, &around));
    // Where the kinds cannot be read, each note would be told of fields that they declare: one slip, told a thousand times.
    let counts = |found: &Diagnostic| !kinds_are_lost || !asks_the_kinds(found.code);
    report.extend(found.into_iter().filter(counts));
    report.beside(Known { schema, settings, knowledge })
}

/// Returns whether a code tells of a note that does not do what its kind says.
const fn asks_the_kinds(code: Code) -> bool {
    matches!(
        code,
        Code::UnknownKind
            | Code::UnknownField
            | Code::UnknownQualifier
            | Code::MissingField
            | Code::WrongKind
            | Code::NotOneOf
            | Code::UnusedSource
    )
}

/// Reads every note, or takes it from the memo where its text and the kinds are the same.
fn notes(inputs: &Inputs, schema: &Schema, memo: &mut Memo) -> Checked<Vec<Arc<Note>>> {
    memo.kinds(inputs.kinds.as_ref().map(|text| text.text.as_ref()));
    let known = &*memo;
    let read: Vec<(Arc<Note>, Arc<[Diagnostic]>)> = parallel::map(&inputs.texts, |text| {
        known.note(text).unwrap_or_else(|| {
            let checked = crate::note::parse(&text.path, &text.text, schema);
            (Arc::new(checked.value), checked.diagnostics.into())
        })
    });
    memo.keep_notes(&inputs.texts, &read);
    let mut notes = Vec::with_capacity(read.len());
    let mut diagnostics = Vec::new();
    for (note, found) in read {
        notes.push(note);
        diagnostics.extend(found.iter().cloned());
    }
    Checked { value: notes, diagnostics }
}
