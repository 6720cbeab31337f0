//! What the theme promises whatever its pages say: its weight, its colours in one place, nothing inline, nothing
//! from elsewhere.
//!
//! Reads `templates/`, `static/` and the shapes of views as text. Renders nothing: see the unit tests of `render` for that.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Files of the style sheet, in the order of their layers.
const LAYERS: [&str; 6] =
    ["reset.css", "tokens.css", "base.css", "layout.css", "components.css", "print.css"];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn templates() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("a template is text");
            (entry.path().display().to_string(), text)
        })
        .collect()
}

fn compressed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).expect("memory takes it");
    encoder.finish().expect("memory takes it").len()
}

#[test]
fn style_and_scripts_keep_their_weight() {
    let style: String = LAYERS.iter().map(|layer| read(&format!("static/{layer}"))).collect();
    assert!(compressed(&style) <= 12 * 1024, "{} bytes of style", compressed(&style));
    let core = compressed(&read("static/core.js"));
    assert!(core <= 6 * 1024, "{core} bytes of core script");
    let search = compressed(&read("static/search.js"));
    assert!(search <= 10 * 1024, "{search} bytes of search script");
}

#[test]
fn colours_stand_in_the_tokens_and_nothing_is_forced() {
    for layer in LAYERS {
        let text = read(&format!("static/{layer}"));
        assert!(!text.contains("!important"), "{layer} forces something");
        assert!(!text.contains("url("), "{layer} asks for another file");
        let is_home = layer == "tokens.css" || layer == "print.css";
        for (number, line) in text.lines().enumerate() {
            let has_colour = line.split('#').skip(1).any(|rest| {
                rest.chars().take_while(char::is_ascii_hexdigit).count() >= 3
                    && !line.ends_with('{')
            });
            let is_selector = line.contains("#search-status");
            assert!(
                is_home || is_selector || !has_colour,
                "{layer}:{}: a colour outside the tokens",
                number + 1
            );
        }
    }
}

#[test]
fn a_layer_is_one_file_and_all_are_named_in_order() {
    let order = read("static/reset.css");
    let names = LAYERS.map(|layer| layer.trim_end_matches(".css")).join(", ");
    assert!(order.starts_with(&format!("@layer {names};")));
    for layer in LAYERS {
        let opening = format!("@layer {} {{", layer.trim_end_matches(".css"));
        assert!(read(&format!("static/{layer}")).contains(&opening), "{layer}");
    }
}

#[test]
fn templates_hold_nothing_inline_and_ask_nobody_else() {
    for (path, text) in templates() {
        assert!(!text.contains(" style="), "{path} has a style attribute");
        assert!(!text.contains("<style"), "{path} has a style element");
        for handler in [" onclick=", " onload=", " onchange=", " onerror=", " onsubmit="] {
            assert!(!text.contains(handler), "{path} has a handler");
        }
        for asset in ["src=\"http", "src=\"//", "href=\"http", "href=\"//", "href=\"/", "src=\"/"] {
            assert!(
                !text.contains(asset),
                "{path} leaves the site, or is bound to the root of a host"
            );
        }
    }
}

#[test]
fn only_markup_that_says_so_is_trusted() {
    for (path, text) in templates() {
        // A view says which of its words are markup; said in a template, it could be said of any.
        assert!(
            !text.replace(' ', "").contains("|safe"),
            "{path} trusts what no view calls markup"
        );
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view/shape");
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        for marked in text.split("serialize_with = \"markup::").skip(1) {
            let field = marked.split("pub ").nth(1).and_then(|field| field.split(':').next());
            let field = field.unwrap_or_default();
            let is_markup =
                ["html", "svg", "content", "json_ld"].iter().any(|end| field.ends_with(end));
            // Sentences and cells that the view writes as HTML.
            let is_sentence = ["ties", "disputes", "cells"].contains(&field);
            assert!(is_markup || is_sentence, "{}: `{field}` is not named markup", path.display());
        }
    }
}

#[test]
fn no_heading_of_a_note_can_take_an_id_of_a_template() {
    // Ids of headings are letters, digits, hyphens and low lines; a full stop keeps the two apart.
    for (path, text) in templates() {
        for id in text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let is_apart = id.contains('.') || id.contains("{{") || id.starts_with("search-");
            assert!(is_apart, "{path}: id `{id}`");
        }
    }
}
