//! What came into the old site while the new one was made.
//!
//! Takes the old folder after the exchange; carries over what publishing had not seen there, such as
//! a commit made in `.git` at that very moment. Never replaces a page of the new site.

use super::survey::{self, Old};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use walkdir::DirEntryExt;

/// Moves into the folder `new` each file of the folder `before` that the survey did not meet.
pub(super) fn carry(before: &Path, new: &Path, old: &Old) -> io::Result<()> {
    let kept: BTreeMap<&str, u64> =
        old.kept.iter().map(|kept| (kept.path.as_str(), kept.inode)).collect();
    for (path, entry) in survey::list(before)? {
        let kept = kept.get(path.as_str());
        let is_seen = old.files.get(&path).or(kept) == Some(&entry.ino());
        if is_seen || !entry.file_type().is_file() || survey::is_incidental(&path) {
            continue;
        }
        let to = new.join(&path);
        if kept.is_none() && to.exists() {
            continue;
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::rename(entry.path(), to)?;
    }
    Ok(())
}
