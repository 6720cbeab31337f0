//! The search page: what can be filtered by, and the way to every note for those without script.
//!
//! Takes the knowledge; gives the view. Searches nothing itself.

use crate::knowledge::NoteId;
use crate::view::{IndexView, Maker, SearchView};

/// Notes up to which the page lists all of them, in some 300 KB; beyond, A–Z alone does.
const LISTED: usize = 1000;

impl<'k> Maker<'k> {
    /// Shows what the search page at `from` has besides its results; `script` is where the search itself is found.
    #[must_use]
    pub fn search(&self, from: &str, script: &str) -> SearchView<'k> {
        let all: Vec<NoteId> = (0..self.knowledge.notes.len()).collect();
        SearchView {
            kinds: self.kinds_of(from, &all),
            topics: self.topics(from),
            index: if all.len() > LISTED { IndexView::default() } else { self.index(from) },
            script: script.to_owned(),
        }
    }
}
