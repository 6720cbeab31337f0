//! What stands above and below every note's page.
//!
//! Takes the engine and a note's page; gives the built-in header and footer for it, made once for each depth of folders: nothing
//! else tells those of notes apart. Never stands in for a header or footer of the site's own, which may look at the page.

use crate::input::is_built_in_template;
use crate::view::PageView;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use tera::{Context, Tera, TeraResult, Value};

/// The parts that are made once, by the names that `base.html` knows them by.
const PARTS: [(&str, &str); 2] =
    [("header", "partials/header.html"), ("footer", "partials/footer.html")];
/// The pages that they are made for, as `page.sort` says it.
const SORT: &str = "note";
/// Depths of folders for which parts are kept.
const DEPTHS: usize = 4;

/// A part by its name.
type Piece = (&'static str, Value);

/// The parts that were made so far.
#[derive(Debug, Default)]
pub(super) struct Frame {
    by_depth: [OnceLock<Vec<Piece>>; DEPTHS],
    /// Those of [`PARTS`] that the site has no template of its own for.
    built_in: Vec<(&'static str, &'static str)>,
}

impl Frame {
    /// Looks which parts are the built-in ones.
    pub(super) fn of(sources: &BTreeMap<Arc<str>, Arc<str>>) -> Self {
        let is_built_in =
            |path: &str| sources.get(path).is_some_and(|text| is_built_in_template(path, text));
        let built_in = PARTS.into_iter().filter(|(_, path)| is_built_in(path)).collect();
        Self { by_depth: Default::default(), built_in }
    }

    /// Gives the parts for a page; none where it has to make its own.
    pub(super) fn parts(&self, engine: &Tera, page: &PageView<'_>) -> TeraResult<&[Piece]> {
        let depth = page.root.len() / "../".len();
        let Some(kept) = self.by_depth.get(depth).filter(|_| page.sort == SORT) else {
            return Ok(&[]);
        };
        match kept.get() {
            Some(parts) => Ok(parts),
            None => {
                let parts = self.made(engine, &page.root)?;
                Ok(kept.get_or_init(|| parts))
            }
        }
    }

    fn made(&self, engine: &Tera, root: &str) -> TeraResult<Vec<Piece>> {
        let mut context = Context::new();
        context.insert("page", &BTreeMap::from([("root", root), ("sort", SORT)]));
        let made = |&(name, path): &(&'static str, &str)| {
            Ok((name, Value::safe_string(&engine.render(path, &context)?)))
        };
        self.built_in.iter().map(made).collect()
    }
}
