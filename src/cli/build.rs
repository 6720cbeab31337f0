//! `zhiku build`: notes to a folder of pages.
//!
//! Takes the root; publishes its site, or says why it does not. Where the notes have errors the
//! old site stays, unless it is asked to keep going.

use super::console::Console;
use super::failure::Failure;
use super::progress::Progress;
use super::site::{self, Choice};
use super::{Exit, browser, report};
use crate::compile::{Memo, Ready};
use crate::diagnostic::{Diagnostic, Diagnostics, Policy, Severity, counts};
use crate::input::Inputs;
use crate::knowledge::Depth;
use crate::output::{Publish, PublishError, Published, Publisher};
use crate::settings;
use crate::text::counted;
use clap::Args;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What a build does, one after the other.
const STEPS: &[&str] = &["reading the notes", "making the pages", "publishing"];

#[derive(Debug, Args)]
pub(super) struct Build {
    /// Publish to this folder instead of `public`
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Publish for this address instead of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = address)]
    base_url: Option<String>,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// Publish what can be read even where there are errors
    #[arg(long)]
    keep_going: bool,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
    /// Put a compressed copy beside each text, for servers that can send it
    #[arg(long)]
    precompress: bool,
    #[command(flatten)]
    notes: Choice,
}

impl Build {
    pub(super) fn run(&self, root: &Path, console: &mut Console) -> Result<Exit, Failure> {
        let began = Instant::now();
        let progress = Progress::start(console, STEPS);
        let options = self.notes.options(self.base_url.clone(), Depth::Problems);
        let mut report = Diagnostics::default();
        let inputs = site::read(root, &mut report)?;
        let mut memo = Memo::default();
        let ready = report.keep(Ready::after(&inputs, &options, &mut memo));
        progress.step();
        let output = self.output.clone().unwrap_or_else(|| root.join("public"));
        // Files are written as they are made; of a site that will not stand, none is.
        let may_stand = |found: &[Diagnostic]| self.keep_going || self.errors(found) == 0;
        let publisher = may_stand(report.found())
            .then(|| Publisher::open(root, &output, &self.options(ready.keep())));
        let put = |file| Some(publisher.as_ref()?.as_ref().ok()?.put(&file));
        let made = ready.each(&mut memo, || false, put).map(|made| report.keep(made));
        let report = report.sorted();
        self.tell(&report, &inputs, &progress, console);
        let (Some(publisher), Some(made), true) = (publisher, made, may_stand(&report)) else {
            console.remark("Nothing was published; `--keep-going` publishes what can be read");
            return Ok(Exit::Wrong);
        };
        progress.step();
        let put = made.outputs.into_iter().flatten().collect();
        let published = publisher.and_then(|publisher| publisher.finish(put)).map_err(refused)?;
        drop(progress);
        for notice in &published.notices {
            console.remark(notice);
        }
        let counts = [made.note_count, made.page_count];
        console.summary(&summary(counts, &report, &published, began));
        // The process ends soon, and gives all of this back at once.
        mem::forget((inputs, ready));
        if self.open {
            let page = output.join("index.html");
            let page = page.canonicalize().unwrap_or(page);
            browser::open(&page.display().to_string(), console);
        }
        Ok(if self.errors(&report) > 0 { Exit::Wrong } else { Exit::Done })
    }

    fn policy(&self) -> Policy {
        if self.strict { Policy::default().deny_warnings() } else { Policy::default() }
    }

    /// Counts what is an error.
    fn errors(&self, found: &[Diagnostic]) -> usize {
        let judged = self.policy().apply(found.to_vec());
        judged.iter().filter(|found| found.severity == Severity::Error).count()
    }

    /// Tells errors and warnings.
    fn tell(
        &self,
        found: &[Diagnostic],
        inputs: &Inputs,
        progress: &Progress,
        console: &mut Console,
    ) {
        let is_told = |found: &Diagnostic| found.severity != Severity::Advice;
        let report: Vec<Diagnostic> =
            self.policy().apply(found.to_vec()).into_iter().filter(is_told).collect();
        progress.aside(|| report::tell(&report, &|path| inputs.text(path), console));
    }

    fn options(&self, keep: &[String]) -> Publish {
        Publish { keep: keep.to_vec(), precompress: self.precompress, home: std::env::home_dir() }
    }
}

/// Reads the address of a site.
fn address(typed: &str) -> Result<String, String> {
    settings::base_url(typed)
        .ok_or_else(|| "write it whole, such as https://example.com/base/".to_owned())
}

fn refused(error: PublishError) -> Failure {
    let message = match error.code {
        Some(code) => format!("[{code}] {error}"),
        None => error.to_string(),
    };
    error.help.into_iter().fold(Failure::world(message), Failure::help)
}

/// Sums a build up in one line.
fn summary(
    [notes, pages]: [usize; 2],
    report: &[Diagnostic],
    published: &Published,
    began: Instant,
) -> String {
    let seconds = began.elapsed().as_secs_f64();
    let Published { written, unchanged, removed, .. } = published;
    let problems = match report.iter().all(|found| found.severity == Severity::Advice) {
        true => String::new(),
        false => format!("; {}", counts(report)),
    };
    format!(
        "{}, {}: {} written, {unchanged} unchanged, {removed} removed in {seconds:.2} s{problems}",
        counted(notes, "note"),
        counted(pages, "page"),
        counted(*written, "file"),
    )
}
