//! What `serve` adds to a page: a script and a style, both from the server's private folder.
//!
//! Takes the bytes of a page; gives them with two elements more. They stand in files of their own
//! because a page's security policy allows no script within it.

use hyper::body::Bytes;

/// The folder of the server's own files.
pub(super) const PRIVATE: &str = "/.zhiku/";
/// The script that listens for builds.
pub(super) const SCRIPT: &str = include_str!("reload.js");
/// The style of the panel of problems.
pub(super) const STYLE: &str = include_str!("reload.css");

/// Adds the script and the style to `page`, at the end of its body.
pub(super) fn into_page(page: &[u8], version: u64) -> Bytes {
    let end = find_last(page, b"</body>").unwrap_or(page.len());
    let added = format!(
        "<link rel=\"stylesheet\" href=\"{PRIVATE}reload.css\">\
         <script src=\"{PRIVATE}reload.js\" data-version=\"{version:016x}\"></script>"
    );
    [&page[..end], added.as_bytes(), &page[end..]].concat().into()
}

fn find_last(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).rposition(|window| window.eq_ignore_ascii_case(wanted))
}

/// Lists what a page loads: the targets of `src`, and of links to styles and icons; a feed beside it is none of its looks.
pub(super) fn parts_of(page: &[u8]) -> impl Iterator<Item = &str> {
    let text = std::str::from_utf8(page).unwrap_or_default();
    text.split('<').filter_map(|tag| {
        let tag = tag.split('>').next()?;
        let is_looks = tag.contains("stylesheet") || tag.contains("icon");
        let attribute = match tag.starts_with("link ") {
            true if is_looks => " href=",
            true => return None,
            false => " src=",
        };
        let value = &tag[tag.find(attribute)? + attribute.len()..];
        let quote = value.chars().next().filter(|&c| matches!(c, '"' | '\''));
        match quote {
            Some(quote) => value[1..].split(quote).next(),
            None => value.split_ascii_whitespace().next(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let page = into_page(b"<body><p>a</p></BODY></html>", 255);
        let page = std::str::from_utf8(&page).expect("it is text");
        assert!(page.starts_with("<body><p>a</p><link "), "{page}");
        assert!(
            page.ends_with("data-version=\"00000000000000ff\"></script></BODY></html>"),
            "{page}"
        );
        assert!(into_page("快手".as_bytes(), 0).starts_with("快手<link".as_bytes()));
    }

    #[test]
    fn the_parts_of_a_page_are_what_it_loads() {
        let page = r#"<a href="no.html"><link rel="alternate" href="feed.atom"><link rel=icon href=i.svg><img alt="x" src='p.png'><script src="s.js">"#;
        assert_eq!(parts_of(page.as_bytes()).collect::<Vec<_>>(), ["i.svg", "p.png", "s.js"]);
    }
}
