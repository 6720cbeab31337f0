//! Notes as they are now, turned into what is shown.
//!
//! Takes the root; gives a [`Shown`] for each build. Where a build has errors, pages that it lost
//! stay as they last were, so that a slip while typing takes nothing from the reader.

use super::shown::Shown;
use crate::cli::console::Console;
use crate::cli::report;
use crate::cli::site::{self, Made};
use crate::compile::{Memo, Options};
use crate::diagnostic::{Diagnostic, Severity, TextOf, counts, json};
use crate::input::Inputs;
use crate::output::{Body, Output};
use hyper::body::Bytes;
use serde_json::{Value, json as object};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// How many problems a page is told of; the terminal tells all.
const PROBLEMS_IN_PAGE: usize = 20;

/// Builds again and again, keeping what the builds share.
pub(super) struct Builder {
    root: PathBuf,
    options: Options,
    memo: Memo,
    shown: Arc<Shown>,
    /// The last report, which is not told twice.
    told: Vec<Diagnostic>,
    attachments: HashMap<String, (u128, Bytes)>,
}

impl Builder {
    pub(super) fn new(root: &Path, options: Options) -> Self {
        let (shown, told, attachments) = Default::default();
        Self { root: root.into(), options, memo: Memo::keeping(), shown, told, attachments }
    }

    /// Reads the notes and builds, telling on the console what is wrong.
    pub(super) fn build(&mut self, console: &mut Console) -> Arc<Shown> {
        let began = Instant::now();
        let number = self.shown.number + 1;
        let shown = match site::make(&self.root, &self.options, &mut self.memo) {
            Ok(made) => self.succeed(number, made, console),
            Err(failure) => {
                console.problem(&failure.to_string());
                let problems = trouble(&failure.to_string());
                Shown { number, files: self.shown.files.clone(), problems }
            }
        };
        let milliseconds = began.elapsed().as_millis();
        console
            .remark(&format!("Build {number}: {} files in {milliseconds} ms", shown.files.len()));
        self.shown = Arc::new(shown);
        Arc::clone(&self.shown)
    }

    fn succeed(&mut self, number: u64, made: Made, console: &mut Console) -> Shown {
        let Made { inputs, site, report } = made;
        let text_of = |path: &str| inputs.text(path);
        if report != self.told {
            report::tell(&report, &text_of, console);
        }
        let problems = problems(&report, &text_of);
        let mut files = self.files(site.outputs, &inputs);
        if report.iter().any(|found| found.severity == Severity::Error) {
            // What could not be made anew stays as it was: the new files go over the old ones.
            let mut kept = self.shown.files.clone();
            kept.extend(files);
            files = kept;
        }
        self.told = report;
        Shown { number, files, problems }
    }

    fn files(&mut self, outputs: Vec<Output>, inputs: &Inputs) -> HashMap<String, Bytes> {
        let mut before = std::mem::take(&mut self.attachments);
        let mut files = HashMap::with_capacity(outputs.len());
        for output in outputs {
            let bytes = match output.body {
                Body::Bytes(bytes) => Bytes::from_owner(bytes),
                Body::Attachment(path) => {
                    let known = inputs.attachments.iter().find(|it| it.path == path);
                    let fingerprint = known.map_or(0, |known| known.fingerprint);
                    let old = before.remove(&*path).filter(|(old, _)| *old == fingerprint);
                    let bytes = old.map_or_else(|| read(&self.root, &path), |(_, bytes)| bytes);
                    self.attachments.insert(path.to_string(), (fingerprint, bytes.clone()));
                    bytes
                }
            };
            files.insert(output.path, bytes);
        }
        files
    }
}

/// Reads an attachment; one that has just gone is empty until the next build finds that out.
fn read(root: &Path, path: &str) -> Bytes {
    std::fs::read(root.join(path)).unwrap_or_default().into()
}

/// Puts a report into the words of the script in the page.
fn problems(report: &[Diagnostic], text_of: &TextOf<'_>) -> String {
    let is_told = |found: &&Diagnostic| found.severity != Severity::Advice;
    let told: Vec<Diagnostic> = report.iter().filter(is_told).cloned().collect();
    let errors = told.iter().filter(|found| found.severity == Severity::Error).count();
    let shown = &told[..told.len().min(PROBLEMS_IN_PAGE)];
    let lines = json(shown, text_of);
    let list: Vec<Value> =
        lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    object!({"summary": counts(&told), "count": told.len(), "errors": errors, "problems": list})
        .to_string()
}

/// Puts a failure that has no place in a note into the same words.
fn trouble(message: &str) -> String {
    object!({"summary": message, "count": 1, "errors": 1, "problems": []}).to_string()
}
