//! The new site, before anyone sees it.
//!
//! Takes files as they are made; keeps them in a folder on the file system of the old site. In the end that folder is
//! made whole (unchanged and kept files as hard links) and exchanged, or its files are moved one by one. What is not
//! exchanged is removed again.

use super::error::PublishError;
use super::late;
use super::piece::Piece;
use super::plan::{Plan, folders_of};
use super::survey::{Kept, Old};
use super::target::{Target, remove_folder};
use crate::parallel;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// A folder in which a new site grows; there from its first file on, removed when dropped.
pub(super) struct Staging {
    pub(super) folder: PathBuf,
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is in the next build's way, which says so.
        let _ = remove_folder(&self.folder);
    }
}

impl Staging {
    /// Begins a site for `target`.
    pub(super) fn at(target: &Target) -> Self {
        Self { folder: target.staging.clone() }
    }

    /// Writes a file, which may not be there yet.
    pub(super) fn write(&self, path: &str, from: &mut impl io::Read) -> io::Result<()> {
        let to = self.folder.join(path);
        let mut file = match File::create_new(&to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                to.parent().map_or(Ok(()), fs::create_dir_all)?;
                File::create_new(&to)?
            }
            opened => opened?,
        };
        io::copy(from, &mut file).map(drop)
    }

    /// Adds all that the new site has in common with the old.
    pub(super) fn complete(
        &self,
        target: &Target,
        plan: &Plan,
        old: &Old,
    ) -> Result<(), PublishError> {
        let staged = fs::create_dir_all(&self.folder).and_then(|()| match old.exists {
            true => fs::metadata(&target.output)
                .and_then(|old| fs::set_permissions(&self.folder, old.permissions())),
            false => Ok(()),
        });
        staged.map_err(|error| target.failed("cannot make a folder like", &error))?;
        let same: Vec<_> = plan.pieces.iter().filter(|piece| !piece.is_changed()).collect();
        let linked = parallel::map(&same, |piece| {
            self.link(target, piece).map_err(|error| target.unwritten(&piece.path, &error))
        });
        linked.into_iter().collect::<Result<(), _>>()?;
        let pieces: BTreeSet<&str> = plan.pieces.iter().map(|piece| piece.path.as_ref()).collect();
        for kept in old.kept.iter().filter(|kept| !pieces.contains(kept.path.as_str())) {
            self.keep(target, kept).map_err(|error| target.unwritten(&kept.path, &error))?;
        }
        Ok(())
    }

    fn link(&self, target: &Target, piece: &Piece) -> io::Result<()> {
        let to = self.folder.join(&piece.path);
        to.parent().map_or(Ok(()), fs::create_dir_all)?;
        link(&target.output.join(&piece.path), &to)
    }

    fn keep(&self, target: &Target, kept: &Kept) -> io::Result<()> {
        let from = target.output.join(&kept.path);
        let to = self.folder.join(&kept.path);
        for folder in folders_of(&kept.path) {
            match fs::create_dir(self.folder.join(folder)) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        if kept.kind.is_dir() {
            fs::create_dir_all(&to)?;
            fs::set_permissions(to, fs::metadata(from)?.permissions())
        } else if kept.kind.is_symlink() {
            symlink(fs::read_link(from)?, to)
        } else if kept.kind.is_file() {
            link(&from, &to)
        } else {
            // A socket or a pipe belongs to a running program, which makes it anew.
            Ok(())
        }
    }

    /// Puts the new site in place of the old, which is then removed; gives notices.
    pub(super) fn exchange(&self, target: &Target, old: &Old) -> io::Result<Vec<String>> {
        let (staging, output) = (&self.folder, &target.output);
        if !old.exists {
            return fs::rename(staging, output).map(|()| Vec::new());
        }
        renameat_with(CWD, staging, CWD, output, RenameFlags::EXCHANGE)?;
        let removed = late::carry(staging, output, old).and_then(|()| remove_folder(staging));
        Ok(removed.err().map(|error| left_behind(staging, &error)).into_iter().collect())
    }

    /// Copies the changed files to where `target` has its new site grow.
    pub(super) fn moved(&self, target: &Target, plan: &Plan) -> Result<Self, PublishError> {
        let moved = Self::at(target);
        for piece in plan.pieces.iter().filter(|piece| piece.is_changed()) {
            // Not renamed: another file system may be mounted there.
            let copied = File::open(self.folder.join(&piece.path))
                .and_then(|mut file| moved.write(&piece.path, &mut file));
            copied.map_err(|error| target.unwritten(&piece.path, &error))?;
        }
        Ok(moved)
    }
}

fn left_behind(folder: &Path, error: &io::Error) -> String {
    let folder = folder.display();
    format!("the old site could not be removed and lies in `{folder}`: {error}")
}

/// Links a file, or copies it with its time where the file system has no links.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    let Err(error) = fs::hard_link(from, to) else { return Ok(()) };
    if error.kind() == io::ErrorKind::StorageFull {
        return Err(error);
    }
    fs::copy(from, to)?;
    File::options().write(true).open(to)?.set_modified(fs::metadata(from)?.modified()?)
}
