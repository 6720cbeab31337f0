//! Pages and parts worked out from all notes.
//!
//! Takes the knowledge and the plan, by way of the [`Maker`](super::Maker); gives the views of lists, timeline, graph and
//! the like, in an order that does not depend on anything but the notes. Names no kind: what a kind claims decides.

mod cell;
mod columns;
mod compare;
mod coverage;
mod graph;
mod health;
mod home;
mod letters;
mod list;
mod near;
mod order;
mod search;
mod strip;
#[cfg(test)]
mod tests;
mod timeline;
mod topics;
mod wanted;

pub(super) use list::order_of;
pub use wanted::wanted_id;
