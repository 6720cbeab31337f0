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
        .url_schemes(super::SAFE_SCHEMES.into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

/// Closes what is open and drops what is not allowed in the markup of a whole body.
///
/// # Shape
/// What our writer writes keeps its elements, attributes and text; only the spelling of entities
/// and of empty attributes changes. An element that is open over the borders of others becomes several, of which the first keeps the
/// `id`. Doing it twice changes nothing more.
///
/// # Source
/// HTML, "Parsing HTML fragments", as in `html5ever`.
pub(super) fn balance(html: &str) -> String {
    with_sole_ids(&BUILDER.clean(html).to_string())
}

/// Drops each `id` that stood before, from markup as ammonia writes it: `"` for every value, `<` escaped in text.
fn with_sole_ids(html: &str) -> String {
    const ID: &str = " id=\"";
    let mut known: HashSet<&str> = HashSet::new();
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let tag = &rest[start..start + tag_length(&rest[start..])];
        out.push_str(&rest[..start]);
        rest = &rest[start + tag.len()..];
        let own = tag.find(ID).and_then(|at| {
            let value = at + ID.len();
            Some((at, value, value + tag[value..].find('"')?))
        });
        match own {
            Some((at, value, end)) if !known.insert(&tag[value..end]) => {
                out.push_str(&tag[..at]);
                out.push_str(&tag[end + 1..]);
            }
            _ => out.push_str(tag),
        }
    }
    out + rest
}

/// Returns how long the tag is that `html` begins with: to the first `>` outside of values.
fn tag_length(html: &str) -> usize {
    let mut in_value = false;
    let end = html.bytes().position(|byte| {
        in_value ^= byte == b'"';
        byte == b'>' && !in_value
    });
    end.map_or(html.len(), |end| end + 1)
}

#[cfg(test)]
mod tests;
