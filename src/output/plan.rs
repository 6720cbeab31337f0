//! What has to happen for a site to stand.
//!
//! Takes the outputs and the old site; gives each file with what is to become of it, found by
//! comparing bytes. Changes nothing on the disk.

use super::error::PublishError;
use super::manifest::{self, Listed, Manifest};
use super::survey::Old;
use super::target::{INNER_LOCK, INNER_STAGING, Target};
use super::{Body, Output, Publish, Published};
use crate::diagnostic::Code;
use crate::parallel;
use libdeflater::{CompressionLvl, Compressor};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::Xxh3;

/// First parts of paths that a site cannot have.
const RESERVED: [&str; 4] = [manifest::NAME, INNER_STAGING, INNER_LOCK, ".git"];

/// Endings of files that gzip makes smaller.
const TEXTS: [&str; 15] = [
    "atom",
    "bib",
    "css",
    "csv",
    "html",
    "ics",
    "js",
    "json",
    "map",
    "md",
    "mjs",
    "svg",
    "txt",
    "webmanifest",
    "xml",
];

/// How much of a file is compared at a time, in bytes.
const CHUNK_BYTES: usize = 64 << 10;

/// The way from the old site to the new.
pub(super) struct Plan<'a> {
    /// The files of the new site, the manifest last.
    pub(super) pieces: Vec<Piece<'a>>,
    /// The files of the old site that the new one does not have.
    pub(super) removed: Vec<String>,
    /// What the new site consists of.
    pub(super) manifest: Manifest,
}

/// One file of the new site.
pub(super) struct Piece<'a> {
    /// Path from the top of the site, with `/` between its parts.
    pub(super) path: Cow<'a, str>,
    /// What is to become of it.
    pub(super) change: Change<'a>,
    listed: Listed,
}

/// What is to become of a file.
pub(super) enum Change<'a> {
    /// It is there, byte for byte.
    None,
    /// It is written.
    Bytes(Cow<'a, [u8]>),
    /// It is copied from an input.
    Copy(PathBuf),
}

impl Piece<'_> {
    /// Returns whether the old site lacks this file as it is now.
    pub(super) fn is_changed(&self) -> bool {
        !matches!(self.change, Change::None)
    }
}

impl<'a> Plan<'a> {
    /// Compares `outputs` with the old site.
    pub(super) fn make(
        target: &Target,
        outputs: &'a [Output],
        old: &Old,
        options: &Publish,
    ) -> Result<Self, PublishError> {
        let taken = outputs.iter().map(|output| output.path.as_str()).collect();
        let planner = Planner { target, old, taken };
        let mut pieces = Vec::with_capacity(outputs.len() + 1);
        let outputs: Vec<_> = outputs.iter().collect();
        for made in parallel::map(&outputs, |output| planner.pieces(output, options)) {
            pieces.extend(made?);
        }
        let listed = pieces.iter().map(|piece| (piece.path.to_string(), piece.listed.clone()));
        let manifest = Manifest::of(listed.collect());
        let removed = old.files.keys().filter(|path| !manifest.files.contains_key(*path));
        let removed = removed.cloned().collect();
        let own = manifest.bytes();
        let change = planner.change(manifest::NAME, own.into());
        pieces.push(Piece { path: manifest::NAME.into(), change, listed: Listed::of(b"") });
        Ok(Self { pieces, removed, manifest })
    }

    /// Counts what happens.
    pub(super) fn published(&self) -> Published {
        let pages = &self.pieces[..self.pieces.len() - 1];
        let written = pages.iter().filter(|piece| piece.is_changed()).count();
        Published {
            written,
            unchanged: pages.len() - written,
            removed: self.removed.len(),
            notices: Vec::new(),
        }
    }

    /// Returns whether the old site is the new one already.
    pub(super) fn is_idle(&self) -> bool {
        self.removed.is_empty() && !self.pieces.iter().any(Piece::is_changed)
    }
}

/// Refuses paths that lead out of the site, or that several outputs claim.
pub(super) fn check_paths(outputs: &[Output]) -> Result<(), PublishError> {
    let mut files = BTreeSet::new();
    for Output { path, .. } in outputs {
        let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\0');
        if !path.split('/').all(is_plain) {
            let message = format!("`{path}` leads out of the site");
            return Err(PublishError::path(None, message));
        }
        if path.split('/').next().is_some_and(|first| RESERVED.contains(&first)) {
            return Err(PublishError::path(
                None,
                format!("no file of a site can be called `{path}`"),
            ));
        }
        if !files.insert(path.as_str()) {
            let message = format!("two files of the site are called `{path}`");
            return Err(PublishError::path(Some(Code::AddressClash), message));
        }
    }
    match outputs
        .iter()
        .flat_map(|output| folders_of(&output.path))
        .find(|path| files.contains(path))
    {
        Some(path) => {
            let message = format!("`{path}` is both a file and a folder of the site");
            Err(PublishError::path(Some(Code::AddressClash), message))
        }
        None => Ok(()),
    }
}

/// Gives the folders that a file lies in, the outermost first.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

struct Planner<'a> {
    target: &'a Target,
    old: &'a Old,
    taken: BTreeSet<&'a str>,
}

impl Planner<'_> {
    fn pieces<'a>(
        &self,
        output: &'a Output,
        options: &Publish,
    ) -> Result<Vec<Piece<'a>>, PublishError> {
        let piece = match &output.body {
            Body::Bytes(bytes) => Piece {
                path: output.path.as_str().into(),
                change: self.change(&output.path, Cow::Borrowed(bytes.as_ref())),
                listed: Listed::of(bytes),
            },
            Body::Attachment(source) => {
                let file = self.target.root.join(source.as_ref());
                self.copy(&output.path, &file).map_err(|error| self.unread(&file, &error))?
            }
        };
        let mut pieces = vec![piece];
        if options.precompress && is_text(&output.path) {
            let smaller = self.compressed(output, &pieces[0]);
            pieces.extend(smaller.map_err(|error| self.unread(Path::new(&output.path), &error))?);
        }
        Ok(pieces)
    }

    fn unread(&self, file: &Path, error: &io::Error) -> PublishError {
        self.target.untouched(PublishError::disk("cannot read", file, error))
    }

    fn change<'a>(&self, path: &str, bytes: Cow<'a, [u8]>) -> Change<'a> {
        let is_there = self.old.files.contains_key(path) || path == manifest::NAME;
        if is_there && holds(&self.target.output.join(path), &bytes) {
            Change::None
        } else {
            Change::Bytes(bytes)
        }
    }

    fn copy<'a>(&self, path: &'a str, file: &Path) -> io::Result<Piece<'a>> {
        let mut hasher = Xxh3::new();
        let size = io::copy(&mut File::open(file)?, &mut hasher)?;
        let is_same = self.old.files.contains_key(path)
            && is_same_file(&self.target.output.join(path), file).unwrap_or(false);
        let change = if is_same { Change::None } else { Change::Copy(file.to_owned()) };
        Ok(Piece { path: path.into(), change, listed: Listed::with(size, hasher.digest128()) })
    }

    /// Makes the `.gz` beside a text, unless it is no smaller or the site has a file of that name.
    fn compressed<'a>(&self, output: &Output, text: &Piece<'_>) -> io::Result<Option<Piece<'a>>> {
        let path = format!("{}.gz", output.path);
        if self.taken.contains(path.as_str()) {
            return Ok(None);
        }
        if !text.is_changed()
            && let Some(listed) = self.trusted(&path)
        {
            return Ok(Some(Piece { path: path.into(), change: Change::None, listed }));
        }
        let bytes = match &output.body {
            Body::Bytes(bytes) => gzip(bytes)?,
            Body::Attachment(source) => gzip(&fs::read(self.target.root.join(source.as_ref()))?)?,
        };
        let listed = Listed::of(&bytes);
        if listed.size >= text.listed.size {
            return Ok(None);
        }
        let change = self.change(&path, bytes.into());
        Ok(Some(Piece { path: path.into(), change, listed }))
    }

    /// Vouches for a file that this version made from a text that has not changed since.
    fn trusted(&self, path: &str) -> Option<Listed> {
        let listed =
            self.old.manifest.files.get(path).filter(|_| self.old.manifest.is_current())?;
        self.old.files.get(path)?;
        let bytes = fs::read(self.target.output.join(path)).ok()?;
        (Listed::of(&bytes) == *listed).then(|| listed.clone())
    }
}

fn is_text(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending))
}

/// Compresses without name and time, so that the same text gives the same bytes.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = Compressor::new(CompressionLvl::default());
    let mut packed = vec![0; packer.gzip_compress_bound(bytes.len())];
    let length = packer.gzip_compress(bytes, &mut packed).map_err(io::Error::other)?;
    packed.truncate(length);
    Ok(packed)
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
