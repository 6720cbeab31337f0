//! What has to happen for a site to stand.
//!
//! Takes what became of each file, and the old site; gives all files of the new one, its manifest, and what goes. Refuses
//! a site in which two files claim one path.

use super::Published;
use super::error::PublishError;
use super::manifest::{self, Listed, Manifest};
use super::piece::{Piece, Put, Putter};
use crate::diagnostic::Code;
use std::collections::BTreeSet;

/// The way from the old site to the new.
pub(super) struct Plan {
    /// The files of the new site, the manifest last.
    pub(super) pieces: Vec<Piece>,
    /// The files of the old site that the new one does not have.
    pub(super) removed: Vec<String>,
    /// What the new site consists of.
    pub(super) manifest: Manifest,
}

impl Plan {
    /// Adds the manifest to the files, and finds out what goes.
    pub(super) fn make(putter: &Putter<'_>, mut pieces: Vec<Piece>) -> Result<Self, PublishError> {
        let listed = pieces.iter().map(|piece| (piece.path.clone(), piece.listed.clone()));
        let manifest = Manifest::of(listed.collect());
        let old = putter.old.files.keys();
        let removed = old.filter(|path| !manifest.files.contains_key(*path)).cloned().collect();
        let (change, _) = putter.bytes(manifest::NAME, &manifest.bytes())?;
        let path = manifest::NAME.to_owned();
        pieces.push(Piece { path, change, listed: Listed::of(b"") });
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

/// Sorts the files of a site by path.
///
/// # Errors
/// Where two claim one path, or what went wrong with the first of them.
pub(super) fn pieces(mut put: Vec<Put>) -> Result<Vec<Piece>, PublishError> {
    put.sort_by(|a, b| a.path.cmp(&b.path));
    // Of two files with one path the second could not be written either, which says less.
    refuse_clashes(&put)?;
    let pieces = put.into_iter().map(|Put { path, outcome }| {
        outcome.map(|(change, listed)| Piece { path, change, listed })
    });
    pieces.collect()
}

fn refuse_clashes(put: &[Put]) -> Result<(), PublishError> {
    let clash = |message| Err(PublishError::path(Some(Code::AddressClash), message));
    if let Some(pair) = put.windows(2).find(|pair| pair[0].path == pair[1].path) {
        return clash(format!("two files of the site are called `{}`", pair[0].path));
    }
    let files: BTreeSet<&str> = put.iter().map(|put| put.path.as_str()).collect();
    let mut folders = put.iter().flat_map(|put| folders_of(&put.path));
    match folders.find(|path| files.contains(path)) {
        Some(path) => clash(format!("`{path}` is both a file and a folder of the site")),
        None => Ok(()),
    }
}

/// Gives the folders that a file lies in, the outermost first.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}
