//! Pictures and other files in prose.
//!
//! Takes an attachment; gives an `img` with its size, or a link for what is not a picture.

use super::BodyHost;
use crate::markdown::{attribute, text_html};

impl BodyHost<'_, '_, '_> {
    /// Shows a file: a picture as itself, anything else as a link by its words.
    pub(super) fn file_html(&self, at: usize, words: &str, width: Option<u32>) -> String {
        let Some(href) = self.file_href(at) else { return text_html(words) };
        let file = &self.maker.knowledge.attachments[at];
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        if !is_picture(name) {
            let words = if words.is_empty() { name } else { words };
            return format!("<a{}>{}</a>", attribute("href", &href), text_html(words));
        }
        let size = size(file.dimensions, width);
        format!(
            "<img{}{}{size} loading=\"lazy\">",
            attribute("src", &href),
            attribute("alt", words)
        )
    }
}

/// Writes width and height, so that nothing moves while the picture loads; a width asked for keeps the proportion.
fn size(dimensions: Option<(u32, u32)>, width: Option<u32>) -> String {
    match (dimensions, width) {
        (Some((w, h)), Some(width)) if w > 0 => {
            let height = u64::from(h) * u64::from(width) / u64::from(w);
            format!(" width=\"{width}\" height=\"{height}\"")
        }
        (Some((w, h)), _) => format!(" width=\"{w}\" height=\"{h}\""),
        (None, Some(width)) => format!(" width=\"{width}\""),
        (None, None) => String::new(),
    }
}

fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| {
        matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "avif" | "bmp")
    })
}
