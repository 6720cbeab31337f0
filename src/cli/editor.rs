//! The author's editor.
//!
//! Takes `$VISUAL` or `$EDITOR`; opens one file in it and waits. Never guesses an editor.

use super::Exit;
use super::failure::Failure;
use std::path::Path;
use std::process::Command;

/// A program and the arguments that stand before the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Editor(Vec<String>);

/// Finds the editor that the environment names.
pub(super) fn command() -> Result<Editor, Failure> {
    let words = ["VISUAL", "EDITOR"].iter().find_map(|name| {
        let value = std::env::var(name).ok()?;
        let words: Vec<String> = value.split_whitespace().map(str::to_owned).collect();
        (!words.is_empty()).then_some(words)
    });
    words.map(Editor).ok_or_else(|| {
        Failure::usage("neither $VISUAL nor $EDITOR names an editor")
            .help("set one of them, such as `EDITOR=nano`, or leave out `--edit`")
    })
}

impl Editor {
    /// Opens `file` and waits until the editor ends.
    pub(super) fn open(&self, file: &Path) -> Result<Exit, Failure> {
        let (program, arguments) = self.0.split_first().map_or(("", &[][..]), |(p, a)| (p, a));
        match Command::new(program).args(arguments).arg(file).status() {
            Ok(status) if status.success() => Ok(Exit::Done),
            Ok(status) => {
                Err(Failure::world(format!("the editor `{program}` ended with {status}")))
            }
            Err(error) => Err(Failure::world(format!("cannot start `{program}`: {error}"))),
        }
    }
}
