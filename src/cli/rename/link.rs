//! One link, as it must be written after a note has moved.
//!
//! Takes what an author wrote and where the note was and will be; gives what to write instead, or
//! nothing where the link goes on leading there: by a title, a name or an alias.

use crate::note::Note;
use crate::text::fold;
use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};

/// What a destination in Markdown cannot hold as it stands.
const DESTINATION: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'%')
    .add(b'#')
    .add(b'?')
    .add(b'\\');
/// The same, for an author who writes hanzi with percent signs.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'/').remove(b'~');

/// A note that moves; both paths count from `content`, without the ending.
#[derive(Clone, Debug)]
pub(super) struct Move<'a> {
    /// The note as it was.
    pub(super) note: &'a Note,
    /// Where it was.
    pub(super) old: String,
    /// Where it will be.
    pub(super) new: String,
}

impl Move<'_> {
    /// The folder and the file name that the note will have.
    pub(super) fn new_parts(&self) -> (&str, &str) {
        self.new.rsplit_once('/').unwrap_or(("", &self.new))
    }

    /// The folder that a note of the base is in, and the one that it will be in.
    pub(super) fn folders_of<'n>(&'n self, note: &'n Note) -> (&'n str, &'n str) {
        let to = if note.path == self.note.path { self.new_parts().0 } else { &note.folder };
        (&note.folder, to)
    }

    /// Rewrites the name in `[[…]]`, in front matter or in a citation.
    pub(super) fn name(&self, written: &str) -> Option<String> {
        let bare = written.strip_suffix(".md").unwrap_or(written);
        let ending = &written[bare.len()..];
        if bare.contains('/') {
            let inside = bare.trim_start_matches('/');
            let inside = inside.strip_prefix("content/").unwrap_or(inside);
            let is_path = self.is_old_path(inside);
            let lead = &bare[..bare.len() - inside.len()];
            return is_path.then(|| format!("{lead}{}{ending}", self.new));
        }
        let is_file_name =
            [&self.note.slug, &self.note.stem].iter().any(|it| fold(it) == fold(bare));
        let is_other = self.is_called(written);
        (is_file_name && !is_other).then(|| format!("{}{ending}", self.new_parts().1))
    }

    /// Whether the note calls itself exactly so, and will go on doing so.
    fn is_called(&self, written: &str) -> bool {
        let note = self.note;
        let title = note.title_span.map(|_| note.title.as_str());
        let names = note.names.all().chain(&note.aliases).map(|name| name.value.as_str());
        // A name that is the slug, letter for letter, was meant as the slug.
        written != note.slug && title.into_iter().chain(names).any(|name| name == written)
    }

    /// Whether `path` is the old path or the end of it.
    fn is_old_path(&self, path: &str) -> bool {
        let (old, path) = (fold(&self.old), fold(path));
        old == path || old.strip_suffix(&path).is_some_and(|lead| lead.ends_with('/'))
    }

    /// Rewrites the destination of `[text](destination)` in a note that is in the folder `from`
    /// and will be in `to`.
    pub(super) fn destination(&self, written: &str, (from, to): (&str, &str)) -> Option<String> {
        let parts = Destination::of(written);
        let (bare, ending) = parts.without_ending();
        let inside = bare.trim_start_matches('/');
        let is_old = |path: &str| fold(path) == fold(&self.old);
        let index = |path: &str| [format!("{path}/index"), format!("{path}/README")];
        let near = joined(from, bare);
        let path = if near.as_deref().is_some_and(is_old) {
            format!("{}{ending}", relative(to, &self.new))
        } else if is_old(inside) {
            format!("{}{}{ending}", &bare[..bare.len() - inside.len()], self.new)
        } else if near.iter().any(|near| index(near).iter().any(|it| is_old(it))) {
            format!("{}.md", relative(to, &self.new))
        } else if inside.contains('/') && self.is_old_path(inside) {
            format!("{}{ending}", relative(to, &self.new))
        } else {
            format!("{}{ending}", self.name(bare)?)
        };
        Some(parts.with_path(&path))
    }
}

/// Rewrites a relative destination in a note that moves from one folder to another; `target` is
/// where it leads, with its ending. Nothing where it is not written relative to the note.
pub(super) fn moved(written: &str, folders: (&str, &str), target: &str) -> Option<String> {
    let parts = Destination::of(written);
    let (bare, ending) = parts.without_ending();
    let bare_target = target.strip_suffix(".md").unwrap_or(target);
    let reached = joined(folders.0, bare)?;
    let (reached, ending) = match fold(&reached) == fold(bare_target) {
        true => (reached, ending),
        false => (joined(folders.0, &parts.path).filter(|it| fold(it) == fold(target))?, ""),
    };
    Some(parts.with_path(&format!("{}{ending}", relative(folders.1, &reached))))
}

/// A destination taken apart.
struct Destination<'a> {
    /// The path, percent signs undone.
    path: String,
    /// The query and the fragment, as written.
    rest: &'a str,
    /// Whether other letters than those of ASCII were written with percent signs.
    is_encoded: bool,
}

impl<'a> Destination<'a> {
    fn of(written: &'a str) -> Self {
        let end = written.find(['#', '?']).unwrap_or(written.len());
        let (raw, rest) = written.split_at(end);
        let path = percent_decode_str(raw).decode_utf8_lossy().into_owned();
        let is_encoded = raw.is_ascii() && !path.is_ascii();
        Self { path, rest, is_encoded }
    }

    fn without_ending(&self) -> (&str, &str) {
        let path = self.path.strip_suffix('/').unwrap_or(&self.path);
        let bare = [".md", ".html"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
        (bare, &path[bare.len()..])
    }

    fn with_path(&self, path: &str) -> String {
        let set = if self.is_encoded { ENCODED } else { DESTINATION };
        let path = match self.is_encoded {
            true => utf8_percent_encode(path, set).to_string(),
            false => ascii_encoded(path, set),
        };
        format!("{path}{}", self.rest)
    }
}

/// Percent-encodes what `set` names and leaves letters of other scripts as they are.
fn ascii_encoded(path: &str, set: &'static AsciiSet) -> String {
    let mut encoded = String::with_capacity(path.len());
    for c in path.chars() {
        match c.is_ascii() {
            true => encoded.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), set)),
            false => encoded.push(c),
        }
    }
    encoded
}

/// Walks from `folder` along `path`; none above the top.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if path.starts_with('/') {
        return None;
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// The way from `folder` to `path`.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    format!("{}{}", "../".repeat(from.len() - shared), to[shared..].join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

    fn with_move(run: impl Fn(&Move<'_>)) {
        let text = "---\ntitle: JD.com\nnames: {zh: 京东}\naliases: [Jingdong]\n---\n";
        let schema = Schema::read(None).value;
        let note =
            crate::note::parse(&"content/companies/jd.md".into(), &text.into(), &schema).value;
        run(&Move { note: &note, old: "companies/jd".into(), new: "firms/jd-com".into() });
    }

    #[test]
    fn names_by_file_or_path_are_rewritten_and_others_stay() {
        with_move(|moved| {
            for (written, expected) in [
                ("jd", Some("jd-com")),
                ("JD", Some("jd-com")),
                ("jd.md", Some("jd-com.md")),
                ("companies/jd", Some("firms/jd-com")),
                ("content/companies/jd.md", Some("content/firms/jd-com.md")),
                ("JD.com", None),
                ("京东", None),
                ("Jingdong", None),
                ("platforms/jd", None),
            ] {
                assert_eq!(moved.name(written).as_deref(), expected, "{written}");
            }
        });
    }

    #[test]
    fn destinations_keep_their_style() {
        with_move(|moved| {
            for (from, written, expected) in [
                ("companies", "jd.md#funding", Some("../firms/jd-com.md#funding")),
                ("events", "../companies/jd.md", Some("../firms/jd-com.md")),
                ("events", "/companies/jd.html?a#b", Some("/firms/jd-com.html?a#b")),
                ("", "companies/j%64", Some("firms/jd-com")),
                ("events", "jd", Some("jd-com")),
                ("events", "../platforms/jd.md", None),
            ] {
                assert_eq!(
                    moved.destination(written, (from, from)).as_deref(),
                    expected,
                    "{from} {written}"
                );
            }
        });
    }

    #[test]
    fn relative_destinations_in_the_note_itself_go_on_leading_there() {
        let folders = ("companies", "a/b");
        let to = |written, target| moved(written, folders, target);
        assert_eq!(to("../events/e.md#x", "events/e.md").as_deref(), Some("../../events/e.md#x"));
        assert_eq!(
            to("p%20q.png", "companies/p q.png").as_deref(),
            Some("../../companies/p%20q.png")
        );
        assert_eq!(to("e", "events/e.md"), None);
        assert_eq!(to("/events/e.md", "events/e.md"), None);
    }
}
