//! What the output folder holds before anything happens to it.
//!
//! Takes the target and what is to be kept; gives the old site. Refuses a folder that holds what
//! this program did not write and nobody asked to keep.

use super::error::PublishError;
use super::manifest::{self, Manifest};
use super::target::{INNER_LOCK, INNER_STAGING, Target};
use std::collections::BTreeMap;
use std::fs::FileType;
use std::io::{self, ErrorKind};
use std::path::Path;
use walkdir::{DirEntry, DirEntryExt, WalkDir};

/// What is kept without being asked for.
const ALWAYS_KEPT: [&str; 2] = [".git", "CNAME"];

/// What file managers strew about; nobody misses it.
const CLUTTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// How many foreign files an error names.
const NAMED_FILES: usize = 3;

/// The old site.
pub(super) struct Old {
    /// Whether there is a folder at all.
    pub(super) exists: bool,
    /// What the old site said that it consists of.
    pub(super) manifest: Manifest,
    /// What is there and ours, each with its inode.
    pub(super) files: BTreeMap<String, u64>,
    /// What is there and kept, parents before their children.
    pub(super) kept: Vec<Kept>,
}

/// One thing that stays although the site has no such file.
pub(super) struct Kept {
    /// Path from the top of the site, with `/` between its parts.
    pub(super) path: String,
    /// What it is.
    pub(super) kind: FileType,
    /// Which inode it has.
    pub(super) inode: u64,
}

impl Old {
    /// Looks through the folder of `target`.
    pub(super) fn survey(target: &Target, keep: &[String]) -> Result<Self, PublishError> {
        let exists = target.output.exists();
        let (manifest, files) = (Manifest::of(BTreeMap::new()), BTreeMap::new());
        let mut old = Self { exists, manifest, files, kept: Vec::new() };
        if !exists {
            return Ok(old);
        }
        old.manifest = match Manifest::read(&target.output) {
            Ok(manifest) => manifest.unwrap_or(old.manifest),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                return Err(target.failed("cannot read the manifest of", &error));
            }
            Err(error) => return Err(bad_manifest(target, &error)),
        };
        let entries = list(&target.output).map_err(|error| target.failed("cannot list", &error))?;
        let keep = Keep::of(keep);
        let mut foreign = Vec::new();
        for (path, entry) in entries {
            if old.manifest.files.contains_key(&path) && entry.file_type().is_file() {
                old.files.insert(path, entry.ino());
            } else if keep.keeps(&path) {
                old.kept.push(Kept { path, kind: entry.file_type(), inode: entry.ino() });
            } else if !entry.file_type().is_dir() && !is_incidental(&path) {
                foreign.push(path);
            }
        }
        if foreign.is_empty() { Ok(old) } else { Err(holds_foreign(target, &foreign)) }
    }
}

/// The files and folders that are to be kept.
struct Keep(Vec<String>);

impl Keep {
    fn of(asked: &[String]) -> Self {
        let tidy = |path: &str| {
            let parts = path.split('/').filter(|part| !part.is_empty() && *part != ".");
            parts.collect::<Vec<_>>().join("/")
        };
        let asked = asked.iter().map(|path| tidy(path)).filter(|path| !path.is_empty());
        Self(asked.chain(ALWAYS_KEPT.map(str::to_owned)).collect())
    }

    fn keeps(&self, path: &str) -> bool {
        self.0.iter().any(|kept| {
            path.strip_prefix(kept.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

/// Lists all below `folder` but what publishing itself puts there, each with its path.
pub(super) fn list(folder: &Path) -> io::Result<Vec<(String, DirEntry)>> {
    let own = |entry: &DirEntry| {
        entry.depth() == 1
            && (entry.file_name() == INNER_STAGING || entry.file_name() == INNER_LOCK)
    };
    let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    let entries = walk.filter_entry(|entry| !own(entry)).map(|entry| {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        Ok((parts.join("/"), entry))
    });
    entries.collect()
}

/// Returns whether a file is nobody's: the manifest, or clutter.
pub(super) fn is_incidental(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path == manifest::NAME || CLUTTER.contains(&name)
}

fn bad_manifest(target: &Target, error: &io::Error) -> PublishError {
    let shown = target.shown().display();
    let message = format!("`{shown}/{}` is not a manifest of ours: {error}", manifest::NAME);
    PublishError::foreign(message, "look what the folder holds, and empty it if nothing is needed")
}

fn holds_foreign(target: &Target, foreign: &[String]) -> PublishError {
    let named: Vec<_> = foreign.iter().take(NAMED_FILES).map(|path| format!("`{path}`")).collect();
    let more = match foreign.len().saturating_sub(NAMED_FILES) {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    let (shown, named) = (target.shown().display(), named.join(", "));
    let message = format!("`{shown}` holds what zhiku did not write: {named}{more}");
    let help = "name another folder with `--output`, move these away, or list them under `keep` in \
                content/site.yaml";
    target.untouched(PublishError::foreign(message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_kept_with_all_below_it_and_nothing_beside_it() {
        let keep = Keep::of(&["./well//known/".into(), "a.txt".into(), "/".into()]);
        for path in [".git", ".git/HEAD", "CNAME", "well/known", "well/known/x", "a.txt"] {
            assert!(keep.keeps(path), "{path}");
        }
        for path in [".gitignore", "well", "well/knownx", "a.txt.gz", "x/CNAME", ""] {
            assert!(!keep.keeps(path), "{path}");
        }
    }
}
