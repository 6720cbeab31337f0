//! Where a note goes.
//!
//! Takes where it is and what was typed; gives the new path. Refuses what could not be linked to,
//! what the base would leave out, and what lies outside of it.

use crate::cli::failure::Failure;
use crate::text::slug;

/// Gives the new path, from `content` and without the ending: `typed` is a name in the same
/// folder, a path, or a folder if it ends in `/`.
pub(super) fn of(old: &str, typed: &str) -> Result<String, Failure> {
    let (folder, name) = old.rsplit_once('/').unwrap_or(("", old));
    let bare = typed.strip_suffix(".md").unwrap_or(typed);
    let bare = bare.strip_prefix("content/").unwrap_or(bare);
    let new = if bare.ends_with('/') {
        format!("{bare}{name}")
    } else if bare.contains('/') || typed.starts_with("content/") || folder.is_empty() {
        bare.to_owned()
    } else {
        format!("{folder}/{bare}")
    };
    match trouble(&new) {
        Some(trouble) => Err(Failure::usage(format!("`{typed}` {trouble}"))
            .help("write a new name, `jd-com`, or a path beneath content, `companies/jd-com`")),
        None if new == old => Err(Failure::usage("the note is there already")),
        None => Ok(new),
    }
}

/// Says why `path` cannot be that of a note.
fn trouble(path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    if parts.iter().any(|part| matches!(*part, "" | "." | "..")) {
        return Some("is not a path beneath content");
    }
    if parts.iter().any(|part| part.starts_with(['.', '_'])) {
        return Some("would be left out: its name begins with `.` or `_`");
    }
    if path.contains(['[', ']', '|', '#', '^', '\\', ':', '@', ',', ';', '"', '\''])
        || path.contains(char::is_control)
    {
        return Some("has a sign that means something else in a link");
    }
    let name = parts.last().copied().unwrap_or_default();
    let is_named = slug(name).chars().any(char::is_alphanumeric) && name.trim() == name;
    (!is_named).then_some("has no letter or digit to name a page by")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder_and_a_path_does_not() {
        let to = |typed| of("companies/jd", typed).map_err(|failure| failure.status());
        assert_eq!(to("jd-com").as_deref(), Ok("companies/jd-com"));
        assert_eq!(to("jd-com.md").as_deref(), Ok("companies/jd-com"));
        assert_eq!(to("platforms/").as_deref(), Ok("platforms/jd"));
        assert_eq!(to("content/京东.md").as_deref(), Ok("京东"));
        for wrong in ["jd", "../jd", "/etc/jd", "_jd", "a|b", "a//b", "!?", ""] {
            assert_eq!(to(wrong), Err(2), "{wrong}");
        }
    }
}
