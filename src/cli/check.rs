//! `zhiku check`: everything that is wrong or doubtful in the notes.
//!
//! Takes the root; prints a report for a person or a program. Writes nothing.

mod mend;

use super::console::Console;
use super::explain::code;
use super::failure::Failure;
use super::site::{self, Choice};
use super::{Exit, report};
use crate::compile::{Memo, Ready};
use crate::diagnostic::{
    Code, Diagnostic, Diagnostics, Policy, Severity, TextOf, github, human, json, sarif,
};
use crate::knowledge::{Depth, unlinked_mentions};
use crate::text::counted;
use clap::{Args, ValueEnum};
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Choose who reads the report
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Leave out problems of this code; may be given again
    #[arg(long, value_name = "CODE", value_parser = code)]
    allow: Vec<Code>,
    /// Take problems of this code for errors, or `all`; may be given again
    #[arg(long, value_name = "CODE", value_parser = denied)]
    deny: Vec<Denied>,
    /// List known names that stand in prose without a link
    #[arg(long)]
    mentions: bool,
    /// Print a patch that links these names instead of the report
    #[arg(long, requires = "mentions", conflicts_with = "format")]
    fix: bool,
    #[command(flatten)]
    notes: Choice,
}

/// Who reads the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A person
    Human,
    /// A program, one JSON object a line
    Json,
    /// A program that knows SARIF 2.1.0
    Sarif,
    /// GitHub Actions
    Github,
}

/// What is taken for an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Denied {
    All,
    One(Code),
}

fn denied(name: &str) -> Result<Denied, String> {
    if name == "all" { Ok(Denied::All) } else { code(name).map(Denied::One) }
}

impl Check {
    pub(super) fn run(&self, root: &Path, console: &mut Console) -> Result<Exit, Failure> {
        let options = self.notes.options(None, Depth::Advice);
        let mut report = Diagnostics::default();
        let inputs = site::read(root, &mut report)?;
        let ready = report.keep(Ready::after(&inputs, &options, &mut Memo::default()));
        report.extend(ready.faults());
        if self.lists_mentions() {
            if self.fix {
                console.result(&mend::patch(ready.knowledge()));
                return Ok(Exit::Done);
            }
            report.extend(unlinked_mentions(ready.knowledge()));
        }
        let mut judged = Diagnostics::default();
        judged.extend(self.policy().apply(report.sorted()));
        let report = judged.sorted();
        console.result(&self.written(&report, &|path| inputs.text(path), console));
        if report.is_empty() && self.format == Format::Human {
            console.remark(&format!(
                "{}, nothing wrong",
                counted(ready.knowledge().notes.len(), "note")
            ));
        }
        let is_clean = report.iter().all(|found| found.severity == Severity::Advice);
        Ok(if is_clean { Exit::Done } else { Exit::Wrong })
    }

    fn lists_mentions(&self) -> bool {
        self.mentions || self.deny.contains(&Denied::One(Code::UnlinkedMention))
    }

    fn policy(&self) -> Policy {
        let policy = self.allow.iter().fold(Policy::default(), |policy, &code| policy.allow(code));
        self.deny.iter().fold(policy, |policy, denied| match denied {
            Denied::All => policy.deny_all(),
            Denied::One(code) => policy.deny(*code),
        })
    }

    fn written(&self, found: &[Diagnostic], text_of: &TextOf<'_>, console: &Console) -> String {
        match self.format {
            Format::Human => {
                human(found, text_of, console.colour_of_results(), report::runs(console))
            }
            Format::Json => json(found, text_of),
            Format::Sarif => sarif(found, text_of),
            Format::Github => github(found, text_of),
        }
    }
}
