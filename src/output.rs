//! The one writer of files: outputs become a published folder.
//!
//! Takes the files of a site, as they are made, and the folder they go to; gives what changed there. The new site grows
//! beside the old one and the two are exchanged in one step. Never changes a file that is not
//! ours, never lets a reader see half a site, and never waits for the disk to be certain (no fsync).

mod error;
mod late;
mod lock;
mod manifest;
mod piece;
mod plan;
mod precompress;
mod replace;
mod stage;
mod survey;
mod target;

pub use error::PublishError;
pub use piece::Put;

use crate::parallel;
use bytes::Bytes;
use lock::Lock;
use piece::Putter;
use plan::Plan;
use stage::Staging;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use survey::Old;
use target::Target;

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Path from the top of the site, with `/` between its parts.
    pub path: String,
    /// What it holds.
    pub body: Body,
}

/// What a file of the site holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// These bytes.
    Bytes(Bytes),
    /// What the input at this path from the root holds.
    Attachment(Arc<str>),
}

/// How a site is published.
#[derive(Clone, Debug, Default)]
pub struct Publish {
    /// Files and folders of the output that are kept although the site has no such file.
    pub keep: Vec<String>,
    /// Whether each text gets a `.gz` beside it, where that is smaller.
    pub precompress: bool,
    /// The home folder, which is never published to, nor is what contains it.
    pub home: Option<PathBuf>,
}

/// What publishing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// How many files are new or other than before.
    pub written: usize,
    /// How many files kept their bytes and their modification time.
    pub unchanged: usize,
    /// How many files of the old site are gone.
    pub removed: usize,
    /// What its author should know besides, one sentence each.
    pub notices: Vec<String>,
}

/// Makes `outputs`, and what is kept, all that the folder `output` holds.
///
/// # Errors
/// As [`Publisher::open`] and [`Publisher::finish`].
pub fn publish(
    root: &Path,
    output: &Path,
    outputs: &[Output],
    options: &Publish,
) -> Result<Published, PublishError> {
    let publisher = Publisher::open(root, output, options)?;
    let put = parallel::map(outputs, |output| publisher.put(output));
    publisher.finish(put)
}

/// A new site that grows beside the old one, and is thrown away unless it is finished.
///
/// No other build publishes to the same folder meanwhile.
pub struct Publisher {
    // Dropped in this order: what is not finished is gone before the next build may begin.
    staging: Staging,
    _lock: Lock,
    old: Old,
    target: Target,
    precompress: bool,
}

impl Publisher {
    /// Looks at the folder `output` and waits until no other build publishes to it.
    ///
    /// # Errors
    /// [`Code::ForeignOutput`](crate::diagnostic::Code::ForeignOutput) when the folder is not ours to
    /// write; otherwise what the disk said. The folder stands as it was.
    pub fn open(root: &Path, output: &Path, options: &Publish) -> Result<Self, PublishError> {
        let target = Target::of(root, output, options.home.as_deref())?;
        let lock = Lock::wait(&target)?;
        target.clear()?;
        let old = Old::survey(&target, &options.keep)?;
        let staging = Staging::at(&target);
        Ok(Self { staging, _lock: lock, old, target, precompress: options.precompress })
    }

    /// Writes one file of the new site, unless the old one has it as it is; from any thread, in any order.
    ///
    /// What went wrong is told at the end.
    #[must_use]
    pub fn put(&self, output: &Output) -> Put {
        self.putter().put(output)
    }

    /// Makes all that was `put`, and what is kept, all that the folder holds.
    ///
    /// # Errors
    /// Where two files claim one path, or one leads out of the site; otherwise what the disk said. Unless the error
    /// says something else, the old site stands as it was.
    pub fn finish(self, put: Vec<Put>) -> Result<Published, PublishError> {
        let mut pieces = plan::pieces(put)?;
        if self.precompress {
            precompress::add(&self.putter(), &mut pieces)?;
        }
        let plan = Plan::make(&self.putter(), pieces)?;
        let published = plan.published();
        if plan.is_idle() {
            return Ok(published);
        }
        let Self { staging, old, target, .. } = &self;
        let replaced = Published { notices: vec![target.replaced_notice()], ..published.clone() };
        if target.is_inside {
            replace::file_by_file(target, staging, &plan, old)?;
            return Ok(replaced);
        }
        staging.complete(target, &plan, old)?;
        match staging.exchange(target, old) {
            Ok(notices) => Ok(Published { notices, ..published }),
            Err(error) if error::cannot_exchange(&error) => {
                let target = target.inside();
                let staging = staging.moved(&target, &plan)?;
                replace::file_by_file(&target, &staging, &plan, old)?;
                Ok(replaced)
            }
            Err(error) => Err(target.failed("cannot put the new site in place of", &error)),
        }
    }

    const fn putter(&self) -> Putter<'_> {
        Putter { target: &self.target, old: &self.old, staging: &self.staging }
    }
}
