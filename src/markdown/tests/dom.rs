//! Markup as a browser reads it, for tests.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Lists what in the markup could run a script or load another's page; empty for sound markup.
pub(crate) fn hostile(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(html, &mut |name, attributes| {
        if FOREIGN.contains(&name) {
            found.push(format!("<{name}>"));
        }
        for (attribute, value) in attributes {
            let tight: String =
                value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let scheme = tight.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase();
            let runs = ["javascript:", "data:", "vbscript:", "livescript:", "file:"]
                .iter()
                .any(|bad| scheme.starts_with(bad));
            let address = matches!(
                attribute.as_str(),
                "href" | "src" | "cite" | "srcset" | "action" | "poster"
            );
            if attribute.starts_with("on")
                || attribute == "style"
                || attribute == "srcdoc"
                || (address && runs)
            {
                found.push(format!("{attribute}={value}"));
            }
        }
    });
    found
}

/// Lists the elements of the markup in order, each with its attributes, and its text.
pub(crate) fn shape(html: &str) -> (Vec<String>, String) {
    let mut elements = Vec::new();
    let text = walk(html, &mut |name, attributes| {
        let mut attributes: Vec<String> =
            attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
        attributes.sort();
        elements.push(format!("{name} {}", attributes.join(" ")));
    });
    (elements, text)
}

const FOREIGN: [&str; 23] = [
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "textarea",
    "select",
    "link",
    "meta",
    "base",
    "svg",
    "math",
    "template",
    "noscript",
    "title",
    "frame",
    "frameset",
    "plaintext",
    "xmp",
    "marquee",
];

/// Shows each element to `see`, and returns all text.
/// Hears of each element with its attributes.
type See<'s> = dyn FnMut(&str, &[(String, String)]) + 's;

fn walk(html: &str, see: &mut See<'_>) -> String {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false)
        .one(html);
    let mut text = String::new();
    let root: Handle = dom.document.children.borrow()[0].clone();
    let mut open: Vec<Handle> = root.children.borrow().iter().rev().cloned().collect();
    while let Some(node) = open.pop() {
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let attributes: Vec<(String, String)> = attrs
                    .borrow()
                    .iter()
                    .map(|one| (one.name.local.to_string(), one.value.to_string()))
                    .collect();
                see(&name.local, &attributes);
            }
            NodeData::Text { contents } => text.push_str(&contents.borrow()),
            _ => {}
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    text
}
