//! Addresses from names, and the way from one address to another.
//!
//! Takes names and addresses; gives addresses. Never asks what stands there.

use crate::input::Attachment;
use crate::knowledge::{Knowledge, NoteId};
use crate::text::{push_encoded, slug};

/// Longest part of an address, in bytes: a file system takes 255, of which an ending and `.gz` take some.
const LONGEST_PART: usize = 230;

/// Makes part of an address short enough for a file's name; what is cut off leaves a hash of the whole.
fn fitted(part: &str) -> String {
    if part.len() <= LONGEST_PART {
        return part.to_owned();
    }
    let hash = xxhash_rust::xxh3::xxh3_64(part.as_bytes());
    let end = (0..=LONGEST_PART - 17).rev().find(|&at| part.is_char_boundary(at));
    format!("{}-{hash:016x}", &part[..end.unwrap_or_default()])
}

/// Returns the address of a note: its kind's folder and its slug, or its own folders where it has no kind.
#[must_use]
pub fn note_address(knowledge: &Knowledge, id: NoteId) -> String {
    let note = &knowledge.notes[id];
    let name = fitted(&note.slug);
    match knowledge.kind(id) {
        Some(kind) => format!("{}/{name}.html", encodable_folder(&kind.folder)),
        None if note.folder.is_empty() => format!("{name}.html"),
        None => {
            let folders: Vec<String> =
                note.folder.split('/').map(|part| fitted(&slug(part))).collect();
            format!("{}/{name}.html", folders.join("/"))
        }
    }
}

/// Makes the folder of a kind safe to write.
#[must_use]
pub(super) fn encodable_folder(folder: &str) -> String {
    let parts = folder.split('/').map(|part| fitted(&slug(part)));
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "notes".to_owned() } else { parts.join("/") }
}

/// Returns the last part of a topic's address.
#[must_use]
pub fn topic_slug(topic: &str) -> String {
    let slug = fitted(&slug(topic));
    if slug.is_empty() || slug == "index" { format!("topic-{slug}") } else { slug }
}

/// Returns the address of a file: its name with a hash of what it holds, so that hosts may keep it for ever.
#[must_use]
pub fn attachment_address(file: &Attachment) -> String {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let short = (file.fingerprint >> 96) as u32;
    let ending: String = slug(&ending.to_lowercase()).chars().take(16).collect();
    format!("assets/{}-{short:08x}.{ending}", fitted(&slug(stem)))
}

/// Reads an old address as authors write it: with or without a leading `/`, `.html` or a final `/`.
pub(super) fn redirect_address(old: &str) -> Option<String> {
    let bare = old.trim().trim_start_matches('/');
    let parts: Vec<&str> = bare.split('/').collect();
    let odd = |part: &&str| {
        matches!(*part, "." | "..") || part.contains(['\\', ':', '?', '#', '\0', '<', '>', '"'])
    };
    if bare.is_empty()
        || parts.iter().any(|part| part.len() > LONGEST_PART)
        || parts.iter().any(odd)
        || bare.contains("//")
        || parts.iter().any(|part| part.starts_with('.'))
    {
        return None;
    }
    Some(match bare.strip_suffix('/') {
        Some(folder) => format!("{folder}/index.html"),
        None if bare.ends_with(".html") => bare.to_owned(),
        None => format!("{bare}.html"),
    })
}

/// Returns what leads from the page at `address` to the root.
#[must_use]
pub fn root_of(address: &str) -> String {
    "../".repeat(address.matches('/').count())
}

/// Returns the way from the page at `from` to `to`, percent-encoded for `href`.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let folder = from.rfind('/').map_or("", |end| &from[..=end]);
    let shared = if to.starts_with(folder) { folder.len() } else { shared_folder(folder, to) };
    let ups = folder[shared..].bytes().filter(|&byte| byte == b'/').count();
    let mut way = String::with_capacity(3 * ups + to.len() - shared);
    for _ in 0..ups {
        way.push_str("../");
    }
    push_encoded(&mut way, &to[shared..]);
    way
}

/// Returns the length of the folders that two addresses begin with.
fn shared_folder(folder: &str, to: &str) -> usize {
    let same = folder.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    folder.as_bytes()[..same].iter().rposition(|&byte| byte == b'/').map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_goes_up_and_down() {
        assert_eq!(relative("index.html", "companies/jd-com.html"), "companies/jd-com.html");
        assert_eq!(relative("companies/a.html", "companies/b.html"), "b.html");
        assert_eq!(relative("companies/a.html", "figures/b.html"), "../figures/b.html");
        assert_eq!(relative("a/b/c.html", "index.html"), "../../index.html");
        assert_eq!(relative("a.html", "京东.html"), "%E4%BA%AC%E4%B8%9C.html");
    }

    #[test]
    fn a_long_part_stays_a_name_that_a_file_may_have_and_its_own() {
        let long = "长".repeat(84);
        assert_eq!(fitted(&long[..228]), long[..228]);
        assert!(fitted(&long).len() <= LONGEST_PART);
        assert_ne!(fitted(&long), fitted(&format!("{long}a")));
    }

    #[test]
    fn an_old_address_stays_within_the_site() {
        assert_eq!(redirect_address("/old/name"), Some("old/name.html".into()));
        assert_eq!(redirect_address("old/"), Some("old/index.html".into()));
        assert_eq!(redirect_address("../up"), None);
        assert_eq!(redirect_address("https://a.b/"), None);
    }
}
