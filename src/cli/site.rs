//! From a root to a site, as `build`, `check` and `serve` all go.
//!
//! Takes the root and what the arguments choose; gives the files of the site, the notes they came
//! from and what is wrong with them. Judges nothing and writes nothing.

use super::failure::Failure;
use super::{base, today};
use crate::compile::{self, Memo, Options};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::input::{self, Inputs};
use crate::knowledge::{Depth, Drafts};
use crate::value::Day;
use clap::Args;
use std::path::Path;

/// Which notes are shown, and from which day they are seen.
#[derive(Clone, Debug, Args)]
pub(super) struct Choice {
    /// Show drafts too
    #[arg(long)]
    drafts: bool,
    /// Take this day for today when looking for what is stale or still to come
    #[arg(long, value_name = "DATE", value_parser = today::parse)]
    today: Option<Day>,
}

impl Choice {
    /// Puts the choice into the words of the compiler.
    pub(super) fn options(&self, base_url: Option<String>, depth: Depth) -> Options {
        let drafts = if self.drafts { Drafts::In } else { Drafts::Out };
        Options { drafts, base_url, today: self.today.or_else(today::today), depth }
    }
}

/// A site and what it was made from.
pub(super) struct Made {
    pub(super) inputs: Inputs,
    pub(super) site: compile::Site,
    /// What is wrong, in the order of the files.
    pub(super) report: Vec<Diagnostic>,
}

/// Reads the base at `root`.
pub(super) fn read(root: &Path, report: &mut Diagnostics) -> Result<Inputs, Failure> {
    base::require(root)?;
    let read = input::read(root);
    let read = read.map_err(|error| Failure::disk("read", &root.join("content"), &error))?;
    Ok(report.keep(read))
}

/// Reads and compiles the base at `root`, keeping what `memo` has and has not changed.
pub(super) fn make(root: &Path, options: &Options, memo: &mut Memo) -> Result<Made, Failure> {
    let mut report = Diagnostics::default();
    let inputs = read(root, &mut report)?;
    Ok(made(inputs, report, options, memo))
}

/// Compiles what was read, keeping what `memo` has and has not changed; adds to what was wrong with it.
pub(super) fn made(
    inputs: Inputs,
    mut report: Diagnostics,
    options: &Options,
    memo: &mut Memo,
) -> Made {
    let site = report.keep(compile::compile_after(&inputs, options, memo));
    Made { inputs, site, report: report.sorted() }
}
