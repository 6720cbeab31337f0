//! The texts that a report points into, with their lines found once.
//!
//! Takes a report and a look-up of texts; gives each place's lines and columns. Never reads a disk.

use super::Diagnostic;
use crate::span::{Lines, Place, Position};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Finds the text of a path, as the report's stages read it; nothing where it is no text.
pub type TextOf<'a> = dyn Fn(&str) -> Option<Arc<str>> + 'a;

/// The texts that a report speaks of, by path.
pub(super) struct Texts(BTreeMap<Arc<str>, Arc<str>>);

/// Where a place begins and ends; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) start: Position,
    pub(super) end: Position,
}

/// The lines of those texts.
pub(super) struct Positions<'a>(BTreeMap<&'a str, Lines<'a>>);

impl Texts {
    /// Looks up each path that `report` names, once.
    pub(super) fn of(report: &[Diagnostic], text_of: &TextOf<'_>) -> Self {
        let mut texts = BTreeMap::new();
        for place in report.iter().flat_map(places) {
            if !texts.contains_key(&place.path)
                && let Some(text) = text_of(&place.path)
            {
                texts.insert(Arc::clone(&place.path), text);
            }
        }
        Self(texts)
    }

    /// Returns the text at `path`.
    pub(super) fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(|text| &**text)
    }

    /// Finds the lines of each text.
    pub(super) fn positions(&self) -> Positions<'_> {
        Positions(self.0.iter().map(|(path, text)| (&**path, Lines::new(text))).collect())
    }
}

impl Positions<'_> {
    /// Returns where `place` begins and ends, if its text is known.
    pub(super) fn region(&self, place: &Place) -> Option<Region> {
        let lines = self.0.get(&*place.path)?;
        let end = place.span.end.max(place.span.start);
        Some(Region { start: lines.position(place.span.start), end: lines.position(end) })
    }
}

impl Region {
    /// The very beginning of a file: where a problem stands that has no text.
    pub(super) const FIRST: Self =
        Self { start: Position { line: 1, column: 1 }, end: Position { line: 1, column: 1 } };
}

/// Lists every place that a diagnostic speaks of.
fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = &Place> {
    std::iter::once(&diagnostic.place)
        .chain(diagnostic.related.iter().map(|related| &related.place))
}
