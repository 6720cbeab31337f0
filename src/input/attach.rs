//! Files that go along with notes.
//!
//! Takes where the disk has them; gives size, fingerprint and dimensions. Of large files, a second
//! reading hashes only those with another length, time or inode than before.

use super::Attachment;
use super::find::Found;
use crate::diagnostic::Checked;
use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::sync::Arc;
use xxhash_rust::xxh3::Xxh3;

/// Size above which a file that looks the same is taken to be the same, in bytes.
///
/// Two writes within one tick of the file system's clock look the same. Large files are not written
/// that fast, and small ones are soon hashed.
const TRUSTED_BYTES: u64 = 1 << 20;

/// The attachments of an earlier reading, each with what the disk said of it.
#[derive(Clone, Debug, Default)]
pub struct Memory(BTreeMap<Arc<str>, (Stamp, Attachment)>);

/// What changes when a file does: length, inode, and both of its times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    inode: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl From<&Metadata> for Stamp {
    fn from(meta: &Metadata) -> Self {
        Self {
            size: meta.len(),
            inode: meta.ino(),
            modified: (meta.mtime(), meta.mtime_nsec()),
            changed: (meta.ctime(), meta.ctime_nsec()),
        }
    }
}

impl Memory {
    /// Makes one attachment known, whether remembered or read.
    pub(super) fn read(&self, found: &Found) -> Checked<Option<(Stamp, Attachment)>> {
        match self.look(found) {
            Ok(known) => Checked::clean(Some(known)),
            Err(error) => super::lost(found, &error),
        }
    }

    fn look(&self, found: &Found) -> io::Result<(Stamp, Attachment)> {
        let file = File::open(&found.disk)?;
        let stamp = Stamp::from(&file.metadata()?);
        match self.0.get(&found.path) {
            Some((before, known)) if *before == stamp && stamp.size > TRUSTED_BYTES => {
                Ok((stamp, known.clone()))
            }
            Some(_) | None => Ok((stamp, describe(found, file)?)),
        }
    }

    /// Remembers these attachments and no others.
    pub(super) fn remember(&mut self, known: &[(Stamp, Attachment)]) {
        let named = |known: &(Stamp, Attachment)| (Arc::clone(&known.1.path), known.clone());
        self.0 = known.iter().map(named).collect();
    }
}

/// Hashes a file of any length in little memory, and looks into its head for dimensions.
fn describe(found: &Found, mut file: File) -> io::Result<Attachment> {
    let mut hasher = Xxh3::new();
    let size = io::copy(&mut file, &mut hasher)?;
    Ok(Attachment {
        path: Arc::clone(&found.path),
        size,
        fingerprint: hasher.digest128(),
        dimensions: dimensions(found),
    })
}

fn dimensions(found: &Found) -> Option<(u32, u32)> {
    let size = imagesize::size(&found.disk).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_large_files_that_look_the_same_are_remembered() {
        let folder = tempfile::tempdir().unwrap();
        for (size, is_remembered) in [(TRUSTED_BYTES, false), (TRUSTED_BYTES + 1, true)] {
            let disk = folder.path().join("file");
            File::create(&disk).unwrap().set_len(size).unwrap();
            let found = Found { path: "content/file".into(), disk };
            let (stamp, attachment) = Memory::default().look(&found).unwrap();
            let marked = Attachment { fingerprint: 618, ..attachment };
            let mut memory = Memory::default();
            memory.remember(&[(stamp, marked)]);
            assert_eq!(memory.look(&found).unwrap().1.fingerprint == 618, is_remembered, "{size}");
            File::create(&found.disk).unwrap().set_len(size + 2).unwrap();
            assert_ne!(memory.look(&found).unwrap().1.fingerprint, 618, "{size}");
        }
    }
}
