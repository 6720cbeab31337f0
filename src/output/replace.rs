//! The way out where two folders cannot be exchanged.
//!
//! Takes the changed files in their staging folder; moves each to its place, then removes what the
//! new site does not have. Each file is old or new at any moment; the site as a whole may be a
//! mixture, which its manifest owns up to: cut short, it lists both.

use super::error::PublishError;
use super::manifest::{self, Manifest};
use super::piece::Piece;
use super::plan::{Plan, folders_of};
use super::stage::Staging;
use super::survey::Old;
use super::target::Target;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Name of the manifest of both sites, until it is in place.
const INTERIM: &str = ".zhiku-interim";

/// Puts the files of `staging` in place one by one.
pub(super) fn file_by_file(
    target: &Target,
    staging: &Staging,
    plan: &Plan,
    old: &Old,
) -> Result<(), PublishError> {
    own_up(target, staging, plan, old)
        .map_err(|error| target.failed("cannot write the manifest of", &error))?;
    replace(target, staging, plan).map_err(|error| {
        PublishError::disk("cannot replace all files of", target.shown(), &error)
            .help("the site there is partly old and partly new: build again".to_owned())
    })
}

/// Lists both sites in the manifest, so that the next build knows either's files for ours.
fn own_up(target: &Target, staging: &Staging, plan: &Plan, old: &Old) -> io::Result<()> {
    let mut files = old.manifest.files.clone();
    files.extend(plan.manifest.files.clone());
    fs::create_dir_all(&staging.folder)?;
    let interim = staging.folder.join(INTERIM);
    fs::write(&interim, Manifest::of(files).bytes())?;
    fs::rename(interim, target.output.join(manifest::NAME))
}

fn replace(target: &Target, staging: &Staging, plan: &Plan) -> io::Result<()> {
    let (in_the_way, later): (Vec<_>, Vec<_>) = split(plan);
    remove(&target.output, &in_the_way)?;
    let mut changed: Vec<_> = plan.pieces.iter().filter(|piece| piece.is_changed()).collect();
    changed.sort_by_key(|piece| turn(piece));
    for piece in changed {
        let to = target.output.join(&piece.path);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::rename(staging.folder.join(&piece.path), to)?;
    }
    remove(&target.output, &later)
}

/// Tells the old files that stand where the new site has a folder, or the other way round, from the rest.
fn split(plan: &Plan) -> (Vec<&str>, Vec<&str>) {
    let files: BTreeSet<&str> = plan.pieces.iter().map(|piece| piece.path.as_str()).collect();
    let folders: BTreeSet<&str> = files.iter().flat_map(|path| folders_of(path)).collect();
    plan.removed.iter().map(String::as_str).partition(|path| {
        folders.contains(path) || folders_of(path).any(|folder| files.contains(folder))
    })
}

/// Puts what pages use before the pages, and the manifest last of all.
fn turn(piece: &Piece) -> u8 {
    match piece.path.as_str() {
        manifest::NAME => 2,
        path if path.ends_with(".html") => 1,
        _ => 0,
    }
}

fn remove(output: &Path, paths: &[&str]) -> io::Result<()> {
    for path in paths {
        match fs::remove_file(output.join(path)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    let folders: BTreeSet<&str> = paths.iter().flat_map(|path| folders_of(path)).collect();
    for folder in folders.into_iter().rev() {
        // Fails on each folder that still holds something, as it should.
        let _ = fs::remove_dir(output.join(folder));
    }
    Ok(())
}
