//! The one reader of files: a folder on disk becomes the plain data that the rest works on.
//!
//! Takes the root of a base; gives its notes, attachments, settings, templates and static files, in
//! the order of their paths. Never understands what it reads, follows no link out of the root, and
//! never stops for one bad file: that becomes a diagnostic.

mod builtin;
mod decode;
mod find;
mod memory;

pub use builtin::is_built_in_template;
pub use memory::Memory;

use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics};
use crate::parallel;
use crate::span::Span;
use find::{Found, Hidden};
use memory::Stamp;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Size above which a text is reported instead of read, in bytes.
pub const TEXT_LIMIT_BYTES: u64 = 16 << 20;

/// Everything a site is made of.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// The notes, sorted by path.
    pub texts: Vec<Text>,
    /// The other files under `content/`, sorted by path.
    pub attachments: Vec<Attachment>,
    /// `content/site.yaml`, where there is one.
    pub settings: Option<Text>,
    /// `content/kinds.yaml`, where there is one.
    pub kinds: Option<Text>,
    /// The templates, built-in ones included, sorted by path; paths are relative to `templates/`.
    pub templates: Vec<Text>,
    /// The files served as they are, built-in ones included; paths are relative to `static/`.
    pub statics: Vec<Static>,
}

/// One text file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Path from the root, with `/` between its parts.
    pub path: Arc<str>,
    /// What the file says, without a byte order mark.
    pub text: Arc<str>,
}

/// One file under `content/` that is not a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Path from the root, with `/` between its parts.
    pub path: Arc<str>,
    /// Length in bytes.
    pub size: u64,
    /// XXH3 of the bytes, 128 bits.
    pub fingerprint: u128,
    /// Width and height in pixels, for a picture.
    pub dimensions: Option<(u32, u32)>,
}

/// One file that is published as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Static {
    /// Path relative to `static/`, with `/` between its parts.
    pub path: Arc<str>,
    /// What the file holds.
    pub bytes: Arc<[u8]>,
}

impl Inputs {
    /// Starts with the built-in templates and static files and nothing else.
    #[must_use]
    pub fn builtin() -> Self {
        Self { templates: builtin::templates(), statics: builtin::statics(), ..Self::default() }
    }

    /// Takes over the texts of `content/`, settings apart from notes.
    fn take(&mut self, texts: impl Iterator<Item = Text>) {
        for text in texts {
            match text.path.as_ref() {
                "content/site.yaml" => self.settings = Some(text),
                "content/kinds.yaml" => self.kinds = Some(text),
                _ => self.texts.push(text),
            }
        }
    }

    /// Finds the text that a diagnostic's path names.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<Arc<str>> {
        let among = |texts: &[Text], path: &str| {
            let at = texts.binary_search_by(|text| text.path.as_ref().cmp(path)).ok()?;
            Some(Arc::clone(&texts[at].text))
        };
        if let Some(template) = path.strip_prefix("templates/") {
            return among(&self.templates, template);
        }
        let mut others = self.settings.iter().chain(&self.kinds);
        let other = others.find(|text| text.path.as_ref() == path);
        other.map(|text| Arc::clone(&text.text)).or_else(|| among(&self.texts, path))
    }
}

/// Reads the base at `root`.
///
/// # Diagnostics
/// [`Code::NotUtf8`], [`Code::NulByte`] and [`Code::TooLarge`] for what a text holds,
/// [`Code::UnreadableFile`] for what the disk refuses, [`Code::OutsideSymlink`] for a symlink that
/// is not followed.
///
/// # Errors
/// When `root` has no folder `content` of its own that can be listed.
pub fn read(root: &Path) -> io::Result<Checked<Inputs>> {
    read_after(root, &mut Memory::default(), Duration::ZERO)
}

/// Reads the base at `root` as [`read`] does, but opens no text and hashes no large file that `memory` has and the disk says is the same.
///
/// `now` is the time since 1970; a text that has only just been written is not remembered.
///
/// # Errors
/// Those of [`read`]; `memory` stays as it was.
pub fn read_after(root: &Path, memory: &mut Memory, now: Duration) -> io::Result<Checked<Inputs>> {
    let root = root.canonicalize()?;
    let content = root.join("content");
    if !content.canonicalize()?.starts_with(&root) {
        return Err(io::Error::other("`content` is a symlink that leads out of the root"));
    }
    std::fs::read_dir(&content)?;
    let mut report = Diagnostics::default();
    let mut inputs = Inputs::default();
    let found = report.keep(find::find(&root, "content", Hidden::DotAndUnderscore));
    let (texts, others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|found| is_note(&found.path) || is_setting(&found.path));
    let texts = report.keep(parallel::map_checked(&texts, |found| memory.text(found)));
    memory.remember_texts(&texts, now);
    report.extend(others.iter().filter_map(|found| twice_named(&found.path)));
    inputs.take(texts.into_iter().flatten().map(|(_, text)| text));
    inputs.attachments = report.keep(read_attachments(&others, memory));
    inputs.templates = report.keep(read_templates(&root));
    inputs.statics = report.keep(read_statics(&root));
    Ok(report.beside(inputs))
}

fn read_attachments(found: &[Found], memory: &mut Memory) -> Checked<Vec<Attachment>> {
    let Checked { value, diagnostics } = parallel::map_checked(found, |found| memory.read(found));
    let known: Vec<_> = value.into_iter().flatten().collect();
    memory.remember(&known);
    let attachments = known.into_iter().map(|(_, attachment)| attachment);
    Checked { value: attachments.collect(), diagnostics }
}

fn read_templates(root: &Path) -> Checked<Vec<Text>> {
    let mut report = Diagnostics::default();
    let found = report.keep(find::find(root, "templates", Hidden::Dot));
    let own = report.keep(parallel::map_checked(&found, read_text)).into_iter().flatten();
    let own = own.map(|(_, text)| Text { path: beneath("templates/", &text.path), ..text });
    let merged: BTreeMap<_, _> = builtin::templates()
        .into_iter()
        .chain(own)
        .map(|text| (Arc::clone(&text.path), text))
        .collect();
    report.beside(merged.into_values().collect())
}

fn read_statics(root: &Path) -> Checked<Vec<Static>> {
    let mut report = Diagnostics::default();
    let found = report.keep(find::find(root, "static", Hidden::DotButPublic));
    let own = report.keep(parallel::map_checked(&found, read_static)).into_iter().flatten();
    let merged: BTreeMap<_, _> = builtin::statics()
        .into_iter()
        .chain(own)
        .map(|file| (Arc::clone(&file.path), file))
        .collect();
    report.beside(merged.into_values().collect())
}

fn beneath(folder: &str, path: &str) -> Arc<str> {
    path.strip_prefix(folder).unwrap_or(path).into()
}

fn is_note(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
}

/// Reports a note that an editor named `note.md.txt`, where the desktop hides the last ending.
fn twice_named(path: &Arc<str>) -> Option<Diagnostic> {
    let meant = path.strip_suffix(".txt").filter(|rest| is_note(rest))?;
    let message = format!("`{path}` is not read as a note: its name ends in `.txt`");
    let help = format!("rename it to `{}`", meant.rsplit('/').next().unwrap_or(meant));
    Some(Diagnostic::new(Code::UnreadableFile, path, Span::default(), message).help(help))
}

fn is_setting(path: &str) -> bool {
    matches!(path, "content/site.yaml" | "content/kinds.yaml")
}

/// Reads a text, with what the disk said of it before that.
fn read_text(found: &Found) -> Checked<Option<(Stamp, Text)>> {
    match bytes_within(found, TEXT_LIMIT_BYTES) {
        Ok(Some((stamp, bytes))) => {
            let Checked { value, diagnostics } = decode::decode(&found.path, bytes);
            Checked { value: value.map(|text| (stamp, text)), diagnostics }
        }
        Ok(None) => Checked { value: None, diagnostics: vec![too_large(&found.path)] },
        Err(error) => lost(found, &error),
    }
}

/// Reads a file whole, or gives `None` where it is larger than `limit`, without reading more than that.
fn bytes_within(found: &Found, limit: u64) -> io::Result<Option<(Stamp, Vec<u8>)>> {
    let file = File::open(&found.disk)?;
    let meta = file.metadata()?;
    let size = meta.len();
    if size > limit {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then(|| (Stamp::from(&meta), bytes)))
}

fn too_large(path: &Arc<str>) -> Diagnostic {
    let limit = TEXT_LIMIT_BYTES >> 20;
    let message = format!("`{path}` is larger than {limit} MB and was left out");
    Diagnostic::new(Code::TooLarge, path, Span::default(), message)
        .help("split it into several notes, or give it another ending than `.md` to attach it")
}

fn read_static(found: &Found) -> Checked<Option<Static>> {
    match std::fs::read(&found.disk) {
        Ok(bytes) => {
            let path = beneath("static/", &found.path);
            Checked::clean(Some(Static { path, bytes: bytes.into() }))
        }
        Err(error) => lost(found, &error),
    }
}

/// Reports a file that the disk refuses; one that has just gone was never there.
fn lost<T>(found: &Found, error: &io::Error) -> Checked<Option<T>> {
    if error.kind() == io::ErrorKind::NotFound {
        return Checked::clean(None);
    }
    Checked { value: None, diagnostics: vec![find::unreadable(&found.path, error)] }
}

#[cfg(test)]
mod tests;
