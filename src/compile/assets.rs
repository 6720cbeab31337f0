//! Style sheet, scripts and icon.
//!
//! Takes the static files; gives the theme's under names that hold a hash of what they hold, the rest as they are. The style sheet is one file, its layers in
//! the order that the cascade wants.

use crate::input::{Inputs, Static};
use crate::output::{Body, Output};
use bytes::Bytes;
use xxhash_rust::xxh3::xxh3_64;

/// Layers of the style sheet, in their order.
const LAYERS: [&str; 6] =
    ["reset.css", "tokens.css", "base.css", "layout.css", "components.css", "print.css"];
/// Files of the theme that pages name by a hashed address.
const HASHED: [&str; 3] = ["core.js", "search.js", "icon.svg"];

/// The static files of a site.
#[derive(Debug)]
pub(super) struct Assets {
    pub(super) outputs: Vec<Output>,
    pub(super) css: String,
    hashed: [String; 3],
}

impl Assets {
    pub(super) fn core(&self) -> &str {
        &self.hashed[0]
    }

    pub(super) fn search(&self) -> &str {
        &self.hashed[1]
    }

    pub(super) fn icon(&self) -> &str {
        &self.hashed[2]
    }
}

/// Names the static files.
pub(super) fn of(inputs: &Inputs) -> Assets {
    let find = |path: &str| inputs.statics.iter().find(|file| file.path.as_ref() == path);
    let css: Vec<u8> = LAYERS
        .iter()
        .filter_map(|path| find(path))
        .flat_map(|file| file.bytes.iter().copied())
        .collect();
    let css_address = hashed("style.css", &css);
    let mut outputs = vec![Output { path: css_address.clone(), body: Body::Bytes(css.into()) }];
    let addresses = HASHED.map(|path| {
        let Some(file) = find(path) else { return String::new() };
        let address = hashed(path, &file.bytes);
        outputs.push(Output {
            path: address.clone(),
            body: Body::Bytes(Bytes::from_owner(file.bytes.clone())),
        });
        address
    });
    let own = |file: &&Static| {
        !LAYERS.contains(&file.path.as_ref()) && !HASHED.contains(&file.path.as_ref())
    };
    outputs.extend(inputs.statics.iter().filter(own).map(|file| Output {
        path: file.path.to_string(),
        body: Body::Bytes(Bytes::from_owner(file.bytes.clone())),
    }));
    Assets { outputs, css: css_address, hashed: addresses }
}

fn hashed(name: &str, bytes: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("assets/{stem}-{:08x}.{ending}", xxh3_64(bytes) >> 32)
}
