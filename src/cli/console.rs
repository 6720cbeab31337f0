//! Where words go: results to standard output, all else to standard error.
//!
//! Takes lines; prints them, in colour where that is wanted. Never panics when a reader goes away
//! (`zhiku check | head`): what follows is then left unsaid.

use crate::diagnostic::Colour;
use std::io::{self, IsTerminal, Write};

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum When {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// In a pipe too
    Always,
    /// Not at all
    Never,
}

impl When {
    fn colour(self, stream: &impl IsTerminal) -> Colour {
        let wanted = match self {
            Self::Auto => stream.is_terminal() && !is_refused(),
            Self::Always => true,
            Self::Never => false,
        };
        if wanted { Colour::Styled } else { Colour::Plain }
    }
}

/// Whether the environment asks for no colour: `NO_COLOR` of any length but none, or a terminal that is dumb.
fn is_refused() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    is_set("NO_COLOR") || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// How much to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verbosity {
    /// Results and problems.
    Quiet,
    /// A summary besides.
    Normal,
    /// Everything, one by one.
    Verbose,
}

/// The two streams of a run.
#[derive(Clone, Debug)]
pub(super) struct Console {
    when: When,
    verbosity: Verbosity,
    is_broken: bool,
}

impl Console {
    pub(super) const fn new(when: When, verbosity: Verbosity) -> Self {
        Self { when, verbosity, is_broken: false }
    }

    pub(super) const fn verbosity(&self) -> Verbosity {
        self.verbosity
    }

    /// Whether results are coloured.
    pub(super) fn colour_of_results(&self) -> Colour {
        self.when.colour(&io::stdout())
    }

    /// Whether problems are coloured.
    pub(super) fn colour_of_problems(&self) -> Colour {
        self.when.colour(&io::stderr())
    }

    /// Prints what was asked for.
    pub(super) fn result(&mut self, text: &str) {
        let printed = print(&mut io::stdout().lock(), text);
        self.note(&printed);
    }

    /// Sums up what was done, unless asked to be quiet.
    pub(super) fn summary(&mut self, text: &str) {
        if self.verbosity != Verbosity::Quiet {
            self.result(text);
        }
    }

    /// Tells what is wrong.
    pub(super) fn problem(&mut self, text: &str) {
        // Nobody is left to tell when standard error is gone.
        let _ = print(&mut io::stderr().lock(), text);
    }

    /// Tells what happened, unless asked to be quiet.
    pub(super) fn remark(&mut self, text: &str) {
        if self.verbosity != Verbosity::Quiet {
            self.problem(text);
        }
    }

    /// Returns whether a result could not be written for another reason than its reader's leaving.
    pub(super) const fn is_broken(&self) -> bool {
        self.is_broken
    }

    fn note(&mut self, printed: &io::Result<()>) {
        if let Err(error) = printed
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.is_broken = true;
            self.problem(&format!("error: cannot write the result: {error}"));
        }
    }
}

fn print(stream: &mut impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    if !text.is_empty() && !text.ends_with('\n') {
        stream.write_all(b"\n")?;
    }
    stream.flush()
}
