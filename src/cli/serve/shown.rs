//! What is served: one build of the site, in memory, with its problems.
//!
//! Takes a build; finds the file for a path. Never reads a disk: what is not in the build is not there.

use super::inject;
use hyper::body::Bytes;
use percent_encoding::percent_decode_str;
use std::collections::HashMap;
use xxhash_rust::xxh3::Xxh3;

/// One build of the site.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Which build it is, counted from 1; 0 is before the first.
    pub(super) number: u64,
    /// The files of the site, by their paths.
    pub(super) files: HashMap<String, Bytes>,
    /// The problems as the script in the page reads them, in one line of JSON.
    pub(super) problems: String,
}

/// What is at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// This file.
    File(&'a str, &'a Bytes),
    /// A folder, whose address ends in `/`.
    Folder,
    /// Nothing.
    Missing,
}

impl Shown {
    /// Finds what is at the path of an address, percent signs and all.
    pub(super) fn find(&self, path: &str) -> Found<'_> {
        let Ok(path) = percent_decode_str(path).decode_utf8() else { return Found::Missing };
        let path = path.trim_start_matches('/');
        let index = |folder: &str| format!("{folder}index.html");
        let exact = if path.is_empty() || path.ends_with('/') { index(path) } else { path.into() };
        match self.files.get_key_value(&exact) {
            Some((path, bytes)) => Found::File(path, bytes),
            None if self.files.contains_key(&index(&format!("{path}/"))) => Found::Folder,
            None => Found::Missing,
        }
    }

    /// The page that says that there is nothing.
    pub(super) fn missing(&self) -> Option<&Bytes> {
        self.files.get("404.html")
    }

    /// Returns a number that changes when the page at `path` would look different: by its own
    /// bytes or by those of the styles, scripts and pictures it names.
    pub(super) fn version(&self, path: &str) -> u64 {
        let mut hasher = Xxh3::new();
        let (name, page) = match self.find(path) {
            Found::File(name, page) => (name, Some(page)),
            Found::Folder | Found::Missing => ("404.html", self.missing()),
        };
        let Some(page) = page else { return 0 };
        hasher.update(page);
        if name.ends_with(".html") {
            let parts =
                inject::parts_of(page).filter_map(|part| self.files.get(&beside(name, part)?));
            parts.for_each(|part| hasher.update(part));
        }
        hasher.digest()
    }
}

/// Works out which file `reference` names in the page at `page`; none for another site's.
fn beside(page: &str, reference: &str) -> Option<String> {
    let reference = reference.split(['?', '#']).next().unwrap_or_default();
    if reference.contains("//") || reference.contains(':') {
        return None;
    }
    let reference = percent_decode_str(reference).decode_utf8().ok()?;
    let (base, rest) = match reference.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (page.rsplit_once('/').map_or("", |(folder, _)| folder), &*reference),
    };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(files: &[(&str, &str)]) -> Shown {
        let files = files.iter().map(|&(path, text)| (path.into(), text.to_owned().into()));
        Shown { number: 1, files: files.collect(), problems: String::new() }
    }

    #[test]
    fn an_address_leads_to_its_file_or_its_folder_and_nowhere_else() {
        let site =
            shown(&[("index.html", "home"), ("a/index.html", "list"), ("a/快手.html", "note")]);
        let path = |address| match site.find(address) {
            Found::File(path, _) => path,
            Found::Folder => "folder",
            Found::Missing => "missing",
        };
        assert_eq!(path("/"), "index.html");
        assert_eq!(path("/a/"), "a/index.html");
        assert_eq!(path("/a"), "folder");
        assert_eq!(path("/a/%E5%BF%AB%E6%89%8B.html"), "a/快手.html");
        for address in
            ["/b", "/../index.html", "/a/../index.html", "/%2e%2e/etc/passwd", "/%ff", "/a//"]
        {
            assert_eq!(path(address), "missing", "{address}");
        }
    }

    #[test]
    fn a_version_changes_with_the_page_and_with_what_it_names() {
        let page =
            r#"<link rel="stylesheet" href="../style.css?v=1"><script src="/s.js"></script>"#;
        let files = |style: &'static str, other: &'static str| {
            shown(&[("a/p.html", page), ("style.css", style), ("other.html", other)])
        };
        let version = files("a", "b").version("/a/p.html");
        assert_eq!(files("a", "c").version("/a/p.html"), version);
        assert_ne!(files("c", "b").version("/a/p.html"), version);
        assert_eq!(files("a", "b").version("/nothing"), 0);
    }
}
