//! What a command finds at its root before it reads a single note.
//!
//! Takes the root; gives the kinds of the base there, or says why it is none. Reads no note.

use super::console::Console;
use super::failure::Failure;
use super::report;
use crate::diagnostic::{Diagnostics, Severity};
use crate::schema::Schema;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Where a base keeps its own kinds.
const KINDS: &str = "content/kinds.yaml";

/// Makes sure that `root` is a base.
pub(super) fn require(root: &Path) -> Result<(), Failure> {
    if root.join("content").is_dir() {
        return Ok(());
    }
    let message = format!("there is no folder `content` in `{}`", root.display());
    Err(Failure::usage(message)
        .help("go to the folder that has it, or name that folder with `--root DIR`")
        .help("`zhiku init DIR` starts a new base"))
}

/// Reads the kinds of the base at `root`: the built-in ones, and its own over them.
///
/// What is wrong there is told; an error ends the command, because what it would write could not
/// be trusted.
pub(super) fn schema(root: &Path, console: &mut Console) -> Result<Schema, Failure> {
    let path = root.join(KINDS);
    let own = match std::fs::read_to_string(&path) {
        Ok(text) => Some(Arc::<str>::from(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::disk("read", &path, &error)),
    };
    let name: Arc<str> = KINDS.into();
    let checked = Schema::read(own.as_deref().map(|text| (text, &name)));
    let mut report = Diagnostics::default();
    let schema = report.keep(checked);
    let report = report.sorted();
    let is_wrong = report.iter().any(|found| found.severity == Severity::Error);
    report::tell(&report, &|path| own.clone().filter(|_| path == KINDS), console);
    match is_wrong {
        true => Err(Failure::world(format!("the kinds in `{KINDS}` cannot be read"))),
        false => Ok(schema),
    }
}
