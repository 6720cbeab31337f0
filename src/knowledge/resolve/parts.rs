//! What of a note a link can lead to: headings, marked blocks, places that raw HTML names.
//!
//! Takes an outline; answers which part a fragment means. Made once for a note that links into another, however often it does.

use super::Fragment;
use crate::markdown::Outline;
use crate::text::{fold, heading_id};
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// The parts of one note, by each way to name them; where two share a name, the first has it.
#[derive(Default)]
pub(super) struct Parts {
    ids: HashMap<String, usize, RandomState>,
    texts: HashMap<String, usize, RandomState>,
    blocks: HashMap<String, usize, RandomState>,
    anchors: HashMap<String, usize, RandomState>,
}

impl Parts {
    pub(super) fn of(outline: &Outline) -> Self {
        let mut parts = Self::default();
        for (at, heading) in outline.headings.iter().enumerate() {
            parts.ids.entry(heading.id.clone()).or_insert(at);
            parts.texts.entry(fold(&heading.text)).or_insert(at);
        }
        for (at, block) in outline.blocks.iter().enumerate() {
            parts.blocks.entry(block.id.clone()).or_insert(at);
        }
        for (at, anchor) in outline.anchors.iter().enumerate() {
            parts.anchors.entry(anchor.clone()).or_insert(at);
        }
        parts
    }

    /// Finds a block marked `^id`.
    pub(super) fn block(&self, id: &str) -> Option<Fragment> {
        self.blocks.get(id).copied().map(Fragment::Block)
    }

    /// Finds a heading by its id or its text, and otherwise a place that raw HTML names; the last part of a path such as
    /// `Funding#Rounds` decides.
    pub(super) fn heading(&self, fragment: &str) -> Option<Fragment> {
        let last = fragment.rsplit('#').next().unwrap_or(fragment);
        let by_id = |id: &str| self.ids.get(id).copied();
        let found = [by_id(last), self.texts.get(&fold(last)).copied(), by_id(&heading_id(last))];
        let heading = found.into_iter().flatten().min().map(Fragment::Heading);
        heading.or_else(|| self.anchors.get(last).copied().map(Fragment::Anchor))
    }
}
