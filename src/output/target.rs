//! Which folder a site goes to, and whether it may.
//!
//! Takes the root and the folder asked for; gives its true place and the names that publishing uses
//! beside it. Refuses folders whose loss would hurt: the root, its sources, home, `/`.

use super::error::PublishError;
use rustix::fs::{Access, access};
use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Name of the folder in which a new site grows, where it grows inside the old one.
pub(super) const INNER_STAGING: &str = ".zhiku-next";

/// Name of the lock file, where it lies inside the output.
pub(super) const INNER_LOCK: &str = ".zhiku-lock";

/// The output folder and its surroundings.
#[derive(Clone)]
pub(super) struct Target {
    /// The root of the base, without symlinks.
    pub(super) root: PathBuf,
    /// The folder of the site, without symlinks; it may not be there yet.
    pub(super) output: PathBuf,
    /// The folder in which the new site grows, on the same file system.
    pub(super) staging: PathBuf,
    /// The file that lets one build at a time in here.
    pub(super) lock: PathBuf,
    /// Whether `staging` lies inside `output`, since nothing can be made beside it.
    pub(super) is_inside: bool,
    /// The folder as it was asked for: the one to speak of.
    shown: PathBuf,
}

impl Target {
    /// Finds the place of `shown`, makes its parent folders, and refuses what is not for a site.
    pub(super) fn of(root: &Path, shown: &Path, home: Option<&Path>) -> Result<Self, PublishError> {
        let failed = |error| PublishError::disk("cannot use", shown, &error);
        let root = root.canonicalize().map_err(failed)?;
        let output = true_place(shown).map_err(failed)?;
        if let Some(reason) = refusal(&root, &output, home) {
            let message = format!("`{}` {reason}", shown.display());
            let help = "name a folder of its own with `--output`, such as `public`";
            return Err(PublishError::foreign(message, help));
        }
        let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
            return Err(failed(ErrorKind::InvalidFilename.into()));
        };
        fs::create_dir_all(parent).map_err(failed)?;
        let beside = |suffix: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(suffix);
            parent.join(hidden)
        };
        let (staging, lock) = (beside(".zhiku-next"), beside(".zhiku-lock"));
        let is_inside = !has_room_beside(&output, parent);
        let target = Self { root, staging, lock, is_inside, shown: shown.to_owned(), output };
        target.check_writable()?;
        Ok(if is_inside {
            Self { lock: target.output.join(INNER_LOCK), ..target.inside() }
        } else {
            target
        })
    }

    /// Returns the same target with its new site growing inside the old one.
    pub(super) fn inside(&self) -> Self {
        Self { staging: self.output.join(INNER_STAGING), is_inside: true, ..self.clone() }
    }

    fn check_writable(&self) -> Result<(), PublishError> {
        match access(&self.output, Access::WRITE_OK) {
            Ok(()) | Err(rustix::io::Errno::NOENT) => Ok(()),
            Err(error) => Err(self.failed("cannot write to", &error.into())),
        }
    }

    /// Removes what a dead build left; only called under the lock.
    pub(super) fn clear(&self) -> Result<(), PublishError> {
        for left in [&self.staging, &self.output.join(INNER_STAGING)] {
            remove_folder(left).map_err(|error| {
                PublishError::disk("cannot remove what an earlier build left at", left, &error)
            })?;
        }
        Ok(())
    }

    /// Tells what the disk said about the output, and that nothing happened to it.
    pub(super) fn failed(&self, doing: &str, error: &io::Error) -> PublishError {
        self.untouched(PublishError::disk(doing, &self.shown, error))
    }

    /// Tells what the disk said about a file of the site, and that nothing happened to the output.
    pub(super) fn unwritten(&self, path: &str, error: &io::Error) -> PublishError {
        self.untouched(PublishError::disk("cannot write", &self.shown.join(path), error))
    }

    /// Adds that nothing happened to the output.
    pub(super) fn untouched(&self, error: PublishError) -> PublishError {
        error.help(format!("the site in `{}` is as it was", self.shown.display()))
    }

    /// Says that readers may have seen a mixture.
    pub(super) fn replaced_notice(&self) -> String {
        let shown = self.shown.display();
        format!("`{shown}` cannot be exchanged in one step here, so it was replaced file by file")
    }

    /// Returns the folder as it was asked for.
    pub(super) fn shown(&self) -> &Path {
        &self.shown
    }
}

/// Resolves symlinks and `..` in as much of `path` as there is.
fn true_place(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    match path.canonicalize() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if path.symlink_metadata().is_ok() {
                return Err(io::Error::other("it is a symlink that leads nowhere"));
            }
            let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
                return Err(error);
            };
            Ok(true_place(parent)?.join(name))
        }
        place => place,
    }
}

fn refusal(root: &Path, output: &Path, home: Option<&Path>) -> Option<String> {
    if root == output {
        return Some("is the root of the base".into());
    }
    if root.starts_with(output) {
        return Some("contains the root of the base".into());
    }
    for folder in ["content", "templates", "static"] {
        let source = root.join(folder);
        let source = source.canonicalize().unwrap_or(source);
        if output.starts_with(&source) || source.starts_with(output) {
            return Some(format!("is, holds or lies in `{folder}`, which the site is made from"));
        }
    }
    let home = home.and_then(|home| home.canonicalize().ok());
    if home.is_some_and(|home| home.starts_with(output)) {
        return Some("is or contains your home folder".into());
    }
    let is_file = fs::metadata(output).is_ok_and(|meta| !meta.is_dir());
    is_file.then(|| "is a file".into())
}

/// Returns whether a folder beside `output` could take its place.
fn has_room_beside(output: &Path, parent: &Path) -> bool {
    let (Ok(output), Ok(beside)) = (fs::metadata(output), fs::metadata(parent)) else {
        return true;
    };
    output.dev() == beside.dev() && access(parent, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

/// Removes a folder with all that it holds, also where its folders may not be written; none is fine.
pub(super) fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            make_writable(folder);
            fs::remove_dir_all(folder)
        }
        done => done,
    }
}

fn make_writable(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    // Parents come before their children, so that each can be entered in its turn.
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        if entry.file_type().is_dir() {
            // Where this fails, the removal that follows says why.
            let _ = fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o700));
        }
    }
}
