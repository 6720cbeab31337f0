//! A strict reader of pages: HTML without a parse error, with no script but ours and nothing that a note could run.
//!
//! Takes the bytes of a page; gives what is wrong with it. Knows nothing of notes.

use html5ever::tendril::TendrilSink;
use html5ever::{LocalName, ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::BTreeSet;
use zhiku::compile::Site;
use zhiku::output::Body;

/// Elements that no page has, whoever writes its notes.
const NEVER: &str = "applet base embed frame frameset iframe object portal style textarea xmp";
/// Schemes that an address may have.
const SCHEMES: [&str; 8] = ["http", "https", "mailto", "tel", "ftp", "obsidian", "zotero", ""];
/// Attributes that hold an address.
const ADDRESSES: [&str; 7] =
    ["href", "src", "action", "cite", "poster", "xlink:href", "formaction"];

/// Lists what is wrong with the files of a site, each with its path.
pub(crate) fn problems(site: &Site) -> Vec<String> {
    let mut found = Vec::new();
    for output in &site.outputs {
        let Body::Bytes(bytes) = &output.body else { continue };
        let ending = output.path.rsplit('.').next().unwrap_or_default();
        let wrong = match ending {
            "html" => of_page(bytes),
            "js" if output.path.starts_with("data/") => of_shard(bytes),
            "json" => of_json(bytes),
            _ => Vec::new(),
        };
        found.extend(wrong.into_iter().map(|wrong| format!("{}: {wrong}", output.path)));
    }
    found
}

fn of_json(bytes: &[u8]) -> Vec<String> {
    serde_json::from_slice::<serde_json::Value>(bytes)
        .err()
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// A script of data is one call, and what it is called with is JSON.
fn of_shard(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let inside = text.trim_end().trim_end_matches(';').split_once('(');
    let Some(arguments) = inside.and_then(|(_, inside)| inside.strip_suffix(')')) else {
        return vec!["no call".to_owned()];
    };
    let odd =
        text.contains(['\u{2028}', '\u{2029}']).then(|| "a line end of JavaScript".to_owned());
    of_json(format!("[{arguments}]").as_bytes()).into_iter().chain(odd).collect()
}

fn of_page(bytes: &[u8]) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return vec!["no UTF-8".to_owned()] };
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(text);
    let mut found: Vec<String> = dom.errors.borrow().iter().map(ToString::to_string).collect();
    let mut ids = BTreeSet::new();
    let mut open = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        found.extend(of_element(&node, &mut ids));
        open.extend(node.children.borrow().iter().cloned());
    }
    found
}

fn of_element(node: &Handle, ids: &mut BTreeSet<String>) -> Vec<String> {
    let NodeData::Element { name, attrs, .. } = &node.data else { return Vec::new() };
    let attributes = attrs.borrow();
    let value = |wanted: &str| {
        let wanted = LocalName::from(wanted);
        attributes.iter().find(|one| one.name.local == wanted).map(|one| one.value.to_string())
    };
    let name = &*name.local;
    let mut found = Vec::new();
    if NEVER.split(' ').any(|never| never == name) {
        found.push(format!("<{name}>"));
    }
    if name == "script" {
        found.extend(of_script(node, value("src"), value("type")));
    }
    for one in attributes.iter() {
        let (attribute, text) = (&*one.name.local, &*one.value);
        let scheme = text.split(['/', '?', '#']).next().unwrap_or_default();
        let scheme = scheme.split_once(':').map_or("", |(scheme, _)| scheme);
        let runs =
            attribute.starts_with("on") || matches!(attribute, "style" | "srcdoc" | "srcset");
        let leads = ADDRESSES.contains(&attribute)
            && !SCHEMES.contains(&scheme.to_ascii_lowercase().as_str());
        if runs || leads {
            found.push(format!("<{name} {attribute}={text:?}>"));
        }
        if attribute == "id" && !ids.insert(text.to_owned()) && !text.is_empty() {
            found.push(format!("id {text:?} twice"));
        }
    }
    found
}

/// A script is ours, by a path of the site, or it is data that reads as JSON.
fn of_script(node: &Handle, src: Option<String>, sort: Option<String>) -> Vec<String> {
    let inside: String = node.children.borrow().iter().map(text_of).collect();
    match (src, sort.as_deref()) {
        (Some(src), None) if inside.is_empty() && src.contains("assets/") && !src.contains(':') => {
            Vec::new()
        }
        (None, Some("application/ld+json")) => of_json(inside.as_bytes()),
        (src, sort) => vec![format!("a script: {src:?} {sort:?} {inside:?}")],
    }
}

fn text_of(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    }
}
