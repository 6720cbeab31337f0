//! The templates and static files that stand in the program itself.
//!
//! Takes nothing; gives them as if they had been read. The lists are kept by hand, in the order of
//! their paths, and a test holds them to the folders `templates/` and `static/`.

use super::{Static, Text};

macro_rules! embed {
    ($include:ident, $folder:literal, [$($path:literal,)*]) => {
        &[$(($path, $include!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $folder, "/", $path)).as_slice()),)*]
    };
}

/// Path and bytes of each file of a folder.
type Folder = &'static [(&'static str, &'static [u8])];

const TEMPLATES: Folder = embed!(include_bytes, "templates", []);

const STATICS: Folder = embed!(include_bytes, "static", []);

/// Gives the built-in templates, sorted by path.
pub(super) fn templates() -> Vec<Text> {
    let text = |bytes| String::from_utf8_lossy(bytes).as_ref().into();
    TEMPLATES.iter().map(|&(path, bytes)| Text { path: path.into(), text: text(bytes) }).collect()
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
