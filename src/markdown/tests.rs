//! The dialect through its three doors: `tokens`, `outline` and `write`.

pub(super) mod dom;
