//! Why a command could not do its work.
//!
//! Takes what is wrong and what to do; gives the words and the exit status. Never speaks of what
//! notes say: that is a diagnostic.

use std::fmt;
use std::io;
use std::path::Path;

/// A command that could not go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    sort: Sort,
    message: String,
    help: Vec<String>,
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// The disk, a port or another program said no.
    World,
    /// The command was not meant this way.
    Usage,
}

impl Failure {
    /// The world said no.
    pub(super) fn world(message: impl Into<String>) -> Self {
        Self { sort: Sort::World, message: message.into(), help: Vec::new() }
    }

    /// The disk said no to `doing` something at `path`.
    pub(super) fn disk(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self::world(format!("cannot {doing} `{}`: {error}", path.display()))
    }

    /// The arguments make no sense.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self { sort: Sort::Usage, message: message.into(), help: Vec::new() }
    }

    /// Adds what to do about it; nothing where the sentence is empty.
    #[must_use]
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        let help = help.into();
        if !help.is_empty() {
            self.help.push(help);
        }
        self
    }

    /// The exit status it ends a run with.
    pub(super) const fn status(&self) -> u8 {
        match self.sort {
            Sort::World => 1,
            Sort::Usage => 2,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        self.help.iter().try_for_each(|help| write!(f, "\n  = help: {help}"))
    }
}
