//! What the join needs besides the notes.
//!
//! Takes nothing; gives types.

use crate::input::Attachment;
use crate::schema::Schema;
use crate::settings::Settings;
use crate::value::Day;
use std::sync::Arc;

/// What the join needs besides the notes.
#[derive(Debug)]
pub struct Surroundings<'a> {
    /// The kinds.
    pub schema: &'a Arc<Schema>,
    /// The settings.
    pub settings: &'a Settings,
    /// Files beside the notes.
    pub attachments: &'a Arc<[Attachment]>,
    /// The day on which the report is made; used by diagnostics alone.
    pub today: Option<Day>,
    /// Whether drafts are published.
    pub drafts: Drafts,
    /// How much is to be looked for.
    pub depth: Depth,
}

/// What becomes of drafts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drafts {
    /// They are left out.
    #[default]
    Out,
    /// They are published.
    In,
}

/// How much is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Errors and warnings.
    #[default]
    Problems,
    /// Advice too.
    Advice,
}
