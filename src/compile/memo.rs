//! What a compilation keeps for the next.
//!
//! Takes and gives notes by their text, pages by that of their view, search terms by that of their document. Never answers with anything that was made of
//! other inputs: every key holds all that the value was made of.

use crate::diagnostic::Diagnostic;
use crate::input::Text;
use crate::note::Note;
use crate::search::{self, Document, DocumentTerms};
use crate::view::SiteView;
use bytes::Bytes;
use serde::Serialize;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// Fingerprint of anything.
pub(super) type Print = u128;

type Read = (Arc<Note>, Arc<[Diagnostic]>);

/// A page as it was rendered: its address, the fingerprint of its view, its bytes.
pub(super) type Rendered = (String, Print, Bytes);

/// The terms of a document, with its fingerprint.
pub(super) type Terms = (Print, Arc<DocumentTerms>);

/// What is kept from one compilation to the next; by default nothing, which is right for a build that stands alone.
#[derive(Debug, Default)]
pub struct Memo {
    keeps: bool,
    kinds: Print,
    templates: Print,
    notes: HashMap<Arc<str>, (Arc<str>, Read)>,
    pages: HashMap<String, (Print, Bytes)>,
    terms: HashMap<String, Terms>,
}

impl Memo {
    /// Begins to keep.
    #[must_use]
    pub fn keeping() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    /// Forgets every note where the kinds have changed.
    pub(super) fn kinds(&mut self, own: Option<&str>) {
        let print = xxh3_128(own.unwrap_or_default().as_bytes());
        if print != self.kinds {
            self.notes.clear();
            self.kinds = print;
        }
    }

    /// Forgets every page where the templates or what all pages show have changed.
    pub(super) fn templates(&mut self, templates: &[Text], site: &SiteView) {
        let mut hasher = Xxh3::new();
        for template in templates {
            hasher.update(template.path.as_bytes());
            hasher.update(&[0]);
            hasher.update(template.text.as_bytes());
            hasher.update(&[0]);
        }
        hasher.update(&print_of(site).to_le_bytes());
        let print = hasher.digest128();
        if print != self.templates {
            self.pages.clear();
            self.templates = print;
        }
    }

    /// Returns a note that was read from the same text.
    pub(super) fn note(&self, text: &Text) -> Option<Read> {
        let (known, read) = self.notes.get(&text.path)?;
        let is_same = Arc::ptr_eq(known, &text.text) || *known == text.text;
        is_same.then(|| (Arc::clone(&read.0), Arc::clone(&read.1)))
    }

    /// Keeps the notes as they were read, and no others.
    pub(super) fn keep_notes(&mut self, texts: &[Text], read: &[Read]) {
        if !self.keeps {
            return;
        }
        let pairs = texts.iter().zip(read);
        self.notes = pairs
            .map(|(text, read)| (Arc::clone(&text.path), (Arc::clone(&text.text), read.clone())))
            .collect();
    }

    /// Fingerprints a view, if pages are kept at all.
    pub(super) fn print_of(&self, view: &impl Serialize) -> Print {
        if self.keeps { print_of(view) } else { Print::default() }
    }

    /// Returns a page that was rendered from the same view.
    pub(super) fn page(&self, address: &str, print: Print) -> Option<Bytes> {
        let (known, bytes) = self.pages.get(address)?;
        (*known == print).then(|| bytes.clone())
    }

    /// Returns whether anything is kept at all.
    pub(super) const fn keeps(&self) -> bool {
        self.keeps
    }

    /// Keeps the pages as they were rendered and the terms of the documents, and no others.
    pub(super) fn keep(&mut self, pages: Vec<Rendered>, terms: Vec<Terms>) {
        let pages = pages.into_iter();
        self.pages = pages.map(|(address, print, bytes)| (address, (print, bytes))).collect();
        self.terms = terms.into_iter().map(|kept| (kept.1.href().to_owned(), kept)).collect();
    }

    /// Returns the terms of a document; those of the last time where it has not changed.
    pub(super) fn terms_of(&self, document: &Document) -> Terms {
        let print = if self.keeps { print_of_document(document) } else { Print::default() };
        match self.terms.get(&document.href).filter(|(old, _)| *old == print) {
            Some((_, terms)) => (print, Arc::clone(terms)),
            None => (print, Arc::new(search::terms_of(document))),
        }
    }
}

fn print_of_document(document: &Document) -> Print {
    let mut hasher = Xxh3::new();
    document.hash(&mut hasher);
    hasher.digest128()
}

/// Fingerprints anything that serialises.
pub(super) fn print_of(value: &impl Serialize) -> Print {
    let mut hasher = Xxh3::new();
    // Writing to a hasher cannot fail, and views hold nothing that JSON has no word for.
    let _ = serde_json::to_writer(&mut hasher, value);
    hasher.digest128()
}
