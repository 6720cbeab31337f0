//! Tables that a query works out.
//!
//! Takes a `query` block; gives a table of notes with links and citations. What cannot be read stays as it was written.

use super::BodyHost;
use crate::markdown::escape;
use std::ops::Range;

impl BodyHost<'_, '_, '_> {
    pub(super) fn query_html(&mut self, query: &str, _place: &Range<usize>) -> String {
        format!("<pre class=\"code\" tabindex=\"0\" data-language=\"query\"><code>{}</code></pre>\n", escape(query))
    }
}
