//! The templates and static files that stand in the program itself.
//!
//! Takes nothing; gives them as if they had been read. The lists are kept by hand, in the order of
//! their paths, and a test holds them to the folders `templates/` and `static/`.

use super::{Static, Text};

macro_rules! embed {
    ($folder:literal, [$($path:literal,)*]) => {
        &[$(($path, include_bytes!(concat!("../../", $folder, "/", $path)).as_slice()),)*]
    };
}

/// Path and bytes of each file of a folder.
type Folder = &'static [(&'static str, &'static [u8])];

const TEMPLATES: Folder = embed!(
    "templates",
    [
        "404.html",
        "a-z.html",
        "about.html",
        "base.html",
        "compare.html",
        "components/backlinks.html",
        "components/date.html",
        "components/figure_card.html",
        "components/filters.html",
        "components/list_table.html",
        "components/note_link.html",
        "components/observation_row.html",
        "components/page_head.html",
        "components/statement.html",
        "components/status.html",
        "concept.html",
        "event.html",
        "festival.html",
        "figure.html",
        "graph.html",
        "health.html",
        "index.html",
        "list.html",
        "note.html",
        "partials/backlinks.html",
        "partials/breadcrumbs.html",
        "partials/events.html",
        "partials/figures.html",
        "partials/footer.html",
        "partials/header.html",
        "partials/index_letters.html",
        "partials/infobox.html",
        "partials/key_figures.html",
        "partials/note_footer.html",
        "partials/note_header.html",
        "partials/problems.html",
        "partials/references.html",
        "partials/relations.html",
        "partials/toc.html",
        "person.html",
        "search.html",
        "source.html",
        "timeline.html",
        "topics.html",
        "wanted.html",
    ]
);

const STATICS: Folder = embed!(
    "static",
    [
        "base.css",
        "components.css",
        "core.js",
        "icon.svg",
        "layout.css",
        "print.css",
        "reset.css",
        "search.js",
        "tokens.css",
    ]
);

/// Gives the built-in templates, sorted by path.
pub(super) fn templates() -> Vec<Text> {
    let text = |bytes| String::from_utf8_lossy(bytes).as_ref().into();
    TEMPLATES.iter().map(|&(path, bytes)| Text { path: path.into(), text: text(bytes) }).collect()
}

/// Returns whether a text is the built-in template of this path.
#[must_use]
pub fn is_built_in_template(path: &str, text: &str) -> bool {
    TEMPLATES.iter().any(|&(own, bytes)| own == path && bytes == text.as_bytes())
}

/// Gives the built-in static files, sorted by path.
pub(super) fn statics() -> Vec<Static> {
    STATICS.iter().map(|&(path, bytes)| Static { path: path.into(), bytes: bytes.into() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::find::{Hidden, find};
    use std::path::Path;

    fn assert_lists(folder: &str, listed: Folder, hidden: Hidden) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap();
        let found = find(&root, folder, hidden).value;
        let found: Vec<_> = found.iter().map(|found| &found.path[folder.len() + 1..]).collect();
        let listed: Vec<_> = listed.iter().map(|&(path, _)| path).collect();
        assert_eq!(listed, found, "list in src/input/builtin.rs every file of {folder}/, in order");
    }

    #[test]
    fn every_template_is_listed() {
        assert_lists("templates", TEMPLATES, Hidden::Dot);
    }

    #[test]
    fn every_static_file_is_listed() {
        assert_lists("static", STATICS, Hidden::DotButPublic);
    }
}
