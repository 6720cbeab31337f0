//! From a root to its inputs, as `build`, `check` and `serve` go.
//!
//! Takes the root and what the arguments choose; gives what was read and what is wrong with it. Judges nothing and writes nothing.

use super::failure::Failure;
use super::{base, today};
use crate::compile::Options;
use crate::diagnostic::Diagnostics;
use crate::input::{self, Inputs, Memory};
use crate::knowledge::{Depth, Drafts};
use crate::value::Day;
use clap::Args;
use std::path::Path;
use std::time::UNIX_EPOCH;

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

/// Reads the base at `root`.
pub(super) fn read(root: &Path, report: &mut Diagnostics) -> Result<Inputs, Failure> {
    read_after(root, &mut Memory::default(), report)
}

/// Reads the base at `root`, of what `memory` has only what has changed.
pub(super) fn read_after(
    root: &Path,
    memory: &mut Memory,
    report: &mut Diagnostics,
) -> Result<Inputs, Failure> {
    base::require(root)?;
    // A clock before 1970 makes nothing old enough to be remembered.
    let now = UNIX_EPOCH.elapsed().unwrap_or_default();
    let read = input::read_after(root, memory, now);
    let read = read.map_err(|error| Failure::disk("read", &root.join("content"), &error))?;
    Ok(report.keep(read))
}
