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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::target::Target;

    #[test]
    fn what_came_meanwhile_is_carried_over_and_what_was_seen_is_not() {
        let root = tempfile::tempdir().unwrap();
        let [before, new] = ["before", "new"].map(|name| root.path().join(name));
        let write = |path: &Path, text: &str| {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(&before.join(".git/index"), "seen");
        write(&before.join(".git/HEAD"), "seen");
        write(&new.join("page.html"), "new");
        let target = Target::of(root.path(), &before, None).unwrap();
        let old = Old::survey(&target, &[]).unwrap();
        for (path, text) in
            [(".git/lock", "late"), (".git/objects/a", "late"), ("page.html", "late")]
        {
            write(&before.join(path), text);
        }
        fs::rename(before.join(".git/lock"), before.join(".git/index")).unwrap();
        write(&new.join(".git/index"), "seen");
        carry(&before, &new, &old).unwrap();
        let read = |path: &str| fs::read_to_string(new.join(path)).ok();
        assert_eq!(read(".git/index").as_deref(), Some("late"));
        assert_eq!(read(".git/objects/a").as_deref(), Some("late"));
        assert_eq!(read("page.html").as_deref(), Some("new"));
        assert_eq!(read(".git/HEAD"), None, "linked before the exchange");
    }
}
