//! `zhiku explain`: what a problem means.
//!
//! Takes the name of a code, or none; prints its text, or the list of all codes. Reads no note.

use super::console::Console;
use super::failure::Failure;
use super::{Exit, names};
use crate::diagnostic::{Code, explain};
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Name a code, such as `broken-link`; leave it out to list them all
    #[arg(value_name = "CODE", value_parser = code)]
    code: Option<Code>,
}

impl Explain {
    pub(super) fn run(&self, console: &mut Console) -> Result<Exit, Failure> {
        match self.code {
            Some(code) => console.result(explain(code)),
            None => console.result(&list()),
        }
        Ok(Exit::Done)
    }
}

/// Finds the code that an argument names.
pub(super) fn code(name: &str) -> Result<Code, String> {
    let known = Code::ALL.iter().map(|code| code.name());
    Code::from_name(name).ok_or_else(|| {
        let near = names::did_you_mean(name, known);
        let help = near.unwrap_or_else(|| "`zhiku explain` lists the codes".to_owned());
        format!("no problem has this code; {help}")
    })
}

fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
    let line = |code: &Code| {
        let severity = code.severity().name();
        format!("{severity:8} {:width$}  {}\n", code.name(), code.summary())
    };
    Code::ALL.iter().map(line).collect()
}
