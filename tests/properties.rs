//! What holds of any site: order and threads do not show, links lead somewhere, an edge reads the same from both ends.
//!
//! Asks it of the base that stands in this repository.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use zhiku::compile::{self, Memo, Options, Ready};
use zhiku::input::{self, Inputs};
use zhiku::output::{Body, Output};

fn base() -> Inputs {
    input::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository has notes").value
}

fn files(inputs: &Inputs, memo: &mut Memo) -> BTreeMap<String, Vec<u8>> {
    by_path(compile::compile_after(inputs, &Options::default(), memo).value.outputs)
}

fn by_path(outputs: Vec<Output>) -> BTreeMap<String, Vec<u8>> {
    let bytes = |body: Body| match body {
        Body::Bytes(bytes) => bytes.to_vec(),
        Body::Attachment(path) => path.as_bytes().to_vec(),
    };
    outputs.into_iter().map(|output| (output.path, bytes(output.body))).collect()
}

/// Names the first files that differ, for a message that can be read.
fn differing(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    names.into_iter().filter(|name| a.get(*name) != b.get(*name)).take(5).cloned().collect()
}

#[test]
fn the_order_of_input_and_what_was_built_before_do_not_show() {
    let inputs = base();
    let fresh = files(&inputs, &mut Memo::default());
    let mut turned = inputs.clone();
    turned.texts.reverse();
    assert_eq!(differing(&fresh, &files(&turned, &mut Memo::default())), [""; 0]);

    let mut memo = Memo::keeping();
    let mut fewer = inputs.clone();
    fewer.texts.truncate(inputs.texts.len() / 2);
    let _ = files(&fewer, &mut memo);
    assert_eq!(differing(&fresh, &files(&inputs, &mut memo)), [""; 0]);
}

#[test]
fn files_that_are_handed_over_one_by_one_are_those_of_the_whole_site() {
    let (inputs, mut memo) = (base(), Memo::default());
    let ready = Ready::after(&inputs, &Options::default(), &mut memo).value;
    let made = ready.each(&mut memo, || false, |file| file).expect("nobody gives up");
    let handed = by_path(made.value.outputs);
    assert_eq!(differing(&files(&inputs, &mut Memo::default()), &handed), [""; 0]);
}

#[test]
fn an_edge_is_the_same_from_both_ends() {
    let known = compile::known(&base(), &Options::default()).value.knowledge;
    let left: Vec<_> = (0..known.notes.len()).flat_map(|id| known.outbound(id).to_vec()).collect();
    let mut arrived: Vec<_> = (0..known.notes.len())
        .flat_map(|id| known.arriving(id).cloned().collect::<Vec<_>>())
        .collect();
    arrived.sort_by_key(|edge| (edge.from, edge.span));
    assert_eq!(left.len(), arrived.len());
    assert!(arrived.iter().all(|edge| left.contains(edge)));
}

#[test]
fn every_internal_link_leads_to_a_file_of_the_site() {
    let files = files(&base(), &mut Memo::default());
    let mut lost = BTreeSet::new();
    for (path, bytes) in
        files.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html")
    {
        let html = String::from_utf8_lossy(bytes);
        for reference in references(&html) {
            let (to, fragment) = reference.split_once('#').unwrap_or((reference, ""));
            let target = resolve(path, to);
            match files.get(&target) {
                None => drop(lost.insert(format!("{path} → {reference}"))),
                Some(page) if !fragment.is_empty() && target.ends_with(".html") => {
                    let id = decoded(fragment);
                    let html = String::from_utf8_lossy(page);
                    let quoted = format!("id=\"{}\"", id.replace('&', "&amp;"));
                    if !html.contains(&quoted) {
                        lost.insert(format!("{path} → {reference}"));
                    }
                }
                Some(_) => {}
            }
        }
    }
    assert_eq!(lost.iter().take(20).cloned().collect::<Vec<_>>(), [""; 0], "{} in all", lost.len());
}

/// Lists what `href` and `src` say, outside addresses aside.
fn references(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for attribute in [" href=\"", " src=\""] {
        for piece in html.split(attribute).skip(1) {
            let value = piece.split('"').next().unwrap_or_default();
            let outside = value.contains("://") || value.starts_with("mailto:");
            if !outside {
                found.push(value);
            }
        }
    }
    found
}

fn resolve(from: &str, to: &str) -> String {
    let to = to.split('?').next().unwrap_or_default();
    if to.is_empty() {
        return from.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    decoded(&parts.join("/"))
}

fn decoded(text: &str) -> String {
    zhiku::knowledge::percent_decoded(&text.replace("&#39;", "'").replace("&amp;", "&"))
}
