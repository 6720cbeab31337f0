//! Files as they were read before.
//!
//! Takes where the disk has them; gives texts, and of other files size, fingerprint and dimensions. A second reading opens only the
//! texts, and hashes only the large files, with another length, time or inode than before.

use super::find::Found;
use super::{Attachment, Text};
use crate::diagnostic::Checked;
use std::collections::{BTreeMap, HashMap};
use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::sync::Arc;
use std::time::Duration;
use xxhash_rust::xxh3::Xxh3;

/// Size above which a file that looks the same is taken to be the same, in bytes.
///
/// Two writes within one tick of the file system's clock look the same. Large files are not written
/// that fast, and small ones are soon hashed.
const TRUSTED_BYTES: u64 = 1 << 20;

/// How long a text must have rested when it was read, so that the same times mean the same words: longer than any tick.
const REST: Duration = Duration::from_millis(100);

/// The files of an earlier reading, each with what the disk said of it.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    attachments: BTreeMap<Arc<str>, (Stamp, Attachment)>,
    texts: HashMap<Arc<str>, (Stamp, Text)>,
}

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

impl Stamp {
    /// Returns whether the file had rested at `now`, counted from 1970: a later write shows in its times.
    fn had_rested(&self, now: Duration) -> bool {
        let (seconds, nanoseconds) = self.changed;
        let since = u64::try_from(seconds).unwrap_or(0);
        Duration::new(since, u32::try_from(nanoseconds).unwrap_or(0)) + REST < now
    }
}

impl Memory {
    /// Reads a text, or remembers it; gives what the disk said before it was read, where it is worth remembering.
    pub(super) fn text(&self, found: &Found) -> Checked<Option<(Option<Stamp>, Text)>> {
        if let Some((before, text)) = self.texts.get(&found.path)
            && std::fs::metadata(&found.disk).is_ok_and(|meta| Stamp::from(&meta) == *before)
        {
            return Checked::clean(Some((Some(*before), text.clone())));
        }
        let Checked { value, diagnostics } = super::read_text(found);
        // What was wrong with a text is told each time: such a one is read each time.
        let is_sound = diagnostics.is_empty();
        let read = value.map(|(stamp, text)| (is_sound.then_some(stamp), text));
        Checked { value: read, diagnostics }
    }

    /// Remembers those of these texts that had rested when their reading began, and no others.
    pub(super) fn remember_texts(
        &mut self,
        read: &[Option<(Option<Stamp>, Text)>],
        began: Duration,
    ) {
        let rested = read.iter().flatten().filter_map(|(stamp, text)| {
            let stamp = stamp.filter(|stamp| stamp.had_rested(began))?;
            Some((Arc::clone(&text.path), (stamp, text.clone())))
        });
        self.texts = rested.collect();
    }

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
        match self.attachments.get(&found.path) {
            Some((before, known)) if *before == stamp && stamp.size > TRUSTED_BYTES => {
                Ok((stamp, known.clone()))
            }
            Some(_) | None => Ok((stamp, describe(found, file)?)),
        }
    }

    /// Remembers these attachments and no others.
    pub(super) fn remember(&mut self, known: &[(Stamp, Attachment)]) {
        let named = |known: &(Stamp, Attachment)| (Arc::clone(&known.1.path), known.clone());
        self.attachments = known.iter().map(named).collect();
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
