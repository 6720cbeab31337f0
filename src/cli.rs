//! The command line: one file for each command.
//!
//! Takes the arguments of the program; gives its exit status, after printing what there is to say.
//! The only place that prints, asks for the day, or knows of browsers and terminals.

mod base;
mod browser;
mod build;
mod check;
mod console;
mod edit;
mod editor;
mod explain;
mod failure;
mod init;
mod names;
mod new;
mod patch;
mod progress;
mod rename;
mod report;
mod schema;
mod serve;
mod site;
mod today;

use clap::{Args, Parser, Subcommand};
use console::{Console, Verbosity};
use failure::Failure;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Turn a folder of notes into a cross-linked, cited knowledge base
#[derive(Debug, Parser)]
#[command(name = "zhiku", version, arg_required_else_help = true, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands.
#[derive(Debug, Args)]
struct Common {
    /// Work on the base in DIR, the folder that has `content/`
    #[arg(long, value_name = "DIR", global = true, default_value = ".", hide_default_value = true)]
    root: PathBuf,
    /// Print results and problems only
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Print everything, long runs of one problem included
    #[arg(long, short, global = true)]
    verbose: bool,
    /// Colour the output
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t = console::When::Auto)]
    color: console::When,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Turn the notes into a site
    Build(build::Build),
    /// Show the site in a browser and build it anew at each save
    Serve(serve::Serve),
    /// Report what is wrong in the notes; write nothing
    Check(check::Check),
    /// Write a note with its kind's fields, in the right folder
    New(new::New),
    /// Start a small base in a folder
    Init(init::Init),
    /// Move a note and every link to it, and leave a redirect
    Rename(rename::Rename),
    /// Say what a problem means, with an example
    Explain(explain::Explain),
    /// Print the JSON Schema of the front matter, for editors
    Schema(schema::PrintSchema),
}

/// How a run ended, when nothing stood in its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// All is well.
    Done,
    /// The notes have errors.
    Wrong,
}

/// Does what `args` ask, the first of them being the name of the program.
///
/// Gives 0 when it is done, 1 when the notes have errors or the disk said no, 2 when the
/// arguments make no sense.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // There is nobody to tell when the terminal itself is gone.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut console = Console::new(cli.common.color, cli.common.verbosity());
    let status = match dispatch(&cli, &mut console) {
        Ok(Exit::Done) => 0,
        Ok(Exit::Wrong) => 1,
        Err(failure) => {
            console.problem(&failure.to_string());
            failure.status()
        }
    };
    ExitCode::from(if console.is_broken() { 1 } else { status })
}

fn dispatch(cli: &Cli, console: &mut Console) -> Result<Exit, Failure> {
    let root = &cli.common.root;
    match &cli.command {
        Command::Build(build) => build.run(root, console),
        Command::Serve(serve) => serve.run(root, console.clone()),
        Command::Check(check) => check.run(root, console),
        Command::New(new) => new.run(root, console),
        Command::Init(init) => init.run(root, console),
        Command::Rename(rename) => rename.run(root, console),
        Command::Explain(explain) => explain.run(console),
        Command::Schema(schema) => schema.run(root, console),
    }
}

impl Common {
    const fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_declared_without_contradiction() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_help_text_is_imperative_without_a_full_stop() {
        let mut texts = Vec::new();
        for command in std::iter::once(&Cli::command()).chain(Cli::command().get_subcommands()) {
            texts.extend(command.get_about().map(ToString::to_string));
            let helps = command.get_arguments().filter_map(clap::Arg::get_help);
            texts.extend(helps.map(ToString::to_string));
        }
        assert!(texts.len() > 10);
        for text in texts {
            assert!(!text.ends_with('.'), "{text}");
            assert!(text.starts_with(char::is_uppercase), "{text}");
        }
    }
}
