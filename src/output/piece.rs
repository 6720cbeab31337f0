//! One file of the new site.
//!
//! Takes an output; writes it to the staging folder, unless the old site has it byte for byte, and gives what became of
//! it. Refuses paths that lead out of the site; whether two files claim one path is for `plan` to see.

use super::error::PublishError;
use super::manifest::{self, Listed};
use super::stage::Staging;
use super::survey::Old;
use super::target::{INNER_LOCK, INNER_STAGING, Target};
use super::{Body, Output};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use xxhash_rust::xxh3::Xxh3;

/// First parts of paths that a site cannot have.
const RESERVED: [&str; 4] = [manifest::NAME, INNER_STAGING, INNER_LOCK, ".git"];

/// How much of a file is compared at a time, in bytes.
const CHUNK_BYTES: usize = 64 << 10;

/// What became of one file of the site.
#[derive(Debug)]
pub struct Put {
    pub(super) path: String,
    pub(super) outcome: Result<(Change, Listed), PublishError>,
}

/// One file of the new site, where nothing went wrong with it.
pub(super) struct Piece {
    /// Path from the top of the site, with `/` between its parts.
    pub(super) path: String,
    /// What became of it.
    pub(super) change: Change,
    pub(super) listed: Listed,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The old site has it, byte for byte.
    None,
    /// It is new or other than before, and lies in the staging folder.
    Staged,
}

impl Piece {
    /// Returns whether the old site lacks this file as it is now.
    pub(super) fn is_changed(&self) -> bool {
        self.change == Change::Staged
    }
}

/// Puts files where they belong.
#[derive(Clone, Copy)]
pub(super) struct Putter<'a> {
    pub(super) target: &'a Target,
    pub(super) old: &'a Old,
    pub(super) staging: &'a Staging,
}

impl Putter<'_> {
    pub(super) fn put(self, output: &Output) -> Put {
        let path = output.path.as_str();
        let outcome = refuse(path).and_then(|()| match &output.body {
            Body::Bytes(bytes) => self.bytes(path, bytes),
            Body::Attachment(source) => self.copy(path, &self.target.root.join(source.as_ref())),
        });
        Put { path: path.to_owned(), outcome }
    }

    /// Writes a file that holds `bytes`.
    pub(super) fn bytes(self, path: &str, bytes: &[u8]) -> Result<(Change, Listed), PublishError> {
        let is_there = self.old.files.contains_key(path) || path == manifest::NAME;
        let is_same = is_there && holds(&self.target.output.join(path), bytes);
        let change = if is_same { Change::None } else { self.stage(path, &mut &*bytes)? };
        Ok((change, Listed::of(bytes)))
    }

    /// Copies an input.
    fn copy(self, path: &str, file: &Path) -> Result<(Change, Listed), PublishError> {
        let unread = |error| self.unread(file, &error);
        let mut hasher = Xxh3::new();
        let mut from = File::open(file).map_err(unread)?;
        let size = io::copy(&mut from, &mut hasher).map_err(unread)?;
        let is_same = self.old.files.contains_key(path)
            && is_same_file(&self.target.output.join(path), file).unwrap_or(false);
        let change = if is_same {
            Change::None
        } else {
            // Not `fs::copy`: a private mode of the input would keep the page's readers out.
            self.stage(path, &mut File::open(file).map_err(unread)?)?
        };
        Ok((change, Listed::with(size, hasher.digest128())))
    }

    fn stage(self, path: &str, from: &mut impl io::Read) -> Result<Change, PublishError> {
        let written = self.staging.write(path, from);
        written.map(|()| Change::Staged).map_err(|error| self.target.unwritten(path, &error))
    }

    /// Tells that a file cannot be read, and that nothing happened to the output.
    pub(super) fn unread(self, file: &Path, error: &io::Error) -> PublishError {
        self.target.untouched(PublishError::disk("cannot read", file, error))
    }
}

/// Refuses a path that leads out of the site, or that publishing keeps for itself.
fn refuse(path: &str) -> Result<(), PublishError> {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\0');
    if !path.split('/').all(is_plain) {
        return Err(PublishError::path(None, format!("`{path}` leads out of the site")));
    }
    if path.split('/').next().is_some_and(|first| RESERVED.contains(&first)) {
        return Err(PublishError::path(None, format!("no file of a site can be called `{path}`")));
    }
    Ok(())
}

fn holds(path: &Path, bytes: &[u8]) -> bool {
    let same = || {
        let file = File::open(path)?;
        let is_as_long = file.metadata()?.len() == bytes.len() as u64;
        Ok::<_, io::Error>(is_as_long && is_same(chunks(file), bytes)?)
    };
    // A file that cannot be read is written anew.
    same().unwrap_or(false)
}

fn is_same_file(one: &Path, other: &Path) -> io::Result<bool> {
    let (one, other) = (File::open(one)?, File::open(other)?);
    let is_as_long = one.metadata()?.len() == other.metadata()?.len();
    Ok(is_as_long && is_same(chunks(one), chunks(other))?)
}

fn chunks(file: File) -> impl BufRead {
    BufReader::with_capacity(CHUNK_BYTES, file)
}

fn is_same(mut one: impl BufRead, mut other: impl BufRead) -> io::Result<bool> {
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let count = left.len().min(right.len());
        if left[..count] != right[..count] {
            return Ok(false);
        }
        if count == 0 {
            return Ok(left.len() == right.len());
        }
        one.consume(count);
        other.consume(count);
    }
}
