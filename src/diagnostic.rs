//! What is wrong in a text, and what its author can do about it.
//!
//! Takes places and words; gives a [`Diagnostic`] and the [`Checked`] value that carries it on.
//! Never stops the pipeline, never prints (see `cli`), and knows no note.

mod code;
mod explain;
mod human;
mod machine;
mod policy;
mod positions;
mod sarif;

pub use code::{Code, Severity};
pub use explain::explain;
pub use human::{Colour, Runs, counts, human};
pub use machine::{github, json};
pub use policy::Policy;
pub use positions::TextOf;
pub use sarif::sarif;

use crate::span::{Place, Span};
use std::sync::Arc;

/// One problem, in one place, told in its author's terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem this is.
    pub code: Code,
    /// How bad it is: the code's own severity unless the note's standing softens it.
    pub severity: Severity,
    /// Headline: what is wrong, in lower case, no full stop, names in backticks.
    pub message: String,
    /// Where it stands.
    pub place: Place,
    /// What stands there instead; printed beside the caret. May be empty.
    pub label: String,
    /// What to do, one sentence each.
    pub help: Vec<String>,
    /// Other places concerned, each with its own label.
    pub related: Vec<Related>,
}

/// Another place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where it stands.
    pub place: Place,
    /// What it is there.
    pub label: String,
}

impl Diagnostic {
    /// Starts a diagnostic at `span` of the file at `path`, with the severity of its code.
    pub fn new(code: Code, path: &Arc<str>, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: Place { path: Arc::clone(path), span },
            label: String::new(),
            help: Vec::new(),
            related: Vec::new(),
        }
    }

    /// Says what stands at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a sentence that says what to do; an empty one is left out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        let help = help.into();
        if !help.is_empty() {
            self.help.push(help);
        }
        self
    }

    /// Points at another place concerned.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push(Related { place, label: label.into() });
        self
    }

    /// Gives it another severity than its code has.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// A value, and everything that was wrong on the way to it.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// What could be made of the input.
    pub value: T,
    /// What was wrong, in no particular order; see [`Diagnostics::sorted`].
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with nothing wrong.
    pub const fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }
}

/// A report that grows from stage to stage.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Counts what was found so far.
    pub(crate) const fn count(&self) -> usize {
        self.0.len()
    }

    /// Takes over what a stage found and returns its value.
    pub fn keep<T>(&mut self, checked: Checked<T>) -> T {
        self.0.extend(checked.diagnostics);
        checked.value
    }

    /// Returns what has been found so far.
    #[must_use]
    pub fn found(&self) -> &[Diagnostic] {
        &self.0
    }

    /// Puts the report beside the value that it is about.
    #[must_use]
    pub fn beside<T>(self, value: T) -> Checked<T> {
        Checked { value, diagnostics: self.0 }
    }

    /// Returns the report sorted by path, span and code, each problem said once.
    #[must_use]
    pub fn sorted(self) -> Vec<Diagnostic> {
        let mut all = self.0;
        all.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
        all.dedup_by(|a, b| a.place == b.place && a.code == b.code && a.message == b.message);
        all
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        self.0.extend(iter);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
