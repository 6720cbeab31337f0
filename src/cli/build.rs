//! `zhiku build`: notes to a folder of pages.
//!
//! Takes the root; publishes its site, or says why it does not. Where the notes have errors the
//! old site stays, unless it is asked to keep going.

use super::console::Console;
use super::failure::Failure;
use super::progress::Progress;
use super::site::{self, Choice, Made};
use super::{Exit, browser, report};
use crate::diagnostic::{Diagnostic, Diagnostics, Policy, Severity, counts};
use crate::knowledge::Depth;
use crate::output::{Publish, PublishError, Published, publish};
use crate::settings;
use crate::text::counted;
use clap::Args;
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
        progress.step();
        let made = site::made(inputs, report, &options);
        let errors = self.tell(&made, &progress, console);
        if errors > 0 && !self.keep_going {
            console.remark("Nothing was published; `--keep-going` publishes what can be read");
            return Ok(Exit::Wrong);
        }
        let output = self.output.clone().unwrap_or_else(|| root.join("public"));
        progress.step();
        let published = self.publish(root, &output, &made)?;
        drop(progress);
        for notice in &published.notices {
            console.remark(notice);
        }
        console.summary(&summary(&made, &published, began));
        if self.open {
            let page = output.join("index.html");
            let page = page.canonicalize().unwrap_or(page);
            browser::open(&page.display().to_string(), console);
        }
        Ok(if errors > 0 { Exit::Wrong } else { Exit::Done })
    }

    /// Tells errors and warnings; gives the number of errors.
    fn tell(&self, made: &Made, progress: &Progress, console: &mut Console) -> usize {
        let policy = Policy::default();
        let policy = if self.strict { policy.deny_warnings() } else { policy };
        let is_told = |found: &Diagnostic| found.severity != Severity::Advice;
        let report: Vec<Diagnostic> =
            policy.apply(made.report.clone()).into_iter().filter(is_told).collect();
        progress.aside(|| report::tell(&report, &|path| made.inputs.text(path), console));
        report.iter().filter(|found| found.severity == Severity::Error).count()
    }

    fn publish(&self, root: &Path, output: &Path, made: &Made) -> Result<Published, Failure> {
        let options = Publish {
            keep: made.site.keep.clone(),
            precompress: self.precompress,
            home: std::env::home_dir(),
        };
        publish(root, output, &made.site.outputs, &options).map_err(refused)
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
fn summary(made: &Made, published: &Published, began: Instant) -> String {
    let seconds = began.elapsed().as_secs_f64();
    let Published { written, unchanged, removed, .. } = published;
    let problems = match made.report.iter().all(|found| found.severity == Severity::Advice) {
        true => String::new(),
        false => format!("; {}", counts(&made.report)),
    };
    format!(
        "{}, {}: {} written, {unchanged} unchanged, {removed} removed in {seconds:.2} s{problems}",
        counted(made.site.note_count, "note"),
        counted(made.site.page_count, "page"),
        counted(*written, "file"),
    )
}
