//! `zhiku init`: a small base to start from.
//!
//! Takes a folder; writes a few notes into it that build and check clean. Never overwrites a file.

use super::Exit;
use super::console::Console;
use super::failure::Failure;
use clap::Args;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Name the folder; it is made if it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

macro_rules! base {
    ($($path:literal,)*) => {
        [$(($path, include_str!(concat!("init/base/", $path))),)*]
    };
}

/// Path beneath `content` and text of each file.
const FILES: [(&str, &str); 9] = base![
    "companies/lantern-market.md",
    "concepts/gmv.md",
    "events/lantern-live-launch-2023.md",
    "figures/lantern-live-gmv.md",
    "index.md",
    "platforms/lantern-live.md",
    "site.yaml",
    "sources/evening-post-lantern-2023.md",
    "sources/harbour-times-lantern-2024.md",
];

impl Init {
    pub(super) fn run(&self, root: &Path, console: &mut Console) -> Result<Exit, Failure> {
        let folder = root.join(&self.folder);
        let content = folder.join("content");
        if content.symlink_metadata().is_ok() {
            let message = format!("there is a base already in `{}`", folder.display());
            return Err(Failure::usage(message).help("choose another folder"));
        }
        for (path, text) in FILES {
            write(&content.join(path), text)?;
            console.result(&format!("{}", self.folder.join("content").join(path).display()));
        }
        let next = format!("Next: cd {} && zhiku serve --open", self.folder.display());
        console.remark(&next);
        Ok(Exit::Done)
    }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    make(path, text).map_err(|error| Failure::disk("make", path, &error))
}

fn make(path: &Path, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}
