//! Words and scripts: slugs, look-up names, Chinese readings, near names, sentences, what `href` takes.
//!
//! Takes plain text; gives plain text or spans of it. Pure: knows no note, reports nothing.

mod count;
mod encode;
mod near;
mod phrases;
pub mod pinyin;
mod scan;
mod script;
mod sentence;
mod slug;

pub use count::counted;
pub use encode::{encoded, push_encoded};
pub use near::{NameList, Near, near};
pub use scan::find_sign;
pub use script::{Run, Script, each_run, has_han, is_han, simplify, split_scripts};
pub use sentence::sentence_around;
pub use slug::{are_alike, composed, fold, heading_id, is_unseen, slug, without_note_ending};
