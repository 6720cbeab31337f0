//! Publishing can be trusted: whole, only ours, and no more than what changed.
//!
//! Nothing here measures time. What needs a mount or another user is tried where the tests run as
//! root, and says so where they do not.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

mod elsewhere;
mod ours;
mod paths;
mod support;
mod unchanged;
mod whole;

/// What a child process of a test does; of itself it does nothing.
#[test]
fn publisher() {
    support::act_as_publisher();
}
