//! What the tests of whole bases share: marks in sources, and a base built in memory.
//!
//! A place is marked in a source as `«here»…«/here»`; the marks are taken out before anything is read.

// Each test of whole bases uses a part of this.
#![allow(dead_code)]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use zhiku::compile::{Options, compile, known};
use zhiku::diagnostic::{Diagnostic, Diagnostics};
use zhiku::input::{self, Inputs};
use zhiku::knowledge::{Depth, unlinked_mentions};
use zhiku::output::Output;
use zhiku::schema;
use zhiku::span::Span;
use zhiku::value::Day;

const OPEN: &[u8] = "«here»".as_bytes();
const CLOSE: &[u8] = "«/here»".as_bytes();

/// What a base gives.
pub(crate) struct Built {
    pub(crate) inputs: Inputs,
    pub(crate) report: Vec<Diagnostic>,
    pub(crate) outputs: Vec<Output>,
}

impl Built {
    /// Finds the text that a diagnostic points into, the built-in kinds included.
    pub(crate) fn text(&self, path: &str) -> Option<Arc<str>> {
        let built_in = (path == schema::BUILT_IN_PATH).then(|| schema::BUILT_IN.into());
        built_in.or_else(|| self.inputs.text(path))
    }

    /// Returns whether an output is a file of the theme, named by its content.
    pub(crate) fn is_theme(&self, path: &str) -> bool {
        let mut files = self.inputs.statics.iter().filter_map(|file| file.path.rsplit_once('.'));
        files.any(|(stem, ending)| {
            path.starts_with(&format!("assets/{stem}-")) && path.ends_with(ending)
        })
    }
}

/// Takes the marks out of a file and returns where they stood in what is left.
pub(crate) fn without_marks(bytes: &[u8]) -> (Vec<u8>, Vec<Span>) {
    let (mut text, mut spans, mut start) = (Vec::new(), Vec::new(), 0);
    let mut rest = bytes;
    while let Some((&first, others)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(OPEN) {
            start = text.len();
            rest = after;
        } else if let Some(after) = rest.strip_prefix(CLOSE) {
            spans.push(Span::new(start, text.len()));
            rest = after;
        } else {
            text.push(first);
            rest = others;
        }
    }
    (text, spans)
}

/// Adds to the base of a case what cannot be kept in a repository.
pub(crate) fn add_what_no_checkout_holds(case: &str, root: &Path) {
    let content = root.join("content");
    match case {
        "too-large" => {
            let file = fs::File::create(content.join("large.md")).expect("a file is made");
            file.set_len(input::TEXT_LIMIT_BYTES + 1).expect("it is made large");
        }
        "unreadable-file" => {
            let made = std::process::Command::new("mkfifo").arg(content.join("pipe.md")).status();
            assert!(made.expect("mkfifo runs").success());
        }
        "outside-symlink" => {
            std::os::unix::fs::symlink("/etc/hostname", content.join("outside.md"))
                .expect("a symlink");
        }
        _ => {}
    }
}

/// Reads and compiles a base, on a day that never changes.
pub(crate) fn build(root: &Path) -> Built {
    let mut report = Diagnostics::default();
    let inputs = report.keep(input::read(root).expect("the base can be read"));
    let site = report.keep(compile(&inputs, &options()));
    Built { inputs, report: report.sorted(), outputs: site.outputs }
}

/// Reads and joins a base without making pages of it, and looks for mentions too.
pub(crate) fn joined(root: &Path) -> Built {
    let mut report = Diagnostics::default();
    let inputs = report.keep(input::read(root).expect("the base can be read"));
    let known = report.keep(known(&inputs, &options()));
    report.extend(unlinked_mentions(&known.knowledge));
    Built { inputs, report: report.sorted(), outputs: Vec::new() }
}

/// The options of every case: all that can be said, on a day that never changes.
fn options() -> Options {
    Options { today: Day::new(2026, 11, 22), depth: Depth::Advice, ..Options::default() }
}
