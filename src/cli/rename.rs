//! `zhiku rename`: a note moves, and every link to it follows.
//!
//! Takes a note and a new name or path; rewrites the links to it where they stand, leaves a
//! redirect at the old address, and moves the file. Writes nothing unless every link of the base
//! would mean afterwards what it means now.

mod asked;
mod destination;
mod diff;
mod link;
mod plan;
mod redirect;
mod verify;
mod write;

use super::console::Console;
use super::failure::Failure;
use super::{Exit, base};
use crate::input::{self, Inputs, Text};
use crate::knowledge::{Found, Knowledge, NoteId};
use clap::Args;
use plan::Change;
use std::path::Path;
use std::sync::Arc;

#[derive(Debug, Args)]
pub(super) struct Rename {
    /// Name the note, by its slug or its path
    old: String,
    /// Give its new name, or a path beneath `content`
    new: String,
    /// Print what would change and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// What a rename does to a base.
struct Renaming {
    old_path: Arc<str>,
    new_path: Arc<str>,
    changes: Vec<Change>,
}

impl Rename {
    pub(super) fn run(&self, root: &Path, console: &mut Console) -> Result<Exit, Failure> {
        base::require(root)?;
        let schema = Arc::new(base::schema(root, console)?);
        let read = input::read(root);
        let inputs =
            read.map_err(|error| Failure::disk("read", &root.join("content"), &error))?.value;
        let before = plan::knowledge(&inputs, &schema);
        let renaming = self.plan(&inputs, &before)?;
        let after = plan::knowledge(&renamed(&inputs, &renaming), &schema);
        verify::same_meaning(&before, &after, &renaming.old_path, &renaming.new_path)?;
        if self.dry_run {
            console.result(&diff::unified(&renaming));
            return Ok(Exit::Done);
        }
        write::all(root, &renaming)?;
        console.result(&renaming.new_path);
        console.remark(&format!("{} files changed", renaming.changes.len().max(1)));
        Ok(Exit::Done)
    }

    fn plan(&self, inputs: &Inputs, base: &Knowledge) -> Result<Renaming, Failure> {
        let id = find(base, &self.old)?;
        let note = &base.notes[id];
        if note.has_errors {
            let message = format!("{} has errors, and links in it may not be seen", note.path);
            return Err(Failure::world(message).help("`zhiku check` says which; mend them first"));
        }
        let new = destination::of(plan::inside(&note.path), &self.new)?;
        let ending = note.path.rsplit_once('.').map_or("md", |(_, ending)| ending);
        let new_path: Arc<str> = format!("content/{new}.{ending}").into();
        Ok(Renaming {
            changes: plan::changes(inputs, base, id, &new),
            old_path: Arc::clone(&note.path),
            new_path,
        })
    }
}

fn find(base: &Knowledge, name: &str) -> Result<NoteId, Failure> {
    let paths = |ids: &[NoteId]| {
        let paths: Vec<&str> = ids.iter().map(|&id| &*base.notes[id].path).collect();
        paths.join(", ")
    };
    match base.lookup.find(name, &[]) {
        Found::One(id) => Ok(id),
        Found::Several(ids) => {
            Err(Failure::usage(format!("`{name}` may mean {} notes", ids.len()))
                .help(format!("name one by its path: {}", paths(&ids))))
        }
        Found::OtherKind(_) | Found::Held | Found::Nothing => {
            let near: Vec<NoteId> = base.lookup.near(name).iter().map(|near| near.id).collect();
            let help = if near.is_empty() {
                String::new()
            } else {
                format!("did you mean {}?", paths(&near))
            };
            Err(Failure::usage(format!("no note is called `{name}`")).help(help))
        }
    }
}

/// The base as it would be.
fn renamed(inputs: &Inputs, renaming: &Renaming) -> Inputs {
    let mut renamed = inputs.clone();
    let changed = |path: &str| renaming.changes.iter().find(|change| &*change.path == path);
    for text in &mut renamed.texts {
        if let Some(change) = changed(&text.path) {
            text.text = change.new.as_str().into();
        }
        if text.path == renaming.old_path {
            text.path = Arc::clone(&renaming.new_path);
        }
    }
    renamed.texts.sort_by(|a: &Text, b: &Text| a.path.cmp(&b.path));
    renamed
}
