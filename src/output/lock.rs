//! One build at a time.
//!
//! Takes the lock file's place; gives a [`Lock`] when no other build holds it, and lets go when that
//! is dropped or its process dies. Leaves no file behind.

use super::error::PublishError;
use super::target::Target;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The right to publish to a folder.
pub(super) struct Lock {
    path: PathBuf,
    // Closing the file lets go of it, and a dead process has closed all of its files.
    _file: File,
}

impl Lock {
    /// Waits until no other build publishes to this target.
    pub(super) fn wait(target: &Target) -> Result<Self, PublishError> {
        let path = &target.lock;
        if target.is_inside {
            fs::create_dir_all(&target.output)
                .map_err(|error| target.failed("cannot make", &error))?;
        }
        loop {
            if let Some(lock) = Self::take(path).map_err(|error| refused(target, &error))? {
                return Ok(lock);
            }
        }
    }

    /// Waits for the lock; `None` when the file it waited for has been removed meanwhile.
    fn take(path: &Path) -> io::Result<Option<Self>> {
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        match file.lock() {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(None),
            // Without locks two builds at once are unlikely, and no build at all is worse.
            Err(error) if error.kind() != ErrorKind::Unsupported => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let mine = file.metadata()?;
        let is_there = fs::metadata(path)
            .is_ok_and(|there| (there.dev(), there.ino()) == (mine.dev(), mine.ino()));
        Ok(is_there.then(|| Self { path: path.to_owned(), _file: file }))
    }
}

/// Tells that no lock can be made; where the folder for it is there and it is not found, no file can be made there at all.
fn refused(target: &Target, error: &io::Error) -> PublishError {
    let told = PublishError::disk("cannot lock", &target.lock, error);
    target.untouched(match error.kind() {
        ErrorKind::NotFound => {
            told.help("no file can be made there: name another folder with `--output`".to_owned())
        }
        _ => told,
    })
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While the lock is still held: whoever waits for this file sees that it is gone.
        let _ = fs::remove_file(&self.path);
    }
}
