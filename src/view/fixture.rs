//! A tiny base made up in a test, joined and ready to be looked at.
//!
//! Takes notes by their paths within `content`, without the ending; gives what a [`Maker`] needs. Reads no disk.

use super::{Digest, Maker};
use crate::knowledge::{Depth, Drafts, Knowledge, NoteId, Surroundings, join};
use crate::page::{Plan, plan};
use crate::schema::{KindId, Schema};
use crate::settings::Settings;
use std::sync::Arc;

/// A base to make pages of.
pub(super) struct Base {
    pub(super) knowledge: Knowledge,
    plan: Plan,
    settings: Settings,
    digest: Digest,
}

impl Base {
    pub(super) fn new(notes: &[(&str, &str)]) -> Self {
        Self::with_schema(notes, Schema::read(None).value)
    }

    pub(super) fn with_schema(notes: &[(&str, &str)], schema: Schema) -> Self {
        let (schema, settings) = (Arc::new(schema), Settings::default());
        let parse = |&(path, text): &(&str, &str)| {
            let (path, text) = (Arc::from(format!("content/{path}.md")), Arc::from(text));
            Arc::new(crate::note::parse(&path, &text, &schema).value)
        };
        let around = Surroundings {
            schema: &schema,
            settings: &settings,
            attachments: &Arc::from([]),
            today: None,
            drafts: Drafts::Out,
            depth: Depth::Problems,
        };
        let knowledge = join(notes.iter().map(parse).collect(), &around).value;
        let plan = plan(&knowledge).value;
        Self { digest: Digest::of(&knowledge, &plan), knowledge, plan, settings }
    }

    pub(super) fn maker(&self) -> Maker<'_> {
        Maker {
            knowledge: &self.knowledge,
            plan: &self.plan,
            settings: &self.settings,
            digest: &self.digest,
        }
    }

    pub(super) fn id(&self, slug: &str) -> NoteId {
        self.knowledge.notes.iter().position(|note| note.slug == slug).expect("in the base")
    }

    pub(super) fn kind(&self, name: &str) -> KindId {
        self.knowledge.schema.by_name(name).expect("a kind")
    }
}
