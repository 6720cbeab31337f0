//! Turns a folder of Markdown notes into a cross-linked, cited knowledge base.
//!
//! Input → Note → Knowledge → Page → Output: see `ARCHITECTURE.md`.

pub mod cli;
pub mod compile;
pub mod data;
pub mod diagnostic;
pub mod draw;
pub mod input;
pub mod knowledge;
pub mod markdown;
pub mod note;
pub mod output;
pub mod page;
pub mod parallel;
pub mod render;
pub mod schema;
pub mod search;
pub mod settings;
pub mod span;
pub mod text;
pub mod value;
pub mod view;
pub mod yaml;
