//! The new site, before anyone sees it.
//!
//! Takes the plan; makes a folder on the same file system, either whole (unchanged and kept files as
//! hard links) or of the changed files alone. What is not exchanged is removed again.

use super::error::PublishError;
use super::late;
use super::plan::{Change, Piece, Plan, folders_of};
use super::survey::{Kept, Old};
use super::target::{Target, remove_folder};
use crate::parallel;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::symlink;
use std::path::Path;

/// A folder in which a new site grows; removed when dropped.
pub(super) struct Staging<'a> {
    target: &'a Target,
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // What cannot be removed now is in the next build's way, which says so.
        let _ = remove_folder(&self.target.staging);
    }
}

impl<'a> Staging<'a> {
    /// Makes the new site with all that it has.
    pub(super) fn whole(
        target: &'a Target,
        plan: &Plan<'_>,
        old: &Old,
    ) -> Result<Self, PublishError> {
        let staging = Self::open(target)?;
        if old.exists {
            let same = fs::metadata(&target.output)
                .and_then(|old| fs::set_permissions(&target.staging, old.permissions()));
            same.map_err(|error| target.failed("cannot make a folder like", &error))?;
        }
        staging.fill(&plan.pieces.iter().collect::<Vec<_>>())?;
        let pieces: BTreeSet<&str> = plan.pieces.iter().map(|piece| piece.path.as_ref()).collect();
        for kept in old.kept.iter().filter(|kept| !pieces.contains(kept.path.as_str())) {
            staging.keep(kept).map_err(|error| staging.unwritten(&kept.path, &error))?;
        }
        Ok(staging)
    }

    /// Makes the changed files alone.
    pub(super) fn changes(target: &'a Target, plan: &Plan<'_>) -> Result<Self, PublishError> {
        fs::create_dir_all(&target.output).map_err(|error| target.failed("cannot make", &error))?;
        let staging = Self::open(target)?;
        let changed: Vec<_> = plan.pieces.iter().filter(|piece| piece.is_changed()).collect();
        staging.fill(&changed)?;
        Ok(staging)
    }

    fn open(target: &'a Target) -> Result<Self, PublishError> {
        match fs::create_dir(&target.staging) {
            Ok(()) => Ok(Self { target }),
            Err(error) => Err(target.failed("cannot make a folder for", &error)),
        }
    }

    fn fill(&self, pieces: &[&Piece<'_>]) -> Result<(), PublishError> {
        let folders: BTreeSet<_> =
            pieces.iter().flat_map(|piece| folders_of(&piece.path)).collect();
        for folder in folders {
            fs::create_dir(self.target.staging.join(folder))
                .map_err(|error| self.unwritten(folder, &error))?;
        }
        let written = parallel::map(pieces, |piece| {
            self.write(piece).map_err(|error| self.unwritten(&piece.path, &error))
        });
        written.into_iter().collect()
    }

    fn write(&self, piece: &Piece<'_>) -> io::Result<()> {
        let path = self.target.staging.join(piece.path.as_ref());
        match &piece.change {
            Change::None => link(&self.target.output.join(piece.path.as_ref()), &path),
            Change::Bytes(bytes) => fs::write(path, bytes),
            // Not `fs::copy`: a private mode of the input would keep the page's readers out.
            Change::Copy(source) => {
                io::copy(&mut File::open(source)?, &mut File::create_new(path)?).map(drop)
            }
        }
    }

    fn keep(&self, kept: &Kept) -> io::Result<()> {
        let from = self.target.output.join(&kept.path);
        let to = self.target.staging.join(&kept.path);
        for folder in folders_of(&kept.path) {
            match fs::create_dir(self.target.staging.join(folder)) {
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

    fn unwritten(&self, path: &str, error: &io::Error) -> PublishError {
        let shown = self.target.shown().join(path);
        self.target.untouched(PublishError::disk("cannot write", &shown, error))
    }

    /// Puts the new site in place of the old, which is then removed; gives notices.
    pub(super) fn exchange(self, old: &Old) -> io::Result<Vec<String>> {
        let Target { staging, output, .. } = self.target;
        if !old.exists {
            return fs::rename(staging, output).map(|()| Vec::new());
        }
        renameat_with(CWD, staging, CWD, output, RenameFlags::EXCHANGE)?;
        let removed = late::carry(staging, output, old).and_then(|()| remove_folder(staging));
        Ok(removed.err().map(|error| left_behind(staging, &error)).into_iter().collect())
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
