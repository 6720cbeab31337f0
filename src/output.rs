//! The one writer of files: a list of outputs becomes a published folder.
//!
//! Takes the files of a site and the folder they go to; gives what changed there. The new site is
//! made beside the old one and the two are exchanged in one step. Never changes a file that is not
//! ours, never lets a reader see half a site, and never waits for the disk to be certain (no fsync).

mod error;
mod late;
mod lock;
mod manifest;
mod plan;
mod replace;
mod stage;
mod survey;
mod target;

pub use error::PublishError;

use lock::Lock;
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
    Bytes(Arc<[u8]>),
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
/// [`Code::ForeignOutput`](crate::diagnostic::Code::ForeignOutput) when the folder is not ours to
/// write; otherwise what the disk said. Unless the error says something else, the old site stands
/// as it was.
pub fn publish(
    root: &Path,
    output: &Path,
    outputs: &[Output],
    options: &Publish,
) -> Result<Published, PublishError> {
    plan::check_paths(outputs)?;
    let mut target = Target::of(root, output, options.home.as_deref())?;
    let _lock = Lock::wait(&target)?;
    target.clear()?;
    let old = Old::survey(&target, &options.keep)?;
    let plan = Plan::make(&target, outputs, &old, options)?;
    let published = plan.published();
    if plan.is_idle() {
        return Ok(published);
    }
    if !target.is_inside {
        let staging = Staging::whole(&target, &plan, &old)?;
        match staging.exchange(&old) {
            Ok(notices) => return Ok(Published { notices, ..published }),
            Err(error) if error::cannot_exchange(&error) => target = target.inside(),
            Err(error) => return Err(target.failed("cannot put the new site in place of", &error)),
        }
    }
    let staging = Staging::changes(&target, &plan)?;
    replace::file_by_file(&target, staging, &plan, &old)?;
    Ok(Published { notices: vec![target.replaced_notice()], ..published })
}
