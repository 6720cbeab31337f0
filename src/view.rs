//! The plain data that a template sees: its author's contract.
//!
//! Takes a page and the knowledge; gives values that need no further sorting, filtering, joining
//! or formatting. Fields named `html` or ending in `_html` hold markup that is safe as it stands; every other text is
//! plain and left to the template engine to escape. Every `href` is relative to the page that shows it. Never names a
//! template's layout and never reads a file.

mod body;
mod charts;
mod digest;
mod figure;
#[cfg(test)]
mod fixture;
mod head;
mod maker;
mod note;
mod pages;
mod plate;
mod references;
mod sentence;
mod shape;
mod source;
mod statement;

pub use digest::{Digest, Passage, Prose};
pub use maker::{Maker, day_in_english};
pub use pages::wanted_id;
pub use shape::*;
