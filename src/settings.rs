//! What `content/site.yaml` says.
//!
//! Takes its text; gives [`Settings`], or what is wrong with it. Never looks at a note.

use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::span::Span;
use serde::Deserialize;
use std::sync::Arc;

/// The settings of a site; every one has a default, so that a folder of notes alone is a site.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Title of the site.
    pub title: String,
    /// Absolute address, where it is known.
    pub base_url: Option<String>,
    /// BCP 47 tag of the prose.
    pub language: String,
    /// One or two sentences about the site.
    pub description: String,
    /// Who publishes it.
    pub author: String,
    /// Licence of words and data.
    pub licence: String,
    /// Where the licence stands.
    pub licence_url: Option<String>,
    /// Where to report an error: an address, `{page}` in it becomes the page's.
    pub report_url: Option<String>,
    /// Names that are meant to have no note.
    pub wanted: Vec<String>,
    /// Notes that are known to rest on one source.
    pub single_source: Vec<String>,
    /// What of the output folder is kept though it was not written here.
    pub keep: Vec<String>,
    /// Whether each note's Markdown is published beside its page.
    pub twins: bool,
    /// Days after which facts count as stale.
    pub stale_after_days: i32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Notes".to_owned(),
            base_url: None,
            language: "en".to_owned(),
            description: String::new(),
            author: String::new(),
            licence: String::new(),
            licence_url: None,
            report_url: None,
            wanted: Vec::new(),
            single_source: Vec::new(),
            keep: Vec::new(),
            twins: false,
            stale_after_days: 730,
        }
    }
}

/// Reads the settings; what cannot be read leaves them all at their defaults.
///
/// # Diagnostics
/// [`Code::BadSettings`].
#[must_use]
pub fn read(own: Option<(&str, &Arc<str>)>) -> Checked<Settings> {
    let Some((text, path)) = own else { return Checked::clean(Settings::default()) };
    if text.trim().is_empty()
        || text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
    {
        return Checked::clean(Settings::default());
    }
    match serde_yaml::from_str::<Settings>(text) {
        Ok(settings) => check_address(settings, text, path),
        Err(error) => {
            let diagnostics = vec![unreadable(&error, text, path)];
            Checked { value: Settings::default(), diagnostics }
        }
    }
}

fn unreadable(error: &serde_yaml::Error, text: &str, path: &Arc<str>) -> Diagnostic {
    let line = error.location().map_or(1, |location| location.line());
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let words = text[start..].lines().next().unwrap_or_default();
    let indent = words.len() - words.trim_start().len();
    let span = Span::new(start + indent, start + words.trim_end().len().max(indent));
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or(&reason);
    Diagnostic::new(Code::BadSettings, path, span, format!("the settings cannot be read: {reason}"))
        .help("see `zhiku explain bad-settings` for what `site.yaml` may say")
}

/// Refuses an address that no page could be found under.
fn check_address(mut settings: Settings, text: &str, path: &Arc<str>) -> Checked<Settings> {
    let Some(address) = settings.base_url.clone() else { return Checked::clean(settings) };
    match base_url(&address) {
        Some(address) => {
            settings.base_url = Some(address);
            Checked::clean(settings)
        }
        None => {
            settings.base_url = None;
            let start = text.find(&address).unwrap_or(0);
            let span = Span::new(start, start + address.len().min(text.len() - start));
            let diagnostic = Diagnostic::new(
                Code::BadSettings,
                path,
                span,
                format!("`{address}` is not the address of a site"),
            )
            .help("write it whole: `base_url: https://example.com/base/`");
            Checked { value: settings, diagnostics: vec![diagnostic] }
        }
    }
}

/// Makes an address end in `/`; none for what is not an absolute address of the web.
#[must_use]
pub fn base_url(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let sound = !rest.is_empty()
        && !rest.starts_with('/')
        && !rest.contains(|c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '"' | '\'' | '<' | '>' | '?' | '#' | '\\')
        });
    sound.then(|| format!("{}/", address.trim_end_matches('/')))
}
