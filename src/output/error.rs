//! Why a site could not be published, and what to do about it.
//!
//! Takes the place and what the disk said; gives a [`PublishError`] in the words of a report. Never
//! prints (see `cli`).

use crate::diagnostic::Code;
use rustix::io::Errno;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::{error, fmt};

/// Why a site could not be published.
#[derive(Debug)]
pub struct PublishError {
    /// Which problem this is, where it is one of those that `zhiku explain` knows.
    pub code: Option<Code>,
    /// What is wrong, in lower case, no full stop, names in backticks.
    pub message: String,
    /// What to do, one sentence each.
    pub help: Vec<String>,
    source: Option<io::Error>,
}

impl PublishError {
    /// Refuses an output folder that is not ours to write.
    pub(super) fn foreign(message: String, help: &str) -> Self {
        let help = vec![help.to_owned()];
        Self { code: Some(Code::ForeignOutput), message, help, source: None }
    }

    /// Refuses an output whose path has no place in a site.
    pub(super) fn path(code: Option<Code>, message: String) -> Self {
        Self { code, message, help: Vec::new(), source: None }
    }

    /// Tells what the disk said while something was `doing` at `path`.
    pub(super) fn disk(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self {
            code: None,
            message: format!("{doing} `{}`: {error}", path.display()),
            help: advice(error, path).into_iter().collect(),
            // Errors cannot be cloned, and several files may have met the same one.
            source: Some(
                error.raw_os_error().map_or(error.kind().into(), io::Error::from_raw_os_error),
            ),
        }
    }

    /// Adds a sentence that says what to do.
    pub(super) fn help(mut self, help: String) -> Self {
        self.help.push(help);
        self
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl error::Error for PublishError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

fn advice(error: &io::Error, path: &Path) -> Option<String> {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some(
            "free some space and build again; until the exchange, the changed files of the new site \
             stand beside the old"
                .to_owned(),
        ),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Some("make it writable, or name another folder with `--output`".to_owned())
        }
        ErrorKind::InvalidFilename => {
            Some("shorten the name of the note or file that this is made from".to_owned())
        }
        ErrorKind::NotADirectory => Some(format!("`{}` is a file; take it away", path.display())),
        _ => None,
    }
}

/// Returns whether two folders cannot be exchanged here, though each may be written.
pub(super) fn cannot_exchange(error: &io::Error) -> bool {
    // A mount point is busy; some network and foreign file systems know no exchange.
    let here =
        [Errno::BUSY, Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::XDEV];
    Errno::from_io_error(error).is_some_and(|error| here.contains(&error))
}
