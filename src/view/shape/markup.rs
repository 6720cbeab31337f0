//! Markup among what templates see.
//!
//! Takes HTML that a view has made; gives it to Tera as such, which writes it as it stands and escapes all else. Never makes markup of what an author wrote.

use serde::{Serialize, Serializer};
use tera::Value;

/// Marks one piece of HTML.
pub(super) fn one<S: Serializer>(html: &str, serializer: S) -> Result<S::Ok, S::Error> {
    Value::safe_string(html).serialize(serializer)
}

/// Marks HTML that may not be there.
pub(super) fn maybe<S: Serializer>(
    html: &Option<String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    html.as_deref().map(Value::safe_string).serialize(serializer)
}

/// Marks each of several pieces of HTML.
pub(super) fn each<S: Serializer>(
    all: &[impl AsRef<str>],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(all.iter().map(|html| Value::safe_string(html.as_ref())))
}
