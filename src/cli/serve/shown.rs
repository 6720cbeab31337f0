//! What is served: one state of the site, in memory, with its problems.
//!
//! Takes a site that is ready and files that were made; finds the file for a path, and makes a page that is not made yet.
//! Never reads a disk: what is not in the site is not there.

use super::inject;
use crate::compile::Ready;
use crate::output::{Body, Output};
use hyper::body::Bytes;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use xxhash_rust::xxh3::Xxh3;

/// Files by their paths.
type Files = HashMap<String, Bytes>;

/// One state of the site.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Which state it is, counted from 1; 0 is before the first.
    pub(super) number: u64,
    /// The problems as the script in the page reads them, in one line of JSON.
    pub(super) problems: String,
    /// Makes pages; none before the notes could be read.
    ready: Option<Arc<Ready>>,
    /// Pages as they are now, so far as they are made.
    pages: Mutex<Files>,
    /// Pages as they last were, for those that cannot be made now.
    last: Arc<Files>,
    /// Whether errors may have taken pages away, which then stay.
    has_errors: bool,
    /// What is no page.
    files: Arc<Files>,
}

/// What is at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// This file.
    File(Cow<'a, str>, Bytes),
    /// A folder, whose address ends in `/`.
    Folder,
    /// Nothing.
    Missing,
}

impl Shown {
    /// The same site with other problems: its notes could not be read.
    pub(super) fn again(&self, problems: String) -> Self {
        Self {
            number: self.number + 1,
            problems,
            ready: self.ready.clone(),
            pages: Mutex::new(self.made()),
            last: Arc::clone(&self.last),
            has_errors: true,
            files: Arc::clone(&self.files),
        }
    }

    /// The site of changed notes, whose pages are still to be made.
    pub(super) fn then(&self, ready: &Arc<Ready>, problems: String, has_errors: bool) -> Self {
        Self {
            number: self.number + 1,
            problems,
            ready: Some(Arc::clone(ready)),
            pages: Mutex::default(),
            last: Arc::clone(&self.last),
            has_errors,
            files: self.with_assets(ready),
        }
    }

    /// Returns the files with the styles and scripts that the pages to come name.
    fn with_assets(&self, ready: &Ready) -> Arc<Files> {
        let bytes = |output: &Output| match &output.body {
            Body::Bytes(bytes) => Some(bytes.clone()),
            Body::Attachment(_) => None,
        };
        let assets = ready.assets().iter().filter_map(|it| Some((it.path.clone(), bytes(it)?)));
        let mut news =
            assets.filter(|(path, bytes)| self.files.get(path) != Some(bytes)).peekable();
        if news.peek().is_none() {
            return Arc::clone(&self.files);
        }
        let mut files = (*self.files).clone();
        files.extend(news);
        Arc::new(files)
    }

    /// The same site with everything made.
    pub(super) fn whole(
        &self,
        pages: Files,
        files: Files,
        problems: String,
        has_errors: bool,
    ) -> Self {
        let mut last = if has_errors { (*self.last).clone() } else { Files::new() };
        last.extend(pages.iter().map(|(path, bytes)| (path.clone(), bytes.clone())));
        Self {
            number: self.number + 1,
            problems,
            ready: self.ready.clone(),
            pages: Mutex::new(pages),
            last: Arc::new(last),
            has_errors,
            files: Arc::new(files),
        }
    }

    fn made(&self) -> Files {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Finds what is at the path of an address, percent signs and all.
    pub(super) fn find(&self, path: &str) -> Found<'_> {
        let Ok(path) = percent_decode_str(path).decode_utf8() else { return Found::Missing };
        let path = path.trim_start_matches('/');
        let index = |folder: &str| format!("{folder}index.html");
        let exact = if path.is_empty() || path.ends_with('/') { index(path) } else { path.into() };
        match self.file(&exact) {
            Some(bytes) => Found::File(exact.into(), bytes),
            None if self.file(&index(&format!("{path}/"))).is_some() => Found::Folder,
            None => Found::Missing,
        }
    }

    fn file(&self, path: &str) -> Option<Bytes> {
        match &self.ready {
            Some(ready) if ready.has_page(path) => {
                self.page(ready, path).or_else(|| self.last.get(path).cloned())
            }
            _ if self.has_errors => self.files.get(path).or_else(|| self.last.get(path)).cloned(),
            _ => self.files.get(path).cloned(),
        }
    }

    /// Gives a page, made now where it was not before.
    fn page(&self, ready: &Ready, path: &str) -> Option<Bytes> {
        let pages = || self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = pages().get(path) {
            return Some(known.clone());
        }
        let bytes = ready.page(path)?;
        pages().insert(path.to_owned(), bytes.clone());
        Some(bytes)
    }

    /// The page that says that there is nothing.
    pub(super) fn missing(&self) -> Option<Bytes> {
        self.file("404.html")
    }

    /// Returns a number that changes when the page at `path` would look different: by its own
    /// bytes or by those of the styles, scripts and pictures it names.
    pub(super) fn version(&self, path: &str) -> u64 {
        let mut hasher = Xxh3::new();
        let (name, page) = match self.find(path) {
            Found::File(name, page) => (name, Some(page)),
            Found::Folder | Found::Missing => ("404.html".into(), self.missing()),
        };
        let Some(page) = page else { return 0 };
        hasher.update(&page);
        if name.ends_with(".html") {
            let parts =
                inject::parts_of(&page).filter_map(|part| self.files.get(&beside(&name, part)?));
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
        Shown { number: 1, files: Arc::new(files.collect()), ..Shown::default() }
    }

    #[test]
    fn an_address_leads_to_its_file_or_its_folder_and_nowhere_else() {
        let site =
            shown(&[("index.html", "home"), ("a/index.html", "list"), ("a/快手.html", "note")]);
        let path = |address| match site.find(address) {
            Found::File(path, _) => path.into_owned(),
            Found::Folder => "folder".to_owned(),
            Found::Missing => "missing".to_owned(),
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
