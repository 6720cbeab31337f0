//! The search page: what can be filtered by, and every note for those without script.
//!
//! Takes the knowledge; gives the view. Searches nothing itself.

use crate::knowledge::NoteId;
use crate::view::{Maker, SearchView};

impl Maker<'_> {
    /// Shows what the search page at `from` has besides its results; `script` is where the search itself is found.
    #[must_use]
    pub fn search(&self, from: &str, script: &str) -> SearchView {
        let all: Vec<NoteId> = (0..self.knowledge.notes.len()).collect();
        SearchView {
            kinds: self.kinds_of(from, &all),
            topics: self.topics(from),
            index: self.index(from),
            script: script.to_owned(),
        }
    }
}
