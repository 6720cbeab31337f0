//! What `content/site.yaml` says.
//!
//! Takes its text; gives [`Settings`], or what is wrong with it. Never looks at a note.

use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics};
use crate::span::Span;
use crate::text::{NameList, near};
use crate::yaml::{self, Entry, Node};
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

/// Every setting, for help with one that is misspelt.
const NAMES: [&str; 13] = [
    "title",
    "base_url",
    "language",
    "description",
    "author",
    "licence",
    "licence_url",
    "report_url",
    "wanted",
    "single_source",
    "keep",
    "twins",
    "stale_after_days",
];

/// Reads the settings; what cannot be read is left at its default, and the rest counts.
///
/// # Diagnostics
/// [`Code::BadSettings`]; [`Code::BadYaml`] and [`Code::DuplicateKey`] for the file as a whole.
#[must_use]
pub fn read(own: Option<(&str, &Arc<str>)>) -> Checked<Settings> {
    let Some((text, path)) = own else { return Checked::clean(Settings::default()) };
    let mut report = Diagnostics::default();
    let node = report.keep(yaml::parse(text, 0, path));
    let mut values = serde_yaml::Mapping::new();
    for entry in node.as_ref().map(|node| entries(node, path, &mut report)).unwrap_or_default() {
        match setting(entry, text) {
            Ok(value) => drop(values.insert(entry.key.as_str().into(), value)),
            Err(slip) => report.push(slip.reported(path)),
        }
    }
    // Each was read by itself above, so that together they read as well.
    let settings = serde_yaml::from_value(values.into()).unwrap_or_default();
    let settings = report.keep(check_address(settings, text, path));
    report.beside(settings)
}

fn entries<'n>(node: &'n Node, path: &Arc<str>, report: &mut Diagnostics) -> &'n [Entry] {
    if node.map().is_none() && node.value != yaml::Value::Null {
        let message = format!("the settings are {}, not a map", node.sort());
        let slip = Slip { span: node.span, message, help: SEE.to_owned() };
        report.push(slip.reported(path));
    }
    node.map().unwrap_or_default()
}

const SEE: &str = "see `zhiku explain bad-settings` for what `site.yaml` may say";

/// A setting that cannot be read.
struct Slip {
    span: Span,
    message: String,
    help: String,
}

impl Slip {
    fn reported(self, path: &Arc<str>) -> Diagnostic {
        Diagnostic::new(Code::BadSettings, path, self.span, self.message).help(self.help)
    }
}

/// Reads one setting, as if it stood alone.
fn setting(entry: &Entry, text: &str) -> Result<serde_yaml::Value, Slip> {
    if !NAMES.contains(&entry.key.as_str()) {
        let names = NameList::new(NAMES.into_iter().enumerate().map(|(id, name)| (name, id)));
        let near = near(&entry.key, &names, 1);
        let help = near.first().map(|near| format!("did you mean `{}`?", near.name));
        let message = format!("there is no setting `{}`", entry.key);
        return Err(Slip { span: entry.key_span, message, help: help.unwrap_or(SEE.to_owned()) });
    }
    let value = value(&entry.node, text);
    let alone = serde_yaml::Mapping::from_iter([(entry.key.as_str().into(), value.clone())]);
    match serde_yaml::from_value::<Settings>(alone.into()) {
        Ok(_) => Ok(value),
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.strip_prefix(&format!("{}: ", entry.key)).unwrap_or(&reason);
            let message = format!("`{}` cannot be read: {reason}", entry.key);
            Err(Slip { span: entry.node.span, message, help: SEE.to_owned() })
        }
    }
}

/// Gives a node to serde: `true` and `730` as YAML types them, what is quoted or folded as text.
fn value(node: &Node, text: &str) -> serde_yaml::Value {
    match &node.value {
        yaml::Value::Null => serde_yaml::Value::Null,
        yaml::Value::Scalar(scalar) if text[node.span.start..node.span.end] == **scalar => {
            serde_yaml::from_str(scalar).unwrap_or_else(|_| scalar.as_str().into())
        }
        yaml::Value::Scalar(scalar) => scalar.as_str().into(),
        yaml::Value::List(items) => items.iter().map(|item| value(item, text)).collect(),
        yaml::Value::Map(entries) => {
            let entries = entries.iter().map(|e| (e.key.as_str().into(), value(&e.node, text)));
            serde_yaml::Mapping::from_iter(entries).into()
        }
    }
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
