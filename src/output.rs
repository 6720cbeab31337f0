//! The one writer of files: a list of outputs becomes a published folder.
//!
//! Takes the files of a site and the folder they go to; gives what changed there. Never changes a
//! file that is not ours, and never lets a reader see half a site.

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
    Bytes(Vec<u8>),
    /// What the input at this path from the root holds.
    Attachment(std::sync::Arc<str>),
}
