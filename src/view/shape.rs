//! The shapes of what templates see; all of them plain, serialised as they stand.
//!
//! Takes nothing; gives types. Never computes.

mod kind;
mod markup;
mod note;
mod site;
mod whole;

pub use kind::*;
pub use note::*;
pub use site::*;
pub use whole::*;
