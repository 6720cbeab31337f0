//! Files that a link or an embed names.
//!
//! Takes a name as written; gives the attachment that it means, and says where there is none, or more than one. Never
//! opens a file.

use super::{Resolved, Resolver};
use crate::diagnostic::{Code, Diagnostic};
use crate::knowledge::lookup::Found;
use crate::span::Span;

/// Paths that a report offers at most: in some vaults every folder has its `image.png`.
pub(super) const MOST_SHOWN: usize = 5;

impl<'a> Resolver<'a> {
    /// Returns the attachment of a name, unless a note bears that name or the name has no ending of a file.
    pub(super) fn file(&mut self, name: &str, span: Span) -> Option<usize> {
        let (_, ending) = name.rsplit('/').next()?.rsplit_once('.')?;
        let like_a_file =
            (1..=10).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric());
        if !like_a_file || self.lookup.find(name, &[]) != Found::Nothing {
            return None;
        }
        let beside = if self.note.folder.is_empty() {
            None
        } else {
            self.lookup.file(&format!("{}/{name}", self.note.folder))
        };
        beside.or_else(|| self.one_of(self.lookup.files(name), name, span))
    }

    /// Takes the first of the files that a name may mean; reports it where there are more.
    pub(super) fn one_of(&mut self, files: &'a [usize], name: &str, span: Span) -> Option<usize> {
        if files.len() > 1 {
            let attachments = self.around.attachments;
            let inside = |path: &'a str| path.strip_prefix("content/").unwrap_or(path);
            let paths = files.iter().map(|&at| format!("`{}`", inside(&attachments[at].path)));
            let ways = paths.take(MOST_SHOWN).collect::<Vec<_>>().join(" or ");
            let message = format!("`{name}` may mean {} files", files.len());
            let diagnostic = Diagnostic::new(Code::AmbiguousLink, &self.note.path, span, message)
                .severity(self.of_ambiguity())
                .label("which one?")
                .help(format!("name it by its path under content/: {ways}"));
            self.say(diagnostic);
        }
        files.first().copied()
    }

    /// Reports a file that is not there.
    pub(super) fn broken_file(&mut self, name: &str, span: Span) -> Resolved {
        let diagnostic = Diagnostic::new(
            Code::BrokenFile,
            &self.note.path,
            span,
            format!("there is no file `{name}`"),
        )
        .label("not under content/")
        .help("put the file under content/, or mend its name");
        self.say(diagnostic);
        Resolved::Plain
    }
}

/// Returns whether a name ends as those of pictures and of other files do that are shown or offered.
pub(super) fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| {
        matches!(
            ending.as_str(),
            "png"
                | "jpg"
                | "jpeg"
                | "gif"
                | "svg"
                | "webp"
                | "avif"
                | "pdf"
                | "mp4"
                | "mp3"
                | "csv"
                | "bmp"
        )
    })
}

/// Returns whether a name ends as that of a file.
pub(super) fn has_ending(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    last.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty()
            && (1..=5).contains(&ending.len())
            && ending.chars().all(|c| c.is_ascii_alphanumeric())
    })
}
