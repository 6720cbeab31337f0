//! Notes as they are now, turned into what is shown.
//!
//! Takes the root; gives a [`Shown`] at once in which pages are made as they are asked for, and a whole one after it. Where a
//! build has errors, pages that it lost stay as they last were, so that a slip while typing takes nothing from the reader.

use super::shown::Shown;
use crate::cli::console::Console;
use crate::cli::report;
use crate::cli::site;
use crate::compile::{Memo, Options, Ready, Site};
use crate::diagnostic::{Checked, Diagnostic, Diagnostics, Severity, TextOf, counts, json};
use crate::input::{Inputs, Memory};
use crate::output::Body;
use hyper::body::Bytes;
use serde_json::{Value, json as object};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// How many problems a page is told of; the terminal tells all.
const PROBLEMS_IN_PAGE: usize = 20;

/// Files by their paths.
type Files = HashMap<String, Bytes>;

/// Builds again and again, keeping what the builds share.
pub(super) struct Builder {
    root: PathBuf,
    options: Options,
    memory: Memory,
    memo: Memo,
    shown: Arc<Shown>,
    told: Told,
    attachments: HashMap<String, (u128, Bytes)>,
}

/// What has been said, which is not said twice.
#[derive(Default)]
struct Told {
    /// Of the notes and the links between them.
    joined: Vec<Diagnostic>,
    /// Of the pages made of them.
    made: Vec<Diagnostic>,
}

/// A site whose notes have been read.
pub(super) struct Begun {
    inputs: Inputs,
    ready: Arc<Ready>,
    began: Instant,
}

impl Builder {
    pub(super) fn new(root: &Path, options: Options) -> Self {
        let (memory, shown, told, attachments) = Default::default();
        Self { root: root.into(), options, memory, memo: Memo::keeping(), shown, told, attachments }
    }

    /// Reads the notes, telling on the console what is wrong with them; none where they cannot be read at all.
    pub(super) fn begin(&mut self, console: &mut Console) -> (Arc<Shown>, Option<Begun>) {
        let began = Instant::now();
        let mut report = Diagnostics::default();
        let begun = match site::read_after(&self.root, &mut self.memory, &mut report) {
            Ok(inputs) => {
                let ready = report.keep(Ready::after(&inputs, &self.options, &mut self.memo));
                Some(Begun { inputs, ready: Arc::new(ready), began })
            }
            Err(failure) => {
                console.problem(&failure.to_string());
                self.shown = Arc::new(self.shown.again(trouble(&failure.to_string())));
                None
            }
        };
        if let Some(begun) = &begun {
            let joined = report.sorted();
            let text_of = |path: &str| begun.inputs.text(path);
            if joined != self.told.joined {
                report::tell(&joined, &text_of, console);
                self.told.joined = joined;
            }
            let (problems, has_errors) = self.problems(&text_of);
            self.shown = Arc::new(self.shown.then(&begun.ready, problems, has_errors));
        }
        (Arc::clone(&self.shown), begun)
    }

    /// Makes all of the site, telling what is wrong with its pages; none where `is_stale` says that there is newer work.
    pub(super) fn finish(
        &mut self,
        begun: &Begun,
        is_stale: impl Fn() -> bool + Sync,
        console: &mut Console,
    ) -> Option<Arc<Shown>> {
        let Checked { value: site, diagnostics } = begun.ready.site(&mut self.memo, is_stale)?;
        let mut report = Diagnostics::default();
        report.extend(diagnostics);
        let (made, text_of) = (report.sorted(), |path: &str| begun.inputs.text(path));
        if made != self.told.made {
            report::tell(&made, &text_of, console);
            self.told.made = made;
        }
        let (problems, has_errors) = self.problems(&text_of);
        let (pages, files) = self.files(site, begun);
        let count = pages.len() + files.len();
        let milliseconds = begun.began.elapsed().as_millis();
        console.remark(&format!("{count} files in {milliseconds} ms"));
        self.shown = Arc::new(self.shown.whole(pages, files, problems, has_errors));
        Some(Arc::clone(&self.shown))
    }

    /// Puts all that has been told into the words of the script in the page; says whether any of it is an error.
    fn problems(&self, text_of: &TextOf<'_>) -> (String, bool) {
        let mut report = Diagnostics::default();
        report.extend(self.told.joined.iter().chain(&self.told.made).cloned());
        let is_told = |found: &Diagnostic| found.severity != Severity::Advice;
        let told: Vec<Diagnostic> = report.sorted().into_iter().filter(is_told).collect();
        let errors = told.iter().filter(|found| found.severity == Severity::Error).count();
        let shown = &told[..told.len().min(PROBLEMS_IN_PAGE)];
        let lines = json(shown, text_of);
        let list: Vec<Value> =
            lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let problems = object!({"summary": counts(&told), "count": told.len(), "errors": errors, "problems": list});
        (problems.to_string(), errors > 0)
    }

    /// Sorts files into pages and others.
    fn files(&mut self, site: Site, begun: &Begun) -> (Files, Files) {
        let mut before = std::mem::take(&mut self.attachments);
        let (mut pages, mut files) = (Files::new(), Files::new());
        for output in site.outputs {
            let bytes = match output.body {
                Body::Bytes(bytes) => bytes,
                Body::Attachment(path) => {
                    let known = begun.inputs.attachments.iter().find(|it| it.path == path);
                    let fingerprint = known.map_or(0, |known| known.fingerprint);
                    let old = before.remove(&*path).filter(|(old, _)| *old == fingerprint);
                    let bytes = old.map_or_else(|| read(&self.root, &path), |(_, bytes)| bytes);
                    self.attachments.insert(path.to_string(), (fingerprint, bytes.clone()));
                    bytes
                }
            };
            let sort = if begun.ready.has_page(&output.path) { &mut pages } else { &mut files };
            sort.insert(output.path, bytes);
        }
        (pages, files)
    }
}

/// Reads an attachment; one that has just gone is empty until the next build finds that out.
fn read(root: &Path, path: &str) -> Bytes {
    std::fs::read(root.join(path)).unwrap_or_default().into()
}

/// Puts a failure that has no place in a note into the words of the script in the page.
fn trouble(message: &str) -> String {
    object!({"summary": message, "count": 1, "errors": 1, "problems": []}).to_string()
}
