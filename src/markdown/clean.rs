//! A body with raw HTML, made whole.
//!
//! Takes the markup of a whole body, in which raw tags of the author stand among ours; gives markup whose
//! elements nest, so that nothing open reaches beyond the body. Stands in for no other guard: raw pieces come
//! through `super::raw_html` first, and what holds scripts of ours comes back after.

use super::raw_html::ELEMENTS;
use ammonia::{Builder, UrlRelative};
use std::collections::{HashMap, HashSet};

use std::sync::LazyLock;

/// Attributes that any element may have, besides those that begin with `data-` or `aria-`.
const ATTRIBUTES: [&str; 7] = ["class", "dir", "id", "lang", "role", "tabindex", "title"];
/// Attributes of single elements.
const OWN_ATTRIBUTES: [(&str, &[&str]); 14] = [
    ("a", &["href", "rel"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("img", &["alt", "decoding", "height", "loading", "src", "width"]),
    ("ins", &["cite", "datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start"]),
    ("q", &["cite"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let own = OWN_ATTRIBUTES.iter().map(|&(tag, names)| (tag, names.iter().copied().collect()));
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.split(' ').collect())
        .generic_attributes(ATTRIBUTES.into_iter().collect())
        .generic_attribute_prefixes(HashSet::from(["aria-", "data-"]))
        .tag_attributes(own.collect::<HashMap<_, _>>())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

/// Closes what is open and drops what is not allowed in the markup of a whole body.
///
/// # Shape
/// What our writer writes keeps its elements, attributes and text; only the spelling of entities
/// and of empty attributes changes. Doing it twice changes nothing more.
///
/// # Source
/// HTML, "Parsing HTML fragments", as in `html5ever`.
pub(super) fn balance(html: &str) -> String {
    BUILDER.clean(html).to_string()
}

#[cfg(test)]
mod tests;
