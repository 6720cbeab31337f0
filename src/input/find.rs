//! Finds the files of one folder.
//!
//! Takes the root and the folder's name; gives each file's path from the root, in the order of these
//! paths. Never opens a file, and never leaves the root.

use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::span::Span;
use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// One file that is there to be read.
pub(super) struct Found {
    /// Path from the root, with `/` between its parts.
    pub(super) path: Arc<str>,
    /// Where the disk has it; for a symlink, what it leads to.
    pub(super) disk: PathBuf,
}

/// Which names a folder keeps to itself.
#[derive(Clone, Copy)]
pub(super) enum Hidden {
    /// Those that begin with `.` or `_`: notes and their attachments.
    DotAndUnderscore,
    /// Those that begin with `.`: templates, where `_` is an ordinary name.
    Dot,
    /// Those that begin with `.`, save the few that web hosts ask for.
    DotButPublic,
}

impl Hidden {
    fn hides(self, name: &OsStr) -> bool {
        let first = name.as_encoded_bytes().first();
        match self {
            Self::DotAndUnderscore => matches!(first, Some(b'.' | b'_')),
            Self::Dot => first == Some(&b'.'),
            Self::DotButPublic => {
                first == Some(&b'.') && name != ".well-known" && name != ".nojekyll"
            }
        }
    }
}

/// Lists the files of `folder` under `root`, which must be canonical; none where there is no such folder.
///
/// # Diagnostics
/// [`Code::OutsideSymlink`] for a symlink that is not followed, [`Code::NotUtf8`] for a name,
/// [`Code::UnreadableFile`] for a folder that cannot be listed or a thing that is no file.
pub(super) fn find(root: &Path, folder: &str, hidden: Hidden) -> Checked<Vec<Found>> {
    let mut all = Checked::clean(Vec::new());
    let top = root.join(folder);
    match top.canonicalize() {
        Ok(real) if real.starts_with(root) => {}
        Ok(_) => {
            all.diagnostics.push(not_followed(&folder.into(), "leads out of the root"));
            return all;
        }
        Err(_) => return all,
    }
    let walk = WalkDir::new(&top).min_depth(1);
    for entry in walk.into_iter().filter_entry(|entry| !hidden.hides(entry.file_name())) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => match look_at(root, &entry) {
                Ok(found) => all.value.push(found),
                Err(diagnostic) => all.diagnostics.push(*diagnostic),
            },
            Err(error) => all.diagnostics.extend(unlisted(root, error)),
        }
    }
    all.value.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    all
}

fn look_at(root: &Path, entry: &DirEntry) -> Result<Found, Box<Diagnostic>> {
    let path: Arc<str> = path_from(root, entry.path()).into();
    if entry.path().to_str().is_none() && Path::new(&*path) != from_root(root, entry.path()) {
        return Err(Box::new(bad_name(&path)));
    }
    if entry.file_type().is_symlink() {
        let disk =
            followed(root, entry.path()).map_err(|reason| Box::new(not_followed(&path, reason)))?;
        return Ok(Found { path, disk });
    }
    if !entry.file_type().is_file() {
        let error = io::Error::other("it is a pipe, a socket or a device");
        return Err(Box::new(unreadable(&path, &error)));
    }
    Ok(Found { path, disk: entry.path().to_owned() })
}

fn from_root<'a>(root: &Path, path: &'a Path) -> &'a Path {
    path.strip_prefix(root).unwrap_or(path)
}

fn path_from(root: &Path, path: &Path) -> String {
    let parts = from_root(root, path).components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// Returns the file that a symlink leads to, or why it is not followed.
fn followed(root: &Path, link: &Path) -> Result<PathBuf, &'static str> {
    let Ok(target) = link.canonicalize() else { return Err("leads nowhere") };
    let Ok(inside) = target.strip_prefix(root) else { return Err("leads out of the root") };
    let hides = |part: Component<'_>| Hidden::DotAndUnderscore.hides(part.as_os_str());
    if inside.components().any(hides) {
        return Err("leads to a hidden file");
    }
    if target.is_dir() {
        return Err("leads to a folder");
    }
    if target.is_file() { Ok(target) } else { Err("leads to no file") }
}

fn not_followed(path: &Arc<str>, reason: &str) -> Diagnostic {
    let message = format!("`{path}` is a symlink that {reason}, and was left out");
    Diagnostic::new(Code::OutsideSymlink, path, Span::default(), message)
        .help("put what it leads to in its place, so that the base is whole wherever it is copied")
}

fn bad_name(path: &Arc<str>) -> Diagnostic {
    let message = format!("the name of `{path}` is not UTF-8, and the file was left out");
    Diagnostic::new(Code::NotUtf8, path, Span::default(), message).help("rename the file")
}

/// Reports a file that is there and cannot be read.
pub(super) fn unreadable(path: &Arc<str>, error: &io::Error) -> Diagnostic {
    let message = format!("`{path}` cannot be read: {error}");
    let diagnostic = Diagnostic::new(Code::UnreadableFile, path, Span::default(), message);
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            diagnostic.help("give yourself the right to read it, as with `chmod u+r`")
        }
        _ => diagnostic.help("mend it or take it away; a name that begins with `_` is left out"),
    }
}

/// Reports a folder that cannot be listed; one that has just gone was never there.
fn unlisted(root: &Path, error: walkdir::Error) -> Option<Diagnostic> {
    let path: Arc<str> = path_from(root, error.path().unwrap_or(root)).into();
    let error = io::Error::from(error);
    (error.kind() != io::ErrorKind::NotFound).then(|| unreadable(&path, &error))
}
