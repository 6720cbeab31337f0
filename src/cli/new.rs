//! `zhiku new`: a note with its kind's fields.
//!
//! Takes a kind and a title; writes one file and prints its path. Never overwrites a file, and
//! never makes a note whose name in links another note has.

mod draft;
mod title;

use super::console::Console;
use super::failure::Failure;
use super::{Exit, base, editor, names};
use crate::schema::{Kind, Schema};
use crate::text;
use clap::Args;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use title::Title;

#[derive(Debug, Args)]
pub(super) struct New {
    /// Name the kind, such as `company`; `note` for none
    kind: String,
    /// Give the title, in English or Chinese
    title: String,
    /// Choose the name of the file instead of taking it from the title
    #[arg(long)]
    slug: Option<String>,
    /// Open the note in $VISUAL or $EDITOR
    #[arg(long)]
    edit: bool,
}

impl New {
    pub(super) fn run(&self, root: &Path, console: &mut Console) -> Result<Exit, Failure> {
        base::require(root)?;
        let editor = self.edit.then(editor::command).transpose()?;
        let schema = base::schema(root, console)?;
        let kind = self.kind(&schema)?;
        let title = Title::of(&self.title);
        let slug = self.slug(&title)?;
        let path = folder(kind)?.join(format!("{slug}.md"));
        refuse_clash(root, &slug)?;
        write(root, &path, &draft::note(&title, kind))?;
        console.result(&slashed(&path));
        editor.map_or(Ok(Exit::Done), |editor| editor.open(&root.join(&path)))
    }

    /// Finds the kind; `note` is no kind.
    fn kind<'a>(&self, schema: &'a Schema) -> Result<Option<&'a Kind>, Failure> {
        if let Some(id) = schema.by_name(&self.kind) {
            return Ok(Some(schema.kind(id)));
        }
        if self.kind == "note" {
            return Ok(None);
        }
        let known: Vec<&str> = schema.kinds().iter().map(|kind| kind.name.as_str()).collect();
        let near = names::did_you_mean(&self.kind, known.iter().copied());
        Err(Failure::usage(format!("there is no kind `{}`", self.kind))
            .help(near.unwrap_or_default())
            .help(format!("the kinds are {}, or `note` for none", known.join(", "))))
    }

    fn slug(&self, title: &Title) -> Result<String, Failure> {
        let wanted = self.slug.as_deref().map_or_else(|| title.slug(), text::slug);
        let slug = wanted.trim_matches(['-', '_']).to_owned();
        if slug.is_empty() {
            return Err(Failure::usage(format!("`{}` has no letter or digit", self.title))
                .help("give the note a name with `--slug`"));
        }
        Ok(slug)
    }
}

/// Gives the folder of a kind's notes, which must lie beneath `content`.
fn folder(kind: Option<&Kind>) -> Result<PathBuf, Failure> {
    let folder = Path::new(kind.map_or("", |kind| &kind.folder));
    if folder.components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(Path::new("content").join(folder));
    }
    let message = format!("the folder `{}` is not one beneath `content`", folder.display());
    Err(Failure::world(message).help("give the kind another `folder` in content/kinds.yaml"))
}

/// Refuses a slug that another note has: links to either would be ambiguous.
fn refuse_clash(root: &Path, slug: &str) -> Result<(), Failure> {
    let wanted = text::fold(slug);
    let notes = walkdir::WalkDir::new(root.join("content")).sort_by_file_name();
    for file in notes.into_iter().filter_map(Result::ok).filter(|file| file.file_type().is_file()) {
        let path = file.path();
        let is_note =
            path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        if is_note && text::fold(&text::slug(&stem)) == wanted {
            let shown = slashed(path.strip_prefix(root).unwrap_or(path));
            return Err(Failure::usage(format!("there is a note `{slug}` already, at {shown}"))
                .help("write there, or choose another name with `--slug`"));
        }
    }
    Ok(())
}

/// Writes the note, in a file that was not there before.
fn write(root: &Path, path: &Path, text: &str) -> Result<(), Failure> {
    let disk = root.join(path);
    let folder = disk.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(|error| Failure::disk("make the folder", folder, &error))?;
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&disk)
        .map_err(|error| Failure::disk("make", &disk, &error))?;
    file.write_all(text.as_bytes()).map_err(|error| Failure::disk("write", &disk, &error))
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
