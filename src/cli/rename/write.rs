//! A rename on the disk.
//!
//! Takes the changes; writes each file anew beside the old and puts it in its place. Refuses where
//! a file is no longer what was read.

use super::Renaming;
use super::plan::Change;
use crate::cli::failure::Failure;
use std::fs;
use std::io::Write;
use std::path::Path;
use tempfile::NamedTempFile;

/// The byte order mark, which is read over and stays.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Writes all changes, the note that moves last.
pub(super) fn all(root: &Path, renaming: &Renaming) -> Result<(), Failure> {
    let (old, new) = (root.join(&*renaming.old_path), root.join(&*renaming.new_path));
    let is_own_case = fold_path(&old) == fold_path(&new);
    if new.symlink_metadata().is_ok() && !is_own_case {
        let message = format!("there is a file at {} already", renaming.new_path);
        return Err(Failure::usage(message).help("choose another name"));
    }
    let ready = renaming.changes.iter().map(|change| Ready::of(root, change));
    let ready = ready.collect::<Result<Vec<_>, _>>()?;
    if let Some(folder) = new.parent() {
        fs::create_dir_all(folder)
            .map_err(|error| Failure::disk("make the folder", folder, &error))?;
    }
    ready.into_iter().try_for_each(Ready::persist)?;
    fs::rename(&old, &new).map_err(|error| Failure::disk("move", &old, &error))
}

fn fold_path(path: &Path) -> String {
    crate::text::fold(&path.to_string_lossy())
}

/// A file written beside the one it will replace.
struct Ready {
    file: NamedTempFile,
    place: std::path::PathBuf,
}

impl Ready {
    fn of(root: &Path, change: &Change) -> Result<Self, Failure> {
        let place = root.join(&*change.path);
        let disk = |error: std::io::Error| Failure::disk("write", &place, &error);
        let bytes = fs::read(&place).map_err(disk)?;
        let (mark, text) = match bytes.strip_prefix(MARK) {
            Some(text) => (MARK, text),
            None => (&[][..], &bytes[..]),
        };
        if text != change.old.as_bytes() {
            let message = format!("{} changed while it was read", change.path);
            return Err(Failure::world(message).help("run the command again"));
        }
        let folder = place.parent().unwrap_or(root);
        let mut file = NamedTempFile::new_in(folder).map_err(disk)?;
        file.write_all(mark).and_then(|()| file.write_all(change.new.as_bytes())).map_err(disk)?;
        let permissions = fs::metadata(&place).map_err(disk)?.permissions();
        fs::set_permissions(file.path(), permissions).map_err(disk)?;
        Ok(Self { file, place })
    }

    fn persist(self) -> Result<(), Failure> {
        let Self { file, place } = self;
        file.persist(&place).map(drop).map_err(|error| Failure::disk("write", &place, &error.error))
    }
}
