//! What a site consists of, written into the site itself.
//!
//! Takes and gives `.zhiku.json`: each file with its length and its XXH3. It tells our files from
//! others; whether a file is unchanged is never taken from here but from its bytes.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use xxhash_rust::xxh3::xxh3_128;

/// Name of the manifest in the output folder.
pub(super) const NAME: &str = ".zhiku.json";

const MADE_BY: &str = concat!("zhiku ", env!("CARGO_PKG_VERSION"));

/// The files of one site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    made_by: String,
    /// Each file by its path, the manifest aside.
    pub(super) files: BTreeMap<String, Listed>,
}

/// One file of a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Listed {
    /// Length in bytes.
    pub(super) size: u64,
    /// XXH3 of the bytes, 128 bits in hexadecimal.
    pub(super) xxh3: String,
}

impl Listed {
    /// Describes a file that holds `bytes`.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self::with(bytes.len() as u64, xxh3_128(bytes))
    }

    /// Describes a file by its length and hash.
    pub(super) fn with(size: u64, hash: u128) -> Self {
        Self { size, xxh3: format!("{hash:032x}") }
    }
}

impl Manifest {
    /// Makes the manifest of `files`.
    pub(super) fn of(files: BTreeMap<String, Listed>) -> Self {
        Self { made_by: MADE_BY.into(), files }
    }

    /// Reads the manifest of the site at `output`; `None` where there is none.
    pub(super) fn read(output: &Path) -> io::Result<Option<Self>> {
        match fs::read(output.join(NAME)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Returns whether this very version of the program made the site.
    pub(super) fn is_current(&self) -> bool {
        self.made_by == MADE_BY
    }

    /// Writes the manifest as JSON, one file to a line.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let name = |name: &String| serde_json::Value::from(name.as_str());
        let line = |(path, file): (&String, &Listed)| {
            format!("{}: {{\"size\": {}, \"xxh3\": \"{}\"}}", name(path), file.size, file.xxh3)
        };
        let files: Vec<_> = self.files.iter().map(line).collect();
        let made_by = name(&self.made_by);
        format!("{{\"made_by\": {made_by}, \"files\": {{\n{}\n}}}}\n", files.join(",\n"))
            .into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let names = ["a.html", "汉字/\"quoted\"\n.html"].map(str::to_owned);
        let manifest = Manifest::of(names.map(|name| (name, Listed::of(b"text"))).into());
        let read: Manifest = serde_json::from_slice(&manifest.bytes()).unwrap();
        assert_eq!(read, manifest);
    }
}
