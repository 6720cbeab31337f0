//! A smaller copy beside each text, for servers that can send it.
//!
//! Takes the files of the new site, which are written by now; adds the `.gz` beside each text that gets smaller by it,
//! unless the site has a file of that name. One made by this version from a text that has not changed is taken as it is.

use super::error::PublishError;
use super::manifest::Listed;
use super::piece::{Change, Piece, Putter};
use crate::parallel;
use libdeflater::{CompressionLvl, Compressor};
use std::collections::BTreeSet;
use std::{fs, io};

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

/// Adds the compressed copies to `pieces`.
pub(super) fn add(putter: &Putter<'_>, pieces: &mut Vec<Piece>) -> Result<(), PublishError> {
    let taken: BTreeSet<&str> = pieces.iter().map(|piece| piece.path.as_str()).collect();
    let made = parallel::map(pieces, |piece| {
        let path = format!("{}.gz", piece.path);
        if !is_text(&piece.path) || taken.contains(path.as_str()) {
            return Ok(None);
        }
        compressed(putter, piece, path)
    });
    for copy in made {
        pieces.extend(copy?);
    }
    Ok(())
}

/// Makes the `.gz` of a text, unless it is no smaller.
fn compressed(
    putter: &Putter<'_>,
    text: &Piece,
    path: String,
) -> Result<Option<Piece>, PublishError> {
    let folder = match text.change {
        Change::None => &putter.target.output,
        Change::Staged => &putter.staging.folder,
    };
    if text.change == Change::None
        && let Some(listed) = trusted(putter, &path)
    {
        return Ok(Some(Piece { path, change: Change::None, listed }));
    }
    let file = folder.join(&text.path);
    let bytes = fs::read(&file).and_then(|bytes| gzip(&bytes));
    let bytes = bytes.map_err(|error| putter.unread(&file, &error))?;
    if bytes.len() as u64 >= text.listed.size {
        return Ok(None);
    }
    let (change, listed) = putter.bytes(&path, &bytes)?;
    Ok(Some(Piece { path, change, listed }))
}

/// Vouches for a file that this version made from a text that has not changed since.
fn trusted(putter: &Putter<'_>, path: &str) -> Option<Listed> {
    let manifest = Some(&putter.old.manifest).filter(|manifest| manifest.is_current())?;
    let listed = manifest.files.get(path)?;
    putter.old.files.get(path)?;
    let bytes = fs::read(putter.target.output.join(path)).ok()?;
    (Listed::of(&bytes) == *listed).then(|| listed.clone())
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
